"""Headings of one row or more on a sheet: where they begin, how deep they are, what they call each column."""

from __future__ import annotations

from workbench.exchange.book import text_of
from workbench.exchange.grid import Grid
from workbench.exchange.headings import LIKELY, SURE, heading_score, row_score
from workbench.exchange.shapes import like_value, normal

SHORT = 60
OPENING = 40  # full rows within which the first heading is looked for
ABOUT = 2  # cells in a line about the document: "Owner | Town Clerk"
_KEEPING = frozenset(("keep", "kept", "retain", "retained", "period", "periods", "retention", "years", "disposal"))
_TITLING = frozenset(("schedule", "policy"))


class Headers:
    """Looks for headings on one sheet; `known` are further words that stand over columns, normalised."""

    def __init__(self, grid: Grid, known: frozenset[str]) -> None:
        self.grid, self.known = grid, known
        self._asked: tuple[int, tuple[str, ...], bool] = (0, (), False)  # each row is asked about twice

    def score(self, row: int) -> float:
        """How much the row reads as headings, 0 to 1."""
        cells = self.grid.rows[row]
        return row_score([cells[column] for column in self.grid.filled[row]], self.known)

    def depth(self, row: int, threshold: float) -> int:
        """How many rows a heading that begins here takes; 0 where none does that reads as one to the threshold."""
        score = self.score(row)
        below = self.score(row + 1) if row < self.grid.last else 0.0
        two = 3 if self.is_under(row + 2, row + 1) else 2
        if self.grid.alone(row) or score < LIKELY:
            plain = below >= threshold and not self.grid.alone(row + 1)
            return two if plain and self.is_group(row, row + 1) else 0
        if below >= LIKELY and not self.grid.alone(row + 1) and self.is_group(row, row + 1):
            return two
        if self.is_under(row + 1, row):
            return 2
        return 1 if score >= threshold else 0

    def opening(self) -> int:
        """The row of the first heading, past lines about the document that read as one; 0 where none is sure."""
        first = after = 0
        for row in self.grid.full[:OPENING]:
            if row < after:
                continue
            depth = self.depth(row, LIKELY)
            if not depth and self.grid.holds_period(row):
                break
            if depth:
                main = self.main(tuple(range(row, row + depth)))
                wide = len(self.grid.filled[main]) > ABOUT
                first, after = row if wide or not first else first, row + depth
                if wide or self._of_keeping(main):
                    break
        return first

    def _of_keeping(self, row: int) -> bool:
        """Whether a heading speaks of keeping, and not of a document called so."""
        words = {word for key in self.keys(row) for word in key.split()}
        return bool(words & _KEEPING) and not words & _TITLING

    def is_group(self, row: int, under: int) -> bool:
        """Whether a row stands over another heading row: it is sparser, or merged over several columns."""
        upper, lower = self.grid.filled[row], self.grid.filled[under] if under <= self.grid.last else []
        cells = [self.grid.rows[row][column] for column in upper]
        if not upper or any(like_value(cell) or len(text_of(cell)) > SHORT for cell in cells):
            return False
        if self.grid.alone(row):
            merge = self.grid.across.get(row, [None])[0]
            return merge is not None and (merge.left > min(lower) or merge.right < max(lower)) and len(lower) > 2
        fewer = len(upper) < len(lower)
        return fewer or (row in self.grid.across and under not in self.grid.across) or self.score(under) >= SURE

    def of_records(self, row: int) -> bool:
        """Whether the row's first cell is a heading, and not the section's name in its place."""
        return heading_score(self.grid.text(row), self.known) == 1.0

    def is_under(self, row: int, over: int) -> bool:
        """Whether a row only divides the headings over it, as "Years" and "Months" under a merged "Retention"."""
        if row > self.grid.last or self.grid.blank(row) or self.grid.alone(row):
            return False
        merges = [merge for merge in self.grid.across.get(over, ()) if merge.top == over]
        top = {column: normal(text_of(self.grid.rows[over][column])) for column in self.grid.filled[over]}
        own = [column for column in self.grid.own[row] if column in self.grid.filled[row]]
        if not merges or not own:
            return False
        divided = {column for merge in merges for column in range(merge.left, merge.right + 1)}
        fits = all(column in divided or column not in top for column in own)
        return fits and all(heading_score(text_of(self.grid.rows[row][column]), self.known) >= LIKELY for column in own)

    def repeats(self, row: int, keys: tuple[str, ...]) -> bool:
        """Whether the row says the same as a heading's keys.

        A section merged down its side may run through it, or stand where the first heading names one.
        """
        if self._asked[:2] != (row, keys):
            self._asked = (row, keys, self._repeats(row, keys))
        return self._asked[2]

    def _repeats(self, row: int, keys: tuple[str, ...]) -> bool:
        filled = self.grid.filled[row]
        headed = len(keys) - keys.count("")
        if not headed or abs(len(filled) - headed) > 1:
            return False
        cells = self.grid.rows[row]
        if cells[filled[-1]].__class__ is not str or normal(text_of(cells[filled[-1]])) != keys[filled[-1]]:
            return False
        same = sum(1 for column in filled if normal(text_of(cells[column])) == keys[column])
        return same == headed or (
            same == headed - 1 and (same >= 3 or normal(text_of(cells[filled[0]])) != keys[filled[0]])
        )

    def keys(self, row: int) -> tuple[str, ...]:
        """What a heading row says, column by column, for comparing."""
        return tuple(normal(text_of(cell)) for cell in self.grid.rows[row])

    def main(self, header: tuple[int, ...]) -> int:
        """The row of a heading that names most columns."""
        return max(header, key=lambda row: (len(self.grid.own[row]), row))

    def names(self, header: tuple[int, ...]) -> dict[int, tuple[str, str]]:
        """Heading and the heading over it, by column."""
        if not header:
            return {}
        main = self.main(header)
        lower = [self.grid.spread(row) for row in header if row > main]
        upper = [self.grid.spread(row) for row in header if row < main]
        names: dict[int, tuple[str, str]] = {}
        spread = self.grid.spread(main)
        own = set(self.grid.filled[main])
        for column in sorted(spread.keys() | {column for words in lower for column in words}):
            below = " ".join(words[column] for words in lower if column in words)
            above = " ".join(dict.fromkeys(words[column] for words in upper if column in words))
            if below and below != spread.get(column, ""):
                names[column] = (below, spread.get(column, above))
            elif column in own:
                names[column] = (spread[column], above if above != spread[column] else "")
        names |= {column: (words, "") for column, words in self._only_above(header, main) if column not in names}
        if len(header) == 2 and self._one_in_two(*header):
            return {column: (f"{group} {own}".strip(), "") for column, (own, group) in names.items()}
        return names

    def _only_above(self, header: tuple[int, ...], main: int) -> list[tuple[int, str]]:
        """Headings of one line that stand in an upper row of several, with nothing under them: "Ref"."""
        upper = [row for row in header if row < main and len(self.grid.own[row]) > 1]
        return [
            (column, text_of(self.grid.rows[row][column]).strip()) for row in upper for column in self.grid.own[row]
        ]

    def _one_in_two(self, upper: int, lower: int) -> bool:
        """Whether each heading merely goes on in the row below: "Reason for" over "retention", nothing merged.

        Headings of one line, as "Ref", stand in the upper row alone.
        """
        words, over = self.keys(upper), self.grid.filled[upper]
        alike = set(self.grid.filled[lower]) <= set(over) and not {upper, lower} & self.grid.across.keys()
        return alike and len({words[column] for column in over}) == len(over)

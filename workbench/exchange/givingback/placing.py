"""Where new lines go: at the end of their section where what stands below can move, else where there is room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.display import count
from workbench.exchange.book import Sheet
from workbench.exchange.givingback.beside import Beside
from workbench.exchange.givingback.changes import Added, Place, SheetChanges, TableChanges
from workbench.exchange.givingback.sheet import Insert, NewRow
from workbench.exchange.givingback.through import Through
from workbench.exchange.table import RowKind

_HEADINGS = (RowKind.GROUP, RowKind.HEADER, RowKind.REPEATED)


@dataclass
class _Group:
    """Lines of one section that go below the same row; `heads` name it where the sheet does not yet."""

    place: Place
    heads: list[NewRow]
    lines: list[NewRow]


@dataclass
class Placing:
    """The rows to be put into one sheet, and what could not be done as it should be. `gone` rows are taken out."""

    sheet: Sheet
    changes: SheetChanges
    occupied: list[int]
    beside: Beside
    through: Through
    gone: frozenset[int] = frozenset()
    inserts: list[Insert] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    written: int = 0
    _end: list[NewRow] = field(default_factory=list)

    def place(self) -> Placing:
        """Find a place for every new line."""
        for table in self.changes.tables:
            groups: defaultdict[Place, list[Added]] = defaultdict(list)
            for line in table.added:
                groups[self._group(table, line.place)].append(line)
            by_row: defaultdict[int, list[_Group]] = defaultdict(list)
            for place in sorted(groups, key=lambda place: place not in table.last):  # a new section after the last
                row = table.last.get(place) or self._end_of(table, place)
                lines = [NewRow(self._like(table, row), line.cells, fed=table.fed) for line in groups[place]]
                heads = [] if place in table.last else self._heads(table, place)
                if heads is None:
                    self._say_no_such_part(place, len(lines))
                else:
                    by_row[row].append(_Group(place, heads, lines))
            for row, found in sorted(by_row.items()):
                self._after(table, row, found)
        if self._end:
            bottom = max([*self.occupied, self.beside.lowest, *(i.after + len(i.rows) for i in self.inserts)])
            self.inserts.append(Insert(bottom, tuple(self._end), gap=1))
        return self

    def _group(self, table: TableChanges, place: Place) -> Place:
        """The section a line joins: its own, or the last where sections are no lines of their own."""
        if place in table.last or table.banners:
            return place
        return max(table.last, key=lambda known: table.last[known])

    def _end_of(self, table: TableChanges, place: Place) -> int:
        """The last row of the service a new section belongs to, or of the table."""
        return max([row for known, row in table.last.items() if known[0] == place[0]] or table.last.values())

    def _like(self, table: TableChanges, row: int) -> int:
        """The row that new ones after a row look like: that one, or its nearest neighbour where it is taken out."""
        rows = {line.row for line in table.table.rows if line.row not in self.gone}
        return nearest(rows, row) if row in self.gone else row

    def _after(self, table: TableChanges, row: int, groups: list[_Group]) -> None:
        """Lines directly below a row."""
        end = row
        while end + 1 in self.sheet.struck_rows and end + 1 in self.occupied:
            end += 1  # struck through earlier; the new lines come after them
        below = next((n for n in self.occupied if n > end), 0)
        new = tuple(one for group in groups for one in (*group.heads, *group.lines))
        number = sum(len(group.lines) for group in groups)
        self.written += number
        if not below and not self.beside.below(end):
            self.inserts.append(Insert(end, new))
            return
        why = self._hindrance(end)
        if not why:
            self.inserts.append(Insert(end, new, shifts=True))
            return
        free = (below or end + len(new) + 2) - end - 1
        last = row == max(table.last.values())
        if last and free > len(new) and not any(end < n <= end + len(new) + 1 for n in self._lying()):
            self.inserts.append(Insert(end, new))
            return
        for group in groups:
            self._at_end(table, group)
        self.said.append(
            f"{self.sheet.name}: {count(number, 'new line')} could not go below row {row}, because {why} would have "
            f"had to move. {'It stands' if number == 1 else 'They stand'} at the end of the sheet under headings."
        )

    def _hindrance(self, row: int) -> str:
        """What would have to move if rows were put in below this one and cannot; empty where nothing does."""
        checks = (
            (self.beside.strange, "special parts of Excel"),
            (self.through.elusive, "formulas that name cells in words"),
            (self.through.crosses(self.sheet.name, row), "a formula that fills several rows"),
            (any(m.top <= row < m.bottom for m in self.sheet.merged), "merged cells"),
        )
        return next((words for holds, words in checks if holds), "")

    def _lying(self) -> list[int]:
        return [*self.beside.comments, *self.beside.pictures, *(first for first, _ in self.beside.tables.values())]

    def _heads(self, table: TableChanges, place: Place) -> list[NewRow] | None:
        """The lines that name a section the sheet does not have yet; None where it has none to take after."""
        sections = [line.row for line in table.table.skipped if line.kind is RowKind.SECTION]
        services = [row for row in sections if row + 1 in sections]
        plain = [row for row in sections if row not in services]
        known = place[0] in {service for service, _ in table.last}
        if not place[1] or not plain or not (known or services):
            return None
        heads = [] if known else [self._head(services[-1], place[0])]
        return [
            *self._gap(table, plain[-1]),
            *heads,
            self._head(plain[-1], place[1]),
            *self._headings(table, plain[-1]),
        ]

    def _gap(self, table: TableChanges, row: int) -> list[NewRow]:
        """An empty line where one stands over a section with headings of its own."""
        blank = any(line.row == row - 1 and line.kind is RowKind.BLANK for line in table.table.skipped)
        return [NewRow(0, {})] if blank and self._headings(table, row) else []

    def _headings(self, table: TableChanges, row: int) -> list[NewRow]:
        """The headings that stand again below a section's line."""
        kinds = {line.row: line.kind for line in table.table.skipped}
        found: list[NewRow] = []
        while kinds.get(row + 1) in _HEADINGS:
            row += 1
            found.append(NewRow(row, {}, copied=True, merged=self._merged(row)))
        return found

    def _merged(self, row: int) -> tuple[tuple[int, int], ...]:
        return tuple((m.left, m.right) for m in self.sheet.merged if m.top == row == m.bottom)

    def _head(self, row: int, words: str) -> NewRow:
        """A line of some words that looks like another of its kind."""
        cells = self.sheet.rows[row - 1]
        column = next((n for n, cell in enumerate(cells) if cell is not None), 0)
        return NewRow(row, {column: words}, merged=self._merged(row), fed=frozenset(range(len(cells))))

    def _say_no_such_part(self, place: Place, number: int) -> None:
        self.said.append(
            f"{self.sheet.name}: {count(number, 'new line')} of “{' · '.join(filter(None, place))}” could not be "
            "written, because the sheet has no such part. Add its heading in Excel and import it again."
        )

    def _at_end(self, table: TableChanges, group: _Group) -> None:
        """Lines at the end of the sheet, under the table's headings and their section's name again."""
        heads = group.heads or (self._heads(table, group.place) if table.banners else None) or []
        if not any(head.copied for head in heads):
            heads = [*(NewRow(row, {}, copied=True) for row in table.table.header_rows), *heads]
        self._end += [*heads, *group.lines]


def nearest(rows: Iterable[int], row: int) -> int:
    """The nearest of some rows, the upper of two; the row itself where there are none."""
    return min(rows, key=lambda other: (abs(other - row), other), default=row)

"""Finding the tables of a sheet: titles, headings of one row or more, sections, notes, and the rows themselves.

Every row of the sheet ends in exactly one table, as a rule's row or as a row left out with what it was taken for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.exchange.book import Book, Cell, Sheet, text_of
from workbench.exchange.gathered import Gathered, hand_down
from workbench.exchange.grid import Grid
from workbench.exchange.headers import SHORT, Headers
from workbench.exchange.headings import LIKELY, SURE, stands_over
from workbench.exchange.lists import find_list
from workbench.exchange.outline import outline
from workbench.exchange.shapes import (
    begins_notes,
    ends_dated,
    like_furniture,
    like_length,
    like_note,
    like_part,
    normal,
)
from workbench.exchange.table import Column, RowKind, Skipped, Table, TableRow

__all__ = ["Column", "RowKind", "Skipped", "Table", "TableRow", "find_book_tables", "find_tables"]

LOOK_AHEAD = 30


def find_book_tables(book: Book, headings: Iterable[str] = ()) -> list[Table]:
    """The tables of every sheet, in order."""
    known = frozenset(map(normal, headings))
    return [table for sheet in book.sheets for table in _Finder(sheet, known, 0).tables()]


def find_tables(sheet: Sheet, headings: Iterable[str] = (), header_row: int = 0) -> list[Table]:
    """The tables of one sheet; `headings` are known to stand over columns, `header_row` is the person's choice."""
    return _Finder(sheet, frozenset(map(normal, headings)), header_row).tables()


class _Finder:
    """Walks one sheet from top to bottom."""

    def __init__(self, sheet: Sheet, known: frozenset[str], header_row: int) -> None:
        self.sheet, self.known, self.chosen = sheet, known, header_row
        self.grid = Grid(sheet)
        self.headers = Headers(self.grid, known)
        self.drafts = [Gathered()]
        self.service = self.section = self.banner = ""
        self.in_notes = False
        self.sections_merged = self._sections_merged()
        self.sections_plain = False  # whether a section was nothing but words, as a rule without a period is
        self.opening = header_row or self.headers.opening()

    @property
    def draft(self) -> Gathered:
        return self.drafts[-1]

    def tables(self) -> list[Table]:
        """Every table of the sheet in order."""
        if self.grid.last == 0:
            return []
        if not self.grid.full:
            return [find_list(self.sheet, self.grid, self.known)]
        row = 1
        while row <= self.grid.last:
            row = self._step(row)
        return self._finish()

    def _step(self, row: int) -> int:
        """Place one row, or the rows of one heading; gives the row to go on with."""
        if not self.grid.filled[row] or self.grid.blank(row):
            self._skip(row, RowKind.BLANK)
            return row + 1
        header = self._header_at(row)
        if header:
            self._begin(header)
            return header[-1] + 1
        if self.grid.alone(row):
            self._single(row)
        elif self._is_note(row):
            self._skip(row, RowKind.NOTE)
        elif row < self.chosen or (row < self.opening and not self.grid.holds_period(row)):
            self._skip(row, RowKind.TITLE)
        elif (
            len(self.grid.own[row]) == 2 and self.draft.header and (words := outline(self.grid, self.draft.names, row))
        ):
            self._divide(row, words)
        else:
            self._keep(row)
        return row + 1

    # Headings

    def _header_at(self, row: int) -> tuple[int, ...]:
        """The rows of a heading that begins here; none where this is no heading."""
        if self.chosen and not self.draft.header:
            return self._chosen_at(row)
        if self.draft.header and self.headers.repeats(row, self.draft.keys):
            return (row,)
        if self.draft.header and not self._new_place(row):
            return (row, row + 1) if self._group_over(row) else ()
        if self.grid.alone(row) and not self.grid.merged_across(row):
            return ()
        depth = self.headers.depth(row, self._threshold)
        if depth:
            return tuple(range(row, row + depth)) if row + depth > self.opening else ()
        if not self.draft.begun and row == self._first_full() and stands_over(self.grid.rows[row], self._below(row)):
            return (row,)
        return ()

    @property
    def _threshold(self) -> float:
        """A further heading must be surer than the first one."""
        return SURE if self.draft.begun else LIKELY

    def _chosen_at(self, row: int) -> tuple[int, ...]:
        """The heading row the person clicked, with a merged one over it and units under it."""
        if row == self.chosen - 1 and self.headers.is_group(row, self.chosen):
            return (row, self.chosen)
        if row != self.chosen:
            return ()
        return (row, row + 1) if self.headers.is_under(row + 1, row) else (row,)

    def _first_full(self) -> int:
        return self.grid.full[0]

    def _below(self, row: int) -> list[Sequence[Cell]]:
        return [self.grid.rows[full] for full in self.grid.full if row < full <= row + LOOK_AHEAD]

    def _new_place(self, row: int) -> bool:
        """Whether a further heading may begin here: nothing of a rule stands directly over it."""
        return not self.draft.directly_over(row)

    def _begin(self, header: tuple[int, ...]) -> None:
        """Begin a table, or go on with the present one where the heading is only repeated."""
        main = self.headers.main(header)
        keys = self.headers.keys(main)
        unnamed = not self.banner
        self._close_section()
        if self.draft.header and (keys == self.draft.keys or self.headers.repeats(main, self.draft.keys)):
            for row in header:
                self._skip(row, RowKind.REPEATED)
            self._name_by_heading(main)
            return
        if self.draft.begun:
            self.drafts.append(Gathered())
            if unnamed:
                self.service = self.section = ""
        self.draft.header, self.draft.keys, self.draft.names = header, keys, self.headers.names(header)
        for row in header:
            self._skip(row, RowKind.HEADER if row >= main else RowKind.GROUP)

    def _name_by_heading(self, row: int) -> None:
        """A heading repeated with other words over the names, "PERSONNEL | Retention period", names the section."""
        place = self.grid.filled[row][0]
        if self.headers.keys(row)[place] == self.draft.keys[place] or self.headers.of_records(row):
            return
        self.service, self.section = "", self.grid.text(row)
        if not self.headers.of_records(self.draft.header[-1]):
            self.draft.name_section(self.grid.text(self.draft.header[-1]))

    def _close_section(self) -> None:
        """A banner over a heading takes the place of every section before it."""
        self.in_notes = False
        if self.banner:
            self.service, self.section = "", self.banner
        self.banner = ""

    # Rows that stand alone

    def _single(self, row: int) -> None:
        """A line with one thing to say: title, banner, section, note, or a rule with nothing but its name."""
        words = self.grid.text(row)
        begun = self.draft.begun
        after = self.grid.next_full(row)
        if self.in_notes or (begins_notes(words) and (not after or not begun or self.grid.blank(row - 1))):
            self.in_notes = True
            self._skip(row, RowKind.NOTE)
        elif not begun:
            self._before(row, after)
        elif not after:
            self._last_lines(row, words)
        elif like_note(words) and not like_length(words) and not self._leads(row):
            self._skip(row, RowKind.NOTE)
        elif self._leads_to_header(row):
            self.banner = words
            self._skip(row, RowKind.SECTION)
        elif self._is_bare_rule(row):
            self._keep(row)
        elif self._is_remark(row):
            self._skip(row, RowKind.NOTE)
        else:
            self._divide(row, words)

    def _before(self, row: int, after: int) -> None:
        """A line over the first rows: a title, or the banner or section that stands directly over them."""
        own_block = self.grid.blank(row - 1) and row > 1
        close = after and not any(self.grid.blank(between) for between in range(row, after))
        if close and own_block and not like_note(self.grid.text(row)):
            if self._leads_to_header(row):
                self.banner = self.grid.text(row)
                self._skip(row, RowKind.SECTION)
                return
            self._divide(row, self.grid.text(row))
            return
        if close and self.section and self.draft.sections_at(row - 1):
            self._divide(row, self.grid.text(row))
            return
        self._skip(row, RowKind.TITLE)

    def _last_lines(self, row: int, words: str) -> None:
        """Lines under the last full row: notes, but for a short name that goes straight on."""
        directly = self.draft.directly_over(row)
        closing = words.rstrip().endswith(".") or like_note(words) or ends_dated(words)
        short = len(words) <= SHORT and not closing
        if directly and short and row not in self.grid.across:
            self._keep(row)
        else:
            self._skip(row, RowKind.NOTE)

    def _leads(self, row: int) -> bool:
        """Whether rules follow directly, as they do under a section."""
        return row + 1 == self.grid.next_full(row) and (row in self.grid.across or len(self.grid.text(row)) <= SHORT)

    def _leads_to_header(self, row: int) -> bool:
        """Whether the next full row is a heading, with no blank row between."""
        after = self.grid.next_full(row)
        if not after or any(self.grid.blank(between) for between in range(row + 1, after)):
            return False
        return (
            bool(self.headers.depth(after, self._threshold))
            or (bool(self.draft.keys) and self.headers.repeats(after, self.draft.keys))
            or self._group_over(after)
        )

    def _group_over(self, row: int) -> bool:
        """Whether the row stands over a repeated heading, as it did the first time."""
        if row >= self.grid.last or not self.headers.repeats(row + 1, self.draft.keys):
            return False
        return self.headers.is_group(row, row + 1) and (row in self.grid.across or self.headers.score(row) >= LIKELY)

    def _is_bare_rule(self, row: int) -> bool:
        """Whether a lone cell among the rules is a rule without a period and not a section."""
        words, place = self.grid.text(row), self.grid.filled[row][0]
        if row in self.grid.across or words.endswith(":") or words.isupper() or len(self.grid.filled[row]) > 1:
            return False
        if place > self._name_column():
            return not self._is_remark(row)
        if not self.draft.directly_over(row) or self.grid.blank(row + 1):
            return False
        if self.sections_merged:
            return True
        return bool(self.draft.header) and not (self.sections_plain or like_part(words) or like_note(words))

    def _is_remark(self, row: int) -> bool:
        """Whether a lone cell stands under the last heading of several, where no name does."""
        named = self.draft.names
        return len(named) > 3 and self.grid.filled[row][0] >= max(named)

    def _name_column(self) -> int:
        """The column the rules' names begin in: the first that most rows fill."""
        first = self.grid.filled[self.draft.header[-1]][:2] if self.draft.header else [0, 1]
        return first[-1] if first else 0

    def _divide(self, row: int, words: str) -> None:
        """A section; where one follows directly on another, the first is the service."""
        self.sections_plain = self.sections_plain or not self._marked(row, words)
        previous = self.draft.skipped[-1] if self.draft.skipped else None
        if previous and previous.row == row - 1 and previous.kind is RowKind.SECTION and self.section == previous.text:
            self.service, self.section = self.section, words
        elif self.service and normal(words) == normal(self.service):
            self.section = words
        else:
            if not self.service and self.section and self._section_was_banner():
                self.service = self.section
            self.section = words
        self._skip(row, RowKind.SECTION, words)

    def _marked(self, row: int, words: str) -> bool:
        """Whether a section shows that it is one by more than standing alone."""
        looks = words.endswith(":") or words.isupper() or like_part(words)
        return looks or row in self.grid.across or self.grid.blank(row - 1) or len(self.grid.filled[row]) > 1

    def _section_was_banner(self) -> bool:
        """Whether the present section stood over the heading, so that this one lies within it."""
        first = self.draft.header[0] if self.draft.header else 0
        return any(line.kind is RowKind.SECTION and line.row == first - 1 for line in self.draft.skipped)

    def _is_note(self, row: int) -> bool:
        """Whether a full row belongs to a key or to notes: "Note 1 | text", or lines under such a heading."""
        cells, filled = self.grid.rows[row], self.grid.filled[row]
        first = text_of(cells[filled[0]])
        if self.in_notes:
            self.in_notes = len(filled) == 2
            return self.in_notes
        if (len(filled) < len(self.draft.names) or len(filled) == 2) and like_furniture(
            first.strip(), (cells[c] for c in filled[1:])
        ):
            return True
        after_blank = self.grid.blank(row - 1) and len(filled) == 2 and bool(self.draft.rows)
        return after_blank and (begins_notes(first.rstrip(" 0123456789:.")) or first.strip() in {"*", "**", "***", "†"})

    def _sections_merged(self) -> bool:
        """Whether this sheet's sections are merged over its columns, so that an unmerged lone cell is none."""
        first = self.grid.full[0] if self.grid.full else 0
        lines = [row for row in self.grid.across if row > first and self.grid.merged_across(row)]
        return len(lines) >= 2

    # Gathering

    def _keep(self, row: int) -> None:
        self.draft.rows.append(row)
        self.draft.places[row] = (self.service, self.section)
        self.in_notes = False

    def _skip(self, row: int, kind: RowKind, words: str = "") -> None:
        text = "" if kind is RowKind.BLANK else words or self.grid.text(row)
        self.draft.skipped.append(Skipped(row, kind, text))

    def _finish(self) -> list[Table]:
        """The drafts as tables; what stands over a heading belongs to the table below it."""
        for upper, lower in zip(self.drafts, self.drafts[1:], strict=False):
            hand_down(upper, lower)
        own = self.sheet.titles
        return [draft.table(self.grid, () if place else own) for place, draft in enumerate(self.drafts)]

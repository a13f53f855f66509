"""A sheet that is one column of names, with the period, if any, in the lines between them."""

from __future__ import annotations

from workbench.exchange.book import Sheet, text_of
from workbench.exchange.grid import Grid
from workbench.exchange.headings import heading_score
from workbench.exchange.shapes import begins_notes, like_length, like_note, normal
from workbench.exchange.table import Column, RowKind, Skipped, Table, TableRow

MAX_TITLES = 6
SAMPLES = 5


def find_list(sheet: Sheet, grid: Grid, known: frozenset[str]) -> Table:
    """One table of one column; lines that hold a period, end in a colon or are all capitals divide it."""
    first = _first_row(grid)
    place = _column(grid)
    rows: list[TableRow] = []
    skipped: list[Skipped] = []
    header: tuple[int, ...] = ()
    section, in_notes = "", False
    for row in range(1, grid.last + 1):
        words = grid.text(row)
        kind = _kind(grid, row, first, in_notes)
        if kind is None and not rows and not header and _is_heading(words, known):
            kind, header = RowKind.HEADER, (row,)
        if kind is None:
            value = grid.rows[row][grid.filled[row][0]]
            rows.append(TableRow(row, (value,), section, "", row in sheet.hidden_rows))
            continue
        section = words if kind is RowKind.SECTION else section
        in_notes = kind is RowKind.NOTE or (in_notes and kind is RowKind.BLANK)
        skipped.append(Skipped(row, kind, words))
    titles = tuple(line.text for line in skipped if line.kind is RowKind.TITLE)
    notes = tuple(line.text for line in skipped if line.kind is RowKind.NOTE)
    heading = text_of(grid.rows[header[0]][place]) if header else ""
    column = Column(place, heading, "", tuple(row.values[0] for row in rows[:SAMPLES]))
    return Table(sheet.name, header, (column,), tuple(rows), (*sheet.titles, *titles), notes, tuple(skipped))


def _kind(grid: Grid, row: int, first: int, in_notes: bool) -> RowKind | None:
    """What a line is; None for a name."""
    if grid.blank(row):
        return RowKind.BLANK
    words = grid.text(row)
    if row < first:
        return RowKind.TITLE
    after_blank = grid.blank(row - 1)
    if in_notes or (after_blank and (begins_notes(words) or like_note(words))):
        return RowKind.NOTE
    names_follow = row < grid.last and not grid.blank(row + 1)
    if names_follow and (words.endswith(":") or words.isupper() or like_length(words) or grid.merged_across(row)):
        return RowKind.SECTION
    return None


def _first_row(grid: Grid) -> int:
    """The first row after the titles: a short block before the first blank row, where more follows."""
    lines = [row for row in range(1, grid.last + 1) if not grid.blank(row)]
    if not lines:
        return 1
    end = lines[0]
    while end <= grid.last and not grid.blank(end):
        end += 1
    block = end - lines[0]
    rest = [row for row in lines if row > end]
    return rest[0] if rest and block <= MAX_TITLES and len(rest) >= block else lines[0]


def _column(grid: Grid) -> int:
    columns = [places[0] for places in grid.filled if places]
    return max(set(columns), key=columns.count) if columns else 0


def _is_heading(words: str, known: frozenset[str]) -> bool:
    return heading_score(words, known) == 1.0 and len(normal(words).split()) <= 4

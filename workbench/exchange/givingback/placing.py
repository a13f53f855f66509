"""Where new lines go: at the end of their section where what stands below can move, else where there is room."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from workbench.display import count
from workbench.exchange.book import Sheet
from workbench.exchange.givingback.beside import Beside
from workbench.exchange.givingback.changes import Added, Place, SheetChanges, TableChanges
from workbench.exchange.givingback.sheet import Insert, NewRow
from workbench.exchange.table import RowKind


@dataclass
class Placing:
    """The rows to be put into one sheet, and what could not be done as it should be."""

    sheet: Sheet
    changes: SheetChanges
    occupied: list[int]
    beside: Beside
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
            by_row: defaultdict[int, list[Added]] = defaultdict(list)
            for place, lines in groups.items():
                if place in table.last:
                    by_row[table.last[place]] += lines
                else:
                    self._new_section(table, place, lines)
            for row, lines in sorted(by_row.items()):
                self._after(table, row, [NewRow(row, line.cells) for line in lines], lines[0].place)
        if self._end:
            bottom = max([*self.occupied, self.beside.lowest, *(i.after + len(i.rows) for i in self.inserts)])
            self.inserts.append(Insert(bottom, tuple(self._end), gap=1))
        return self

    def _group(self, table: TableChanges, place: Place) -> Place:
        """The section a line joins: its own, or the last where sections are no lines of their own."""
        if place in table.last or table.banners:
            return place
        return max(table.last, key=lambda known: table.last[known])

    def _after(self, table: TableChanges, row: int, new: list[NewRow], place: Place) -> None:
        """Lines directly below a row."""
        end = row
        marked = set(self.occupied) - {
            n for n, cells in enumerate(self.sheet.rows, 1) if any(c is not None for c in cells)
        }
        while end + 1 in marked:  # struck through earlier; the new lines come after them
            end += 1
        below = next((n for n in self.occupied if n > end), 0)
        self.written += len(new)
        if not below and not self.beside.below(end):
            self.inserts.append(Insert(end, tuple(new)))
            return
        why = self.beside.hindrance(end) or ("merged cells" if self._merged_over(end) else "")
        if not why:
            self.inserts.append(Insert(end, tuple(new), shifts=True))
            return
        free = (below or end + len(new) + 2) - end - 1
        last = row == max(table.last.values())
        if last and free > len(new) and not any(end < n <= end + len(new) + 1 for n in self._lying()):
            self.inserts.append(Insert(end, tuple(new)))
            return
        self._at_end(table, new, place)
        self.said.append(
            f"{self.sheet.name}: {count(len(new), 'new line')} could not go below row {row}, because {why} would have "
            f"had to move. {'It stands' if len(new) == 1 else 'They stand'} at the end of the sheet under headings."
        )

    def _lying(self) -> list[int]:
        return [*self.beside.comments, *self.beside.pictures, *(first for first, _ in self.beside.tables.values())]

    def _merged_over(self, row: int) -> bool:
        return any(m.top <= row < m.bottom for m in self.sheet.merged)

    def _new_section(self, table: TableChanges, place: Place, lines: list[Added]) -> None:
        """Lines of a section the sheet does not have yet: under a line with its name, at the end of the table."""
        like = max(table.last.values())
        new = [NewRow(like, line.cells) for line in lines]
        banner = self._banner(table, place)
        services = {service for service, _ in table.last}
        if (place[1] and banner is None) or services | {place[0]} != {""}:  # two lines over the rows read together
            self.said.append(
                f"{self.sheet.name}: {count(len(new), 'new line')} of “{' · '.join(filter(None, place))}” could not be "
                "written, because the sheet has no such part. Add its heading in Excel and import it again."
            )
            return
        service = next(known for known, row in table.last.items() if row == like)[0]
        if banner is not None and service == place[0]:
            self._after(table, like, [banner, *new], place)
            self.written -= 1
            return
        self._at_end(table, new, place)
        self.written += len(new)

    def _banner(self, table: TableChanges, place: Place) -> NewRow | None:
        """A line that names the section, looking like the last of its kind."""
        rows = [line.row for line in table.table.skipped if line.kind is RowKind.SECTION]
        if not rows or not place[1]:
            return None
        cells = self.sheet.rows[rows[-1] - 1]
        column = next((n for n, cell in enumerate(cells) if cell is not None), 0)
        merged = tuple((m.left, m.right) for m in self.sheet.merged if m.top == rows[-1] == m.bottom)
        return NewRow(rows[-1], {column: place[1]}, merged=merged)

    def _at_end(self, table: TableChanges, new: list[NewRow], place: Place) -> None:
        """Lines at the end of the sheet, under the table's headings and their section's name again."""
        self._end += [NewRow(row, {}, copied=True) for row in table.table.header_rows]
        banner = self._banner(table, place) if table.banners else None
        if banner is not None:
            self._end.append(banner)
        self._end += [row for row in new if banner is None or row.like != banner.like]

"""What keys and menus do with the table: to another record or column, filter, sort, copy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.register.listing import Listing
from workbench.workflows.cases import access
from workbench.workflows.progress import Progress


class TableActs(QObject):
    """Each act is about the place where the cursor stands."""

    def __init__(self, desk: Desk, listing: Listing) -> None:
        super().__init__(listing)
        self._desk, self._listing, self._table = desk, listing, listing.table
        self._table.copy_wanted.connect(self.copy)

    def toggle_filters(self) -> None:
        """Unfold the row of filters, and begin to type."""
        self._table.heads.set_filtering(not self._table.heads.filtering)
        if self._table.heads.filtering:
            self.focus_filter()

    def focus_filter(self) -> None:
        """Put the cursor into the filter of the column it stands in."""
        if not self._table.heads.filtering:
            self._table.heads.set_filtering(True)
        self._table.heads.focus_box(max(self._table.currentIndex().column(), 0))

    def step(self, by: int) -> None:
        """To a neighbouring record."""
        self._table.step(by)

    def next(self) -> None:
        """To the next record."""
        self._table.step(1)

    def previous(self) -> None:
        """To the record before."""
        self._table.step(-1)

    def copy(self) -> None:
        """The selected records to the clipboard, as shown."""
        self._copy(headings=False)

    def copy_with_headings(self) -> None:
        """The same under their headings."""
        self._copy(headings=True)

    def _copy(self, *, headings: bool) -> None:
        """Copy what is selected; where files for named people are among it, once that is recorded."""
        table, numbers = self._table, self._table.selected_ids()
        register, fields = table.records.register.name, [table.records.fields[n] for n in table.shown_columns()]
        copied = partial(self._copied, numbers, headings)
        if not access.leaving(register, fields, numbers):
            copied(())
            return
        self._desk.tasks.run(partial(_recorded, self._desk, register, fields, numbers), copied, title="Copying")

    def _copied(self, numbers: Sequence[int], headings: bool, said: Sequence[str]) -> None:
        if list(numbers) != self._table.selected_ids():
            self._desk.say("Something else is selected by now. Nothing was copied.", well=False)
            return
        self._table.copy(headings=headings)
        with_them = " with headings" if headings else ""
        self._desk.say(" ".join((f"{display.count(len(numbers), 'line')} copied{with_them}.", *said)))

    def sort(self) -> None:
        """Sort by the column the cursor stands in, the other way round the second time."""
        self._listing.sort(max(self._table.currentIndex().column(), 0), also=False)

    def also_sort(self) -> None:
        """Sort by this column among those that are equal so far."""
        self._listing.sort(max(self._table.currentIndex().column(), 0), also=True)

    def move_left(self) -> None:
        """Move this column one place to the left."""
        self._move(-1)

    def move_right(self) -> None:
        """Move this column one place to the right."""
        self._move(+1)

    def _move(self, by: int) -> None:
        heads, column = self._table.heads, self._table.currentIndex().column()
        place = heads.visualIndex(column) if column >= 0 else -1
        if place >= 0 and 0 <= place + by < heads.count():
            heads.moveSection(place, place + by)


def _recorded(desk: Desk, register: str, fields: Sequence[Any], numbers: Sequence[int], _: Progress) -> tuple[str, ...]:
    """Record that files for named people leave by the clipboard, and say so."""
    return access.leave(desk.store, register, access.TAKEN, fields, numbers)

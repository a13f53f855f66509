"""What changes records from the table: typing into a cell, paste, fill, today's date, remove and bring back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from workbench import clock
from workbench.gui.desk import Desk
from workbench.gui.page import Verbs
from workbench.gui.register.listing import Listing
from workbench.gui.register.pasting import paste_into
from workbench.gui.register.recording import Recording
from workbench.register import Register


class Changes(QObject):
    """Each goes through the keeper, so it can be undone. `open_wanted` names a field to be changed in the panel."""

    open_wanted = Signal(str)

    def __init__(self, desk: Desk, register: Register, listing: Listing, recording: Recording) -> None:
        super().__init__(listing)
        self._desk, self._register = desk, register
        self._listing, self._recording = listing, recording

    def verbs(self) -> Verbs:
        """What can be done where records may be changed."""
        values: Verbs = {"fill": self._fill, "today": self._today, "paste": self._paste}
        removed = self._listing.selection.removed
        records: Verbs = {"restore": self._restore} if removed else {"remove": self._remove}
        if self._register.record.append_only:
            return {}
        return values if self._register.made else values | records

    def typed_in_cell(self, row: int, place: int, value: object) -> None:
        """Keep what was typed into a cell."""
        number, name = self._listing.table.records.ids[row], self._listing.field_name(place)
        self._recording.keeper.save(number, name, value)

    def refused_in_cell(self, row: int, place: int, words: object, wrong: str) -> None:
        """Hand what cannot be read to the form of its record."""
        number, name = self._listing.table.records.ids[row], self._listing.field_name(place)
        self._recording.refused_in_cell(number, name, words, wrong)

    def _paste(self) -> None:
        paste = paste_into(self._listing.table, QGuiApplication.clipboard().text())
        if not paste.cells and not (paste.block and self._register.takes_in):
            self._desk.say(" ".join(paste.left_out[:1]) or "Nothing to paste, or it is all the same already.")
        elif len(paste.cells) == 1 and not paste.left_out:
            self._recording.keeper.put(paste.rows(), "Paste 1 value", "changed")
        else:
            self._desk.go("paste", paste)

    def _today(self) -> None:
        if self._recording.has_focus():
            self._recording.panel.form.today()
            return
        numbers, place = self._listing.table.selected_ids(), self._listing.table.currentIndex().column()
        field = self._register.by_name.get(self._listing.field_name(max(place, 0)))
        if numbers and field is not None and field.kind == "day" and self._register.changes(field):
            self._recording.keeper.fill(numbers, field.name, clock.today())
        else:
            self._desk.say("Today’s date goes into a column of days. This is another.")

    def change(self) -> None:
        """Change the value under the cursor: in its cell, or in the panel where it takes more room."""
        if self._listing.table.hasFocus() and self._listing.table.edit_here():
            return
        column_now = self._listing.table.currentIndex().column()
        self.open_wanted.emit(self._listing.field_name(max(column_now, 0)))

    def _fill(self) -> None:
        numbers, name, value = self._to_fill()
        if numbers:
            self._recording.keeper.fill(numbers, name, value)

    def _to_fill(self) -> tuple[list[int], str, Any]:
        """What filling down would do: the records, the field, the value of the first or of the line above."""
        rows, column = self._listing.table.selected_rows(), self._listing.table.currentIndex().column()
        if not rows or column < 0:
            return [], "", None
        if not self._register.changes(field := self._listing.table.records.fields[column]):
            how = "filled in by the program" if field.filled else "worked out"
            self._desk.say(f"This column is {how}. No other value goes into it.")
            return [], "", None
        first, rest = (rows[0], rows[1:]) if len(rows) > 1 else (rows[0] - 1, rows)
        if first < 0:
            return [], "", None
        ids = [self._listing.table.records.ids[row] for row in rest]
        return ids, self._listing.table.records.fields[column].name, self._listing.table.records.value(first, column)

    def _remove(self) -> None:
        if numbers := self._listing.table.selected_ids():
            self._recording.keeper.remove(numbers)

    def _restore(self) -> None:
        if numbers := self._listing.table.selected_ids():
            self._recording.keeper.restore(numbers)

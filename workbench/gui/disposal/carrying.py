"""The last step of a batch: how it goes, and the plain question whether it really shall."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.display import count
from workbench.gui.disposal.asking import Asking
from workbench.gui.forms import FieldBox
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Well
from workbench.records.fields import Text
from workbench.register import Problem
from workbench.workflows import deciding, methods
from workbench.workflows.deciding import Folder

_HINT = "The method and who does it are needed; the day is today where none is entered."
_TYPED = "number typed"
_AGAIN = "Holds are looked at once more as it happens. If one is found, nothing is destroyed."


class CarryOut(Asking):
    """The boxes of how it goes, what cannot be undone, and the number to type."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(deciding.DOING, _HINT, "Destroy", self._wrong, parent, kind="final")
        self._folder: Folder | None = None
        self._number = 0
        self._well = Well(self, "amber", "triangle-alert", "This cannot be undone", _AGAIN)
        field = Text("Number typed")
        field.name = _TYPED
        self._counted = FieldBox(field, "", self)
        self.typed = self._counted.findChildren(QLineEdit)[0]
        self.typed.setMaximumWidth(round(96 * Look.now.scale))
        place = self.box.indexOf(self.form) + 1
        self.box.insertWidget(place, self._well)
        self.box.insertWidget(place + 1, self._counted)
        self.setTabOrder(self.typed, self.act)

    def show_folder(self, folder: Folder) -> None:
        """Say how many go for ever, and how many in all, which must be typed."""
        self._folder, going, lost = folder, len(folder.going), folder.lost
        if going != self._number:
            self.typed.clear()
        self._number = going
        holdings = count(lost, "holding")
        words = f"{holdings} {'goes' if lost == 1 else 'go'} for ever"
        words += f", {folder.transferred:,} to an archive" if folder.transferred else ""
        kept = going - lost - folder.transferred
        words += f", {kept:,} {'stays' if kept == 1 else 'stay'}" if kept else ""
        self._well.say("This cannot be undone", f"{words}; each gets an entry in the destruction log. {_AGAIN}")
        self._counted.call(f"Type {going} to say that it shall be done")
        self.act.setText(f"Destroy {holdings}" if lost else "Carry it out")
        other = self.form.fields["computer_method"]
        other.setVisible(methods.both(folder.media))
        if other.isHidden():
            other.editor.put("")

    def show_values(self, values: Any) -> None:
        """Begin anew, the number untyped."""
        self.typed.clear()
        self._counted.say_problem("")
        super().show_values(values)

    def box_of(self, field: str) -> FieldBox | None:
        """The box of a field, or the last one, into which the number is typed."""
        return self._counted if field == _TYPED else super().box_of(field)

    def _wrong(self, values: Any) -> list[Problem]:
        found = deciding.doing_problems(values, self._folder) if self._folder else []
        if not found and self.typed.text().strip().replace(",", "") != str(self._number):
            found = [Problem(_TYPED, f"Type {self._number} here, the number that goes. Nothing was destroyed")]
        return found

    def ask(self) -> None:
        """Hand over what was entered; what is wrong with the number stands beside its box."""
        found = [] if self.form.problems() else self._wrong(self.form.values())
        super().ask()
        self._counted.say_problem(next((problem.text for problem in found if problem.field == _TYPED), ""))

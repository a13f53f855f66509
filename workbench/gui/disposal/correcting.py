"""Correcting an entry of the destruction log: it stays as it was made, and a further entry says what is right."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.widgets.buttons import button
from workbench.records.record import Values
from workbench.registers.destruction_log import REGISTER, named, plainly
from workbench.workflows import corrections
from workbench.workflows.progress import Progress

OF_CHECK = "correct-answer"
_NONE = ("No entry is chosen", "Choose one in the destruction log, then correct it.")
_STAYS = "The entry stays as it was made. A further entry with a number of its own names it and says what is right."


class CorrectPage(TwoSided):
    """What the entry says at the left, what is wrong and right at the right."""

    help_topic, kept, step_back = REGISTER.name, False, False

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, "Correct an entry", parent)
        self._of_check, self._entry, self._about = place == OF_CHECK, 0, 0
        self.head.add(button("Cancel", self, self.go_away, kind="quiet"))
        self.table = PickTable("What the entry says", ("Field", "As it was entered"), self.left)
        self.left.box.addWidget(self.table)
        sheet = self.sheet()
        self.asking = Asking(
            corrections.ASKED, _STAYS, "Enter the correction", corrections.problems, sheet, kind="primary"
        )
        sheet.box.addWidget(self.asking)
        self.end_right()
        self.right.setVisible(not desk.store.read_only)
        self.asking.wanted.connect(self._correct)

    def arrive(self, about: object) -> None:
        """Show the entry chosen, or the one that the answer of the check chosen made."""
        self.stop.hide()
        number = about[0] if isinstance(about, tuple) and about else about
        if isinstance(number, int):
            self._chosen(number)
        values = corrections.entry_of(self._entry)
        self.show_empty(values is None, *_NONE)
        if values is None:
            return
        self.head.say(f"Correct entry {named(values)}", values["description"])
        self.table.show_rows(_rows(values))
        before, details = plainly(values)
        self.about.dress("amber" if before else "accent", "file-pen-line")
        self.about.say(before or "Not corrected before", details)
        self.asking.show_values({})
        self.asking.begin()

    def standing(self) -> object:
        """The entry, or the check, that was chosen."""
        return self._about or None

    def do(self) -> None:
        """Enter it."""
        if not self.desk.store.read_only:
            self.asking.ask()

    def _chosen(self, number: int) -> None:
        self._about, self._entry = number, 0
        try:
            self._entry = corrections.of_check(number) if self._of_check else number
        except Plain as why:
            self.stopped(why)

    def _correct(self, values: Mapping[str, Any]) -> None:
        """An entry of the log cannot be undone, so it is no operation of the session."""
        self.stop.hide()
        work = partial(_work, self.desk, self._entry, values["wrong"], values["right"])
        self.desk.tasks.run(work, self._corrected, failed=self.stopped)

    def _corrected(self, number: str) -> None:
        self.desk.tasks.say_changed(r.name for r in self.desk.registers)
        self.go_back()
        self.desk.say(f"The correction is entry {number} of the destruction log.")

    def would_lose(self) -> bool:
        """What was entered is let go with the page."""
        return bool(self._entry) and self.asking.changed()


def _rows(values: Values) -> list[Row]:
    """A row for each field that says something."""
    said = ((field.label, display.show(field, values[field.name])) for field in REGISTER.fields)
    return [Row(number, pair) for number, pair in enumerate(said) if pair[1]]


def _work(desk: Desk, entry: int, wrong: str, right: str, _: Progress) -> str:
    return corrections.correct(desk.store, entry, wrong, right)

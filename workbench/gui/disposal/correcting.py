"""Correcting an entry of the destruction log, or entering a lost one again: it stays, and a further entry names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from workbench.register import Section
from workbench.registers.destruction_log import REGISTER, named, plainly
from workbench.workflows import corrections
from workbench.workflows.progress import Progress

OF_CHECK = "correct-answer"
_NONE = ("No entry is chosen", "Choose one in the destruction log, then correct it.")
_STAYS = "The entry stays as it was made. A further entry with a number of its own names it and says what is right."
_PAPER = (
    "Copy what the printed record of destruction of this number says. It becomes a further entry with a number of its "
    "own, which names this one."
)


class CorrectPage(TwoSided):
    """What the entry says at the left, what is wrong and right at the right."""

    help_topic, kept, step_back = REGISTER.name, False, False
    heading, untouched = "Correct entry", "Not corrected before"
    asks: Sequence[Section] = corrections.ASKED
    hint, act, said = _STAYS, "Enter the correction", "The correction is entry {}"
    wrong = staticmethod(corrections.problems)

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, self.heading, parent)
        self._of_check, self._entry, self._about = place == OF_CHECK, 0, 0
        self.head.add(button("Cancel", self, self.go_away, kind="quiet"))
        self.table = PickTable("What the entry says", ("Field", "As it was entered"), self.left)
        self.left.box.addWidget(self.table)
        sheet = self.sheet()
        self.asking = Asking(
            self.asks, self.hint, self.act, self.wrong, sheet, kind="primary", keyed=len(self.asks) == 1
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
        self.head.say(f"{self.heading} {named(values)}", values["description"])
        self.table.show_rows(_rows(values))
        before, details = plainly(values)
        self.about.dress("amber" if before else "accent", "file-pen-line")
        self.about.say(before or self.untouched, details)
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
        work = partial(self.enter, self._entry, values)
        self.desk.tasks.run(work, self._corrected, failed=self.stopped)

    def _corrected(self, number: str) -> None:
        self.desk.tasks.say_changed(r.name for r in self.desk.registers)
        self.go_back()
        self.desk.say(f"{self.said.format(number)} of the destruction log.")

    def enter(self, entry: int, values: Mapping[str, Any], _: Progress) -> str:
        """Enter the correction; the number of its entry."""
        return corrections.correct(self.desk.store, entry, values["wrong"], values["right"])

    def would_lose(self) -> bool:
        """What was entered is let go with the page."""
        return bool(self._entry) and self.asking.changed()


class AgainPage(CorrectPage):
    """The lost entry at the left, the boxes of the printed record at the right, in its order."""

    heading, untouched = "Enter again from paper: entry", "The entry of this number is lost"
    asks = corrections.AGAIN
    hint, act, said = _PAPER, "Enter it again", "What the paper says is entry {}"
    wrong = staticmethod(corrections.problems_again)

    def enter(self, entry: int, values: Mapping[str, Any], _: Progress) -> str:
        """Enter what the paper says; the number of the entry that says it again."""
        return corrections.enter_again(self.desk.store, entry, values)


def _rows(values: Values) -> list[Row]:
    """A row for each field that says something."""
    said = ((field.label, display.show(field, values[field.name])) for field in REGISTER.fields)
    return [Row(number, pair) for number, pair in enumerate(said) if pair[1]]

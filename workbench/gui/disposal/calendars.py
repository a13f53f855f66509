"""The checks of an officer as a calendar file: choose the officer, see what is in it, save it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.places import show_folder
from workbench.gui.widgets.basics import Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.registers.checks import REGISTER
from workbench.workflows import checkscalendar
from workbench.workflows.progress import Progress

_HEADS = ("Check", "From")
_NOTHING = ("No check is open", "Checks are made from the schedule lines that say how often somebody looks.")
_HOW = (
    "The file opens in Outlook, Thunderbird and on telephones. Each check comes round there by itself. The officer is "
    "named nowhere in it: a schedule may name a person, and calendars are shared."
)
_EVERYBODY = "Everybody"


class CalendarPage(TwoSided):
    """The checks at the left, whose they are at the right."""

    help_topic, kept, step_back = REGISTER.name, False, False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Calendar for an officer", parent)
        self._saved: Path | None = None
        self.head.add(button("Back", self, self.go_away, kind="quiet", icon_name="arrow-left"))
        self.table = PickTable("Checks in the calendar", _HEADS, self.left)
        self.left.box.addWidget(self.table)
        sheet = self.sheet()
        self.officer = ChoiceBox(sheet)
        self.officer.setAccessibleName("Officer")
        label = Label("&Officer", sheet, "captionstrong")
        label.setBuddy(self.officer)
        pair = column(gap=3)
        pair.addWidget(label)
        pair.addWidget(self.officer)
        sheet.box.addLayout(pair)
        sheet.box.addWidget(Label(_HOW, sheet, "caption", "ink2", wrap=True))
        across = row()
        across.addWidget(button("Save the calendar file…", sheet, self.do, kind="primary", icon_name="download"))
        across.addStretch(1)
        sheet.box.addLayout(across)
        self.end_right()
        self.officer.activated.connect(self._show)
        self.table.stood.connect(self._stood)

    def arrive(self, _about: object) -> None:
        """Offer the officers who have a check that is open."""
        self.stop.hide()
        chosen = self.officer.currentText()
        self.officer.clear()
        names = checkscalendar.officers()
        self.show_empty(not names, *_NOTHING)
        for name in (*names, *((_EVERYBODY,) if names else ())):
            self.officer.addItem(name, "" if name == _EVERYBODY else name)
        self.officer.setCurrentIndex(max(self.officer.findText(chosen), 0))
        if names:
            self._show()
        self.officer.setFocus()

    def do(self) -> None:
        """Ask where, and write it."""
        whose = self.officer.currentText()
        folder = Path(self.desk.settings.last_export_folder or Path.home())
        if chosen := ask_save(self, "Save the calendar file", folder / f"Checks, {_in_a_name(whose)}.ics"):
            self._saved = chosen
            work = partial(_write, self.desk, chosen, self.officer.currentData() or "")
            self.desk.tasks.run(work, self._written, failed=self.stopped)

    def _show(self, _: object = None) -> None:
        events = checkscalendar.events(self.desk.store, self.officer.currentData() or "")
        self.head.say(self.title, display.count(len(events), "check"))
        rows = [Row(n, (e.summary, display.day(e.first)), e.description) for n, e in enumerate(events)]
        self.table.show_rows(rows)

    def _stood(self, here: Row | None) -> None:
        if here:
            self.about.dress("accent", "calendar")
            self.about.say(here.texts[0], here.details)

    def _written(self, number: int) -> None:
        if self._saved:
            said = f"{display.count(number, 'check')} written to “{self._saved.name}”."
            self.desk.say(said, "Show folder", partial(show_folder, self._saved.parent))


def _in_a_name(words: str) -> str:
    """Words as they may stand in the name of a file on every computer."""
    return "".join("-" if sign in '\\/:*?"<>|' or not sign.isprintable() else sign for sign in words)[:80].strip(" .")


def _write(desk: Desk, path: Path, officer: str, _: Progress) -> int:
    return checkscalendar.write(desk.store, path, officer)

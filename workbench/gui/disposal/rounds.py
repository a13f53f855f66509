"""All checks that are due on one page, each answered in a few keys and entered in the log at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided, key_line
from workbench.gui.widgets.basics import Label, settle
from workbench.gui.widgets.buttons import Joined, button
from workbench.register import Section
from workbench.registers.checks import DESTROYED, DISPOSE, KEPT, NOTHING, OVERWRITE, REGISTER
from workbench.workflows import checks
from workbench.workflows.checks import Reply, Round
from workbench.workflows.progress import Progress

ANSWERS = (("N", "Nothing due", NOTHING), ("D", "Destroyed", DESTROYED), ("K", "Kept", KEPT))
_HEADS = ("Check", "Officer", "Due on", "Last time", "How often")
_NOTHING = ("No check is due", "Checks appear here when the schedule says that somebody looks.")
_INSTEAD = "Answer that nothing was due or that it was kept, or release the hold first."
_STOPPED = {
    False: f"On hold, so nothing of it can be entered as destroyed. {{}}. {_INSTEAD}",
    True: "On hold, so it cannot be confirmed as overwritten. {}. Answer that it was kept, or release the hold first.",
}
_KEYS = [
    ("N", "nothing was due"),
    ("D", "destroyed, then how many"),
    ("K", "reviewed and kept, then until when"),
    ("Enter", "write it to the log and go on"),
]


class RoundsPage(TwoSided):
    """The list at the left, the answer at the right; the keyboard goes from one to the next."""

    help_topic = REGISTER.name

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Checks due", parent)
        self._rounds: dict[int, Round] = {}
        self._until: dt.date | None = None  # today, whatever day it becomes
        self.above.addWidget(key_line(_KEYS, self))
        self._folder_key = key_line([("F", "look into the linked folder of a check")], self)
        self.above.addWidget(self._folder_key)
        self.table = PickTable("Checks that are due", _HEADS, self.left)
        self.left.box.addWidget(self.table)
        sheet = self.sheet()
        self.answers = Joined("Answer", sheet)
        self.answers.offer([words for _, words, _ in ANSWERS])
        sheet.box.addWidget(self.answers)
        self._choose = Label("Press N, D or K, or choose an answer.", sheet, "body", "ink2", wrap=True)
        sheet.box.addWidget(self._choose)
        self.folder = button("Look into its linked folder", sheet, self._look_into, icon_name="search")
        sheet.box.addWidget(self.folder)
        self.asks = [self._asking(code, sheet) for _, _, code in ANSWERS]
        self.confirm = self._asking(DESTROYED, sheet, checks.CONFIRMED)
        self.asks_left = [self._asking(DESTROYED, sheet, sections) for sections in checks.ASKED_LEFT]
        for asking in self._all:
            sheet.box.addWidget(asking)
        self.end_right()
        self.right.setVisible(not desk.store.read_only)
        self.answers.chosen.connect(self._chosen)
        self.table.lettered.connect(self._lettered)
        self.table.entered.connect(self.do)
        self.table.stood.connect(self._stood)

    def arrive(self, about: object) -> None:
        """Make the checks that the schedule asks for, and show those that are due, today or by a later day."""
        self.stop.hide()
        self._until = about if isinstance(about, dt.date) else None
        self.desk.tasks.run(partial(_look, self.desk, self._until or clock.today()), self._looked, failed=self.stopped)
        self.table.setFocus()

    def standing(self) -> object:
        """The day looked ahead to."""
        return self._until

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed."""
        if self.isVisible() and self.desk.may_read():
            self._show(checks.due(self._until or clock.today()))

    def count_text(self) -> str:
        """How many are left."""
        return f"{display.count(len(self._rounds), 'check')} left"

    def do(self) -> None:
        """Write the answer, or ask for one."""
        place = self.answers.place()
        if self.desk.store.read_only:
            return
        if place >= 0:
            self._ask(place).ask()
        else:
            self.desk.say("Press N, D or K first.", well=False)

    @property
    def _all(self) -> tuple[Asking, ...]:
        return (*self.asks, self.confirm, *self.asks_left)

    def _here(self) -> Round | None:
        here = self.table.row()
        return self._rounds.get(here.number) if here else None

    def _ask(self, place: int) -> Asking:
        """The boxes of an answer: of what is overwritten nobody counts how many; of what is on hold it is asked."""
        here = self._here()
        if ANSWERS[place][2] != DESTROYED or here is None:
            return self.asks[place]
        usual = (self.asks[place], self.confirm)
        return (self.asks_left if here.single else usual)[here.task == OVERWRITE]

    def _wrong(self, code: str, values: Mapping[str, Any]) -> list[Any]:
        here = self._here()
        return checks.reply_problems(_reply(code, values), here.task if here else DISPOSE, here.single if here else "")

    def _asking(self, code: str, sheet: QWidget, sections: tuple[Section, ...] = ()) -> Asking:
        check = partial(self._wrong, code)
        asking = Asking(sections or checks.ASKED[code], "", "Write it to the log", check, sheet, kind="primary")
        asking.wanted.connect(partial(self._write, code))
        asking.hide()
        return asking

    def _looked(self, found: tuple[int, list[Round]]) -> None:
        made, rounds = found
        self._show(rounds)
        if made:
            self.desk.say(f"{display.count(made, 'check')} made from the schedule.")
            self.desk.tasks.say_changed(r.name for r in self.desk.registers)

    def _show(self, rounds: list[Round]) -> None:
        here = max(self.table.currentIndex().row(), 0)
        self._rounds = {found.check: found for found in rounds}
        self.show_empty(not rounds, *_NOTHING)
        self._folder_key.setVisible(any(found.folder is not None for found in rounds))
        late = sum(found.due_on < clock.today() for found in rounds)
        words = (
            f"{display.count(len(rounds), 'check')}, {late:,} late." if late else display.count(len(rounds), "check")
        )
        self.head.say("Checks due", words if rounds else "")
        if (rows := tuple(_row(found) for found in rounds)) != self.table.lines.rows:
            self.table.show_rows(rows, stand_on=here)  # else an answer being typed would be lost
        self.counted.emit(self.count_text())

    def _stood(self, row_now: Row | None) -> None:
        if row_now is None or row_now.number not in self._rounds:
            return
        self.about.dress("violet" if row_now.stops else "accent", "hand" if row_now.stops else "circle-dot")
        self.about.say(row_now.texts[0], row_now.details)
        self.stop.hide()
        self.folder.setVisible(self._rounds[row_now.number].folder is not None)
        overwritten = self._rounds[row_now.number].task == OVERWRITE
        words = ["Overwritten" if code == DESTROYED and overwritten else text for _, text, code in ANSWERS]
        self.answers.offer(words)
        self._pick(-1)

    def _pick(self, place: int) -> None:
        self.answers.choose(place)
        self._choose.setVisible(place < 0)
        found, shown = self._here(), self._ask(place) if place >= 0 else None
        for asking in self._all:
            asking.setVisible(asking is shown)
            if asking is shown and found:
                asking.show_values({"method": found.method, "medium": found.medium})
                settle(asking.form)

    def _chosen(self, place: int) -> None:
        here = self._here()
        held = here.held if here and ANSWERS[place][2] == DESTROYED else ""
        overwritten = here is not None and here.task == OVERWRITE
        self._pick(-1 if held else place)
        if held:
            self.stopped(Plain(_STOPPED[overwritten].format(f"{held[:1].upper()}{held[1:]}")))
            self.table.setFocus()  # N and K still answer
            return
        self.stop.hide()
        if ANSWERS[place][2] != NOTHING and (asked := self._ask(place)) is not self.confirm:
            asked.begin()  # a confirmation asks for nothing: Enter writes it

    def _look_into(self) -> None:
        here = self.table.row()
        if here and (folder := self._rounds[here.number].folder) is not None:
            self.desk.go("folder", folder)

    def _lettered(self, letter: str) -> None:
        if letter == "F":
            self._look_into()
        for place, (key, _, _) in enumerate(ANSWERS):
            if key == letter and not self.desk.store.read_only and self.table.row():
                self._chosen(place)

    def _write(self, code: str, values: Mapping[str, Any]) -> None:
        here = self.table.row()
        if here and self.answers.place() >= 0 and self.begin_writing():
            reply = _reply(code, values)
            work = partial(_answer, self.desk, here.number, reply)
            self.desk.tasks.run(work, self._written, failed=self.stopped)

    def _written(self, number: str) -> None:
        self.desk.tasks.say_changed(r.name for r in self.desk.registers)
        self.written()
        self.desk.say(f"Entered in the destruction log as {number}.")
        self._to_list()

    def _to_list(self) -> None:
        (self.table if self._rounds else self.empty).setFocus()


def _reply(code: str, values: Mapping[str, Any]) -> Reply:
    number, until = values.get("number_destroyed"), values.get("keep_until")
    method, medium = values.get("method") or "", values.get("medium") or ""
    return Reply(code, number, medium, method, until, values.get("remarks") or "", left_out=values.get("left_out"))


def _look(desk: Desk, until: dt.date, _: Progress) -> tuple[int, list[Round]]:
    made = 0 if desk.store.read_only else checks.make(desk.store)
    return made, checks.due(until)


def _answer(desk: Desk, number: int, reply: Reply, _: Progress) -> str:
    return checks.answer(desk.store, number, reply)


def _row(found: Round) -> Row:
    late = (clock.today() - found.due_on).days
    delay = f", {display.count(late, 'day')} late" if late > 0 else ""
    when = f"{display.day(found.due_on)}{delay}"
    last = found.last or "No answer before"
    gone = "overwritten" if found.task == OVERWRITE else "destroyed"
    held = f"On hold: {found.held}. Nothing can be entered as {gone}." if found.held else found.saved
    single = f"On hold, so leave it out: {found.single}." if found.single and not found.held else ""
    about = (held, single, f"{found.rhythm}. {found.officer}".strip(". "), f"Due {when}.", f"Last time: {last}.")
    texts = (found.what, found.officer, when, last, found.rhythm)
    return Row(found.check, texts, "\n".join(part for part in about if part), found.held, "circle-dot")

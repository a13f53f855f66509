"""One batch: what is in it as it was frozen, and the steps it goes, each with its boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.carrying import CarryOut
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.page import Verbs
from workbench.gui.printing import Ready
from workbench.gui.widgets.basics import Label, settle
from workbench.gui.widgets.buttons import Joined, button
from workbench.register import Problem
from workbench.registers.destruction_log import ARCHIVE
from workbench.registers.disposal_batches import CARRIED_OUT, FROZEN, REGISTER
from workbench.reports.shredding import TITLE
from workbench.workflows import deciding, disposal, remnants, shredding
from workbench.workflows.deciding import Folder, Line
from workbench.workflows.progress import Progress

Values = Mapping[str, Any]
_HEADS = ("Holding", "Record series", "What happens", "Archive value", "Quantity")
_LOOK, _OFF, _OUTCOME, _LAST = range(4)
_GONE = ("This batch is no longer there", "It was taken back. See the other batches, or what is due.")
_RECORD = "Record of destruction…"  # as the act of the destruction log is called, so that it has its key and its menu
_CONSIDERED = "Of what is ticked, or of all where nothing is ticked. What is left empty stays as it was."
_OUTCOMES = "Of what is ticked, or of the holding the list stands on. What is kept is not due again before its day."
_TAKEN_OFF = "What is ticked, or the holding the list stands on. It stays where it is and is not destroyed."
_AUTHORITY = "The name is needed; the day is today where none is entered. The rest may stay empty."
_TWO = "The council asks for two persons: who authorises it, and a second one."


class BatchPage(TwoSided):
    """Look at what goes, take off what stays, have it authorised, carry it out or put it back."""

    help_topic = REGISTER.name

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Batch", parent)
        self._number = 0
        self.folder: Folder | None = None
        self.papers = self.head.add(button(_RECORD, self, self._show_record, icon_name="printer"))
        self.papers.setToolTip("What went, with its entries in the log, to be signed (Ctrl+T)")
        self._back = self.head.add(button("Put back", self, self._put_back, icon_name="undo-2"))
        self._firm = self.head.add(button("List for the firm…", self, self._list_for_firm, icon_name="printer"))
        self._firm.setToolTip("What a shredding firm takes: which boxes and where, not what they hold")
        self._back.setToolTip("Give the batch up: its holdings are as they were, and due again")
        self.table = PickTable("Holdings in the batch", _HEADS, self.left, ticking=True)
        self.left.box.addWidget(self.table)
        self._sheet = self.sheet()
        self.steps = Joined("Step", self._sheet)
        self._sheet.box.addWidget(self.steps)
        self._build_steps()
        self.end_right()
        self.steps.chosen.connect(self.show_step)
        self.table.stood.connect(self._stood)

    def arrive(self, about: object) -> None:
        """Show a batch by its number; a register's page gives those selected."""
        number = about[0] if isinstance(about, tuple) and about else about
        other = isinstance(number, int) and number != self._number
        if isinstance(number, int):
            self._number = number
        self.stop.hide()
        self._read(fresh=other)
        self.table.setFocus()

    def leave(self) -> None:
        """The number that lets things go is typed anew each time."""
        super().leave()
        self.carry.typed.clear()

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed."""
        if self.isVisible():
            self._read(fresh=False)

    def standing(self) -> object:
        """The batch shown."""
        return self._number

    def verbs(self) -> Verbs:
        """The record of destruction, as in the log, once it was carried out."""
        gone = self.folder is not None and self.folder.values["standing"] == CARRIED_OUT
        return {_RECORD: self._show_record} if gone else {}

    def count_text(self) -> str:
        """How many go."""
        if self.folder is None:
            return ""
        shown = self.folder.going if self.folder.open else self.folder.lines  # of what went, none goes any more
        return display.count(len(shown), "holding") + " in the batch"

    def do(self) -> None:
        """Do the step that is shown."""
        if self.folder and self.folder.open and not self.desk.store.read_only:
            self._asks[self.steps.place()].ask()

    def show_step(self, place: int) -> None:
        """Show the boxes of a step."""
        self.steps.choose(place)
        may = self.folder is not None and self.folder.open and not self.desk.store.read_only
        shown = self._asks[place] if may else None
        for asking in self._all:
            asking.setVisible(asking is shown)
        settle(self._sheet)

    @property
    def _all(self) -> tuple[Asking, ...]:
        return (self.consider, self.off, self.outcome, self.authority, self.carry)

    @property
    def _asks(self) -> tuple[Asking, ...]:
        frozen = self.folder is not None and self.folder.values["standing"] == FROZEN
        return (self.consider, self.off, self.outcome, self.authority if frozen else self.carry)

    def _build_steps(self) -> None:
        made = partial(_asking, self._sheet)
        self.consider = made(deciding.CONSIDERED, _CONSIDERED, "Note this", deciding.nothing_considered)
        self.off = made(deciding.TAKEN_OFF, _TAKEN_OFF, "Take it off", deciding.off_problems)
        self.outcome = made(deciding.OUTCOME, _OUTCOMES, "Note this", self._outcome_wrong)
        self.authority = made(deciding.AUTHORITY, _AUTHORITY, "Authorise", self._authority_wrong, "primary")
        self.carry = CarryOut(self._sheet)
        wanted: tuple[tuple[Asking, Callable[[Values], None]], ...] = (
            (self.consider, self._note),
            (self.off, self._take_off),
            (self.outcome, self._decide),
            (self.authority, self._authorise),
            (self.carry, self._carry_out),
        )
        for asking, act in wanted:
            self._sheet.box.addWidget(asking)
            asking.wanted.connect(act)
        self.done = Label("", self._sheet, wrap=True)
        self._sheet.box.addWidget(self.done)

    def _read(self, *, fresh: bool) -> None:
        if self.desk.may_read():
            self.folder = deciding.folder(self._number)
            self._show(fresh=fresh)

    def _show(self, *, fresh: bool) -> None:
        folder = self.folder
        self.show_empty(folder is None, *_GONE)
        is_open = folder is not None and folder.open and not self.desk.store.read_only
        self._back.setVisible(is_open)
        self._firm.setVisible(folder is not None)
        self.papers.setVisible(folder is not None and folder.values["standing"] == CARRIED_OUT)
        self._sheet.setVisible(folder is not None and (is_open or not folder.open))
        if folder is None:
            self.head.say("Batch", "")
            return
        self.head.say(folder.values["name"], folder.standing)
        place = max(self.table.currentIndex().row(), 0)
        kept = set() if fresh else set(self.table.ticked()) & {line.item for line in folder.going}
        self.table.show_rows([_row(line) for line in folder.lines], kept, 0 if fresh else place)
        self._show_steps(folder, is_open=is_open, fresh=fresh)
        self._say_stops(folder)
        self.counted.emit(self.count_text())

    def _show_steps(self, folder: Folder, *, is_open: bool, fresh: bool) -> None:
        frozen = folder.values["standing"] == FROZEN
        self.steps.setVisible(is_open)
        self.done.setVisible(not is_open)
        self.done.setText(_ending(folder))
        if folder.values["standing"] == CARRIED_OUT:
            self.desk.tasks.run(partial(_remnants, self.desk, folder.number), partial(self._say_remnants, folder))
        self.steps.offer(("Consider", "Take off", "Outcome", "Authorise" if frozen else "Carry out"))
        self.authority.hint.setText(_TWO if disposal.needs_second(self.desk.store) else _AUTHORITY)
        self.carry.show_folder(folder)
        self.verbs_changed.emit()
        if fresh:
            today = {"authorised_on": clock.today(), "carried_out": clock.today()}
            for asking in self._all:
                asking.show_values(today)
        undecided = any(not line.values["archive_value"] for line in folder.going)
        usual = _LOOK if frozen and undecided else _LAST
        self.show_step(usual if fresh or self.steps.place() < 0 else self.steps.place())

    def _say_remnants(self, folder: Folder, said: str) -> None:
        if self.folder and self.folder.number == folder.number and said:
            self.done.setText(f"{_ending(folder)}\n{said}")

    def _say_stops(self, folder: Folder) -> None:
        held = [line for line in folder.going if line.stops]
        if held and folder.open:
            names = "\n".join(f"{line.values['description']}: {line.stops}" for line in held[:6])
            self.stop.say("A hold stands in the way", f"{names}\nTake it off, or release the hold first.")
        self.stop.setVisible(bool(held) and folder.open)

    def _stood(self, row_now: Row | None) -> None:
        if row_now:
            self.about.dress("violet" if row_now.stops else "accent", "hand" if row_now.stops else "archive")
            self.about.say(row_now.texts[0], row_now.details)

    def _note(self, values: Values) -> None:
        items = self.table.ticked() or [line.item for line in self.folder.going] if self.folder else []
        words = display.count(len(items), "holding")
        work = partial(_consider, self.desk, items, values)
        self._write("Note what was considered", work, f"Noted for {words}.", then=partial(self._noted))

    def _noted(self) -> None:
        self.consider.show_values({})
        if self.folder and all(line.values["archive_value"] for line in self.folder.going):
            self.show_step(_LAST)
            self._asks[_LAST].begin()

    def _take_off(self, values: Values) -> None:
        items = self._chosen()
        if not items:
            self._none_chosen()
            return
        work = partial(_off, self.desk, items, values)
        self._write("Take off a batch", work, "Taken off.", then=partial(self.off.show_values, {}))

    def _chosen(self) -> list[int]:
        """What is ticked, else the holding the list stands on, if it still goes."""
        here = self.table.row()
        return self.table.ticked() or ([here.number] if here and not here.icon else [])

    def _decide(self, values: Values) -> None:
        items = self._chosen()
        if not items:
            self._none_chosen()
            return
        work = partial(_consider, self.desk, items, values)
        said = f"Noted for {display.count(len(items), 'holding')}."
        self._write("Note what happens", work, said, then=partial(self.outcome.show_values, {}))

    def _none_chosen(self) -> None:
        self.stop.say("Nothing is chosen.", "Stand on a holding that still goes with the batch.")
        self.stop.show()

    def _outcome_wrong(self, values: Values) -> list[Problem]:
        chosen = set(self._chosen())
        lines = self.folder.going if self.folder else ()
        return deciding.outcome_problems(values, [line.values["holding"] for line in lines if line.item in chosen])

    def _authority_wrong(self, values: Values) -> list[Problem]:
        second = disposal.needs_second(self.desk.store)
        return deciding.authority_problems(values, self.folder, second=second) if self.folder else []

    def _authorise(self, values: Values) -> None:
        work = partial(_authorise, self.desk, self._number, values)
        self._write("Authorise a batch", work, "Authorised. Nothing has gone yet.", then=partial(self.show_step, _LAST))

    def _put_back(self) -> None:
        work = partial(_put_back, self.desk, self._number)
        self._write("Put a batch back", work, "Put back. Its holdings are due again.")

    def _list_for_firm(self) -> None:
        """What a shredding firm takes, to be printed or saved; said on the page where there is nothing."""
        try:
            said = shredding.listed(self.desk.store, self._number).subtitle
        except Plain as why:
            self.stopped(why)
            return
        write = partial(shredding.write, self.desk.store, self._number)
        self.desk.go("print", Ready(TITLE, said, write, workbook=write))

    def _carry_out(self, values: Values) -> None:
        """What goes here cannot be undone, so it is no operation of the session."""
        if not self.begin_writing():
            return
        work = partial(_carry_out, self.desk, self._number, values)
        self.desk.tasks.run(work, self._carried_out, failed=self.stopped, title="Carrying out", can_cancel=False)

    def _carried_out(self, numbers: list[str]) -> None:
        self.written()
        said = numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
        self.desk.tasks.say_changed(r.name for r in self.desk.registers)
        self.desk.say(f"Carried out. Entered in the destruction log as {said}.")
        self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_record(self) -> None:
        """The record of destruction of what went with this batch."""
        self.desk.go("reports", deciding.entries(self._number))

    def _write(
        self, name: str, work: Callable[[int], object], said: str, *, then: Callable[[], object] | None = None
    ) -> None:
        if not self.begin_writing():
            return
        changed = [register.name for register in self.desk.registers]
        self.desk.write(name, work, changed, partial(self._written, said, then), self.stopped)

    def _written(self, said: str, then: Callable[[], object] | None, _: object) -> None:
        self.written()
        self._read(fresh=False)
        if then:
            then()
        self.desk.say(said, "Undo", self.desk.undo)
        if not self.isAncestorOf(self.focusWidget() or self):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _asking(parent: QWidget, sections: Any, hint: str, act: str, check: Any, kind: str = "") -> Asking:
    return Asking(sections, hint, act, check, parent, kind=kind)


def _consider(desk: Desk, items: list[int], values: Values, _: int) -> None:
    deciding.consider(desk.store, items, values)


def _off(desk: Desk, items: list[int], values: Values, _: int) -> None:
    for item in items:
        disposal.take_off(desk.store, item, values["off_reason"], values["off_until"])


def _authorise(desk: Desk, batch: int, values: Values, _: int) -> None:
    disposal.authorise(desk.store, batch, deciding.authority(values))


def _put_back(desk: Desk, batch: int, _: int) -> None:
    disposal.put_back(desk.store, batch)


def _carry_out(desk: Desk, batch: int, values: Values, _: Progress) -> list[str]:
    return disposal.carry_out(desk.store, batch, deciding.doing(values))


def _remnants(desk: Desk, batch: int, _: Progress) -> str:
    return remnants.of_batch(desk.store, batch).sentence


def _ending(folder: Folder) -> str:
    values = folder.values
    if not values["carried_out"]:
        return "This batch was put back. Its holdings are as they were."
    said = [f"Carried out {display.day(values['carried_out'])}."]
    for label, name in (("By", "done_by"), ("Witness", "witness"), ("Certificate", "certificate")):
        said += [f"{label}: {values[name]}."] if values[name] else []
    return "\n".join((*said, "Each holding has its entry in the destruction log."))


def _row(line: Line) -> Row:
    values = line.values
    series = " ".join(part for part in (values["series_reference"], values["series_name"]) if part)
    archive = dict(ARCHIVE).get(values["archive_value"], "")
    amount = deciding.quantity(values)
    dates = (
        f"Period ran from {display.day(values['trigger_date'])}. Could go from {display.day(values['eligible_from'])}."
    )
    dates += f" Waited for: {values['waited']}." if values["waited"] else ""
    copies = f"Copies: {values['copies']}" if values["copies"] else ""
    about = (
        line.stops,
        line.moved,
        line.standing,
        series,
        f"Rule as it stood: {values['rule']}",
        dates,
        archive,
        copies,
        amount,
    )
    texts = (values["description"], series, line.stops or line.standing, archive, amount)
    details = "\n".join(part for part in about if part)
    return Row(line.item, texts, details, line.stops if line.goes else "", "" if line.goes else "circle-minus")

"""The desk: what every page may ask of the program, so that pages know each other only by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench import clock, display, settings
from workbench.gui.drafts import Drafts
from workbench.gui.safety import AWAY, Safety, Said, make_backup, safety_of
from workbench.gui.session import NEW, Session
from workbench.gui.tasks import Tasks, tell
from workbench.gui.widgets.parts import Message
from workbench.records import history, record, undo
from workbench.records.history import Entry
from workbench.records.store import Store
from workbench.register import Register, Waiting
from workbench.settings import Settings
from workbench.workflows import diary, undoing
from workbench.workflows.cases import closing
from workbench.workflows.diary import Due
from workbench.workflows.progress import Progress

Work = Callable[[int], Any]
_NAMED = 2  # records named in a message that passes


class Desk(QObject):
    """Store, worker, settings and registers, and the signals by which a page speaks to the window."""

    said = Signal(object)
    wanted = Signal(str, object)
    written = Signal()
    unkept_changed = Signal()
    settings_changed = Signal()
    lock_wanted = Signal(str)
    other_wanted = Signal()
    move_wanted = Signal(object)
    restore_wanted = Signal(object, str)
    move_confirmed = Signal()

    def __init__(
        self,
        store: Store,
        registers: Sequence[Register],
        tasks: Tasks,
        seat: Settings,
        session: Session | None = None,
    ) -> None:
        super().__init__()
        self.store, self.registers, self.tasks, self.settings = store, tuple(registers), tasks, seat
        self.session = session or Session()
        self.refused = False  # whether the last that was asked for was not done
        self.drafts = Drafts(store, tasks, self.session, [r.name for r in self.registers], self)
        self.places: frozenset[str] = frozenset()
        self.moved_from: Path | None = None
        self.fault, self._known = "", Safety(store.folder)
        self._looked_at = history.last_number()
        self.session.done[:], self._passed = undoing.within_reach(store, self.session.done)
        tasks.changed.connect(self._pass_by)

    def knows(self, place: str) -> bool:
        """Whether there is a page for this kind of place."""
        return place.partition("/")[0] in self.places

    def may_read(self) -> bool:
        """Whether the window may read the store now: not while long work holds it or its folder is away."""
        return not self.tasks.long_running and self.fault != AWAY

    def waiting(self, register: Register) -> Waiting:
        """How many records of a register wait for the clerk, for whatever reason."""
        return register.waiting() if self.may_read() else Waiting()

    def due(self) -> list[Due]:
        """Everything that waits, soonest first."""
        return diary.due(self.registers, clock.today()) if self.may_read() else []

    def known(self) -> list[Due]:
        """What is only to be known."""
        return diary.known(self.registers) if self.may_read() else []

    def late(self) -> int:
        """How many things are overdue."""
        return sum(item.things for item in self.due() if item.late(clock.today()))

    def safety(self) -> Safety:
        """How safe the records are."""
        if self.may_read():
            self._known = safety_of(self.store)
        return replace(self._known, fault=self.fault)

    def found_fault(self, fault: str) -> None:
        """The data file was found damaged, or its folder gone: nothing may go on saying that all is well."""
        self.fault = fault
        self.tasks.say_changed(())

    def back_up(self) -> None:
        """Make a backup now, off the window's thread."""
        self.tasks.run(self._back_up, self._backed_up, title="Backing up", can_cancel=False)

    def register(self, name: str) -> Register:
        """The register of that name; KeyError where there is none."""
        return {r.name: r for r in self.registers}[name]

    def go(self, place: str, about: object = None) -> None:
        """Ask the window for a page, such as 'home' or 'register/holdings'; `about` is the page's own business."""
        self.wanted.emit(place, about)

    def show_unkept(self) -> None:
        """Show the record where something typed is not in the file."""
        if not self.session.all_kept:
            register, number = self.session.first_unkept()
            self.go(f"register/{register}", "new" if number == NEW else number)

    def say(self, text: str, act: str = "", on: Callable[[], object] | None = None, *, well: bool = True) -> None:
        """Say something in passing; `well` is False of what could not be done."""
        self.said.emit(Message(text, act, on, well))

    def set(self, **changes: Any) -> None:
        """Change the seat's settings and keep them."""
        self.keep(replace(self.settings, **changes))

    def keep(self, seat: Settings) -> None:
        """Keep these as the seat's settings."""
        self.settings = seat
        settings.save(seat)
        self.settings_changed.emit()

    def write(
        self,
        name: str,
        work: Work,
        changes: Iterable[str],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Do `work(operation)` on the worker as one named operation that can be undone, if it changed anything."""
        changed = frozenset(changes)

        def job(_: Progress) -> tuple[int | None, Any]:
            with self.store.operation(name, "edit") as operation:
                result = work(operation.id)
                closing.after(self.store, operation.id)
            return operation.id if history.operation_of(operation.id) else None, result

        self.tasks.run(job, _Written(self, changed, done), failed=failed)

    def note(self, operation: int) -> None:
        """Remember an operation as the last that can be undone; its folder is there, for it was kept."""
        self.fault = "" if self.fault == AWAY else self.fault
        self.session.done.append(operation)
        self.session.undone.clear()
        self.refused, self._passed = False, ""
        self.written.emit()

    @property
    def can_undo(self) -> bool:
        """Whether this session did something that can be taken back, or where not, why it is to be said."""
        return bool(self.session.done or self._passed)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back and may be brought back."""
        return bool(self.session.undone)

    def next_undo(self) -> str:
        """What Undo would take back, in words; empty where nothing can be said now."""
        return self._named(self.session.done)

    def next_redo(self) -> str:
        """What Redo would make again, in words."""
        return self._named(self.session.undone)

    def _named(self, operations: Sequence[int]) -> str:
        return undo.named(history.operation_of(operations[-1])) if operations and self.may_read() else ""

    def is_last_of(self, entries: Sequence[Entry]) -> int:
        """The operation of this session that changed a record last, or 0 where it was another."""
        return entries[-1].operation if entries and entries[-1].operation in self.session.done else 0

    def ask_undo(self) -> str:
        """What is asked before Undo by its key takes anything back; empty where nothing needs to be."""
        if not self.session.done or not self.may_read():
            return ""
        last = self.session.done[-1]
        refused, self.refused = self.refused, False
        before = self._why_passed() or ("Nothing was done just now." if refused else "")
        if whole := undoing.vanishing(last):
            return f"{before} {whole} would go, with everything in it. Take back “{self.next_undo()}”?".lstrip()
        return f"{before} Take back what came before: “{self.next_undo()}”?" if before else ""

    def undo(self) -> None:
        """Take back the last operation of this session."""
        self._when_written(self._undo_last)

    def undo_this(self, operation: int) -> None:
        """Take back one operation of this session, whatever was done since."""
        self._when_written(partial(self._undo_one, operation))

    def redo(self) -> None:
        """Bring back what was last taken back."""
        self._when_written(self._redo_last)

    def _why_passed(self) -> str:
        """Why Undo passes by what was done last, said once."""
        passed, self._passed = self._passed, ""
        return passed

    def _pass_by(self, _: object = None) -> None:
        """What was carried out, or changed since as a whole, is offered by Undo no longer."""
        last = history.last_number() if self.may_read() else self._looked_at
        if last == self._looked_at:
            return
        done = history.recent(1)[0]
        carried_out = done.kind == "destruction" and done.id not in self.session.done
        self.session.done[:], why = undoing.within_reach(self.store, self.session.done, all_of_them=carried_out)
        self._passed = undo.FINAL if carried_out else self._passed or why
        self._looked_at = last

    def _back_up(self, _: Progress) -> Said:
        return make_backup(self.store, "asked for")

    def _backed_up(self, said: Said) -> None:
        self.fault = ""
        self.say(said.text, well=said.well)
        self.tasks.say_changed(())

    def _when_written(self, act: Callable[[object], None]) -> None:
        """Act once what is being written is kept, else the operation before it would be taken for the last."""
        if self.tasks.busy and not self.tasks.long_running:
            self.tasks.run(_nothing, act)
        else:
            act(None)

    def _undo_last(self, _: object) -> None:
        if self.session.done:
            self._take_back(self.session.done, self.session.undone, "Undone")
        elif passed := self._why_passed():
            self.say(f"{passed} Nothing else was done before that.", well=False)
            self.written.emit()

    def _undo_one(self, operation: int, _: object) -> None:
        if operation in self.session.done:
            self.session.done.remove(operation)
            self.session.done.append(operation)
            self._undo_last(None)

    def _redo_last(self, _: object) -> None:
        if self.session.undone:
            self._take_back(self.session.undone, self.session.done, "Done again")

    def _take_back(self, here: list[int], there: list[int], word: str) -> None:
        operation = here.pop()
        work = partial(_taken_back, self.store, operation)
        self.tasks.run(work, _Undone(self, there, word), failed=partial(self._not_taken_back, here, operation))

    def _not_taken_back(self, here: list[int], operation: int, error: BaseException) -> None:
        here.append(operation)
        self._looked_at = 0
        self._pass_by()
        self.written.emit()
        self.tasks.failed.emit(error)


def _nothing(_: Progress) -> None:
    """Comes after everything that is being written."""


def _taken_back(store: Store, operation: int, _: Progress) -> undo.Undone:
    return undoing.take_back(store, operation)


class _Written:
    """What follows when an operation is kept: remember it, tell the caller, tell every page."""

    def __init__(self, desk: Desk, changed: frozenset[str], done: Callable[[Any], None] | None) -> None:
        self._desk, self._changed, self._done = desk, changed, done

    def __call__(self, outcome: tuple[int | None, Any]) -> None:
        operation, result = outcome
        if operation is not None:
            self._desk.note(operation)
        tell(self._done, result)
        self._desk.tasks.say_changed(self._changed)


class _Undone:
    """What follows when an operation was taken back."""

    def __init__(self, desk: Desk, there: list[int], word: str) -> None:
        self._desk, self._there, self._word = desk, there, word

    def __call__(self, outcome: undo.Undone) -> None:
        desk = self._desk
        if outcome.changes:
            self._there.append(outcome.operation)
        desk.written.emit()
        desk.tasks.say_changed(r.name for r in desk.registers)
        back = self._word == "Undone"
        done = "taken back." if back else "made again."
        text = f"{self._word}: {outcome.name}, {display.count(outcome.changes, 'change')} {done}"
        if not outcome.changes:
            text = f"“{outcome.name}” cannot be {done}"
        if outcome.kept:
            text += f" {_left_alone(desk, outcome.kept)}"
        if outcome.gone:
            text += f" {display.count(outcome.gone, 'file')} left the records for good: add them once more."
        if outcome.destroyed:
            text += f" {display.count(outcome.destroyed, 'record')} went for ever and stayed away."
        desk.say(
            text,
            "Redo" if back else "Undo",
            desk.redo if back else desk.undo,
        )


def _left_alone(desk: Desk, kept: Sequence[tuple[str, int]]) -> str:
    """Which records an undo left alone, because they were changed since."""
    names, registers = [], {register.name: register for register in desk.registers}
    for register, number in kept[:_NAMED]:
        about = registers.get(register)  # what belongs to a record has no page and no name of its own
        if about is not None and not record.is_hidden(about.record, number):
            names += [f"“{v[about.naming.name]}”" for v in record.values_of(about.record, [number]).values()]
    if len(kept) == 1:
        return f"{''.join(names) or 'One record'} was changed since and stays as it is."
    return f"{len(kept):,} records were changed since and stay as they are: {', '.join(names)}" + (
        "." if len(kept) <= _NAMED else f" and {len(kept) - _NAMED:,} more."
    )

"""What is done to the file that is shown: each act is written, and what could not be kept stays in its box."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from workbench import display
from workbench.errors import Plain
from workbench.gui.cases import writing
from workbench.gui.cases.present import Present
from workbench.gui.cases.view import FileView
from workbench.gui.cases.walking import Walk
from workbench.gui.desk import Desk
from workbench.gui.register.unkept import Unkept
from workbench.gui.widgets.basics import Well
from workbench.gui.widgets.parts import hush
from workbench.records.record import Values
from workbench.register import Problem, Register
from workbench.registers.cases.steps import Lack, Step
from workbench.workflows.cases import closing, ending, keeping


class Acts(QObject):
    """`written` says that something was kept; `stop` is where it is said why something was not."""

    written = Signal()

    def __init__(self, desk: Desk, present: Present, walk: Walk, unkept: Unkept, stop: Well) -> None:
        super().__init__(stop)
        self._desk, self._present, self._walk, self._unkept, self._stop = desk, present, walk, unkept, stop

    def follow(self, view: FileView) -> None:
        """Do what the parts of the page ask for."""
        self._pane, self._about, self._steps = view.middle.pane, view.about, view.steps
        for signal, act in (
            (self._pane.changed, self.save), (self._pane.unread, self._unread), (self._pane.kept, self._keep_part),
            (self._pane.dropped, self._drop_part), (self._pane.marked, self._mark),
            (self._pane.without, partial(self._mark, without=True)), (view.timeline.noted, self._note),
            (view.about.opened, self._go), (view.about.joined, self._join), (view.about.released, self._release),
            (view.about.parted, self._part), (self._walk.closing, self.close),
        ):  # fmt: skip
            signal.connect(act)

    def save(self, name: str, value: Any) -> None:
        """Keep what was typed in a box, or say beside it why not."""
        number, words = self._present.number, self._pane.form.fields[name].editor.words()
        self._unkept.note(number, name, words)
        wrong = keeping.problems(self._present.file.register.name, self._present.values, {name: value})
        here = [p for p in wrong if p.field == name] or wrong
        if here:
            self._unkept.refuse(number, name, value, tuple(here), ruled=True)
            self._refuse(here)
            self._unkept.say(number, take_focus=False)
            return
        work = partial(writing.change, self._desk, self._present.key, {name: value})
        then, failed = partial(self._kept, number, name), partial(self._not_kept, number, name, value)
        self._write("Change a file", work, then=then, failed=failed)

    def close(self) -> None:
        """Close it on the day given, or go to where what is missing is asked."""
        here, asks = self._present, self._pane.ending
        if missing := closing.missing(self._present.values):
            self._walk.stand_where(missing.field)
            self._refuse([missing], "The file stays open.")
            return
        on, why = asks.given()
        if wrong := asks.unread() or ending.problems(*here.key, here.values, on, why):
            self._walk.stand_on(here.steps[-1])
            asks.say(wrong)
            self._say(f"{wrong[0].text}.", "The file stays open.")
        elif on:
            self._write("Close a file", partial(writing.close, self._desk, here.key, on, why), then=self._say_closed)

    def open_again(self, why: str) -> None:
        """Open the closed file again."""
        self._write("Open a file again", partial(writing.reopen, self._desk, self._present.key, why))

    def _unread(self, name: str) -> None:
        box = self._pane.form.fields[name]
        self._unkept.note(self._present.number, name, box.editor.words(), (Problem(name, box.problem()),))

    def _kept(self, number: int, name: str) -> None:
        """It is kept; what was refused for what stood here is tried once more."""
        self._unkept.forget(number, name)
        if number == self._present.number:
            self._unkept.say(number, take_focus=False)
            for other, value in self._unkept.refused(number):
                self.save(other, value)

    def _not_kept(self, number: int, name: str, value: Any, error: BaseException) -> None:
        """It stays in its box until it can be kept."""
        label = self._present.file.register.by_name[name].label
        said = Problem(name, f"{label} was not kept. What stands here is not yet saved")
        self._unkept.refuse(number, name, value, (said,), ruled=False)
        box = self._pane.form.fields.get(name)
        if number == self._present.number and box:
            box.editor.not_kept(self._present.values.get(name))
            self._unkept.say(number, take_focus=False)
        self._failed(error)

    def _mark(self, *, without: bool = False) -> None:
        """The step is done where nothing is missing; the day that was given stays."""
        step, here = self._pane.step, self._present
        if step is None:
            return
        if wrong := self._unkept_here():
            self._refuse(wrong, f"“{step.title}” is not done yet. What you typed stays in its box.", take_focus=True)
            return
        values = Values({**here.values, **self._pane.form.values()})  # what was typed this moment is still on its way
        lacks = keeping.missing(step, *here.key, values)
        if lacks and not (without and all(lack.waits for lack in lacks)):
            self._hold_up(step, lacks)
        elif step.closes:
            self.close()
        else:
            work = partial(writing.mark, self._desk, here.key, step, without=without)
            self._write(f"{step.title}: done", work, then=partial(self._on, step))

    def _unkept_here(self) -> list[Problem]:
        """What is wrong with what stands in the boxes of the step."""
        typed = self._unkept.of(self._present.number).items()
        return [problem for name, one in typed if self._pane.form.has(name) for problem in one.wrong]

    def _hold_up(self, step: Step, lacks: Sequence[Lack]) -> None:
        """Say beside the boxes what is missing; what may wait may be left out by a button of its own."""
        may_wait = all(lack.waits for lack in lacks)
        self._pane.offer_without(may_wait)
        how = " Fill it in, or press “Done all the same”: the timeline then says what was missing." if may_wait else ""
        said = ". ".join(lack.text for lack in lacks)
        self._pane.say_problems([Problem(lack.field, lack.text) for lack in lacks])
        self._say(f"“{step.title}” is not done yet.", f"{said}.{how}")

    def _on(self, step: Step) -> None:
        if said := self._walk.on_from(step):
            self._desk.say(said)

    def _keep_part(self, part: Register, number: int | None, values: Mapping[str, Any]) -> None:
        work = partial(writing.keep_part, self._desk, part, self._present.key, number, values)
        self._write(f"Keep a {part.singular}", work)

    def _drop_part(self, part: Register, number: int) -> None:
        self._write(f"Remove {display.one(part.singular)}", partial(writing.drop_part, self._desk, part, number))

    def _note(self, entry: Mapping[str, Any]) -> None:
        then = self._say_noted if self._present.closed else None
        self._write("Note something", partial(writing.note, self._desk, self._present.key, entry), then=then)

    def _join(self, reference: str, why: str) -> None:
        self._write("Join two files", partial(writing.join, self._desk, self._present.key, reference, why))

    def _part(self, register: str, number: int) -> None:
        self._write("Part two files", partial(writing.part, self._desk, self._present.key, (register, number)))

    def _release(self, holds: tuple[int, ...]) -> None:
        self._desk.go("release", holds)

    def _go(self, register: str, number: int) -> None:
        self._desk.go(f"case/{register}", number)

    def _say_closed(self) -> None:
        self._steps.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.say(f"Closed. {self._about.kept.text()}", "Undo", self._desk.undo)

    def _say_noted(self) -> None:
        self._desk.say(f"Noted. The file stays closed. {self._about.kept.text()}.", "Undo", self._desk.undo)

    def _write(
        self,
        name: str,
        work: Callable[[int], object],
        *,
        then: Callable[[], object] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._stop.hide()
        changed = [register.name for register in self._desk.registers]
        self._desk.write(name, work, changed, partial(self._written, then), failed or self._failed)

    def _written(self, then: Callable[[], object] | None, _: object) -> None:
        self.written.emit()
        if then:
            then()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self._desk.tasks.failed.emit(error)
            return
        title, _, text = str(error).partition(". ")
        self._say(f"{title.rstrip('.')}.", text)

    def _refuse(
        self,
        problems: list[Problem],
        so: str = "It was not kept. What you typed stays in its box.",
        *,
        take_focus: bool = False,
    ) -> None:
        self._pane.say_problems(problems, take_focus=take_focus)
        self._say(f"{problems[0].text}.", so)

    def _say(self, title: str, text: str) -> None:
        self._desk.refused = True
        hush(self._stop)
        self._stop.say(title, text)
        self._stop.setAccessibleName(f"{title} {text}")
        self._stop.show()

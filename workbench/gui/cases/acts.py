"""What is done to the file that is shown: each act is written, and what could not be kept stays in its box."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench import display
from workbench.errors import Plain
from workbench.gui.cases import writing
from workbench.gui.cases.present import Present
from workbench.gui.cases.view import FileView
from workbench.gui.cases.walking import Walk
from workbench.gui.desk import Desk
from workbench.gui.register.unkept import Unkept
from workbench.gui.widgets.basics import Well
from workbench.register import Problem, Register
from workbench.workflows.cases import closing, keeping


class Acts(QObject):
    """`written` says that something was kept; `stop` is where it is said why something was not."""

    written = Signal()

    def __init__(self, desk: Desk, present: Present, walk: Walk, unkept: Unkept, stop: Well) -> None:
        super().__init__(stop)
        self._desk, self._present, self._walk, self._unkept, self._stop = desk, present, walk, unkept, stop

    def follow(self, view: FileView) -> None:
        """Do what the parts of the page ask for."""
        self._pane, self._about = view.middle.pane, view.about
        for signal, act in (
            (self._pane.changed, self.save), (self._pane.unread, self._unread), (self._pane.kept, self._keep_part),
            (self._pane.dropped, self._drop_part), (self._pane.marked, self._mark), (view.timeline.noted, self._note),
            (view.about.opened, self._go), (view.about.joined, self._join), (view.about.released, self._release),
            (self._walk.closing, self.close),
        ):  # fmt: skip
            signal.connect(act)

    def save(self, name: str, value: Any) -> None:
        """Keep what was typed in a box, or say beside it why not."""
        number, words = self._present.number, self._pane.form.fields[name].editor.words()
        self._unkept.note(number, name, words)
        wrong = keeping.problems(self._present.file.register.name, self._present.values, {name: value})
        here = [p for p in wrong if p.field == name] or wrong
        if here:
            self._unkept.refuse(number, name, value, tuple(here))
            self._refuse(here)
            return
        work = partial(writing.change, self._desk, self._present.key, {name: value})
        then = partial(self._unkept.forget, number, name)
        self._write("Change a file", work, then=then, failed=partial(self._not_kept, number, name, value))

    def close(self) -> None:
        """Close it, or go to the step where what is missing is asked."""
        if missing := closing.missing(self._present.values):
            self._walk.stand_where(missing.field)
            self._refuse([missing], "The file stays open.")
            return
        self._write("Close a file", partial(writing.close, self._desk, self._present.key), then=self._say_closed)

    def open_again(self, why: str) -> None:
        """Open the closed file again."""
        self._write("Open a file again", partial(writing.reopen, self._desk, self._present.key, why))

    def _unread(self, name: str) -> None:
        box = self._pane.form.fields[name]
        self._unkept.note(self._present.number, name, box.editor.words(), (Problem(name, box.problem()),))

    def _not_kept(self, number: int, name: str, value: Any, error: BaseException) -> None:
        """It stays in its box until it can be kept."""
        label = self._present.file.register.by_name[name].label
        said = Problem(name, f"{label} was not kept. What stands here is not yet saved")
        self._unkept.refuse(number, name, value, (said,))
        box = self._pane.form.fields.get(name)
        if number == self._present.number and box:
            box.editor.not_kept(self._present.values.get(name))
            self._unkept.say(number, take_focus=False)
        self._failed(error)

    def _mark(self) -> None:
        step = self._pane.step
        if step is None:
            return
        if step.marks:
            work = partial(writing.mark, self._desk, self._present.key, step)
            self._write(f"{step.title}: done", work, then=self._walk.on)
        elif step.closes:
            self.close()
        else:
            self._walk.on()

    def _keep_part(self, part: Register, number: int | None, values: Mapping[str, Any]) -> None:
        work = partial(writing.keep_part, self._desk, part, self._present.key, number, values)
        self._write(f"Keep a {part.singular}", work)

    def _drop_part(self, part: Register, number: int) -> None:
        self._write(f"Remove {display.one(part.singular)}", partial(writing.drop_part, self._desk, part, number))

    def _note(self, entry: Mapping[str, Any]) -> None:
        self._write("Note something", partial(writing.note, self._desk, self._present.key, entry))

    def _join(self, reference: str, why: str) -> None:
        self._write("Join two files", partial(writing.join, self._desk, self._present.key, reference, why))

    def _release(self, holds: tuple[int, ...]) -> None:
        self._desk.go("release", holds)

    def _go(self, register: str, number: int) -> None:
        self._desk.go(f"case/{register}", number)

    def _say_closed(self) -> None:
        self._desk.say(f"Closed. {self._about.kept.text()}", "Undo", self._desk.undo)

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

    def _refuse(self, problems: list[Problem], so: str = "It was not kept. What you typed stays in its box.") -> None:
        self._pane.say_problems(problems, take_focus=False)
        self._say(f"{problems[0].text}.", so)

    def _say(self, title: str, text: str) -> None:
        self._stop.say(title, text)
        self._stop.setAccessibleName(f"{title} {text}")
        self._stop.show()

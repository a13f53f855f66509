"""What was typed into a register's boxes and is not in the file: it stays, with its words, until it is kept or dropped.

It lives in the session and not in the boxes, so that another record, another page or a lock does not end it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from workbench.gui.desk import Desk
from workbench.gui.forms import FieldBox
from workbench.gui.session import NEW, Typed
from workbench.register import Problem, Register


class Boxes(Protocol):
    """A form as it is read here."""

    @property
    def fields(self) -> Mapping[str, FieldBox]:
        """Its boxes by the names of their fields."""

    def problems(self) -> list[Problem]:
        """What cannot be read as it stands."""


class Panel(Protocol):
    """What shows a record in boxes, and says what is wrong with it."""

    @property
    def form(self) -> Boxes:
        """The boxes."""

    def say_problems(self, problems: list[Problem], *, take_focus: bool = True) -> None:
        """Say what is wrong beside the boxes."""


class Unkept:
    """The boxes of one panel held against what the session knows of them."""

    def __init__(self, desk: Desk, register: Register, panel: Panel) -> None:
        self._desk, self._session, self._register, self._panel = desk, desk.session, register.name, panel

    def of(self, number: int) -> dict[str, Typed]:
        """What was typed into a record and is not in the file, by field."""
        return self._session.typed_in(self._register, number)

    def note(self, number: int, name: str, words: Any, wrong: tuple[Problem, ...] = (), *, ruled: bool = False) -> None:
        """These words stand in a box and are not in the file, or not yet."""
        self._session.typed[self._register, number, name] = Typed(words, wrong, ruled)
        self._desk.unkept_changed.emit()

    def refuse(self, number: int, name: str, value: Any, wrong: tuple[Problem, ...], *, ruled: bool) -> None:
        """What was to be kept was not, perhaps by a rule; a value that nobody noted before stands for its words."""
        typed = self._session.typed.get((self._register, number, name), Typed(value))
        self.note(number, name, typed.words, wrong, ruled=ruled)

    def forget(self, number: int, name: str) -> None:
        """It is kept by now, or was taken back."""
        self._session.typed.pop((self._register, number, name), None)
        self._desk.unkept_changed.emit()

    def put(self, number: int, typed: Mapping[str, Typed]) -> None:
        """All that was typed into a record and is not in the file is this."""
        for name in self.of(number):
            self.forget(number, name)
        for name, one in typed.items():
            self.note(number, name, one.words, one.wrong, ruled=one.ruled)

    def unread(self) -> dict[str, Typed]:
        """What stands in the panel's boxes and cannot be read."""
        boxes = self._panel.form.fields
        return {p.field: Typed(boxes[p.field].editor.words(), (p,)) for p in self._panel.form.problems()}

    def refused(self, number: int) -> list[tuple[str, Any]]:
        """What stands in the panel's boxes and was refused by a rule, perhaps for what stood in another of them."""
        boxes = self._panel.form.fields
        ruled = (name for name, typed in self.of(number).items() if typed.ruled and name in boxes)
        return [(name, boxes[name].editor.value()) for name in ruled if not boxes[name].problem()]

    def show(self, number: int) -> None:
        """Show in the panel, which shows that record, what was typed into it; the cursor stays where it is."""
        for name, typed in self.of(number).items():
            if name in self._panel.form.fields:
                self._panel.form.fields[name].editor.put_unkept(typed.words)
        if number != NEW:
            self.say(number, take_focus=False)

    def say(self, number: int, *, take_focus: bool = True) -> None:
        """Say in the panel what is wrong with it."""
        problems = [problem for typed in self.of(number).values() for problem in typed.wrong]
        self._panel.say_problems(problems, take_focus=take_focus)

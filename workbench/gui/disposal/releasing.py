"""Releasing a hold: an act of its own, with who, when and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from workbench import clock, display
from workbench.gui.desk import Desk
from workbench.gui.disposal.picked import PickedPage
from workbench.register import Problem
from workbench.registers.holds import REGISTER, lies_on
from workbench.workflows import holds

_NONE = ("No hold to release", "It was released before. Choose one that still holds in the table of holds.")


class ReleasePage(PickedPage):
    """The holds chosen at the left, why they hold no longer at the right."""

    help_topic = REGISTER.name
    heading, act, asked = "Release a hold", "Release the hold", holds.RELEASING
    table_name, columns = "Holds that will be released", ("Hold", "It lies on")

    _usual: Mapping[str, Any]  # how long they hold on unless another time is entered
    _meant: Mapping[str, Any] | None  # the time with which it was asked whether it is meant

    def _begin(self) -> None:
        found = holds.standing(self.picked)
        names = {number: (values["reason"], lies_on(values)) for number, values in found.items()}
        title = "Release this hold" if len(names) == 1 else f"Release {display.count(len(names), 'hold')}"
        self.show_picked(names, title, _NONE)
        text = "What it lay on may then go when its period is over, unless another hold lies on it."
        needed = holds.open_files(self.picked)
        self.about.say(needed.rstrip(".") or "Several holds can lie on one holding", text)
        self._usual = holds.held_on(self.picked)
        self._meant = None
        begun = {"released_on": clock.today(), "released_by": self.desk.store.user}
        hidden = {*holds.HOLDS_ON} - self._usual.keys()
        self.asking.form.show_only([name for name in self.asking.form.fields if name not in hidden])
        self.asking.show_values(begun | self._usual)

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        said = self._said(values)
        found = holds.release_problems(self.picked, said)
        asked = [] if found else holds.asked(self.picked, said)
        how_long = {name: said.get(name) for name in self._usual}
        if not asked or how_long == self._meant:
            return found
        self._meant = how_long  # asked once
        return asked

    def _said(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was entered; a box that stood empty, for the holds differ, and stands so still leaves each its own."""
        begun = self._usual
        return {name: value for name, value in values.items() if value is not None or begun.get(name) is not None}

    def _write(self, values: Mapping[str, Any]) -> None:
        name = f"Release {display.count(len(self.picked), 'hold')}"
        work = partial(_released, self.desk, self.picked, self._said(values))
        if self.begin_writing():
            self.desk.write(name, work, self.every_register(), self._done, self.stopped)

    def _done(self, done: tuple[int, dt.date | None]) -> None:
        self.written()
        self.go_back()
        number, free = done
        until = f"; free from {display.day(free)}" if free else ""
        self.desk.say(f"{display.count(number, 'hold')} released{until}.", "Undo", self.desk.undo)


def _released(desk: Desk, numbers: tuple[int, ...], values: Mapping[str, Any], _: int) -> tuple[int, dt.date | None]:
    return holds.release_all(desk.store, numbers, values), holds.free_from(numbers)

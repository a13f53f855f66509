"""Releasing a hold: an act of its own, with who, when and why."""

from __future__ import annotations

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

    def _begin(self) -> None:
        found = holds.standing(self.picked)
        names = {number: (values["reason"], lies_on(values)) for number, values in found.items()}
        title = "Release this hold" if len(names) == 1 else f"Release {display.count(len(names), 'hold')}"
        self.show_picked(names, title, _NONE)
        text = "What it lay on may then go when its period is over, unless another hold lies on it."
        self.about.say("Several holds can lie on one holding", text)
        cooling = {values["cooling"] for values in found.values()}
        begun = {"released_on": clock.today(), "released_by": self.desk.store.user}
        self.asking.show_values(begun | ({"cooling": cooling.pop()} if len(cooling) == 1 else {}))

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        return holds.release_problems(self.picked, values)

    def _write(self, values: Mapping[str, Any]) -> None:
        name = f"Release {display.count(len(self.picked), 'hold')}"
        work = partial(_released, self.desk, self.picked, values)
        if self.begin_writing():
            self.desk.write(name, work, self.every_register(), self._done, self.stopped)

    def _done(self, number: int) -> None:
        self.written()
        self.go_back()
        self.desk.say(f"{display.count(number, 'hold')} released.", "Undo", self.desk.undo)


def _released(desk: Desk, numbers: tuple[int, ...], values: Mapping[str, Any], _: int) -> int:
    return holds.release_all(desk.store, numbers, values)

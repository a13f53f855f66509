"""Placing a hold on holdings, or on whole series: why they must stay, said once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from workbench import clock, display
from workbench.gui.desk import Desk
from workbench.gui.disposal.picked import PickedPage
from workbench.register import Problem
from workbench.registers.holds import REGISTER
from workbench.workflows import holds


class HoldPage(PickedPage):
    """The holdings chosen at the left, the hold at the right."""

    help_topic = REGISTER.name
    heading, act, asked = "Place a hold", "Place the hold", holds.PLACING
    table_name, columns, scope = "Holdings that will be held", ("Holding",), holds.HOLDING
    none = ("No holding is chosen", "Choose them in the table of holdings, then place the hold.")
    stays = "until the hold is released and no other hold lies on it."

    def _begin(self) -> None:
        names = {number: (name,) for number, name in holds.named(self.picked, self.scope).items()}
        self.show_picked(names, f"Place a hold on {self._words(len(names))}", self.none)
        self.about.say("Nothing of this is destroyed", self.stays)
        self.asking.show_values({"placed_on": clock.today(), "placed_by": self.desk.store.user})

    def _words(self, number: int) -> str:
        return display.count(number, "holding")

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        return holds.place_problems(self.picked[0], values, self.scope)

    def _write(self, values: Mapping[str, Any]) -> None:
        work = partial(_placed, self.desk, self.picked, values, self.scope)
        name = f"Place a hold on {self._words(len(self.picked))}"
        if self.begin_writing():
            self.desk.write(name, work, self.every_register(), self._done, self.stopped)

    def _done(self, number: int) -> None:
        self.written()
        self.go_back()
        self.desk.say(f"A hold lies on {self._words(number)}.", "Undo", self.desk.undo)


class SeriesHoldPage(HoldPage):
    """The same for whole series."""

    table_name, columns, scope = "Series that will be held", ("Record series",), holds.SERIES
    none = ("No series is chosen", "Choose it in the retention schedule, then place the hold.")
    stays = "while the hold stands: it lies on every holding of the series, those added later too."

    def _words(self, number: int) -> str:
        return display.count(number, "series", "series")


def _placed(desk: Desk, numbers: tuple[int, ...], values: Mapping[str, Any], scope: str, _: int) -> int:
    return holds.place_on(desk.store, numbers, values, scope)

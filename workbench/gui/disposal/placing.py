"""Placing a hold on holdings: why they must stay, said once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.gui.desk import Desk
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.widgets.buttons import button
from workbench.register import Problem
from workbench.registers.holds import REGISTER
from workbench.workflows import holds

_NONE = ("No holding is chosen", "Choose them in the table of holdings, then place the hold.")


class HoldPage(TwoSided):
    """The holdings chosen at the left, the hold at the right."""

    help_topic, kept = REGISTER.name, False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "Place a hold", parent)
        self._holdings: tuple[int, ...] = ()
        self.head.add(button("Cancel", self, self._leave, kind="quiet"))
        self.table = PickTable("Holdings that will be held", ("Holding",), self.left)
        self.left.box.addWidget(self.table)
        self.about.dress("violet", "hand")
        sheet = self.sheet()
        self.asking = Asking(holds.PLACING, "", "Place the hold", self._wrong, sheet, kind="primary")
        sheet.box.addWidget(self.asking)
        self.end_right()
        self.asking.wanted.connect(self._place)
        self.escaped.connect(self.table.setFocus)

    def arrive(self, about: object) -> None:
        """Begin with the holdings chosen."""
        self._holdings = about if isinstance(about, tuple) else self._holdings
        names = holds.named(self._holdings)
        words = display.count(len(names), "holding")
        self.show_empty(not names, *_NONE)
        self.head.say(f"Place a hold on {words}" if names else "Place a hold", "")
        self.table.show_rows([Row(n, (name,)) for n, name in zip(self._holdings, names, strict=False)])
        self.about.say("Nothing of this is destroyed", "until the hold is released and no other hold lies on it.")
        self.asking.show_values({"placed_on": clock.today(), "placed_by": self.desk.store.user})
        self.asking.begin()

    def standing(self) -> object:
        """The holdings chosen."""
        return self._holdings

    def do(self) -> None:
        """Place it."""
        self.asking.ask()

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        return holds.place_problems(self._holdings[0], values) if self._holdings else []

    def _place(self, values: Mapping[str, Any]) -> None:
        words = display.count(len(self._holdings), "holding")
        changed = [register.name for register in self.desk.registers]
        work = partial(_work, self.desk, self._holdings, values)
        self.desk.write(f"Place a hold on {words}", work, changed, self._placed, self.stopped)

    def _placed(self, number: int) -> None:
        self.desk.go("back")
        self.desk.say(f"A hold lies on {display.count(number, 'holding')}.", "Undo", self.desk.undo)

    def _leave(self) -> None:
        self.desk.go("back")


def _work(desk: Desk, holdings: tuple[int, ...], values: Mapping[str, Any], _: int) -> int:
    return holds.place_on(desk.store, holdings, values)

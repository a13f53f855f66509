"""A page about records that were picked: they stand at the left, what is asked once for all of them at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from workbench.gui.desk import Desk
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided
from workbench.gui.widgets.buttons import button
from workbench.register import Problem, Section


class PickedPage(TwoSided):
    """Base: `_begin` shows what was picked, `_wrong` what is missing, `_write` does it."""

    step_back = False
    heading, table_name, act = "", "", ""
    columns: Sequence[str] = ()
    asked: Sequence[Section] = ()

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, self.heading, parent)
        self.picked: tuple[int, ...] = ()
        self.head.add(button("Cancel", self, self.go_away, kind="quiet"))
        self.table = PickTable(self.table_name, self.columns, self.left)
        self.left.box.addWidget(self.table)
        self.about.dress("violet", "hand")
        sheet = self.sheet()
        self.asking = Asking(self.asked, "", self.act, self._wrong, sheet, kind="primary")
        sheet.box.addWidget(self.asking)
        self.end_right()
        self.asking.wanted.connect(self._write)

    def arrive(self, about: object) -> None:
        """Begin with what was picked."""
        again = self.picked and about == self.picked and self.asking.changed()  # as after a look at the help
        entered = self.asking.form.values()
        self.picked = about if isinstance(about, tuple) else self.picked
        self.stop.hide()
        self._begin()
        if again:
            self.asking.form.show_values(entered)
        if self.picked:
            self.asking.begin()

    def standing(self) -> object:
        """What was picked."""
        return self.picked

    def do(self) -> None:
        """Do it."""
        if self.picked:
            self.asking.ask()

    def show_picked(self, names: Mapping[int, tuple[str, ...]], title: str, none: tuple[str, str]) -> None:
        """Show what of the picked is there to be acted on, a word a column; nothing else is acted on."""
        self.picked = tuple(names)
        self.show_empty(not names, *none)
        self.head.say(title if names else self.heading, "")
        self.table.show_rows([Row(n, words) for n, words in names.items()])

    def would_lose(self) -> bool:
        """What was entered is let go with the page."""
        return bool(self.picked) and self.asking.changed()

    def go_back(self) -> None:
        """To where it was asked for; what was entered is done, or let go."""
        self.asking.show_values({})
        super().go_back()

    def every_register(self) -> list[str]:
        """Whatever may show something else afterwards."""
        return [register.name for register in self.desk.registers]

    def _begin(self) -> None:
        raise NotImplementedError

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        raise NotImplementedError

    def _write(self, values: Mapping[str, Any]) -> None:
        raise NotImplementedError

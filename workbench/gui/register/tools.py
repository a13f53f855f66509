"""The quiet tools above a table, and the menu of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget, QWidgetAction

from workbench.gui.theme.icons import icon
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.records.fields import Kind

_GAP = 6


class Tool(NamedTuple):
    """A button of the row: the verb of the page it stands for, its words, its icon, a longer word of what it does."""

    verb: str
    text: str
    icon: str
    tip: str = ""


TOOLS = (
    Tool("import", "Import", "file-input"),
    Tool("export", "Export", "file-output"),
    Tool("give back", "Give back", "file-pen-line"),
    Tool("print", "Print", "printer"),
    Tool("versions", "Versions", "scroll-text"),
    Tool("columns", "Columns", "columns-3"),
)


class Tools(QWidget):
    """What a register's page can do, in a row; what finds no room stands in a menu at its end, 'More'.

    On a narrow page all of them become one such menu.
    """

    pressed = Signal(str)

    def __init__(self, tools: Sequence[Tool], parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tuple(tools)
        box = row(self, gap=_GAP)
        self._buttons: list[Button] = []
        for tool in self._tools:
            made = button(tool.text, self, self._press, kind="quiet", icon_name=tool.icon)
            made.setProperty("verb", tool.verb)
            made.setToolTip(tool.tip)
            self._buttons.append(made)
            box.addWidget(made)
        self._rest = self.more_button(self)
        box.addWidget(self._rest)
        box.addStretch(1)
        Look.now.changed.connect(self._share)

    def more_button(self, parent: QWidget) -> Button:
        """A button that offers the same as a menu."""
        made = Button("More", parent, "quiet", "ellipsis")
        menu = QMenu(made)
        for tool in self._tools:
            menu.addAction(icon(tool.icon), tool.text).setData(tool.verb)
        menu.triggered.connect(self._chosen)
        made.setMenu(menu)
        return made

    def button_of(self, verb: str) -> Button:
        """The button of a verb, or that of the menu it stands in."""
        return next((b for b in self._buttons if b.property("verb") == verb and not b.isHidden()), self._rest)

    def minimumSizeHint(self) -> QSize:
        """What has no room stands in the menu, so the row never holds the page open."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many buttons as there is room for."""
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        fitting = self._fitting(self.width())
        whole = fitting == len(self._buttons)
        fitting = fitting if whole else self._fitting(self.width() - self._rest.sizeHint().width() - _GAP)
        for place, made in enumerate(self._buttons):
            made.setVisible(place < fitting)
        self._rest.setVisible(not whole)
        menu = self._rest.menu()
        for place, action in enumerate(menu.actions() if menu else ()):
            action.setVisible(place >= fitting)

    def _fitting(self, room: int) -> int:
        """How many of the buttons, from the first on, have room side by side."""
        ends = accumulate(made.sizeHint().width() + _GAP for made in self._buttons)
        return sum(end - _GAP <= room for end in ends)

    def _press(self) -> None:
        if sender := self.sender():
            self.pressed.emit(sender.property("verb"))

    def _chosen(self, action: object) -> None:
        self.pressed.emit(getattr(action, "data")())  # noqa: B009 - an action of ours


class ColumnMenu(QMenu):
    """All fields with a tick for those shown; it stays open while ticking."""

    chosen = Signal(object)
    standard = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ticks: list[tuple[Kind, QCheckBox]] = []

    def ask(self, fields: Sequence[Kind], shown: Sequence[Kind], naming: str, at: QPoint) -> None:
        """Offer the fields at a place of the screen."""
        self.clear()
        holder = QWidget(self)
        box = column(holder, (10, 6, 10, 6), 2)
        names = {f.name for f in shown}
        self._ticks = []
        for field in fields:
            tick = QCheckBox(field.label.replace("&", "&&"), holder)
            tick.setChecked(field.name in names)
            tick.setEnabled(field.name != naming)
            tick.toggled.connect(self._toggled)
            box.addWidget(tick)
            self._ticks.append((field, tick))
        action = QWidgetAction(self)
        action.setDefaultWidget(holder)
        self.addAction(action)
        self.addSeparator()
        self.addAction("Back to standard").triggered.connect(self.standard)
        self.popup(at)
        if self._ticks:
            self._ticks[0][1].setFocus()

    def _toggled(self) -> None:
        self.chosen.emit(tuple(field for field, tick in self._ticks if tick.isChecked()))

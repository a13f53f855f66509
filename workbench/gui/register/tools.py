"""The quiet tools above a table, and the menu of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLayout, QMenu, QWidget, QWidgetAction

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
    Tool("export nameless", "Export without personal data", "eye-off", "A workbook without names and free texts"),
)


class Tools(QWidget):
    """What a register's page can do, in a row; what has no room, or all on a narrow page, is in a menu, 'More'."""

    pressed = Signal(str)

    def __init__(self, tools: Sequence[Tool], parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tuple(tools)
        box = row(self, gap=_GAP)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
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
        Look.now.changed.connect(self._fit)

    def minimumSizeHint(self) -> QSize:
        """It may be as narrow as it likes: what has no room goes into the menu."""
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has room stands in the row."""
        super().resizeEvent(event)
        self._fit()

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
        """The button of a verb, or of the menu it is in."""
        found = next(b for b in self._buttons if b.property("verb") == verb)
        return self._rest if found.isHidden() else found

    def _fit(self) -> None:
        widths = [made.sizeHint().width() + _GAP for made in self._buttons]
        room = self.width() + _GAP
        if sum(widths) > room:
            room -= self._rest.sizeHint().width() + _GAP
        menu = self._rest.menu()
        for made, action, until in zip(self._buttons, menu.actions(), accumulate(widths), strict=True):
            made.setVisible(until <= room)
            action.setVisible(until > room)
        self._rest.setVisible(sum(widths) > room)

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

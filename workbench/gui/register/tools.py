"""The quiet tools above a table, and the menu of columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QMenu, QWidget, QWidgetAction

from workbench.gui.theme.icons import icon
from workbench.gui.widgets.basics import column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.records.fields import Kind

TOOLS = (
    ("import", "Import", "file-input"),
    ("export", "Export", "file-output"),
    ("give back", "Give back", "file-pen-line"),
    ("print", "Print", "printer"),
    ("versions", "Versions", "scroll-text"),
    ("columns", "Columns", "columns-3"),
)


class Tools(QWidget):
    """Import, export, print, versions, columns; on a narrow page they become one menu, 'More'."""

    pressed = Signal(str)

    def __init__(self, verbs: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._verbs = tuple(verbs)
        box = row(self, gap=6)
        self._buttons: list[Button] = []
        for verb, text, icon_name in TOOLS:
            if verb in verbs:
                made = button(text, self, self._press, kind="quiet", icon_name=icon_name)
                made.setProperty("verb", verb)
                self._buttons.append(made)
                box.addWidget(made)
        box.addStretch(1)

    def more_button(self, parent: QWidget) -> Button:
        """A button that offers the same as a menu."""
        made = Button("More", parent, "quiet", "ellipsis")
        menu = QMenu(made)
        for verb, text, icon_name in TOOLS:
            if verb in self._verbs:
                menu.addAction(icon(icon_name), text).setData(verb)
        menu.triggered.connect(self._chosen)
        made.setMenu(menu)
        return made

    def button_of(self, verb: str) -> Button:
        """The button of a verb."""
        return next(b for b in self._buttons if b.property("verb") == verb)

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

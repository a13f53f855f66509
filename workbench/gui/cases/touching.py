"""Which records a new file touches: found by typing, ticked by Space, each shown whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import display
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.widgets.basics import Card, Label, column, settle
from workbench.workflows.cases.opening import Touched

_HEADS = ("Record series, and where it is kept",)
_HINT = "Type to find one, Space ticks it. Each is a place to search, and is on hold while the file is open."


class _FindBox(QLineEdit):
    """Down and Enter go to what was found, Escape shows everything again."""

    def __init__(self, table: PickTable, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the list, or show it whole."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Touching(Card):
    """What is ticked stays ticked while other rows are shown; `flipped` says that something was ticked or unticked."""

    flipped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (1, 12, 1, 10), 6)
        self._rows: tuple[Row, ...] = ()
        self._ticked: set[int] = set()
        self.table = PickTable("Records it touches", _HEADS, self, ticking=True, wraps=True)
        self.table.setMinimumHeight(240)
        above, below = column(margins=(15, 0, 15, 0), gap=6), column(margins=(15, 0, 15, 0), gap=2)
        title = Label("Which records does it touch?", self, "section", wrap=True)
        self.finder = _FindBox(self.table, self)
        self.finder.setAccessibleName("Find a record series")
        self.finder.setClearButtonEnabled(True)
        for part in (title, Label(_HINT, self, "caption", "ink2", wrap=True), self.finder):
            above.addWidget(part)
        self._none = Label("No record series says that. Escape shows all again.", self, "caption", wrap=True)
        self._count = Label("", self, "caption", "ink2", wrap=True)
        for part in (self._none, self._count):
            below.addWidget(part)
        self.box.addLayout(above)
        self.box.addWidget(self.table, 1)
        self.box.addLayout(below)
        QWidget.setTabOrder(self.finder, self.table)
        self.finder.textChanged.connect(self._show)
        self.table.lettered.connect(self._begin_find)
        self.table.flipped.connect(self._flipped)

    def show_lines(self, lines: Sequence[Touched], ticked: Iterable[int] = ()) -> None:
        """Show all lines of the schedule, some of them ticked."""
        self._rows = tuple(Row(line.series, (_words(line),)) for line in lines)
        self._ticked = {line.series for line in lines} & set(ticked)
        self.finder.clear()
        self._show()

    def ticked(self) -> list[int]:
        """The series that are ticked, shown or not."""
        return [row.number for row in self._rows if row.number in self._ticked]

    def _show(self, _: str = "") -> None:
        wanted = self.finder.text().casefold().split()
        rows = [row for row in self._rows if all(word in row.texts[0].casefold() for word in wanted)]
        self.table.show_rows(rows, {row.number for row in rows if row.number in self._ticked})
        self._none.setVisible(not rows)
        self._say(len(rows))
        settle(self)

    def _begin_find(self, letter: str) -> None:
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.setText(letter.lower())

    def _flipped(self) -> None:
        shown = self.table.lines.rows
        self._ticked = (self._ticked - {row.number for row in shown}) | set(self.table.ticked())
        self._say(len(shown))
        self.flipped.emit()

    def _say(self, shown: int) -> None:
        ticked = display.count(len(self._ticked), "record series", "record series")
        self._count.setText(f"{shown:,} of {len(self._rows):,} shown, {ticked} ticked")


def _words(line: Touched) -> str:
    return f"{line.name} ({line.where})" if line.where else line.name

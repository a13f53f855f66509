"""Above the list of what is due: how far ahead, in which order, and which series, place and officer."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from workbench import clock
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.editors.day import DayEditor
from workbench.gui.widgets.basics import Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.records.fields import Day
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.workflows.looking import ORDERS, Look

AHEAD = (("Today", 0), ("In the next month", 1), ("In the next 3 months", 3), ("In the next 12 months", 12))
BY_A_DAY = "By a day I enter"
_SOON = 250  # milliseconds after a stroke


class LookAbove(QWidget):
    """`changed` says that something else is wanted, `tick` that all or none shall be ticked."""

    changed = Signal()
    tick = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        down = column(self, gap=8)
        first = row(gap=10)
        self.ahead = self._list("&Look ahead", [words for words, _ in AHEAD] + [BY_A_DAY], first, 16)
        self.day = DayEditor(Day("Due by"), self)
        self.day.name("Due by")
        first.addWidget(self.day)
        self.order = self._list("So&rt by", [words for _, words in ORDERS], first, 12)
        first.addStretch(1)
        for words, act in (("Tick all", self._tick_all), ("Untick all", self._untick_all), ("Narrow", self.narrow)):
            first.addWidget(button(words, self, act, kind="link"))
        down.addLayout(first)
        self.narrowing = QWidget(self)
        second = row(self.narrowing, gap=10)
        self.boxes = [self._line(words, second) for words in ("Se&ries", "&Place", "O&fficer")]
        second.addWidget(button("Clear", self.narrowing, self.widen, kind="link"))
        down.addWidget(self.narrowing)
        self.narrowing.hide()
        self.day.hide()
        self._later = QTimer(self, singleShot=True, interval=_SOON)
        self._later.timeout.connect(self.changed)
        self.ahead.activated.connect(self._chosen)
        self.order.activated.connect(self._chosen)
        self.day.finished.connect(self._day_entered)

    def look(self) -> Look:
        """What is wanted."""
        place, today = self.ahead.currentIndex(), clock.today()
        until = add(today, Length(AHEAD[place][1], Unit.MONTHS)) if place < len(AHEAD) else self.day.value() or today
        series, where, officer = (box.text().strip() for box in self.boxes)
        return Look(until, series, where, officer, ORDERS[self.order.currentIndex()][0])

    def show_look(self, about: dt.date | Look) -> None:
        """Show what another page wants to be seen: all that is due by a day, or what was looked at before."""
        look = about if isinstance(about, Look) else Look(about)
        today = clock.today()
        days = [add(today, Length(months, Unit.MONTHS)) for _, months in AHEAD]
        self.ahead.setCurrentIndex(days.index(look.until) if look.until in days else len(AHEAD))
        self.day.show_value(look.until)
        self.day.setVisible(self.ahead.currentIndex() == len(AHEAD))
        self.order.setCurrentIndex([name for name, _ in ORDERS].index(look.order))
        for box, text in zip(self.boxes, (look.series, look.place, look.officer), strict=True):
            box.setText(text)
        self.narrowing.setVisible(look.narrowed)

    def narrow(self) -> None:
        """Show the boxes that narrow the list, and begin to type."""
        self.narrowing.show()
        self.boxes[0].setFocus()

    def widen(self) -> None:
        """Narrow it no longer."""
        for box in self.boxes:
            box.clear()
        self.narrowing.hide()
        self.ahead.setFocus()
        self.changed.emit()

    def has_cursor(self) -> bool:
        """Whether something is being entered here."""
        return any(box.hasFocus() for box in (*self.boxes, self.day.box))

    def _list(self, words: str, options: list[str], across: QBoxLayout, width: int) -> ChoiceBox:
        made = ChoiceBox(self)
        label = Label(words, self, "captionstrong")
        label.setBuddy(made)
        made.setAccessibleName(words.replace("&", ""))
        made.addItems(options)
        made.setMinimumContentsLength(width)
        across.addWidget(label)
        across.addWidget(made)
        return made

    def _line(self, words: str, across: QBoxLayout) -> QLineEdit:
        made = QLineEdit(self.narrowing)
        label = Label(words, self.narrowing, "captionstrong")
        label.setBuddy(made)
        made.setAccessibleName(words.replace("&", ""))
        made.textEdited.connect(self._typed)
        made.returnPressed.connect(self.changed)
        across.addWidget(label)
        across.addWidget(made, 1)
        return made

    def _typed(self) -> None:
        self._later.start()

    def _chosen(self) -> None:
        by_day = self.ahead.currentIndex() == len(AHEAD)
        self.day.setVisible(by_day)
        if by_day and self.day.value() is None:
            self.day.focus_box()
        else:
            self.changed.emit()

    def _day_entered(self) -> None:
        if not self.day.problem()[0]:
            self.changed.emit()

    def _tick_all(self) -> None:
        self.tick.emit(True)

    def _untick_all(self) -> None:
        self.tick.emit(False)

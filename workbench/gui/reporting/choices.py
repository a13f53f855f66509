"""What a report is asked for: a period, a day, an officer, numbers of entries, a file. Only what it takes is shown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import clock, display
from workbench.errors import Plain
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.starting.fields import Field
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import column, settle
from workbench.records.store import Council
from workbench.rules.dayentry import read_day
from workbench.rules.spans import Span, usual
from workbench.workflows.cases import joining
from workbench.workflows.publication import Offered
from workbench.workflows.reporting.asked import Asked

OTHER, ALL = "Other days", "All officers"
_DAY = 200  # logical pixels
_BETWEEN = re.compile(r"[,;\s]+")


class Choices(QWidget):
    """The boxes; `asked` says what stands in them, or None and says at the box what is wrong."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, gap=12)
        self.numbers = QLineEdit(self)
        self._numbers = Field(
            "&Numbers of the entries",
            "Such as 2026/014, 2026/015. Leave it empty for a whole period.",
            self.numbers,
            self,
        )
        self.case = QLineEdit(self)
        self._case = Field("&Reference of the file", "Such as RR-2026/014.", self.case, self)
        self.period = ChoiceBox(self)
        self._period = Field("&Period", "", self.period, self)
        self.begins, self.ends = QLineEdit(self), QLineEdit(self)
        self._begins = Field(
            "Fi&rst day", "For example 1 apr 2026. Leave it empty for the beginning.", self.begins, self
        )
        self._ends = Field("&Last day", "Leave it empty for today and later.", self.ends, self)
        self.on = QLineEdit(self)
        self._on = Field("By &which day", "Today where it is empty. For example 31 dec, or +1 month.", self.on, self)
        self.officer = ChoiceBox(self)
        self._officer = Field("&Officer", "", self.officer, self)
        for field in (self._numbers, self._case, self._period, self._begins, self._ends, self._on, self._officer):
            box.addWidget(field)
        self.period.currentIndexChanged.connect(self._fold)
        self.numbers.textChanged.connect(self._fold)
        self._asks: Sequence[str] = ()
        Look.now.changed.connect(self._size)
        self._size()

    def offer(self, wanted: Offered, officers: Sequence[str]) -> None:
        """Show the boxes of a report; what was chosen before stays chosen."""
        self._asks = wanted.asks
        place, officer = self.period.currentIndex(), self.officer.currentText()
        self.period.clear()
        for words, span in usual(clock.today()):
            self.period.addItem(f"{words}: {span.days}" if span.days else words, span)
        self.period.addItem(OTHER, None)
        self.period.setCurrentIndex(max(place, 0))
        self.officer.clear()
        self.officer.addItems([ALL, *officers])
        self.officer.setCurrentIndex(max(self.officer.findText(officer), 0))
        for field in (self._numbers, self._case, self._begins, self._ends, self._on):
            field.refuse("")
        self._fold()

    def begin(self) -> QWidget | None:
        """The first box that is shown; None where nothing is asked."""
        boxes = (self.numbers, self.case, self.period, self.on, self.officer)
        return next((box for box in boxes if box.isVisibleTo(self)), None)

    def asked(self, council: Council, wanted: Offered) -> Asked | None:
        """What is asked for; None where something in a box cannot be read, which then has the cursor."""
        numbers = tuple(filter(None, _BETWEEN.split(self.numbers.text()))) if "numbers" in wanted.asks else ()
        span = self._span() if "period" in wanted.asks and not numbers else Span()
        on = self._day(self._on, self.on) if "day" in wanted.asks else (None, True)
        if span is None or not on[1]:
            return None
        if "case" in wanted.asks and not self._file():
            return None
        officer = self.officer.currentText() if "officer" in wanted.asks and self.officer.currentIndex() > 0 else ""
        return Asked(council, span, on[0], officer, numbers, self.case.text().strip())

    def _span(self) -> Span | None:
        chosen = self.period.currentData()
        if isinstance(chosen, Span):
            return chosen
        (first, right), (last, well) = self._day(self._begins, self.begins), self._day(self._ends, self.ends)
        if first and last and first > last:
            self._ends.refuse("The last day is before the first", "Give the later day here.")
            self.ends.setFocus()
            return None
        return Span(first, last) if right and well else None

    def _file(self) -> bool:
        """Whether a file is called as the box says; else that is said beside it."""
        try:
            joining.called(self.case.text())
        except Plain as error:
            said = str(error).partition(". ")[0] if self.case.text().strip() else "Enter the reference of the file"
            self._case.refuse(said, "It stands at the head of the file’s page.")
            self.case.setFocus()
            return False
        self._case.refuse("")
        return True

    def _day(self, field: Field, box: QLineEdit) -> tuple[dt.date | None, bool]:
        """The day in a box, and whether it can be read."""
        entry = read_day(box.text(), clock.today())
        field.refuse(f"{field.name} {entry.problem}" if entry.problem else "", entry.advice)
        if entry.problem:
            box.setFocus()
        elif entry.day:
            box.setText(display.day(entry.day))
        return entry.day, not entry.problem

    def _fold(self) -> None:
        period = "period" in self._asks and not ("numbers" in self._asks and self.numbers.text().strip())
        other = period and self.period.currentText() == OTHER
        shown = {
            self._numbers: "numbers" in self._asks,
            self._case: "case" in self._asks,
            self._period: period,
            self._begins: other,
            self._ends: other,
            self._on: "day" in self._asks,
            self._officer: "officer" in self._asks,
        }
        for field, visible in shown.items():
            field.setVisible(visible)
        settle(self)

    def _size(self) -> None:
        for box in (self.begins, self.ends, self.on):
            box.setMaximumWidth(round(_DAY * Look.now.scale))
        for listed in (self.period, self.officer):
            listed.setMinimumContentsLength(20)

"""Step 4: how the columns are to be read where their cells leave a choice, and what should be known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.exchange.dates import DayOrder
from workbench.exchange.readings import Unknown, answers
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.importing.findings import (
    DateChoice,
    Findings,
    Place,
    WordChoice,
    choose_order,
    choose_word,
    chosen_order,
    chosen_word,
)
from workbench.gui.importing.pane import Pane, give_way
from workbench.gui.importing.steps import Trip
from workbench.gui.widgets.basics import Card, IconLabel, Label, Scroll, clear, column, row
from workbench.gui.widgets.option_card import Options
from workbench.register import the

_KEPT = "Text stays exactly as it is: leading zeros, long numbers and inner spaces are never changed."
_ORDERS = {
    DayOrder.ASK: "They can be read both ways.",
    DayOrder.DAY_FIRST: "Some only make sense with the day first.",
    DayOrder.MONTH_FIRST: "Some only make sense with the month first.",
}
_AS_IT_IS = "Leave it empty and note it"


class DateCard(Card):
    """Which part of a date is the month: the column's own values both ways."""

    chosen = Signal(object, bool)

    def __init__(self, choice: DateChoice, month_first: bool | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.place = choice.place
        self.box.addWidget(Label(f"Dates in “{choice.place.heading}”", self, "section", wrap=True))
        text = _ORDERS[choice.order]
        self.box.addWidget(Label(f"{text} Which is right?", self, "body", "ink2", wrap=True))
        self.options = Options(f"Dates in {choice.place.heading}", self)
        self.options.offer(
            [
                ("Day first, as usual here", _read(choice, 0)),
                ("Month first", _read(choice, 1)),
            ],
            keys=False,
        )
        if month_first is not None:
            self.options.choose(int(month_first))
        self.options.chosen.connect(self._picked)
        self.box.addWidget(self.options)

    def _picked(self, place: int) -> None:
        self.chosen.emit(self.place, bool(place))


def _read(choice: DateChoice, way: int) -> str:
    days = [(written, (first, second)[way]) for written, first, second in choice.samples]
    return "   ".join(f"{written} is {display.day(day) if day else 'no date'}." for written, day in days)


class WordRow(QWidget):
    """One unknown word and what it stands for."""

    chosen = Signal(object, str, object)

    def __init__(self, choice: WordChoice, word: Unknown, taken: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._place, self._text = choice.place, word.text
        across = row(self, gap=16)
        words = column(gap=1)
        words.addWidget(Label(f"“{word.text}”, {display.count(word.count, 'time')}", self, "medium", wrap=True))
        if word.near:
            words.addWidget(Label(f"Did you mean “{word.near}”?", self, "caption", "ink2", wrap=True))
        across.addLayout(words, 1)
        self.box = ChoiceBox(self)
        self.box.setAccessibleName(f"What “{word.text}” stands for")
        self.box.addItem(_AS_IT_IS, None)
        known = answers(choice.kind)
        for label, _ in sorted(known, key=lambda pair: pair[0] != word.near):
            self.box.addItem(label, label)
        self.box.setCurrentIndex(max(self.box.findData(taken), 0) if taken is not None else 0)
        self.box.activated.connect(self._picked)
        across.addWidget(self.box, 1)

    def _picked(self, _: int) -> None:
        self.chosen.emit(self._place, self._text, self.box.currentData())


class ReadingPane(Pane):
    """Choices first, then what should be known."""

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        self._findings = Findings((), (), ())
        self._dates: list[DateCard] = []
        self._boxes: list[ChoiceBox] = []
        box = column(self)
        self._scroll = Scroll(self, gap=12)
        box.addWidget(self._scroll)
        give_way(self._scroll)

    def show_findings(self, findings: Findings) -> None:
        """Show what was found in the columns taken."""
        self._findings = findings
        clear(self._scroll.box)
        self._dates, self._boxes = [], []
        for date in findings.dates:
            self._add_date(date)
        for word in findings.words:
            self._add_words(word)
        self._add_said()
        self._scroll.box.addStretch(1)

    def head(self) -> tuple[str, str]:
        """What is to be decided."""
        asked = len(self._findings.dates) + sum(len(w.words) for w in self._findings.words)
        said = f"{display.count(asked, 'thing')} to decide." if asked else "Nothing needs deciding here."
        return ("How to read it", f"{said} Nothing has been changed yet.")

    def next_words(self) -> str:
        """What follows."""
        return "&Next: check each row"

    def stop(self) -> str:
        """A date that goes both ways is never guessed."""
        for card in self._dates:
            if card.options.place() < 0:
                card.options.cards()[0].setFocus(Qt.FocusReason.OtherFocusReason)
                return f"Say how the dates in “{card.place.heading}” are written. They are never guessed."
        return ""

    def first(self) -> QWidget:
        """The first choice."""
        if self._dates:
            return self._dates[0].options.cards()[0]
        return self._boxes[0] if self._boxes else self

    def _add_date(self, choice: DateChoice) -> None:
        assert self.trip.draft
        card = DateCard(choice, chosen_order(self.trip.draft, choice.place), self._scroll.inside)
        card.chosen.connect(self._ordered)
        self._dates.append(card)
        self._scroll.box.addWidget(card)

    def _add_words(self, choice: WordChoice) -> None:
        assert self.trip.draft
        card = Card(self._scroll.inside)
        card.box.addWidget(Label(f"Words in “{choice.place.heading}”", card, "section", wrap=True))
        text = f"These are none of the answers for {the(choice.kind.label)}. Say what they stand for."
        card.box.addWidget(Label(text, card, "body", "ink2", wrap=True))
        for word in choice.words:
            made = WordRow(choice, word, chosen_word(self.trip.draft, choice.place, word.text), card)
            made.chosen.connect(self._worded)
            self._boxes.append(made.box)
            card.box.addWidget(made)
        if choice.more:
            card.box.addWidget(Label(f"{choice.more} more are left empty and noted.", card, "caption", "ink2"))
        self._scroll.box.addWidget(card)

    def _add_said(self) -> None:
        card = Card(self._scroll.inside)
        card.box.addWidget(Label("Good to know", card, "section"))
        for text in (*self._findings.said, _KEPT, "Dates are read day first, as 22/11/2026."):
            line = row(gap=10)
            line.addWidget(IconLabel("info", card, "ink2", 16))
            line.addWidget(Label(text, card, "body", wrap=True), 1)
            card.box.addLayout(line)
        self._scroll.box.addWidget(card)

    def _ordered(self, place: Place, month_first: bool) -> None:
        if self.trip.draft:
            choose_order(self.trip.draft, place, month_first=month_first)
            self.trip.forget_plan()
            self.changed.emit()

    def _worded(self, place: Place, text: str, answer: str | None) -> None:
        if self.trip.draft:
            choose_word(self.trip.draft, place, text, answer)
            self.trip.forget_plan()
            self.changed.emit()

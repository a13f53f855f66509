"""The editor of a retention rule: what sort, how long, counted from when; further parts are said in sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.gui.editors.base import ChoiceBox, Editor
from workbench.gui.editors.choice import make_typable
from workbench.gui.editors.texts import tidy
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Label, column, row, settle
from workbench.records.fields import Kind as Field
from workbench.rules import labels
from workbench.rules.periods import sentence
from workbench.rules.rule import LONGEST, MOST_DAYS, OTHER, UNSPECIFIED, Kind, Length, RetentionRule, Unit, countable

_LENGTHS = (Kind.FIXED, Kind.REVIEW, Kind.ROLLING)
_STARTS = (Kind.FIXED, Kind.UNTIL_EVENT)
_UNITS = {Unit.DAYS: "days", Unit.WEEKS: "weeks", Unit.MONTHS: "months", Unit.YEARS: "years"}
_BETWEEN = {Kind.FIXED: "from", Kind.UNTIL_EVENT: "until", Kind.REVIEW: "", Kind.ROLLING: ""}
_OWN = "own words"


class RuleEditor(Editor):
    """Sort, number, unit and start of a rule. What the controls cannot say is kept and shown below in words."""

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(field, parent)
        self._rule: RetentionRule | None = None
        self._build()
        for kind, label in labels.KIND_LABELS.items():
            self.sort.addItem(label, kind)
        for unit, label in _UNITS.items():
            self.unit.addItem(label, unit)
        for name, words in labels.TRIGGER_LABELS.items():
            self.start.addItem(words.short, name)
        self.start.addItem("Something else, in your words", _OWN)
        make_typable(self.start)
        self._connect()

    def boxes(self) -> list[QWidget]:
        """All controls, from left to right."""
        return [self.sort, self.amount, self.unit, self.start, self.own]

    def name(self, label: str) -> None:
        """Each control says what it is for."""
        names = ("sort of period", "number", "unit", "counted from", "counted from, in your words")
        for box, part in zip(self.boxes(), names, strict=True):
            box.setAccessibleName(f"{label}: {part}")

    def value(self) -> Any:
        """The rule as the controls say it, with whatever else it had."""
        kind = self._kind
        old = self._rule or RetentionRule(Kind.UNKNOWN)
        if self._rule is None and kind == Kind.UNKNOWN:
            return None
        length = self._length() if kind in _LENGTHS else None
        trigger = self._trigger() if kind in _STARTS else old.trigger if kind == old.kind else UNSPECIFIED
        if (kind, length, trigger) == (old.kind, old.length, old.trigger):
            return self._rule
        bound = old.bound if kind == old.kind else "none"
        return replace(old, kind=kind, length=length, trigger=trigger, floor=None, ceiling=None, bound=bound)

    def put(self, value: Any) -> None:
        """Show a rule."""
        self._rule = value
        rule: RetentionRule = value or RetentionRule(Kind.UNKNOWN)
        self.sort.setCurrentIndex(self.sort.findData(rule.kind))
        self.amount.setText(str(rule.length.amount) if rule.length else "")
        self.unit.setCurrentIndex(self.unit.findData(rule.length.unit if rule.length else Unit.YEARS))
        own = rule.trigger.startswith(OTHER)
        self.start.setCurrentIndex(max(self.start.findData(_OWN if own else rule.trigger), 0))
        self.own.setText(rule.trigger.removeprefix(OTHER) if own else "")
        self._fold()

    def words(self) -> Any:
        """The rule there was, and what stands in each control."""
        return (self._rule, *(box.currentIndex() for box in self._lists()), self.amount.text(), self.own.text())

    def put_words(self, words: Any) -> None:
        """Show those again, or a rule."""
        if not isinstance(words, tuple):
            self.put(words)
            return
        self._rule, *places, amount, own = words
        for box, place in zip(self._lists(), places, strict=True):
            box.setCurrentIndex(place)
        self.amount.setText(amount)
        self.own.setText(own)
        self._fold()

    def problem(self) -> tuple[str, str]:
        """A length that is no number, or own words that are missing."""
        kind = self._kind
        if kind in _LENGTHS and self._length() is None:
            longest = MOST_DAYS if self.unit.currentData() == Unit.DAYS else LONGEST
            return ("must include a number", f"From 1 to {longest:,}, such as 6 years.")
        if kind in _STARTS and self.start.currentData() == _OWN and not tidy(self.own.text()):
            return ("must say when it starts", "For example: date of the election.")
        return ("", "")

    def _lists(self) -> tuple[ChoiceBox, ...]:
        return (self.sort, self.unit, self.start)

    @property
    def _kind(self) -> Kind:
        """The sort chosen; a list keeps only its plain text."""
        return Kind(self.sort.currentData())

    def _build(self) -> None:
        self.sort, self.unit, self.start = ChoiceBox(self), ChoiceBox(self), ChoiceBox(self)
        self.amount, self.own = QLineEdit(self), QLineEdit(self)
        self.amount.setMaximumWidth(round(56 * Look.now.scale))
        self.unit.setMaximumWidth(round(104 * Look.now.scale))
        self.between = Label("from", self, "body", "ink2")
        self.more = Label("", self, "caption", "ink2", wrap=True)
        down = column(self, gap=6)
        down.addWidget(self.sort)
        self._line = QWidget(self)
        across = row(self._line, gap=6)
        for part, share in ((self.amount, 1), (self.unit, 2)):
            across.addWidget(part, share)
        across.addStretch(1)
        down.addWidget(self._line)
        self._when = QWidget(self)  # a line of its own: its words are long
        after = row(self._when, gap=6)
        after.addWidget(self.between)
        after.addWidget(self.start, 1)
        down.addWidget(self._when)
        down.addWidget(self.own)
        down.addWidget(self.more)

    def _connect(self) -> None:
        for box in self._lists():
            box.activated.connect(self._chosen)
        for line in (self.amount, self.own):
            line.textEdited.connect(self.typed)
            line.editingFinished.connect(self.leave)

    def _chosen(self, _: int) -> None:
        self._fold()
        self.typed.emit()
        if not self.problem()[0]:
            self.leave()

    def _fold(self) -> None:
        """Show only what this sort of rule needs."""
        kind = self._kind
        lengthy, starting = kind in _LENGTHS, kind in _STARTS
        self._line.setVisible(lengthy)
        self._when.setVisible(starting)
        self.between.setText(_BETWEEN.get(kind, ""))
        self.own.setVisible(starting and self.start.currentData() == _OWN)
        parts = self._rule.limbs if self._rule else ()
        self.more.setText("\n".join(f"Also: {sentence(limb)}" for limb in parts))
        self.more.setVisible(bool(parts))
        settle(self)

    def _length(self) -> Length | None:
        text = tidy(self.amount.text())
        unit = Unit(self.unit.currentData())
        if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) and countable(int(text), unit)):
            return None
        return Length(int(text), unit)

    def _trigger(self) -> str:
        chosen = str(self.start.currentData())
        return f"{OTHER}{tidy(self.own.text())}" if chosen == _OWN else chosen

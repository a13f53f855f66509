"""Checks done and missed in a period, each with its nil returns, and every answer that was given."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.display import count
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.registers.checks import DESTROYED, KEPT, NOTHING, OPEN, Check
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import rhythms
from workbench.rules.spans import Span
from workbench.tabled import Cell, Heading, Part, Tables
from workbench.workflows.reporting.asked import Asked

TITLE = "Checks done and missed"
_CHECKS = (
    Heading("Check", naming=True),
    Heading("Officer"),
    Heading("How often"),
    *(Heading(label, "number") for label in ("Rounds due", "Answered", "Nothing was due", "Destroyed", "Kept")),
    *(Heading(label, "number") for label in ("Number destroyed", "Missed")),
    Heading("Overdue since", "date"),
)
_ANSWERS = (
    Heading("Answered on", "date"),
    Heading("Due on", "date"),
    Heading("Check", naming=True),
    Heading("Answer"),
    Heading("Number destroyed", "number"),
    Heading("Method"),
    Heading("Kept until", "date"),
    Heading("Answered by"),
    Heading("Entry in the log"),
    Heading("Remarks"),
)


@dataclass
class Tally:
    """What became of one check in a period."""

    what: str
    officer: str = ""
    rhythm: str = ""
    due: int = 0
    missed: int = 0
    number: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    overdue: dt.date | None = None

    @property
    def seen(self) -> bool:
        """Whether the period says anything of it."""
        return bool(self.due or self.answers or self.overdue)

    def hear(self, values: Values, span: Span, today: dt.date) -> None:
        """Take in one round: whether it fell due, was answered, and how many fell due before it was."""
        self.what, self.officer, self.rhythm = values["what"], values["officer"], values["rhythm"]
        answered = values["answered_on"]
        rounds = _rounds(values, answered or today)
        self.due += sum(span.holds(when) for when in rounds)
        self.missed += sum(span.holds(when) for when in rounds[1:])
        if answered and span.holds(answered):
            self.answers[values["answer"]] += 1
            self.number += values["number_destroyed"] or 0
        if not answered and values["due_on"] < today and (span.last is None or values["due_on"] <= span.last):
            self.overdue = values["due_on"]

    def row(self) -> tuple[Cell, ...]:
        """The check as a row of the report."""
        given = [self.answers[code] for code in (NOTHING, DESTROYED, KEPT)]
        how = Check.rhythm.label_of(self.rhythm)
        return (self.what, self.officer, how, self.due, sum(given), *given, self.number, self.missed, self.overdue)


def made(asked: Asked) -> Tables:
    """The report of the period asked for, of every round there is where none was."""
    rounds = record.values_of(Check, every(Check, (), order=(Order("due_on"),)).ids())
    tallies = _tallies(rounds.values(), asked.span, asked.day)
    answers = [v for v in rounds.values() if v["answer"] != OPEN and asked.span.holds(v["answered_on"])]
    answers.sort(key=lambda v: (v["answered_on"], v["due_on"], v["what"].casefold()))
    parts = (
        Part("Checks", _CHECKS, [tally.row() for tally in tallies], _not_begun(), "No check fell due."),
        Part("Answers", _ANSWERS, [_answer(v) for v in answers], "", "No check was answered."),
    )
    return Tables(asked.about(TITLE, _said(tallies), asked.span.words), parts)


def _tallies(rounds: Iterable[Values], span: Span, today: dt.date) -> list[Tally]:
    found: defaultdict[int, Tally] = defaultdict(lambda: Tally(""))
    for values in rounds:
        found[values["series"]].hear(values, span, today)
    seen = [tally for tally in found.values() if tally.seen]
    return sorted(seen, key=lambda t: (not t.officer, t.officer.casefold(), t.what.casefold()))


def _rounds(values: Values, until: dt.date) -> list[dt.date]:
    """The days on which a round fell due before it was answered; one answered before its day is there too."""
    found = rhythms.due_days(values["rhythm"], values["due_on"], until)
    return found or ([values["due_on"]] if values["answered_on"] else [])


def _answer(values: Values) -> tuple[Cell, ...]:
    return (
        values["answered_on"],
        values["due_on"],
        values["what"],
        Check.answer.label_of(values["answer"]),
        values["number_destroyed"],
        Check.method.label_of(values["method"]) if values["method"] else "",
        values["keep_until"],
        values["answered_by"],
        values["log_number"],
        values["remarks"],
    )


def _said(tallies: Sequence[Tally]) -> str:
    """'31 rounds fell due. 29 answered: 24 nothing was due, 4 destroyed (118 in all), 1 kept. 2 missed. …'"""
    answers: Counter[str] = sum((tally.answers for tally in tallies), Counter())
    due, missed, number = (sum(getattr(t, name) for t in tallies) for name in ("due", "missed", "number"))
    late = sum(tally.overdue is not None for tally in tallies)
    gone = f" ({number:,} in all)" if number else ""
    return (
        f"{count(due, 'round')} fell due, {missed:,} missed. {answers.total():,} answered: {answers[NOTHING]:,} with "
        f"nothing due, {answers[DESTROYED]:,} destroyed{gone}, {answers[KEPT]:,} reviewed and kept. "
        f"{late:,} overdue now."
    )


def _not_begun() -> str:
    """How many lines of the schedule ask for a check that has not begun."""
    known: Any = Check.select(Check.series).where(Check.removed.is_null())
    asked = every(ScheduleLine, (), view=lambda: (ScheduleLine.rhythm != "") & ScheduleLine.id.not_in(known)).count()
    lines = f"{count(asked, 'schedule line')} {'says' if asked == 1 else 'say'}"
    return f"{lines} how often somebody looks and {'has' if asked == 1 else 'have'} no check yet." if asked else ""

"""One line of a retention schedule, assembled from its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from workbench.rules import disposal, leftovers, proposals, triggers
from workbench.rules.questions import Answer, PeriodReading, Question, says
from workbench.rules.rule import UNSPECIFIED, Kind, RetentionRule
from workbench.rules.understanding import read_period
from workbench.rules.wording import regular, squash


class LineWords(NamedTuple):
    """The words of one schedule line as they stand. page holds the sheet's titles and closing notes."""

    record_series: str = ""
    period: str = ""
    trigger: str = ""
    disposal: str = ""
    period_heading: str = ""
    disposal_heading: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class LineReading:
    """What a line means: its rule, what happens then, who does it how often, and what is left to ask."""

    rule: RetentionRule
    action: str = UNSPECIFIED
    responsible: str | None = None
    rhythm: str | None = None
    log_number: bool = False
    questions: tuple[Question, ...] = ()
    needs_review: bool = False
    warnings: tuple[str, ...] = ()


_PAGE_MINIMUM = re.compile(
    r"\b(?:minimum (?:retention )?(?:periods?|times?)|periods? (?:shown |given |stated |"
    r"listed |below |above )*(?:are|is) (?:the |a )?minimums?|(?:for )?at least the (?:period|"
    r"time)s?)\b"
)
_UNITS = ("year", "month", "week", "day")
_YES = frozenset(["yes", "y", "true", "1", "x", "✓", "✔", "permanent", "permanently"])
_NO = frozenset(["no", "n", "false", "0", "", "-", "n/a"])


def read_line(words: LineWords) -> LineReading:
    """What one line means; of its record series only the decisive words count."""
    words = words._replace(record_series=proposals.decisive(words.record_series))
    reading = read_period(words.period, heading=words.period_heading)
    reading = _with_page_minimum(reading, words.page)
    reading, warnings = _with_trigger(reading, words.trigger)
    reading = _of_staff(reading, words.record_series)
    stated = disposal.read_disposal(words.disposal, heading=words.disposal_heading)
    action = _action(reading.rule, stated.action, words)
    contradiction = _contradiction(reading.rule, stated.action, words.disposal)
    questions = (*reading.questions, *contradiction, *_open_start(reading.rule, words))
    return LineReading(
        reading.rule,
        action,
        stated.responsible,
        stated.rhythm,
        stated.log_number,
        questions,
        any(question.stops for question in questions),
        (
            *reading.warnings,
            *warnings,
            *proposals.outdated(reading.rule, f"{words.record_series} {words.period.casefold()}"),
        ),
    )


@lru_cache(maxsize=2_000)
def _says_minimum(page: str) -> bool:
    return any(_PAGE_MINIMUM.search(squash(line)) for line in page.splitlines())


def _with_page_minimum(reading: PeriodReading, page: str) -> PeriodReading:
    rule = reading.rule
    if not page or rule.kind is not Kind.FIXED or rule.floor or rule.ceiling or not _says_minimum(page):
        return reading
    return replace(reading, rule=replace(rule, floor=rule.length, bound="min"))


def _with_trigger(reading: PeriodReading, words: str) -> tuple[PeriodReading, tuple[str, ...]]:
    """The reading with the trigger its own column states, where the period does not state one itself."""
    rule = reading.rule
    if not words.strip() or rule.kind not in (Kind.FIXED, Kind.REVIEW):
        return reading, ()
    stated = triggers.event(regular(words).text.replace("_", " "))
    # "Creation" beside a review every year says nothing: the next review runs from the last.
    idle = rule.kind is Kind.REVIEW and stated.name == "creation"
    if stated.name == UNSPECIFIED or idle:
        return reading, ()
    if rule.trigger != UNSPECIFIED:
        return _compared(reading, stated.name, words)
    limbs = tuple(replace(limb, trigger=stated.name) if _takes(limb) else limb for limb in rule.limbs)
    rule = replace(rule, trigger=stated.name, limbs=limbs)
    questions = tuple(_triggered(question, stated.name) for question in reading.questions)
    if date := leftovers.date_in(stated.name):
        return leftovers.day_asked(replace(reading, rule=rule, questions=questions), date), ()
    if stated.two:
        text = f"“{' '.join(words.split())}” names two events. Which one does the period run from?"
        questions += (Question(text, True, (Answer(says(rule), rule),)),)
    return replace(reading, rule=rule, questions=questions), ()


def _of_staff(reading: PeriodReading, series: str) -> PeriodReading:
    """In staff records "termination" is the end of employment (law reference 6.6, 15)."""
    rule = reading.rule
    if "staff" in series and re.fullmatch(r"other:(?:date of )?termination(?: date)?", rule.trigger):
        return replace(reading, rule=replace(rule, trigger="end_of_employment"))
    return reading


def _takes(rule: RetentionRule) -> bool:
    return rule.kind is Kind.FIXED and rule.trigger == UNSPECIFIED


def _triggered(question: Question, trigger: str) -> Question:
    """The question with its answers running from the trigger the column states."""
    answers = (
        replace(answer, rule=replace(answer.rule, trigger=trigger)) if _takes(answer.rule) else answer
        for answer in question.answers
    )
    answers_now = tuple(
        replace(answer, label=says(answer.rule)) if answer.rule.trigger == trigger else answer for answer in answers
    )
    return replace(question, answers=answers_now)


def _compared(reading: PeriodReading, stated: str, words: str) -> tuple[PeriodReading, tuple[str, ...]]:
    """The period names a trigger and so does the column: the same, harmless beside a year's end, or a question."""
    rule = reading.rule
    if stated == rule.trigger:
        return reading, ()
    if stated in ("creation", "receipt"):
        return reading, (f"The period says its own start, so “{' '.join(words.split())}” beside it is not used.",)
    if stated == "date_of_birth" or rule.trigger == "date_of_birth":
        return reading, ()
    other = replace(rule, trigger=stated, limbs=())
    answers = (Answer(says(rule), rule, "As the period says"), Answer(says(other), other, "As the other column says"))
    text = f"The period says one start, the column beside it another (“{' '.join(words.split())}”). Which counts?"
    return replace(reading, questions=(*reading.questions, Question(text, True, answers))), ()


def _action(rule: RetentionRule, stated: str, words: LineWords) -> str:
    """The action the line states: its own column, the period's words, a heading, the page; a bare review is one too."""
    if stated != UNSPECIFIED:
        return stated
    said = disposal.in_period(words.period)
    if said != UNSPECIFIED:
        return said
    if rule.kind is Kind.REVIEW:
        return "review"
    for action in (disposal.stated_by_heading(words.period_heading), disposal.stated_by_page(words.page)):
        if action != UNSPECIFIED:
            return action
    return UNSPECIFIED


def _contradiction(rule: RetentionRule, action: str, words: str) -> tuple[Question, ...]:
    """A disposal column that ends what the period calls permanent."""
    if rule.kind is not Kind.PERMANENT or not words.strip() or action in ("archive", "transfer", "review"):
        return ()
    other = read_period(words).rule
    if other.kind not in (Kind.FIXED, Kind.UNTIL_EVENT) and action not in ("destroy", "shred", "delete"):
        return ()
    answers = tuple(Answer(says(one), one) for one in (rule, other) if one.kind is not Kind.UNKNOWN)
    return (
        Question(f"Kept permanently, but the disposal says “{' '.join(words.split())}”. Which counts?", True, answers),
    )


def _open_start(rule: RetentionRule, words: LineWords) -> tuple[Question, ...]:
    return start_questions(rule, words) if rule.kind is Kind.FIXED and rule.trigger == UNSPECIFIED else ()


def start_questions(rule: RetentionRule, words: LineWords) -> tuple[Question, ...]:
    """A question that does not stop: where the words give a length and no start."""
    if rule.length is None:
        return ()
    decisive = f"{proposals.decisive(words.record_series)} {proposals.decisive(words.period)}"
    answers = []
    for trigger, reason in proposals.suggested_triggers(rule, decisive):
        answer = replace(rule, trigger=trigger)
        answers.append(Answer(says(answer), answer, reason))
    return (Question(f"{rule.length}, start not clear. Which day does it run from?", False, tuple(answers)),)


def join_period(cells: Sequence[tuple[str, str]]) -> str:
    """Period words from several (heading, cell): "0 years 6 months"; a "permanent" flag that says yes wins."""
    parts: list[str] = []
    measured: list[int] = []
    for heading, cell in cells:
        head, text = squash(heading), squash(cell)
        if re.search(r"\bperm\w*|\bindefinite", head) and text in _YES | _NO:
            if text in _YES:
                return "Permanent"
            continue
        unit = re.search(rf"\b({'|'.join(_UNITS)})s?\b", head)
        number = re.fullmatch(r"(\d+)(?:\.0+)?", text)
        written = f"{number[1]} {unit[1]}s" if number and unit else " ".join(cell.split())
        if written and written not in parts:
            parts.append(written)
            measured += [_UNITS.index(unit[1])] if number and unit else []
    if len(measured) == len(parts):  # a column of months may stand before that of years
        parts = [part for _, part in sorted(zip(measured, parts, strict=True))]
    return " ".join(parts)

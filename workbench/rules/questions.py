"""A question to the person, with answers that each carry the rule they lead to."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.rules.labels import trigger_day
from workbench.rules.rule import Kind, RetentionRule


@dataclass(frozen=True, slots=True)
class Answer:
    """One suggested answer: its label, the rule it leads to and, where there is one, the reason to choose it."""

    label: str
    rule: RetentionRule
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """stops: the words can be read two ways or hold a condition, so nothing is reckoned until it is answered."""

    text: str
    stops: bool
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """What period words were understood to mean, and what is left to ask."""

    rule: RetentionRule
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def needs_review(self) -> bool:
        """Whether a person must look before the rule is used."""
        return any(question.stops for question in self.questions)


def says(rule: RetentionRule) -> str:
    """A few words for a rule, as an answer's label shows it."""
    if rule.kind is Kind.PERMANENT:
        return "Permanently"
    if rule.kind is Kind.UNKNOWN:
        return "No rule yet"
    parts = [str(rule.length)] if rule.length else []
    if rule.kind is Kind.REVIEW:
        parts.insert(0, "Review after" if rule.trigger != "unspecified" else "Review every")
    if rule.kind is Kind.ROLLING:
        parts.insert(0, "No older than")
    if rule.kind is Kind.UNTIL_EVENT:
        parts.append("Until")
    if rule.trigger != "unspecified":
        parts += ["from"] if rule.length else []
        parts.append(trigger_day(rule.trigger).strip("“”"))
    return " ".join(parts)

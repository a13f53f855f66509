"""What the command "explain" answers about period words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench.rules.proposals import computed, propose
from workbench.rules.reckoning import Reckoning, reckon
from workbench.rules.rule import UNSPECIFIED
from workbench.rules.schedule_line import LineWords, read_line, start_questions
from workbench.rules.sentences import sentence


def explain(words: str, date: dt.date | None = None) -> dict[str, Any]:
    """The answer of `explain --json`; the last three keys are ISO dates, or None where none follows."""
    reading = read_line(LineWords(period=words))
    rule, proposal = computed(reading.rule), propose(reading.rule)
    action = reading.action if reading.action != UNSPECIFIED else proposal.action
    said = rule.to_json()
    looked_at = proposal.rule.kind is not rule.kind
    dates = reckon(proposal.rule if looked_at else rule, date) if date else None
    started = start_questions(reading.rule, LineWords(period=words)) if rule.trigger != reading.rule.trigger else ()
    why = [proposal.reason] if looked_at else []
    return {
        "text": words,
        **{key: said[key] for key in ("kind", "amount", "unit", "trigger", "minimum", "bound", "limbs")},
        "disposal_action": action,
        "needs_review": reading.needs_review,
        "questions": [question.text for question in reading.questions if question not in started],
        "explanation": " ".join([sentence(rule, action), *why, *_steps(dates), *reading.warnings]),
        "keep_until": _iso(dates.keep_until if dates else None),
        "eligible_from": _iso(dates.eligible_from if dates else None),
        "dispose_by": _iso(dates.dispose_by if dates else None),
    }


def _steps(dates: Reckoning | None) -> list[str]:
    """The working as sentences that end."""
    return [f"{step.rstrip('.')}." for step in dates.working] if dates else []


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None

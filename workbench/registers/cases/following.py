"""What follows from an answer of a file in its other fields, and how far it may go: one rule for page and panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from workbench import display
from workbench.records.record import Values
from workbench.register import Problem, Register
from workbench.registers.cases import asked, clocks, closed
from workbench.registers.cases.readers import with_who_names

_PASSED = "passed"  # the outcome of what another body deals with
PUT_OFF = ("extended_to", "stage2_until")  # until when the reply at each stage is put off


def problems(register: Register, before: Values, changes: Mapping[str, Any]) -> list[Problem]:
    """What stands in the way of a person's changing a record so."""
    return [*closed.problems(register, before, changes), *too_far(register, before, changes)]


def too_far(register: Register, before: Values, changes: Mapping[str, Any]) -> list[Problem]:
    """A reply is put off no further than the council's policy allows; what was allowed once stays."""
    if not changes.keys() & set(PUT_OFF):
        return []
    whole = Values({**before, **changes})
    name = PUT_OFF[asked.second_stage(whole)]
    longest = clocks.longest(whole) if isinstance(until := changes.get(name), dt.date) else None
    if longest is None or until is None or until <= longest:
        return []
    label, allowed = register.by_name[name].label, display.day(longest)
    return [Problem(name, f"{label} cannot be after {allowed}, the longest that council policy allows")]


def with_what_follows(values: Values, given: Mapping[str, Any]) -> Values:
    """New values of a record, with what follows from them in other fields of a file."""
    asked_again, elsewhere = _asked_again(values, given), _passed_on(values, given)
    return Values({**asked_again, **elsewhere, **_second_stage(values, given), **with_who_names(values, given)})


def _passed_on(values: Values, given: Mapping[str, Any]) -> Values:
    """How a complaint ended that another body deals with, where nothing else is said; no more, once that is undone."""
    if given.keys().isdisjoint(("passed_on", "stage", "passed_to")):
        return Values()
    before, now = _is_elsewhere(values), _is_elsewhere({**values, **given})
    if now and not before and not values["outcome"]:
        return Values({"outcome": _PASSED})
    return Values({"outcome": ""} if before and not now and values["outcome"] == _PASSED else {})


def _is_elsewhere(values: Mapping[str, Any]) -> bool:
    passed = values.get("passed_on") and asked.passed_on(values)
    return bool(passed and not asked.about_data(values))


def _second_stage(values: Values, given: Mapping[str, Any]) -> Values:
    """A complaint for which stage 2 is asked is at stage 2, whichever of the two was said; and no more, taken back."""
    if "stage" in given or asked.ESCALATED not in given:
        return Values()
    begun = any(values.get(name) for name in ("stage2_ack", "stage2_on"))
    if given[asked.ESCALATED] and values.get("stage") in (asked.INFORMAL, asked.STAGE1):
        return Values({"stage": asked.STAGE2})
    taken_back = not given[asked.ESCALATED] and values.get(asked.ESCALATED) and values.get("stage") == asked.STAGE2
    return Values({"stage": asked.STAGE1} if taken_back and not begun else {})


def _asked_again(values: Values, given: Mapping[str, Any]) -> Values:
    """When it is asked once more what is wanted, the question before is kept with its answer."""
    question, answered = values.get("clarify_asked"), values.get("clarify_answered")
    again = given.get("clarify_asked")
    if not (question and answered and again and again != question and again >= answered):
        return {}
    pair = f"{question.isoformat()}/{answered.isoformat()}"
    kept = "\n".join(part for part in (values["clarified"], pair) if part)
    return {"clarified": kept, "clarify_answered": None}

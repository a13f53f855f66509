"""Complaints: thirty days to acknowledge one about personal data, and the stages that the council set itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.rules.deadlines.deadline import (
    NO_LIMIT,
    Deadline,
    brought_forward,
    in_order,
    rolled,
    said,
    working_days,
)
from workbench.rules.workingdays import Calendar

DATA_BASIS = "Data Protection Act 2018 s.164A(3)"
POLICY_BASIS = "Council policy, not law"
DATA_FROM = dt.date(2026, 6, 19)
_DAYS, _AIM = 30, 5
RECEIPT, ACKNOWLEDGEMENT = "receipt", "acknowledgement"


@dataclass(frozen=True)
class Policy:
    """The council's own days for complaints; the usual ones follow the ombudsman's code (law reference 4)."""

    acknowledge: int = 5
    stage1: int = 10
    stage1_longer: int = 10
    stage2_acknowledge: int = 5
    stage2: int = 20
    stage2_longer: int = 20
    counted_from: str = ACKNOWLEDGEMENT
    working_days: bool = True


@dataclass(frozen=True)
class Steps:
    """The days of a complaint under the council's own procedure; each reply may be put off until a day of its own."""

    received: dt.date
    acknowledged: dt.date | None = None
    stage1: dt.date | None = None
    escalated: dt.date | None = None
    stage2_acknowledged: dt.date | None = None
    stage2: dt.date | None = None
    put_off: dt.date | None = None
    stage2_put_off: dt.date | None = None


def data_complaint(received: dt.date, calendar: Calendar) -> Deadline:
    """The limit for acknowledging a complaint about personal data, in force from 19 June 2026."""
    in_order(("received", "the day it was received", received))
    working = [f"Received {said(received)}."]
    if received < DATA_FROM:
        working.append("The duty to acknowledge within 30 days applies to complaints from 19 Jun 2026 on.")
        return Deadline("dp-complaint", received, None, tuple(working), DATA_BASIS, stands=NO_LIMIT)
    raw = received + dt.timedelta(days=_DAYS)
    working.append(f"30 days, the day after receipt being the first: {said(raw)}.")
    due = rolled(raw, calendar, working)
    strict = received + dt.timedelta(days=_DAYS - 1)
    working.append(f"Read most strictly, the day of receipt is the first: {said(strict)}. Aim to acknowledge by then.")
    working.append(f"Better within {_AIM} working days, as other complaints: {said(calendar.add(received, _AIM))}.")
    working.append("The outcome has no fixed day: without undue delay, with word of the progress.")
    return Deadline(
        "dp-complaint",
        received,
        due,
        tuple(working),
        DATA_BASIS,
        target=strict,
        acknowledge=due,
        others={"progress": next_look(received, calendar, [])},
    )


def next_look(since: dt.date, calendar: Calendar, working: list[str]) -> dt.date:
    """When to look again at a complaint about personal data: thirty days on, policy where the law fixes no day."""
    found = since + dt.timedelta(days=_DAYS)
    working.append(f"30 days from {said(since)}: {said(found)}.")
    return brought_forward(found, calendar, working)


def complaint(steps: Steps, calendar: Calendar, policy: Policy | None = None) -> Deadline:
    """Every day of the council's procedure that can be worked out, and as `due` the next that is to be met.

    `stage1_by` and `stage2_by` among the others are the limits of the two replies, put off where they were.
    """
    rule, working = policy or Policy(), [f"Received {said(steps.received)}."]
    _check(steps)
    days = {"acknowledge": _after(steps.received, rule.acknowledge, rule, calendar, working, "Acknowledge")}
    begun = steps.received if rule.counted_from == RECEIPT else steps.acknowledged or days["acknowledge"]
    days["stage1"] = _after(begun, rule.stage1, rule, calendar, working, "Stage 1 reply")
    days["stage1_longest"] = _after(days["stage1"], rule.stage1_longer, rule, calendar, working, "At the longest")
    days["stage1_by"] = _put_off("stage1", steps.put_off, days, working)
    if steps.escalated:
        working.append(f"Stage 2 was asked for {said(steps.escalated)}.")
        known = _after(steps.escalated, rule.stage2_acknowledge, rule, calendar, working, "Acknowledge")
        days["stage2_acknowledge"] = known
        again = steps.escalated if rule.counted_from == RECEIPT else steps.stage2_acknowledged or known
        days["stage2"] = _after(again, rule.stage2, rule, calendar, working, "Stage 2 reply")
        days["stage2_longest"] = _after(days["stage2"], rule.stage2_longer, rule, calendar, working, "At the longest")
        days["stage2_by"] = _put_off("stage2", steps.stage2_put_off, days, working)
    due = days[_next(steps)]
    return Deadline(
        "complaint",
        steps.received,
        due,
        (*working, "These days are council policy, not law."),
        POLICY_BASIS,
        target=calendar.back(due - dt.timedelta(days=1)) if due > steps.received + dt.timedelta(days=1) else due,
        acknowledge=days["acknowledge"],
        others=days,
        policy=True,
    )


def _next(steps: Steps) -> str:
    """The day that comes next."""
    if steps.escalated:
        return "stage2_by" if steps.stage2_acknowledged or steps.stage2 else "stage2_acknowledge"
    return "stage1_by" if steps.acknowledged or steps.stage1 else "acknowledge"


def _put_off(step: str, until: dt.date | None, days: Mapping[str, dt.date], working: list[str]) -> dt.date:
    """The limit of a reply; it may be put off, as far as the policy allows."""
    longest = days[f"{step}_longest"]
    if until is None or until <= days[step]:
        return days[step]
    if until <= longest:
        working.append(f"Put off until {said(until)}.")
        return until
    working.append(f"Put off until {said(until)}, but policy goes no further than {said(longest)}.")
    return longest


def _after(day: dt.date, number: int, rule: Policy, calendar: Calendar, working: list[str], words: str) -> dt.date:
    if rule.working_days:
        return working_days(day, number, calendar, working, f"{words}: {number} working days")
    found = day + dt.timedelta(days=number)
    working.append(f"{words}: {number} days: {said(found)}.")
    return rolled(found, calendar, working)


def _check(steps: Steps) -> None:
    in_order(
        ("received", "the day it was received", steps.received),
        ("acknowledged", "The day it was acknowledged", steps.acknowledged),
        ("stage1", "The day of the stage 1 reply", steps.stage1),
        ("escalated", "The day stage 2 was asked for", steps.escalated),
        ("put_off", "The day it was put off until", steps.put_off),
    )
    in_order(
        ("escalated", "the day stage 2 was asked for", steps.escalated),
        ("stage2_acknowledged", "The day stage 2 was acknowledged", steps.stage2_acknowledged),
        ("stage2", "The day of the stage 2 reply", steps.stage2),
        ("stage2_put_off", "The day stage 2 was put off until", steps.stage2_put_off),
    )

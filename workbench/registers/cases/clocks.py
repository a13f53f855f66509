"""The clock of a case, worked out of its days: what is stored beside them, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from workbench import clock, display
from workbench.records.record import Values
from workbench.register import Problem, within
from workbench.registers.cases import asked, calendar
from workbench.registers.cases.base import ANSWERED, CLOSED, RUNNING, STOPPED, WAITING, Case
from workbench.rules.deadlines import complaints, information, rights
from workbench.rules.deadlines.deadline import Deadline, OutOfOrder
from workbench.rules.workingdays import Calendar

_FIRST_YEAR = 1900

CLOSE_AFTER = dt.timedelta(days=30)  # from the full answer until it is asked whether the file can be closed: policy
_RIGHTS = {"access": "sar"}  # the others are called alike in the law's clocks


def reckon_request(record: type[Case], values: Values) -> None:
    """The clock of a rights request; days that cannot be leave that of its receipt, and the working says why."""
    _reckon_request(record, values)
    _after_the_answer(values)


def _reckon_request(record: type[Case], values: Values) -> None:
    _nothing(values)
    received = values["received"]
    if received is None:
        return
    kind = _RIGHTS.get(values["right"], values["right"] or "sar")
    request, aside = _request(record, values)
    found = _reckoned(
        lambda: _right(kind, request, calendar.own(), calendar.request_target()),
        lambda: _right(kind, rights.Request(received), calendar.own(), calendar.request_target()),
        values,
    )
    if found is None:
        return
    values["working"] = "\n".join((values["working"], *aside))
    if values["extended"] and not values["extension_told"]:
        values["working"] += "\nTwo more months count only once the person has been told: enter the day."
    stood = ", after the time in which the clock stood" if any(answer for _, answer in stopped(values)) else ""
    usual = f"{display.count(calendar.request_target(), 'day')} from the start{stood}, on a working day"
    counts = request.extended and not told_too_late(values, found.notice_by)
    _say_target(values, "a week before the limit, on a working day" if counts else usual)


def told_too_late(values: Values, by: dt.date | None) -> bool:
    """Whether they were told of two more months after the last day for it, so that those do not count."""
    told = values["extension_told"]
    return bool(values["extended"] and told and by and told > by)


def notice_by(record: type[Case], values: Values) -> dt.date | None:
    """The last day for telling of two more months; None while the month has not begun or days do not fit."""
    if values["received"] is None:
        return None
    request, _ = _request(record, values)
    kind = _RIGHTS.get(values["right"], values["right"] or "sar")
    try:
        return _right(kind, request, calendar.own(), calendar.request_target()).notice_by
    except OutOfOrder:
        return None


def _request(record: type[Case], values: Values) -> tuple[rights.Request, list[str]]:
    """The days that the answers of a file ask for, and in words those that stand there and do not count."""
    counted, aside = Values(values), list[str]()
    for answer, asks, names in asked.OF_REQUESTS:
        if asks(values):
            continue
        for name in names:
            if day := values[name]:
                label, by = getattr(record, name).label, getattr(record, answer).label
                aside.append(f"{label} {display.day(day)} does not count: “{by}” does not ask for it.")
            counted[name] = None
    if values["clarified"] and not _pairs(values):
        aside.append("Earlier questions do not count: the file says that it is clear what they want.")
    if (seen := counted["authority_seen"]) and not counted["authority_asked"]:
        aside.append(f"Authority was seen {display.day(seen)}, but not asked for by the file: it moves nothing.")
        counted["authority_seen"] = None
    request = rights.Request(
        counted["received"],
        counted["identity_asked"],
        counted["identity_seen"],
        counted["authority_asked"],
        counted["authority_seen"],
        counted["fee_asked"],
        counted["fee_paid"],
        _pairs(values),
        bool(counted["extension_told"]),
        counted["extension_told"],
    )
    return request, aside


def _reckoned(whole: Callable[[], Deadline], alone: Callable[[], Deadline], values: Values) -> Deadline | None:
    """Fill in the clock by all days, by that of receipt alone where they cannot be; None where that cannot be either.

    A file never loses its day for a day that was mistyped: the working says which.
    """
    wrong = ""
    try:
        found = whole()
    except OutOfOrder as why:
        wrong = why.why
        try:
            found = alone()
        except OutOfOrder:
            values["working"] = f"{wrong}. Correct the day."
            return None
    _fill(values, found)
    if wrong:
        values["working"] += f"\n{wrong}. Until it is corrected only the day of receipt counts."
    return found


@lru_cache(maxsize=20_000)
def _right(kind: str, request: rights.Request, here: Calendar, target: int) -> Deadline:
    """Many requests come on one day."""
    return rights.right(kind, request, here, target)


@lru_cache(maxsize=20_000)
def _complaint(steps: complaints.Steps, here: Calendar, policy: complaints.Policy) -> Deadline:
    """Many complaints have the same days."""
    return complaints.complaint(steps, here, policy)


def reckon_complaint(values: Values) -> None:
    """The clock of a complaint: the council's policy, the law's thirty days where personal data is in question."""
    _reckon_complaint(values)
    _after_the_answer(values)
    law = values["data_law"] = asked.about_data(values)
    _say_target(values, "the first of the days that law and policy aim at" if law else "a working day before the limit")


def _reckon_complaint(values: Values) -> None:
    _nothing(values)
    values["stage1_by"] = values["stage2_by"] = None
    received = values["received"]
    if received is None:
        return
    here, policy, steps = calendar.own(), calendar.policy(), _steps(values)
    found = _reckoned(
        lambda: _complaint(steps, here, policy),
        lambda: _complaint(complaints.Steps(received), here, policy),
        values,
    )
    if found is None:
        return
    if values["kind"] == asked.COMPLAINT:
        values["stage1_by"], values["stage2_by"] = found.others["stage1_by"], found.others.get("stage2_by")
    if steps.escalated and not values["escalated"]:
        values["working"] += "\nNo day says when stage 2 was asked for: counted from the stage 1 reply. Enter it."
    data = complaints.data_complaint(received, here) if asked.about_data(values) else None
    if data is not None and data.due is not None:
        _by_law(values, data)
        return
    if data is not None:
        values["working"] += f"\n{data.working[-1]} Before that, council policy alone says the days."
    elif asked.passed_on(values):
        _elsewhere(values)


def _steps(values: Values) -> complaints.Steps:
    """The days of the council's own procedure, as far as the file is asked for them."""
    if not asked.procedure(values):
        return complaints.Steps(values["received"], values["acknowledged"])
    second = asked.second_stage(values)
    escalated = values["escalated"] or (values["stage1_on"] if second else None)
    return complaints.Steps(
        values["received"],
        values["acknowledged"],
        values["stage1_on"],
        escalated,
        values["stage2_ack"],
        values["stage2_on"],
        values["extended_to"],
        values["stage2_until"] if second else None,
    )


def longest(values: Values) -> dt.date | None:
    """Until when the reply to an open complaint may be put off at the most; None where no policy says it."""
    if values["received"] is None or values["closed_on"] or not asked.procedure(values):
        return None
    steps = replace(_steps(values), put_off=None, stage2_put_off=None)
    try:
        days = _complaint(steps, calendar.own(), calendar.policy()).others
    except OutOfOrder:
        return None
    return days.get("stage2_longest", days["stage1_longest"])


def reply_by(values: Values, told: dt.date) -> dt.date | None:
    """By when the council's procedure owes its next reply, acknowledged on the day `told` where it was not before.

    None where that reply has gone, or where the procedure does not apply.
    """
    again = asked.second_stage(values)
    first, reply = ("stage2_ack", "stage2_on") if again else ("acknowledged", "stage1_on")
    if values["received"] is None or values[reply] or not asked.procedure(values):
        return None
    steps = _steps(Values({**values, first: values[first] or told}))
    try:
        return _complaint(steps, calendar.own(), calendar.policy()).due
    except OutOfOrder:
        return None


def law_by(values: asked.Answers, here: Calendar) -> dt.date | None:
    """By when the law wants a complaint about personal data acknowledged; None of any other."""
    return _by_law_from(values["received"], here) if values["received"] and asked.about_data(values) else None


@lru_cache(maxsize=20_000)
def _by_law_from(received: dt.date, here: Calendar) -> dt.date | None:
    return complaints.data_complaint(received, here).due


def _say_target(values: Values, how: str) -> None:
    """The last sentence of the working names the day that is aimed at, as the card does, and what it means."""
    if values["clock"] == RUNNING and values["due"] and values["target"] and values["target"] != values["due"]:
        day = display.day(values["target"])
        values["working"] += f"\nTarget {day}: {how}. That is aimed at; late is only what is past its limit."


def _elsewhere(values: Values) -> None:
    """What was passed on has no day of the council's own, but a review of its answer to a request has."""
    if values["passed_to"] == asked.TO_REVIEW or values["passed_on"]:
        values["stage1_by"] = None
    if values["passed_to"] == asked.TO_REVIEW:
        _fill(values, information.foi_review(values["received"], calendar.union()))
    elif values["passed_on"] is None:
        values["working"] += "\nThese days run until it is passed on: enter the day."
    else:
        _waits_elsewhere(values, values["passed_on"])


def _after_the_answer(values: Values) -> None:
    """One that was answered is to be closed some time after; opened again since, it waits for somebody once more."""
    again, answered = values["reopened_on"], asked.replied(values)
    values["close_from"] = None
    if answered is None or values["closed_on"]:
        return
    if again and answered < again:
        values["clock"] = RUNNING
        values["working"] += f"\nAnswered {display.day(answered)}, opened again {display.day(again)}."
        _looks_again(values, max(again, values.get("progress_on") or again), "Answer again, or close the file,")
    else:
        values["close_from"] = answered + CLOSE_AFTER


def _waits_elsewhere(values: Values, passed_on: dt.date) -> None:
    """Once passed on, only its acknowledgement is owed; a look now and then keeps it from being forgotten."""
    owed = values["acknowledged"] is None and not values["closed_on"]
    left = "only its acknowledgement is still owed" if owed else "the council has no day of its own left"
    values["working"] += f"\nPassed on {display.day(passed_on)}: {left}."
    if not owed:
        _looks_again(
            values, max(passed_on, values["progress_on"] or passed_on), "Ask how it stands, or close the file,"
        )


def _by_law(values: Values, data: Deadline) -> None:
    """The law's days of a complaint about personal data, beside those of the council's own procedure if it has any."""
    ours, known = asked.procedure(values), asked.heard(values)
    if not ours:
        values["stage1_by"] = None
        _fill(values, data)
    else:
        values["working"] += "\n" + "\n".join(data.working[1:])
        values["basis"] = f"{values['basis']}; {data.basis}"
        values["acknowledge_by"] = _sooner(values["acknowledge_by"], data.due)
        if known is None:
            values["due"], values["target"] = _sooner(values["due"], data.due), _sooner(values["target"], data.target)
    waits = not (values["closed_on"] or asked.replied(values))
    if known and waits and (asked.staged(values) or not ours):
        _keeps_in_touch(values, max(known, values["progress_on"] or known, asked.staged(values) or known))


def _sooner(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day), default=None)


def _keeps_in_touch(values: Values, since: dt.date) -> None:
    """Once acknowledged, no day is fixed: a look every thirty days keeps the outcome from being forgotten."""
    values["working"] += "\nAcknowledged."
    _looks_again(values, since, "Tell of the progress or the outcome")
    values["basis"] = f"{complaints.POLICY_BASIS}; the outcome without undue delay: Data Protection Act 2018 s.164A(4)"


def _looks_again(values: Values, since: dt.date, act: str) -> None:
    """No limit, but a day on which it is looked at again: council policy, for no law fixes one."""
    working = list[str]()
    values["target"], values["due"] = complaints.next_look(since, calendar.own(), working), None
    words = f"{act} by {display.day(values['target'])}: policy, for the law fixes no day."
    values["working"] = "\n".join((values["working"], *working, words))


def _nothing(values: Values) -> None:
    values["started"] = values["target"] = values["due"] = values["acknowledge_by"] = None
    values["working"] = values["basis"] = ""
    values["clock"] = _stands(values, RUNNING)


def _fill(values: Values, found: Deadline) -> None:
    values["started"], values["due"], values["target"] = found.start, found.due, found.target
    values["acknowledge_by"] = found.acknowledge
    values["working"], values["basis"] = "\n".join(found.working), found.basis
    values["clock"] = _stands(values, _CLOCKS[found.stands])


_CLOCKS = {"running": RUNNING, "waiting": WAITING, "stopped": STOPPED, "no limit": RUNNING}


def _stands(values: Values, otherwise: str) -> str:
    if values["closed_on"]:
        return CLOSED
    return ANSWERED if asked.replied(values) else otherwise


def _pairs(values: Values) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """The days on which it was asked what is wanted and answered; None while it was not; none where it is clear."""
    if not asked.question(values) and values["clear"]:
        return ()
    now = [(values["clarify_asked"], values["clarify_answered"])] if values["clarify_asked"] else []
    return (*earlier_questions(values), *now)


def earlier_questions(values: Values) -> list[tuple[dt.date, dt.date]]:
    """The days on which it was asked what is wanted, and answered, before it was asked once more."""
    pairs = [tuple(line.split("/", 1)) for line in values.get("clarified", "").splitlines() if "/" in line]
    return [(day, answer) for first, last in pairs if (day := _day(first)) and (answer := _day(last))]


def stopped(values: Values) -> tuple[tuple[dt.date, dt.date | None], ...]:
    """The times in which the clock of a request stood still: from, and to (None while it stands)."""
    kind, due = values.get("right"), values["due"]
    if not kind or _RIGHTS.get(kind, kind) not in rights.PAUSED:
        return ()
    return tuple(pair for pair in _pairs(values) if due is None or pair[0] <= due)  # later ones stop nothing


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def days_problem(
    record: type[Case],
    values: Values,
    after: Sequence[str],
    pairs: Sequence[tuple[str, str]],
    ahead: Sequence[str] = (),
) -> Problem | None:
    """The first day that cannot be: one to come, one before receipt, or two in the wrong order.

    Those of `ahead` may be still to come.
    """
    values = {name: day for name, day in values.items() if isinstance(day, dt.date)}  # a sheet may give others
    received, fields = values.get("received"), {name: getattr(record, name) for name in (*after, *ahead)}
    if received and received.year < _FIRST_YEAR:
        return Problem("received", f"Received on must be in {_FIRST_YEAR} or later")
    if received and received > clock.today():
        return Problem(
            "received", f"Received on must be today or in the past. {display.day(received)} is still to come"
        )
    for name, field in fields.items():
        if day := values.get(name):
            if name not in ahead and day > clock.today():
                return Problem(name, f"{field.label} must be today or in the past. {display.day(day)} is still to come")
            if received and day < received:
                return Problem(name, f"{field.label} cannot be before it was received, {display.day(received)}")
    for first, second in pairs:
        if (early := values.get(first)) and (late := values.get(second)) and late < early:
            label, before = getattr(record, second).label, getattr(record, first).label
            return Problem(second, f"{label} cannot be before {display.day(early)}, {within(before)}")
    return None


def which(values: Values) -> str:
    """Which case stands on Home for a day of its own, without anybody's name."""
    return f"{values['reference']}."


def why(values: Values) -> str:
    """Why a case stands on Home, without anybody's name: its reference and what comes next."""
    parts: list[Any] = [values["reference"], values["next_step"]]
    return f"{': '.join(p for p in parts if p)}."

"""Requests for information and their reviews: twenty working days and forty (FOIA 2000, EIR 2004; law reference 3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from workbench.rules.deadlines.deadline import (
    STOPPED,
    WAITING,
    Deadline,
    OutOfOrder,
    in_order,
    provisional,
    said,
    working_days,
)
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.rules.workingdays import Calendar

REPLY, LONGEST, TARGET = 20, 40, 15
FOI, EIR = "Freedom of Information Act 2000 s.10", "Environmental Information Regulations 2004 reg 5(2)"
FEE_MONTHS = 3


@dataclass(frozen=True)
class Question:
    """The days of a request for information. A question asked back ends the old clock; its answer begins a new one."""

    received: dt.date
    clarified: tuple[tuple[dt.date, dt.date | None], ...] = ()
    fees_notice: dt.date | None = None
    fee_paid: dt.date | None = None
    extended: bool = False


def foi(question: Question, calendar: Calendar, target: int = TARGET) -> Deadline:
    """The limit under FOIA: the twentieth working day after receipt; the public interest may take twenty more."""
    _check(question)
    working = [f"Received {said(question.received)}."]
    start = _begin(question, calendar, working)
    if start is None:
        return Deadline("foi", None, None, tuple(working), FOI, stands=WAITING)
    question = _fees_in_time(question, start, calendar, working)
    if question.fees_notice and not question.fee_paid:
        working.append(f"The fees notice went {said(question.fees_notice)}: the days until it is paid do not count.")
        by = said(_lapses(question.fees_notice))
        working.append(f"It must be paid within three months, by {by}; unpaid, no answer is owed.")
        return Deadline("foi", start, None, tuple(working), f"{FOI}(2)", stands=STOPPED)
    spans = ((question.fees_notice, question.fee_paid),) if question.fees_notice and question.fee_paid else ()
    if spans:
        first, last = spans[0]
        working.append(f"From the fees notice ({said(first)}) to the payment ({said(last)}) no day counts.")
        if last > (lapsed := _lapses(first)):
            working.append(f"Unpaid after three months, it lapsed on {said(lapsed)} and no answer was owed.")
            working.append("The council that took the fee all the same answers by the day below.")
        due = calendar.add(start, REPLY, spans)
        working.append(f"{REPLY} working days from the next working day, without those: {said(due)}.")
        aim = calendar.add(start, target, spans)
        provisional(due, working)
    else:
        due = working_days(start, REPLY, calendar, working)
        aim = calendar.add(start, target)
    latest = None
    if question.extended:
        working.append(f"The public interest is still weighed: told, with an estimate, by {said(due)} (s.17).")
        latest = calendar.add(start, LONGEST, spans)
        working.append(f"The regulator's guideline for that is {LONGEST} working days: {said(latest)}.")
    basis = f"{FOI}(1) and (6)" + (", s.10(3) and s.17" if question.extended else "")
    return Deadline("foi", start, latest or due, tuple(working), basis, aim, latest, due if question.extended else None)


def eir(question: Question, calendar: Calendar, target: int = TARGET) -> Deadline:
    """The limit under the EIR: twenty working days, forty where it is complex and voluminous."""
    _check(question)
    working = [f"Received {said(question.received)}."]
    start = _begin(question, calendar, working)
    if start is None:
        return Deadline("eir", None, None, tuple(working), EIR, stands=WAITING)
    usual = working_days(start, REPLY, calendar, working)
    if not question.extended:
        return Deadline("eir", start, usual, tuple(working), EIR, calendar.add(start, target))
    working.append(f"Complex and voluminous: told by {said(usual)}, the twentieth working day (reg 7).")
    due = working_days(start, LONGEST, calendar, working)
    basis = f"{EIR} and reg 7(1)"
    return Deadline("eir", start, due, tuple(working), basis, calendar.add(start, LONGEST - 5), notice_by=usual)


def foi_review(received: dt.date, calendar: Calendar) -> Deadline:
    """An internal review under FOIA: no statute fixes it; the regulator expects twenty working days, forty at most."""
    working = _asked_for(received)
    due = working_days(received, REPLY, calendar, working)
    latest = working_days(received, LONGEST, calendar, working, "At most, exceptionally: 40 working days")
    basis = "Section 45 Code of Practice (2018) and the regulator's guidance"
    return Deadline(
        "foi-review", received, due, tuple(working), basis, calendar.add(received, TARGET), latest, policy=True
    )


def eir_review(received: dt.date, calendar: Calendar) -> Deadline:
    """An internal review under the EIR: forty working days after it was asked for."""
    working = _asked_for(received)
    due = working_days(received, LONGEST, calendar, working)
    basis = "Environmental Information Regulations 2004 reg 11(4)"
    return Deadline("eir-review", received, due, tuple(working), basis, calendar.add(received, REPLY))


def _asked_for(received: dt.date) -> list[str]:
    in_order(("received", "the day the review was asked for", received))
    return [f"The review was asked for {said(received)}."]


def _lapses(notice: dt.date) -> dt.date:
    """Until when a fee may be paid."""
    return add(notice, Length(FEE_MONTHS, Unit.MONTHS))


def _fees_in_time(question: Question, start: dt.date, calendar: Calendar, working: list[str]) -> Question:
    """The question without a fees notice that went out after the limit: that one stops nothing."""
    limit, notice = calendar.add(start, REPLY), question.fees_notice
    if notice is None or notice <= limit:
        return question
    working.append(f"The fees notice went {said(notice)}, after the limit ({said(limit)}): it stops nothing.")
    return replace(question, fees_notice=None, fee_paid=None)


def _begin(question: Question, calendar: Calendar, working: list[str]) -> dt.date | None:
    """Receipt, or the answer to the last question asked back in time; None while one is open."""
    start = question.received
    for asked, answered in sorted(question.clarified, key=lambda pair: pair[0]):
        limit = _limit_at(question, start, asked, calendar)
        if limit and asked > limit:
            working.append(f"Asked what is wanted {said(asked)}, after the limit ({said(limit)}): it changes nothing.")
        elif answered is None:
            working.append(
                f"Asked what is wanted {said(asked)}: no duty until they answer, and then a new twenty days."
            )
            return None
        else:
            start = max(start, answered)
            working.append(
                f"Asked what is wanted {said(asked)}, answered {said(answered)}: the clock begins anew then."
            )
    return start


def _limit_at(question: Question, start: dt.date, asked: dt.date, calendar: Calendar) -> dt.date | None:
    """The limit as it stood on a day on which something was asked back; None where a fee was waited for."""
    notice, paid = question.fees_notice, question.fee_paid
    limit = calendar.add(start, REPLY)
    if notice is None or notice > min(asked, limit):
        return limit
    return None if paid is None or paid > asked else calendar.add(start, REPLY, ((notice, paid),))


def _check(question: Question) -> None:
    received = ("received", "the day it was received", question.received)
    in_order(
        received,
        ("fees_notice", "The day of the fees notice", question.fees_notice),
        ("fee_paid", "The day the fee was paid", question.fee_paid),
        *(("clarified", "The day it was asked what is wanted", asked) for asked, _ in question.clarified),
    )
    if question.fee_paid and not question.fees_notice:
        raise OutOfOrder("fees_notice", "The fee was paid, but the day of the fees notice is missing")
    in_order(("", "the fees notice", question.fees_notice), ("fee_paid", "The day the fee was paid", question.fee_paid))
    for asked, answered in question.clarified:
        in_order(("", "the day it was asked", asked), ("clarified", "The day they answered", answered))

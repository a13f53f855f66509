"""Routine checks made from the schedule, answered and logged in one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from peewee import fn

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Section, within
from workbench.registers.checks import DESTROYED, DISPOSE, KEPT, NOTHING, OPEN, OVERWRITE, REVIEW, Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.linked_folders import LinkedFolder
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import periods, rhythms
from workbench.rules.reckoning import add
from workbench.rules.rule import Kind
from workbench.workflows import holds, numbering, overwriting, rightclock
from workbench.workflows.overwriting import Weighed


@dataclass(frozen=True)
class Reply:
    """The answer to a check: what was done, how many by which medium and method, until when kept, remarks."""

    answer: str
    number: int | None = None
    medium: str = ""
    method: str = ""
    keep_until: dt.date | None = None
    remarks: str = ""
    by: str = ""
    left_out: bool | None = None  # that the single boxes on hold were left out


ASKED = {
    NOTHING: (Section("Nothing was due", (Check.remarks,)),),
    DESTROYED: (Section("Destroyed", (Check.number_destroyed, Check.method, Check.medium, Check.remarks)),),
    KEPT: (Section("Reviewed and kept", (Check.keep_until, Check.remarks)),),
}


CONFIRMED = (Section("Confirmed as overwritten", (Check.remarks,)),)
# The same where single boxes of the series are on hold:
ASKED_LEFT = tuple(
    (replace(first, fields=(*first.fields[:-1], Check.left_out, *first.fields[-1:])),)
    for (first,) in (ASKED[DESTROYED], CONFIRMED)
)
_TELLS: tuple[Any, ...] = (
    ScheduleLine.reference,
    ScheduleLine.section,
    ScheduleLine.service,
    ScheduleLine.responsible,
    ScheduleLine.rhythm,
    ScheduleLine.stored_system,
)
_ASKS = {DISPOSE: "", REVIEW: ": review", OVERWRITE: ": confirm that it was overwritten"}
_SAID = {DISPOSE: "Routine check of", REVIEW: "Review of", OVERWRITE: "Confirmation of the overwriting of"}


@dataclass(frozen=True)
class Round:
    """A check that is due, what was answered the last time, what lies on its series, and on single boxes of it.

    `saved` is what is said of holds that let it be confirmed all the same.
    """

    check: int
    what: str
    officer: str
    rhythm: str
    due_on: dt.date
    last: str = ""
    method: str = ""
    medium: str = ""
    held: str = ""
    folder: int | None = None  # a linked folder of its series
    task: str = DISPOSE
    single: str = ""
    saved: str = ""


def due(on: dt.date) -> list[Round]:
    """The checks that are due by a day, by officer and then the longest overdue first."""
    waiting = every(Check, (), view=lambda: (Check.answer == OPEN) & (Check.due_on <= on), order=(Order("due_on"),))
    found = record.values_of(Check, waiting.ids())
    rounds = [_due(number, values) for number, values in found.items()]
    return sorted(rounds, key=lambda r: (not r.officer, r.officer.casefold(), r.due_on, r.what.casefold()))


def reply_problems(reply: Reply, task: str = DISPOSE, single: str = "") -> list[Problem]:
    """What is missing before an answer can be entered in the log; of what is overwritten nobody counts how many.

    `single` are the single boxes of the series that are on hold.
    """
    return _missing(reply, task) + (_not_left_out(single) if reply.answer == DESTROYED and not reply.left_out else [])


def _not_left_out(single: str) -> list[Problem]:
    why = "On hold, so it must still be there"
    return [Problem("left_out", f"{why}: {single}. Say yes if all of it was left out")] if single else []


def _missing(reply: Reply, task: str) -> list[Problem]:
    if reply.answer == DESTROYED and task == OVERWRITE:
        return []
    if reply.answer == NOTHING and task == OVERWRITE:
        return [
            Problem("remarks", "Say that it was overwritten, or kept and until when: something runs out there always")
        ]
    if reply.answer == DESTROYED:
        found = (
            [] if reply.number and reply.number > 0 else [Problem("number_destroyed", "Enter how many were destroyed")]
        )
        return found if reply.method else [*found, Problem("method", "Choose how they were destroyed")]
    if reply.answer == KEPT and reply.keep_until is None:
        return [Problem("keep_until", "Enter the day on which to look again")]
    if reply.answer == KEPT and reply.keep_until is not None and reply.keep_until <= clock.today():
        return [Problem("keep_until", "Kept until must be after today")]
    return []


def _due(number: int, values: Values) -> Round:
    before: Any = Check.select().where(Check.series == values["series"], Check.answer != OPEN)
    last = before.order_by(Check.answered_on.desc(), Check.id.desc()).first()
    task = values["task"] or DISPOSE
    weighed = overwriting.weigh(values["series"], by_itself=task == OVERWRITE)
    return Round(
        number,
        values["what"],
        values["officer"],
        Check.rhythm.label_of(values["rhythm"]),
        values["due_on"],
        _said(last) if last else "",
        last.method if last else "",
        last.medium if last else "",
        "; ".join(weighed.stops),
        next(iter(every(LinkedFolder, (), view=lambda: LinkedFolder.series == values["series"]).ids()), None),
        task,
        holds.on_single_words(values["series"]),
        weighed.offered,
    )


def _said(last: Check) -> str:
    said = Check.answer.label_of(last.answer)
    if last.answer == DESTROYED and last.task == OVERWRITE:
        return f"Confirmed as overwritten, {display.day(last.answered_on)}"
    if last.answer == DESTROYED:
        said = f"{last.number_destroyed:,}, {Check.method.label_of(last.method).lower()}"
    return f"{said}, {display.day(last.answered_on)}"


def make(store: Store) -> int:
    """Make the first check of every schedule line that somebody looks at and that has none yet; says how many.

    Due today, but a review that the rule alone asks for when its first period is over.
    """
    rhythmic = (ScheduleLine.rhythm != "") | ScheduleLine.rule_kind.in_((Kind.REVIEW.value, Kind.ROLLING.value))
    lines = record.values_of(ScheduleLine, every(ScheduleLine, (), view=lambda: rhythmic).ids())
    asked: Any = Check.select(Check.series).tuples()
    known = {number for (number,) in asked}
    rows = [_round(number, line, _first(line, clock.today())) for number, line in lines.items() if number not in known]
    if rows:
        with store.operation("Make the checks of the schedule", "edit") as operation:
            record.add(Check, rows, operation.id)
    return len(rows)


def answer(store: Store, check: int, reply: Reply) -> str:
    """Answer a check, enter it in the destruction log and begin its next round, all in one go; gives the log's number.

    Plain where it was answered before, where a number and its method are missing, where a hold lies on the series, or
    on single boxes of it of which nobody says that they were left out.
    """
    if reply.answer == DESTROYED:
        rightclock.refuse_doubt(store, "Nothing was entered.")
    with store.operation("Answer a check", "destruction") as operation:
        now = record.values_of(Check, [check]).get(check)
        if now is None or now["removed"] or now["answer"] != OPEN:
            raise Plain("This check was answered before. Nothing was changed.")
        _refuse(reply, now)
        today = clock.today()
        [line] = record.values_of(ScheduleLine, [now["series"]]).values()
        [number] = numbering.next_numbers(store, today.year, 1)
        record.add(LogEntry, [_entry(number, now, line, reply, today, store.user)], operation.id)
        remarks = "\n".join(filter(None, (reply.remarks, _weighed(reply, now).said)))
        answered = replace(reply, by=reply.by or store.user, method=_method(reply, now), remarks=remarks)
        close(check, now, answered, number, operation.id)
    numbering.note(store, [number])
    return number


def close(check: int, now: Values, reply: Reply, number: str, operation: int) -> None:
    """Note the answer to an open check, with its entry in the log, and begin its next round; `by` must be said."""
    today = clock.today()
    [line] = record.values_of(ScheduleLine, [now["series"]]).values()
    rounds = rhythms.due_days(now["rhythm"], now["due_on"], today)
    values = {
        "answer": reply.answer,
        "answered_on": today,
        "answered_by": reply.by,
        "number_destroyed": reply.number,
        "medium": reply.medium,
        "method": reply.method,
        "left_out": reply.left_out,
        "keep_until": reply.keep_until,
        "missed": max(len(rounds) - 1, 0),
        "log_number": number,
        "remarks": reply.remarks,
    }
    record.change(Check, {check: values}, operation)
    if rhythm_of(line) and not line["removed"]:
        record.add(Check, [_round(now["series"], line, _due_next(line, now, reply, today))], operation)


def rhythm_of(line: Values) -> str:
    """How often somebody looks at a schedule line: as it says, else as its rule asks; empty where nobody does."""
    return line["rhythm"] or rhythms.of_rule(line["rule"])


def _task(line: Values) -> str:
    """What is to be done with the records of a line each time."""
    kind = line["rule"].kind if line["rule"] else Kind.UNKNOWN
    return {Kind.ROLLING: OVERWRITE, Kind.REVIEW: REVIEW}.get(kind, DISPOSE)


def _first(line: Values, today: dt.date) -> dt.date:
    step = rhythms.every(rhythm_of(line))
    return add(today, step) if step and not line["rhythm"] and _task(line) == REVIEW else today


def _due_next(line: Values, now: Values, reply: Reply, today: dt.date) -> dt.date:
    """What was reviewed and kept is reviewed again when that was said; any other round goes on as it did."""
    if now["task"] == REVIEW and reply.keep_until is not None:
        return reply.keep_until
    return _next(rhythm_of(line), now["due_on"], today)


def _method(reply: Reply, check: Values) -> str:
    confirmed = reply.answer == DESTROYED and check["task"] == OVERWRITE
    return reply.method or ("overwritten" if confirmed else "")


def _next(rhythm: str, due: dt.date, answered: dt.date) -> dt.date:
    """The first day after the answer on which the check falls due again."""
    step, last = rhythms.every(rhythm), max(due, answered)
    assert step is not None
    soon = last + dt.timedelta(days=int(step.in_days()) + 5)  # a weekend and a short month are in it
    return next(day for day in rhythms.due_days(rhythm, due, soon) if day > last)


def _round(series: int, line: Values, due: dt.date) -> Values:
    return {
        "what": f"{called(series, line)}{_ASKS[_task(line)]}",
        "series": series,
        "task": _task(line),
        "officer": line["responsible"],
        "rhythm": rhythm_of(line),
        "due_on": due,
        "answer": OPEN,
    }


def called(series: int, line: Values) -> str:
    """The name of a line; where others bear it too, with what tells this one apart: whose it is, what it is for."""
    name = line["record_series"]
    twins = every(ScheduleLine, (), view=lambda: fn.LOWER(ScheduleLine.record_series) == name.lower()).ids()
    found = [number for number in twins if number != series]
    others = list(record.values_of(ScheduleLine, found).values())
    said = [(field, display.show(field, line[field.name])) for field in _TELLS if others]
    alone = [(field, text) for field, text in said if all(line[field.name] != other[field.name] for other in others)]
    if not alone:
        return f"{name} ({1 + sum(other < series for other in found)} of {1 + len(found)})" if found else name
    field, text = next((pair for pair in alone if pair[1]), alone[0])
    return f"{name} ({text or f'no {within(field.label)}'})"


def _refuse(reply: Reply, check: Values) -> None:
    if reply.answer not in (DESTROYED, NOTHING, KEPT):
        raise Plain("Choose an answer: destroyed, nothing was due, or reviewed and kept. Nothing was changed.")
    if stops := _weighed(reply, check).stops:
        raise Plain(f"These records must stay: {stops[0]}. Nothing was entered. Release the hold first.")
    if problems := reply_problems(reply, check["task"], holds.on_single_words(check["series"])):
        raise Plain(f"{problems[0].text}. Nothing was changed.")


def _entry(number: str, check: Values, line: Values, reply: Reply, day: dt.date, user: str) -> Values:
    """What the log says of a check: a nil return is an entry of its own."""
    gone, name = reply.answer == DESTROYED, called(check["series"], line)
    return {
        "number": number,
        "outcome": reply.answer,
        "carried_out": day,
        "decided": day,
        "series_reference": line["reference"],
        "series_name": line["record_series"],
        "description": f"{_SAID[check['task'] or DISPOSE]} {name}, due {check['due_on']:%d/%m/%Y}",
        "quantity": reply.number if gone else None,
        "unit": "items" if gone and reply.number is not None else "",
        "medium": reply.medium,
        "rule": periods.sentence(line["rule"]) if line["rule"] else "",
        "holds_checked": _holds_checked(reply, check, reply.by or user) if gone else "",
        "method": _method(reply, check),
        "kept_until": reply.keep_until,
        "done_by": reply.by or user,
        "authorised_by": "Standing arrangement of the retention schedule",
        "remarks": reply.remarks,
    }


def _weighed(reply: Reply, check: Values) -> Weighed:
    """What the holds on the series mean for an answer; only that it is gone is stopped by any."""
    if reply.answer != DESTROYED:
        return Weighed()
    by_itself = check["task"] == OVERWRITE and _method(reply, check) == "overwritten"
    return overwriting.weigh(check["series"], by_itself=by_itself)


def _holds_checked(reply: Reply, check: Values, by: str) -> str:
    """What the log says of the holds; that single boxes were left out is somebody's word."""
    saved, single = _weighed(reply, check).said, holds.on_single_words(check["series"])
    if not single:
        return saved or "No hold lay on the series."
    whole = saved or "No hold lay on the series as a whole."
    return f"{whole} On hold and left out, by the word of {by}: {single}."

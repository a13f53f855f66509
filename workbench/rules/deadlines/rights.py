"""Rights over personal data: one month, moved, paused and extended (UK GDPR Articles 12 and 12A; law reference 1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.rules.deadlines.deadline import (
    NO_LIMIT,
    STOPPED,
    WAITING,
    Deadline,
    OutOfOrder,
    in_order,
    merged,
    months_after,
    rolled,
    said,
)
from workbench.rules.workingdays import Calendar

PAUSED = ("sar", "cctv")  # the clock stops for clarification of access alone (law reference 1.3)
AT_ONCE = ("marketing", "consent")
KINDS = {
    "sar": "UK GDPR Articles 12, 12A and 15",
    "cctv": "UK GDPR Articles 12, 12A and 15",
    "rectification": "UK GDPR Articles 12, 12A and 16",
    "erasure": "UK GDPR Articles 12, 12A and 17",
    "restriction": "UK GDPR Articles 12, 12A and 18",
    "portability": "UK GDPR Articles 12, 12A and 20",
    "objection": "UK GDPR Articles 12, 12A and 21",
    "marketing": "UK GDPR Articles 12, 12A and 21(3)",
    "automated": "UK GDPR Articles 12, 12A and 22A to 22D",
    "consent": "UK GDPR Article 7(3)",
}
TARGET = 28  # days: a constant number the regulator suggests as an aim (law reference 1.1)
LATE_QUESTION = 5  # days after which asking for proof may be challenged: policy
NEW_LAW = dt.date(2026, 2, 5)  # Article 12A, and 22A to 22D in the place of 22 (law reference 1.7)
SEARCH_FROM = dt.date(2024, 1, 1)  # Article 15(1A)
_MOVES = (
    ("id", "Proof of identity", "identity"),
    ("authority", "Proof of authority", "authority"),
    ("fee", "The fee", "fee"),
)


@dataclass(frozen=True)
class Request:
    """The days of a request. Where something was asked for and has not come, the clock has not started."""

    received: dt.date
    id_asked: dt.date | None = None
    id_received: dt.date | None = None
    authority_asked: dt.date | None = None
    authority_received: dt.date | None = None
    fee_asked: dt.date | None = None
    fee_paid: dt.date | None = None
    clarified: tuple[tuple[dt.date, dt.date | None], ...] = ()
    extended: bool = False
    extension_told: dt.date | None = None
    answered: dt.date | None = None


def basis(kind: str, received: dt.date) -> str:
    """The law of a right for a request that came on a day."""
    law = KINDS[kind]
    return law if received >= NEW_LAW else law.replace("12, 12A and", "12 and").replace("22A to 22D", "22")


def right(kind: str, request: Request, calendar: Calendar, target: int = TARGET) -> Deadline:
    """The limit for a right, a code of `KINDS`. Raises OutOfOrder for days that cannot be."""
    _check(request)
    working = [f"Received {said(request.received)}."]
    if kind == "consent":
        working.append("Acted on without undue delay: at once. No number of days is fixed.")
        return Deadline(
            kind,
            request.received,
            None,
            tuple(working),
            basis(kind, request.received),
            target=request.received,
            stands=NO_LIMIT,
        )
    start, missing = _start(kind, request, calendar, working)
    if start is None:
        working.append(f"The month starts when {missing} has come.")
        return Deadline(kind, None, None, tuple(working), basis(kind, request.received), stands=WAITING)
    spans, open_since = _pauses(kind, request, start, calendar, working)
    if open_since is not None:
        return _stopped(kind, request, start, spans, open_since, working)
    return _running(kind, request, start, spans, working, calendar, target)


def _running(
    kind: str,
    request: Request,
    start: dt.date,
    spans: list[tuple[dt.date, dt.date]],
    working: list[str],
    calendar: Calendar,
    target: int,
) -> Deadline:
    pause, notice_by = _length(spans), _notice_by(start, spans)
    extended = _extended(request, notice_by)
    raw = months_after(start, 3 if extended else 1, working)
    if extended:
        working.append(f"Two further months are counted from the start, and must be told by {said(notice_by)}.")
    elif request.extended:
        told = said(request.extension_told) if request.extension_told else ""
        working.append(f"Told of the extension {told}, after {said(notice_by)}: too late, so it does not count.")
    if pause:
        working.append(
            f"The clock stood still {pause.days} {'day' if pause.days == 1 else 'days'}: {said(raw + pause)}."
        )
    due = rolled(raw + pause, calendar, working)
    if spans:
        literal = calendar.rolled(raw + pause + dt.timedelta(days=len(spans)))
        working.append(f"Read to the letter, each pause counts a day more: {said(literal)}. Do not rely on it.")
    if kind in AT_ONCE:
        working.append("Direct marketing stops at once; nothing is weighed.")
        aim = start
    elif extended:
        aim = calendar.back(due - dt.timedelta(days=7))
    else:
        aim = max(calendar.back(min(start + dt.timedelta(days=target) + pause, due)), start)
    if spans and start < NEW_LAW:
        working.append("Before 5 Feb 2026 the pause rests on the regulator's guidance.")
    return Deadline(kind, start, due, tuple(working), basis(kind, request.received), target=aim, notice_by=notice_by)


def _length(spans: list[tuple[dt.date, dt.date]]) -> dt.timedelta:
    return dt.timedelta(days=sum((last - first).days for first, last in spans))


def _notice_by(start: dt.date, spans: list[tuple[dt.date, dt.date]]) -> dt.date:
    """The last day for telling of an extension, not rolled; only what stopped the clock by then moves it."""
    found = months_after(start, 1, [])
    for first, last in spans:
        if first <= found:
            found += last - first
    return found


def _extended(request: Request, notice_by: dt.date) -> bool:
    """Whether two further months count: not where they were told of too late."""
    told = request.extension_told
    return request.extended and not (told and told > notice_by)


def _start(kind: str, request: Request, calendar: Calendar, working: list[str]) -> tuple[dt.date | None, str]:
    """The latest of receipt and what was asked for in time; None with the words of what is missing."""
    start, came = request.received, list[str]()
    for asked, come, words, what in _moves(request):
        limit = _limit_at(kind, request, start, asked, calendar) if asked else None
        if asked and limit and asked > limit:
            working.append(f"{words} was asked for {said(asked)}, after the limit ({said(limit)}): it moves nothing.")
            continue
        days = (asked - request.received).days if asked else 0
        if days > LATE_QUESTION and what != "fee":
            working.append(f"{words} was asked for {days} days after receipt: the later start may be challenged.")
        if asked and not come:
            return None, f"{words[:1].lower()}{words[1:]}, asked for {said(asked)},"
        if come and come > start:
            start = come
            came.append(f"{words} came {said(come)}")
            working.append(f"{came[-1]}, so the month starts then ({what}).")
    _say_once(came, working)
    return start, ""


def _say_once(came: list[str], working: list[str]) -> None:
    """Of several that moved the start only the last is said to be it."""
    for place, line in enumerate(working):
        if any(line.startswith(f"{words}, so") for words in came[:-1]):
            working[place] = line.replace(", so the month starts then", "")


def _moves(request: Request) -> list[tuple[dt.date | None, dt.date | None, str, str]]:
    """What can move the start, as it was asked for: the day asked, the day it came, its words."""
    found = [
        (
            getattr(request, f"{name}_asked"),
            getattr(request, "fee_paid" if name == "fee" else f"{name}_received"),
            words,
            what,
        )
        for name, words, what in _MOVES
    ]
    return sorted(found, key=lambda move: move[0] or request.received)


def _limit_at(kind: str, request: Request, start: dt.date, asked: dt.date, calendar: Calendar) -> dt.date | None:
    """The limit as it stood on a day on which something was asked for; None where the clock stood then."""
    before = tuple(
        (first, last if last and last <= asked else None) for first, last in request.clarified if first < asked
    )
    spans, stands = _pauses(kind, replace(request, clarified=before), start, calendar, [])
    return None if stands is not None else _limit(request, start, spans, calendar)


def _limit(request: Request, start: dt.date, spans: list[tuple[dt.date, dt.date]], calendar: Calendar) -> dt.date:
    months = 3 if _extended(request, _notice_by(start, spans)) else 1
    return calendar.rolled(months_after(start, months, []) + _length(spans))


def _pauses(
    kind: str, request: Request, start: dt.date, calendar: Calendar, working: list[str]
) -> tuple[list[tuple[dt.date, dt.date]], dt.date | None]:
    """The spans in which the clock stood, from the start on, and since when it stands now."""
    if not request.clarified:
        return [], None
    if kind not in PAUSED:
        working.append("Asking what is wanted does not stop this clock: only an access request has that.")
        return [], None
    spans: list[tuple[dt.date, dt.date]] = []
    for first, last in merged((max(asked, start), answered or dt.date.max) for asked, answered in request.clarified):
        limit = _limit(request, start, spans, calendar)
        if first > limit:
            working.append(f"Asked what is wanted {said(first)}, after the limit ({said(limit)}): it stops nothing.")
        elif last == dt.date.max:
            return spans, first
        elif last > first:
            spans.append((first, last))
            days = (last - first).days
            working.append(
                f"Asked what is wanted {said(first)}, answered {said(last)}: {days} {'day' if days == 1 else 'days'}."
            )
    return spans, None


def _stopped(
    kind: str,
    request: Request,
    start: dt.date,
    spans: list[tuple[dt.date, dt.date]],
    since: dt.date,
    working: list[str],
) -> Deadline:
    if request.extension_told:  # told while the clock stands is told on the day it stopped
        request = replace(request, extension_told=min(request.extension_told, since))
    months = 3 if _extended(request, _notice_by(start, spans)) else 1
    left = max((months_after(start, months, []) + _length(spans) - since).days, 0)
    days = "day" if left == 1 else "days"
    working.append(f"The clock stopped on {said(since)}, with {left} {days} left. It goes on when they answer.")
    return Deadline(kind, start, None, tuple(working), basis(kind, request.received), stands=STOPPED)


def _check(request: Request) -> None:
    r = ("received", "the day it was received", request.received)
    in_order(
        r,
        ("id_asked", "The day identity was asked for", request.id_asked),
        ("id_received", "The day proof of identity came", request.id_received),
        ("authority_asked", "The day authority was asked for", request.authority_asked),
        ("authority_received", "The day proof of authority came", request.authority_received),
        ("fee_asked", "The day the fee was asked for", request.fee_asked),
        ("fee_paid", "The day the fee was paid", request.fee_paid),
        ("extension_told", "The day of the extension notice", request.extension_told),
        ("answered", "The day it was answered", request.answered),
    )
    for name, words in (("id", "identity"), ("authority", "authority")):
        asked, come = getattr(request, f"{name}_asked"), getattr(request, f"{name}_received")
        in_order(
            ("", f"the day {words} was asked for", asked), (f"{name}_received", f"The day proof of {words} came", come)
        )
    in_order(
        ("", "the day the fee was asked for", request.fee_asked), ("fee_paid", "The day it was paid", request.fee_paid)
    )
    for asked, answered in request.clarified:
        in_order(r, ("clarified", "The day it was asked what is wanted", asked))
        in_order(("", "the day it was asked", asked), ("clarified", "The day they answered", answered))
    _answered_last(request)


def _answered_last(request: Request) -> None:
    if request.answered is None:
        return
    later: Iterable[tuple[str, str, dt.date | None]] = (
        ("id_received", "Proof of identity", request.id_received),
        *(("clarified", "Their answer to what is wanted", answered) for _, answered in request.clarified),
    )
    for name, words, day in later:
        if day and day > request.answered:
            raise OutOfOrder(name, f"{words} ({said(day)}) cannot come after the answer ({said(request.answered)})")

"""The sample council's files: complaints and requests at different steps, of people who are nobody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from workbench import clock
from workbench.records.query import every
from workbench.records.store import Store
from workbench.register import Register
from workbench.registers.cases.asked import COMPLAINT, DATA
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.parts import ACTION, ENTRY, PARTY, PLACE
from workbench.registers.complaints import REGISTER as COMPLAINTS
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import ACCESS, CCTV, RECTIFY, SHOWN
from workbench.registers.rights_requests import REGISTER as REQUESTS
from workbench.rules.fixedperiods import Period, finished
from workbench.workflows.cases import closing, joining, keeping, opening

_KEPT_BY = {COMPLAINTS.name: "G03", REQUESTS.name: "G05"}  # references of the schedule's lines
_TOUCHED = ("E03", "C01")
_LETTERS, _OPEN = "CDEFGHIJK", 2  # of people in files that are closed; requests have two letters more that are taken
# Complaints and requests of the past: quarters before the last one, day of it, what about, how it ended.
_COMPLAINED = (
    (0, 6, "Hedge not cut on the footpath", "Open spaces", "upheld"),
    (0, 31, "Hall booked twice", "Hall hire", "partly"),
    (0, 52, "Bin not emptied", "Open spaces", "not"),
    (1, 20, "Noise from the hall", "Hall hire", "upheld"),
    (4, 12, "Gate left open", "Open spaces", "not"),
    (4, 40, "Grave marker moved", "Cemetery", "upheld"),
)
_ASKED = (
    (0, 3, ACCESS, 21),
    (0, 28, ACCESS, 26),
    (0, 35, CCTV, 44),  # answered late
    (1, 15, ACCESS, 18),
    (4, 9, RECTIFY, 12),
)
Days = Mapping[str, int]


def fill(store: Store) -> None:
    """Four requests and three complaints at different steps, one restricted, and closed ones; days go from today."""
    _new_request(store)
    access = _searching(store)
    _pictures(store)
    _corrected(store)
    allotment = _allotment(store)
    _restricted(store)
    data = _about_data(store)
    joining.join(store, (COMPLAINTS.name, data), (REQUESTS.name, access), "A complaint about how long it takes")
    keeping.add_part(store, ACTION, COMPLAINTS.name, allotment, {"what": "Check end days before a plot is let again"})
    _fill_past(store)


def _fill_past(store: Store) -> None:
    """Files that are long closed, so that the figures of the last quarters show something to compare."""
    last = finished(clock.today())[0]
    for letter, (quarters, days, *more) in zip(_LETTERS, _COMPLAINED, strict=False):
        _complained(store, letter, _back(last, quarters).first + dt.timedelta(days=days), *more)
    for letter, (quarters, days, right, took) in zip(_LETTERS[_OPEN:], _ASKED, strict=False):
        _answered(store, letter, _back(last, quarters).first + dt.timedelta(days=days), right, took)


def _complained(store: Store, letter: str, first: dt.date, subject: str, service: str, outcome: str) -> None:
    ago = (clock.today() - first).days
    values = {"kind": COMPLAINT, "subject": subject, "complainant": f"Complainant {letter}", "service": service}
    case = _open(store, COMPLAINTS, {**values, "channel": "letter", "category": "service"}, ago)
    ends = {"acknowledged": 2, "looked_on": 9, "stage1_on": 12, "actions_on": 14}
    said = {"unnamed": "no", "stage": "stage1", "outcome": outcome}
    _set(store, COMPLAINTS, case, said, {name: ago - days for name, days in ends.items()})
    closing.close(store, COMPLAINTS.name, case, first + dt.timedelta(days=15))


def _answered(store: Store, letter: str, first: dt.date, right: str, took: int) -> None:
    ago, shown = (clock.today() - first).days, right in SHOWN
    values = {"right": right, "requester": f"Applicant {letter}", "channel": "email"}
    case = _open(store, REQUESTS, values, ago)
    said = {"identity": "known", "go_ahead": "yes", "outcome": "full", "method": "email"}
    more = {"clear": "clear", "others": "none"} if shown else {}
    done = ("searched_on", "answered", "checked_on" if shown else "told_on")
    _set(store, REQUESTS, case, {**said, **more, "rights_told": True}, dict.fromkeys(done, ago - took))
    closing.close(store, REQUESTS.name, case, first + dt.timedelta(days=took + 1))


def _back(period: Period, quarters: int) -> Period:
    for _ in range(quarters):
        period = period.before
    return period


def _new_request(store: Store) -> None:
    _open(store, REQUESTS, {"right": ACCESS, "requester": "Applicant A", "channel": "email"}, 2)


def _searching(store: Store) -> int:
    values = {"right": ACCESS, "requester": "Applicant B", "channel": "email", "scope": "Everything about my plot"}
    case = _open(store, REQUESTS, values, 20, _TOUCHED)
    seen = {"identity": "asked", "identity_how": "Passport", "clear": "clear", "go_ahead": "yes"}
    _set(store, REQUESTS, case, seen, {"identity_asked": 19, "identity_seen": 16, "acknowledged": 19})
    places = keeping.parts(PLACE, REQUESTS.name, case)
    found: tuple[dict[str, Any], ...] = ({"done_on": _ago(8), "found": "A tenancy agreement", "pages": 4}, {})
    for number, days, said in zip(places, (10, 9), found, strict=False):
        keeping.change_part(store, PLACE, number, {"asked": "Officer 1", "asked_on": _ago(days), **said})
    keeping.add_part(store, PLACE, REQUESTS.name, case, {"where": "Councillors’ mailboxes", "asked": "Councillor 1"})
    return case


def _pictures(store: Store) -> None:
    values = {
        "right": CCTV,
        "requester": "Applicant C",
        "channel": "telephone",
        "building": "Town hall, main door",
        "pictures_on": _ago(9),
        "pictures_at": "14:00 to 14:30",
        "others_seen": True,
    }
    case = _open(store, REQUESTS, values, 8)
    _set(store, REQUESTS, case, {"identity": "known", "clear": "asked"}, {"clarify_asked": 6})


def _corrected(store: Store) -> None:
    values = {"right": RECTIFY, "requester": "Applicant D", "channel": "letter", "wrong": "The old address"}
    case = _open(store, REQUESTS, values, 40)
    said = {"identity": "known", "go_ahead": "yes", "outcome": "full", "method": "post", "rights_told": True}
    _set(store, REQUESTS, case, said, {"searched_on": 30, "answered": 28, "told_on": 27})
    closing.close(store, REQUESTS.name, case, _ago(26))


def _allotment(store: Store) -> int:
    values = {
        "kind": COMPLAINT,
        "subject": "Allotment let again too early",
        "complainant": "Complainant A",
        "channel": "letter",
        "service": "Allotments",
        "category": "service",
    }
    case = _open(store, COMPLAINTS, values, 24, _TOUCHED[:1])
    _set(store, COMPLAINTS, case, {"unnamed": "no", "stage": "stage1"}, {"acknowledged": 20})
    for name, role in (("Complainant A", "complainant"), ("Officer 1", "about")):
        keeping.add_part(store, PARTY, COMPLAINTS.name, case, {"name": name, "role": role, "heard_on": _ago(15)})
    keeping.note(store, COMPLAINTS.name, case, {"kind": "meeting", "what": "Met at the site", "day": _ago(14)})
    return case


def _restricted(store: Store) -> None:
    values = {
        "kind": COMPLAINT,
        "subject": "Conduct at the counter",
        "complainant": "Complainant B",
        "channel": "person",
        "service": "Council office",
        "category": "staff",
        "readers": NAMED,
        "named": store.user,
    }
    case = _open(store, COMPLAINTS, values, 4)
    keeping.add_part(store, PARTY, COMPLAINTS.name, case, {"name": "Officer 2", "role": "about", "unnamed": False})


def _about_data(store: Store) -> int:
    values = {
        "kind": DATA,
        "subject": "Time taken over an access request",
        "complainant": "Applicant B",
        "channel": "email",
        "category": "data",
    }
    case = _open(store, COMPLAINTS, values, 3)
    keeping.add_part(store, ENTRY, COMPLAINTS.name, case, {"kind": "in", "what": "Email received", "day": _ago(3)})
    return case


def _open(store: Store, register: Register, values: Mapping[str, Any], days: int, touched: Sequence[str] = ()) -> int:
    lines = _lines([_KEPT_BY[register.name], *touched])
    whole = {**values, "received": _ago(days), "received_by": store.user, "series": lines.get(_KEPT_BY[register.name])}
    touches = [lines[reference] for reference in touched if reference in lines]
    return opening.open_case(store, register.name, whole, touches).case


def _set(store: Store, register: Register, case: int, said: Mapping[str, Any], days: Days) -> None:
    keeping.change(store, register.name, case, {**said, **{name: _ago(ago) for name, ago in days.items()}})


def _ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


def _lines(references: Sequence[str]) -> dict[str, int]:
    wanted = every(ScheduleLine, (ScheduleLine.reference,), view=lambda: ScheduleLine.reference.in_(references))
    return {row.values[0]: row.id for row in wanted.rows()}

"""The holds of case files: how long they hold on after their release, and what is due while they do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.records import history, record
from workbench.records.store import Store
from workbench.registers.cases.parts import Party
from workbench.registers.holdings import Holding
from workbench.registers.holds import REGISTER, Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.deadlines.complaints import Policy
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import holds, pastwords
from workbench.workflows.cases import about, closing, governed, keeping, opening, policy
from workbench.workflows.cases.policy import Own

R = "rights-requests"
REQUESTS, PAPERS = 1, 2
TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")


@pytest.fixture(autouse=True)
def first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    later(monkeypatch, dt.date(2026, 4, 21))


def later(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """The calendar goes on."""
    monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council that keeps requests two years, and has a box of allotment papers long past its period."""
    lines = [
        {"record_series": "Requests", "reference": "6.2", "rule": TWO_YEARS},
        {"record_series": "Allotment papers", "reference": "3.1", "rule": TWO_YEARS},
    ]
    box = {"description": "Box", "series": PAPERS, "trigger_date": dt.date(2015, 1, 1)}
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
            record.add(Holding, [box], op.id)
        yield store


BOX = 1


def closed(store: Store) -> tuple[int, int, int]:
    """An access request that touches the papers, closed today: its number, its hold, its holding."""
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2026, 4, 1), "series": REQUESTS}
    case = opening.open_case(store, R, values, [PAPERS]).case
    keeping.change(store, R, case, {"answered": dt.date(2026, 4, 20), "outcome": "full"})
    closing.close(store, R, case)
    [hold] = holds.of_case(R, case)
    return case, hold, closing.holding_of(R, case) or 0


def values_of(model: Any, number: int) -> dict[str, Any]:
    """A record's values."""
    return record.values_of(model, [number])[number]


def test_a_hold_released_within_the_months_after_closing_holds_until_they_are_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed on 21 April, so six months are over on 21 October (law reference 6.4)."""
    case, hold, holding = closed(store)
    assert holds.held_on([hold]) == {"decide_on": dt.date(2026, 10, 21)}
    later(monkeypatch, dt.date(2026, 5, 4))
    holds.release(store, hold, "Nobody complained")
    known = about.about(R, case, values_of(RightsRequest, case))
    assert (known.holds, known.standing) == (("Allotment papers, released, free from Wed 21 Oct 2026",), ())
    assert governed.waiting({1: values_of(Holding, holding)}) == {1: "its own holds end Wed 21 Oct 2026"}
    later(monkeypatch, dt.date(2026, 10, 20))
    assert BOX in holds.touching([BOX])
    later(monkeypatch, dt.date(2026, 10, 21))
    assert not holds.touching([BOX])
    assert not governed.waiting({1: values_of(Holding, holding)})
    assert not about.about(R, case, values_of(RightsRequest, case)).holds


def test_a_hold_released_after_the_months_is_free_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    _, hold, _ = closed(store)
    later(monkeypatch, dt.date(2026, 11, 2))
    assert holds.held_on([hold]) == {"cooling": None}
    holds.release(store, hold, "Nobody complained")
    assert values_of(Hold, hold)["free_from"] == dt.date(2026, 11, 2)


def test_how_long_a_hold_holds_on_is_the_council_s_and_a_shorter_time_is_asked_about(store: Store) -> None:
    policy.set_policy(store, Own(Policy(), 28, 3))
    _, own, _ = closed(store)
    by_hand = holds.place(store, {"reason": "A request", "kind": "request", "series": PAPERS})
    claim = holds.place(store, {"reason": "A claim", "kind": "claim", "series": PAPERS})
    assert holds.held_on([by_hand]) == {"cooling": 3}
    assert holds.held_on([claim]) == {"cooling": None}
    assert holds.held_on([own, by_hand, claim]) == {"decide_on": dt.date(2026, 7, 21), "cooling": None}
    assert holds.freed_sooner([claim], {}) is None
    assert holds.freed_sooner([own], {"decide_on": dt.date(2026, 8, 1)}) is None, "longer is as somebody likes"
    asked = holds.freed_sooner([own], {"decide_on": None})
    assert asked is not None
    assert "before Tue 21 Jul 2026" in asked.text
    asked = holds.freed_sooner([by_hand], {"cooling": 2})
    assert asked is not None
    assert "before the usual 3 months" in asked.text
    assert holds.release_all(store, [own, by_hand, claim], {"release_reason": "Settled"}) == 3
    free = [values_of(Hold, n)["free_from"] for n in (own, by_hand, claim)]
    assert free == [dt.date(2026, 7, 21), dt.date(2026, 7, 21), dt.date(2026, 4, 21)], "each its own"


def test_what_a_hold_said_and_was_forgotten_is_called_so_in_its_history(store: Store) -> None:
    with store.operation("Add", "edit") as op:
        [hold] = record.add(Hold, [{"reason": "Claim", "holding": BOX, "matter": "Mrs Zzyzxworth"}], op.id)
        record.change(Hold, {hold: {"matter": "Mrs Zzyzxworth and son", "authority": "Chair"}}, op.id)
    fields = {f.name: f for f in record.meaning(Hold).fields}

    def said() -> list[str]:
        [changed] = [e for e in history.of_record("holds", hold) if e.action == "change"][:1]
        return sorted(pastwords.changes(fields, changed))

    assert "Matter: “Mrs Zzyzxworth” → “Mrs Zzyzxworth and son”" in said(), "the control: it is known"
    with store.operation("Forget", "edit") as op:
        holds.forget_matter([hold], op.id)
    assert said() == ["Authority: forgotten", "Matter: forgotten"]


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("Mrs P Quillfeather", True),
        ("mrs p  quillfeather", True),
        ("Applicant B", True),
        ("Witness W", True),
        ("Quillfeather", False),
        ("Somebody else", False),
    ],
)
def test_a_hold_by_name_finds_every_person_a_file_names(
    store: Store, monkeypatch: pytest.MonkeyPatch, matter: str, found: bool
) -> None:
    """Who asks, whom the data is about, and whoever stands among the people of the file."""
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2026, 4, 21), "series": REQUESTS}
    case = opening.open_case(store, R, {**values, "acting_for": "Mrs P Quillfeather", "outcome": "full"}, [PAPERS]).case
    with store.operation("Add", "edit") as op:
        record.add(Party, [{"owner_register": R, "owner": case, "name": "Witness W", "role": "witness"}], op.id)
    closing.close(store, R, case)
    for own in holds.of_case(R, case):
        holds.release_all(store, [own], {"release_reason": "Answered", "decide_on": None, "cooling": None})
    later(monkeypatch, dt.date(2030, 1, 1))
    holding = closing.holding_of(R, case)
    assert holding is not None
    assert not holds.touching([holding, BOX])
    hold = holds.place(store, {"reason": "The police ask", "kind": "police", "matter": matter})
    assert bool(governed.waiting({1: values_of(Holding, holding)})) is found
    assert set(holds.touching([BOX])) == ({BOX} if found else set())
    said = REGISTER.plainly(values_of(Hold, hold)) if REGISTER.plainly else ("", "")
    assert said[0].startswith("Holds 1 case file, and every holding of:" if found else "Holds no file and no box.")
    with store.operation("Restrict", "edit") as op:
        record.change(RightsRequest, {case: {"readers": "named", "named": "Deputy"}}, op.id)
    said = REGISTER.plainly(values_of(Hold, hold)) if REGISTER.plainly else ("", "")
    assert "Allotment papers" not in "".join(said), "of a restricted file only that it is there"
    assert said[0] == ("Holds 1 case file." if found else "Holds no file and no box.")

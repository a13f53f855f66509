"""A request for CCTV pictures holds their series, also where it turns out only later that it is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from tests.workflows.test_case_files import THREE_YEARS, TWO_YEARS, close, later, request, values_of
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.cases.parts import ENTRY, PLACE
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows import holds, undoing
from workbench.workflows.cases import closing, keeping

R = "rights-requests"
SERIES = [3, 4]  # the lines of pictures
LINES = [
    {"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS},
    {"record_series": "Requests", "reference": "6.2", "rule": THREE_YEARS},
    {"record_series": "CCTV footage", "reference": "9.1", "stored_system": "Recorder", "rule": TWO_YEARS},
    {"record_series": "Footage of the hall", "reference": "9.2", "rule": TWO_YEARS},
]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    later(monkeypatch, dt.date(2026, 4, 21))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council whose schedule has two lines of pictures."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, LINES, op.id)
        yield store


def holds_on(case: int) -> list[tuple[int | None, str]]:
    """The series that a request holds, with the reason."""
    return [(values_of(Hold, n)["series"], values_of(Hold, n)["reason"]) for n in holds.of_case(R, case)]


def test_a_request_that_turns_out_to_be_for_pictures_holds_them_as_from_the_start(store: Store) -> None:
    case, at_once = request(store), request(store, right="cctv", requester="Applicant C")
    assert holds_on(case) == [], "the control: nothing of it is about pictures"
    keeping.change(store, R, case, {"right": "cctv"})
    assert holds_on(case) == [(n, "Request RR-2026/001 is open") for n in SERIES]
    assert [n for n, _ in holds_on(at_once)] == SERIES, "as one that asked for them from the start"
    places = keeping.parts(PLACE, R, case).values()
    assert [(place["where"], place["series"]) for place in places] == [
        ("Recorder", SERIES[0]),
        ("Footage of the hall", SERIES[1]),
    ]
    [said] = keeping.parts(ENTRY, R, case).values()
    assert said["what"] == "CCTV pictures are asked for now (2 holds placed)"
    for right in ("access", "cctv"):
        keeping.change(store, R, case, {"right": right})
    assert len(holds_on(case)) == 2, "none is placed twice, and none let go by a change"


def test_pictures_are_held_whoever_changed_the_right_and_let_go_when_that_is_taken_back(store: Store) -> None:
    case = request(store, SERIES[0])
    with store.operation("A cell of the table", "edit") as op:
        record.change(RightsRequest, {case: {"right": "cctv"}}, op.id)
        closing.after(store, op.id)
    assert [n for n, _ in holds_on(case)] == SERIES, "that which it touched before is not touched again"
    assert len(keeping.parts(PLACE, R, case)) == 2
    undone = undoing.take_back(store, op.id)
    assert [n for n, _ in holds_on(case)] == SERIES[:1]
    undoing.take_back(store, undone.operation)
    assert [n for n, _ in holds_on(case)] == SERIES


def test_a_closed_file_corrected_to_pictures_holds_them_once_it_is_opened_again(store: Store) -> None:
    case = request(store)
    close(store, R, case)
    with store.operation("As a sheet says", "edit") as op:
        record.change(RightsRequest, {case: {"right": "cctv"}}, op.id)
        closing.after(store, op.id)
    assert holds_on(case) == [], "what is closed holds nothing new"
    assert closing.reopen(store, R, case, "The regulator asks for the pictures") == 2
    assert [n for n, _ in holds_on(case)] == SERIES


def test_an_open_request_that_a_sheet_brings_holds_its_pictures(store: Store) -> None:
    given = {"right": "cctv", "requester": "Applicant D", "received": dt.date(2026, 4, 20), "reference": "SAR 7"}
    with store.operation("Import", "edit") as op:
        brought, done = record.add(RightsRequest, [given, {**given, "closed_on": dt.date(2026, 4, 21)}], op.id)
        closing.after(store, op.id)
    assert [n for n, _ in holds_on(brought)] == SERIES
    assert holds_on(done) == [], "one that is closed holds nothing"


def test_another_day_of_closing_moves_the_day_on_which_its_holds_are_decided(store: Store) -> None:
    """Six months from 21 April 2026: 21 October; from 2 April: 2 October."""
    case = request(store, right="cctv")
    close(store, R, case)
    assert {values_of(Hold, n)["decide_on"] for n in holds.of_case(R, case)} == {dt.date(2026, 10, 21)}
    with store.operation("As a sheet says", "edit") as op:
        record.change(RightsRequest, {case: {"closed_on": dt.date(2026, 4, 2)}}, op.id)
        closing.after(store, op.id)
    held = [values_of(Hold, n) for n in holds.of_case(R, case)]
    assert {hold["decide_on"] for hold in held} == {dt.date(2026, 10, 2)}
    assert all("closed on Thu 2 Apr 2026" in hold["reason"] for hold in held)

"""A recorder writes over by itself: that is confirmed though requests for its pictures hold them, once these are saved.

Every other hold stops it, and so does a request whose pictures are not saved. What people destroy all of them stop.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.checks import Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, disposal, holds
from workbench.workflows.cases import closing, keeping, opening
from workbench.workflows.checks import Reply

TODAY = dt.date(2026, 11, 25)
R = "rights-requests"
CAMERA, DOORS, STICKS = 1, 2, 3


def rolling(days: int) -> RetentionRule:
    """Written over after so many days."""
    return RetentionRule(Kind.ROLLING, Length(days, Unit.DAYS), "creation", bound="max")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A council with a camera recorder and a door log that write over by themselves, and sticks somebody wipes."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    wiped = RetentionRule(Kind.FIXED, Length(6, Unit.MONTHS), "creation", bound="min")
    lines = [
        {"record_series": "CCTV in the town hall", "rule": rolling(31), "rhythm": "monthly"},
        {"record_series": "Log of the door", "rule": rolling(90), "rhythm": "monthly"},
        {"record_series": "Sticks with CCTV pictures", "rule": wiped, "rhythm": "monthly"},
    ]
    with helpers.open_new(tmp_path) as opened:
        with opened.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
        checks.make(opened)
        yield opened


def pictures(store: Store, *touches: int, **more: Any) -> int:
    """A request for the pictures of 16 November, saved two days later."""
    asked = {"right": "cctv", "requester": "Applicant B", "received": dt.date(2026, 11, 17), "building": "Town hall"}
    saved = {"pictures_on": dt.date(2026, 11, 16), "pictures_saved": dt.date(2026, 11, 18)}
    return opening.open_case(store, R, {**asked, **saved, **more}, touches).case


def confirm(store: Store, series: int = CAMERA, **more: Any) -> str:
    """Answer that it was overwritten; the words of the log about the holds."""
    [check] = every(Check, (), view=lambda: (Check.series == series) & (Check.answer == "open")).ids()
    checks.answer(store, check, Reply("destroyed", **more))
    [entry] = every(LogEntry, ()).ids()[-1:]
    said: str = record.values_of(LogEntry, [entry])[entry]["holds_checked"]
    return said


def refused(store: Store, series: int = CAMERA, **more: Any) -> str:
    """Why it is not taken; nothing is entered."""
    with pytest.raises(Plain) as found:
        confirm(store, series, **more)
    assert list(every(LogEntry, ()).ids()) == []
    return str(found.value)


def due(series: int = CAMERA) -> checks.Round:
    """The check as the page shows it."""
    [what] = record.values_of(ScheduleLine, [series]).values()
    [found] = [one for one in checks.due(TODAY) if one.what.startswith(what["record_series"])]
    return found


def test_it_is_confirmed_once_the_pictures_asked_for_are_saved(store: Store) -> None:
    pictures(store)
    pictures(store, requester="Applicant C")
    said = "Overwritten as usual: the pictures asked for are saved in RR-2026/001 and RR-2026/002."
    both = "the pictures asked for are saved in RR-2026/001 and RR-2026/002"
    offered = f"On hold, and {both}: that the others were overwritten may be confirmed."
    assert (due().held, due().saved) == ("", offered)
    assert confirm(store, remarks="Looked at the recorder") == said
    [answered] = every(Check, (), view=lambda: Check.answer == "destroyed").ids()
    values = record.values_of(Check, [answered])[answered]
    assert (values["method"], values["remarks"]) == ("overwritten", f"Looked at the recorder\n{said}")
    assert [hold["released_on"] for hold in _holds().values()] == [None] * 4, "the holds stand as before"


def test_without_a_hold_nothing_is_said_of_pictures(store: Store) -> None:
    assert confirm(store) == "No hold lay on the series."


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (
            {"pictures_saved": None},
            "the pictures asked for in RR-2026/001 are not noted as saved, or not of which day they are",
        ),
        (
            {"pictures_saved": None, "pictures_lost": "The camera was off"},
            "the pictures asked for in RR-2026/001 are not noted as saved, or not of which day they are",
        ),
        (
            {"pictures_on": None},  # nobody knows which pictures were saved
            "the pictures asked for in RR-2026/001 are not noted as saved, or not of which day they are",
        ),
        ({"right": "access", "building": ""}, "Request RR-2026/001 is open"),
    ],
)
def test_a_request_whose_pictures_are_not_saved_stops_it(store: Store, more: dict[str, Any], why: str) -> None:
    pictures(store, CAMERA, **more)
    assert (due().held, due().saved) == (why, "")
    assert refused(store) == f"These records must stay: {why}. Nothing was entered. Release the hold first."


@pytest.mark.parametrize(
    "hold",
    [
        {"kind": "police", "series": CAMERA},
        {"kind": "claim", "covers_from": dt.date(2026, 11, 1)},
        {"kind": "request", "matter": "Applicant B"},
        {"kind": "request", "series": CAMERA, "matter": "RR-2026/001"},
    ],
)
def test_any_other_hold_beside_it_stops_it(store: Store, hold: dict[str, Any]) -> None:
    pictures(store, CAMERA)
    holds.place(store, {"reason": "Something else", **hold})
    assert (due().held, due().saved) == ("Something else", "")
    assert "must stay: Something else" in refused(store)


@pytest.mark.parametrize("name", ["reason", "notes", "authority"])
def test_a_hold_that_somebody_gave_another_reason_stops_it(store: Store, name: str) -> None:
    """Such as where the police rang about the same pictures, and it was noted with the hold that was there."""
    pictures(store)
    with store.operation("Note", "edit") as op:
        record.change(Hold, {_camera_hold(): {name: "The police want the whole day"}}, op.id)
    assert "must stay" in refused(store)


@pytest.mark.parametrize(
    "given", [{"kind": "police"}, {"matter": "RR-2026/009"}, {"covers_from": dt.date(2026, 11, 1)}]
)
def test_a_hold_that_somebody_made_one_of_another_kind_stops_it(store: Store, given: dict[str, Any]) -> None:
    pictures(store)
    with store.operation("Change", "edit") as op:
        record.change(Hold, {_camera_hold(): given}, op.id)
    assert "must stay" in refused(store)


def test_another_request_that_waits_for_its_pictures_stops_it_and_is_named(store: Store) -> None:
    pictures(store)
    pictures(store, requester="Applicant C", pictures_saved=None)
    assert due().held == "the pictures asked for in RR-2026/002 are not noted as saved, or not of which day they are"
    assert "RR-2026/002" in refused(store)
    keeping.change(store, R, 2, {"pictures_saved": TODAY})
    assert "RR-2026/001 and RR-2026/002" in confirm(store)


def test_what_was_saved_from_the_camera_says_nothing_of_other_records(store: Store) -> None:
    pictures(store, DOORS)
    assert due(DOORS).held == "Request RR-2026/001 is open"
    assert "must stay" in refused(store, DOORS)


def test_what_people_destroy_by_hand_stays_stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it holds pictures: a saved copy may be that very stick; and the gate knows nothing of the rule."""
    pictures(store)
    assert due(STICKS).held == "Request RR-2026/001 is open"
    assert "must stay" in refused(store, STICKS, number=1, method="deleted")
    long_ago = {"description": "Recorder", "series": CAMERA, "trigger_date": dt.date(2026, 1, 1)}
    with store.operation("Add", "edit") as op:
        [recorder] = record.add(Holding, [long_ago], op.id)
    with pytest.raises(Plain, match="“Recorder” must stay: Request RR-2026/001 is open"):
        disposal.freeze(store, "The recorder goes", [recorder])


def test_who_wiped_the_recorder_did_not_see_it_overwritten(store: Store) -> None:
    pictures(store)
    assert "must stay: Request RR-2026/001 is open" in refused(store, method="deleted", number=1)


def test_it_holds_after_the_file_was_closed_and_released_too(store: Store) -> None:
    """The hold stands for months after; so does that the pictures are saved."""
    case = pictures(store)
    keeping.change(store, R, case, {"answered": TODAY, "outcome": "full", "series": STICKS})
    closing.close(store, R, case)
    holds.release_all(store, [_camera_hold()], {"release_reason": "Over", "cooling": 6})
    assert due().saved.startswith("On hold, and the pictures asked for are saved in RR-2026/001")


@pytest.mark.parametrize("gone", ["removed", "restricted"])
def test_a_file_out_of_sight(store: Store, gone: str) -> None:
    """Of a removed one nobody knows that it was saved; of one for others its reference alone is told."""
    case = pictures(store)
    if gone == "restricted":
        helpers.restrict(store, RightsRequest, case, "Somebody Else")
        assert "RR-2026/001" in confirm(store)
        return
    with store.operation("Remove", "edit") as op:
        record.change(RightsRequest, {case: {"removed": "2026-11-25T10:00:00+00:00"}}, op.id)
    assert "must stay" in refused(store)


def test_a_single_box_on_hold_is_asked_about_as_before(store: Store) -> None:
    pictures(store)
    with store.operation("Add", "edit") as op:
        [box] = record.add(Holding, [{"description": "Old recorder", "series": CAMERA}], op.id)
    holds.place(store, {"reason": "A claim", "kind": "claim", "holding": box})
    assert "must still be there" in refused(store)
    assert confirm(store, left_out=True) == (
        "Overwritten as usual: the pictures asked for are saved in RR-2026/001. On hold and left out, by the word of "
        "Clerk: Old recorder (Request RR-2026/001 is open; A claim)."
    )


def _holds() -> dict[int, Any]:
    return dict(record.values_of(Hold, every(Hold, ()).ids()))


def _camera_hold() -> int:
    [found] = [number for number, hold in _holds().items() if hold["series"] == CAMERA]
    return found

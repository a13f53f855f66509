"""Each officer's checks as a calendar file, without anybody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from tests.exchange.test_calendarfile import parsed, said
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import checks, checkscalendar
from workbench.workflows.checks import Reply

LINES = (
    ("Blue Badge photographs", "monthly", "Business Support Officer"),
    ("Notes, front desk", "daily", "business support officer"),
    ("CCTV", "weekly", "Zebedee Quartermaine"),
    ("Tree bookings", "yearly", ""),
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Wednesday 22 April 2026: four lines of the schedule with a rhythm, their checks made."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 22))
    with helpers.open_new(tmp_path) as store:
        rows = [{"record_series": name, "rhythm": often, "responsible": who} for name, often, who in LINES]
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, rows, op.id)
        checks.make(store)
        yield store


def written(store: Store, folder: Path, officer: str = "") -> list[dict[str, str]]:
    """The events of the file."""
    checkscalendar.write(store, folder / "out.ics", officer)
    return parsed((folder / "out.ics").read_bytes())


def test_an_officer_gets_the_checks_of_that_officer(store: Store, tmp_path: Path) -> None:
    found = written(store, tmp_path, "Business support officer")
    assert {said(e["SUMMARY"]) for e in found} == {"Check: Blue Badge photographs", "Check: Notes, front desk"}
    assert {e["DTSTART;VALUE=DATE"] for e in found} == {"20260422"}
    assert [said(e["SUMMARY"]) for e in written(store, tmp_path, checkscalendar.NOBODY)] == ["Check: Tree bookings"]
    assert len(written(store, tmp_path)) == 4


def test_nobody_is_named_in_it(store: Store, tmp_path: Path) -> None:
    written(store, tmp_path, "Zebedee Quartermaine")
    octets = (tmp_path / "out.ics").read_bytes().replace(b"\r\n ", b"").lower()
    assert b"cctv" in octets
    assert not any(
        part in octets for part in (b"zebedee", b"quartermaine", b"clerk", b"officer", b"attendee", b"organizer")
    )


def test_a_check_has_one_name_for_ever(store: Store, tmp_path: Path) -> None:
    """A file taken in again next month moves the event in place of adding another."""
    before = {said(e["SUMMARY"]): e["UID"] for e in written(store, tmp_path)}
    checks.answer(store, 1, Reply("nothing"))
    after = written(store, tmp_path)
    assert {said(e["SUMMARY"]): e["UID"] for e in after} == before
    [moved] = [e for e in after if "Blue Badge" in e["SUMMARY"]]
    assert moved["DTSTART;VALUE=DATE"] == "20260522"


def test_an_officer_without_a_check_is_refused_with_those_there_are(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Plain, match=r"called “Nobody”.*Zebedee Quartermaine, Nobody named\. Nothing was written"):
        written(store, tmp_path, "Nobody")
    assert not (tmp_path / "out.ics").exists()

"""A one-off bank holiday moves the dates of open files; which moved is said, and undo takes it back whole.

Worked by hand: a request of Tue 10 Mar 2026 is due in a month, Fri 10 Apr 2026; a holiday on that day makes it
Mon 13 Apr 2026.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from workbench import clock, undocommand
from workbench.records import record
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers.bank_holidays import BankHoliday
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows import moved
from workbench.workflows.cases import opening
from workbench.workflows.moved import Moved

FRIDAY, MONDAY = dt.date(2026, 4, 10), dt.date(2026, 4, 13)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """1 April 2026: two open requests due on one day, one that is answered, one due on another day."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 1))
    with helpers.open_new(tmp_path) as opened:
        for name, more in (("A", {}), ("B", {}), ("C", {"answered": dt.date(2026, 3, 20)})):
            values = {"right": "access", "requester": name, "received": dt.date(2026, 3, 10), **more}
            opening.open_case(opened, "rights-requests", values)
        values = {"right": "access", "requester": "D", "received": dt.date(2026, 3, 17)}
        opening.open_case(opened, "rights-requests", values)
        yield opened


def limits() -> list[dt.date | None]:
    return [values["due"] for _, values in sorted(record.values_of(RightsRequest, [1, 2, 3, 4]).items())]


def add(store: Store, day: dt.date = FRIDAY) -> int:
    with store.operation("Add holiday", "edit") as op:
        record.add(BankHoliday, [{"day": day, "name": "Proclaimed", "where": "all"}], op.id)
    return op.id


def test_the_files_that_moved_are_named_with_both_days(store: Store) -> None:
    before = limits()
    found = moved.moved_by(operation := add(store))
    assert [one for one in found if one.field == "Limit"] == [
        Moved("RR-2026/001", "Limit", FRIDAY, MONDAY),
        Moved("RR-2026/002", "Limit", FRIDAY, MONDAY),
    ]
    assert {one.reference for one in found} == {"RR-2026/001", "RR-2026/002"}
    assert limits() == [MONDAY, MONDAY, before[2], before[3]]
    assert moved.sentence(operation).startswith("2 open files have other dates. RR-2026/001: ")
    assert "Limit Fri 10 Apr 2026 → Mon 13 Apr 2026" in "; ".join(map(str, found))


def test_a_holiday_that_touches_no_limit_moves_nothing(store: Store) -> None:
    operation = add(store, dt.date(2026, 8, 5))
    assert (moved.moved_by(operation), moved.sentence(operation)) == ([], "")


def test_undo_takes_the_dates_back_and_says_so(store: Store) -> None:
    before, operation = limits(), add(store)
    done = undo(store, operation)
    assert limits() == before
    assert Moved("RR-2026/001", "Limit", MONDAY, FRIDAY) in moved.moved_by(done.operation)
    undo(store, done.operation)
    assert limits()[0] == MONDAY
    add(store, dt.date(2026, 4, 17))
    said = undocommand.take_back(store)
    assert any("RR-2026/004" in line for line in said)


def test_removing_a_holiday_moves_them_back(store: Store) -> None:
    before = limits()
    add(store)
    with store.operation("Remove", "edit") as op:
        record.remove(BankHoliday, [1], op.id)
    assert limits() == before
    assert Moved("RR-2026/002", "Limit", MONDAY, FRIDAY) in moved.moved_by(op.id)


def test_only_calendars_are_followed() -> None:
    assert set(moved.follow("bank-holidays")) == {"rights-requests", "complaints"}
    assert moved.follow("holdings") == []

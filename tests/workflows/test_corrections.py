"""An entry of the destruction log is never changed: a further entry says what was wrong and what is right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.checks import Check
from workbench.registers.destruction_log import REGISTER, LogEntry
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import checks, corrections
from workbench.workflows.checks import Reply

WRONG, RIGHT = "The quantity: 3 boxes.", "2 boxes."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """21 April 2026: an entry of our own, and two of a log that began at 1 each year."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    with helpers.open_new(tmp_path) as store:
        rows = [
            {"number": "2026/001", "carried_out": dt.date(2026, 4, 20), "series_name": "Invoices"},
            {"number": "1", "carried_out": dt.date(2019, 5, 7)},
            {"number": "1", "carried_out": dt.date(2020, 5, 7)},
        ]
        with store.operation("Add", "edit") as op:
            record.add(LogEntry, [{"outcome": "destroyed", "description": "Box", **row} for row in rows], op.id)
        yield store


def entry(number: int) -> Values:
    """What an entry says."""
    return record.values_of(LogEntry, [number])[number]


def said(number: int) -> tuple[str, str]:
    """What is said of an entry beside the table."""
    assert REGISTER.plainly
    return REGISTER.plainly(entry(number))


def test_a_correction_is_a_further_entry_and_the_first_stays(store: Store) -> None:
    before = entry(1)
    assert said(1) == ("", "")
    assert corrections.correct(store, 1, WRONG, RIGHT) == "2026/002"
    assert entry(1) == before
    made = entry(4)
    assert (made["outcome"], made["corrects"], made["number"]) == ("correction", "2026/001", "2026/002")
    assert (made["wrong"], made["right"], made["carried_out"]) == (WRONG, RIGHT, dt.date(2026, 4, 21))
    assert (made["series_name"], made["quantity"]) == ("Invoices", None)
    assert said(1) == ("Corrected by entry 2026/002.", f"2026/002: {WRONG} Right is: {RIGHT}")
    assert said(4) == ("This entry corrects entry 2026/001.", "")
    assert history.verify().intact


def test_a_correction_can_be_corrected(store: Store) -> None:
    corrections.correct(store, 1, WRONG, RIGHT)
    assert corrections.correct(store, 4, "It were 3 boxes after all.", "3 boxes.") == "2026/003"
    assert entry(5)["corrects"] == "2026/002"
    assert said(4)[0] == "This entry corrects entry 2026/001. It was corrected itself by entry 2026/003."
    assert said(1)[0] == "Corrected by entry 2026/002."
    assert "2026/003 corrects 2026/002." in said(1)[1]


def test_an_entry_of_an_earlier_log_is_told_by_its_day(store: Store) -> None:
    corrections.correct(store, 3, WRONG, RIGHT)
    assert entry(4)["corrects"] == "1 of Thu 7 May 2020"
    assert said(3)[0] == "Corrected by entry 2026/002."
    assert said(2) == ("", "")


@pytest.mark.parametrize(
    ("number", "wrong", "right", "why"),
    [
        (1, " ", RIGHT, "Enter what is wrong"),
        (1, WRONG, "", "Enter what is right"),
        (99, WRONG, RIGHT, "not in the destruction log"),
    ],
)
def test_what_says_too_little_is_refused(store: Store, number: int, wrong: str, right: str, why: str) -> None:
    with pytest.raises(Plain, match=f"{why}.*Nothing was entered"):
        corrections.correct(store, number, wrong, right)
    assert every(LogEntry, ()).count() == 3


def test_the_number_named_must_be_there(store: Store) -> None:
    assert corrections.numbered(" 2026/001 ") == 1
    with pytest.raises(Plain, match="no entry 2026/044"):
        corrections.numbered("2026/044")


def test_a_check_answered_by_mistake_is_corrected_at_its_entry(store: Store) -> None:
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "CCTV", "rhythm": "monthly"}], op.id)
    checks.make(store)
    with pytest.raises(Plain, match="no answer yet"):
        corrections.of_check(1)
    number = checks.answer(store, 1, Reply("nothing"))
    answered = record.values_of(Check, [1])
    which = corrections.of_check(1)
    assert entry(which)["number"] == number
    corrections.correct(store, which, "Something was due.", "4 recordings were overwritten.")
    assert said(which)[0] == "Corrected by entry 2026/003."
    assert record.values_of(Check, [1]) == answered

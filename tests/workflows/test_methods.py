"""A method that cannot end a medium is refused; a batch of paper and computer files goes by a method for each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import deciding, disposal, methods
from workbench.workflows.disposal import Authority, Doing

TODAY = dt.date(2026, 4, 21)
TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with one line of two years."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "rule": TWO_YEARS}], op.id)
        yield store


def batch(store: Store, *media: str) -> int:
    """An authorised batch of a holding of each medium."""
    rows = [{"description": m, "series": 1, "trigger_date": dt.date(2023, 1, 9), "medium": m} for m in media]
    with store.operation("Add", "edit") as op:
        boxes = record.add(Holding, rows, op.id)
    number = disposal.freeze(store, "Spring", boxes)
    disposal.authorise(store, number, Authority("Chair"))
    return number


def logged() -> dict[str, str]:
    """The method of each entry of the log, by its medium."""
    entries = record.values_of(LogEntry, every(LogEntry, ()).ids()).values()
    return {entry["medium"]: entry["method"] for entry in entries}


@pytest.mark.parametrize(
    ("medium", "method"),
    [("system", "shredded"), ("mailbox", "confidential"), ("recorder", "shredded"), ("paper", "deleted")],
)
def test_a_method_that_cannot_end_it_is_refused(store: Store, medium: str, method: str) -> None:
    number = batch(store, medium)
    with pytest.raises(Plain, match="cannot destroy what is kept as"):
        disposal.carry_out(store, number, Doing(method, "The clerk"))
    assert every(Holding, ()).count() == 1
    assert logged() == {}


@pytest.mark.parametrize(
    ("medium", "method"),
    [("paper", "shredded"), ("removable", "shredded"), ("system", "deleted"), ("recorder", "overwritten"),
     ("", "shredded"), ("paper", "returned"), ("system", "returned")],
)  # fmt: skip
def test_a_method_that_can_is_taken(store: Store, medium: str, method: str) -> None:
    disposal.carry_out(store, batch(store, medium), Doing(method, "The clerk"))
    assert logged() == {medium: method}


def test_a_mixed_batch_has_a_method_for_each(store: Store) -> None:
    number = batch(store, "paper", "system", "removable")
    folder = deciding.folder(number)
    assert folder is not None
    assert methods.both(folder.media)
    given = {"method": "shredded", "computer_method": "", "done_by": "The clerk", "carried_out": TODAY}
    given |= dict.fromkeys(("done_at", "witness", "contractor", "certificate"), "")
    [wrong] = deciding.doing_problems(given, folder)
    assert (wrong.field, wrong.text) == (
        "computer_method",
        "“Cross-cut shredding” cannot destroy what is kept as “Application or database”. Choose a method that can",
    )
    whole = {**given, "computer_method": "deleted"}
    assert deciding.doing_problems(whole, folder) == []
    disposal.carry_out(store, number, deciding.doing(whole))
    assert logged() == {"paper": "shredded", "system": "deleted", "removable": "shredded"}


def test_what_is_all_of_one_sort_is_asked_for_one_method() -> None:
    assert not methods.both(("paper", "removable", ""))
    assert not methods.both(("system", "mailbox"))

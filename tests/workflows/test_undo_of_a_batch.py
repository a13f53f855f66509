"""What a batch did that was carried out is no longer undone: batch, log and printed record go on saying the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock, undocommand
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.records.undo import stopped, undo
from workbench.registers.checks import Check
from workbench.registers.disposal_batches import Batch
from workbench.registers.disposal_batches import BatchItem as Item
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, deciding, disposal, undoing
from workbench.workflows.checks import Reply
from workbench.workflows.disposal import Authority, Doing

RULE = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
CLOSED = dt.date(2024, 3, 12)
REFUSED = "What the destruction log tells of cannot be undone"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """21 April 2026, three boxes that are due."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "rule": RULE, "rhythm": "monthly"}], op.id)
        with store.operation("Add boxes", "edit") as op:
            box = {"series": 1, "trigger_date": CLOSED}
            record.add(Holding, [{**box, "description": f"Box {n}"} for n in (1, 2, 3)], op.id)
        yield store


def last() -> int:
    """The operation done last."""
    return history.recent(1)[0].id


def all_of(*models: Any) -> list[object]:
    """Everything that some tables say."""
    return [
        {n: {k: v for k, v in values.items() if k != "changed"} for n, values in found.items()}
        for found in (record.values_of(model, every(model, ()).ids()) for model in models)
    ]


def carried_out(store: Store) -> dict[str, int]:
    """A batch of two boxes and one that was taken off, carried out; the operation of each step."""
    done = {}
    batch = disposal.freeze(store, "Spring", [1, 2, 3])
    done["made"] = last()
    deciding.consider(store, [1, 2], {"archive_value": "none", "copies": "None besides backups"})
    done["considered"] = last()
    disposal.take_off(store, 3, "Wanted by the museum", dt.date(2027, 6, 1))
    done["taken off"] = last()
    disposal.authorise(store, batch, Authority("Chair"))
    done["authorised"] = last()
    disposal.carry_out(store, batch, Doing("shredded", "Clerk"))
    done["carried out"] = last()
    return done


@pytest.mark.parametrize("step", ["made", "considered", "taken off", "authorised", "carried out"])
def test_no_step_of_it_is_undone(store: Store, step: str) -> None:
    done = carried_out(store)
    before, entries = all_of(Batch, Item, Holding), history.head()
    assert stopped(store, done[step]).startswith(REFUSED)
    with pytest.raises(Plain, match=REFUSED):
        undo(store, done[step])
    assert all_of(Batch, Item, Holding) == before
    assert history.head() == entries


@pytest.mark.parametrize("step", ["considered", "taken off"])
def test_while_it_is_open_every_step_is(store: Store, step: str) -> None:
    """The control: nothing has gone yet."""
    batch = disposal.freeze(store, "Spring", [1, 2, 3])
    before = all_of(Batch, Item)
    if step == "considered":
        deciding.consider(store, [1, 2], {"archive_value": "none"})
    else:
        disposal.take_off(store, 3, "Wanted by the museum", dt.date(2027, 6, 1))
    assert stopped(store, last()) == ""
    assert undo(store, last()).changes
    assert all_of(Batch, Item) == before
    disposal.authorise(store, batch, Authority("Chair"))
    assert undo(store, last()).changes == 1


def test_what_somebody_types_into_it_afterwards_still_is(store: Store) -> None:
    """The remarks are no part of what the log says."""
    carried_out(store)
    with store.operation("Change", "edit") as op:
        record.change(Batch, {1: {"remarks": "Filed with the minutes"}}, op.id)
    assert stopped(store, op.id) == ""
    assert undo(store, op.id).changes == 1


def test_the_adding_of_what_was_destroyed_takes_back_what_is_left_and_says_so(store: Store) -> None:
    added = last()
    carried_out(store)
    done = undo(store, added)
    assert (done.changes, done.destroyed, done.kept) == (0, 2, (("holdings", 3),))  # the third was taken off: changed
    assert stopped(store, added), "so it is not offered"


def test_an_answered_check_is_told_of_by_the_log_too(store: Store) -> None:
    checks.make(store)
    with store.operation("Move", "edit") as moved:
        record.change(Check, {1: {"due_on": dt.date(2026, 4, 1)}}, moved.id)
    assert stopped(store, moved.id) == ""
    checks.answer(store, 1, Reply("nothing"))
    assert stopped(store, moved.id).startswith(REFUSED)


def test_undo_passes_by_what_it_does_not_reach(store: Store) -> None:
    with store.operation("Move a box", "edit") as op:
        record.change(Holding, {3: {"place": "Shelf 2"}}, op.id)
    done = carried_out(store)
    session = [op.id, *done.values()][:-1]  # carrying out is no operation of the session
    assert undoing.within_reach(store, session) == ([op.id], "What the destruction log tells of cannot be undone.")
    assert undoing.within_reach(store, [op.id]) == ([op.id], "")


def test_what_was_changed_since_as_a_whole_is_passed_by(store: Store) -> None:
    with store.operation("Move a box", "edit") as first:
        record.change(Holding, {3: {"place": "Shelf 2"}}, first.id)
    with store.operation("Move it on", "edit") as second:
        record.change(Holding, {3: {"place": "Shelf 3"}}, second.id)
    left, why = undoing.within_reach(store, [first.id])
    assert (left, why.startswith("Everything that was done last was changed since")) == ([], True)
    assert undoing.within_reach(store, [first.id, second.id]) == ([first.id, second.id], "")


def test_the_command_stops_at_what_was_carried_out(store: Store) -> None:
    carried_out(store)
    with pytest.raises(Plain, match=REFUSED):
        undocommand.take_back(store)

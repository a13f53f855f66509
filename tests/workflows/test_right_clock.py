"""A clock far ahead ends no hold and no period: nothing goes while it is in doubt, whichever way it would go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.registers.checks import Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, disposal, holds, rightclock
from workbench.workflows.checks import Reply
from workbench.workflows.disposal import Authority, Doing

RULE = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
EARLIEST, LATEST = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2005, 2060))
TODAY, AHEAD = "2026-04-21", "2028-04-21"  # the hold below cools until 21 October 2026


def at(day: str) -> None:
    """It is that day, ten o'clock, by this computer's clock."""
    moment = dt.datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=dt.UTC)
    clock.set_source(lambda: moment)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A box on hold in its cooling period, one that is free, and a monthly check of their series."""
    at(TODAY)
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "rule": RULE, "rhythm": "monthly"}], op.id)
            box = {"series": 1, "trigger_date": dt.date(2024, 3, 12)}
            record.add(Holding, [{**box, "description": "Held"}, {**box, "description": "Free"}], op.id)
        checks.make(store)
        hold = holds.place(store, {"reason": "A request", "kind": "request", "holding": 1, "cooling": 6})
        holds.release(store, hold, "Answered")
        yield store
    clock.set_source(None)


def test_a_clock_far_ahead_frees_no_hold_for_a_batch(store: Store) -> None:
    batch = disposal.freeze(store, "Spring", [2])
    at(AHEAD)
    assert not holds.touching([1]), "by that clock the hold is over"
    with pytest.raises(Plain, match=r"clock says .* No batch was made"):
        disposal.freeze(store, "All", [1])
    with pytest.raises(Plain, match="clock says"):
        disposal.authorise(store, batch, Authority("Chair"))
    at(TODAY)
    disposal.authorise(store, batch, Authority("Chair"))
    at(AHEAD)
    with pytest.raises(Plain, match=r"clock says .* Nothing was destroyed"):
        disposal.carry_out(store, batch, Doing("shredded", "Clerk"))
    at(TODAY)
    assert disposal.carry_out(store, batch, Doing("shredded", "Clerk")) == ["2026/001"], "the control"


def test_nor_for_a_check(store: Store) -> None:
    [check] = every(Check, ()).ids()
    at(AHEAD)
    with pytest.raises(Plain, match=r"clock says .* Nothing was entered"):
        checks.answer(store, check, Reply("destroyed", 3, "paper", "shredded"))
    assert LogEntry.select().count() == 0


def test_writing_something_else_beside_the_wrong_clock_does_not_make_it_right(store: Store) -> None:
    at(AHEAD)
    with store.operation("Change", "edit") as op:
        record.change(Holding, {2: {"place": "Shelf 2"}}, op.id)
    with pytest.raises(Plain, match="clock says"):
        disposal.freeze(store, "All", [1])


def test_who_opens_after_a_long_time_says_that_it_is_right(store: Store, tmp_path: Path) -> None:
    """Two months later nobody had opened the files: said once, at the top of the window, it can go on."""
    store.close()
    at("2026-06-25")
    with closing(Store.open(tmp_path / "council", helpers.PASSPHRASE, MODELS)) as later:
        with pytest.raises(Plain, match="say so at the top of the window"):
            disposal.freeze(later, "Spring", [2])
        rightclock.is_right(later)
        assert rightclock.doubt(later) == ""
        assert disposal.freeze(later, "Spring", [2])
    with closing(Store.open(tmp_path / "council", helpers.PASSPHRASE, MODELS)) as again:
        assert again.clock_doubt == ""


def test_a_change_and_a_restart_beside_the_wrong_clock_do_not_make_it_right(store: Store, tmp_path: Path) -> None:
    store.close()
    for day in (AHEAD, "2028-04-22", "2028-04-23"):
        at(day)
        with closing(Store.open(tmp_path / "council", helpers.PASSPHRASE, MODELS)) as later:
            assert "clock says" in later.clock_doubt, "asked at each opening until somebody answers"
            with later.operation("Change", "edit") as op:
                record.change(Holding, {2: {"place": day}}, op.id)
            with pytest.raises(Plain, match="clock says"):
                disposal.freeze(later, "All", [1])
    at("2026-04-22")
    with closing(Store.open(tmp_path / "council", helpers.PASSPHRASE, MODELS)) as later:
        assert later.clock_doubt == "", "set right, it needs nobody's word"
        assert disposal.freeze(later, "Spring", [2])


def test_the_clock_set_back_is_in_doubt_whatever_is_changed_by_it(store: Store, tmp_path: Path) -> None:
    store.close()
    at("2026-03-01")
    for _ in range(2):
        with closing(Store.open(tmp_path / "council", helpers.PASSPHRASE, MODELS)) as later:
            assert later.clock_doubt
            with later.operation("Change", "edit") as op:
                record.change(Holding, {2: {"quantity": op.id}}, op.id)
            marks = [entry.clock_suspect for entry in history.of_record("holdings", 2)]
    assert marks == [False, True, True]


WALK = st.lists(
    st.one_of(
        st.tuples(st.just("clock"), st.sampled_from((-4000, -400, -41, -1, 1, 20, 39, 41, 400, 4000))),
        st.tuples(st.sampled_from(("change", "restart", "confirm")), st.just(0)),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WALK)
def test_no_walk_of_clock_changes_restarts_and_words_ends_a_doubt_unsaid(
    tmp_path_factory: pytest.TempPathFactory, walk: list[tuple[str, int]]
) -> None:
    """Beside it runs the plainest book-keeping: the last moment that was beyond doubt, or that somebody vouched for."""
    place = tmp_path_factory.mktemp("walk")
    now = dt.datetime(2026, 4, 21, 10, tzinfo=dt.UTC)
    clock.set_source(lambda: now)
    sure, written = now, 0
    with helpers.open_new(place) as made:
        folder = made.folder
    store = Store.open(folder, helpers.PASSPHRASE, MODELS)
    try:
        for act, days in walk:
            doubtful = not dt.timedelta(minutes=-5) <= now - sure <= dt.timedelta(days=40)
            if act == "clock":
                now = min(max(now + dt.timedelta(days=days), EARLIEST), LATEST)
            elif act == "restart":
                store.close()
                store = Store.open(folder, helpers.PASSPHRASE, MODELS)
                assert bool(store.clock_doubt) is doubtful
            elif act == "confirm":
                rightclock.is_right(store)
                sure = now
            else:
                written += 1
                with store.operation("Change", "edit") as op:
                    record.add(ScheduleLine, [{"record_series": f"Series {written}"}], op.id)
                sure = sure if doubtful else now
            now_doubtful = not dt.timedelta(minutes=-5) <= now - sure <= dt.timedelta(days=40)
            assert bool(rightclock.doubt(store)) is now_doubtful
    finally:
        store.close()
        clock.set_source(None)

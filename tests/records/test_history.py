"""Who did what when, read back, kept from being changed, and forgotten where the law asks it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.records.conftest import FakeClock, add_lines, create, opened
from workbench.records import history, record
from workbench.records.database import FAILURES
from workbench.records.store import Store
from workbench.registers.retention_schedule import ScheduleLine

NAME = "retention-schedule"


def test_a_change_is_read_back_by_record_and_by_operation(store: Store, time: FakeClock) -> None:
    (number,) = add_lines(store, ["Minutes"])
    time.forward(minutes=1)
    with store.operation("Rename", "edit") as operation:
        record.change(ScheduleLine, {number: {"record_series": "Agendas"}}, operation.id)
    added, changed = history.of_record(NAME, number)
    assert (added.action, changed.action) == ("add", "change")
    assert changed.before == {"record_series": "Minutes"}
    assert changed.after == {"record_series": "Agendas"}
    assert changed.fields == ("record_series",)
    assert (changed.utc, changed.user, changed.offset) == ("2026-11-24T10:01:00+00:00", "Jo Clerk", 0)
    assert history.of_operation(operation.id) == [changed]
    done = history.operation_of(operation.id)
    assert done is not None
    assert (done.name, done.kind, done.user, done.started) == ("Rename", "edit", "Jo Clerk", changed.utc)
    assert [o.name for o in history.recent(2)] == ["Rename", "Add lines"]


def test_an_operation_in_which_nothing_changed_leaves_no_trace(store: Store) -> None:
    before = history.recent()
    with store.operation("Nothing", "edit"):
        pass
    assert history.recent() == before


def _half(store: Store) -> None:
    with store.operation("Half", "edit") as operation:
        record.add(ScheduleLine, [{"record_series": "a"}], operation.id)
        raise ZeroDivisionError


def test_an_operation_that_fails_leaves_nothing(store: Store) -> None:
    head = history.head()
    with pytest.raises(ZeroDivisionError):
        _half(store)
    assert history.head() == head
    assert history.recent(1)[0].name == "Set up the council"


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM history WHERE seq = 1",
        "UPDATE history SET user = 'x'",
        "UPDATE history_values SET after = NULL",
        "DELETE FROM operation",
        "UPDATE operation SET name = 'x'",
    ],
)
def test_nothing_in_the_program_can_change_the_history(store: Store, sql: str) -> None:
    with pytest.raises(FAILURES, match=r"cannot be|not changed"):
        store.sealed.connection().execute(sql)
    assert history.verify().intact


def test_forgotten_values_are_gone_and_the_chain_still_verifies(store: Store) -> None:
    first, second = add_lines(store, ["Zebedee", "Ermintrude"])
    with store.transaction():
        history.forget(NAME, [first])
    (entry,) = history.of_record(NAME, first)
    assert entry.forgotten
    assert (entry.before, entry.after) == (None, None)
    assert (entry.action, entry.fields) == ("add", ())
    assert not history.of_record(NAME, second)[0].forgotten
    assert history.verify().intact


def test_an_entry_is_found_by_its_printed_code(store: Store) -> None:
    add_lines(store, ["a"])
    code, at = history.head().code, history.head().seq
    add_lines(store, ["b"])
    assert history.entry_with_code(code.lower().replace("-", " ")) == at
    assert history.entry_with_code("0000-0000-0000") is None
    assert history.entry_with_code("") is None


JUMPS = [
    (dt.timedelta(seconds=-1), False),
    (dt.timedelta(minutes=-5), False),
    (dt.timedelta(minutes=-5, seconds=-1), True),
    (dt.timedelta(hours=-1), True),
    (dt.timedelta(days=-1), True),
    (dt.timedelta(days=-3653), True),
    (dt.timedelta(days=40), False),
    (dt.timedelta(days=40, seconds=1), True),
    (dt.timedelta(days=18262), True),
]


@pytest.mark.parametrize(("jump", "suspect"), JUMPS)
def test_a_clock_that_jumps_is_noted_and_order_stays(
    folder: object, time: FakeClock, store: Store, jump: dt.timedelta, suspect: bool
) -> None:
    add_lines(store, ["a"])
    time.now += jump
    add_lines(store, ["b"])
    entries = [history.of_record(NAME, n)[0] for n in (1, 2)]
    assert [e.clock_suspect for e in entries] == [False, suspect]
    assert entries[0].seq < entries[1].seq
    assert history.verify().intact


@pytest.mark.parametrize("night", ["2026-03-29T00:59:30+00:00", "2026-10-25T00:59:30+00:00"])
def test_the_nights_the_clocks_change_are_not_suspect(time: FakeClock, folder: Path, night: str) -> None:
    before, after = (0, 60) if "-03-" in night else (60, 0)
    time.now = dt.datetime.fromisoformat(night).astimezone(dt.timezone(dt.timedelta(minutes=before)))
    store, _ = create(folder)
    add_lines(store, ["a"])
    time.now = (time.now + dt.timedelta(minutes=1)).astimezone(dt.timezone(dt.timedelta(minutes=after)))
    add_lines(store, ["b"])
    entries = [history.of_record(NAME, n)[0] for n in (1, 2)]
    assert [e.offset for e in entries] == [before, after]
    assert not entries[1].clock_suspect
    store.close()


steps = st.lists(
    st.sampled_from([jump for jump, _ in JUMPS]) | st.timedeltas(dt.timedelta(days=-400), dt.timedelta(days=400)),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_clock_leaves_the_chain_in_order(store: Store, time: FakeClock, jumps: list[dt.timedelta]) -> None:
    time.now = dt.datetime(2026, 2, 28, 23, 59, 59, tzinfo=dt.UTC)
    start = history.head().seq
    for jump in jumps:
        time.now += jump
        with store.operation("Tick", "edit") as operation:
            history.append([history.change_of("r", 1, "change", {"a": 1}, {"a": 2})], operation.id)
    assert history.head().seq == start + len(jumps)
    assert history.verify().intact


def test_an_operation_undone_says_so(store: Store) -> None:
    add_lines(store, ["a"])
    done = history.recent(1)[0].id
    with store.operation("Undo", "undo") as operation:
        history.mark_undone(done, operation.id)
    again = history.operation_of(done)
    assert again is not None
    assert again.undone_by == operation.id


def test_a_large_batch_is_one_chain(store: Store) -> None:
    batch = [history.change_of(NAME, n, "add", None, {"record_series": f"Series {n}"}) for n in range(5_001)]
    with store.operation("Import", "import") as operation:
        history.append(batch, operation.id)
    assert history.verify().entries == 5_002
    assert [e.record for e in history.of_operation(operation.id)] == list(range(5_001))


def test_the_history_is_there_after_reopening(folder: object, store: Store) -> None:
    add_lines(store, ["a"])
    head = history.head()
    store.close()
    with opened(store.folder):
        assert history.head() == head


def test_a_whole_record_is_kept_as_canonical_json_of_what_it_says(store: Store) -> None:
    add_lines(store, ["Rôle “A”\n\t\x7f\u2028 ŵ 😀"])
    row = store.sealed.connection().execute("SELECT after FROM history_values ORDER BY seq DESC LIMIT 1").fetchone()
    kept = json.loads(row[0])
    assert kept["record_series"] == "Rôle “A”\n\t\x7f\u2028 ŵ 😀"
    assert row[0] == json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

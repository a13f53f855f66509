"""The one way in which records are written, seen through raw SQL."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records import raw
from tests.records.conftest import PASSPHRASE, FakeClock, add_lines, create, opened
from workbench.records import agreement, history, record
from workbench.records.failures import NotKept, ReadOnlyPlace
from workbench.records.store import Store
from workbench.registers.retention_schedule import ScheduleLine

NAME = "retention-schedule"


def test_values_are_kept_as_a_person_with_another_program_would_read_them(folder: Path, time: FakeClock) -> None:
    store, _ = create(folder)
    with store.operation("Add", "edit") as operation:
        row = {"record_series": "Llŷn 🗎", "personal_data": True, "log_number": False, "lawful_basis": "6-1-e"}
        [number] = record.add(ScheduleLine, [row | {"reference": "007"}], operation.id)
    store.close()
    key = raw.data_key(folder / "council.keys", PASSPHRASE)
    columns = "id, record_series, reference, personal_data, log_number, special_category, lawful_basis, notes, created"
    assert raw.rows(folder / "council.gwb", key, f"SELECT {columns} FROM schedule_line") == [
        (number, "Llŷn 🗎", "007", 1, 0, None, "6-1-e", "", "2026-11-24T10:00:00+00:00")
    ]
    [_, (before, after)] = raw.rows(
        folder / "council.gwb", key, "SELECT before, after FROM history_values ORDER BY seq"
    )
    assert before is None
    kept = json.loads(after)
    assert (kept["record_series"], kept["personal_data"], kept["log_number"]) == ("Llŷn 🗎", 1, 0)
    assert "notes" not in kept
    assert "created" not in kept


def test_a_change_writes_what_changed_and_nothing_else(store: Store, time: FakeClock) -> None:
    [number] = add_lines(store, ["a"])
    time.forward(hours=1)
    with store.operation("Change", "edit") as operation:
        assert record.change(ScheduleLine, {number: {"owner": "Clerk", "record_series": "a"}}, operation.id) == 1
        assert record.change(ScheduleLine, {number: {"owner": "Clerk"}}, operation.id) == 0
        assert record.change(ScheduleLine, {999: {"owner": "Clerk"}}, operation.id) == 0
    [entry] = history.of_operation(operation.id)
    assert (entry.before, entry.after) == ({"owner": ""}, {"owner": "Clerk"})
    values = record.values_of(ScheduleLine, [number, 999])
    assert list(values) == [number]
    assert values[number]["created"] == "2026-11-24T10:00:00+00:00"
    assert values[number]["changed"] == "2026-11-24T11:00:00+00:00"


def test_what_follows_from_the_values_is_reckoned_on_every_save(store: Store) -> None:
    [number] = add_lines(store, ["a"])
    before = record.values_of(ScheduleLine, [number])[number]
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {number: {"reference": "12b"}}, operation.id)
    after = record.values_of(ScheduleLine, [number])[number]
    assert after["reference_order"] != before["reference_order"]


def test_a_mistake_in_the_middle_leaves_nothing_of_the_operation(store: Store) -> None:
    rows = [{"record_series": f"Line {n}"} for n in range(6000)]
    before = history.head()
    with pytest.raises(NotKept, match="Nothing was changed"), store.operation("Import", "import") as operation:
        record.add(ScheduleLine, [*rows, {"record_series": "half a sign \ud83d"}], operation.id)
    assert history.head() == before
    connection = store.sealed.connection()
    assert connection.execute("SELECT count(*) FROM schedule_line").fetchone() == (0,)
    assert connection.execute("SELECT count(*) FROM schedule_line_words WHERE words MATCH 'line'").fetchone() == (0,)
    assert add_lines(store, ["goes on"]) == [1]


def changed(store: Store, number: int, values: dict[str, object]) -> None:
    """Change one line."""
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {number: values}, operation.id)


def fails(store: Store) -> None:
    """An operation that ends in a mistake."""
    with store.operation("Inner", "edit") as inner:
        record.add(ScheduleLine, [{"record_series": "b"}], inner.id)
        raise ZeroDivisionError


@pytest.mark.parametrize("where", ["setting", "draft", "owner"])
def test_half_a_sign_is_refused_in_words_wherever_it_comes_from(store: Store, where: str) -> None:
    [number] = add_lines(store, ["a"])
    ways: dict[str, Callable[[], object]] = {
        "setting": lambda: store.set_setting("a", "\ud83d"),
        "draft": lambda: store.keep_draft("draft a", {"a": "\ud83d"}),
        "owner": lambda: changed(store, number, {"owner": "\ud83d"}),
    }
    with pytest.raises(NotKept, match="Take that sign out"):
        ways[where]()
    assert agreement.report(store).intact


def test_an_inner_operation_joins_the_outer_one(store: Store) -> None:
    with store.operation("Outer", "edit") as outer:
        add_lines(store, ["a"])
        store.set_setting("a", 1)
    assert [o.name for o in history.recent()] == ["Outer", "Set up the council"]
    assert len(history.of_operation(outer.id)) == 2


def test_what_an_inner_operation_could_not_do_leaves_the_outer_one_whole(store: Store) -> None:
    with store.operation("Outer", "edit") as outer:
        record.add(ScheduleLine, [{"record_series": "a"}], outer.id)
        with pytest.raises(ZeroDivisionError):
            fails(store)
        record.add(ScheduleLine, [{"record_series": "c"}], outer.id)
    rows = store.sealed.connection().execute("SELECT record_series FROM schedule_line ORDER BY id").fetchall()
    assert rows == [("a",), ("c",)]
    assert agreement.report(store).intact


def test_removed_lines_stay_and_come_back(store: Store, time: FakeClock) -> None:
    numbers = add_lines(store, ["a", "b"])
    with store.operation("Remove", "edit") as operation:
        assert record.remove(ScheduleLine, numbers[:1], operation.id) == 1
    assert record.values_of(ScheduleLine, numbers)[1]["removed"] == "2026-11-24T10:00:00+00:00"
    assert [e.action for e in history.of_record(NAME, 1)] == ["add", "remove"]
    with store.operation("Back", "edit") as operation:
        assert record.restore(ScheduleLine, numbers, operation.id) == 1
    assert [e.action for e in history.of_record(NAME, 1)] == ["add", "remove", "restore"]


def test_nothing_is_written_where_one_may_only_look(folder: Path, made: str) -> None:
    with opened(folder, read_only=True) as store:
        with pytest.raises(ReadOnlyPlace, match="open to read only"), store.operation("Add", "edit"):
            raise AssertionError("not reached")
        with pytest.raises(Exception, match="readonly"):
            store.sealed.connection().execute("DELETE FROM operation")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.fixed_dictionaries(
    {"record_series": texts},
    optional={
        "notes": texts,
        "owner": texts,
        "personal_data": st.none() | st.booleans(),
        "period_text": texts,
        "lawful_basis": st.sampled_from(["", "6-1-c", "no longer offered"]),
    },
)


@settings(max_examples=30, deadline=None)
@given(st.lists(values, max_size=4), st.lists(st.tuples(st.integers(1, 4), values), max_size=4))
def test_any_values_come_out_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory,
    added: list[dict[str, object]],
    changes: list[tuple[int, dict[str, object]]],
) -> None:
    store, _ = create(tmp_path_factory.mktemp("record") / "council")
    try:
        expected = dict(enumerate(added, 1))
        with store.operation("Work", "edit") as operation:
            assert record.add(ScheduleLine, added, operation.id) == list(expected)
            for number, changed in changes:
                record.change(ScheduleLine, {number: changed}, operation.id)
                if number in expected:
                    expected[number] = expected[number] | changed
        found = record.values_of(ScheduleLine, list(expected))
        assert {n: {k: found[n][k] for k in row} for n, row in expected.items()} == expected
        assert agreement.report(store).intact
        store.sealed.connection().execute(
            "INSERT INTO schedule_line_words(schedule_line_words) VALUES ('integrity-check')"
        )
    finally:
        store.close()


def test_days_are_kept_so_that_they_sort(store: Store) -> None:
    from workbench.records.fields import Day, PersonalDay, YesNo

    assert Day("Day").db_value(dt.date(2026, 3, 4)) == "2026-03-04"
    assert Day("Day").python_value("2026-03-04") == dt.date(2026, 3, 4)
    assert PersonalDay("Born").personal
    assert not Day("Day").personal
    assert [YesNo("Done").python_value(YesNo("Done").db_value(v)) for v in (True, False, None)] == [True, False, None]

"""Taken back, brought back, taken back again: the tables are what they were, and later work stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records import raw
from tests.records.conftest import PASSPHRASE, add_lines, create, opened, series
from workbench.records import agreement, history, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers.retention_schedule import ScheduleLine

NAME = "retention-schedule"


def ordered(store: Store) -> list[tuple[object, ...]]:
    """Every row of the table in order, read without the program's own reading; the moment of change apart."""
    cursor = store.sealed.connection().execute("SELECT * FROM schedule_line ORDER BY id")
    names = [column[0] for column in cursor.description]
    moments = {names.index("created"), names.index("changed")}
    return [tuple(v for i, v in enumerate(row) if i not in moments) for row in cursor]


def last() -> int:
    """The operation done last."""
    return history.recent(1)[0].id


def rename(store: Store, numbers: list[int], to: str) -> int:
    """Rename lines in one operation; its number."""
    with store.operation("Rename", "edit") as operation:
        record.change(ScheduleLine, {n: {"record_series": to} for n in numbers}, operation.id)
    return operation.id


def test_undo_redo_undo_walk_to_and_fro(store: Store) -> None:
    add_lines(store, ["a", "b"])
    added, with_them = last(), ordered(store)
    first = undo(store, added)
    assert ordered(store) == []
    second = undo(store, first.operation)
    assert ordered(store) == with_them
    third = undo(store, second.operation)
    assert ordered(store) == []
    assert [o.name for o in history.recent(3)] == ["Undo: Add lines", "Redo: Add lines", "Undo: Add lines"]
    assert [o.kind for o in history.recent(3)] == ["undo", "redo", "undo"]
    assert [history.operation_of(o).undone_by for o in (added, first.operation, second.operation)] == [  # type: ignore[union-attr]
        first.operation,
        second.operation,
        third.operation,
    ]
    assert agreement.report(store).intact


def test_only_what_stands_as_it_was_left_is_taken_back(store: Store) -> None:
    a, b, c, d = add_lines(store, ["a", "b", "c", "d"])
    added = last()
    rename(store, [a], "edited later")
    with store.operation("Remove", "edit") as operation:
        record.remove(ScheduleLine, [b], operation.id)
    undone = undo(store, added)
    assert undone.kept == ((NAME, a), (NAME, b))
    assert undone.changes == 2
    assert series(store) == ["edited later", "b"]
    back = undo(store, undone.operation)
    assert (back.changes, back.kept) == (2, ())
    assert series(store) == ["edited later", "b", "c", "d"]
    assert [n for n, _ in record.stored_of(ScheduleLine, [a, b, c, d]).items()] == [a, b, c, d]


def test_an_edit_that_came_to_the_same_values_again_hinders_nothing(store: Store) -> None:
    numbers = add_lines(store, ["a"])
    added = last()
    rename(store, numbers, "other")
    rename(store, numbers, "a")
    assert undo(store, added).kept == ()
    assert series(store) == []


def test_undoing_a_change_of_one_field_leaves_a_later_change_of_another(store: Store) -> None:
    numbers = add_lines(store, ["a"])
    renamed = rename(store, numbers, "b")
    with store.operation("Owner", "edit") as operation:
        record.change(ScheduleLine, {numbers[0]: {"owner": "Clerk"}}, operation.id)
    assert undo(store, renamed).kept == ()
    values = record.values_of(ScheduleLine, numbers)[numbers[0]]
    assert (values["record_series"], values["owner"]) == ("a", "Clerk")


def test_the_search_index_follows(store: Store) -> None:
    numbers = add_lines(store, ["zebra"])
    renamed = rename(store, numbers, "okapi")
    assert list(every(ScheduleLine, (), words="okapi").ids()) == numbers
    undone = undo(store, renamed)
    assert list(every(ScheduleLine, (), words="okapi").ids()) == []
    assert list(every(ScheduleLine, (), words="zebra").ids()) == numbers
    undo(store, undone.operation)
    assert list(every(ScheduleLine, (), words="okapi").ids()) == numbers
    connection = store.sealed.connection()
    connection.execute("INSERT INTO schedule_line_words(schedule_line_words) VALUES ('integrity-check')")


def test_numbers_are_never_given_twice(store: Store) -> None:
    assert add_lines(store, ["a", "b"]) == [1, 2]
    undo(store, last())
    assert add_lines(store, ["c"]) == [3]


def test_undo_is_one_transaction(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add_lines(store, ["a", "b"])
    added, before, head = last(), ordered(store), history.head()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(history, "mark_undone", fail)
        with pytest.raises(ZeroDivisionError):
            undo(store, added)
    assert (ordered(store), history.head()) == (before, head)


def test_undo_works_after_the_files_were_closed(folder: Path) -> None:
    store, _ = create(folder)
    add_lines(store, ["a"])
    added = last()
    store.close()
    with opened(folder) as store:
        assert undo(store, added).changes == 1
    key = raw.data_key(folder / "council.keys", PASSPHRASE)
    assert raw.rows(folder / "council.gwb", key, "SELECT count(*) FROM schedule_line") == [(0,)]


def test_what_was_forgotten_is_not_taken_back(store: Store) -> None:
    """Its values are gone from the history: nothing can be said of them, so the record is left as it is."""
    numbers = add_lines(store, ["a"])
    renamed = rename(store, numbers, "b")
    with store.transaction():
        history.forget(NAME, numbers)
    assert undo(store, renamed).kept == ((NAME, numbers[0]),)
    assert series(store) == ["b"]


def test_an_operation_that_is_not_there_takes_nothing_back(store: Store) -> None:
    add_lines(store, ["a"])
    before = ordered(store)
    assert undo(store, 999).changes == 0
    assert ordered(store) == before


def remove(store: Store, numbers: list[int], _: str) -> None:
    """Move lines to Removed."""
    with store.operation("Remove", "edit") as operation:
        record.remove(ScheduleLine, numbers, operation.id)


def bring_back(store: Store, numbers: list[int], _: str) -> None:
    """Bring lines back."""
    with store.operation("Bring back", "edit") as operation:
        record.restore(ScheduleLine, numbers, operation.id)


def add(store: Store, _: list[int], text: str) -> None:
    """Add two lines."""
    add_lines(store, [text, text + " more"])


def at_once(store: Store, numbers: list[int], text: str) -> None:
    """Add a line, change it and others, all in one operation."""
    with store.operation("Much", "edit") as operation:
        fresh = record.add(ScheduleLine, [{"record_series": text, "personal_data": True}], operation.id)
        changes = {n: {"record_series": text, "personal_data": False} for n in [*numbers, *fresh]}
        record.change(ScheduleLine, changes, operation.id)
        record.remove(ScheduleLine, fresh, operation.id)


DOING: list[Callable[[Store, list[int], str], object]] = [rename, remove, bring_back, add, at_once]
steps = st.lists(st.tuples(st.sampled_from(DOING), st.sets(st.integers(1, 8), max_size=4), st.text("ab ŷ", max_size=4)))


@settings(max_examples=25, deadline=None)
@given(steps)
def test_any_work_taken_back_step_by_step_passes_through_every_earlier_state(
    tmp_path_factory: pytest.TempPathFactory, some: list[tuple[Callable[..., object], set[int], str]]
) -> None:
    store, _ = create(tmp_path_factory.mktemp("undo") / "council")
    try:
        states, done = [ordered(store)], list[int]()
        for work, numbers, text in some:
            before = history.head().seq
            work(store, sorted(numbers), text)
            if history.head().seq > before:
                done.append(last())
                states.append(ordered(store))
        undone = []
        for operation, state in zip(reversed(done), reversed(states[:-1]), strict=True):
            result = undo(store, operation)
            assert result.kept == ()
            assert ordered(store) == state
            undone.append(result.operation)
        for operation, state in zip(reversed(undone), states[1:], strict=True):
            assert undo(store, operation).kept == ()
            assert ordered(store) == state
        report = agreement.report(store)
        assert report.intact, report.sentences
    finally:
        store.close()

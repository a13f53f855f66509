"""What verify says: pages, history, records against their history, settings, and the note in the profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.conftest import add_lines, create, opened
from workbench.records import agreement, history, record, search
from workbench.records.store import Store
from workbench.registers.retention_schedule import ScheduleLine


def said(store: Store) -> str:
    """All that verify says."""
    return " ".join(agreement.report(store).sentences)


def worked_on(store: Store) -> None:
    """Every way in which records are written."""
    numbers = add_lines(store, ["a", "b", "c", "d"])
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {numbers[0]: {"personal_data": False, "notes": "n"}}, operation.id)
        record.change(ScheduleLine, {numbers[0]: {"personal_data": None, "notes": ""}}, operation.id)
        record.remove(ScheduleLine, numbers[1:3], operation.id)
        record.restore(ScheduleLine, numbers[1:2], operation.id)
        record.take_back(ScheduleLine, numbers[3:], operation.id)
    store.set_setting("a", {"b": [1, None]})
    store.set_setting("a", None)
    store.set_setting("b", "kept")


def test_all_is_well_after_every_kind_of_work(store: Store) -> None:
    worked_on(store)
    report = agreement.report(store)
    assert report.intact
    assert report.sentences == (f"The history is intact: {history.head().seq} entries, code {history.head().code}.",)


TAMPERED = [
    ("UPDATE schedule_line SET record_series = 'x' WHERE id = 2", "retention-schedule, number 2"),
    ("UPDATE schedule_line SET removed = NULL WHERE id = 3", "retention-schedule, number 3"),
    ("UPDATE schedule_line SET personal_data = 1 WHERE id = 1", "retention-schedule, number 1"),
    ("DELETE FROM schedule_line WHERE id = 1", "retention-schedule, number 1"),
    ("DELETE FROM schedule_line WHERE id = 3", "retention-schedule, number 3"),
    ("INSERT INTO schedule_line SELECT * FROM copied", "retention-schedule, number 4"),
    ("UPDATE council_setting SET value = '\"other\"' WHERE name = 'b'", "setting, number 0"),
    ("DELETE FROM council_setting WHERE name = 'b'", "setting, number 0"),
    ("INSERT INTO council_setting VALUES ('new', '1')", "setting, number 0"),
]


@pytest.mark.parametrize(("sql", "where"), TAMPERED)
def test_a_record_that_was_changed_behind_the_history_is_named(store: Store, sql: str, where: str) -> None:
    worked_on(store)
    connection = store.sealed.connection()
    connection.execute("CREATE TEMP TABLE copied AS SELECT * FROM schedule_line WHERE id = 2")
    connection.execute("UPDATE copied SET id = 4")
    connection.execute(sql)
    report = agreement.report(store)
    assert report.verdict.intact, "the control: the chain alone does not see it"
    assert not report.intact
    assert where in said(store)


def test_what_is_unfinished_raises_no_alarm(store: Store) -> None:
    store.keep_draft("draft retention-schedule", {"record_series": "half a word"})
    assert agreement.report(store).intact
    store.keep_draft("draft retention-schedule", None)
    assert agreement.report(store).intact
    (left,) = store.sealed.connection().execute("SELECT count(*) FROM council_setting").fetchone()
    assert left == 2


def test_a_record_whose_values_were_forgotten_raises_no_alarm(store: Store) -> None:
    first, second = add_lines(store, ["a", "b"])
    with store.transaction():
        history.forget("retention-schedule", [first])
    assert agreement.report(store).intact
    store.sealed.connection().execute("UPDATE schedule_line SET record_series = 'x' WHERE id = 2")
    assert f"number {second}" in said(store)


def test_a_row_that_points_nowhere_is_named(store: Store) -> None:
    connection = store.sealed.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DROP TRIGGER operation_stays")
    connection.execute("DELETE FROM operation")
    assert "a row of history points nowhere" in said(store)
    assert "Restore the newest backup" in said(store)


def test_the_index_of_the_words_must_be_whole(store: Store) -> None:
    add_lines(store, ["zebra"])
    store.sealed.connection().execute("UPDATE schedule_line_words_data SET block = zeroblob(9) WHERE id > 10")
    assert "not in order" in said(store)


@pytest.mark.parametrize(
    ("dropped", "put"),
    [
        ({1: "zebra"}, {}),
        ({}, {3: "heron"}),
        ({1: "zebra", 2: "heron"}, {1: "heron", 2: "zebra"}),
        ({1: "zebra"}, {1: "zebras"}),
    ],
)
def test_an_index_that_holds_other_words_than_the_records_is_named(
    store: Store, dropped: dict[int, str], put: dict[int, str]
) -> None:
    """As a page of the index from an older copy does: whole in itself, and wrong."""
    add_lines(store, ["zebra", "heron"])
    assert agreement.report(store).intact
    search.drop("schedule_line", dropped)
    search.put("schedule_line", put)
    report = agreement.report(store)
    assert not report.pages, "the control: the index is whole in itself"
    assert not report.intact
    assert "A search in retention-schedule may not find what stands there" in said(store)


def test_a_broken_history_names_its_entry(store: Store) -> None:
    add_lines(store, ["a"])
    connection = store.sealed.connection()
    connection.execute("DROP TRIGGER history_as_written")
    connection.execute("UPDATE history SET user = 'Nobody' WHERE seq = 2")
    assert said(store) == "The history is not intact: entry 2 was altered."


def test_it_can_be_asked_without_the_right_to_change(folder: Path, tmp_path: Path) -> None:
    store, _ = create(folder, tmp_path / "profile")
    worked_on(store)
    store.close()
    with opened(folder, read_only=True, profile=tmp_path / "profile") as store:
        assert agreement.report(store).intact

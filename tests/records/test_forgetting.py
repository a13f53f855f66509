"""Words that go are gone from the file, page by page; what stays in the history stays on purpose (T14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, add_lines, create
from workbench.records import history, record
from workbench.records.undo import undo
from workbench.registers.retention_schedule import ScheduleLine

WORD = "Xylophonist"
PIECES = (WORD, WORD[:6], "phonist")


def lines(count: int) -> list[str]:
    """Lines that each hold the word, among others, so that it fills pages of its own."""
    return [f"{WORD}{n} file of a case {'x' * 300}" for n in range(count)]


def hits(folder: Path) -> int:
    """The pages of the closed store that hold a piece of the word; nothing else in the folder may at all."""
    return raw.pages_holding(folder, PASSPHRASE, WORD, PIECES)


def test_the_words_can_be_found_while_they_are_there(folder: Path) -> None:
    """The control: the search of pages sees the table, the index and the history."""
    store, _ = create(folder)
    add_lines(store, lines(200))
    store.close()
    assert hits(folder) > 40


def test_what_was_taken_back_and_forgotten_has_left_every_page(folder: Path) -> None:
    store, _ = create(folder)
    numbers = add_lines(store, lines(200))
    undone = undo(store, history.recent(1)[0].id)
    assert undone.changes == 200
    with store.transaction():
        history.forget(ScheduleLine.register_name, numbers)
    assert history.verify().intact
    store.close()
    assert hits(folder) == 0


def test_taking_back_alone_leaves_the_words_in_the_history_only(folder: Path) -> None:
    """So that a redo can bring them back: neither the table nor the search index holds them then."""
    store, _ = create(folder)
    add_lines(store, lines(50))
    undo(store, history.recent(1)[0].id)
    connection = store.sealed.connection()
    kept = connection.execute(f"SELECT count(*) FROM history_values WHERE before LIKE '%{WORD}%'").fetchone()
    assert kept == (50,)
    connection.execute("DELETE FROM history_values")
    store.close()
    assert hits(folder) == 0


def test_a_changed_text_leaves_table_and_index(folder: Path) -> None:
    store, _ = create(folder)
    numbers = add_lines(store, lines(50))
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {n: {"record_series": "Plain"} for n in numbers}, operation.id)
    with store.transaction():
        history.forget(ScheduleLine.register_name, numbers)
    store.close()
    assert hits(folder) == 0


@pytest.mark.parametrize("ended", [True, False])
def test_a_draft_is_gone_when_it_is_let_go(folder: Path, ended: bool) -> None:
    store, _ = create(folder)
    store.keep_draft("draft retention-schedule", {"record_series": WORD})
    if ended:
        store.keep_draft("draft retention-schedule", None)
    store.close()
    assert bool(hits(folder)) is not ended


def test_the_file_holds_no_plain_text_while_it_is_written(folder: Path) -> None:
    store, _ = create(folder)
    add_lines(store, lines(50))
    with store.operation("More", "edit") as operation:
        record.add(ScheduleLine, [{"record_series": text} for text in lines(3000)], operation.id)
        journal = (folder / "council.gwb-journal").read_bytes()
        assert len(journal) > 0
        assert WORD.encode() not in journal
        assert WORD.encode() not in (folder / "council.gwb").read_bytes()
    content = (folder / "council.gwb").read_bytes()
    store.close()
    assert not content.startswith(b"SQLite format 3")
    assert len(set(content)) == 256


CARELESS = ("PRAGMA secure_delete = OFF", "INSERT INTO {0}({0}, rank) VALUES ('secure-delete', 0)")


@pytest.mark.parametrize("sql", CARELESS)
def test_without_either_care_words_would_stay(folder: Path, sql: str) -> None:
    """The control: this is what the two settings are for."""
    store, _ = create(folder)
    numbers = add_lines(store, lines(200))
    store.sealed.connection().execute(sql.format(f"{record.table_name(ScheduleLine)}_words"))
    undo(store, history.recent(1)[0].id)
    with store.transaction():
        history.forget(ScheduleLine.register_name, numbers)
    store.close()
    assert hits(folder) > 0

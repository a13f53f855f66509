"""An older copy, a history cut short, a history rewritten: the note outside the folder shows it (T16)."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.records.conftest import add_lines, create, opened
from workbench.records import anchors, backup, chain, history
from workbench.records.anchors import Standing
from workbench.records.store import Store


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The user's own folder."""
    return tmp_path / "profile"


@pytest.fixture
def old(folder: Path, profile: Path, tmp_path: Path) -> Path:
    """A copy of the folder taken before the last entries were made."""
    store, _ = create(folder, profile)
    add_lines(store, ["a", "b"])
    store.close()
    shutil.copytree(folder, tmp_path / "old")
    with opened(folder, profile=profile) as store:
        add_lines(store, ["c", "d"])
    return tmp_path / "old"


def rechained(store: Store, start: int) -> None:
    """Seal the history anew from an entry on, as someone who holds the key could."""
    connection = store.sealed.connection()
    rows = connection.execute(
        "SELECT utc, offset, user, operation, register, record, action, fields, clock_suspect, digest, seq "
        "FROM history WHERE seq >= ? ORDER BY seq",
        (start,),
    ).fetchall()
    (previous,) = connection.execute("SELECT hash FROM history WHERE seq = ?", (start - 1,)).fetchone()
    for row in rows:
        text = f"v1|{row[-1]}|{previous.hex()}|{chain.payload(row[:-1])}"
        sealed = hashlib.sha256(text.encode()).digest()
        connection.execute("UPDATE history SET prev = ?, hash = ? WHERE seq = ?", (previous, sealed, row[-1]))
        previous = sealed


def without_triggers(store: Store) -> None:
    """Take the guards away, as someone who holds the key could."""
    connection = store.sealed.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


def test_the_first_time_and_going_on_are_well(folder: Path, profile: Path) -> None:
    store, _ = create(folder, profile)
    assert store.finding.standing is Standing.FIRST
    add_lines(store, ["a"])
    store.close()
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.CONTINUES
        assert store.finding.sentence == ""


def test_an_older_copy_is_said_with_two_choices(old: Path, profile: Path) -> None:
    with opened(old, profile=profile) as store:
        assert store.finding.standing is Standing.OLDER
        assert store.finding.sentence.startswith("This looks like an older copy")
        assert "entry 3" in store.finding.sentence
        assert "entry 5" in store.finding.sentence
        assert len(store.finding.choices) == 2
    with opened(old, profile=profile) as store:
        assert store.finding.standing is Standing.OLDER, "closing must not make the older copy the one known"


def test_going_on_with_an_older_copy_is_recorded(old: Path, profile: Path) -> None:
    with opened(old, profile=profile) as store:
        store.continue_older_copy()
        (entry,) = [e for e in history.of_record("store", 0) if e.action == "restore"]
        assert entry.after is not None
        assert entry.after["seen"] == 5
    with opened(old, profile=profile) as store:
        assert store.finding.standing is Standing.CONTINUES


def test_an_older_copy_worked_on_past_the_note_is_another_history(old: Path, profile: Path) -> None:
    with opened(old) as store:
        add_lines(store, ["x", "y", "z"])
    with opened(old, profile=profile) as store:
        assert store.finding.standing is Standing.REWRITTEN


def test_entries_cut_off_the_end_are_noticed_though_the_chain_is_whole(folder: Path, old: Path, profile: Path) -> None:
    with opened(folder) as store:
        without_triggers(store)
        store.sealed.connection().execute("DELETE FROM history WHERE seq > 3")
        assert history.verify().intact
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.OLDER


def test_an_entry_edited_and_sealed_anew_is_noticed(folder: Path, old: Path, profile: Path) -> None:
    with opened(folder) as store:
        without_triggers(store)
        store.sealed.connection().execute("UPDATE history SET user = 'Nobody' WHERE seq = 3")
        assert history.verify().broken_at == 3
        rechained(store, 3)
        assert history.verify().intact, "whoever holds the key can make the chain whole again"
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.REWRITTEN
        assert "rewritten" in store.finding.sentence


def test_without_the_note_a_backup_and_a_printed_code_still_show_it(folder: Path, old: Path, profile: Path) -> None:
    with opened(folder) as store:
        made, printed = backup.make(store, "test"), history.head().code
        without_triggers(store)
        store.sealed.connection().execute("UPDATE history SET user = 'Nobody' WHERE seq = 3")
        rechained(store, 3)
    shutil.rmtree(profile)
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.FIRST
        assert history.entry_with_code(printed) is None
        assert history.hash_at(made.manifest.head.seq) != made.manifest.head.hash


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b'{"seq": 1e999, "hash": "", "seen": ""}'])
def test_a_note_that_cannot_be_read_is_as_none(folder: Path, made: str, profile: Path, content: bytes) -> None:
    with opened(folder, profile=profile) as store:
        path = profile / f"{store.store_id}.seen.json"
        store_id = store.store_id
    path.write_bytes(content)
    assert anchors.read(profile, store_id) is None
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.FIRST


def test_a_profile_that_cannot_be_written_hinders_nobody(folder: Path, made: str, tmp_path: Path) -> None:
    (tmp_path / "profile").write_text("a file stands here")
    with opened(folder, profile=tmp_path / "profile" / "deeper") as store:
        add_lines(store, ["a"])

"""Bringing a backup back: every cause of failure has its own words, and nothing is touched before all checks (T15)."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, FakeClock, add_lines, create, opened, reopen, series
from workbench.errors import Plain
from workbench.records import agreement, backup, history, keys
from workbench.records.anchors import Standing
from workbench.records.failures import InUse, Missing, NewerVersion, TooSoon, WrongPassphrase
from workbench.records.files import sha256_of
from workbench.records.places import move_store
from workbench.records.restore import BackupDamaged, NoBackup, OtherCouncil, Restored, rehearse, restore, ways_of
from workbench.registers import MODELS


@pytest.fixture
def saved(folder: Path) -> Path:
    """A backup of a council that holds one line more by now."""
    store, _ = create(folder)
    add_lines(store, ["before"])
    path = backup.make(store, "test").path
    add_lines(store, ["after"])
    store.close()
    return path


def back(path: Path, folder: Path, passphrase: str = PASSPHRASE, profile: Path | None = None) -> Restored:
    """Restore."""
    return restore(path, folder, passphrase, MODELS, profile=profile)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, the lock apart."""
    return {
        str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.suffix != ".lock"
    }


def refused(path: Path, folder: Path, passphrase: str = PASSPHRASE) -> Plain:
    """What was told; not one octet of the folder may differ afterwards."""
    before = contents(folder)
    with pytest.raises(Plain) as told:
        back(path, folder, passphrase)
    assert contents(folder) == before
    assert "Nothing was changed" in str(told.value)
    return told.value


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A backup with its parts changed and packed again."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    other = path.with_name("changed.gwbackup")
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return other


def said(parts: dict[str, bytes], **fields: Any) -> None:
    """Change what the manifest says."""
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | fields).encode()


def test_a_restore_brings_the_rows_back_and_keeps_what_stood_before(folder: Path, saved: Path) -> None:
    before = (folder / "council.gwb").read_bytes()
    done = back(saved, folder)
    with opened(folder) as store:
        assert series(store) == ["before"]
        assert agreement.report(store).intact
        assert history.recent(1)[0].name.startswith("Restore the backup of ")
        (entry,) = [e for e in history.of_record("store", 0) if e.action == "restored"]
        assert entry.after is not None
        assert entry.after["code"] == done.manifest.head.code
    assert done.before is not None
    assert done.before.parent == folder / "backups"
    assert done.before.name.startswith("before restore ")
    assert done.before.read_bytes() == before
    key = raw.data_key(done.before.with_suffix(".keys"), PASSPHRASE)
    assert raw.rows(done.before, key, "SELECT record_series FROM schedule_line") == [("before",), ("after",)]


def test_two_restores_in_one_second_keep_both_files(folder: Path, saved: Path, time: FakeClock) -> None:
    first, second = back(saved, folder).before, back(saved, folder).before
    assert first is not None
    assert second is not None
    assert first != second
    key = raw.data_key(first.with_suffix(".keys"), PASSPHRASE)
    assert len(raw.rows(first, key, "SELECT 1 FROM schedule_line")) == 2
    assert len(raw.rows(second, key, "SELECT 1 FROM schedule_line")) == 1


def test_a_backup_alone_makes_the_council_again(saved: Path, tmp_path: Path) -> None:
    place = tmp_path / "new computer"
    assert back(saved, place).before is None
    with opened(place) as store:
        assert series(store) == ["before"]
        assert store.council.name == "Test Town Council"


def test_the_recovery_key_restores(folder: Path) -> None:
    store, recovery_key = create(folder)
    add_lines(store, ["before"])
    path = backup.make(store, "test").path
    store.close()
    back(path, folder, recovery_key)
    with opened(folder) as store:
        assert series(store) == ["before"]


def test_todays_passphrase_or_that_of_the_time_restores(folder: Path, saved: Path) -> None:
    with opened(folder) as store:
        store.change_passphrase(PASSPHRASE, "another one")
    assert "changed since" in ways_of(saved, folder)
    assert back(saved, folder, "another one").ways == "Passphrase and recovery sheet are those of today."
    reopen(folder, "another one").close()
    assert back(saved, folder, PASSPHRASE).ways.startswith("From now on the passphrase and the recovery sheet of ")
    reopen(folder, PASSPHRASE).close()
    for path in folder.glob("council.keys*"):
        with pytest.raises(WrongPassphrase):
            keys.parse(path.read_bytes()).unlock("another one")


def test_what_opens_afterwards_is_said_only_where_it_may_be_another(folder: Path, saved: Path, tmp_path: Path) -> None:
    assert ways_of(saved, folder) == back(saved, folder).ways == ""
    assert "of the time it was made" in ways_of(saved, tmp_path / "new computer")
    assert "and no later ones" in back(saved, tmp_path / "new computer").ways
    assert ways_of(tmp_path / "none.gwbackup", folder) == ""


def test_a_rehearsal_needs_no_folder_and_makes_none(saved: Path, tmp_path: Path) -> None:
    assert rehearse(saved, tmp_path / "lost", PASSPHRASE).manifest.counts["schedule_line"] == 1
    assert not (tmp_path / "lost").exists()


def test_a_damaged_store_is_kept_as_it_is_and_replaced(folder: Path, saved: Path) -> None:
    (folder / "council.gwb").write_bytes(b"damaged" * 1000)
    done = back(saved, folder)
    assert done.before is not None
    assert done.before.read_bytes() == b"damaged" * 1000
    with opened(folder) as store:
        assert series(store) == ["before"]


def test_lost_keys_come_back_with_the_backup(folder: Path, saved: Path) -> None:
    for path in folder.glob("council.keys*"):
        path.unlink()
    with pytest.raises(Missing, match="restore the newest backup"):
        reopen(folder)
    back(saved, folder)
    reopen(folder).close()


def test_a_wrong_passphrase_is_said(folder: Path, saved: Path) -> None:
    assert isinstance(refused(saved, folder, "wrong"), WrongPassphrase)


def test_another_councils_backup_is_said(folder: Path, saved: Path, tmp_path: Path) -> None:
    other, _ = create(tmp_path / "other")
    path = backup.make(other, "test").path
    other.close()
    told = refused(path, folder)
    assert isinstance(told, OtherCouncil)
    assert "belongs to other council's files" in str(told)


@pytest.mark.parametrize("field", ["version", "form"])
def test_a_backup_of_a_newer_version_is_said(folder: Path, saved: Path, field: str) -> None:
    told = refused(rewritten(saved, lambda parts: said(parts, **{field: 99}, program="9.9", later={})), folder)
    assert isinstance(told, NewerVersion)
    assert "newer version of the workbench (9.9)" in str(told)


def test_what_is_no_backup_is_said(folder: Path, saved: Path, tmp_path: Path) -> None:
    content = saved.read_bytes()
    for number, some in enumerate((b"", b"hello", content[: len(content) // 2], content[:-1])):
        path = tmp_path / f"{number}.gwbackup"
        path.write_bytes(some)
        told = refused(path, folder)
        assert isinstance(told, NoBackup)
        assert "cut short" in str(told)
    assert "There is no file" in str(refused(tmp_path / "none.gwbackup", folder))
    assert "There is no file" in str(refused(tmp_path, folder))


def test_any_flipped_bit_of_a_backup_is_noticed_or_harmless(folder: Path, saved: Path) -> None:
    """Harmless are the bits of the zip that say when and on what system it was made."""
    content, chance, noticed = saved.read_bytes(), random.Random(15), 0
    path = saved.with_name("flipped.gwbackup")
    places = [chance.randrange(len(content)) for _ in range(40)] + [len(content) - n for n in range(1, 120, 3)]
    for at in places:
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        before = contents(folder)
        try:
            back(path, folder)
        except (BackupDamaged, NoBackup, NewerVersion):
            assert contents(folder) == before
            noticed += 1
        else:
            with opened(folder) as store:
                assert series(store) == ["before"]
    assert noticed > 55


def harm(parts: dict[str, bytes], kind: str) -> None:
    """Change one part, the zip being whole."""
    store = parts["council.gwb"]
    if kind == "a page":
        parts["council.gwb"] = store[:5000] + bytes([store[5000] ^ 1]) + store[5001:]
    elif kind == "longer":
        parts["council.gwb"] = store + bytes(4096)
    elif kind == "endless":
        parts["council.gwb"] = store * 40
    elif kind == "empty":
        parts["council.gwb"] = b""
    elif kind == "keys":
        parts["council.keys"] = b"{}"
    elif kind == "no keys":
        del parts["council.keys"]
    elif kind == "no store":
        del parts["council.gwb"]
    elif kind == "head":
        said(parts, head={"seq": 2, "hash": "0" * 64})
    elif kind == "counts":
        said(parts, counts={})


KINDS = ("a page", "longer", "endless", "empty", "keys", "no keys", "no store", "head", "counts")


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_with_one_part_changed_is_damaged(folder: Path, saved: Path, kind: str) -> None:
    told = refused(rewritten(saved, lambda parts: harm(parts, kind)), folder)
    assert isinstance(told, BackupDamaged)
    assert "is damaged" in str(told)


def test_a_store_that_is_not_whole_inside_a_backup_that_is_changes_nothing(folder: Path, saved: Path) -> None:
    """Whoever holds the key can pack a store with an altered history; its own check shows it."""

    def alter(parts: dict[str, bytes]) -> None:
        path = saved.with_name("altered")
        path.write_bytes(parts["council.gwb"])
        with closing(raw.connect(path, raw.data_key(folder / "council.keys", PASSPHRASE))) as connection:
            connection.execute("DROP TRIGGER history_as_written")
            connection.execute("UPDATE history SET user = 'Nobody' WHERE seq = 2")
        parts["council.gwb"] = path.read_bytes()
        said(parts, sha256=sha256_of(path), size=path.stat().st_size)
        path.unlink()

    assert isinstance(refused(rewritten(saved, alter), folder), BackupDamaged)


def test_an_open_council_is_not_replaced(folder: Path, saved: Path) -> None:
    with opened(folder), pytest.raises(InUse):
        back(saved, folder)
    with opened(folder) as store:
        assert series(store) == ["before", "after"]


def test_a_folder_whose_files_moved_is_not_restored_into(folder: Path, saved: Path, tmp_path: Path) -> None:
    move_store(folder, tmp_path / "new")
    told = refused(saved, folder)
    assert "were moved to" in str(told)


def test_wrong_passphrases_are_counted_and_the_wait_comes_before_anything_is_done(
    folder: Path, saved: Path, tmp_path: Path, time: FakeClock
) -> None:
    profile = tmp_path / "profile"
    for _ in range(6):
        with pytest.raises(WrongPassphrase):
            back(saved, folder, "wrong", profile)
        time.forward(seconds=60)
    with pytest.raises(WrongPassphrase):
        back(saved, folder, "wrong", profile)
    before = contents(folder)
    with pytest.raises(TooSoon):
        back(saved, folder, profile=profile)
    assert contents(folder) == before
    time.forward(seconds=60)
    back(saved, folder, profile=profile)


def test_after_a_restore_the_older_copy_is_the_known_one(folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    store, _ = create(folder, profile)
    path = backup.make(store, "test").path
    add_lines(store, ["a", "b", "c"])
    store.close()
    back(path, folder, profile=profile)
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.CONTINUES
        actions = [e.action for e in history.of_record("store", 0)]
        assert actions == ["restored", "restore"], "the restore, and going on with a copy older than was seen"


def test_the_journal_of_a_crash_is_not_played_into_the_restored_file(folder: Path, saved: Path) -> None:
    with opened(folder) as store:
        shutil.copy(folder / "council.gwb", folder / "whole")
        with store.operation("Much", "edit") as operation:
            from workbench.records import record
            from workbench.registers.retention_schedule import ScheduleLine

            record.add(ScheduleLine, [{"record_series": "x" * 900} for _ in range(3000)], operation.id)
            journal = (folder / "council.gwb-journal").read_bytes()
    (folder / "council.gwb").write_bytes(b"damaged" * 1000)
    (folder / "council.gwb-journal").write_bytes(journal)
    done = back(saved, folder)
    assert done.before is not None
    assert done.before.with_name(done.before.name + "-journal").read_bytes() == journal
    with opened(folder) as store:
        assert series(store) == ["before"]
        assert agreement.report(store).intact

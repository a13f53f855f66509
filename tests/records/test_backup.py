"""Backups: whole, opened and checked, kept by an age rule that ends (T15, the first half)."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
import zipfile
from pathlib import Path

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, FakeClock, add_lines, create, opened
from workbench.errors import Plain
from workbench.records import backup, history
from workbench.records.backup import NotWhole
from workbench.records.failures import CouldNotWrite, ReadOnlyPlace
from workbench.records.store import Store

NOW = dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)  # a Tuesday


def unpacked(path: Path, into: Path) -> tuple[Path, bytes, dict[str, object]]:
    """A backup taken apart by the standard library: the sealed copy, its key, its manifest."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == ["council.gwb", "council.keys", "manifest.json"]
        archive.extractall(into)
    key = raw.data_key(into / "council.keys", PASSPHRASE)
    return into / "council.gwb", key, json.loads((into / "manifest.json").read_bytes())


def test_a_backup_opens_by_itself_and_says_the_truth(store: Store, tmp_path: Path, time: FakeClock) -> None:
    add_lines(store, ["Minutes", "Agendas"])
    made = backup.make(store, "asked for")
    copy, key, said = unpacked(made.path, tmp_path / "apart")
    assert raw.rows(copy, key, "PRAGMA integrity_check") == [("ok",)]
    assert raw.rows(copy, key, "SELECT record_series FROM schedule_line") == [("Minutes",), ("Agendas",)]
    [(seq, code)] = raw.rows(copy, key, "SELECT seq, lower(hex(hash)) FROM history ORDER BY seq DESC LIMIT 1")
    assert said["head"] == {"seq": seq, "hash": code}
    assert said["sha256"] == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert said["size"] == copy.stat().st_size
    assert isinstance(said["counts"], dict)
    for table, count in said["counts"].items():
        assert raw.rows(copy, key, f'SELECT count(*) FROM "{table}"') == [(count,)]
    assert said["counts"]["schedule_line"] == 2
    assert (said["council"], said["reason"]) == ("Test Town Council", "asked for")
    assert (said["made"], said["version"]) == ("2026-11-24T10:00:00+00:00", 1)
    assert made.path.name == "council 2026-11-24 100000.gwbackup"


def test_nothing_personal_stands_in_plain_in_a_backup(store: Store) -> None:
    add_lines(store, ["Zebedee Featherstonehaugh"])
    content = backup.make(store, "test").path.read_bytes()
    assert b"Zebedee" not in content
    assert b"SQLite format" not in content


def test_a_backup_is_only_made_when_something_changed(store: Store, time: FakeClock) -> None:
    assert backup.make_if_changed(store, "on closing")
    assert backup.make_if_changed(store, "on closing") is None
    assert not backup.facts(store).changed_since
    add_lines(store, ["a"])
    assert backup.facts(store).changed_since
    assert backup.make_if_changed(store, "on closing")


def test_two_backups_in_a_second_are_two(store: Store, time: FakeClock) -> None:
    paths = {backup.make(store, "test").path for _ in range(3)}
    assert len(paths) == 3
    assert all(path.exists() for path in paths)


def test_backups_during_writes_hold_what_was_kept_at_that_moment(store: Store, tmp_path: Path) -> None:
    stop, failed = threading.Event(), list[BaseException]()

    def write() -> None:
        try:
            number = 0
            while not stop.is_set():
                add_lines(store, [f"Line {number}"])
                number += 1
                stop.wait(0.01)
        except BaseException as error:
            failed.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backup.make(store, "test") for _ in range(6)]
    finally:
        stop.set()
        writer.join()
    assert not failed
    counts = []
    for number, one in enumerate(made):
        copy, key, _ = unpacked(one.path, tmp_path / str(number))
        names = [name for (name,) in raw.rows(copy, key, "SELECT record_series FROM schedule_line ORDER BY id")]
        assert names == [f"Line {n}" for n in range(len(names))]
        assert raw.rows(copy, key, "SELECT count(*) FROM history WHERE action = 'add'") == [(len(names),)]
        counts.append(len(names))
    assert counts == sorted(counts)
    assert counts[-1] > counts[0]


def test_a_backup_is_never_made_inside_a_transaction(store: Store) -> None:
    with pytest.raises(AssertionError, match="its own transaction"), store.operation("Half", "edit"):
        backup.make(store, "test")


def test_a_copy_that_is_not_whole_is_no_backup(store: Store, folder: Path) -> None:
    add_lines(store, ["a"])
    connection = store.sealed.connection()
    connection.execute("DROP TRIGGER history_as_written")
    connection.execute("UPDATE history SET user = 'Nobody' WHERE seq = 2")
    with pytest.raises(NotWhole, match=r"entry 2 was altered.*Your file was not touched"):
        backup.make(store, "test")
    assert list((folder / "backups").iterdir()) == []


def test_files_that_are_no_backups_hinder_nobody(store: Store, folder: Path, time: FakeClock) -> None:
    made = backup.make(store, "test")
    content = made.path.read_bytes()
    strange = [b"", b"PK", content[:100], content[: len(content) // 2], content[:-30], b"\0" * 5000]
    strange += [content.replace(b'"form": 1', b'"form": "')]
    for number, some in enumerate(strange):
        (folder / "backups" / f"council 2026-11-25 10000{number}.gwbackup").write_bytes(some)
    assert list(backup.newest_first(folder / "backups")) == [made]
    facts = backup.facts(store)
    assert facts.last == made
    assert not facts.changed_since


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("form", "1"),
        ("version", None),
        ("made", "yesterday"),
        ("counts", []),
        ("counts", {"a": "b"}),
        ("head", {"seq": 1}),
        ("head", {"seq": "1", "hash": ""}),
        ("head", {"seq": 1, "hash": "xyz"}),
        ("council", 7),
        ("size", True),
    ],
)
def test_a_manifest_that_says_nonsense_is_none(store: Store, name: str, value: object) -> None:
    path = backup.make(store, "test").path
    with zipfile.ZipFile(path) as archive:
        about = json.loads(archive.read("manifest.json"))
    assert backup.Manifest.from_json(json.dumps(about | {"added later": 1}).encode()) == backup.manifest_of(path)
    with pytest.raises((ValueError, KeyError, TypeError)):
        backup.Manifest.from_json(json.dumps(about | {name: value}).encode())


def days_before(days: int) -> dt.datetime:
    """A moment so many days ago, at the same time."""
    return NOW - dt.timedelta(days=days)


def test_a_year_of_daily_backups_keeps_twelve_days_ten_weeks_nine_months() -> None:
    kept = backup.kept([days_before(n) for n in range(366)], NOW)
    days = [dt.date(2026, 11, 24) - dt.timedelta(days=n) for n in range(12)]
    weeks = [dt.date(2026, 11, 22) - dt.timedelta(weeks=n) for n in range(9)]  # the Sundays before this week's Tuesday
    months = [dt.date(2026, 10, 31), dt.date(2026, 9, 30), dt.date(2026, 8, 31), dt.date(2026, 7, 31)]
    months += [dt.date(2026, 6, 30), dt.date(2026, 5, 31), dt.date(2026, 4, 30), dt.date(2026, 3, 31)]
    assert {moment.date() for moment in kept} == {*days, *weeks, *months}


def test_every_backup_of_the_last_two_days_stays() -> None:
    hours = [NOW - dt.timedelta(hours=n) for n in range(72)]
    kept = backup.kept(hours, NOW)
    assert set(hours[:49]) <= kept
    assert len(kept) == 50, "of the third day its last one"


def test_no_backup_stays_for_longer_than_nine_months_of_thirty_one_days() -> None:
    rare = [days_before(n) for n in (0, 40, 80, 279, 280, 400, 2000)]
    assert backup.kept(rare, NOW) == set(rare[:4])


def test_a_clock_that_jumped_ahead_leaves_the_newest_three() -> None:
    made = [days_before(n) for n in range(30)]
    far = NOW.replace(year=2076)
    assert backup.kept([*made, far], far) == {far, *made[:2]}


def test_a_clock_that_went_back_takes_nothing_away() -> None:
    made = [days_before(n) for n in range(10)]
    back = NOW.replace(year=2016)
    assert backup.kept([*made, back], back) == {back, *made}


def test_rotation_leaves_what_is_not_ours_and_lets_the_file_before_a_restore_go(tmp_path: Path) -> None:
    names = [
        *("council 2024-01-01 100000.gwbackup", "before restore 2024-01-01 100000.gwb"),
        *("before restore 2024-01-01 100000.keys", "before restore 2026-11-01 100000.gwb"),
        *("before restore 2026-11-01 100000.keys", "my own copy.gwbackup", "notes.txt"),
        *(f"council 2026-11-2{n} 100000.gwbackup" for n in range(4)),
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    backup.rotate(tmp_path, dt.datetime(2026, 11, 24, tzinfo=dt.UTC))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(name for name in names if "2024" not in name)


def test_making_backups_for_a_year_keeps_few(store: Store, folder: Path, time: FakeClock) -> None:
    for _ in range(26):
        add_lines(store, ["a"])
        backup.make(store, "on closing")
        time.forward(days=14)
    dates = sorted(dt.date.fromisoformat(path.name[8:18]) for path in (folder / "backups").glob("council *"))
    last = (time.now - dt.timedelta(days=14)).date()
    assert dates[-1] == last
    assert (last - dates[0]).days <= 279
    assert len(dates) >= 14


def test_a_copy_in_a_second_place_reads_back_and_is_noted(store: Store, folder: Path, tmp_path: Path) -> None:
    made = backup.make(store, "test")
    stick = tmp_path / "stick" / "deeper"
    copied = backup.copy_to(folder, made, stick)
    assert copied.read_bytes() == made.path.read_bytes()
    noted = backup.facts(store).second
    assert noted is not None
    assert noted.path == copied


def test_a_second_place_that_cannot_be_written_is_said(store: Store, folder: Path, tmp_path: Path) -> None:
    made = backup.make(store, "test")
    (tmp_path / "stick").write_text("a file stands here")
    with pytest.raises(CouldNotWrite, match="choose another folder"):
        backup.copy_to(folder, made, tmp_path / "stick")
    assert backup.facts(store).second is None


def test_a_copy_that_does_not_read_back_is_removed(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(store, "test")
    monkeypatch.setattr(backup, "sha256_of", lambda path: "0" * 64)
    with pytest.raises(NotWhole, match=r"does not read back.*backup itself is safe"):
        backup.copy_to(folder, made, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_a_store_open_to_read_only_makes_no_backup(folder: Path, made: str) -> None:
    with opened(folder, read_only=True) as store:
        assert backup.make_if_changed(store, "on closing") is None
        with pytest.raises(ReadOnlyPlace):
            store.set_setting("a", 1)


def test_a_backup_notes_the_head_outside_the_folder(folder: Path, tmp_path: Path) -> None:
    store, _ = create(folder, tmp_path / "profile")
    add_lines(store, ["a"])
    backup.make(store, "test")
    [note] = (tmp_path / "profile").glob("*.seen.json")
    assert json.loads(note.read_bytes())["seq"] == history.head().seq
    store.close()


def test_what_a_crash_left_half_made_is_swept_away(store: Store, folder: Path) -> None:
    copies = ("council 2026-11-20 100000.gwbackup.new", "council.gwb.copy", "council.gwb.copy-journal")
    for name in (*(f"backups/{copy}" for copy in copies), "council.gwb.restoring"):
        (folder / name).write_bytes(b"x")
    (folder / "backups" / "my own.txt").write_bytes(b"x")
    made = backup.make(store, "test")
    assert sorted(path.name for path in (folder / "backups").iterdir()) == [made.path.name, "my own.txt"]
    assert not (folder / "council.gwb.restoring").exists()


def test_the_backups_folder_may_be_missing(store: Store, folder: Path) -> None:
    (folder / "backups").rmdir()
    assert backup.facts(store).last is None
    assert backup.make(store, "test").path.exists()
    with pytest.raises(Plain):
        backup.copy_to(folder, backup.Backup(folder / "none", backup.make(store, "test").manifest), folder)

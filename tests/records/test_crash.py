"""Processes killed at any moment, disks that are full, places where nothing can be written (T1, T3, T4, T8, T15)."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.records.conftest import PASSPHRASE, Zygote, add_lines, create, opened, reopen, series
from workbench.records import agreement, backup, history, record
from workbench.records.failures import CouldNotWrite, Missing, WrongPassphrase
from workbench.records.restore import restore
from workbench.records.undo import undo
from workbench.registers import MODELS
from workbench.registers.retention_schedule import ScheduleLine

chance = random.Random(20261124)


def wait() -> None:
    """Up to twenty milliseconds, so that the kill falls anywhere in a write."""
    time.sleep(chance.random() * 0.02)


def test_a_hundred_kills_lose_nothing_that_was_kept(folder: Path, made: str, zygote: Zygote) -> None:
    kept = torn = 0
    for _ in range(100):
        zygote.start("write", str(folder))
        first = zygote.line()
        wait()
        said = [int(word) for word in (first, *zygote.kill())]
        torn += (folder / "council.gwb-journal").exists()
        with opened(folder) as store:
            report = agreement.report(store)
            assert report.intact, report.sentences
            connection = store.sealed.connection()
            table = record.table_name(ScheduleLine)
            (rows,) = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()
            (entries,) = connection.execute("SELECT count(*) FROM history WHERE action = 'add'").fetchone()
            search = f'SELECT count(*) FROM "{table}_words" WHERE "{table}_words" MATCH ?'
            (words,) = connection.execute(search, ("closure",)).fetchone()
            connection.execute(f"""INSERT INTO "{table}_words"("{table}_words") VALUES ('integrity-check')""")
            assert rows == entries == words
            assert said[-1] <= rows <= said[-1] + 1
            assert said == list(range(kept + 1, kept + len(said) + 1))
            kept = rows
    assert kept >= 100
    assert torn > 5, "the control: the kills do fall into the middle of writes"


def test_a_kill_while_the_passphrase_changes_leaves_a_way_in(folder: Path, made: str, zygote: Zygote) -> None:
    for _ in range(20):
        zygote.start("passphrases", str(folder))
        first = zygote.line()
        wait()
        last = int([first, *zygote.kill()][-1])
        with opened(folder, made):
            pass
        ways = [way for way in (PASSPHRASE, str(last), str(last + 1)) if opens(folder, way)]
        assert ways
        with opened(folder, ways[0]) as store:
            store.change_passphrase(ways[0], PASSPHRASE)


def opens(folder: Path, passphrase: str) -> bool:
    """Whether the passphrase opens the files."""
    try:
        reopen(folder, passphrase, read_only=True).close()
    except WrongPassphrase:
        return False
    return True


def test_a_kill_during_a_backup_leaves_only_whole_ones(folder: Path, made: str, tmp_path: Path, zygote: Zygote) -> None:
    for number in range(15):
        zygote.start("backups", str(folder))
        zygote.line()
        wait()
        time.sleep(0.02)
        zygote.kill()
        with opened(folder) as store:
            assert agreement.report(store).intact
        for found in sorted((folder / "backups").glob("*.gwbackup"))[-1:]:
            place = tmp_path / str(number)
            restore(found, place, PASSPHRASE, MODELS)
            with opened(place) as store:
                assert agreement.report(store).intact
    with opened(folder) as store:
        backup.make(store, "test")
    assert not list((folder / "backups").glob("*.copy")) + list((folder / "backups").glob("*.new"))


def test_a_kill_during_a_restore_leaves_the_old_or_the_new(folder: Path, zygote: Zygote) -> None:
    store, _ = create(folder)
    add_lines(store, ["before"])
    made = backup.make(store, "test")
    add_lines(store, ["after"])
    store.close()
    zygote.start("restores", str(folder), str(made.path))
    zygote.line()
    began = time.monotonic()
    assert zygote.line() == "restored", "the control: a whole restore, and how long it takes here"
    lasts = time.monotonic() - began
    zygote.kill()
    with opened(folder) as store:
        assert series(store) == ["before"]
        add_lines(store, ["after"])
    seen = set()
    for _ in range(25):
        zygote.start("restores", str(folder), str(made.path))
        zygote.line()
        time.sleep(chance.random() * 2 * lasts)
        zygote.kill()
        with opened(folder) as store:
            assert agreement.report(store).intact
            seen.add(tuple(series(store)))
            if series(store) == ["before"]:
                add_lines(store, ["after"])
    assert seen <= {("before", "after"), ("before",)}


def test_a_kill_while_a_council_is_made_leaves_nothing_half_made(tmp_path: Path, zygote: Zygote) -> None:
    for number in range(20):
        folder = tmp_path / str(number)
        zygote.start("create", str(folder))
        zygote.line()
        time.sleep(chance.random() * 0.06)
        zygote.kill()
        if (folder / "council.gwb").exists():
            reopen(folder).close()
        else:
            with pytest.raises(Missing):
                reopen(folder)
            create(folder)[0].close()
            reopen(folder).close()


def test_a_kill_in_the_middle_of_an_import_leaves_nothing_of_it(
    folder: Path, made: str, tmp_path: Path, zygote: Zygote
) -> None:
    workbook = tmp_path / "schedule.csv"
    lines = [f"Files of the year {n},{n % 9 + 1} years after closure,Shred every month" for n in range(600)]
    workbook.write_text("\n".join(["Record series,Retention period,Disposal", *lines]), encoding="utf-8")
    for stay_at in ("Adding", "Finishing", "") * 5:
        zygote.start("imports", str(folder), str(workbook), stay_at)
        assert zygote.line() == "planned"
        if stay_at:
            assert zygote.line() == "staying"
        else:
            time.sleep(chance.random() * 0.06)
        applied = "applied" in zygote.kill()
        torn = (folder / "council.gwb-journal").exists()
        assert torn or not stay_at, "the control: these kills do fall into the import"
        with opened(folder) as store:
            assert agreement.report(store).intact
            assert len(series(store)) in ((600,) if applied else (0, 600))
            if series(store):
                assert undo(store, history.recent(1)[0].id).changes == 600
            for found in backup.newest_first(folder / "backups"):
                assert found.manifest.reason == "before import"


@pytest.mark.parametrize("kind", ["records", "backup", "settings", "import", "passphrase"])
def test_a_full_disk_is_said_and_loses_nothing(folder: Path, made: str, zygote: Zygote, kind: str) -> None:
    found = zygote.result("limited", str(folder), kind)
    assert found["told"].startswith("CouldNotWrite: ")
    assert "safe" in found["told"]
    assert found["count"] == found["done"] + 1
    assert found["intact"]
    assert found["leftovers"] == []
    with opened(folder) as store:
        assert agreement.report(store).intact


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A council in a folder that every user may pass through."""
    top = Path(tempfile.mkdtemp())
    top.chmod(0o755)
    yield top / "council"
    shutil.rmtree(top)


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can become someone else")
@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o555, 0o444), (0o755, 0o644), (0o555, 0o644), (0o755, 0o444)])
def test_what_may_not_be_written_can_be_read(
    open_to_all: Path, zygote: Zygote, folder_mode: int, file_mode: int
) -> None:
    folder = open_to_all
    store, _ = create(folder)
    add_lines(store, ["a"])
    store.close()
    for path in folder.iterdir():
        path.chmod(folder_mode if path.is_dir() else file_mode)
    folder.chmod(folder_mode)
    found = zygote.result("as_nobody", str(folder))
    assert found["rows"] == 2
    assert found["council"] == "Test Town Council"
    assert found["writing"].startswith("ReadOnlyPlace: ")
    assert found["for_work"].startswith("ReadOnlyPlace: ")
    assert "look but not change" in found["for_work"]


def test_a_full_disk_leaves_the_old_workbook_and_the_old_print(
    folder: Path, made: str, tmp_path: Path, zygote: Zygote
) -> None:
    found = zygote.result("written_out", str(folder), str(tmp_path))
    for kind in ("xlsx", "csv", "pdf"):
        assert "is full" in found[kind], kind
        assert "nothing was changed" in found[kind]
        assert (tmp_path / f"out.{kind}").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["out.csv", "out.pdf", "out.xlsx"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file stands here")
    with pytest.raises(CouldNotWrite, match="choose another folder"):
        create(tmp_path / "file" / "council")

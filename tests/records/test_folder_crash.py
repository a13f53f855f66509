"""Killed, or the disk full, while files of a linked folder are deleted: the log says what really went, and no name."""

from __future__ import annotations

import datetime as dt
import random
import time
from pathlib import Path

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, Zygote, create, opened
from tests.workflows.folder import OLD, entries, link, look, put, there
from workbench.errors import Plain
from workbench.records import agreement
from workbench.workflows.folders import deleting, journal, keeping

FILES = 23
WORD = "Xylophonist"
PIECES = (WORD, WORD[:7], "phonist")
chance = random.Random(20261125)


@pytest.fixture
def root(folder: Path, tmp_path: Path) -> Path:
    """A council that links a folder with old files whose names hold a word found nowhere else."""
    place = tmp_path / "letters"
    for number in range(FILES):
        put(place / f"{number:02d} {WORD}.doc", OLD)
    store, _ = create(folder)
    link(store, place)
    keeping.keep(store, 1, [f"00 {WORD}.doc"], f"{WORD} asked", dt.date(2999, 1, 1))
    store.close()
    return place


def hits(folder: Path) -> int:
    """The pages of the closed store that hold a piece of the word; no other file of the council may hold it at all."""
    for path in folder.rglob("*"):
        assert not path.is_file() or WORD.lower().encode() not in path.read_bytes().lower(), path
    key = raw.data_key(folder / "council.keys", PASSPHRASE)
    return max(raw.holds(folder / "council.gwb", key, piece) for piece in PIECES)


def settled(folder: Path, root: Path) -> list[int]:
    """Open again, as the program does: the numbers of the entries, after which everything agrees with the disk."""
    with opened(folder) as store:
        deleting.settle(store)
        assert journal.unfinished() == []
        assert deleting.owed(store, 1) == ""
        assert agreement.report(store).intact
        return [entry["quantity"] for entry in entries()]


@pytest.mark.parametrize("stay_at", ["0", "1", "4", "5", "7", "20", "entry"])
def test_a_kill_at_any_step_leaves_a_true_log(folder: Path, root: Path, zygote: Zygote, stay_at: str) -> None:
    zygote.start("folder_deletes", str(folder), stay_at)
    assert zygote.line() == "staying"
    zygote.kill()
    gone = FILES - len(there(root))
    assert gone == (int(stay_at) if stay_at != "entry" else FILES - 1)
    assert settled(folder, root) == ([gone] if gone else [])
    assert settled(folder, root) == ([gone] if gone else []), "it is entered once"


def test_kills_at_random_moments_leave_a_true_log(folder: Path, root: Path, zygote: Zygote) -> None:
    total = 0
    for _ in range(12):
        for number in range(1, FILES):
            put(root / f"{number:02d} {WORD}.doc", OLD)
        zygote.start("folder_deletes", str(folder), "")
        time.sleep(chance.random() * 0.4)
        zygote.kill()
        total += FILES - len(there(root))
        assert sum(settled(folder, root)) == total
    assert total > FILES, "the control: some of them came far"


@pytest.mark.parametrize("at", ["full 0", "full 3", "full 12", "full entry"])
def test_a_full_disk_leaves_a_true_log(folder: Path, root: Path, zygote: Zygote, at: str) -> None:
    said = zygote.result("folder_deletes", str(folder), at)
    assert "entered in the destruction log as soon as" in said["said"]
    assert said["settled"] == 1
    gone = FILES - len(there(root))
    assert gone >= 5
    assert settled(folder, root) == [gone]


def test_while_the_folder_is_away_nothing_is_said_to_be_gone(folder: Path, root: Path, zygote: Zygote) -> None:
    zygote.start("folder_deletes", str(folder), "7")
    zygote.line()
    zygote.kill()
    away = root.rename(root.with_name("away"))
    with opened(folder) as store:
        assert deleting.settle(store) == 0
        assert "when the folder is back" in deleting.owed(store, 1)
        assert entries() == []
        with pytest.raises(Plain, match="is not there"):
            look(store)
    away.rename(root)
    assert settled(folder, root) == [7]


def test_afterwards_no_page_holds_a_name(folder: Path, root: Path, zygote: Zygote) -> None:
    """Names stand in the journal while it is owed (the control) and in what was kept; then nowhere."""
    zygote.start("folder_deletes", str(folder), "12")
    zygote.line()
    zygote.kill()
    assert hits(folder) > 0
    settled(folder, root)
    assert hits(folder) > 0, "one file is kept, with its name and a reason"
    (root / f"00 {WORD}.doc").unlink()
    with opened(folder) as store:
        found = look(store)
        deleting.delete(store, found, found.due)
    assert hits(folder) == 0
    assert there(root) == set()

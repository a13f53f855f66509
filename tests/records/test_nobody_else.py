"""What others on the computer may read, and what a second name or another council's folder lets through."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.records.conftest import PASSPHRASE, add_lines, create
from workbench.records import backup, places
from workbench.records.failures import InUse
from workbench.records.places import MoveRefused
from workbench.records.restore import restore
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.saving import saved_as

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows says otherwise who may read a file")


@posix
def test_nobody_else_may_read_the_council_s_files(folder: Path) -> None:
    before = os.umask(0o022)
    try:
        store, _ = create(folder)
        backup.make(store, "by hand")
        store.close()
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert {name for name, mode in modes.items() if mode & 0o077} == set()
    assert "council.gwb" in modes


@posix
@pytest.mark.parametrize(
    ("before", "private", "after"),
    [(None, True, 0o600), (0o644, True, 0o600), (0o600, False, 0o600), (0o640, False, 0o640)],
)
def test_who_may_read_what_is_saved(tmp_path: Path, before: int | None, private: bool, after: int) -> None:
    path = tmp_path / "sheet.pdf"
    if before is not None:
        path.write_bytes(b"old")
        path.chmod(before)
    with saved_as(path, "PDF", private=private) as unfinished:
        assert not stat.S_IMODE(unfinished.stat().st_mode) & 0o077
        unfinished.write_bytes(b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", after)


@posix
def test_what_is_saved_anew_is_as_the_system_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        with saved_as(tmp_path / "list.xlsx", "workbook") as unfinished:
            unfinished.write_bytes(b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "list.xlsx").stat().st_mode) == 0o640


def linked(folder: Path, tmp_path: Path) -> tuple[Store, Path, Path]:
    """An open store, another folder whose file is a link to the same, and a backup."""
    store, _ = create(folder)
    add_lines(store, ["Minutes"])
    made = backup.make(store, "by hand")
    other = tmp_path / "other"
    other.mkdir()
    (other / "council.gwb").symlink_to(folder / "council.gwb")
    (other / "council.keys").write_bytes((folder / "council.keys").read_bytes())
    return store, other, made.path


@posix
def test_a_second_name_is_no_way_round_the_lock(folder: Path, tmp_path: Path) -> None:
    store, other, made = linked(folder, tmp_path)
    with pytest.raises(InUse, match="under another name"):
        restore(made, other, PASSPHRASE, MODELS)
    with pytest.raises(InUse, match="under another name"):
        places.move_store(other, tmp_path / "new")
    assert (other / "council.gwb").is_symlink()
    store.close()
    restore(made, other, PASSPHRASE, MODELS)  # the control: nobody has it open now


@pytest.mark.parametrize("left", ["council.keys", "backups"])
def test_another_council_s_keys_and_backups_are_not_written_over(folder: Path, tmp_path: Path, left: str) -> None:
    create(folder)[0].close()
    theirs = tmp_path / "theirs"
    store, _ = create(theirs)
    backup.make(store, "by hand")
    store.close()
    (theirs / "council.gwb").rename(tmp_path / "elsewhere.gwb")
    if left == "backups":
        (theirs / "council.keys").unlink()
    else:
        for path in (theirs / "backups").iterdir():
            path.unlink()
    before = {path: path.read_bytes() for path in theirs.rglob("*") if path.is_file()}
    with pytest.raises(MoveRefused, match="already holds"):
        places.move_store(folder, theirs)
    assert before.items() <= {path: path.read_bytes() for path in theirs.rglob("*") if path.is_file()}.items()
    Store.open(folder, PASSPHRASE, MODELS).close()


def test_a_rehearsal_that_was_killed_leaves_no_copy_for_ever(folder: Path) -> None:
    store, _ = create(folder)
    left = folder / "rehearsal-abc"
    left.mkdir()
    (left / "council.gwb.restoring").write_bytes(b"a whole council")
    backup.make(store, "by hand")
    store.close()
    assert not left.exists()


def test_the_copy_that_is_not_wanted_goes_when_a_move_is_taken_back(folder: Path, tmp_path: Path) -> None:
    create(folder)[0].close()
    move = places.move_store(folder, tmp_path / "new")
    places.take_back(move)
    assert not [path for path in (tmp_path / "new").iterdir() if path.name.startswith("council.gwb")]
    Store.open(folder, PASSPHRASE, MODELS).close()

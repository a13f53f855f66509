"""Copies of one council's files on one computer: what goes in one for practice does not go in the others."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.helpers import PASSPHRASE
from tests.workflows.test_destroyed_stays import add, council, destroy, today
from workbench.records import again, anchors, backup, history
from workbench.records.query import every
from workbench.records.restore import restore
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.registers.holdings import Holding
from workbench.workflows import broughtback

__all__ = ["today"]  # the day of every test here


def opened(folder: Path, tmp_path: Path, *, read_only: bool = False) -> Store:
    """A council's files, with the profile that all folders of a computer share."""
    return Store.open(folder, PASSPHRASE, MODELS, profile=tmp_path / "profile", read_only=read_only)


def boxes(store: Store) -> list[str]:
    """What stands."""
    return [row.values[0] for row in every(Holding, (Holding.description,)).rows()]


def stands(folder: Path, tmp_path: Path) -> list[str]:
    """What stands after opening."""
    store = opened(folder, tmp_path)
    try:
        assert history.verify().intact
        return boxes(store)
    finally:
        store.close()


def practise(folder: Path, tmp_path: Path) -> Path:
    """A copy of the folder in which the second box was destroyed for practice."""
    copy = tmp_path / "practice"
    shutil.copytree(folder, copy)
    store = opened(copy, tmp_path)
    assert destroy(store, 2) == ["2026/002"]
    store.close()
    return copy


@pytest.mark.parametrize("moved_on", [False, True])
@pytest.mark.parametrize("read_only", [False, True])
def test_what_went_in_a_copy_for_practice_stays_and_is_asked_about(
    tmp_path: Path, moved_on: bool, read_only: bool
) -> None:
    folder, _ = council(tmp_path)
    practise(folder, tmp_path)
    if moved_on:
        store = opened(folder, tmp_path)
        add(store, "Three")
        store.close()
    store = opened(folder, tmp_path, read_only=read_only)
    assert boxes(store) == ["Two", "Three"][: 1 + moved_on]
    assert store.elsewhere == {Holding: [2]}
    assert again.sentence(store).startswith("In another copy of these files 1 record that still stands here went")
    store.close()


def test_what_was_left_is_not_asked_about_again_but_what_goes_later_is(tmp_path: Path) -> None:
    folder, _ = council(tmp_path)
    store = opened(folder, tmp_path)
    add(store, "Three")
    store.close()
    copy = practise(folder, tmp_path)
    store = opened(folder, tmp_path)
    again.leave(store)
    assert again.sentence(store) == ""
    store.close()
    store = opened(folder, tmp_path)
    assert (boxes(store), store.elsewhere) == (["Two", "Three"], {})
    store.close()
    store = opened(copy, tmp_path)
    destroy(store, 3)
    store.close()
    store = opened(folder, tmp_path)
    assert store.elsewhere == {Holding: [3]}
    store.close()


def test_where_the_copy_counts_it_goes_here_too(tmp_path: Path) -> None:
    folder, _ = council(tmp_path)
    practise(folder, tmp_path)
    store = opened(folder, tmp_path)
    again.destroy_too(store)
    assert boxes(store) == []
    assert history.verify().intact
    store.close()
    assert stands(folder, tmp_path) == []


def test_a_record_added_here_after_the_copies_parted_is_not_the_copys(tmp_path: Path) -> None:
    """Both give the same id to different boxes."""
    folder, _ = council(tmp_path)
    copy = tmp_path / "practice"
    shutil.copytree(folder, copy)
    store = opened(copy, tmp_path)
    [box] = add(store, "Of the copy")
    destroy(store, box)
    store.close()
    store = opened(folder, tmp_path)
    assert add(store, "Of the original") == [box]
    store.close()
    store = opened(folder, tmp_path)
    assert (boxes(store), store.elsewhere) == (["Two", "Of the original"], {})
    store.close()


def test_a_copy_behind_the_original_asks_too(tmp_path: Path) -> None:
    """The other way round: what the original destroyed is asked about in a copy that went its own way."""
    folder, _ = council(tmp_path)
    copy = tmp_path / "practice"
    shutil.copytree(folder, copy)
    store = opened(copy, tmp_path)
    add(store, "Of the copy")
    store.close()
    store = opened(folder, tmp_path)
    destroy(store, 2)
    store.close()
    store = opened(copy, tmp_path)
    assert (boxes(store), store.elsewhere) == (["Two", "Of the copy"], {Holding: [2]})
    store.close()


def test_a_backup_of_the_original_is_spared_what_went_in_the_copy(tmp_path: Path) -> None:
    """Backup of both boxes; the first goes in the original, the second in a copy; the backup is brought back."""
    folder, made = council(tmp_path)
    practise(folder, tmp_path)
    restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    store = opened(folder, tmp_path)
    assert (boxes(store), store.elsewhere) == (["Two"], {Holding: [2]})
    store.close()


def test_a_backup_brought_back_as_a_trial_elsewhere_shows_nothing_that_went(tmp_path: Path) -> None:
    folder, made = council(tmp_path)
    restore(made, tmp_path / "trial", PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert stands(tmp_path / "trial", tmp_path) == ["Two"]
    store = opened(tmp_path / "trial", tmp_path)
    destroy(store, 2)
    store.close()
    store = opened(folder, tmp_path)
    assert (boxes(store), store.elsewhere) == (["Two"], {Holding: [2]}), "the original is asked, and keeps it"
    store.close()


def test_a_moved_folder_goes_on_and_so_do_its_backups(tmp_path: Path) -> None:
    folder, made = council(tmp_path)
    moved = tmp_path / "moved"
    folder.rename(moved)
    store = opened(moved, tmp_path)
    assert store.elsewhere == {}
    destroy(store, *add(store, "Three"))
    store.close()
    restore(moved / "backups" / made.name, moved, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert stands(moved, tmp_path) == ["Two"]


def test_a_crash_before_the_list_was_written_is_made_good_by_the_file_itself(tmp_path: Path) -> None:
    folder, made = council(tmp_path)
    for path in [*tmp_path.rglob("*.destroyed.json")]:
        path.unlink()
    restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert stands(folder, tmp_path) == ["Two"]


@pytest.mark.parametrize("lost", [("council", "profile"), ("council", "profile", "stick list"), ()])
def test_whether_anything_tells_of_what_went_since(tmp_path: Path, lost: tuple[str, ...]) -> None:
    """A list on the stick is newer than the backup; without it and with the disk lost nothing is."""
    folder, made = council(tmp_path, tmp_path / "stick")
    if "stick list" in lost:
        next((tmp_path / "stick").glob("*.destroyed.json")).unlink()
    for name in set(lost) - {"stick list"}:
        shutil.rmtree(tmp_path / name)
    done = restore(made, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert done.newer is ("stick list" not in lost)


def test_the_newest_backup_on_the_same_computer_needs_no_code(tmp_path: Path) -> None:
    folder, _ = council(tmp_path)
    store = opened(folder, tmp_path)
    made = backup.make(store, "by hand")
    store.close()
    seen = anchors.read(tmp_path / "profile", made.manifest.store_id)
    assert seen is not None
    assert seen.seq == made.manifest.head.seq
    assert restore(made.path, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile").newer


def test_a_printed_code_that_the_copy_does_not_know_says_what_is_missing(tmp_path: Path) -> None:
    """The first box is logged, then a backup, then the second box is and printed; all but the stick is lost."""
    folder, _ = council(tmp_path)
    store = opened(folder, tmp_path)
    known, made = history.head().code, backup.make(store, "by hand")
    (tmp_path / "stick").mkdir()
    copy = tmp_path / "stick" / made.path.name
    shutil.copy(made.path, copy)
    destroy(store, 2)
    printed = history.head().code
    store.close()
    for lost in ("council", "profile"):
        shutil.rmtree(tmp_path / lost)
    done = restore(copy, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
    assert done.doubt.startswith("Nothing found here tells what was destroyed after ")
    store = opened(folder, tmp_path, read_only=True)
    assert broughtback.check(known).well
    answer = broughtback.check(printed)
    assert (answer.well, answer.title, answer.missing) == (False, "Entries since are missing.", ())
    assert "The last entry here is 2026/001." in answer.text
    store.close()

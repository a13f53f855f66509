"""Good and poor folders for the council's files, and moving them: copied, checked, switched, the old kept."""

from __future__ import annotations

import os
import random
import time as clock_time
from pathlib import Path

import pytest

from tests.records.conftest import Zygote, add_lines, create, opened, reopen, series
from workbench.records import agreement, backup, places
from workbench.records.failures import CouldNotWrite, InUse, Missing
from workbench.records.places import Kind, MoveRefused


def kinds(folder: Path, environment: dict[str, str] | None = None) -> list[Kind]:
    """What speaks against a folder."""
    return [warned.kind for warned in places.warnings(folder, environment or {})]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/jo/OneDrive - Sample Town Council/records", "OneDrive"),
        ("/home/jo/Dropbox/records", "Dropbox"),
        ("/home/jo/Google Drive/records", "Google Drive"),
        ("/Users/jo/Library/Mobile Documents/records", "iCloud"),
        ("/home/jo/Nextcloud", "Nextcloud"),
        ("/home/jo/Box/records", "Box"),
    ],
)
def test_a_synced_folder_is_named_with_the_reason(folder: str, service: str) -> None:
    [warned] = places.warnings(Path(folder), {})
    assert warned.kind is Kind.SYNCED
    assert service in warned.sentence
    assert "Choose a folder on this computer only." in warned.sentence


def test_a_folder_that_windows_keeps_in_onedrive_is_known_by_its_setting(tmp_path: Path) -> None:
    assert kinds(tmp_path / "records", {"OneDriveCommercial": str(tmp_path)}) == [Kind.SYNCED]
    assert kinds(tmp_path / "records", {"OneDriveCommercial": str(tmp_path / "elsewhere")}) == []


def test_a_link_into_a_synced_folder_is_no_way_round(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "records").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox" / "records")
    assert kinds(tmp_path / "link") == [Kind.SYNCED]


@pytest.mark.skipif(os.name == "nt", reason="Windows says by the letter of the drive what it is")
def test_a_memory_stick_and_a_share_are_named() -> None:
    assert kinds(Path("/media/jo/STICK/records")) == [Kind.REMOVABLE]
    assert kinds(Path("/run/media/jo/STICK")) == [Kind.REMOVABLE]
    assert kinds(Path("//server/share/records")) == [Kind.NETWORK]


@pytest.mark.parametrize("name", ["Documents", "My driveway", "boxes", "Records"])
def test_a_good_folder_is_not_warned_of(tmp_path: Path, name: str) -> None:
    assert kinds(tmp_path / name) == []


def test_the_file_system_is_that_of_the_longest_mount_point_above(tmp_path: Path) -> None:
    table = tmp_path / "mounts"
    table.write_text(
        "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/the\\040office nfs4 rw 0 0\n"
        "/dev/sdb1 /mnt/the\\040office/local ext4 rw 0 0\nbroken\n"
    )
    assert places._mounted_as(Path("/mnt/the office/records"), table) == "nfs4"
    assert places._mounted_as(Path("/mnt/the office/local/records"), table) == "ext4"
    assert places._mounted_as(Path("/mnt/the officer"), table) == "ext4"
    assert places._mounted_as(Path("/x"), tmp_path / "none") == ""


@pytest.fixture
def council(folder: Path) -> Path:
    """A closed council with a line and a backup."""
    store, _ = create(folder)
    add_lines(store, ["a"])
    backup.make(store, "test")
    store.close()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the council's, the lock and the note apart."""
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {name: content for name, content in found.items() if name not in ("council.lock", "council.moved")}


def test_a_move_copies_everything_switches_and_keeps_the_old_until_told(council: Path, tmp_path: Path) -> None:
    before = files(council)
    move = places.move_store(council, tmp_path / "deep" / "new")
    assert files(move.new) == before
    assert files(council) == before, "the old files stay"
    with pytest.raises(Missing, match=f"were moved to {move.new}"):
        reopen(council)
    with opened(move.new) as store:
        assert series(store) == ["a"]
        assert agreement.report(store).intact
    places.confirm(move)
    assert files(council) == {}
    with pytest.raises(Missing, match=f"were moved to {move.new}"):
        reopen(council)
    reopen(move.new).close()


def test_a_move_is_taken_back(council: Path, tmp_path: Path) -> None:
    move = places.move_store(council, tmp_path / "new")
    places.take_back(move)
    with opened(council) as store:
        assert series(store) == ["a"]
    with pytest.raises(Missing):
        reopen(move.new)


def test_files_can_be_moved_there_and_back_and_there_again(council: Path, tmp_path: Path) -> None:
    here, there = council, tmp_path / "new"
    for _ in range(2):
        places.confirm(places.move_store(here, there))
        with opened(there) as store:
            add_lines(store, ["more"])
        places.confirm(places.move_store(there, here))
        with opened(here) as store:
            add_lines(store, ["more"])
            assert agreement.report(store).intact
        with pytest.raises(Missing, match=f"were moved to {here}"):
            reopen(there)
    with opened(here) as store:
        assert series(store) == ["a"] + ["more"] * 4


def test_back_to_a_folder_whose_old_files_were_kept_is_refused_in_words(council: Path, tmp_path: Path) -> None:
    """They are older than the files that would take their place; whoever kept them decides."""
    move = places.move_store(council, tmp_path / "new")
    with opened(move.new) as store:
        add_lines(store, ["b"])
    with pytest.raises(MoveRefused, match="already holds a council's files"):
        places.move_store(move.new, council)
    with opened(move.new) as store:
        assert series(store) == ["a", "b"]


def test_a_folder_that_holds_other_files_is_refused(council: Path, tmp_path: Path) -> None:
    create(tmp_path / "other")[0].close()
    before = files(tmp_path / "other")
    with pytest.raises(MoveRefused, match="already holds a council's files"):
        places.move_store(council, tmp_path / "other")
    assert files(tmp_path / "other") == before
    reopen(council).close()


@pytest.mark.parametrize("inner", [".", "backups", "backups/new"])
def test_a_folder_that_would_go_with_the_old_files_is_refused(council: Path, inner: str) -> None:
    before = files(council)
    with pytest.raises(MoveRefused, match="Nothing was changed"):
        places.move_store(council, council / inner)
    assert files(council) == before
    reopen(council).close()


def test_open_files_are_not_moved(council: Path, tmp_path: Path) -> None:
    with opened(council), pytest.raises(InUse):
        places.move_store(council, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_place_that_cannot_be_written_leaves_all_as_it_was(council: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file stands here")
    with pytest.raises(CouldNotWrite, match="choose another folder"):
        places.move_store(council, tmp_path / "file" / "new")
    reopen(council).close()


def test_a_copy_that_does_not_read_back_moves_nothing(
    council: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "sha256_of", lambda path: "0" * 64)
    with pytest.raises(MoveRefused, match=r"does not read back.*safe where they were"):
        places.move_store(council, tmp_path / "new")
    reopen(council).close()


def test_a_crash_leaves_a_journal_that_moves_along(council: Path, tmp_path: Path, zygote: Zygote) -> None:
    for number in range(5):
        zygote.start("write", str(council))
        first = zygote.line()
        kept = int([first, *zygote.kill()][-1])
        move = places.move_store(council, tmp_path / str(number))
        with opened(move.new) as store:
            assert agreement.report(store).intact
            assert kept <= len(series(store)) <= kept + 1
        places.confirm(move)
        council = move.new


def test_kills_during_a_move_leave_one_place_that_opens(council: Path, tmp_path: Path, zygote: Zygote) -> None:
    with opened(council) as store:
        for _ in range(20):
            backup.make(store, "test")
    chance = random.Random(5)
    for number in range(12):
        new = tmp_path / f"new{number}"
        zygote.start("moves", str(council), str(new))
        zygote.line()
        clock_time.sleep(chance.random() * 0.03)
        zygote.kill()
        moved = (council / "council.moved").exists()
        with opened(new if moved else council) as store:
            assert series(store) == ["a"]
        move = places.Move(council, new) if moved else places.move_store(council, new)
        places.confirm(move)
        council = new

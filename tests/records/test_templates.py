"""The council's own letters go into a backup and come back; nothing newer is written over, nothing leads elsewhere."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.records.conftest import PASSPHRASE, create, opened
from workbench.records import backup, templates
from workbench.records.restore import BackupDamaged, NoBackup, Restored, rehearse, restore
from workbench.registers import MODELS

OLD, NEW = 1_700_000_000, 1_800_000_000  # moments of November 2023 and January 2027


def letter(folder: Path, name: str, content: bytes, moment: int = OLD) -> Path:
    """A letter beside the store, changed at a moment."""
    path = folder / "letters" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (moment, moment))
    return path


def made(folder: Path) -> backup.Backup:
    """A backup of the council."""
    with opened(folder) as store:
        return backup.make(store, "test")


@pytest.fixture
def saved(folder: Path) -> Path:
    """A council with two letters of its own, and its backup."""
    create(folder)[0].close()
    letter(folder, "acknowledgement.docx", b"Dear neighbour")
    letter(folder, "stage1.docx", b"We looked into it")
    return made(folder).path


def back(path: Path, folder: Path) -> Restored:
    """Restore."""
    return restore(path, folder, PASSPHRASE, MODELS)


def test_another_program_finds_the_letters_in_the_backup(saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        assert archive.read("letters/stage1.docx") == b"We looked into it"
        said = json.loads(archive.read("manifest.json"))["letters"]
    assert [(one["name"], one["size"]) for one in said] == [("acknowledgement.docx", 14), ("stage1.docx", 17)]


def test_they_come_back_on_a_new_computer_as_old_as_they_were(saved: Path, tmp_path: Path) -> None:
    copy = tmp_path / "stick.gwbackup"
    shutil.move(saved, copy)
    place = tmp_path / "new computer"
    said = back(copy, place).letters
    assert said == "The council’s own letters acknowledgement.docx, stage1.docx came back."
    path = place / "letters" / "stage1.docx"
    assert (path.read_bytes(), path.stat().st_mtime) == (b"We looked into it", OLD)


def test_a_newer_letter_stays_and_that_is_said(folder: Path, saved: Path) -> None:
    path = letter(folder, "stage1.docx", b"Better words", NEW)
    assert back(saved, folder).letters == "The letter stage1.docx here is newer than the one in the backup, and stays."
    assert path.read_bytes() == b"Better words"


def test_an_older_letter_gives_way_and_is_kept_beside(folder: Path, saved: Path) -> None:
    path = letter(folder, "stage1.docx", b"Older words", OLD - 1000)
    assert back(saved, folder).letters == "The council’s own letter stage1.docx came back."
    assert path.read_bytes() == b"We looked into it"
    assert path.with_name("stage1 before restore.docx").read_bytes() == b"Older words"


def test_letters_that_are_as_they_were_are_not_spoken_of(folder: Path, saved: Path) -> None:
    assert back(saved, folder).letters == ""


def test_a_letter_that_cannot_be_written_hinders_no_restore(folder: Path, saved: Path) -> None:
    (folder / "letters" / "stage1.docx").unlink()
    (folder / "letters" / "stage1.docx").mkdir()
    os.utime(folder / "letters" / "stage1.docx", (OLD, OLD))
    assert back(saved, folder).letters.startswith("The letter stage1.docx could not be put back")


def test_a_changed_letter_alone_is_worth_a_backup(folder: Path, saved: Path) -> None:
    with opened(folder) as store:
        assert backup.make_if_changed(store, "on closing") is None
        letter(folder, "stage1.docx", b"Better words now!", NEW)
        assert backup.make_if_changed(store, "on closing") is not None
        (folder / "letters" / "stage1.docx").unlink()
        assert backup.make_if_changed(store, "on closing") is not None


@pytest.mark.parametrize("name", ["über.docx", "con.docx", "a" * 100 + ".docx", "-x.docx"])
def test_what_cannot_go_into_a_backup_is_said(folder: Path, saved: Path, name: str) -> None:
    letter(folder, name, b"x")
    fresh = made(folder)
    assert fresh.left == (name,)
    assert name in fresh.without
    assert [one.name for one in fresh.manifest.letters] == ["acknowledgement.docx", "stage1.docx"]


def test_letters_that_are_too_large_or_too_many_are_left_and_said(
    folder: Path, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templates, "MOST_EACH", 15)
    assert made(folder).left == ("stage1.docx",)
    monkeypatch.setattr(templates, "MOST_EACH", 1000)
    monkeypatch.setattr(templates, "MOST_ALL", 20)
    assert made(folder).left == ("stage1.docx",)
    monkeypatch.setattr(templates, "MOST_ALL", 1000)
    monkeypatch.setattr(templates, "MOST_FILES", 1)
    assert made(folder).left == ("stage1.docx",)


def test_a_link_and_what_word_leaves_beside_an_open_letter_are_no_letters(folder: Path, saved: Path) -> None:
    secret = folder.parent / "secret.docx"
    secret.write_bytes(b"secret")
    (folder / "letters" / "link.docx").symlink_to(secret)
    letter(folder, "~$stage1.docx", b"lock")
    fresh = made(folder)
    assert (fresh.left, len(fresh.manifest.letters)) == ((), 2)


def rewritten(path: Path, names: dict[str, str], letters: dict[str, bytes]) -> None:
    """The backup with other names in its manifest and other letters in it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old, new in names.items():
        parts["manifest.json"] = parts["manifest.json"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**parts, **letters}.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("name", ["../stage1.docx", "/tmp/x.docx", "a/b.docx", "c:x.docx", "con.docx", "x.exe"])
def test_a_name_that_leads_elsewhere_is_no_letter(folder: Path, saved: Path, tmp_path: Path, name: str) -> None:
    rewritten(saved, {"stage1.docx": name}, {f"letters/{name}": b"We looked into it"})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(NoBackup):
        back(saved, folder)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("content", [b"We looked into IT", b"We looked into it" * 2, b""])
def test_a_letter_that_is_not_what_was_put_in_is_damage(folder: Path, saved: Path, content: bytes) -> None:
    rewritten(saved, {}, {"letters/stage1.docx": content})
    with pytest.raises(BackupDamaged):
        rehearse(saved, folder, PASSPHRASE)
    with pytest.raises(BackupDamaged):
        back(saved, folder)
    assert (folder / "letters" / "stage1.docx").read_bytes() == b"We looked into it"


def test_a_backup_from_before_letters_were_taken_in_still_comes_back(folder: Path, saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.startswith("letters/")}
    said = json.loads(parts["manifest.json"])
    del said["letters"]
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in {**parts, "manifest.json": json.dumps(said).encode()}.items():
            archive.writestr(name, content)
    assert back(saved, folder).letters == ""
    assert (folder / "letters" / "stage1.docx").read_bytes() == b"We looked into it"

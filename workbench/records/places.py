"""Whether a folder is a good place for the council's files, and moving them to another."""

from __future__ import annotations

import ctypes
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbench import clock
from workbench.errors import Plain
from workbench.records import backup, keys
from workbench.records.failures import told
from workbench.records.files import copy_whole, sha256_of, sync_folder, write_whole
from workbench.records.keys import kept_before
from workbench.records.layout import BACKUPS, KEYS, LETTERS, LOCK, MOVED, STORE
from workbench.records.lock import Lock
from workbench.records.threshold import expect

_ONEDRIVE = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_SYNCED = (
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
)
_SYNCED_ALONE = {"my drive": "Google Drive", "box": "Box", "box sync": "Box"}  # as the whole name of a folder
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "davfs", "fuse.davfs2"}
_REMOVABLE_ROOTS = ("/media/", "/run/media/")
_WINDOWS_REMOVABLE, _WINDOWS_NETWORK = 2, 4


class Kind(StrEnum):
    """Why a place is a poor one."""

    SYNCED = "synced"
    NETWORK = "network"
    REMOVABLE = "removable"


@dataclass(frozen=True)
class Warned:
    """One reason against a folder, as a sentence for the person."""

    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Move:
    """A finished move: the old files are kept until `confirm` or `take_back`."""

    old: Path
    new: Path


class MoveRefused(Plain):
    """The files cannot be moved there."""


def warnings(folder: Path, environment: Mapping[str, str] = os.environ) -> tuple[Warned, ...]:
    """What speaks against keeping the council's files in a folder; nothing for a good place."""
    named, real = folder.absolute(), folder.resolve()  # a link may lead into a synced folder
    found = (
        _synced(named, environment) or _synced(real, environment),
        _network(named) or _network(real),
        _removable(named) or _removable(real),
    )
    return tuple(warned for warned in found if warned)


def move_store(old: Path, new: Path) -> Move:
    """Copy the council's closed files to a folder, check the copy, and point the old folder to it.

    The old files stay until `confirm`; they no longer open. Moving again after a crash goes on where it stopped.
    Raises MoveRefused, Missing, InUse, ReadOnlyPlace, CouldNotWrite; then the old files are as they were.
    """
    expect(old)
    old, new = old.resolve(), new.absolute()
    if new.resolve() == old:
        raise MoveRefused(f"The council's files are in {old} already. Nothing was changed. Choose another folder.")
    if new.resolve().is_relative_to(old / BACKUPS):
        raise MoveRefused(f"{new} is the folder of the backups. Nothing was changed. Choose another folder.")
    with told(new / STORE):
        lock = Lock(old / LOCK)
        try:
            lock.also(old / STORE)
            (new / BACKUPS).mkdir(parents=True, exist_ok=True)
            if (old / LETTERS).is_dir():
                (new / LETTERS).mkdir(exist_ok=True)
            _refuse_filled(old, new)
            for name in _files(old):
                _copied(old / name, new / name)
            # They may have lain there before; two folders that point to each other would open in neither.
            (new / MOVED).unlink(missing_ok=True)
            sync_folder(new)
            note = {"to": str(new), "when": clock.now().isoformat(timespec="seconds")}
            write_whole(old / MOVED, json.dumps(note).encode())
        finally:
            lock.release()
    return Move(old, new)


def confirm(move: Move) -> None:
    """Remove the old files, now that the new ones were opened and found right; the note where they went stays."""
    with told(move.old / STORE):
        expect(move.new)
        for name in reversed(_files(move.old)):
            (move.old / name).unlink(missing_ok=True)
        (move.old / LOCK).unlink(missing_ok=True)
        for folder in (BACKUPS, LETTERS):
            with suppress(OSError):  # somebody's own file lies in it
                (move.old / folder).rmdir()


def take_back(move: Move) -> None:
    """Go back to the old files: they open again, and the copy of them in the new folder goes."""
    with told(move.old / STORE):
        (move.new / STORE).unlink(missing_ok=True)
        (move.old / MOVED).unlink(missing_ok=True)


def _files(folder: Path) -> list[str]:
    """Everything that is the council's, the store last: a folder with a store has all the rest."""
    names = [KEYS, kept_before(Path(KEYS)).name]
    backups = sorted(f"{BACKUPS}/{path.name}" for path in (folder / BACKUPS).glob("*") if path.is_file())
    letters = sorted(f"{LETTERS}/{path.name}" for path in (folder / LETTERS).glob("*.docx") if path.is_file())
    journal = STORE + "-journal"
    return [name for name in (*names, *backups, *letters, journal, STORE) if (folder / name).is_file()]


def _refuse_filled(old: Path, new: Path) -> None:
    there = new / STORE
    other = there.exists() and sha256_of(there) != sha256_of(old / STORE)
    if other or _another_council(old, new):
        raise MoveRefused(f"{new} already holds a council's files. Nothing was changed. Choose an empty folder.")


def _another_council(old: Path, new: Path) -> bool:
    """Whether keys or backups lie there that are not this council's: they would be written over or mixed."""
    ours = keys.read(old / KEYS).store_id
    if (new / KEYS).exists() and _store_id(new) != ours:
        return True
    return any(made.manifest.store_id != ours for made in backup.newest_first(new / BACKUPS))


def _store_id(folder: Path) -> str:
    """Which council the keys in a folder belong to; '' where they cannot be read."""
    with suppress(keys.KeyFileDamaged):
        return keys.read(folder / KEYS).store_id
    return ""


def _copied(source: Path, target: Path) -> None:
    if copy_whole(source, target) != sha256_of(target):
        raise MoveRefused(
            f"{target.name} does not read back from {target.parent} as it was written, so nothing was moved. "
            "The files are safe where they were. Choose another folder."
        )


def synced_by(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The name of the service that looks as if it copied a folder to the internet; empty where none does."""
    names = [name for name in _ONEDRIVE if environment.get(name) and folder.is_relative_to(environment[name])]
    parts = [part.lower() for part in folder.parts]
    known = [label for word, label in _SYNCED if any(word in part for part in parts)]
    known += [_SYNCED_ALONE[part] for part in parts if part in _SYNCED_ALONE]
    return "OneDrive" if names else next(iter(known), "")


def _synced(folder: Path, environment: Mapping[str, str]) -> Warned | None:
    service = synced_by(folder, environment)
    if not service:
        return None
    return Warned(
        Kind.SYNCED,
        f"{folder} looks like a folder that {service} copies to the internet. It may copy the file while it is being "
        "written, keeps old versions of what you destroy, and can put an old file over the new one. "
        "Choose a folder on this computer only.",
    )


def _network(folder: Path) -> Warned | None:
    text = str(folder)
    share = text.startswith(("\\\\", "//"))
    if not share and _windows_drive(folder) != _WINDOWS_NETWORK and _mounted_as(folder) not in _NETWORK_TYPES:
        return None
    return Warned(
        Kind.NETWORK,
        f"{folder} is on another computer. If the connection breaks while something is written, the file can be "
        "harmed. Choose a folder on this computer, and a folder there for the copies of your backups.",
    )


def _removable(folder: Path) -> Warned | None:
    if not str(folder).startswith(_REMOVABLE_ROOTS) and _windows_drive(folder) != _WINDOWS_REMOVABLE:
        return None
    return Warned(
        Kind.REMOVABLE,
        f"{folder} is on a memory stick or a drive that can be taken out. If it is lost or pulled out too soon, the "
        "records go with it. Choose a folder on this computer, and the stick for the copies of your backups.",
    )


def _windows_drive(folder: Path) -> int:
    """GetDriveTypeW of the folder's drive; 0 elsewhere than on Windows."""
    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetDriveTypeW(folder.anchor)) if windows else 0


def _mounted_as(folder: Path, table: Path = Path("/proc/mounts")) -> str:
    """The kind of file system a folder is on, by the longest mount point above it; '' where that is not known."""
    try:
        lines = table.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [(_unescaped(fields[1]), fields[2]) for line in lines if len(fields := line.split()) > 2]
    above = [(len(point), kind) for point, kind in mounts if folder.is_relative_to(point)]
    return max(above)[1] if above else ""


def _unescaped(point: str) -> str:
    """A mount point as it is, its blanks written as octal figures in the table."""
    return point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")

"""Taking one file out of a linked folder. Nothing else removes a file that retention governs (tested).

Each file is looked at once more as it goes: every folder on the way to it must still be a folder and no link, and the
file must be the very one that was seen.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from send2trash import send2trash

from workbench.workflows.folders.looking import Mark, is_link, mark, reached

if sys.platform != "win32":
    import fcntl


class Fate(StrEnum):
    """What became of a file; all but the first left it alone."""

    GONE = "gone"
    MISSING = "it was no longer there"
    CHANGED = "it was changed since the look"
    LINK = "a link stands in its place"
    IN_USE = "it is in use"
    STAYED = "it was interrupted before"
    REFUSED = "the computer does not allow it"


def remove(root: Path, name: str, seen: Mark, *, to_bin: bool) -> Fate:
    """Delete a file of a folder, or move it to the recycle bin, if it is still the one that was seen."""
    path = root.joinpath(*name.split("/"))
    try:
        if fate := _stopped(root, name, seen):
            return fate
        if _in_use(path):
            return Fate.IN_USE
        if to_bin:
            send2trash(str(path))
        else:
            _unlink(reached(path))
    except FileNotFoundError:
        return Fate.MISSING
    except OSError as error:
        return Fate.IN_USE if getattr(error, "winerror", 0) in (32, 33) else Fate.REFUSED
    return Fate.REFUSED if os.path.lexists(reached(path)) else Fate.GONE


def is_there(root: Path, name: str) -> bool:
    """Whether something of that name lies in a folder."""
    return os.path.lexists(reached(root.joinpath(*name.split("/"))))


def _stopped(root: Path, name: str, seen: Mark) -> Fate | None:
    """Why a file is left alone, as far as the way to it and the file itself tell."""
    place = root
    for part in name.split("/")[:-1]:
        place /= part
        about = os.lstat(reached(place))
        if is_link(about) or not stat.S_ISDIR(about.st_mode):
            return Fate.LINK
    about = os.lstat(reached(root.joinpath(*name.split("/"))))
    if is_link(about) or not stat.S_ISREG(about.st_mode):
        return Fate.LINK
    return None if mark(about) == tuple(seen) else Fate.CHANGED


def _in_use(path: Path) -> bool:
    """Whether another program holds a file: it says so beside it (Word, LibreOffice) or has locked it."""
    beside = (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#")
    if any(os.path.lexists(reached(path.with_name(name))) for name in beside):
        return True
    if sys.platform == "win32":
        return False  # Windows itself refuses
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
    return False


def _unlink(path: Path) -> None:
    """Delete a file; Windows first wants one made writable that may only be read."""
    try:
        path.unlink()
    except PermissionError:
        before = stat.S_IMODE(os.lstat(path).st_mode)
        if before & stat.S_IWUSR:
            raise
        path.chmod(before | stat.S_IWUSR)
        try:
            path.unlink()
        except OSError:
            path.chmod(before)
            raise

"""Which folder may be looked into and its files deleted, and what a person must know of where it lies."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from workbench import paths
from workbench.errors import Plain
from workbench.records import backup, places
from workbench.records.layout import BACKUPS
from workbench.records.places import Kind
from workbench.records.store import Store
from workbench.workflows.folders.looking import is_link, reached

_UNTOUCHED = "Nothing was changed."
_WINDOWS_SYSTEM = ("SystemRoot", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "ProgramData")
_SYSTEM = (
    "/bin", "/boot", "/dev", "/etc", "/lib", "/lib64", "/opt", "/proc", "/run/systemd", "/sbin", "/sys", "/usr",
    "/System", "/Library", "/Applications",
)  # fmt: skip
_SYSTEM_ALONE = ("/var", "/home", "/root", "/Users", "/mnt", "/media", "/run", "/srv", "/tmp")  # noqa: S108 - refused


def expect(text: str, store: Store, others: Mapping[str, str]) -> Path:
    """The folder a path names, its links followed; `others` are the names and paths of the other linked folders.

    Plain where it is not there, no folder, a link, or one whose files nobody may delete.
    """
    path = written(text)
    if not path.is_absolute():
        raise Plain(f"“{text}” is no whole path, such as C:\\Office\\Old letters. {_UNTOUCHED} Enter the whole path.")
    _refuse_absent(path)
    real = Path(os.path.realpath(path))
    for place in (path, real):
        _refuse_protected(place, store)
    for name, other in others.items():
        if not written(other).is_absolute():
            continue
        there = Path(os.path.realpath(written(other)))
        if _within(real, there) or _within(there, real):
            raise Plain(
                f"{path} and the linked folder “{name}” lie in each other, so a file would have two periods. "
                f"{_UNTOUCHED} Link folders that lie side by side."
            )
    return real


def written(text: str) -> Path:
    """The path that somebody wrote or pasted, as the file window copies it between marks."""
    return Path(text.strip().strip('"'))


def about_place(folder: Path, *, to_bin: bool) -> tuple[str, ...]:
    """What to know before files of a folder are deleted, as sentences."""
    service = places.synced_by(folder)
    if not service:
        return ()
    where = "also to its own bin there" if to_bin else "to its own bin on the internet"
    said = (
        f"{folder} looks like a folder that {service} copies to the internet. {service} moves what is deleted here "
        f"{where} and keeps it for weeks, and other computers may hold copies. Empty its bin as well."
    )
    return (said,)


def copies(folder: Path) -> str:
    """What the log says of copies that are not reached from here, without the path."""
    service = places.synced_by(folder)
    return f"{service} may keep them in its own bin for weeks." if service else ""


def refuse_binless(folder: Path) -> None:
    """Plain where there is no recycle bin, so that what is moved there would be deleted at once."""
    kinds = {warned.kind for warned in places.warnings(folder)}
    if kinds & {Kind.NETWORK, Kind.REMOVABLE}:
        raise Plain(
            f"{folder} is on another computer or on a drive that can be taken out, where there is no sure recycle bin. "
            f"{_UNTOUCHED} Set “Into the recycle bin” to No to delete its files at once."
        )


def _refuse_absent(path: Path) -> None:
    try:
        about = os.lstat(reached(path))
    except PermissionError:
        raise Plain(f"{path} cannot be read with your rights. {_UNTOUCHED} Ask who looks after the computer.") from None
    except (OSError, ValueError):
        if not Path(path.anchor).is_dir():
            drive = f"The drive {path.anchor} of {path} is not there."
            raise Plain(f"{drive} {_UNTOUCHED} Connect it, then look again.") from None
        raise Plain(
            f"{path} is not there. {_UNTOUCHED} Its drive may be missing, or it was moved or renamed: connect the "
            "drive, or correct the path of the linked folder."
        ) from None
    if is_link(about):
        raise Plain(f"{path} is a link to another place. {_UNTOUCHED} Enter the folder itself.")
    if not stat.S_ISDIR(about.st_mode):
        raise Plain(f"{path} is a file, not a folder. {_UNTOUCHED} Enter the folder it lies in.")


def _refuse_protected(path: Path, store: Store) -> None:
    if path == Path(path.anchor) or _around(path, Path.home()):
        raise Plain(f"{path} holds everything of a person or a drive. {_UNTOUCHED} Link the one folder that is meant.")
    if any(_within(path, system) for system in _systems()) or any(path == Path(one) for one in _SYSTEM_ALONE):
        raise Plain(f"{path} belongs to the computer itself. {_UNTOUCHED} Link a folder of the council’s own files.")
    if any(_around(path, ours) for ours in _ours(store)) or any(_within(path, ours) for ours in _only_ours(store)):
        raise Plain(
            f"{path} holds the workbench’s own files or its backups. {_UNTOUCHED} Link a folder of the council’s "
            "other files."
        )


def _systems() -> Iterable[Path]:
    if sys.platform == "win32":
        return [Path(place) for name in _WINDOWS_SYSTEM if (place := os.environ.get(name))]
    return [Path(place) for place in _SYSTEM]


def _ours(store: Store) -> Iterable[Path]:
    """Folders that must be neither linked nor lie in a linked one."""
    second = backup.second_copy(store.folder)
    found = [store.folder, paths.data_dir(), *([second.path.parent] if second else [])]
    return [*_only_ours(store), *(Path(os.path.realpath(place)) for place in found)]


def _only_ours(store: Store) -> Iterable[Path]:
    """Folders in which nothing but ours lies."""
    found = (store.folder / BACKUPS, paths.log_dir(), paths.private_dir(), paths.anchors_dir(), paths.resource())
    return [Path(os.path.realpath(place)) for place in found]


def _around(path: Path, inner: Path) -> bool:
    return _within(inner, path)


def _within(path: Path, outer: Path) -> bool:
    """Whether a path is a folder or lies in it, letters of either case alike where the system takes them so."""
    here, there = Path(os.path.normcase(path)), Path(os.path.normcase(outer))
    return here == there or there in here.parents

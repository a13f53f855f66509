"""Walking through a folder: every ordinary file in it, never through a link, never onto another drive."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from workbench import display
from workbench.workflows.progress import NO_PROGRESS, Progress

Mark = tuple[int, ...]
_ANOTHER_NAME = 0x20000000  # the bit of Windows' links, junctions and mount points; cloud files do not have it
_EVERY = 200
_NO_RECORDS = ("desktop.ini", "thumbs.db", ".ds_store")  # how the file window shows a folder
_LONGEST = "\\\\?\\"  # before a path, it may be longer than 260 letters and end with a dot or a blank


@dataclass(frozen=True, slots=True)
class Seen:
    """A file: its name within the folder with "/" between, its size, when it was changed and made, and its mark.

    Moments are nanoseconds; `made` is None where the system does not keep it. A file with another mark is another.
    """

    name: str
    size: int
    modified: int
    made: int | None
    mark: Mark


@dataclass
class Walk:
    """What a folder holds: its files, and what was passed over."""

    files: list[Seen] = field(default_factory=list)
    links: int = 0  # links and junctions, whatever they lead to
    odd: int = 0  # neither file nor folder, or the file window's own
    closed: list[str] = field(default_factory=list)  # folders that could not be read
    elsewhere: list[str] = field(default_factory=list)  # folders that are another drive


def reached(path: Path) -> Path:
    """A path as the system is asked for it, however long it is."""
    if os.name != "nt":
        return path
    text = str(path.absolute())
    if text.startswith(_LONGEST):
        return path
    return Path(f"{_LONGEST}UNC{text[1:]}" if text[:2] == "\\\\" else _LONGEST + text)


def identity(path: Path) -> Mark:
    """What tells a folder from another that was put in its place."""
    found = os.lstat(reached(path))
    return (found.st_dev, found.st_ino)


def is_link(found: os.stat_result) -> bool:
    """Whether it is a link or a junction: another name for something that lies elsewhere."""
    return stat.S_ISLNK(found.st_mode) or bool(getattr(found, "st_reparse_tag", 0) & _ANOTHER_NAME)


def mark(found: os.stat_result) -> Mark:
    """What changes when a file does; on Windows the last is the moment it was made."""
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def walk(root: Path, progress: Progress = NO_PROGRESS) -> Walk:
    """Every ordinary file below a folder. OSError where the folder itself cannot be read; Cancelled by the person."""
    found, drive, waiting = Walk(), os.lstat(reached(root)).st_dev, [""]
    while waiting:
        inside = waiting.pop()
        try:
            entries = list(os.scandir(reached(root / inside)))
        except OSError:
            if not inside:
                raise
            found.closed.append(inside)
            continue
        waiting += [name for entry in entries if (name := _sort(found, inside, entry, drive, progress))]
    found.files.sort(key=lambda seen: seen.name)
    return found


def _sort(found: Walk, inside: str, entry: os.DirEntry[str], drive: int, progress: Progress) -> str:
    """Note an entry; of a folder to look into, its name within the root."""
    name = f"{inside}/{entry.name}" if inside else entry.name
    try:
        about = os.lstat(entry.path)
    except OSError:
        found.closed.append(name)
        return ""
    if is_link(about):
        found.links += 1
    elif stat.S_ISDIR(about.st_mode):
        if about.st_dev == drive:
            return name
        found.elsewhere.append(name)
    elif stat.S_ISREG(about.st_mode) and entry.name.lower() not in _NO_RECORDS:
        if len(found.files) % _EVERY == 0:
            progress.step(len(found.files), 0, f"{display.count(len(found.files), 'file')} seen")
        found.files.append(Seen(name, about.st_size, about.st_mtime_ns, _made(about), mark(about)))
    else:
        found.odd += 1
    return ""


def _made(about: os.stat_result) -> int | None:
    born = getattr(about, "st_birthtime", None)
    if born is not None:
        return int(born * 10**9)
    return about.st_ctime_ns if os.name == "nt" else None

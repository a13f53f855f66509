"""The council's own letters beside the store: into a backup and back, a newer one never written over in silence.

They hold nobody's data, so they lie in a backup as they are; what they were is in its manifest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.records.files import copy_whole, write_whole
from workbench.records.layout import LETTERS

MOST_EACH, MOST_ALL, MOST_FILES = 20_000_000, 60_000_000, 100  # octets, and how many
ENDING, BEFORE = ".docx", " before restore"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,90}\.docx")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)[ .]", re.IGNORECASE)  # names that Windows gives to devices
_ATTIC = ("~$", ".")  # what Word leaves beside a letter that is open


@dataclass(frozen=True)
class Template:
    """A letter as a backup holds it: its file's name, octets, when it was changed (ISO, UTC), SHA-256 in hex."""

    name: str
    size: int
    changed: str
    sha256: str

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Template:
        """One of a manifest; ValueError, KeyError or TypeError where it says nonsense."""
        dt.datetime.fromisoformat(said["changed"])
        if type(said["size"]) is not int or not 0 <= said["size"] <= MOST_EACH or not is_safe(said["name"]):
            raise ValueError
        return cls(said["name"], said["size"], said["changed"], bytes.fromhex(said["sha256"]).hex())


def is_safe(name: str) -> bool:
    """Whether a name is that of a plain file on every system, and leads nowhere else."""
    return bool(_SAFE.fullmatch(name)) and not _RESERVED.match(name) and ".." not in name


def read(folder: Path) -> tuple[dict[Template, bytes], list[str]]:
    """The letters of a council with their bytes, and the names of files there that cannot go into a backup."""
    found, left, whole = dict[Template, bytes](), list[str](), 0
    for path in _files(folder):
        content = _content(path) if is_safe(path.name) and len(found) < MOST_FILES else None
        if content is None or whole + len(content) > MOST_ALL:
            left.append(path.name)
            continue
        whole += len(content)
        found[Template(path.name, len(content), _changed(path), hashlib.sha256(content).hexdigest())] = content
    return found, left


def differ(folder: Path, kept: Iterable[Template]) -> bool:
    """Whether letters were changed since a backup kept these, by their size and moment; none is read."""
    return {(one.name, one.size, one.changed) for one in kept} != {
        (path.name, path.stat().st_size, _changed(path))
        for path in _files(folder)
        if is_safe(path.name) and path.stat().st_size <= MOST_EACH
    }


def put(archive: zipfile.ZipFile, letters: Mapping[Template, bytes]) -> None:
    """Put them into a backup."""
    for one, content in letters.items():
        archive.writestr(f"{LETTERS}/{one.name}", content)


def take(archive: zipfile.ZipFile, kept: Sequence[Template]) -> dict[Template, bytes]:
    """Those of a backup; ValueError, KeyError or BadZipFile where one is not what was put in."""
    found = {}
    for one in kept:
        with archive.open(f"{LETTERS}/{one.name}") as file:
            content = file.read(one.size + 1)
        if hashlib.sha256(content).hexdigest() != one.sha256:
            raise ValueError
        found[one] = content
    return found


def bring(folder: Path, letters: Mapping[Template, bytes]) -> str:
    """Put letters of a backup beside the store; says what came back and what stayed, empty where nothing did.

    One that is newer here stays. One that is older here is kept beside under another name.
    """
    done = {one.name: _brought(folder / LETTERS / one.name, one, content) for one, content in letters.items()}
    said = []
    for state, (of_one, of_many) in _SAID.items():
        if names := [name for name, found in done.items() if found == state]:
            said.append((of_one if len(names) == 1 else of_many).format(", ".join(names)))
    return " ".join(said)


_SAID = {
    "came": ("The council’s own letter {} came back.", "The council’s own letters {} came back."),
    "stayed": (
        "The letter {} here is newer than the one in the backup, and stays.",
        "The letters {} here are newer than those in the backup, and stay.",
    ),
    "failed": (
        "The letter {} could not be put back: close it in Word and bring the backup back once more.",
        "The letters {} could not be put back: close them in Word and bring the backup back once more.",
    ),
}


def _brought(path: Path, one: Template, content: bytes) -> str:
    """Put one letter back, unless a newer one stands there; what came of it, as a key of `_SAID`, or nothing."""
    try:
        if path.exists():
            if _content(path) == content:
                return ""
            if _changed(path) > one.changed:
                return "stayed"
            copy_whole(path, path.with_name(f"{path.stem}{BEFORE}{ENDING}"))
        path.parent.mkdir(exist_ok=True)
        write_whole(path, content)
        moment = dt.datetime.fromisoformat(one.changed).timestamp()
        os.utime(path, (moment, moment))
    except OSError:
        return "failed"
    return "came"


def _files(folder: Path) -> list[Path]:
    """The letters that lie there, links left aside."""
    found = sorted((folder / LETTERS).glob(f"*{ENDING}"))
    return [p for p in found if p.is_file() and not p.is_symlink() and not p.name.startswith(_ATTIC)]


def _content(path: Path) -> bytes | None:
    """What a letter holds; None where it is too large or cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_EACH + 1)
    except OSError:
        return None
    return content if len(content) <= MOST_EACH else None


def _changed(path: Path) -> str:
    """When it was changed, to the second: some sticks keep no more."""
    return dt.datetime.fromtimestamp(int(path.stat().st_mtime), dt.UTC).isoformat()

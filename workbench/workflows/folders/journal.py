"""What is about to be deleted from a linked folder, noted in the store before the first file goes.

It is the only place where names of deleted files are kept, outside the history, and it goes with the log entry. How
far the deleting came is noted after each part, so that after a crash only one part is judged by what is still there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.records.database import database
from workbench.records.store import DRAFT, Store
from workbench.workflows.folders.looking import Mark
from workbench.workflows.folders.removing import Fate

PART = 200  # files between two notes of how far it is
_NAME = f"{DRAFT}linked folder "
_DONE = " done"
_WAITING = "SELECT name FROM council_setting WHERE substr(name, 1, ?) = ?"


@dataclass(frozen=True)
class Noted:
    """A file that is to go: its name, size, the date that counts as ISO text, when it was changed, its mark."""

    name: str
    size: int
    day: str
    modified: int
    mark: Mark


@dataclass(frozen=True)
class Journal:
    """One deleting: whose folder, where, whether to the recycle bin, what the log will say of it, and the files."""

    folder: int
    root: Path
    to_bin: bool
    check: int | None
    entry: dict[str, Any]
    files: tuple[Noted, ...]


@dataclass
class Done:
    """How far it came: so many of the files were dealt with, and those that were left, by place in the list."""

    until: int = 0
    left: dict[int, Fate] = field(default_factory=dict)


def begin(store: Store, journal: Journal) -> None:
    """Note what is to go, in a transaction of the caller's or its own."""
    whole = {
        "folder": journal.folder,
        "root": str(journal.root),
        "to_bin": journal.to_bin,
        "check": journal.check,
        "entry": journal.entry,
        "files": [[f.name, f.size, f.day, f.modified, list(f.mark)] for f in journal.files],
    }
    store.keep_draft(f"{_NAME}{journal.folder}", json.dumps(whole))  # a name may be no text: JSON spells it out


def note(store: Store, journal: Journal, done: Done) -> None:
    """Note how far it is."""
    said = {"until": done.until, "left": {str(place): fate.name for place, fate in done.left.items()}}
    store.keep_draft(f"{_NAME}{journal.folder}{_DONE}", said)


def end(store: Store, folder: int) -> None:
    """Let the names go."""
    store.keep_draft(f"{_NAME}{folder}", None)
    store.keep_draft(f"{_NAME}{folder}{_DONE}", None)


def of(store: Store, folder: int) -> tuple[Journal, Done] | None:
    """The deleting of a linked folder that was not finished, and how far it came; None where there is none."""
    kept = store.setting(f"{_NAME}{folder}")
    if kept is None:
        return None
    whole = json.loads(kept)
    files = tuple(Noted(name, size, day, changed, tuple(mark)) for name, size, day, changed, mark in whole["files"])
    said = store.setting(f"{_NAME}{folder}{_DONE}") or {"until": 0, "left": {}}
    done = Done(said["until"], {int(place): Fate[fate] for place, fate in said["left"].items()})
    journal = Journal(folder, Path(whole["root"]), whole["to_bin"], whole["check"], whole["entry"], files)
    return journal, done


def unfinished() -> list[int]:
    """The linked folders whose deleting was not finished."""
    found = database.execute_sql(_WAITING, (len(_NAME), _NAME)).fetchall()
    return [int(name.removeprefix(_NAME)) for (name,) in found if not name.endswith(_DONE)]


def parts(journal: Journal) -> Iterator[range]:
    """The places of the files, part by part."""
    for start in range(0, len(journal.files), PART):
        yield range(start, min(start + PART, len(journal.files)))


def code_of(files: Iterable[Noted]) -> str:
    """SHA-256 of a list of files: a line each of name, size and moment of change in nanoseconds, by name."""
    lines = sorted(f"{f.name}\t{f.size}\t{f.modified}\n".encode("utf-8", "surrogateescape") for f in files)
    return hashlib.sha256(b"".join(lines)).hexdigest()

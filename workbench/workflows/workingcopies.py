"""Files of cases while another program shows or edits them: copies in the private folder, taken back or swept.

A copy that was edited and not taken back outlives locks, crashes and the end of the program, and is offered when the
files are next open: it is never lost in silence, nor taken in silence. Everything else goes with the next sweep.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.records import attachments, record
from workbench.records.attachments import Attachment, Kept, Owner
from workbench.records.failures import told
from workbench.records.files import private as private_file
from workbench.records.files import sha256_of, write_whole
from workbench.records.store import Store
from workbench.saving import saved_as
from workbench.workflows import private

WAITING = "waiting.json"  # beside an e-mail that waits for its file to be opened
_ABOUT = "about.json"  # numbers only, so that a copy can be told again after a crash
_LOOK_ONLY = 0o400
_SETTLED = 3  # seconds without a change
_STALE = 7 * 86_400  # seconds after which another program's mark on a file means nothing
_MARK = "[ZoneTransfer]\r\nZoneId=3\r\n"  # Windows: it came from outside, so Office opens it guarded


@dataclass(frozen=True)
class Copy:
    """A working copy: where it lies, the file it is a copy of, and what that held."""

    path: Path
    store_id: str
    attachment: int
    digest: str
    editable: bool

    @property
    def changed(self) -> bool:
        """Whether it holds something else than the file it was made from."""
        try:
            return sha256_of(self.path) != self.digest
        except FileNotFoundError:
            return False
        except OSError:  # another program keeps it from being read, and so is not done with it
            return True

    @property
    def in_use(self) -> bool:
        """Whether another program has it open, as far as can be seen."""
        now = clock.now().timestamp()
        marks = (*self.path.parent.glob("~$*"), *self.path.parent.glob(".~lock.*#"))
        if any(now - mark.stat().st_mtime < _STALE for mark in marks if mark.exists()):
            return True
        try:
            with self.path.open("r+b" if self.editable else "rb"):
                return False
        except PermissionError:
            return os.name == "nt"
        except OSError:
            return False

    @property
    def settled(self) -> bool:
        """Whether it may be taken back: no program has it open, and it was not changed this moment."""
        with suppress(OSError):
            quiet = clock.now().timestamp() - self.path.stat().st_mtime
            return quiet >= _SETTLED and not self.in_use
        return False


def open_copy(store: Store, number: int, *, editable: bool = False) -> Copy:
    """A copy of a file for another program; Plain for a kind of file that could run by itself.

    One to be edited is made once: asked for again, the same is given.
    """
    kept = attachments.one(number)
    refuse_running(kept)
    if editable:
        mine = (copy for copy in _copies(store) if copy.editable and copy.attachment == number)
        if found := next((copy for copy in mine if copy.path.exists()), None):
            return found
    room = private.room()
    copy = Copy(room / f"Working copy {number}.{kept.ending}", store.store_id, number, kept.digest, editable)
    try:
        with told(copy.path):
            _write(copy, number)
    except BaseException:
        private.forget(room)
        raise
    return copy


def refuse_running(kept: Kept) -> None:
    """Raise Plain for a kind of file that is not only shown by the program it opens in."""
    if not kept.opens:
        raise Plain(
            f"“{kept.name}” is not opened from here: such a file may run as a program. Nothing was changed. "
            "Use “Save a copy” if you know who sent it and why."
        )


def save_copy(number: int, path: Path) -> None:
    """Write a file to a place the person chose, whole or not at all."""
    with saved_as(path, "copy") as fresh, fresh.open("wb") as file:
        for part in attachments.read(number):
            file.write(part)


def take_back(store: Store, copy: Copy, operation: int) -> int:
    """Keep an edited copy as a newer version of its file and say its number; `forget` it once that is kept.

    Taken twice, it is the same version. Plain while another program has it open.
    """
    kept = attachments.one(copy.attachment)
    if not copy.settled:
        raise Plain(
            f"“{kept.name}” is still open in another program. Nothing was changed. Save and close it there, then take "
            "it back."
        )
    if same := _taken(kept, sha256_of(copy.path)):
        return same
    newest = _newest(kept)
    return attachments.keep(
        store, kept.owner, kept.name, copy.path, operation, came_with=kept.came_with, follows=newest.id
    )


def forget(copy: Copy) -> None:
    """Remove a copy: it was taken back, or the person does not want it."""
    private.forget(copy.path.parent)


def edited(store: Store) -> list[Copy]:
    """The copies that were edited and not taken back, for the person to say; after a crash as well.

    Those whose file was destroyed go, and those that are in the store already.
    """
    forget_destroyed(store)
    found = []
    for copy in _copies(store):
        if not (copy.editable and copy.changed):
            continue
        if copy.settled and _taken(attachments.one(copy.attachment), sha256_of(copy.path)):
            forget(copy)
        else:
            found.append(copy)
    return found


def worked_on(store: Store, owner: Owner) -> bool:
    """Whether a file of a record has a copy that may be edited now."""
    return any(copy.editable and attachments.one(copy.attachment).owner == owner for copy in _copies(store))


def unfinished(store: Store, owner: Owner) -> str:
    """The name of a file of a record that was edited and not taken in, or is open for editing; empty where none is."""
    waiting = {copy.attachment: copy for copy in edited(store)}
    waiting |= {copy.attachment: copy for copy in _copies(store) if copy.editable and copy.in_use}
    mine = (attachments.one(number) for number in waiting)
    return next((kept.name for kept in mine if kept.owner == owner), "")


def forget_destroyed(store: Store) -> None:
    """Remove the copies of files that no longer are in the store; to be called after anything was destroyed."""
    for copy in _copies(store):
        if not record.stored_of(Attachment, [copy.attachment]):
            forget(copy)


def sweep() -> None:
    """Remove all but copies edited and not taken back or still open for editing, and e-mails without a file yet."""
    private.sweep(keep=_unfinished)


def _unfinished(room: Path) -> bool:
    copy = _copy_in(room)
    return (room / WAITING).exists() or (copy is not None and copy.editable and (copy.changed or copy.in_use))


def _copies(store: Store) -> Iterator[Copy]:
    for room in private.rooms():
        copy = _copy_in(room)
        if copy and copy.store_id == store.store_id:
            yield copy


def _copy_in(room: Path) -> Copy | None:
    try:
        about: dict[str, Any] = json.loads((room / _ABOUT).read_bytes())
        path = room / Path(str(about["file"])).name
        return Copy(
            path, str(about["store"]), int(about["attachment"]), str(about["digest"]), about["editable"] is True
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(copy: Copy, number: int) -> None:
    """The copy itself, and what is needed to know it again."""
    with private_file(copy.path) as file:
        for part in attachments.read(number):
            file.write(part)
    about = {"file": copy.path.name, "store": copy.store_id, "attachment": number, "digest": copy.digest}
    write_whole(copy.path.parent / _ABOUT, json.dumps({**about, "editable": copy.editable}).encode())
    if not copy.editable:
        if os.name == "nt":
            with suppress(OSError):
                Path(f"{copy.path}:Zone.Identifier").write_text(_MARK, "ascii")
        copy.path.chmod(_LOOK_ONLY)


def _taken(kept: Kept, digest: str) -> int | None:
    """The newer version that holds these bytes already."""
    mine = attachments.of(kept.owner, older=True)
    return next((one.id for one in mine if one.digest == digest and one.id > kept.id and one.name == kept.name), None)


def _newest(kept: Kept) -> Kept:
    versions = {one.follows: one for one in attachments.of(kept.owner, older=True) if one.follows}
    while kept.id in versions:
        kept = versions[kept.id]
    return kept

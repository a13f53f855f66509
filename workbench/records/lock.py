"""One process at a time may change a council's files; the lock names who has them open.

The operating system holds the lock and drops it when the process ends, however it ends, so no lock is ever stale.
The store itself is locked too, outside the bytes SQLite uses: a second name for the same file is noticed that way.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from workbench import clock, display
from workbench.records.failures import InUse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_BEYOND = 0x7FFFFFF0  # a byte past all content: Windows hides locked bytes from other readers


@dataclass(frozen=True)
class Holder:
    """Who has the files open: process number, computer, user, since when (ISO, UTC)."""

    pid: int
    host: str
    user: str
    since: str

    @property
    def sentence(self) -> str:
        """'Jo on OFFICE-PC since Tue 24 Nov 2026, 09:12'."""
        return f"{self.user} on {self.host} since {display.moment(self.since)}"


class Lock:
    """The lock on a folder, held until `release`."""

    def __init__(self, path: Path) -> None:
        """Take the lock whose file is `path`; raises InUse with the holder, OSError where nothing can be written."""
        self.path = path
        self._held = [_opened(path)]
        try:
            if not _take(self._held[0]):
                raise in_use(path)
            _write(self._held[0], _myself())
        except BaseException:
            self._close()
            raise

    def also(self, store: Path) -> None:
        """Hold the store's file as well; raises InUse where it is open under another name."""
        descriptor = _opened(store, create=False)
        self._held.append(descriptor)
        if not _take(descriptor):
            raise InUse(
                f"{store.name} in {store.parent} is open in another window under another name (a link to the same "
                "file). Nothing was changed. Close that window first, or open this to read only.",
                None,
            )

    def look(self, store: Path) -> None:
        """Raise InUse where the store's file is open under another name, without holding it: it may be replaced."""
        self.also(store)
        os.close(self._held.pop())

    def release(self) -> None:
        """Let others in."""
        if self._held:
            os.ftruncate(self._held[0], 0)
        self._close()

    def _close(self) -> None:
        for descriptor in reversed(self._held):
            os.close(descriptor)
        self._held = []


def holder(path: Path) -> Holder | None:
    """Who the lock file at `path` names, or None where it names nobody."""
    try:
        about = json.loads(path.read_bytes())
        return Holder(int(about["pid"]), str(about["host"]), str(about["user"]), str(about["since"]))
    except (OSError, ValueError, OverflowError, KeyError, TypeError):
        return None


def in_use(path: Path) -> InUse:
    """The refusal that names the holder of the lock file at `path`."""
    who = holder(path)
    by = f" by {who.sentence}" if who else " in another window"
    return InUse(
        f"The council's files in {path.parent} are in use{by}. Nothing was changed. "
        "Close them there first, or open them here to read only.",
        who,
    )


def _myself() -> Holder:
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a user without a name of its own
        user = "someone"
    return Holder(os.getpid(), socket.gethostname(), user, clock.now().astimezone(dt.UTC).isoformat(timespec="seconds"))


def _opened(path: Path, *, create: bool = True) -> int:
    flags = os.O_RDWR | (os.O_CREAT if create else 0)
    return os.open(path, flags | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0), 0o600)


def _write(descriptor: int, who: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps(asdict(who)).encode())


if sys.platform == "win32":

    def _take(descriptor: int) -> bool:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:

    def _take(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

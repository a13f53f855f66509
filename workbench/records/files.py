"""Writing small files so that a crash leaves the old one or the new one, never half of either."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import IO

BLOCK = 1 << 20
PRIVATE = 0o600
_TRIES = 20  # a virus scanner on Windows may hold a fresh file for a moment


def write_whole(path: Path, content: bytes, *, keep: Path | None = None) -> None:
    """Write `path` through a temporary file; the one it replaces is kept as `keep` where that is given."""
    fresh = path.with_name(path.name + ".new")
    try:
        with private(fresh) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if keep is not None and path.exists():
            copy_whole(path, keep)
        put_in_place(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def private(path: Path) -> IO[bytes]:
    """A file to write, emptied or new, that other users of the computer may not read."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, PRIVATE), "wb")


def put_in_place(fresh: Path, path: Path) -> None:
    """Rename a finished file over `path`, and make the rename last through a power cut."""
    for left in range(_TRIES, -1, -1):
        try:
            fresh.replace(path)
            break
        except PermissionError:
            if os.name != "nt" or not left:
                raise
            time.sleep(0.05)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make changes of names in a folder last; Windows does so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def same_disk(one: Path, other: Path) -> bool:
    """Whether two folders are known to be on one disk; False where that cannot be seen."""
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def sync_file(path: Path) -> None:
    """Make a file's content last through a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def copy_whole(source: Path, target: Path) -> str:
    """Copy a file under a temporary name, then into place; returns the SHA-256 of what was copied, in hex."""
    fresh, digest = target.with_name(target.name + ".new"), hashlib.sha256()
    try:
        with source.open("rb") as reading, private(fresh) as writing:
            while block := reading.read(BLOCK):
                digest.update(block)
                writing.write(block)
            writing.flush()
            os.fsync(writing.fileno())
        put_in_place(fresh, target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

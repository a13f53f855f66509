"""Writing a file so that there is either the whole new one or the old one as it was."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from workbench.errors import Plain

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
PRIVATE = 0o600
_IN_USE = {32, 33}  # Windows: another program has the file open


@contextlib.contextmanager
def saved_as(target: Path, what: str, *, private: bool = False) -> Iterator[Path]:
    """A path beside `target` to write to; it takes the place of `target` when the block ends well.

    `what` names the kind of file for the person ("workbook", "PDF"). A file that was there keeps who may read it;
    with `private` nobody else on the computer may. Raises errors.Plain where the system will
    not have it; then nothing is left behind and what was there before is unchanged.
    """
    target = Path(os.path.realpath(target))
    unfinished = target.with_name(f".{secrets.token_hex(6)}.unfinished")
    try:
        if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
            raise PermissionError(errno.EROFS, "read-only", str(target))
        mode = PRIVATE if private else stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        if mode is not None:
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        yield unfinished
        if mode is not None:
            unfinished.chmod(mode)
        _to_disk(unfinished)
        unfinished.replace(target)
    except OSError as problem:
        raise Plain(_words(problem, target, what)) from problem
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _words(problem: OSError, target: Path, what: str) -> str:
    """What happened and what to do, for a person."""
    happened, cure = _cause(problem, target)
    return f"{happened} The {what} was not written and nothing was changed. {cure}"


def _cause(problem: OSError, target: Path) -> tuple[str, str]:
    code, folder = problem.errno, target.parent
    if code == errno.ENAMETOOLONG:
        return f"“{target.name}” is too long for a file name.", "Choose a shorter name."
    if target.is_dir():
        return f"“{target}” is a folder.", "Give the file a name of its own."
    if code in _FULL:
        return f"The disk that holds “{folder}” is full.", "Make room on it, or choose another place."
    if code == errno.ENOENT and not folder.is_dir():
        return f"There is no folder “{folder}”.", "Choose a folder that exists."
    if code == errno.EROFS:
        return f"“{target}” is read-only.", "Choose another name or place."
    in_use = getattr(problem, "winerror", None) in _IN_USE
    if in_use or (isinstance(problem, PermissionError) and target.exists()):
        return f"“{target.name}” is open in another program, or may not be changed.", "Close it there and try again."
    if isinstance(problem, PermissionError):
        return f"You may not write in “{folder}”.", "Choose another place."
    return f"“{target}” could not be written ({problem.strerror or problem}).", "Choose another place."

"""What can go wrong with the council's files, each with its own words and its own next step."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench import display
from workbench.errors import Plain
from workbench.records.database import FAILURES


class Missing(Plain):
    """There are no council's files where they were expected."""


class Moved(Missing):
    """The council's files were moved to another folder."""


class WrongPassphrase(Plain):
    """No slot of the key file opens with what was typed."""


class TooSoon(Plain):
    """Too many wrong passphrases; `seconds` are left to wait."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(
            f"The passphrase was wrong several times. Wait {display.count(seconds, 'second')}, then try again. "
            "Nothing was changed."
        )


class Damaged(Plain):
    """The passphrase is right but the file cannot be read."""


class InUse(Plain):
    """Another window has the files open; `holder` says who where that is known."""

    def __init__(self, message: str, holder: object = None) -> None:
        self.holder = holder
        super().__init__(message)


class ReadOnlyPlace(Plain):
    """The files are where nothing can be written."""


class Gone(Plain):
    """The council's folder was there and is not any longer."""


class NewerVersion(Plain):
    """A later version of the workbench has changed the file."""


class NeedsUpdate(Plain):
    """The file was last used by an earlier version and can only be brought up to date by opening it for work."""


class CouldNotWrite(Plain):
    """The disk is full or does not answer."""


class NotKept(Plain):
    """A text that cannot be written."""


class Busy(Plain):
    """The file is being written or read at this very moment."""


_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EIO}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


def full(where: Path) -> CouldNotWrite:
    """The disk is full or does not answer."""
    return CouldNotWrite(
        f"The disk with {where} is full or does not answer, so the last change was not kept. "
        "Everything before it is safe. Free some space, then do it again."
    )


def read_only(where: Path) -> ReadOnlyPlace:
    """Nothing can be written in this folder."""
    return ReadOnlyPlace(
        f"The workbench may not write in {where}. Nothing was changed. You can look but not change: "
        "open it to read only, or ask for the right to write in that folder."
    )


def gone(where: Path) -> Gone:
    """The folder is not there any longer: a disk pulled out, a network that is off, a folder that was moved."""
    return Gone(
        f"The folder {where} is not there any longer, so the last change was not kept. Everything before it is in that "
        "folder. Connect its disk or network again, or move the folder back, then open it again."
    )


def damaged(path: Path) -> Damaged:
    """The passphrase is right but the file cannot be read."""
    return Damaged(
        f"{path.name} in {path.parent} is damaged. The passphrase is right, but the file cannot be read whole. "
        "Nothing was changed. Keep the file as it is and restore the newest backup."
    )


def busy(where: Path) -> Busy:
    """The file is being written or read at this very moment."""
    return Busy(
        f"The file in {where} is being used at this moment by another window or job. Nothing was changed. "
        "Wait a moment, then try again."
    )


def not_text() -> NotKept:
    """A text with half of a pair of signs, as some programs paste it."""
    return NotKept(
        "A text holds a sign that cannot be kept (half of a picture sign, as some programs paste it). "
        "Nothing was changed. Take that sign out, or type the text again."
    )


_SAID = (
    (("is full", "disk i/o error"), full),
    (("readonly", "unable to open"), read_only),
    (("locked", "busy"), busy),
)


def plain(error: BaseException, path: Path) -> Plain | None:
    """The plain failure that stands for an error of the file at `path`, or None where it is a mistake of ours."""
    link: BaseException | None = error
    while link is not None:
        found: Plain | None
        if isinstance(link, OSError):
            found = _of_system(link, path)
        elif isinstance(link, UnicodeEncodeError):
            found = not_text()
        else:
            found = _of_store(link, path) if isinstance(link, FAILURES) else None
        if found:
            return found
        link = link.__cause__ or link.__context__
    return None


def _of_system(error: OSError, path: Path) -> Plain:
    if error.errno == errno.ENOENT and not path.parent.is_dir():
        return gone(path.parent)
    if error.errno in _FULL:
        return full(path.parent)
    if error.errno in _READ_ONLY:
        return read_only(path.parent)
    return CouldNotWrite(
        f"The files in {path.parent} could not be reached ({error.strerror or error}). Nothing was changed. "
        "See that the folder is there and that no other program holds the files, or choose another folder."
    )


def _of_store(error: BaseException, path: Path) -> Plain | None:
    # Both libraries keep DatabaseError itself for a file that is not as it should be; all else is a kind of it.
    text = str(error).lower()
    if type(error).__name__ == "DatabaseError" or "malformed" in text:
        return damaged(path)
    if "locked" not in text and not path.parent.is_dir():
        return gone(path.parent)
    return next((make(path.parent) for words, make in _SAID if any(word in text for word in words)), None)


@contextmanager
def told(path: Path, of: tuple[type[Exception], ...] = (*FAILURES, OSError, UnicodeEncodeError)) -> Iterator[None]:
    """Say failures of the file at `path` in plain words."""
    try:
        yield
    except of as error:
        if found := plain(error, path):
            raise found from error
        raise

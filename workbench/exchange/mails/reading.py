"""An e-mail out of a file or out of what was pasted; anything that cannot be read gets one plain line."""

from __future__ import annotations

import struct
from pathlib import Path

from workbench.errors import Plain
from workbench.exchange.mails import outlook, standard
from workbench.exchange.mails.mail import MOST, Mail

ENDINGS = ("eml", "msg")
# What the readers of such files raise where one is cut short or made to deceive.
_BROKEN = (
    OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError,
    struct.error, MemoryError,
)  # fmt: skip


def content_of(path: Path) -> bytes:
    """The bytes of a file that is to be read as an e-mail; Plain where they cannot be."""
    try:
        if path.stat().st_size > MOST:
            raise _refused(path.name, "is too large to be read.", "Save its attachments and add those one by one.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refused(path.name, "is no longer where it was.", "Save it from Outlook first and add that.") from error
    except (OSError, ValueError) as error:
        raise _refused(path.name, "cannot be read.", "Copy it to another folder and add the copy.") from error


def read(name: str, content: bytes) -> Mail:
    """The e-mail in a file's bytes; `name` is what a person knows the file by. Plain where there is none."""
    if not content.strip():
        raise _refused(name, "is empty.", "Save the e-mail again and add that.")
    if len(content) > MOST:
        raise _refused(name, "is too large to be read.", "Save its attachments and add those one by one.")
    try:
        found = outlook.read(content) if outlook.begins_like_one(content) else standard.read(content)
    except _BROKEN as error:
        raise _refused(
            name, "is damaged and cannot be read as an e-mail.", "Save it again, or paste its words."
        ) from error
    if found is None:
        raise _refused(
            name, "is not an e-mail.", "Save the e-mail as .eml or .msg, paste its words, or add it as a file."
        )
    return found


def _refused(name: str, what: str, do: str) -> Plain:
    return Plain(f"“{name}” {what} Nothing was changed. {do}")

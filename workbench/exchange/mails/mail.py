"""What an e-mail says, whichever form it came in."""

from __future__ import annotations

import datetime as dt
import mimetypes
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

MOST = 75 << 20  # what 50 MB of attachments take up on their way
LONGEST_TEXT = 1_000_000
WINMAIL = (
    "Outlook packed something of this e-mail into winmail.dat, which cannot be read here. "
    "Ask the sender to send it again as HTML or plain text."
)
SEALED = (
    "This e-mail is signed or encrypted as a whole and cannot be read here. Open it in Outlook and paste its words."
)
_LOGO = 20_000  # bytes; a larger picture inside the text is one that somebody sent
CUT = "The text of this e-mail is very long; only its first million letters were taken. Keep the e-mail itself too."


class Enclosure(NamedTuple):
    """A file that came with an e-mail; `inline` where it is a small picture inside the text, such as a logo."""

    name: str
    content: bytes
    inline: bool = False


@dataclass(frozen=True)
class Mail:
    """An e-mail. `notes` are what could not be read of it, a sentence each."""

    sender: str = ""
    to: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    sent: dt.datetime | None = None
    subject: str = ""
    text: str = ""
    attachments: tuple[Enclosure, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def day(self) -> dt.date | None:
        """The day it was sent, by this computer's clock."""
        return self.sent.astimezone().date() if self.sent else None


def is_logo(name: str, content: bytes) -> bool:
    """Whether a file that the text of an e-mail shows is only a small picture in it."""
    return len(content) <= _LOGO and str(mimetypes.guess_type(name)[0]).startswith("image/")


def decoded(octets: bytes, charset: str = "") -> str:
    """Letters of bytes in the character set that was named, or in the one they are most likely in."""
    named = "cp1252" if charset.lower() in ("us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1") else charset
    tries = ("utf-8", named) if named == "cp1252" else (named, "utf-8", "cp1252")
    for name in filter(None, tries):
        try:
            return octets.decode(name)
        except (LookupError, ValueError):  # one nobody knows, or not the one they are in
            continue
    return octets.decode("cp1252", "replace")


def one_line(text: str) -> str:
    """Words of a heading without line ends and hidden letters."""
    return " ".join(_visible(text.replace("\n", " ").replace("\t", " ")).split())


def readable(text: str) -> str:
    """A text of several lines without hidden letters and without empty lines at its ends."""
    lines = _visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _visible(text: str) -> str:
    """Without letters that are not seen, that turn others round, or that no file can hold."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Cn"))
    return "".join(kept).replace("\xa0", " ")

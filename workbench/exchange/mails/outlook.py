"""An e-mail as Outlook saves it (.msg): a file of folders in which each property is a stream ([MS-OXMSG])."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from typing import Any

import olefile

from workbench.exchange.limits import OLE
from workbench.exchange.mails import standard, webtext
from workbench.exchange.mails.mail import (
    CUT,
    LONGEST_TEXT,
    SEALED,
    WINMAIL,
    Enclosure,
    Mail,
    decoded,
    is_logo,
    one_line,
    readable,
)

Place = tuple[str, ...]
_PROPERTIES = "__properties_version1.0"
_ATTACHED, _RECIPIENT = "__attach_version1.0_#", "__recip_version1.0_#"
_CLASS, _SUBJECT, _BODY, _PAGE, _RICH = 0x001A, 0x0037, 0x1000, 0x1013, 0x1009
_FROM = ((0x0C1A, (0x5D01, 0x0C1F)), (0x0042, (0x5D02, 0x0065)))  # who sent it; for whom
_TO, _COPIED, _SUBMITTED, _DELIVERED = 0x0E04, 0x0E03, 0x0039, 0x0E06
_NAME, _EMAIL, _SMTP, _KIND = 0x3001, 0x3003, 0x39FE, 0x0C15
_NAMES = (0x3707, 0x3704, 0x3001)
_DATA, _METHOD, _CONTENT_ID = 0x3701, 0x3705, 0x3712
_CODEPAGE, _PAGE_CODEPAGE = 0x3FFD, 0x3FDE
_HEADER = {0: 32, 1: 24}  # bytes before the properties: of the message, of one inside; 8 of all else
_DEEPEST = 5
_EPOCH = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_RICH_ONLY = "Its words are only there in Outlook's own form. Open it in Outlook, copy them and paste them here."


def begins_like_one(content: bytes) -> bool:
    """Whether these bytes begin as such a file does."""
    return content.startswith(OLE)


def read(content: bytes) -> Mail | None:
    """What the bytes of such a file say; None where they are no e-mail of Outlook's but something else of Office's."""
    with closing(olefile.OleFileIO(BytesIO(content))) as ole:
        if not ole.exists(_PROPERTIES):
            return None
        return _Message(ole, ()).mail()


class _Folder:
    """A folder of properties: the message, one of its files, one of its people."""

    def __init__(self, ole: Any, place: Place, header: int = 8, codepage: str = "cp1252") -> None:
        self.ole, self.place, self.codepage = ole, place, codepage
        self._fixed = dict(self._entries(header))

    def _entries(self, header: int) -> Iterator[tuple[int, bytes]]:
        content = self.stream(_PROPERTIES)[header:]
        for start in range(0, len(content) - 15, 16):
            (tag,) = struct.unpack_from("<I", content, start)
            yield tag >> 16, content[start + 8 : start + 16]

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; none where it is not there."""
        whole = [*self.place, name]
        if not self.ole.exists(whole) or self.ole.get_type(whole) != olefile.STGTY_STREAM:
            return b""
        with self.ole.openstream(whole) as stream:
            return bytes(stream.read())

    def octets(self, tag: int) -> bytes:
        """A property of bytes."""
        return self.stream(f"__substg1.0_{tag:04X}0102")

    def words(self, tag: int) -> str:
        """A property of letters, in either form."""
        if wide := self.stream(f"__substg1.0_{tag:04X}001F"):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        return decoded(self.stream(f"__substg1.0_{tag:04X}001E"), self.codepage).rstrip("\0")

    def number(self, tag: int) -> int:
        """A property that is a whole number; 0 where it is not there."""
        return int(struct.unpack_from("<i", self._fixed.get(tag, bytes(8)))[0])

    def moment(self, tag: int) -> dt.datetime | None:
        """A property that is a moment."""
        (ticks,) = struct.unpack("<Q", self._fixed.get(tag, bytes(8)))
        try:
            return _EPOCH + dt.timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None


class _Message(_Folder):
    def __init__(self, ole: Any, place: Place) -> None:
        depth = sum(part.startswith("__substg1.0_3701") for part in place)
        super().__init__(ole, place, _HEADER[min(depth, 1)])
        self._depth = depth
        if page := self.number(_CODEPAGE):
            self.codepage = _charset(page)

    def mail(self) -> Mail:
        """Everything it says."""
        notes: list[str] = []
        text = self._text(notes)
        enclosed = tuple(one for folder in self._inner(_ATTACHED) if (one := self._enclosure(folder, notes)))
        if any(one.name.lower() == "winmail.dat" for one in enclosed):
            notes.append(WINMAIL)
        if "SMIME" in self.words(_CLASS).upper():
            notes.append(SEALED)
        return Mail(
            sender=self._sender(),
            to=self._people(_TO, 1),
            copied=self._people(_COPIED, 2),
            sent=self.moment(_SUBMITTED) or self.moment(_DELIVERED),
            subject=one_line(self.words(_SUBJECT)),
            text=text,
            attachments=enclosed,
            notes=tuple(notes),
        )

    def _text(self, notes: list[str]) -> str:
        said = readable(self.words(_BODY)) or readable(webtext.words_of(self._page()))
        if not said and self.octets(_RICH):
            notes.append(_RICH_ONLY)
        if len(said) > LONGEST_TEXT:
            notes.append(CUT)
        return said[:LONGEST_TEXT]

    def _page(self) -> str:
        page = self.number(_PAGE_CODEPAGE)
        return decoded(self.octets(_PAGE), _charset(page) if page else "") or self.words(_PAGE)

    def _sender(self) -> str:
        for name, addresses in _FROM:
            address = next((a for tag in addresses if "@" in (a := one_line(self.words(tag)))), "")
            if found := _person(one_line(self.words(name)), address):
                return found
        return ""

    def _people(self, shown: int, kind: int) -> tuple[str, ...]:
        folders = [_Folder(self.ole, place, codepage=self.codepage) for place in self._inner(_RECIPIENT)]
        found = [_person(one_line(f.words(_NAME)), _address(f)) for f in folders if f.number(_KIND) == kind]
        return tuple(filter(None, found or map(one_line, self.words(shown).split(";"))))

    def _inner(self, begins: str) -> list[Place]:
        depth = len(self.place)
        found = {tuple(path[: depth + 1]) for path in self.ole.listdir() if tuple(path[:depth]) == self.place}
        return sorted(path for path in found if len(path) > depth and path[depth].startswith(begins))

    def _enclosure(self, place: Place, notes: list[str]) -> Enclosure | None:
        folder = _Folder(self.ole, place, codepage=self.codepage)
        name = next((n for tag in _NAMES if (n := one_line(folder.words(tag)))), "Attachment")
        within = (*place, f"__substg1.0_{_DATA:04X}000D")
        if self.ole.exists([*within, _PROPERTIES]) and self._depth < _DEEPEST:
            mail = _Message(self.ole, within).mail()
            return Enclosure(f"{mail.subject or name}.eml", standard.written(mail))
        if content := folder.octets(_DATA):
            return Enclosure(name, content, inline=bool(folder.words(_CONTENT_ID)) and is_logo(name, content))
        notes.append(f"“{name}” is not in the e-mail itself and was not taken. Save it from Outlook and add it.")
        return None


def _address(folder: _Folder) -> str:
    return next((a for tag in (_SMTP, _EMAIL) if "@" in (a := one_line(folder.words(tag)))), "")


def _person(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _charset(page: int) -> str:
    return {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 1200: "utf-16-le"}.get(page, f"cp{page}")

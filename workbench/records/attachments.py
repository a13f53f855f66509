"""Files that belong to a case: their bytes lie in the store itself, sealed with it, and go wherever their record goes.

Neither history nor index ever holds the bytes. They are tied to the record by the table itself, so that no way of
deleting the one can forget the other; `secure_delete` overwrites the pages.
"""

from __future__ import annotations

import hashlib
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple, cast

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import record
from workbench.records.database import database
from workbench.records.failures import Damaged
from workbench.records.fields import Choice, Day, Number, PersonalText
from workbench.records.record import Belonging, Values

if TYPE_CHECKING:
    from workbench.records.store import Store

MEGABYTE = 1 << 20
MOST, MOST_SETTING = 50, "largest attachment in MB"
LONGEST_NAME = 255  # bytes, as file systems count
UNNAMED = "Unnamed file"
Told = Callable[[int, int], object]

# What opens in a program that only shows it, by the end of its name; everything else is never opened by itself.
TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "rtf": "application/rtf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "eml": "message/rfc822",
    "msg": "application/vnd.ms-outlook",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "webp": "image/webp",
    "heic": "image/heic",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "avi": "video/x-msvideo",
}
_UNKNOWN = "application/octet-stream"
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_TABLE = """
    CREATE TABLE IF NOT EXISTS attachment_bytes (
        attachment INTEGER NOT NULL REFERENCES attachment(id) ON DELETE CASCADE, part INTEGER NOT NULL,
        bytes BLOB NOT NULL, UNIQUE (attachment, part))
"""
_PARTS = "SELECT bytes FROM attachment_bytes WHERE attachment = ? ORDER BY part"
_SHOWN = ("name", "media_type", "size", "digest", "added_on", "came_with", "follows")
_KEPT = "SELECT id, size, digest FROM attachment ORDER BY id"


class Owner(NamedTuple):
    """The record a file belongs to: its register and its number."""

    register: str
    number: int


class Attachment(Belonging):
    """One file of a case. A newer version stands beside the one it follows."""

    register_name = "attachments"
    comes_back = False

    name = PersonalText("Name of the file", optional=False)
    media_type = Choice("Kind of file", derived=True)
    size = Number("Bytes", derived=True)
    digest = Choice("SHA-256", derived=True)
    added_on = Day("Added", derived=True)
    came_with = Number("Entry it came with", internal=True)
    follows = Number("Newer version of", internal=True)

    @classmethod
    def final(cls, values: Values) -> str | None:
        """A newer version may be all there is of what was typed, so undo does not take it out of the store."""
        if not values["follows"]:
            return None
        return (
            "Taking in a newer version cannot be undone, for what was typed would be lost. Nothing was changed. "
            "Remove the newer version, and the earlier one is shown again."
        )

    @classmethod
    def create_table(cls, safe: bool = True, **options: Any) -> None:
        """Make the table, and the one of the bytes."""
        super().create_table(safe=safe, **options)
        database.execute_sql(_TABLE)


@dataclass(frozen=True)
class Kept:
    """A file as the store keeps it."""

    id: int
    owner: Owner
    name: str
    media_type: str
    size: int
    digest: str
    added_on: Any
    came_with: int | None
    follows: int | None
    removed: bool

    @property
    def ending(self) -> str:
        """The end of its name that says what opens it, in small letters: 'pdf'."""
        return ending_of(self.name)

    @property
    def opens(self) -> bool:
        """Whether it may be opened as it is: nothing that could run."""
        return self.ending in TYPES


def keep(
    store: Store,
    owner: Owner,
    name: str,
    source: Path | bytes,
    operation: int,
    progress: Told | None = None,
    *,
    came_with: int | None = None,
    follows: int | None = None,
) -> int:
    """Keep a file's bytes in the store and say its number; Plain, and nothing of it is kept, where that cannot be.

    Its size is looked at before anything is read. It is read twice, and must be the same both times.
    """
    shown = display_name(name)
    with _opened(shown, source, most(store)) as file, database.atomic():
        size, digest = _measured(shown, file, most(store))
        values = {
            "owner_register": owner.register,
            "owner": owner.number,
            "name": shown,
            "media_type": TYPES.get(ending_of(shown), _UNKNOWN),
            "size": size,
            "digest": digest,
            "added_on": clock.today(),
            "came_with": came_with,
            "follows": follows,
        }
        [number] = record.add(Attachment, [values], operation)
        file.seek(0)
        if _copied(number, file, size, progress) != digest:
            raise _refused(shown, "changed while it was being copied.", "Close it where it is open and add it again.")
    return number


def most(store: Store) -> int:
    """The largest file the council keeps, in bytes."""
    return int(store.setting(MOST_SETTING) or MOST) * MEGABYTE


def read(number: int) -> Iterator[bytes]:
    """The bytes of a file in parts. Damaged at the end where they are not those that were kept."""
    kept = one(number)
    digest = hashlib.sha256()
    for part in parts(database.connection(), number):
        digest.update(part)
        yield part
    if digest.hexdigest() != kept.digest:
        raise Damaged(
            f"“{kept.name}” is no longer as it was added. The other records are not touched by this. Restore it from "
            "the newest backup that holds it whole."
        )


def parts(connection: Any, number: int) -> Iterator[bytes]:
    """The parts of a file as they lie in a store, unchecked."""
    rows = connection.execute(_PARTS, (number,))
    return (bytes(part) for (part,) in rows)


def one(number: int) -> Kept:
    """A file by its number; Plain where it is no longer there."""
    found = _kept([number])
    if not found:
        raise Plain("This file is no longer in the records. Nothing was changed. Look at the case again.")
    return found[0]


def of(owner: Owner, *, older: bool = False, removed: bool = False) -> list[Kept]:
    """The files of a record in the order they were added; `older` versions and `removed` ones where asked for."""
    chosen = (Attachment.owner_register == owner.register) & (Attachment.owner == owner.number)
    rows = cast(Any, Attachment).select(Attachment.id).where(chosen).order_by(Attachment.id).tuples()
    mine = [kept for kept in _kept([number for (number,) in rows]) if removed or not kept.removed]
    followed = set() if older else {kept.follows for kept in mine if not kept.removed}
    return [kept for kept in mine if kept.id not in followed]


def remove(number: int, operation: int) -> None:
    """Put a file out of sight; undo brings it back."""
    record.remove(Attachment, [number], operation)


def unlike(connection: Any) -> list[int]:
    """The files of a store whose bytes are not those that were kept, by their numbers."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attachment_bytes'").fetchone():
        return []  # an earlier form of the store
    wrong = []
    for number, size, digest in connection.execute(_KEPT).fetchall():
        found, octets = hashlib.sha256(), 0
        for part in parts(connection, number):
            found.update(part)
            octets += len(part)
        if (octets, found.hexdigest()) != (size, digest):
            wrong.append(number)
    return wrong


def display_name(name: str) -> str:
    """A file's name as it may be shown and proposed: no folders, nothing hidden, nothing a computer takes amiss."""
    last = PurePosixPath(name.replace("\\", "/").rstrip("/ ")).name
    visible = "".join(_visible(letter) for letter in unicodedata.normalize("NFC", last))
    plain = _NOT_IN_NAMES.sub("-", " ".join(visible.split())).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain) or UNNAMED


def ending_of(name: str) -> str:
    """The end of a name after its last full stop, in small letters; empty where there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _visible(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Zl", "Zp") or letter in "\t\r\n":
        return " "
    return "" if kind in ("Cc", "Cf", "Cs", "Cn", "Co") else letter


def _shortened(name: str) -> str:
    """The name in as many bytes as a file system takes; the end that says what it is stays."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, end = name.rpartition(".")
    if not dot or len(end.encode()) > 16:
        stem, dot, end = name, "", ""
    room = LONGEST_NAME - len((dot + end).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + dot + end


@contextmanager
def _opened(shown: str, source: Path | bytes, most_bytes: int) -> Iterator[IO[bytes]]:
    """The file to read, once its size is found to be fit; what goes wrong with it is said of it, not of the store."""
    try:
        if isinstance(source, bytes):
            _refuse_size(shown, len(source), most_bytes)
            yield BytesIO(source)
            return
        found = source.stat()
        if not stat.S_ISREG(found.st_mode):
            raise _refused(shown, "is a folder or a device, not a file.", "Choose the files inside it.")
        _refuse_size(shown, found.st_size, most_bytes)
        with source.open("rb") as file:
            yield file
    except FileNotFoundError as error:
        raise _refused(shown, "is no longer where it was.", "Save it to this computer first and add that.") from error
    except OSError as error:
        raise _refused(shown, "cannot be read.", "Copy it to another folder and add the copy.") from error
    except ValueError as error:  # a name with a zero in it
        raise _refused(shown, "cannot be read.", "Give it another name and add it again.") from error


def _refuse_size(shown: str, size: int, most_bytes: int) -> None:
    if size == 0:
        raise _refused(shown, "is empty (0 bytes).", "If it should hold something, save it or ask for it once more.")
    if size > most_bytes:
        raise _refused(
            shown,
            f"is too large ({display.size(size)}; the most is {most_bytes // MEGABYTE} MB).",
            "Keep it where it is and write in the case where that is.",
        )


def _measured(shown: str, file: IO[bytes], most_bytes: int) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    while size <= most_bytes and (part := file.read(MEGABYTE)):
        digest.update(part)
        size += len(part)
    _refuse_size(shown, size, most_bytes)  # it may have grown or shrunk since it was looked at
    return size, digest.hexdigest()


def _copied(number: int, file: IO[bytes], size: int, progress: Told | None) -> str:
    """Put the parts into the store; the SHA-256 of what went in."""
    digest, done, place = hashlib.sha256(), 0, 0
    while done <= size and (part := file.read(MEGABYTE)):
        database.execute_sql("INSERT INTO attachment_bytes VALUES (?, ?, ?)", (number, place, part))
        digest.update(part)
        done, place = done + len(part), place + 1
        if progress:
            progress(min(done, size), size)
    return digest.hexdigest()


def _kept(numbers: Sequence[int]) -> list[Kept]:
    found = record.values_of(Attachment, numbers)
    return [_as_kept(number, found[number]) for number in numbers if number in found]


def _as_kept(number: int, values: Values) -> Kept:
    said = {name: values[name] for name in _SHOWN}
    owner = Owner(values["owner_register"], values["owner"])
    return Kept(number, owner, removed=values["removed"] is not None, **said)


def _refused(shown: str, what: str, do: str) -> Plain:
    return Plain(f"“{shown}” {what} It was not added; all else stays as it is. {do}")

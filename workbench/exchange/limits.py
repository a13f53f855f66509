"""What a file must keep to before it is opened, and the plain line for each way it may fail."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from workbench.errors import Plain

MEGABYTE = 1 << 20
MAX_FILE = 25 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_RATIO = 200
RATIO_FROM = MEGABYTE
MAX_PARTS = 2_000
MAX_ROWS = 200_000
MAX_COLUMNS = 256

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The first records of Excel 2 to 4, kept without the OLE wrapper
OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"MZ",
    b"GIF8",
    b"{\\rtf",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"SQLite format",
)


class Kind(StrEnum):
    """What the file really is, by its contents and not by its name."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    DOCX = "docx"
    TEXT = "text"


def refuse(name: str, what: str, do: str = "Open it in Excel, save a fresh copy and choose that.") -> Plain:
    """The one plain line for a file that is not read."""
    return Plain(f"“{name}” {what} Nothing was changed. {do}")


def kind_of(path: Path) -> Kind:
    """Check size, wrapper and expansion without reading the contents; raises Plain with one line."""
    name = path.name
    head = _head(path)
    if head.startswith(OLE):
        return _ole(path, name)
    if head.startswith(b"PK"):
        return _package(path, name)
    if head.startswith(OLD_BIFF):
        raise refuse(name, "was saved by a very old Excel and cannot be read.", "Save it as .xlsx and choose that.")
    if head.startswith(BINARY):
        raise refuse(name, "is not a workbook, a Word document or a text file.", "Choose the schedule itself.")
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|table|\?xml|meta)", head, re.IGNORECASE):
        raise refuse(
            name, "is a web page or an XML file saved under a workbook's name.", "Save it as .xlsx and choose that."
        )
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".docx"}:
        raise refuse(name, "is damaged: it does not begin as such a file does.", "Ask for another copy.")
    return Kind.TEXT


def _head(path: Path) -> bytes:
    """The first bytes, once the size is found to be fit."""
    name = path.name or str(path.absolute())
    try:
        found = path.stat()
        size = found.st_size
        if stat.S_ISDIR(found.st_mode):
            raise refuse(name, "is a folder.", "Choose the file inside it.")
        if not stat.S_ISREG(found.st_mode):
            raise refuse(name, "is no ordinary file.", "Save what it holds as a file and choose that.")
        with path.open("rb") as file:
            head = file.read(512)
    except FileNotFoundError as error:
        raise refuse(name, "was not found.", "Check its name and its folder, and choose it again.") from error
    except OSError as error:
        raise refuse(name, "cannot be opened.", "Close it in other programs and try again.") from error
    if not size:
        raise refuse(name, "is empty.", "Choose the file that holds the schedule.")
    if size > MAX_FILE:
        raise refuse(
            name, f"is {size / MEGABYTE:.0f} MB; the most that is read is 25 MB.", "Save only the sheets needed."
        )
    return head


def _ole(path: Path, name: str) -> Kind:
    """An older workbook, or a newer one wrapped with a password."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise locked(name)
    if "WordDocument".encode("utf-16-le") in data:
        raise refuse(name, "is an older Word document.", "Save it in Word as .docx and choose that.")
    return Kind.XLS


def locked(name: str) -> Plain:
    """The line for a workbook with a password."""
    return Plain(
        f"“{name}”: This workbook has a password, so it cannot be read. Nothing was changed. "
        "Open it in Excel, remove the password, save it and choose it again."
    )


def _package(path: Path, name: str) -> Kind:
    """A zipped file: its parts are counted and measured before any is opened."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            _measure(name, parts)
            return _contents(package, name, {part.filename for part in parts})
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise damaged(name) from error


def damaged(name: str) -> Plain:
    """The line for a file whose inside cannot be followed."""
    return refuse(
        name, "is damaged and cannot be read.", "Ask for another copy, or open it in Excel and save a fresh one."
    )


def _measure(name: str, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse a package that would unpack into far more than any schedule needs."""
    if len(parts) > MAX_PARTS:
        raise refuse(name, f"holds {len(parts):,} parts; the most that is read is 2,000.")
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise refuse(name, "would unpack to more than 200 MB.", "Save only the sheets needed and choose that.")
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise refuse(
                name, "unpacks to far more than a schedule needs.", "Ask where it came from before opening it."
            )
        if ".." in part.filename.replace("\\", "/").split("/"):
            raise refuse(name, "holds parts that point outside it.", "Ask where it came from before opening it.")
        if part.flag_bits & 1:
            raise locked(name)


def _contents(package: zipfile.ZipFile, name: str, parts: set[str]) -> Kind:
    """Which of the zipped kinds this is."""
    if "xl/workbook.bin" in parts:
        return Kind.XLSB
    if "word/document.xml" in parts:
        return Kind.DOCX
    if "content.xml" in parts and "mimetype" in parts:
        if b"spreadsheet" not in package.read("mimetype")[:200]:
            raise refuse(name, "is an OpenDocument file but no spreadsheet.", "Choose the spreadsheet.")
        if "META-INF/manifest.xml" in parts and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise locked(name)
        return Kind.ODS
    if "xl/vbaProject.bin" in parts:
        return Kind.XLSM
    if any(part.startswith("xl/") for part in parts) or "[Content_Types].xml" in parts:
        return Kind.XLSX
    raise refuse(name, "is a zip file but no workbook.", "Unpack it and choose the workbook inside.")


def check_extent(name: str, sheet: str, rows: int, columns: int) -> None:
    """Refuse a sheet longer or wider than is read."""
    if rows > MAX_ROWS + 100:
        raise refuse(
            name,
            f"has {rows:,} rows on sheet “{sheet}”; the most that is read is 200,000.",
            "Split it and import each.",
        )
    if columns > MAX_COLUMNS:
        raise refuse(
            name,
            f"has cells beyond column {MAX_COLUMNS} (IV) on sheet “{sheet}”.",
            "Remove what stands far to the right, save it and choose it again.",
        )

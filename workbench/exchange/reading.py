"""A file into a Book: every kind of workbook, text file and Word document a council may keep its schedule in."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree
from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from workbench.errors import Plain
from workbench.exchange.book import Book, Cell, Sheet, address
from workbench.exchange.csvtext import decode, read_text
from workbench.exchange.guard import WRITTEN_IN, without_guard
from workbench.exchange.limits import Kind, check_extent, damaged, kind_of, locked, refuse
from workbench.exchange.ownsheets import without_own_sheets
from workbench.exchange.pasted import from_pasted
from workbench.exchange.removedlines import without_removed
from workbench.exchange.sheetxml import Package, Scan

__all__ = ["Book", "Sheet", "from_pasted", "read_workbook"]

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    OverflowError,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    AttributeError,
)
_UNSEEN = (
    "Hidden rows, number formats and formulas never worked out cannot be seen in this kind of file. "
    "If leading zeros matter, save it in Excel as .xlsx and choose that."
)


def read_workbook(path: Path) -> Book:
    """Read a file in this process; whatever is wrong with it comes as one Plain line."""
    kind = kind_of(path)
    try:
        sheets, warnings = _read(path, kind)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except (Plain, MemoryError):
        raise
    except PasswordError as error:
        raise locked(path.name) from error
    except _DAMAGE as error:
        raise damaged(path.name) from error
    except BaseException as error:
        # calamine's own failures and a panic inside it, which is no Exception, say the same to the clerk
        if type(error).__module__.startswith(("python_calamine", "_python_calamine", "pyo3_runtime", "docx")):
            raise damaged(path.name) from error
        raise
    if not any(sheet.rows for sheet in sheets):
        raise refuse(path.name, "holds no rows.", "Choose the file that holds the schedule.")
    book = Book(path.name, sheets, (*_named_otherwise(path, kind), *warnings), digest)
    return without_removed(without_own_sheets(book))


def _read(path: Path, kind: Kind) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Sheets and warnings by the kind of file."""
    if kind is Kind.TEXT:
        words, encoding = decode(path.read_bytes(), path.name)
        sheet = read_text(words, path.stem, path.name)
        return (without_guard(sheet) if encoding == WRITTEN_IN else sheet,), ()
    if kind is Kind.DOCX:
        return _word(path)
    if kind in {Kind.XLSX, Kind.XLSM}:
        return _newer(path, kind)
    return _older(path)


def _named_otherwise(path: Path, kind: Kind) -> tuple[str, ...]:
    """A word about a file whose name says another kind than it is."""
    said = path.suffix.lower().lstrip(".")
    if (
        kind is Kind.TEXT
        or said == kind
        or {said, str(kind)} <= {"xlsx", "xlsm"}
        or said in {"xltx", "xltm", "xlt", "ots"}
    ):
        return ()
    return (f"The name ends in .{said}, but the file is really .{kind}; it was read as that.",)


def _word(path: Path) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    from workbench.exchange.wordtables import read_tables

    with zipfile.ZipFile(path) as file:
        Package(file, path.name).check_declarations()
    sheets = read_tables(path)
    if not sheets:
        raise refuse(path.name, "holds no table.", "Choose the document with the schedule, or paste the table from it.")
    return sheets, ()


def _older(path: Path) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """.xls, .xlsb and .ods: the values only, and one word about what cannot be seen."""
    with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        sheets = tuple(_values(book, place, path.name, Scan) for place in _worksheets(book))
    return sheets, (_UNSEEN, *_hidden_sheets(sheets))


def _newer(path: Path, kind: Kind) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """.xlsx and .xlsm: the values, and what the XML says beside them."""
    with zipfile.ZipFile(path) as file, path.open("rb") as whole, ThreadPoolExecutor(1) as beside:
        package = Package(file, path.name)
        package.check_parts()
        parts = {name: part for name, part in package.sheet_parts().items() if "/chartsheets/" not in f"/{part}"}
        for name, part in parts.items():
            package.check_extent(name, part)
        # calamine works without Python's lock, so the scan costs no time of its own where there is a second core
        scans = {name: beside.submit(package.scan, part).result for name, part in parts.items()}
        with CalamineWorkbook.from_filelike(whole) as book:
            found = [(place, scans.get(book.sheet_names[place], Scan)) for place in _worksheets(book)]
            sheets = tuple(_values(book, place, path.name, scanned) for place, scanned in found)
    macros = ("The workbook holds macros; they were not run and are not needed.",) if kind is Kind.XLSM else ()
    formulas = [line for sheet, (_, scanned) in zip(sheets, found, strict=True) for line in _formulas(sheet, scanned())]
    return sheets, (*macros, *_hidden_sheets(sheets), *_hidden(sheets), *formulas)


def _worksheets(book: CalamineWorkbook) -> list[int]:
    """Places of the sheets that hold cells; charts and dialogs are none."""
    return [place for place, sheet in enumerate(book.sheets_metadata) if sheet.typ == SheetTypeEnum.WorkSheet]


def _values(book: CalamineWorkbook, place: int, name: str, scanned: Callable[[], Scan]) -> Sheet:
    """One sheet's cells, tidied, with the scan's own words for some of them."""
    sheet = book.get_sheet_by_index(place)
    end = sheet.end
    if end is not None:
        check_extent(name, sheet.name, end[0] + 1, end[1] + 1)
    rows = _tidy(sheet.to_python(skip_empty_area=False))
    scan = scanned()
    _put_texts(rows, scan)
    visible = book.sheets_metadata[place].visible
    return Sheet(
        sheet.name,
        rows,
        frozenset(scan.hidden_rows),
        frozenset(scan.hidden_columns),
        tuple(scan.merged),
        visible != SheetVisibleEnum.Visible,
    )


def _tidy(rows: Sequence[list[Any]]) -> list[list[Cell]]:
    """Each value in its plainest type; equal texts share one object, which keeps 100,000 rows small."""
    known: dict[str, str | None] = {"": None}
    keep = known.setdefault
    return [[keep(cell, cell) if cell.__class__ is str else _plain(cell) for cell in row] for row in rows]


def _plain(cell: Any) -> Cell:
    """A whole float is a whole number, midnight of a day is the day, a span of time is its words."""
    if isinstance(cell, float):
        if cell != cell or cell in (float("inf"), float("-inf")):
            return str(cell)
        if cell.is_integer():
            return int(cell) if abs(cell) < 1e15 else int(Decimal(repr(cell)))
        return cell
    if isinstance(cell, dt.datetime):
        return cell.date() if cell.time() == dt.time() else cell
    if isinstance(cell, dt.timedelta):
        minutes = int(cell.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02d}"
    return cell if isinstance(cell, int | dt.date | dt.time | str) else str(cell)


def _put_texts(rows: list[list[Cell]], scan: Scan) -> None:
    """Numbers as the sheet shows them: leading zeros, long numbers; and error values as their words."""
    for (row, column), show in scan.zeros.items():
        if 0 < row <= len(rows) and column < len(rows[row - 1]):
            cell = rows[row - 1][column]
            if isinstance(cell, int) and not isinstance(cell, bool):
                rows[row - 1][column] = show(cell)
    for (row, column), words in scan.texts.items():
        if 0 < row <= len(rows) and column < len(rows[row - 1]):
            rows[row - 1][column] = words


def _hidden_sheets(sheets: Sequence[Sheet]) -> list[str]:
    return [f"Sheet “{sheet.name}” is hidden; it was read." for sheet in sheets if sheet.hidden and sheet.rows]


def _hidden(sheets: Sequence[Sheet]) -> list[str]:
    """One line a sheet about hidden rows and columns that hold anything."""
    lines = []
    for sheet in sheets:
        rows = sum(
            1 for row in sheet.hidden_rows if row <= len(sheet.rows) and any(c is not None for c in sheet.rows[row - 1])
        )
        width = max(map(len, sheet.rows), default=0)
        columns = sum(1 for column in sheet.hidden_columns if column < width)
        said = [
            f"{count} hidden {word}{'s' if count > 1 else ''}"
            for count, word in ((rows, "row"), (columns, "column"))
            if count
        ]
        if said:
            lines.append(f"Sheet “{sheet.name}” has {' and '.join(said)}; they were read too.")
    return lines


def _formulas(sheet: Sheet, scan: Scan) -> list[str]:
    """One line naming the cells whose formula was never worked out."""
    if not scan.empty_formulas:
        return []
    names = ", ".join(address(row, column) for row, column in scan.empty_formulas[:5])
    more = len(scan.empty_formulas) - 5
    names += f" and {more} more" if more > 0 else ""
    return [
        (
            f"Sheet “{sheet.name}”: the formula in {names} was never worked out, so nothing could be read there. "
            "Open and save it in Excel, then choose it again."
        )
    ]

"""The workbook's package written again: changed parts anew, every other part as it was and where it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import shutil
import zipfile
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path

from workbench.exchange.book import Book, Cell, address
from workbench.exchange.givingback.beside import look_beside, names_moved
from workbench.exchange.givingback.calculation import recalculated, without_formulas
from workbench.exchange.givingback.changes import Changes, Given, SheetChanges
from workbench.exchange.givingback.placing import Placing
from workbench.exchange.givingback.rowxml import FORMULA, CellWriter, cells
from workbench.exchange.givingback.sheet import SheetJob, look, rewritten
from workbench.exchange.givingback.struck import Struck
from workbench.exchange.limits import refuse
from workbench.exchange.removedlines import mark
from workbench.exchange.sheetxml import Package
from workbench.saving import saved_as

_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*?\sdate1904\s*=\s*["'](?:1|true)""")
_TABLE_REF = re.compile(rb"""(\sref\s*=\s*["'])([^"']*)""")
_WORKBOOK, _STYLES, _CHAIN = "xl/workbook.xml", "xl/styles.xml", "xl/calcChain.xml"
_FIXED = re.compile(rb"""\sref\s*=|\st\s*=\s*["'](?:array|dataTable)""")


@dataclass
class _Work:
    """A package on its way: what was said, and the parts that are written anew."""

    package: Package
    book: Book
    day: dt.date
    writer: CellWriter | None = None
    jobs: dict[str, SheetJob] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    formulas: bool = False
    cells: int = 0
    added: int = 0
    struck: int = 0


def give_back(original: Path, book: Book, changes: Changes, out: Path, day: dt.date) -> Given:
    """Write the workbook with its changes to a new file; `book` is the original as it was read.

    Raises Plain where the original is no longer that file, cannot be taken apart safely, or `out` cannot be written.
    """
    content = read_again(original, book)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        work = _Work(Package(file, book.name), book, day)
        with saved_as(out, "workbook") as unfinished:
            if not any(sheet.any for sheet in changes.sheets.values()):
                unfinished.write_bytes(content)
            else:
                _prepare(work, changes)
                with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as written:
                    for info in file.infolist():
                        _write_part(work, info, written)
    return Given(work.cells, work.added, work.struck, (*changes.said, *work.said))


def read_again(original: Path, book: Book) -> bytes:
    """The original's bytes, the very ones that were read."""
    try:
        content = original.read_bytes()
    except FileNotFoundError as error:
        raise refuse(book.name, "is not there any more.", "Choose it again.") from error
    except OSError as error:
        raise refuse(book.name, "cannot be opened.", "Close it in other programs and try again.") from error
    if hashlib.sha256(content).hexdigest() != book.sha256:
        raise refuse(book.name, "was changed while it was being read.", "Save and close it, then try again.")
    return content


def _prepare(work: _Work, changes: Changes) -> None:
    """Look through the sheets and decide what every part becomes."""
    file, package = work.package.file, work.package
    workbook = file.read(_WORKBOOK)
    since_1904 = _1904.search(workbook) is not None
    struck = Struck(file.read(_STYLES)) if _STYLES in file.namelist() else None
    sheet_parts, replaced = package.sheet_parts(), dict[int, set[str]]()
    for place, (name, part) in enumerate(sheet_parts.items(), 1):
        wanted = changes.sheets.get(name)
        if wanted is None or not wanted.any:
            pieces = package.chunks(part)
            work.formulas = work.formulas or any(FORMULA.search(piece) for piece in pieces)
            continue
        job = _job(work, name, part, wanted, struck, since_1904, replaced.setdefault(place, set()))
        work.jobs[part] = job
        workbook = names_moved(workbook, name, job.moves) if job.inserts else workbook
    if struck is not None and work.struck:
        work.parts[_STYLES] = struck.content()
    if work.formulas:
        workbook = recalculated(workbook)
        work.said.append("The workbook has formulas; Excel works them out anew when it is opened.")
    work.parts[_WORKBOOK] = workbook
    if any(replaced.values()) and _CHAIN in file.namelist():
        ids = re.findall(rb"""<(?:\w+:)?sheet\b[^>]*?\ssheetId\s*=\s*["'](\d+)""", workbook)
        gone = {int(ids[place - 1]): cells_ for place, cells_ in replaced.items() if cells_}
        work.parts[_CHAIN] = without_formulas(file.read(_CHAIN), gone)
    if any(name.startswith("_xmlsignatures/") for name in file.namelist()):
        work.said.append("The workbook was signed; the signature does not hold for what was changed.")


def _job(
    work: _Work, name: str, part: str, wanted: SheetChanges, struck: Struck | None, since_1904: bool, replaced: set[str]
) -> SheetJob:
    """Everything that happens to one sheet."""
    sheet = next(sheet for sheet in work.book.sheets if sheet.name == name)
    added = any(table.added for table in wanted.tables)
    models = [r for t in wanted.tables for r in (*t.last.values(), *t.table.header_rows)] if added else []
    models += [line.row for t in wanted.tables for line in t.table.skipped] if added else []
    looked = look(pieces(work.package, part), {*wanted.cells, *wanted.struck, *models})
    if not looked.occupied or b"<!--" in looked.head + looked.tail:
        raise refuse(work.book.name, f"is put together in an unusual way on sheet “{name}”.", "Save it in Excel first.")
    work.formulas = work.formulas or looked.formulas
    values = _allowed(work, name, wanted, looked.kept, replaced) if looked.formulas else wanted.cells
    writer = CellWriter(looked.prefix, since_1904)
    marks = {row: (_free(looked.kept[row]), mark(work.day)) for row in wanted.struck}
    styles = {cell.style for row in wanted.struck for cell in cells(looked.kept[row])}
    forms = {style: struck.style(style) for style in sorted(styles)} if struck else {}
    placed = Placing(
        sheet, wanted, looked.occupied, look_beside(work.package, part, name, looked.tail, looked.formulas)
    )
    if added:
        placed.place()
    work.said += placed.said
    work.cells += sum(map(len, values.values()))
    work.added += placed.written
    work.struck += len(marks)
    job = SheetJob(writer, values, marks, placed.inserts, forms, looked)
    _follow(work, name, placed, job)
    return job


def _allowed(
    work: _Work, name: str, wanted: SheetChanges, kept: dict[int, bytes], replaced: set[str]
) -> dict[int, dict[int, Cell]]:
    """The changes without those of formulas that other cells share; a formula that gives way is named."""
    allowed = {row: dict(values) for row, values in wanted.cells.items()}
    for row, values in wanted.cells.items():
        for cell in cells(kept[row]):
            if cell.column not in values or not (formula := cell.formula):
                continue
            where = address(row, cell.column)
            if _FIXED.search(formula[1]):
                del allowed[row][cell.column]
                work.said.append(f"{name}!{where} begins a formula for several cells; it was left as it is.")
            else:
                replaced.add(where)
                work.said.append(f"{name}!{where} held a formula; the value stands there now.")
    return allowed


def _follow(work: _Work, name: str, placed: Placing, job: SheetJob) -> None:
    """What follows from new lines: Excel tables take them in; where their neighbours have formulas, that is said."""
    for part in placed.beside.tables if placed.inserts else ():
        content = work.package.file.read(part)
        work.parts[part] = _TABLE_REF.sub(lambda m: m[1] + job.moves.reference(m[2].decode(), True).encode(), content)
    models = {row.like for insert in placed.inserts for row in insert.rows if not row.copied}
    if any(cell.formula for model in models for cell in cells(job.looked.kept[model])):
        work.said.append(f"{name}: the new lines have no formulas; copy them down from the line above.")


def _free(row: bytes) -> int:
    """The first column right of everything in a row."""
    return max((cell.column for cell in cells(row)), default=-1) + 1


def pieces(package: Package, part: str) -> Iterable[bytes]:
    """A sheet's XML cut where rows end."""
    return package.rows(part)


def _write_part(work: _Work, info: zipfile.ZipInfo, written: zipfile.ZipFile) -> None:
    """One part, in the place and with the name, date and packing it had."""
    kept = copy(info)
    kept.compress_type = info.compress_type if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else 8
    job = work.jobs.get(info.filename)
    with written.open(kept, "w", force_zip64=False) as target:
        if job is not None:
            for piece in rewritten(pieces(work.package, info.filename), job):
                target.write(piece)
        elif info.filename in work.parts:
            target.write(work.parts[info.filename])
        else:
            with work.package.file.open(info.filename) as source:
                shutil.copyfileobj(source, target, 1 << 20)

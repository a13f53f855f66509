"""The workbook's package written again: changed parts anew, every other part as it was and where it was."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import shutil
import zipfile
from copy import copy
from pathlib import Path

from workbench.exchange.book import Book
from workbench.exchange.givingback.changes import Changes, Given
from workbench.exchange.givingback.sheet import rewritten
from workbench.exchange.givingback.work import Work
from workbench.exchange.limits import refuse
from workbench.exchange.sheetxml import Package
from workbench.saving import saved_as


def give_back(original: Path, book: Book, changes: Changes, out: Path, day: dt.date, *, delete: bool = False) -> Given:
    """Write the workbook with its changes to a new file; `book` is the original as it was read.

    Removed lines are struck through, or taken out where `delete` asks for it. Raises Plain where the original is no
    longer that file, cannot be taken apart safely, or `out` cannot be written.
    """
    content = read_again(original, book)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        work = Work(Package(file, book.name), book, day, delete)
        anything = any(sheet.any for sheet in changes.sheets.values()) or (delete and work.struck_earlier)
        with saved_as(out, "workbook") as unfinished:
            if not anything:
                unfinished.write_bytes(content)
                return work.given(changes)
            work.prepare(changes)
            with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as written:
                for info in file.infolist():
                    _write_part(work, info, written)
    return work.given(changes)


def preview(original: Path, book: Book, changes: Changes, day: dt.date, *, delete: bool = False) -> Given:
    """What giving back would do, without writing anything."""
    with zipfile.ZipFile(io.BytesIO(read_again(original, book))) as file:
        work = Work(Package(file, book.name), book, day, delete)
        work.prepare(changes)
    return work.given(changes)


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


def _write_part(work: Work, info: zipfile.ZipInfo, written: zipfile.ZipFile) -> None:
    """One part, in the place and with the name, date and packing it had."""
    kept = copy(info)
    kept.compress_type = info.compress_type if info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else 8
    job = work.jobs.get(info.filename)
    with written.open(kept, "w", force_zip64=False) as target:
        if job is not None:
            for piece in rewritten(work.package.rows(info.filename), job):
                target.write(piece)
        elif info.filename in work.parts:
            target.write(work.parts[info.filename])
        else:
            with work.package.file.open(info.filename) as source:
                shutil.copyfileobj(source, target, 1 << 20)

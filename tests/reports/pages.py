"""What the report tests share: a listing to print and a reader of what was printed."""

from __future__ import annotations

import ctypes
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from workbench.reports.columns import Column
from workbench.reports.listing import Listing, Printed, print_listing

MADE = dt.datetime(2026, 11, 24, 12, 5, tzinfo=dt.UTC)


def listing(rows: Iterable[Sequence[str]], labels: Sequence[str] = ("Words",), **more: Any) -> Listing:
    """A listing with those headings, the first column naming."""
    columns = [Column(label, naming=n == 0) for n, label in enumerate(labels)]
    given: dict[str, Any] = {
        "council": "Cyngor Tref Llanrŵst",
        "title": "Retention schedule",
        "subtitle": "Version 4.",
        "made": MADE,
    }
    return Listing(columns=columns, rows=rows, **(given | more))


def printed(tmp_path: Path, wanted: Listing) -> tuple[Printed, list[str]]:
    """Print a listing; what was printed and the text of each page."""
    path = tmp_path / "list.pdf"
    done = print_listing(wanted, path)
    return done, texts(path)


def texts(path: Path) -> list[str]:
    """The text of each page as pdfium reads it."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def images(path: Path) -> int:
    """How many image objects the document has."""
    with pypdfium2.PdfDocument(path) as document:
        return sum(1 for page in document for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]))


def squeezed(text: str) -> str:
    """The text with no white space, and without the mark pdfium puts where a line ends in a hyphen."""
    return re.sub(r"\s", "", text.replace("\x02", "-").replace("\ufffe", "-"))


def marked_texts(path: Path) -> dict[tuple[int, int], str]:
    """The text of each piece of marked content, by its page and number, as pdfium reads it."""
    found: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for shown in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                mark = raw.FPDFPageObj_GetMarkedContentID(shown.raw)
                if mark >= 0:
                    found[number, mark] = found.get((number, mark), "") + _text_of(shown, words)
    return found


def _text_of(shown: Any, words: Any) -> str:
    size = raw.FPDFTextObj_GetText(shown.raw, words.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    raw.FPDFTextObj_GetText(shown.raw, words.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0").replace("\x02", "-").replace("\ufffe", "-")

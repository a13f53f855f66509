"""A workbook this program wrote, on its way back: long texts are put together, the sheets about it are left out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from workbench.exchange.book import Book, Cell, Sheet

ABOUT = "About"
ABOUT_HEADING = "About this workbook"
LONG_TEXTS = "Long texts"
GOES_ON = f"\n[goes on in sheet “{LONG_TEXTS}”, text {{number}}]"
_GOES_ON = re.compile(rf"\n\[goes on in sheet “{LONG_TEXTS}”, text (\d+)\]$")


def without_own_sheets(book: Book) -> Book:
    """The book as its register was, if this program wrote it; any other book unchanged."""
    about = next((s for s in book.sheets if s.name == ABOUT), None)
    if about is None or not any(ABOUT_HEADING in row for row in about.rows):
        return book
    rest = _pieces(next((s for s in book.sheets if s.name == LONG_TEXTS), None))
    kept = (sheet for sheet in book.sheets if sheet.name not in (ABOUT, LONG_TEXTS))
    return replace(book, sheets=tuple(_joined(sheet, rest) if rest else sheet for sheet in kept))


def _pieces(sheet: Sheet | None) -> dict[int, str]:
    """The rest of each long text by its number."""
    parts: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in sheet.rows if sheet else ():
        match row:
            case [int() | float() as number, _, int() | float() as part, str() as words, *_]:
                parts[int(number)].append((int(part), words))
    return {number: "".join(words for _, words in sorted(found)) for number, found in parts.items()}


def _joined(sheet: Sheet, rest: dict[int, str]) -> Sheet:
    def whole(cell: Cell) -> Cell:
        if isinstance(cell, str) and (match := _GOES_ON.search(cell)) and int(match[1]) in rest:
            return cell[: match.start()] + rest[int(match[1])]
        return cell

    return replace(sheet, rows=[[whole(cell) for cell in row] for row in sheet.rows])

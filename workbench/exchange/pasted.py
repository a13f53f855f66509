"""A block of cells copied from Excel, Word or a web page and pasted."""

from __future__ import annotations

import hashlib

from workbench.errors import Plain
from workbench.exchange.book import Book
from workbench.exchange.csvtext import ONE_COLUMN, cells_of, delimiter, read_text, sheet_of

SHEET = "Pasted"
_NAME = "What was pasted"


def from_pasted(text: str) -> Book:
    """One sheet named "Pasted"; raises Plain where there is nothing in the block."""
    words = text.replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        raise Plain("There is nothing to paste. Nothing was changed. Copy the cells in Excel first, then paste here.")
    tabbed = "\t" in words or delimiter(words) == ONE_COLUMN
    sheet = sheet_of(cells_of(words), SHEET, _NAME) if tabbed else read_text(words, SHEET, _NAME)
    return Book(SHEET, (sheet,), (), hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())

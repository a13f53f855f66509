"""The apostrophe before a text of a CSV that a spreadsheet would run as a formula: put there, and taken off again."""

from __future__ import annotations

import re
from dataclasses import replace

from workbench.exchange.book import Cell, Sheet

WRITTEN_IN = "utf-8-sig"  # with a mark at the start that makes Excel read it as UTF-8
# OWASP ASVS 1.2.10, with the line ends and the full-width signs Excel also takes for formulas
_BEGINS = "[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]"
_BARE = re.compile(_BEGINS)
_DANGEROUS = re.compile(f"'*{_BEGINS}")
_GUARDED = re.compile(f"'+{_BEGINS}")


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet might run it."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if _GUARDED.match(text) else text


def without_guard(sheet: Sheet) -> Sheet:
    """The sheet as it was before its cells were guarded; unchanged where one is not, for then nobody guarded them."""
    if any(isinstance(cell, str) and _BARE.match(cell) for row in sheet.rows for cell in row):
        return sheet
    return replace(sheet, rows=[[_bare(cell) for cell in row] for row in sheet.rows])


def _bare(cell: Cell) -> Cell:
    return unguarded(cell) if isinstance(cell, str) else cell

"""Sections numbered as an outline: "02.001 | Council meetings" over rules numbered 02.001.001 and on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.exchange.book import text_of
from workbench.exchange.grid import Grid
from workbench.exchange.shapes import like_length

LEAST_COLUMNS = 3
_CODE = re.compile(r"[A-Za-z]{0,4}[-/ ]?\d+(?:[.\-/ ]\d+)*[.)]?|\(?[A-Za-z]{1,2}[.)]?|\(?[IVXivx]{1,5}[.)]?|\(\d+\)")


def outline(grid: Grid, named: Iterable[int], row: int) -> str:
    """The words of a row that holds a code and a name only and divides what follows; empty where it does not."""
    own = grid.own[row]
    if len(own) != 2 or len(columns := sorted({*named, *own})) < LEAST_COLUMNS or list(own) != columns[:2]:
        return ""
    code, name = (text_of(grid.rows[row][column]).strip() for column in own)
    below = _below(grid, row)
    if not below or not _CODE.fullmatch(code) or like_length(name):
        return ""
    inner, inner_name = (text_of(grid.rows[below][column]).strip() for column in own)
    fuller = len(grid.filled[below]) > 2
    other = fuller and bool(_CODE.fullmatch(inner)) and _numbered(code) != _numbered(inner)
    louder = fuller and name.isupper() and not inner_name.isupper()
    return f"{code} {name}" if _within(inner, code) or other or louder else ""


def _below(grid: Grid, row: int) -> int:
    """The next row that holds anything; 0 where none does."""
    return next((below for below in range(row + 1, grid.last + 1) if not grid.blank(below)), 0)


def _numbered(code: str) -> bool:
    return any(char.isdigit() for char in code)


def _within(inner: str, code: str) -> bool:
    """Whether a code goes on from another: 1.1 within 1, A3 within A, but not 10 within 1."""
    stem = code.rstrip(".)")
    rest = inner.removeprefix(stem)
    return rest != inner and bool(rest.strip(" .)")) and not (stem[-1].isdigit() and rest[0].isdigit())

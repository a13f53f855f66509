"""Formulas as text: which cells they name, and the same formula once rows have moved or it stands elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from workbench.exchange.book import letter, number
from workbench.exchange.givingback.refs import Moves
from workbench.exchange.writing import MOST_ROWS

_MOST_COLUMNS = 16_384
_CELL = r"\$?[A-Z]{1,3}\$?\d{1,7}"
_TOKEN = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>(?:'(?:[^']|'')*'|[^\W\d\"'][\w.:]*|\[\d+\][\w.:]*)!)?"
    rf"(?P<ref>{_CELL}(?::{_CELL})?|\$?\d{{1,7}}:\$?\d{{1,7}})(?![\w.(!\[])"
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*\]|'(?:[^']|'')*'!?|[\w.\\]+"
)
_PLACE = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)|(\$?)(\d+)")
_ROWS = re.compile(r"\d+")
_FIXED = re.compile(r"\$\d")
_SPOKEN = re.compile(r"\bINDIRECT\s*\(", re.IGNORECASE)
_ACROSS = re.compile(r"(?:'[^']*:[^']*'|[\w.]+:[\w.]+)!")
_WRITTEN = re.compile(
    rb"""(<((?:\w+:)?(?:f|formula[12]?|calculatedColumnFormula|totalsRowFormula))\b(?:[^>]*[^/>])?>)([^<]+)(?=</\2>)"""
    rb"""|(<(?:\w+:)?(?:cfvo|sp)\b[^>]*?\s(?:val|textlink)\s*=\s*")([^"]*)"""
)


class Ref(NamedTuple):
    """Rows that a formula names on a sheet; an empty name is its own sheet. `fixed` where the rows have their mark."""

    sheet: str
    first: int
    last: int
    fixed: bool


def refs(text: str) -> Iterator[Ref]:
    """Every row or block of rows that a formula names."""
    for match in _TOKEN.finditer(text):
        if match["ref"]:
            rows = [int(n) for n in _ROWS.findall(match["ref"])]
            yield Ref(_sheet(match["sheet"]), min(rows), max(rows), _FIXED.search(match["ref"]) is not None)


def elusive(text: str) -> bool:
    """Whether a formula names cells in a way that nobody can follow: as words, or through several sheets."""
    return _SPOKEN.search(text) is not None or _ACROSS.search(text) is not None


def moved(text: str, own: str, moves: Mapping[str, Moves], row: int = 0) -> str:
    """The formula of a sheet `own` once rows have moved on some sheets, which are named in small letters.

    Rows put in at the end of what it names are taken in, unless its own `row` is among these, as for a running total.
    """

    def one(match: re.Match[str]) -> str:
        ref, sheet = match["ref"], match["sheet"] or ""
        here = moves.get(_sheet(sheet) or own.casefold()) if ref else None
        if here is None:
            return match[0]
        rows = [int(n) for n in _ROWS.findall(ref)]
        among = not sheet and min(rows) <= row <= max(rows)
        return sheet + (here.reference(ref, not among, single=False) or "#REF!")

    return _TOKEN.sub(one, text)


def translated(text: str, down: int, right: int = 0) -> str:
    """The formula as it reads some rows below and columns to the right, as when it is copied there."""

    def place(match: re.Match[str]) -> str:
        if match[6]:
            return match[0] if match[5] else str(_within(int(match[6]) + down, MOST_ROWS))
        column = match[2] if match[1] else letter(_within(number(match[2]) + right + 1, _MOST_COLUMNS) - 1)
        row = match[4] if match[3] else str(_within(int(match[4]) + down, MOST_ROWS))
        return f"{match[1]}{column}{match[3]}{row}"

    def one(match: re.Match[str]) -> str:
        return (match["sheet"] or "") + _PLACE.sub(place, match["ref"]) if match["ref"] else match[0]

    return _TOKEN.sub(one, text) if down or right else text


def written(xml: bytes) -> Iterator[str]:
    """Every formula in a piece of XML."""
    for match in _WRITTEN.finditer(xml):
        yield html.unescape((match[3] or match[5] or b"").decode("utf-8", "replace"))


def rule_moved(text: str, own: str, moves: Mapping[str, Moves], by: int) -> str:
    """The formula of a rule, read from its first cell, which stands `by` rows lower now.

    What it names from there goes along; what it names once and for all moves like anything else.
    """

    def one(match: re.Match[str]) -> str:
        if not match["ref"]:
            return match[0]
        along = not match["sheet"] and not _FIXED.search(match["ref"])
        return translated(match[0], by) if along else moved(match[0], own, moves)

    return _TOKEN.sub(one, text)


def changed_in(xml: bytes, change: Callable[[str], str]) -> bytes:
    """A piece of XML with its formulas changed; those that stay the same stay byte for byte."""

    def one(match: re.Match[bytes]) -> bytes:
        head, kept = (match[1], match[3]) if match[1] else (match[4], match[5])
        text = html.unescape(kept.decode("utf-8"))
        made = change(text)
        return match[0] if made == text else head + html.escape(made, quote=not match[1]).encode()

    return _WRITTEN.sub(one, xml)


def moved_in(xml: bytes, own: str, moves: Mapping[str, Moves]) -> bytes:
    """A piece of XML with its formulas moved."""
    return changed_in(xml, lambda text: moved(text, own, moves))


def _sheet(prefix: str | None) -> str:
    """The name of a sheet before its mark, in small letters; empty where none is said."""
    name = (prefix or "").removesuffix("!")
    return (name[1:-1].replace("''", "'") if name.startswith("'") else name).casefold()


def _within(place: int, most: int) -> int:
    """Beyond the edge of the sheet Excel goes on at the other side."""
    return (place - 1) % most + 1

"""The formulas in the cells of a sheet: shared ones spelled out, and all of them moved with the rows."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from workbench.exchange.givingback.formulas import moved, translated
from workbench.exchange.givingback.refs import Moves
from workbench.exchange.givingback.rowxml import CellXml, cells

_KIND = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_SHARED = re.compile(rb"""\ssi\s*=\s*["'](\d+)["']""")
_RANGE = re.compile(rb"""(\s(?:ref|r1|r2)\s*=\s*["'])([^"']*)""")
_ALWAYS = re.compile(rb"""\sca\s*=\s*["'](?:1|true)["']""")
_ROWS = re.compile(rb"\d+")


def kind(formula: re.Match[bytes]) -> bytes:
    """What kind of formula it is: empty for one of a single cell, else shared, array or dataTable."""
    said = _KIND.search(formula[1])
    return said[1].removeprefix(b"normal") if said else b""


def spread(formula: re.Match[bytes]) -> tuple[int, int] | None:
    """The first and last row over which an array or a table of data is spread."""
    if kind(formula) not in (b"array", b"dataTable") or not (found := _RANGE.search(formula[1])):
        return None
    rows = [int(n) for n in _ROWS.findall(found[2])] or [0]
    return rows[0], rows[-1]


class Spelled:
    """The formulas of one sheet, in the order of its rows; the first of some that share one spells it for all."""

    def __init__(self) -> None:
        self._first: dict[bytes, tuple[int, int, str]] = {}

    def text(self, row: int, cell: CellXml) -> str:
        """The formula of a cell in full; empty where it has none of its own."""
        formula = cell.formula
        if formula is None:
            return ""
        said, text = _SHARED.search(formula[1]), html.unescape((formula[2] or b"").decode("utf-8", "replace"))
        if kind(formula) != b"shared" or said is None:
            return text
        if text:
            self._first[said[1]] = (row, cell.column, text)
        top, left, whole = self._first.get(said[1], (row, cell.column, ""))
        return translated(whole, row - top, cell.column - left)

    def texts(self, row: int, content: bytes) -> Iterator[tuple[CellXml, str]]:
        """The cells of a row with formulas, each spelled out."""
        if b"f" in content:
            yield from ((cell, self.text(row, cell)) for cell in cells(content) if cell.formula)

    def moved(self, row: int, content: bytes, own: str, moves: Mapping[str, Moves]) -> bytes:
        """A row with its formulas moved; each that was shared says it for itself now."""
        pieces, place = list[bytes](), 0
        for cell, text in self.texts(row, content):
            formula = cell.formula
            assert formula is not None
            start = content.index(b">", cell.start) + 1
            made = _made(formula, moved(text, own, moves, row), moves.get(own.casefold()) or Moves())
            pieces += [content[place : start + formula.start()], made]
            place = start + formula.end()
        return b"".join([*pieces, content[place:]]) if pieces else content


def _made(formula: re.Match[bytes], text: str, here: Moves) -> bytes:
    name = formula[0][1 : formula[0].index(b"f") + 1]
    if kind(formula) == b"shared":
        attributes = b' ca="1"' if _ALWAYS.search(formula[1]) else b""
    else:
        ranges: Iterable[re.Match[bytes]] = _RANGE.finditer(formula[1])
        attributes = formula[1]
        for found in reversed(list(ranges)):
            there = here.references(found[2].decode(), False).encode()
            attributes = attributes[: found.start(2)] + there + attributes[found.end(2) :]
    if not text:
        return b"<" + name + attributes.rstrip(b"/") + b"/>"
    return b"<" + name + attributes + b">" + html.escape(text, quote=False).encode() + b"</" + name + b">"

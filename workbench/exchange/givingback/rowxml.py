"""Rows and cells of a sheet's XML as bytes: found, taken apart and made, everything else left as it is."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from workbench.exchange.book import Cell, letter, number
from workbench.exchange.writing_cells import in_xml, serial

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_CELL = re.compile(rb"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</\1c>)", re.DOTALL)
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)\d+["']""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_PLACED = re.compile(rb"""(<(?:\w+:)?(?:row|c)\b[^>]*?\sr\s*=\s*["'][A-Z]*)\d+""")
_SHOWN_ONCE = re.compile(rb"""\s(?:hidden|collapsed|outlineLevel)\s*=\s*["'][^"']*["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
_EPOCH_1904 = 1462


class Rich(NamedTuple):
    """Words in several looks, as the XML of their runs."""

    runs: bytes


Written = Cell | Rich


class RowXml(NamedTuple):
    """One row of a piece: its number and where it begins and ends."""

    number: int
    start: int
    end: int


class CellXml(NamedTuple):
    """One cell of a row: its column from 0, where it stands in the row, its style and what is inside it."""

    column: int
    start: int
    end: int
    style: int
    inside: bytes

    @property
    def formula(self) -> re.Match[bytes] | None:
        """The cell's formula."""
        return FORMULA.search(self.inside) if b"f" in self.inside else None


def rows(piece: bytes, start: int, end: int, last: int) -> Iterator[RowXml]:
    """The rows of a piece of sheet data; one that does not say its number follows on the last."""
    place = start
    while (match := _ROW.search(piece, place, end)) is not None:
        said = _NUMBER.search(match[0])
        last = int(said[1]) if said else last + 1
        place = match.end()
        if not match[0].endswith(b"/>"):
            closing = b"</" + match[0][1 : match[0].index(b"row")] + b"row>"
            place = piece.index(closing, place) + len(closing)
        yield RowXml(last, match.start(), place)


def cells(row: bytes) -> list[CellXml]:
    """The cells of a row's XML in order."""
    found, last = [], -1
    for match in _CELL.finditer(row):
        said, style = _PLACE.search(match[2]), _STYLE.search(match[2])
        last = number(said[1].decode()) if said else last + 1
        found.append(CellXml(last, match.start(), match.end(), int(style[1]) if style else 0, match[3] or b""))
    return found


def filled(row: bytes) -> bool:
    """Whether any cell of the row holds something."""
    return _FILLED.search(row) is not None


def opening(row: bytes) -> bytes:
    """The row's own tag, open."""
    tag = row[: row.index(b">") + 1]
    return tag[:-2] + b">" if tag.endswith(b"/>") else tag


def renumbered(row: bytes, to: int) -> bytes:
    """The same row, or cells, with another number."""
    return _PLACED.sub(rb"\g<1>%d" % to, row)


def like(row: bytes, to: int, inside: bytes) -> bytes:
    """A new row with the height and style of another, shown even where that one is hidden."""
    tag = _SHOWN_ONCE.sub(b"", opening(row))
    named = tag[1 : tag.index(b"row")]
    if not _NUMBER.search(tag):
        tag = tag[:-1] + b' r="%d">' % to
    return renumbered(tag, to) + inside + b"</" + named + b"row>"


class CellWriter:
    """Makes cells for one workbook: `prefix` stands before the names of its tags, `since_1904` is its calendar."""

    def __init__(self, prefix: bytes, since_1904: bool) -> None:
        self.prefix, self.since_1904 = prefix.decode(), since_1904

    def cell(self, row: int, column: int, style: int, value: Written) -> bytes:
        """A cell's XML; text is always text, never a formula."""
        p, start = self.prefix, self._start(row, column, style)
        if value is None or value == "":
            return f"{start}/>".encode()
        if isinstance(value, str):
            words = f'<{p}is><{p}t xml:space="preserve">{in_xml(value)}</{p}t></{p}is>'
            return f'{start} t="inlineStr">{words}</{p}c>'.encode()
        if isinstance(value, Rich):
            return f'{start} t="inlineStr"><{p}is>'.encode() + value.runs + f"</{p}is></{p}c>".encode()
        if isinstance(value, bool):
            return f'{start} t="b"><{p}v>{int(value)}</{p}v></{p}c>'.encode()
        return f"{start}><{p}v>{self._number(value)}</{p}v></{p}c>".encode()

    def formula(self, row: int, column: int, style: int, text: str) -> bytes:
        """A cell with a formula that Excel works out when it opens the workbook."""
        p = self.prefix
        return f"{self._start(row, column, style)}><{p}f>{html.escape(text, quote=False)}</{p}f></{p}c>".encode()

    def _start(self, row: int, column: int, style: int) -> str:
        return f'<{self.prefix}c r="{letter(column)}{row}"' + (f' s="{style}"' if style else "")

    def _number(self, value: int | float | dt.date | dt.time) -> str:
        if isinstance(value, int | float):
            return repr(value)
        assert isinstance(value, dt.date)
        return str((serial(value) or 0) - (_EPOCH_1904 if self.since_1904 else 0))

    def written(self, row: bytes, number_: int, values: Mapping[int, Written], fallback: int = 0) -> bytes:
        """A row with the values put into its cells; each keeps its style, one that was not there takes `fallback`."""
        waiting, pieces, place = dict(values), list[bytes](), 0
        for cell in cells(row):
            for column in sorted(c for c in waiting if c < cell.column):
                pieces += [row[place : cell.start], self.cell(number_, column, fallback, waiting.pop(column))]
                place = cell.start
            if cell.column in waiting:
                made = self.cell(number_, cell.column, cell.style, waiting.pop(cell.column))
                pieces += [row[place : cell.start], made]
                place = cell.end
        rest = row[place:]
        end = rest.rindex(b"</")
        more = b"".join(self.cell(number_, column, fallback, waiting[column]) for column in sorted(waiting))
        return b"".join([*pieces, rest[:end], more, rest[end:]])

"""Values into the cells of a sheet's XML. Text is always text: no value ever becomes a formula.

Excel's own rules decide here: ECMA-376 part 1, 18.3.1.4 (cells), 22.9.2.19 (signs that XML cannot hold).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from workbench.display import count, day
from workbench.exchange.outgoing import YES_NO, OutColumn, Value
from workbench.exchange.ownsheets import GOES_ON, LONG_TEXTS

MOST_IN_A_CELL = 32_767  # counted in UTF-16 units, as Excel counts
PIECE = 16_000
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts a 29 February 1900 that never was
_DAY_NOUGHT = dt.date(1899, 12, 30)
_MOST_DIGITS = 10**15
LINE, _TALLEST = 15, 405  # points
_SIGNS = 1.08  # of running text to a unit of width, which is a figure
_SPECIAL = re.compile("[&<>\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}

_Write = Callable[[Value], str]


@dataclass(frozen=True)
class LongText:
    """What did not fit into a cell: its number, the column it belongs to, the pieces that follow the first."""

    number: int
    column: str
    pieces: tuple[str, ...]


class Cells:
    """Writes rows, and keeps account of what could not go in just as it stood; `before` has the workbook's account."""

    def __init__(
        self,
        columns: Sequence[OutColumn],
        styles: Sequence[int],
        widths: Sequence[float],
        before: Cells | None = None,
    ) -> None:
        self.long: list[LongText] = before.long if before else []
        self._odd: Counter[str] = before._odd if before else Counter()
        makers = {"date": self._days, "number": self._numbers}
        self._columns = [
            (get_column_letter(n), int(width * _SIGNS), makers.get(column.kind, self._texts)(style, column.label))
            for n, (column, style, width) in enumerate(zip(columns, styles, widths, strict=True), 1)
        ]

    def row(self, number: int, values: Sequence[Value]) -> str:
        """The XML of one row, its number counted from 1 as Excel does."""
        cells, lines = [], 1
        for (letters, width, write), value in zip(self._columns, values, strict=True):
            if value is None or value == "":
                continue
            cells.append(f'<c r="{letters}{number}"{write(value)}</c>')
            if isinstance(value, str) and (len(value) > width * lines or "\n" in value):
                lines = max(lines, _lines(value, width))
        height = f' ht="{min(lines * LINE, _TALLEST):g}"' if lines > 1 else ""
        return f'<row r="{number}"{height}>{"".join(cells)}</row>'

    def remarks(self) -> tuple[str, ...]:
        """In plain words what could not go in just as it stood."""
        said = []
        if self.long:
            said.append(
                f"{count(len(self.long), 'text')} longer than a cell of Excel can hold; "
                f"the rest stands in the sheet “{LONG_TEXTS}” and is put back when the workbook is imported here."
            )
        return (*said, *(words.format(count(n, "cell")) for words, n in self._odd.items()))

    def _texts(self, style: int, label: str) -> _Write:
        opening = f' s="{style}" t="inlineStr"><is><t xml:space="preserve">'

        def write(value: Value) -> str:
            text = value if isinstance(value, str) else _as_text(value)
            if len(text) > PIECE and len(text.encode("utf-16-le", "surrogatepass")) > 2 * MOST_IN_A_CELL:
                text = self._first_piece(text, label)
            return f"{opening}{self._escaped(text)}</t></is>"

        return write

    def _days(self, style: int, label: str) -> _Write:
        as_text = self._texts(style, label)

        def write(value: Value) -> str:
            if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
                return as_text(value)
            number = serial(value)
            if number is None:
                self._odd["{} with a day before 1 March 1900, which Excel cannot reckon with; written as text."] += 1
                return as_text(value)
            return f' s="{style}"><v>{number}</v>'

        return write

    def _numbers(self, style: int, label: str) -> _Write:
        as_text = self._texts(style, label)

        def write(value: Value) -> str:
            if isinstance(value, bool) or not isinstance(value, int | float):
                return as_text(value)
            if not math.isfinite(value) or abs(value) >= _MOST_DIGITS:
                self._odd["{} with a number longer than Excel can hold exactly; written as text."] += 1
                return as_text(value)
            return f' s="{style}"><v>{value!r}</v>'

        return write

    def _first_piece(self, text: str, label: str) -> str:
        number = len(self.long) + 1
        pieces = tuple(text[at : at + PIECE] for at in range(PIECE, len(text), PIECE))
        self.long.append(LongText(number, label, pieces))
        return text[:PIECE] + GOES_ON.format(number=number)

    def _escaped(self, text: str) -> str:
        if not _SPECIAL.search(text):
            return text
        whole = whole_signs(text)
        if whole.count("\ufffd") > text.count("\ufffd"):
            self._odd["{} with half a sign, which no program can show; “\ufffd” stands in its place."] += 1
        return _SPECIAL.sub(_escape, whole)


def _lines(text: str, width: int) -> int:
    """About how many lines a text takes in a column; Excel and LibreOffice do not work heights out on opening."""
    return sum(-(-len(line) // width) or 1 for line in text.split("\n"))


def whole_signs(text: str) -> str:
    """The text with each broken half of a pair, and each sign that is none, replaced by the mark for it."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return whole.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def in_xml(text: str) -> str:
    """The text as a cell's XML holds it, every sign kept that can be."""
    return _SPECIAL.sub(_escape, whole_signs(text)) if _SPECIAL.search(text) else text


def serial(value: dt.date) -> int | None:
    """The number Excel keeps for a day; None for one it cannot reckon with."""
    return None if value < _FIRST_DAY else (value - _DAY_NOUGHT).days


def _escape(match: re.Match[str]) -> str:
    return _XML.get(match[0]) or f"_x{ord(match[0]):04X}_"


def _as_text(value: Value) -> str:
    if isinstance(value, bool):
        return YES_NO[0] if value else YES_NO[1]
    if isinstance(value, dt.datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return day(value) if isinstance(value, dt.date) else str(value)

"""The whole workbook looked through for formulas before any row moves."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AnySet
from dataclasses import dataclass, field

from workbench.exchange.givingback.cellformulas import Spelled, spread
from workbench.exchange.givingback.formulas import Ref, elusive, moved, refs, written
from workbench.exchange.givingback.refs import Moves
from workbench.exchange.givingback.rowxml import rows
from workbench.exchange.sheetxml import Package

_PLACES = ("xl/charts/", "xl/chartsheets/", "xl/tables/", "xl/drawings/", "xl/pivotCache/pivotCacheDefinition")
_NAME = re.compile(r"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)")
_PIVOT = re.compile(rb"<(?:\w+:)?worksheetSource\b[^>]*>")
_REF, _OF = re.compile(rb"""(\sref\s*=\s*["'])([^"']*)"""), re.compile(rb"""\ssheet\s*=\s*["']([^"']*)""")
_END = re.compile(rb"</(?:\w+:)?sheetData>")
WORKBOOK = "xl/workbook.xml"


@dataclass
class Through:
    """What the formulas of a workbook name.

    `held` are the rows to be taken out that a formula names alone: the sheet and row of the formula, and what it names.
    """

    formulas: bool = False
    elusive: bool = False
    naming: dict[str, set[str]] = field(default_factory=dict)  # part to the other sheets it names, in small letters
    held: list[tuple[str, int, Ref]] = field(default_factory=list)
    spread: dict[str, list[tuple[int, int]]] = field(default_factory=dict)  # sheet to rows that one formula fills

    def crosses(self, sheet: str, row: int) -> bool:
        """Whether one formula fills rows on both sides of where rows are to be put in."""
        return any(first <= row < last for first, last in self.spread.get(sheet, ()))


def look_through(package: Package, leaving: Mapping[str, AnySet[int]], deep: bool) -> Through:
    """Go through every formula; `leaving` are the rows to be taken out. Unless `deep`, only whether there are any."""
    found = Through()
    for name, part in package.sheet_parts().items():
        spelled, last = Spelled(), 0
        for piece in package.rows(part):
            if b"<f" not in piece and b":f" not in piece:
                continue
            closed = _END.search(piece)
            end = closed.start() if closed else len(piece)
            for row in rows(piece, 0, end, last):
                last = row.number
                for cell, text in spelled.texts(last, piece[row.start : row.end]):
                    found.formulas = True
                    formula = cell.formula
                    if formula and (filled := spread(formula)):
                        found.spread.setdefault(name, []).append(filled)
                    _hear(found, part, name, last, text, leaving)
                if found.formulas and not deep:
                    return found
            for text in written(piece[end:]):
                _hear(found, part, name, 0, text, leaving)
    for part in formula_parts(package) if deep else ():
        for text in written(package.file.read(part)):
            _hear(found, part, "", 0, text, leaving)
    for _, text in _NAME.findall(package.file.read(WORKBOOK).decode("utf-8", "replace")) if deep else ():
        _hear(found, WORKBOOK, "", 0, html.unescape(text), leaving)
    return found


def _hear(found: Through, part: str, own: str, row: int, text: str, leaving: Mapping[str, AnySet[int]]) -> None:
    """Take note of one formula."""
    found.elusive = found.elusive or elusive(text)
    for ref in refs(text):
        sheet = ref.sheet or own.casefold()
        if ref.sheet:
            found.naming.setdefault(part, set()).add(sheet)
        along = row == 0 and not ref.sheet and not ref.fixed  # of a rule, which reads on from the next row
        gone = None if along else leaving.get(sheet)
        if gone and ref.last - ref.first < len(gone) and gone >= set(range(ref.first, ref.last + 1)):
            found.held.append((own.casefold(), row, ref._replace(sheet=sheet)))


def formula_parts(package: Package) -> Iterator[str]:
    """The parts beside the sheets that hold formulas, or name the cells of a sheet."""
    return (n for n in package.file.namelist() if n.startswith(_PLACES) and n.endswith(".xml"))


def pivot_moved(content: bytes, moves: Mapping[str, Moves]) -> bytes:
    """A part with the range that a pivot reads from moved."""
    return _PIVOT.sub(lambda m: _source(m[0], moves), content)


def names_moved(workbook: bytes, moves: Mapping[str, Moves]) -> bytes:
    """workbook.xml with the names of cells moved or grown, such as the print area."""

    def one(match: re.Match[str]) -> str:
        text = html.unescape(match[2])
        made = moved(text, "", moves)
        return match[0] if made == text else match[1] + html.escape(made, quote=False)

    return _NAME.sub(one, workbook.decode("utf-8")).encode()


def _source(tag: bytes, moves: Mapping[str, Moves]) -> bytes:
    """Where a pivot reads from."""
    sheet = _OF.search(tag)
    here = moves.get(html.unescape(sheet[1].decode()).casefold()) if sheet else None
    return _REF.sub(lambda m: m[1] + here.references(m[2].decode(), True).encode(), tag) if here else tag

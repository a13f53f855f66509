"""What Excel is told about its formulas: work them out anew on opening, and which of them are gone."""

from __future__ import annotations

import re

_CALC = re.compile(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?>)")
_FULL = re.compile(rb"""\sfullCalcOnLoad\s*=\s*["'][^"']*["']""")
_BEFORE = ("definedNames", "externalReferences", "functionGroups", "sheets")
_CHAINED = re.compile(rb"<(?:\w+:)?c\b[^>]*?/>")
_SHEET, _CELL = re.compile(rb"""\si\s*=\s*["'](\d+)["']"""), re.compile(rb"""\sr\s*=\s*["']([A-Z]+\d+)["']""")


def recalculated(workbook: bytes) -> bytes:
    """workbook.xml with the word that everything is to be worked out when it is opened."""
    if found := _CALC.search(workbook):
        made = b"<%scalcPr%s" % (found[1], _FULL.sub(b"", found[2])) + b' fullCalcOnLoad="1"' + found[3]
        return workbook[: found.start()] + made + workbook[found.end() :]
    for name in _BEFORE:
        if end := re.search(rb"</((?:\w+:)?)%s>" % name.encode(), workbook):
            return workbook[: end.end()] + b'<%scalcPr fullCalcOnLoad="1"/>' % end[1] + workbook[end.end() :]
    return workbook


def without_formulas(chain: bytes, gone: dict[int, set[str]]) -> bytes:
    """calcChain.xml without the cells that hold no formula any more, by number of the sheet."""
    kept, place, sheet, written = [], 0, 0, 0
    for match in _CHAINED.finditer(chain):
        said = _SHEET.search(match[0])
        sheet = int(said[1]) if said else sheet
        cell = _CELL.search(match[0])
        kept.append(chain[place : match.start()])
        place = match.end()
        if cell and cell[1].decode() in gone.get(sheet, ()):
            continue
        bare = match[0] if said or sheet == written else match[0][:-2] + b' i="%d"/>' % sheet
        kept.append(bare)
        written = sheet
    return b"".join([*kept, chain[place:]])

"""What Excel is told about its formulas: work them out anew on opening, and which of them are gone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.exchange.givingback.refs import Moves

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


@dataclass(frozen=True)
class Links:
    """What became of the formulas of one sheet: where its rows stand now, which gave way, and where new ones are."""

    moves: Moves
    replaced: frozenset[str]
    new: list[str]

    def now(self, cell: str) -> str | None:
        """Where a formula stands now; None where it is gone."""
        found = self.moves.reference(cell, False)
        return None if cell in self.replaced else found


def chained(chain: bytes, links: Mapping[int, Links]) -> bytes:
    """calcChain.xml with the cells that hold formulas now, by number of the sheet."""
    kept, place, sheet, written = [], 0, 0, 0
    for match in _CHAINED.finditer(chain):
        said, cell = _SHEET.search(match[0]), _CELL.search(match[0])
        sheet = int(said[1]) if said else sheet
        kept.append(chain[place : match.start()])
        place = match.end()
        was = cell[1].decode() if cell else ""
        now = links[sheet].now(was) if sheet in links else was
        if now is None:
            continue
        bare = match[0] if now == was else match[0].replace(f'"{was}"'.encode(), f'"{now}"'.encode())
        kept.append(bare if said or sheet == written else bare[:-2] + b' i="%d"/>' % sheet)
        written = sheet
    new = [f'<c r="{cell}" i="{number}"/>'.encode() for number, link in links.items() for cell in link.new]
    end = chain.rfind(b"</")
    return b"".join([*kept, chain[place:end], *new, chain[end:]])

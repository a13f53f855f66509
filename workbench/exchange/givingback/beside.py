"""What stands beside a sheet's cells and would have to move with them: comments, pictures, tables, names, formulas."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.exchange.givingback.refs import Moves
from workbench.exchange.sheetxml import Package

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_TYPE = re.compile(rb"""\sType\s*=\s*["'][^"']*/([^/"']+)["']""")
_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']*)["']""")
_COMMENT = re.compile(rb"""<(?:\w+:)?(?:comment|threadedComment)\b[^>]*?\sref\s*=\s*["'][A-Z]+(\d+)""")
_ANCHOR = re.compile(rb"<xdr:row>(\d+)</xdr:row>")
_VML = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
_TABLE = re.compile(rb"""\sref\s*=\s*["']([A-Z]+\d+:[A-Z]+\d+)["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?(?:formula[12]?|f)\b[^>]*>([^<]*)")
_ROW = re.compile(r"(\$?)[A-Z]{1,3}(\$?)(\d+)|(\$?)\d+:(\$?)(\d+)")
_SQREF = re.compile(
    rb"""<(?:\w+:)?(conditionalFormatting|dataValidation)\b[^>]*?\ssqref\s*=\s*["']([^"']*)["'].*?</(?:\w+:)?\1>""",
    re.DOTALL,
)
_NAME = re.compile(r"(<(?:\w+:)?definedName\b[^>]*>)([^<]*)")
_RANGE = re.compile(r"((?:(?:'|&apos;)(?:(?!'|&apos;).)+(?:'|&apos;)|[^'!,()]+)!)([^,]*)")
_HARMLESS = frozenset((b"hyperlink", b"printerSettings", b"comments", b"vmlDrawing", b"drawing", b"table",
                       b"threadedComment", b"image", b"customProperty"))  # fmt: skip


@dataclass
class Beside:
    """What lies beside the cells of one sheet, and the rows it stands in."""

    comments: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)  # part to first and last row; they move along
    others: bool = False
    tail: bytes = b""
    names: list[str] = field(default_factory=list)
    formulas_here: bool = False
    pointed_at: bool = False  # by formulas, charts or pivots elsewhere

    @property
    def lowest(self) -> int:
        """The lowest row that anything lies over."""
        return max([0, *self.comments, *self.pictures, *(last for _, last in self.tables.values())])

    def below(self, row: int) -> bool:
        """Whether anything lies below a row."""
        return self.lowest > row

    def hindrance(self, row: int) -> str:
        """What would have to move if rows were put in below this one and cannot; empty where nothing does."""
        checks = (
            (self.formulas_here or self.pointed_at, "formulas"),
            (any(n > row for n in self.comments), "comments"),
            (any(n > row for n in self.pictures), "a picture or a chart"),
            (self.others or b"<extLst" in self.tail, "special parts of Excel"),
            (self._rules_point_below(row), "rules of colouring or of what may be typed"),
            (any(not _plain(text) for text in self.names), "names for cells"),
        )
        return next((words for holds, words in checks if holds), "")

    def _rules_point_below(self, row: int) -> bool:
        for match in _SQREF.finditer(self.tail):
            starts = min((int(n) for n in re.findall(rb"\d+", match[2])), default=0)
            for formula in _FORMULA.findall(match[0]):
                for found in _ROW.finditer(formula.decode("utf-8", "replace")):
                    fixed, number = found[2] if found[3] else found[5], int(found[3] or found[6])
                    if number > row or (starts > row and not fixed):
                        return True
        return False


def look_beside(package: Package, part: str, sheet: str, tail: bytes, formulas: bool) -> Beside:
    """What lies beside the cells of a sheet; `tail` is its XML after the rows."""
    found = Beside(tail=tail, formulas_here=formulas)
    for kind, target in relations(package, part):
        if kind not in _HARMLESS:
            found.others = True
        elif target in package.file.namelist():
            content = package.file.read(target)
            if kind in (b"comments", b"threadedComment"):
                found.comments += [int(n) for n in _COMMENT.findall(content)]
            elif kind == b"drawing":
                found.pictures += [int(n) + 1 for n in _ANCHOR.findall(content)]
            elif kind == b"vmlDrawing":
                found.comments += [int(n) + 1 for n in _VML.findall(content)]
            elif kind == b"table" and (reference := _TABLE.search(content)):
                first, last = (int(n) for n in re.findall(r"\d+", reference[1].decode()))
                found.tables[target] = (first, last)
    names = _NAME.findall(package.file.read("xl/workbook.xml").decode("utf-8", "replace"))
    found.names = [text for _, text in names if points_at(text, sheet)]
    found.pointed_at = any(_points(package, other, sheet) for other in _others(package, part))
    return found


def points_at(text: str, sheet: str) -> bool:
    """Whether a formula or a name speaks of a sheet."""
    plain = text.replace("&apos;", "'").replace("&amp;", "&")
    return f"{sheet}!" in plain or f"'{sheet.replace(chr(39), chr(39) * 2)}'!" in plain


def relations(package: Package, part: str) -> list[tuple[bytes, str]]:
    """Kind and part of everything a part of the package is tied to."""
    folder, name = posixpath.split(part)
    kept = f"{folder}/_rels/{name}.rels"
    if kept not in package.file.namelist():
        return []
    found = []
    for tag in _RELATION.findall(package.file.read(kept)):
        kind, target = _TYPE.search(tag), _TARGET.search(tag)
        if kind and target:
            whole = posixpath.normpath(posixpath.join("/", folder, target[1].decode())).lstrip("/")
            found.append((kind[1], whole))
    return found


def names_moved(workbook: bytes, sheet: str, moves: Moves) -> bytes:
    """workbook.xml with the names of ranges on a sheet moved or grown, such as the print area."""

    def moved(match: re.Match[str]) -> str:
        text = match[2]
        if not (points_at(text, sheet) and _plain(text)):
            return match[0]
        return match[1] + _RANGE.sub(lambda one: one[1] + moves.reference(one[2], True), text)

    return _NAME.sub(moved, workbook.decode("utf-8")).encode()


def _plain(text: str) -> bool:
    """Whether a name stands for ranges of one sheet and nothing is reckoned in it."""
    one = r"(?:'(?:[^']|'')+'|[^'!,()\d][^'!,()]*)!\$?[A-Z]*\$?\d*(?::\$?[A-Z]*\$?\d*)?"
    return re.fullmatch(rf"{one}(?:,{one})*", text.replace("&apos;", "'")) is not None


def _others(package: Package, part: str) -> Sequence[str]:
    places = ("xl/worksheets/", "xl/charts/", "xl/pivotCache/", "xl/chartsheets/")
    return [n for n in package.file.namelist() if n.startswith(places) and n.endswith(".xml") and n != part]


def _points(package: Package, part: str, sheet: str) -> bool:
    """Whether a formula, chart or pivot of another part speaks of the sheet."""
    for piece in package.chunks(part):
        if b"pivotCache" in part.encode():
            return True
        found = re.findall(rb"<(?:\w+:)?(?:f|formula[12]?)\b[^>]*>([^<]*)", piece)
        if any(points_at(text.decode("utf-8", "replace"), sheet) for text in found):
            return True
    return False

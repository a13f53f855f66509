"""A small scan of an .xlsx package for what the reader of values does not tell.

Hidden rows and columns, merged cells, number formats that show leading zeros, long numbers, error values, and
formulas that were never worked out. Parts are streamed and searched as bytes, a row at a time at the least.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from workbench.exchange.book import Merge, number
from workbench.exchange.limits import MAX_COLUMNS, MAX_ROWS, check_extent, refuse
from workbench.exchange.numberformats import parser, zero_styles

CHUNK = 1 << 22
PROLOGUE = 1 << 16
MAX_MERGES = 200_000
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

# Marks that are quick to look for; only where one occurs is the cell around it looked at
_FAR = re.compile(rb' r="(?:[A-Z]{3,}\d|[J-Z][A-Z]\d|I[W-Z]\d|[A-Z]{1,2}(?:[2-9]\d{5}|\d{7,}))')
_LONG = re.compile(rb"v>(-?\d{16,400})</")
_EMPTY_FORMULA = re.compile(rb"<(\w+:|)f(?:>| [^>]*>)(?:(?<=/>)|[^<]*</\1f>)\s*(?:<\1v\s*/>|<\1v></\1v>)?\s*</\1c>")
_ERROR = re.compile(rb't="e"[^>]*>(?:<(?:\w+:)?f\b[^>]*/>|<(?:\w+:)?f\b[^<]*</(?:\w+:)?f>)?<(?:\w+:)?v>(#[^<]{1,20})</')
_REF = re.compile(rb'\sr="([A-Z]+)(\d+)"')
_ROW = re.compile(rb'\sr="(\d+)"')
_HIDDEN = re.compile(rb'\shidden="(?:1|true)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_MERGE = re.compile(rb'mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_OPENING = re.compile(rb"<(?:\w+:)?c\b[^>]*>")


@dataclass
class Scan:
    """What one sheet's XML says beside the values; rows from 1, columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Merge] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)  # cells shown otherwise than their number
    zeros: dict[tuple[int, int], Callable[[int], str]] = field(default_factory=dict)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)


class Package:
    """The parts of one .xlsx or .xlsm file, read through once and each refused where it carries a DTD."""

    def __init__(self, file: zipfile.ZipFile, name: str) -> None:
        self.file, self.name = file, name
        self._styles: dict[int, Callable[[int], str]] | None = None

    def check_parts(self) -> None:
        """Read every XML part to its end, so that a package lying about sizes or holding a DTD goes no further."""
        sheets = set(self.sheet_parts().values())
        for part in self.file.infolist():
            if part.filename.endswith((".xml", ".rels", ".vml")) and part.filename not in sheets:
                for _ in self.chunks(part.filename):
                    pass

    def check_declarations(self) -> None:
        """Look at the beginning of every XML part; raises Plain where one carries a DTD."""
        for part in self.file.infolist():
            if part.filename.endswith((".xml", ".rels")):
                next(self.chunks(part.filename), b"")

    def chunks(self, part: str) -> Iterator[bytes]:
        """A part in pieces of a few megabytes; raises Plain on a document type declaration."""
        with self.file.open(part) as stream:
            piece = stream.read(CHUNK)
            start = piece[:PROLOGUE].upper()
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise refuse(self.name, "holds XML declarations that no workbook needs.", "Ask where it came from.")
            while piece:
                yield piece
                piece = stream.read(CHUNK)

    def sheet_parts(self) -> dict[str, str]:
        """Sheet name to the part that holds it, as workbook.xml and its relations say."""
        book = self._tree("xl/workbook.xml")
        relations = self._tree("xl/_rels/workbook.xml.rels")
        targets = {item.get("Id"): item.get("Target", "") for item in relations.iterfind("{*}Relationship")}
        found = {}
        for sheet in book.iterfind("{*}sheets/{*}sheet"):
            target = targets.get(sheet.get(_OFFICE) or sheet.get(_STRICT))
            if target:
                found[str(sheet.get("name"))] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        return found

    def styles(self) -> dict[int, Callable[[int], str]]:
        """Cell styles that show leading zeros."""
        if self._styles is None:
            part = "xl/styles.xml"
            self._styles = zero_styles(b"".join(self.chunks(part))) if part in self.file.namelist() else {}
        return self._styles

    def check_extent(self, sheet: str, part: str) -> None:
        """Raise Plain where a sheet is too long or too wide to be read; before anything makes room for its cells."""
        for piece in self.rows(part):
            for match in _FAR.finditer(piece):
                self._check_far(piece, match.start(), sheet)

    def scan(self, part: str) -> Scan:
        """Everything a sheet says beside its values."""
        found = Scan()
        styled = _styled(self.styles())
        for piece in self.rows(part):
            self._look(piece, found, styled)
        return found

    def _tree(self, part: str) -> etree._Element:
        if part not in self.file.namelist():
            raise refuse(self.name, "has lost the part that lists its sheets.", "Ask for another copy.")
        return etree.fromstring(b"".join(self.chunks(part)), parser())

    def rows(self, part: str) -> Iterator[bytes]:
        """The part cut only where a row ends, so that no search straddles two pieces."""
        rest = b""
        for piece in self.chunks(part):
            cut = piece.rfind(b"</row>")
            if cut < 0:
                rest += piece
                continue
            yield rest + piece[: cut + 6] if rest else piece[: cut + 6]
            rest = piece[cut + 6 :]
        yield rest

    def _look(self, piece: bytes, found: Scan, styled: re.Pattern[bytes] | None) -> None:
        """Search one piece for the marks and look at the cells round them."""
        if b"hidden=" in piece:
            _hidden(piece, found)
        if b"mergeCell " in piece and len(found.merged) < MAX_MERGES:
            found.merged.extend(_merge(*groups) for groups in _MERGE.findall(piece))
        if b"<f" in piece or b":f" in piece:
            found.empty_formulas.extend(_place(piece, match.start()) for match in _EMPTY_FORMULA.finditer(piece))
        if b't="e"' in piece:
            found.texts.update((_place(piece, match.start()), match[1].decode()) for match in _ERROR.finditer(piece))
        for match in _LONG.finditer(piece):
            found.texts[_place(piece, match.start())] = match[1].decode()
        if styled is not None:
            styles = self.styles()
            found.zeros.update(
                (_place(piece, match.start()), styles[int(match[1])]) for match in styled.finditer(piece)
            )

    def _check_far(self, piece: bytes, place: int, sheet: str) -> None:
        """A cell far down or far right counts only where it holds something; formatting alone does not."""
        start = piece.rfind(b"<", 0, place)
        opening = _OPENING.match(piece, start)
        if opening is None or opening[0].endswith(b"/>") or piece.startswith(b"</", opening.end()):
            return
        row, column = _place(piece, place)
        if row > MAX_ROWS + 100 or column >= MAX_COLUMNS:
            check_extent(self.name, sheet, row, column + 1)


def _styled(styles: dict[int, Callable[[int], str]]) -> re.Pattern[bytes] | None:
    """A search for cells with one of these styles; none where there are none."""
    if not styles:
        return None
    return re.compile(rb'\ss="(' + b"|".join(str(style).encode() for style in sorted(styles)) + rb')"')


def _place(piece: bytes, inside: int) -> tuple[int, int]:
    """Row from 1 and column from 0 of the cell round this spot; (0, 0) where its tag does not say."""
    start = max(piece.rfind(b"<c ", 0, inside + 1), piece.rfind(b":c ", 0, inside + 1))
    end = piece.find(b">", start)
    match = _REF.search(piece, start, end) if start >= 0 else None
    return (int(match[2][:8]), number(match[1][:8].decode())) if match else (0, 0)


def _merge(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Merge:
    return Merge(int(top[:8]), number(left[:8].decode()), int(bottom[:8]), number(right[:8].decode()))


def _hidden(piece: bytes, found: Scan) -> None:
    """Rows and columns whose own tag says that they are hidden."""
    for match in _HIDDEN.finditer(piece):
        start = piece.rfind(b"<", 0, match.start())
        tag = piece[start : piece.find(b">", start) + 1]
        if (row := _ROW.search(tag)) and b"row" in tag[:20]:
            found.hidden_rows.add(int(row[1][:8]))
        elif column := _COLUMN.match(tag):
            said = dict(re.findall(rb'(\w+)="(\d{1,6})"', column[1]))
            first, last = int(said.get(b"min", 0)), int(said.get(b"max", 0))
            found.hidden_columns.update(range(max(first - 1, 0), min(last, MAX_COLUMNS)))

"""What stands beside a sheet's cells and moves with them: comments, pictures, Excel tables, rules."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench.exchange.givingback.formulas import changed_in, rule_moved
from workbench.exchange.givingback.refs import Moves
from workbench.exchange.sheetxml import Package

_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_TYPE = re.compile(rb"""\sType\s*=\s*["'][^"']*/([^/"']+)["']""")
_TARGET = re.compile(rb"""\sTarget\s*=\s*["']([^"']*)["']""")
_COMMENT = re.compile(rb"""(<(?:\w+:)?(?:comment|threadedComment)\b[^>]*?\sref\s*=\s*["'][A-Z]+)(\d+)""")
_ANCHOR = re.compile(rb"<(\w+:)(twoCellAnchor|oneCellAnchor)\b([^>]*)>.*?</\1\2>", re.DOTALL)
_ANCHORED = re.compile(rb"(<\w+:row>)(\d+)(?=</\w+:row>)")
_VML_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(?=\s*</x:Row>)")
_VML_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(?=</x:Anchor>)")
_RANGE = re.compile(rb"""(\sref\s*=\s*["'])([^"']*)""")
_BLOCK = re.compile(rb"<((?:\w+:)?(?:conditionalFormatting|dataValidation|sparkline))\b(?:[^>]*/>|.*?</\1>)", re.DOTALL)
_OVER = re.compile(rb"""(\ssqref\s*=\s*["']|<(?:\w+:)?sqref>)([^"'<]*)""")
_EXTENSION = re.compile(rb"""<(?:\w+:)?ext\b[^>]*?\suri\s*=\s*["']\{([^}"']*)\}""")
# Rules of colouring, of what may be typed, small charts in cells, and slicers: all of it is understood here.
_UNDERSTOOD = frozenset(
    (
        b"78C0D931-6437-407D-A8EE-F0AAD7539E65",
        b"CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF",
        b"05C60535-1F16-4FD2-B633-F4F36F0B64E0",
        b"A8765BA9-456A-4DAB-B4F3-ACF838C121DE",
        b"3A4CF648-6AED-40F4-86FF-DC5316D8AED3",
        b"B025F937-C7B1-47D3-B67F-A62EFF666E3E",
    )
)
_STRANGE = re.compile(
    rb"<(?:\w+:)?(?:scenarios|customSheetViews|cellWatches|dataConsolidate|oleObjects|controls|webPublishItems)\b"
)
_HARMLESS = frozenset((b"hyperlink", b"printerSettings", b"image", b"customProperty", b"slicer"))
_MOVING = frozenset((b"comments", b"threadedComment", b"vmlDrawing", b"drawing", b"table"))


@dataclass
class Beside:
    """What lies beside the cells of one sheet, and the rows it stands in."""

    tail: bytes = b""
    comments: list[int] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    tables: dict[str, tuple[int, int]] = field(default_factory=dict)  # part to first and last row; they move along
    moving: dict[str, bytes] = field(default_factory=dict)  # part to its kind
    others: bool = False

    @property
    def lowest(self) -> int:
        """The lowest row that anything lies over."""
        return max([0, *self.comments, *self.pictures, *(last for _, last in self.tables.values())])

    def below(self, row: int) -> bool:
        """Whether anything lies below a row."""
        return self.lowest > row

    @property
    def strange(self) -> bool:
        """Whether the sheet holds anything that cannot be moved here."""
        known = all(uri.upper() in _UNDERSTOOD for uri in _EXTENSION.findall(self.tail))
        return self.others or not known or _STRANGE.search(self.tail) is not None

    def holding(self, row: int) -> str:
        """What would be lost if a row were taken out; empty where nothing would."""
        tables = any(first == row or first + 1 == last == row for first, last in self.tables.values())
        checks = ((row in self.comments, "a comment"), (row in self.pictures, "a picture"), (tables, "an Excel table"))
        return next((words for holds, words in checks if holds), "")

    def rules(self) -> Iterator[set[int]]:
        """The rows of each rule, which must not lose all of them."""
        for block in _BLOCK.finditer(self.tail):
            found: set[int] = set()
            for first, last in _over(block[0]):
                found.update(range(first, min(last, first + 1000) + 1))
            yield found


def look_beside(package: Package, part: str, tail: bytes) -> Beside:
    """What lies beside the cells of a sheet; `tail` is its XML after the rows."""
    found = Beside(tail)
    for kind, target in relations(package, part):
        if kind in _MOVING and target in package.file.namelist():
            found.moving[target] = kind
            _look(found, kind, target, package.file.read(target))
        elif kind not in _HARMLESS:
            found.others = True
    return found


def _look(found: Beside, kind: bytes, target: str, content: bytes) -> None:
    if kind in (b"comments", b"threadedComment"):
        found.comments += [int(n) for _, n in _COMMENT.findall(content)]
    elif kind == b"drawing":
        found.pictures += [int(n) + 1 for _, n in _ANCHORED.findall(content)]
    elif kind == b"vmlDrawing":
        found.comments += [int(n) + 1 for _, n in _VML_ROW.findall(content)]
    elif reference := _RANGE.search(content):
        first, last = (int(n) for n in re.findall(r"\d+", reference[2].decode()))
        found.tables[target] = (first, last)


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


def moved_part(kind: bytes, content: bytes, moves: Moves) -> bytes:
    """A part beside the cells once the rows have moved."""
    if kind == b"table":
        return _RANGE.sub(lambda m: m[1] + moves.references(m[2].decode(), True).encode(), content)
    if kind in (b"comments", b"threadedComment"):
        return _COMMENT.sub(lambda m: m[1] + b"%d" % moves.row(int(m[2])), content)
    if kind == b"vmlDrawing":
        content = _VML_ROW.sub(lambda m: m[1] + b"%d" % (moves.row(int(m[2]) + 1) - 1), content)
        return _VML_ANCHOR.sub(lambda m: m[1] + _boxed(m[2], moves), content)
    return _ANCHOR.sub(lambda m: _anchored(m, moves), content)


def rules_moved(xml: bytes, own: str, moves: Mapping[str, Moves]) -> bytes:
    """The rules after the rows, each over its cells as they stand now and reading from the first of them."""
    here = moves.get(own.casefold()) or Moves()
    if not any(moves.values()):
        return xml

    def moved(match: re.Match[bytes]) -> bytes:
        rows = _over(match[0])
        left = [span[0] for first, last in rows if (span := here.surviving(first, last))]
        by = here.row(min(left)) - min(first for first, _ in rows) if left else 0
        grows = not match[1].endswith(b"sparkline")
        block = _OVER.sub(lambda m: m[1] + (here.references(m[2].decode(), grows).encode() or m[2]), match[0])
        return changed_in(block, lambda text: rule_moved(text, own, moves, by))

    return _BLOCK.sub(moved, xml)


def _over(block: bytes) -> list[tuple[int, int]]:
    """First and last row of each range a rule lies over."""
    found = _OVER.search(block)
    spans = [[int(n) for n in re.findall(rb"\d+", one)] for one in (found[2].split() if found else ())]
    return [(min(rows), max(rows)) for rows in spans if rows]


def _boxed(anchor: bytes, moves: Moves) -> bytes:
    """Where a comment's box lies: left, top, right and bottom, each as a column or row and an offset."""
    numbers = anchor.split(b",")
    if len(numbers) != 8:
        return anchor
    top = int(numbers[2])
    by = moves.row(top + 1) - 1 - top
    for place in (2, 6):
        numbers[place] = b" %d" % (int(numbers[place]) + by)
    return b",".join(numbers) if by else anchor


def _anchored(match: re.Match[bytes], moves: Moves) -> bytes:
    """A picture or chart at the rows it lay over; one that keeps its size moves as a whole."""
    rows = [int(n) for _, n in _ANCHORED.findall(match[0])]
    if not rows or b'editAs="absolute"' in match[3]:
        return match[0]
    by = moves.row(rows[0] + 1) - 1 - rows[0]
    fixed = b'editAs="oneCell"' in match[3]
    there = iter([rows[0] + by, *(n + by if fixed else moves.row(n + 1) - 1 for n in rows[1:])])
    return _ANCHORED.sub(lambda m: m[1] + b"%d" % next(there), match[0])

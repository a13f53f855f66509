"""The typeface of every printed page: Open Sans in two weights, DejaVu Sans for signs it lacks, a box for the rest."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from workbench.paths import resource

_FILES = {"Workbench": "OpenSans-Regular.ttf", "Workbench-Semibold": "OpenSans-Semibold.ttf"}
_OTHER, _OTHER_FILE = "Workbench-Other", "DejaVuSans.ttf"
_BOX = 0x25A1
_WORDS_KEPT = 50_000
_LOADING = threading.Lock()
_boxed: set[str] = set()  # signs met so far that neither font can draw
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_BACKWARDS = re.compile(f"[{_RIGHT_TO_LEFT}](?:[{_RIGHT_TO_LEFT}\\s.,:;'\"-]*[{_RIGHT_TO_LEFT}])?")
_BEYOND_FOUR_DIGITS = re.compile(r"<([0-9A-F]{5,6})>$", re.MULTILINE)


def _as_pair(match: re.Match[str]) -> str:
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"


class _OtherFont(TTFont):  # type: ignore[misc]  # reportlab is untyped
    """DejaVu Sans that draws a box for a sign it lacks and still says which sign was meant, so that a copy has it."""

    def learn(self, code: int) -> None:
        """Give a sign without a picture the box."""
        face = self.face
        if code not in face.charToGlyph:
            _boxed.add(chr(code))
            face.charToGlyph[code] = face.charToGlyph[_BOX]
            face.charWidths[code] = face.charWidths[_BOX]

    def addObjects(self, doc: object) -> None:  # noqa: N802 - reportlab calls it
        """Write signs beyond U+FFFF as pairs in the table of meanings; reportlab writes them so that no reader can."""
        super().addObjects(doc)
        objects: dict[str, object] = doc.idToObject  # type: ignore[attr-defined]  # reportlab is untyped
        for name, table in objects.items():
            if name.startswith("toUnicodeCMap:") and self.face.name.decode() in name:
                table.content = _BEYOND_FOUR_DIGITS.sub(_as_pair, table.content)  # type: ignore[attr-defined]  # same


class _Widths(dict[str, float]):
    """How wide words are at 1 pt, remembered; the memory is emptied before it grows large."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._sign = face.sign_width

    def __missing__(self, word: str) -> float:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        width = self[word] = sum(map(self._sign, word))
        return width


class Face:
    """One weight of the typeface."""

    def __init__(self, name: str) -> None:
        self.name = name
        font = TTFont(name, str(resource(f"fonts/{_FILES[name]}")))
        pdfmetrics.registerFont(font)
        self._signs: dict[int, float] = dict(font.face.charWidths)
        self._own = frozenset(map(chr, font.face.charToGlyph))
        self.widths = _Widths(self)

    def sign_width(self, sign: str) -> float:
        """Width of one sign at 1 pt, in whichever font will draw it."""
        width = self._signs.get(ord(sign))
        if width is None:
            width = self._signs[ord(sign)] = _other_width(ord(sign))
        return width / 1000

    def runs(self, line: str) -> Iterator[tuple[str, str]]:
        """(font name, text) pieces that draw a line from left to right; usually one."""
        if line.isascii() or self._own.issuperset(line):
            yield self.name, line
            return
        line = _BACKWARDS.sub(lambda match: match[0][::-1], line)
        start = 0
        for end in range(1, len(line) + 1):
            if end == len(line) or (line[end] in self._own) != (line[start] in self._own):
                yield self.name if line[start] in self._own else _OTHER, line[start:end]
                start = end


def boxed(line: str) -> set[str]:
    """The signs of a line, once it was measured, that stand as boxes in print."""
    return _boxed.intersection(line)


@lru_cache(maxsize=1)
def _other() -> _OtherFont:
    """The second font, loaded only when a sign asks for it."""
    font = _OtherFont(_OTHER, str(resource(f"fonts/{_OTHER_FILE}")))
    pdfmetrics.registerFont(font)
    return font


def _other_width(code: int) -> float:
    font = _other()
    font.learn(code)
    return float(font.face.charWidths[code])


@lru_cache(maxsize=2)
def _face(name: str) -> Face:
    return Face(name)


def regular() -> Face:
    """The weight of running text."""
    with _LOADING:
        return _face("Workbench")


def semibold() -> Face:
    """The weight of names, headings and first columns."""
    with _LOADING:
        return _face("Workbench-Semibold")

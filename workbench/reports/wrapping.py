"""Text as it will stand on paper: made printable, then broken into lines that fit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from workbench.reports.fonts import Face

REPLACED = "\ufffd"
_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_BLANK = re.compile("[\t\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\ufffe\uffff]")
_BREAKS_AFTER = frozenset("-/_.,;:@&=?\\")


def printable(text: str) -> str:
    """The text with line ends as newlines and letters composed; what cannot be printed shows as a mark.

    Signs with no shape of their own (soft hyphen, joiners) go; control characters, marks that turn the direction
    of writing and broken halves of a pair each become one visible mark.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BLANK.sub(" ", _LINE_END.sub("\n", text))
    return unicodedata.normalize("NFC", _ODD.sub(REPLACED, _UNSEEN.sub("", text)))


@lru_cache(maxsize=4096)
def wrap(text: str, face: Face, limit: float) -> tuple[str, ...]:
    """Lines of `text` no wider than `limit`, in points at a size of 1 pt; an empty text is no line.

    A line that ends between two words keeps the space between them, unseen, for those who hear or copy the text.
    """
    text = printable(text)
    if not text.strip():
        return ()
    first, *others = (tuple(_filled(paragraph, face, limit)) for paragraph in text.strip("\n").split("\n"))
    for lines in others:
        first = (*first[:-1], f"{first[-1]} ", *lines)
    return first


def _filled(paragraph: str, face: Face, limit: float) -> Iterator[str]:
    widths = face.widths
    space = widths[" "]
    line: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        wide = widths[word]
        if line and used + wide > limit:
            yield f"{' '.join(line)} "
            line, used = [], 0.0
        if wide > limit:
            *whole, word = _pieces(word, face, limit)
            yield from whole
            wide = widths[word]
        line.append(word)
        used += wide + space
    yield " ".join(line)


def _pieces(word: str, face: Face, limit: float) -> Iterator[str]:
    """Parts of a word wider than a line; cut after a hyphen, a slash and the like where the part is long enough."""
    width_of = face.sign_width
    start, used, breaking = 0, 0.0, 0
    for at, sign in enumerate(word):
        wide = width_of(sign)
        while used + wide > limit and at > start:
            end = breaking if breaking - start > (at - start) / 3 else at
            yield word[start:end]
            start, used = end, sum(map(width_of, word[end:at]))
        used += wide
        if sign in _BREAKS_AFTER:
            breaking = at + 1
    yield word[start:]

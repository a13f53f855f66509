"""Styles for struck-through cells: each the cell's own style again with a struck font, added behind the others."""

from __future__ import annotations

import re

_COUNT = re.compile(rb"""(\scount\s*=\s*["'])\d+""")
_FONT_ID = re.compile(rb"""\sfontId\s*=\s*["'](\d+)["']""")
_APPLY = re.compile(rb"""\sapplyFont\s*=\s*["'][^"']*["']""")
_LEADING = re.compile(rb"<(?:\w+:)?font\b[^>]*>(?:\s*<(?:\w+:)?[bi](?:\s[^>]*)?/>)*")


class _Block:
    """A list of the styles part, such as its fonts, that entries can be added to."""

    def __init__(self, content: bytes, name: bytes, entry: bytes) -> None:
        whole = re.search(rb"<((?:\w+:)?)%s\b[^>]*>(.*?)</\1%s>" % (name, name), content, re.DOTALL)
        self.start, self.end, self.prefix = (whole.start(), whole.end(), whole[1]) if whole else (0, 0, b"")
        one = rb"<(?:\w+:)?%s\b(?:[^>]*/>|.*?</(?:\w+:)?%s>)" % (entry, entry)
        self.entries: list[bytes] = re.findall(one, whole[2], re.DOTALL) if whole else []
        self.added: list[bytes] = []

    def add(self, entry: bytes) -> int:
        """The number of the new entry."""
        self.added.append(entry)
        return len(self.entries) + len(self.added) - 1

    def content(self, block: bytes) -> bytes:
        """The block with what was added and the count that says so."""
        tag, rest = block[: block.index(b">") + 1], block[block.index(b">") + 1 :]
        tag = _COUNT.sub(rb"\g<1>%d" % (len(self.entries) + len(self.added)), tag)
        end = rest.rindex(b"</")
        return tag + rest[:end] + b"".join(self.added) + rest[end:]


class Struck:
    """The struck form of each style that is asked for."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._fonts, self._cells = _Block(content, b"fonts", b"font"), _Block(content, b"cellXfs", b"xf")
        self._known: dict[int, int] = {}
        self._struck: dict[int, int] = {}

    def style(self, number: int) -> int:
        """The number of the struck form of a style; the style itself where the workbook does not have it."""
        if number >= len(self._cells.entries) or not self._fonts.entries:
            return number
        if number not in self._known:
            cell = self._cells.entries[number]
            font = _FONT_ID.search(cell)
            struck = self._font(int(font[1]) if font else 0)
            tag, rest = cell[: cell.index(b">") + 1], cell[cell.index(b">") + 1 :]
            tag = _APPLY.sub(b"", _FONT_ID.sub(b"", tag))
            end = -2 if tag.endswith(b"/>") else -1
            tag = tag[:end] + b' fontId="%d" applyFont="1"' % struck + tag[end:]
            self._known[number] = self._cells.add(tag + rest)
        return self._known[number]

    def content(self) -> bytes:
        """The styles part with the new fonts and styles behind the old."""
        found = self._content
        for block in sorted((self._fonts, self._cells), key=lambda block: -block.start):
            if block.added:
                found = found[: block.start] + block.content(found[block.start : block.end]) + found[block.end :]
        return found

    def _font(self, number: int) -> int:
        if number not in self._struck:
            font = self._fonts.entries[min(number, len(self._fonts.entries) - 1)]
            self._struck[number] = self._fonts.add(_with_strike(font, self._fonts.prefix))
        return self._struck[number]


def _with_strike(font: bytes, prefix: bytes) -> bytes:
    """The font with a line through it, where Excel expects that to be said."""
    if re.search(rb"<(?:\w+:)?strike\b", font):
        return font
    if font.rstrip().endswith(b"/>") and b"</" not in font:
        font = font.rstrip()[:-2] + b"></" + prefix + b"font>"
    leading = _LEADING.match(font)
    assert leading is not None
    return font[: leading.end()] + b"<" + prefix + b"strike/>" + font[leading.end() :]

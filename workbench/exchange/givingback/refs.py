"""Ranges of a sheet that move or grow where rows are put in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_SPAN = re.compile(r"(\$?[A-Z]{0,3}\$?)(\d+)(?::(\$?[A-Z]{0,3}\$?)(\d+))?")
_GROWING = (
    rb"conditionalFormatting|dataValidation|autoFilter|sortState|ignoredError|protectedRange|dimension|sortCondition"
)
_RANGED = re.compile(rb"""(<(?:\w+:)?(%s|mergeCell|hyperlink)\b[^>]*?\s(?:ref|sqref)\s*=\s*["'])([^"']*)""" % _GROWING)
_BREAK = re.compile(rb"""(<(?:\w+:)?brk\b[^>]*?\sid\s*=\s*["'])(\d+)""")
_ROW_BREAKS = re.compile(rb"<(?:\w+:)?rowBreaks\b.*?</(?:\w+:)?rowBreaks>", re.DOTALL)


class Move(NamedTuple):
    """`added` rows put in after a row: what stands below moves down, or there was room and it stays."""

    after: int
    added: int
    shifts: bool


class Moves:
    """All rows put into one sheet."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self._moves = sorted(moves, reverse=True)

    def row(self, number: int) -> int:
        """Where a row stands now."""
        return number + sum(move.added for move in self._moves if move.shifts and number > move.after)

    def span(self, first: int, last: int, grows: bool) -> tuple[int, int]:
        """Where rows first to last stand now; one that `grows` takes in the rows put in directly below it."""
        for after, count, shifts in self._moves:
            end = last == after and grows
            last += count if end or (shifts and last > after) else 0
            first += count if shifts and first > after else 0
        return first, last

    def reference(self, text: str, grows: bool) -> str:
        """A range or several, such as `A2:F9` or `$A$2:$F$9`, as it reads now."""

        def moved(match: re.Match[str]) -> str:
            first, last = int(match[2]), int(match[4] or match[2])
            first, last = self.span(first, last, grows)
            if match[3] is None and first == last:
                return f"{match[1]}{first}"
            return f"{match[1]}{first}:{match[3] if match[3] is not None else match[1]}{last}"

        return _SPAN.sub(moved, text)

    def around(self, xml: bytes) -> bytes:
        """What stands before or after the rows, with its ranges moved."""

        def moved(match: re.Match[bytes]) -> bytes:
            grows = match[2] not in (b"mergeCell", b"hyperlink")
            return match[1] + self.reference(match[3].decode(), grows).encode()

        def breaks(match: re.Match[bytes]) -> bytes:
            return _BREAK.sub(lambda one: one[1] + b"%d" % self.row(int(one[2])), match[0])

        return _ROW_BREAKS.sub(breaks, _RANGED.sub(moved, xml)) if self._moves else xml

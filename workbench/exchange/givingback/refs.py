"""Ranges of a sheet that move, grow or shrink where rows are put in or taken out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate
from typing import NamedTuple

from workbench.exchange.writing import MOST_ROWS

_SPAN = re.compile(r"(\$?[A-Z]{0,3}\$?)(\d+)(?::(\$?[A-Z]{0,3}\$?)(\d+))?")
_RANGED = re.compile(
    rb"""(<(?:\w+:)?(autoFilter|sortState|ignoredError|protectedRange|dimension|sortCondition|mergeCell|hyperlink)\b"""
    rb"""[^>]*?\s(?:ref|sqref)\s*=\s*["'])([^"']*)([^>]*>)"""
)
_BREAK = re.compile(rb"""(<(?:\w+:)?brk\b[^>]*?\sid\s*=\s*["'])(\d+)""")
_ROW_BREAKS = re.compile(rb"<(?:\w+:)?rowBreaks\b.*?</(?:\w+:)?rowBreaks>", re.DOTALL)
_MERGES = re.compile(rb"""<((?:\w+:)?)mergeCells\b([^>]*)>((?:<(?:\w+:)?mergeCell\b[^>]*>)*)</\1mergeCells>""")
_COUNT = re.compile(rb"""(\scount\s*=\s*["'])\d+""")
_STAY = (b"mergeCell", b"hyperlink")  # these never take new rows in, and go with their row


class Move(NamedTuple):
    """`added` rows put in after a row: what stands below moves down, or there was room and it stays."""

    after: int
    added: int
    shifts: bool


class Moves:
    """All rows put into one sheet, and the rows taken out of it."""

    def __init__(self, moves: Iterable[Move] = (), gone: Collection[int] = ()) -> None:
        self._moves, self._gone, self._out = sorted(moves), sorted(gone), frozenset(gone)
        shifting = [move for move in self._moves if move.shifts]
        self._afters = [move.after for move in shifting]
        self._sums = list(accumulate((move.added for move in shifting), initial=0))

    def __bool__(self) -> bool:
        return bool(self._moves or self._gone)

    @property
    def shifts(self) -> bool:
        """Whether any row stands elsewhere now."""
        return bool(self._afters or self._gone)

    def is_gone(self, row: int) -> bool:
        """Whether a row is taken out."""
        return row in self._out

    def row(self, number: int) -> int:
        """Where a row stands now; for one that is gone, what stands in its place."""
        return number + self._sums[bisect_left(self._afters, number)] - bisect_left(self._gone, number)

    def put_in(self, after: int) -> int:
        """Where rows put in after a row begin."""
        return after + self._sums[bisect_left(self._afters, after)] - bisect_right(self._gone, after) + 1

    def surviving(self, first: int, last: int) -> tuple[int, int] | None:
        """The first and last of some rows that are still there, as they were numbered."""
        while first <= last and first in self._out:
            first += 1
        while last >= first and last in self._out:
            last -= 1
        return (first, last) if first <= last else None

    def span(self, first: int, last: int, grows: bool) -> tuple[int, int] | None:
        """Where rows first to last stand now, None where they are gone.

        One that `grows` takes in the rows put in directly below it.
        """
        left = self.surviving(first, last)
        if left is None:
            return None
        top, bottom = self.row(left[0]), MOST_ROWS if last == MOST_ROWS else self.row(left[1])
        for move in self._moves:
            if left[1] <= move.after < last or (grows and move.after == last):
                bottom = max(bottom, self.put_in(move.after) + move.added - 1)
            elif first <= move.after < left[0]:
                top = min(top, self.put_in(move.after))
        return top, bottom

    def reference(self, text: str, grows: bool, single: bool = True) -> str | None:
        """One range such as `A2:F9` or `$A$2` as it reads now; `single` is False where one cell stays one."""
        match = _SPAN.fullmatch(text)
        if match is None:
            return text
        first, last = int(match[2]), int(match[4] or match[2])
        found = self.span(first, last, grows and (single or last > first))
        if found is None:
            return None
        first, last = found
        if match[3] is None and first == last:
            return f"{match[1]}{first}"
        return f"{match[1]}{first}:{match[3] if match[3] is not None else match[1]}{last}"

    def references(self, text: str, grows: bool) -> str:
        """Ranges with spaces between them as they read now, without those that are gone."""
        return " ".join(filter(None, (self.reference(one, grows) for one in text.split())))

    def around(self, xml: bytes) -> bytes:
        """What stands before or after the rows, with its ranges moved."""
        if not self:
            return xml

        def moved(match: re.Match[bytes]) -> bytes:
            found = self.references(match[3].decode(), match[2] not in _STAY).encode()
            gone = match[3] and not found
            return b"" if gone and match[0].endswith(b"/>") else match[1] + (found or match[3]) + match[4]

        def breaks(match: re.Match[bytes]) -> bytes:
            return _BREAK.sub(lambda one: one[1] + b"%d" % self.row(int(one[2])), match[0])

        return _MERGES.sub(_counted, _ROW_BREAKS.sub(breaks, _RANGED.sub(moved, xml)))


def _counted(match: re.Match[bytes]) -> bytes:
    """The merged cells with their number; nothing where none is left."""
    number = match[3].count(b"<")
    head = _COUNT.sub(rb"\g<1>%d" % number, match[2])
    return b"<%smergeCells%s>%s</%smergeCells>" % (match[1], head, match[3], match[1]) if number else b""

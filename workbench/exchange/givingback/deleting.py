"""Which removed lines can be taken out of a sheet without loss, and why others stay, struck through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.exchange.book import Sheet
from workbench.exchange.givingback.beside import Beside
from workbench.exchange.givingback.through import Through
from workbench.exchange.writing import MOST_ROWS


@dataclass
class Leaving:
    """The rows of one sheet that are to be taken out; those that cannot be are named with the reason.

    `lines` are all lines of its tables, `heads` the rows over them that say the section.
    """

    sheet: Sheet
    rows: set[int]
    lines: frozenset[int] = frozenset()
    heads: tuple[int, ...] = ()
    kept: dict[int, str] = field(default_factory=dict)

    def keep(self, rows: Iterable[int], why: str) -> None:
        """Leave rows in after all."""
        for row in self.rows.intersection(rows):
            self.rows.discard(row)
            self.kept[row] = why

    def said(self) -> list[str]:
        """A sentence for each row that stays."""
        return [
            f"{self.sheet.name}, row {row} is struck through and was not taken out, because {why}."
            for row, why in sorted(self.kept.items())
        ]


def settle(leaving: Mapping[str, Leaving], besides: Mapping[str, Beside], through: Through) -> None:
    """Keep every row whose going would break something; both go by the sheets' names in small letters."""
    for name, one in leaving.items():
        if one.rows:
            _look_beside(one, besides[name], through)
    before = -1
    while before != (now := sum(len(one.rows) for one in leaving.values())):  # a row that stays keeps its formulas
        before = now
        for own, row, ref in through.held:
            goes = own in leaving and row in leaving[own].rows
            if not goes and leaving[ref.sheet].rows.issuperset(range(ref.first, ref.last + 1)):
                leaving[ref.sheet].keep(range(ref.first, ref.last + 1), "a formula reads it")


def _look_beside(one: Leaving, beside: Beside, through: Through) -> None:
    if beside.strange:
        one.keep(tuple(one.rows), "the sheet holds special parts of Excel")
    if through.elusive:
        one.keep(tuple(one.rows), "the workbook has formulas that name cells in words")
    for row in sorted(one.rows):
        if words := beside.holding(row):
            one.keep((row,), f"{words} stands there")
    _look_inside(one, beside, through)
    _look_last(one)


def _look_inside(one: Leaving, beside: Beside, through: Through) -> None:
    """What lies over several rows must not lose its first or its last."""
    for merge in one.sheet.merged:
        inside = range(merge.top, merge.bottom + 1)
        if merge.bottom > merge.top and not one.rows.issuperset(inside):
            one.keep((merge.top,), "a merged cell begins there")
    for first, last in through.spread.get(one.sheet.name, ()):
        if last > first:
            one.keep(range(first, last + 1), "one formula fills several rows there")
    for rows in beside.rules():
        if rows and one.rows.issuperset(rows):
            one.keep(rows, "a rule lies over it alone")


def _look_last(one: Leaving) -> None:
    """A table and a section keep one line."""
    if one.lines and one.rows.issuperset(one.lines):
        one.keep((max(one.lines),), "it is the last line of its table")
    for first, last in pairwise((*one.heads, MOST_ROWS)):  # with no line between, two would read as one over the other
        between = {row for row in one.lines | one.sheet.struck_rows if first < row < last}
        if between and one.rows.issuperset(between):
            one.keep((max(between),), "it is the last line of its section")

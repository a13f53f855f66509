"""What is counted for breakdowns: groups of cases, the tables made of them, and what stands in place of a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

UNDER, HIDDEN = "under", "hidden"
TOTAL, OTHER = "\x00all", "\x00other"
THRESHOLD = 5
Basis = Literal["received", "closed"]
RECEIVED: Final = "received"
CLOSED: Final = "closed"
Cell = tuple[str, ...]
Shown = int | str


@dataclass(frozen=True)
class Frame:
    """The dimensions there are and the values each may take, whether or not a case has them.

    `at_closing` is the dimension that a case has a value in only once it is closed: a table with it counts the cases
    closed in the period, every other the cases received in it.
    """

    names: tuple[str, ...]
    domains: tuple[tuple[str, ...], ...]
    at_closing: str = "outcome"

    def basis(self, dimensions: tuple[str, ...]) -> Basis:
        """Which cases a table with these dimensions counts."""
        return CLOSED if self.at_closing in dimensions else RECEIVED

    def domain(self, name: str) -> tuple[str, ...]:
        """The values a dimension may take."""
        return self.domains[self.names.index(name)]

    @cached_property
    def closing(self) -> int | None:
        """Where the dimension known at closing stands among the others."""
        return self.names.index(self.at_closing) if self.at_closing in self.names else None


@dataclass(frozen=True)
class Group:
    """So many cases that are alike: the quarters they were received and closed in, their values as the frame has them.

    A quarter is a running number, year times four and its place in the calendar year from 0.
    """

    received: int
    closed: int | None
    values: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Protected:
    """A table that may be shown: of each cell its number, or UNDER, or HIDDEN.

    `rows` are, for each dimension, the values that stand in the table, OTHER last where some were merged; `merged` are
    those. A cell is named by its values, TOTAL in place of one for the sum over it. `total` is always shown.
    """

    dimensions: tuple[str, ...]
    total: int
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[str, ...], ...]
    cells: Mapping[Cell, Shown]

    def place(self, at: int, value: str) -> str:
        """Where a value of a dimension is counted: under itself, or among the others."""
        return OTHER if value in self.merged[at] else value

    def number(self, shown: str) -> int:
        """How many cells show this in place of their number."""
        return sum(cell == shown for cell in self.cells.values())


@dataclass(frozen=True)
class Publication:
    """Tables that went out together: the quarters they cover, whom they counted (kept, never shown), and what they say.

    What they counted is kept so that later ones can be checked against it: nobody is named in it.
    """

    quarters: frozenset[int]
    groups: tuple[Group, ...]
    tables: tuple[Protected, ...]
    threshold: int = THRESHOLD

    def counted(self, basis: Basis) -> tuple[Group, ...]:
        """The groups that tables of this basis count."""
        return tuple(g for g in self.groups if (g.received if basis == RECEIVED else g.closed) in self.quarters)


def tally(groups: tuple[Group, ...], frame: Frame, dimensions: tuple[str, ...]) -> Counter[Cell]:
    """How many cases have each values of some dimensions."""
    places, found = [frame.names.index(name) for name in dimensions], Counter[Cell]()
    for group in groups:
        found[tuple(group.values[at] for at in places)] += group.count
    return found

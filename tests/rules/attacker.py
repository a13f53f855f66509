"""Somebody who collects everything published and works out what it does not say, by arithmetic alone.

Knows what the words say: "under" is nought to four, "hidden" is five or more where the table has an "under" too, and
every value merged into "other" is under five.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product

from workbench.rules.counted import CLOSED, HIDDEN, OTHER, TOTAL, UNDER, Frame, Publication

Interval = tuple[float, float]
Row = dict[int, Fraction]
_ROUNDS = 12


@dataclass(frozen=True)
class Case:
    """One case as the test knows it."""

    received: int
    closed: int | None
    on_time: bool | None
    values: tuple[str, ...]


@dataclass
class Attacker:
    """Unknowns are how many cases there are of each kind, and what each cell that was not shown holds."""

    frame: Frame
    quarters: int
    names: list[object] = field(default_factory=list)
    bounds: list[Interval] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kinds = list(self._kinds())
        for kind in self.kinds:
            self._unknown(kind, (0, float("inf")))
        self.cells: dict[tuple[int, tuple[str, ...], tuple[str, ...]], int] = {}

    def _kinds(self) -> Iterator[Case]:
        closing = self.frame.closing
        assert closing is not None
        for received in range(self.quarters):
            for values in product(*self.frame.domains):
                for closed, on_time in product(range(received, self.quarters), (True, False)):
                    yield Case(received, closed, on_time, values)
            for values in product(*(d for n, d in enumerate(self.frame.domains) if n != closing)):
                yield Case(received, None, None, (*values[:closing], "", *values[closing:]))

    def _unknown(self, name: object, bounds: Interval) -> int:
        self.names.append(name)
        self.bounds.append(bounds)
        return len(self.names) - 1

    def _equal(self, kinds: Iterator[int], other: int | None, number: int) -> None:
        """The cases of these kinds are together as many as another unknown and a number; the latter is kept at -1."""
        row: Row = {kind: Fraction(1) for kind in kinds}
        if other is not None:
            row[other] = Fraction(-1)
        row[-1] = Fraction(-number)
        self.rows.append(row)

    def reads_totals(self, quarters: frozenset[int], cases: Sequence[Case]) -> None:
        """What is always shown of a period: received, closed, on time."""
        tests = (
            lambda c: c.received in quarters,
            lambda c: c.closed in quarters,
            lambda c: c.closed in quarters and c.on_time,
        )
        for test in tests:
            self._equal((n for n, kind in enumerate(self.kinds) if test(kind)), None, sum(map(bool, map(test, cases))))

    def reads(self, at: int, publication: Publication) -> None:
        """What a publication says."""
        for table in publication.tables:
            places = [self.frame.names.index(name) for name in table.dimensions]
            by_closing = self.frame.basis(table.dimensions) == CLOSED
            counted = [
                n
                for n, kind in enumerate(self.kinds)
                if (kind.closed if by_closing else kind.received) in publication.quarters
            ]
            said: dict[object, Interval] = {UNDER: (0, 4), HIDDEN: (5 if UNDER in table.cells.values() else 0, 1e9)}
            for cell, shown in table.cells.items():
                members = [
                    n
                    for n in counted
                    if all(
                        part in (TOTAL, self.kinds[n].values[place])
                        or (part == OTHER and self.kinds[n].values[place] in merged)
                        for part, place, merged in zip(cell, places, table.merged, strict=True)
                    )
                ]
                if isinstance(shown, int):
                    self._equal(iter(members), None, shown)
                else:
                    self.cells[at, table.dimensions, cell] = self._unknown(cell, said[shown])
                    self._equal(iter(members), len(self.names) - 1, 0)
            for side, merged in enumerate(table.merged):
                for value in merged:
                    unseen = self._unknown(value, (0, 4))
                    self.cells[at, table.dimensions, (OTHER, str(side), value)] = unseen
                    members = [n for n in counted if self.kinds[n].values[places[side]] == value]
                    self._equal(iter(members), unseen, 0)

    def works_out(self) -> dict[tuple[int, tuple[str, ...], tuple[str, ...]], int]:
        """The cells not shown that can have one number only, with that number."""
        rows = list({frozenset(row.items()): row for row in (*self.rows, *self._eliminated())}.values())
        for _ in range(_ROUNDS):
            if not sum(self._narrowed(row) for row in rows):
                break
        return {
            cell: int(self.bounds[n][0]) for cell, n in self.cells.items() if self.bounds[n][0] == self.bounds[n][1]
        }

    def _eliminated(self) -> Iterator[Row]:
        """The same system with unknowns taken out one after another: every difference of tables there is."""
        rest = [dict(row) for row in self.rows]
        for unknown in range(len(self.names)):
            pivot = min((row for row in rest if unknown in row), key=len, default=None)
            if pivot is None:
                continue
            rest.remove(pivot)
            yield pivot
            for row in rest:
                if factor := row.get(unknown):
                    for n, value in pivot.items():
                        row[n] = row.get(n, Fraction(0)) - factor / pivot[unknown] * value
                        if not row[n] and n != -1:
                            del row[n]
            yield from (dict(row) for row in rest if len(row) <= 5)

    def _narrowed(self, row: Row) -> bool:
        """Narrow what each unknown of an equation may be; whether any was."""
        moved, known = False, row.get(-1, Fraction(0))
        terms = {n: factor for n, factor in row.items() if n != -1 and factor}
        ends = {n: sorted((float(f) * self.bounds[n][0], float(f) * self.bounds[n][1])) for n, f in terms.items()}
        for n, factor in terms.items():
            low = sum(e[0] for m, e in ends.items() if m != n)
            high = sum(e[1] for m, e in ends.items() if m != n)
            first, last = sorted(((-float(known) - high) / float(factor), (-float(known) - low) / float(factor)))
            was = self.bounds[n]
            now = (max(was[0], _up(first)), min(was[1], _down(last)))
            if now != was:
                self.bounds[n], moved = now, True
                ends[n] = sorted((float(factor) * now[0], float(factor) * now[1]))
        return moved


def _up(number: float) -> float:
    return number if abs(number) == float("inf") else float(-(-(number - 1e-9) // 1))


def _down(number: float) -> float:
    return number if abs(number) == float("inf") else float((number + 1e-9) // 1)

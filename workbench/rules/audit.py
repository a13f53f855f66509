"""The audit of tables before they are published: which small numbers can be worked out, and what hiding a cell does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product

from workbench.rules.counted import HIDDEN, OTHER, TOTAL, UNDER, Cell, Frame, Protected, Publication, Shown
from workbench.rules.linking import Pattern
from workbench.rules.worlds import Key, Limits, Target, World, Worlds, merged_cell

Patterns = frozenset[Pattern]
_ANY: Limits = (0, float("inf"))
_MOST_SETS = 200
_NEAR, _PAIRED = 10, 6


class Audit:
    """The newest of some publications in the making; its cells can be hidden, those of the others stand."""

    def __init__(self, frame: Frame, publications: Sequence[Publication]) -> None:
        self._frame, self._worlds = frame, Worlds(frame, publications)
        self._newest, self._new = len(publications) - 1, publications[-1]
        self._cells: dict[Key, Shown] = {}
        self._safe = set[Target]()
        self.withdrawn = set[int]()
        self.in_vain = 0  # searches that found no other world
        for at, publication in enumerate(publications):
            for number, table in enumerate(publication.tables):
                for cell, shown in table.cells.items():
                    self._cells[at, number, cell] = shown
                for side, merged in enumerate(table.merged):
                    for value in merged:
                        self._worlds.limits[at, number, merged_cell(side, value)] = (0, publication.threshold - 1)
                self._limit(at, number)

    def cells(self, number: int) -> dict[Cell, Shown]:
        """What a table of the newest publication shows by now."""
        return {cell: self._cells[self._newest, number, cell] for cell in self._new.tables[number].cells}

    def targets(self) -> list[Target]:
        """Every small number: those that tables leave out, and those of cases that set two publications apart."""
        found = dict.fromkeys(self._left_out())
        for patterns in self._sets():
            found.update(dict.fromkeys(self._small(patterns)))
        return list(found)

    def exposed(self, targets: Sequence[Target]) -> Target | None:
        """The first of the numbers that can be worked out, as far as we can tell."""
        for target in targets:
            if target in self._safe:
                continue
            world = self._another(target)
            if world is None:
                return target
            self._safe.update(t for t in targets if t not in self._safe and world.changes(t))
        return None

    def _another(self, target: Target) -> World | None:
        world = self._worlds.other(target)
        self.in_vain += world is None
        return world

    def withdraw(self, numbers: Iterable[int]) -> None:
        """Give some of the new tables up altogether: neither their numbers nor their words nor what they merged."""
        for number in numbers:
            self.withdrawn.add(number)
            for key in self._worlds.limits:
                if key[:2] == (self._newest, number):
                    self._worlds.limits[key] = _ANY

    def hopeless(self, target: Target) -> bool:
        """Whether the number was known before these tables, or may have been: nothing left out of them can help.

        The search may merely have failed: so that it is not given away now, all tables that say anything of it go.
        """
        limits = dict(self._worlds.limits)
        self._worlds.limits.update((key, _ANY) for key in limits if key[0] == self._newest)
        known = self._worlds.other(target) is None
        self._worlds.limits = limits
        if known:
            names = {self._frame.names[at] for at in target.places}
            self.withdraw(n for n, table in enumerate(self._new.tables) if names & set(table.dimensions))
            self._safe.add(target)
        return known

    def helps(self, keys: Sequence[Key], target: Target) -> bool:
        """Hide some cells if that keeps the number from being worked out; whether it does."""
        before = {key: self._cells[key] for one in keys for key in self._same_number(one)}
        self.hide(keys)
        if self._another(target):
            return True
        self._put(before)
        return False

    def hide(self, keys: Sequence[Key]) -> None:
        """Show some cells no longer, nor the same numbers in other tables."""
        self._put({key: HIDDEN for one in keys for key in self._same_number(one) if self._cells[key] != UNDER})

    def say_less(self, number: int) -> bool:
        """Say "hidden" for "under" in a new table; whether that said less."""
        keys = [(self._newest, number, cell) for cell in self._new.tables[number].cells]
        small: dict[Key, Shown] = {key: HIDDEN for key in keys if self._cells[key] == UNDER}
        self._put(small)
        return bool(small)

    def nearest(self, target: Target) -> list[int]:
        """The new tables by their numbers, those that share most with a number first, the larger before the smaller."""
        names = {self._frame.names[at] for at in target.places}
        tables = self._new.tables
        return sorted(
            set(range(len(tables))) - self.withdrawn,
            key=lambda n: (len(set(tables[n].dimensions) ^ names), -len(tables[n].cells), n),
        )

    def shown(self, number: int) -> list[Key]:
        """The cells of a new table that still show their number, unless the table is empty and all of them nought."""
        table = self._new.tables[number]
        keys = [(self._newest, number, cell) for cell in table.cells] if table.total else []
        return [key for key in keys if isinstance(self._cells[key], int)]

    def ways(self, target: Target) -> list[tuple[Key, ...]]:
        """What may be hidden to keep a number from being worked out, the least first."""
        near = sorted(
            (key for number in self.nearest(target) for key in self.shown(number)),
            key=lambda key: (self._off(key, target), self._worlds.value[key], key),
        )[:_NEAR]
        return [*((key,) for key in near), *self._corners(target)[:_NEAR], *combinations(near[:_PAIRED], 2)]

    def _same_number(self, key: Key) -> list[Key]:
        """The cells of the new tables that count the very same cases: a sum in one is a cell of another."""
        counted = self._what(key)
        others = ((self._newest, number, cell) for number, t in enumerate(self._new.tables) for cell in t.cells)
        return [other for other in others if self._what(other) == counted]

    def _what(self, key: Key) -> tuple[str, Target]:
        table = self._worlds.table(key)
        return self._frame.basis(table.dimensions), self._target(frozenset(), table, key[2])

    def _corners(self, target: Target) -> list[tuple[Key, ...]]:
        """The corners that make a rectangle of a cell of a new table, those still shown, the smallest sums first."""
        found = []
        for number, table in enumerate(self._new.tables):
            if table.dimensions != tuple(self._frame.names[at] for at in target.places) or len(table.dimensions) != 2:
                continue
            here = tuple(table.place(at, min(values)) for at, values in enumerate(target.values))
            for row, column in product(*table.rows):
                if row != here[0] and column != here[1]:
                    corners = ((here[0], column), (row, here[1]), (row, column))
                    keys = ((self._newest, number, cell) for cell in corners)
                    found.append(tuple(key for key in keys if isinstance(self._cells[key], int)))
        return sorted(filter(None, found), key=lambda keys: sum(self._worlds.value[key] for key in keys))

    def _off(self, key: Key, target: Target) -> int:
        """How far a cell is from a number: dimensions not shared, and values."""
        names = [self._frame.names[at] for at in target.places]
        wanted = dict(zip(names, target.values, strict=True))
        parts = dict(zip(self._worlds.table(key).dimensions, key[2], strict=True))
        away = sum(part != TOTAL for name, part in parts.items() if name not in wanted)
        return away + sum(parts.get(name) not in values for name, values in wanted.items())

    def _put(self, shown: dict[Key, Shown]) -> None:
        self._cells.update(shown)
        for at, number in {key[:2] for key in shown}:
            if at < self._newest or number not in self.withdrawn:
                self._limit(at, number)

    def _limit(self, at: int, number: int) -> None:
        """What may stand in the cells of a table, as everybody can see: "hidden" is no small number beside "under"."""
        table, least = self._worlds.publications[at].tables[number], self._worlds.publications[at].threshold
        shown = {cell: self._cells[at, number, cell] for cell in table.cells}
        hidden = (least, _ANY[1]) if UNDER in shown.values() else _ANY
        said: dict[str, Limits] = {UNDER: (0, least - 1), HIDDEN: hidden}
        for cell, what in shown.items():
            self._worlds.limits[at, number, cell] = said[what] if isinstance(what, str) else (what, what)

    def _touched(self) -> dict[int, Publication]:
        """The newest publication and those that share cases with it; what others leave out is as safe as before."""
        beside = {at for pattern, _ in self._worlds.kinds for at, _ in pattern if self._newest in dict(pattern)}
        return {at: self._worlds.publications[at] for at in sorted(beside | {self._newest})}

    def _left_out(self) -> Iterator[Target]:
        """The numbers that stand as "under" in a table, and those of values that were merged."""
        for at, publication in self._touched().items():
            for number, table in enumerate(publication.tables):
                patterns = self._counted(at, table)
                for cell, shown in table.cells.items():
                    small = self._worlds.value[at, number, cell] < publication.threshold
                    if shown in (UNDER, HIDDEN) and small:
                        yield self._target(patterns, table, cell)
                for side, merged in enumerate(table.merged):
                    place = (self._frame.names.index(table.dimensions[side]),)
                    yield from (Target(patterns, place, (frozenset([value]),)) for value in merged)

    def _target(self, patterns: Patterns, table: Protected, cell: Cell) -> Target:
        sides = [side for side, part in enumerate(cell) if part != TOTAL]
        places = tuple(self._frame.names.index(table.dimensions[side]) for side in sides)
        values = tuple(frozenset(table.merged[n]) if cell[n] == OTHER else frozenset([cell[n]]) for n in sides)
        return Target(patterns, places, values)

    def _counted(self, at: int, table: Protected) -> Patterns:
        return self._all_with(at, self._frame.basis(table.dimensions))

    def _all_with(self, at: int, basis: str) -> Patterns:
        return frozenset(pattern for pattern, _ in self._worlds.kinds if (at, basis) in pattern)

    def _sets(self) -> list[Patterns]:
        """The cases a publication counted, and those that are left when one is taken from another, again and again."""
        bases = {
            (at, self._frame.basis(table.dimensions))
            for at, publication in self._touched().items()
            for table in publication.tables
        }
        found = dict.fromkeys(filter(None, (self._all_with(at, basis) for at, basis in sorted(bases))))
        grown = 0
        while grown < len(found) <= _MOST_SETS:
            grown = len(found)
            for one, other in combinations(tuple(found), 2):
                less, more = sorted((one, other), key=len)
                if less < more:
                    found[more - less] = None
        return list(found)

    def _small(self, patterns: Patterns) -> Iterator[Target]:
        """The small numbers of some cases, nought among them, by dimensions that any table has and these cases have."""
        tables = {table.dimensions for p in self._worlds.publications for table in p.tables}
        by = tables | {(name,) for names in tables for name in names}
        closed = all(any(basis == "closed" for _, basis in pattern) for pattern in patterns)
        for names in sorted(by):
            if self._frame.at_closing in names and not closed:
                continue
            places = tuple(map(self._frame.names.index, names))
            counts = Counter[Cell]()
            for (pattern, values), count in self._worlds.kinds.items():
                if pattern in patterns:
                    counts[tuple(values[at] for at in places)] += count
            for cell in product(*(self._values(counts, names, side) for side in range(len(names)))):
                if sum(counts[one] for one in product(*cell)) < self._new.threshold:
                    yield Target(patterns, places, cell)

    def _values(self, counts: Counter[Cell], names: Cell, side: int) -> list[frozenset[str]]:
        """The values of a dimension one by one, and the small ones together: a table of these cases merges them."""
        domain, alone = self._frame.domain(names[side]), Counter[str]()
        for cell, count in counts.items():
            alone[cell[side]] += count
        small = frozenset(value for value in domain if alone[value] < self._new.threshold)
        return [*(frozenset([value]) for value in domain), *([small] if 1 < len(small) < len(domain) else [])]

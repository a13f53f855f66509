"""Whether a number can be worked out from published tables: no, where another set of cases prints the same ones.

A *world* is a set of cases that agrees with everything published. The true one is known here; others are reached from
it by giving some cases other values, so that every number shown stays as it is and every cell that is not shown stays
within what its word says. A number that differs between two worlds cannot be worked out by anybody. The search for
another world may fail where there is one: then more is hidden than had to be, never less.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice, product

from workbench.rules.counted import CLOSED, OTHER, TOTAL, Cell, Frame, Protected, Publication
from workbench.rules.linking import Kind, Pattern, linked

Key = tuple[int, int, Cell]  # a cell of a table of a publication
Limits = tuple[float, float]
Move = tuple[Kind, Kind]
_NOUGHT: Limits = (0, 0)  # of a value that nobody knew when the table was made
_DEPTH, _BEAM, _STARTS, _LOOKED_AT, _EFFORT = 5, 4, 12, 24, 60


@dataclass(frozen=True)
class Target:
    """A number that must not be worked out: of the cases with one of these patterns, those with such values.

    `values` are, for each of the dimensions at `places`, the values counted.
    """

    patterns: frozenset[Pattern]
    places: tuple[int, ...]
    values: tuple[frozenset[str], ...]

    def holds(self, kind: Kind) -> bool:
        """Whether cases of this kind are counted in it."""
        pattern, has = kind
        return pattern in self.patterns and all(
            has[at] in wanted for at, wanted in zip(self.places, self.values, strict=True)
        )


@dataclass(frozen=True)
class World:
    """Another set of cases: the moves that lead to it from the true one, and what differs, in kinds and in cells.

    `wrong` are the cells that contradict what was published: none where the world is one an outsider must reckon with.
    """

    moves: tuple[Move, ...]
    kinds: Mapping[Kind, int]
    cells: Mapping[Key, int]
    wrong: frozenset[Key]

    def changes(self, target: Target) -> bool:
        """Whether the number is another here."""
        return sum(n for kind, n in self.kinds.items() if target.holds(kind)) != 0


TRUE = World((), {}, {}, frozenset())


class Worlds:
    """The true world of some publications, and the way to others. `limits` says what a cell may be in all of them."""

    def __init__(self, frame: Frame, publications: Sequence[Publication]) -> None:
        self.frame, self.publications = frame, publications
        self.kinds = linked(frame, publications)
        self.limits: dict[Key, Limits] = {}
        self.value = Counter[Key]()
        self._keys: dict[Kind, frozenset[Key]] = {}
        self._of_key: dict[Key, list[Kind]] = defaultdict(list)
        self._places = [[tuple(map(frame.names.index, t.dimensions)) for t in p.tables] for p in publications]
        self._effort = 0
        for kind, count in self.kinds.items():
            for key in self.keys(kind):
                self.value[key] += count
                self._of_key[key].append(kind)

    def table(self, key: Key) -> Protected:
        """The table a cell belongs to."""
        return self.publications[key[0]].tables[key[1]]

    def keys(self, kind: Kind) -> frozenset[Key]:
        """Every cell that counts cases of this kind."""
        if kind not in self._keys:
            self._keys[kind] = frozenset(self._keys_of(kind))
        return self._keys[kind]

    def _keys_of(self, kind: Kind) -> Iterator[Key]:
        pattern, values = kind
        for at, basis in pattern:
            for number, table in enumerate(self.publications[at].tables):
                if self.frame.basis(table.dimensions) == basis:
                    has = [values[place] for place in self._places[at][number]]
                    yield from ((at, number, cell) for cell in cells_of(table, has))

    def other(self, target: Target) -> World | None:
        """A world in which a number is another; None where none was found."""
        self._effort = _EFFORT
        for world in self._best(TRUE, self._starts(target), _STARTS):
            if found := self._settled(world, target, _DEPTH):
                return found
        return None

    def _settled(self, world: World, target: Target, depth: int) -> World | None:
        """Go on from a world until nothing that was published is contradicted."""
        if not world.wrong:
            return world
        self._effort -= 1
        if not depth or self._effort < 0:
            return None
        back = {(b, a) for a, b in world.moves}
        key = min(world.wrong, key=lambda wrong: (len(self._of_key[wrong]), wrong))
        moves = (move for move in self._mends(world, key) if move not in back)
        for one in self._best(world, moves, _BEAM):
            if one.changes(target) and (found := self._settled(one, target, depth - 1)):
                return found
        return None

    def _best(self, world: World, moves: Iterable[Move], many: int) -> Iterator[World]:
        """The worlds a move away that contradict least."""
        for move in nsmallest(many, moves, key=lambda move: self._left_wrong(world, move)):
            yield self._moved(world, move)

    def _differences(self, move: Move) -> Iterator[tuple[Key, int]]:
        before, after = self.keys(move[0]), self.keys(move[1])
        yield from ((key, -1) for key in before - after)
        yield from ((key, 1) for key in after - before)

    def _left_wrong(self, world: World, move: Move) -> int:
        """How many cells would contradict what was published."""
        wrong = len(world.wrong)
        for key, n in self._differences(move):
            wrong += self._contradicts(key, world.cells.get(key, 0) + n) - (key in world.wrong)
        return wrong

    def _contradicts(self, key: Key, difference: int) -> bool:
        low, high = self.limits.get(key, _NOUGHT)
        return not low <= self.value[key] + difference <= high

    def _moved(self, world: World, move: Move) -> World:
        """The world after one case took other values."""
        kinds, cells, wrong = Counter(world.kinds), Counter(world.cells), set(world.wrong)
        kinds[move[0]] -= 1
        kinds[move[1]] += 1
        for key, n in self._differences(move):
            cells[key] += n
            (wrong.add if self._contradicts(key, cells[key]) else wrong.discard)(key)
        return World((*world.moves, move), {k: n for k, n in kinds.items() if n}, cells, frozenset(wrong))

    def _starts(self, target: Target) -> Iterator[Move]:
        """One case leaves the number, or comes to it."""
        out = (k for k in self.kinds if target.holds(k))
        for kind in islice(out, _LOOKED_AT):
            for at, values in zip(target.places, target.values, strict=True):
                yield from self._changed(kind, at, [v for v in self.frame.domains[at] if v not in values])
        near = (k for k in self.kinds if k[0] in target.patterns and self._off(k, target))
        for kind in nsmallest(_LOOKED_AT, near, key=lambda k: len(self._off(k, target))):
            yield from self._coming_in(kind, self._off(kind, target))

    def _coming_in(self, kind: Kind, off: Sequence[tuple[int, frozenset[str]]]) -> Iterator[Move]:
        """A case with the values that a number counts where it has others."""
        if self.frame.closing in dict(off) and not any(basis == CLOSED for _, basis in kind[0]):
            return
        for values in product(*(sorted(wanted) for _, wanted in off)):
            has = dict(enumerate(kind[1])) | dict(zip(dict(off), values, strict=True))
            yield kind, (kind[0], tuple(has.values()))

    def _off(self, kind: Kind, target: Target) -> list[tuple[int, frozenset[str]]]:
        """The dimensions in which cases of a kind are not what a number counts."""
        pairs = zip(target.places, target.values, strict=True)
        return [(at, values) for at, values in pairs if kind[1][at] not in values]

    def _changed(self, kind: Kind, at: int, values: Iterable[str]) -> Iterator[Move]:
        """A case with other values; what is known at closing stays empty where it was not counted as closed."""
        pattern, has = kind
        if at == self.frame.closing and not any(basis == CLOSED for _, basis in pattern):
            return
        for value in values:
            yield kind, (pattern, (*has[:at], value, *has[at + 1 :]))

    def _mends(self, world: World, key: Key) -> Iterator[Move]:
        """Moves that bring a cell nearer to what was published of it, the likeliest first."""
        places = self._places[key[0]][key[1]]
        too_many = self.value[key] + world.cells[key] > self.limits.get(key, _NOUGHT)[1]
        last = world.moves[-1][0]
        kinds = self._leaving(world, key) if too_many else self._coming(world, key)
        for kind in nsmallest(_LOOKED_AT, kinds, key=lambda k: _unlike(k, last)):
            for place in places:
                fitting = (v for v in self.frame.domains[place] if v != kind[1][place])
                for move in self._changed(kind, place, fitting):
                    if (key in self.keys(move[1])) != too_many:
                        yield move

    def _there(self, world: World, kinds: Iterable[Kind]) -> Iterator[Kind]:
        """Those of some kinds of which a case is left in a world, and all that came up in it."""
        for kind in dict.fromkeys((*world.kinds, *kinds)):
            if self.kinds[kind] + world.kinds.get(kind, 0) > 0:
                yield kind

    def _leaving(self, world: World, key: Key) -> Iterator[Kind]:
        return (k for k in self._there(world, self._of_key[key]) if key in self.keys(k))

    def _coming(self, world: World, key: Key) -> Iterator[Kind]:
        at, number, _ = key
        counted = at, self.frame.basis(self.publications[at].tables[number].dimensions)
        return (k for k in self._there(world, self.kinds) if counted in k[0] and key not in self.keys(k))


def cells_of(table: Protected, has: Sequence[str]) -> Iterator[Cell]:
    """The cells of a table that count a case with these values: its own, the sums over it, and what was merged.

    A merged value is a cell too, though an unseen one: that it was merged says that it is small.
    """
    placed = [table.place(at, value) for at, value in enumerate(has)]
    for cell in product(*((value, TOTAL) for value in placed)):
        if any(part != TOTAL for part in cell):
            yield cell
    for at, value in enumerate(has):
        if value in table.merged[at]:
            yield merged_cell(at, value)


def merged_cell(at: int, value: str) -> Cell:
    """The unseen cell of a value that was merged into the others."""
    return (OTHER, str(at), value)


def _unlike(kind: Kind, other: Kind) -> tuple[bool, int]:
    """How far two kinds are from each other: counted elsewhere, and in how many values."""
    return kind[0] != other[0], sum(a != b for a, b in zip(kind[1], other[1], strict=True))

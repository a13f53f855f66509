"""Which record a line of a sheet stands for, so that the same sheet again finds its own lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from workbench.exchange import cells
from workbench.exchange.lines import SheetLine
from workbench.records.record import Values
from workbench.register import Register

Key = tuple[str, ...]
MOST = 0.5  # the share of lines that must be found before a reference alone is believed


@dataclass(frozen=True)
class Existing:
    """The records a register holds now, by id.

    `loose` says which of them may be found by less than what tells them apart, where a sheet has no column for it.
    `hidden` are those that are not for who takes the sheet in: their values here are what shows to all.
    """

    values: Mapping[int, Values]
    loose: Callable[[], Collection[int]] = tuple
    hidden: Collection[int] = ()


class Matcher:
    """Finds records for lines: the surest sign first over all lines, each record once.

    A reference alone is believed only where most lines were found by their words: two schedules may both count from 1.
    """

    def __init__(
        self, register: Register, existing: Existing, lines: Sequence[SheetLine], found_before: int = 0
    ) -> None:
        self._typed, self._fields = register.typed, register.by_name
        self._keys = [tuple(f.name for f in fields) for fields in register.identify]
        self._found = [_index(existing, names) for names in self._keys] if existing.values else []
        self._taken: set[int] = set()
        self._of: dict[tuple[str, int], int] = {}
        renamed = tuple(f.name for f in register.renamed)
        if self._found and any(len(numbers) > 1 for numbers in self._found[-1].values()):
            told_by = [name for names in reversed(self._keys) for name in names]
            alike = tuple(dict.fromkeys([*told_by, *(f.name for f in register.words)]))  # all that can tell twins apart
            self._pass(lines, alike, _index(existing, alike))
        for names, index in zip(self._keys, self._found, strict=False):
            self._pass(lines, names, index)
        known = bool(existing.values) and len(self._of) + found_before >= MOST * (len(lines) + found_before)
        if renamed and known:
            self._pass(lines, renamed, _index(existing, renamed))
        if known and len(self._of) < len(lines):
            self._loosely(existing, lines)

    def record(self, line: SheetLine) -> int | None:
        """The record a line stands for, or None for a new one."""
        return self._of.get((line.sheet, line.row))

    def again(self, line: SheetLine) -> None:
        """A line was corrected: it gives its record back and is looked for anew."""
        place = (line.sheet, line.row)
        self._taken.discard(self._of.pop(place, -1))
        for names, index in zip(self._keys, self._found, strict=False):
            self._pass([line], names, index)

    @property
    def unseen(self) -> int:
        """How many records no line stands for, where most lines stand for one; 0 for another sheet altogether."""
        held = set().union(*(numbers for index in self._found[:1] for numbers in index.values()))
        return len(held - self._taken) if len(self._taken) >= MOST * len(held) else 0

    def _loosely(self, existing: Existing, lines: Sequence[SheetLine]) -> None:
        """By what the sheet has columns for, where that leaves one record alone."""
        fed = {name for line in lines for name in line.line.texts}
        shorter = dict.fromkeys(
            tuple(n for n in names if n in fed) for names in self._keys if not fed.issuperset(names)
        )
        free = {n: existing.values[n] for n in existing.loose() if n in existing.values and n not in self._taken}
        for names in shorter if free else ():
            only = {key: found for key, found in _index(Existing(free), names).items() if len(found) == 1}
            self._pass(lines, names, only)

    def _pass(self, lines: Sequence[SheetLine], names: Key, index: Mapping[Key, list[int]]) -> None:
        for line in lines:
            place = (line.sheet, line.row)
            if place in self._of or not (key := self._key_of(line, names))[0]:
                continue
            free = next((n for n in index.get(key, ()) if n not in self._taken), None)
            if free is not None:
                self._of[place] = free
                self._taken.add(free)

    def _key_of(self, line: SheetLine, names: Key) -> Key:
        """A line's identifying values as a record would hold them: a day is the same day however it was written."""
        if not (typed := self._typed.intersection(names)):
            return _key(line.line.texts, names)
        values: dict[str, Any] = dict(line.line.texts)
        for name in typed:
            with suppress(cells.Unreadable):
                values[name] = line.value(self._fields[name])
        return _key(values, names)


def _index(existing: Existing, names: Key) -> dict[Key, list[int]]:
    """Record ids by their identifying texts."""
    found: dict[Key, list[int]] = defaultdict(list)
    for number, values in existing.values.items():
        found[_key(values, names)].append(number)
    return found


def _key(values: Mapping[str, Any], names: Key) -> Key:
    return tuple(" ".join(str(values.get(name) or "").split()).casefold() for name in names)

"""Running numbers of the destruction log, by year: one more than any that was ever given, also to entries now lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbench.records.store import Store
from workbench.registers.cases.base import Case
from workbench.registers.destruction_log import LogEntry


def next_numbers(store: Store, year: int, many: int) -> list[str]:
    """The next numbers of a year, such as 2026/014, inside the caller's operation.

    A store brought back from an older backup goes on after the numbers noted outside it, for they stand on paper.
    """
    given: Any = LogEntry.select(LogEntry.number_order).where(LogEntry.number_order.startswith(f"{year:06d}/")).tuples()
    last = max([store.gone.counters.get(str(year), 0), *(n for _, n in _parts(number for (number,) in given))])
    return [f"{year}/{number:03d}" for number in range(last + 1, last + many + 1)]


def note(store: Store, numbers: Iterable[str]) -> None:
    """Note numbers just given, and what was destroyed with them, outside the store."""
    highest: dict[str, int] = {}
    for year, number in _parts(numbers):
        highest[year] = max(number, highest.get(year, 0))
    store.note_gone(highest)


def references(store: Store, record: type[Case], prefix: str, year: int, many: int = 1) -> list[str]:
    """The next references of a year, such as RR-2026/014, inside the caller's operation; none is given twice."""
    model: Any = record
    begin = f"{prefix}-{year}"
    given = model.select(model.reference).where(model.reference.startswith(f"{begin}/")).tuples()
    known = [count for _, count in _parts(reference for (reference,) in given)]
    last = max([store.gone.counters.get(begin, 0), *known])
    return [f"{begin}/{number:03d}" for number in range(last + 1, last + many + 1)]


def note_reference(store: Store, given: str) -> None:
    """Note a reference just given outside the store: it stands in letters."""
    note(store, [given])


def _parts(numbers: Iterable[str]) -> Iterator[tuple[str, int]]:
    for number in numbers:
        year, _, count = number.partition("/")
        if count.isdigit():
            yield year, int(count)

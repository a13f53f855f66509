"""Running numbers of the destruction log, by year: one more than any that was ever given, also to entries now lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbench.records import history
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
    highest = max([store.gone.counters.get(begin, 0), *known])
    return [f"{begin}/{number:03d}" for number in range(highest + 1, highest + many + 1)]


def note_reference(store: Store, given: str) -> None:
    """Note a reference just given outside the store: it stands in letters."""
    note(store, [given])


def last() -> str:
    """The number of the last entry of the log, as 2026/014; empty where there is none."""
    found: Any = LogEntry.select(LogEntry.number).order_by(LogEntry.number_order.desc()).first()
    return found.number if found else ""


def missing_by(code: str) -> str:
    """What a printed code says is missing from the open store; empty where the history holds its entry."""
    if history.entry_with_code(code) is not None:
        return ""
    number = last()
    after = f"log numbers after {number} may be missing" if number else "all entries of the destruction log are missing"
    return (
        f"An entry was printed that this copy does not know: {after}. Look for a newer backup. If there is none, enter "
        "what the printed records of destruction say, and do not use their numbers again."
    )


def _parts(numbers: Iterable[str]) -> Iterator[tuple[str, int]]:
    for number in numbers:
        year, _, count = number.partition("/")
        if count.isdigit():
            yield year, int(count)

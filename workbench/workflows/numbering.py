"""Running numbers of the destruction log, by year: one more than any that was ever given, also to entries now lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.database import database
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases.base import Case
from workbench.registers.destruction_log import LOST, LogEntry, is_lost

MOST = 10_000  # entries that may be missing after the last; more is a slip of the pen
_YEAR = re.compile(r"\d{4}", re.ASCII)
_PRINTED = re.compile(r"\s*(\d{4})\s*/\s*0*(\d{1,7})\s*", re.ASCII)
_LAST = """
    SELECT max(number_order) FROM log_entry WHERE number_order > ? AND number_order < ?
    AND number_order NOT GLOB '*/*[^0-9]*'
"""
_WHY = (
    "Found when an older copy of the records had been brought back. The number stays with what it was given for. What "
    "its entry said stands in the printed record of destruction, where there is one, and can be entered again from it."
)


def next_numbers(store: Store, year: int, many: int) -> list[str]:
    """The next numbers of a year, such as 2026/014, inside the caller's operation.

    A store brought back from an older backup goes on after the numbers noted outside it, for they stand on paper; each
    of those that no entry here bears gets one that says so.
    """
    explain(store)
    last = _highest(year)
    return [_number(year, count) for count in range(last + 1, last + many + 1)]


def explain(store: Store) -> list[str]:
    """Enter each number that was given and that no entry of the log bears, as lost; says which those are."""
    lost = lost_numbers(store)
    if lost:
        with store.operation("Explain numbers of the log whose entries are lost", "destruction") as operation:
            record.add(LogEntry, [_lost(number, store.user) for number in lost], operation.id)
    return lost


def lost_numbers(store: Store) -> list[str]:
    """The numbers that were given, by what is noted outside the store, after the last one that the log here bears."""
    given = ((int(year), last) for year, last in store.gone.counters.items() if _YEAR.fullmatch(year))
    return [_number(year, n) for year, last in sorted(given) for n in range(_highest(year) + 1, last + 1)]


def printed(number: str) -> tuple[int, int]:
    """Year and count of a number as it stands on paper; Plain where it is none of a log, or of a year to come."""
    found = _PRINTED.fullmatch(number)
    if found is None or not int(found[2]) or int(found[1]) > clock.today().year:
        raise Plain(f"“{number.strip()}” is no number of the log. Nothing was entered. It reads like 2026/014.")
    return int(found[1]), int(found[2])


def after(number: str) -> list[str]:
    """Numbers from the one after the last of its year up to the one given, as it stands on paper.

    Plain where it is no number of a log, or one of far more entries than can be missing.
    """
    year, last = printed(number)
    begin = _highest(year)
    if last - begin > MOST:
        said = f"the last one here is {_number(year, begin)}" if begin else f"there is none of {year} here"
        raise Plain(f"{_number(year, last)} cannot be right: {said}. Nothing was entered. Compare it with the paper.")
    return [_number(year, count) for count in range(begin + 1, last + 1)]


def is_explained(number: str) -> bool:
    """Whether the entry of a number, as it stands on paper, only says that its words are lost."""
    bears = _number(*printed(number))
    return bool(every(LogEntry, (), view=lambda: (LogEntry.number == bears) & (LogEntry.outcome == LOST)).ids())


def still_lost() -> list[str]:
    """The numbers of entries that are lost and that nobody entered again yet, in order."""
    ids = every(LogEntry, (), order=(Order("number"),), view=lambda: LogEntry.outcome == LOST).ids()
    found = record.values_of(LogEntry, ids)
    return [found[number]["number"] for number in ids if is_lost(found[number])]


def _highest(year: int) -> int:
    """The last number of a year in the log; numbers of a council's own log that are no plain count are passed over."""
    begin = f"{year:06d}/"
    found = database.execute_sql(_LAST, (begin, f"{year:06d}0")).fetchone()[0]  # 0 comes after the stroke
    return int(found.removeprefix(begin)) if found else 0


def _number(year: int, count: int) -> str:
    return f"{year}/{count:03d}"


def _lost(number: str, by: str) -> Values:
    return {
        "number": number,
        "outcome": LOST,
        "carried_out": clock.today(),
        "description": "Entry lost: see the printed record",
        "done_by": by,
        "remarks": _WHY,
    }


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


def _parts(numbers: Iterable[str]) -> Iterator[tuple[str, int]]:
    for number in numbers:
        year, _, count = number.partition("/")
        if count.isdigit():
            yield year, int(count)

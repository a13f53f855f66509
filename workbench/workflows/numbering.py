"""Running numbers of the destruction log, by year: one more than any that was ever given."""

from __future__ import annotations

from typing import Any

from workbench.registers.destruction_log import LogEntry


def next_numbers(year: int, many: int) -> list[str]:
    """The next numbers of a year, such as 2026/014, inside the caller's operation."""
    given: Any = LogEntry.select(LogEntry.number).where(LogEntry.number.startswith(f"{year}/")).tuples()
    numbers = [int(number.partition("/")[2]) for (number,) in given if number.partition("/")[2].isdigit()]
    last = max(numbers, default=0)
    return [f"{year}/{number:03d}" for number in range(last + 1, last + many + 1)]

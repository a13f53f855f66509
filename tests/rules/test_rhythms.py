"""How often a check comes round; the days are counted by hand on a calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.rules.rhythms import due_days


def d(text: str) -> dt.date:
    """A day of ISO text."""
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("rhythm", "first", "until", "days"),
    [
        ("monthly", "2026-01-31", "2026-04-30", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("yearly", "2024-02-29", "2028-02-29", ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ("daily", "2026-11-26", "2026-12-01", ["2026-11-26", "2026-11-27", "2026-11-30", "2026-12-01"]),
        ("fortnightly", "2026-12-25", "2027-01-21", ["2026-12-25", "2027-01-08"]),
        ("six_monthly", "2026-08-31", "2027-03-01", ["2026-08-31", "2027-02-28"]),
        ("weekly", "2026-11-25", "2026-11-24", []),
        ("", "2026-11-25", "2027-11-25", []),
    ],
)
def test_the_days_a_check_falls_due(rhythm: str, first: str, until: str, days: list[str]) -> None:
    assert due_days(rhythm, d(first), d(until)) == [d(day) for day in days]

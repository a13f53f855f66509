"""Days as clerks type them; the expected days were looked up in a calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.rules.dayentry import add_working_days, read_day

TODAY = dt.date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("22/11/26", dt.date(2026, 11, 22)),
        ("22.11.2026", dt.date(2026, 11, 22)),
        ("22-11", dt.date(2026, 11, 22)),
        ("22/11", dt.date(2026, 11, 22)),
        ("3/1", dt.date(2027, 1, 3)),
        ("22 nov", dt.date(2026, 11, 22)),
        ("22nd November 2025", dt.date(2025, 11, 22)),
        ("Sun 22 Nov 2026", dt.date(2026, 11, 22)),
        ("1 sept 99", dt.date(1999, 9, 1)),
        ("November 22 2026", dt.date(2026, 11, 22)),
        ("Sun, Nov 22nd, 2026", dt.date(2026, 11, 22)),
        ("2026-11-22", dt.date(2026, 11, 22)),
        ("today", dt.date(2026, 11, 24)),
        ("Yesterday", dt.date(2026, 11, 23)),
        ("tomorrow", dt.date(2026, 11, 25)),
        ("+20wd", dt.date(2026, 12, 22)),
        ("+ 3 working days", dt.date(2026, 11, 27)),
        ("-2w", dt.date(2026, 11, 10)),
        ("+1 month", dt.date(2026, 12, 24)),
        ("+2y", dt.date(2028, 11, 24)),
        ("29/2/28", dt.date(2028, 2, 29)),
    ],
)
def test_reads(typed: str, day: dt.date) -> None:
    assert read_day(typed, TODAY).day == day


@pytest.mark.parametrize(
    ("typed", "problem", "advice"),
    [
        ("31/11/26", "must be a real date", "November has 30 days. Did you mean Mon 30 Nov 2026?"),
        ("29/2/27", "must be a real date", "February 2027 has 28 days. Did you mean Sun 28 Feb 2027?"),
        ("11/22/26", "must be a real date", "There is no month 22. The day comes first."),
        ("22", "must include a month", "For example 22/11 or 22 nov."),
        ("soon", "must be a date", "For example 22/11, 22 nov, today or +20wd."),
        ("feb 30 2026", "must be a real date", "February 2026 has 28 days. Did you mean Sat 28 Feb 2026?"),
        ("foo 22 2026", "must include a month", "“foo” is not the name of a month."),
        ("nov 26", "must be a date", "For example 22/11, 22 nov, today or +20wd."),
        ("22 foo", "must include a month", "“foo” is not the name of a month."),
    ],
)
def test_says_what_is_wrong(typed: str, problem: str, advice: str) -> None:
    entry = read_day(typed, TODAY)
    assert (entry.day, entry.problem, entry.advice) == (None, problem, advice)


def test_nothing_typed_is_no_problem() -> None:
    assert read_day("  ", TODAY).day is None
    assert not read_day("  ", TODAY).problem


def test_holidays_do_not_count() -> None:
    christmas = {dt.date(2026, 12, 25), dt.date(2026, 12, 28)}
    assert add_working_days(dt.date(2026, 12, 24), 2, christmas) == dt.date(2026, 12, 30)


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2040, 1, 1)))
def test_a_day_in_full_reads_as_itself(day: dt.date) -> None:
    assert read_day(f"{day:%a} {day.day} {day:%b %Y}", TODAY).day == day


@given(st.text(max_size=30))
def test_no_text_breaks_it(typed: str) -> None:
    entry = read_day(typed, TODAY)
    assert entry.day is None or not entry.problem

"""Dates as clerks type them, day first; the column decides, and is asked about where it does not."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench import clock
from workbench.exchange.book import Cell
from workbench.exchange.dates import DayOrder, read_day, reads_as
from workbench.rules import dayentry


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("22/11/2026", dt.date(2026, 11, 22)),
        ("3.4.26", dt.date(2026, 4, 3)),
        ("03-04-1998 00:00", dt.date(1998, 4, 3)),
        ("2026-11-22", dt.date(2026, 11, 22)),
        ("22nd November 2026", dt.date(2026, 11, 22)),
        ("Sun 22 Nov 2026", dt.date(2026, 11, 22)),
        ("1 Sept 75", dt.date(1975, 9, 1)),
        ("29/02/2025", None),
        ("31/13/2025", None),
        ("6 years", None),
        ("1 November to 3 December", None),
        (42, None),
    ],
)
def test_one_day(words: Cell, day: dt.date | None) -> None:
    assert read_day(words) == day


def test_month_first_when_said() -> None:
    assert read_day("11/22/2026", DayOrder.MONTH_FIRST) == dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["03/04/2026", "13/04/2026"], DayOrder.DAY_FIRST),
        (["03/04/2026", "04/13/2026"], DayOrder.MONTH_FIRST),
        (["03/04/2026", "05/06/2026"], DayOrder.ASK),
        (["13/04/2026", "04/13/2026", "03/04/2026"], DayOrder.ASK),
        (["04/04/2026", None, dt.date(2026, 4, 3)], DayOrder.DAY_FIRST),
    ],
)
def test_a_column(cells: list[Cell], order: DayOrder) -> None:
    assert reads_as(cells).order is order


def test_one_stray_value_never_turns_a_column_round_unasked() -> None:
    reading = reads_as(["03/04/2026"] * 50 + ["12/31/2026"])
    assert reading.order is DayOrder.MONTH_FIRST
    assert reading.question == (
        "dates such as 12/31/2026 can only be month first. Is 03/04/2026 the 3 April 2026 or the 4 March 2026?"
    )
    assert reading.samples[-1] == ("12/31/2026", None, dt.date(2026, 12, 31))
    alone = reads_as(["12/31/2026"])
    assert alone.question.endswith("Is the month written before the day in all of them?")


@pytest.mark.parametrize(
    ("cells", "day_first", "month_first"),
    [
        (["03/04/2026"], True, True),
        (["13/04/2026", "03/04/2026"], True, False),
        (["04/13/2026", "03/04/2026"], False, True),
        (["13/04/2026", "04/13/2026"], False, False),
    ],
)
def test_an_answer_given_before_fits_unless_a_value_is_against_it(
    cells: list[Cell], day_first: bool, month_first: bool
) -> None:
    reading = reads_as(cells)
    assert (reading.bears(month_first=False), reading.bears(month_first=True)) == (day_first, month_first)


def test_samples_show_both_ways_and_strangers_are_counted() -> None:
    reading = reads_as(["03/04/2026", "soon", 12, dt.date(2026, 1, 1), ""])
    assert reading.samples == (("03/04/2026", dt.date(2026, 4, 3), dt.date(2026, 3, 4)),)
    assert reading.unread == 2


@pytest.mark.parametrize(("figures", "year"), [("46", 2046), ("47", 1947), ("68", 1968), ("99", 1999)])
def test_two_figures_mean_the_year_that_they_mean_where_a_day_is_typed(figures: str, year: int) -> None:
    """At most twenty years ahead of November 2026."""
    clock.set_source(lambda: dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC))
    try:
        assert read_day(f"3/4/{figures}") == dt.date(year, 4, 3)
        assert dayentry.read_day(f"3/4/{figures}", clock.today()).day == dt.date(year, 4, 3)
    finally:
        clock.set_source(None)

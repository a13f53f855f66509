"""Figures of a period, counted by hand, and periods that nobody can choose freely."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from tests.casemaker import cases
from workbench.rules.casefigures import CaseFigure, Counts, figures, frame_of, groups_of, needed_from
from workbench.rules.counted import Group
from workbench.rules.fixedperiods import Period, finished, named, quarter, quarter_of

SUMMER = Period(2026, 7, 3)
TODAY = dt.date(2026, 11, 9)


def case(received: str, closed: str = "", *, due: str = "", register: str = "book", **more: str) -> CaseFigure:
    """A case from ISO days; in time where it was closed by its day."""
    came, went, by = (dt.date.fromisoformat(day) if day else None for day in (received, closed, due))
    assert came is not None
    on_time = None if went is None or by is None else went <= by
    return CaseFigure(
        register, "", more.get("category", "a"), more.get("service", "x"), more.get("outcome", ""), came, went, by,
        on_time, (went - came).days if went else None,
    )  # fmt: skip


HAND = (
    case("2026-06-30", "2026-07-01", due="2026-07-30"),  # closed in it, received before
    case("2026-07-01", "2026-09-30", due="2026-07-31", outcome="up"),  # its first day and its last, late
    case("2026-08-10", "2026-08-20", due="2026-09-09", outcome="not"),
    case("2026-09-01", due="2026-09-29"),  # overdue at the end
    case("2026-09-30", due="2026-10-30"),  # open at the end, not overdue then
    case("2026-09-02", "2026-10-02", due="2026-10-03"),  # open at the end, closed since
    case("2026-10-01", due="2026-10-02"),  # after it
    case("2025-08-01", "2025-08-11", due="2025-08-31"),
)


def test_counted_by_hand() -> None:
    of = figures(HAND, SUMMER, TODAY).of("book")
    assert of.now == Counts(received=5, closed=3, timed=3, on_time=2, open=3, overdue=1)
    assert of.before == Counts(received=1, open=1)
    assert of.year_ago == Counts(received=1, closed=1, timed=1, on_time=1)
    assert [n for _, n in of.course] == [1, 0, 0, 1, 5]
    assert [period.short for period, _ in of.course][-1] == "Jul–Sep 26"


def test_longest_and_average_only_of_five_or_more() -> None:
    few = [case("2026-07-01", f"2026-07-{day}") for day in (11, 13, 15, 17)]
    assert figures(few, SUMMER, TODAY).of("book").now.longest is None
    now = figures([*few, case("2026-07-01", "2026-07-31")], SUMMER, TODAY).of("book").now
    assert (now.longest, now.average) == (30, 16)  # 10, 12, 14, 16 and 30 days
    assert figures(few, SUMMER, TODAY, threshold=4).of("book").now.longest == 16


def test_a_year_says_no_length_that_its_quarters_would_make_one_of_fewer() -> None:
    """Five in July and one of 200 days in October: beside the quarter the year would say how long that one took."""
    many = [case("2025-07-01", f"2025-07-{day}") for day in (11, 13, 15, 17, 31)]
    one = case("2025-04-01", "2025-10-18")
    year = Period(2025, 4, 12)
    assert figures([*many, one], year, TODAY).of("book").now.longest is None
    assert figures([*many, one], year, TODAY).of("book").now.average is None
    assert figures(many, year, TODAY).of("book").now.average == 16
    more = [case("2026-01-01", f"2026-01-{day}") for day in ("02", "03")]
    of_five = figures([*many, *(case("2025-10-01", f"2025-10-0{n}") for n in (2, 3, 4)), *more], year, TODAY)
    assert of_five.of("book").now.longest == 30, "two quarters of three and two say nothing of fewer than five"


def test_a_hundred_per_cent_is_said_only_of_all() -> None:
    assert Counts(timed=1000, on_time=999).share == 99
    assert Counts(timed=3, on_time=3).share == 100
    assert Counts().share is None


def test_a_register_without_cases_is_nought() -> None:
    nothing = figures((), SUMMER, TODAY).of("book")
    assert nothing.now == Counts()
    assert len(nothing.course) == 5


def test_what_breakdowns_count() -> None:
    """By quarter, alike together; what happened after the period is not known yet."""
    third, second = quarter_of(SUMMER.first), quarter_of(dt.date(2026, 6, 30))
    assert set(groups_of(HAND, SUMMER)) == {
        Group(second, third, ("a", "x", "Not entered"), 1),
        Group(third, third, ("a", "x", "up"), 1),
        Group(third, third, ("a", "x", "not"), 1),
        Group(third, None, ("a", "x", ""), 3),
    }
    assert frame_of(case.alike for case in HAND).domains == (("a",), ("x",), ("not", "Not entered", "up"))


@pytest.mark.parametrize(
    ("period", "last", "title", "short", "before"),
    [
        (SUMMER, "2026-09-30", "July to September 2026", "Jul–Sep 26", Period(2026, 4, 3)),
        (Period(2026, 1, 3), "2026-03-31", "January to March 2026", "Jan–Mar 26", Period(2025, 10, 3)),
        (Period(2025, 4, 12), "2026-03-31", "April 2025 to March 2026", "2025/26", Period(2024, 4, 12)),
        (Period(2025, 1, 12), "2025-12-31", "January to December 2025", "2025", Period(2024, 1, 12)),
    ],
    ids=str,
)
def test_periods(period: Period, last: str, title: str, short: str, before: Period) -> None:
    assert (period.last.isoformat(), period.title, period.short, period.before) == (last, title, short, before)
    assert period.year_before == Period(period.year - 1, period.month, period.months)
    assert quarter(period.quarters[0]).first == period.first
    assert len(period.quarters) * 3 == period.months


def test_only_periods_that_are_over_are_offered() -> None:
    offered = finished(dt.date(2026, 4, 1))
    assert offered[0] == Period(2026, 1, 3)
    assert Period(2025, 4, 12) in offered
    assert all(period.last < dt.date(2026, 4, 1) for period in offered)
    assert Period(2025, 4, 12) not in finished(dt.date(2026, 3, 31))


def test_a_hundred_thousand_cases_are_counted_in_a_second() -> None:
    many = list(cases(1, 100_000, dt.date(2023, 1, 1), 1400))
    begun = time.process_time()
    counted = figures(many, SUMMER, TODAY)
    groups_of(many, SUMMER)
    frame_of(case.alike for case in many)
    assert time.process_time() - begun < 1
    assert sum(one.now.received for one in counted.registers) > 5000


@pytest.mark.parametrize("period", finished(TODAY), ids=str)
def test_a_case_that_was_over_before_the_day_needed_changes_no_figure(period: Period) -> None:
    many = list(cases(5, 3000, dt.date(2015, 1, 1), 4300))
    needed = [case for case in many if case.closed is None or case.closed >= needed_from(period)]
    registers = {case.register for case in many}
    assert len(needed) < len(many)
    assert figures(needed, period, TODAY, registers=registers) == figures(many, period, TODAY)
    assert groups_of(needed, period) == groups_of(many, period)


def test_a_register_that_is_named_stands_with_nought() -> None:
    assert [one.register for one in figures((), SUMMER, TODAY, registers=("book",)).registers] == ["book"]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("2026-q1", "2026-01-01", "2026-03-31"),
        ("2025-26", "2025-04-01", "2026-03-31"),
        ("1999/00", "1999-04-01", "2000-03-31"),
        (" 2025 ", "2025-01-01", "2025-12-31"),
    ],
)
def test_a_period_is_called_by_its_name(words: str, first: str, last: str) -> None:
    found = named(words)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("words", ["", "2026-Q5", "2026-Q0", "2025-27", "Q3 2026", "2026-07", "0000", "9999", "July"])
def test_nothing_else_is_a_period(words: str) -> None:
    assert named(words) is None

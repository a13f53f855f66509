"""Retention dates: the law reference's worked dates, and its rules for floors and ceilings worked by hand."""

from __future__ import annotations

import csv
import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import rules
from workbench.rules.explain import explain
from workbench.rules.periods import Kind, Length, Reckoning, RetentionRule, Unit, read_period, reckon

DATES = Path(__file__).parents[1] / "data" / "rules" / "retention_dates.csv"
with DATES.open(encoding="utf-8", newline="") as _file:
    WORKED = list(csv.DictReader(_file))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def reckoned(words: str, date: str) -> Reckoning:
    return reckon(read_period(words).rule, day(date))


@pytest.mark.parametrize("line", WORKED, ids=lambda line: str(line["id"]))
def test_worked_dates(line: dict[str, str]) -> None:
    """tests/data/rules/retention_dates.csv: the lines for retention of the law reference's vectors.csv."""
    words = line["rule"].split(":", 1)[1].strip('"')
    answer = explain(words, day(line["inputs"].split("=")[1]))
    for key, date in re.findall(r"(\w+)=(\S+)", line["expected"]):
        assert answer[key] == date


def test_a_floor_leaves_the_councils_grace() -> None:
    dates = reckoned("6 years after closure", "2024-03-12")
    assert (dates.keep_until, dates.eligible_from, dates.dispose_by) == (
        day("2030-03-12"),
        day("2030-03-13"),
        day("2030-04-13"),
    )


def test_a_ceiling_leaves_no_grace() -> None:
    dates = reckoned("no older than 3 months", "2026-01-31")
    assert (dates.keep_until, dates.eligible_from, dates.dispose_by) == (
        day("2026-04-30"),
        day("2026-05-01"),
        day("2026-05-01"),
    )


def test_floor_and_ceiling_together() -> None:
    dates = reckoned("No records older than 3 months (2 months minimum)", "2026-01-15")
    assert (dates.keep_until, dates.eligible_from, dates.dispose_by) == (
        day("2026-03-15"),
        day("2026-03-16"),
        day("2026-04-16"),
    )


def test_beginning_with_counts_the_first_day() -> None:
    dates = reckoned("5 years beginning with the date of publication", "2021-07-01")
    assert (dates.keep_until, dates.eligible_from) == (day("2026-06-30"), day("2026-07-01"))


def test_beginning_with_is_no_day_short_where_the_month_ends_sooner() -> None:
    dates = reckoned("6 months beginning with the date of closure", "2025-08-31")
    assert dates.keep_until == day("2026-02-28")


def test_the_working_is_a_sentence_a_clerk_can_follow() -> None:
    assert reckoned("2 years after closure", "2024-03-12").working[0] == (
        "Closed 12 Mar 2024 + 2 years = 12 Mar 2026; may go from 13 Mar 2026"
    )
    assert reckoned("current year + 6", "2020-04-01").working[0] == (
        "Financial year ended 31 Mar 2021 + 6 years = 31 Mar 2027; may go from 1 Apr 2027"
    )


@pytest.mark.parametrize(
    ("trigger", "date", "end"),
    [
        ("end_of_financial_year", "2026-03-31", "2027-03-31"),
        ("end_of_calendar_year", "2026-01-01", "2027-12-31"),
        ("other:end of tax year", "2026-04-06", "2028-04-05"),
        ("closure", "2027-02-28", "2028-02-28"),
    ],
)
def test_years_end_on_their_own_day(trigger: str, date: str, end: str) -> None:
    rule = RetentionRule(Kind.FIXED, Length(1, Unit.YEARS), trigger, bound="min")
    assert reckon(rule, day(date)).keep_until == day(end)


@pytest.mark.parametrize("words", ["Permanent", "6 years", "N/A", "Review"])
def test_no_date_where_none_follows(words: str) -> None:
    dates = reckoned(words, "2026-01-01")
    assert dates.keep_until is dates.eligible_from is dates.dispose_by is None
    assert dates.working


def test_grace_is_the_councils_to_set() -> None:
    rule = read_period("1 year after closure").rule
    assert reckon(rule, day("2025-01-01"), grace=Length(0, Unit.DAYS)).dispose_by == day("2026-01-02")


@pytest.mark.parametrize(("which", "end"), [("later", "2032-01-01"), ("earlier", "2028-01-01")])
def test_whichever_is_later_or_earlier(which: str, end: str) -> None:
    limb = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "closure", bound="min")
    rule = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min", limbs=(limb,), whichever=which)
    assert reckon(rule, day("2026-01-01")).keep_until == day(end)


@given(rules(), st.dates(min_value=dt.date(1850, 1, 1)))
def test_eligible_always_follows_keep_until(rule: RetentionRule, date: dt.date) -> None:
    dates = reckon(rule, date)
    if dates.keep_until and dates.eligible_from and dates.dispose_by:
        assert date <= dates.keep_until or rule.beginning_with
        assert dates.eligible_from - dates.keep_until == dt.timedelta(days=1)
        assert dates.dispose_by >= dates.eligible_from
    assert dates.working

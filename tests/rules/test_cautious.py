"""Wordings that once came out earlier or longer than the words say; worked by hand from law reference 6.5."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.rules.explain import explain
from workbench.rules.periods import Kind, Length, Unit, read_period, reckon
from workbench.rules.schedule_line import LineWords, read_line


@pytest.mark.parametrize(
    ("words", "length", "trigger"),
    [
        ("do not keep more than 6 years", Length(6, Unit.YEARS), "unspecified"),
        ("never keep for more than 6 years", Length(6, Unit.YEARS), "unspecified"),
        ("do not retain for more than 2 years after closure", Length(2, Unit.YEARS), "closure"),
        ("not to be kept for more than 3 years from creation", Length(3, Unit.YEARS), "creation"),
        ("must not be retained beyond 12 months after closure", Length(12, Unit.MONTHS), "closure"),
    ],
)
def test_what_is_not_kept_longer_is_a_ceiling(words: str, length: Length, trigger: str) -> None:
    reading = read_period(words)
    rule = reading.rule
    assert (rule.length, rule.trigger) == (length, trigger)
    assert (rule.bound, rule.floor, rule.ceiling) == ("max", None, length)
    assert not reading.needs_review


@pytest.mark.parametrize("words", ["keep for more than 6 years", "not to be destroyed for more than 6 years"])
def test_more_without_a_not_is_a_floor(words: str) -> None:
    rule = read_period(words).rule
    assert (rule.bound, rule.floor, rule.ceiling) == ("min", Length(6, Unit.YEARS), None)


@pytest.mark.parametrize(
    "words",
    [
        "do not destroy for 6 years after closure",
        "do not destroy until 6 years after closure",
        "must not be destroyed before 6 years after closure",
    ],
)
def test_not_destroyed_for_a_time_is_a_floor(words: str) -> None:
    reading = read_period(words)
    rule = reading.rule
    assert (rule.kind, rule.trigger, rule.floor) == (Kind.FIXED, "closure", Length(6, Unit.YEARS))
    assert not reading.needs_review


def test_not_destroyed_until_an_event_is_no_permanence() -> None:
    rule = read_period("do not destroy until closed").rule
    assert (rule.kind, rule.trigger, rule.bound) == (Kind.UNTIL_EVENT, "closure", "min")


@pytest.mark.parametrize("words", ["Do not destroy", "not to be destroyed", "Never destroy", "not to be disposed of"])
def test_not_destroyed_at_all_is_permanent(words: str) -> None:
    reading = read_period(words)
    assert reading.rule.kind is Kind.PERMANENT
    assert not reading.needs_review


@pytest.mark.parametrize(
    ("words", "together", "trigger"),
    [
        ("6 years from date of birth plus 18", Length(24, Unit.YEARS), "date_of_birth"),
        ("DOB + 18 + 6", Length(24, Unit.YEARS), "date_of_birth"),
        ("until age 18 plus 7", Length(25, Unit.YEARS), "date_of_birth"),
        ("3 years after closure plus 1", Length(4, Unit.YEARS), "closure"),
        ("6 years after closure plus 2 months", Length(74, Unit.MONTHS), "closure"),
        ("6 years then a further 6 years", Length(12, Unit.YEARS), "unspecified"),
        # A year has at most 366 days; six years at most 2,192 (two leap years).
        ("a year and a day", Length(367, Unit.DAYS), "unspecified"),
        ("1 year and 1 day", Length(367, Unit.DAYS), "unspecified"),
        ("6 years and 1 day after closure", Length(2193, Unit.DAYS), "closure"),
        ("6 years after closure and a day", Length(2193, Unit.DAYS), "closure"),
    ],
)
def test_what_is_added_is_asked_about_and_its_sum_offered(words: str, together: Length, trigger: str) -> None:
    reading = read_period(words)
    assert reading.needs_review
    [answer] = [answer for question in reading.questions for answer in question.answers]
    assert (answer.rule.length, answer.rule.trigger) == (together, trigger)


@pytest.mark.parametrize("words", ["6 years plus current year", "current year plus 6", "Until superseded plus 6 years"])
def test_what_only_names_its_start_is_no_sum(words: str) -> None:
    reading = read_period(words)
    assert reading.rule.length == Length(6, Unit.YEARS)
    assert not reading.needs_review


def test_years_and_days_together_are_never_too_short() -> None:
    """From 1 March 2019 a year has 366 days, and 31 + 31 days are the most that two months can have."""
    assert Length(1, Unit.YEARS).plus(Length(2, Unit.WEEKS)) == Length(380, Unit.DAYS)
    assert Length(2, Unit.MONTHS).plus(Length(1, Unit.DAYS)) == Length(63, Unit.DAYS)
    assert Length(6, Unit.YEARS).plus(Length(6, Unit.MONTHS)) == Length(78, Unit.MONTHS)


@pytest.mark.parametrize(
    "words",
    [
        "minimum 10 years maximum 6 years after closure",
        "6 to 3 years after closure",
        "10 years after closure (min 12 years)",
    ],
)
def test_ranges_that_contradict_stop(words: str) -> None:
    assert read_period(words).needs_review


@pytest.mark.parametrize(
    "words",
    ["at least 6 but no more than 10 years after closure", "at least 6 years but no more than 10 years after closure"],
)
def test_a_floor_and_a_ceiling_are_both_kept(words: str) -> None:
    reading = read_period(words)
    assert (reading.rule.floor, reading.rule.ceiling) == (Length(6, Unit.YEARS), Length(10, Unit.YEARS))
    assert not reading.needs_review


@pytest.mark.parametrize("words", ["6 years after closure", "6. years after closure", "6.years after closure"])
def test_a_stray_full_stop_changes_nothing(words: str) -> None:
    rule = read_period(words).rule
    assert (rule.kind, rule.length, rule.trigger) == (Kind.FIXED, Length(6, Unit.YEARS), "closure")


@pytest.mark.parametrize(
    "words",
    [
        "25th birthday or 10 years after closure, whichever is longer",
        "10 years after closure or 25th birthday, whichever is longer",
    ],
)
def test_two_starts_and_the_later_end_give_no_date_from_one_day(words: str) -> None:
    reading = read_period(words)
    assert reading.needs_review
    both = {(str(limb.length), limb.trigger) for limb in (reading.rule, *reading.rule.limbs)}
    assert both == {("25 years", "date_of_birth"), ("10 years", "closure")}
    assert reckon(reading.rule, dt.date(2020, 3, 10)).keep_until is None


def test_two_ends_from_one_start_give_the_later() -> None:
    rule = read_period("2 years after closure or 6 years after closure, whichever is later").rule
    assert reckon(rule, dt.date(2020, 3, 10)).keep_until == dt.date(2026, 3, 10)


@pytest.mark.parametrize(
    ("words", "heading", "length"),
    [
        ("0.5", "Retention period (years)", Length(6, Unit.MONTHS)),
        ("1.5", "Retention period (years)", Length(18, Unit.MONTHS)),
        ("1,000 days after closure", "", Length(1000, Unit.DAYS)),
    ],
)
def test_parts_and_thousands_are_read(words: str, heading: str, length: Length) -> None:
    reading = read_period(words, heading=heading)
    assert reading.rule.length == length
    assert not reading.needs_review


@pytest.mark.parametrize("words", ["0.5", "1,000 years after closure", "10,000 days after closure"])
def test_a_numbering_and_what_nobody_can_mean_are_not(words: str) -> None:
    reading = read_period(words)
    assert reading.rule.kind is Kind.UNKNOWN
    assert reading.needs_review


@pytest.mark.parametrize(
    "words",
    [
        "10 yrs after closure (min 6, max 12)",
        "6 years after closure, 18 for children",
        "7 years for under 18s",
        "until 31 October",
        "6 years from 1 April",
        "6 yrs after 31/3",
        "several years after closure",
        "6 years after closure plus a few months",
        "Permanent after 6 years",
        "6 years from FY 2019/20",
        "DOB" + " + 1" * 9,
        "DOB" + "+1" * 700,
    ],
)
def test_a_figure_that_no_rule_took_up_stops(words: str) -> None:
    assert read_period(words).needs_review


@pytest.mark.parametrize(
    "words",
    [
        "6 years (Limitation Act 1980 s.5)",
        "6 years (section 14 of the 1980 Act)",
        "6 years - Data Protection Act 2018, UK GDPR Art 6(1)(c)",
        "6 years (SI 2015/234 reg 13(3))",
        "6 years (P45, P60, form CT600)",
        "6 years - HMRC VAT Notice 700/21",
        "6 years, 2 copies",
        "1. 6 years after closure",
        "100% destroyed after 6 years",
        "Permanent (LTN 40)",
        "31 days (Code of Practice 2014)",
        "6 years after year end 31 March",
        "end of tax year (5 April) + 3 years",
        "5 years (2 more than legal)",
        "Review every 2 years, destroy after 6 years",
        "6 years. Reviewed May 2019",
        "While valid + 6 years / expiry + 6",
        "Rolling overwrite, 30 or 31 days",
        "6 years, the old one goes",
    ],
)
def test_figures_that_measure_nothing_are_not_asked_about(words: str) -> None:
    asked = [question.text for question in read_period(words).questions]
    assert not [text for text in asked if "not understood" in text or "name a date" in text]


@pytest.mark.parametrize(
    ("words", "keep_until"),
    [
        ("until 31/12/2030", dt.date(2030, 12, 31)),
        ("until 30 June 2031", dt.date(2031, 6, 30)),
        ("until June 2031", dt.date(2031, 6, 30)),
        ("until 2030", dt.date(2030, 12, 31)),
        ("3 years after 31 March 2024", dt.date(2027, 3, 31)),
        ("6 years from 1999", dt.date(2005, 12, 31)),
    ],
)
def test_a_day_that_the_words_name_is_reckoned_from(words: str, keep_until: dt.date) -> None:
    """A year or a month is taken to its last day, so that nothing goes early; the record's own day plays no part."""
    reading = read_period(words)
    assert not reading.needs_review
    for recorded in (dt.date(2010, 3, 10), dt.date(2024, 1, 1)):
        assert reckon(reading.rule, recorded).keep_until == keep_until


@pytest.mark.parametrize(
    "words", ["until 04/05/2030", "until 31/12/30", "until 31/02/2030", "3 years after 04/05/2024"]
)
def test_a_day_that_can_be_two_is_asked_about_and_gives_no_rule(words: str) -> None:
    reading = read_period(words)
    assert reading.needs_review
    assert reading.rule.kind is Kind.UNKNOWN


@pytest.mark.parametrize(("start", "stops"), [("31 March 2024", False), ("04/05/2024", True), ("Closure", False)])
def test_a_day_in_the_column_of_starts(start: str, stops: bool) -> None:
    reading = read_line(LineWords(period="3 years", trigger=start))
    assert reading.needs_review is stops
    assert (reading.rule.kind is Kind.UNKNOWN) is stops


def test_a_longest_time_in_days_does_not_ask_for_the_start_it_has() -> None:
    """Law reference 6.6, 35: counted from the day it was made."""
    said = explain("not more than 28 days", dt.date(2020, 3, 10))
    assert (said["trigger"], said["keep_until"], said["questions"]) == ("creation", "2020-04-07", [])
    assert len(explain("28 days", dt.date(2020, 3, 10))["questions"]) == 1

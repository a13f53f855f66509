"""Wordings that once came out earlier or longer than the words say; worked by hand from law reference 6.5."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.rules.periods import Kind, Length, Unit, read_period, reckon


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

"""Wordings that once came out earlier or longer than the words say; worked by hand from law reference 6.5."""

from __future__ import annotations

import pytest

from workbench.rules.periods import Kind, Length, Unit, read_period


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

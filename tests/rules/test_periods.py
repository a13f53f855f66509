"""Period words as councils write them; the expected meanings are written by hand in tests/data/rules/wordings.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.rules.periods import Kind, Length, Unit, read_period

with (Path(__file__).parents[1] / "data" / "rules" / "wordings.csv").open(encoding="utf-8", newline="") as _file:
    WORDINGS = list(csv.DictReader(_file))
WORDS = [line["words"] for line in WORDINGS]


@pytest.mark.parametrize("line", WORDINGS, ids=WORDS)
def test_wording(line: dict[str, str]) -> None:
    reading = read_period(line["words"])
    said = reading.rule.to_json()
    assert str(reading.rule.floor or "") == line["minimum"]
    for key in ("kind", "trigger", "bound"):
        assert said[key] == line[key]
    assert (str(said["amount"] or ""), said["unit"] or "") == (line["amount"], line["unit"])
    assert not reading.needs_review


@pytest.mark.parametrize(
    "words",
    [
        "3-6 years",
        "C+6",
        "P",
        "S+3",
        "2 yrs from closure/3 yrs",
        "12 months after the exercise",
        "6 + 1 years",
        "7 years (current plus 6)",
        "12 years / indefinite",
        "6 years unless litigation is ongoing",
        "6 years (12 years if under seal)",
        "Paper: 6 years; Electronic: 10 years",
        "Until superseded or consent withdrawn",
        "75 years from date of birth or 15 years from date of death",
        "6 years after closure or date of death",
        "At least 7 years, longer where still relevant",
        "Annually",
        "6",
        "0 years",
        "2 years?",
        "Permanent (?)",
        "until superseded + 3",
        "-5 years",
        "Closure -5 years",
        "Indefinite - transfer to County Record Office after 10 yrs",
    ],
)
def test_words_with_two_readings_stop_and_offer_answers(words: str) -> None:
    reading = read_period(words)
    assert reading.needs_review
    assert all(question.answers for question in reading.questions if question.stops)


@pytest.mark.parametrize(
    ("words", "asked", "length"),
    [
        ("24 moths", "“moths” is not a length of time. Did you mean 24 months?", Length(24, Unit.MONTHS)),
        ("6 yeras", "“yeras” is not a length of time. Did you mean 6 years?", Length(6, Unit.YEARS)),
    ],
)
def test_a_slip_is_asked_about(words: str, asked: str, length: Length) -> None:
    reading = read_period(words)
    assert reading.needs_review
    assert reading.questions[0].text == asked
    assert reading.questions[0].answers[0].rule.length == length


def test_the_heading_gives_the_unit_and_the_minimum() -> None:
    assert read_period("6", heading="Retention Period Years").rule.length == Length(6, Unit.YEARS)
    assert read_period("6", heading="Months").rule.length == Length(6, Unit.MONTHS)
    assert read_period("6 years", heading="Minimum retention period").rule.floor == Length(6, Unit.YEARS)
    assert read_period("Permanent", heading="Minimum retention period").rule.floor is None


def test_later_or_earlier_is_kept() -> None:
    rule = read_period("3 years after death or 80 years after last entry - whichever is the earliest").rule
    assert (rule.whichever, len(rule.limbs)) == ("earlier", 1)


@given(
    st.text() | st.lists(st.sampled_from(" ".join(WORDS).split())).map(" ".join),
    st.sampled_from(["", "Minimum", "Years"]),
)
def test_no_words_are_too_strange(words: str, heading: str) -> None:
    reading = read_period(words, heading=heading)
    assert reading.rule.kind in Kind
    assert all(question.text for question in reading.questions)


@given(st.sampled_from(WORDS), st.sampled_from([" ", "  ", "\u00a0", "\t", " \u200b", "\u2009"]), st.booleans())
def test_spaces_and_capitals_do_not_matter(words: str, space: str, upper: bool) -> None:
    changed = space.join(words.split(" "))
    assert read_period(f" {changed.upper() if upper else changed} ").rule == read_period(words).rule


@pytest.mark.parametrize(
    ("words", "lengths"),
    [
        ("2 yrs from closure/3 yrs", [(2, "years"), (3, "years")]),
        ("6 years/12 months", [(6, "years"), (12, "months")]),
        ("Paper/3 years", [(3, "years")]),
    ],
)
def test_a_length_behind_a_slash_is_read(words: str, lengths: list[tuple[int, str]]) -> None:
    said = read_period(words).rule.to_json()
    assert [(limb["amount"], limb["unit"]) for limb in (said, *said["limbs"])] == lengths


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("1000 years after closure", "1000 years"),
        ("99999 years after closure", "99999 years"),
        ("10,000 days", "10,000 days"),
        ("a thousand years after closure", "thousand years"),
    ],
)
def test_a_figure_too_large_is_asked_about_and_said(words: str, figure: str) -> None:
    reading = read_period(words)
    assert reading.needs_review
    assert figure in reading.questions[0].text
    assert reading.rule.kind is Kind.UNKNOWN


@pytest.mark.parametrize("words", ["Financial year 2019 year end", "6 years from 2024", "999 years", "3 -5 years"])
def test_figures_that_are_no_such_slip(words: str) -> None:
    said = [question.text for question in read_period(words).questions]
    assert not any("more than can be counted" in text or "less than nothing" in text for text in said)


@pytest.mark.parametrize("words", ["until superseded + 3 years", "Current + 6", "Termination + 6", "0 years 6 months"])
def test_what_says_enough_is_not_asked_about(words: str) -> None:
    assert not read_period(words).needs_review


def test_a_heading_gives_the_unit_of_what_is_added() -> None:
    reading = read_period("until superseded + 3", heading="Retention period (years)")
    assert not reading.needs_review
    assert reading.rule.length == Length(3, Unit.YEARS)


@pytest.mark.parametrize(("words", "months"), [("1/2 year", 6), ("1/2 a year after closure", 6), ("3/4 yr", 9)])
def test_parts_of_a_year(words: str, months: int) -> None:
    reading = read_period(words)
    assert not reading.needs_review
    assert (reading.rule.length, reading.rule.floor) == (Length(months, Unit.MONTHS), None)


def test_what_is_permanent_and_yet_goes_has_two_limbs() -> None:
    rule = read_period("Indefinite - transfer to County Record Office after 10 yrs").rule
    assert rule.kind is Kind.PERMANENT
    assert [limb.length for limb in rule.limbs] == [Length(10, Unit.YEARS)]
    assert not read_period("Permanent - review every 5 years").rule.limbs

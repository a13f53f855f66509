"""A schedule line from its cells: what one cell leaves open another may say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.rules.periods import Kind, Length, Unit
from workbench.rules.schedule_line import LineWords, join_period, read_line

SIX = Length(6, Unit.YEARS)


@pytest.mark.parametrize(
    ("period", "trigger", "disposal", "expected"),
    [
        ("+5 years", "Case closed", "Destroy", ("fixed", "5 years", "closure", "destroy")),
        ("+18 months", "End of financial year", "Review", ("fixed", "18 months", "end_of_financial_year", "review")),
        ("6 years. Secure disposal.", "", "", ("fixed", "6 years", "unspecified", "destroy")),
        ("Seventy five years", "Birth of child", "", ("fixed", "75 years", "date_of_birth", "unspecified")),
        ("Permanent", "Creation", "", ("permanent", "None", "unspecified", "unspecified")),
        ("Current year plus six", "Creation", "", ("fixed", "6 years", "other:end of current year", "unspecified")),
        ("Review annually", "Creation", "", ("review", "1 year", "unspecified", "review")),
        ("Review annually", "", "Destroy", ("review", "1 year", "unspecified", "destroy")),
        ("3 years then review", "Creation", "", ("fixed", "3 years", "creation", "review")),
        ("12 years", "Termination", "", ("fixed", "12 years", "other:termination", "unspecified")),
        ("6 years", "n/a", "", ("fixed", "6 years", "unspecified", "unspecified")),
    ],
)
def test_columns_together(period: str, trigger: str, disposal: str, expected: tuple[str, ...]) -> None:
    reading = read_line(LineWords(period=period, trigger=trigger, disposal=disposal))
    rule = reading.rule
    assert (rule.kind.value, str(rule.length), rule.trigger, reading.action) == expected
    assert not reading.needs_review


def test_headings_and_page_speak_for_the_line() -> None:
    heading = read_line(LineWords(period="6 years", period_heading="Period after which document is destroyed"))
    assert heading.action == "destroy"
    page = read_line(
        LineWords(period="6 years", page="The periods shown are minimum periods. All records will be shredded.")
    )
    assert (page.rule.floor, page.action) == (SIX, "shred")


def test_a_bare_period_asks_for_its_start_without_stopping() -> None:
    reading = read_line(LineWords(record_series="Bank statements", period="12 months"))
    (question,) = reading.questions
    assert question.text == "12 months, start not clear. Which day does it run from?"
    assert not question.stops
    assert question.answers[0].rule.trigger == "end_of_financial_year"
    assert (
        read_line(LineWords(record_series="Complaints", period="12 months")).questions[0].answers[0].rule.trigger
        == "closure"
    )


def test_columns_that_disagree_are_asked_about() -> None:
    reading = read_line(LineWords(period="6 years after closure", trigger="Last contact"))
    assert [answer.rule.trigger for answer in reading.questions[0].answers] == ["closure", "last_contact"]
    assert reading.needs_review
    assert read_line(LineWords(period="Permanent", disposal="Destroy after 6 years")).needs_review


def test_two_events_in_the_trigger_column() -> None:
    assert (
        read_line(LineWords(period="7 years", trigger="Date of last contact or date of death")).rule.trigger
        == "last_contact"
    )
    assert read_line(LineWords(period="75 years", trigger="Date of birth or date of death")).needs_review
    assert not read_line(LineWords(period="2 years", trigger="End of employment or volunteer")).needs_review


def test_period_from_several_columns() -> None:
    years, months, always = "Retention Period Years", "Retention Period Months", "Retain Permanently"
    assert join_period([(always, "No"), (years, "0"), (months, "6")]) == "0 years 6 months"
    assert join_period([(always, "Yes"), (years, "Permanent"), (months, "Permanent")]) == "Permanent"
    assert join_period([(years, "Permanent"), (months, "Permanent")]) == "Permanent"
    assert read_line(LineWords(period="0 years 6 months")).rule.length == Length(6, Unit.MONTHS)


@given(st.builds(LineWords, st.text(), st.text(), st.text(), st.text(), page=st.text(), period_heading=st.text()))
def test_no_line_is_too_strange(words: LineWords) -> None:
    assert read_line(words).rule.kind in Kind

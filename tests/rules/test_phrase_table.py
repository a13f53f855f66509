"""The phrase table: as councils write it, and what the program computes with and proposes.

tests/data/rules/phrases.csv is section 6.6 of the project's law reference (parser test set), one line a phrase.
"any" stands where the table leaves it open; "other" for events that have no name of their own.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workbench.rules.periods import propose, read_period
from workbench.rules.rule import Kind
from workbench.rules.schedule_line import LineWords, read_line

TABLE = Path(__file__).parents[1] / "data" / "rules" / "phrases.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    PHRASES = list(csv.DictReader(_file))


@pytest.mark.parametrize("line", PHRASES, ids=lambda line: f"{line['number']} {line['phrase']}")
def test_phrase_is_computed_as_the_table_says(line: dict[str, str]) -> None:
    reading = read_line(LineWords(period=line["phrase"]))
    proposal = propose(reading.rule, line["about"])
    rule = proposal.rule
    length = (str(rule.length.amount), rule.length.unit.value) if rule.length else ("", "")
    action = reading.action if reading.action != "unspecified" else proposal.action
    assert (rule.kind.value, *length, rule.bound) == (line["kind"], line["amount"], line["unit"], line["bound"])
    assert line["trigger"] in ("any", rule.trigger.split(":")[0])
    assert action == line["action"]
    assert len(reading.rule.limbs) == int(line["limbs"])
    assert line["asks"] in ("any", "yes" if reading.needs_review else "no")


def test_the_longer_of_two_periods_is_offered_first() -> None:
    (question, *_) = read_period("12 years / indefinite").questions
    assert question.answers[0].rule.kind is Kind.PERMANENT
    (question, *_) = read_period("7 years (current plus 6)").questions
    assert [answer.rule.trigger for answer in question.answers] == ["unspecified", "other:end of current year"]


def test_what_the_words_do_not_say_is_not_reported() -> None:
    assert read_line(LineWords(record_series="Paid invoices", period="6 years")).rule.trigger == "unspecified"
    assert read_line(LineWords(period="Until minutes are approved")).action == "unspecified"


def test_forty_years_of_liability_insurance_is_flagged() -> None:
    reading = read_line(LineWords(record_series="Employers' liability insurance certificate", period="40 years"))
    assert "1 October 2008" in reading.warnings[0]


def test_what_ends_with_an_event_is_never_ranked_below_a_length() -> None:
    """A case may stay open for years, so neither is recommended and the page says why."""
    [question] = read_period("31 days or until case closed").questions
    assert [answer.reason for answer in question.answers] == ["", ""]
    assert question.answers[0].rule.length is None
    assert "Which is later is not known" in question.text

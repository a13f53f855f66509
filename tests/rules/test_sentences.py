"""A rule said in one sentence, and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import rules
from workbench.rules.labels import ACTION_LABELS
from workbench.rules.periods import RetentionRule, read_period, sentence
from workbench.rules.sentences import read_sentence


@pytest.mark.parametrize(
    ("words", "action", "said"),
    [
        (
            "2 years after closure",
            "destroy",
            "Keep each file for 2 years from the day it was closed. Then destroy it.",
        ),
        ("6 years", "unspecified", "Keep each file for 6 years."),
        ("at least 6 years", "unspecified", "Keep each file for at least 6 years."),
        ("no longer than 1 month", "delete", "Keep each file for no longer than 1 month. Then delete it."),
        ("Permanent", "archive", "Keep each file permanently. Then keep it in the council's archive."),
        ("Until superseded", "shred", "Keep each file until the day it was replaced. Then shred it."),
        (
            "6 months after the election",
            "unspecified",
            "Keep each file for 6 months from “election”.",
        ),
        ("Review every 6 months", "unspecified", "Keep each file and review it every 6 months."),
        ("TBC", "unspecified", "Keep each file for a time that is not clear yet."),
    ],
)
def test_sentence(words: str, action: str, said: str) -> None:
    assert sentence(read_period(words).rule, action) == said


@given(rules(), st.sampled_from(sorted(ACTION_LABELS)))
def test_any_rule_comes_back_from_its_sentence(rule: RetentionRule, action: str) -> None:
    assert read_period(sentence(rule)).rule == rule
    assert read_period(sentence(rule, action)).rule == rule


@given(rules())
def test_any_rule_comes_back_from_json(rule: RetentionRule) -> None:
    assert RetentionRule.from_json(rule.to_json()) == rule


@pytest.mark.parametrize("words", ["Keep each file safe.", "Keep each file for 6 years and more.", "Keep each file "])
def test_other_words_are_no_sentence_of_ours(words: str) -> None:
    assert read_sentence(words) is None

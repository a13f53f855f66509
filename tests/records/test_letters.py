"""Filters and order in letters beyond A to Z, by what is shown and not by how it is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.store import Store
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit

NAMES = ("zebra", "Éclair", "apple", "Ŵyn", "Walks", "éclat")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Lines of these names, with actions and rules."""
    actions = ("shred", "archive", "delete", "transfer", "review", "destroy")
    rules = [RetentionRule(Kind.FIXED, Length(n, Unit.YEARS), "closure", bound="min") for n in range(1, 7)]
    rows = [
        {"record_series": name, "disposal_action": action, "rule": rule}
        for name, action, rule in zip(NAMES, actions, rules, strict=True)
    ]
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, rows, op.id)
        yield store


def names(**more: object) -> list[str]:
    """The names found, in order."""
    return [row.values[0] for row in every(ScheduleLine, (ScheduleLine.record_series,), **more).rows()]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("éclair", ["Éclair"]),
        ("ÉCLA", ["Éclair", "éclat"]),
        (unicodedata.normalize("NFD", "éclair"), ["Éclair"]),
        ("ŵyn", ["Ŵyn"]),
        ("WALK", ["Walks"]),
        ("eclair", []),
        ("é%", []),
    ],
)
def test_a_filter_knows_capitals_with_accents(typed: str, found: list[str]) -> None:
    query = every(ScheduleLine, (ScheduleLine.record_series,)).filtered("record_series", typed)
    assert [row.values[0] for row in query.rows()] == found


@pytest.mark.usefixtures("store")
def test_an_accent_does_not_send_a_name_to_the_end() -> None:
    assert names(order=(Order("record_series"),)) == ["apple", "Éclair", "éclat", "Walks", "Ŵyn", "zebra"]


@pytest.mark.usefixtures("store")
def test_an_answer_is_sorted_by_what_is_shown() -> None:
    """Delete, Destroy, Keep in the archive, Offer to the record office, Review, Shred."""
    assert names(order=(Order("disposal_action"),)) == ["apple", "éclat", "Éclair", "Ŵyn", "Walks", "zebra"]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("typed", "found"),
    [("kind", []), ("amount", []), ("6 years", ["éclat"]), ("YEARS", list(NAMES[1:])), ("1 year", ["zebra"])],
)
def test_a_rule_is_filtered_by_its_words(typed: str, found: list[str]) -> None:
    """The first is of 1 year, the last of 6 years."""
    query = every(ScheduleLine, (ScheduleLine.record_series,)).filtered("rule", typed)
    assert [row.values[0] for row in query.rows()] == found

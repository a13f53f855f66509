"""Wordings of many councils and public bodies, labelled by hand before the program was asked.

tests/data/rules/councils.csv: a schedule line's period, trigger and disposal words, what they mean, and who wrote them.
tests/data/rules/arrangements.csv: disposal arrangements, with the post, the rhythm and whether a number is logged.
"other" stands for any event without a name of its own; shredding, deleting and destroying are one family, for the words
on a sheet rarely tell them apart.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from workbench.rules.disposal import read_disposal
from workbench.rules.rule import Length
from workbench.rules.schedule_line import LineReading, LineWords, read_line

DATA = Path(__file__).parents[1] / "data" / "rules"
DESTROYED = ("destroy", "shred", "delete")


def _lines(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COUNCILS, ARRANGEMENTS = _lines("councils.csv"), _lines("arrangements.csv")
PLAIN = [line for line in COUNCILS if line["asks"] == "no"]
ASKING = [line for line in COUNCILS if line["asks"] == "yes"]


def _named(line: dict[str, str]) -> str:
    return " | ".join(filter(None, (line["words"], line.get("trigger_words"), line.get("disposal_words"))))


def _read(line: dict[str, str]) -> LineReading:
    return read_line(LineWords(period=line["words"], trigger=line["trigger_words"], disposal=line["disposal_words"]))


def _family(action: str) -> str:
    return "destroy" if action in DESTROYED else action


def _length(length: Length | None) -> tuple[str, str]:
    return (str(length.amount), length.unit.value) if length else ("", "")


@pytest.mark.parametrize("line", PLAIN, ids=_named)
def test_plain_words_are_understood_without_asking(line: dict[str, str]) -> None:
    reading = _read(line)
    rule = reading.rule
    assert (rule.kind.value, *_length(rule.length)) == (line["kind"], line["amount"], line["unit"])
    assert rule.trigger.split(":")[0] == line["trigger"]
    assert " ".join(_length(rule.floor)).strip() == line["minimum"]
    assert _family(reading.action) == _family(line["action"])
    assert not reading.needs_review


@pytest.mark.parametrize("line", ASKING, ids=_named)
def test_words_with_a_condition_or_a_second_limb_are_asked_about(line: dict[str, str]) -> None:
    assert _read(line).needs_review


@pytest.mark.parametrize("line", ARRANGEMENTS, ids=_named)
def test_arrangement(line: dict[str, str]) -> None:
    reading = read_disposal(line["words"])
    assert (reading.responsible or "") == line["responsible"]
    assert (reading.rhythm or "") == line["rhythm"]
    assert reading.log_number == (line["logged"] == "yes")
    assert _family(reading.action) == _family(line["action"])


def test_the_collection_is_broad() -> None:
    assert len(COUNCILS) >= 500
    assert len({line["source"] for line in COUNCILS}) >= 50
    assert len(ASKING) >= 50

"""The answer of the command "explain": its keys are fixed."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from workbench.rules.explain import explain

TABLE = Path(__file__).parents[1] / "data" / "rules" / "phrases.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    PHRASES = list(csv.DictReader(_file))

KEYS = [
    "text",
    "kind",
    "amount",
    "unit",
    "trigger",
    "minimum",
    "bound",
    "limbs",
    "disposal_action",
    "needs_review",
    "questions",
    "explanation",
    "keep_until",
    "eligible_from",
    "dispose_by",
]


def test_keys_and_values() -> None:
    answer = explain("Destroy 6 years after closure", dt.date(2020, 2, 29))
    assert list(answer) == KEYS
    assert json.loads(json.dumps(answer)) == answer
    assert (answer["amount"], answer["unit"], answer["trigger"], answer["disposal_action"]) == (
        6,
        "years",
        "closure",
        "destroy",
    )
    assert (answer["keep_until"], answer["eligible_from"], answer["dispose_by"]) == (
        "2026-02-28",
        "2026-03-01",
        "2026-04-01",
    )
    assert answer["explanation"].startswith("Keep each file for 6 years from the day it was closed. Then destroy it.")


def test_no_date_without_a_date() -> None:
    answer = explain("6 years")
    assert answer["keep_until"] is answer["eligible_from"] is answer["dispose_by"] is None
    assert answer["questions"] == ["6 years, start not clear. Which day does it run from?"]
    assert answer["needs_review"] is False


@pytest.mark.parametrize("line", PHRASES, ids=lambda line: f"{line['number']} {line['phrase']}")
def test_every_phrase_of_the_table(line: dict[str, str]) -> None:
    answer = explain(line["phrase"])
    assert list(answer) == KEYS
    assert json.loads(json.dumps(answer)) == answer
    assert answer["keep_until"] is answer["eligible_from"] is answer["dispose_by"] is None
    assert answer["disposal_action"] == line["action"]
    assert len(answer["limbs"]) == int(line["limbs"])
    assert line["asks"] in ("any", "yes" if answer["needs_review"] else "no")
    assert not answer["needs_review"] or answer["questions"]
    if (answer["kind"], line["kind"]) == ("until_event", "review"):  # as long as useful: looked at yearly, no date
        dated = explain(line["phrase"], dt.date(2020, 2, 29))
        assert dated["keep_until"] is dated["dispose_by"] is None
        return
    assert (answer["kind"], str(answer["amount"] or ""), answer["unit"] or "") == (
        line["kind"],
        line["amount"],
        line["unit"],
    )
    assert answer["bound"] == line["bound"]
    start = answer["trigger"].split(":")[0]
    if start == "unspecified" and line["trigger"] not in ("any", "unspecified"):  # the words do not name the day
        assert any("start not clear" in question for question in answer["questions"])
    elif not line["about"]:  # what the record is about is no part of the question
        assert line["trigger"] in ("any", start)


@pytest.mark.parametrize("line", PHRASES, ids=lambda line: f"{line['number']} {line['phrase']}")
def test_dates_follow_one_another(line: dict[str, str]) -> None:
    for day in (dt.date(2024, 2, 29), dt.date(2025, 3, 31), dt.date(2025, 4, 5), dt.date(2025, 12, 31)):
        answer = explain(line["phrase"], day)
        if answer["keep_until"] is None:
            assert answer["eligible_from"] is None
            continue
        kept, free = (dt.date.fromisoformat(answer[key]) for key in ("keep_until", "eligible_from"))
        assert day <= kept < free
        assert answer["dispose_by"] is None or kept <= dt.date.fromisoformat(answer["dispose_by"])


@pytest.mark.parametrize(
    ("words", "date", "keep_until"),
    [
        ("6 years after closure", "2024-02-29", "2030-02-28"),
        ("4 years after closure", "2024-02-29", "2028-02-29"),
        ("1 month after closure", "2025-01-31", "2025-02-28"),
        ("Current year + 6", "2025-03-31", "2031-03-31"),
        ("Current year + 6", "2025-04-01", "2032-03-31"),
        ("3 years from end of tax year", "2025-04-05", "2028-04-05"),
        ("3 years from end of tax year", "2025-04-06", "2029-04-05"),
        ("6 months beginning with the date of closure", "2025-08-31", "2026-02-28"),
        ("5 years beginning with the date of publication", "2026-03-01", "2031-02-28"),
        ("Until age 25", "2004-02-29", "2029-02-28"),
    ],
)
def test_dates_by_hand(words: str, date: str, keep_until: str) -> None:
    assert explain(words, dt.date.fromisoformat(date))["keep_until"] == keep_until


@pytest.mark.parametrize("words", ["20 working days after closure", "10 working days"])
def test_working_days_are_asked_about(words: str) -> None:
    assert explain(words)["needs_review"]

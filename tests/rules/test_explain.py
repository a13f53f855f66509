"""The answer of the command "explain": its keys are fixed."""

from __future__ import annotations

import datetime as dt
import json

from workbench.rules.explain import explain

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
    assert answer["explanation"].startswith(
        "Keep each file for 6 years from the day it was closed. Then destroy it securely."
    )


def test_no_date_without_a_date() -> None:
    answer = explain("6 years")
    assert answer["keep_until"] is answer["eligible_from"] is answer["dispose_by"] is None
    assert answer["questions"] == ["6 years, start not clear. Which day does it run from?"]
    assert answer["needs_review"] is False

"""What letters promise and claim, read back from the Word file: the days they name, the law, and about whom they speak.

The days are reckoned by hand from the council's policy (5, 10, 20 working days) and the bank holidays of the year.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from tests import helpers
from tests.workflows.test_letters import opened
from workbench import clock
from workbench.records.store import Store
from workbench.registers.cases import calendar
from workbench.workflows import private
from workbench.workflows.cases import keeping, letters

MONDAY = dt.date(2024, 1, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council without files."""
    with helpers.open_new(tmp_path) as store:
        yield store
    private.sweep()


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Monday 8 January 2024, unless a test says another day."""
    on(monkeypatch, MONDAY)


def on(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """From here on it is another day."""
    monkeypatch.setattr(clock, "today", lambda: day)


def complaint(store: Store, **values: Any) -> int:
    """A complaint of Carol Cooper, received on Friday 5 January 2024."""
    said = {"kind": "complaint", "subject": "Noise", "complainant": "Carol Cooper", "received": dt.date(2024, 1, 5)}
    return opened(store, "complaints", **{**said, **values})


def request(store: Store, right: str = "access", **values: Any) -> int:
    """A request of Ann Archer, received on Friday 5 January 2024."""
    said = {"right": right, "requester": "Ann Archer", "received": dt.date(2024, 1, 5)}
    return opened(store, "rights-requests", **{**said, **values})


def read(store: Store, register: str, case: int, name: str, **how: Any) -> str:
    """What Word shows of a letter."""
    content = letters.write(store, register, case, name, **how).content
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


# ---- the days that a letter names ------------------------------------------------------------------------------------


def test_an_acknowledgement_promises_the_reply_and_never_its_own_limit(store: Store) -> None:
    case = complaint(store)
    # Five working days from Friday 5 January end on Friday 12 January; ten from Monday 8 January on Monday 22 January.
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert "We aim to send you our reply, with reasons, by Monday 22 January 2024." in said
    assert "12 January" not in said
    keeping.change(store, "complaints", case, {"acknowledged": dt.date(2024, 1, 5)})
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert "by Friday 19 January 2024." in said, "ten working days from the day on which it was acknowledged"


def test_an_acknowledgement_follows_the_policy_and_never_promises_a_day_that_is_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.set_setting(calendar.POLICY, {"counted_from": "receipt", "stage1": 10})
    case = complaint(store)
    assert "by Friday 19 January 2024." in read(store, "complaints", case, "complaint-acknowledgement")
    on(monkeypatch, dt.date(2024, 1, 22))
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert "19 January" not in said
    assert "We will send you our reply, with reasons, as soon as we can." in said


def test_an_acknowledgement_names_the_day_that_the_reply_was_put_off_to(store: Store) -> None:
    case = complaint(store, extended_to=dt.date(2024, 1, 29), extended_why="The officer is away")
    assert "by Monday 29 January 2024." in read(store, "complaints", case, "complaint-acknowledgement")


def test_an_acknowledgement_of_a_request_after_its_month_names_no_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = request(store)
    assert "by Monday 5 February 2024 at the latest" in read(store, "rights-requests", case, "acknowledgement")
    on(monkeypatch, dt.date(2024, 2, 6))
    said = read(store, "rights-requests", case, "acknowledgement")
    assert "5 February" not in said
    assert "has not started" not in said
    assert "We are sorry that this time has passed." in said

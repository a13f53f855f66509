"""The council's own days: worked by hand, kept in one operation, open files re-dated and counted; Home's long list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import agreement, history, record
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.registers.complaints import Complaint
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.deadlines.complaints import RECEIPT, Policy
from workbench.workflows import diary
from workbench.workflows.cases import closing, opening, policy
from workbench.workflows.cases.policy import USUAL, Own

DAY = dt.date(2026, 4, 21)  # a Tuesday
RECEIVED = dt.date(2026, 4, 13)  # a Monday; no holiday until Mon 4 May


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with one line of a schedule."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Files"}], op.id)
        yield store


def complaint(store: Store, **more: Any) -> int:
    """A complaint of Mon 13 April."""
    values = {"kind": "complaint", "subject": "Noise", "received": RECEIVED, "series": 1, **more}
    return opening.open_case(store, "complaints", values).case


def due(model: Any, number: int) -> dt.date:
    """Its limit."""
    found: dt.date = record.values_of(model, [number])[number]["due"]
    return found


def test_saving_the_days_redates_open_complaints_in_one_operation_and_says_how_many_moved(store: Store) -> None:
    waits, known = complaint(store), complaint(store, acknowledged=dt.date(2026, 4, 15))
    done = complaint(store, outcome="upheld", answered=dt.date(2026, 4, 20))
    closing.close(store, "complaints", done)
    assert due(Complaint, waits) == dt.date(2026, 4, 20)  # five working days
    assert due(Complaint, known) == dt.date(2026, 4, 29)  # ten working days after Wed 15
    closed = due(Complaint, done)
    before = history.recent(1)[0].id
    assert policy.set_policy(store, USUAL._replace(complaints=Policy(acknowledge=3))) == 1
    assert due(Complaint, waits) == dt.date(2026, 4, 16)
    assert due(Complaint, known) == dt.date(2026, 4, 29)
    assert due(Complaint, done) == closed
    assert history.recent(1)[0].id == before + 1
    days = Policy(acknowledge=3, stage1=14, counted_from=RECEIPT, working_days=False)
    assert policy.set_policy(store, USUAL._replace(complaints=days)) == 1
    assert due(Complaint, known) == dt.date(2026, 4, 27)  # fourteen calendar days after Mon 13
    assert policy.own().complaints == days
    assert agreement.report(store).intact


def test_a_target_for_requests_moves_no_limit(store: Store) -> None:
    values = {"right": "access", "requester": "A", "received": RECEIVED, "series": 1}
    case = opening.open_case(store, "rights-requests", values).case
    limit = due(RightsRequest, case)
    assert policy.set_policy(store, Own(Policy(), 21, 6)) == 1
    found = record.values_of(RightsRequest, [case])[case]
    assert (found["target"], found["due"]) == (dt.date(2026, 5, 1), limit)  # 21 days are Mon 4 May, a holiday


def test_the_cooling_follows_the_council(store: Store) -> None:
    policy.set_policy(store, Own(Policy(), 28, 3))
    values = {"right": "access", "requester": "A", "received": RECEIVED, "series": 1, "outcome": "full"}
    case = opening.open_case(store, "rights-requests", values, [1]).case
    closing.close(store, "rights-requests", case)
    [hold] = record.values_of(Hold, [1]).values()
    assert hold["decide_on"] == dt.date(2026, 7, 21)


@pytest.mark.parametrize(
    ("own", "why"),
    [
        (Own(Policy(acknowledge=0), 28, 6), "Days are from 1 to 365"),
        (Own(Policy(stage2=366), 28, 6), "Days are from 1 to 365"),
        (Own(Policy(), 31, 6), "target for requests is from 1 to 30"),
        (Own(Policy(), 28, 73), "months after closing are from 0 to 72"),
        (Own(Policy(counted_from="moonrise"), 28, 6), "from when the days are counted"),
    ],
)
def test_a_number_that_cannot_be_changes_nothing(store: Store, own: Own, why: str) -> None:
    complaint(store)
    with pytest.raises(Plain, match=why):
        policy.set_policy(store, own)
    assert policy.own() == USUAL


def test_home_lists_the_soonest_and_counts_the_rest(store: Store) -> None:
    with store.operation("Add", "edit") as op:
        rows = [
            {"reference": f"C-{n}", "kind": "complaint", "subject": "x", "received": DAY - dt.timedelta(days=n)}
            for n in range(60)
        ]
        record.add(Complaint, rows, op.id)
    found = [item for item in diary.due(REGISTERS, DAY) if item.register == "complaints"]
    lines, rest = [item for item in found if item.record], [item for item in found if not item.record]
    assert (len(lines), sum(item.number for item in rest)) == (50, 10)
    assert all(item.act == f"Go on with a complaint: {item.number} more" for item in rest)
    days = sorted((v["target"], v["due"]) for v in record.values_of(Complaint, range(1, 61)).values())[50:]
    targets = [target for target, _ in days]
    ends = (diary.week_end(DAY), diary.month_end(DAY))
    groups = [
        sum(limit < DAY for _, limit in days),
        sum(target < DAY <= limit for target, limit in days),
        sum(DAY <= day <= ends[0] for day in targets),
        sum(ends[0] < day <= ends[1] for day in targets),
        sum(day > max(ends) for day in targets),
    ]
    assert groups[0], "some of those without a line are late"
    assert [item.number for item in rest] == [number for number in groups if number]
    assert max(item.day for item in lines if item.day) <= (rest[0].day or dt.date.min)

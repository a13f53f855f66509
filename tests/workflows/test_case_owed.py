"""A file that waits for somebody stands in the list of what is due, and so does every action until it is done."""

from __future__ import annotations

import datetime as dt

import pytest

from tests import helpers
from tests.workflows.casefiles import COMPLAINTS, REQUESTS, complaint, request
from workbench import clock
from workbench.gui.home.words import chip, groups, heading
from workbench.records import record
from workbench.records.database import database
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import ACTION
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import diary
from workbench.workflows.cases import closing, keeping, opening, owed
from workbench.workflows.diary import Due

TODAY = dt.date(2026, 11, 25)
NOV_19 = dt.date(2026, 11, 19)  # fourteen days on is Thu 3 Dec, ninety Wed 17 Feb 2027


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wed 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def due(register: str, on: dt.date = TODAY) -> list[Due]:
    """What is due of the files of a register."""
    return [item for item in diary.due(REGISTERS, on) if item.register == register]


@pytest.mark.parametrize(
    ("given", "act", "stands"),
    [
        (
            {"clear": "asked", "clarify_asked": NOV_19},
            "Waiting for an answer to what is wanted",
            "the clock is stopped",
        ),
        (
            {"identity": "asked", "identity_asked": NOV_19},
            "Waiting for proof of who they are",
            "the clock has not started",
        ),
    ],
)
def test_a_clock_that_stands_is_on_home(store: Store, given: dict[str, object], act: str, stands: str) -> None:
    values = request(store, given, received=dt.date(2026, 11, 16))
    [item] = due(REQUESTS)
    assert (item.act, item.day, item.about) == (act, dt.date(2026, 12, 3), (values["number"],))
    assert item.reason == (
        f"{values['reference']}: the person was asked on Thu 19 Nov 2026; {stands}. "
        "May be closed unanswered from Wed 17 Feb 2027."
    )
    assert "Applicant" not in item.act + item.reason
    [group] = groups([item], TODAY)
    mark = chip(item, TODAY, this_week=False)
    assert (group.title, group.late, mark.text if mark else "") == ("Waiting for somebody", False, "Chase in 8 days")
    assert heading([item], TODAY) == "Nothing is late. Next: Thu 3 Dec 2026"


def test_it_is_to_be_chased_and_then_offered_for_closing_never_late(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = request(store, {"clear": "asked", "clarify_asked": NOV_19}, received=dt.date(2026, 11, 16))
    in_december, in_february = dt.date(2026, 12, 4), dt.date(2027, 2, 18)
    [item] = due(REQUESTS, in_december)
    mark = chip(item, in_december, this_week=False)
    assert mark is not None
    assert (mark.text, mark.tone) == ("Chase now", "amber")
    assert heading([item], in_december) == "Nothing is late, one waits for somebody"
    monkeypatch.setattr(clock, "today", lambda: in_december)
    keeping.note(store, REQUESTS, values["number"], {"kind": "call", "what": "Asked again"})
    [item] = due(REQUESTS, in_december)
    assert item.day == dt.date(2026, 12, 18)
    assert "last spoken to Fri 4 Dec 2026" in item.reason
    monkeypatch.setattr(clock, "today", lambda: in_february)
    [item] = due(REQUESTS, in_february)
    assert item.act == "Close 1 request that nobody answers, or ask again"
    assert [(g.title, g.late) for g in groups([item], in_february)] == [("Waiting for somebody", False)]
    assert not item.late(in_february)


def test_one_that_answered_waits_no_more(store: Store) -> None:
    asked = {"clear": "asked", "clarify_asked": NOV_19}
    request(store, asked, {"clarify_answered": dt.date(2026, 11, 23)}, received=dt.date(2026, 11, 16))
    assert [item.awaits for item in due(REQUESTS)] == [False]


def test_very_many_that_wait_are_counted(store: Store) -> None:
    rows = [
        {"right": "access", "requester": f"Person {n}", "received": NOV_19, "clear": "asked", "clarify_asked": NOV_19}
        for n in range(53)
    ]
    with store.operation("Add", "edit") as op:
        record.add(RightsRequest, rows, op.id)
    found = due(REQUESTS)
    assert (len(found), sum(item.number for item in found)) == (51, 53)
    assert "Waiting for somebody: 3 more" in [item.act for item in found]


def action(store: Store, case: int, day: dt.date, done: dt.date | None = None) -> int:
    """An action agreed in a complaint."""
    given = {"what": "Retrain the front desk", "doer": "Deputy clerk", "due_on": day, "done_on": done}
    return keeping.add_part(store, ACTION, COMPLAINTS, case, given)


def test_an_action_is_due_until_it_is_done_also_after_closing(store: Store) -> None:
    values = complaint(store, {"stage1_on": NOV_19, "outcome": "upheld"})
    number = action(store, values["number"], dt.date(2026, 12, 31))
    closing.close(store, COMPLAINTS, values["number"])
    [item] = due(COMPLAINTS)
    assert (item.act, item.day) == ("Retrain the front desk", dt.date(2026, 12, 31))
    assert item.about == (values["number"], "case-actions", number), "where it stands in its file"
    assert item.reason == f"Deputy clerk. Agreed in {values['reference']}, which is closed."
    assert item.late(dt.date(2027, 1, 1))
    keeping.change_part(store, ACTION, number, {"done_on": TODAY})
    assert due(COMPLAINTS) == []


def test_an_action_far_ahead_or_of_a_removed_file_is_not_told(store: Store) -> None:
    far, gone = complaint(store, {"answered": NOV_19}), complaint(store, {"stage1_on": NOV_19})
    action(store, far["number"], TODAY + dt.timedelta(days=61))
    action(store, gone["number"], dt.date(2026, 12, 31))
    with store.operation("Close and remove", "edit") as op:
        record.change(case_file(COMPLAINTS).record, {gone["number"]: {"closed_on": NOV_19, "series": 1}}, op.id)
        record.remove(case_file(COMPLAINTS).record, [gone["number"]], op.id)
    assert "Retrain the front desk" not in [item.act for item in due(COMPLAINTS)]


def test_an_action_of_a_restricted_file_says_nothing_to_others(store: Store) -> None:
    values = complaint(store, {"stage1_on": NOV_19}, readers="named", named=store.user)
    action(store, values["number"], dt.date(2026, 12, 31))
    assert "Retrain the front desk" in [item.act for item in due(COMPLAINTS)]
    helpers.restrict(store, case_file(COMPLAINTS).record, values["number"], "Somebody else")
    assert not [item for item in due(COMPLAINTS) if item.day == dt.date(2026, 12, 31)]


def camera(store: Store, days: int = 30) -> int:
    """The line of the schedule that keeps the pictures of the cameras: overwritten after 30 days."""
    rule = RetentionRule(Kind.ROLLING, Length(days, Unit.DAYS))
    with store.operation("Add", "edit") as op:
        [number] = record.add(ScheduleLine, [{"record_series": "CCTV footage", "rule": rule}], op.id)
    return number


TAKEN = dt.date(2026, 11, 2)  # thirty days on is Wed 2 Dec
PICTURES = {"right": "cctv", "received": dt.date(2026, 11, 23), "pictures_on": TAKEN, "identity": "known"}


def test_pictures_are_to_be_saved_before_they_are_overwritten(store: Store) -> None:
    series = camera(store)
    camera(store, 60)  # two recorders: the shorter time counts
    values = request(store, **PICTURES)
    first, *_ = due(REQUESTS)
    assert (first.act, first.about) == ("Save the pictures of Mon 2 Nov 2026", (values["number"],))
    assert (first.day, first.limit, first.days_left(TODAY)) == (TODAY, dt.date(2026, 12, 2), 7), "now, not in a week"
    said = "Save the pictures of Mon 2 Nov 2026 now: they are overwritten after 30 days, on Wed 2 Dec 2026."
    assert first.reason == f"{values['reference']}: they are overwritten after 30 days, on Wed 2 Dec 2026."
    assert values["next_step"] == "Save the pictures"
    step = case_file(REQUESTS).next_step(record.values_of(RightsRequest, [values["number"]])[values["number"]])
    assert step is not None
    assert step.warning_for(values) == said
    held = [hold["series"] for hold in opening.held(case_file(REQUESTS), values["number"]).values()]
    assert series in held
    assert first.late(dt.date(2026, 12, 3))


@pytest.mark.parametrize("given", [{"pictures_saved": TODAY}, {"pictures_lost": "Overwritten before it came"}])
def test_once_saved_or_known_to_be_lost_nothing_is_said(store: Store, given: dict[str, object]) -> None:
    camera(store)
    values = request(store, given, **PICTURES)
    assert [item.act for item in due(REQUESTS)] == ["Answer a rights request"]
    assert values["next_step"] != "Save the pictures"


def test_without_a_rule_or_a_day_it_is_said_all_the_same(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    values = request(store, **PICTURES)
    [item] = [item for item in due(REQUESTS) if item.act.startswith("Save")]
    assert (item.day, item.limit) == (TODAY, None)
    assert "the recorder writes over them. Nothing in the schedule says when." in item.reason
    camera(store)
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 12, 7))
    [item] = [item for item in due(REQUESTS, dt.date(2026, 12, 7)) if item.act.startswith("Save")]
    assert "were overwritten after 30 days, on Wed 2 Dec 2026, by the schedule. Look at once." in item.reason
    keeping.change(store, REQUESTS, values["number"], {"pictures_on": None})
    [item] = [item for item in due(REQUESTS, dt.date(2026, 12, 7)) if item.act.startswith("Save")]
    assert (item.act, item.limit) == ("Save the pictures", None)


def test_other_requests_have_no_pictures(store: Store) -> None:
    camera(store)
    values = request(store)
    assert values["next_step"] == "Make sure who is asking"
    assert not opening.held(case_file(REQUESTS), values["number"])


def test_home_looks_at_the_actions_that_are_not_done_alone(store: Store) -> None:
    """By the index of both days; by no index, or that of one day, a hundred thousand are looked at each time."""
    values = {"kind": "complaint", "subject": "Hedges", "received": NOV_19}
    case = opening.open_case(store, COMPLAINTS, values).case
    keeping.add_part(store, ACTION, COMPLAINTS, case, {"what": "Cut the hedge", "due_on": TODAY})
    connection, asked = database.connection(), list[str]()
    connection.set_trace_callback(asked.append)
    assert [one.act for one in owed.actions(TODAY, 10)] == ["Cut the hedge"]
    connection.set_trace_callback(None)
    plans = [
        " ".join(step[3] for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
        for sql in asked
        if '"due_on" <=' in sql
    ]
    assert len(plans) == 2, "which, and how many"
    assert [plan for plan in plans if "INDEX action_done_on_due_on (done_on=? AND due_on<?)" not in plan] == []

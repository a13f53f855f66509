"""The clocks: worked dates from outside, and what must hold of every day (law reference 11)."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import Plain
from workbench.rules.deadlines import complaints, information, others, rights
from workbench.rules.deadlines.deadline import STOPPED, WAITING, Deadline, OutOfOrder
from workbench.rules.deadlines.rights import Request, right
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.rules.workingdays import DIVISIONS, NORTHERN_IRELAND, SCOTLAND, bank_holidays, own, union

DATA = Path(__file__).parents[1] / "data/law"
ENGLAND, UK = own(), union()


def day(text: str) -> dt.date:
    """A day as ISO text."""
    return dt.date.fromisoformat(text)


def vectors() -> Iterator[tuple[str, str, dict[str, list[str]], str]]:
    """The worked dates: id, rule, inputs, expected."""
    with (DATA / "vectors.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if not row["rule"].startswith("retention"):
                inputs: dict[str, list[str]] = {}
                for part in row["inputs"].split(";"):
                    name, _, value = part.partition("=")
                    inputs.setdefault(name, []).append(value)
                yield row["id"], row["rule"], inputs, row["expected"]


def _one(inputs: dict[str, list[str]], name: str) -> dt.date | None:
    return day(inputs[name][0]) if name in inputs else None


def _said(rule: str, inputs: dict[str, list[str]]) -> dict[str, Any]:
    """What the rules say to a worked date, by the names the list of them uses."""
    received = _one(inputs, "received") or _one(inputs, "review_requested")
    if rule == "breach_72h":
        return {"due": others.breach(dt.datetime.fromisoformat(inputs["aware"][0])).due}
    if rule.startswith("latest_day"):
        return {"due": others.papers(day(inputs["meeting"][0]), ENGLAND, 7).due}
    assert received
    if rule == "sar_due":
        pairs = tuple(
            (day(a), day(b))
            for a, b in zip(inputs.get("clarify_asked", ()), inputs.get("clarify_answered", ()), strict=True)
        )
        asked = Request(
            received, id_received=_one(inputs, "id_received"), clarified=pairs, extended="extended" in inputs
        )
        return {"due": right("sar", asked, ENGLAND).due}
    if rule == "dp_complaint_ack_due":
        return {"due": complaints.data_complaint(received, ENGLAND).due}
    if rule in ("foi_due_20wd", "foi_due_with_fee"):
        fees = (_one(inputs, "fees_notice"), _one(inputs, "fee_received"))
        return {"due": information.foi(information.Question(received, (), *fees), UK).due}
    if rule == "eir_extended_40wd":
        return {"due": information.eir(information.Question(received, extended=True), UK).due}
    if rule == "review_due":
        found = information.foi_review(received, UK)
        return {"20wd": found.due, "40wd": found.latest, "eir": information.eir_review(received, UK).due}
    assert rule == "complaint_policy", rule
    first = complaints.complaint(complaints.Steps(received), ENGLAND)
    return {"ack": first.acknowledge, "stage1_if_ack_on_that_day": first.others["stage1"]}


@pytest.mark.parametrize(
    ("name", "rule", "inputs", "expected"), list(vectors()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_worked_dates(name: str, rule: str, inputs: dict[str, list[str]], expected: str) -> None:
    wanted = dict(part.split("=") for part in expected.split()) if "=" in expected else {"due": expected}
    said = _said(rule, inputs)
    for key, value in wanted.items():
        if key in said:
            want = dt.datetime.fromisoformat(value) if rule == "breach_72h" else day(value)
            assert said[key] == want, (name, key)
    if rule == "review_due":
        assert said["eir"] == day(wanted["40wd"])


def test_the_worked_dates_bite() -> None:
    """An England-only count of an FOI request and a union count of a SAR give other days (law reference 13)."""
    question = information.Question(day("2026-11-02"))
    assert information.foi(question, ENGLAND).due == day("2026-11-30") != information.foi(question, UK).due
    request = Request(day("2026-10-31"))
    assert right("sar", request, UK).due == day("2026-12-01") != right("sar", request, ENGLAND).due


@pytest.mark.parametrize(
    ("received", "notice_by"),
    [("2026-11-30", "2026-12-30"), ("2026-10-31", "2026-11-30")],
)
def test_the_last_day_for_telling_of_an_extension_is_not_rolled(received: str, notice_by: str) -> None:
    """SAR17 and SAR18 of law reference 13."""
    assert right("sar", Request(day(received), extended=True), ENGLAND).notice_by == day(notice_by)


def test_the_pause_moves_the_day_for_telling() -> None:
    """SAR20 of law reference 13."""
    pairs = ((day("2026-11-12"), day("2026-11-30")),)
    assert right("sar", Request(day("2026-11-10"), clarified=pairs, extended=True), ENGLAND).notice_by == day(
        "2026-12-28"
    )


def test_an_extension_told_too_late_does_not_count() -> None:
    late = Request(day("2026-09-03"), extended=True, extension_told=day("2026-10-04"))
    found = right("sar", late, ENGLAND)
    assert found.due == day("2026-10-05")
    assert any("too late" in step for step in found.working)
    in_time = Request(day("2026-09-03"), extended=True, extension_told=day("2026-10-03"))
    assert right("sar", in_time, ENGLAND).due == day("2026-12-03")


def test_the_working_is_one_sentence_a_step() -> None:
    """The example of the issue: received Sat 31 Jan 2026."""
    found = right("sar", Request(day("2026-01-31")), ENGLAND)
    assert found.working == (
        "Received Sat 31 Jan 2026.",
        "One month: no 31 February, so Sat 28 Feb.",
        "Weekend, so Mon 2 Mar 2026.",
    )
    assert "UK GDPR" in found.basis


def test_what_was_asked_for_and_has_not_come_keeps_the_clock_from_starting() -> None:
    found = right("sar", Request(day("2026-09-10"), id_asked=day("2026-09-11")), ENGLAND)
    assert (found.due, found.stands) == (None, WAITING)
    asked = day("2026-09-11")
    for waits in (Request(day("2026-09-10"), authority_asked=asked), Request(day("2026-09-10"), fee_asked=asked)):
        assert right("sar", waits, ENGLAND).stands == WAITING
    paid = Request(day("2026-09-10"), fee_asked=day("2026-09-11"), fee_paid=day("2026-09-21"))
    assert right("erasure", paid, ENGLAND).due == day("2026-10-21")


def test_an_open_question_stops_the_clock_of_an_access_request_alone() -> None:
    asked = Request(day("2026-09-10"), clarified=((day("2026-09-14"), None),))
    found = right("sar", asked, ENGLAND)
    assert (found.due, found.stands) == (None, STOPPED)
    assert "26 days left" in found.working[-1], "from 14 Sep to 10 Oct: a weekend at the end is not promised"
    assert right("rectification", asked, ENGLAND).due == day("2026-10-12"), "10 Oct is a Saturday"


def test_overlapping_questions_count_once_and_none_before_the_start() -> None:
    pairs = ((day("2026-09-14"), day("2026-09-21")), (day("2026-09-18"), day("2026-09-23")))
    assert right("sar", Request(day("2026-09-10"), clarified=pairs), ENGLAND).due == day("2026-10-19")
    early = ((day("2026-09-11"), day("2026-09-15")),)
    moved = Request(day("2026-09-10"), id_received=day("2026-09-16"), clarified=early)
    assert right("sar", moved, ENGLAND).due == day("2026-10-16")


@pytest.mark.parametrize("division", DIVISIONS)
def test_each_council_has_its_own_holidays(division: str) -> None:
    """Received 31 Oct 2026, due 30 Nov, Saint Andrew's Day: a holiday in Scotland alone."""
    found = right("sar", Request(day("2026-10-31")), own(division)).due
    assert found == (day("2026-12-01") if division == SCOTLAND else day("2026-11-30"))
    boyne = right("sar", Request(day("2026-06-13")), own(division)).due
    assert boyne == (day("2026-07-14") if division == NORTHERN_IRELAND else day("2026-07-13"))


def test_a_one_off_holiday_moves_the_day() -> None:
    jubilee = own(one_offs=((day("2027-06-04"), "all", "Jubilee"),))
    plain, moved = (right("sar", Request(day("2027-05-04")), calendar) for calendar in (ENGLAND, jubilee))
    assert (plain.due, moved.due) == (day("2027-06-04"), day("2027-06-07"))
    assert any("Jubilee" in step for step in moved.working)
    elsewhere = own(one_offs=((day("2027-06-04"), SCOTLAND, "Jubilee"),))
    assert right("sar", Request(day("2027-05-04")), elsewhere).due == day("2027-06-04")


def test_years_beyond_the_list_are_called_provisional() -> None:
    assert any("provisional" in step for step in right("sar", Request(day("2028-12-20")), ENGLAND).working)
    assert not any("provisional" in step for step in right("sar", Request(day("2028-10-20")), ENGLAND).working)


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (Request(day("2026-09-10"), id_received=day("2026-09-09")), "id_received"),
        (Request(day("2026-09-10"), clarified=((day("2026-09-09"), None),)), "clarified"),
        (Request(day("2026-09-10"), clarified=((day("2026-09-12"), day("2026-09-11")),)), "clarified"),
        (Request(day("2026-09-10"), answered=day("2026-09-09")), "answered"),
        (Request(day("2026-09-10"), id_received=day("2026-09-20"), answered=day("2026-09-15")), "id_received"),
    ],
)
def test_days_that_cannot_be_are_named(request_: Request, field: str) -> None:
    with pytest.raises(OutOfOrder) as caught:
        right("sar", request_, ENGLAND)
    assert caught.value.field == field
    assert isinstance(caught.value, Plain)


def test_a_question_asked_back_begins_the_twenty_days_anew() -> None:
    asked = information.Question(day("2026-11-02"), ((day("2026-11-04"), day("2026-11-23")),))
    assert information.foi(asked, UK).due == day("2026-12-22"), "as FOI05, received 23 Nov"
    waits = information.Question(day("2026-11-02"), ((day("2026-11-04"), None),))
    assert information.foi(waits, UK).stands == WAITING


def test_a_data_complaint_before_the_law_has_no_limit() -> None:
    assert complaints.data_complaint(day("2026-06-18"), ENGLAND).due is None
    assert complaints.data_complaint(day("2026-06-19"), ENGLAND).due == day("2026-07-20"), "19 Jul is a Sunday"
    assert complaints.data_complaint(day("2026-07-01"), ENGLAND).target == day("2026-07-30")


def test_the_council_sets_its_own_days() -> None:
    policy = complaints.Policy(acknowledge=3, stage1=28, counted_from=complaints.RECEIPT, working_days=False)
    found = complaints.complaint(complaints.Steps(day("2026-09-01")), ENGLAND, policy)
    assert (found.acknowledge, found.others["stage1"]) == (day("2026-09-04"), day("2026-09-29"))
    assert found.policy
    assert found.basis == "Council policy, not law"


DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2028, 8, 31))


@given(DAYS, st.sampled_from(DIVISIONS))
def test_a_request_is_due_on_a_working_day_a_month_on_or_later(received: dt.date, division: str) -> None:
    found = right("sar", Request(received), own(division))
    assert isinstance(found.due, dt.date)
    assert found.due >= add(received, Length(1, Unit.MONTHS))
    assert found.due.weekday() < 5
    assert found.due not in bank_holidays(division, found.due.year)
    assert found.target is not None
    assert received <= found.target <= found.due


@given(DAYS)
def test_an_extended_request_is_due_later(received: dt.date) -> None:
    plain, longer = (right("sar", Request(received, extended=more), ENGLAND).due for more in (False, True))
    assert plain is not None
    assert longer is not None
    assert longer > plain


@given(DAYS)
def test_an_information_request_of_a_weekend_is_due_as_that_of_the_friday(received: dt.date) -> None:
    found = information.foi(information.Question(received), UK).due
    assert isinstance(found, dt.date)
    assert all(found not in bank_holidays(division, found.year) for division in DIVISIONS)
    assert found.weekday() < 5
    friday = received - dt.timedelta(days=max(received.weekday() - 4, 0))
    assert found == information.foi(information.Question(friday), UK).due


@given(DAYS, st.integers(0, 90), st.sampled_from(["sar", "foi", "dp"]))
def test_a_holiday_more_never_makes_it_earlier(received: dt.date, ahead: int, kind: str) -> None:
    more = ((received + dt.timedelta(days=ahead), "all", "One-off"),)

    def due(one_offs: tuple[Any, ...]) -> Any:
        found: Deadline
        if kind == "foi":
            found = information.foi(information.Question(received), union(one_offs))
        elif kind == "sar":
            found = right("sar", Request(received), own(one_offs=one_offs))
        else:
            found = complaints.data_complaint(max(received, day("2026-06-19")), own(one_offs=one_offs))
        return found.due

    assert due(more) >= due(())


@given(st.integers(0, 96_000), st.integers(0, 59))
def test_a_breach_is_told_within_exactly_72_hours(hours: int, minutes: int) -> None:
    aware = dt.datetime(2019, 1, 1, tzinfo=dt.UTC) + dt.timedelta(hours=hours, minutes=minutes)
    due = others.breach(aware).due
    assert isinstance(due, dt.datetime)
    assert due - aware == dt.timedelta(hours=72)


@given(DAYS, st.integers(0, 15))
def test_papers_leave_the_clear_days(meeting: dt.date, number: int) -> None:
    due = others.papers(meeting, ENGLAND, number).due
    assert isinstance(due, dt.date)
    between = [due + dt.timedelta(days=n) for n in range(1, (meeting - due).days)]
    assert sum(map(ENGLAND.working, between)) == number
    assert ENGLAND.working(due)


def test_every_right_has_a_clock() -> None:
    for kind in rights.KINDS:
        found = right(kind, Request(day("2026-09-10")), ENGLAND)
        assert found.basis
        assert found.working
        assert found.due == (None if kind == "consent" else day("2026-10-12"))


def test_the_holidays_are_those_of_the_governments_list() -> None:
    """Weekday holidays 2026, by hand from law reference 10."""
    wanted = {
        "england-and-wales": "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
        "scotland": "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
        "northern-ireland": "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    }
    for division, days in wanted.items():
        found = sorted(d.isoformat()[5:] for d in bank_holidays(division, 2026) if d.weekday() < 5)
        assert found == days.split(), division


def test_the_command_says_it_as_scripts_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    from workbench import cli

    with pytest.raises(SystemExit) as ended:
        cli.run(["deadline", "sar", "--received", "2026-01-31", "--json"], lambda _: 0)
    assert not ended.value.code
    answer = json.loads(capsys.readouterr().out)
    assert (answer["kind"], answer["start"], answer["due"]) == ("sar", "2026-01-31", "2026-03-02")
    assert answer["working"]
    assert answer["basis"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["sar"], 2),
        (["sar", "--received", "the other day"], 2),
        (["sar", "--received", "2026-09-10", "--clarified", "2026-09-12/2026-09-11"], 1),
        (["breach", "--aware", "yesterday"], 2),
        (["nonsense", "--received", "2026-09-10"], 2),
    ],
)
def test_bad_input_gets_one_plain_line(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    from workbench import cli

    with pytest.raises(SystemExit) as ended:
        cli.run(["deadline", *arguments], lambda _: 0)
    assert ended.value.code == status
    said = capsys.readouterr()
    assert not said.out
    assert "Traceback" not in said.err

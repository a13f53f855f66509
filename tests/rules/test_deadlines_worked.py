"""The clocks against days worked out by hand and by the government's list of bank holidays."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.rules.deadlines import complaints, information, others
from workbench.rules.deadlines.deadline import STOPPED, Deadline, OutOfOrder
from workbench.rules.deadlines.rights import Request, right
from workbench.rules.workingdays import DIVISIONS, ENGLAND_AND_WALES, NORTHERN_IRELAND, SCOTLAND, bank_holidays, union
from workbench.rules.workingdays import own as of

DATA = Path(__file__).parents[1] / "data/law"
ENGLAND, UK = of(), union()
day = dt.date.fromisoformat


@cache
def listed(division: str) -> frozenset[dt.date]:
    """The weekday bank holidays of 2024 to 2028, from the government's list."""
    with (DATA / "bank-holidays.csv").open(newline="", encoding="utf-8") as file:
        return frozenset(day(row["date"]) for row in csv.DictReader(file) if division in row["divisions"].split())


@pytest.mark.parametrize("division", DIVISIONS)
@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_bank_holidays_are_the_listed_ones(division: str, year: int) -> None:
    known = {found for found in bank_holidays(division, year) if found.weekday() < 5}
    assert known == {found for found in listed(division) if found.year == year}


@pytest.mark.parametrize(
    ("received", "division", "due"),
    [
        ("2024-01-01", ENGLAND_AND_WALES, "2024-02-01"),  # the regulator's own example
        ("2024-11-25", ENGLAND_AND_WALES, "2024-12-27"),  # the regulator's own example
        ("2026-09-05", ENGLAND_AND_WALES, "2026-10-05"),  # a Saturday: the clock starts that day
        ("2026-11-28", ENGLAND_AND_WALES, "2026-12-29"),  # 28 Dec is the substitute of Boxing Day
        ("2027-01-29", ENGLAND_AND_WALES, "2027-03-01"),  # no 29 Feb; the 28th is a Sunday
        ("2028-01-29", ENGLAND_AND_WALES, "2028-02-29"),
        ("2028-02-29", ENGLAND_AND_WALES, "2028-03-29"),
        ("2027-02-26", ENGLAND_AND_WALES, "2027-03-30"),  # Good Friday to Easter Monday
        ("2027-02-26", SCOTLAND, "2027-03-29"),  # no Easter Monday there
        ("2025-12-02", ENGLAND_AND_WALES, "2026-01-02"),
        ("2025-12-02", SCOTLAND, "2026-01-05"),
        ("2026-02-17", ENGLAND_AND_WALES, "2026-03-17"),
        ("2026-02-17", NORTHERN_IRELAND, "2026-03-18"),
    ],
)
def test_a_month_from_receipt(received: str, division: str, due: str) -> None:
    for kind in ("sar", "cctv", "rectification", "erasure", "restriction", "portability", "objection", "automated"):
        assert right(kind, Request(day(received)), of(division)).due == day(due)


def test_three_months_from_a_leap_day() -> None:
    """29 May 2028 is the Spring bank holiday."""
    assert right("sar", Request(day("2028-02-29"), extended=True), ENGLAND).due == day("2028-05-30")


def test_the_latest_of_what_was_asked_for_starts_the_month() -> None:
    asked, identity, authority = day("2026-09-11"), day("2026-09-14"), day("2026-09-22")
    request = Request(day("2026-09-10"), asked, identity, asked, authority)
    found = right("sar", request, ENGLAND)
    assert (found.start, found.due) == (authority, day("2026-10-22"))


def test_a_pause_counts_from_the_start_of_the_clock() -> None:
    """Identity came on the 16th, inside the question of the 14th to the 21st: five days."""
    pairs = ((day("2026-09-14"), day("2026-09-21")),)
    request = Request(day("2026-09-10"), day("2026-09-11"), day("2026-09-16"), clarified=pairs)
    assert right("sar", request, ENGLAND).due == day("2026-10-21")


def test_two_pauses_move_the_extension_and_its_notice() -> None:
    """18 and 3 days: 10 Feb 2027 becomes 3 Mar, 10 Dec 2026 becomes 31 Dec."""
    pairs = ((day("2026-11-12"), day("2026-11-30")), (day("2026-12-07"), day("2026-12-10")))
    found = right("sar", Request(day("2026-11-10"), clarified=pairs, extended=True), ENGLAND)
    assert (found.due, found.notice_by) == (day("2027-03-03"), day("2026-12-31"))


@pytest.mark.parametrize("answered", [None, day("2026-10-20")])
def test_a_question_after_the_limit_does_not_make_a_late_answer_timely(answered: dt.date | None) -> None:
    found = right("sar", Request(day("2026-09-03"), clarified=((day("2026-10-06"), answered),)), ENGLAND)
    assert found.due == day("2026-10-05")
    assert any("after the limit" in step for step in found.working)


@pytest.mark.parametrize("told", ["2026-10-01", "2026-10-14"])
def test_a_stopped_clock_says_what_is_left_of_three_months(told: str) -> None:
    """Stopped on 9 Oct, a day before the month ends; 10 Dec is 62 days on. Told while it stands is in time."""
    pairs = ((day("2026-10-09"), None),)
    request = Request(day("2026-09-10"), clarified=pairs, extended=True, extension_told=day(told))
    found = right("sar", request, ENGLAND)
    assert found.stands == STOPPED
    assert "62 days left" in found.working[-1]


def test_an_open_question_beside_an_answered_one_is_not_counted_twice() -> None:
    """Stopped since the 14th, for the second question came before the first was answered."""
    pairs = ((day("2026-09-14"), day("2026-09-21")), (day("2026-09-18"), None))
    found = right("sar", Request(day("2026-09-10"), clarified=pairs), ENGLAND)
    assert "26 days left" in found.working[-1]


@pytest.mark.parametrize(
    ("question", "due"),
    [
        (information.Question(day("2026-05-22")), "2026-06-23"),  # 25 May, and 15 Jun in Scotland
        (information.Question(day("2026-11-02"), (), day("2026-11-07"), day("2026-11-15")), "2026-12-08"),
        (information.Question(day("2026-11-02"), (), day("2026-11-02"), day("2026-11-03")), "2026-12-02"),
        (information.Question(day("2026-11-02"), extended=True), "2026-12-31"),
    ],
)
def test_twenty_working_days(question: information.Question, due: str) -> None:
    assert information.foi(question, UK).due == day(due)


def test_spans_of_working_days_named_in_the_law() -> None:
    """Law reference 13: sixty days of adding costs together; forty to ask for a review."""
    assert UK.add(day("2026-09-01"), 60) == day("2026-11-24")
    assert information.eir_review(day("2026-11-23"), UK).due == day("2027-01-25")


def test_an_unpaid_fee_lapses_after_three_months() -> None:
    found = information.foi(information.Question(day("2026-11-02"), (), day("2026-11-30")), UK)
    assert found.stands == STOPPED
    assert "Sun 28 Feb 2027" in found.working[-1]


@pytest.mark.parametrize(
    ("received", "division", "due"),
    [
        ("2027-06-12", ENGLAND_AND_WALES, "2027-07-12"),
        ("2027-06-12", NORTHERN_IRELAND, "2027-07-13"),
        ("2027-07-03", ENGLAND_AND_WALES, "2027-08-02"),
        ("2027-07-03", SCOTLAND, "2027-08-03"),
    ],
)
def test_thirty_days_to_acknowledge(received: str, division: str, due: str) -> None:
    assert complaints.data_complaint(day(received), of(division)).due == day(due)


def test_the_second_stage_counts_from_its_acknowledgement() -> None:
    """Twenty working days from 8 Feb 2027, and twenty more over Good Friday and Easter Monday."""
    steps = complaints.Steps(day("2027-01-04"), day("2027-01-06"), day("2027-01-20"), day("2027-02-01"))
    found = complaints.complaint(steps, ENGLAND)
    assert found.due == found.others["stage2_acknowledge"] == day("2027-02-08")
    assert (found.others["stage2"], found.others["stage2_longest"]) == (day("2027-03-08"), day("2027-04-07"))


@pytest.mark.parametrize(("meeting", "due"), [("2027-01-12", "2027-01-06"), ("2027-03-30", "2027-03-22")])
def test_three_clear_days(meeting: str, due: str) -> None:
    assert others.papers(day(meeting), ENGLAND).due == day(due)


def test_a_breach_of_christmas_eve() -> None:
    due = others.breach(dt.datetime.fromisoformat("2026-12-24T10:00")).due
    assert due == dt.datetime.fromisoformat("2026-12-27T10:00+00:00")


def counted(received: dt.date, number: int, off: frozenset[dt.date]) -> dt.date:
    """So many weekdays after a day that are on no list of holidays."""
    ahead = (received + dt.timedelta(days=n) for n in range(1, 200))
    return [found for found in ahead if found.weekday() < 5 and found not in off][number - 1]


@given(st.dates(dt.date(2024, 1, 1), dt.date(2028, 10, 31)), st.sampled_from(DIVISIONS))
def test_counting_by_the_list_gives_the_same_days(received: dt.date, division: str) -> None:
    everywhere = frozenset[dt.date]().union(*map(listed, DIVISIONS))
    assert information.foi(information.Question(received), UK).due == counted(received, 20, everywhere)
    assert information.eir_review(received, UK).due == counted(received, 40, everywhere)
    found = complaints.complaint(complaints.Steps(received), of(division))
    assert found.acknowledge == counted(received, 5, listed(division))
    assert found.others["stage1"] == counted(found.acknowledge, 10, listed(division))


FAR = (dt.date.max, dt.date.min)


@pytest.mark.parametrize("far", FAR)
def test_a_day_out_of_reach_is_named(far: dt.date) -> None:
    when = dt.datetime.combine(far, dt.time(10))
    faces: tuple[tuple[str, Callable[[], Deadline]], ...] = (
        ("received", lambda: right("sar", Request(far), ENGLAND)),
        ("received", lambda: information.foi(information.Question(far), UK)),
        ("received", lambda: information.eir_review(far, UK)),
        ("received", lambda: complaints.complaint(complaints.Steps(far), ENGLAND)),
        ("received", lambda: complaints.data_complaint(far, ENGLAND)),
        ("meeting", lambda: others.papers(far, ENGLAND)),
        ("aware", lambda: others.breach(when)),
    )
    for name, asked in faces:
        with pytest.raises(OutOfOrder) as caught:
            asked()
        assert caught.value.field == name


def test_a_fee_paid_without_its_notice_is_named() -> None:
    with pytest.raises(OutOfOrder) as caught:
        information.foi(information.Question(day("2026-11-02"), fee_paid=day("2026-11-16")), UK)
    assert caught.value.field == "fees_notice"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The command: its exit status, what it printed, and what it said was wrong."""
    from workbench import cli

    with pytest.raises(SystemExit) as ended:
        cli.run(["deadline", *arguments], lambda _: 0)
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


KINDS: dict[str, tuple[str, ...]] = {
    "sar_due": ("sar",),
    "dp_complaint_ack_due": ("dp-complaint",),
    "foi_due_20wd": ("foi",),
    "foi_due_with_fee": ("foi",),
    "eir_extended_40wd": ("eir", "--extended"),
    "review_due": ("foi-review",),
    "complaint_policy": ("complaint",),
    "breach_72h": ("breach",),
    "latest_day_7_clear_working_days_before": ("papers", "--clear-days", "7"),
}
OPTIONS = {"fee_received": "fee-paid", "review_requested": "received"}
NAMES = {"20wd": "due", "40wd": "latest", "ack": "acknowledge", "stage1_if_ack_on_that_day": "stage1"}


def _arguments(rule: str, inputs: str) -> list[str]:
    found = list(KINDS[rule])
    for name, value in (part.split("=", 1) for part in inputs.split(";")):
        if name == "extended":
            found.append("--extended")
        elif name == "clarify_asked":
            found += ["--clarified", value]
        elif name == "clarify_answered":
            found[-1] += f"/{value}"
        else:
            found += [f"--{OPTIONS.get(name, name).replace('_', '-')}", value]
    return found


def test_the_command_gives_every_worked_date(capsys: pytest.CaptureFixture[str]) -> None:
    with (DATA / "vectors.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["rule"] in KINDS]
    assert len(rows) > 50
    for row in rows:
        status, out, _ = run(capsys, *_arguments(row["rule"], row["inputs"]), "--json")
        answer: dict[str, Any] = json.loads(out)
        assert not status
        assert answer["working"]
        assert answer["basis"]
        for name, value in re.findall(r"(\w+)=(\S+)", row["expected"]) or [("due", row["expected"])]:
            if name != "stage2_20wd_from_ack":
                said = answer[NAMES.get(name, name)]
                assert dt.datetime.fromisoformat(said) == dt.datetime.fromisoformat(value), row["id"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("foi-review", "--received", "2026-09-10", "--extended"),
        ("dp-complaint", "--received", "2026-09-10", "--id-received", "2026-09-11"),
        ("breach", "--aware", "2026-09-10T10:00", "--received", "2026-09-10"),
        ("sar", "--received", "2026-09-10", "--clear-days", "3"),
    ],
)
def test_what_a_kind_is_not_worked_out_with_is_wrong_use(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert "has no meaning for" in err


@pytest.mark.parametrize("arguments", [("sar", "--received", "9999-12-31"), ("breach", "--aware", "9999-12-31T10:00")])
def test_a_day_out_of_reach_is_one_plain_line(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (1, "")
    assert "must be between 1900 and 2200" in err
    assert len(err.strip().splitlines()) == 1


def test_the_words_of_a_result_name_the_later_days(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(capsys, "sar", "--received", "2026-11-30")[1]
    assert "An extension must be told by Wed 30 Dec 2026." in out
    assert "At the latest Mon 25 Jan 2027." in run(capsys, "foi-review", "--received", "2026-11-23")[1]

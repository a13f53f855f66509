"""The reports: what is due and held, checks done and missed, the log of a period, each officer's list. Worked days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.registers.checks import OPEN, Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.rules.spans import Span, calendar_year, financial_year, quarter
from workbench.tabled import Tables
from workbench.workflows import checks, disposal, holds, publication
from workbench.workflows.cases import opening
from workbench.workflows.checks import Reply
from workbench.workflows.reporting import holdings, log, officers, rounds
from workbench.workflows.reporting.asked import Asked

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """It is that day."""
    monkeypatch.setattr(clock, "today", lambda: dt.date.fromisoformat(day))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Photos looked at every month from 15 January 2026, complaints kept two years."""
    on(monkeypatch, "2026-01-15")
    with helpers.open_new(tmp_path) as store:
        lines: list[dict[str, Any]] = [
            {"record_series": "Blue Badge photos", "responsible": "Support Officer", "rhythm": "monthly"},
            {"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS, "responsible": "Clerk"},
        ]
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
        checks.make(store)
        yield store


def answer(store: Store, reply: Reply) -> None:
    """Answer the one check that waits."""
    [number] = every(Check, (), view=lambda: Check.answer == OPEN).ids()
    checks.answer(store, number, reply)


def keep(store: Store, name: str, closed: dt.date | None, **more: Any) -> int:
    """A box of complaints closed on a day."""
    with store.operation("Add", "edit") as op:
        return record.add(Holding, [{"description": name, "series": 2, "trigger_date": closed, **more}], op.id)[0]


def part(report: Tables, number: int) -> list[dict[str, Any]]:
    """The rows of a part by their headings."""
    wanted = report.parts[number]
    return [dict(zip((h.label for h in wanted.headings), row, strict=True)) for row in wanted.rows]


def asked(store: Store, **more: Any) -> Asked:
    """A report of everything but what is said."""
    return Asked(store.council, **more)


# ---- periods ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (financial_year(dt.date(2026, 3, 31)), "The financial year 2025/26, 1 Apr 2025 to 31 Mar 2026"),
        (financial_year(dt.date(2026, 4, 1)), "The financial year 2026/27, 1 Apr 2026 to 31 Mar 2027"),
        (financial_year(dt.date(1999, 4, 1)), "The financial year 1999/00, 1 Apr 1999 to 31 Mar 2000"),
        (calendar_year(dt.date(2024, 2, 29)), "The year 2024, 1 Jan 2024 to 31 Dec 2024"),
        (quarter(dt.date(2024, 2, 29)), "The quarter January to March 2024, 1 Jan 2024 to 31 Mar 2024"),
        (quarter(dt.date(2026, 12, 31)), "The quarter October to December 2026, 1 Oct 2026 to 31 Dec 2026"),
        (Span(dt.date(2026, 5, 2), dt.date(2026, 5, 2)), "2 May 2026 to 2 May 2026"),
        (Span(last=dt.date(2026, 5, 2)), "Up to 2 May 2026"),
        (Span(dt.date(2026, 5, 2)), "From 2 May 2026"),
        (Span(), ""),
    ],
)
def test_a_period_says_which_it_is(span: Span, words: str) -> None:
    assert span.words == words


# ---- checks ----------------------------------------------------------------------------------------------------------

COUNTS = ("Rounds due", "Answered", "Nothing was due", "Destroyed", "Kept", "Number destroyed", "Missed")


@pytest.mark.parametrize(
    ("span", "counts", "overdue", "answers"),
    [
        (Span(), (6, 2, 1, 1, 0, 5, 3), "2026-05-15", ["2026/001", "2026/002"]),
        (financial_year(dt.date(2026, 3, 1)), (3, 1, 1, 0, 0, 0, 1), None, ["2026/001"]),
        (financial_year(dt.date(2026, 4, 1)), (3, 1, 0, 1, 0, 5, 2), "2026-05-15", ["2026/002"]),
        (Span(dt.date(2026, 2, 1), dt.date(2026, 2, 28)), (1, 0, 0, 0, 0, 0, 0), None, []),
    ],
    ids=["everything", "last year", "this year", "February"],
)
def test_checks_done_and_missed(
    store: Store, monkeypatch: pytest.MonkeyPatch, span: Span, counts: tuple[int, ...], overdue: str, answers: list[str]
) -> None:
    """A nil return on 15 January; the round of 15 February answered on 20 April, so 15 March and 15 April were missed;
    that of 15 May is open on 20 June, and 15 June was missed meanwhile.
    """
    answer(store, Reply("nothing"))
    on(monkeypatch, "2026-04-20")
    answer(store, Reply("destroyed", 5, "paper", "shredded"))
    on(monkeypatch, "2026-06-20")
    report = rounds.made(asked(store, span=span))
    [row] = part(report, 0)
    assert (row["Check"], row["Officer"], row["How often"]) == ("Blue Badge photos", "Support Officer", "Every month")
    assert tuple(row[name] for name in COUNTS) == counts
    assert row["Overdue since"] == (dt.date.fromisoformat(overdue) if overdue else None)
    assert [line["Entry in the log"] for line in part(report, 1)] == answers


def test_the_rounds_missed_are_those_that_the_answers_count(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2026-01-20", "2026-05-02", "2026-05-16", "2026-12-24"):
        on(monkeypatch, day)
        answer(store, Reply("nothing"))
    stored = [v["missed"] for v in record.values_of(Check, every(Check, ()).ids()).values() if v["answer"] != OPEN]
    assert part(rounds.made(asked(store)), 0)[0]["Missed"] == sum(stored)


def test_checks_that_have_not_begun_are_named(store: Store) -> None:
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "CCTV", "rhythm": "daily"}], op.id)
    assert rounds.made(asked(store)).parts[0].said.startswith("1 schedule line says how often")


# ---- holdings --------------------------------------------------------------------------------------------------------


def test_what_is_due_what_is_held_and_what_has_no_date(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed 12 March 2024 and kept two years: may go from 13 March 2026, to be gone by 13 April 2026."""
    keep(store, "Old", dt.date(2024, 3, 12), quantity=1, unit="boxes", place="Shelf")
    held = keep(store, "Held", dt.date(2024, 3, 12))
    keep(store, "Later", dt.date(2025, 3, 12))
    keep(store, "Open", None)
    holds.place(store, {"reason": "A claim", "kind": "claim", "holding": held, "matter": "Mrs Nobody"})
    holds.place(store, {"reason": "An audit", "kind": "audit", "series": 2, "covers_to": dt.date(1990, 1, 1),
                        "covers_from": dt.date(1980, 1, 1), "holding": held})  # fmt: skip
    on(monkeypatch, "2026-04-20")
    report = holdings.made(asked(store))
    [due] = part(report, 0)
    assert (due["Holding"], due["Record series"], due["Quantity"]) == ("Old", "6.1 Complaints", "1 box")
    assert (due["May go from"], due["Dispose by"], due["Days late"]) == (dt.date(2026, 3, 13), dt.date(2026, 4, 13), 7)
    assert [(row["Holding"], row["Why it must stay"]) for row in part(report, 1)] == [
        ("Held", "A claim"),
        ("Held", "An audit"),
    ]
    [undated] = part(report, 2)
    assert undated["Holding"] == "Open"
    assert undated["Why there is no date"].startswith("Its period has not begun: it runs from the day")
    assert report.about.subtitle == "4 holdings: 1 may go, 1 on hold, 1 without a date."
    assert "Mrs Nobody" not in repr(report)
    assert [row["Holding"] for row in part(holdings.made(asked(store, on=dt.date(2027, 3, 13))), 0)] == ["Old", "Later"]


def test_what_is_in_a_batch_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    box = keep(store, "Old", dt.date(2024, 3, 12))
    on(monkeypatch, "2026-04-20")
    disposal.freeze(store, "Spring", [box])
    assert part(holdings.made(asked(store)), 0)[0]["How it stands"] == "In “Spring”: to be authorised"


# ---- officers --------------------------------------------------------------------------------------------------------


def test_each_officer_has_a_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(store, "Old", dt.date(2024, 3, 12), place="Shelf")
    on(monkeypatch, "2026-04-20")
    report = officers.made(asked(store))
    assert [p.title for p in report.parts] == ["Clerk", "Support Officer"]
    assert part(report, 0) == [
        {"What": "Holding", "Name": "Old", "About it": "6.1 Complaints, Shelf", "Due on": dt.date(2026, 4, 13),
         "Days late": 7, "What stands in the way": ""}
    ]  # fmt: skip
    [check] = part(report, 1)
    assert (check["Name"], check["Due on"], check["Days late"]) == ("Blue Badge photos", dt.date(2026, 1, 15), 95)
    [only] = officers.made(asked(store, officer="clerk")).parts
    assert only.title == "Clerk"
    with pytest.raises(Plain, match=r"No officer is called “Bob”.*Clerk; Support Officer"):
        officers.made(asked(store, officer="Bob"))
    assert officers.officers() == ["Clerk", "Support Officer"]


def test_an_officer_without_anything_to_do_has_an_empty_list(store: Store) -> None:
    [only] = officers.made(asked(store, officer="Clerk")).parts
    assert (only.title, list(only.rows)) == ("Clerk", [])


# ---- the log ---------------------------------------------------------------------------------------------------------


def enter(store: Store, number: str, day: str | None, **more: Any) -> None:
    """An entry as an earlier log may have it."""
    values = {"number": number, "outcome": "destroyed", "description": f"Box {number}", **more}
    with store.operation("Add", "import") as op:
        record.add(LogEntry, [values | {"carried_out": dt.date.fromisoformat(day) if day else None}], op.id)


def test_the_log_of_a_year_is_from_april_to_march(store: Store) -> None:
    for number, day in (("2026/001", "2026-03-31"), ("2026/002", "2026-04-01"), ("2027/001", "2027-03-31")):
        enter(store, number, day, method="shredded", minute="26/045", authorised_by="The council")
    enter(store, "2027/002", "2027-04-01", outcome="correction", corrects="2027/001", remarks="Two boxes.")
    enter(store, "17", None)
    report = log.made(asked(store, span=financial_year(dt.date(2026, 6, 1))))
    assert [row["Number"] for row in part(report, 0)] == ["2026/002", "2027/001"]
    assert [row["Number"] for row in part(report, 1)] == ["17"]
    [first, second] = part(report, 0)
    assert (first["What was done"], first["Authorised by"]) == (
        "Destroyed: cross-cut shredding",
        "The council, minute 26/045",
    )
    assert second["Remarks"] == "Corrected by 2027/002."
    whole = part(log.made(asked(store)), 0)
    assert [row["Number"] for row in whole] == ["17", "2026/001", "2026/002", "2027/001", "2027/002"]
    assert whole[-1]["Remarks"] == "Corrects 2027/001. Two boxes."
    assert len(log.made(asked(store)).parts) == 1


def test_a_number_that_no_entry_has_is_named(store: Store) -> None:
    for number in ("2026/001", "2026/004"):
        enter(store, number, "2026-05-01")
    enter(store, "2025/009", "2025-05-01")
    report = log.made(asked(store, span=Span(dt.date(2026, 1, 1))))
    assert report.parts[0].said.startswith("No entry has the number 2026/002, 2026/003.")


def test_a_period_with_nothing_in_it_says_so(store: Store, tmp_path: Path) -> None:
    report = log.made(asked(store, span=Span(dt.date(2020, 1, 1), dt.date(2020, 12, 31))))
    assert publication.write_made(report, tmp_path / "a.pdf").rows == 0
    assert publication.write_made(report, tmp_path / "a.xlsx").rows == 0


def test_every_report_that_is_offered_is_written_both_ways(store: Store, tmp_path: Path) -> None:
    answer(store, Reply("nothing"))
    keep(store, "Old", dt.date(2024, 1, 1))
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2024, 1, 1)}
    case = opening.open_case(store, "rights-requests", values).reference
    for number, one in enumerate(publication.offered(REGISTERS, store)):
        for ending in publication.MADE:
            out = tmp_path / f"{number}{ending}"
            one.write(asked(store, case=case), out, None)
            assert out.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")

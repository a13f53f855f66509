"""The committee's figures out of a store: kept once published, checked against, written as a workbook, nameless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.casemaker import cases
from tests.helpers import open_new
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.database import FAILURES, database
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.checks import Check
from workbench.registers.complaints import Complaint
from workbench.registers.destruction_log import LogEntry
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.registers.statistics import CaseStatistic, PublishedTable, anonymous_row
from workbench.reports.catalogue import Wanted
from workbench.rules import fixedperiods
from workbench.rules.casefigures import CaseFigure
from workbench.rules.counted import UNDER
from workbench.rules.fixedperiods import Period
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import committee, publication, samplecases, statistics

TODAY = dt.date(2026, 11, 9)
SUMMER = Period(2026, 7, 3)
MANY = tuple(cases(3, 400, dt.date(2025, 4, 1), 560))


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Monday 9 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_new(tmp_path) as opened:
        yield opened


def add(store: Store, model: type[record.Record], rows: list[dict[str, object]]) -> list[int]:
    with store.operation("Add", "edit") as operation:
        return record.add(model, rows, operation.id)


def test_what_remains_of_a_destroyed_case_counts_as_before(store: Store) -> None:
    closed = [case for case in MANY if case.closed]
    before = committee.make(store, SUMMER, cases=closed).figures
    add(store, CaseStatistic, [anonymous_row(case) for case in closed])
    after = committee.make(store, SUMMER)
    for one, other in zip(before.registers, after.figures.registers, strict=True):
        assert replace(one.now, open=0, overdue=0) == replace(other.now, open=0, overdue=0)
        assert one.course == other.course
    assert after.breakdowns == committee.make(store, SUMMER, cases=closed).breakdowns


def test_what_remains_says_the_quarter_and_stays(store: Store) -> None:
    case = next(case for case in MANY if case.closed)
    [number] = add(store, CaseStatistic, [anonymous_row(case)])
    [kept] = record.values_of(CaseStatistic, [number]).values()
    said = {name: value for name, value in kept.items() if name not in ("created", "changed")}
    assert not any(isinstance(value, dt.date) for value in said.values())
    assert case.received.isoformat() not in str(said)
    for statement in ('UPDATE "case_statistic" SET days = 1', 'DELETE FROM "case_statistic"'):
        with pytest.raises(FAILURES, match="stays as it was made"):
            database.execute_sql(statement)
    with pytest.raises(Plain, match="Close it first"):
        anonymous_row(next(case for case in MANY if not case.closed))


def test_published_tables_are_kept_and_given_out_again_as_they_were(store: Store) -> None:
    made = committee.make(store, SUMMER, cases=MANY)
    assert statistics.publish(store, made.breakdowns) == 12
    assert statistics.publish(store, made.breakdowns) == 0
    for given in made.breakdowns:
        assert statistics.published(given.register) == [(SUMMER, given.publication)]
    assert committee.make(store, SUMMER, cases=MANY).breakdowns == made.breakdowns
    assert committee.given_out(made.breakdowns) == "Published on Mon 9 Nov 2026."
    with pytest.raises(FAILURES, match="stays as it was made"):
        database.execute_sql('DELETE FROM "published_table"')
    assert PublishedTable.select().count() == 14


def few(number: int, category: str) -> list[CaseFigure]:
    day = dt.date(2026, 8, 3)
    return [CaseFigure("book", "", category, "x", "up", day, day, None, None, 0) for _ in range(number)]


def test_the_same_quarter_with_one_more_case_does_not_give_it_away(store: Store) -> None:
    first = committee.make(store, SUMMER, cases=few(6, "a") + few(7, "b"))
    [given] = first.breakdowns
    assert dict(given.publication.tables[0].cells) == {("a",): 6, ("b",): 7}
    alone = committee.make(store, SUMMER, cases=few(7, "a") + few(7, "b")).breakdowns[0].publication
    assert dict(alone.tables[0].cells) == {("a",): 7, ("b",): 7}
    statistics.publish(store, first.breakdowns)
    again = committee.make(store, SUMMER, cases=few(7, "a") + few(7, "b"))
    assert again.breakdowns == first.breakdowns, "what was given out of a period stays as it was"
    assert committee.given_out(again.breakdowns).startswith("Published on")


def test_a_year_is_not_broken_down_when_one_of_its_quarters_was(store: Store) -> None:
    """Two tables of the same cases could be subtracted from one another; the totals of the page are always shown."""
    cases, year = few(6, "a") + few(7, "b"), Period(2026, 4, 12)
    assert committee.make(store, year, cases=cases).breakdowns[0].publication.tables, "the control"
    statistics.publish(store, committee.make(store, SUMMER, cases=cases).breakdowns)
    [given] = committee.make(store, year, cases=cases).breakdowns
    assert given.publication.tables == ()
    [next_quarter] = committee.make(store, Period(2026, 10, 3), cases=cases).breakdowns
    assert next_quarter.publication.quarters.isdisjoint(
        {q for _, old in statistics.published("book") for q in old.quarters}
    )


def test_the_smallest_number_is_the_councils_and_within_reason(store: Store) -> None:
    cases_now = few(4, "a") + few(9, "b")
    assert UNDER in committee.make(store, SUMMER, cases=cases_now).breakdowns[0].publication.tables[0].cells.values()
    statistics.set_smallest(store, 4)
    assert (
        UNDER not in committee.make(store, SUMMER, cases=cases_now).breakdowns[0].publication.tables[0].cells.values()
    )
    with pytest.raises(Plain, match="between 3 and 20"):
        statistics.set_smallest(store, 1)
    assert statistics.smallest(store) == 4


def test_checks_and_destructions_are_read_from_their_registers(store: Store) -> None:
    [series] = add(store, ScheduleLine, [{"record_series": "CCTV"}])
    common = {"what": "CCTV", "series": series, "rhythm": "monthly"}
    answers = (
        ("2026-07-31", "nothing", "2026-08-03"),
        ("2026-08-31", "destroyed", "2026-08-31"),
        ("2026-09-30", "nothing", "2026-10-30"),  # its next round fell due that day: late
        ("2026-10-31", "open", None),
    )
    day = dt.date.fromisoformat
    rows = [{**common, "due_on": day(due), "answer": a, "answered_on": on and day(on)} for due, a, on in answers]
    add(store, Check, rows)
    gone = {"number": "2026/001", "outcome": "destroyed", "description": "Boxes", "carried_out": day("2026-08-31")}
    add(store, LogEntry, [gone, {**gone, "number": "2026/002", "outcome": "nothing"}])
    page = committee.make(store, SUMMER, cases=()).page
    assert page.answer == "1 routine check was late."
    assert page.how == (("Routine checks", ("3", "3", "2 of 3", "0", "1", "30 days", "11 days")),)  # 3, 0 and 30
    assert page.checks is not None
    assert page.checks.rows == (("July", (0, 1, 0)), ("August", (1, 0, 0)), ("September", (0, 0, 1)))
    assert [figure.number for figure in page.figures] == ["2 of 3", "1"]
    assert page.besides.startswith("1 entry in the destruction log")
    assert page.asked[-1] == "Note that 1 routine check was late."


def test_the_workbook_says_the_same_and_no_small_number(store: Store, tmp_path: Path) -> None:
    made = committee.make(store, SUMMER, cases=MANY)
    statistics.publish(store, made.breakdowns)
    path = tmp_path / "figures.xlsx"
    committee.write_committee(made, path)
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets) == 3
    sheet = book.worksheets[1]
    words = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["Published on Mon 9 Nov 2026." in str(row[0]) for row in words if row][1]
    at = next(n for n, row in enumerate(words) if row == ["Received by category"])
    end = words.index([], at)
    rows = {row[0]: row[1] for row in words[at + 2 : end] if len(row) == 2}
    now = made.figures.registers[0].now
    assert rows["All"] == now.received
    numbers = [v for row in words[at:] for v in row if isinstance(v, int)]
    assert numbers
    assert min(numbers) >= 5
    page = {row[0]: row[1:] for row in book.worksheets[0].iter_rows(values_only=True) if row[0]}
    before, year_ago = made.figures.registers[0].before, made.figures.registers[0].year_ago
    title = committee.register_title(made.figures.registers[0].register)
    assert page["What"][:3] == ("This quarter", "Last quarter", "A year ago")
    assert page[f"{title} received"][:3] == (now.received, before.received, year_ago.received)
    assert page[title] == (
        now.received, now.closed, now.timed, now.on_time, now.open, now.overdue, now.longest, now.average,
    )  # fmt: skip
    assert all(isinstance(value, int) for value in (*page[title], *page["Routine checks due"][:3]))
    for one in book.worksheets:  # no word runs into the cell beside it, and none is cut off
        for cell in (cell for row in one.iter_rows() for cell in row if cell.value and row[1].value is not None):
            assert max(map(len, str(cell.value).split())) < one.column_dimensions[cell.column_letter].width


def cells(made: committee.Made, path: Path) -> list[tuple[object, ...]]:
    """Every row of the workbook written of some figures."""
    committee.write_committee(made, path)
    return [row for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True)]


def test_no_workbook_holds_a_breakdown_that_is_not_kept(store: Store, tmp_path: Path) -> None:
    """One more complaint between two workbooks: their breakdowns side by side would say which kind it was of."""
    before, after = few(6, "a") + few(7, "b"), few(7, "a") + few(7, "b")
    first = committee.make(store, SUMMER, cases=before)
    assert committee.waits_for_publishing(first.breakdowns)
    for number, many in enumerate((before, after)):
        draft = cells(committee.make(store, SUMMER, cases=many), tmp_path / f"draft{number}.xlsx")
        assert not [row for row in draft if row[0] in ("a", "b")]
        assert any("The workbook holds breakdowns once they are published" in str(row) for row in draft)
        assert any(row[:2] == ("Book", len(many)) for row in draft), "totals are always shown"
    statistics.publish(store, first.breakdowns)
    for number, many in enumerate((before, after)):
        kept = cells(committee.make(store, SUMMER, cases=many), tmp_path / f"kept{number}.xlsx")
        assert [row[:2] for row in kept if row[0] in ("a", "b")][:2] == [("a", 6), ("b", 7)]
    assert not committee.waits_for_publishing(committee.make(store, SUMMER, cases=after).breakdowns)


def test_the_report_has_its_name_on_the_command_line(store: Store, tmp_path: Path) -> None:
    wanted = publication.report("committee")
    done = publication.write_report(wanted, Wanted(store.council, store=store), tmp_path / "a.pdf")
    assert done.pages == 1
    assert "committee" in publication.titles()


def test_the_figures_of_a_period_are_asked_for_by_its_name(store: Store, tmp_path: Path) -> None:
    page, book = tmp_path / "a.pdf", tmp_path / "a.xlsx"
    done = publication.write_committee(store, fixedperiods.named("2026-Q2"), page)
    assert (done.pages, done.about) == (1, "April to June 2026")
    publication.write_committee(store, fixedperiods.named("2025-26"), book)
    assert openpyxl.load_workbook(book).worksheets[0]["A1"].value is not None
    for still_running in ("2026-Q4", "2026-27", "2026"):
        with pytest.raises(Plain, match=r"is not over\. Nothing was written"):
            publication.write_committee(store, fixedperiods.named(still_running), tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


def test_the_sample_has_its_files_at_different_steps_and_figures_of_the_last_quarter(store: Store) -> None:
    rule = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
    lines = [{"record_series": name, "reference": name, "rule": rule} for name in ("G03", "G05", "E03", "C01")]
    with store.operation("Add", "edit") as operation:
        record.add(ScheduleLine, lines, operation.id)
    samplecases.fill(store)
    complaints, requests = (
        list(record.values_of(model, every(model, ()).ids()).values()) for model in (Complaint, RightsRequest)
    )
    start = clock.today().replace(month=10, day=1)  # of the quarter of 9 November
    now = [v for v in complaints if v["closed_on"] is None]
    assert [v["readers"] for v in now].count("named") == 1
    assert len(now) == 3
    recent = [v for v in requests if v["closed_on"] is None or v["closed_on"] >= start]
    assert len({v["next_step"] for v in recent}) == len(recent) == 4
    past = [v for v in (*complaints, *requests) if v not in now and v not in recent]
    assert all(v["next_step"] == "" and v["closed_on"] < start for v in past)
    made = committee.make(store)
    assert made.period == SUMMER
    counted = {one.register: (one.now.received, one.now.on_time, one.now.timed) for one in made.figures.registers}
    assert counted == {"complaints": (3, 3, 3), "rights-requests": (4, 2, 3)}  # one of four was closed in October
    assert "1 closed case went past a limit." in made.page.answer


def test_what_is_left_out_is_said_as_it_is(store: Store) -> None:
    """Nothing was ever published: no reason may speak of that."""
    old = [case for case in MANY if case.closed and case.closed < dt.date(2026, 7, 1)]
    [none, *_] = committee.make(store, SUMMER, cases=old).breakdowns
    assert committee.left_out(none) == "There were no cases to break down."
    for one in committee.make(store, SUMMER, cases=MANY).breakdowns:
        said = committee.left_out(one)
        assert "published before" not in said
        assert "nought" not in said
    page = committee.make(store, SUMMER).page
    assert "nought" not in page.note
    assert page.besides.endswith("No record of a change was altered or lost.")

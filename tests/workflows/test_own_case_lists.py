"""Councils' own request logs and complaint registers come in through the wizard, and stay as they were written.

The headings of `process` and `template` are verbatim those of a parish council's published process form and of a
published register template; the days due are worked by hand from the law reference.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests import helpers
from workbench import clock
from workbench.exchange.plan import Plan
from workbench.exchange.reading import read_workbook
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.register import Register
from workbench.registers.complaints import REGISTER as COMPLAINTS
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import REGISTER as REQUESTS
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import disposal, importing
from workbench.workflows.cases import closing, keeping, opening

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
DUE = "Date Subject Access Request action to be completed by (One month after receipt time limit)"
PROCESS = (
    ("Name of requester (Method of communication)", "Email Address", "Phone number", "Postal Address",
     "Date Subject Access Request made", DUE, "Verification received", "Outcome", "Date closed"),
    ("A Person", "a@example.org", "01234 5", "1 Elm Row", "03/09/2025", "10/10/2025", "10/09/2025", "Full disclosure",
     "09/10/2025"),
    ("B Person", "b@example.org", "", "", "15/10/2025", "15/11/2025", "", "Refused: third party data", ""),
)  # fmt: skip
TEMPLATE = (
    ("Date of request", "Title", "Name", "Address", "Type of request", "Request details", "Identity confirmed",
     "Time extensions", "Action taken", "Request status", "Closure date"),
    ("03/09/2025", "Ms", "E Person", "1 High St", "SAR", "all emails", "Yes", "", "Sent", "Closed", "01/10/2025"),
    ("04/09/2025", "Mr", "F Person", "2 High St", "Right to be forgotten", "delete", "No", "", "", "Withdrawn", ""),
    ("25/09/2025", "Mr", "G Person", "3 High St", "Objection", "stop", "pending", "Yes", "Stopped", "Closed", ""),
)  # fmt: skip
COMPLAINED = (
    ("No", "Date received", "Name", "Nature of complaint", "Service", "Stage", "Date acknowledged", "Stage 1 response",
     "Outcome", "Lessons learned", "Date closed"),
    (1, dt.date(2024, 4, 2), "C Person", "Grass not cut", "Parks", "Stage one", dt.date(2024, 4, 4),
     dt.date(2024, 4, 14), "Upheld in part", "Cut sooner", dt.date(2024, 4, 20)),
    (2, dt.date(2024, 5, 5), "D Person", "Noise from hall", "Hall", "Informal", "n/a", "", "Not upheld", "",
     dt.date(2024, 5, 30)),
)  # fmt: skip
BY_HAND = """Complaints 2024 to 2025,,,,
Ref,Received,Complaint,How received,Decision
C/24/7,02/04/2024,Bins at the hall,Facebook,No fault found
C/25/8,23/02/2025,Late minutes,By phone,
"""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with two schedule lines and no file."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            lines = [{"record_series": name, "rule": TWO_YEARS} for name in ("Complaints", "Requests")]
            record.add(ScheduleLine, lines, op.id)
        yield store


def sheet(tmp_path: Path, title: str, name: str, rows: Sequence[Sequence[Any]]) -> Path:
    """A workbook of another library: a title over the table where one is given, then the rows."""
    file = tmp_path / f"{name}.xlsx"
    with xlsxwriter.Workbook(file) as book:
        page, day = book.add_worksheet(name), book.add_format({"num_format": "dd/mm/yyyy"})
        page.write(0, 0, title)
        for number, row in enumerate(rows, 2 if title else 0):
            for place, value in enumerate(row):
                if isinstance(value, dt.date):
                    page.write_datetime(number, place, dt.datetime.combine(value, dt.time()), day)
                elif value != "":
                    page.write(number, place, value)
    return file


def planned(store: Store, register: Register, file: Path) -> tuple[Any, Plan]:
    """The file read for a register, and held against it."""
    draft = importing.propose(register, read_workbook(file), store)
    return draft, importing.plan(draft, store)


def bring_in(store: Store, register: Register, file: Path) -> list[dict[str, Any]]:
    """Import a file; every file of the register then, as they came."""
    draft, plan = planned(store, register, file)
    assert [str(r) for row in plan.rows for r in row.refusals] == []
    importing.apply(store, draft, plan)
    return list(record.values_of(register.record, sorted(every(register.record, ()).ids())).values())


def again(store: Store, register: Register, file: Path) -> dict[str, int]:
    """What the same file would do once more, those without a number left out."""
    return {name: number for name, number in planned(store, register, file)[1].counts().items() if number}


def test_a_process_form_of_access_requests(store: Store, tmp_path: Path) -> None:
    """The headings say that all are access requests; three contact columns join; a due day that is not ours is kept."""
    file = sheet(tmp_path, "", "Log", PROCESS)
    _, plan = planned(store, REQUESTS, file)
    first, second = bring_in(store, REQUESTS, file)
    assert (first["right"], second["right"]) == ("access", "access")
    assert first["contact"] == "a@example.org\n01234 5\n1 Elm Row"
    assert (first["identity_seen"], first["outcome"]) == (dt.date(2025, 9, 10), "full")
    assert (first["due"], first["notes"]) == (dt.date(2025, 10, 10), "")
    assert first["closed_on"] == dt.date(2025, 10, 9)
    assert second["due"] == dt.date(2025, 11, 17)  # 15 November 2025 is a Saturday
    assert second["notes"] == f"{DUE}: 15/11/2025\nOutcome: Refused: third party data"
    assert second["outcome"] == "refused"
    said = "The sheet says due Sat 15 Nov 2025; by its days it is Mon 17 Nov 2025 here. Theirs is kept in the notes."
    assert [row.warnings for row in plan.rows] == [(), (said,)]
    assert again(store, REQUESTS, file) == {"same": 2}


def test_a_register_template(store: Store, tmp_path: Path) -> None:
    """Yes is no day and stays in the notes, as does what no answer of ours says; a status may say the outcome."""
    file = sheet(tmp_path, "Data Subject Request Register", "2025", TEMPLATE)
    _, plan = planned(store, REQUESTS, file)
    access, erasure, objection = bring_in(store, REQUESTS, file)
    assert [f["right"] for f in (access, erasure, objection)] == ["access", "erasure", "objection"]
    assert access["identity_seen"] is None
    assert access["notes"].splitlines() == ["Action taken: Sent", "Request status: Closed", "Identity confirmed: Yes"]
    assert (access["closed_on"], access["outcome"]) == (dt.date(2025, 10, 1), "")
    assert (erasure["outcome"], erasure["identity_seen"]) == ("withdrawn", None)
    assert "Identity confirmed: No" in erasure["notes"]
    assert objection["extended"] == ""
    assert {"Time extensions: Yes", "Identity confirmed: pending"} <= set(objection["notes"].splitlines())
    assert [bool(row.warnings) for row in plan.rows] == [False, False, True]
    assert "not when" in plan.rows[2].warnings[0]
    assert again(store, REQUESTS, file) == {"same": 3}


def test_complaints_numbered_anew_each_year(store: Store, tmp_path: Path) -> None:
    """A bare number gets its year, so that the next year's first complaint is another one."""
    file = sheet(tmp_path, "Complaints register", "2024", COMPLAINED)
    first, second = bring_in(store, COMPLAINTS, file)
    assert (first["reference"], second["reference"]) == ("1/2024", "2/2024")
    assert (first["kind"], first["stage"], first["outcome"]) == ("complaint", "stage1", "partly")
    assert (second["stage"], second["outcome"], second["acknowledged"]) == ("informal", "not", None)
    assert again(store, COMPLAINTS, file) == {"same": 2}
    heads, *rows = COMPLAINED
    moved = [(n, day.replace(year=2025), *rest[:4], "", "", *rest[6:8], "") for n, day, *rest in rows]
    assert len(bring_in(store, COMPLAINTS, sheet(tmp_path, "", "2025", (heads, *moved)))) == 4


def test_a_sheet_saved_as_csv(store: Store, tmp_path: Path) -> None:
    """No person, no kind, ways of coming in their own words."""
    file = tmp_path / "complaints.csv"
    file.write_text(BY_HAND, "utf-8")
    first, second = bring_in(store, COMPLAINTS, file)
    assert (first["reference"], first["channel"], first["outcome"]) == ("C/24/7", "social", "not")
    assert (second["subject"], second["channel"], second["kind"]) == ("Late minutes", "telephone", "complaint")
    assert again(store, COMPLAINTS, file) == {"same": 2}


def test_what_nobody_says_is_asked(store: Store, tmp_path: Path) -> None:
    """A log that nowhere says which right it is about is asked about, line by line: no right is guessed."""
    rows = (("Ref", "Name", "Date received"), ("1", "A Person", "03/09/2025"))
    _, plan = planned(store, REQUESTS, sheet(tmp_path, "Requests", "Log", rows))
    assert [r.wrong for r in plan.rows[0].refusals] == ["Choose “What is asked for”."]
    plan.correct(0, "right", "Erasure")
    assert plan.rows[0].values["right"] == "erasure"


def test_a_file_closed_before_it_was_received_is_refused(store: Store, tmp_path: Path) -> None:
    """The cell's row is named, and nothing is taken in."""
    rows = (("Ref", "Name", "Type", "Date received", "Date closed"), ("1", "A", "SAR", "03/09/2025", "01/09/2025"))
    _, plan = planned(store, REQUESTS, sheet(tmp_path, "", "Log", rows))
    assert "Closed on cannot be before it was received" in plan.rows[0].refusals[0].wrong


def test_closed_files_are_kept_by_the_line_the_council_chose(store: Store, tmp_path: Path) -> None:
    """One line chosen before fits all; without one they wait on Home until it is chosen, and then have their day."""
    view = next(v for v in COMPLAINTS.views if v.title == "No schedule line")
    file = sheet(tmp_path, "", "2024", COMPLAINED)
    first, _ = bring_in(store, COMPLAINTS, file)
    assert first["series"] is None
    assert every(COMPLAINTS.record, (), view=view.where).count() == 2
    assert every(Holding, ()).count() == 0
    keeping.change(store, COMPLAINTS.name, 1, {"series": 1})
    assert every(COMPLAINTS.record, (), view=view.where).count() == 1
    holding = record.values_of(Holding, [closing.holding_of(COMPLAINTS.name, 1) or 0]).popitem()[1]
    assert holding["eligible_from"] == dt.date(2026, 4, 21)  # the day after two years from 20 April 2024
    csv = tmp_path / "more.csv"
    csv.write_text("Ref,Received,Complaint,Date closed\nX1,21/02/2025,Hedges,23/03/2025\n", "utf-8")
    *_, last = bring_in(store, COMPLAINTS, csv)
    assert last["series"] == 1
    opening.open_case(store, COMPLAINTS.name, {"kind": "complaint", "subject": "S", "received": clock.today(),
                                               "series": 2})  # fmt: skip
    csv.write_text("Ref,Received,Complaint,Date closed\nX2,21/02/2025,Trees,23/03/2025\n", "utf-8")
    *_, doubtful = bring_in(store, COMPLAINTS, csv)
    assert doubtful["series"] is None


def test_our_own_workbook_comes_back_the_same(store: Store, tmp_path: Path) -> None:
    """What we export has columns for the clock, and none of them is taken for a due day of somebody else."""
    bring_in(store, REQUESTS, sheet(tmp_path, "", "Log", PROCESS))
    write_workbook(table_of(REQUESTS, store.council), out := tmp_path / "own.xlsx")
    assert again(store, REQUESTS, out) == {"same": 2}


def test_five_thousand_lines_are_read_at_once(store: Store, tmp_path: Path) -> None:
    """A long log is held against the register and taken in within a few seconds on an old computer."""
    first = dt.date(2010, 1, 1)
    days = [first + dt.timedelta(days=n) for n in range(5_000)]
    rows = [(f"S{n}", f"Person {n}", "SAR", day, day + dt.timedelta(days=20)) for n, day in enumerate(days)]
    file = sheet(tmp_path, "", "Log", (("Ref", "Name", "Type of request", "Date received", "Date closed"), *rows))
    book = read_workbook(file)
    began = time.perf_counter()
    draft = importing.propose(REQUESTS, book, store)
    plan = importing.plan(draft, store)
    importing.apply(store, draft, plan)
    assert time.perf_counter() - began < 10
    assert every(REQUESTS.record, ()).count() == 5_000


def test_what_waits_is_counted_line_by_line(store: Store, tmp_path: Path) -> None:
    """Of two files one is closed: without a schedule line one waits; once a line is chosen none does."""
    csv = tmp_path / "two.csv"
    csv.write_text("Ref,Received,Complaint,Date closed\nY1,21/02/2025,A,23/03/2025\nY2,22/02/2025,B,\n", "utf-8")
    assert planned(store, COMPLAINTS, csv)[1].waiting().words == "1 waits for an answer: 1 no schedule line"
    opening.open_case(store, COMPLAINTS.name, {"kind": "complaint", "subject": "S", "received": clock.today(),
                                               "series": 1})  # fmt: skip
    _, plan = planned(store, COMPLAINTS, csv)
    assert (plan.waiting().words, [row.values["series"] for row in plan.rows]) == ("", [1, 1])


def _destroy_all(store: Store, register: Register, day: dt.date, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every closed file goes through the gate when it is due; the numbers of the log."""
    for case in every(register.record, ()).ids():
        keeping.change(store, register.name, case, {"series": 1})
    monkeypatch.setattr(clock, "today", lambda: day)
    batch = disposal.freeze(store, "Old files", disposal.due(day))
    disposal.authorise(store, batch, disposal.Authority("Chair"))
    return disposal.carry_out(store, batch, disposal.Doing("deleted", "Clerk"))


def test_files_that_were_destroyed_are_not_taken_in_again_unasked(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sheet(tmp_path, "", "Complaints", COMPLAINED)
    bring_in(store, COMPLAINTS, file)
    numbers = _destroy_all(store, COMPLAINTS, dt.date(2026, 6, 1), monkeypatch)
    assert len(numbers) == 2
    more = sheet(
        tmp_path, "", "Again", (*COMPLAINED, (1, dt.date(2026, 5, 30), "E Person", "Noise", "Hall", *[""] * 6))
    )
    _, plan = planned(store, COMPLAINTS, more)
    assert plan.counts() | {"unclear": 0} == {
        "new": 1, "changed": 0, "same": 0, "refused": 0, "left out": 2, "unclear": 0
    }  # fmt: skip
    said = f"2 lines were destroyed here ({numbers[0]}, {numbers[1]} in the log) and are not taken in again."
    assert any(said in sentence for sentence in plan.said)
    assert "Destroyed on Mon 1 Jun 2026, entry" in plan.rows[0].warnings[-1]
    plan.put_back(0)
    assert plan.rows[0].writes, "a person may choose to take it in anyway"


def test_files_destroyed_that_had_no_reference_in_the_sheet_are_known_by_their_workbook(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = sheet(tmp_path, "", "Log", PROCESS)
    bring_in(store, REQUESTS, file)
    assert len(_destroy_all(store, REQUESTS, dt.date(2028, 1, 1), monkeypatch)) == 1
    assert again(store, REQUESTS, file) == {"same": 1, "left out": 1}
    copy = tmp_path / "Another council.xlsx"
    copy.write_bytes(sheet(tmp_path, "", "Log", (*PROCESS, PROCESS[1])).read_bytes())
    assert again(store, REQUESTS, copy)["new"] >= 1, "lines alike of another workbook may be other requests"


@pytest.mark.parametrize(
    "heading", ["Date of reply", "Reply date", "Date replied", "Replied on", "Date of answer", "Response date"]
)
def test_the_day_of_the_answer_is_known_by_the_headings_clerks_use(store: Store, tmp_path: Path, heading: str) -> None:
    rows = (("Ref", "Date received", "Name", "Nature of complaint", "Officer", heading, "Outcome"),
            ("C/01", "01/03/2026", "A Person", "Grass", "Clerk", "12/03/2026", "Upheld"))  # fmt: skip
    [row] = planned(store, COMPLAINTS, sheet(tmp_path, "", "Log", rows))[1].rows
    assert row.values["answered"] == dt.date(2026, 3, 12)
    assert not row.questions, "it was answered lately: the file may well be open"


def test_old_answers_without_a_day_of_closing_are_asked_about_once(store: Store, tmp_path: Path) -> None:
    """Nine of 2018 to 2024 once headed the list of what is due; closed or not, the sheet does not say."""
    head = ("Ref", "Date received", "Name", "Nature of complaint", "Date of reply", "Date closed")
    old = [(f"C/0{n}", f"01/03/{2015 + n}", "A Person", "Grass", f"12/03/{2015 + n}", "") for n in range(1, 9)]
    rows = (head, *old, ("C/10", "01/04/2024", "B Person", "Noise", "12/04/2024", "13/05/2024"),
            ("C/11", "01/04/2026", "C Person", "Bins", "", ""))  # fmt: skip
    draft, plan = planned(store, COMPLAINTS, sheet(tmp_path, "", "Log", rows))
    asked = {q.text for row in plan.rows for q in row.questions}
    assert asked == {
        "8 lines have an answer of more than three months ago and no day of closing. Are they closed?"
    }  # fmt: skip
    assert plan.counts()["unclear"] == 8
    for index, row in enumerate(plan.rows):
        for question in row.questions:
            plan.answer(index, question, question.answers[0])
    importing.apply(store, draft, plan)
    ids = sorted(every(COMPLAINTS.record, ()).ids())
    closed = [values["closed_on"] for values in record.values_of(COMPLAINTS.record, ids).values()]
    assert closed == [*(dt.date(2015 + n, 3, 12) for n in range(1, 9)), dt.date(2024, 5, 13), None]


def test_old_answers_may_be_of_files_that_are_open(store: Store, tmp_path: Path) -> None:
    rows = (("Ref", "Date received", "Name", "Nature of complaint", "Date of reply"),
            ("C/01", "01/03/2024", "A Person", "Grass", "12/03/2024"))  # fmt: skip
    _, plan = planned(store, COMPLAINTS, sheet(tmp_path, "", "Log", rows))
    [question] = plan.rows[0].questions
    assert question.text.startswith("1 line has an answer")
    plan.answer(0, question, question.answers[1])
    assert not plan.rows[0].values.get("closed_on")
    assert not plan.rows[0].questions

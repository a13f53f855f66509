"""The list of boxes a council keeps, as spreadsheets of other programs hold it, taken into the holdings."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.helpers import open_new
from workbench import clock
from workbench.errors import Plain
from workbench.exchange.drafting import Draft
from workbench.exchange.plan import Plan, Standing
from workbench.gui.importing.checking import Checking
from workbench.gui.importing.findings import look
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import holdings
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import importing

BEFORE, APRIL = dt.date(2018, 4, 1), dt.date(2019, 4, 1)
HEADS = ("Box no", "Contents", "Series ref", "From", "To", "Location", "Closed on")
ROWS: tuple[tuple[Any, ...], ...] = (
    ("B001", "Complaint files 2019", "6.1", APRIL, dt.date(2020, 3, 31), "Loft, shelf 2", dt.date(2020, 3, 31)),
    ("B002", "Invoices 2018/19", "Paid invoices", BEFORE, dt.date(2019, 3, 31), "Loft", dt.date(2018, 12, 1)),
    ("007", "Complaint files 2024", "6.1 Complaints  closed", None, None, "Office", None),
)
TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
SIX_YEARS = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "end_of_financial_year", bound="min")


ODD = (("B9", "Odd papers", "99.9", None, None, "Cellar", None), ("B10", "Diaries"))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A schedule of two lines."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 25))
    with open_new(tmp_path / "council") as made:
        with made.operation("Fill", "import") as op:
            lines = [
                {"record_series": "Complaints closed", "reference": "6.1", "rule": TWO_YEARS},
                {"record_series": "Paid invoices", "reference": "7", "rule": SIX_YEARS},
            ]
            record.add(ScheduleLine, lines, op.id)
        yield made


def workbook(path: Path, *more: tuple[Any, ...]) -> Path:
    """The list as openpyxl writes it, under a title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Boxes in store, October 2026"])
    sheet.append([])
    for row in (HEADS, *ROWS, *more):
        sheet.append(list(row))
    book.save(path)
    return path


def comma_separated(path: Path, *more: tuple[Any, ...]) -> Path:
    """The list as Python's own csv writes it, days as a British clerk has them."""
    with path.open("w", newline="") as file:
        write = csv.writer(file)
        for row in (HEADS, *ROWS, *more):
            write.writerow([f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else cell or "" for cell in row])
    return path


def taken(store: Store, path: Path) -> Plan:
    """The plan of a file, applied."""
    draft = importing.propose(holdings.REGISTER, importing.read(path), store)
    plan = importing.plan(draft, store)
    importing.apply(store, draft, plan)
    return plan


def kept() -> dict[str, dict[str, Any]]:
    """Every holding by its box number."""
    found = record.values_of(Holding, every(Holding, ()).ids())
    return {values["number"]: values for values in found.values()}


@pytest.mark.parametrize("make", [workbook, comma_separated])
def test_every_column_finds_its_field_and_the_dates_follow(store: Store, tmp_path: Path, make: Any) -> None:
    """Closed 31 Mar 2020 + 2 years = 31 Mar 2022; 1 Dec 2018 lies in the year to 31 Mar 2019, + 6 = 31 Mar 2025."""
    plan = taken(store, make(tmp_path / ("boxes.xlsx" if make is workbook else "boxes.csv")))
    assert plan.counts()["new"] == 3
    assert not [said for said in plan.said if "Not taken in" in said]
    found = kept()
    assert {number: (v["description"], v["series_name"], v["place"]) for number, v in found.items()} == {
        "B001": ("Complaint files 2019", "Complaints closed", "Loft, shelf 2"),
        "B002": ("Invoices 2018/19", "Paid invoices", "Loft"),
        "007": ("Complaint files 2024", "Complaints closed", "Office"),
    }
    dates = {number: (v["keep_until"], v["eligible_from"], v["dispose_by"]) for number, v in found.items()}
    assert dates == {
        "B001": (dt.date(2022, 3, 31), dt.date(2022, 4, 1), dt.date(2022, 5, 1)),
        "B002": (dt.date(2025, 3, 31), dt.date(2025, 4, 1), dt.date(2025, 5, 1)),
        "007": (None, None, None),
    }
    assert found["B001"]["covers_from"] == dt.date(2019, 4, 1)


def test_an_unknown_series_is_asked_and_taken_in_once_it_is_said(store: Store, tmp_path: Path) -> None:
    file = workbook(
        tmp_path / "boxes.xlsx", ("B9", "Odd papers", "99.9", None, None, "Cellar", None), ("B10", "Diaries")
    )
    draft = importing.propose(holdings.REGISTER, importing.read(file), store)
    plan = importing.plan(draft, store)
    asked = {row.values["number"]: row for row in plan.rows if row.standing is Standing.REFUSED}
    unknown, missing = [str(refusal) for row in asked.values() for refusal in row.refusals]
    assert unknown.startswith("Sheet!C7: There is no record series called “99.9”. Write its reference or its name")
    assert unknown.endswith("such as “6.1 Complaints closed”.")
    assert missing == "Sheet!row 8: Enter the record series. Type it here, or leave the row out."
    with pytest.raises(Plain):
        importing.apply(store, draft, plan)
    assert kept() == {}
    for index, row in enumerate(plan.rows):
        if row.standing is Standing.REFUSED:
            plan.correct(index, "series", "complaints closed" if row.values["number"] == "B9" else "7")
    importing.apply(store, draft, plan)
    assert {kept()[number]["series_name"] for number in ("B9", "B10")} == {"Complaints closed", "Paid invoices"}


def test_the_same_list_again_changes_nothing_and_a_moved_box_moves(store: Store, tmp_path: Path) -> None:
    taken(store, workbook(tmp_path / "boxes.xlsx"))
    again = taken(store, workbook(tmp_path / "again.xlsx"))
    assert (again.counts()["same"], again.counts()["new"], again.counts()["changed"]) == (3, 0, 0)
    moved = (*ROWS[0][:1], "Complaint files, 2019 to 2020", *ROWS[0][2:5], "Record office", ROWS[0][6])
    book = openpyxl.load_workbook(tmp_path / "boxes.xlsx")
    for place, value in enumerate(moved, 1):
        book["Sheet"].cell(4, place).value = value
    book.save(tmp_path / "moved.xlsx")
    plan = taken(store, tmp_path / "moved.xlsx")
    assert (plan.counts()["changed"], plan.counts()["new"]) == (1, 0)
    assert (len(kept()), kept()["B001"]["place"]) == (3, "Record office")


def test_a_reference_that_fits_two_is_asked(store: Store, tmp_path: Path) -> None:
    with store.operation("Another", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Complaints refused", "reference": "6.1"}], op.id)
    draft = importing.propose(holdings.REGISTER, importing.read(workbook(tmp_path / "boxes.xlsx")), store)
    refused = [str(r) for row in importing.plan(draft, store).rows for r in row.refusals]
    cure = "Say which, by its reference and its name, such as “6.1 Complaints closed”."
    assert refused == [f"Sheet!C4: “6.1” could be any of 2. {cure}"]


def planned(store: Store, path: Path) -> tuple[Draft, Plan]:
    """A file as far as its plan."""
    draft = importing.propose(holdings.REGISTER, importing.read(path), store)
    return draft, importing.plan(draft, store)


@pytest.mark.parametrize(("chosen", "reference"), [("Tenders", ""), ("12 Tenders", "12")])
def test_a_name_that_another_line_bears_behind_its_reference_is_asked_and_one_is_picked(
    store: Store, tmp_path: Path, chosen: str, reference: str
) -> None:
    """“Tenders” stands without a reference and as “12 Tenders”; “Old tenders” is called otherwise and never meant."""
    with store.operation("Others", "edit") as op:
        names = [("", "Tenders"), ("12", "Tenders"), ("", "Old tenders")]
        record.add(ScheduleLine, [{"record_series": name, "reference": ref} for ref, name in names], op.id)
    draft, plan = planned(store, workbook(tmp_path / "boxes.xlsx", ("B9", "Tenders 2020", "tenders")))
    [(index, row)] = [(n, row) for n, row in enumerate(plan.rows) if row.refusals]
    assert row.refusals[0].wrong == "“tenders” could be any of 2."
    assert set(row.refusals[0].meant) == {"Tenders", "12 Tenders"}
    checking = Checking(plan)
    [option] = [option for option in checking.options(index) if option.label == chosen]
    checking.decide(index, option)
    assert checking.decided(index) == f"You chose: {chosen}"
    importing.apply(store, draft, plan)
    [line] = record.values_of(ScheduleLine, [kept()["B9"]["series"]]).values()
    assert (line["reference"], line["record_series"]) == (reference, "Tenders")


def test_two_lines_that_nothing_tells_apart_are_never_chosen_between(store: Store, tmp_path: Path) -> None:
    with store.operation("Twins", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Tenders"}] * 2, op.id)
    _, plan = planned(store, workbook(tmp_path / "boxes.xlsx", ("B9", "Tenders 2020", "Tenders")))
    [(index, refusal)] = [(n, row.refusals[0]) for n, row in enumerate(plan.rows) if row.refusals]
    assert (refusal.meant, refusal.cure) == ((), "Nothing tells them apart: give each a reference of its own first.")
    plan.correct(index, "series", "Tenders")
    assert plan.rows[index].standing is Standing.REFUSED


def test_a_year_alone_is_its_first_day_or_its_last_and_that_is_said(store: Store, tmp_path: Path) -> None:
    years = ("B9", "Complaint files", "6.1", 2015, "2017", "Loft", "2018"), ("B10", "More", "6.1", "15", 2017, "", None)
    draft, plan = planned(store, workbook(tmp_path / "boxes.xlsx", *years))
    rows = {row.values["number"]: row for row in plan.rows}
    assert (rows["B9"].values["covers_from"], rows["B9"].values["covers_to"]) == (
        dt.date(2015, 1, 1),
        dt.date(2017, 12, 31),
    )
    assert rows["B9"].warnings == (
        "Records from: “2015” is taken as 1 January 2015.",
        "Records to: “2017” is taken as 31 December 2017.",
    )
    said = "2 cells of “To” say only a year. A year alone is taken as its 31 December."
    assert said in plan.said
    assert said in look(draft).said
    assert [r.field for r in rows["B9"].refusals] == ["trigger_date"], "a day that sets a date is never guessed"
    assert [r.field for r in rows["B10"].refusals] == ["covers_from"]


ORDERS = [
    # From can be read both ways; what To says, and the columns that are then asked about
    (("25/03/2020", "31/03/2021"), []),
    (("05/03/2020", "06/03/2021"), ["From", "To", "Closed on"]),
    (("25/03/2020", "03/31/2021"), ["From", "To", "Closed on"]),
    (("03/25/2020", "03/31/2021"), ["From", "To", "Closed on"]),
]


@pytest.mark.parametrize(("ends", "asked"), ORDERS)
def test_another_column_settles_the_order_of_days_unless_they_speak_against_each_other(
    store: Store, tmp_path: Path, ends: tuple[str, str], asked: list[str]
) -> None:
    path = tmp_path / "boxes.csv"
    with path.open("w", newline="") as file:
        write = csv.writer(file)
        write.writerow(HEADS)
        for place, end in enumerate(ends):
            write.writerow((f"B{place}", f"Files {place}", "6.1", "04/05/2019", end, "Loft", "07/05/2020"))
    draft = importing.propose(holdings.REGISTER, importing.read(path), store)
    found = look(draft)
    assert [choice.place.heading for choice in found.dates] == asked
    assert len(draft.undecided()) == len(asked)
    said = [
        f"Dates in “{name}” are read day first, because those in “To” can only be." for name in ("From", "Closed on")
    ]
    assert [line for line in found.said if line.startswith("Dates in")] == ([] if asked else said)
    if not asked:
        assert {row.values["covers_from"] for row in importing.plan(draft, store).rows} == {dt.date(2019, 5, 4)}

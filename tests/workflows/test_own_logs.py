"""Councils' own destruction logs, laid out as they please, come in once and stay as they were written.

The headings are those of published forms: a records-destruction certificate of a state library ("Record series",
"Dates covered from", "Thru", "Estimated volume"), a federal sample form ("Records Title / Description / ID", "Format",
"Date Eligible for Destruction"), and a local one ("Date destroyed", "Records destroyed").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests import helpers
from workbench import clock
from workbench.exchange.plan import Plan, Standing
from workbench.exchange.reading import read_workbook
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import history, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.destruction_log import REGISTER, LogEntry
from workbench.workflows import corrections, importing

BY_HAND = """Destruction log 2019 onwards,,,,,,,
No.,Date destroyed,Records destroyed,Quantity,Method of destruction,Authorised by,Retention period,Comments
14/2023,12/03/2023,Paid invoices 2014/15,3 boxes,Cross-cut shredding,Finance committee,6 years,
15/2023,25/04/2023,Receipt books,1 box,Confidential waste,Finance committee,6 years,Two people present
,30/05/2024,Hall hire forms,about 2 folders,Shredded on site by contractor,Clerk,6 years,
,30/05/2024,Old byelaws,1 volume,Deposited at the county record office,Full council,Permanent,
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """21 April 2026, an empty log."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    with helpers.open_new(tmp_path) as store:
        yield store


def planned(store: Store, file: Path) -> tuple[Any, Plan]:
    """The file read for the log, and held against it."""
    draft = importing.propose(REGISTER, read_workbook(file), store)
    return draft, importing.plan(draft, store)


def bring_in(store: Store, file: Path) -> list[dict[str, Any]]:
    """Import a file; every entry of the log then, oldest first."""
    draft, plan = planned(store, file)
    assert [str(r) for row in plan.rows for r in row.refusals] == []
    importing.apply(store, draft, plan)
    return entries()


def entries() -> list[dict[str, Any]]:
    """Every entry of the log, in the order in which they came."""
    found = record.values_of(LogEntry, sorted(every(LogEntry, ()).ids()))
    return [dict(values) for values in found.values()]


def by_hand(tmp_path: Path, text: str = BY_HAND) -> Path:
    """A log kept as a sheet, saved as CSV."""
    file = tmp_path / "log.csv"
    file.write_text(text, "utf-8")
    return file


def certificate(tmp_path: Path) -> Path:
    """A certificate as a workbook of another library: real dates, a banner, no number, no description."""
    file = tmp_path / "certificate.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet, day = book.add_worksheet("Certificate"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range(0, 0, 0, 6, "REPORT/CERTIFICATE OF RECORDS DESTRUCTION")
        heads = (
            "Record series",
            "Dates covered from",
            "Thru",
            "Estimated volume",
            "Destroyed by",
            "Date of destruction",
        )
        for place, head in enumerate(heads):
            sheet.write(2, place, head)
        rows = (
            ("Bank statements", dt.date(2010, 4, 1), dt.date(2012, 3, 31), "4 boxes", "Clerk", dt.date(2019, 7, 1)),
            ("Timesheets", dt.date(2012, 4, 1), dt.date(2013, 3, 31), "12", "Clerk", dt.date(2019, 7, 1)),
        )
        for number, row in enumerate(rows, 3):
            for place, value in enumerate(row):
                if isinstance(value, dt.date):
                    sheet.write_datetime(number, place, dt.datetime.combine(value, dt.time()), day)
                else:
                    sheet.write(number, place, value)
    return file


def federal(tmp_path: Path) -> Path:
    """A form with a number that begins at 1 each year, one sheet a year, and a span of years in a cell."""
    file = tmp_path / "form.xlsx"
    heads = ("No", "Records Title / Description / ID", "Format", "Volume", "Location", "Dates Covered")
    more = ("Date Eligible for Destruction", "Destruction Method", "Date Records Destroyed", "Witnessed by")
    with xlsxwriter.Workbook(file) as book:
        for year in (2021, 2022):
            sheet = book.add_worksheet(str(year))
            for place, head in enumerate(heads + more):
                sheet.write(0, place, head)
            for number in (1, 2):
                row = (number, f"Planning files {year}, part {number}", "Paper files", "2 ring binders", "Loft")
                rest = ("2009-2012", "after audit", "Shredding by Acme", f"{number + 20}/06/{year}", "Deputy clerk")
                for place, value in enumerate(row + rest):
                    sheet.write(number, place, value)
    return file


def test_a_sheet_with_numbers_of_its_own_and_gaps(store: Store, tmp_path: Path) -> None:
    one, two, three, four = bring_in(store, by_hand(tmp_path))
    assert [e["number"] for e in (one, two, three, four)] == ["14/2023", "15/2023", "2024/own-001", "2024/own-002"]
    assert [e["outcome"] for e in (one, two, three, four)] == ["destroyed", "destroyed", "destroyed", "transferred"]
    assert (one["carried_out"], one["description"]) == (dt.date(2023, 3, 12), "Paid invoices 2014/15")
    assert (one["quantity"], one["unit"], one["method"], one["rule"]) == (3, "boxes", "shredded", "6 years")
    assert (two["remarks"], two["method"]) == ("Two people present", "confidential")
    assert (three["quantity"], three["unit"], three["method"]) == (None, "", "shredded")
    said = "Quantity: about 2 folders\nMethod of destruction: Shredded on site by contractor"
    assert three["remarks"] == said
    assert (four["method"], four["unit"], four["quantity"]) == ("transferred", "volumes", 1)
    assert "county record office" in four["remarks"]
    nobody = ("done_by", "witness", "second_person", "authorised_role")
    assert {e[name] for e in (one, two, three, four) for name in nobody} == {""}, "nothing is guessed about people"


def test_a_certificate_without_numbers_or_descriptions(store: Store, tmp_path: Path) -> None:
    bank, sheets = bring_in(store, certificate(tmp_path))
    assert (bank["number"], sheets["number"]) == ("2019/own-001", "2019/own-002")
    assert (bank["description"], bank["series_name"]) == ("Bank statements", "Bank statements")
    assert (bank["covers_from"], bank["covers_to"]) == (dt.date(2010, 4, 1), dt.date(2012, 3, 31))
    assert (bank["quantity"], bank["unit"], sheets["quantity"], sheets["unit"]) == (4, "boxes", 12, "")
    assert (bank["done_by"], bank["carried_out"]) == ("Clerk", dt.date(2019, 7, 1))


def test_a_log_that_begins_at_1_each_year(store: Store, tmp_path: Path) -> None:
    found = bring_in(store, federal(tmp_path))
    assert [(e["number"], e["carried_out"].year) for e in found] == [("1", 2021), ("2", 2021), ("1", 2022), ("2", 2022)]
    first = found[0]
    assert (first["medium"], first["place"], first["witness"]) == ("paper", "Loft", "Deputy clerk")
    assert (first["quantity"], first["unit"], first["method"]) == (2, "folders", "shredded")
    assert (first["covers_from"], first["eligible_from"]) == (None, None)
    for words in ("Dates Covered: 2009-2012", "Date Eligible for Destruction: after audit", "Shredding by Acme"):
        assert words in first["remarks"]


@pytest.mark.parametrize("made", [by_hand, certificate, federal], ids=lambda made: made.__name__)
def test_the_same_file_again_adds_nothing(store: Store, tmp_path: Path, made: Any) -> None:
    before = bring_in(store, made(tmp_path))
    _, plan = planned(store, made(tmp_path))
    assert {row.standing for row in plan.rows} == {Standing.SAME}
    assert bring_in(store, made(tmp_path)) == before


def test_what_was_added_to_the_sheet_since_comes_in_alone(store: Store, tmp_path: Path) -> None:
    bring_in(store, by_hand(tmp_path))
    head, rest = BY_HAND.split("14/2023", 1)
    longer = f"{head},29/02/2024,Allotment maps,1 item,Confidential waste,Clerk,,\n14/2023{rest}"
    assert [e["number"] for e in bring_in(store, by_hand(tmp_path, longer))][4:] == ["2024/own-003"]


def test_an_entry_that_says_something_else_is_refused(store: Store, tmp_path: Path) -> None:
    bring_in(store, by_hand(tmp_path))
    _, plan = planned(store, by_hand(tmp_path, BY_HAND.replace("Receipt books", "Receipt pads")))
    assert [row.standing for row in plan.rows].count(Standing.REFUSED) == 1
    [refusal] = [r for row in plan.rows for r in row.refusals]
    assert "stays as it was made" in refusal.cure


def test_words_nobody_can_place_are_asked(store: Store, tmp_path: Path) -> None:
    text = "Number,Description,Date,Outcome\n1,Box,01/02/2020,Ask Fred\n2,Box two,02/02/2020,Shredded\n"
    _, plan = planned(store, by_hand(tmp_path, text))
    assert [row.standing for row in plan.rows] == [Standing.REFUSED, Standing.NEW]
    plan.correct(0, "outcome", "Destroyed")
    assert plan.rows[0].standing is Standing.NEW


def test_our_numbers_go_on_after_the_highest_of_the_year(store: Store, tmp_path: Path) -> None:
    text = "Number,Description,Date\n2026/020,Box,21/02/2026\n7/2026,Other box,22/02/2026\n,No number,23/02/2026\n"
    numbers = [e["number"] for e in bring_in(store, by_hand(tmp_path, text))]
    assert numbers == ["2026/020", "7/2026", "2026/own-001"]
    assert corrections.correct(store, 1, "The box.", "Two boxes.") == "2026/021"
    bring_in(store, by_hand(tmp_path, "Number,Description,Date\n30/2026,A third,24/02/2026\n"))
    assert corrections.correct(store, 1, "The box.", "Two boxes.") == "2026/031"


def test_it_is_marked_as_imported_and_cannot_be_undone(store: Store, tmp_path: Path) -> None:
    bring_in(store, by_hand(tmp_path))
    [entry] = history.of_record("destruction-log", 1)
    operation = history.operation_of(entry.operation)
    assert operation is not None
    assert (operation.kind, operation.name) == ("import", "Import log.csv")
    assert history.verify().intact


def test_it_goes_out_and_comes_back_the_same(store: Store, tmp_path: Path) -> None:
    bring_in(store, by_hand(tmp_path))
    corrections.correct(store, 2, "One box.", "Two boxes.")
    out = tmp_path / "out.xlsx"
    write_workbook(table_of(REGISTER, store.council), out)
    _, plan = planned(store, out)
    assert [row.standing for row in plan.rows] == [Standing.SAME] * 5

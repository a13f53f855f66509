"""Schedules laid out in ways that councils use, made up here: each rule comes back once, by its name, in its words.

The rules of each layout stand beside it by their row: the record, its period, its section. No other row is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from workbench.exchange.book import Book, Cell, Merge, Sheet
from workbench.exchange.drafting import draft
from workbench.registers.retention_schedule import REGISTER

Row = list[Cell]


@dataclass(frozen=True)
class Layout:
    """Rows of one sheet, and by row its record, its period and its section."""

    rows: tuple[Row, ...]
    rules: dict[int, tuple[str, ...]]
    merged: tuple[Merge, ...] = ()


LAYOUTS: dict[str, Layout] = {
    "sections numbered as an outline": Layout(
        (
            ["Code", "Activity/ Records Series", "Trigger", "Retention Period", "Disposal Action"],
            ["02", "DEMOCRACY"],
            ["02.001", "Council meetings"],
            ["02.001.001", "Signed minutes", "Date of meeting", "Permanent", "Transfer to archive"],
            ["02.001.002", "Agendas", "Date of meeting", 5, "Destroy"],
            ["02.002", "Elections"],
            ["02.002.001", "Ballot papers", "Date of election", "1 year", "Destroy"],
        ),
        {
            4: ("Signed minutes", "Permanent", "02.001 Council meetings"),
            5: ("Agendas", "5", "02.001 Council meetings"),
            7: ("Ballot papers", "1 year", "02.002 Elections"),
        },
    ),
    "sections lettered, rules numbered": Layout(
        (
            ["No", "Record", "Period", "Disposal"],
            ["A", "ADMINISTRATION"],
            [1, "Minutes", "Permanent", "Archive"],
            [2, "Waiting list"],
            ["B", "FINANCE"],
            [3, "Invoices", "6 years", "Shred"],
        ),
        {
            3: ("Minutes", "Permanent", "A ADMINISTRATION"),
            4: ("Waiting list", "", "A ADMINISTRATION"),
            6: ("Invoices", "6 years", "B FINANCE"),
        },
    ),
    "lines about the document over the heading": Layout(
        (
            ["LOWER DEAN TOWN COUNCIL"],
            ["Version:", "2.1"],
            ["Owner:", "Town Clerk"],
            ["Approved by:", "Policy Committee", "Minute ref:", "23/114"],
            [],
            ["No.", "Type of document", "How long kept", "Reason for keeping", "Method of disposal"],
            [1, "Agendas", "5 years", "Management", "Bin"],
            [2, "Minutes", "Indefinite", "Archive", "Deposit with county archive"],
        ),
        {7: ("Agendas", "5 years", ""), 8: ("Minutes", "Indefinite", "")},
    ),
    "a version beside the title": Layout(
        (
            ["Retention schedule", None, None, "Version 4"],
            ["Title", "Retention schedule"],
            ["Service area", "Record", "Retention", "Disposal"],
            ["Parks", "Play inspections", "21 years", "Archive"],
            ["Markets", "Stall licences", "6 years after expiry", "Shred"],
        ),
        {4: ("Play inspections", "21 years", ""), 5: ("Stall licences", "6 years after expiry", "")},
    ),
    "a heading that names the section": Layout(
        (
            ["FINANCE", "Retention period", "Reason"],
            ["Receipt books", "6 years", "VAT"],
            ["PERSONNEL", "Retention period", "Reason"],
            ["Wages books", "12 years", "Superannuation"],
            [],
            ["ALLOTMENTS", "Retention period", "Reason"],
            ["Tenancies", "6 years", "Limitation Act"],
        ),
        {
            2: ("Receipt books", "6 years", "FINANCE"),
            4: ("Wages books", "12 years", "PERSONNEL"),
            7: ("Tenancies", "6 years", "ALLOTMENTS"),
        },
    ),
    "a heading in two rows, nothing merged": Layout(
        (
            ["Type of", "Retention", "Reason for", "Method of"],
            ["record", "period", "retention", "disposal"],
            ["Cheque books", "2 years", "Audit", "Shred"],
            ["Deeds", "Permanent", "Law", "Archive"],
        ),
        {3: ("Cheque books", "2 years", ""), 4: ("Deeds", "Permanent", "")},
    ),
    "period and start under one merged heading": Layout(
        (
            ["Record", "Retention", None, "Reason"],
            [None, "Period", "From", None],
            ["Agendas", "5 years", "Date of meeting", "Management"],
            ["Loans", "12 years", "Date of repayment", "Limitation"],
        ),
        {3: ("Agendas", "5 years", ""), 4: ("Loans", "12 years", "")},
        (Merge(1, 1, 1, 2), Merge(1, 0, 2, 0), Merge(1, 3, 2, 3)),
    ),
    "page numbers, signatures, totals and remarks": Layout(
        (
            ["Record series", "Description", "Retention period", "Comments"],
            ["Rota", "Weekly rota of wardens", "1 year", None],
            ["Page 1 of 2", None, "Schedule v3", None],
            ["Record series", "Description", "Retention period", "Comments"],
            ["Inspections", "Weekly inspections", "21 years", "ask Jo"],
            [None, None, None, "ask the auditor"],
            ["Bookings", "Pitch bookings", "2 years", None],
            ["Total record series: 3"],
            ["Signed:", None, "Date:"],
            ["Clerk to the Council, 3 May 2024"],
        ),
        {2: ("Rota", "1 year", ""), 5: ("Inspections", "21 years", ""), 7: ("Bookings", "2 years", "")},
    ),
    "in Welsh": Layout(
        (
            ["CYNGOR CYMUNED LLANFAWR"],
            [],
            ["Math o gofnod", "Cyfnod cadw", "Rheswm", "Gwaredu"],
            ["Cofnodion y cyngor", "Parhaol", "Archif", "Archifdy"],
            ["Anfonebau", "6 blynedd", "TAW", "Rhwygo"],
        ),
        {4: ("Cofnodion y cyngor", "Parhaol", ""), 5: ("Anfonebau", "6 blynedd", "")},
    ),
    "headings that say nothing known": Layout(
        (
            ["Category", "Lifespan", "Ultimate fate", "Watchwords"],
            ["Planning responses", "3 years", "Shred", "x"],
            ["Burial register", "Permanent", "Archive", "y"],
            ["Allotment tenancies", "6 years", "Shred", "x"],
        ),
        {
            2: ("Planning responses", "3 years", ""),
            3: ("Burial register", "Permanent", ""),
            4: ("Allotment tenancies", "6 years", ""),
        },
    ),
    "names under a heading for references": Layout(
        (
            ["Item", "Retention requirement", "Outcome"],
            ["Planning responses", "3 years", "Shred"],
            ["Burial register", "Permanent", "Archive"],
        ),
        {2: ("Planning responses", "3 years", ""), 3: ("Burial register", "Permanent", "")},
    ),
    "names under a heading for yes and no": Layout(
        (
            ["Personal data", "Kept for", "What happens then"],
            ["Hirers of the hall", "2 years", "Deleted"],
            ["Newsletter list", "1 year", "Deleted"],
        ),
        {2: ("Hirers of the hall", "2 years", ""), 3: ("Newsletter list", "1 year", "")},
    ),
    "ticks and years": Layout(
        (
            ["Records held", "Keep permanently", "Destroy after (years)", "Review"],
            ["Charters", "✓", None, None],
            ["Receipts", None, 6, None],
        ),
        {2: ("Charters", "Permanent", ""), 3: ("Receipts", "6 years", "")},
    ),
    "questions": Layout(
        (
            ["What we hold", "Why we hold it", "How long do we keep it?"],
            ["Contact forms", "To reply", "1 year"],
            ["Surveys", "To plan", "2 years"],
        ),
        {2: ("Contact forms", "1 year", ""), 3: ("Surveys", "2 years", "")},
    ),
}


def _sheet(layout: Layout, name: str = "Schedule") -> Sheet:
    width = max(map(len, layout.rows))
    return Sheet(name, [[*row, *[None] * (width - len(row))] for row in layout.rows], merged=layout.merged)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_rule_once_in_its_own_words(name: str) -> None:
    layout = LAYOUTS[name]
    made = draft(REGISTER, Book("schedule.xlsx", (_sheet(layout),)))
    found = [(line.row, line.line.texts, line.line.section) for line in made.lines()]
    rules = {row: (texts["record_series"], texts.get("period_text", ""), section) for row, texts, section in found}
    assert rules == layout.rules
    assert len(found) == len(layout.rules)


def test_sheets_under_the_same_headings_are_read_alike() -> None:
    """One sheet's periods alone say too little; together with the other's they are known."""
    plain = Layout((["Record", "Lasts"], ["Payroll", "6 years"], ["Bids", "3 years"], ["Maps", "1 year"]), {})
    odd = Layout((["Record", "Lasts"], ["Claims", "As the insurer says"], ["Seals", "See the note"]), {})
    made = draft(REGISTER, Book("schedule.xlsx", (_sheet(plain, "One"), _sheet(odd, "Two"))))
    assert [part.columns for part in made.tables] == [{0: "record_series", 1: "period_text"}] * 2
    assert [line.line.texts["record_series"] for line in made.lines()] == ["Payroll", "Bids", "Maps", "Claims", "Seals"]


def test_what_else_stands_on_the_sheet_is_said() -> None:
    [part] = draft(REGISTER, Book("a.xlsx", (_sheet(LAYOUTS["sections numbered as an outline"]),))).tables
    assert part.table.said() == "Found 3 rows, 5 columns, on sheet “Schedule”."
    assert part.table.said_beside() == "Beside them: 1 heading, 3 sections."


def test_a_heading_in_the_upper_row_alone_keeps_its_column() -> None:
    rows: tuple[Row, ...] = (
        ["Ref", "Records", None, "Retention"],
        [None, "Record series", "Used for", "Period", "Start"],
        ["0071", "Minutes", "Decisions", "Permanent"],
        ["0072", "Invoices", "Paying", "6 years", "closure"],
    )
    layout = Layout(rows, {}, merged=(Merge(1, 1, 1, 2), Merge(1, 3, 1, 4)))
    lines = draft(REGISTER, Book("schedule.xlsx", (_sheet(layout),))).lines()
    assert [line.line.texts["reference"] for line in lines] == ["0071", "0072"]

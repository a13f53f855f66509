"""A printed document as those hear it who do not see it: every mark is tagged or passed over, every tag is found again.

Read with pypdf, which shares nothing with what wrote the file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream

from tests.helpers import open_new
from tests.reports.committee import page as committee_page
from tests.reports.pages import MADE, listing
from tests.reports.structure import below, elements, own_marks
from workbench.editions import changes_since
from workbench.records import record
from workbench.registers.retention_schedule import REGISTER as SCHEDULE
from workbench.reports.changes import print_changes
from workbench.reports.committee import print_committee
from workbench.reports.forms import print_forms
from workbench.reports.listing import print_listing
from workbench.reports.page import Facts, Paper
from workbench.reports.receipt import Receipt, print_receipt
from workbench.reports.recovery_sheet import RecoverySheet, print_recovery_sheet
from workbench.reports.style import CELL
from workbench.reports.tables import print_tables
from workbench.tabled import About, Fact, Form, Forms, Heading, Part, Tables
from workbench.workflows import adopting

SHOWS = {b"Tj", b"TJ", b"'", b'"', b"f", b"F", b"f*", b"B", b"b", b"S", b"s", b"Do", b"sh", b"BI"}
Printer = Callable[[Path], object]


def long_list(path: Path) -> object:
    rows = [(f"{n:03}", f"Series {n} with a name that takes more than one line " * 3, "6 years") for n in range(150)]
    rows[70] = ("070", "Very long. " * 1500, "Permanent")
    return print_listing(listing(rows, ("Ref", "Record series", "Period")), path)


def receipt(path: Path) -> object:
    counts = (("Added", "7 schedule lines"), ("Changed", "1 schedule line"))
    return print_receipt(Receipt("Llanrŵst", "Retention schedule", "a.xlsx", "ab12" * 16, counts, "Jo", MADE), path)


def recovery_sheet(path: Path) -> object:
    key = "07YJ-4TB9-K70X-VQ4X-C75J-S4JT-GCD1-W66J"
    return print_recovery_sheet(RecoverySheet("Llanrŵst", Path("D:/Council"), "Jo", key, MADE), path)


def changes(path: Path) -> object:
    with open_new(path.parent) as store:
        with store.operation("Add", "edit") as operation:
            lines = [{"reference": f"{n:03}", "record_series": f"Series {n}"} for n in range(90)]
            numbers = record.add(SCHEDULE.record, lines, operation.id)
        made = adopting.adopt(store, SCHEDULE, {"adopted_on": dt.date(2026, 5, 3), "minute": "26/045"})
        with store.operation("Change", "edit") as operation:
            record.change(SCHEDULE.record, {n: {"period_text": "6 years"} for n in numbers[:50]}, operation.id)
            record.remove(SCHEDULE.record, numbers[50:], operation.id)
            record.add(SCHEDULE.record, [{"record_series": "Llyfrau"}], operation.id)
        return print_changes(changes_since(SCHEDULE, made), store.council, path)


ABOUT = About("Llanrŵst", "Checks", "3 rounds fell due.", MADE, "From 1 Apr 2026", "Code of the history: 07YJ.")


def report(path: Path) -> object:
    rows = [(f"Check {n}", n, MADE.date()) for n in range(120)]
    headings = (Heading("Check", naming=True), Heading("Missed", "number"), Heading("Due on", "date"))
    parts = [Part("Checks", headings, rows, "The longest first."), Part("Answers", headings, [], "", "None.")]
    return print_tables(Tables(ABOUT, parts), path)


def forms(path: Path) -> object:
    facts = [Fact("What", "Number", "2026/001"), Fact("What", "Quantity", 4), Fact("Authority", "On", MADE.date())]
    long = [*facts, Fact("Remarks", "Remarks", "Very long. " * 1500)]
    signed = (("Authorised by", "The committee"), ("Witness", ""))
    short = Form("2026/001: destroyed", ["Corrected by 2026/002."], facts, "Nothing was entered for: place.", signed)
    return print_forms(Forms(ABOUT, [short] * 9 + [Form("2026/002: correction", [], long)]), path)


def committee(path: Path) -> object:
    return print_committee(committee_page(), path)


PRINTERS = (long_list, receipt, recovery_sheet, changes, report, forms, committee)


@pytest.fixture(params=PRINTERS, ids=lambda printer: printer.__name__)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> PdfReader:
    path = tmp_path / "report.pdf"
    request.param(path)
    return PdfReader(path)


def catalog(reader: PdfReader) -> Any:
    """The root of the file."""
    return reader.trailer["/Root"]


def marks(page: Any, reader: PdfReader) -> list[int]:
    """The numbers of the marked content of a page; fails where anything is shown outside tags and artifacts."""
    found: list[int] = []
    inside: list[Any] = []
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator in (b"BDC", b"BMC"):
            assert not inside, "marked content within marked content"
            inside.append(operands[0])
            if operator == b"BDC":
                found.append(int(operands[1]["/MCID"]))
        elif operator == b"EMC":
            inside.pop()
        elif operator in SHOWS:
            assert inside, f"{operator!r} stands outside every tag"
    assert not inside
    return found


def test_every_mark_has_its_element_and_is_found_from_the_page(document: PdfReader) -> None:
    pages: list[Any] = [page.get_object() for page in document.pages]
    root = catalog(document)["/StructTreeRoot"]
    drawn = [(n, number) for n, page in enumerate(document.pages) for number in marks(page, document)]
    found = list(elements(root["/K"].get_object()))
    held = [(place, element) for element in found for place in own_marks(element, pages)]
    assert sorted(place for place, _ in held) == sorted(drawn)
    assert len(set(drawn)) == len(drawn)
    nums = root["/ParentTree"]["/Nums"]
    back = {int(nums[n]): nums[n + 1].get_object() for n in range(0, len(nums), 2)}
    for (page, number), element in held:
        assert back[pages[page]["/StructParents"]][number].get_object() == element
    assert all(page["/Tabs"] == "/S" for page in pages)


def test_parents_and_kinds_fit_each_other(document: PdfReader) -> None:
    root = catalog(document)["/StructTreeRoot"]
    may_hold = {
        "/Document": {"/H1", "/H2", "/H3", "/P", "/Table", "/Figure", "/L"},
        "/Table": {"/TR"},
        "/TR": {"/TH", "/TD"},
        "/L": {"/LI"},
        "/LI": {"/Lbl", "/LBody"},
    }
    levels = []
    for element in elements(root["/K"].get_object()):
        kids = below(element)
        assert {kid["/S"] for kid in kids} <= may_hold.get(element["/S"], set())
        assert all(kid["/P"].get_object() == element for kid in kids)
        if element["/S"] == "/TH":
            assert element["/A"]["/Scope"] in ("/Row", "/Column")
        levels += [int(element["/S"][2])] if re.fullmatch("/H[1-6]", element["/S"]) else []
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_rows_of_a_table_are_of_one_width(document: PdfReader) -> None:
    root = catalog(document)["/StructTreeRoot"]
    for element in elements(root["/K"].get_object()):
        if element["/S"] == "/Table":
            assert len({len(row.get_object()["/K"]) for row in element["/K"]}) == 1


def test_the_file_says_what_it_is(document: PdfReader) -> None:
    root = catalog(document)
    about = root["/Metadata"].get_data().decode("utf-8")
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own boolean
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert document.xmp_metadata is not None
    assert document.xmp_metadata.dc_title == {"x-default": document.metadata.title}  # type: ignore[union-attr]
    assert next(iter(document.outline))["/Title"] == document.metadata.title  # type: ignore[call-overload,union-attr]


def test_words_outside_every_element_are_refused(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf", Facts("Council", "Title", "Sub", "Kind", MADE))
    with pytest.raises(ValueError, match="outside every element"):
        paper.text(["Forgotten"], CELL, paper.left, paper.y)


def test_the_test_itself_sees_a_line_that_nobody_tagged(tmp_path: Path) -> None:
    paper = Paper(tmp_path / "a.pdf", Facts("Council", "Title", "Sub", "Kind", MADE))
    paper._line(400, 1, "#000000")
    paper.close()
    reader = PdfReader(tmp_path / "a.pdf")
    with pytest.raises(AssertionError, match="outside every tag"):
        marks(reader.pages[0], reader)

"""A report made once: its PDF and its workbook hold the same cells, whatever they are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.reports.pages import MADE, images, squeezed, texts
from tests.reports.structure import tables
from tests.reports.test_hostile_text import AS_THEY_ARE
from workbench.exchange.tabled_out import tables_of
from workbench.exchange.writing import write_tables
from workbench.reports.forms import print_forms
from workbench.reports.tables import print_tables
from workbench.tabled import About, Fact, Form, Forms, Heading, Part, Report, Tables
from workbench.workflows.publication import write_made

ABOUT = About("Llanrŵst", "Log", "In short.", MADE, "The year 2026", "Code of the history: 07YJ-4TB9-K70X, entry 9.")
HEADINGS = (Heading("Name", naming=True), Heading("Count", "number"), Heading("On", "date"))
FEB = dt.date(2024, 2, 29)


def as_read(value: Any) -> str:
    """How a cell of the workbook reads on paper: worked out here and not by the program."""
    if isinstance(value, dt.datetime):
        return f"{value:%a} {value.day} {value:%b %Y}"
    return "" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def sheets(path: Path) -> dict[str, list[list[str]]]:
    """The words of every sheet of rows of a workbook."""
    found = [sheet for sheet in openpyxl.load_workbook(path) if sheet.title != "About"]
    return {s.title: [[as_read(c) for c in row] for row in s.iter_rows(values_only=True)] for s in found}


def both(report: Report, folder: Path) -> tuple[list[list[list[str]]], dict[str, list[list[str]]]]:
    """The tables of the PDF, and the sheets of the workbook."""
    for name in ("a.pdf", "a.xlsx"):
        assert write_made(report, folder / name).rows == report.rows
    return tables(folder / "a.pdf"), sheets(folder / "a.xlsx")


def test_the_workbook_holds_the_cells_of_the_pdf(tmp_path: Path) -> None:
    rows = [("Boxes, A to M", 1_204, FEB), ("=1+1", None, None)]
    report = Tables(ABOUT, [Part("Gone", HEADINGS, rows, "All of them."), Part("Kept", HEADINGS, [], "", "None.")])
    printed, written = both(report, tmp_path)
    assert printed == [written["Gone"]]
    assert printed[0][1] == ["Boxes, A to M", "1,204", "Thu 29 Feb 2024"]
    assert written["Kept"] == [["Name", "Count", "On"]]
    page = " ".join("".join(texts(tmp_path / "a.pdf")).split())
    for words in ("Gone (2)", "All of them.", "Kept (0)", "None.", "07YJ-4TB9-K70X", "The year 2026", "In short."):
        assert words in page
    about = {row[0]: row[1] for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["About"].iter_rows(values_only=True)}
    assert (about["Report"], about["Filter"], about["Gone"]) == ("Log", "The year 2026", "All of them.")
    assert (about["In short"], about["Code"]) == ("In short.", ABOUT.code)
    assert str(about["Bring it back"]).startswith("Do not import")


def test_parts_that_belong_together_are_one_sheet(tmp_path: Path) -> None:
    parts = [Part(name, HEADINGS, [(f"{name}'s box", 1, FEB)]) for name in ("Clerk", "Deputy")]
    printed, written = both(Tables(ABOUT, parts, "Officer"), tmp_path)
    assert list(written) == ["Log"]
    assert [row[0] for row in written["Log"]] == ["Officer", "Clerk", "Deputy"]
    assert [row[1:] for row in written["Log"][1:]] == [table[1] for table in printed]


def test_forms_are_rows_of_a_workbook_and_signed_once_by_the_same_people(tmp_path: Path) -> None:
    one = [Fact("What", "Number", "2026/001"), Fact("What", "Quantity", 3), Fact("Then", "On", FEB)]
    two = [Fact("What", "Number", "2026/002"), Fact("What", "Place", "Shelf")]
    signed = (("Authorised by", "The committee"), ("Witness", ""))
    forms = [Form(str(f[0].value), ["Mind this."], f, "Nothing else.", signed) for f in (one, two)]
    printed, written = both(Forms(ABOUT, forms), tmp_path)
    assert written["Log"] == [
        ["Number", "Quantity", "On", "Place", "Please note", "Not entered"],
        ["2026/001", "3", "Thu 29 Feb 2024", "", "Mind this.", "Nothing else."],
        ["2026/002", "", "", "Shelf", "Mind this.", "Nothing else."],
    ]
    assert printed == [
        [["Number", "2026/001"], ["Quantity", "3"]],
        [["On", "Thu 29 Feb 2024"]],
        [["Number", "2026/002"], ["Place", "Shelf"]],
        [
            ["Signed as", "Name", "Signature", "Date"],
            ["Authorised by", "The committee", "", ""],
            ["Witness", "", "", ""],
        ],
    ]


@pytest.mark.parametrize("text", AS_THEY_ARE, ids=[text[:20] for text in AS_THEY_ARE])
def test_text_appears_as_it_stands(text: str, tmp_path: Path) -> None:
    table = Tables(ABOUT, [Part(text[:200], (Heading("A"), Heading("B")), [(text, "after")], text[:300])])
    form = Forms(ABOUT, [Form(text[:200], [text[:200]], [Fact("What", "Words", text)], "", [("Witness", text[:200])])])
    print_tables(table, tmp_path / "a.pdf")
    print_forms(form, tmp_path / "b.pdf")
    for name in ("a.pdf", "b.pdf"):
        assert squeezed(text)[:150] in squeezed("".join(texts(tmp_path / name)))
        assert images(tmp_path / name) == 0
    write_tables(tables_of(table), tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)

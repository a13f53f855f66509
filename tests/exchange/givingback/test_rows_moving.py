"""Rows put in and taken out between formulas, names, rules, comments and charts: everything names the same cells still.

Expected references are worked out by hand; openpyxl reads them back.
"""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_givingback import ids, take_in
from tests.exchange.givingback.workbooks import HEADINGS, LINES
from tests.helpers import open_new
from workbench.exchange.givingback.calculation import Links, chained
from workbench.exchange.givingback.cellformulas import Spelled
from workbench.exchange.givingback.formulas import moved, refs, translated
from workbench.exchange.givingback.refs import Move, Moves
from workbench.exchange.reading import read_workbook
from workbench.records import record
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import givingback, importing

SHEET = "Finance & HR's"
QUOTED = "'Finance & HR''s'"
PLANNING = "Planning comments"  # row 5; Finance is rows 2 to 4, Cemetery rows 7 to 9


def workbook(folder: Path) -> Path:
    """Two summaries that name lines singly and together, rules, a name, a comment, a chart and a picture's place."""
    path = folder / "all.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet(SHEET)
    sheet.write_row(0, 0, (*HEADINGS, "Words", "Running"))
    for number, line in enumerate(LINES, 2):
        sheet.write_row(number - 1, 0, line)
        sheet.write_formula(number - 1, 6, f"=LEN(D{number})", None, len(line[3]))
        sheet.write_formula(number - 1, 7, f"=SUM(G$2:G{number})", None, 0)
    sheet.write_formula("G11", "=SUM(G2:G9)", None, 0)
    sheet.write_formula("G12", '=G11&" G9 in words"&C8', None, "")
    red = book.add_format({"bg_color": "#FFC7CE"})
    sheet.conditional_format("D2:D9", {"type": "formula", "criteria": '=$E2="Archive"', "format": red})
    sheet.data_validation("E2:E9", {"validate": "custom", "value": "=LEN(E2)<$G$11"})
    sheet.write_comment("D8", "See the order")
    book.define_name("Total", f"={QUOTED}!$G$11")
    other = book.add_worksheet("Counts")
    other.write_formula("A1", f"=COUNTA({QUOTED}!C2:C9)", None, 8)
    other.write_formula("A2", f"={QUOTED}!G9+A1", None, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={QUOTED}!$G$2:$G$9"})
    other.insert_chart("C2", chart)
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Counts!$A$1:$A$2"})
    sheet.insert_chart("J8", line)
    book.close()
    return path


def given(folder: Path, *, delete: bool, remove: tuple[str, ...], add: bool = True) -> tuple[Any, Any]:
    """The workbook after lines were removed and perhaps one added to Finance, and what was said."""
    path, out = workbook(folder), folder / "new.xlsx"
    with open_new(folder) as store:
        take_in(store, path)
        with store.operation("Edit", "edit") as operation:
            record.remove(REGISTER.record, [ids()[name] for name in remove], operation.id)
            new = {"reference": "F4", "section": "Finance", "record_series": "Grants", "period_text": "2 years"}
            if add:
                record.add(REGISTER.record, [new], operation.id)
        result = givingback.into(store, REGISTER, path, out, read_workbook(path), delete=delete)
        again = givingback.into(store, REGISTER, out, folder / "third.xlsx", read_workbook(out), delete=delete).given
        assert (again.cells, again.added, again.struck, again.deleted) == (0, 0, 0, 0)
        assert (folder / "third.xlsx").read_bytes() == out.read_bytes()
    return openpyxl.load_workbook(out), result.given


def test_everything_below_a_new_line_moves(tmp_path: Path) -> None:
    book, said = given(tmp_path, delete=False, remove=())
    sheet, other = book[SHEET], book["Counts"]
    assert (said.cells, said.added, said.struck, said.deleted) == (0, 1, 0, 0)
    assert [sheet[f"A{n}"].value for n in (4, 5, 6, 10)] == ["F3", "F4", "P1", "C3"]
    assert [sheet[f"G{n}"].value for n in (4, 5, 6, 10)] == ["=LEN(D4)", "=LEN(D5)", "=LEN(D6)", "=LEN(D10)"]
    assert [sheet[f"H{n}"].value for n in (4, 5, 6)] == ["=SUM(G$2:G4)", "=SUM(G$2:G5)", "=SUM(G$2:G6)"]
    assert sheet["G12"].value == "=SUM(G2:G10)"
    assert sheet["G13"].value == '=G12&" G9 in words"&C9'
    [rule] = sheet.conditional_formatting
    assert (str(rule.sqref), rule.rules[0].formula) == ("D2:D10", ['$E2="Archive"'])
    [valid] = sheet.data_validations.dataValidation
    assert (str(valid.sqref), valid.formula1) == ("E2:E10", "LEN(E2)<$G$12")
    assert sheet["D9"].comment.text == "See the order"
    assert book.defined_names["Total"].attr_text == f"{QUOTED}!$G$12"
    assert [other["A1"].value, other["A2"].value] == [f"=COUNTA({QUOTED}!C2:C10)", f"={QUOTED}!G10+A1"]
    assert sorted(charts(tmp_path / "new.xlsx")) == [f"{QUOTED}!$G$2:$G$10", "Counts!$A$1:$A$2"]
    assert sheet._charts[0].anchor._from.row == 8  # J8 before, counted from 0


def charts(path: Path) -> list[str]:
    """The cells that the charts of a workbook read."""
    with zipfile.ZipFile(path) as file:
        parts = [file.read(n).decode() for n in file.namelist() if n.startswith("xl/charts/chart")]
    return [html.unescape(found) for part in parts for found in re.findall("<c:f>([^<]*)</c:f>", part)]


def test_a_removed_line_is_taken_out_where_that_was_asked(tmp_path: Path) -> None:
    book, said = given(tmp_path, delete=True, remove=(PLANNING,), add=False)
    sheet, other = book[SHEET], book["Counts"]
    assert (said.cells, said.added, said.struck, said.deleted) == (0, 0, 0, 1)
    assert [sheet[f"A{n}"].value for n in range(2, 9)] == ["F1", "F2", "F3", "P2", "C1", "C2", "C3"]
    assert [sheet[f"G{n}"].value for n in (5, 10)] == ["=LEN(D5)", "=SUM(G2:G8)"]
    assert sheet["H8"].value == "=SUM(G$2:G8)"
    assert str(next(iter(sheet.conditional_formatting)).sqref) == "D2:D8"
    assert sheet["D7"].comment.text == "See the order"
    assert [other["A1"].value, other["A2"].value] == [f"=COUNTA({QUOTED}!C2:C8)", f"={QUOTED}!G8+A1"]
    assert book.defined_names["Total"].attr_text == f"{QUOTED}!$G$10"


def test_the_first_line_can_go_and_the_rules_read_from_the_next(tmp_path: Path) -> None:
    book, said = given(tmp_path, delete=True, remove=("Invoices received",))
    sheet = book[SHEET]
    assert (said.added, said.deleted) == (1, 1)
    assert [sheet[f"A{n}"].value for n in (2, 3, 4, 5)] == ["F2", "F3", "F4", "P1"]
    [rule] = sheet.conditional_formatting
    assert (str(rule.sqref), rule.rules[0].formula) == ("D2:D9", ['$E2="Archive"'])


@pytest.mark.parametrize(
    ("name", "why"),
    [("Memorial applications", "a formula reads it"), ("Grave deeds", "a comment stands there")],
)
def test_a_line_that_others_need_stays_struck_through_and_it_is_said(name: str, why: str, tmp_path: Path) -> None:
    """Row 9 is named alone on the other sheet; over row 8 lies a comment, and the last chart."""
    book, said = given(tmp_path, delete=True, remove=(name, PLANNING), add=False)
    assert (said.struck, said.deleted) == (1, 1)
    assert any(why in line and "was not taken out" in line for line in said.said)
    struck = [row[0].value for row in book[SHEET].iter_rows() if row[0].value and row[0].font.strike]
    assert struck == [{"Memorial applications": "C3", "Grave deeds": "C2"}[name]]


def test_a_line_struck_through_earlier_is_taken_out_later(tmp_path: Path) -> None:
    path, out, last = workbook(tmp_path), tmp_path / "new.xlsx", tmp_path / "last.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        with store.operation("Edit", "edit") as operation:
            record.remove(REGISTER.record, [ids()[PLANNING]], operation.id)
        assert givingback.into(store, REGISTER, path, out, read_workbook(path)).given.struck == 1
        assert givingback.into(store, REGISTER, out, last, read_workbook(out), delete=True).given.deleted == 1
    assert [row[0].value for row in openpyxl.load_workbook(last)[SHEET].iter_rows(min_row=5, max_row=6)] == ["P2", "C1"]


def test_the_last_line_of_a_section_stays_struck_through(tmp_path: Path) -> None:
    """Else two lines that name sections would stand one on the other, and read as a service and its section."""
    path, out = workbooks.make("banners", tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        with store.operation("Edit", "edit") as operation:
            record.remove(REGISTER.record, [ids()[name] for name in (PLANNING, "Appeals")], operation.id)
        result = givingback.into(store, REGISTER, path, out, read_workbook(path), delete=True).given
        assert (result.struck, result.deleted) == (1, 1)
        assert any("last line of its section" in said for said in result.said)
        plan = importing.plan(importing.propose(REGISTER, read_workbook(out), store), store)
        assert not [row for row in plan.rows if row.writes]


def test_lines_at_the_end_go_and_others_come(tmp_path: Path) -> None:
    """Everything below Planning is taken out, while both it and Cemetery get a line."""
    path, out = workbooks.make("formulas", tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        with store.operation("Edit", "edit") as operation:
            gone = ("Burial register", "Grave deeds", "Memorial applications")
            record.remove(REGISTER.record, [ids()[name] for name in gone], operation.id)
            new = [
                {"section": s, "record_series": f"New of {s}", "period_text": "2 years"}
                for s in ("Planning", "Cemetery")
            ]
            record.add(REGISTER.record, new, operation.id)
        assert givingback.into(store, REGISTER, path, out, read_workbook(path), delete=True).given.deleted == 3
    names = [row[2].value for row in openpyxl.load_workbook(out).worksheets[0].iter_rows(min_row=6)]
    assert names == ["Appeals", "New of Planning", "New of Cemetery"]


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("SUM(A2:A9)", "SUM(A2:A11)"),
        ("A9+$A$10", "A9+$A$12"),
        ("SUM($A:$A,5:9)", "SUM($A:$A,5:11)"),
        ('"A10"&A10', '"A10"&A12'),
        ("LOG10(A10)+TAX2026_x", "LOG10(A12)+TAX2026_x"),
        ("'It''s here'!A10+Other!A10", "'It''s here'!A12+Other!A10"),
        ("Table1[[#This Row],[A10]]+[1]Other!A10", "Table1[[#This Row],[A10]]+[1]Other!A10"),
        ("A10:INDEX(A:A,3)", "A12:INDEX(A:A,3)"),
    ],
)
def test_formulas(formula: str, wanted: str) -> None:
    """Two rows put in below row 9 of the sheet named It's here, where the formula stands."""
    assert moved(formula, "It's here", {"it's here": Moves([Move(9, 2, True)])}) == wanted


@pytest.mark.parametrize(
    ("formula", "down", "right", "wanted"),
    [
        ("LEN(D2)+$D$2+D$2+$D2", 3, 1, "LEN(E5)+$D$2+E$2+$D5"),
        ('SUM(2:2)&"D2"', 1, 0, 'SUM(3:3)&"D2"'),
        ("Z1", 0, 1, "AA1"),
    ],
)
def test_a_formula_copied(formula: str, down: int, right: int, wanted: str) -> None:
    assert translated(formula, down, right) == wanted


def test_what_a_formula_names() -> None:
    assert [tuple(ref) for ref in refs("SUM('My sheet'!B3:C9)+A7&\"A8\"")] == [
        ("my sheet", 3, 9, False),
        ("", 7, 7, False),
    ]


@pytest.mark.parametrize(
    ("reference", "gone", "wanted"),
    [
        ("A2:F9", {9}, "A2:F8"),
        ("A2:F9", {2, 3}, "A2:F7"),
        ("A2:F9", {12}, "A2:F9"),
        ("A5", {5}, None),
        ("A5", {4}, "A4"),
    ],
)
def test_ranges_shrink(reference: str, gone: set[int], wanted: str | None) -> None:
    assert Moves((), gone).reference(reference, True) == wanted


def row(number: int, inside: str) -> bytes:
    """A row with one cell in column G."""
    return f'<row r="{number}"><c r="G{number}">{inside}<v>1</v></c></row>'.encode()


def test_a_formula_that_cells_share_is_spelled_out_for_each() -> None:
    """As Excel writes a column filled down: the first cell says it, the others name that (ECMA-376, 18.3.1.40)."""
    spelled, moves = Spelled(), {"here": Moves([Move(5, 2, True)])}
    first = spelled.moved(2, row(2, '<f t="shared" ref="G2:G9" si="0">LEN(D2)&amp;$D$9</f>'), "Here", moves)
    other = spelled.moved(8, row(8, '<f t="shared" si="0"/>'), "Here", moves)
    assert first == row(2, "<f>LEN(D2)&amp;$D$11</f>")
    assert other == row(8, "<f>LEN(D10)&amp;$D$11</f>")


def test_a_formula_over_several_rows_keeps_its_range() -> None:
    array = row(7, '<f t="array" ref="G7:G8">A7:A8*2</f>')
    assert Spelled().moved(7, array, "Here", {"here": Moves([Move(5, 2, True)])}) == row(
        7, '<f t="array" ref="G9:G10">A9:A10*2</f>'
    )


def test_the_order_of_reckoning_names_the_cells_as_they_stand() -> None:
    """calcChain.xml: a sheet's number is said once and holds for the cells after it."""
    chain = b'<calcChain xmlns="x"><c r="G2" i="1"/><c r="G6"/><c r="G7"/><c r="A1" i="2"/></calcChain>'
    links = {1: Links(Moves([Move(5, 2, True)], {7}), frozenset(("G2",)), ["G6"])}
    assert chained(chain, links) == (
        b'<calcChain xmlns="x"><c r="G8" i="1"/><c r="A1" i="2"/><c r="G6" i="1"/></calcChain>'
    )

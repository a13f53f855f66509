"""What lies round the rows moves or grows with them: read back by openpyxl, expected by hand."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_givingback import edit, ids, into, take_in
from tests.helpers import open_new
from workbench.exchange.givingback.refs import Move, Moves
from workbench.exchange.reading import read_workbook
from workbench.records import record
from workbench.registers.retention_schedule import REGISTER

# openpyxl, which only compares here, says of its own accord that it would lose extensions.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")


def given(name: str, folder: Path) -> Any:
    """The first sheet of a workbook after a line was put in at the end of Finance and of Cemetery, and its book."""
    path, out = workbooks.make(name, folder), folder / "new.xlsx"
    with open_new(folder) as store:
        take_in(store, path)
        edit(store)
        into(store, path, out)
    book = openpyxl.load_workbook(out)
    return book.worksheets[0], book


def test_rules_take_the_new_lines_in(tmp_path: Path) -> None:
    sheet, book = given("rules", tmp_path)
    assert [str(rule.sqref) for rule in sheet.conditional_formatting] == ["D2:D11"]
    assert [str(rule.sqref) for rule in sheet.data_validations.dataValidation] == ["E2:E11"]
    assert book.defined_names["Schedule_lines"].attr_text == "'Schedule 2026'!$A$2:$F$11"
    assert book.defined_names["Disposals"].attr_text == "Answers!$A$1:$A$3"


def test_small_charts_and_bars_move_too(tmp_path: Path) -> None:
    """openpyxl does not read them, so the XML itself is looked at: a small chart stands at each line it reads."""
    given("extended", tmp_path)
    with zipfile.ZipFile(tmp_path / "new.xlsx") as file:
        xml = file.read("xl/worksheets/sheet1.xml").decode()
    charts = re.findall("<xm:f>([^<]*)</xm:f><xm:sqref>([^<]*)</xm:sqref></x14:sparkline>", xml)
    places = [2, 3, 4, 6, 7, 8, 9, 10]  # the new line of Finance is row 5
    there = {int(place[1:]): range_ for range_, place in charts}
    assert sorted(there) == places
    assert all(there[n].rpartition("!")[2].split(":")[0] == f"G{n}" for n in places)
    assert re.findall(r"<xm:sqref>(G\d+:G\d+)</xm:sqref></x14:conditionalFormatting>", xml) == ["G2:G11"]


def test_filter_print_area_and_hidden_rows(tmp_path: Path) -> None:
    sheet, _ = given("filtered", tmp_path)
    assert sheet.auto_filter.ref == "A1:F11"
    assert sheet.print_area == "'Schedule 2026'!$A$1:$F$11"
    assert [n for n, shape in sheet.row_dimensions.items() if shape.hidden] == [4, 6, 8, 9]  # 4, 5, 7, 8 before


def test_merged_banners_move_with_their_rows(tmp_path: Path) -> None:
    sheet, _ = given("banners", tmp_path)
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A12:E12", "A1:E1", "A4:E4", "A9:E9"]
    assert [sheet[f"A{n}"].value for n in (4, 9, 12)] == ["Finance", "Planning", "Cemetery"]


def test_an_excel_table_grows_below_and_is_not_broken(tmp_path: Path) -> None:
    sheet, _ = given("table_object", tmp_path)
    [table] = sheet.tables.values()
    assert (table.ref, table.autoFilter.ref) == ("A1:F11", "A1:F11")
    assert [sheet["A5"].value, sheet["A11"].value] == ["F4", "C4"]


def test_links_and_the_other_calendar(tmp_path: Path) -> None:
    sheet, _ = given("notes_below", tmp_path)
    assert sheet["A15"].hyperlink.ref == "A15"
    assert sheet["A13"].value == "Notes"


@pytest.mark.parametrize(
    ("reference", "grows", "after", "shifts", "wanted"),
    [
        ("A2:F9", True, 9, False, "A2:F11"),
        ("A2:F9", False, 9, False, "A2:F9"),
        ("A2:F9", False, 5, True, "A2:F11"),
        ("$B$6", True, 5, True, "$B$8"),
        ("B5", True, 5, True, "B5:B7"),
        ("B5 C8:D9", False, 5, True, "B5 C10:D11"),
        ("$1:$3", True, 5, True, "$1:$3"),
        ("A:C", True, 5, True, "A:C"),
    ],
)
def test_ranges(reference: str, grows: bool, after: int, shifts: bool, wanted: str) -> None:
    assert Moves([Move(after, 2, shifts)]).references(reference, grows) == wanted


def test_a_new_section_gets_a_line_of_its_own(tmp_path: Path) -> None:
    path, out = workbooks.make("banners", tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        with store.operation("Edit", "edit") as operation:
            new = {"section": "Allotments", "record_series": "Tenancies", "period_text": "6 years"}
            record.add(REGISTER.record, [new], operation.id)
            record.change(REGISTER.record, {ids()["Appeals"]: {"section": "Finance"}}, operation.id)
        said = into(store, path, out).given
    assert (said.cells, said.added) == (0, 1)
    assert any("the section is “Finance” now" in line for line in said.said)
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert [sheet["A15"].value, sheet["B16"].value] == ["Allotments", "Tenancies"]
    assert "A15:E15" in map(str, sheet.merged_cells.ranges)


def test_a_cell_merged_over_lines_changes_only_for_all_of_them(tmp_path: Path) -> None:
    path, out = tmp_path / "merged.xlsx", tmp_path / "new.xlsx"
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Schedule")
    sheet.write_row(0, 0, ("Service", "Record series", "Retention period"))
    for row, name in enumerate(("Minutes", "Agendas", "Reports", "Plans"), 1):
        sheet.write_row(row, 1, (name, "6 years"))
    sheet.merge_range("A2:A3", "Committees")
    sheet.merge_range("A4:A5", "Works")
    book.close()
    with open_new(tmp_path) as store:
        take_in(store, path)
        known = ids()
        with store.operation("Edit", "edit") as operation:
            both = {known[name]: {"service": "Democracy"} for name in ("Minutes", "Agendas")}
            record.change(REGISTER.record, both | {known["Plans"]: {"service": "Estates"}}, operation.id)
        result = into(store, path, out).given
    assert result.cells == 1
    assert any("A4:A5 is one cell for several lines" in line for line in result.said)
    column = [row[0] for row in read_workbook(out).sheets[0].rows]
    assert column == ["Service", "Democracy", None, "Works", None]

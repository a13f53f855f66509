"""Every kind of file comes back with its cells as they stand."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.exchange.packages import ROWS, ods, pack, parts, sheet, workbook, write, xlsb
from workbench.errors import Plain
from workbench.exchange.book import Merge, address, letter, number
from workbench.exchange.csvtext import cells_of
from workbench.exchange.numberformats import padding
from workbench.exchange.reading import from_pasted, read_workbook

DATA = Path(__file__).parents[1] / "data" / "schedules"
GRID = [["Record", "Retention period"], ["Minutes", "Permanent"], ["Zeros", "0042"]]


def test_column_letters() -> None:
    assert [letter(place) for place in (0, 25, 26, 255, 701, 702)] == ["A", "Z", "AA", "IV", "ZZ", "AAA"]
    assert [number(name) for name in ("A", "Z", "AA", "IV")] == [0, 25, 26, 255]
    assert address(3, 1) == "B3"


def test_values_of_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "values.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet("Values")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    page.write_row(0, 0, [42, 1.5, True, "  spaced \u00a0", "0042", "12345678901234567890"])
    page.write_datetime(1, 0, dt.date(2026, 11, 22), day)
    page.write_string(1, 1, "03/04/2026")
    page.write_number(2, 0, 42, book.add_format({"num_format": "00000"}))
    page.write_number(2, 1, 1234, book.add_format({"num_format": '"R/"000000'}))
    page.write_number(2, 2, 123456, book.add_format({"num_format": "00-00-00"}))
    page.write_number(2, 3, 7, book.add_format({"num_format": "0.00"}))
    book.close()
    rows = read_workbook(path).sheets[0].rows
    assert rows[0] == [42, 1.5, True, "  spaced \u00a0", "0042", "12345678901234567890"]
    assert rows[1][:2] == [dt.date(2026, 11, 22), "03/04/2026"]
    assert rows[2][:4] == ["00042", "R/001234", "12-34-56", 7]


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [("00000", 42, "00042"), ("000", 12345, "12345"), ('"INV-"0000;[Red]-0', 7, "INV-0007"), (r"\A000", 1, "A001")],
)
def test_formats_of_zeros(code: str, value: int, shown: str) -> None:
    show = padding(code)
    assert show is not None
    assert show(value) == shown


@pytest.mark.parametrize("code", ["0", "0.00", "#,##0", "dd/mm/yyyy", "General", "@", "0%", "00.0E+00"])
def test_other_formats_show_nothing_more(code: str) -> None:
    assert padding(code) is None


def test_long_numbers_and_error_values(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1234567890123456789</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1"><v>5</v></c></row>'
    )
    book = read_workbook(write(tmp_path, "a.xlsx", workbook(sheet(cells))))
    assert book.sheets[0].rows == [["1234567890123456789", "#N/A", 5]]


def test_hidden_and_merged_and_unworked_formulas(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Schedule"
    for row in (*GRID, ["More", "6 years"]):
        page.append(row)
    page["C2"] = "=1+1"
    page.merge_cells("A3:A4")
    page.row_dimensions[2].hidden = True
    page.column_dimensions["B"].hidden = True
    book.create_sheet("Kept aside").append(["x"])
    book.worksheets[1].sheet_state = "hidden"
    path = tmp_path / "hidden.xlsx"
    book.save(path)
    read = read_workbook(path)
    first = read.sheets[0]
    assert (set(first.hidden_rows), set(first.hidden_columns)) == ({2}, {1})
    assert first.merged == (Merge(3, 0, 4, 0),)
    said = "\n".join(read.warnings)
    assert "1 hidden row and 1 hidden column" in said
    assert "“Kept aside” is hidden; it was read" in said
    assert "the formula in C2 was never worked out" in said
    assert "Open and save it in Excel" in said
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_macros_are_ignored_and_said(tmp_path: Path) -> None:
    book = read_workbook(write(tmp_path, "a.xlsm", workbook(xl__vbaProject_dot_bin=b"\x00")))
    assert book.sheets[0].rows[1] == ["Minutes", "Permanent"]
    assert "macros" in book.warnings[0]


def test_attributes_in_another_order(tmp_path: Path) -> None:
    styled = parts(sheet('<row r="1"><c s="1" r="A1"><v>42</v></c></row>'))
    styled["xl/styles.xml"] = parts(
        formats='<numFmt numFmtId="164" formatCode="00000"/>', cells='<xf numFmtId="164"/>'
    )["xl/styles.xml"]
    assert read_workbook(write(tmp_path, "a.xlsx", pack(styled))).sheets[0].rows == [["00042"]]


@pytest.mark.parametrize(("name", "data"), [("a.xlsb", xlsb(GRID)), ("a.ods", ods(GRID))])
def test_binary_and_open_workbooks(tmp_path: Path, name: str, data: bytes) -> None:
    book = read_workbook(write(tmp_path, name, data))
    assert book.sheets[0].rows == GRID
    assert "cannot be seen in this kind of file" in book.warnings[0]


def test_older_workbook() -> None:
    """Made with xlwt from Kirklees Council's public notice, appendix 2, and three cells of our own below."""
    book = read_workbook(DATA / "kirklees-appendix.xls")
    rows = book.sheets[0].rows
    assert rows[3][:4] == [
        "SMILE",
        "Service requests from members of the public of a variety of services",
        "SMILE - IT CRM System",
        "2 years",
    ]
    assert rows[-1][:3] == ["0042", 42, dt.date(2026, 11, 22)]
    assert len(book.warnings) == 1


def test_name_of_another_kind_is_said(tmp_path: Path) -> None:
    book = read_workbook(write(tmp_path, "old.xlsx", (DATA / "kirklees-appendix.xls").read_bytes()))
    assert book.sheets[0].rows[3][0] == "SMILE"
    assert book.warnings[0] == "The name ends in .xlsx, but the file is really .xls; it was read as that."


TEXT = "Record;Retention period\r\nCafé minutes;“Permanent”\r\nTwo\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    book = read_workbook(write(tmp_path, "list.csv", TEXT.encode(encoding)))
    assert book.sheets[0].name == "list"
    assert book.sheets[0].rows == [["Record", "Retention period"], ["Café minutes", "“Permanent”"], ["Two", None]]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", "^", "~"])
def test_any_sign_between_cells_and_breaks_in_quotes(tmp_path: Path, sign: str) -> None:
    lines = [
        ["Record", "Retention period"],
        ['"Minutes\nsigned"', "0042"],
        ["", ""],
        ["Seal", '"6 years, then ""review"""'],
    ]
    data = "\n".join(sign.join(line) for line in lines)
    rows = read_workbook(write(tmp_path, "list.csv", data.encode())).sheets[0].rows
    assert rows[1] == ["Minutes\nsigned", "0042"]
    assert rows[2] == [None, None]
    assert rows[3] == ["Seal", '6 years, then "review"']


def test_excels_own_line_names_the_sign(tmp_path: Path) -> None:
    rows = read_workbook(write(tmp_path, "list.csv", b"sep=;\na;b,c,d\ne;f,g,h\n")).sheets[0].rows
    assert rows == [["sep=;", None], ["a", "b,c,d"], ["e", "f,g,h"]]


def test_one_column_is_not_divided_by_its_commas(tmp_path: Path) -> None:
    data = b"Records to keep\nPlans\nMaps, surveys; deeds\nSeals\nKeys\n"
    rows = read_workbook(write(tmp_path, "list.csv", data)).sheets[0].rows
    assert [row[0] for row in rows] == ["Records to keep", "Plans", "Maps, surveys; deeds", "Seals", "Keys"]


def test_pasted_block() -> None:
    book = from_pasted('Record\tRetention period\r\n"Minutes\nsigned"\t0042\r\n')
    assert book.sheets[0].name == "Pasted"
    assert book.sheets[0].rows == [["Record", "Retention period"], ["Minutes\nsigned", "0042"]]
    with pytest.raises(Plain, match="nothing to paste"):
        from_pasted(" \n")


def test_a_quotation_mark_never_closed_swallows_nothing(tmp_path: Path) -> None:
    """Rows after it would become one cell without a word; a mark within a cell is no such mark."""
    rows = from_pasted('Record\tPeriod\n"Minutes\tPermanent\nAgendas\t5 years\n').sheets[0].rows
    assert rows == [["Record", "Period"], ['"Minutes', "Permanent"], ["Agendas", "5 years"]]
    with pytest.raises(Plain, match="never ends"):
        read_workbook(write(tmp_path, "open.csv", b'Record,Period\n"Minutes,Permanent\nAgendas,5 years\n'))
    data = b'Record,Period\n5" pipes,6 years\n"Loose" ends,1 year\n'
    rows = read_workbook(write(tmp_path, "list.csv", data)).sheets[0].rows
    assert [row[1] for row in rows] == ["Period", "6 years", "1 year"]
    assert [row[0] for row in rows] == ["Record", '5" pipes', '"Loose" ends'], "nothing of a cell is altered"


LONG = "a" * 200_000
BLOCKS = {
    '"Yes" minutes\tx': [['"Yes" minutes', "x"]],
    '"Minutes\tx\nAgendas\ty': [['"Minutes', "x"], ["Agendas", "y"]],
    '"two\r\nlines"\tb\r\nc': [["two\nlines", "b"], ["c"]],
    '"say ""yes"""\t""': [['say "yes"', ""]],
    "a\rb": [["a"], ["b"]],
    'a\x0bb\u2028c\x85d "e"': [['a\x0bb\u2028c\x85d "e"']],
    f'"{LONG}\t{LONG}"': [[f"{LONG}\t{LONG}"]],
}


@pytest.mark.parametrize(("text", "cells"), BLOCKS.items(), ids=range(len(BLOCKS)))
def test_the_cells_of_a_block_stand_as_they_were_copied(text: str, cells: list[list[str]]) -> None:
    assert cells_of(text) == cells


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1), min_size=1))
def test_what_a_writer_quotes_comes_back(rows: list[list[str]]) -> None:
    """Held against Python's own writer of such lines, which quotes every cell."""
    made = io.StringIO()
    csv.writer(made, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    even = [[cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row] for row in rows]
    assert cells_of(made.getvalue().removesuffix("\n")) == even


def test_word_tables(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Retention of records")
    first = document.add_table(3, 3)
    for place, words in enumerate(("Record", "Retention period", "Disposal")):
        first.cell(0, place).text = words
    first.cell(1, 0).text = "Minutes"
    first.cell(1, 1).text = "Permanent\nin the safe"
    first.cell(1, 0).merge(first.cell(2, 0))
    first.cell(2, 1).merge(first.cell(2, 2)).text = "6 years"
    document.add_paragraph("Finance")
    document.add_table(1, 1).cell(0, 0).text = "Cash book"
    path = tmp_path / "schedule.docx"
    document.save(str(path))
    one, two = read_workbook(path).sheets
    assert (one.name, one.titles) == ("Table 1", ("Retention of records",))
    assert one.rows == [
        ["Record", "Retention period", "Disposal"],
        ["Minutes", "Permanent\nin the safe", None],
        [None, "6 years", None],
    ]
    assert set(one.merged) == {Merge(2, 0, 3, 0), Merge(3, 1, 3, 2)}
    assert (two.name, two.titles, two.rows) == ("Table 2", ("Finance",), [["Cash book"]])


def test_word_document_without_a_table(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    Document().save(str(path))
    with pytest.raises(Plain, match="holds no table"):
        read_workbook(path)


def test_rows_are_counted(tmp_path: Path) -> None:
    rows = ROWS + '<row r="9"><c r="A9" t="inlineStr"><is><t>Last</t></is></c></row>'
    book = read_workbook(write(tmp_path, "a.xlsx", workbook(sheet(rows))))
    assert (book.row_count, len(book.sheets[0].rows)) == (3, 9)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")) | st.just("\n"), max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=st.lists(st.lists(st.none() | WORDS, min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_grid_of_texts_comes_back(tmp_path: Path, grid: list[list[str | None]]) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["head"] * 3)
    for line, row in enumerate(grid, 2):
        for place, words in enumerate(row, 1):
            cell = page.cell(line, place)
            try:
                cell.value = words
            except IllegalCharacterError:
                cell.value = row[place - 1] = None
            cell.data_type = "s" if words else "n"
    path = tmp_path / "grid.xlsx"
    book.save(path)
    expected = [[words or None for words in row] for row in grid]
    read = read_workbook(path).sheets[0].rows[1:]
    read += [[None] * 3] * (len(expected) - len(read))
    assert read == expected

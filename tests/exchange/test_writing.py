"""A workbook read back by other programs than the one that wrote it."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from workbench.errors import Cancelled, Plain
from workbench.exchange import writing
from workbench.exchange.outgoing import OutColumn, OutTable, Value, Written
from workbench.exchange.reading import read_workbook
from workbench.exchange.writing import write_workbook
from workbench.exchange.writing_frame import headings, sheet_name

MADE = dt.datetime(2026, 11, 24, 12, 5, tzinfo=dt.UTC)
COLUMNS = (
    OutColumn("Record series"),
    OutColumn("Reviewed", "date"),
    OutColumn("Lines", "number"),
    OutColumn("Personal data", "yesno"),
    OutColumn("Then", "choice", ("Destroy", "Keep, in the archive")),
)
NAMESPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
# the words of OWASP ASVS 1.2.10 and what is seen in the wild
PAYLOADS = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    '=HYPERLINK("http://example.org","press")',
    "=1+1",
    '=DDE("cmd";"/C calc";"x")',
    "'=1+1",
    "{=1+1}",
    "=" * 300,
    "<f>1+1</f>",
    "</t></is></c><c><f>1</f></c>",
    "_x003D_1+1",
)


def table(rows: Iterable[Sequence[Value]], columns: Sequence[OutColumn] = COLUMNS, **more: Any) -> OutTable:
    given: dict[str, Any] = {"council": "Cyngor Tref Llanrŵst", "title": "Retention schedule", "made": MADE}
    return OutTable(columns=columns, rows=rows, **(given | more))


def words(*texts: str, **more: Any) -> OutTable:
    return table([(text,) for text in texts], (OutColumn("Words"),), **more)


def written(tmp_path: Path, wanted: OutTable) -> tuple[Path, Written]:
    path = tmp_path / "list.xlsx"
    return path, write_workbook(wanted, path)


def cells(path: Path, sheet: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(sheet).to_python()


def sheet_xml(path: Path, number: int = 1) -> Any:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml"))


def test_values_come_back_as_what_they_are(tmp_path: Path) -> None:
    rows = [
        ("Llŷn minutes", dt.date(2024, 2, 29), 7, True, "Destroy"),
        ("007", dt.date(1900, 3, 1), -1.5, False, "Keep, in the archive"),
        ("  two\nlines  ", None, 0, None, ""),
    ]
    path, done = written(tmp_path, table(rows))
    assert done == Written(3)
    assert cells(path)[1:] == [
        ["Llŷn minutes", dt.date(2024, 2, 29), 7, "Yes", "Destroy"],
        ["007", dt.date(1900, 3, 1), -1.5, "No", "Keep, in the archive"],
        ["  two\nlines  ", "", 0, "", ""],
    ]


def test_another_reader_sees_the_same(tmp_path: Path) -> None:
    path, _ = written(tmp_path, table([("Minutes", dt.date(2024, 2, 29), 7, True, "Destroy")]))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [c.value for c in sheet[2]] == ["Minutes", dt.datetime(2024, 2, 29), 7, "Yes", "Destroy"]  # noqa: DTZ001
    assert sheet["B2"].number_format == "ddd d mmm yyyy"
    assert sheet["A2"].number_format == "@"


def test_it_is_ready_to_use_and_to_print(tmp_path: Path) -> None:
    path, _ = written(tmp_path, table([("Minutes", None, 1, True, "Destroy")] * 3, council="Smith & Sons", sample=True))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "Retention schedule"
    assert sheet.freeze_panes == "A2"
    [made] = sheet.tables.values()
    assert made.ref == made.autoFilter.ref == "A1:E4"
    assert [column.name for column in made.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    header = sheet.oddHeader
    assert header is not None
    assert "Smith && Sons" in str(header.left.text)
    assert "Sample council" in str(header.right.text)
    assert all(sheet.column_dimensions[letters].width >= 9 for letters in "ABCDE")


def test_many_columns_print_side_by_side_on_pages_that_can_be_read(tmp_path: Path) -> None:
    columns = tuple(OutColumn(f"Column {n}") for n in range(24))
    path, _ = written(tmp_path, table([["words that fill twenty"] * 24], columns))
    sheet = openpyxl.load_workbook(path).worksheets[0]
    signs = sum(dimension.width for dimension in sheet.column_dimensions.values())
    across = sheet.page_setup.fitToWidth
    assert across is not None
    assert signs / across <= 190 < signs / (across - 1)
    assert sheet.print_title_cols == "$A:$A"
    assert (sheet.page_setup.fitToHeight, sheet.page_setup.pageOrder) == (0, "overThenDown")


def test_answers_are_chosen_from_lists_that_stand_on_the_sheet_about(tmp_path: Path) -> None:
    path, _ = written(tmp_path, table([("Minutes", None, 1, True, "Destroy")]))
    book = openpyxl.load_workbook(path)
    offered = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        sheet, place = str(rule.formula1).split("!")
        found = book[sheet][place.replace("$", "")]
        offered[str(rule.sqref)] = [cell.value for row in found for cell in row]
    assert offered == {"D2": ["Yes", "No"], "E2": ["Destroy", "Keep, in the archive"]}


def test_the_sheet_about_says_what_it_is(tmp_path: Path) -> None:
    path, _ = written(tmp_path, table([("x", None, None, None, None)] * 2, filter="=Service: Planning", sample=True))
    facts = {row[0]: row[1] for row in cells(path, 1)}
    assert facts["Council"] == "Cyngor Tref Llanrŵst"
    assert facts["Register"] == "Retention schedule"
    assert facts["Made"].startswith("Tue 24 Nov 2026")
    assert facts["Lines"] == "2 lines"
    assert facts["Filter"] == "=Service: Planning"
    assert facts["Made by"].startswith("Governance Workbench ")
    assert "made up" in facts["Sample"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula(payload: str, tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [(payload,) * 5]
    path, _ = written(tmp_path, table(rows, council=payload, title=payload, filter=payload))
    with zipfile.ZipFile(path) as package:
        parts = [n for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(parts) == 2
        for part in parts:
            tree = etree.fromstring(package.read(part))
            assert not tree.findall(".//m:f", NAMESPACE)
            assert not tree.findall('.//m:c[@t="str"]', NAMESPACE)
    assert cells(path)[1] == [payload] * 5


def test_headings_and_choices_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    columns = (OutColumn("=1+1", "choice", ("=2+2", "+3")), OutColumn("=1+1"), OutColumn(" \n"))
    path, _ = written(tmp_path, table([("=2+2", "", "")], columns))
    assert cells(path)[0] == ["=1+1", "=1+1 (2)", "Column"]
    for number in (1, 2):
        assert not sheet_xml(path, number).findall(".//m:f", NAMESPACE)


def test_every_sign_comes_back(tmp_path: Path) -> None:
    texts = ["".join(map(chr, range(32))), "_x0041_ _x005F_", "🙂 ŵŷ 中 שלום", "\u2028\x85\x7f", "]]>"]
    path, done = written(tmp_path, words(*texts))
    assert [row[0] for row in cells(path)[1:]] == texts
    assert done.remarks == ()


def test_half_a_sign_is_marked_and_said(tmp_path: Path) -> None:
    path, done = written(tmp_path, words("a\ud83db", "\ud83d\ude42", "b\uffff"))
    assert [row[0] for row in cells(path)[1:]] == ["a\ufffdb", "🙂", "b\ufffd"]
    [remark] = done.remarks
    assert remark.startswith("2 cells with half a sign")


@pytest.mark.parametrize("text", ["L" * 32_767, "L" * 32_768, "ŵ🙂\n" * 20_000, "=" + "x" * 100_000])
def test_a_text_longer_than_a_cell_comes_back_whole(text: str, tmp_path: Path) -> None:
    path, done = written(tmp_path, words("short", text, "after"))
    for row in [row for number in range(2) for row in cells(path, number)]:
        assert all(len(str(cell).encode("utf-16-le")) <= 2 * 32_767 for cell in row)
    [sheet] = read_workbook(path).sheets
    assert [row[0] for row in sheet.rows] == ["Words", "short", text, "after"]
    assert len(done.remarks) == (len(text) > 32_767)


def test_a_text_that_only_looks_continued_is_left_alone(tmp_path: Path) -> None:
    text = "x\n[goes on in sheet “Long texts”, text 1]"
    path, _ = written(tmp_path, words(text))
    assert read_workbook(path).sheets[0].rows[1] == [text]


def test_more_rows_than_a_sheet_go_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 1001)
    path, done = written(tmp_path, words(*(f"r{n}" for n in range(2500))))
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Retention schedule",
        "Retention schedule (2)",
        "Retention schedule (3)",
        "About",
    ]
    assert [next(iter(book[n].tables.values())).ref for n in book.sheetnames[:3]] == ["A1:A1001", "A1:A1001", "A1:A501"]
    found = [row[0] for n in range(3) for row in cells(path, n)[1:]]
    assert found == [f"r{n}" for n in range(2500)]
    assert done.rows == 2500
    assert "3 sheets" in done.remarks[0]


def test_the_limit_is_that_of_excel() -> None:
    assert writing.MOST_ROWS == 2**20


def test_days_and_numbers_excel_cannot_hold_are_written_as_words(tmp_path: Path) -> None:
    rows: list[tuple[Value, ...]] = [
        ("", dt.date(1899, 12, 31), 10**20, None, None),
        ("", dt.date(1900, 2, 28), float("nan"), None, None),
    ]
    path, done = written(tmp_path, table(rows))
    assert [row[1:3] for row in cells(path)[1:]] == [
        ["Sun 31 Dec 1899", "100000000000000000000"],
        ["Wed 28 Feb 1900", "nan"],
    ]
    assert len(done.remarks) == 2
    assert "Please note" in [row[0] for row in cells(path, 1)]


def test_an_empty_register_makes_a_workbook_that_opens(tmp_path: Path) -> None:
    path, done = written(tmp_path, table([]))
    assert done.rows == 0
    assert cells(path) == [["Record series", "Reviewed", "Lines", "Personal data", "Then"]]
    assert next(iter(openpyxl.load_workbook(path).worksheets[0].tables.values())).ref == "A1:E2"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B:C", "A B C"),
        ("[x]*?\\", "x"),
        ("'quoted'", "quoted"),
        ("", "List"),
        ("History", "History (2)"),
        ("about", "about (2)"),
        ("x" * 40, "x" * 31),
    ],
)
def test_sheet_names_follow_excels_rules(title: str, name: str) -> None:
    assert sheet_name(title, {"about", "history"}) == name


def test_headings_are_told_apart_without_regard_to_capitals() -> None:
    assert headings([OutColumn("Date"), OutColumn("date"), OutColumn("DATE")]) == ["Date", "date (2)", "DATE (3)"]


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            TEXTS,
            st.none() | st.dates(dt.date(1900, 3, 1)),
            st.none() | st.integers(-(10**15) + 1, 10**15 - 1),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_rows_come_back_the_same(tmp_path: Path, rows: list[tuple[str, dt.date | None, int | None]]) -> None:
    kept = [("mark", *row) for row in rows]
    path, _ = written(tmp_path, table(kept, (OutColumn("Mark"), *COLUMNS[:3])))
    expected = [["" if value is None else value for value in row] for row in kept]
    assert cells(path)[1:] == expected


def test_stopping_and_failing_leave_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"as it was")

    def stop(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(words("x"), path, stop)
    with pytest.raises(Plain, match="There is no folder"):
        write_workbook(words("x"), tmp_path / "gone" / "list.xlsx")
    assert path.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [path]

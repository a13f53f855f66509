"""Workbooks as councils keep them, made by XlsxWriter, each with something that a careless rewriting would lose.

Those in tests/data/givingback were made from some of these by LibreOffice 7 (`soffice --convert-to xlsx`), which writes
a package of its own kind: python tests/exchange/givingback/workbooks.py FOLDER
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
from PIL import Image

HEADINGS = ("Ref", "Section", "Record series", "Retention period", "Disposal", "Notes")
LINES = (
    ("F1", "Finance", "Invoices received", "6 years after end of financial year", "Shred", "Kept in the safe"),
    ("F2", "Finance", "Bank statements", "6 years", "Shred", ""),
    ("F3", "Finance", "Annual accounts", "Permanent", "Archive", "County Record Office"),
    ("P1", "Planning", "Planning comments", "3 years", "Recycle", "Copies only"),
    ("P2", "Planning", "Appeals", "5 years after decision", "Shred", ""),
    ("C1", "Cemetery", "Burial register", "Permanent", "Archive", "Statutory"),
    ("C2", "Cemetery", "Grave deeds", "12 years after end of lease", "Archive", ""),
    ("C3", "Cemetery", "Memorial applications", "6 years", "Shred", "<Forms> & letters"),
)
Make = Callable[[Any, Any], None]


def _cells(book: Any, sheet: Any, top: int = 0, formatted: bool = True) -> None:
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
    body = book.add_format({"border": 1, "text_wrap": True, "valign": "top"}) if formatted else None
    sheet.write_row(top, 0, HEADINGS, head)
    for number, line in enumerate(LINES, top + 1):
        sheet.write_row(number, 0, line, body)
    sheet.set_column(2, 5, 24)


def plain(book: Any, sheet: Any) -> None:
    """Nothing but cells, with no format at all."""
    _cells(book, sheet, formatted=False)


def comments(book: Any, sheet: Any) -> None:
    """Comments on cells in the middle, and a picture beside the rows."""
    _cells(book, sheet)
    sheet.write_comment("D3", "Agreed by the finance committee")
    sheet.write_comment("D7", "See the burial authority's order")
    picture = BytesIO()
    Image.new("RGB", (30, 20), "navy").save(picture, "PNG")
    sheet.insert_image("H2", "crest.png", {"image_data": picture})


def rules(book: Any, sheet: Any) -> None:
    """Conditional formats, validations, defined names, and a second sheet with the answers."""
    _cells(book, sheet)
    red = book.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE"})
    sheet.conditional_format("D2:D9", {"type": "text", "criteria": "containing", "value": "Permanent", "format": red})
    answers = book.add_worksheet("Answers")
    answers.write_column(0, 0, ("Shred", "Archive", "Recycle"))
    sheet.data_validation("E2:E9", {"validate": "list", "source": "=Answers!$A$1:$A$3", "error_type": "warning"})
    book.define_name("Disposals", "=Answers!$A$1:$A$3")
    book.define_name("Schedule_lines", "='Schedule 2026'!$A$2:$F$9")


def extended(book: Any, sheet: Any) -> None:
    """What Excel 2010 keeps in a list of extensions: small charts in cells, and bars behind figures."""
    _cells(book, sheet)
    sheet.write(0, 6, "Files")
    sheet.write(0, 7, "Trend")
    for number in range(2, len(LINES) + 2):
        sheet.write(number - 1, 6, number)
        sheet.add_sparkline(number - 1, 7, {"range": f"'Schedule 2026'!G{number}:G{number}"})
    sheet.conditional_format("G2:G9", {"type": "data_bar", "data_bar_2010": True, "bar_axis_color": "#0070C0"})


def protected(book: Any, sheet: Any) -> None:
    """A protected sheet with cells that may be changed."""
    _cells(book, sheet)
    sheet.protect("", {"select_locked_cells": True})
    sheet.unprotect_range("D2:D9", "Periods")


def rich(book: Any, sheet: Any) -> None:
    """Words in bold and italics inside cells."""
    _cells(book, sheet)
    bold, italic = book.add_format({"bold": True}), book.add_format({"italic": True, "font_color": "red"})
    sheet.write_rich_string("F3", "See the ", bold, "Accounts and Audit", " Regulations ", italic, "2015")
    sheet.write_rich_string("C5", bold, "Planning", " comments")


def charts(book: Any, sheet: Any) -> None:
    """A chart on a sheet of its own figures."""
    _cells(book, sheet)
    figures = book.add_worksheet("Figures")
    figures.write_column(0, 0, (3, 1, 4))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Figures!$A$1:$A$3"})
    figures.insert_chart("C2", chart)


def two_tables(book: Any, sheet: Any) -> None:
    """Two tables on one sheet, the second below with headings of its own and fewer columns."""
    _cells(book, sheet)
    head = book.add_format({"bold": True})
    sheet.write_row(11, 0, ("Ref", "Section", "Record series", "Retention period"), head)
    sheet.write_row(12, 0, ("A1", "Allotments", "Tenancy agreements", "6 years after end of tenancy"))
    sheet.write_row(13, 0, ("A2", "Allotments", "Waiting list", "2 years"))


def banners(book: Any, sheet: Any) -> None:
    """A title over all columns and a merged line over each section, which has no column."""
    title = book.add_format({"bold": True, "font_size": 16})
    head, banner = book.add_format({"bold": True, "border": 1}), book.add_format({"bold": True, "bg_color": "#EEEEEE"})
    body = book.add_format({"border": 1, "text_wrap": True})
    sheet.merge_range("A1:E1", "Document retention schedule", title)
    sheet.write_row(2, 0, [h for h in HEADINGS if h != "Section"], head)
    row, section = 3, ""
    for ref, part, *rest in LINES:
        if part != section:
            sheet.merge_range(row, 0, row, 4, part, banner)
            row, section = row + 1, part
        sheet.set_row(row, 33)
        sheet.write_row(row, 0, (ref, *rest), body)
        row += 1


def table_object(book: Any, sheet: Any) -> None:
    """An Excel table with its filter, frozen headings, print set-up and a page break."""
    _cells(book, sheet)
    sheet.add_table(0, 0, len(LINES), 5, {"columns": [{"header": h} for h in HEADINGS], "data": LINES})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(LINES), 5)
    sheet.set_header("&CTown Council")
    sheet.set_h_pagebreaks([5])


def filtered(book: Any, sheet: Any) -> None:
    """A filter that hides rows, a print area, and groups of columns."""
    _cells(book, sheet)
    sheet.autofilter(0, 0, len(LINES), 5)
    sheet.filter_column("E", "x == Shred")
    for number, line in enumerate(LINES, 1):
        if line[4] != "Shred":
            sheet.set_row(number, None, None, {"hidden": True})
    sheet.print_area(0, 0, len(LINES), 5)
    sheet.set_column(5, 5, 20, None, {"level": 1})


def formulas(book: Any, sheet: Any) -> None:
    """A column worked out from the others, and a count on another sheet."""
    _cells(book, sheet)
    sheet.write(0, 6, "Words")
    for number, line in enumerate(LINES, 2):
        sheet.write_formula(number - 1, 6, f"=LEN(D{number})", None, len(line[3]))
    sheet.write_formula(1, 4, '="Sh"&"red"', None, "Shred")
    other = book.add_worksheet("Counts")
    other.write_formula("A1", "=COUNTA('Schedule 2026'!C2:C9)", None, len(LINES))


def in_words(book: Any, sheet: Any) -> None:
    """A formula on another sheet that names a cell in words, which nobody can follow when rows move."""
    _cells(book, sheet)
    other = book.add_worksheet("Looked up")
    other.write_formula("A1", "=INDIRECT(\"'Schedule 2026'!C4\")", None, LINES[2][2])


def notes_below(book: Any, sheet: Any) -> None:
    """Notes under the table, a link in them, and the Mac's calendar."""
    _cells(book, sheet)
    sheet.write(10, 0, "Notes")
    sheet.write(11, 0, "1. Reviewed by the policy committee every May.")
    sheet.write_url(12, 0, "https://www.example.gov.uk/", string="The notice")


MAKERS: dict[str, Make] = {
    make.__name__: make
    for make in (
        plain,
        comments,
        rules,
        extended,
        protected,
        rich,
        charts,
        two_tables,
        banners,
        table_object,
        filtered,
        formulas,
        in_words,
        notes_below,
    )
}
BY_LIBREOFFICE = ("banners", "comments", "filtered", "formulas", "notes_below", "rules")


def make(name: str, folder: Path) -> Path:
    """Make one of the workbooks."""
    path = folder / f"{name}.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": name == "notes_below"})
    MAKERS[name](book, book.add_worksheet("Schedule 2026"))
    book.close()
    return path


def main(folder: Path) -> None:
    """Let LibreOffice write some of them."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is not installed here."
    with tempfile.TemporaryDirectory() as place:
        paths = [str(make(name, Path(place))) for name in BY_LIBREOFFICE]
        profile = f"-env:UserInstallation=file://{place}/profile"
        command = [
            program,
            "--headless",
            profile,
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(folder),
        ]
        subprocess.run([*command, *paths], check=True, capture_output=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

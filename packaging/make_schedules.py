"""Make the shipped workbooks in resources/schedules from the readable files beside them; the same bytes each time.

    .venv/bin/python packaging/make_schedules.py

kirklees-customer-service: the two appendices of a public privacy notice, laid out as in the notice, word for word.
town-council-schedule: a schedule to start from, in our own words (see THIRD-PARTY.md).
"""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

SCHEDULES = Path(__file__).resolve().parent.parent / "resources" / "schedules"
KIRKLEES_SOURCE = (
    "Source: Kirklees Council, public privacy notice “Customer Service Centres, Kirklees Direct and 24-Hour Service”"
)
TOWN_NOTES = (
    "These are common practice of local councils, in our own words. Each council adopts its own schedule.",
    "Offer historical documents to the county record office first.",
)
TOWN_WIDTHS = (6, 20, 20, 34, 26, 24, 28, 24, 30, 26, 10, 10, 16, 22, 44)
KIRKLEES_WIDTHS = (26, 46, 24, 34, 52)
MADE = (2026, 1, 1, 0, 0, 0)

THIN = Side(style="thin", color="BFBFBF")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", fgColor="E8EDEB")
WRAP = Alignment(wrap_text=True, vertical="top")


def rows_of(name: str) -> list[list[str]]:
    """The lines of a readable schedule; an empty one is an empty list."""
    with (SCHEDULES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [row if any(row) else [] for row in csv.reader(file)]


def sheet_of(book: Workbook, title: str, widths: tuple[int, ...]) -> Worksheet:
    """A landscape sheet with its column widths set."""
    sheet: Worksheet = book.create_sheet(title)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return sheet


def write_table_row(sheet: Worksheet, number: int, values: list[str], *, header: bool) -> None:
    """One line of a table: framed, wrapped, its header shaded and bold."""
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column, value or None)
        cell.border, cell.alignment = GRID, WRAP
        if header:
            cell.font, cell.fill = Font(bold=True), SHADE


def kirklees() -> Workbook:
    """Two sheets, each with the notice's own title, banners and repeated headings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet, number = None, 0
    for row in rows_of("kirklees-customer-service"):
        if row and row[0].startswith("Appendix "):
            sheet, number = sheet_of(book, row[0][:10], KIRKLEES_WIDTHS), 0
        assert sheet is not None
        number += 1
        if len(row) > 1:
            write_table_row(sheet, number, row, header=row[0] == "Record related to...")
        elif row:
            sheet.cell(number, 1, row[0]).font = Font(bold=True, size=14 if number == 1 else 12)
    for sheet in book.worksheets:
        sheet.cell(sheet.max_row + 2, 1, KIRKLEES_SOURCE).font = Font(italic=True)
    return book


def town_council() -> Workbook:
    """One sheet: a title, one table with its header held in view, notes beneath."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = sheet_of(book, "Retention schedule", TOWN_WIDTHS)
    sheet.cell(1, 1, "Retention and disposal schedule of a town council").font = Font(bold=True, size=14)
    rows = rows_of("town-council-schedule")
    for number, row in enumerate(rows, start=3):
        write_table_row(sheet, number, row, header=number == 3)
    for number, note in enumerate(TOWN_NOTES, start=len(rows) + 4):
        sheet.cell(number, 1, note).font = Font(italic=True)
    sheet.freeze_panes = "E4"
    sheet.print_title_rows = "3:3"
    return book


def undated(packed: bytes) -> bytes:
    """The same workbook without the moment of making, so that nothing changes unless its words do."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(result, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = without_dates(content)
            entry = zipfile.ZipInfo(name, MADE)
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return result.getvalue()


def without_dates(core: bytes) -> bytes:
    """The properties of a workbook without the elements that hold a moment."""
    text = core.decode("utf-8")
    for element in ("created", "modified"):
        start, end = text.find(f"<dcterms:{element}"), text.find(f"</dcterms:{element}>")
        if start >= 0:
            text = text[:start] + text[end + len(f"</dcterms:{element}>") :]
    return text.encode("utf-8")


def packed(book: Workbook) -> bytes:
    """A workbook as the bytes of its file."""
    book.properties.creator = "Governance Workbench"
    buffer = io.BytesIO()
    book.save(buffer)
    return undated(buffer.getvalue())


WORKBOOKS = {"kirklees-customer-service": kirklees, "town-council-schedule": town_council}


def main() -> None:
    """Write both workbooks."""
    for name, make in WORKBOOKS.items():
        (SCHEDULES / f"{name}.xlsx").write_bytes(packed(make()))
        print(f"resources/schedules/{name}.xlsx")


if __name__ == "__main__":
    main()

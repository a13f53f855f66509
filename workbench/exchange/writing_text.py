"""Text into single cells through openpyxl, always as text."""

from __future__ import annotations

import re

from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def put(sheet: Worksheet, row: int, column: int, value: str | int) -> Cell:
    """Set a cell (counted from 1); a text that begins with `=` stays a text, a sign XML cannot hold shows as a mark."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = _NOT_XML.sub("\ufffd", value)
        cell.data_type = "s"
        cell.number_format = "@"
    else:
        cell.value = value
    return cell


def bold(size: float = 11, colour: str = "1B2126") -> Font:
    """The workbook's own typeface, bold; a font without a name shows as another typeface in LibreOffice."""
    return Font(name="Calibri", size=size, bold=True, color=colour)


def pages_wide(sheet: Worksheet, across: int) -> None:
    """Print on A4 landscape, so many pages side by side and as many below as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = across, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

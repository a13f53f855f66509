"""A schedule as councils really keep them: titles, hidden rows, slips of the pen, a row without a name."""

from __future__ import annotations

from pathlib import Path

import openpyxl

HEADINGS = (
    "Ref", "Service", "Section", "Record class", "Used for", "Retention period", "Disposal arrangements",
    "Personal data", "Lawful basis", "Owner", "Minute ref",
)  # fmt: skip
_MEETINGS, _MONEY = ("Council and democracy", "Meetings"), ("Finance", "Accounts")
ROWS = (
    ("A01", *_MEETINGS, "Signed minutes of council and committees", "The legal record of decisions", "Permanent",
     "Deposit at the county record office", "No", None, "Clerk", None),
    ("A02", *_MEETINGS, "Draft minutes and the clerk's notes", "Writing up the minutes",
     "6 months after the minutes are approved", "Clerk to delete or shred after each meeting", "No", None, "Clerk",
     "FC 25/041"),
    ("A31", *_MEETINGS, "Recordings of public question time", "Checking the minutes", "12 months after the exercise",
     "Delete", "Possibly", "Public task", "Clerk", None),
    ("A32", *_MEETINGS, "Enquiries from residents", "Answering letters", "24 moths", "Delete", "Yes", "Public task",
     "Clerk", None),
    ("A33", *_MEETINGS, "Letters about parking", "Answering letters", "24 moths", "Delete", "Yes", "Public tsak",
     "Clerk", None),
    ("A34", *_MEETINGS, None, "Nobody remembers", "6 years", "Shred", "No", None, "Clerk", None),
    ("B71", *_MONEY, "Complaints about invoices", "Stage 1 and 2", "2 yrs from closure/3 yrs", "Destroy securely",
     "Possibly", "Legal obligation", "RFO", None),
    ("B72", *_MONEY, "Petty cash vouchers", "Small purchases", "6 years after the end of the financial year",
     "Shred", "No", None, "RFO", None),
    ("0073", *_MONEY, "Grant applications that were refused", "Awarding grants", "Until no longer required", "Shred",
     "Yes", "Public task", "RFO", "FC 24/112"),
    ("B74", *_MONEY, "Tender documents, unsuccessful, with the letters to those who applied and their questions",
     "Buying works", "1 year after award", "Shred", "No", "Contract", "RFO", None),
)  # fmt: skip
_HIDDEN = (8, 13)


def write_messy(path: Path) -> Path:
    """Write the workbook: two title lines, a blank one, headings, rows of which some are hidden, a note beneath."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Schedule 2021"
    for cells in (("Records of the council",), ("Adopted by full council, reviewed each May",), (), HEADINGS, *ROWS):
        sheet.append(cells)
    sheet.append(())
    sheet.append(("Ask the clerk before anything is destroyed.",))
    for number in _HIDDEN:
        sheet.row_dimensions[number].hidden = True
    old = book.create_sheet("Old versions")
    for version in (("Version", "Date", "Author"), ("1", "12/05/2019", "Clerk"), ("2", "01/06/2021", "Clerk")):
        old.append(version)
    book.save(path)
    return path

"""What the sample council holds: boxes, a hold, a batch that was carried out, and the checks of a month."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from workbench import clock
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.checks import NOTHING, OPEN, OVERWRITE, Check
from workbench.registers.holdings import Holding
from workbench.registers.linked_folders import MODIFIED, LinkedFolder
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import checks, disposal, holds
from workbench.workflows.checks import Reply
from workbench.workflows.disposal import Authority, Doing

_YEAR = 365
# Description, reference of the schedule line, place, boxes, years since the period began to run.
_BOXES = (
    ("Receipt books, first half", "B03", "Store room, shelf 2", 1, 9),
    ("Receipt books, second half", "B03", "Store room, shelf 2", 1, 9),
    ("Paid invoices, A to M", "B07", "Store room, shelf 3", 2, 8),
    ("Paid invoices, N to Z", "B07", "Store room, shelf 3", 2, 8),
    ("Hire forms and diaries of the hall", "E01", "Hall, cupboard", 1, 7),
    ("Insurance claims closed", "B18", "Clerk's office, cabinet 1", 1, 8),
    ("Complaint files closed", "G03", "Clerk's office, cabinet 2", 1, 2),
    ("Allotment agreements ended", "E03", "Store room, shelf 5", 1, 3),
)
_GONE = 4  # the first of them went with the batch
_NIL_RETURNS = 2
# Invented letters of the linked folder: name, years since each was last changed. The last two are not yet due.
_LETTERS = (
    ("Letter about the bus shelter.txt", 9),
    ("Letter about the bus shelter, answer.txt", 9),
    ("Hedge at the corner of Mill Lane.txt", 8),
    ("Thanks for the Christmas lights.txt", 6),
    ("Bench at the river.txt", 1),
    ("Grit bin in Church Street.txt", 0),
)
_FOLDER, _LETTERS_LINE = "Old letters", "G01"


def fill(store: Store, home: Path) -> None:
    """Add holdings, destroy some through the gate, place a hold, link a folder, answer some checks.

    Days are reckoned from today. `home` is the folder in which the sample will stand.
    """
    boxes = _add_boxes(store)
    batch = disposal.freeze(store, "Store room, spring clearance", boxes[:_GONE])
    disposal.authorise(store, batch, Authority("The committee", "Finance committee", minute="F 12"))
    disposal.carry_out(
        store, batch, Doing("confidential", "The clerk", done_at="Council offices", certificate="C-1042")
    )
    claim = {"reason": "A claim was reopened", "kind": "claim", "authority": "Letter of the insurer"}
    holds.place(store, {**claim, "holding": boxes[_GONE + 1]})
    _link_letters(store, home)
    checks.make(store)
    for number in every(Check, (), view=lambda: (Check.answer == OPEN) & (Check.task != OVERWRITE)).ids()[
        :_NIL_RETURNS
    ]:
        checks.answer(store, number, Reply(NOTHING))


def _add_boxes(store: Store) -> list[int]:
    lines = {values["reference"]: n for n, values in record.values_of(ScheduleLine, _lines()).items()}
    rows = [
        {
            "number": f"Box {box:02}",
            "description": description,
            "series": lines[reference],
            "place": place,
            "medium": "paper",
            "quantity": quantity,
            "unit": "boxes",
            "trigger_date": clock.today() - dt.timedelta(days=years * _YEAR),
        }
        for box, (description, reference, place, quantity, years) in enumerate(_BOXES, 1)
    ]
    with store.operation("Add holdings", "edit") as operation:
        return record.add(Holding, rows, operation.id)


def _link_letters(store: Store, home: Path) -> None:
    """A few old letters, written where the sample is made, and linked where it will stand."""
    (store.folder / _FOLDER).mkdir()
    for name, years in _LETTERS:
        letter = store.folder / _FOLDER / name
        letter.write_text("An invented letter of the sample council.\n", encoding="utf-8")
        moment = (clock.now() - dt.timedelta(days=years * _YEAR)).timestamp()
        os.utime(letter, (moment, moment))
    [series] = every(ScheduleLine, (), view=lambda: ScheduleLine.reference == _LETTERS_LINE).ids()
    values = {
        "name": "Old letters of the office",
        "series": series,
        "path": str(home.absolute() / _FOLDER),
        "counts": MODIFIED,
        "why_date": "Letters are put here once they are answered, and are not touched again.",
    }
    with store.operation("Link a folder", "edit") as operation:
        record.add(LinkedFolder, [values], operation.id)


def _lines() -> list[int]:
    wanted = {reference for _, reference, _, _, _ in _BOXES}
    return list(every(ScheduleLine, (), view=lambda: ScheduleLine.reference.in_(wanted)).ids())

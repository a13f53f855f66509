"""What a shredding firm takes with the boxes: which they are and where, and not a word of what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests import helpers
from tests.reports.pages import texts
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import deciding, disposal, shredding
from workbench.workflows.disposal import Authority, Doing

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
SECRET = "Zebedee"
ROWS: tuple[dict[str, Any], ...] = (
    {"medium": "paper", "quantity": 3, "unit": "boxes", "place": "Loft, shelf 2"},
    {"medium": "", "quantity": None, "place": "Cellar"},
    {"medium": "folder", "quantity": 40, "unit": "files", "place": "Drive S"},
    {"medium": "removable", "quantity": 1200, "unit": "items", "place": "Safe"},
    {"medium": "paper", "quantity": 2, "unit": "boxes", "place": "Loft, shelf 9"},
)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """21 April 2026: five holdings that are due, in the batch “Spring”; the last goes to the record office."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS}], op.id)
            usual = {"series": 1, "trigger_date": dt.date(2024, 3, 12), "description": f"Box of {SECRET}"}
            numbers = record.add(Holding, [{**usual, "notes": SECRET, **row} for row in ROWS], op.id)
        disposal.freeze(store, "Spring", numbers)
        deciding.consider(store, [5], {"fate": "transferred", "archive": "Record office", "archive_value": "accepted"})
        yield store


def authorised(store: Store) -> None:
    """The batch may go."""
    disposal.authorise(store, 1, Authority("Chair of Finance", on=dt.date(2026, 4, 20), minute="26/045"))


def test_the_list_names_boxes_and_places_and_not_what_they_hold(store: Store, tmp_path: Path) -> None:
    authorised(store)
    done = shredding.write(store, shredding.batch_named(" spring "), tmp_path / "list.pdf")
    [page] = texts(tmp_path / "list.pdf")
    assert done.rows == 3
    for words in (
        "List for the shredding firm",
        "Batch “Spring”",
        "Authorised Mon 20 Apr 2026, minute 26/045",
        "6.1 Complaints",
    ):
        assert words in page
    assert all(place in page for place in ("Loft, shelf 2", "Cellar", "Safe"))
    assert not any(words in page for words in (SECRET, "Drive S", "shelf 9", "Chair of Finance"))
    assert "3 holdings: 3 boxes, 1,200 items; 1 holding not counted." in page
    assert "1 holding kept on computers not listed" in page.replace("\r\n", " ")
    assert all(words in page for words in ("signature", "Weight in kg", "Certificate number", "Firm"))


def test_the_workbook_says_the_same(store: Store, tmp_path: Path) -> None:
    authorised(store)
    shredding.write(store, 1, tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    [head] = [row for row in rows if "Certificate number" in row]
    body = rows[rows.index(head) + 1 :]
    assert [row[:6] for row in body[:3]] == [
        [1, "Holding 1", "6.1 Complaints", "Loft, shelf 2", 3, "Boxes"],
        [2, "Holding 2", "6.1 Complaints", "Cellar", None, None],
        [3, "Holding 4", "6.1 Complaints", "Safe", 1200, "Items"],
    ]
    assert not any(SECRET in str(cell) for row in rows for cell in row)


def test_a_batch_nobody_authorised_says_so_in_front(store: Store, tmp_path: Path) -> None:
    shredding.write(store, 1, tmp_path / "list.pdf")
    assert "Not authorised yet: nothing may be taken." in texts(tmp_path / "list.pdf")[0]


def test_it_can_be_printed_again_when_all_has_gone(store: Store, tmp_path: Path) -> None:
    authorised(store)
    disposal.carry_out(store, 1, Doing("confidential", "Shredding Ltd", computer_method="deleted"))
    assert shredding.write(store, 1, tmp_path / "list.pdf").rows == 3


def test_what_cannot_be_listed_is_said(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Plain, match=r"no batch called “Autumn”\. There are: Spring\. Nothing was written"):
        shredding.batch_named("Autumn")
    for item in (1, 2, 4):
        disposal.take_off(store, item, "Wanted", dt.date(2026, 6, 1))
    with pytest.raises(Plain, match="Nothing in this batch is paper"):
        shredding.write(store, 1, tmp_path / "list.pdf")
    disposal.put_back(store, 1)
    with pytest.raises(Plain, match="put back"):
        shredding.write(store, 1, tmp_path / "list.pdf")
    assert not (tmp_path / "list.pdf").exists()

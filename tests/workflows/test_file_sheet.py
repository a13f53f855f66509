"""One case as a full file sheet: everything that is entered and its history; a restricted file's printing recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import attachments, history
from workbench.records.attachments import Owner
from workbench.records.store import Store
from workbench.registers.cases.parts import PARTY, PLACE, WITHHELD
from workbench.registers.complaints import Complaint
from workbench.tabled import Tables
from workbench.workflows import publication
from workbench.workflows.cases import access, keeping, opening
from workbench.workflows.reporting import filesheet

REQUESTS, COMPLAINTS = "rights-requests", "complaints"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    with helpers.open_new(tmp_path) as opened:
        yield opened


def words(made: Tables) -> str:
    """Every cell of a report."""
    return "\n".join(str(cell) for part in made.parts for row in part.rows for cell in row)


def request(store: Store) -> int:
    """A request with something in each of its lists."""
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2026, 4, 1), "scope": "My plot"}
    case = opening.open_case(store, REQUESTS, values).case
    keeping.add_part(store, PLACE, REQUESTS, case, {"where": "Cabinet 4", "terms": "plot 12", "pages": 3})
    keeping.add_part(store, WITHHELD, REQUESTS, case, {"what": "A neighbour's letter", "ground": "others"})
    keeping.note(store, REQUESTS, case, {"kind": "call", "what": "Rang back", "words": "Wants e-mail"})
    keeping.change(store, REQUESTS, case, {"scope": "My plot and its fence"})
    with store.operation("Keep", "edit") as op:
        attachments.keep(store, Owner(REQUESTS, case), "letter.pdf", b"x" * 2_000_000, op.id)
    return case


def test_everything_that_is_entered_stands_in_it(store: Store, tmp_path: Path) -> None:
    made = filesheet.made(store, *filesheet.of_reference(f"rr-2026/00{request(store)}"))
    said = words(made)
    for expected in (
        "Applicant B", "My plot and its fence", "Cabinet 4", "plot 12", "3", "A neighbour's letter",
        "Other people's confidential details", "Rang back", "Wants e-mail", "letter.pdf", "2 MB",
        "What they want: “My plot” → “My plot and its fence”", "Received Wed 1 Apr 2026.", "Place: added",
    ):  # fmt: skip
        assert expected in said, expected
    assert [part.title for part in made.parts if not part.rows] == []
    publication.write_made(made, pdf := tmp_path / "sheet.pdf")
    publication.write_made(made, book := tmp_path / "sheet.xlsx")
    printed = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "Wants e-mail" in printed
    cells = [str(c.value) for page in openpyxl.load_workbook(book) for row in page.iter_rows() for c in row]
    assert "Wants e-mail" in cells


def test_what_is_empty_is_left_out(store: Store) -> None:
    values = {"kind": "complaint", "subject": "Hedges", "received": dt.date(2026, 4, 1)}
    case = opening.open_case(store, COMPLAINTS, values).case
    made = filesheet.made(store, COMPLAINTS, case)
    assert "Remedy" not in words(made)
    assert PARTY.title not in [part.title for part in made.parts]


def test_printing_a_restricted_file_is_recorded_and_others_are_refused(store: Store) -> None:
    values = {"kind": "complaint", "subject": "Counter", "received": dt.date(2026, 4, 1), "readers": "named"}
    mine = opening.open_case(store, COMPLAINTS, {**values, "named": store.user}).case
    theirs = opening.open_case(store, COMPLAINTS, values).case
    helpers.restrict(store, Complaint, theirs, "Somebody Else")
    assert filesheet.is_recorded(COMPLAINTS, mine)
    before = history.head().seq
    assert "Counter" in words(filesheet.made(store, COMPLAINTS, mine))
    assert history.head().seq > before
    assert [(user, what) for user, _, what in access.looked_at(COMPLAINTS, mine)] == [
        ("Clerk", "Printed as a file sheet")
    ]
    again = filesheet.made(store, COMPLAINTS, mine)
    assert "Printed as a file sheet" in words(again)
    before = history.head().seq
    for ask in (filesheet.made, lambda _, register, case: filesheet.is_recorded(register, case)):
        with pytest.raises(Plain, match="restricted to named people"):
            ask(store, COMPLAINTS, theirs)
    assert history.head().seq == before


def test_a_destroyed_or_unknown_file_has_no_sheet(store: Store) -> None:
    with pytest.raises(Plain, match="no file with the reference"):
        filesheet.of_reference("RR-2026/999")
    with pytest.raises(Plain, match="no longer there"):
        filesheet.made(store, REQUESTS, 999)

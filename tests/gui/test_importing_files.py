"""A clerk's own complaint register through the wizard: what the command line understands, the window understands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.gui.wizard import Desktop, desktop, onward, press
from tests.workflows.test_own_case_lists import sheet
from workbench.gui.importing.page import ImportPage
from workbench.gui.importing.steps import Step
from workbench.register import Register
from workbench.registers.complaints import REGISTER as COMPLAINTS
from workbench.registers.retention_schedule import REGISTER as SCHEDULE

pytestmark = pytest.mark.usefixtures("look")
HEADINGS = ("Ref", "Date received", "Name", "Nature of complaint", "Officer", "Date of reply", "Outcome")
ROWS = (
    ("C/01", dt.date(2018, 3, 1), "A Person", "Grass not cut", "Clerk", dt.date(2018, 3, 12), "Upheld"),
    ("C/02", dt.date(2024, 5, 2), "B Person", "Noise", "Clerk", dt.date(2024, 5, 20), "Not upheld"),
    ("C/03", dt.date(2026, 4, 2), "C Person", "Bins", "Clerk", "", ""),
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desktop]:
    """A window on an empty council."""
    with desktop(tmp_path) as made:
        yield made


def begun(desk: Desktop, register: Register, path: Path) -> ImportPage:
    """The wizard with a file."""
    desk.window.go(f"import/{register.name}", path)
    return desk.page


def test_what_a_sheet_is_about_needs_no_column(desk: Desktop, tmp_path: Path) -> None:
    page = begun(desk, COMPLAINTS, sheet(tmp_path, "Complaints log", "Log", (HEADINGS, *ROWS)))
    for step in (Step.COLUMNS, Step.READING, Step.CHECK):
        onward()
        assert page.trip.step is step, page.foot.note.text()
    assert page.trip.plan is not None
    assert {row.values["kind"] for row in page.trip.plan.rows} == {"complaint"}


def test_what_no_register_can_know_still_needs_its_column(desk: Desktop, tmp_path: Path) -> None:
    """The control: without the name of the series no line of a schedule can be understood."""
    rows = (("Record series", "Retention period", "Disposal"), ("Invoices", "6 years", "Shred"))
    page = begun(desk, SCHEDULE, sheet(tmp_path, "Schedule", "Schedule", rows))
    onward()
    for made in page.trip.taken:
        made.columns.update({n: None for n, name in made.columns.items() if name == "record_series"})
    onward()
    assert page.trip.step is Step.COLUMNS


def test_whether_old_files_are_closed_is_asked_once_for_the_sheet(desk: Desktop, tmp_path: Path) -> None:
    page = begun(desk, COMPLAINTS, sheet(tmp_path, "Complaints log", "Log", (HEADINGS, *ROWS)))
    for _ in range(3):
        onward()
    assert page.trip.step is Step.CHECK
    checking = page.trip.checking
    assert checking is not None
    assert checking.open == 2
    assert page.check.panel.all_alike.isChecked()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert checking.open == 0
    assert [checking.values(n)["closed_on"] for n in range(3)] == [dt.date(2018, 3, 12), dt.date(2024, 5, 20), None]

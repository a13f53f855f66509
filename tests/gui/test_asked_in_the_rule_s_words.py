"""The day a holding's period runs from is asked in the words of its series' rule, and the dates are shown at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from tests.gui.conftest import OpenCouncil, line
from workbench import clock
from workbench.records import record
from workbench.registers import REGISTERS
from workbench.registers.holdings import Holding
from workbench.rules import labels

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
YEARLY, CLOSED, FOREVER = "Paid invoices", "Complaint files", "Minutes"  # of the sample council


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 25))


def series(council: OpenCouncil, name: str) -> int:
    """The id of a schedule line."""
    council.values(name)
    model: Any = REGISTERS[0].record
    return int(model.get(model.record_series == name).id)


def asked(page: Any) -> tuple[str, str]:
    """The label of the day, and what a screen reader says of its box."""
    box = page.recording.panel.form.fields["trigger_date"]
    labels_of = [w.text().replace("&", "") for w in box.findChildren(QLabel) if w.buddy()]
    return labels_of[0], box.editor.boxes()[0].accessibleName()


def choose(page: Any, name: str, value: Any) -> None:
    """Enter a value in a box of the form and leave it."""
    editor = page.recording.panel.form.fields[name].editor
    editor.put(value)
    editor.leave()


def test_the_label_follows_the_series_of_a_new_holding(council: OpenCouncil) -> None:
    page = council.page("register/holdings", "new")
    panel = page.recording.panel
    assert asked(page) == ("Period runs from", "Period runs from")
    assert not panel._plain.isVisible()
    choose(page, "series", series(council, CLOSED))
    assert asked(page) == ("Day it was closed", "Day it was closed")
    assert panel._plain.title.text() == "No date yet."
    assert panel._plain.text.text().startswith("Its period has not begun: it runs from the day it was closed.")
    choose(page, "trigger_date", dt.date(2024, 3, 12))
    assert panel._plain.title.text() == "Keep until Thu 12 Mar 2026."
    assert panel._plain.text.text().splitlines()[0] == (
        "Closed 12 Mar 2024 + 2 years = 12 Mar 2026; may go from 13 Mar 2026"
    )
    choose(page, "series", series(council, YEARLY))
    assert asked(page)[0] == "End of its financial year"
    assert "Financial year ended 31 Mar 2024 + 6 years = 31 Mar 2030" in panel._plain.text.text()
    choose(page, "series", series(council, FOREVER))
    assert asked(page)[0] == "Period runs from"
    assert panel._plain.text.text() == "Kept permanently: no date."


def test_the_label_follows_the_record_shown_and_the_next_new_one_begins_plainly(council: OpenCouncil) -> None:
    rows = [{"description": name, "series": series(council, name)} for name in (CLOSED, YEARLY)]
    with council.store.operation("Add", "edit") as operation:
        numbers = record.add(Holding, rows, operation.id)
    page = council.page("register/holdings", numbers[0])
    assert asked(page)[0] == "Day it was closed"
    page.listing.show_record(numbers[1])
    assert asked(page)[0] == "End of its financial year"
    page._begin()
    assert asked(page)[0] == "Period runs from"


def test_nothing_is_said_of_a_new_schedule_line_before_its_words_are_read(council: OpenCouncil) -> None:
    page = council.page("register/retention-schedule", "new")
    page.recording._edited("record_series")
    assert not page.recording.panel._plain.isVisible()
    assert line("1", "x", "Permanent")["rule"]


@pytest.mark.parametrize(
    ("trigger", "label"),
    [
        ("closure", "Day it was closed"),
        ("end_of_contract", "Day the contract, lease or tenancy ended"),
        ("other:date of the election", "Date of the election"),
        ("other:no longer required", "Day of: no longer required"),
    ],
)
def test_a_trigger_as_a_label(trigger: str, label: str) -> None:
    assert labels.trigger_asked(trigger) == label

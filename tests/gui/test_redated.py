"""A one-off bank holiday entered in the window says which open files got other dates, there and in its history."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from workbench import clock
from workbench.records import record
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows.cases import opening

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil


def test_the_files_that_moved_are_said_and_undo_moves_them_back(
    council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 1))
    values = {"right": "access", "requester": "A", "received": dt.date(2026, 3, 10)}
    opening.open_case(council.desk.store, "rights-requests", values)
    page = council.page("register/bank-holidays")
    said: list[str] = []
    monkeypatch.setattr(council.desk, "say", lambda text, *_, **__: said.append(text))
    page.recording.keeper.add({"day": dt.date(2026, 4, 10), "name": "Proclaimed", "where": "all"})
    assert record.values_of(RightsRequest, [1])[1]["due"] == dt.date(2026, 4, 13)
    assert any(text.startswith("1 open file has other dates. RR-2026/001: ") for text in said)
    _, entries = page.recording.keeper.read(1)
    page.recording.panel.history.show_entries(entries)
    told = [label.text() for label in page.recording.panel.history.findChildren(QLabel)]
    assert "RR-2026/001: Limit Fri 10 Apr 2026 → Mon 13 Apr 2026" in told
    council.desk.undo()
    assert record.values_of(RightsRequest, [1])[1]["due"] == dt.date(2026, 4, 10)

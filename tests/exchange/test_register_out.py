"""A register as a workbook, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import open_new
from workbench.exchange.plan import Standing
from workbench.exchange.reading import read_workbook
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.paths import resource
from workbench.records.query import Query
from workbench.register import Line
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import importing


def test_an_exported_schedule_changes_nothing_when_it_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    with open_new(tmp_path) as store:
        draft = importing.propose(REGISTER, read_workbook(resource("schedules/kirklees-customer-service.xlsx")), store)
        importing.apply(store, draft, importing.plan(draft, store))
        assert write_workbook(table_of(REGISTER, store.council), out).rows == 25
        back = importing.propose(REGISTER, read_workbook(out), store)
        assert [row.standing for row in importing.plan(back, store).rows] == [Standing.SAME] * 25


def test_only_what_was_asked_for_goes_out_and_that_is_said(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        draft = importing.propose(REGISTER, read_workbook(resource("schedules/kirklees-customer-service.xlsx")), store)
        importing.apply(store, draft, importing.plan(draft, store))
        query = Query(REGISTER.record, (REGISTER.naming,)).filtered("record_series", "badge photos")
        table = table_of(REGISTER, store.council, query, "Everything due")
        [row] = table.rows
    assert dict(zip((c.label for c in table.columns), row, strict=True))["Record series"] == "Blue Badge Photos"
    assert table.filter == "View: Everything due; Record series: badge photos"


def test_what_lines_share_cannot_be_written_into() -> None:
    assert REGISTER.understand
    line = Line({"record_series": "Minutes", "period_text": "6 years", "disposal_text": ""})
    with pytest.raises(TypeError):
        REGISTER.understand(line).values["rule"] = None  # type: ignore[index]  # the mistake it stands against
    assert REGISTER.understand(line).values["rule"] is not None

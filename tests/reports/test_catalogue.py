"""Reports by name, from a council's own register."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import open_new
from tests.reports.pages import texts
from workbench.errors import Plain
from workbench.exchange.reading import read_workbook
from workbench.paths import resource
from workbench.records.query import Query
from workbench.registers import REGISTERS
from workbench.registers.retention_schedule import REGISTER
from workbench.reports.catalogue import Wanted, report, reports
from workbench.workflows import importing


def test_every_register_is_a_report() -> None:
    assert {register.name for register in REGISTERS} <= set(reports(REGISTERS))
    with pytest.raises(Plain, match="There is no report called “weather”"):
        report("weather", REGISTERS)


def test_the_schedule_prints_with_the_councils_own_words(tmp_path: Path) -> None:
    path = tmp_path / "schedule.pdf"
    with open_new(tmp_path) as store:
        draft = importing.propose(REGISTER, read_workbook(resource("schedules/kirklees-customer-service.xlsx")), store)
        importing.apply(store, draft, importing.plan(draft, store))
        assert report("retention-schedule", REGISTERS).write(Wanted(store.council), path, None).rows == 25
        words = " ".join("".join(texts(path)).split())
        assert "25 schedule lines, as kept on" in words
        assert "no older than 6 months" in words
        assert "Test Town Council" in words
        query = Query(REGISTER.record, (REGISTER.naming,)).filtered("record_series", "badge photos")
        report("retention-schedule", REGISTERS).write(Wanted(store.council, query, "Questions"), path, None)
    [page] = texts(path)
    assert "Filter: View: Questions; Record series: badge photos" in page
    assert "Blue Badge Photos" in page
    assert "CCTV" not in page

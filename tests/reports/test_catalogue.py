"""Reports by name, from a council's own register."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import open_new
from tests.reports.pages import squeezed, texts
from workbench.errors import Plain
from workbench.exchange.reading import read_workbook
from workbench.paths import resource
from workbench.records import record
from workbench.records.query import Query
from workbench.registers import REGISTERS
from workbench.registers.retention_schedule import REGISTER
from workbench.reports.catalogue import Wanted, report, reports
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
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


def test_an_answer_and_the_section_stand_in_print_and_an_empty_column_does_not(tmp_path: Path) -> None:
    answered = RetentionRule(Kind.FIXED, Length(11, Unit.YEARS), "closure", bound="min")
    line = {"section": "Planning", "record_series": "Appeals", "period_text": "7 or 11 yrs", "rule": answered}
    with open_new(tmp_path) as store:
        report("retention-schedule", REGISTERS).write(Wanted(store.council), tmp_path / "none.pdf", None)
        with store.operation("Add", "edit") as op:
            record.add(REGISTER.record, [line], op.id)
        report("retention-schedule", REGISTERS).write(Wanted(store.council), tmp_path / "one.pdf", None)
    page = squeezed("".join(texts(tmp_path / "one.pdf")))
    assert "Keepeachfilefor11yearsfromthedayitwasclosed." in page
    assert "7or11yrs" in page
    assert "Planning" in page
    assert "Disposalarrangements" not in page
    assert "Disposalarrangements" in squeezed("".join(texts(tmp_path / "none.pdf")))

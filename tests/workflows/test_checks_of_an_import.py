"""The checks that a schedule asks for are there as soon as it is taken in, and go with it when that is undone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.helpers import open_new
from workbench import clock
from workbench.records import record, undo
from workbench.records.query import every
from workbench.registers import REGISTERS, retention_schedule
from workbench.registers.checks import Check
from workbench.workflows import diary, importing

ROWS = (
    ("Record series", "Retention period", "Disposal arrangements"),
    ("Blue Badge photos", "4 weeks", "Business Support Officer deletes every month"),
    ("Minutes", "Permanent", ""),
)


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    """A schedule of which one line is looked at."""
    path = tmp_path / "schedule.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(ROWS)
    return path


def test_home_tells_of_the_checks_of_a_schedule_just_taken_in(tmp_path: Path, schedule: Path) -> None:
    with open_new(tmp_path / "council") as store:
        draft = importing.propose(retention_schedule.REGISTER, importing.read(schedule), store)
        done = importing.apply(store, draft, importing.plan(draft, store))
        assert done.added == 2
        [check] = record.values_of(Check, every(Check, ()).ids()).values()
        assert (check["what"], check["due_on"], check["officer"]) == (
            "Blue Badge photos",
            clock.today(),
            "Business Support Officer",
        )
        assert "Answer 1 check" in [item.act for item in diary.due(REGISTERS, clock.today())]
        assert done.operation is not None
        undo.undo(store, done.operation)
        assert every(Check, ()).count() == every(REGISTERS[0].record, ()).count() == 0

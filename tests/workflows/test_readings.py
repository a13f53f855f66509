"""How columns are to be read: dates of which nobody has said how they are written stop an import, answers are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import open_new
from tests.visitors import VISITORS, Visitor
from workbench.errors import Plain
from workbench.exchange.drafting import Draft
from workbench.exchange.reading import read_workbook
from workbench.exchange.readings import ColumnReading
from workbench.records.query import every
from workbench.records.store import Store
from workbench.workflows import importing

AMERICAN = ("03/04/2026", "12/31/2026")
OPEN = ("03/04/2026", "05/06/2026")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council that keeps visitors."""
    with open_new(tmp_path, (Visitor,)) as store:
        yield store


def _read(path: Path, store: Store, days: tuple[str, ...], way: str = "Front door") -> Draft:
    lines = (f"Person {day},{day},{way}\n" for day in days)
    path.write_text("Name of visitor,Day of visit,Way in\n" + "".join(lines), "utf-8")
    return importing.propose(VISITORS, read_workbook(path), store)


def _days() -> list[dt.date | None]:
    return [row.values[0] for row in every(Visitor, (Visitor.came,)).rows()]


def _apply(store: Store, made: Draft) -> None:
    importing.apply(store, made, importing.plan(made, store))


@pytest.mark.parametrize("days", [OPEN, AMERICAN, ("13/04/2026", "04/13/2026")])
def test_nothing_is_taken_in_while_the_order_of_dates_is_open(
    tmp_path: Path, store: Store, days: tuple[str, ...]
) -> None:
    made = _read(tmp_path / "v.csv", store, days)
    plan = importing.plan(made, store)
    [asked] = [said for said in plan.said if said.startswith("Column B “Day of visit”")]
    for row in range(len(plan.rows)):
        if plan.rows[row].refusals:
            plan.leave_out(row)
    with pytest.raises(Plain) as refused:
        importing.apply(store, made, plan)
    assert str(refused.value).startswith(f"{asked} Nothing was changed.")
    assert _days() == []


def test_days_that_can_only_be_day_first_need_no_answer(tmp_path: Path, store: Store) -> None:
    _apply(store, _read(tmp_path / "v.csv", store, ("03/04/2026", "22/11/2026")))
    assert _days() == [dt.date(2026, 4, 3), dt.date(2026, 11, 22)]


def test_what_a_person_said_of_a_column_is_remembered_with_its_shape(tmp_path: Path, store: Store) -> None:
    first = _read(tmp_path / "v.csv", store, AMERICAN, "Side")
    first.tables[0].readings |= {1: ColumnReading(month_first=True), 2: ColumnReading(words={"Side": "Back door"})}
    assert first.asked() == ()
    _apply(store, first)
    assert _days() == [dt.date(2026, 3, 4), dt.date(2026, 12, 31)]
    again = _read(tmp_path / "next.csv", store, ("06/05/2026",), "Side")
    assert again.tables[0].readings == first.tables[0].readings
    assert again.asked() == ()
    _apply(store, again)
    assert _days()[-1] == dt.date(2026, 6, 5)
    assert {row.values[0] for row in every(Visitor, (Visitor.way,)).rows()} == {"back"}


def test_what_was_said_before_is_not_held_to_where_the_dates_speak_against_it(tmp_path: Path, store: Store) -> None:
    first = _read(tmp_path / "v.csv", store, OPEN)
    first.tables[0].readings[1] = ColumnReading(month_first=True)
    _apply(store, first)
    british = _read(tmp_path / "next.csv", store, ("03/04/2026", "22/11/2026"))
    assert british.tables[0].readings == {}
    _apply(store, british)
    assert _days()[2:] == [dt.date(2026, 4, 3), dt.date(2026, 11, 22)]
    mixed = _read(tmp_path / "third.csv", store, ("04/13/2026", "13/04/2026"))
    assert len(mixed.undecided()) == 1


def test_a_column_that_is_no_date_after_all_asks_nothing(tmp_path: Path, store: Store) -> None:
    made = _read(tmp_path / "v.csv", store, OPEN)
    assert len(made.undecided()) == 1
    made.tables[0].columns[1] = "told"
    assert made.undecided() == ()

"""A workbook edited by the clerk while the register changed too: each side's changes told apart, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_givingback import ids, into, take_in
from tests.helpers import open_new
from workbench.exchange.bothsides import Side
from workbench.exchange.plan import Plan, Standing
from workbench.exchange.reading import read_workbook
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import importing

SERIES, PERIOD, DISPOSAL = "C", "D", "E"


@pytest.fixture
def work(tmp_path: Path) -> Any:
    """A store with a workbook imported, and the workbook."""
    path = workbooks.make("plain", tmp_path)
    with open_new(tmp_path) as store:
        take_in(store, path)
        yield store, path


def here(changes: Mapping[str, Mapping[str, Any]], store: Store) -> None:
    """Change records by their name."""
    known = ids()
    with store.operation("Edit", "edit") as operation:
        record.change(REGISTER.record, {known[name]: values for name, values in changes.items()}, operation.id)


def there(path: Path, changes: Mapping[str, str]) -> None:
    """Change cells of the workbook, as its owner would."""
    book = openpyxl.load_workbook(path)
    for place, words in changes.items():
        book.worksheets[0][place] = words
    book.save(path)


def planned(store: Store, path: Path) -> tuple[Any, Plan]:
    made = importing.propose(REGISTER, read_workbook(path), store)
    return made, importing.plan(made, store)


def values(name: str) -> dict[str, Any]:
    """A record as it stands."""
    number = ids()[name]
    return record.values_of(REGISTER.record, [number])[number]


def test_each_side_keeps_its_own_changes(work: Any) -> None:
    """Invoices received is row 2, Bank statements row 3."""
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    there(path, {f"{PERIOD}2": "8 years"})
    made, plan = planned(store, path)
    [row] = [row for row in plan.rows if row.writes]
    assert (row.row, row.standing, row.values["period_text"]) == (2, Standing.CHANGED, "8 years")
    assert any("1 cell changed here" in said and "stays as you changed it" in said for said in plan.said)
    importing.apply(store, made, plan)
    assert values("Bank statements")["period_text"] == "9 years"
    assert values("Invoices received")["period_text"] == "8 years"


def test_the_same_file_again_takes_nothing_back(work: Any) -> None:
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    made, plan = planned(store, path)
    assert not [row for row in plan.rows if row.writes]
    assert importing.apply(store, made, plan).operation is None
    assert values("Bank statements")["period_text"] == "9 years"


def test_a_cell_changed_on_both_sides_is_asked_and_nothing_is_lost(work: Any) -> None:
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    there(path, {f"{PERIOD}3": "8 years", f"{DISPOSAL}3": "Burn"})
    made, plan = planned(store, path)
    [index] = [index for index, row in enumerate(plan.rows) if row.writes]
    row = plan.rows[index]
    assert row.unclear
    assert "period_text" not in row.values
    assert row.values["disposal_text"] == "Burn"
    [question] = [q for q in row.questions if q.answers and isinstance(q.answers[0], Side)]
    assert "“9 years” here, “8 years” in the workbook" in question.text
    importing.apply(store, made, plan)
    kept = values("Bank statements")
    assert (kept["period_text"], kept["disposal_text"], kept["to_be_checked"]) == ("9 years", "Burn", True)
    assert "“8 years” in the workbook" in kept["question"]


@pytest.mark.parametrize(("side", "wanted"), [(0, "9 years"), (1, "8 years")])
def test_a_person_says_whose_words_stand(side: int, wanted: str, work: Any) -> None:
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    there(path, {f"{PERIOD}3": "8 years"})
    made, plan = planned(store, path)
    [index] = [index for index, row in enumerate(plan.rows) if row.unclear]
    question = plan.rows[index].questions[0]
    plan.answer(index, question, question.answers[side])
    assert not any(isinstance(a, Side) for q in plan.rows[index].questions for a in q.answers)
    importing.apply(store, made, plan)
    kept = values("Bank statements")
    assert kept["period_text"] == wanted
    assert "in the workbook" not in kept["question"]
    assert side == 0 or kept["rule"].length.amount == 8
    _, again = planned(store, path)
    assert not [row for row in again.rows if row.writes]


def test_what_stayed_here_is_written_at_the_next_giving_back(work: Any, tmp_path: Path) -> None:
    """After the import of an edited copy, the copy does not say yet what was changed here."""
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    there(path, {f"{PERIOD}2": "8 years"})
    take_in(store, path)
    given = into(store, path, tmp_path / "new.xlsx").given
    assert given.cells == 1
    assert openpyxl.load_workbook(tmp_path / "new.xlsx").worksheets[0]["D3"].value == "9 years"


def test_a_line_removed_here_stays_removed_and_goes_from_the_copy(work: Any, tmp_path: Path) -> None:
    store, path = work
    with store.operation("Edit", "edit") as operation:
        record.remove(REGISTER.record, [ids()["Appeals"]], operation.id)
    there(path, {f"{PERIOD}2": "8 years"})
    made, plan = planned(store, path)
    [left] = [row for row in plan.rows if row.standing is Standing.LEFT_OUT]
    assert left.row == 6
    assert "It stays removed" in left.warnings[0]
    importing.apply(store, made, plan)
    assert "Appeals" not in ids()
    given = into(store, path, tmp_path / "new.xlsx").given
    assert (given.cells, given.struck) == (0, 1)


def test_a_copy_of_what_was_given_back_goes_back_to_that(work: Any, tmp_path: Path) -> None:
    """Of two exchanges, the one that the edited copy comes from counts, whatever its name."""
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    into(store, path, tmp_path / "new.xlsx")
    here({"Bank statements": {"period_text": "10 years"}, "Appeals": {"disposal_text": "Burn"}}, store)
    copy = tmp_path / "Copy of something.xlsx"
    copy.write_bytes((tmp_path / "new.xlsx").read_bytes())
    there(copy, {f"{PERIOD}2": "8 years"})
    _, plan = planned(store, copy)
    [row] = [row for row in plan.rows if row.writes]
    assert (row.row, row.values["period_text"]) == (2, "8 years")
    there(path, {f"{PERIOD}3": "7 years"})  # the workbook from before, in which it never was 9
    _, plan = planned(store, path)
    [row] = [row for row in plan.rows if row.writes]
    assert "“10 years” here, “7 years” in the workbook" in row.questions[0].text


def test_a_script_may_take_the_words_of_the_workbook(work: Any) -> None:
    store, path = work
    here({"Bank statements": {"period_text": "9 years"}}, store)
    there(path, {f"{PERIOD}3": "8 years"})
    made, plan = planned(store, path)
    plan.take_theirs()
    importing.apply(store, made, plan)
    assert values("Bank statements")["period_text"] == "8 years"

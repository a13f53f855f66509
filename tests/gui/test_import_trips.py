"""An import that does not go straight: left, locked, overtaken, stopped, refused, gone back on; always by keyboard."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.test_import_wizard import (
    ROWS,
    answer_two,
    answers_stand,
    import_all,
    to_check,
    write,
)
from tests.gui.wizard import PLACE, REGISTER, Desktop, desktop, onward, press, words
from workbench.gui.importing.checking import Card
from workbench.gui.importing.steps import Step
from workbench.records import record
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import exchanges

pytestmark = pytest.mark.usefixtures("look")
Keys = Qt.Key


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The small schedule with its two questions and its row without a name."""
    return write(tmp_path / "Our schedule.xlsx", ROWS)


def test_a_figure_typed_in_the_box_chooses_no_answer(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        answers_stand(desk)


def test_records_changed_meanwhile_are_never_written_over(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, write(tmp_path / "first.xlsx", ROWS[:1]))
        onward()
        onward()
        assert desk.count() == 1
        to_check(desk, write(sheet, (("Invoices", "Paying suppliers", "7 years", "Shred", "No"), *ROWS[1:])))
        answer_two(desk)
        onward()
        with desk.store.operation("By hand", "edit") as operation:
            record.change(ScheduleLine, {1: {"owner": "Finance officer"}}, operation.id)
            record.add(ScheduleLine, [{"record_series": "Minutes", "period_text": "Permanent"}], operation.id)
        onward()
        page = desk.page
        assert page.trip.step is Step.CHECK
        assert desk.count() == 2
        assert "Nothing was imported" in page.problem.text.text()
        assert page.problem.isVisible()
        answers_stand(desk)
        onward()
        onward()
        assert page.trip.imported is not None
        assert (page.trip.imported.added, page.trip.imported.changed) == (4, 2)
        assert record.values_of(ScheduleLine, [1])[1]["owner"] == "Finance officer"


def test_undo_says_which_record_it_leaves_alone(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        import_all(desk, sheet)
        with desk.store.operation("By hand", "edit") as operation:
            record.change(ScheduleLine, {2: {"activity": "Record of every decision"}}, operation.id)
        desk.page.result.undo.setFocus()
        press(Keys.Key_Return)
        assert desk.count() == 1
        assert "“Minutes” was changed since and stays as it is." in desk.window.passing.text.text()


def test_a_file_imported_before_is_known_by_its_bytes_until_it_is_undone(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        import_all(desk, sheet)
        known = exchanges.files(desk.store)
        assert [(f["name"], f["sha256"]) for f in known] == [
            ("Our schedule.xlsx", hashlib.sha256(sheet.read_bytes()).hexdigest())
        ]
        assert any("This very file was imported before, on " in text for text in _good_to_know(desk, sheet))
        copy = write(tmp_path / "another.xlsx", ROWS[:2])
        assert not any("imported before" in text for text in _good_to_know(desk, copy))
        desk.desk.undo_this(known[0]["operation"])
        assert not any("imported before" in text for text in _good_to_know(desk, sheet))


def _good_to_know(desk: Desktop, path: Path) -> list[str]:
    page = desk.start(path)
    for _ in range(2):
        onward()
    assert page.trip.step is Step.READING
    return [label.text() for label in page.reading.findChildren(QLabel)]


def test_cancelled_by_mistake_and_carried_on(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        onward()
        desk.page.foot.cancel.setFocus()
        press(Keys.Key_Return)
        assert desk.window.pages.place == f"register/{REGISTER.name}"
        assert desk.window.passing.text.text() == "Import cancelled. Nothing was changed."
        desk.window.passing.act.setFocus()
        press(Keys.Key_Return)
        assert desk.page.trip.step is Step.CHECK
        answers_stand(desk)
        onward()
        onward()
        assert desk.count() == 6


def test_a_lock_in_the_middle_keeps_the_answers(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        kept = desk.window.pages.current_record()
        desk.page.conductor.forget()
        desk.window.go(PLACE, kept)
        assert desk.page.trip.step is Step.CHECK
        answers_stand(desk)


def test_a_column_corrected_afterwards_keeps_the_answers(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        for step in (Step.READING, Step.COLUMNS):
            press(Keys.Key_Escape)
            assert desk.page.trip.step is step
        box = desk.page.columns._rows[1].box
        box.setFocus()
        press(Keys.Key_Home)
        assert desk.page.trip.taken[0].columns[1] is None
        assert "Not imported: “Used for”" in desk.page.columns._known_text.text()
        for _ in range(2):
            onward()
        answers_stand(desk)


def test_another_question_is_not_answered_by_an_old_answer(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        kept = desk.page.trip.checking
        assert kept is not None
        changed = (*ROWS[:2], ("Enquiries", "Letters", "36 moths", "Delete", "No"), *ROWS[3:])
        to_check(desk, write(sheet, changed))
        checking = desk.page.trip.checking
        assert checking is not None
        checking.repeat(kept.decisions)
        assert [checking.card(n) for n in checking.asked] == [Card.NEED, Card.NEW, Card.NEW]


def test_escape_goes_back_step_by_step_and_leaves_at_the_first(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        for step in (Step.READING, Step.COLUMNS, Step.SHEET, Step.FILE):
            press(Keys.Key_Escape)
            assert desk.page.trip.step is step
        press(Keys.Key_Escape)
        assert desk.window.pages.place == f"register/{REGISTER.name}"


def test_escape_in_the_box_takes_back_what_was_typed_and_stays(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        page = desk.page
        press(Keys.Key_Down, times=2)
        press(Keys.Key_1)
        words("Sundry")
        press(Keys.Key_Escape)
        assert page.trip.step is Step.CHECK
        assert page.check.panel.cure.text() == ""
        assert QApplication.focusWidget() is page.check.list


def test_the_way_on_leads_the_keyboard_to_what_is_missing(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        press(Keys.Key_Return)
        assert isinstance(QApplication.focusWidget(), type(desk.page.check.panel.options.cards()[0]))
        onward()
        assert QApplication.focusWidget() is desk.page.check.panel.cure
        assert "Row 8 cannot be taken in" in desk.page.check.problem.text.text()
        words("Post")
        press(Keys.Key_Return)
        assert not desk.page.check.problem.isVisible()

"""An import in trouble: slow, dying or missing files, a stop at any moment; and what every step looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_import_wizard import (
    HEADINGS,
    ROWS,
    answer_two,
    answers_stand,
    save_what_needs_a_person,
    to_check,
    write,
)
from tests.gui.wizard import Desktop, cut_words, desktop, onward, press
from workbench.errors import Cancelled, Plain
from workbench.exchange.book import Book
from workbench.gui import progress_card
from workbench.gui.importing import run_pane
from workbench.gui.importing.checking import Card
from workbench.gui.importing.conductor import Reader
from workbench.gui.importing.rows_model import STANDING
from workbench.gui.importing.steps import Step
from workbench.gui.table.model import CHIP, LOOK
from workbench.gui.tasks import Tasks
from workbench.gui.theme.look import Look
from workbench.records.store import Store
from workbench.workflows import importing
from workbench.workflows.progress import Progress

pytestmark = pytest.mark.usefixtures("look")
Keys = Qt.Key
LONG, PATIENCE = 20_000, 30_000  # steps of slow work, and milliseconds for a crowded machine


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """The small schedule with its two questions and its row without a name."""
    return write(tmp_path / "Our schedule.xlsx", ROWS)


def test_a_file_that_is_gone_says_so(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start()
        sheet.unlink()
        page.file.picked.emit(sheet)
        assert page.trip.step is Step.FILE
        assert "Our schedule.xlsx" in page.problem.text.text()
        assert "Nothing was changed" in page.problem.text.text()


def test_a_bad_file_dropped_in_the_middle_leaves_the_import_as_it_stands(tmp_path: Path, sheet: Path) -> None:
    wrong = tmp_path / "photo.xlsx"
    wrong.write_bytes(b"\x89PNG not a workbook")
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        desk.page.conductor.open_file(wrong)
        assert desk.page.trip.step is Step.CHECK
        assert desk.page.problem.isVisible()
        answers_stand(desk)


@pytest.mark.parametrize("text", ["", "only words"])
def test_a_clipboard_without_a_table_says_so(tmp_path: Path, text: str) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start()
        QGuiApplication.clipboard().setText(text)
        press(Keys.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert page.problem.isVisible() or page.trip.step is Step.SHEET
        if page.trip.step is Step.SHEET:
            assert "Not ticked: " in page.sheet._hint.text(), "words alone are no schedule"
            onward()
            assert page.trip.step is Step.SHEET
            assert page.problem.isVisible()


def test_the_rows_saved_come_back_when_they_were_put_right(
    tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desktop(tmp_path) as desk:
        target = save_what_needs_a_person(desk, sheet, monkeypatch)
        book = openpyxl.load_workbook(target)
        rows = book.worksheets[0]
        for number, period in ((2, "24 months"), (3, "24 months")):
            rows.cell(number, 3).value = period
        rows.cell(4, 1).value = "Sundry letters"
        book.save(target)
        to_check(desk, target)
        page = desk.page
        fed = page.trip.taken[0].columns
        assert [fed[n] for n in (5, 6)] == [None, None], "where it stood and what is asked feed nothing"
        assert page.trip.checking is not None
        assert page.trip.checking.counts[Card.NEW] == 3
        assert [row.values["reference"] for row in page.trip.checking.plan.rows if row.values.get("reference")] == []


def test_standings_are_chips_with_icon_and_word(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        cells = [desk.page.check.rows.index(n, STANDING) for n in range(3)]
        assert all(cell.data(LOOK).chips for cell in cells)
        assert [(cell.data(CHIP).text, cell.data(CHIP).tone) for cell in cells] == [
            ("Question", "amber"), ("Question", "amber"), ("Problem", "amber"),
        ]  # fmt: skip


def test_a_hidden_row_is_called_hidden(tmp_path: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book.worksheets[0].row_dimensions[5].hidden = True
    book.save(sheet)
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        rows = page.sheet.preview.rows
        assert [rows.index(n, 0).data() for n in (3, 4)] == ["4", "5, hidden"]
        assert "Hidden rows: 1, included." in page.head.sentence.text()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_no_step_cuts_a_word_or_shows_two_filled_buttons(tmp_path: Path, look: Look, sheet: Path, size: int) -> None:
    look.choose("light", size)
    try:
        with desktop(tmp_path) as desk:
            desk.window.resize(1366, 688)
            page = desk.start()
            seen = [_looked_at(desk)]
            page.conductor.open_file(sheet)
            for _ in range(4):
                seen.append(_looked_at(desk))
                page.next()
            seen.append(_looked_at(desk))
            page.check.leave_all.click()
            page.next()
            seen.append(_looked_at(desk))
            page.next()
            seen.append(_looked_at(desk))
            assert page.trip.step is Step.RESULT
            assert seen == [([], 1)] * len(seen)
    finally:
        look.choose("light", 100)


def _looked_at(desk: Desktop) -> tuple[list[str], int]:
    for _ in range(4):
        QApplication.processEvents()
    filled = [b for b in desk.window.findChildren(QPushButton) if b.isVisible() and b.property("kind") == "primary"]
    assert (desk.window.width(), desk.window.height()) == (1366, 688)
    return cut_words(desk.window), len(filled)


class Slow:
    """A reading process that never ends by itself, or dies."""

    def __init__(self, dies: bool = False) -> None:
        self.dies = dies

    def read(self, path: Path, progress: Progress) -> Book:
        """Read until told to stop."""
        if self.dies:
            raise Plain(f"“{path.name}” could not be read. Nothing was changed. Save it anew and try again.")
        for count in range(LONG):
            progress.step(count, LONG, f"Reading {path.name}")
            QApplication.instance().thread().msleep(5)  # type: ignore[union-attr]  # there is an application
        raise AssertionError("nobody stopped it")

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress and the way to stop it come at once."""
    monkeypatch.setattr(progress_card, "APPEARS", 1)
    monkeypatch.setattr(progress_card, "OFFERS_STOP", 20)
    monkeypatch.setattr(run_pane, "OFFERS_STOP", 20)


@pytest.mark.usefixtures("soon")
def test_slow_reading_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path, Tasks()) as desk:
        page = desk.start()
        Reader.of(desk.desk).worker = Slow()  # type: ignore[assignment]  # stands for the process
        page.conductor.open_file(sheet)
        card = desk.window.progress
        qtbot.waitUntil(lambda: card._stop.isVisible() and bool(card._text.text()), timeout=PATIENCE)
        assert "Reading Our schedule.xlsx" in card._text.text()
        assert card._bar.maximum() == LONG
        card._stop.setFocus()
        press(Keys.Key_Return)
        qtbot.waitUntil(page.problem.isVisible, timeout=PATIENCE)
        assert page.trip.step is Step.FILE
        assert page.problem.text.text() == "Nothing was changed."
        page.conductor.open_file(sheet)
        qtbot.waitUntil(card._stop.isVisible, timeout=PATIENCE)
        assert card._stop.isEnabled(), "the next long work can be stopped as well"
        press(Keys.Key_Escape)
        qtbot.waitUntil(lambda: not desk.desk.tasks.busy, timeout=PATIENCE)
        assert page.trip.step is Step.FILE
        desk.desk.tasks.stop()


def test_a_process_that_dies_leaves_the_wizard_where_it_is(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start()
        Reader.of(desk.desk).worker = Slow(dies=True)  # type: ignore[assignment]  # stands for the process
        page.conductor.open_file(sheet)
        assert page.trip.step is Step.FILE
        assert "Save it anew" in page.problem.text.text()
        assert QApplication.focusWidget() is page.file.choose


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize("heard", [True, False])
def test_stopping_the_import_is_honest(
    qtbot: QtBot, tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch, heard: bool
) -> None:
    """Stopped in time nothing is added; too late, the page says that it was finished, and offers the undo."""
    monkeypatch.setattr(importing, "apply", slowed(importing.apply, heard))
    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        onward()
        tasks = Tasks()
        desk.desk.tasks, before = tasks, desk.desk.tasks
        page = desk.page
        page.next()
        qtbot.waitUntil(page.running.halt.isVisible, timeout=PATIENCE)
        assert QApplication.focusWidget() is page.running.halt
        press(Keys.Key_Escape)
        assert not page.running.halt.isEnabled()
        qtbot.waitUntil(lambda: not tasks.busy, timeout=PATIENCE)
        desk.desk.tasks = before
        tasks.stop()
        if heard:
            assert page.answers.isVisible()
            assert page.problem.title.text() == "Stopped"
            assert desk.count() == 0
        else:
            assert page.result.isVisible()
            assert "finished before it could be stopped" in desk.window.passing.text.text()
            assert desk.count() == 6


def slowed(apply: Callable[..., object], heard: bool) -> Callable[..., object]:
    """The same work, begun only when a person has asked to stop it."""

    def job(store: Store, draft: object, plan: object, progress: Progress) -> object:
        try:
            for _ in range(LONG):
                progress.step(0, 1, "Making a backup")
                QApplication.instance().thread().msleep(2)  # type: ignore[union-attr]  # there is an application
        except Cancelled:
            if heard:
                raise
        return apply(store, draft, plan)

    return job


def test_stopped_at_the_very_end_nothing_stays(tmp_path: Path, sheet: Path) -> None:
    def tell(_done: int, _of: int, text: str) -> bool:
        return text != "Finishing"

    with desktop(tmp_path) as desk:
        to_check(desk, sheet)
        answer_two(desk)
        trip = desk.page.trip
        assert trip.draft is not None
        assert trip.plan is not None
        with pytest.raises(Cancelled):
            importing.apply(desk.store, trip.draft, trip.plan, Progress(tell))
        assert desk.count() == 0
        assert importing.apply(desk.store, trip.draft, trip.plan).added == 6, "and it can be done after all"


def test_the_headings_of_the_small_schedule_are_all_matched(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        onward()
        assert page.columns.note() == f"{len(HEADINGS)} of {len(HEADINGS)} columns go in"
        assert not page.columns._known_text.isVisible()


def test_a_field_passed_by_with_the_arrows_takes_nothing_from_another_column(tmp_path: Path, sheet: Path) -> None:
    with desktop(tmp_path) as desk:
        page = desk.start(sheet)
        onward()
        columns = page.trip.taken[0].columns
        row, box = page.columns._rows[-1], page.columns._rows[0].box
        mine = columns[row.about.index]
        assert mine == "personal_data", "one column only"
        box.setFocus()
        box.setCurrentIndex(box.findData(mine) - 1)
        press(Qt.Key.Key_Down)
        assert (columns[0], row.box.currentData()) == (mine, "")
        assert f"“{row.heading}” no longer goes to" in page.columns._known_text.text()
        press(Qt.Key.Key_Down)
        assert columns[row.about.index] == row.box.currentData() == mine, "passed by, it is back at its column"
        press(Qt.Key.Key_Up)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Up)
        assert columns[row.about.index] is None, "Enter made the choice"


def test_what_should_be_known_stands_where_the_rows_are_decided(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (("Record series", "Retention period"), ("Minutes", "Permanent"), ("Diaries", "1 year from closure")):
        page.append(line)
    page.row_dimensions[3].hidden = True
    book.create_sheet("History").append(("Version", "Author", "Change"))
    book.save(tmp_path / "hidden.xlsx")
    with desktop(tmp_path) as desk:
        to_check(desk, tmp_path / "hidden.xlsx")
        remarks = desk.page.check.remarks
        assert remarks.text.text() == "Sheet “Sheet” has 1 hidden row; they were read too."
        assert remarks.more.text() == "Show all 2 &remarks"
        remarks.more.setFocus()
        press(Qt.Key.Key_Return)
        assert "\nNot taken in: Sheet “History”" in remarks.text.text()
        assert cut_words(remarks) == []


def test_a_plain_sheet_needs_no_remarks(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("Record series,Retention period\nMinutes,Permanent\n", "utf-8")
    with desktop(tmp_path) as desk:
        to_check(desk, tmp_path / "plain.csv")
        assert not desk.page.check.remarks.isVisible()

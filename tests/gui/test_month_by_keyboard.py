"""The month's checks of the sample council and a whole disposal by keyboard, counted; and what may go wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil, put_away
from tests.gui.disposal import BOXES, fill
from tests.gui.wizard import press, words
from workbench import clock
from workbench.gui.desk import Desk
from workbench.gui.disposal.batch import BatchPage
from workbench.gui.disposal.due import DuePage
from workbench.gui.disposal.rounds import RoundsPage
from workbench.gui.importing.page import ImportPage
from workbench.gui.importing.steps import Step
from workbench.gui.makers import page_makers
from workbench.gui.register.pasting import PastePage
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.window import MainWindow
from workbench.records import keys, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import MODELS, REGISTERS
from workbench.registers.checks import OVERWRITE, Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import Batch
from workbench.registers.holdings import Holding
from workbench.settings import Settings
from workbench.workflows import disposal, holds, sample
from workbench.workflows.disposal import Authority

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MONTH_OF_CHECKS = 40  # key presses, from Home to the last of the sample council's checks answered
DUE_TO_DESTROYED = 75  # key presses, names and numbers typed included
CONTROL = Qt.KeyboardModifier.ControlModifier


class Counted:
    """A keyboard that counts."""

    def __init__(self) -> None:
        self.presses = 0

    def key(self, *pressed: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the cursor is."""
        for one in pressed:
            self.presses += 1
            press(one, modifiers)

    def text(self, text: str) -> None:
        """Type a text; each letter counts."""
        self.presses += len(text)
        words(text)


@pytest.fixture
def typing() -> Counted:
    """Nothing pressed yet."""
    return Counted()


@pytest.fixture
def sampled(tmp_path: Path, look: Look, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenCouncil]:
    """The sample council as `demo` makes it, in its window on Home."""
    monkeypatch.setattr(keys.cost, "m", 64)
    monkeypatch.setattr(keys.cost, "t", 1)
    made = sample.make_sample(tmp_path / "sample", sample.PASSPHRASE)
    store = Store.open(made.folder, sample.PASSPHRASE, MODELS)
    look.choose("light", 100)
    tasks, errors = Tasks(executor=Immediate()), list[BaseException]()
    tasks.failed.connect(errors.append)
    desk = Desk(store, REGISTERS, tasks, Settings())
    window = MainWindow(desk, page_makers())
    window.resize(1366, 688)
    window.show()
    window.activateWindow()
    window.go("home")
    yield OpenCouncil(store, desk, window, errors)
    assert errors == []
    put_away(window)


@pytest.fixture
def boxes(council: OpenCouncil) -> list[int]:
    """Four boxes that are due, the last on hold."""
    council.window.activateWindow()
    return fill(council.store)


def kept(model: Any) -> list[dict[str, Any]]:
    """Everything that stands in a register, oldest first."""
    return list(record.values_of(model, every(model, ()).ids()).values())


def test_the_month_s_checks_of_the_sample_council(sampled: OpenCouncil, typing: Counted) -> None:
    """Ctrl+J, then N and Enter for each of fifteen, D where it is overwritten, K and a day while that is on hold."""
    entries = len(kept(LogEntry))
    typing.key(Qt.Key.Key_J, modifiers=CONTROL)
    page = sampled.here(RoundsPage)
    waiting, stays = len(page.table.lines.rows), 0
    assert waiting == 15
    while not page.empty.isVisible():
        assert typing.presses < 200
        here = page._here()
        if here is not None and here.task == OVERWRITE and here.held:
            stays += 1
            typing.key(Qt.Key.Key_K)
            typing.text("+1m")
            typing.key(Qt.Key.Key_Return)
            continue
        overwritten = here is not None and here.task == OVERWRITE
        typing.key(Qt.Key.Key_D if overwritten else Qt.Key.Key_N, Qt.Key.Key_Return)
    assert stays == 2
    assert typing.presses == 1 + 2 * waiting + 3 * stays  # K, the day in three, Enter
    assert typing.presses <= MONTH_OF_CHECKS
    assert len(kept(LogEntry)) == entries + waiting
    assert not [c for c in kept(Check) if c["answer"] == "open" and c["due_on"] <= clock.today()]


def test_from_home_to_the_log(council: OpenCouncil, boxes: list[int], typing: Counted) -> None:
    council.page("home")
    typing.key(Qt.Key.Key_M, modifiers=CONTROL)
    council.here(DuePage)
    typing.key(Qt.Key.Key_Return, modifiers=CONTROL)
    page = council.here(BatchPage)
    reach(typing, page.consider.form.fields["archive_value"].editor.boxes()[0])
    typing.text("c")
    typing.key(Qt.Key.Key_Return, modifiers=CONTROL)
    assert QApplication.focusWidget() is page.authority.form.fields["authorised_by"].editor.boxes()[0]
    typing.text("Chair")
    typing.key(Qt.Key.Key_Return)
    reach(typing, page.carry.form.fields["method"].editor.boxes()[0])
    typing.text("c")
    reach(typing, page.carry.form.fields["done_by"].editor.boxes()[0])
    typing.text("Clerk")
    reach(typing, page.carry.typed)
    typing.text("3")
    typing.key(Qt.Key.Key_Return)
    assert [e["description"] for e in kept(LogEntry)] == list(BOXES[:3])
    assert typing.presses <= DUE_TO_DESTROYED


def reach(typing: Counted, wanted: Any) -> None:
    """Tab until the cursor is there."""
    for _ in range(40):
        if QApplication.focusWidget() is wanted:
            return
        typing.key(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {wanted}")


def test_pressing_twice_destroys_once(council: OpenCouncil, boxes: list[int]) -> None:
    page = ready(council, boxes[:2])
    page.carry.act.click()
    page.carry.act.click()
    page.carry.ask()
    page.do()
    assert [e["number"] for e in kept(LogEntry)] == [f"{clock.today().year}/001", f"{clock.today().year}/002"]
    assert page.stop.isHidden()


def test_making_the_batch_twice_makes_one(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("due")
    page.go.click()
    page.go.click()  # the rows it stood on are in the batch
    page.do()
    assert len(kept(Batch)) == 1
    assert council.errors == []


def test_answering_twice_enters_once(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("rounds")
    words("n")
    page.asks[0].act.click()
    page.asks[0].act.click()
    assert len(kept(LogEntry)) == 1
    assert len([c for c in kept(Check) if c["answer"] == "nothing"]) == 1


def test_enter_alone_answers_no_check_whatever_was_answered_before(council: OpenCouncil, boxes: list[int]) -> None:
    """A key held down too long would else enter nil returns that nobody gave."""
    page = council.page("rounds")
    press(Qt.Key.Key_N)
    for _ in range(5):
        press(Qt.Key.Key_Return)
    assert len(kept(LogEntry)) == 1
    assert (page.answers.place(), len(page.table.lines.rows)) == (-1, 2)


def test_a_second_click_while_the_first_is_written_does_nothing(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker is not as quick as a double click."""
    page, waiting = ready(council, boxes[:2]), Waiting(council.desk.tasks, monkeypatch)
    page.carry.act.click()
    page.carry.act.click()
    waiting.go_on()
    assert len(kept(LogEntry)) == 2
    assert page.stop.isHidden(), "a refusal would be read as if nothing had gone"
    rounds = council.page("rounds")
    waiting.go_on()
    words("n")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    waiting.go_on()
    assert len(kept(LogEntry)) == 3
    assert rounds.stop.isHidden()


class Waiting:
    """Holds back what the worker is given until it may go on."""

    def __init__(self, tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
        self._held: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        self._run = tasks.run
        monkeypatch.setattr(tasks, "run", self._hold)

    def go_on(self) -> None:
        """Do what was held back, and what comes of it."""
        while self._held:
            given, named = self._held.pop(0)
            self._run(*given, **named)

    def _hold(self, *given: Any, **named: Any) -> None:
        self._held.append((given, named))


def test_escape_midway_leaves_everything_as_it_was(council: OpenCouncil, boxes: list[int]) -> None:
    page = ready(council, boxes[:2])
    page.carry.typed.setFocus()
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table
    press(Qt.Key.Key_Return)
    assert kept(LogEntry) == []
    assert page.carry.typed.text() == "2", "what was typed stays"


def test_a_lock_midway_keeps_nothing_destroyed_and_comes_back_to_the_batch(
    council: OpenCouncil, boxes: list[int]
) -> None:
    page = ready(council, boxes[:2])
    council.window.keep()
    assert council.window.pages.current_record() == page._number
    assert kept(LogEntry) == []
    again = council.page("batch", page._number)
    assert again.folder.values["standing"] == "authorised"


def test_a_holding_goes_into_one_batch_only(council: OpenCouncil, boxes: list[int]) -> None:
    """Another window made a batch of it since this list was read."""
    page = council.page("due")
    disposal.freeze(council.store, "Another window", boxes[:1])
    page.do()
    assert page.stop.isVisible()
    assert "another batch" in page.stop.title.text()
    assert [b["name"] for b in kept(Batch)] == ["Another window"]


def test_a_batch_put_back_elsewhere_is_not_carried_out(council: OpenCouncil, boxes: list[int]) -> None:
    page = ready(council, boxes[:2])
    disposal.put_back(council.store, page._number)
    page.carry.ask()
    assert page.stop.isVisible()
    assert kept(LogEntry) == []
    assert len(kept(Holding)) == 4


def test_a_hold_placed_in_another_window_stops_the_batch_being_made(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("due")
    holds.place(council.store, {"reason": "Police request", "kind": "police", "holding": boxes[0]})
    page.do()
    assert "Police request" in page.stop.title.text()
    assert kept(Batch) == []
    page.look()
    assert page.table.lines.rows[0].stops == "On hold: Police request"


def ready(council: OpenCouncil, boxes: list[int]) -> BatchPage:
    """The page of an authorised batch with everything entered."""
    number = disposal.freeze(council.store, "November", boxes)
    disposal.authorise(council.store, number, Authority("Chair"))
    page: BatchPage = council.page("batch", number)
    page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
    page.carry.typed.setText(str(len(boxes)))
    return page


def test_a_block_copied_from_a_spreadsheet_becomes_new_holdings(council: OpenCouncil, typing: Counted) -> None:
    page = council.page("register/holdings")
    rows = [
        ("Box no", "Contents", "Series ref", "Location", "Closed on"),
        ("B1", "Complaint files 2019", "1.2", "Loft", "31/03/2020"),
        ("B2", "Complaint files 2020", "Complaint files", "Loft", "31/03/2021"),
    ]
    QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
    council.window.activateWindow()
    page.setFocus()
    page.verbs()["paste"]()
    shown = council.here(PastePage)
    assert shown._bring.text() == "Bring in as new holdings"
    assert QApplication.focusWidget() is shown._bring
    typing.key(Qt.Key.Key_Return)
    wizard = council.here(ImportPage)
    for _ in range(6):
        if wizard.trip.step is Step.RESULT:
            break
        wizard.next()
    assert wizard.trip.step is Step.RESULT
    found = {v["number"]: v for v in kept(Holding)}
    assert {n: (v["description"], v["series_name"], v["keep_until"]) for n, v in found.items()} == {
        "B1": ("Complaint files 2019", "Complaint files", dt.date(2022, 3, 31)),
        "B2": ("Complaint files 2020", "Complaint files", dt.date(2023, 3, 31)),
    }


def test_a_block_longer_than_the_table_can_be_brought_in_whole(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings", boxes[-1])
    page.listing.table.setFocus()
    QGuiApplication.clipboard().setText("One\nTwo\nThree")
    page.verbs()["paste"]()
    shown = council.here(PastePage)
    assert shown._bring.isVisible()
    assert any("have no line to go to" in said for said in (shown._left_out.text.text(),))
    assert len(kept(Holding)) == 4


def test_a_block_with_headings_is_not_meant_to_change_what_stands(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings", boxes[0])
    page.listing.table.setFocus()
    QGuiApplication.clipboard().setText("Box no\tContents\nB1\tComplaint files 2019")
    page.verbs()["paste"]()
    shown = council.here(PastePage)
    assert QApplication.focusWidget() is shown._bring, "Enter must not write headings over a box"
    assert shown._left_out.text.text().startswith("The first row looks like headings.")

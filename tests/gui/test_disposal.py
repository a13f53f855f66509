"""From due to destroyed in the window, by keyboard: batches, holds, the checks of the day, and what nobody types."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import BOXES, HELD, ROUTINE, fill
from tests.gui.wizard import onward, press, words
from tests.helpers import PASSPHRASE
from workbench import clock
from workbench.app import Program
from workbench.gui.disposal.batch import BatchPage
from workbench.gui.disposal.due import DuePage
from workbench.gui.disposal.placing import HoldPage
from workbench.gui.disposal.rounds import RoundsPage
from workbench.gui.editors.shown import ShownEditor
from workbench.gui.helping import HelpPage
from workbench.gui.home.page import HomePage
from workbench.gui.register.page import RegisterPage
from workbench.gui.register.pasting import PastePage
from workbench.gui.reporting.page import ReportsPage
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.registers.checks import Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import Batch, BatchItem
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, disposal, holds
from workbench.workflows.cases import keeping, opening
from workbench.workflows.disposal import Authority

WEDNESDAY = dt.date(2026, 11, 25)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: WEDNESDAY)


@pytest.fixture
def boxes(council: OpenCouncil) -> list[int]:
    """Four boxes that are due, the last on hold."""
    council.window.activateWindow()
    return fill(council.store)


def kept(model: Any) -> list[dict[str, Any]]:
    """Everything that stands in a register, oldest first."""
    return list(record.values_of(model, every(model, ()).ids()).values())


def go_to(name: str) -> None:
    """Put the cursor into the box of that name."""
    window = QApplication.activeWindow()
    assert window is not None
    [box] = [w for w in window.findChildren(QLineEdit) if w.isVisible() and w.accessibleName() == name]
    box.setFocus()


def test_a_batch_is_made_of_what_is_ticked(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("due")
    assert isinstance(page, DuePage)
    assert page.head.sentence.text() == "3 holdings may go, 1 cannot go now."
    assert page.table.ticked() == boxes[:3]
    press(Qt.Key.Key_Space)  # the first stays
    onward()
    batch = council.here(BatchPage)
    assert batch.head.sentence.text() == "To be authorised, frozen Wed 25 Nov 2026. 2 holdings."
    assert [i["holding"] for i in kept(BatchItem)] == boxes[1:3]
    council.desk.undo()
    assert kept(Batch) == []


def test_what_is_on_hold_cannot_be_ticked_and_says_why(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("due")
    said: list[str] = []
    council.desk.said.connect(lambda message: said.append(message.text))
    page.table.stand(3)
    assert page.about.text.text().startswith(f"On hold: {HELD}")
    assert "6.1 Complaints closed" in page.about.text.text()
    assert "2 years" in page.about.text.text()
    press(Qt.Key.Key_Space)
    assert boxes[3] not in page.table.ticked()
    assert said == [f"It cannot go into a batch. On hold: {HELD}."]


def test_looking_ahead_shows_what_may_not_go_yet(council: OpenCouncil, boxes: list[int]) -> None:
    soon = WEDNESDAY - dt.timedelta(days=2 * 365 - 20)  # two years are over in about twenty days
    with council.store.operation("Add", "edit") as op:
        series = record.values_of(Holding, boxes)[boxes[0]]["series"]
        record.add(Holding, [{"description": "Next", "series": series, "trigger_date": soon}], op.id)
    page = council.page("due")
    assert len(page.table.lines.rows) == 4
    page.wanted.ahead.setCurrentIndex(1)
    page.wanted.ahead.activated.emit(1)
    assert len(page.table.lines.rows) == 5
    assert page.table.lines.rows[-1].stops.startswith("May go from ")


def test_from_due_to_the_log_by_keyboard(council: OpenCouncil, boxes: list[int]) -> None:
    council.page("due")
    onward()
    page = council.here(BatchPage)
    page.consider.begin()  # as a click or Tab would
    page.consider.form.fields["archive_value"].editor.focus_box()
    words("Considered")
    page.consider.form.fields["copies"].editor.focus_box()
    words("None known")
    onward()
    assert {(i["archive_value"], i["copies"]) for i in kept(BatchItem)} == {("none", "None known")}
    assert page.steps.place() == 3
    assert QApplication.focusWidget() is page.authority.form.fields["authorised_by"].editor.boxes()[0]
    onward()  # nothing entered
    assert page.authority.summary.isVisible()
    assert page.authority.form.fields["authorised_by"].said == "Enter who authorises the batch"
    words("Chair of Finance")
    press(Qt.Key.Key_Return)
    assert page.folder is not None
    assert page.folder.standing.startswith("Authorised. Authority: Chair of Finance, Wed 25 Nov 2026.")
    page.carry.begin()
    words("Cross")
    go_to("Done by")
    words("Shredding Ltd")
    press(Qt.Key.Key_Return)  # the number is not typed yet
    assert QApplication.focusWidget() is page.carry.typed
    assert kept(LogEntry) == []
    assert page.carry.act.text() == "Destroy 3 holdings"
    words("3")
    press(Qt.Key.Key_Return)
    log = kept(LogEntry)
    assert [(e["number"], e["description"], e["copies"]) for e in log] == [
        (f"2026/{n:03d}", name, "None known") for n, name in enumerate(BOXES[:3], 1)
    ]
    assert {e["method"] for e in log} == {"shredded"}
    assert [h["description"] for h in kept(Holding)] == [BOXES[3]]
    assert page.steps.isHidden()
    assert "Carried out Wed 25 Nov 2026" in page.done.text()


def test_a_holding_is_taken_off_with_a_reason_and_a_later_day(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("batch", disposal.freeze(council.store, "November", boxes[:2]))
    page.show_step(1)
    page.off.ask()
    assert [page.off.form.fields[name].said for name in ("off_reason", "off_until")] == [
        "Enter why it stays",
        "Enter the day on which to look again",
    ]
    words("Wanted by the museum")
    go_to("Look again on")
    words("1/11/26")
    press(Qt.Key.Key_Return)
    assert page.off.form.fields["off_until"].said == "Look again on must be after today"
    page.off.form.fields["off_until"].editor.put(dt.date(2027, 6, 1))
    page.off.ask()
    assert page.head.sentence.text().endswith("1 holding, 1 taken off.")
    assert page.table.lines.rows[0].texts[2] == "Taken off: Wanted by the museum. Look again Tue 1 Jun 2027."
    due = council.page("due")
    assert boxes[0] not in [row.number for row in due.table.lines.rows]
    due.wanted.ahead.setCurrentIndex(3)  # twelve months
    due.wanted.ahead.activated.emit(3)
    assert [row.stops for row in due.table.lines.rows if row.number == boxes[0]] == [
        "Look again Tue 1 Jun 2027: Wanted by the museum"
    ]


def test_a_hold_that_came_since_stops_it_and_is_named(council: OpenCouncil, boxes: list[int]) -> None:
    number = disposal.freeze(council.store, "November", boxes[:2])
    disposal.authorise(council.store, number, Authority("Chair"))
    page = council.page("batch", number)
    page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
    page.carry.typed.setText("2")
    holds.place(council.store, {"reason": "Claim for a broken window", "kind": "claim", "holding": boxes[0]})
    page.carry.ask()
    assert page.stop.isVisible()
    assert "Claim for a broken window" in page.stop.title.text()
    assert "Nothing was destroyed" in page.stop.text.text()
    assert kept(LogEntry) == []
    page.arrive(number)
    assert BOXES[0] in page.stop.text.text()
    page._back.click()
    assert kept(Batch)[0]["standing"] == "put-back"
    assert [row.texts[2] for row in page.table.lines.rows] == ["Put back", "Put back"]
    assert page.stop.isHidden()


def test_the_number_typed_must_be_right(council: OpenCouncil, boxes: list[int]) -> None:
    number = disposal.freeze(council.store, "November", boxes[:2])
    disposal.authorise(council.store, number, Authority("Chair"))
    page = council.page("batch", number)
    page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
    page.carry.typed.setText("1")
    page.carry.ask()
    assert kept(LogEntry) == []
    assert len(kept(Holding)) == 4


def test_a_hold_is_placed_on_what_is_selected(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings")
    page.listing.table.select(boxes[:2])
    page.verbs()["Place a hold…"]()
    hold = council.here(HoldPage)
    assert hold.head.title.text() == "Place a hold on 2 holdings"
    onward()
    assert hold.asking.form.fields["reason"].said == "Enter the reason"
    words("Claim")
    hold.asking.form.fields["kind"].editor.focus_box()
    words("Legal")
    onward()
    assert council.here(RegisterPage)
    assert [h["holding"] for h in kept(Hold) if h["reason"] == "Claim"] == boxes[:2]
    council.desk.undo()
    assert [h["reason"] for h in kept(Hold)] == [HELD]


def test_three_checks_are_answered_in_a_few_keys(council: OpenCouncil, boxes: list[int]) -> None:
    """Nil return 2 keys, a number of two figures 6 (4 where the method is known), kept 2 and the day."""
    council.page("rounds")
    keys = 0

    def typed(*pressed: Qt.Key | str) -> None:
        nonlocal keys
        for key in pressed:
            keys += 1
            words(key) if isinstance(key, str) else press(key)

    typed("n", Qt.Key.Key_Return)
    typed("d", "1", "2", Qt.Key.Key_Tab, "c", Qt.Key.Key_Return)
    typed("k", *"31/5/27", Qt.Key.Key_Return)
    assert keys == 2 + 6 + 9
    found = {c["what"]: c for c in kept(Check) if c["answer"] != "open"}
    assert [found[name]["answer"] for name in ROUTINE] == ["nothing", "destroyed", "kept"]
    assert (found[ROUTINE[1]]["number_destroyed"], found[ROUTINE[1]]["method"]) == (12, "shredded")
    assert found[ROUTINE[2]]["keep_until"] == dt.date(2027, 5, 31)
    assert [e["number"] for e in kept(LogEntry)] == ["2026/001", "2026/002", "2026/003"]
    assert council.here(RoundsPage).empty.isVisible()
    assert council.here(RoundsPage).empty.title.text() == "No check is due"


def test_the_last_answer_fills_in_the_method(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = council.page("rounds")
    page.table.stand(1)
    for key in ("d", "3"):
        words(key)
    press(Qt.Key.Key_Tab)
    words("c")
    press(Qt.Key.Key_Return)
    monkeypatch.setattr(clock, "today", lambda: WEDNESDAY + dt.timedelta(days=40))
    page.arrive(None)
    assert page.head.sentence.text() == "3 checks, 3 late."
    page.table.stand([row.texts[0] for row in page.table.lines.rows].index(ROUTINE[1]))
    assert "3, cross-cut shredding, Wed 25 Nov 2026" in page.about.text.text()
    for key in ("d", "4"):
        words(key)
    press(Qt.Key.Key_Return)
    assert [e["quantity"] for e in kept(LogEntry)] == [3, 4]


def test_an_answer_that_says_too_little_is_not_taken(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("rounds")
    press(Qt.Key.Key_Return)  # no answer yet
    words("d")
    press(Qt.Key.Key_Return)
    said = [page.asks[1].form.fields[name].said for name in ("number_destroyed", "method")]
    assert said == ["Enter how many were destroyed", "Choose how they were destroyed"]
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table
    assert kept(LogEntry) == []


def test_a_hold_on_the_series_is_named_at_its_check(council: OpenCouncil, boxes: list[int]) -> None:
    checks.make(council.store)
    series = next(c["series"] for c in kept(Check) if c["what"] == ROUTINE[0])
    holds.place(council.store, {"reason": "Police request", "kind": "police", "series": series})
    page = council.page("rounds")
    assert page.about.text.text().startswith("On hold: Police request.")
    words("d")
    assert page.stop.title.text() == "On hold, so nothing of it can be entered as destroyed."
    assert "Police request" in page.stop.text.text()
    assert not any(asking.isVisible() for asking in page._all), "it is said before anything is typed"
    press(Qt.Key.Key_Return)
    assert kept(LogEntry) == []
    for key in ("n", "d", "n"):
        words(key)
    assert not page.stop.isVisible()
    press(Qt.Key.Key_Return)
    assert [entry["outcome"] for entry in kept(LogEntry)] == ["nothing"]


def test_a_recorder_is_confirmed_as_overwritten_once_the_pictures_asked_for_are_saved(council: OpenCouncil) -> None:
    rule = RetentionRule(Kind.ROLLING, Length(31, Unit.DAYS), "creation", bound="max")
    with council.store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "CCTV", "rule": rule, "rhythm": "monthly"}], op.id)
    asked = {"right": "cctv", "requester": "Applicant B", "received": WEDNESDAY, "building": "Town hall"}
    case = opening.open_case(council.store, "rights-requests", {**asked, "pictures_on": WEDNESDAY}).case
    page = council.page("rounds")
    words("d")
    assert page.stop.title.text() == "On hold, so it cannot be confirmed as overwritten."
    saved = "The pictures asked for in RR-2026/001 are not noted as saved, or not of which day they are."
    why = f"{saved} Answer that it was kept, or release the hold"
    assert page.stop.text.text().startswith(why)
    assert kept(LogEntry) == []
    keeping.change(council.store, "rights-requests", case, {"pictures_saved": WEDNESDAY})
    council.page("home")
    page = council.page("rounds")
    assert page.about.text.text().startswith("On hold, and the pictures asked for are saved in RR-2026/001")
    words("d")
    press(Qt.Key.Key_Return)
    [entry] = kept(LogEntry)
    assert entry["holds_checked"] == "Overwritten as usual: the pictures asked for are saved in RR-2026/001."


def test_a_box_on_hold_is_asked_about_before_its_check_says_destroyed(council: OpenCouncil, boxes: list[int]) -> None:
    checks.make(council.store)
    series = next(c["series"] for c in kept(Check) if c["what"] == ROUTINE[0])
    with council.store.operation("Add", "edit") as op:
        [box] = record.add(Holding, [{"description": "Photos of 2019", "series": series}], op.id)
    holds.place(council.store, {"reason": "A claim", "kind": "claim", "holding": box})
    page = council.page("rounds")
    assert page.about.text.text().startswith("On hold, so leave it out: Photos of 2019 (A claim).")
    for key in ("d", "3"):
        words(key)
    press(Qt.Key.Key_Tab)
    words("c")
    press(Qt.Key.Key_Return)
    asked = page._ask(page.answers.place())
    assert "Photos of 2019 (A claim)" in asked.form.fields["left_out"].said
    assert kept(LogEntry) == []
    press(Qt.Key.Key_Space)  # on “Yes”, where the cursor went
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [entry] = kept(LogEntry)
    assert "Photos of 2019 (A claim)" in entry["holds_checked"]


def test_home_says_what_is_due_and_leads_there(council: OpenCouncil, boxes: list[int]) -> None:
    checks.make(council.store)
    home = council.page("home")
    assert isinstance(home, HomePage)
    due = {item.page: item for item in council.desk.due() if item.page}
    assert (due["due"].act, due["due"].days_left(WEDNESDAY)) == ("Decide on 3 holdings", -336)  # since 24 Dec 2025
    assert due["rounds"].day == WEDNESDAY
    assert council.desk.late() == 1
    home._open(due["rounds"])
    assert council.here(RoundsPage)
    council.page("home")._open(due["due"])
    assert council.here(DuePage)


def test_f1_opens_the_help_of_each_page(council: OpenCouncil, boxes: list[int]) -> None:
    heads = {"due": "Disposal batches", "hold": "Holds", "rounds": "Routine checks", "batch": "Disposal batches"}
    for place, topic in heads.items():
        council.page(place, tuple(boxes))
        council.window.go("help")
        assert council.here(HelpPage)._topics.currentText() == topic


def test_checks_are_made_when_the_store_is_opened(program: Program, folder: Path, qtbot: QtBot) -> None:
    store = Store.open(folder, PASSPHRASE, MODELS)
    fill(store)
    store.close()
    with qtbot.waitSignal(program.tasks.ended, timeout=20_000):
        program.doorway.page.tried.emit(PASSPHRASE)
    program.tasks.finish()
    assert program.desk is not None
    assert [c["what"] for c in kept(Check)] == list(ROUTINE)
    assert [item.act for item in program.desk.due() if item.page == "rounds"] == ["Answer 3 checks"]


@pytest.mark.parametrize("name", ["disposal-batches", "checks"])
def test_what_the_program_fills_in_is_typed_nowhere(council: OpenCouncil, boxes: list[int], name: str) -> None:
    checks.make(council.store)
    disposal.freeze(council.store, "November", boxes[:1])
    page = council.page(f"register/{name}")
    table, register = page.listing.table, page.register
    before = kept(register.record)
    assert not {"new", "import", "remove"} & page.verbs().keys()
    for field in (f for f in register.fields if f.filled):
        box = page.recording.panel.form.fields[field.name].editor
        assert isinstance(box, ShownEditor)
        assert box.box.isReadOnly()
    for column, field in enumerate(table.records.fields):
        editable = bool(table.records.flags(table.records.index(0, column)) & Qt.ItemFlag.ItemIsEditable)
        assert editable == (not field.filled), field.label
        table.setCurrentIndex(table.records.index(0, column))
        if field.filled:
            QGuiApplication.clipboard().setText("Carried out")
            page.verbs()["paste"]()
    assert kept(register.record) == before


def test_the_log_is_read_and_not_changed(council: OpenCouncil, boxes: list[int]) -> None:
    checks.make(council.store)
    checks.answer(council.store, 1, checks.Reply("nothing"))
    page = council.page("register/destruction-log")
    changing = {"new", "paste", "fill", "today", "remove", "restore"}
    assert not changing & page.verbs().keys()
    assert {"export", "print", "copy", "import"} <= page.verbs().keys()
    assert not [b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text().startswith("New")]
    assert all(isinstance(box.editor, ShownEditor) for box in page.recording.panel.form.fields.values())
    page.listing.table.setFocus()
    QTest.keyClick(page.listing.table, Qt.Key.Key_F2)
    assert not page.listing.table.editing


def test_a_series_is_found_by_any_part_of_its_name(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings")
    page.listing.show_record(boxes[0])
    editor = page.recording.panel.form.fields["series"].editor
    assert editor.box.count() == 2  # of very many, only what is shown
    editor.focus_box()
    assert editor.box.count() == 1 + len(_lines())
    line = editor.box.lineEdit()
    line.selectAll()
    words("CCTV")
    QTest.keyClick(editor.box.completer().popup(), Qt.Key.Key_Tab)  # the list of answers has the keys while it is open
    wanted = next(n for n, v in _lines().items() if v == "CCTV recordings")
    assert record.values_of(Holding, boxes[:1])[boxes[0]]["series"] == wanted
    line.selectAll()
    editor.focus_box()
    line.setText("laints clo")  # in the middle, under its reference
    line.editingFinished.emit()
    assert editor.box.currentText() == "6.1 Complaints closed"
    page.recording.panel.show_history()
    assert any("“6.1 Complaints closed”" in text for text in _said(page))


def test_a_series_is_pasted_and_filtered_by_its_name(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings")
    listing = page.listing
    listing._arrange(("description", "series"), True)
    table = listing.table
    table.setCurrentIndex(table.records.index(0, 1))
    table.setFocus()
    assert not table.edit_here()  # it is found by typing in the panel
    QGuiApplication.clipboard().setText("CCTV recordings\nNo such series\n6.1 Complaints closed")
    page.verbs()["paste"]()
    page_of_paste = council.here(PastePage)
    paste = page_of_paste._paste
    assert paste is not None
    assert [cell.texts() for cell in paste.cells] == [
        (BOXES[0], "Record series", "6.1 Complaints closed", "CCTV recordings")
    ]
    assert [text.partition(":")[0] for text in paste.left_out] == [BOXES[1]]
    page_of_paste._go.click()
    listing.selection = listing.selection.filtered("series", "cctv")
    listing.reload()
    assert [table.records.index(n, 1).data() for n in range(listing.shown)] == ["CCTV recordings"]


def test_other_news_takes_away_nothing_that_is_being_answered(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("rounds")
    for key in ("d", "7"):
        words(key)
    box = QApplication.focusWidget()
    council.desk.tasks.say_changed(())
    assert QApplication.focusWidget() is box
    assert page.asks[1].form.fields["number_destroyed"].editor.value() == 7
    due = council.page("due")
    due.name.setFocus()
    due.table.stand(1)
    council.desk.tasks.say_changed(())
    assert QApplication.focusWidget() is due.name
    assert due.table.currentIndex().row() == 1


def test_records_that_may_only_be_read_are_only_looked_at(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.make(council.store)
    number = disposal.freeze(council.store, "November", boxes[:1])
    monkeypatch.setattr(council.store, "read_only", True)
    for place in ("due", "rounds", "batch"):
        page = council.page(place, number)
        page.do()
        words("n") if place == "rounds" else None
        assert page.table.lines.rows
        shown = [b.text() for b in page.findChildren(QAbstractButton) if b.isVisible() and b.text()]
        assert set(shown) <= {"Tick all", "Untick all", "Narrow", "List for the firm…"}, place
    assert [c["answer"] for c in kept(Check)] == ["open"] * 3
    assert len(kept(Batch)) == 1


def _said(page: RegisterPage) -> list[str]:
    return [label.text() for label in page.recording.panel.history.findChildren(QLabel)]


def _lines() -> dict[int, str]:
    found = record.values_of(ScheduleLine, every(ScheduleLine, ()).ids())
    return {number: values["record_series"] for number, values in found.items()}


def test_the_record_of_destruction_is_one_key_from_the_batch(council: OpenCouncil, boxes: list[int]) -> None:
    """Enter after carrying out, Ctrl+T whenever the batch is opened: the entries of this batch and of no other."""
    for number, chosen in enumerate((boxes[:1], boxes[1:3])):
        batch = disposal.freeze(council.store, f"Batch {number}", chosen)
        disposal.authorise(council.store, batch, Authority("Chair"))
        page = council.page("batch", batch)
        assert page.papers.isHidden()
        page.carry.show_values({"method": "shredded", "done_by": "Clerk"})
        page.carry.typed.setText(str(len(chosen)))
        page.carry.ask()
    council.window.activateWindow()
    press(Qt.Key.Key_Return)
    year = clock.today().year
    assert council.here(ReportsPage).choices.numbers.text() == f"{year}/002, {year}/003"
    council.page("batch", batch)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    shown = council.here(ReportsPage)
    assert shown.choices.numbers.text() == f"{year}/002, {year}/003"
    assert QApplication.focusWidget() is shown.show_pages

"""The acts of the registers: in the menu with a key, in the list, in the record, and what they lead to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import BOXES, HELD, fill
from tests.gui.wizard import onward, press, words
from workbench import clock
from workbench.gui.disposal.batch import BatchPage
from workbench.gui.disposal.due import DuePage
from workbench.gui.disposal.placing import HoldPage, SeriesHoldPage
from workbench.gui.disposal.releasing import ReleasePage
from workbench.gui.disposal.rounds import RoundsPage
from workbench.gui.menus import keys, with_acts
from workbench.gui.register.page import RegisterPage
from workbench.gui.reporting.page import ReportsPage
from workbench.records import record
from workbench.records.query import every
from workbench.registers import REGISTERS
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import disposal, holds
from workbench.workflows.cases import closing, opening

WEDNESDAY = dt.date(2026, 11, 25)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
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


def key(pressed: Qt.Key, modifiers: Qt.KeyboardModifier = CONTROL) -> None:
    """Press a key of the menu, wherever the cursor is."""
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, pressed, modifiers)


def held(model: Any = Hold) -> list[dict[str, Any]]:
    """Every hold, oldest first."""
    return list(record.values_of(model, every(model, ()).ids()).values())


def test_every_act_has_an_entry_a_key_and_a_tip_that_says_it(council: OpenCouncil) -> None:
    acts = [act for register in REGISTERS for act in register.acts]
    assert len(acts) >= 5
    [menu] = [m for m in council.window.findChildren(QMenu) if m.title() == "&Do"]
    entries = {a.text().replace("&", ""): a.shortcut().toString() for a in menu.actions()}
    assert {act.text: act.key for act in acts}.items() <= entries.items()
    assert all(act.key and act.told == f"{act.tip} ({act.key})" for act in acts)
    told = keys(REGISTERS)
    for register in REGISTERS:
        for act in register.acts:
            [words] = [words for key, words in told if key == act.key and words.startswith(act.text.rstrip("…"))]
            assert register.title in words, "one key may stand for two things, and says where for which"


def test_no_key_of_an_act_is_another_s_on_the_same_page() -> None:
    """A key may stand for two acts of different registers, of which one page offers one only."""
    menus = [k for _, menu in with_acts(()) for entry in menu if entry for k in entry.keys]
    everywhere = [a.key for r in REGISTERS for a in r.acts if not a.picked]
    for register in REGISTERS:
        here = Counter(menus + everywhere + [a.key for a in register.acts if a.picked])
        assert [k for k, number in here.items() if number > 1] == [], register.name


def test_what_is_done_with_the_whole_is_begun_from_anywhere(council: OpenCouncil, boxes: list[int]) -> None:
    council.page("home")
    key(Qt.Key.Key_M)
    assert council.here(DuePage).table.ticked() == boxes[:3]
    key(Qt.Key.Key_J)
    assert len(council.here(RoundsPage).table.lines.rows) == 3
    council.page("home")
    key(Qt.Key.Key_H)  # nothing is picked here
    assert council.window.pages.place == "home"


def test_a_batch_is_opened_by_its_key(council: OpenCouncil, boxes: list[int]) -> None:
    disposal.freeze(council.store, "November", boxes[:2])
    council.page("register/disposal-batches")
    key(Qt.Key.Key_O, CONTROL | SHIFT)
    assert council.here(BatchPage).head.title.text() == "November"


def test_a_record_has_its_acts_beside_it(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings")
    page.listing.table.select(boxes[:2])
    page.listing.show_record(boxes[2])
    made = next(b for b in page.recording.panel.findChildren(QAbstractButton) if b.text() == "Place a hold…")
    assert made.toolTip() == "Place a hold on the holdings selected (Ctrl+H)"
    made.click()
    assert council.here(HoldPage).picked == (boxes[2],)


def test_a_hold_is_placed_on_a_whole_series(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/retention-schedule")
    lines = record.values_of(ScheduleLine, every(ScheduleLine, ()).ids())
    wanted = next(n for n, line in lines.items() if line["record_series"] == "Complaints closed")
    page.listing.show_record(wanted)
    key(Qt.Key.Key_H)
    shown = council.here(SeriesHoldPage)
    assert shown.head.title.text() == "Place a hold on 1 series"
    assert [row.texts for row in shown.table.lines.rows] == [("6.1 Complaints closed",)]
    words("Inquiry into complaints")
    shown.asking.form.fields["kind"].editor.focus_box()
    words("Public")
    onward()
    assert council.here(RegisterPage).register.name == "retention-schedule"
    assert [(h["series"], h["holding"]) for h in held()][-1] == (wanted, None)
    assert set(holds.touching(boxes)) == set(boxes)
    council.desk.undo()
    assert set(holds.touching(boxes)) == {boxes[3]}


def test_a_hold_is_released_with_who_when_and_why(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holds")
    key(Qt.Key.Key_R)
    shown = council.here(ReleasePage)
    assert shown.head.title.text() == "Release this hold"
    assert [row.texts for row in shown.table.lines.rows] == [(HELD, BOXES[3])]
    onward()
    assert shown.asking.form.fields["release_reason"].said == "Enter why it is released"
    assert holds.touching(boxes)
    words("Answered and the time to complain is over")
    shown.asking.form.fields["released_on"].editor.put(WEDNESDAY + dt.timedelta(days=1))
    onward()
    assert shown.asking.form.fields["released_on"].said == "Released on must be today or in the past"
    shown.asking.form.fields["released_on"].editor.put(WEDNESDAY)
    months = shown.asking.form.fields["cooling"]
    assert months.editor.value() == 6, "usual after a request"
    months.editor.show_value(None)
    onward()
    assert months.said.startswith("It would end before the usual 6 months are over")
    assert held()[0]["released_on"] is None, "asked once, and nothing is done yet"
    onward()
    [hold] = held()
    assert (hold["released_by"], hold["released_on"]) == ("Clerk", WEDNESDAY)
    assert hold["release_reason"] == "Answered and the time to complain is over"
    assert not holds.touching(boxes)
    page = council.here(RegisterPage)
    offered = [b for b in page.recording.panel.findChildren(QAbstractButton) if b.text() == "Release this hold…"]
    assert [b.isVisible() for b in offered] == [False]
    key(Qt.Key.Key_R)
    assert council.here(ReleasePage).empty.title.text() == "No hold to release"
    onward()  # nothing happens
    council.desk.undo()
    assert set(holds.touching(boxes)) == {boxes[3]}


def test_the_holds_of_one_file_are_told_apart_by_what_they_lie_on(council: OpenCouncil, boxes: list[int]) -> None:
    lines = every(ScheduleLine, ()).ids()[:2]
    names = [record.values_of(ScheduleLine, [n])[n]["record_series"] for n in lines]
    values = {"right": "access", "requester": "Applicant B", "received": WEDNESDAY}
    case = opening.open_case(council.store, "rights-requests", values, lines).case
    days = {"covers_from": dt.date(2019, 4, 1), "covers_to": dt.date(2020, 3, 31)}
    holds.place(council.store, {"reason": "Audit", "kind": "audit", **days})
    wanted = (*holds.of_case("rights-requests", case), len(held()))
    shown = council.page("release", wanted)
    assert isinstance(shown, ReleasePage)
    said = [row.texts[1] for row in shown.table.lines.rows]
    assert [name in text for name, text in zip(names, said, strict=False)] == [True, True]
    assert said[2:] == ["Every holding, records of Mon 1 Apr 2019 to Tue 31 Mar 2020"]


def test_a_hold_of_a_closed_file_is_released_for_the_day_the_council_s_months_end(
    council: OpenCouncil, boxes: list[int]
) -> None:
    line = every(ScheduleLine, ()).ids()[0]
    values = {"right": "access", "requester": "A", "received": WEDNESDAY, "series": line, "outcome": "full"}
    case = opening.open_case(council.store, "rights-requests", values, [line]).case
    closing.close(council.store, "rights-requests", case)
    hold = holds.of_case("rights-requests", case)[0]
    shown = council.page("release", (hold,))
    assert isinstance(shown, ReleasePage)
    boxes_shown = {name: box.editor.value() for name, box in shown.asking.form.fields.items() if not box.isHidden()}
    assert boxes_shown["decide_on"] == dt.date(2027, 5, 25), "six months after closing, law reference 6.4"
    assert "cooling" not in boxes_shown
    shown.asking.form.fields["release_reason"].editor.show_value("Nobody complained")
    shown.do()
    assert record.values_of(Hold, [hold])[hold]["free_from"] == dt.date(2027, 5, 25)
    assert "free from Tue 25 May 2027" in council.window.passing.text.text()


def test_a_hold_of_an_open_file_is_released_only_when_it_was_asked_by_name(
    council: OpenCouncil, boxes: list[int]
) -> None:
    line = every(ScheduleLine, ()).ids()[0]
    values = {"right": "access", "requester": "A", "received": WEDNESDAY, "series": line}
    case = opening.open_case(council.store, "rights-requests", values, [line]).case
    [hold] = holds.of_case("rights-requests", case)
    shown = council.page("release", (hold,))
    assert isinstance(shown, ReleasePage)
    assert shown.about.title.text() == "The request RR-2026/001 is still open"
    shown.asking.form.fields["release_reason"].editor.show_value("One line too low")
    shown.do()
    assert holds.standing([hold]), "asked first"
    said = shown.asking.form.fields["release_reason"].said
    assert said.startswith("The request RR-2026/001 is still open. What it touches must stay until it is answered")
    assert "s.173" in said
    shown.do()
    assert not holds.standing([hold]), "it is meant"


def test_a_hold_released_elsewhere_meanwhile_is_not_released_twice(council: OpenCouncil, boxes: list[int]) -> None:
    council.page("register/holds")
    key(Qt.Key.Key_R)
    shown = council.here(ReleasePage)
    holds.release(council.store, shown.picked[0], "Withdrawn", by="Deputy")
    words("Answered")
    onward()
    assert shown.stop.isVisible()
    assert "released before" in shown.stop.title.text()
    assert held()[0]["released_by"] == "Deputy"


def test_what_was_destroyed_meanwhile_is_not_held(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holdings")
    page.listing.table.select(boxes[:2])
    key(Qt.Key.Key_H)
    with council.store.operation("Take away", "edit") as operation:
        record.remove(page.register.record, boxes[:1], operation.id)
    shown = council.here(HoldPage)
    shown.arrive(shown.standing())
    assert [row.texts[0] for row in shown.table.lines.rows] == [BOXES[1]]
    press(Qt.Key.Key_Escape)
    assert council.window.pages.page is page, "nothing was entered, so nothing is asked"


def test_who_may_only_read_may_print_and_look_but_change_nothing(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An auditor opens the files to read only: what only reads is in the menu, the list and beside the record."""
    batch = disposal.freeze(council.store, "November", boxes[:1])
    disposal.authorise(council.store, batch, disposal.Authority("Chair"))
    disposal.carry_out(council.store, batch, disposal.Doing("shredded", "Clerk"))
    monkeypatch.setattr(council.store, "read_only", True)
    [menu] = [m for m in council.window.findChildren(QMenu) if m.title() == "&Do"]
    offered = set()
    for register in REGISTERS:
        page = council.page(f"register/{register.name}")
        page.listing.table.selectAll()
        beside = {b.text() for b in page.recording.panel.findChildren(QAbstractButton)}
        here = {a.text().replace("&", "") for a in menu.actions() if a.isEnabled()}
        assert {act.text for act in register.acts if act.picked} & here <= beside
        offered |= here
    assert offered == {
        "Record of destruction…",
        "Print box labels…",
        "Calendar for an officer…",
        "Open this batch",
        "Open the file",
    }
    council.page("register/destruction-log").listing.table.selectAll()
    key(Qt.Key.Key_T)
    shown = council.here(ReportsPage)
    assert shown.choices.numbers.text() == "2026/001"
    key(Qt.Key.Key_K, CONTROL | SHIFT)
    assert council.window.pages.place == "code"


def test_a_new_hold_is_of_today_and_nothing_is_kept_of_one_that_was_only_looked_at(
    council: OpenCouncil, boxes: list[int]
) -> None:
    page = council.page("register/holds", "new")
    assert isinstance(page, RegisterPage)
    placed = page.recording.panel.form.fields["placed_on"].editor
    assert placed.value() == clock.today()
    page.recording.leave()
    assert page.recording.keeper.draft() is None
    page.recording.panel.form.fields["reason"].editor.put("Claim")
    page.recording.leave()
    draft = page.recording.keeper.draft()
    assert draft is not None
    assert (draft["reason"], draft["placed_on"]) == ("Claim", clock.today())

"""By keyboard from a search into its results and to the record's row; Home, Settings and large text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import PLACE, OpenCouncil, line
from tests.helpers import PASSPHRASE
from workbench.gui import settings_page
from workbench.gui.accesskeys import access_key
from workbench.gui.found import FoundPage
from workbench.gui.menus import go_to, with_acts
from workbench.gui.register.page import RegisterPage
from workbench.gui.widgets.buttons import Button
from workbench.records import record
from workbench.registers import REGISTERS


def test_the_cursor_goes_into_what_was_found(council: OpenCouncil) -> None:
    council.window.strip.finder.setFocus()
    council.window.strip.finder.setText("a")
    QTest.keyClick(council.window.strip.finder, Qt.Key.Key_Return)
    links = council.here(FoundPage)._links
    assert len(links) > 1
    assert links[0].hasFocus()
    QTest.keyClick(links[0], Qt.Key.Key_Down)
    assert links[1].hasFocus()
    council.window.strip.finder.setFocus()
    council.window._do("panel")
    assert links[0].hasFocus()


def test_the_row_of_a_record_opened_from_elsewhere_is_in_sight_and_marked(council: OpenCouncil) -> None:
    with council.store.operation("Add", "edit") as operation:
        many = [line(f"7.{n}", f"Series {n}", "6 years") for n in range(60)]
        number = record.add(REGISTERS[0].record, many, operation.id)[55]
    page = council.page(PLACE, number)
    assert isinstance(page, RegisterPage)
    QApplication.processEvents()
    table = page.listing.table
    assert table.current_id() == number
    assert table.selected_ids() == [number]
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()).center())


def test_an_import_begins_on_home(council: OpenCouncil) -> None:
    council.page("home")
    council.window._do("import")
    assert council.window.pages.place == "import/retention-schedule"


def test_a_long_path_does_not_hold_the_window_open(council: OpenCouncil) -> None:
    council.page("home")
    council.window.status.count(str(Path("/a" * 200)))
    assert council.window.status.minimumSizeHint().width() < 900


def test_settings_are_walked_in_reading_order_and_go_where_asked(council: OpenCouncil) -> None:
    page = council.page("settings")
    council.window._do("move")
    walked = []
    for _ in range(5):
        here = QApplication.focusWidget()
        assert isinstance(here, Button)
        walked.append(here.text())
        QTest.keyClick(here, Qt.Key.Key_Tab)
    assert walked == [
        "Move the folder…", "Back up now", "Choose a second backup place…", "Bring a backup back…",
        "Check a printed code…",
    ]  # fmt: skip
    assert page.isVisible()


def test_choosing_the_second_place_leaves_the_cursor_where_it_was(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = council.page("settings", "backup")
    chosen = next(b for b in page.findChildren(Button) if b.text() == "Choose a second backup place…")
    chosen.setFocus()
    monkeypatch.setattr(settings_page, "ask_folder", lambda *_: tmp_path)
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert list(tmp_path.glob("*.gwbackup"))
    assert QApplication.focusWidget() is chosen


def test_enter_in_the_last_box_changes_the_passphrase(council: OpenCouncil) -> None:
    page = council.page("ways-in")
    QTest.keyClick(page._again.box, Qt.Key.Key_Return)
    assert page._old.box.hasFocus(), "the first box that is wrong gets the cursor"


def test_enter_makes_the_new_recovery_key(council: OpenCouncil) -> None:
    page = council.page("ways-in", "sheet")
    QTest.keyClicks(page._proof.box, PASSPHRASE)
    QTest.keyClick(page._proof.box, Qt.Key.Key_Return)
    assert page._step.isVisible()


def test_a_register_is_found_by_its_title_and_reached_by_its_key(council: OpenCouncil) -> None:
    council.window.go("found", "rights")
    first = council.here(FoundPage)._links[0]
    assert first.text() == "Rights requests"
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert council.window.pages.place == "register/rights-requests"
    council.window.go("home")
    QTest.keyClick(council.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert council.window.pages.place == f"register/{REGISTERS[0].name}"


def test_a_record_that_is_named_just_so_comes_first(council: OpenCouncil) -> None:
    with council.store.operation("Add", "edit") as operation:
        rows = [{"record_series": f"Seven {n} C-2026/007 a", "reference": f"A{n:02}"} for n in range(30)]
        record.add(REGISTERS[0].record, [*rows, {"record_series": "Zeal", "reference": "C-2026/007"}], operation.id)
    council.window.go("found", "c-2026/007")
    page = council.here(FoundPage)
    assert page._links[0].text() == "Zeal"
    assert page.count_text() == "31 found"


def test_every_place_is_in_sight_in_a_low_window(council: OpenCouncil) -> None:
    council.window.resize(1366, 688)
    places = council.window.navigation.places
    QApplication.processEvents()
    assert places.verticalScrollBar().maximum() == 0
    low = places.sizeHintForRow(0)
    council.window.resize(1366, 1100)
    QApplication.processEvents()
    assert places.sizeHintForRow(0) > low


def test_every_place_of_the_menu_go_has_a_letter_or_figure_of_its_own(council: OpenCouncil) -> None:
    go = next(entries for title, entries in with_acts(REGISTERS) if title == "&Go")
    words = [entry.text for entry in go if entry]
    keys = [access_key(text) for text in words]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    plain = [text.replace("&", "") for text in words]
    assert all(any(register.title in text for text in plain) for register in REGISTERS)
    council.window._do("figures")
    assert council.window.pages.place == "figures"
    for register in REGISTERS[9:]:
        council.window._do(go_to(register))
        assert council.window.pages.place == f"register/{register.name}"

"""By keyboard from a search into its results and to the record's row; Home, Settings and large text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import PLACE, OpenCouncil, line
from workbench.gui.register.page import RegisterPage
from workbench.records import record
from workbench.registers import REGISTERS


def test_the_cursor_goes_into_what_was_found(council: OpenCouncil) -> None:
    council.window.strip.finder.setFocus()
    council.window.strip.finder.setText("a")
    QTest.keyClick(council.window.strip.finder, Qt.Key.Key_Return)
    page = council.window.pages.page
    links = page._links  # type: ignore[union-attr]  # the page of what was found
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

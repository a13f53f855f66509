"""Who may open a closed file is changed from its own page by keyboard: restricted, and lifted again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_acts import CTRL, SHIFT, menu, page_of, press
from tests.gui.test_closed_file import C, complaint, pytestmark, today, values_of
from workbench.gui.table.view import RegisterTable

__all__ = ["pytestmark", "today"]


def test_a_restriction_of_a_closed_file_is_set_and_lifted_by_its_key(council: OpenCouncil) -> None:
    case = complaint(council.store, "Noise", closed=True)
    page = page_of(council, C, case)
    assert "Who may open it…\tCtrl+Shift+P" in menu(page)
    for way, restricted in ((Qt.Key.Key_End, True), (Qt.Key.Key_Home, False), (Qt.Key.Key_End, True)):
        page.steps.setFocus()
        press(Qt.Key.Key_P, CTRL, SHIFT)
        assert page.pane.form.fields["readers"].has_cursor()
        press(way)
        press(Qt.Key.Key_Tab)
        assert (values_of(case)["readers"] == "named") is restricted
        assert page.band.isVisible() is restricted
        here = QApplication.focusWidget()
        assert here is not None
        assert page.isAncestorOf(here)
        assert values_of(case)["closed_on"] is not None


def test_a_closed_file_restricted_in_the_panel_leaves_the_cursor_in_it_and_then_in_the_table(
    council: OpenCouncil,
) -> None:
    case = complaint(council.store, "Noise", closed=True)
    page = council.page(f"register/{C}", case)
    council.window.activateWindow()
    page.open_field("readers")
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Tab)
    assert values_of(case)["readers"] == "named"
    assert page.recording.has_focus()
    press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert isinstance(QApplication.focusWidget(), RegisterTable)
    assert page.recording.number is None

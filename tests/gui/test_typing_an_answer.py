"""Typing the letters of an answer finds it in a list of few, also where they have a space among them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.gui.editors.base import ChoiceBox
from workbench.gui.theme.look import Look

ANSWERS = ("Not answered", "Access", "Access refused", "Access request", "Email", "In person")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def box(qtbot: QtBot, look: Look) -> Iterator[ChoiceBox]:
    """A list of six answers, with the cursor in it."""
    look.choose("light", 100)
    window = QWidget()
    qtbot.addWidget(window)
    made = ChoiceBox(window)
    made.addItems(list(ANSWERS))
    window.show()
    window.activateWindow()
    made.setFocus()
    yield made
    made.hidePopup()


def type_in(box: ChoiceBox, text: str) -> tuple[str, bool]:
    """Type some letters one after the other; what is chosen then, and whether the list is open."""
    for letter in text:
        QTest.keyClicks(box, letter)
    return box.currentText(), box.view().isVisible()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("access ref", "Access refused"),
        ("Access req", "Access request"),
        ("in p", "In person"),
        ("e", "Email"),
    ],
)
def test_letters_with_a_space_among_them_find_an_answer(box: ChoiceBox, typed: str, found: str) -> None:
    assert type_in(box, typed) == (found, False)


def test_a_space_alone_or_after_a_pause_opens_the_list(box: ChoiceBox) -> None:
    assert type_in(box, " ") == ("Not answered", True)
    box.hidePopup()
    type_in(box, "access")
    QTest.qWait(600)  # longer than Qt waits for the next letter
    assert type_in(box, " ")[1]


def test_a_space_that_no_answer_goes_on_with_opens_the_list(box: ChoiceBox) -> None:
    assert type_in(box, "email ") == ("Email", True)


def test_keys_with_ctrl_are_no_letters(box: ChoiceBox) -> None:
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert type_in(box, " ")[1]

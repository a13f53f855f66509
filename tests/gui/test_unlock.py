"""The door by keyboard: what is said when it stays shut, and that nothing secret comes into view."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.wizard import access_keys, cut_words, press, tab_round, unnamed, words
from workbench.gui.theme.look import Look
from workbench.gui.unlock import WIDTH, Door, UnlockPage
from workbench.records import failures

pytestmark = pytest.mark.usefixtures("look")
FOLDER = Path("/home/clerk/Documents/Records of the council/Llandudno Town Council")


@pytest.fixture
def door() -> Iterator[UnlockPage]:
    """The card of a council, shown."""
    page = UnlockPage()
    page.resize(911, 459)
    page.show()
    page.show_door(Door(FOLDER, "Llandudno Town Council", True, "Locked at 10:52.", "Last backup today 10:30"), [])
    QApplication.processEvents()
    yield page
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_wrong_passphrase_stays_selected_and_is_said_in_words(door: UnlockPage) -> None:
    tried: list[str] = []
    door.tried.connect(tried.append)
    words("plum ferry")
    press(Qt.Key.Key_Return)
    assert tried == ["plum ferry"]
    door.refuse_secret()
    assert (door._problem.title.text(), door.box.selectedText()) == ("That passphrase is not right", "plum ferry")
    assert "records are safe" in door.box.accessibleDescription()
    assert QApplication.focusWidget() is door.box


def test_enter_on_an_empty_box_says_what_to_type(door: UnlockPage) -> None:
    press(Qt.Key.Key_Return)
    assert door._problem.title.text() == "Type the passphrase first"


@pytest.mark.parametrize(
    ("text", "shift", "on"), [("P", False, True), ("p", True, True), ("P", True, False), ("p", False, False)]
)
def test_caps_lock_is_said_in_words_while_it_is_on(door: UnlockPage, text: str, shift: bool, on: bool) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(door.box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, modifier, text))
    assert door._caps.isVisible() is on
    assert door.box.text() == text
    QApplication.sendEvent(door.box, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1"))
    assert door._caps.isVisible() is on, "a figure says nothing of Caps Lock"


def test_a_passphrase_never_comes_into_view_as_a_recovery_key(door: UnlockPage) -> None:
    words("plum ferry lantern")
    door.refuse_secret()
    door._other_way.setFocus()
    press(Qt.Key.Key_Return)
    assert door.box.echoMode() == QLineEdit.EchoMode.Normal
    assert door.box.text() == ""
    assert not door._problem.isVisible()
    words("ABCD")
    door.refuse_secret()
    assert door._problem.title.text() == "That recovery key is not right"


def test_messages_begin_short_and_differ(door: UnlockPage) -> None:
    """Five different troubles, five first lines of at most twelve words; the folder stands under the card."""
    errors = (
        failures.damaged(FOLDER / "council.gwb"),
        failures.read_only(FOLDER),
        failures.busy(FOLDER),
        failures.full(FOLDER),
        failures.TooSoon(30),
    )
    titles = []
    for error in errors:
        title, _, text = str(error).partition(". ")
        door.refuse(title, text)
        titles.append(door._problem.title.text())
    assert len(set(titles)) == 5
    assert not any(str(FOLDER) in title for title in titles[:3])
    assert door._folder.toolTip() == str(FOLDER)


@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_is_cut_and_all_can_be_reached(door: UnlockPage, look: Look, size: int) -> None:
    look.choose("light", size)
    try:
        door.resize(1366, 688)
        door.refuse("The council’s files are in use", "Nothing was changed.", offer_reading=True)
        for _ in range(4):
            QApplication.processEvents()
        assert (door.width(), door.height()) == (1366, 688)
        assert cut_words(door) == []
        assert unnamed(door) == []
        keys = access_keys(door)
        assert sorted(keys) == sorted(set(keys))
        assert {door._go, door._read, door._other_way, door._others} <= set(tab_round(door))
        assert door._card.width() == round(WIDTH * (0.4 + 0.6 * look.scale)), "the card grows with its words"
    finally:
        look.choose("light", 100)

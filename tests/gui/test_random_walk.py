"""A short random walk over all pages by keys, clicks and sizes: nothing crashes, warns or goes wrong."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)

from tests.gui.conftest import OpenCouncil
from tests.gui.test_access import PLACES, stand
from workbench.gui import helping, printing

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
STEPS = 60
ENDS = {"close", "lock", "other", "move"}
NAMES = ("Tab", "Return", "Escape", "Down", "Up", "Space", "F2", "F5", "F6", "Home", "End", "Delete", "1", "2")
KEYS = [getattr(Qt.Key, f"Key_{name}") for name in NAMES]
PRESSED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
SIZES = ((720, 420), (911, 459), (1366, 688))


class _Nothing:
    """A print dialog that is put away at once."""

    def __init__(self, *_: object) -> None: ...

    def exec(self) -> int:
        """Cancelled."""
        return 0

    def setMinMax(self, *_: object) -> None:
        """The pages there are."""

    def deleteLater(self) -> None:
        """Gone."""


@pytest.mark.parametrize("seed", [1, 2])
def test_a_random_walk(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    for module in (helping, printing):
        monkeypatch.setattr(module, "QPrintDialog", _Nothing)
    chance = random.Random(seed)
    for _ in range(STEPS):
        _step(council, chance)
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _step(council: OpenCouncil, chance: random.Random) -> None:
    window = council.window
    act = chance.random()
    if popup := QApplication.activePopupWidget():
        QTest.keyClick(popup, chance.choice([Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape]))
    elif act < 0.35:
        QTest.keyClick(QApplication.focusWidget() or window, chance.choice(KEYS))
    elif act < 0.45:
        QTest.keyClicks(QApplication.focusWidget() or window, chance.choice(["6 years", "<b>", "=1+1", "22/11"]))
    elif act < 0.7:
        _click(window, chance)
    elif act < 0.8:
        stand(council, chance.choice(PLACES))
    elif act < 0.85:
        window.resize(*chance.choice(SIZES))
    else:
        actions = window._menus.actions
        chance.choice([a for verb, a in actions.items() if a.isEnabled() and verb not in ENDS]).trigger()


def _click(window: QWidget, chance: random.Random) -> None:
    found = [w for w in window.findChildren(QWidget) if isinstance(w, PRESSED) and w.isVisible() and w.isEnabled()]
    chosen = chance.choice(found)
    target = chosen.viewport() if isinstance(chosen, QAbstractItemView) else chosen
    place = QPoint(chance.randrange(target.width()), chance.randrange(target.height()))
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

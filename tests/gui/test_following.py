"""On a low screen what the keyboard comes to is seen: in forms, in Settings, at the first start, in the import."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PLACE, OpenCouncil
from tests.gui.test_access import STAGES, controls, settle, stand
from workbench.gui.starting.page import StartPage
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Label, Scroll


def hidden(window: QWidget) -> list[str]:
    """Give each control inside a scrolling area the focus by its key; those that stay out of sight."""
    found = []
    for area in window.findChildren(Scroll):
        reached = [w for w in controls(area.inside) if w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for widget in reversed(reached):
            area.verticalScrollBar().setValue(0)
            window.setFocus()
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            place = QRect(widget.mapTo(area.viewport(), QPoint()), widget.size())
            seen = area.viewport().rect().adjusted(-1, -1, 1, 1)
            low = place.height() >= seen.height()
            if not (seen.intersects(place) if low else seen.top() <= place.top() and place.bottom() <= seen.bottom()):
                found.append(f"{type(widget).__name__} {widget.accessibleName()} at {place.getRect()}")
    return found


@pytest.mark.parametrize(
    "place", ["settings", "ways-in", "new record", *[s for s in STAGES if s.startswith("import,")]]
)
def test_what_the_key_asks_for_is_seen(council: OpenCouncil, place: str) -> None:
    council.window.resize(911, 459)
    stand(council, place)
    settle()
    assert hidden(council.window) == []


def test_the_first_start_is_seen(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    look.choose("light", 100)
    page = StartPage(Tasks(executor=Immediate()), tmp_path / "Records")
    qtbot.addWidget(page)
    page.resize(911, 459)
    page.show()
    page.council.council.setText("Test Town Council")
    page.next()
    settle()
    assert "At least 12 letters" in " ".join(f.text() for f in page.place.findChildren(Label))
    assert hidden(page) == []


def test_alt_and_a_letter_scrolls(council: OpenCouncil) -> None:
    council.window.resize(911, 459)
    page = council.page(PLACE, "new")
    settle()
    form, area = page.recording.panel.form, page.recording.panel._scroll
    labels = [label for label in form.findChildren(Label) if label.buddy() and "&" in label.text()]
    label = max(labels, key=lambda label: label.mapTo(form, QPoint()).y())
    area.verticalScrollBar().setValue(0)
    assert not area.viewport().rect().contains(label.mapTo(area.viewport(), QPoint()))
    letter = label.text()[label.text().index("&") + 1]
    QTest.keyClick(council.window, letter, Qt.KeyboardModifier.AltModifier)
    assert label.buddy().hasFocus()
    assert area.viewport().rect().contains(label.mapTo(area.viewport(), QPoint()))

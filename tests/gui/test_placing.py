"""The window stands whole on its screen, and where it was left: over a start, over a lock, on a small screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from workbench.gui import placing
from workbench.gui.placing import within
from workbench.settings import Settings

EDGES = QMargins(8, 31, 8, 8)  # what Windows 11 draws at 100 %

_ONE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from workbench.gui import placing
from workbench.settings import Settings
app = QApplication(sys.argv)
window = QWidget()
placing.stand(window, Settings())
window.show()
from PySide6.QtTest import QTest
QTest.qWait(400)
frame, room = window.frameGeometry(), window.screen().availableGeometry()
print(room.width(), room.height(), room.contains(frame), window.isMaximized())
"""


@pytest.mark.parametrize(
    ("wanted", "room", "there"),
    [
        (QRect(100, 100, 800, 500), QRect(0, 0, 1366, 728), QRect(100, 100, 800, 500)),
        (QRect(43, 4, 1280, 680), QRect(0, 0, 1366, 728), QRect(43, 31, 1280, 680)),
        (QRect(0, 0, 1280, 680), QRect(0, 0, 911, 464), QRect(8, 31, 895, 425)),
        (QRect(1900, 900, 900, 500), QRect(1366, 0, 1280, 1024), QRect(1738, 516, 900, 500)),
    ],
)
def test_it_lies_on_its_screen_with_its_edges(wanted: QRect, room: QRect, there: QRect) -> None:
    found = within(wanted, room, EDGES)
    assert found == there
    assert room.contains(found.marginsAdded(EDGES))


@pytest.mark.parametrize("full", [True, False])
def test_what_is_noted_is_where_it_stands_again(qtbot: QtBot, full: bool) -> None:
    one, other = QWidget(), QWidget()
    for window in (one, other):
        qtbot.addWidget(window)
    placing.stand(one, Settings(window_left=60, window_top=70, window_width=600, window_height=400, maximised=full))
    one.show()
    seat = placing.noted(one, Settings())
    assert (seat.window_left, seat.window_top, seat.window_width, seat.window_height) == (60, 70, 600, 400)
    placing.stand(other, seat)
    other.show()
    assert other.isMaximized() is full
    assert other.normalGeometry() == QRect(60, 70, 600, 400)


def test_a_place_on_a_screen_that_is_gone_is_left(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    placing.stand(window, Settings(window_left=5000, window_top=-3000, window_width=600, window_height=400))
    window.show()
    assert window.screen().availableGeometry().contains(window.frameGeometry())
    assert (window.width(), window.height()) == (600, 400)


@pytest.mark.parametrize(("scale", "width", "height", "full"), [("1", 1366, 768, False), ("1.5", 911, 512, True)])
def test_a_first_window_fits_a_real_small_screen(
    scale: str, width: int, height: int, full: bool, tmp_path: Path
) -> None:
    """A process of its own, for the size of a screen and its ratio are read once."""
    screen = tmp_path / "screen.json"
    screen.write_text('{"screens": [{"name": "small", "x": 0, "y": 0, "width": 1366, "height": 768}]}')
    environment = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    said = subprocess.run(
        [sys.executable, "-c", _ONE], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert said.split() == [str(width), str(height), "True", str(full)]

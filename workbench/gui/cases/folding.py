"""Parts that stand side by side, and one at a time where there is no room, with buttons to choose which."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import column, row
from workbench.gui.widgets.buttons import Joined

_NARROW = 1000
_WIDEST = 16_777_215


class Folding(QWidget):
    """`add` gives each part its name and its width in logical pixels, 0 for the one that takes what is left."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        down = column(self, gap=10)
        self.choice = Joined(name, self)
        self.choice.chosen.connect(self.show_part)
        down.addWidget(self.choice)
        self._across = row(gap=14)
        down.addLayout(self._across, 1)
        self._parts: list[tuple[str, QWidget, int]] = []
        self._place = 0
        Look.now.changed.connect(self.fold)

    def add(self, title: str, part: QWidget, width: int = 0) -> None:
        """Add a part at the right of the others."""
        self._parts.append((title, part, width))
        self._across.addWidget(part, 0 if width else 1)
        self.choice.offer([name for name, _, _ in self._parts])

    def show_part(self, place: int) -> None:
        """Show this part, where only one has room."""
        self._place = place
        self.fold()

    @property
    def narrow(self) -> bool:
        """Whether only one part has room."""
        return self.width() < _NARROW * (0.4 + 0.6 * Look.now.scale)

    def fold(self) -> None:
        """Side by side, or one alone."""
        narrow, scale = self.narrow, 0.4 + 0.6 * Look.now.scale
        self.choice.setVisible(narrow)
        self.choice.choose(self._place)
        for number, (_, part, width) in enumerate(self._parts):
            part.setVisible(not narrow or number == self._place)
            fixed = round(width * scale) if width and not narrow else 0
            part.setMinimumWidth(fixed)
            part.setMaximumWidth(fixed or _WIDEST)

    def minimumSizeHint(self) -> QSize:
        """Its parts fold and scroll."""
        return QSize(480, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold where there is no room."""
        super().resizeEvent(event)
        self.fold()

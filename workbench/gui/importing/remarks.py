"""What should be known about the reading, where the rows are decided: one line, the others behind a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from workbench.gui.widgets.basics import IconLabel, Label, Scroll, clear, row
from workbench.gui.widgets.buttons import button

_LINES = 5  # at most so many lines high; more of them scroll


class Remarks(QFrame):
    """The first remark, and a button that shows all of them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("well", "accent")
        self.setAccessibleName("Good to know")
        self._said: tuple[str, ...] = ()
        self._all = False
        across = row(self, (12, 5, 8, 5), 10)
        across.addWidget(IconLabel("info", self, "accent_ink", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = Scroll(self, gap=3)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        across.addWidget(self._scroll, 1)
        self.more = button("", self, self._turn, kind="link")
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, said: Sequence[str]) -> None:
        """Show these remarks, folded; none hides the whole."""
        self._said, self._all = tuple(said), False
        self.setVisible(bool(said))
        self.more.setVisible(len(said) > 1)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words break elsewhere now."""
        super().resizeEvent(event)
        self._fit()

    def _turn(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        clear(self._scroll.box)
        shown = self._said if self._all else self._said[:1]
        for text in shown:
            self._scroll.box.addWidget(Label(text, self._scroll.inside, "body", wrap=True))
        self.more.setText("Show fewer &remarks" if self._all else f"Show all {len(self._said):,} &remarks")
        self._fit()

    def _fit(self) -> None:
        width = max(self._scroll.viewport().width(), 200)
        labels = [made for made in self._scroll.inside.findChildren(Label) if not made.isHidden()]
        wanted = sum(made.heightForWidth(width) for made in labels) + 3 * max(len(labels) - 1, 0)
        self._scroll.setFixedHeight(min(wanted, _LINES * self.fontMetrics().lineSpacing() + 12) + 2)

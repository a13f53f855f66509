"""What should be known about the reading, where the rows are decided: one remark, the others behind a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from workbench.gui.widgets.basics import IconLabel, Label, row, settle
from workbench.gui.widgets.buttons import button


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
        self.text = Label("", self, "body", wrap=True)
        across.addWidget(self.text, 1)
        self.more = button("", self, self._turn, kind="link")
        across.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    def say(self, said: Sequence[str]) -> None:
        """Show these remarks, folded; none hides the whole."""
        self._said, self._all = tuple(said), False
        self.setVisible(bool(said))
        self.more.setVisible(len(said) > 1)
        self._show()

    def _turn(self) -> None:
        self._all = not self._all
        self._show()

    def _show(self) -> None:
        self.text.setText("\n".join(self._said if self._all else self._said[:1]))
        self.more.setText("Show fewer &remarks" if self._all else f"Show all {len(self._said):,} &remarks")
        settle(self)

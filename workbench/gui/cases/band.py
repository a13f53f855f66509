"""The dark band over a restricted file: that it is, who may open it, and that each opening is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from workbench import display
from workbench.gui.theme.look import restyle
from workbench.gui.widgets.basics import Card, IconLabel, Label, column, row, settle
from workbench.gui.widgets.buttons import button

_MOST = 30
Openings = Sequence[tuple[str, str, str]]


class RestrictedBand(QFrame):
    """`show_file` shows it with the people named, and who opened the file or took of it; the list unfolds below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        down = column(self, gap=0)
        self.dark = QFrame(self)
        self.dark.setObjectName("restricted")
        down.addWidget(self.dark)
        across = row(self.dark, (24, 4, 16, 4), 10)
        across.addWidget(IconLabel("lock", self.dark, "on_final", 16))
        across.addWidget(Label("Restricted", self.dark, "strong"))
        self.words = Label("", self.dark, "body", wrap=True)
        across.addWidget(self.words, 1)
        self.who = button("Who opened it", self.dark, self._unfold, kind="link")
        restyle(self.who, bar="yes")
        across.addWidget(self.who)
        self._list = QWidget(self)
        around = column(self._list, (24, 10, 24, 0), 0)
        self._card = Card(self._list, (16, 10, 16, 10), 2)
        around.addWidget(self._card)
        self.opened = Label("", self._card, "caption", "ink2", wrap=True)
        self._card.box.addWidget(Label("Who opened it", self._card, "section"))
        self._card.box.addWidget(self.opened)
        self._list.hide()
        down.addWidget(self._list)
        self.hide()

    def show_file(self, named: str, openings: Openings) -> None:
        """Show who may open the file, and who did."""
        self.words.setText(f"Named people only: {named}. Each opening, print, export and letter is recorded.")
        self.dark.setAccessibleName(f"Restricted. {self.words.text()}")
        lines = [f"{how}: {who}, {display.moment(when)}" for who, when, how in openings[:_MOST]]
        if len(openings) > _MOST:
            lines.append(f"and {display.count(len(openings) - _MOST, 'time')} before.")
        self.opened.setText("\n".join(lines))
        self.show()

    def put_away(self) -> None:
        """Another file is not restricted, or not open."""
        self._list.hide()
        self.hide()

    def _unfold(self) -> None:
        self._list.setVisible(self._list.isHidden())
        self.who.setText("Who opened it" if self._list.isHidden() else "Hide who opened it")
        settle(self)

"""What happened to a file, the newest first, and a note of a call, a letter or a meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.gui.cases.begun import Begun
from workbench.gui.cases.leaving import Leaving
from workbench.gui.disposal.asking import Asking
from workbench.gui.widgets.basics import Card, IconLabel, Label, clear, column, row, settle
from workbench.gui.widgets.buttons import button
from workbench.register import Problem
from workbench.registers.cases.parts import ENTRY, problems
from workbench.workflows.cases.keeping import Happened

_ICONS = {
    "in": "mail",
    "out": "file-text",
    "call": "info",
    "meeting": "user-round",
    "note": "pencil",
    "progress": "clock",
    "step": "check",
}
_MOST = 60


class TimelineCard(Card):
    """`noted` says an entry to be kept."""

    noted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (16, 12, 16, 12), 6)
        self.setAccessibleName("Timeline")
        head = row(gap=8)
        head.addWidget(Label("Timeline", self, "section"))
        head.addStretch(1)
        self.add = button("Note something", self, self.begin, kind="quiet", icon_name="plus")
        head.addWidget(self.add)
        self.box.addLayout(head)
        self.asking = Asking(ENTRY.form, "", "Keep this note", self._wrong, self, keyed=False)
        self.leaving = Leaving(self.asking, self.close_form)
        self.asking.wanted.connect(self._wanted)
        self.asking.hide()
        self._begun = Begun(self.asking)
        self.box.addWidget(self.asking)
        self._lines = column(gap=4)
        self.box.addLayout(self._lines)

    def show_happened(self, happened: Sequence[Happened], *, adds: bool) -> None:
        """Show what happened; `adds` says whether more may be noted."""
        self.add.setVisible(adds)
        clear(self._lines)
        for one in happened[:_MOST]:
            line = QWidget(self)
            across = row(line, gap=8)
            across.addWidget(IconLabel(_ICONS.get(one.kind, "circle"), line, "ink2", 16))
            words = column(gap=0)
            words.addWidget(Label(one.what, line, wrap=True))
            when = f"{display.day(one.day)}, {one.since}" if one.since else display.day(one.day)
            words.addWidget(Label(when, line, "caption", "ink2", wrap=True))
            across.addLayout(words, 1)
            self._lines.addWidget(line)
        if len(happened) > _MOST:
            self._lines.addWidget(Label(f"and {len(happened) - _MOST:,} before.", self, "caption", "ink2"))
        settle(self)

    def turn(self, case: int) -> None:
        """Another file is shown."""
        self._begun.turn(case)

    def begin(self) -> None:
        """Ask what happened."""
        self.asking.show_values({"day": clock.today(), "kind": "note"})
        self.leaving.begin()
        self.asking.show()
        self.asking.begin()
        settle(self)

    def close_form(self) -> None:
        """Put the boxes away."""
        self.asking.hide()
        settle(self)
        self.add.setFocus()

    def _wanted(self, values: Mapping[str, Any]) -> None:
        self.close_form()
        self.noted.emit(dict(values))

    def _wrong(self, values: Mapping[str, Any]) -> list[Problem]:
        return problems(ENTRY, dict(values), values, None)

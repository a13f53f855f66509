"""What happened to a record, newest first, in plain words."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.gui.widgets.basics import Label, Rule, Scroll, clear, column
from workbench.gui.widgets.buttons import button
from workbench.records.history import Entry
from workbench.records.record import meaning
from workbench.register import Register
from workbench.workflows import moved, pastwords

MOST = 60


class HistoryList(Scroll):
    """The entries of one record. `put_back` carries the values an entry replaced, when they are wanted again."""

    put_back = Signal(object)

    def __init__(self, register: Register, parent: QWidget) -> None:
        super().__init__(parent, (18, 14, 18, 14), 10)
        self._register, self._followed = register, bool(moved.follow(register.name))
        self._fields = {f.name: f for f in meaning(register.record).fields}

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these entries, the newest first."""
        clear(self.box)
        if not entries:
            self.box.addWidget(Label("Nothing has been changed yet.", self.inside, "body", "ink2"))
        for entry in list(reversed(entries))[:MOST]:
            self._show(entry)
        if len(entries) > MOST:
            rest = f"{display.count(len(entries) - MOST, 'earlier entry', 'earlier entries')} not shown here."
            self.box.addWidget(Label(rest, self.inside, "caption", "ink2"))
        self.box.addStretch(1)

    def _show(self, entry: Entry) -> None:
        part = QWidget(self.inside)
        lines = column(part, gap=2)
        lines.addWidget(Label(pastwords.done(entry), part, "medium", wrap=True))
        who = f"{entry.user}, {display.moment(entry.utc)}"
        lines.addWidget(Label(who, part, "caption", "ink2", wrap=True))
        if entry.clock_suspect:
            lines.addWidget(Label("The computer’s clock was in doubt then.", part, "caption", "ink2", wrap=True))
        changed = pastwords.changes(self._fields, entry) if entry.action == "change" else []
        if entry.action == "change":
            for text in changed:
                lines.addWidget(Label(text, part, "caption", wrap=True))
            if before := self._replaced(entry):
                link = button("Put back what was there", part, partial(self.put_back.emit, before), kind="link")
                link.setAccessibleName(f"Put back what was there before {display.moment(entry.utc)}")
                lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        for said in moved.listed(entry.operation) if self._followed else ():
            lines.addWidget(Label(said, part, "caption", wrap=True))
        if entry.forgotten and not changed:
            lines.addWidget(Label("What it said has been forgotten.", part, "caption", "ink2", wrap=True))
        self.box.addWidget(part)
        self.box.addWidget(Rule(self.inside))

    def _replaced(self, entry: Entry) -> dict[str, Any]:
        before = entry.before or {}
        typed = [n for n in before if n in self._fields and self._register.changes(self._fields[n])]
        return {name: self._fields[name].python_value(before[name]) for name in typed}


def last_change(entries: list[Entry]) -> str:
    """'Changed by Clerk, Sun 22 Nov 2026, 10:42'."""
    if not entries:
        return ""
    last = entries[-1]
    return f"{pastwords.ACTIONS.get(last.action, 'Changed')} by {last.user}, {display.moment(last.utc)}"

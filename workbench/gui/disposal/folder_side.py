"""Beside the files of a linked folder: how they are counted, the button that deletes and its question, what is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench import display
from workbench.gui.widgets.basics import Label, Well, column, row, settle
from workbench.gui.widgets.buttons import Button, button
from workbench.workflows.folders.finding import Look

_AGAIN = "Holds are looked at once more. What is in use or was changed since stays."


class Going(QWidget):
    """`wanted` says that what is ticked shall go, after the question; `refused` that it shall not.

    `unsaid` says that it cannot be asked yet: of what is unticked nobody said why it stays.
    """

    wanted = Signal()
    unsaid = Signal()
    refused = Signal()
    nothing = Signal()
    emptied = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, gap=10)
        self.title = Label("What goes", self, "section")
        self.why = Label("", self, "caption", "ink2", wrap=True)
        self.done = Well(self, "accent", "check", "Done")
        self.question = Well(self, "amber", "triangle-alert", "")
        self.act = button("Delete", self, self.ask, kind="primary", icon_name="trash-2")
        self.no = button("Not now", self, self._no)
        self.yes = button("Delete", self, self._yes, kind="final")
        self.nil = button("Write it down: nothing was due", self, self.nothing.emit, kind="primary")
        self.bin = Well(self, "amber", "trash-2", "")
        self.empty = button("The recycle bin is empty", self, self.emptied.emit)
        for part in (self.done, self.bin):
            box.addWidget(part)
        box.addLayout(_across((self.empty,)))
        box.addWidget(self.title)
        box.addLayout(_across((self.act, self.nil)))
        box.addWidget(self.question)
        box.addLayout(_across((self.no, self.yes)))
        box.addWidget(self.why)
        self._to_bin = self._stopped = False
        self._due = self._off = 0
        self.done.hide()
        self._close()

    def show_look(self, found: Look) -> None:
        """Show what a look found."""
        values = found.values
        self._to_bin, self._stopped, self._due = bool(values["to_bin"]), bool(found.stops), len(found.due)
        self.title.setText("What goes" if found.due else "How it is counted")
        self.why.setText(_why(found))
        waiting = values["moved_number"] or 0
        since = f"since {display.day(values['moved_on'])}" if waiting else ""
        self.bin.say(
            f"{display.count(waiting, 'file')} in the recycle bin",
            f"They lie there {since} and are gone only when it is emptied. Empty it, then say so.",
        )
        for part in (self.bin, self.empty):
            part.setVisible(bool(waiting))
        self.nil.setVisible(not found.due and found.check is not None)
        self._close()

    def show_count(self, number: int, size: int) -> None:
        """How many are ticked, and their size."""
        self._off = self._due - number
        files = display.count(number, "file")
        self.act.setText(f"Move {files} to the recycle bin" if self._to_bin else f"Delete {files}")
        self.act.setVisible(self._due > 0)
        self.act.setEnabled(number > 0 and not self._stopped)
        verb = "Move" if self._to_bin else "Delete"
        self.yes.setText(f"{verb} {files}")
        last = "They can be put back until the recycle bin is emptied." if self._to_bin else "This cannot be undone."
        where = " to the recycle bin" if self._to_bin else ""
        self.question.say(f"{verb} {files}{where}, {display.size(size)}?", f"{last} {_AGAIN}")
        self._close()

    def ask(self) -> None:
        """Ask once whether it shall be done; the cursor stands on the answer that changes nothing."""
        if not self.act.isVisible() or not self.act.isEnabled():
            return
        if self._off:
            self.unsaid.emit()
            return
        for part in (self.question, self.yes, self.no):
            part.show()
        self.act.hide()
        settle(self)
        self.no.setFocus()

    def say_done(self, told: Sequence[str]) -> None:
        """What was done last; nothing hides it."""
        self.done.setVisible(bool(told))
        if told:
            self.done.say(told[0], "\n".join(told[1:]))
            self.done.setAccessibleName(" ".join(told))

    def first(self) -> QWidget | None:
        """The first button that can be pressed."""
        return next((b for b in (self.empty, self.nil, self.act) if b.isVisibleTo(self) and b.isEnabled()), None)

    def _yes(self) -> None:
        self._close()
        self.wanted.emit()

    def _no(self) -> None:
        self._close()
        self.refused.emit()

    def _close(self) -> None:
        for part in (self.question, self.yes, self.no):
            part.hide()
        self.act.setVisible(self._due > 0)
        settle(self)


def _across(buttons: Sequence[Button]) -> QHBoxLayout:
    across = row(gap=8)
    for one in buttons:
        across.addWidget(one)
    across.addStretch(1)
    return across


def _why(found: Look) -> str:
    """By which line, rule and date its files are counted, and where it is."""
    said = (found.series, found.rule, f"Counted: {found.counted}.", found.values["why_date"], str(found.root))
    return "\n".join(part for part in said if part)

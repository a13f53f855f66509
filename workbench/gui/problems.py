"""The list of what is wrong above a form: one link for each box, and the focus when there is something new to say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from workbench.gui.widgets.basics import IconLabel, Label, clear, column, row
from workbench.gui.widgets.buttons import Button
from workbench.gui.widgets.lines import broken
from workbench.gui.widgets.parts import hush
from workbench.register import Problem

_AROUND, _ICON, _GAP = 14, 18, 10


class ProblemSummary(QFrame):
    """'There is a problem', with a link to each field; it takes the focus when it has something new to say."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("well", "problem")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        across = row(self, (_AROUND, 12, _AROUND, 12), _GAP)
        across.addWidget(IconLabel("triangle-alert", self, "amber", _ICON), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=4)
        across.addLayout(words, 1)
        words.addWidget(Label("There is a problem", self, "strong"))
        self._links = column(gap=0)
        words.addLayout(self._links)
        words.addWidget(Label("Nothing was lost. What you typed stays.", self, "caption", "ink2", wrap=True))
        self.setAccessibleName("There is a problem")
        self._said: tuple[Problem, ...] = ()
        self._shown: list[tuple[Button, str]] = []
        self.hide()

    def say(self, problems: Sequence[Problem], *, take_focus: bool = True) -> None:
        """Show these, or disappear when there are none."""
        new = [p for p in problems if p not in self._said]
        self._said = tuple(problems)
        clear(self._links)
        self._shown = [(self._link(problem), problem.text.partition(". ")[0]) for problem in problems]
        self._wrap()
        self.setVisible(bool(problems))
        self.setAccessibleDescription("\n".join(p.text for p in problems))
        for before, after in pairwise((self, *self.findChildren(Button))):  # what is made last comes last by Tab
            QWidget.setTabOrder(before, after)
        if new:
            hush(self)
        if new and take_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Its links are wrapped anew."""
        super().resizeEvent(event)
        self._wrap()

    def _link(self, problem: Problem) -> Button:
        link = Button("", self, "link")
        link.setProperty("field", problem.field)
        link.setAccessibleName(problem.text.partition(". ")[0])  # the box itself says what helps
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # it never widens what it is in
        link.clicked.connect(self._pressed)
        self._links.addWidget(link)
        return link

    def _wrap(self) -> None:
        """A button does not wrap by itself: its words are broken into lines of the room there is."""
        room = self.width() - 2 * _AROUND - _ICON - _GAP - 2 * _GAP
        for link, text in self._shown:
            link.setText("\n".join(broken(text, "body", room)).replace("&", "&&"))

    def _pressed(self) -> None:
        if sender := self.sender():
            self.wanted.emit(sender.property("field"))

"""About the file itself: how long it is kept, what is on hold because of it, and the files beside it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.gui.cases.leaving import Leaving
from workbench.gui.disposal.asking import Asking
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.widgets.basics import Card, IconLabel, Label, clear, column, row, settle
from workbench.gui.widgets.buttons import Button, button
from workbench.records.record import Values
from workbench.register import Problem, Section
from workbench.registers.cases.parts import Linked
from workbench.workflows.cases import about
from workbench.workflows.cases.about import About, Beside
from workbench.workflows.cases.joinable import Joinable, joinable
from workbench.workflows.cases.joining import Key

_PARTED = "If they do not belong together: “Part”, below, lets each go on its own day."
_HINT = "Enter takes the file one stands on. A closed file is joined by its reference."


class FileCard(Card):
    """`opened` says a file beside this one that is wanted, `parted` one that does not belong with it after all."""

    opened = Signal(str, int)
    parted = Signal(str, int)
    joined = Signal(str, str)
    released = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (16, 12, 16, 12), 8)
        self.setAccessibleName("About the file")
        self.kept = Label("", self, "strong", wrap=True)
        self._why = Label("", self, "caption", "ink2", wrap=True)
        self.waits = Label("", self, "caption", wrap=True)
        self._line("calendar-clock", "ink2", (self.kept, self._why, self.waits))
        self.holds = Label("", self, "strong", wrap=True)
        self._since = Label("", self, "caption", "ink2", wrap=True)
        self._line("hand", "violet", (self.holds, self._since))
        self._standing: tuple[int, ...] = ()
        self.release = button("Release", self, self._release, kind="quiet", icon_name="hand")
        self.release.setToolTip("Who releases them, when and why is asked on a page of its own")
        self.box.addWidget(self.release, 0, Qt.AlignmentFlag.AlignLeft)
        self._beside = column(gap=2)
        self.box.addLayout(self._beside)
        self.join = button("Join another file", self, self.ask, kind="quiet", icon_name="plus")
        self.join.setToolTip("Such as a complaint about how a request was handled; both then follow the longer period")
        self.box.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeft)
        asked = (Section("Which file belongs with it?", (Linked.reference, Linked.why)),)
        self.asking = Asking(asked, "", "Join them", _wrong, self, keyed=False)
        self.leaving = Leaving(self.asking, self._leave)
        self.asking.wanted.connect(self._wanted)
        self.others = PickTable("Open files", ("Open file", "About"), self.asking)
        self.asking.box.insertWidget(0, Label(_HINT, self.asking, "caption", "ink2", wrap=True))
        self.asking.box.insertWidget(1, self.others)
        QWidget.setTabOrder(self.asking.summary, self.others)
        self.others.entered.connect(self._take)
        self.others.clicked.connect(self._take)
        self.asking.hide()
        self.box.addWidget(self.asking)
        self._key: Key | None = None
        self._offered: list[Joinable] = []

    def show_file(self, register: str, number: int, values: Values, *, writes: bool) -> None:
        """Show what is known; a closed file is joined and parted, and its holds are released, as well as an open one.

        Its day of destruction follows those that belong with it.
        """
        self.join.setVisible(writes)
        self._key = (register, number)
        known: About = about.about(register, number, values)
        self.kept.setText(known.kept)
        self._why.setText(known.why)
        self._why.setVisible(bool(known.why))
        self.waits.setText(_PARTED if writes else "")
        self.waits.setVisible(bool(known.waits) and writes)
        self.holds.setText(
            f"{display.count(len(known.holds), 'hold')} because of this file" if known.holds else "No hold"
        )
        self._since.setText("\n".join(known.holds))
        self._since.setVisible(bool(known.holds))
        self._standing = known.standing
        self.release.setText(f"Release {display.count(len(known.standing), 'hold')}…")
        self.release.setVisible(bool(known.standing) and writes)
        clear(self._beside)
        for other in known.beside:
            words = f"With {other.reference}"
            link = button(words, self, partial(self.opened.emit, other.register, other.case), kind="link")
            across = row(gap=8)
            across.addWidget(link)
            if writes:
                across.addWidget(self._parting(other))
            across.addStretch(1)
            self._beside.addLayout(across)
            if other.why:
                self._beside.addWidget(Label(other.why, self, "caption", "ink2", wrap=True))
        own = self.findChildren(Button, options=Qt.FindChildOption.FindDirectChildrenOnly)
        made = [act for act in own if act not in (self.release, self.join)]
        for before, after in pairwise((self.release, *made)):  # what is made last comes last by Tab
            QWidget.setTabOrder(before, after)
        settle(self)

    def _parting(self, other: Beside) -> QWidget:
        part = button("Part", self, partial(self.parted.emit, other.register, other.case), kind="quiet")
        part.setAccessibleName(f"Part from {other.reference}")
        part.setToolTip("They were joined by mistake: each goes on its own day again")
        return part

    def _release(self) -> None:
        self.released.emit(self._standing)

    def ask(self) -> None:
        """Ask which other file belongs with it."""
        self.asking.show_values({})
        self._offered = joinable(self._key) if self._key else []
        self.others.show_rows([Row(place, tuple(one)) for place, one in enumerate(self._offered)])
        self.others.setVisible(bool(self._offered))
        self.leaving.begin()
        self.asking.show()
        if self._offered:
            self.others.setFocus()
        else:
            self.asking.begin()
        settle(self)

    def _take(self) -> None:
        """The file one stands on is meant."""
        if row := self.others.row():
            self.asking.show_values({"reference": self._offered[row.number].reference})
            self.asking.focus_field("why")

    def _leave(self) -> None:
        self.asking.hide()
        settle(self)
        self.join.setFocus()

    def _wanted(self, values: Values) -> None:
        self._leave()
        self.joined.emit(values["reference"], values["why"])

    def _line(self, icon: str, tone: str, words: tuple[Label, ...]) -> None:
        across = row(gap=8)
        across.addWidget(IconLabel(icon, self, tone, 16))
        texts = column(gap=0)
        for word in words:
            texts.addWidget(word)
        across.addLayout(texts, 1)
        self.box.addLayout(across)


def _wrong(values: Mapping[str, Any]) -> list[Problem]:
    return [] if values["reference"].strip() else [Problem("reference", "Enter the reference of the other file")]

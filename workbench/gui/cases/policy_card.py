"""Settings: the council's own days for complaints and requests, marked as policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from workbench import display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.widgets.basics import SHEET, Card, Label, column, row, settle
from workbench.gui.widgets.buttons import button
from workbench.rules.deadlines.complaints import ACKNOWLEDGEMENT, RECEIPT, Policy
from workbench.workflows.cases import policy
from workbench.workflows.cases.policy import USUAL, Own
from workbench.workflows.progress import Progress

_WIDE, _ACROSS = 64, 3
_COUNTS = (
    ("acknowledge", "Acknowledge within (days)"),
    ("stage1", "Stage 1 reply within (days)"),
    ("stage1_longer", "Stage 1, longer by at most (days)"),
    ("stage2_acknowledge", "Acknowledge stage 2 within (days)"),
    ("stage2", "Stage 2 reply within (days)"),
    ("stage2_longer", "Stage 2, longer by at most (days)"),
    ("target", "Aim to answer requests within (days)"),
    ("cooling", "Look at holds after closing (months)"),
)
_FROM = (("The acknowledgement", ACKNOWLEDGEMENT), ("Receipt", RECEIPT))
_KINDS = (("Working days", True), ("Calendar days", False))
_HINT = (
    "Council policy, not law: the law gives a month for requests, and 30 days to acknowledge a data protection "
    "complaint, whatever stands here. Saving works out the dates of all open files anew. Ctrl+Z does not take that "
    "back: choose Put back in the message that follows, or save the earlier days again."
)


class PolicyCard(Card):
    """Numbers in boxes; nothing takes effect before the button is pressed, for it moves dates."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, SHEET, 10)
        self._desk = desk
        self._known: Own | None = None
        self.box.addWidget(Label("Days for complaints and requests", self, "section"))
        self.box.addWidget(Label(_HINT, self, "caption", "ink2", wrap=True))
        self.counts: dict[str, QLineEdit] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(_ACROSS, 1)
        self.box.addLayout(self._grid)
        for name, words in _COUNTS:
            self.counts[name] = QLineEdit(self)
            self.counts[name].setFixedWidth(_WIDE)
            self._labelled(words, self.counts[name])
        self.counted = self._choice("Stages are counted from", _FROM)
        self.kind = self._choice("The days are", _KINDS)
        self.wrong = Label("", self, "captionstrong", "amber", wrap=True)
        self.wrong.hide()
        self.box.addWidget(self.wrong)
        acts = row(gap=8)
        self.save = button("Save these days", self, self.keep)
        self.usual = button("Put the usual days in", self, partial(self.show_days, USUAL), kind="quiet")
        for act in (self.save, self.usual):
            acts.addWidget(act)
            act.setEnabled(not desk.store.read_only)
        acts.addStretch(1)
        self.box.addLayout(acts)

    def follow(self, own: Own) -> None:
        """Show what is kept; numbers that were typed and not saved stay until what is kept is another."""
        if own != self._known:
            self._known = own
            self.show_days(own)

    def show_days(self, own: Own) -> None:
        """Show these."""
        numbers = {**asdict(own.complaints), "target": own.target, "cooling": own.cooling}
        for name, box in self.counts.items():
            box.setText(str(numbers[name]))
            box.setReadOnly(self._desk.store.read_only)
        self.counted.setCurrentIndex(self.counted.findData(own.complaints.counted_from))
        self.kind.setCurrentIndex(self.kind.findData(own.complaints.working_days))
        self._say("")

    def keep(self) -> None:
        """Keep what stands in the boxes, or say what is wrong with it."""
        numbers = dict[str, int]()
        for name, words in _COUNTS:
            text = self.counts[name].text().strip()
            if not (text.isascii() and text.isdigit() and len(text) < 6):
                self._say(f"“{words}” must be a whole number. Nothing was changed.")
                self.counts[name].setFocus()
                return
            numbers[name] = int(text)
        target, cooling = numbers.pop("target"), numbers.pop("cooling")
        days = Policy(**numbers, counted_from=self.counted.currentData(), working_days=self.kind.currentData())
        self._set(Own(days, target, cooling))

    def _set(self, own: Own) -> None:
        done = partial(self._kept, self._known, own)
        work = partial(_set, self._desk, own)
        self._desk.tasks.run(work, done, failed=self._refused, title="Working out the dates", can_cancel=False)

    def _kept(self, before: Own | None, now: Own, moved: int) -> None:
        self.follow(now)
        self._say("")
        files = display.count(moved, "open file")
        said = f"Saved. {files} got other dates." if moved else "Saved. No date of an open file moved."
        if before:
            self._desk.say(said, "Put back", partial(self._set, before))
        else:
            self._desk.say(said)
        self._desk.tasks.say_changed(r.name for r in self._desk.registers)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Plain):
            self._say(str(error))
        else:
            self._desk.tasks.failed.emit(error)

    def _say(self, wrong: str) -> None:
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))
        settle(self)

    def _choice(self, words: str, options: Sequence[tuple[str, object]]) -> ChoiceBox:
        made = ChoiceBox(self)
        made.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        for text, value in options:
            made.addItem(text, value)
        made.setEnabled(not self._desk.store.read_only)
        self._labelled(words, made)
        return made

    def _labelled(self, words: str, box: QWidget) -> None:
        """The next place of the grid."""
        label = Label(words, self, "captionstrong")
        label.setBuddy(box)
        box.setAccessibleName(words)
        down = column(gap=4)
        down.addWidget(label)
        down.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        place = self._grid.count()
        self._grid.addLayout(down, place // _ACROSS, place % _ACROSS)


def _set(desk: Desk, own: Own, _: Progress) -> int:
    return policy.set_policy(desk.store, own)

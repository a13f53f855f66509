"""What the present step asks for: its boxes, its list, its law, and the button that says it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.cases.part_list import PartList
from workbench.gui.cases.step_form import StepForm
from workbench.gui.widgets.basics import Card, Label, Rule, Scroll, row
from workbench.gui.widgets.buttons import button
from workbench.records.record import Values
from workbench.register import Problem
from workbench.registers.cases.steps import CaseFile, Step


class StepPane(Card):
    """`changed` says a box that was left with another value, `marked` that the step is done."""

    changed = Signal(str, object)
    kept = Signal(object, object, object)
    dropped = Signal(object, int)
    marked = Signal()

    def __init__(self, file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent, (0, 0, 0, 0), 0)
        self.setAccessibleName("The step")
        self.step: Step | None = None
        self._scroll = Scroll(self, (18, 14, 18, 14), 12)
        self.law = Label("", self._scroll.inside, "caption", "ink2", wrap=True)
        self._scroll.box.addWidget(self.law)
        self.form = StepForm(self._scroll.inside)
        self._scroll.box.addWidget(self.form)
        self._lists: dict[str, PartList] = {}
        for step in file.steps:
            if step.part is not None and step.part.name not in self._lists:
                self._lists[step.part.name] = self._list(step.part)
        self._scroll.box.addStretch(1)
        self.box.addWidget(self._scroll, 1)
        self.box.addWidget(Rule(self))
        foot = row(margins=(14, 8, 14, 8))
        foot.addStretch(1)
        self.done = button("Step done", self, self.marked.emit, kind="primary", icon_name="check")
        self.done.setToolTip("This step is done; go on to the next (Ctrl+Enter)")
        foot.addWidget(self.done)
        self.box.addLayout(foot)
        self.form.finished.connect(self._finished)

    def show_step(self, step: Step, values: Values, records: Mapping[int, Values], *, read_only: bool) -> None:
        """Show a step as it stands; boxes that stay keep what is being typed."""
        self.step = step
        self.law.setText(step.law)
        self.law.setVisible(bool(step.law))
        if self.form.ask(step.title, step.fields_for(values)):
            self.form.show_values(values)
        else:
            self.form.show_changed(values)
        self.form.setEnabled(not read_only)
        for name, part in self._lists.items():
            shown = step.part is not None and step.part.name == name
            part.setVisible(shown)
            if shown:
                part.show_records(records, read_only=read_only)
        self.done.setVisible(not read_only)
        self.done.setText("Close the file" if step.closes else "Step done")

    def begin(self) -> None:
        """Put the cursor into the first box, or on the button."""
        if self.form.form:
            self.form.begin()
        else:
            self.done.setFocus()

    def do(self) -> None:
        """Ctrl+Enter: the step is done."""
        if self.done.isVisible():
            focus = self.focusWidget()
            if focus is not None:
                focus.clearFocus()  # what is being typed is finished first
            self.marked.emit()

    def add(self) -> None:
        """Add to the list of the step, where it has one."""
        if self.step and self.step.part and self.step.part.name in self._lists:
            self._lists[self.step.part.name].begin()

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong beside the boxes."""
        self.form.say(problems)

    def _finished(self, name: str) -> None:
        if not self.form.problem(name):
            self.changed.emit(name, self.form.value(name))

    def _list(self, part: Any) -> PartList:
        made = PartList(part, self._scroll.inside)
        made.kept.connect(self._kept)
        made.dropped.connect(self._dropped)
        made.hide()
        self._scroll.box.addWidget(made)
        return made

    def _kept(self, number: object, values: object) -> None:
        if self.step and self.step.part:
            self.kept.emit(self.step.part, number, values)

    def _dropped(self, number: int) -> None:
        if self.step and self.step.part:
            self.dropped.emit(self.step.part, number)

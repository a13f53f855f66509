"""What the present step asks for: its boxes, its list, its law, and the button that says it is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.cases.ending import Ending
from workbench.gui.cases.part_list import PartList
from workbench.gui.cases.step_form import StepForm
from workbench.gui.widgets.basics import Card, Label, Rule, Scroll, Well, row
from workbench.gui.widgets.buttons import button
from workbench.records.record import Values
from workbench.register import Problem
from workbench.registers.cases import closed
from workbench.registers.cases.steps import CaseFile, Step


class StepPane(Card):
    """`changed` says a box that was left with another value, `unread` one that cannot be read, `marked` the step.

    `without` says that the step is done without what is missing.
    """

    changed = Signal(str, object)
    unread = Signal(str)
    kept = Signal(object, object, object)
    dropped = Signal(object, int)
    marked = Signal()
    without = Signal()

    def __init__(self, file: CaseFile, parent: QWidget) -> None:
        super().__init__(parent, (0, 0, 0, 0), 0)
        self.setAccessibleName("The step")
        self.step: Step | None = None
        self._register = file.register
        self._scroll = Scroll(self, (18, 14, 18, 14), 12)
        self.warning = Well(self._scroll.inside, "amber", "triangle-alert", "")
        self._scroll.box.addWidget(self.warning)
        self.law = Label("", self._scroll.inside, "caption", "ink2", wrap=True)
        self._scroll.box.addWidget(self.law)
        self.form = StepForm(self._scroll.inside)
        self._scroll.box.addWidget(self.form)
        self.ending = Ending(file.record, self._scroll.inside)
        self.ending.hide()
        self._scroll.box.addWidget(self.ending)
        self._lists: dict[str, PartList] = {}
        for step in file.steps:
            if step.part is not None and step.part.name not in self._lists:
                self._lists[step.part.name] = self._list(step.part)
        self._scroll.box.addStretch(1)
        self.box.addWidget(self._scroll, 1)
        self.box.addWidget(Rule(self))
        foot = row(margins=(14, 8, 14, 8))
        foot.addStretch(1)
        self.all_the_same = button("Done all the same", self, self.without.emit, kind="quiet")
        self.all_the_same.setToolTip("This step is done without what is missing; the timeline says so")
        self.all_the_same.hide()
        foot.addWidget(self.all_the_same)
        self.done = button("Step done", self, self.marked.emit, icon_name="check")
        self.done.setToolTip("This step is done; go on to the next (Ctrl+Enter)")
        foot.addWidget(self.done)
        self.box.addLayout(foot)
        self.form.finished.connect(self._finished)

    def show_step(
        self,
        step: Step,
        values: Values,
        records: Mapping[int, Values],
        *,
        read_only: bool,
        writes: bool,
        changes: bool = False,
        fresh: bool = False,
        unsaved: Collection[str] = (),
    ) -> bool:
        """Show a step as it stands, and say whether its boxes were filled anew; those that stay keep what is typed.

        `writes` says that what goes on after the closing may be changed though the rest is read only, and `changes`
        that what stands in its list may be.
        """
        if step is not self.step or fresh:
            self.offer_without(False)
            self._scroll.to_top()
        self.step = step
        warning = step.warning_for(values)
        self.warning.say(warning)
        self.warning.setVisible(bool(warning) and not read_only)
        law = step.law_for(values)
        self.law.setText(law)
        self.law.setVisible(bool(law))
        anew = self.form.ask(step.title, step.fields, step.fields_for(values)) or fresh
        self.form.fix(lambda name: closed.stays(self._register, name, values))
        labelled = self._register.labelled
        self.form.fit(labelled(values) if labelled else {}, step.offers)
        if anew:
            self.form.show_values(values)
        else:
            self.form.show_changed(values, unsaved)
        if step.marks:
            self.form.offer_today(step.marks)
        self.form.setEnabled(writes)
        self.ending.setVisible(step.closes and not read_only)
        for name, part in self._lists.items():
            shown = step.part is not None and step.part.name == name
            part.setVisible(shown)
            if shown:
                part.show_records(records, values["received"], read_only=read_only, changes=changes)
        self.done.setVisible(not read_only)
        self.done.setText("Close the file" if step.closes else "Step done")
        return anew or bool(self.form.newly & set(unsaved))

    def turn(self, case: int) -> None:
        """Another file is shown."""
        for part in self._lists.values():
            part.turn(case)

    def begin(self, field: str = "") -> None:
        """Put the cursor into a box, the first where none is named, or on the button where there are none."""
        if not self.form.fields:
            self.done.setFocus()
            return
        self.form.begin(field)
        if not field:
            self._scroll.to_top(self.focusWidget())

    def stand_in_list(self, number: int) -> None:
        """Stand on one record of the list of the step, where it has one."""
        if self.step and self.step.part:
            self._lists[self.step.part.name].stand(number)

    def do(self) -> None:
        """Ctrl+Enter: what is being added to the list is kept; else the step is done."""
        if begun := next((part for part in self._lists.values() if part.isVisible() and part.asks()), None):
            begun.asking.ask()
        elif self.done.isVisible():
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)  # what is being typed is finished first
            self.marked.emit()

    def offer_without(self, may: bool) -> None:
        """Offer, or no longer, to go on without what is missing."""
        self.all_the_same.setVisible(may)

    def add(self) -> None:
        """Add to the list of the step, where it has one."""
        if self.step and self.step.part and self.step.part.name in self._lists:
            self._lists[self.step.part.name].begin()

    def say_problems(self, problems: Sequence[Problem], *, take_focus: bool = True) -> None:
        """Say what is wrong beside the boxes."""
        self.form.say(problems)
        if take_focus and problems:
            self.form.begin(problems[0].field)

    def leave_boxes(self, unsaved: Collection[str]) -> None:
        """Finish the box that is being typed in, those that cannot be read, and those that were not kept before."""
        for name, box in self.form.fields.items():
            if box.problem() or box.has_cursor() or name in unsaved:
                box.editor.leave()

    def take_back(self) -> str:
        """Take back what is typed in the box with the cursor, and say its name; nothing where there is none."""
        for name, box in self.form.fields.items():
            if box.has_cursor():
                box.editor.take_back()
                return name
        return ""

    def _finished(self, name: str) -> None:
        if self.form.problem(name):
            self.unread.emit(name)
        else:
            self.changed.emit(name, self.form.value(name))

    def _list(self, part: Any) -> PartList:
        made = PartList(part, self._scroll)
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

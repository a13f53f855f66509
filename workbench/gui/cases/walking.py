"""Moving between the steps of a file: by the list, by the button of what comes next, and when one is done."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSignalBlocker, Signal

from workbench.gui.cases import middle
from workbench.gui.cases.present import Present
from workbench.gui.cases.step_list import lines_of
from workbench.gui.cases.view import FileView
from workbench.gui.register.unkept import Unkept
from workbench.registers.cases.steps import Step


class Walk(QObject):
    """`closing` says that the next step is to close the file, and that it is wanted."""

    closing = Signal()

    def __init__(self, present: Present, view: FileView, unkept: Unkept, parent: QObject) -> None:
        super().__init__(parent)
        self._present, self._view, self._unkept = present, view, unkept
        view.steps.activated.connect(self.enter)
        view.steps.stepped.connect(self._stepped)

    def show(self, *, fresh: bool) -> None:
        """Show the steps as they stand; of another file the one that comes next."""
        steps, after, here = self._present.steps, self._present.after, self._view.middle.pane.step
        with QSignalBlocker(self._view.steps):  # it is the same step that is looked at, wherever it stands by now
            self._view.steps.show_steps(lines_of(self._present))
            stays = here if here in steps and not fresh else after
            self._view.steps.stand(steps.index(stays) if stays in steps else len(steps) - 1)
        self._step(self._view.steps.currentIndex().row(), fresh=fresh)

    def enter(self) -> None:
        """Enter on a step goes into its boxes."""
        self._view.show_step()
        self._view.middle.pane.begin()

    def go_on(self) -> None:
        """To the step that comes next; where one stands on the last already, the file is closed."""
        after = self._present.after
        if after is not None and after.closes and self._view.middle.pane.step is after:
            self.closing.emit()
        else:
            self.on()

    def on(self) -> None:
        """To the first step that is not done."""
        if after := self._present.after:
            self.stand_on(after)

    def on_from(self, done: Step) -> str:
        """From a step that is done to the next that is not, and say where that is; closing comes after all others."""
        steps = self._present.steps
        waits = [step for step in steps if not step.done(self._present.values)]
        if not waits:
            return ""
        place = steps.index(done) if done in steps else 0
        later = [step for step in waits if steps.index(step) > place and not step.closes]
        after = later[0] if later else waits[0]
        self.stand_on(after)
        if after is done:
            return f"“{done.title}” still waits for something that is not there yet."
        before = [step for step in waits if steps.index(step) < steps.index(after)]
        skipped = f" Not done yet: {before[0].title}." if before else ""
        word = "Back to" if steps.index(after) < place else "Now"
        return f"Done: {done.title}. {word}: {after.title}.{skipped}"

    def stand_on(self, step: Step, field: str = "") -> None:
        """Stand on a step, in one of its boxes."""
        self._view.show_step()
        self._view.steps.stand(self._present.steps.index(step))
        self._view.middle.pane.begin(field)

    def stand_where(self, field: str) -> None:
        """Stand on the step that asks for a field, if one does."""
        here = self._present
        step = next((s for s in here.steps if field in {f.name for f in s.fields_for(here.values)}), None)
        if step is not None:
            self.stand_on(step, field)

    def stand_in(self, part: str, number: int) -> None:
        """Stand on the step with a list of the file, on one record of it."""
        step = next((s for s in self._present.steps if s.part and s.part.name == part), None)
        if step is not None:
            self._view.show_step()
            self._view.steps.stand(self._present.steps.index(step))
            self._view.middle.pane.stand_in_list(number)

    def _stepped(self, place: int) -> None:
        self._view.middle.turn(middle.STEP)
        self._step(place)

    def _step(self, place: int, *, fresh: bool = False) -> None:
        here, steps = self._present, self._present.steps
        if not steps:
            return
        step = steps[min(max(place, 0), len(steps) - 1)]
        unsaved = self._unkept.of(here.number).keys()
        pane = self._view.middle.pane
        anew = pane.show_step(
            step,
            here.values,
            here.records(step),
            read_only=here.fixed,
            writes=not here.read_only,
            changes=here.may_change(step),
            fresh=fresh,
            unsaved=unsaved,
        )
        if anew and not here.read_only:
            self._unkept.show(here.number)
        if step.closes and not here.fixed:
            pane.ending.show_file(here.key, here.values)

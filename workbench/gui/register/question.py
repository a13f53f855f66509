"""What a record waits for, beside its form: the question with its ready answers, or what to do where there are none."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.widgets.basics import Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.option_card import Options
from workbench.records.record import Values
from workbench.register import Register, View
from workbench.rules.questions import Answer, Question


class OpenQuestion(Well):
    """`answered` says which answer was taken and which questions it leaves, `right` that nothing is to be checked.

    `left` says that the keyboard was here and that nothing is left to answer.
    """

    answered = Signal(object, object)
    right = Signal()
    left = Signal()

    def __init__(self, register: Register, parent: QWidget) -> None:
        super().__init__(parent, "amber", "circle-question-mark", "")
        self._register = register
        self._questions: tuple[Question, ...] = ()
        self._offered: tuple[tuple[str, str], ...] = ()
        self._options = Options("Answers", self)
        self._options.entered.connect(self._take)
        self._use = button("&Use this answer", self, self._take, icon_name="check")
        self._right = button("This is right, nothing to check", self, self.right.emit, kind="link")
        self.box.addWidget(self._options)
        acts = column(gap=2)
        for act in (self._use, self._right):
            acts.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addLayout(acts)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """The ready answers that are offered."""
        return self._questions[0].answers if self._questions else ()

    def show_record(self, values: Values, view: View | None, *, fresh: bool) -> None:
        """Show what a record waits for, in the view it stands in; None hides it all. Of a `fresh` record no answer is
        marked yet.
        """
        register = self._register
        self._questions = register.asks(values) if view and register.asks else ()
        self.setVisible(view is not None)
        if view is None:
            return
        offered = tuple((answer.label, self._hint(values, answer)) for answer in self.answers)
        if fresh or offered != self._offered:
            self._offer(offered)
        noted = register.noted(values) if register.marked(values) else []
        text = self._questions[0].text if offered else "\n".join((*noted, view.cure))
        self.say(view.title, text)
        self._options.setVisible(bool(offered))
        self._use.setVisible(bool(offered))
        self._right.setVisible(register.marked(values))

    def begin(self) -> bool:
        """Put the keyboard on the first answer; whether there is one."""
        cards = self._options.cards() if self.isVisible() and self._offered else []
        if cards:
            cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(cards)

    def _offer(self, offered: tuple[tuple[str, str], ...]) -> None:
        here = QApplication.focusWidget()
        inside = here is not None and self.isAncestorOf(here)
        self._offered = offered
        self._options.offer(offered, keys=False)
        if inside and not self.begin():
            self.left.emit()

    def _hint(self, values: Values, answer: Answer) -> str:
        """Why one would choose it, and the sentence it gives."""
        plainly = self._register.plainly
        sentence = plainly({**values, **self._register.answered_by(answer)})[0] if plainly else ""
        return f"{answer.reason.rstrip('.')}. {sentence}" if answer.reason else sentence

    def _take(self) -> None:
        place = self._options.place()
        if 0 <= place < len(self.answers):
            self.answered.emit(self.answers[place], self._questions[1:])
        else:
            self.begin()

"""Parts that pages share: the head, the empty page, the message that passes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QSizePolicy, QWidget
from shiboken6 import isValid

from workbench.gui.theme.icons import icon
from workbench.gui.theme.look import restyle
from workbench.gui.widgets.basics import Card, IconLabel, Label, clear, column, row, settle
from workbench.gui.widgets.buttons import Button, button, picture_button

_PASSES_AFTER = 10_000  # milliseconds


class PageHead(QWidget):
    """Title, one plain sentence, and the acts at the right, most important last."""

    def __init__(self, title: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        across = row(self, gap=8)
        words = column(gap=1)
        self.title = Label(title, self, "title", wrap=True)
        self.sentence = Label(sentence, self, "body", "ink2", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        self.sentence.setVisible(bool(sentence))
        across.addLayout(words, 1)
        self.acts = row(gap=8)
        across.addLayout(self.acts)

    def say(self, title: str, sentence: str) -> None:
        """Say something else."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def first_act(self) -> QWidget:
        """The first button, or the head itself where there is none."""
        item = self.acts.itemAt(0)
        return (item.widget() if item else None) or self

    def add(self, act: Button) -> Button:
        """Add a button at the right end."""
        self.acts.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        return act


class EmptyPage(QWidget):
    """What is missing, why, and what to do about it."""

    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        box = column(self, (24, 8, 24, 8), 5)
        box.addStretch(2)
        self.mark = IconLabel(icon_name, self, "ink2", 40)
        box.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(8)
        self.title = Label("", self, "section", wrap=True)
        self.text = Label("", self, "body", "ink2", wrap=True)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(label)
        box.addSpacing(8)
        self.acts = row(gap=10)
        self.acts.addStretch(1)
        self.acts.addStretch(1)
        box.addLayout(self.acts)
        self._below = box.count()
        self.hint = Label("", self, "caption", "ink2", wrap=True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(8)
        box.addWidget(self.hint)
        box.addStretch(3)

    def say(self, title: str, text: str, hint: str = "") -> None:
        """Say what is missing and what to do."""
        self.title.setText(title)
        self.text.setText(text)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def add(self, act: Button) -> Button:
        """Add an act."""
        self.acts.insertWidget(self.acts.count() - 1, act)
        return act

    def add_below(self, act: Button) -> Button:
        """Add an act that is wanted less often, under the others."""
        box = self.layout()
        assert isinstance(box, QBoxLayout)
        box.insertWidget(self._below, act, 0, Qt.AlignmentFlag.AlignHCenter)
        return act


@dataclass(frozen=True)
class Message:
    """News in passing: what happened and, where it can be taken back, the word and the way; good unless it says no."""

    text: str
    act: str = ""
    on: Callable[[], object] | None = None
    well: bool = True


class PassingBar(QFrame):
    """The dark bar below the page, which makes room for it, so that it lies over nothing; it stays until the next act
    or ten seconds.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("passing")
        self.setAccessibleName("Message")
        self.good_news = True
        self._on: Callable[[], object] | None = None
        self._back: QWidget | None = None  # where the keyboard was before a question
        box = row(self, (16, 5, 8, 5), 10)
        self.mark = IconLabel("check", self, "on_final", 16)
        box.addWidget(self.mark)
        self.text = Label("", self, "strong", wrap=True)
        box.addWidget(self.text, 1)
        self.act = button("", self, self._act, kind="link")
        restyle(self.act, bar="yes")
        box.addWidget(self.act)
        cross = picture_button("Close this message", "x", self, self.hide)
        cross.setIcon(icon("x", "on_final"))
        box.addWidget(cross)
        self._timer = QTimer(self, singleShot=True, interval=_PASSES_AFTER)
        self._timer.timeout.connect(self.hide)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def say(self, message: Message) -> None:
        """Show a message, in place of the one before."""
        self.good_news = message.well
        self.mark.show_icon("check" if message.well else "triangle-alert", "on_final")
        self.text.setText(message.text)
        self.setAccessibleDescription(message.text)
        self._on = message.on
        self.act.setText(message.act)
        self.act.setVisible(bool(message.act))
        settle(self)
        self.show()
        self._timer.start()

    def ask(self, message: Message) -> None:
        """Show a question with the keyboard on its answer; Escape leaves everything as it is."""
        self._back = QApplication.focusWidget()
        self.say(message)
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter answers, Escape does not."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.act.hasFocus():
            self.act.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The keyboard goes back to where it was before the question."""
        back, self._back = self._back, None
        if back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        super().hideEvent(event)

    def _act(self) -> None:
        self.hide()
        if self._on:
            self._on()


def hush(part: QWidget) -> None:
    """Something was refused: news of what was done before goes from the window, for it reads as if of this act."""
    for bar in part.window().findChildren(PassingBar):
        if bar.good_news:
            bar.hide()


Act = tuple[str, Callable[[], object]]


class Trouble(Card):
    """Trouble or other news that lasts, at the top of the page, until it is over, chosen on, or put away."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, (14, 10, 8, 10))
        restyle(self, card="", well="problem")
        box = row(gap=10)
        self.box.addLayout(box)
        self.mark = IconLabel("triangle-alert", self, "amber", 18)
        box.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=3)
        self.title = Label("", self, "strong", wrap=True)
        self.text = Label("", self, "body", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.text)
        self.acts = row(gap=8)
        words.addLayout(self.acts)
        box.addLayout(words, 1)
        self._answers: list[Button] = []
        self.details = button("Copy details", self, kind="link")
        box.addWidget(self.details, 0, Qt.AlignmentFlag.AlignTop)
        self.away = picture_button("Put this message away", "x", self, self.hide)
        box.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def ask(self, title: str, text: str, acts: Sequence[Act]) -> None:
        """Ask something, with the keyboard on the first answer."""
        self.say(title, text, acts=acts)
        self._answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(
        self, title: str, text: str, *, details: bool = False, acts: Sequence[Act] = (), well: bool = False
    ) -> None:
        """Show it, with what may be done about it; `well` of news that are no trouble."""
        if not well:
            hush(self)
        restyle(self, well="accent" if well else "problem")
        self.mark.show_icon("shield-check" if well else "triangle-alert", "accent_ink" if well else "amber")
        clear(self.acts)
        self._answers = [button(words, self, act) for words, act in acts]
        for answer in self._answers:
            self.acts.addWidget(answer)
        for before, after in pairwise((self.details, *self._answers, self.away)):  # what is made last comes last by Tab
            QWidget.setTabOrder(before, after)
        self.acts.addStretch(1)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.details.setVisible(details)
        self.show()

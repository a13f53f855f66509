"""After a backup was brought back: what went again, which numbers are lost, what the last printed code proves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.page import Page
from workbench.gui.starting.fields import Field
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.workflows import broughtback
from workbench.workflows.broughtback import Answer, Back
from workbench.workflows.progress import Progress

LOG = "register/destruction-log"
_NEVER = "No backup was brought back in these records."
_WHERE = (
    "Take the last record of destruction that was printed. At the foot of each page stands “Code of the history”, with "
    "twelve letters and figures in three groups. Spaces, hyphens and capitals make no difference."
)
_NUMBER = "Such as 2026/014: the highest number of an entry on that record. It says how many are missing."


class RestoredPage(Page):
    """Three answers: what went again, what is lost, what the paper proves."""

    title, help_topic, kept = "After a backup was brought back", "backup-restore", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 12)
        self.head = PageHead(self.title, "", self)
        self.head.add(button("Go to Home", self, partial(desk.go, "home"), kind="quiet", icon_name="house"))
        self.check = button("Check the code", self, self._check, kind="primary", icon_name="shield-check")
        self.head.add(self.check)
        down.addWidget(self.head)
        self._scroll = scroll = Scroll(self, gap=12)
        down.addWidget(scroll, 1)
        self.went, self.lost = (
            Well(scroll.inside, "accent", "shield-check", ""),
            Well(scroll.inside, "amber", "triangle-alert", ""),
        )
        for well in (self.went, self.lost):
            scroll.box.addWidget(well)
        self.open_log = button("Look at them in the destruction log", scroll.inside, self._look_at_log, kind="link")
        scroll.box.addWidget(self.open_log, 0, Qt.AlignmentFlag.AlignLeft)
        card = Card(scroll.inside, SHEET, 10)
        scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        self._build(card)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._check)

    def _build(self, card: Card) -> None:
        card.box.addWidget(Label("Does the last paper agree?", card, "section", wrap=True))
        self.code, self.number = QLineEdit(card), QLineEdit(card)
        for box in (self.code, self.number):
            box.setMaximumWidth(round(300 * Look.now.scale))
            box.returnPressed.connect(self._check)
        card.box.addWidget(Field("Last printed &code", _WHERE, self.code, card))
        self._number = Field("Last &number on that record, if there is one", _NUMBER, self.number, card)
        card.box.addWidget(self._number)
        self.answer = Well(card, "accent", "shield-check", "")
        self.answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.box.addWidget(self.answer)
        self.enter = button("", card, self._enter)
        card.box.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.answer, self.enter):
            part.hide()

    def arrive(self, _: object) -> None:
        """Say what the last restore did, and begin at the code."""
        self._show()
        self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        self.code.selectAll()

    def refresh(self, changed: frozenset[str]) -> None:
        """A lost entry may have been entered again."""
        if LOG.partition("/")[2] in changed:
            self._show()

    def _show(self) -> None:
        if self.desk.may_read():
            self.desk.tasks.run(_found, self._say)

    def _say(self, found: tuple[Back | None, str]) -> None:
        back, lost = found
        made = f"The backup was made on {display.moment(back.made)}." if back else _NEVER
        self.head.say(self.title, made)
        known = back is not None and (back.newer or bool(back.again))
        self.went.dress("accent" if known else "amber", "shield-check" if known else "triangle-alert")
        self.went.say("What was destroyed since", back.words if back else _NEVER)
        self.lost.say("Numbers of the destruction log", lost)
        for part in (self.lost, self.open_log):
            part.setVisible(bool(lost))

    def _check(self) -> None:
        for part in (self.answer, self.enter):
            part.hide()
        self._number.refuse("")
        work = partial(_checked, self.code.text(), self.number.text())
        self.desk.tasks.run(work, self._answered, failed=self._refused, title="Checking the code")

    def _answered(self, answer: Answer) -> None:
        self.answer.dress("accent" if answer.well else "amber", "shield-check" if answer.well else "triangle-alert")
        self.answer.say(answer.title, answer.text)
        self.answer.setAccessibleName(answer.words)
        self.answer.show()
        may = bool(answer.missing) and not self.desk.store.read_only
        many = display.count(len(answer.missing), "number", "numbers")
        self.enter.setText(f"&Enter {many} in the log as lost")
        self.enter.setVisible(may)
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_answer)  # once it has its place

    def _show_answer(self) -> None:
        self._scroll.ensureWidgetVisible(self.enter if self.enter.isVisible() else self.answer)

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self.desk.tasks.failed.emit(error)
            return
        said, _, advice = str(error).partition(". ")
        self._number.refuse(said, advice)
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.number.selectAll()

    def _enter(self) -> None:
        self.enter.hide()
        work = partial(_entered, self.desk, self.number.text())
        self.desk.tasks.run(work, self._is_entered, failed=self._refused, title="Entering what is lost")

    def _is_entered(self, numbers: list[str]) -> None:
        self.answer.hide()
        self.desk.tasks.say_changed([LOG.partition("/")[2]])
        many = display.count(len(numbers), "number is", "numbers are")
        self.desk.say(f"{many} in the log as lost. No number that is on paper is given again.")
        self.open_log.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_log(self) -> None:
        self.desk.go(LOG)


def _found(_: Progress) -> tuple[Back | None, str]:
    return broughtback.last(), broughtback.lost()


def _checked(code: str, number: str, _: Progress) -> Answer:
    return broughtback.check(code, number)


def _entered(desk: Desk, number: str, _: Progress) -> list[str]:
    return broughtback.enter_lost(desk.store, number)

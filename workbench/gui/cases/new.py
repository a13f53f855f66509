"""A file is opened: what its first step asks, the records it touches, the limit to come, a likely double."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.errors import Plain
from workbench.gui.cases.clock_card import ClockCard
from workbench.gui.cases.dropping import takes
from workbench.gui.cases.folding import Folding
from workbench.gui.cases.mail_card import MailCard
from workbench.gui.cases.more import Called, Doing, More
from workbench.gui.cases.present import MADE
from workbench.gui.cases.step_form import StepForm
from workbench.gui.cases.touching import Touching
from workbench.gui.desk import Desk
from workbench.gui.page import Page
from workbench.gui.problems import ProblemSummary
from workbench.gui.register.unkept import Unkept
from workbench.gui.session import NEW
from workbench.gui.widgets.basics import PAGE, Card, Scroll, Well, column, settle
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead, Trouble
from workbench.records.attachments import Owner
from workbench.records.record import Values
from workbench.register import Problem
from workbench.registers.cases.files import case_file
from workbench.registers.cases.readers import with_who_names
from workbench.workflows.cases import mailing, opening
from workbench.workflows.cases.mailing import Letter
from workbench.workflows.cases.opening import Opened
from workbench.workflows.filing import Taken

_RIGHT = 380
_FROM_MAIL = Called("Take from an e-mail…", "mail", "A saved e-mail, or the words of one that you copied")
_DRAFT_AFTER = 2_000  # milliseconds


class NewCasePage(Page):
    """Nothing is kept before the button is pressed."""

    kept = True

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.file = case_file(place.partition("/")[2])
        self.title, self.help_topic = f"New {self.file.register.singular}", self.file.register.name
        self._values, self._usual = Values(), Values()
        self._meant: list[int] = []  # the files that look the same, and another is opened all the same
        down = column(self, PAGE, 10)
        self.head = PageHead(self.title, "What you type is kept as a draft until you open the file.", self)
        down.addWidget(self.head)
        self.mail = More(self, self._ways(), _FROM_MAIL)
        self.head.add(self.mail.button)
        self.act = self.head.add(button("Open the file", self, self.do, kind="primary", icon_name="check"))
        self.act.setToolTip("Keep it, give it its reference and place its holds (Ctrl+Enter)")
        self.summary = ProblemSummary(self)
        down.addWidget(self.summary)
        self.trouble = Trouble(self)
        down.addWidget(self.trouble)
        self._both = Folding("What is shown of the new file", self)
        down.addWidget(self._both, 1)
        self._build()
        self.summary.wanted.connect(self.form.begin)
        self._unkept = Unkept(desk, self.file.register, self)
        self._later = QTimer(self, singleShot=True, interval=_DRAFT_AFTER)
        self._later.timeout.connect(self.leave)
        self.form.typed.connect(self._typed)
        self.touching.flipped.connect(self._typed)
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.do)

    def arrive(self, _about: object) -> None:
        """Begin, or go on with what was typed."""
        if not self._values:
            self.begin()
            self._ask()
            self._unkept.show(NEW)
        self.form.begin()

    def leave(self) -> None:
        """What was typed is a draft, and what cannot be read stays with its words."""
        self._later.stop()
        if not self._values or self.desk.store.read_only:  # it was opened this moment
            return
        self._values |= self.form.values()
        typed = {name: value for name, value in self._values.items() if value != self._usual.get(name)}
        self.desk.drafts.keep_values(self.file.register, typed, self.touching.ticked())
        self._unkept.put(NEW, self._unkept.unread())

    def begin(self) -> None:
        """What was typed before; else empty boxes: received today, by who sits here."""
        empty = {name: field.empty for name, field in self.file.register.by_name.items()}
        self._usual = empty | {"received": clock.today(), "received_by": self.desk.store.user}
        self._values = self._usual | (self.desk.drafts.values(self.file.register) or {})
        self.summary.say(())
        self.taken.look_again()
        self.touching.show_lines(opening.touchable(), self.desk.drafts.ticked(self.file.register))
        self.form.show_values(self._values)
        self._look()

    def minimumSizeHint(self) -> QSize:
        """Its parts fold and scroll."""
        return QSize(480, 240)

    def do(self) -> None:
        """Open the file, or say what is wrong."""
        self.act.setFocus(Qt.FocusReason.OtherFocusReason)  # what is being typed is finished first
        self._values |= self.form.values()
        self.trouble.hide()
        problems = self.form.problems()
        unread = {problem.field for problem in problems}
        problems += [p for p in opening.problems(self.file, self._values) if p.field not in unread]
        self.summary.say(problems)
        self.form.say(problems)
        if problems:
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)  # also where it says the same as before
        if not problems and not self.desk.store.read_only and not self._asks_again():
            name, letter = self.file.register.name, self.taken.letter
            work = partial(_open, self.desk, name, dict(self._values), self.touching.ticked(), letter)
            changed = [register.name for register in self.desk.registers]
            self.desk.write(f"Open a {self.file.register.singular} file", work, changed, self._opened, self._failed)

    def _asks_again(self) -> bool:
        """Ask, once for the files there are, whether another of the same person, day and kind is meant."""
        found = opening.same_again(self.file, self._values) if self.desk.may_read() else []
        if not found or self._meant == found:
            return False
        reference = opening.of(self.file, found[0])["reference"]
        look = partial(self.desk.go, f"case/{self.file.register.name}", found[0])
        acts = ((f"Look at {reference}", look), ("Open it anyway", partial(self._anyway, found)))
        why = "It is of the same person, day and kind. Nothing was opened yet; what you typed stays."
        self.trouble.ask(f"{reference} looks the same. Open it anyway?", why, acts)
        return True

    def _anyway(self, found: list[int]) -> None:
        self._meant = found
        self.do()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """An e-mail may be dropped; what Outlook drags is taken so that it can be said what to do."""
        if takes(event.mimeData()) and not self.desk.store.read_only:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.taken.drop(event.mimeData())

    def say_problems(self, problems: list[Problem], *, take_focus: bool = True) -> None:
        """Say what is wrong, above and beside the boxes."""
        self.summary.say(problems, take_focus=take_focus)
        self.form.say(problems)

    def _ways(self) -> tuple[Doing, ...]:
        """How an e-mail may be taken: one that was saved, or one that was copied in the mail program."""
        return (
            Doing(lambda: "A saved e-mail…", "file-text", "Ctrl+Shift+A", self._choose, self._takes),
            Doing(lambda: "The e-mail that you copied", "mail", "Ctrl+Shift+M", self._paste, self._takes),
        )

    def _takes(self) -> bool:
        return not self.desk.store.read_only

    def _choose(self) -> None:
        self.taken.choose()

    def _paste(self) -> None:
        self.taken.paste()

    def _typed(self, _: str = "") -> None:
        """What is typed is kept a moment later, so that a power cut takes no more than the last words."""
        if not self._later.isActive():
            self._later.start()

    def _arrived(self, letter: Letter) -> None:
        """What an e-mail says fills what is empty."""
        self.trouble.hide()
        self._values |= self.form.values()
        for name, value in mailing.suggested(self.file.register.name, letter).items():
            if self._values[name] == self._usual[name]:
                self._values[name] = value
        self._ask()
        self.form.show_values(self._values)
        self._look()
        self._typed()
        self.form.begin()

    def _begin_form(self) -> None:
        self.form.begin()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self.desk.tasks.failed.emit(error)
            return
        title, _, text = str(error).partition(". ")
        self.trouble.say(f"{title.rstrip('.')}.", text)

    def _build(self) -> None:
        self._left = Card(self._both, (0, 0, 0, 0), 0)
        scroll = Scroll(self._left, (18, 14, 18, 14), 10)
        self._left.box.addWidget(scroll)
        self.form = StepForm(scroll.inside)
        scroll.box.addWidget(self.form)
        scroll.box.addStretch(1)
        self._both.add("The boxes", self._left)
        self.right = Scroll(self._both, gap=12)
        self.taken = MailCard(self.desk, self.file.register.name, self.right.inside)
        self.taken.arrived.connect(self._arrived)
        self.taken.gone.connect(self._begin_form)
        self.taken.refused.connect(self._failed)
        self.twice = Well(self.right.inside, "amber", "circle-question-mark", "")
        self.twice.hide()
        self.clock = ClockCard(self.right.inside)
        self.touching = Touching(self.right.inside)
        self.touches = self.touching.table
        for part in (self.taken, self.twice, self.clock, self.touching):
            self.right.box.addWidget(part)
        self._both.add("Limit and records touched", self.right, _RIGHT)
        self.form.finished.connect(self._finished)

    def _ask(self) -> None:
        first = self.file.steps[0]
        if self.form.ask(first.title, first.fields, first.fields_for(self._values), new=True):
            self.form.show_values(self._values)
        labelled = self.file.register.labelled
        self.form.fit(labelled(self._values) if labelled else {}, first.offers)

    def _finished(self, name: str) -> None:
        if self.form.problem(name):
            return
        self._values |= with_who_names(self._values, self.form.values())
        self._ask()
        self._check(name)
        self._look()
        self._typed()

    def _check(self, name: str) -> None:
        """Say beside the box that was left what is wrong with it, as a file's page does; what is empty may wait."""
        wrong = [p for p in opening.problems(self.file, self._values) if p.field == name and self._values[name]]
        if wrong and self.form.has(name):
            self.form.fields[name].say_problem(wrong[0].text)

    def _look(self) -> None:
        """Show the limit to come, and files that may be the same thing."""
        reckoned = dict(self._values)
        self.clock.setVisible(reckoned["received"] is not None)
        if reckoned["received"] is not None:
            self.file.record.reckon(reckoned)
            self.clock.show_clock(reckoned)
        known = opening.likely_twice(self.file, self._values) if self.desk.may_read() else []
        self.twice.setVisible(bool(known))
        if known:
            references = ", ".join(opening.of(self.file, number)["reference"] for number in known[:3])
            self.twice.say("Logged before?", f"The same name, day and way: {references}. Look there first.")
        settle(self.right.inside)

    def _opened(self, done: tuple[Opened, Taken]) -> None:
        opened, taken = done
        self._values, self._meant = {}, []
        self._forget()
        placed = f" {display.count(opened.holds, 'hold')} placed." if opened.holds else ""
        self.desk.go(f"case/{self.file.register.name}", (opened.case, MADE))
        lost = f" {taken.why}" if taken.refused else ""
        self.desk.say(f"Opened as {opened.reference}.{placed}{lost}", "Undo", self.desk.undo, well=not lost)

    def _forget(self) -> None:
        self.taken.forget()
        self.desk.drafts.keep(self.file.register.name, None)
        self._unkept.put(NEW, {})


def _open(
    desk: Desk, register: str, values: Mapping[str, Any], touches: list[int], letter: Letter | None, operation: int
) -> tuple[Opened, Taken]:
    opened = opening.open_case(desk.store, register, values, touches)
    if letter is None:
        return opened, Taken()
    return opened, mailing.enter(desk.store, Owner(register, opened.case), letter, operation)

"""Adopting a register: what becomes the next version, and the decision that makes it so."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from workbench import display
from workbench.editions import draft_said, versions
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.forms import Form
from workbench.gui.page import Page
from workbench.gui.problems import ProblemSummary
from workbench.gui.starting.fields import Field
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.records.versions import Adopted, next_number
from workbench.register import Problem, Register, within
from workbench.workflows.adopting import NotAdopted, adopt, earlier_ends, versions_register

BOX = 460  # logical pixels
_DAYS = 14  # offered, latest first
_WHY = "The committee may have adopted what was printed for it before you changed more."
TWO = 760  # logical pixels: from here on two columns


class AdoptPage(Page):
    """What is adopted, then the questions, then the act by its name."""

    kept = False

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._register = register = desk.register(place.partition("/")[2])
        self._about = versions_register(register)
        self.help_topic = self._about.name
        self.title = f"Adopt the {within(register.title)}"
        down = column(self, PAGE, 12)
        self._head = PageHead(self.title, "", self)
        self._head.add(button("Cancel", self, self._back, kind="quiet"))
        self._act = self._head.add(button("Adopt", self, self._adopt, kind="primary", icon_name="check"))
        down.addWidget(self._head)
        scroll = Scroll(self, gap=12)
        down.addWidget(scroll, 1)
        card = Card(scroll.inside, SHEET, 12)
        scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        self._fill(card)

    def _fill(self, card: Card) -> None:
        """What is adopted, then what is asked about it."""
        self._summary = ProblemSummary(card)
        self._what = Well(card, "accent", "scroll-text", "")
        self._open = Well(card, "amber", "circle-question-mark", "")
        self._form = Form(self._about.form, card)
        self._form.for_new(True)
        self._summary.wanted.connect(self._form.focus_field)
        self._form.typed.connect(self._name_act)
        self._when = ChoiceBox(card)
        self._when.setMinimumContentsLength(30)
        self._when.setMaximumWidth(round(BOX * Look.now.scale))
        self._when.activated.connect(self._say_what)
        self._as_of = Field("&Which lines were adopted", _WHY, self._when, card)
        for part in (self._summary, self._what, self._open, self._as_of, self._form):
            card.box.addWidget(part)
        hint = "Edit, Undo takes it back. A slip in the minute reference or the day can be put right later."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))

    def arrive(self, _about: object) -> None:
        """Say what would be adopted."""
        register = self._register
        assert register.versions is not None
        self._number = next_number(register.versions)
        self._head.say(self.title, draft_said(register) + ".")
        days = earlier_ends(register)[:_DAYS]
        self._when.clear()
        self._when.addItem("As they stand now", None)
        for day, _ in days:
            self._when.addItem(f"As they stood at the end of {display.day(day)}", day)
        self._as_of.setVisible(bool(days))
        self._say_what()
        waiting = self.desk.waiting(register).number
        self._open.say(
            f"{display.count(waiting, register.singular, register.plural)} still wait for an answer",
            "You can adopt all the same: the words are kept as they are.",
        )
        self._open.setVisible(bool(waiting))
        self._form.show_values({"adopted_by": self._last_by()})
        self._name_act()
        self._form.focus_field(self._form.first())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room."""
        super().resizeEvent(event)
        self._form.set_columns(2 if self.width() >= TWO * Look.now.scale else 1)

    def _last_by(self) -> str:
        latest = next(iter(versions(self._register)), None)
        return latest.by if latest else ""

    def _say_what(self) -> None:
        """Say which lines become the version."""
        register, day = self._register, self._when.currentData()
        number = every(register.record, ()).count()
        lines = display.count(number, register.singular, register.plural)
        said = f"{lines} as they stand now become version {self._number}"
        if day:
            said = f"The {register.plural} of {display.day(day)} become version {self._number}"
        self._what.say(said, "They are kept as that version. Each later change belongs to the next draft.")

    def _name_act(self) -> None:
        typed = self._form.values()["version"]
        self._act.setText(f"Adopt version {typed or self._number}")

    def _adopt(self) -> None:
        unread = self._form.problems()
        self._refuse(unread)
        if not unread:
            day = self._when.currentData()
            work = partial(_adopted, self.desk.store, self._register, self._form.values(), day)
            changed = {self._register.name, self._about.name}
            self.desk.write(self.title, work, changed, self._done, self._failed)

    def _done(self, made: Adopted) -> None:
        self.desk.go(f"versions/{self._register.name}", made.number)
        self.desk.say(f"{made.words}.", "Undo", self.desk.undo)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, NotAdopted):
            self._refuse(error.problems)
        else:
            self.desk.tasks.failed.emit(error)

    def _refuse(self, problems: list[Problem]) -> None:
        self._summary.say(problems)  # takes the cursor out of the box, which would forget what is wrong with it
        self._form.say_problems(problems)

    def _back(self) -> None:
        self.desk.go("back")


def _adopted(store: Store, register: Register, decision: Values, as_of: dt.date | None, _operation: int) -> Adopted:
    return adopt(store, register, decision, as_of)

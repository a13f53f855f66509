"""The versions of a register: what stands, what applied on a day, what changed since, and publishing it."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import clock, display
from workbench.editions import Changes, Edition, applied_on, changes_since, draft_said, versions, words_now
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.page import Page, Verbs
from workbench.gui.starting.fields import Field
from workbench.gui.theme.look import Look
from workbench.gui.versions.outlets import VersionOutlets
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.gui.widgets.parts import PageHead
from workbench.records.versions import Adopted
from workbench.register import Register, within
from workbench.rules.dayentry import read_day
from workbench.workflows.adopting import versions_register
from workbench.workflows.progress import Progress

BOX, DAY = 460, 200  # logical pixels


class VersionsPage(Page):
    """Choose a version, then what to do with it."""

    kept = False

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._register = register = desk.register(place.partition("/")[2])
        self._about = versions_register(register)
        self.title, self.help_topic = f"Versions of the {within(register.title)}", self._about.name
        self._known: list[Adopted] = []
        self._asked: dt.date | None = None
        self._outlets = VersionOutlets(desk, register, self)
        down = column(self, PAGE, 12)
        self._head = PageHead(self.title, "", self)
        self._head.add(button("Back", self, self._back, kind="quiet", icon_name="arrow-left"))
        if not desk.store.read_only:
            words = f"Adopt this {within(register.title)}…"
            self._head.add(button(words, self, self._adopt, kind="primary", icon_name="check"))
        down.addWidget(self._head)
        scroll = Scroll(self, gap=12)
        down.addWidget(scroll, 1)
        scroll.box.addWidget(self._whole(scroll.inside))
        self._changes = self._changed(scroll.inside)
        scroll.box.addWidget(self._changes)
        scroll.box.addStretch(1)

    def arrive(self, about: object) -> None:
        """Show the versions there are; a number chooses one of them."""
        self._show()
        wanted = next((n for n, v in enumerate(self._known, 1) if v.number == about), min(1, len(self._known)))
        self._which.setCurrentIndex(wanted)
        self._describe()
        self._which.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changed: frozenset[str]) -> None:
        """Something was adopted, changed or taken back."""
        if {self._register.name, self._about.name} & changed:
            self._show()
            self._describe()

    def verbs(self) -> Verbs:
        """Print and export the version chosen."""
        return {"print": self._print, "export": self._export}

    def standing(self) -> object:
        """The number of the version chosen."""
        chosen = self._chosen()
        return chosen.number if chosen else None

    def count_text(self) -> str:
        """How many versions there are."""
        return display.count(len(self._known), self._about.singular, self._about.plural)

    def _whole(self, parent: QWidget) -> Card:
        card = Card(parent, SHEET, 12)
        card.box.addWidget(Label("Show, print or publish", card, "section"))
        self._which = ChoiceBox(card)
        self._which.setMinimumContentsLength(30)
        self._which.activated.connect(self._picked)
        card.box.addWidget(Field("&Which version", "", self._which, card))
        self._day = QLineEdit(card)
        self._day.setPlaceholderText("For example 3 May 2026")
        self._day.editingFinished.connect(self._day_typed)
        self._on = Field("Or what &applied on a day", "The version that was in force that day.", self._day, card)
        card.box.addWidget(self._on)
        self._said = Label("", card, wrap=True)
        card.box.addWidget(self._said)
        self._row(
            card,
            button("Show and print", card, self._print, icon_name="printer"),
            button("Export to a workbook…", card, self._export, icon_name="file-output"),
            button("Publish as a web page…", card, self._publish, icon_name="landmark"),
        )
        hint = "The web page is one file for the council’s website. Names of owners and working notes are left out."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        for box, width in ((self._which, BOX), (self._day, DAY)):
            box.setMaximumWidth(round(width * Look.now.scale))
        return card

    def _changed(self, parent: QWidget) -> Card:
        card = Card(parent, SHEET, 12)
        card.box.addWidget(Label("What changed, for those who adopt the next version", card, "section"))
        self._since = ChoiceBox(card)
        self._since.setMinimumContentsLength(30)
        self._since.activated.connect(self._compare)
        self._since.setMaximumWidth(round(BOX * Look.now.scale))
        card.box.addWidget(Field("&Since which version", "", self._since, card))
        self._sum = Label("", card, wrap=True)
        card.box.addWidget(self._sum)
        self._row(
            card,
            button("Show and print the changes", card, self._print_changes, icon_name="printer"),
            button("Changes to a workbook…", card, self._export_changes, icon_name="file-output"),
        )
        link = button(f"Correct a version or its minute in the {within(self._about.title)}", card, self._correct)
        link.setProperty("kind", "link")
        card.box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _row(self, card: Card, *acts: Button) -> None:
        across = row(gap=8)
        for act in acts:
            across.addWidget(act)
        across.addStretch(1)
        card.box.addLayout(across)

    def _show(self) -> None:
        """The versions there are now, the same one chosen."""
        if not self.desk.may_read():
            return
        chosen, since = self._which.currentIndex(), self._since.currentIndex()
        self._known = versions(self._register)
        self._head.say(self.title, words_now(self._register))
        self._which.clear()
        self._which.addItems([draft_said(self._register), *(v.words for v in self._known)])
        self._which.setCurrentIndex(min(max(chosen, 0), len(self._known)))
        self._since.clear()
        self._since.addItems([v.words for v in self._known])
        self._since.setCurrentIndex(min(max(since, 0), len(self._known) - 1))
        self._changes.setVisible(bool(self._known))
        self._compare()
        self.counted.emit(self.count_text())

    def _chosen(self) -> Adopted | None:
        """The version chosen; None for the draft."""
        place = self._which.currentIndex() - 1
        return self._known[place] if 0 <= place < len(self._known) else None

    def _edition(self) -> Edition | None:
        chosen = self._chosen()
        if chosen is None:
            return None
        asked = f"What applied on {display.day(self._asked)}: " if self._asked else ""
        return Edition(self._register, chosen, asked)

    def _picked(self) -> None:
        """A version was chosen by itself, whatever day was asked for before."""
        self._asked = None
        self._day.clear()
        self._on.refuse("")
        self._describe()

    def _describe(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self._said.setText(
                f"The {within(self._register.title)} as it stands now, changes not yet adopted included."
            )
            return
        by = f" By: {chosen.by}." if chosen.by else ""
        review = f" Next review: {display.day(chosen.review)}." if chosen.review else ""
        asked = f"Applied on {display.day(self._asked)}. " if self._asked else ""
        self._said.setText(f"{asked}{chosen.words}.{by}{review}")

    def _day_typed(self) -> None:
        """Choose the version that applied on the day typed, or say what is wrong with it."""
        typed = self._day.text().strip()
        if not typed:
            self._asked = None
            self._on.refuse("")
            self._describe()
            return
        entry = read_day(typed, clock.today())
        if entry.day is None:
            self._on.refuse(f"The day {entry.problem or 'must be a date'}", entry.advice)
            return
        try:
            edition = applied_on(self._register, entry.day)
        except Plain as why:
            self._on.refuse(str(why).rstrip("."))
            return
        self._on.refuse("")
        self._asked = entry.day
        self._day.setText(display.day(entry.day))
        self._which.setCurrentIndex(self._known.index(edition.adopted) + 1)
        self._describe()

    def _compare(self) -> None:
        """Count what changed, off the window's thread."""
        if since := self._base():
            self._sum.setText("")
            self.desk.tasks.run(partial(_compared, self._register, since), self._compared)

    def _compared(self, changes: Changes) -> None:
        if changes.since == self._base():
            self._sum.setText(f"{changes.words} since {within(changes.since.words)}." if changes.since else "")

    def _base(self) -> Adopted | None:
        place = self._since.currentIndex()
        return self._known[place] if 0 <= place < len(self._known) else None

    def _print(self) -> None:
        self._outlets.show(self._edition())

    def _export(self) -> None:
        self._outlets.write(self._edition(), ".xlsx")

    def _publish(self) -> None:
        self._outlets.write(self._edition(), ".html")

    def _print_changes(self) -> None:
        if since := self._base():
            self._outlets.show_changes(since)

    def _export_changes(self) -> None:
        if since := self._base():
            self._outlets.write_changes(since)

    def _correct(self) -> None:
        self.desk.go(f"register/{self._about.name}")

    def _adopt(self) -> None:
        self.desk.go(f"adopt/{self._register.name}")

    def _back(self) -> None:
        self.desk.go("back")


def _compared(register: Register, since: Adopted, _: Progress) -> Changes:
    return changes_since(register, since)

"""Home: the answer as the heading, what is due, and at the right whether the records are safe."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from workbench import clock, display
from workbench.gui.desk import Desk
from workbench.gui.home.list import DueList
from workbench.gui.home.words import groups, heading
from workbench.gui.page import NARROW, Page, Verbs
from workbench.gui.places import show_folder
from workbench.gui.safety import AWAY, SAME_DISK, Safety, ago
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Card, CutLabel, IconLabel, Label, Scroll, clear, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage, PageHead
from workbench.records.query import every
from workbench.register import within
from workbench.workflows.diary import Due

SIDE = 300
_CALM = ("Nothing waits for you", "Questions, dates and checks appear here when there are any.")
_LOST = (
    "What is due cannot be read now",
    "Everything kept is in that folder. Connect its disk or network again, lock (Ctrl+L), then unlock.",
)
Go = Callable[[], object]


class HomePage(Page):
    """What to do this morning."""

    title, help_topic = "Home", "home"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 12)
        self._head = PageHead("", "", self)
        down.addWidget(self._head)
        self._across = row(gap=16)
        down.addLayout(self._across, 1)
        sheet = Card(self, (1, 1, 1, 8), 0)
        self._stack = QStackedWidget(sheet)
        self._list = DueList(self._stack)
        self._stack.addWidget(self._list)
        self._calm = EmptyPage("check", self._stack)
        self._stack.addWidget(self._calm)
        sheet.box.addWidget(self._stack)
        self._across.addWidget(sheet, 1)
        self._side = Scroll(self, (0, 0, 0, 0), 12)
        self._side.setFixedWidth(SIDE)
        self._across.addWidget(self._side)
        self._list.opened.connect(self._open)
        self._show_head_acts()

    def arrive(self, _about: object) -> None:
        """Show what is due now."""
        self._show()
        first = self._list if self._list.isVisibleTo(self) else self._head.first_act()
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed."""
        if self.isVisible():
            self._show()

    def verbs(self) -> Verbs:
        """A new record of the first register, and an import into it."""
        if self.desk.store.read_only:
            return {}
        verbs: Verbs = {"new": self._new}
        if self.desk.knows("import"):
            verbs["import"] = self._import
        return verbs

    def count_text(self) -> str:
        """Where the file is."""
        return str(self.desk.store.folder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side column is as wide as its words want, and goes first where there is no room."""
        super().resizeEvent(event)
        self._side.setFixedWidth(round(SIDE * (0.4 + 0.6 * Look.now.scale)))
        self._side.setVisible(self.width() >= (NARROW - 60) * (0.5 + 0.5 * Look.now.scale))

    def _show_head_acts(self) -> None:
        if not self.desk.store.read_only and self.desk.registers:
            words = f"New {self.desk.registers[0].singular}"
            self._head.add(button(words, self, self._new, kind="primary", icon_name="plus"))
            for register in self.desk.registers:
                if register.made_at and register.opened_at:
                    self._head.add(button(f"New {register.singular}", self, partial(self.desk.go, register.made_at)))

    def _show(self) -> None:
        today, items, away = clock.today(), self.desk.due(), self.desk.fault == AWAY
        known = self.desk.known()
        self._head.say(AWAY if away else heading(items, today), display.day(today))
        self._list.show_groups(groups(items, today, known), today)
        self._calm.say(*(_LOST if away else _CALM))
        self._stack.setCurrentIndex(0 if items or known else 1)
        clear(self._side.box)
        inside = self._side.inside
        self._side.box.addWidget(_safe(self.desk, self.desk.safety(), inside))
        for register in self.desk.registers:
            if self.desk.drafts.of(register.name):
                self._side.box.addWidget(_draft(self.desk, register.name, register.singular, inside))
        self._side.box.addWidget(_glance(self.desk, inside))
        self._side.box.addStretch(1)

    def _open(self, item: Due) -> None:
        if item.page:
            self.desk.go(item.page, item.about)
        else:
            self.desk.go(f"register/{item.register}", item.record or item.view)

    def _import(self) -> None:
        self.desk.go(f"import/{self.desk.registers[0].name}")

    def _new(self) -> None:
        self.desk.go(f"register/{self.desk.registers[0].name}", "new")


def _safe(desk: Desk, safety: Safety, parent: QWidget) -> Card:
    card = Card(parent, (16, 14, 12, 14), 10)
    sound = safety.sound
    head = row(gap=10)
    head.addWidget(IconLabel("shield-check" if sound else "shield-alert", card, "green" if sound else "amber", 18))
    words = "Your records are safe" if sound else safety.fault or "Make a backup"
    head.addWidget(Label(words, card, "section", wrap=True), 1)
    card.box.addLayout(head)
    kept = f"Opened and checked. {safety.kept} kept." if safety.checked else "It takes about a minute."
    fact = Facts(card)
    backup = f"Backup {ago(safety.backup)}" if safety.backup else "No backup yet"
    fact.add("history", backup, kept, None if sound else ("Back up now", desk.back_up))
    if safety.copied:
        copy = None if desk.store.read_only else ("Copy now", desk.back_up)
        fact.add("archive", f"Second backup place, {ago(safety.copied)}", safety.copy_place, copy, path=True)
    if safety.same_disk or not safety.copied:
        choose = None if desk.store.read_only else ("Choose", partial(desk.go, "settings", "backup"))
        title, text = SAME_DISK if safety.copied else ("No second backup place", "Choose one in Settings.")
        fact.add("triangle-alert" if safety.copied else "archive", title, text, choose)
    title = f"Data file, {display.size(safety.size)}" if safety.size else "Data file"
    fact.add("hard-drive", title, str(safety.folder), ("Show", partial(show_folder, safety.folder)), path=True)
    printed = f"Printed {display.day(safety.envelope)}" if safety.envelope else "Not printed yet"
    act = None if safety.envelope or desk.store.read_only else ("Print", partial(desk.go, "ways-in", "sheet"))
    fact.add("mail", "Sealed envelope", printed, act)
    return card


class Facts:
    """Rows of icon, fact, what it means, and perhaps a link."""

    def __init__(self, card: Card) -> None:
        self._card = card

    def add(self, icon: str, title: str, text: str, act: tuple[str, Go] | None = None, *, path: bool = False) -> None:
        """Add a row; a path is cut in its middle where there is no room."""
        across: QHBoxLayout = row(gap=10)
        across.addWidget(IconLabel(icon, self._card, "ink2", 16), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=0)
        words.addWidget(Label(title, self._card, "medium", wrap=True))
        below = CutLabel(text, self._card, "caption", "ink2", middle=True) if path else None
        words.addWidget(below or Label(text, self._card, "caption", "ink2", wrap=True))
        across.addLayout(words, 1)
        if act:
            made = button(act[0], self._card, act[1], kind="link")
            across.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        self._card.box.addLayout(across)


def _draft(desk: Desk, name: str, singular: str, parent: QWidget) -> Card:
    card = Card(parent, (16, 10, 12, 10), 10)
    facts = Facts(card)
    facts.add(
        "file-pen-line",
        f"Unfinished {singular}",
        "Kept as a draft",
        ("Carry on", partial(desk.go, f"register/{name}", "new")),
    )
    return card


def _glance(desk: Desk, parent: QWidget) -> Card:
    card = Card(parent, (16, 14, 12, 16), 10)
    card.box.addWidget(Label("At a glance", card, "section"))
    counts = _counts(desk)[:6]
    for start in range(0, len(counts), 2):
        across = row(gap=10)
        for count, words, go in counts[start : start + 2]:
            down = column(gap=0)
            down.addWidget(Label(f"{count:,}", card, "figure"))
            link = button(words, card, go, kind="link")
            link.setAccessibleName(f"{count:,} {words}")
            down.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            across.addLayout(down, 1)
        if len(counts) == start + 1:
            across.addStretch(1)
        card.box.addLayout(across)
    return card


def _counts(desk: Desk) -> list[tuple[int, str, Go]]:
    """How many records each register holds and how many are in each view that wants an answer, with the way there."""
    found: list[tuple[int, str, Go]] = []
    for register in desk.registers if desk.may_read() else ():
        whole = (register.plural, register.views[0], every(register.record, ()).count())
        for words, view, count in (whole, *((within(v.title), v, n) for v, n in register.waiting().parts)):
            found.append((count, words, partial(desk.go, f"register/{register.name}", view.title)))
    return found

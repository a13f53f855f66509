"""Find anything: every register one may read, by words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Verbs
from workbench.gui.widgets.basics import PAGE, Card, CutLabel, IconLabel, Label, Rule, Scroll, clear, column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.gui.widgets.parts import EmptyPage, PageHead
from workbench.records.query import Query, Row, every
from workbench.register import Register
from workbench.workflows.cases import access
from workbench.workflows.progress import Progress

MOST = 25  # of each register
_LOOKED_AT = 400  # of each register, for one that is named just so
_RESTRICTED = "Restricted"
_STEPS: dict[int, int] = {Qt.Key.Key_Down: +1, Qt.Key.Key_Up: -1}


class _Part(NamedTuple):
    """What one register has: how many, the first of them, and which of these are files for named people."""

    register: Register
    total: int
    rows: list[Row]
    restricted: frozenset[int]


_Found = list[_Part]


class FoundPage(Page):
    """What was found, by register."""

    title, help_topic = "Find anything", "find"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._words, self._total = "", 0
        self._links: list[Button] = []
        self._arriving = False
        down = column(self, PAGE, 12)
        self._head = PageHead("Find anything", "", self)
        down.addWidget(self._head)
        self._stack = QStackedWidget(self)
        self._scroll = Scroll(self._stack, gap=12)
        self._stack.addWidget(self._scroll)
        self._nothing = EmptyPage("search", self._stack)
        self._stack.addWidget(self._nothing)
        down.addWidget(self._stack, 1)

    def arrive(self, about: object) -> None:
        """Find these words."""
        if isinstance(about, str):
            self._words = about
        self._arriving = True
        self._find()

    def verbs(self) -> Verbs:
        """Into what was found, and on to its neighbour."""
        return {"panel": self._into, "next": partial(self._step, +1), "previous": partial(self._step, -1)}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Up go from one found record to the next."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self._step(_STEPS[event.key()])
            return True
        return super().eventFilter(watched, event)

    def refresh(self, _changed: frozenset[str]) -> None:
        """Find again."""
        if self.isVisible() and self._words:
            self._find()

    def standing(self) -> object:
        """The words looked for."""
        return self._words

    def count_text(self) -> str:
        """How many were found."""
        return f"{self._total:,} found" if self._words else ""

    def _find(self) -> None:
        if not self._words:
            self._show([])
            return
        self.desk.tasks.run(partial(_search, self.desk.registers, self._words), self._show)

    def _show(self, found: _Found) -> None:
        self._total = sum(part.total for part in found)
        clear(self._scroll.box)
        self._links = []
        title = f"{self._total:,} found for “{self._words}”" if self._words else "Find anything"
        self._head.say(title, "Every word must occur. The last may be unfinished." if self._total else "")
        if places := [r for r in self.desk.registers if self._words and self._words.casefold() in r.title.casefold()]:
            self._scroll.box.addWidget(self._places(places))
        for part in found:
            self._scroll.box.addWidget(self._part(part))
        self._scroll.box.addStretch(1)
        self._stack.setCurrentIndex(0 if found or places else 1)
        if self._words:
            self._nothing.say(
                f"Nothing found for “{self._words}”", "Try fewer words, or only the beginning of a word.", "Ctrl+E"
            )
        else:
            self._nothing.say("Type in the box above", "It looks through every register at once.", "Ctrl+E")
        self.counted.emit(self.count_text())
        if self._arriving:
            self._arriving = False
            self._into()

    def _into(self) -> None:
        """Put the cursor on the first record found."""
        if self._links:
            self._stand(0)

    def _step(self, by: int) -> None:
        here = next((n for n, link in enumerate(self._links) if link.hasFocus()), -1 if by > 0 else 1)
        if self._links:
            self._stand(min(max(here + by, 0), len(self._links) - 1))

    def _stand(self, place: int) -> None:
        self._links[place].setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(self._links[place], 0, 40)

    def _places(self, registers: list[Register]) -> Card:
        card = Card(self._scroll.inside, (16, 12, 16, 12), 6)
        card.box.addWidget(Label("Registers", card, "section"))
        for register in registers:
            self._link(register.title, partial(self.desk.go, f"register/{register.name}"), card, card.box)
        return card

    def _part(self, part: _Part) -> Card:
        card = Card(self._scroll.inside, (16, 12, 16, 12), 6)
        head = row(gap=8)
        head.addWidget(IconLabel(part.register.icon, card, "ink2", 18))
        head.addWidget(Label(part.register.title, card, "section"))
        head.addWidget(Label(f"{part.total:,}", card, "caption", "ink2"), 1)
        card.box.addLayout(head)
        for found in part.rows:
            card.box.addWidget(Rule(card))
            card.box.addWidget(self._row(part, found, card))
        if part.total > len(part.rows):
            rest = f"and {display.count(part.total - len(part.rows), 'more', 'more')}. Type more words to see fewer."
            card.box.addWidget(Label(rest, card, "caption", "ink2"))
        return card

    def _row(self, part: _Part, found: Row, card: Card) -> QWidget:
        line, restricted = QWidget(card), found.id in part.restricted
        down = column(line, (24, 2, 0, 2), 0)
        title, *others = _texts(part.register, found)
        above, title = row(gap=6), title or "Without a name"
        down.addLayout(above)
        link = self._link(title, partial(self._open, part.register, found.id), line, above)
        if restricted:
            above.addSpacing(6)
            above.addWidget(IconLabel("lock", line, "ink2", 14))
            above.addWidget(Label(_RESTRICTED, line, "captionstrong", "ink2"))
        above.addStretch(1)
        rest = ", ".join(filter(None, others))
        link.setAccessibleName(f"{_RESTRICTED}. {title}" if restricted else title)
        link.setAccessibleDescription(rest)
        if rest:
            down.addWidget(CutLabel(rest, line, "caption", "ink2"))
        return line

    def _link(self, title: str, on: Callable[[], None], parent: QWidget, box: QBoxLayout) -> Button:
        link = button(title, parent, on, kind="link")
        self._links.append(link)
        link.installEventFilter(self)
        box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return link

    def _open(self, register: Register, number: int) -> None:
        self.desk.go(register.opened_at or f"register/{register.name}", number)


def _shown(register: Register) -> tuple[Any, ...]:
    others = tuple(f for f in register.columns if f.name != register.naming.name)
    return (register.naming, *others)


def _texts(register: Register, found: Row) -> list[str]:
    """What is shown of a record, each on one line: its name, then the others; a day says what it is the day of."""
    said = [(f, " ".join(display.show(f, v).split())) for f, v in zip(_shown(register), found.values, strict=True)]
    return [f"{f.label} {text}" if text and n and f.kind == "day" else text for n, (f, text) in enumerate(said)]


def _search(registers: tuple[Register, ...], words: str, _: Progress) -> _Found:
    """What every register has; a record that is named just so comes first, and its register with it."""
    found: _Found = []
    for register in registers:
        query: Query = every(register.record, _shown(register), words=words)
        ids = query.ids()
        page = query.page(ids[:_LOOKED_AT])
        rows = sorted((page[n] for n in ids[:_LOOKED_AT] if n in page), key=lambda row: not _named(row, words))
        if rows:
            restricted = access.restricted_among(register.record, [one.id for one in rows[:MOST]])
            found.append(_Part(register, len(ids), rows[:MOST], restricted))
    return sorted(found, key=lambda part: not _named(part.rows[0], words))


def _named(row: Row, words: str) -> bool:
    """Whether one of its values is what was typed and nothing more, such as its reference."""
    return any(isinstance(value, str) and value.casefold() == words.casefold() for value in row.values)

"""Step 3: what each column of the sheet is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from workbench import display
from workbench.exchange.drafting import TableDraft
from workbench.exchange.lines import unfed
from workbench.exchange.mapping import Columns
from workbench.exchange.table import Column
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.importing.pane import Pane, give_way
from workbench.gui.importing.steps import Trip
from workbench.gui.widgets.basics import Card, CutLabel, IconLabel, Label, Rule, Scroll, clear, column, row
from workbench.register import Register, the

NOT_IMPORTED = "Do not import"
_SHARES = (4, 5, 4)
SAMPLES, MOST_NAMED = 3, 4


class MatchBox(ChoiceBox):
    """A list of fields. `settled` says that the choice is made: by Enter, or by leaving the box."""

    settled = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes the choice."""
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settled.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """So does leaving it, though not for its own list or another window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.settled.emit()


class ColumnRow(QFrame):
    """One column: its heading, three of its values, and the list of fields it may feed."""

    matched = Signal(int, str)

    def __init__(self, about: Column, register: Register, feeds: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.about = about
        across = QGridLayout(self)
        across.setContentsMargins(16, 8, 16, 8)
        across.setHorizontalSpacing(16)
        self.heading = heading = about.full_heading or f"Column {about.letter}"
        words = column(gap=1)
        words.addWidget(CutLabel(" ".join(heading.split()), self, "medium"))
        words.addWidget(CutLabel(f"Column {about.letter}", self, "caption", "ink2"))
        across.addLayout(words, 0, 0)
        across.addWidget(CutLabel(samples(about), self, "caption", "ink2"), 0, 1)
        self.box = MatchBox(self)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setAccessibleName(f"What column {about.letter}, {heading}, is")
        self._fill(register)
        self.show_feeds(feeds)
        self.box.activated.connect(self._chosen)
        across.addWidget(self.box, 0, 2)
        for place, stretch in enumerate(_SHARES):
            across.setColumnStretch(place, stretch)

    def show_feeds(self, name: str | None) -> None:
        """Show which field the column feeds."""
        self.box.setCurrentIndex(max(self.box.findData(name or ""), 0))

    def _fill(self, register: Register) -> None:
        self.box.addItem(NOT_IMPORTED, "")
        fields = [f for f in register.fields if f.typed]
        needed = {f.name for f in register.required if f.name not in register.supplied}
        for field in sorted(fields, key=lambda f: f.optional):
            self.box.addItem(f"{field.label} (needed)" if field.name in needed else field.label, field.name)

    def _chosen(self, _: int) -> None:
        self.matched.emit(self.about.index, self.box.currentData())


def samples(about: Column) -> str:
    """Three different values of a column."""
    texts = dict.fromkeys(" ".join(str(s).split()) for s in about.samples if str(s).strip())
    return "  ·  ".join(list(texts)[:SAMPLES]) or "Nothing in this column"


class ColumnsPane(Pane):
    """One list a kind of table: tables with the same headings are matched together."""

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        self._rows: list[ColumnRow] = []
        self._shapes: list[str] = []
        self._before: tuple[int, Columns] | None = None  # a column being arrowed through, and what stood before
        self._taken = ""
        box = column(self, gap=12)
        self._which = row(gap=10)
        self._which_label = Label("&Tables", self, "captionstrong")
        self.which = ChoiceBox(self)
        self.which.setAccessibleName("Tables with the same headings")
        self._which_label.setBuddy(self.which)
        self._which.addWidget(self._which_label)
        self._which.addWidget(self.which, 1)
        box.addLayout(self._which)
        box.addWidget(self._sheet(), 1)
        self.which.activated.connect(self._fill)

    def _sheet(self) -> Card:
        card = Card(self, (1, 0, 1, 1), 0)
        self._titles = QGridLayout()
        self._titles.setHorizontalSpacing(16)
        for place, title in enumerate(("In your sheet", "Examples", "Goes to")):
            self._titles.addWidget(CutLabel(title, card, "captionstrong", "ink2"), 0, place)
            self._titles.setColumnStretch(place, _SHARES[place])
        card.box.addLayout(self._titles)
        card.box.addWidget(Rule(card))
        self._scroll = Scroll(card, gap=0)
        card.box.addWidget(self._scroll, 1)
        give_way(self._scroll)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._align)
        self._align()
        self._known = row(margins=(16, 8, 16, 8), gap=8)
        self._known_mark = IconLabel("history", card, "ink2", 16)
        self._known_text = Label("", card, "caption", "ink2", wrap=True)
        self._known.addWidget(self._known_mark, 0, Qt.AlignmentFlag.AlignTop)
        self._known.addWidget(self._known_text, 1)
        card.box.addLayout(self._known)
        return card

    def arrive(self) -> None:
        """Show the kinds of table that are taken."""
        shapes = list(dict.fromkeys(t.shape for t in self.trip.taken))
        if shapes != self._shapes:
            self._shapes = shapes
            self.which.clear()
            self.which.addItems([_named(self._alike(shape)) for shape in shapes])
        self.which.setVisible(len(shapes) > 1)
        self._which_label.setVisible(len(shapes) > 1)
        self._fill()

    def head(self) -> tuple[str, str]:
        """How many columns are matched."""
        return ("Match the columns", "Say what each column of your sheet is. Nothing has been changed yet.")

    def note(self) -> str:
        """How many go in."""
        tables = self._alike(self._shape)
        matched = sum(bool(name) for name in tables[0].columns.values()) if tables else 0
        return f"{matched} of {display.count(len(self._rows), 'column')} go in"

    def next_words(self) -> str:
        """What follows."""
        return "&Next: how to read it"

    def stop(self) -> str:
        """Each field that is needed must be fed, unless the register fills it where a sheet has no column."""
        for place, shape in enumerate(self._shapes):
            for field in unfed(self.trip.register, self._alike(shape)[0].as_mapped):
                self._show_shape(place)
                self.first().setFocus(Qt.FocusReason.OtherFocusReason)
                return f"No column is {the(field.label)} yet, so no row can be understood. Choose it in a list below."
        return ""

    def first(self) -> QWidget:
        """The first list of fields."""
        return self._rows[0].box if self._rows else self.which

    def _align(self, _low: int = 0, high: int = 0) -> None:
        """The titles stand over their columns, with a scroll bar beside these or without."""
        bar = self._scroll.verticalScrollBar().sizeHint().width() if high else 0
        self._titles.setContentsMargins(16, 9, 16 + bar, 9)

    @property
    def _shape(self) -> str:
        place = self.which.currentIndex()
        return self._shapes[place] if 0 <= place < len(self._shapes) else ""

    def _alike(self, shape: str) -> list[TableDraft]:
        return [t for t in self.trip.taken if t.shape == shape]

    def _show_shape(self, place: int) -> None:
        if place != self.which.currentIndex():
            self.which.setCurrentIndex(place)
            self._fill()

    def _fill(self, *_: object) -> None:
        clear(self._scroll.box)
        self._rows, self._taken = [], ""
        self._settle()
        tables = self._alike(self._shape)
        for about in tables[0].table.columns if tables else ():
            if not about.full_heading and not about.samples:
                continue
            made = ColumnRow(about, self.trip.register, tables[0].columns.get(about.index), self._scroll.inside)
            made.matched.connect(self._matched)
            made.box.settled.connect(self._settle)
            self._rows.append(made)
            self._scroll.box.addWidget(made)
            self._scroll.box.addWidget(Rule(self._scroll.inside))
        self._scroll.box.addStretch(1)
        self._say_known(tables)
        self.changed.emit()

    def _say_known(self, tables: list[TableDraft]) -> None:
        known = any(t.known for t in tables)
        said = ["Matched as last time for a sheet with these headings. Look it over once."] if known else []
        said += [self._taken]
        said += [question for t in tables[:1] for question in t.questions]
        said += [_unmatched(self._rows, tables[0], self.trip.register)] if tables else []
        said = [line for line in said if line]
        self._known_text.setText("\n".join(said))
        self._known_text.setVisible(bool(said))
        self._known_mark.setVisible(bool(said))
        self._known_mark.show_icon("history" if known else "info", "ink2")

    def _settle(self) -> None:
        """The choice is made: what gave way to it stays away."""
        self._before = None

    def _matched(self, index: int, name: str) -> None:
        """A column goes to a field; what gave way to a field that was only passed by has its place again."""
        tables = self._alike(self._shape)
        if self._before is None or self._before[0] != index:
            self._before = (index, dict(tables[0].columns))
        before = self._before[1]
        joins = bool(name) and self.trip.register.field(name).joins
        gone = {n for n, old in before.items() if name and not joins and old == name and n != index}
        for table in tables:
            table.columns.update({**before, **dict.fromkeys(gone), index: name or None})
        headings = [shown.heading for shown in self._rows if shown.about.index in gone]
        label = self.trip.register.field(name).label if name else ""
        self._taken = "".join(f"“{' '.join(h.split())}” no longer goes to {label}." for h in headings)
        for shown in self._rows:
            shown.show_feeds(tables[0].columns.get(shown.about.index))
        self.trip.forget_plan()
        self._say_known(tables)
        self.changed.emit()


def _unmatched(rows: list[ColumnRow], table: TableDraft, register: Register) -> str:
    """Which columns do not go in, and the field that takes what has no other place."""
    names = [f"“{' '.join(r.heading.split())}”" for r in rows if not table.columns.get(r.about.index)]
    if not names:
        return ""
    shown = ", ".join(names[:MOST_NAMED]) + (f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else "")
    taking = [f.label for f in register.fields if f.joins][-1:]
    keep = f" Choose {taking[0]} to keep their words." if taking else ""
    return f"Not imported: {shown}.{keep}"


def _named(tables: list[TableDraft]) -> str:
    names = list(dict.fromkeys(t.table.sheet.strip() for t in tables))
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"{display.count(len(tables), 'table')}: {shown}"

"""What is due: looked at as far ahead as asked, ticked, and frozen into a batch."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import clock, display
from workbench.gui.desk import Desk
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided, key_line
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.widgets.basics import Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.registers.disposal_batches import REGISTER
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.workflows import deciding, disposal
from workbench.workflows.deciding import Offer
from workbench.workflows.progress import Progress

AHEAD = (("Today", 0), ("In the next month", 1), ("In the next 3 months", 3), ("In the next 12 months", 12))
_HEADS = ("Holding", "Record series", "May go from", "Stands in the way", "Quantity")
_NOTHING = ("Nothing is due", "No holding’s period is over by then. Look further ahead, or see the holdings.")


class DuePage(TwoSided):
    """Tick what goes together; what cannot be ticked says why."""

    help_topic = REGISTER.name

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "What is due", parent)
        self.ahead = ChoiceBox(self)
        self._build_above()
        self.table = PickTable("Holdings that are due", _HEADS, self.left, ticking=True)
        self.left.box.addWidget(self.table)
        self._build_side()
        self.right.setVisible(not desk.store.read_only)
        self.table.flipped.connect(self._counted)
        self.table.refused.connect(self._cannot)
        self.table.stood.connect(self._stood)
        self.escaped.connect(self.table.setFocus)

    def arrive(self, _about: object) -> None:
        """Look at what is due now."""
        self.stop.hide()
        self.look()

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed; what is ticked stays ticked."""
        if self.isVisible():
            self.look(set(self.table.ticked()))

    def count_text(self) -> str:
        """'3 of 12 ticked'."""
        return f"{len(self.table.ticked()):,} of {len(self.table.lines.rows):,} ticked"

    def look(self, ticked: set[int] | None = None) -> None:
        """Ask for what is due as far ahead as chosen."""
        today = clock.today()
        until = add(today, Length(self.ahead.currentData() or 0, Unit.MONTHS))
        self.desk.tasks.run(partial(_offers, until), partial(self._show, ticked))

    def do(self) -> None:
        """Make the batch of what is ticked."""
        if self.desk.store.read_only:
            return
        chosen = self.table.ticked()
        name = self.name.text().strip() or _usual_name()
        if not chosen:
            self.stop.say("Nothing is ticked.", "Tick what goes together with Space, then make the batch.")
            self.stop.show()
            self.table.setFocus()
            return
        work = partial(_freeze, self.desk, name, chosen)
        self.desk.write(f"Make the batch “{name}”", work, self._all(), self._made, self.stopped)

    def _build_above(self) -> None:
        across = row(gap=10)
        label = Label("&Look ahead", self, "captionstrong")
        label.setBuddy(self.ahead)
        self.ahead.setAccessibleName("Look ahead")
        for words, months in AHEAD:
            self.ahead.addItem(words, months)
        self.ahead.setMinimumContentsLength(18)
        self.ahead.activated.connect(self._look_again)
        across.addWidget(label)
        across.addWidget(self.ahead)
        across.addWidget(button("Tick all", self, partial(self._tick, True), kind="link"))
        across.addWidget(button("Untick all", self, partial(self._tick, False), kind="link"))
        across.addStretch(1)
        self.above.addLayout(across)
        self.above.addWidget(key_line([("Space", "tick"), ("Ctrl+A", "tick all"), ("Ctrl+Enter", "make it")], self))

    def _build_side(self) -> None:
        sheet = self.sheet()
        sheet.box.addWidget(Label("The batch", sheet, "section"))
        words = "It is frozen as it stands. Nothing goes before somebody has authorised it."
        sheet.box.addWidget(Label(words, sheet, "caption", "ink2", wrap=True))
        pair = column(gap=3)
        label = Label("&Name", sheet, "captionstrong")
        self.name = QLineEdit(_usual_name(), sheet)
        self.name.setAccessibleName("Name of the batch")
        self.name.returnPressed.connect(self.do)
        label.setBuddy(self.name)
        pair.addWidget(label)
        pair.addWidget(self.name)
        sheet.box.addLayout(pair)
        self.go = button("Make the batch", sheet, self.do, kind="primary", icon_name="list-checks")
        across = row()
        across.addWidget(self.go)
        across.addStretch(1)
        sheet.box.addLayout(across)
        self.end_right()

    def _show(self, ticked: set[int] | None, offers: list[Offer]) -> None:
        rows = [_row(offer) for offer in offers]
        free = {row.number for row in rows if not row.stops}
        self.show_empty(not rows, *_NOTHING)
        here = 0 if ticked is None else max(self.table.currentIndex().row(), 0)
        self.table.show_rows(rows, free if ticked is None else ticked & free, here)
        more = f" The first {deciding.MOST:,} are shown." if len(rows) >= deciding.MOST else ""
        stopped = len(rows) - len(free)
        cannot = f", {stopped:,} cannot go now" if stopped else ""
        self.head.say("What is due", f"{display.count(len(free), 'holding')} may go{cannot}.{more}" if rows else "")
        if ticked is None:
            (self.table if rows else self.ahead).setFocus()
        self._counted()

    def _counted(self) -> None:
        number = len(self.table.ticked())
        self.go.setText(f"Make a batch of {display.count(number, 'holding')}" if number else "Make the batch")
        self.counted.emit(self.count_text())

    def _stood(self, row_now: Row | None) -> None:
        if row_now:
            self.about.dress("violet" if row_now.stops else "accent", "hand" if row_now.stops else "archive")
            self.about.say(row_now.texts[0], row_now.details)

    def _cannot(self, why: str) -> None:
        self.desk.say(f"It cannot go into a batch. {why}.", well=False)

    def _look_again(self) -> None:
        self.look()

    def _tick(self, on: bool, _: object = None) -> None:
        self.table.tick_all(on)

    def _all(self) -> frozenset[str]:
        return frozenset(register.name for register in self.desk.registers)

    def _made(self, number: int) -> None:
        self.name.setText(_usual_name())
        self.desk.go("batch", number)
        self.desk.say("The batch is made. Nothing has gone.", "Undo", self.desk.undo)


def _usual_name() -> str:
    return f"Batch of {display.day(clock.today())}"


def _offers(until: dt.date, _: Progress) -> list[Offer]:
    return deciding.offers(until)


def _freeze(desk: Desk, name: str, chosen: list[int], _: int) -> int:
    return disposal.freeze(desk.store, name, chosen)


def _row(offer: Offer) -> Row:
    when = display.day(offer.eligible_from)
    texts = (offer.description, offer.series, when, offer.stops, offer.quantity)
    by = f"Dispose by {display.day(offer.dispose_by)}." if offer.dispose_by else ""
    about = (offer.stops, offer.series, offer.rule, offer.working, by, offer.quantity, offer.place)
    return Row(offer.holding, texts, "\n".join(part for part in about if part), offer.stops)

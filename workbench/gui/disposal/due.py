"""What is due: looked at as far ahead as asked, ticked, and frozen into a batch."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import display
from workbench.display import count
from workbench.gui.desk import Desk
from workbench.gui.disposal.lookabove import LookAbove
from workbench.gui.disposal.picking import PickTable, Row
from workbench.gui.disposal.sides import TwoSided, key_line
from workbench.gui.page import Verbs
from workbench.gui.register.acting import verbs_of
from workbench.gui.widgets.basics import Label, column, row
from workbench.gui.widgets.buttons import button
from workbench.registers import holdings
from workbench.registers.disposal_batches import REGISTER
from workbench.workflows import deciding, disposal, looking
from workbench.workflows.deciding import Offer
from workbench.workflows.looking import Look, Seen
from workbench.workflows.progress import Progress

_HEADS = ("Holding", "Stands in the way", "May go from", "Record series", "Quantity")
_NOTHING = ("Nothing is due", "No holding’s period is over by then. Look further ahead, or see the holdings.")
_NOT_FOUND = ("Nothing of that is due", "Other holdings are. Clear what narrows the list to see them.")
_KEYS = [("Space", "tick"), ("Ctrl+A", "tick all"), ("Ctrl+F", "narrow"), ("Ctrl+Enter", "make the batch")]


class DuePage(TwoSided):
    """Tick what goes together; what cannot be ticked says why."""

    help_topic = REGISTER.name

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, "What is due", parent)
        self._looks = 0  # lists that were asked for; 0 while none is on its way
        self._before: set[int] = set()  # what was ticked when the last of them was asked for
        self._all_or_none: bool | None = None  # whether all or none were ticked since
        self.wanted = LookAbove(self)
        self.above.addWidget(self.wanted)
        self.above.addWidget(key_line(_KEYS, self))
        self.table = PickTable("Holdings that are due", _HEADS, self.left, ticking=True)
        self.left.box.addWidget(self.table)
        self._named = deciding.usual_name()
        self._build_side()
        self.right.setVisible(not desk.store.read_only)
        self.table.flipped.connect(self._counted)
        self.table.refused.connect(self._cannot)
        self.table.stood.connect(self._stood)
        self.wanted.changed.connect(self.look)
        self.wanted.tick.connect(self._tick)

    def arrive(self, about: object) -> None:
        """Look at what is due now, or by a day."""
        self.stop.hide()
        if isinstance(about, (dt.date, Look)):
            self.wanted.show_look(about)
        self._rename()
        self.look()

    def standing(self) -> object:
        """What is looked at."""
        return self.wanted.look()

    def verbs(self) -> Verbs:
        """Narrow the list; and place a hold on the holding one stands on."""
        return {
            "filter": self.wanted.narrow,
            "clear": self.wanted.widen,
            **verbs_of(self.desk, holdings.REGISTER, self._meant),
        }

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed; what is ticked stays ticked."""
        if self.isVisible():
            self._look(afresh=False)

    def count_text(self) -> str:
        """'3 of 12 ticked'."""
        return f"{len(self.table.ticked()):,} of {len(self.table.lines.rows):,} ticked"

    def would_lose(self) -> bool:
        """What was unticked is ticked again when the list is read anew."""
        free = [row.number for row in self.table.lines.rows if not row.stops]
        return not self.desk.store.read_only and self.table.ticked() != free

    def look(self) -> None:
        """Ask for what is due as far ahead as chosen."""
        self._look(afresh=True)

    def _look(self, *, afresh: bool) -> None:
        self._looks += 1
        self._before, self._all_or_none = set(self.table.ticked()), None
        shown = partial(self._show, self._looks, afresh)
        self.desk.tasks.run(partial(_seen, self.wanted.look()), shown, failed=partial(self._not_seen, self._looks))

    def _not_seen(self, look: int, error: BaseException) -> None:
        self._looks = 0 if look == self._looks else self._looks
        self.desk.tasks.failed.emit(error)

    def do(self) -> None:
        """Make the batch of what is ticked."""
        if self.desk.store.read_only:
            return
        if self._looks:
            self.desk.say(
                "The list is still being read. Nothing was done. Look at it, then press once more.", well=False
            )
            return
        chosen = self.table.ticked()
        name = self.name.text().strip() or deciding.usual_name()
        if not chosen:
            self.stop.say("Nothing is ticked.", "Tick what goes together with Space, then make the batch.")
            self.stop.show()
            self.table.setFocus()
            return
        if not self.begin_writing():
            return
        work = partial(_freeze, self.desk, name, chosen)
        self.desk.write(f"Make the batch “{name}”", work, self._all(), self._made, self.stopped)

    def _build_side(self) -> None:
        sheet = self.sheet()
        sheet.box.addWidget(Label("The batch", sheet, "section"))
        words = "It is frozen as it stands. Nothing goes before somebody has authorised it."
        sheet.box.addWidget(Label(words, sheet, "caption", "ink2", wrap=True))
        pair = column(gap=3)
        label = Label("&Name", sheet, "captionstrong")
        self.name = QLineEdit(self._named, sheet)
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

    def _rename(self) -> None:
        """Propose a name that no batch of today has, unless the person typed another."""
        if self.name.text() == self._named:
            self._named = deciding.usual_name()
            self.name.setText(self._named)

    def _show(self, look: int, afresh: bool, seen: Seen) -> None:
        if look != self._looks:
            return  # another was asked for since
        self._looks = 0
        rows = [_row(offer) for offer in seen.offers]
        free = {row.number for row in rows if not row.stops}
        ticked = self._ticked_of(free, afresh=afresh)
        self.show_empty(not rows, *(_NOT_FOUND if self.wanted.look().narrowed else _NOTHING))
        here = 0 if afresh else max(self.table.currentIndex().row(), 0)
        self.table.show_rows(rows, ticked, here)
        self.head.say("What is due", _sentence(len(free), len(rows) - len(free), seen.total) if rows else "")
        if afresh and not self.wanted.has_cursor():
            (self.table if rows else self.wanted.ahead).setFocus()
        self._counted()

    def _ticked_of(self, free: set[int], *, afresh: bool) -> set[int]:
        """What is ticked of a list that has come; what was ticked or unticked while it was on its way counts."""
        now = set(self.table.ticked())
        if self._all_or_none is False or not (afresh or self._all_or_none):
            return now & free
        return free - (self._before - now)

    def _counted(self) -> None:
        number = len(self.table.ticked())
        self.go.setText(f"Make a batch of {count(number, 'holding')}" if number else "Make the batch")
        self.counted.emit(self.count_text())

    def _stood(self, row_now: Row | None) -> None:
        if row_now:
            self.about.dress("violet" if row_now.stops else "accent", "hand" if row_now.stops else "archive")
            self.about.say(row_now.texts[0], row_now.details)

    def _cannot(self, why: str) -> None:
        self.desk.say(f"It cannot go into a batch. {why}.", well=False)

    def _meant(self) -> list[int]:
        """What a hold would lie on: where one stands, for what is ticked is to go."""
        here = self.table.row()
        return [here.number] if here else []

    def _tick(self, on: bool) -> None:
        self.table.tick_all(on)
        self._before, self._all_or_none = set(self.table.ticked()), on

    def _all(self) -> frozenset[str]:
        return frozenset(register.name for register in self.desk.registers)

    def _made(self, number: int) -> None:
        self.written()
        self.name.setText(self._named)
        self.desk.go("batch", number)
        self.desk.say("The batch is made. Nothing has gone.", "Undo", self.desk.undo)


def _seen(look: Look, _: Progress) -> Seen:
    return looking.seen(look)


def _sentence(free: int, stopped: int, total: int) -> str:
    """'3 holdings may go, 1 cannot go now.', and plainly what is not in the list."""
    said = f"{count(free, 'holding')} may go{f', {stopped:,} cannot go now' if stopped else ''}."
    if total <= deciding.MOST:
        return said
    first = f"These are the first {deciding.MOST:,} of {total:,}."
    return f"{first} {said} Narrow the list (Ctrl+F), or make a batch of these first."


def _freeze(desk: Desk, name: str, chosen: list[int], _: int) -> int:
    return disposal.freeze(desk.store, name, chosen)


def _row(offer: Offer) -> Row:
    when = display.day(offer.eligible_from)
    texts = (offer.description, offer.stops, when, offer.series, offer.quantity)
    by = f"Dispose by {display.day(offer.dispose_by)}." if offer.dispose_by else ""
    about = (offer.stops, offer.series, offer.rule, offer.working, by, offer.quantity, offer.place)
    return Row(offer.holding, texts, "\n".join(part for part in about if part), offer.stops)

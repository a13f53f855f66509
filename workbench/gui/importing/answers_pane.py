"""Step 6: what the import will do, in numbers, and each change before and after."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.importing.checking import Card, Checking
from workbench.gui.importing.differences import Differences, shown_differences
from workbench.gui.importing.pane import Pane, give_way
from workbench.gui.importing.rows_model import ROW, STANDING, RowsModel, TwoLines, two_line_height
from workbench.gui.importing.steps import Trip
from workbench.gui.importing.wording import RowWords
from workbench.gui.table.plain import dress
from workbench.gui.theme.look import Look
from workbench.gui.widgets import basics
from workbench.gui.widgets.basics import IconLabel, Label, Rule, Scroll, column, row
from workbench.gui.widgets.buttons import Button, button

_ICONS = ("circle-plus", "pencil", "equal", "circle-minus", "circle-question-mark")
_WAITS = "No date is worked out for them until then."
_WAITS_ONE = "No date is worked out for it until then."
_NONE = {
    Card.NEW: "Add nothing",
    Card.CHANGED: "Change nothing you have",
    Card.SAME: "No row says what you have already",
    Card.LEFT: "Leave no row out",
    Card.NEED: "Nothing waits for an answer",
}


class SumLine(QWidget):
    """One line of the sum: icon, words, and the way to change it."""

    def __init__(self, icon: str, change: Button, parent: QWidget) -> None:
        super().__init__(parent)
        across = row(self, (17, 9, 12, 9), 12)
        across.addWidget(IconLabel(icon, self, "ink2", 16))
        words = column(gap=1)
        self.title = Label("", self, "medium", wrap=True)
        self.text = Label("", self, "caption", "ink2", wrap=True)
        words.addWidget(self.title)
        words.addWidget(self.text)
        across.addLayout(words, 1)
        self.change = change
        across.addWidget(change)

    def say(self, title: str, text: str, *, look: bool) -> None:
        """Show other words; `look` offers the rows behind them."""
        self.change.setVisible(look)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))
        self.change.setAccessibleName(f"Look at: {title}")


class AnswersPane(Pane):
    """`look_wanted` asks for the check page with one heap of rows."""

    look_wanted = Signal(object)

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        across = row(self, gap=15)
        card = basics.Card(self, (1, 4, 1, 4), 0)
        card.setMinimumWidth(300)
        across.addWidget(card, 2)
        sums = Scroll(card, gap=0)
        give_way(sums)
        card.box.addWidget(sums)
        left = sums.inside
        self._lines: dict[str, SumLine] = {}
        heaps = (Card.NEW, Card.CHANGED, Card.SAME, Card.LEFT, Card.NEED)
        for icon, heap in zip(_ICONS, heaps, strict=True):
            change = button("Look", left, self._look, kind="link")
            change.setProperty("heap", str(heap))
            made = SumLine(icon, change, left)
            self._lines[heap] = made
            sums.box.addWidget(made)
            sums.box.addWidget(Rule(left))
        sums.box.addStretch(1)
        self._changed_card = self._build_changed()
        across.addWidget(self._changed_card, 3)
        self._none = basics.Card(self)
        self._none.box.addWidget(Label("Nothing you have is changed", self._none, "section"))
        self._none_text = Label("", self._none, "body", "ink2", wrap=True)
        self._none.box.addWidget(self._none_text)
        self._none.box.addStretch(1)
        across.addWidget(self._none, 3)

    def _build_changed(self) -> basics.Card:
        card = basics.Card(self, (1, 1, 1, 1), 0)
        head = column(margins=(17, 10, 17, 8), gap=1)
        head.addWidget(Label("What changes in lines you have", card, "section", wrap=True))
        card.box.addLayout(head)
        card.box.addWidget(Rule(card))
        self.rows = RowsModel(self)
        self.list = QTableView(card)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setAccessibleName("Rows that change a line you have")
        dress(self.list)
        self.list.verticalHeader().setDefaultSectionSize(two_line_height())
        head_view = self.list.horizontalHeader()
        head_view.setMinimumSectionSize(40)
        head_view.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head_view.setSectionResizeMode(ROW, QHeaderView.ResizeMode.Fixed)
        head_view.setSectionResizeMode(STANDING, QHeaderView.ResizeMode.Fixed)
        self.list.setColumnWidth(ROW, Look.now.metrics("body").horizontalAdvance("000,000") + 4)
        self.list.setColumnWidth(STANDING, Look.now.metrics("chip").horizontalAdvance("22 changes") + 60)
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        give_way(self.list)
        card.box.addWidget(self.list, 3)
        card.box.addWidget(Rule(card))
        scroll = Scroll(card, (17, 12, 17, 12), 6)
        self.differences = Differences(scroll.inside)
        scroll.box.addWidget(self.differences)
        scroll.box.addStretch(1)
        give_way(scroll)
        scroll.setMinimumHeight(60)
        card.box.addWidget(scroll, 2)
        return card

    def arrive(self) -> None:
        """Show the sum and the first change."""
        checking = self.trip.checking
        if checking is None:
            return
        self._sum(checking)
        changed = checking.listed(Card.CHANGED)
        self._changed_card.setVisible(bool(changed))
        self._none.setVisible(not changed)
        kind = self.trip.register.plural
        self._none_text.setText(
            f"New rows are added beside the {kind} you have. You can undo the whole import afterwards with one button."
        )
        self.rows.show(RowWords(checking), changed)
        if changed:
            self.list.setCurrentIndex(self.rows.index(0, 0))

    def head(self) -> tuple[str, str]:
        """'Add 398 lines, change 11, leave 3 out.'"""
        return ("Check your answers", f"{summary(self.trip)} Nothing has been changed yet.")

    def note(self) -> str:
        """What goes with it."""
        return "A backup is made first"

    def next_words(self) -> str:
        """'Import 409 schedule lines'."""
        if self.trip.checking is None:
            return ""
        writes = self.trip.checking.writes
        kind = display.count(writes, self.trip.register.singular, self.trip.register.plural)
        return f"I&mport {kind}" if writes else "Fi&nish, nothing to change"

    def first(self) -> QWidget | None:
        """The way on: Enter imports."""
        return None

    def _sum(self, checking: Checking) -> None:
        one, many = self.trip.register.singular, self.trip.register.plural
        added, waiting = checking.added, checking.plan.waiting()
        changed, same, left = checking.writes - added, checking.counts[Card.SAME], checking.counts[Card.LEFT]
        texts = {
            Card.NEW: (added, f"Add {display.count(added, one, many)}", ""),
            Card.CHANGED: (changed, f"Change {display.count(changed, one, many)}", ""),
            Card.SAME: (
                same,
                f"Leave {display.count(same, one, many)} as {'it is' if same == 1 else 'they are'}",
                "It says the same already." if same == 1 else "They say the same already.",
            ),
            Card.LEFT: (
                left,
                f"Leave {display.count(left, 'row')} out",
                "It stays in your spreadsheet." if left == 1 else "They stay in your spreadsheet.",
            ),
            Card.NEED: (
                waiting.number,
                f"{waiting.number:,} of these {'waits' if waiting.number == 1 else 'wait'} for you: {waiting.why}",
                _WAITS_ONE if waiting.number == 1 else _WAITS,
            ),
        }
        for heap, (count, title, text) in texts.items():
            behind = bool(checking.listed(heap)) if heap is Card.NEED else bool(count)
            self._lines[heap].say(title if count else _NONE[heap], text if count else "", look=behind)

    def _look(self) -> None:
        sender = self.sender()
        if sender:
            self.look_wanted.emit(Card(sender.property("heap")))

    def _chosen(self, now: QModelIndex, _: QModelIndex) -> None:
        plan = self.trip.plan
        if plan and now.isValid():
            self.differences.show_them(shown_differences(plan, plan.rows[self.rows.rows[now.row()]]))


def summary(trip: Trip) -> str:
    """'Add 398 schedule lines, change 11, leave 3 out.'"""
    checking = trip.checking
    if checking is None:
        return ""
    added, changed, left = checking.added, checking.writes - checking.added, checking.counts[Card.LEFT]
    parts = [
        f"Add {display.count(added, trip.register.singular, trip.register.plural)}",
        f"change {changed:,}",
        f"leave {left:,} out",
    ]
    return ", ".join(parts) + "."

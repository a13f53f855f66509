"""Step 5: every row with how it is understood; the ones that need a person first."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from workbench import display
from workbench.exchange.setaside import said_of_lines
from workbench.gui.desk import Desk
from workbench.gui.importing.check_panel import CheckPanel
from workbench.gui.importing.checking import Card, Option
from workbench.gui.importing.count_cards import CountCards
from workbench.gui.importing.pane import Pane, give_way, is_low
from workbench.gui.importing.remarks import Remarks
from workbench.gui.importing.rows_model import OURS, ROW, STANDING, THEIRS, RowsModel, TwoLines, two_line_height
from workbench.gui.importing.steps import Trip
from workbench.gui.importing.wording import RowWords
from workbench.gui.page import NARROW
from workbench.gui.table.plain import dress
from workbench.gui.theme.look import Look
from workbench.gui.widgets import basics
from workbench.gui.widgets.basics import Well, column, row
from workbench.gui.widgets.buttons import button

PANEL = 376
NAMED = 40  # lines of a kind that remarks have room for


class CheckPane(Pane):
    """Counts, list and panel. `save_wanted` asks for the rows shown as a workbook."""

    save_wanted = Signal(object)
    tells = True

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        self._words: RowWords | None = None
        self._card = Card.NEED
        box = column(self, gap=12)
        self.problem = Well(self, "problem", "triangle-alert", "", " ")
        self.leave_all = button("&Leave them out", self.problem, self._leave_refused)
        self.problem.across.addWidget(self.leave_all, 0, Qt.AlignmentFlag.AlignVCenter)
        self.problem.hide()
        box.addWidget(self.problem)
        self.remarks = Remarks(self)
        box.addWidget(self.remarks)
        self.cards = CountCards(self)
        box.addWidget(self.cards)
        across = row(gap=15)
        box.addLayout(across, 1)
        sheet = basics.Card(self, (1, 1, 1, 1), 0)
        self._build_list(sheet)
        across.addWidget(sheet, 1)
        self.panel = CheckPanel(self)
        across.addWidget(self.panel)
        self.save = button("Save these as a &workbook", self, self._save, icon_name="download")
        self.acts = [self.save]
        self._connect()

    def _build_list(self, sheet: basics.Card) -> None:
        self.rows = RowsModel(self)
        self.list = QTableView(sheet)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setAccessibleName("Rows of your sheet")
        dress(self.list)
        head = self.list.horizontalHeader()
        head.setMinimumSectionSize(40)
        for place, mode in ((ROW, QHeaderView.ResizeMode.Fixed), (STANDING, QHeaderView.ResizeMode.Fixed)):
            head.setSectionResizeMode(place, mode)
        head.setSectionResizeMode(THEIRS, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(OURS, QHeaderView.ResizeMode.Stretch)
        give_way(self.list)
        sheet.box.addWidget(self.list)
        Look.now.changed.connect(self._measure)
        self._measure()

    def _connect(self) -> None:
        self.cards.wanted.connect(self.show_card)
        self.list.selectionModel().currentRowChanged.connect(self._chosen)
        self.list.activated.connect(self._keep)
        self.panel.kept.connect(self._kept)
        self.panel.put_back.connect(self._put_back)
        self.panel.left.connect(self.list.setFocus)
        for number in range(1, 10):
            key = QShortcut(QKeySequence(str(number)), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.setProperty("place", number - 1)
            key.activated.connect(self._number)

    def arrive(self) -> None:
        """Show the rows that need a person, or the new ones where none does."""
        self.problem.hide()
        checking = self.trip.checking
        if checking is None:
            return
        fresh = self._words is None or self._words.of is not checking
        self._words = RowWords(checking)
        if fresh:
            order = [Card.NEED, Card.NEW, Card.CHANGED, Card.SAME, Card.LEFT]
            self._card = next((c for c in order if checking.listed(c)), Card.NEED)
            aside = said_of_lines(self.trip.draft.aside(), NAMED) if self.trip.draft else ()
            self.remarks.say((*checking.plan.said, *aside))
        self.show_card(self._card)

    def head(self) -> tuple[str, str]:
        """'63 rows read from sheet “Appendix 1”, 2 of them hidden.'"""
        return ("Check each row", f"{_read(self.trip)} Nothing has been changed yet.")

    def more(self) -> str:
        """How many rows need a person."""
        return self.note() if self.trip.checking and self.trip.checking.open else ""

    def note(self) -> str:
        """How many rows still need a person."""
        still = self.trip.checking.open if self.trip.checking else 0
        return (
            f"{display.count(still, 'row')} still need{'s' if still == 1 else ''} you" if still else "Nothing is open"
        )

    def next_words(self) -> str:
        """What follows."""
        return "&Next: check your answers"

    def leads(self) -> bool:
        """While a question is open, keeping its answer is the act of the page."""
        return not self.panel.keep_button.isVisibleTo(self)

    def stop(self) -> str:
        """Rows that cannot be taken in must be put right or left out; questions may stay open."""
        checking = self.trip.checking
        refused = checking.refused if checking else []
        if not refused:
            return ""
        if one := len(refused) == 1:
            where = f"Row {checking.plan.rows[refused[0]].row}" if checking else ""
            said = f"{where} cannot be taken in as it stands. Type what is missing beside the list, or leave it out."
        else:
            where = display.count(len(refused), "row")
            said = f"{where} cannot be taken in as they stand. Put each right beside the list, or leave them out."
        self.problem.say("There is a problem", said)
        self.leave_all.setText(f"&Leave {'this row' if one else f'these {len(refused):,} rows'} out")
        self.problem.show()
        self.show_card(Card.NEED)
        self._select(refused[0])
        (self.panel.cure if self.panel.cure.isVisible() else self.list).setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._reveal)
        return said

    def first(self) -> QWidget:
        """The list."""
        return self.list

    def show_card(self, card: Card) -> None:
        """Show the rows of one heap."""
        checking = self.trip.checking
        if checking is None or self._words is None:
            return
        self._card = card
        self.cards.choose(card)
        self.cards.show_counts(checking.counts)
        self.rows.show(self._words, checking.listed(card))
        number = len(self.rows.rows)
        self.save.setText(f"Save {'this row' if number == 1 else f'these {number:,} rows'} as a &workbook")
        self.save.setVisible(bool(self.rows.rows))
        start = checking.next_open(-1) if card is Card.NEED else None
        self._select(start if start is not None else (self.rows.rows[0] if self.rows.rows else -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the panel alone says how a row is read."""
        super().resizeEvent(event)
        scale = 0.5 + 0.5 * Look.now.scale
        narrow = self.width() < (NARROW + 150) * scale
        self.list.setColumnHidden(OURS, narrow)
        self.panel.set_low(is_low(self))
        self.cards.set_low(is_low(self))
        self.panel.setFixedWidth(round((PANEL - 36 if narrow else PANEL) * scale))

    def _measure(self) -> None:
        self.list.verticalHeader().setDefaultSectionSize(two_line_height())
        self.list.horizontalHeader().setFixedHeight(max(32, Look.now.metrics("captionstrong").height() + 14))
        self.list.setColumnWidth(ROW, Look.now.metrics("body").horizontalAdvance("000,000") + 4)
        self.list.setColumnWidth(STANDING, Look.now.metrics("chip").horizontalAdvance("To be checked") + 60)

    def _reveal(self) -> None:
        self.list.scrollTo(self.list.currentIndex())
        if self.panel.cure.isVisible():
            self.panel.reveal()

    def _select(self, index: int) -> None:
        place = self.rows.place_of(index)
        if place >= 0:
            self.list.setCurrentIndex(self.rows.index(place, 0))
        self._show(index if place >= 0 else -1)

    def _chosen(self, now: QModelIndex, _: QModelIndex) -> None:
        self._show(self.rows.rows[now.row()] if now.isValid() else -1)

    def _show(self, index: int) -> None:
        if self.trip.checking and self._words:
            self.panel.show_row(self.trip.checking, self._words, index)
            self.changed.emit()

    def _index(self) -> int:
        here = self.list.currentIndex()
        return self.rows.rows[here.row()] if here.isValid() and here.row() < len(self.rows.rows) else -1

    def _number(self) -> None:
        sender = self.sender()
        if sender:
            self.panel.choose(sender.property("place"))

    def _keep(self, _: QModelIndex) -> None:
        self.panel.keep()

    def _kept(self, option: Option, typed: str, alike: bool) -> None:
        checking, index = self.trip.checking, self._index()
        if checking is None or index < 0:
            return
        if alike:
            checking.decide_alike(index, option, typed)
        else:
            checking.decide(index, option, typed)
        self.problem.setVisible(self.problem.isVisible() and bool(checking.refused))
        self.cards.show_counts(checking.counts)
        self.rows.say_changed()
        still_here = checking.card(index) is Card.NEED
        after = index if still_here else checking.next_open(index)
        self._select(after if after is not None else index)
        if not (self.panel.cure.isVisible() and self.panel.cure.hasFocus()):
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        checking, index = self.trip.checking, self._index()
        if checking is None or index < 0:
            return
        checking.put_back(index)
        if self._card is not Card.NEED and checking.card(index) is not self._card:
            self.show_card(checking.card(index))
        self.cards.show_counts(checking.counts)
        self.rows.say_changed()
        self._select(index)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_refused(self) -> None:
        if self.trip.checking:
            self.trip.checking.leave_out(self.trip.checking.refused)
            self.problem.hide()
            self.show_card(self._card)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        self.save_wanted.emit(list(self.rows.rows))


def _read(trip: Trip) -> str:
    rows = trip.plan.rows if trip.plan else []
    hidden = sum(r.hidden for r in rows)
    sheets = list(dict.fromkeys(t.table.sheet.strip() for t in trip.taken))
    where = f"sheet “{sheets[0]}”" if len(sheets) == 1 else display.count(len(sheets), "sheet")
    more = f", {hidden:,} of them hidden" if hidden else ""
    return f"{display.count(len(rows), 'row')} read from {where}{more}."

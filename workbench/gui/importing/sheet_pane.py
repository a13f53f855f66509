"""Step 2: which tables are taken, and which row holds the headings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QTableView, QVBoxLayout, QWidget

from workbench import display
from workbench.exchange.book import Sheet
from workbench.exchange.drafting import TableDraft
from workbench.gui.desk import Desk
from workbench.gui.importing.pane import Pane, give_way
from workbench.gui.importing.steps import Trip
from workbench.gui.importing.table_preview import PreviewDelegate, PreviewModel
from workbench.gui.importing.tables_model import TableDelegate, TablesModel, size_of
from workbench.gui.table.delegate import PAD, row_height
from workbench.gui.table.plain import dress
from workbench.gui.theme.look import Look
from workbench.gui.types import Role
from workbench.gui.widgets.basics import Card, Label, Rule, column, row

_HEADINGS = "Is another row the headings? Double-click it, or press Enter on it."


class TableList(QListView):
    """The tables found; Space ticks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setItemDelegate(TableDelegate(self))
        self.setAccessibleName("Tables found")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks or unticks."""
        here = self.currentIndex()
        if event.key() == Qt.Key.Key_Space and here.isValid():
            self.flip(here)
        else:
            super().keyPressEvent(event)

    def flip(self, index: QModelIndex) -> None:
        """Tick or untick a table."""
        on = index.data(Role.CheckStateRole) == Qt.CheckState.Checked
        self.model().setData(index, Qt.CheckState.Unchecked if on else Qt.CheckState.Checked, Role.CheckStateRole)


class Preview(QTableView):
    """The first rows; Enter, Space or a double click makes the row the headings."""

    headed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = PreviewModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(PreviewDelegate(self))
        self.setAccessibleName("First rows of the sheet. Press Enter on the row that holds the headings")
        dress(self)
        self.doubleClicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose the heading row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentIndex().isValid():
            self.headed.emit(self.rows.sheet_row(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def show_sheet(self, sheet: Sheet, headings: tuple[int, ...]) -> None:
        """Show a sheet with its headings marked."""
        self.rows.show(sheet, headings)
        self._fit()
        if headings:
            self.setCurrentIndex(self.rows.index(self.rows.line_of(headings[-1]), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A few columns share the width, many scroll."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        number = Look.now.metrics("body").horizontalAdvance(self.rows.widest()) + 2 * PAD + 12
        columns = max(1, self.rows.columnCount() - 1)
        share = max(round(112 * Look.now.scale), (self.viewport().width() - number) // columns)
        for place in range(columns + 1):
            self.setColumnWidth(place, number if place == 0 else share)

    def _clicked(self, index: QModelIndex) -> None:
        self.headed.emit(self.rows.sheet_row(index.row()))


class SheetPane(Pane):
    """Tables at the left, the sheet's first rows at the right."""

    headed = Signal(object, int)

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        across = row(self, gap=16)
        left = Card(self, (1, 0, 1, 1), 0)
        self._left = left
        left.box.addLayout(_titled(left, "Tables found", "Tick the ones to take in."))
        left.box.addWidget(Rule(left))
        self._model = TablesModel(self)
        self.tables = TableList(left)
        self.tables.setModel(self._model)
        left.box.addWidget(self.tables, 1)
        give_way(self.tables)
        right = Card(self, (1, 0, 1, 1), 0)
        self._about = Label("", right, "section", wrap=True)
        self._hint = Label(_HEADINGS, right, "caption", "ink2", wrap=True)
        head = column(margins=(15, 11, 15, 10), gap=1)
        head.addWidget(self._about)
        head.addWidget(self._hint)
        right.box.addLayout(head)
        right.box.addWidget(Rule(right))
        self.preview = Preview(right)
        right.box.addWidget(self.preview, 1)
        give_way(self.preview)
        across.addWidget(left)
        across.addWidget(right, 1)
        Look.now.changed.connect(self._measure)
        self._measure()
        self.preview.headed.connect(self._headed)
        self.tables.selectionModel().currentChanged.connect(self._shown)
        self._model.dataChanged.connect(self._ticked)

    def arrive(self) -> None:
        """Show the tables of the workbook."""
        tables = self.trip.draft.tables if self.trip.draft else []
        place = max(self.tables.currentIndex().row(), 0) if self._model.tables == tables else -1
        self._model.show(tables)
        if place < 0:
            place = next((n for n, t in enumerate(tables) if t.included), 0)
        if tables:
            self.tables.setCurrentIndex(self._model.index(min(place, len(tables) - 1)))
            self._shown()

    def head(self) -> tuple[str, str]:
        """'Found 412 rows, 9 columns, on sheet …'."""
        return ("Sheet and heading row", f"{found(self.trip.taken)} Nothing has been changed yet.")

    def note(self) -> str:
        """How many tables."""
        rows = sum(len(t.table.rows) for t in self.trip.taken)
        return f"{display.count(rows, 'row')} to take in" if rows else "Nothing is ticked yet"

    def next_words(self) -> str:
        """What follows."""
        return "&Next: match the columns"

    def stop(self) -> str:
        """At least one table."""
        if self.trip.taken:
            return ""
        self.tables.setFocus(Qt.FocusReason.OtherFocusReason)
        return "No table is ticked, so there is nothing to take in. Tick one in the list (Space)."

    def first(self) -> QWidget:
        """The list of tables."""
        return self.tables

    def _measure(self) -> None:
        self._left.setFixedWidth(round(260 * (0.5 + 0.5 * Look.now.scale)))
        self.preview.verticalHeader().setDefaultSectionSize(row_height())

    def _shown(self, *_: object) -> None:
        table = self._table()
        sheet = self._sheet(table)
        if table and sheet:
            self._about.setText(f"Sheet “{table.table.sheet.strip()}”: {size_of(table)}")
            self.preview.show_sheet(sheet, tuple(table.table.header_rows))
            away = "" if table.included or not table.reason else f"Not ticked: {table.reason}\n"
            self._hint.setText(away + _HEADINGS)

    def _table(self) -> TableDraft | None:
        place = self.tables.currentIndex().row()
        return self._model.tables[place] if 0 <= place < len(self._model.tables) else None

    def _sheet(self, table: TableDraft | None) -> Sheet | None:
        sheets = self.trip.draft.book.sheets if self.trip.draft else ()
        return next((s for s in sheets if table and s.name == table.table.sheet), None)

    def _ticked(self) -> None:
        self.trip.forget_plan()
        self._shown()
        self.changed.emit()

    def _headed(self, sheet_row: int) -> None:
        if table := self._table():
            self.headed.emit(table, sheet_row)


def found(tables: list[TableDraft]) -> str:
    """'Found 412 rows, 9 columns, on sheet “FOI”. Hidden rows: 3, included.'"""
    if not tables:
        return "No table is taken in yet."
    hidden = sum(r.hidden for t in tables for r in t.table.rows)
    rows = display.count(sum(len(t.table.rows) for t in tables), "row")
    sheets = list(dict.fromkeys(t.table.sheet.strip() for t in tables))
    if len(tables) == 1:
        said = f"Found {size_of(tables[0])}, on sheet “{sheets[0]}”."
    else:
        said = f"Found {rows} in {len(tables)} tables on {display.count(len(sheets), 'sheet')}."
    return said + (f" Hidden rows: {hidden}, included." if hidden else "")


def _titled(card: Card, title: str, text: str) -> QVBoxLayout:
    box = column(margins=(15, 11, 15, 10), gap=1)
    box.addWidget(Label(title, card, "section"))
    box.addWidget(Label(text, card, "caption", "ink2", wrap=True))
    return box

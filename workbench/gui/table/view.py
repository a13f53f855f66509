"""The table itself: keys, selection by record, widths that fit the page."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from workbench.gui.editors.base import Editor
from workbench.gui.table.copying import clipboard
from workbench.gui.table.delegate import CellDelegate, row_height
from workbench.gui.table.header import FilterHeader
from workbench.gui.table.model import RegisterModel
from workbench.gui.table.widths import fit
from workbench.gui.theme.look import Look
from workbench.gui.types import Index

_Select = QItemSelectionModel.SelectionFlag


class RegisterTable(QTableView):
    """A table of records. `picked` says the record the cursor stands on, `edit_wanted` what is changed elsewhere,
    `copy_wanted` that what is selected shall be copied.

    `entered` says the record that Enter opens on a page of its own.
    """

    picked = Signal(object)
    edit_wanted = Signal(int)
    editing_ended = Signal()
    entered = Signal(int)
    copy_wanted = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(model.register.title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.cells = CellDelegate(self)
        self.cells.left.connect(self._left)
        self.setItemDelegate(self.cells)
        self.heads = FilterHeader(self)
        self.setHorizontalHeader(self.heads)
        self.heads.connect_sorting()
        self.setModel(model)
        self.doubleClicked.connect(self._edit)
        Look.now.changed.connect(self._resize_rows)
        self._resize_rows()
        self._widths: dict[str, int] = {}

    @property
    def records(self) -> RegisterModel:
        """The model, by its own type."""
        model = self.model()
        assert isinstance(model, RegisterModel)
        return model

    def current_id(self) -> int | None:
        """The record the cursor stands on."""
        row = self.currentIndex().row()
        return self.records.ids[row] if 0 <= row < len(self.records.ids) else None

    def selected_ids(self) -> list[int]:
        """The records selected, in the order shown."""
        return [self.records.ids[n] for n in self.selected_rows()]

    def selected_rows(self) -> list[int]:
        """The places of the records selected."""
        return sorted({index.row() for index in self.selectionModel().selectedRows()})

    def pick(self, number: int | None, column: int = -1) -> bool:
        """Stand on a record, in its column or in the one given; False when it is not shown."""
        row = self.records.place_of(number) if number is not None else -1
        if row >= 0:
            place = column if column >= 0 else max(self.currentIndex().column(), 0)
            self.setCurrentIndex(self.records.index(row, place))
        return row >= 0

    def show_current(self) -> None:
        """Bring the row the cursor stands on into sight and mark it."""
        here = self.currentIndex()
        self.selectionModel().select(here, _Select.ClearAndSelect | _Select.Rows)
        self.scrollTo(here)

    def select(self, numbers: list[int]) -> None:
        """Select these records beside the one the cursor stands on."""
        chosen = QItemSelection()
        for number in numbers:
            if (row := self.records.place_of(number)) >= 0:
                chosen.select(self.records.index(row, 0), self.records.index(row, self.records.columnCount() - 1))
        self.selectionModel().select(chosen, _Select.ClearAndSelect)

    def step(self, by: int) -> None:
        """Go to a neighbouring record."""
        row = min(max(self.currentIndex().row() + by, 0), len(self.records.ids) - 1)
        if row >= 0:
            self.setCurrentIndex(self.records.index(row, max(self.currentIndex().column(), 0)))

    def copy(self, *, headings: bool = False) -> None:
        """Put the selected records on the clipboard, as shown."""
        columns = self.shown_columns()
        heads = [self.records.fields[c].label for c in columns] if headings else []
        QGuiApplication.clipboard().setMimeData(clipboard(heads, self.records.texts(self.selected_rows(), columns)))

    def fit_columns(self, kept: dict[str, int]) -> None:
        """Give each column a width that fits its words and the page; widths the person chose come first."""
        self._widths = kept
        fit(self, kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down and Shift+Enter up, as in a spreadsheet, or opens a record that has a page; Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.records.register.opened_at:
            if (number := self.current_id()) is not None:
                self.entered.emit(number)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else +1)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:
        """Tab goes right and Shift+Tab left; at the end of the row it leaves the table."""
        return self.step_across(+1 if following else -1) or super().focusNextPrevChild(following)

    def step_across(self, by: int) -> bool:
        """Go to the next cell of the row that is shown; False at its end."""
        here = self.currentIndex()
        place = self.heads.visualIndex(here.column()) + by if here.isValid() else -1
        while 0 <= place < self.heads.count():
            column = self.heads.logicalIndex(place)
            if not self.isColumnHidden(column):
                self.setCurrentIndex(self.records.index(here.row(), column))
                return True
            place += by
        return False

    def edit_here(self) -> bool:
        """Change the value in the cell the cursor stands on; False where it does not fit a cell."""
        here = self.currentIndex()
        can = here.isValid() and bool(self.records.flags(here) & Qt.ItemFlag.ItemIsEditable)
        if can:
            self.edit(here)
        return can

    def finish_editing(self) -> None:
        """Keep what is being typed in a cell, as leaving it does."""
        for editor in self.viewport().findChildren(Editor) if self.editing else []:
            self.cells.finish(editor)

    @property
    def editing(self) -> bool:
        """Whether a cell is being changed."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """The cell shows its value again."""
        super().closeEditor(editor, hint)
        self.editing_ended.emit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say which record the cursor stands on."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.picked.emit(self.current_id())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Widths follow the page."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            fit(self, self._widths)

    def _edit(self, index: Index) -> None:
        if not self.edit_here():
            self.edit_wanted.emit(index.column())

    def _left(self, down: int, right: int) -> None:
        self.setFocus()
        if down:
            self.step(down)
        if right:
            self.step_across(right)

    def shown_columns(self) -> list[int]:
        """The columns shown, from left to right."""
        order = [self.heads.logicalIndex(place) for place in range(self.heads.count())]
        return [column for column in order if not self.isColumnHidden(column)]

    def _resize_rows(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height())  # first, for rows are never lower than this
        self.verticalHeader().setDefaultSectionSize(row_height())

"""The table of a page with all that decides what it shows: view, filters, order, columns, removed or not."""

from __future__ import annotations

from array import array
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.desk import Desk
from workbench.gui.register.arranging import Arranging, kept_columns
from workbench.gui.register.bar import SelectionBar
from workbench.gui.register.selection import Selection, Standing
from workbench.gui.table.model import RegisterModel
from workbench.gui.table.view import RegisterTable
from workbench.records.query import Query
from workbench.register import Register
from workbench.workflows.progress import Progress

DEBOUNCE = 150  # milliseconds after the last letter
_Loaded = tuple[int, Query, "array[int]", list[int]]


class Listing(QObject):
    """Asks the store off the window's thread and shows what comes back, keeping selection and place."""

    loaded = Signal()
    picked = Signal(object)
    open_wanted = Signal(str)

    def __init__(self, desk: Desk, register: Register, bar: SelectionBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self.register, self._bar = desk, register, bar
        self.selection = Selection(register, columns=kept_columns(desk, register))
        self._asked, self._counts = 0, [0] * len(register.views)
        self._want: int | None = None
        self._late: _Loaded | None = None
        self._model = RegisterModel(register, desk.may_read, self)
        self._model.writable = not (desk.store.read_only or register.record.append_only)
        self.table = RegisterTable(self._model, parent)
        self._soon = QTimer(self, singleShot=True, interval=DEBOUNCE)
        self.arranging = Arranging(desk, register, self.table, parent)
        self._connect()

    @property
    def shown(self) -> int:
        """How many records are shown."""
        return len(self._model.ids)

    @property
    def total(self) -> int:
        """How many the view holds without filters."""
        return self._counts[self.selection.view]

    @property
    def everything(self) -> int:
        """How many the register holds."""
        return self._counts[0]

    def reload(self) -> None:
        """Ask the store what there is to show."""
        self._asked += 1
        asked, selection = self._asked, self.selection

        def ask(_: Progress) -> _Loaded:
            query = selection.query()
            return asked, query, query.ids(), selection.counts()

        self._desk.tasks.run(ask, self._arrived)

    def reload_if_old(self, _: object = None) -> None:
        """Fill what could not be read while the store was busy."""
        if self._desk.may_read():
            self._model.fill_gaps()

    def show_record(self, number: int) -> None:
        """Stand on a record; filters that hide it are cleared."""
        if not self.table.pick(number):
            self._want = number
            self._select(replace(self.selection, view=0, filters={}, removed=False))

    def stand(self, standing: Standing) -> None:
        """Show what was shown, and stand on the record that was chosen."""
        self._want = standing.record
        if standing.selection != self.selection:
            self._select(replace(standing.selection, columns=self.selection.columns))
        elif self._want is not None and self.table.pick(self._want):
            self._want = None

    def show_view(self, title: str) -> None:
        """Show a ready-made view by its title."""
        titles = [v.title for v in self.register.views]
        if title in titles:
            self._choose_view(titles.index(title))

    def clear(self) -> None:
        """Show everything of the view again."""
        self.table.heads.clear_boxes()
        self._select(replace(self.selection, filters={}))

    def toggle_removed(self) -> None:
        """Between what is live and what was removed."""
        self._select(replace(self.selection, removed=not self.selection.removed, view=0))

    def place(self) -> str:
        """'13 of 23'."""
        row = self.table.currentIndex().row()
        return f"{row + 1:,} of {self.shown:,}" if row >= 0 else ""

    def field_name(self, column: int) -> str:
        """The field of a column."""
        return self._model.fields[column].name if column < len(self._model.fields) else ""

    def _connect(self) -> None:
        table, heads, bar = self.table, self.table.heads, self._bar
        table.picked.connect(self.picked)
        table.edit_wanted.connect(self._open)
        table.editing_ended.connect(self._editing_ended, Qt.ConnectionType.QueuedConnection)
        heads.filter_typed.connect(self._typed)
        heads.sort_wanted.connect(self.sort)
        bar.view_chosen.connect(self._choose_view)
        bar.filter_cleared.connect(self._clear_one)
        bar.all_cleared.connect(self.clear)
        self._soon.timeout.connect(self.reload)
        self.arranging.wanted.connect(self._arrange)
        self._desk.tasks.ended.connect(self.reload_if_old)

    def _select(self, selection: Selection) -> None:
        self.selection = selection
        self.reload()

    def _arrived(self, found: _Loaded) -> None:
        asked, query, ids, counts = found
        if asked != self._asked:
            return
        self._late = found if self.table.editing else None
        if self._late:
            return
        self._counts = counts
        column = max(self.table.currentIndex().column(), 0)
        before, chosen = self.table.current_id(), self.table.selected_ids() if self.shown < 20_000 else []
        top = self.table.verticalScrollBar().value()
        now, was = ([f.name for f in fields] for fields in (query.fields, self._model.fields))
        fields_changed = now != was or not self.shown
        self.table.selectionModel().blockSignals(True)
        self._model.show(query, ids)
        if fields_changed:
            self.table.heads.straighten()
            self.table.fit_columns(self.arranging.widths)
        self._show_bar()
        wanted = self._restore(before, chosen, top, column if column < len(query.fields) else 0)
        self.table.selectionModel().blockSignals(False)
        if wanted:
            self.table.show_current()
        self.table.viewport().update()
        self.loaded.emit()

    def _editing_ended(self) -> None:
        if self._late:
            self._arrived(self._late)

    def _restore(self, before: int | None, chosen: list[int], top: int, column: int) -> bool:
        """Stand where one stood; True where another record was asked for, which must come into sight."""
        wanted, self._want = self._want, None
        if wanted is not None and self.table.pick(wanted, column):
            return True
        if self.table.pick(before, column):
            if len(chosen) > 1:
                self.table.select(chosen)
            self.table.verticalScrollBar().setValue(top)
        elif self.shown:
            self.table.setCurrentIndex(self._model.index(0, column))
        return False

    def _show_bar(self) -> None:
        labels = [f.label for f in self._model.fields]
        texts = [self.selection.filters.get(f.name, "") for f in self._model.fields]
        self.table.heads.show_boxes(labels, texts)
        self._bar.show_views(self._counts, self.selection.view)
        self._bar.show_filters(self.selection.described(), self.shown, self.total)

    def _typed(self, column: int, text: str) -> None:
        self.selection = self.selection.filtered(self.field_name(column), text)
        self._soon.start()

    def sort(self, column: int, also: bool) -> None:
        """Sort by a column, the other way round the second time; `also` among those that are equal so far."""
        self._select(self.selection.sorted_by(self.field_name(column), also=also))

    def _choose_view(self, place: int) -> None:
        self._select(replace(self.selection, view=place, removed=False))

    def _clear_one(self, name: str) -> None:
        self._select(self.selection.filtered(name, ""))

    def _open(self, column: int) -> None:
        self.open_wanted.emit(self.field_name(column))

    def _arrange(self, columns: tuple[str, ...], again: bool) -> None:
        self.selection = replace(self.selection, columns=columns)
        if again:
            self.reload()

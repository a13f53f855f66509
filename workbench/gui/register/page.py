"""The page of any register: head, tools, views and filters, table, side panel."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from workbench import clock, display
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Verbs
from workbench.gui.register.bar import SelectionBar
from workbench.gui.register.listing import Listing
from workbench.gui.register.outlets import Outlets
from workbench.gui.register.pasting import paste_into
from workbench.gui.register.recording import Recording
from workbench.gui.register.selection import Standing
from workbench.gui.register.tools import TOOLS, Tools
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Card, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage, PageHead
from workbench.paths import resource
from workbench.register import Register

_LEADS_TO = {"import": "import", "give back": "giveback"}  # tools that are pages of their own
NARROW = 940  # logical pixels of the page: below, the panel becomes a page of its own


class RegisterPage(Page):
    """Puts together the listing (table and what it shows) and the recording (panel and what it keeps)."""

    def __init__(self, desk: Desk, register: Register, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.register, self.title, self.help_topic = register, register.title, register.name
        self._narrow = False
        self._outlets = Outlets(desk, register, self)
        self._build(row(self, gap=0))
        self._connect()
        self.listing.reload()

    def arrive(self, about: object) -> None:
        """Show a record by its number, a view by its title, what stood here before, or begin a new one ('new')."""
        if isinstance(about, int):
            self.listing.show_record(about)
        elif isinstance(about, Standing):
            self.listing.stand(about)
            about = "new" if about.new else ""
        elif isinstance(about, str) and about != "new":
            self.listing.show_view(about)
        self.listing.reload_if_old()
        if about == "new":
            self._begin()
        else:
            self.listing.table.setFocus()

    def leave(self) -> None:
        """Keep what was typed: in a cell, in a box, of a new record."""
        self.listing.table.finish_editing()
        self.recording.leave()

    def refresh(self, changed: frozenset[str]) -> None:
        """Read again when this register changed."""
        if self.register.name in changed:
            self.listing.reload()

    def verbs(self) -> Verbs:
        """What the menu can do here."""
        listing, recording = self.listing, self.recording
        verbs: Verbs = {
            "export": self._export,
            "print": self._print,
            "columns": self._columns,
            "filter": listing.focus_filter,
            "clear": listing.clear,
            "removed": listing.toggle_removed,
            "panel": self._panel,
            "next": listing.next,
            "previous": listing.previous,
            "copy": listing.copy,
            "copy with headings": listing.copy_with_headings,
            "sort": listing.sort,
            "also sort": listing.also_sort,
            "left": listing.move_left,
            "right": listing.move_right,
            "change": self._change,
        }
        if self.desk.store.read_only:
            return verbs
        if self.desk.knows("import"):
            verbs["import"] = self._import
        if self.desk.knows("giveback"):
            verbs["give back"] = self._give_back
        writing: Verbs = {
            "new": recording.begin,
            "fill": self._fill,
            "today": self._today,
            "paste": self._paste,
            "remove": self._remove,
            "restore": self._restore,
        }
        return verbs | writing

    def standing(self) -> object:
        """The record the cursor stands on, and what of the register is shown."""
        return Standing(self.listing.table.current_id(), self.listing.selection, self.recording.is_new)

    def count_text(self) -> str:
        """'23 of 86 schedule lines'."""
        shown, total = self.listing.shown, self.listing.total
        lines = display.count(total, self.register.singular, self.register.plural)
        return lines if shown == total else f"{shown:,} of {lines}"

    def minimumSizeHint(self) -> QSize:
        """Its parts fold where there is no room, so they never hold the window open."""
        return QSize(480, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow page folds."""
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what is being typed and goes back from the record to the table."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _build(self, across: QHBoxLayout) -> None:
        self._left = QWidget(self)
        across.addWidget(self._left, 1)
        down = column(self._left, PAGE, 10)
        self._head = PageHead(self.register.title, "", self._left)
        if not self.desk.store.read_only:
            self._new = self._head.add(
                button(f"New {self.register.singular}", self._left, self._begin, kind="primary", icon_name="plus")
            )
        down.addWidget(self._head)
        self._tools = Tools(
            [verb for verb, _, _ in TOOLS if self.desk.knows(_LEADS_TO.get(verb, "register"))], self._left
        )
        down.addWidget(self._tools)
        self._bar = SelectionBar(self.register.views, self._left)
        down.addWidget(self._bar)
        sheet = Card(self._left, (1, 1, 1, 6), 0)
        self._sheet = QStackedWidget(sheet)
        sheet.box.addWidget(self._sheet)
        down.addWidget(sheet, 1)
        self.listing = Listing(self.desk, self.register, self._bar, self._sheet)
        self._sheet.addWidget(self.listing.table)
        self._sheet.addWidget(self._emptiness())
        self._sheet.addWidget(self._filtered_away())
        self.recording = Recording(self.desk, self.register, self)
        across.addWidget(self.recording)
        self._filter = button("Filter", self._bar, self.listing.toggle_filters, kind="quiet", icon_name="funnel")
        self._more = self._tools.more_button(self._bar)
        for made in (self._filter, self._more):
            self._bar.add(made)
            made.hide()

    def _emptiness(self) -> QWidget:
        self._empty = EmptyPage(self.register.icon, self._sheet)
        if not self.desk.store.read_only:
            words = f"New {self.register.singular}"
            self._empty.add(button(words, self._empty, self._begin, kind="primary", icon_name="plus"))
            if self.desk.knows("import"):
                self._empty.add(button("Import a spreadsheet", self._empty, self._import, icon_name="file-input"))
                if self.register.starter:
                    words = "Start from the ready-made one"
                    self._empty.add_below(button(words, self._empty, self._ready_made, kind="link"))
        return self._empty

    def _filtered_away(self) -> QWidget:
        away = EmptyPage("funnel", self._sheet)
        away.say("Nothing matches these filters", "The records are still there. Clear the filters to see them all.")
        away.add(button("Clear all filters", away, self._clear))
        return away

    def _connect(self) -> None:
        self._tools.pressed.connect(self._tool)
        self.listing.loaded.connect(self._loaded)
        self.listing.picked.connect(self._picked)
        self.listing.open_wanted.connect(self.open_field)
        self.recording.stepped.connect(self.listing.step)
        self.recording.closed.connect(self._back_to_table)
        self.recording.added.connect(self.listing.show_record)
        self.listing.table.clicked.connect(self._clicked)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._add_or_open)
        QShortcut(QKeySequence("Ctrl+Shift+Return"), self, self.recording.add_another)
        self.listing.table.cells.typed.connect(self._typed_in_cell)
        self.listing.table.cells.refused.connect(self.desk.say)
        Look.now.changed.connect(self._fold)

    def _loaded(self) -> None:
        listing = self.listing
        empty, away = not listing.total, bool(listing.total and not listing.shown)
        self._sheet.setCurrentIndex(1 if empty and not listing.filtered else 2 if away or empty else 0)
        self._empty.say(*_nothing(self.register, removed=listing.removed))
        head = "Removed: " if listing.removed else ""
        self._head.say(f"{head}{self.register.title}", self._sentence())
        self._bar.setVisible(not (empty and not listing.filtered and not listing.view))
        self.recording.show_record(listing.table.current_id(), listing.place())
        self._fold()
        self.counted.emit(self.count_text())
        self.verbs_changed.emit()

    def _sentence(self) -> str:
        if self.listing.removed:
            return "These were removed and can be brought back (Edit, Bring back)."
        waiting = self.desk.waiting(self.register)
        lines = display.count(self.listing.everything, self.register.singular, self.register.plural)
        if waiting:
            return f"{lines}, {waiting:,} {'waits' if waiting == 1 else 'wait'} for an answer"
        return lines if self.listing.everything else ""

    def _picked(self, number: object) -> None:
        self.recording.show_record(number if isinstance(number, int) else None, self.listing.place())
        self.verbs_changed.emit()

    def _clicked(self) -> None:
        if self._narrow:
            self.open_field("")

    def open_field(self, name: str) -> None:
        """Open the record with the cursor in a field; an empty name leaves it at the top."""
        self.recording.open()
        self._fold()
        self.recording.focus_field(name)

    def _begin(self) -> None:
        self.recording.begin()
        self._fold()

    def _back_to_table(self) -> None:
        self.recording.close_panel(narrow=self._narrow)
        self._fold()
        self.recording.show_record(self.listing.table.current_id(), self.listing.place())
        self.listing.table.setFocus()

    def _fold(self) -> None:
        narrow = self.width() < NARROW * (0.5 + 0.5 * Look.now.scale)
        if narrow != self._narrow:
            self._narrow = narrow
            self.recording.as_page(narrow)
            self._bar.narrow(narrow)
            self.listing.table.heads.set_filtering(not narrow)
        self._tools.setVisible(not narrow)
        self._filter.setVisible(narrow)
        self._more.setVisible(narrow)
        if not self.desk.store.read_only:
            self._new.setVisible(self._sheet.currentIndex() != 1 or self.recording.is_new)
        self._left.setVisible(not (narrow and self.recording.isVisibleTo(self)))

    def _tool(self, verb: str) -> None:
        todo = self.verbs()
        if verb in todo:
            todo[verb]()

    def _panel(self) -> None:
        if not self.recording.isVisible():
            self.open_field("")
        elif self.recording.has_focus():
            self._escape()
        else:
            self.recording.panel.focus_first()

    def _escape(self) -> None:
        self.recording.take_back()
        if self._narrow or self.recording.is_new:
            self._back_to_table()
        self.listing.table.setFocus()

    def _add_or_open(self) -> None:
        if self.recording.is_new:
            self.recording.add_now()
        else:
            self.open_field("")

    def _typed_in_cell(self, row: int, place: int, value: object) -> None:
        number, name = self.listing.number_of(row), self.listing.field_name(place)
        self.recording.keeper.put({number: {name: value}}, f"Change {self.register.singular}")

    def _paste(self) -> None:
        paste = paste_into(self.listing.table, QGuiApplication.clipboard().text())
        if not paste.cells:
            self.desk.say(" ".join(paste.left_out[:1]) or "Nothing to paste, or it is all the same already.")
        elif len(paste.cells) == 1 and not paste.left_out:
            self.recording.keeper.put(paste.rows(), "Paste 1 value", "changed")
        else:
            self.desk.go("paste", paste)

    def _today(self) -> None:
        if self.recording.has_focus():
            self.recording.today()
            return
        numbers, place = self.listing.table.selected_ids(), self.listing.table.currentIndex().column()
        field = self.register.by_name.get(self.listing.field_name(max(place, 0)))
        if numbers and field is not None and field.kind == "day" and not field.derived:
            self.recording.keeper.fill(numbers, field.name, clock.today())
        else:
            self.desk.say("Today’s date goes into a column of days. This is another.")

    def _change(self) -> None:
        if self.listing.table.hasFocus() and self.listing.table.edit_here():
            return
        column_now = self.listing.table.currentIndex().column()
        self.open_field(self.listing.field_name(max(column_now, 0)))

    def _fill(self) -> None:
        numbers, name, value = self.listing.to_fill()
        if numbers:
            self.recording.keeper.fill(numbers, name, value)

    def _remove(self) -> None:
        if numbers := self.listing.table.selected_ids():
            self.recording.keeper.remove(numbers)

    def _restore(self) -> None:
        numbers = self.listing.table.selected_ids()
        if numbers and self.listing.removed:
            self.recording.keeper.restore(numbers)

    def _ready_made(self) -> None:
        self.desk.go(f"import/{self.register.name}", resource(self.register.starter))

    def _import(self) -> None:
        self.desk.go(f"import/{self.register.name}")

    def _give_back(self) -> None:
        self.desk.go(f"giveback/{self.register.name}")

    def _export(self) -> None:
        self._outlets.export(self.listing.selection.query(), self.listing.view_title())

    def _print(self) -> None:
        self._outlets.print(self.listing.selection.query(), self.listing.view_title())

    def _columns(self) -> None:
        at = self._tools.button_of("columns") if self._tools.isVisible() else self._more
        self.listing.choose_columns(at.mapToGlobal(at.rect().bottomLeft()))

    def _clear(self) -> None:
        self.listing.clear()


def _nothing(register: Register, *, removed: bool) -> tuple[str, str, str]:
    """What an empty page says: what is missing, what to do, and the key."""
    if removed:
        return (f"No removed {register.plural}", "What you remove is kept here until it is brought back.", "")
    title, _, text = register.empty.partition(". ")
    return (title or f"No {register.plural} yet", text, f"Ctrl+N begins a new {register.singular}")

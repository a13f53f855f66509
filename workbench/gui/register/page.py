"""The page of any register: head, tools, views and filters, table, side panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench import display
from workbench.gui.desk import Desk
from workbench.gui.page import Page, Verbs
from workbench.gui.register.acting import acts_of, verbs_of
from workbench.gui.register.bar import SelectionBar
from workbench.gui.register.changes import Changes
from workbench.gui.register.listing import Listing
from workbench.gui.register.outlets import Outlets, offers
from workbench.gui.register.recording import Recording
from workbench.gui.register.selection import Standing
from workbench.gui.register.sheet import ListingSheet, sentence
from workbench.gui.register.table_acts import TableActs
from workbench.gui.register.tools import TOOLS, Tool, Tools
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Card, column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.gui.widgets.parts import PageHead
from workbench.register import Register

NARROW = 940  # logical pixels of the page: below, the panel becomes a page of its own


class RegisterPage(Page):
    """Puts together the listing (table and what it shows) and the recording (panel and what it keeps)."""

    def __init__(self, desk: Desk, register: Register, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.register, self.title, self.help_topic = register, register.title, register.name
        self._narrow = False
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
        versions = self.register.versions
        mine = {self.register.name, *self.register.read_with}
        if mine & changed or (versions and versions.register_name in changed):
            self.listing.reload()

    def verbs(self) -> Verbs:
        """What the menu can do here."""
        listing, acts = self.listing, self._acts
        verbs: Verbs = {
            "export": self._outlets.export,
            "print": self._outlets.print,
            "columns": self._columns,
            "filter": acts.focus_filter,
            "clear": listing.clear,
            "removed": listing.toggle_removed,
            "panel": self._panel,
            "next": acts.next,
            "previous": acts.previous,
            "copy": acts.copy,
            "copy with headings": acts.copy_with_headings,
            "sort": acts.sort,
            "also sort": acts.also_sort,
            "left": acts.move_left,
            "right": acts.move_right,
            "change": self._changes.change,
        }
        if offers(self.desk, self.register, "export nameless"):
            verbs["export nameless"] = partial(self._outlets.export, personal=False)
        if offers(self.desk, self.register, "versions"):
            verbs["versions"] = self._outlets.versions
        verbs |= verbs_of(self.desk, self.register, self._picked_records)
        if self.desk.store.read_only:
            return verbs
        if offers(self.desk, self.register, "import"):
            verbs["import"] = self._outlets.bring_in
        if offers(self.desk, self.register, "give back"):
            verbs["give back"] = self._outlets.give_back
        if not self.register.made:
            verbs["new"] = self._begin
        return verbs | self._changes.verbs()

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
        self._new: Button | None = None
        if not (self.desk.store.read_only or self.register.made):
            words = f"New {self.register.singular}"
            self._new = self._head.add(button(words, self._left, self._begin, kind="primary", icon_name="plus"))
        down.addWidget(self._head)
        self._tools = Tools(self._tool_entries(), self._left)
        down.addWidget(self._tools)
        self._bar = SelectionBar(self.register.views, self._left)
        down.addWidget(self._bar)
        sheet = Card(self._left, (1, 1, 1, 6), 0)
        self.listing = Listing(self.desk, self.register, self._bar, sheet)
        self._outlets = Outlets(self.desk, self.register, self.listing, self)
        self._sheet = ListingSheet(self.desk, self.listing, self._outlets, sheet)
        sheet.box.addWidget(self._sheet)
        down.addWidget(sheet, 1)
        self.recording = Recording(self.desk, self.register, self)
        self._acts = TableActs(self.desk, self.listing)
        self._changes = Changes(self.desk, self.register, self.listing, self.recording)
        across.addWidget(self.recording)
        self._filter = button("Filter", self._bar, self._acts.toggle_filters, kind="quiet", icon_name="funnel")
        self._more = self._tools.more_button(self._bar)
        for made in (self._filter, self._more):
            self._bar.add(made)
            made.hide()

    def _connect(self) -> None:
        self._tools.pressed.connect(self._tool)
        self.listing.loaded.connect(self._loaded)
        self.listing.picked.connect(self._picked)
        self.listing.open_wanted.connect(self.open_field)
        self.recording.stepped.connect(self.listing.table.step)
        self.recording.closed.connect(self._back_to_table)
        self.recording.left.connect(self.listing.table.setFocus)
        self.recording.added.connect(self.listing.show_record)
        self.listing.table.clicked.connect(self._clicked)
        self.listing.table.entered.connect(partial(self.desk.go, self.register.opened_at))
        QShortcut(QKeySequence("Ctrl+Return"), self, self._add_or_open)
        QShortcut(QKeySequence("Ctrl+Shift+Return"), self, self.recording.add_another)
        self.listing.table.cells.typed.connect(self._changes.typed_in_cell)
        self._changes.open_wanted.connect(self.open_field)
        self._sheet.new_wanted.connect(self._begin)
        self.listing.table.cells.refused.connect(self._changes.refused_in_cell)
        Look.now.changed.connect(self._fold)

    def _loaded(self) -> None:
        listing, removed = self.listing, self.listing.selection.removed
        self._sheet.show_state()
        head = "Removed: " if removed else ""
        self._head.say(f"{head}{self.register.title}", sentence(self.desk, self.register, listing))
        nothing_to_choose = not (listing.total or listing.selection.filters or listing.selection.view)
        self._bar.setVisible(not nothing_to_choose)
        self.recording.show_record(listing.table.current_id(), listing.place())
        self._fold()
        self.counted.emit(self.count_text())
        self.verbs_changed.emit()

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
        if self.register.made_at:
            self.desk.go(self.register.made_at)
            return
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
        if self._new:
            self._new.setVisible(not self._sheet.is_empty or self.recording.is_new)
        self._left.setVisible(not (narrow and self.recording.isVisibleTo(self)))

    def _tool(self, verb: str) -> None:
        todo = self.verbs()
        if verb in todo:
            todo[verb]()

    def _tool_entries(self) -> list[Tool]:
        acts = acts_of(self.desk, self.register)
        return [Tool(act.text, act.text, act.icon, act.told) for act in acts] + [
            tool for tool in TOOLS if offers(self.desk, self.register, tool.verb)
        ]

    def _picked_records(self) -> Sequence[int]:
        """Those selected; in the record itself, that one."""
        own = self.recording.number if self.recording.has_focus() else None
        return self.listing.table.selected_ids() if own is None else [own]

    def _panel(self) -> None:
        if not self.recording.isVisible():
            self.open_field("")
            if not self.recording.isVisible():  # a file for named people, which is opened on a page of its own
                self.listing.table.setFocus()
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

    def _columns(self) -> None:
        at = self._tools.button_of("columns") if self._tools.isVisible() else self._more
        self.listing.arranging.offer(self.listing.selection, at.mapToGlobal(at.rect().bottomLeft()))

"""The sheet of a register's page: the table, or why there is nothing in it and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench import display
from workbench.editions import words_now
from workbench.gui.desk import Desk
from workbench.gui.register.listing import Listing
from workbench.gui.register.outlets import Outlets, offers
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage
from workbench.register import Register

_TABLE, _EMPTY, _AWAY = range(3)


class ListingSheet(QStackedWidget):
    """`new_wanted` comes from the empty page."""

    new_wanted = Signal()

    def __init__(self, desk: Desk, listing: Listing, outlets: Outlets, parent: QWidget) -> None:
        super().__init__(parent)
        self._listing, self._outlets = listing, outlets
        self.addWidget(listing.table)
        self._empty = EmptyPage(listing.register.icon, self)
        self.addWidget(self._empty)
        if not desk.store.read_only:
            self._offer(offers(desk, listing.register, "import"))
        self.addWidget(self._filtered_away())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing, filtered or not."""
        return self.currentIndex() == _EMPTY

    def show_state(self) -> None:
        """Show the table, or what stands in its place."""
        listing = self._listing
        empty, away = not listing.total, bool(listing.total and not listing.shown)
        filtered = bool(listing.selection.filters)
        self.setCurrentIndex(_EMPTY if empty and not filtered else _AWAY if away or empty else _TABLE)
        self._empty.say(*nothing(listing.register, removed=listing.selection.removed))

    def _offer(self, may_import: bool) -> None:
        register, empty = self._listing.register, self._empty
        if not register.made:
            words = f"New {register.singular}"
            empty.add(button(words, empty, self.new_wanted.emit, kind="primary", icon_name="plus"))
        if may_import and register.takes_in:
            empty.add(button("Import a spreadsheet", empty, self._outlets.bring_in, icon_name="file-input"))
            if register.starter:
                words = "Start from the ready-made one"
                empty.add_below(button(words, empty, self._outlets.ready_made, kind="link"))

    def _filtered_away(self) -> QWidget:
        away = EmptyPage("funnel", self)
        away.say("Nothing matches these filters", "The records are still there. Clear the filters to see them all.")
        away.add(button("Clear all filters", away, self._listing.clear))
        return away


def sentence(desk: Desk, register: Register, listing: Listing) -> str:
    """How many records there are, how many wait, which version and minute stands here, for the head of the page."""
    if listing.selection.removed:
        return "These were removed and can be brought back (Edit, Bring back)."
    if not listing.everything:
        return ""
    lines = display.count(listing.everything, register.singular, register.plural)
    if waiting := desk.waiting(register).short:
        lines = f"{lines}, {waiting}"
    edition = words_now(register) if desk.may_read() else ""
    return f"{lines}. {edition}" if edition else lines


def nothing(register: Register, *, removed: bool) -> tuple[str, str, str]:
    """What an empty page says: what is missing, what to do, and the key."""
    if removed:
        return (f"No removed {register.plural}", "What you remove is kept here until it is brought back.", "")
    title, _, text = register.empty.partition(". ")
    key = "" if register.made else f"Ctrl+N begins a new {register.singular}"
    return (title or f"No {register.plural} yet", text, key)

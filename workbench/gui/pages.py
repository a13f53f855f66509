"""The pages of a window: made when first wanted, kept or closed when left, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.gui.desk import Desk
from workbench.gui.page import Page

PageMaker = Callable[[Desk, str, QWidget], Page]
_TRAIL = 40


class Pages(QStackedWidget):
    """A stack of pages by place. A place is 'home' or 'register/holdings'; its first word says how it is made."""

    shown = Signal(str)
    counted = Signal(str)
    verbs_changed = Signal()

    def __init__(self, desk: Desk, makers: Mapping[str, PageMaker], parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._makers = desk, makers
        self._pages: dict[str, Page] = {}
        self._trail: list[tuple[str, object]] = []

    @property
    def page(self) -> Page | None:
        """The page shown."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def place(self) -> str:
        """Where we are."""
        return self._trail[-1][0] if self._trail else ""

    def current_record(self) -> object:
        """What the page shown would want to be told to stand where it stands now."""
        return self.page.standing() if self.page else None

    def open(self) -> list[Page]:
        """All pages that live now."""
        return list(self._pages.values())

    def go(self, place: str, about: object = None) -> None:
        """Show a page; what was typed in the one before is kept first."""
        old, old_place = self.page, self.place
        if old:
            old.leave()
            self._trail[-1] = (old_place, old.standing())
        page = self._pages.get(place) or self._make(place)
        self.setCurrentWidget(page)
        if old and old is not page and not old.kept:
            self._drop(old_place)
        if place != old_place:
            self._trail = [*self._trail[-_TRAIL:], (place, None)]
        page.arrive(about)
        self.shown.emit(place)

    def back(self) -> None:
        """Return to the place before, and to where one stood there."""
        if len(self._trail) > 1:
            place, standing = self._trail[-2]
            self.go(place, standing)
            self._trail = self._trail[:-3] + self._trail[-1:]

    def refresh(self, changed: frozenset[str]) -> None:
        """Tell every page that registers changed."""
        for page in self.open():
            page.refresh(changed)

    def _make(self, place: str) -> Page:
        page = self._makers[place.partition("/")[0]](self._desk, place, self)
        self._pages[place] = page
        self.addWidget(page)
        page.counted.connect(self._counted)
        page.verbs_changed.connect(self.verbs_changed)
        return page

    def _drop(self, place: str) -> None:
        page = self._pages.pop(place, None)
        if page:
            self.removeWidget(page)
            page.deleteLater()

    def _counted(self, text: str) -> None:
        if self.sender() is self.page:
            self.counted.emit(text)

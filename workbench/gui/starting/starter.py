"""The first start as a window of its own: shown when there are no records yet, or when another council is set up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench import paths
from workbench.gui import placing
from workbench.gui.starting.beginning import With
from workbench.gui.starting.page import StartPage
from workbench.gui.tasks import Tasks
from workbench.records.store import Store
from workbench.register import Register
from workbench.settings import Settings


class Starter(QObject):
    """`begun` hands over the open store, the first place to show and what that place is to begin with.

    `left` says that the person closed the card instead.
    """

    begun = Signal(object, str, object)
    other_wanted = Signal()
    left = Signal()

    def __init__(self, tasks: Tasks, registers: Sequence[Register], title: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._title = tasks, title
        self._register = next(r for r in registers if r.starter)
        self.page: StartPage | None = None

    def begin(self, folder: Path | None, seat: Settings) -> None:
        """Show the first step; one that is already open comes forward."""
        if self.page is None:
            self.page = StartPage(self._tasks, folder)
            self.page.setWindowTitle(self._title)
            placing.stand(self.page, seat)
            self.page.ready.connect(self._ready)
            self.page.other_wanted.connect(self.other_wanted)
            self.page.left.connect(self.left)
        self.page.show()
        self.page.raise_()
        self.page.activateWindow()

    def put_away(self) -> None:
        """Close the card."""
        if self.page:
            self.page.hide()
            self.page.deleteLater()
            self.page = None

    def _ready(self, store: Store, begin_with: With) -> None:
        place, about = self.place(begin_with)
        self.begun.emit(store, place, about)
        self.put_away()

    def place(self, begin_with: With) -> tuple[str, Path | None]:
        """Where the window opens and with what file."""
        if begin_with is With.SAMPLE:
            return "home", None
        if begin_with is With.EMPTY:
            return f"register/{self._register.name}", None
        ready_made = paths.resource(self._register.starter) if begin_with is With.READY_MADE else None
        return f"import/{self._register.name}", ready_made

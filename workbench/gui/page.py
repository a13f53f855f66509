"""What a page is: a title, a help topic, verbs the menu may call, a word for the status bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.gui.desk import Desk
from workbench.gui.navigation import Side

Verbs = dict[str, Callable[[], object]]
NARROW = 760


@dataclass(frozen=True)
class Pasted:
    """Cells that were copied somewhere, for a page that can take them in."""

    text: str


class Page(QWidget):
    """Base of all pages. `kept` pages stay alive between visits; others are closed when left.

    `side` takes the place of the navigation's list while the page is shown.
    """

    counted = Signal(str)
    verbs_changed = Signal()
    title = ""
    help_topic = "home"
    kept = True
    side: Side | None = None

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setObjectName("page")

    def arrive(self, about: object) -> None:
        """The page is shown; `about` is what the caller wanted to see."""

    def leave(self) -> None:
        """The page is about to be hidden; nothing typed may be lost."""

    def refresh(self, changed: frozenset[str]) -> None:
        """Registers show something else now."""

    def verbs(self) -> Verbs:
        """What the menu may do here, by the name of the menu entry."""
        return {}

    def standing(self) -> object:
        """Where the person stands on this page, as `arrive` understands it."""
        return None

    def count_text(self) -> str:
        """What this page counts, for the right end of the status bar."""
        return ""

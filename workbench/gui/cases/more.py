"""A button with a menu of acts, each with its key: “More” of a file's page has those without a button in the bar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from workbench.gui.accesskeys import with_keys
from workbench.gui.theme.icons import icon
from workbench.gui.widgets.buttons import button

KEY = "Ctrl+."


class Doing(NamedTuple):
    """An act: its words now, its icon, its key, what it does, and whether it can be done; `listed` unless in the bar.

    The key of a `menu` act is the one that the menus of the window have for it.
    """

    text: Callable[[], str]
    icon: str
    key: str
    act: Callable[[], object]
    can: Callable[[], bool]
    listed: Callable[[], bool] = lambda: True
    menu: bool = False


class Called(NamedTuple):
    """What the button says, its icon and its tip."""

    text: str
    icon: str
    tip: str


_HERE = Called("More", "ellipsis", "What else can be done with this file")


class More:
    """`button` opens the menu; the keys work wherever the cursor stands on the page."""

    def __init__(self, page: QWidget, doings: Sequence[Doing], called: Called = _HERE) -> None:
        self._doings = doings
        self.button = button(called.text, page, self.ask, icon_name=called.icon)
        self.button.setToolTip(f"{called.tip} ({KEY})")
        self.menu = QMenu(self.button)
        self.menu.setAccessibleName(called.text.rstrip("…"))
        QShortcut(QKeySequence(KEY), page, self.ask)
        for doing in doings:
            if not doing.menu:
                QShortcut(QKeySequence(doing.key), page, partial(_do, doing))

    def offered(self) -> list[Doing]:
        """What the menu has now."""
        return [doing for doing in self._doings if doing.can() and doing.listed()]

    def ask(self) -> None:
        """Show the menu below its button."""
        offered = self.offered()
        if not self.button.isVisible() or not offered:
            return
        self.menu.clear()
        for doing, text in zip(offered, with_keys([doing.text() for doing in offered]), strict=True):
            self.menu.addAction(icon(doing.icon), f"{text}\t{doing.key}", doing.act)
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))
        self.menu.setActiveAction(self.menu.actions()[0])


def _do(doing: Doing) -> None:
    if doing.can():
        doing.act()

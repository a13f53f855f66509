"""What the menu can do on every page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from workbench.gui.menus import go_to
from workbench.gui.page import Verbs
from workbench.gui.register.acting import acts_of
from workbench.gui.theme.look import SIZES
from workbench.gui.widgets.parts import Message

if TYPE_CHECKING:
    from workbench.gui.window import MainWindow


class WindowVerbs(QObject):
    """The acts of the window itself, by the name of the menu entry."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk

    def now(self) -> Verbs:
        """What can be done at this moment."""
        desk = self._desk
        verbs: Verbs = {
            "home": self._home,
            "reports": self._reports,
            "figures": partial(desk.go, "figures"),
            "find": self._find,
            "settings": self._settings,
            "code": self._code,
            "help": self._help,
            "keys": self._keys,
            "about": self._about,
            "lock": self._lock,
            "close": self._window.close,
            "move": self._move,
            "other": desk.other_wanted.emit,
            "back": self._window.pages.back,
            "refresh": self._refresh,
            "larger": self._larger,
            "smaller": self._smaller,
            "usual": self._usual,
        }
        verbs |= {go_to(register): partial(desk.go, f"register/{register.name}") for register in desk.registers}
        if not desk.store.read_only:
            verbs |= {"backup": desk.back_up, "bring back": self._bring_back}
        for act in (act for register in desk.registers for act in acts_of(desk, register) if not act.picked):
            verbs |= {
                act.text: partial(desk.go, act.place)
            }  # what is done with a whole register begins from everywhere
        return verbs | ({"undo": self._undo} if desk.can_undo else {}) | ({"redo": desk.redo} if desk.can_redo else {})

    def _undo(self) -> None:
        """A slip of the key takes no whole file away, and nothing but what was just done."""
        if asked := self._desk.ask_undo():
            self._window.passing.ask(Message(asked, "Take it back", self._desk.undo, well=False))
        else:
            self._desk.undo()

    def _home(self) -> None:
        self._desk.go("home")

    def _reports(self) -> None:
        self._desk.go("reports")

    def _find(self) -> None:
        box = self._window.strip.finder
        box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        box.selectAll()

    def _settings(self) -> None:
        self._desk.go("settings")

    def _code(self) -> None:
        self._desk.go("code")

    def _move(self) -> None:
        self._desk.go("settings", "folder")

    def _bring_back(self) -> None:
        self._desk.go("restore")

    def _help(self) -> None:
        page = self._window.pages.page
        self._desk.go("help", page.help_topic if page else "home")

    def _keys(self) -> None:
        self._desk.go("help", "keys")

    def _about(self) -> None:
        self._desk.go("about")

    def _lock(self) -> None:
        self._desk.lock_wanted.emit("")

    def _refresh(self) -> None:
        self._desk.tasks.say_changed(r.name for r in self._desk.registers)

    def _larger(self) -> None:
        self._resize(+1)

    def _smaller(self) -> None:
        self._resize(-1)

    def _usual(self) -> None:
        self._desk.set(text_size=100)

    def _resize(self, step: int) -> None:
        now = min(range(len(SIZES)), key=lambda n: abs(SIZES[n] - self._desk.settings.text_size))
        self._desk.set(text_size=SIZES[min(max(now + step, 0), len(SIZES) - 1)])

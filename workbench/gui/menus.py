"""The menu bar: every act with its key, in one table. What a page can do is asked of the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from workbench.gui.accesskeys import access_key, with_keys
from workbench.register import Register

LINE = None


@dataclass(frozen=True)
class Entry:
    """A line of a menu: the verb it stands for, its words with an access key, its keys."""

    verb: str
    text: str
    keys: tuple[str, ...] = ()


Menu = tuple[str, tuple[Entry | None, ...]]
_ACTS = 3  # the place of the menu of acts
_DIGITS = 9
MENUS: tuple[Menu, ...] = (
    (
        "&File",
        (
            Entry("new", "&New", ("Ctrl+N",)),
            Entry("import", "&Import a spreadsheet…", ("Ctrl+I",)),
            Entry("export", "&Export to a workbook…", ("Ctrl+Shift+E",)),
            Entry("export nameless", "Export &without personal data…"),
            Entry("give back", "&Give back into your own workbook…", ("Ctrl+G",)),
            Entry("print", "&Print…", ("Ctrl+P",)),
            Entry("letter", "&Write a letter…", ("Ctrl+Shift+L",)),
            Entry("versions", "&Versions and publishing…", ("Ctrl+Shift+V",)),
            LINE,
            Entry("backup", "&Back up now", ("Ctrl+B",)),
            Entry("bring back", "B&ring a backup back…"),
            Entry("move", "&Move the folder…"),
            Entry("other", "&Open another council…", ("Ctrl+O",)),
            LINE,
            Entry("lock", "&Lock", ("Ctrl+L",)),
            Entry("close", "E&xit", ("Ctrl+Q",)),
        ),
    ),
    (
        "&Edit",
        (
            Entry("undo", "&Undo", ("Ctrl+Z",)),
            Entry("redo", "&Redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
            LINE,
            Entry("copy", "&Copy", ("Ctrl+C",)),
            Entry("copy with headings", "Copy with &headings", ("Ctrl+Shift+C",)),
            Entry("paste", "&Paste", ("Ctrl+V",)),
            Entry("change", "Chan&ge this value", ("F2",)),
            Entry("fill", "Fill &down", ("Ctrl+D",)),
            Entry("today", "&Today’s date", ("Ctrl+;",)),
            LINE,
            Entry("filter", "&Filter", ("Ctrl+F",)),
            Entry("clear", "Clear &all filters", ("Ctrl+Shift+F",)),
            LINE,
            Entry("remove", "Re&move", ("Ctrl+Delete",)),
            Entry("restore", "&Bring back"),
        ),
    ),
    (
        "&View",
        (
            Entry("columns", "&Columns…", ("Ctrl+K",)),
            Entry("panel", "&Side panel and back", ("F6",)),
            Entry("removed", "Show what was &removed"),
            LINE,
            Entry("sort", "S&ort by this column", ("Ctrl+Shift+S",)),
            Entry("also sort", "&Then sort by this column", ("Ctrl+Shift+D",)),
            Entry("left", "Move this column le&ft", ("Ctrl+Shift+Left",)),
            Entry("right", "Move this column r&ight", ("Ctrl+Shift+Right",)),
            LINE,
            Entry("larger", "&Larger text", ("Ctrl++", "Ctrl+=")),
            Entry("smaller", "S&maller text", ("Ctrl+-",)),
            Entry("usual", "&Usual text", ("Ctrl+0",)),
            LINE,
            Entry("refresh", "R&efresh", ("F5",)),
        ),
    ),
    (
        "&Go",
        (
            Entry("home", "&Home", ("Alt+Home",)),
            Entry("reports", "&Reports", ("Ctrl+Shift+R",)),
            Entry("figures", "C&ommittee figures"),
            Entry("find", "&Find anything", ("Ctrl+E",)),
            Entry("next", "&Next record", ("Alt+Down",)),
            Entry("previous", "&Previous record", ("Alt+Up",)),
            Entry("back", "&Back", ("Alt+Left",)),
            LINE,
            Entry("code", "&Check a printed code", ("Ctrl+Shift+K",)),
            Entry("settings", "&Settings", ("Ctrl+,",)),
        ),
    ),
    (
        "&Help",
        (
            Entry("help", "&Help for this page", ("F1",)),
            Entry("keys", "&Keys", ("Shift+F1",)),
            Entry("about", "&About"),
        ),
    ),
)


class Menus(QObject):
    """The actions of the menu bar; pages switch those on that they can do."""

    def __init__(
        self, bar: QMenuBar, window: QWidget, on: Callable[[str], None], registers: Sequence[Register]
    ) -> None:
        super().__init__(window)
        self._on = on
        self.actions: dict[str, QAction] = {}
        self._metrics = bar.fontMetrics()
        menus = with_acts(registers)
        self._texts = {e.verb: e.text for _, entries in menus for e in entries if e}
        for title, entries in menus:
            menu = bar.addMenu(title)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                    continue
                action = menu.addAction(entry.text)
                action.setData(entry.verb)
                action.setShortcuts([QKeySequence(key) for key in entry.keys])
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                self.actions[entry.verb] = action
            menu.triggered.connect(self._triggered)

    def allow(self, verbs: Sequence[str]) -> None:
        """Switch on exactly these."""
        for verb, action in self.actions.items():
            action.setEnabled(verb in verbs)

    def name(self, verb: str, about: str) -> None:
        """Say after the words of an entry what it is about this time."""
        action = self.actions[verb]
        about = self._metrics.elidedText(about, Qt.TextElideMode.ElideRight, self._metrics.averageCharWidth() * 44)
        action.setText(self._texts[verb] + (f": {about.replace('&', '&&')}" if about else ""))

    def _triggered(self, action: QAction) -> None:
        self._on(str(action.data()))


def go_to(register: Register) -> str:
    """The verb that shows a register."""
    return f"go to {register.name}"


def with_acts(registers: Sequence[Register]) -> tuple[Menu, ...]:
    """All menus, with one of the acts that the registers name and one of the registers themselves."""
    if not registers:
        return MENUS
    acts = list({act.text: act for register in registers for act in register.acts}.values())
    texts = with_keys([act.text for act in acts])
    done = [Entry(a.text, text, (a.key,) if a.key else ()) for a, text in zip(acts, texts, strict=True)]
    here = (("&Do", tuple(done)),) if done else ()
    (go, places), *others = MENUS[_ACTS:]
    taken = [access_key(place.text) for place in places if place]
    return (*MENUS[:_ACTS], *here, (go, (*places, LINE, *_numbered(registers, taken))), *others)


def _numbered(registers: Sequence[Register], taken: Sequence[str]) -> Iterator[Entry]:
    """The registers; Alt+1 to Alt+9 for the first nine, a letter that is not taken for each of the others."""
    for place, register in enumerate(registers[:_DIGITS], 1):
        yield Entry(go_to(register), f"&{place} {register.title}", (f"Alt+{place}",))
    others = registers[_DIGITS:]
    for register, text in zip(others, with_keys([other.title for other in others], taken), strict=True):
        yield Entry(go_to(register), text)


def keys(registers: Sequence[Register]) -> list[tuple[str, str]]:
    """Every key and what it does, for the page of keys; of acts that some registers have, in which."""
    where: dict[str, list[str]] = {}
    for register in registers:
        for act in register.acts:
            where.setdefault(act.text, []).append(register.title)
    entries = [e for _, menu in with_acts(registers) for e in menu if e and e.keys]
    return [(" or ".join(e.keys), _explained(e, where.get(e.verb, ()))) for e in entries]


def _explained(entry: Entry, registers: Sequence[str]) -> str:
    words = re.sub(r"^\d ", "", entry.text.replace("&", "")).rstrip("…")
    return f"{words} ({', '.join(registers)})" if registers else words

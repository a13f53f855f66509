"""The main window: frame, navigation, and the pages behind it. No register is named here."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from workbench.gui import placing
from workbench.gui.desk import Desk
from workbench.gui.frame import NARROW, StatusBar, Strip
from workbench.gui.menus import Menus
from workbench.gui.navigation import Entry, Navigation
from workbench.gui.pages import PageMaker, Pages
from workbench.gui.progress_card import ProgressCard
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import column, row
from workbench.gui.widgets.parts import PassingBar, Trouble
from workbench.gui.window_verbs import WindowVerbs

LOW = 560  # logical pixels: below, the foot of the navigation stays in the menus only
FOOT = (
    Entry("Settings", "settings", "settings"),
    Entry("Help", "help", "circle-question-mark", key="F1"),
    Entry("Lock", "lock", "lock", key="Ctrl+L"),
)


_OWN = "Council"


class MainWindow(QMainWindow):
    """One council's window. `makers` say how the page of each kind of place is made.

    Closing is asked for by `close_wanted`, so that a backup can be made first; `may_close` lets it happen.
    """

    close_wanted = Signal()

    def __init__(self, desk: Desk, makers: Mapping[str, PageMaker]) -> None:
        super().__init__()
        self.desk, self.may_close = desk, False
        desk.places = frozenset(makers)
        council = desk.store.council
        self.setWindowTitle(f"{council.name} – Governance Workbench")
        self._build(council.name, council.sample, makers)
        self._verbs = WindowVerbs(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._connect()
        self._unkept()
        self.refresh_navigation()
        self.resize(placing.USUAL)

    def minimumSizeHint(self) -> QSize:
        """Fits a 1366 by 768 screen at 150 %."""
        return QSize(720, 420)

    def go(self, place: str, about: object = None) -> None:
        """Show a place; locking and going back are no pages but are asked for in the same way."""
        if place == "lock":
            self.desk.lock_wanted.emit("")
        elif place == "back":
            self.pages.back()
        elif place == "help" and about is None:
            self.pages.go(place, self.pages.page.help_topic if self.pages.page else "home")
        else:
            self.pages.go(place, about)

    def refresh_navigation(self) -> None:
        """Show the places and what waits at each, and how safe the records are."""
        entries = [Entry("Home", "home", "house", self.desk.late(), late=True), Entry("Reports", "reports", "printer")]
        group = ""
        for register in self.desk.registers:
            if register.group != group:
                group = register.group
                entries.append(Entry(group))
            waiting = self.desk.waiting(register).number
            entries.append(Entry(register.title, f"register/{register.name}", register.icon, waiting))
        entries += [Entry(_OWN)] if group != _OWN else []
        entries.append(Entry("Committee figures", "figures", "chart-column-big"))
        self.navigation.show_places(entries)
        self.navigation.places.choose(self.pages.place)
        self.status.safety(self.desk.safety())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed and the window's size, and ask whether there is something left to do."""
        if self.may_close:
            self._soon.stop()  # the store is closed next
            super().closeEvent(event)
            return
        event.ignore()
        self.keep()
        self.close_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Under 1000 logical pixels the navigation becomes a rail."""
        super().resizeEvent(event)
        self._fold()

    def keep(self) -> None:
        """Keep what was typed and the window's size."""
        if self.pages.page:
            self.pages.page.leave()
        self.desk.keep(placing.noted(self, self.desk.settings))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The card of what runs follows the size of the page."""
        if event.type() == QEvent.Type.Resize:
            self.progress.place(self._right.size())
        return super().eventFilter(watched, event)

    def _build(self, council: str, sample: bool, makers: Mapping[str, PageMaker]) -> None:
        self.strip = Strip(self.desk.store.user, self)
        self.setMenuWidget(self.strip)
        middle = QWidget(self)
        self.setCentralWidget(middle)
        down = column(middle, gap=0)
        across = row(gap=0)
        down.addLayout(across, 1)
        self.navigation = Navigation(council, sample, middle)
        self.navigation.foot.show_entries(FOOT)
        across.addWidget(self.navigation)
        self._right = QWidget(middle)
        self._right.setObjectName("page")
        across.addWidget(self._right, 1)
        self._fill_right(column(self._right, gap=0), makers)
        self.status = StatusBar(middle)
        down.addWidget(self.status)
        self._menus = Menus(self.strip.menu, self, self._do, self.desk.registers)

    def _fill_right(self, box: QVBoxLayout, makers: Mapping[str, PageMaker]) -> None:
        self.trouble = Trouble(self._right)
        around = row(margins=(24, 0, 24, 0))
        around.addWidget(self.trouble)
        box.addLayout(around)
        self.pages = Pages(self.desk, makers, self._right)
        box.addWidget(self.pages, 1)
        self.passing = PassingBar(self._right)
        below = row(margins=(24, 0, 24, 10))
        below.addWidget(self.passing)
        box.addLayout(below)
        self.progress = ProgressCard(self.desk.tasks, self._right)
        self._right.installEventFilter(self)

    def _connect(self) -> None:
        desk = self.desk
        desk.wanted.connect(self.go)
        desk.said.connect(self.passing.say)
        desk.written.connect(self._written)
        desk.unkept_changed.connect(self._unkept)
        desk.tasks.changed.connect(self._changed)
        self.pages.shown.connect(self._shown)
        self.pages.counted.connect(self.status.count)
        self.pages.verbs_changed.connect(self._allow)
        self.navigation.opened.connect(self.go)
        self.strip.finder.asked.connect(self._find)
        self._soon.timeout.connect(self.refresh_navigation)
        Look.now.changed.connect(self._fold)

    def _shown(self, place: str) -> None:
        self.navigation.places.choose(place)
        self.navigation.foot.choose(place)
        self.navigation.lend(self.pages.page.side if self.pages.page else None)
        self.passing.hide()
        self._allow()

    def _allow(self) -> None:
        if page := self.pages.page:
            self._menus.allow([*page.verbs(), *self._verbs.now()])
            self._menus.name("undo", self.desk.next_undo())
            self._menus.name("redo", self.desk.next_redo())
            self.status.count(page.count_text())

    def _changed(self, registers: frozenset[str]) -> None:
        self.pages.refresh(registers)
        self._soon.start()
        self._allow()

    def _written(self) -> None:
        self.status.saved()
        self._allow()

    def _unkept(self) -> None:
        self.status.unkept(self.desk.session.is_wrong)

    def _fold(self) -> None:
        scale = Look.now.scale
        narrow = self.width() < NARROW * (0.5 + 0.5 * scale)
        self.navigation.set_rail(narrow)
        self.navigation.foot.setVisible(self.height() >= LOW * scale)
        self.status.narrow(narrow)
        self.progress.place(self._right.size())

    def _find(self, words: str) -> None:
        self.go("found", words)

    def _do(self, verb: str) -> None:
        page = self.pages.page
        todo = {**self._verbs.now(), **(page.verbs() if page else {})}
        if verb in todo:
            self.passing.hide()
            todo[verb]()

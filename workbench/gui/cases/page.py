"""One file in the window: its head with what comes next, what is shown of it, and the keys of the whole page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QElapsedTimer, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from workbench.errors import Plain
from workbench.gui.cases import middle
from workbench.gui.cases.acts import Acts
from workbench.gui.cases.band import RestrictedBand
from workbench.gui.cases.doings import REOPENS, Doings
from workbench.gui.cases.letters import Letters
from workbench.gui.cases.more import More
from workbench.gui.cases.present import MADE, Present
from workbench.gui.cases.reopening import Reopening
from workbench.gui.cases.view import FileView
from workbench.gui.cases.walking import Walk
from workbench.gui.desk import Desk
from workbench.gui.page import NARROW, Page, Verbs
from workbench.gui.register.unkept import Unkept
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import EmptyPage, PageHead
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.files import case_file
from workbench.workflows.cases import access
from workbench.workflows.cases.joining import Key
from workbench.workflows.progress import Progress

_NEXT = "Ctrl+Shift+Return"
_TWICE = 800  # milliseconds in which a key pressed twice is one
_OPENING = Plain("This file is being opened. Its opening is recorded first.")
_NOT_OPENED = Plain("This file was not opened. Nothing was changed. Open it once more.")


class CasePage(Page):
    """Every box keeps itself; a step that is done leads to the next."""

    def __init__(self, desk: Desk, place: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        file = case_file(place.partition("/")[2])
        self.title, self.help_topic = file.register.singular.capitalize(), file.register.name
        self.present = Present(desk, file)
        self._recording: Key | None = None
        self._wanted: tuple[str, int] | None = None
        whole = column(self, gap=0)
        self.band = RestrictedBand(self)
        whole.addWidget(self.band)
        self._down = column(margins=PAGE, gap=10)
        whole.addLayout(self._down, 1)
        self._build_head()
        self.stop = Well(self, "amber", "triangle-alert", "")
        self.stop.hide()
        self.again = Reopening(self)
        self.empty = EmptyPage("lock", self)
        self.empty.hide()
        self.view = FileView(desk, self.present, self)
        for shown, share in ((self.letters, 0), (self.stop, 0), (self.again, 0), (self.empty, 1), (self.view, 1)):
            self._down.addWidget(shown, share)
        self.letters.step = lambda: self.pane.step
        self.steps, self.pane, self.papers = self.view.steps, self.view.middle.pane, self.view.middle.papers
        self._unkept = Unkept(desk, file.register, self.pane)
        self.walk = Walk(self.present, self.view, self._unkept, self)
        self._doings = Doings(desk, self.present, self.view, self.walk, self.letters, self.band, self)
        self.more = More(self, self._doings.all(self._bar, self._reopen))
        self.head.acts.insertWidget(0, self.more.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.acts = Acts(desk, self.present, self.walk, self._unkept, self.stop)
        self.acts.follow(self.view)
        self.acts.written.connect(self._read)
        self.papers.copies.opened.connect(self.letters.trouble.hide)
        self.again.wanted.connect(self.acts.open_again)
        self.again.left.connect(self.steps.setFocus)
        self._next.clicked.connect(self.walk.go_on)
        self._made = QElapsedTimer()
        self.setAcceptDrops(True)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.do)

    def arrive(self, about: object) -> None:
        """Show a file by its id; a register's page gives those selected, Home also what it means in a list of it."""
        listed = about[1:] if isinstance(about, tuple) else ()
        if listed == (MADE,):
            self._made.start()
        else:
            self._made.invalidate()
        self._wanted = listed if len(listed) == 2 and isinstance(listed[0], str) else None
        number = about[0] if isinstance(about, tuple) and about else about
        if isinstance(number, int) and number != self.present.number:
            self.present.number, self.present.values = number, Values()
            self._recording = None
            self.stop.hide()
            self.again.hide()
            self.view.middle.turn(middle.STEP)
        elif access.is_restricted(self.present.values):
            self.present.values = Values()  # each time it is come to, its opening is recorded
        self._read()
        self._begin()

    def leave(self) -> None:
        """What is being typed is finished first; what cannot be kept stays with its words."""
        if self.present.is_shown and not self.desk.store.read_only:
            self.pane.leave_boxes(self._unkept.of(self.present.number).keys())

    def refresh(self, _changed: frozenset[str]) -> None:
        """Something changed."""
        if self.isVisible() and self.present.number:
            self._read()

    def standing(self) -> object:
        """The file shown."""
        return self.present.number

    def verbs(self) -> Verbs:
        """The file sheet is printed; adding goes to the list of the step; a letter is written from the file."""
        if not self.present.is_shown:
            return {}
        sheet: Verbs = {"print": self._doings.print_sheet, "export": self._doings.save_sheet}
        return sheet if self.present.fixed else {**sheet, "new": self.pane.add, "letter": self.letters.ask}

    def count_text(self) -> str:
        """How far it is."""
        return f"{self.present.done} of {len(self.present.steps)} steps done" if self.present.is_shown else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Letters go into the menu “More” where the bar has little room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Its parts fold and scroll."""
        return QSize(480, 240)

    def do(self) -> None:
        """Ctrl+Enter: the form one is in is kept; else the step is done. Pressed twice to open a file, it opens it."""
        if self._made.isValid() and self._made.elapsed() < _TWICE:
            return
        here, forms = QApplication.focusWidget(), (self.view.timeline.asking, self.view.about.asking)
        inside = next((form for form in forms if here is not None and form.isAncestorOf(here)), None)
        if inside:
            inside.ask()
        else:
            self.pane.do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes back what is being typed, then goes to the steps; Ctrl+V adds what was copied."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            name = self.pane.take_back()
            if name:
                self._unkept.forget(self.present.number, name)
                self._unkept.say(self.present.number, take_focus=False)
            self.steps.setFocus()
        elif event.matches(QKeySequence.StandardKey.Paste) and self.papers.writes:
            self.view.middle.turn(middle.DOCUMENTS)
            self.papers.paste()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere on the page."""
        if self.present.is_shown:
            self.papers.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped is added to the documents."""
        self.view.middle.turn(middle.DOCUMENTS)
        self.papers.dropEvent(event)

    def _build_head(self) -> None:
        self.head = PageHead(self.title, "", self)
        self._down.addWidget(self.head)
        self._reopen = self.head.add(button("Open it again", self, self._ask_again, icon_name="undo-2"))
        self._reopen.setToolTip(f"The reason is asked for first ({REOPENS})")
        self.letters = Letters(self.desk, self.present.file.register.name, self)
        self.head.add(self.letters.act)
        self._next = self.head.add(button("Go on", self, kind="primary"))
        self._next.setToolTip(f"To what is to be done next ({_NEXT})")
        QShortcut(QKeySequence(_NEXT), self, self._next.click)

    def _bar(self) -> QWidget:
        return self.more.button

    def _fit(self) -> None:
        narrow = self.width() < NARROW * Look.now.scale
        self.letters.act.setVisible(self.letters.offered and not narrow)

    def _ask_again(self) -> None:
        self.again.begin()

    def _read(self) -> None:
        """Show the file as it stands now; one that is opened for named people once that is recorded."""
        here = self.present
        if not self.desk.may_read() or self._recording == here.key:
            return
        try:
            values = access.look(*here.key)
        except Plain as refused:
            self._put_away(refused)
            return
        if here.is_shown or not access.is_restricted(values):
            self._show(values)
            return
        self._put_away(_OPENING)
        self._recording = here.key
        work = partial(_opened, self.desk.store, here.key)
        self.desk.tasks.run(work, partial(self._recorded, here.key), failed=partial(self._not_recorded, here.key))

    def _begin(self) -> None:
        """The keyboard goes to what was asked for in a list of the file, else to the steps."""
        if self.present.is_shown and self._wanted:
            self.walk.stand_in(*self._wanted)
        else:
            self.steps.setFocus()

    def _recorded(self, key: Key, values: Values) -> None:
        """That it is opened stands in the history: it may be seen, unless another file is looked at by now."""
        if self._recording == key and self.desk.may_read():
            self._recording = None
            self._show(values)
            self._begin()

    def _not_recorded(self, key: Key, error: BaseException) -> None:
        if not isinstance(error, Plain):
            self.desk.tasks.failed.emit(error)
        if self._recording == key:
            self._recording = None
            self._put_away(error if isinstance(error, Plain) else _NOT_OPENED)

    def _put_away(self, why: Plain) -> None:
        """Nothing of the file is shown, and why."""
        self.present.values = Values()
        title, _, text = str(why).partition(". ")
        self.empty.say(f"{title.rstrip('.')}.", text)
        self.empty.show()
        self.view.hide()
        self.head.say(self.title, "")
        self.band.put_away()
        for act in (self._next, self._reopen, self.stop, self.again, self.letters.act, self.more.button):
            act.hide()
        self._tell()

    def _tell(self) -> None:
        self.counted.emit(self.count_text())
        self.verbs_changed.emit()

    def _show(self, values: Values) -> None:
        here, fresh = self.present, not self.present.is_shown
        here.values = values
        act = here.act
        self.empty.hide()
        self.view.show()
        following = f"Next: {act[:1].lower()}{act[1:]}." if act else ""
        sentence = " ".join(part for part in (here.file.sentence_of(values), following) if part)
        self.head.say(here.file.title_of(values), sentence)
        self._next.setVisible(not here.fixed and bool(act))
        self._next.setText(act.replace("&", "&&"))
        self._reopen.setVisible(here.closed and not self.desk.store.read_only)
        self.more.button.show()
        self.letters.show_file(here.number, values, read_only=here.fixed)
        self._fit()
        if values["readers"] == NAMED:
            self.band.show_file(values["named"], access.openings(*here.key))
        else:
            self.band.put_away()
        if fresh:
            self.view.turn()
        self.walk.show(fresh=fresh)
        self.view.show_cards()
        self._tell()


def _opened(store: Store, key: Key, _: Progress) -> Values:
    """The file once that it is opened is recorded, by the one thread that writes."""
    return access.read(store, *key)

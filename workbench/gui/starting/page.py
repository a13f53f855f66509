"""The first start: four steps on one card, then the records are there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from workbench import clock, paths
from workbench.errors import Plain
from workbench.gui.asking import ask_save
from workbench.gui.printing import print_and_forget
from workbench.gui.starting.beginning import Beginning, With, Wrong
from workbench.gui.starting.fields import Problems
from workbench.gui.starting.steps import CouncilStep, FirstLinesStep, KeyStep, PlaceStep, StartStep
from workbench.gui.tasks import Tasks
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Card, IconLabel, Label, Scroll, column, row
from workbench.gui.widgets.buttons import button
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.workflows.progress import Progress

WIDTH = 600


class StartPage(QWidget):
    """`ready` hands over the open store and what to begin with; `other_wanted` leads to councils there are already."""

    ready = Signal(object, object)
    left = Signal()
    other_wanted = Signal()

    def __init__(self, tasks: Tasks, folder: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._tasks = tasks
        self.beginning = Beginning(folder or paths.default_council_folder())
        self._store: Store | None = None
        self._key, self._at = "", 0
        self._build()
        self._show(0)

    @property
    def step(self) -> StartStep:
        """The step shown."""
        return self.steps[self._at]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the person: records that are there already are closed well."""
        if self._store:
            self._store.close()
            self._store = None
        super().closeEvent(event)
        self.left.emit()

    def next(self) -> None:
        """Go on, unless something is wrong; then it is said where."""
        if not self.go.isEnabled():
            return
        wrong = self.step.take()
        self.step.mark(wrong)
        self._complain(wrong)
        if wrong:
            return
        if self.step is self.place:
            self._make()
        elif self.step is self.lines:
            store, self._store = self._store, None
            self.ready.emit(store, self.lines.chosen())
        else:
            if self.step is self.key:
                self.key.forget()
                self._key = ""
            self._show(self._at + 1)

    def go_back(self) -> None:
        """One step back; once the files are made there is no way back."""
        if self._store is None and self._at:
            self._show(self._at - 1)

    def _build(self) -> None:
        outer = column(self, gap=0)
        self._scroll = scroll = Scroll(self, (16, 16, 16, 16), 14)
        outer.addWidget(scroll)
        scroll.box.addStretch(1)
        self._card = Card(scroll.inside, (32, 26, 32, 24), 10)
        Look.now.changed.connect(self._measure)
        self._measure()
        # Stretches and not an alignment, so that the card grows with its wrapped words.
        across = row(gap=0)
        across.addStretch(1)
        across.addWidget(self._card)
        across.addStretch(1)
        scroll.box.addLayout(across)
        scroll.box.addStretch(1)
        self._head(self._card)
        self._problem = Problems(self._card)
        self._problem.wanted.connect(self._look_at)
        self._card.box.addWidget(self._problem)
        self.council, self.place = CouncilStep(self.beginning, self._card), PlaceStep(self.beginning, self._card)
        self.key, self.lines = KeyStep(self.beginning, self._card), FirstLinesStep(self.beginning, self._card)
        self.steps: tuple[StartStep, ...] = (self.council, self.place, self.key, self.lines)
        self._card.box.addSpacing(4)
        for step in self.steps:
            self._card.box.addWidget(step)
        self._card.box.addSpacing(6)
        self._foot(self._card)
        self._connect()

    def _connect(self) -> None:
        self.council.sample_wanted.connect(self._sample)
        self.key.print_wanted.connect(self._print)
        self.key.save_wanted.connect(self._save)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.go_back)
        for box in (self.council.council, self.place.folder, self.place.user, self.place.passphrase, self.place.again,
                    self.key.one, self.key.two):  # fmt: skip
            box.returnPressed.connect(self.next)
        self.lines.options.entered.connect(self.next)

    def _measure(self) -> None:
        self._card.setFixedWidth(round(WIDTH * (0.4 + 0.6 * Look.now.scale)))

    def _head(self, card: Card) -> None:
        top = row(gap=8)
        top.addWidget(IconLabel("landmark", card, "accent_ink", 28))
        top.addStretch(1)
        self._where = Label("", card, "caption", "ink2")
        top.addWidget(self._where)
        card.box.addLayout(top)
        self._title = Label("", card, "title", wrap=True)
        self._text = Label("", card, "body", "ink2", wrap=True)
        card.box.addWidget(self._title)
        card.box.addWidget(self._text)

    def _foot(self, card: Card) -> None:
        foot = row(gap=10)
        self.other = button("&Open another council", card, self.other_wanted.emit, kind="link")
        foot.addWidget(self.other)
        foot.addStretch(1)
        self.back = button("&Back", card, self.go_back)
        self.go = button("", card, self.next, kind="primary")
        foot.addWidget(self.back)
        foot.addWidget(self.go)
        card.box.addLayout(foot)

    def _show(self, place: int) -> None:
        self._at = place
        for step in self.steps:
            step.setVisible(step is self.step)
        self._where.setText(f"Step {place + 1} of {len(self.steps)}")
        self._title.setText(self.step.title)
        self._text.setText(self.step.text)
        self._problem.hide()
        self.go.setText(self.step.go)
        self.back.setVisible(place == 1)
        self.other.setVisible(place == 0)
        self.step.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _complain(self, wrong: list[Wrong]) -> None:
        self._problem.list_them(wrong)
        if wrong:
            QTimer.singleShot(0, self._reveal)

    def _reveal(self) -> None:
        box = self.focusWidget()
        if box:
            self._scroll.ensureWidgetVisible(box)

    def _look_at(self, box: str) -> None:
        self.step.fields[box].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        self._working(True)
        asked = self.beginning
        council = Council(asked.council, asked.nation)
        folder, passphrase, user = asked.folder, asked.passphrase, asked.user

        def job(_: Progress) -> tuple[Store, str]:
            return Store.create(folder, council, passphrase, user, MODELS, profile=paths.anchors_dir())

        self._tasks.run(job, self._made, failed=self._not_made)

    def _made(self, made: tuple[Store, str]) -> None:
        self._working(False)
        self._store, self._key = made
        self.place.forget()
        self.key.show_key(self._key)
        self._show(2)

    def _not_made(self, error: BaseException) -> None:
        self._working(False)
        if isinstance(error, Plain):
            self._problem.tell(str(error))
        else:
            self._problem.tell("Something went wrong that should not have. Nothing was changed.")
            self._tasks.failed.emit(error)

    def _working(self, working: bool) -> None:
        self.go.setEnabled(not working)
        self.back.setEnabled(not working)
        self.go.setText("Setting up…" if working else self.step.go)

    def _sample(self) -> None:
        self._working(True)
        self._tasks.run(_make_sample, self._sample_made, failed=self._not_made)

    def _sample_made(self, store: Store) -> None:
        self._working(False)
        self.ready.emit(store, With.SAMPLE)

    def _print(self) -> None:
        """Print without leaving a file behind."""
        if print_and_forget(self, partial(self._written, key=self._key)):
            self.key.printed()

    def _save(self) -> None:
        if path := ask_save(self, "Save the recovery sheet", Path("Recovery sheet.pdf")):
            self.save_sheet(path)

    def save_sheet(self, path: Path) -> None:
        """Write the recovery sheet."""
        key = self._key  # forgotten by the page as soon as the person goes on

        def job(_: Progress) -> Path:
            return self._written(path, key)

        self._tasks.run(job, self._saved, failed=self._not_made)

    def _written(self, path: Path, key: str) -> Path:
        from workbench.reports.recovery_sheet import RecoverySheet, print_recovery_sheet

        asked = self.beginning
        print_recovery_sheet(RecoverySheet(asked.council, asked.folder, asked.user, key, clock.now()), path)
        return path

    def _saved(self, path: Path) -> None:
        self._problem.hide()
        self.key.saved(path)


def _make_sample(_: Progress) -> Store:
    from workbench.workflows import sample

    folder = sample.make_sample(paths.sample_folder()).folder
    return Store.open(folder, sample.PASSPHRASE, MODELS, profile=paths.anchors_dir())

"""Bringing a backup back: choose it, try it without changing anything, then put it in place of today's file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench import display, paths
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.page import Page
from workbench.gui.starting.fields import Field, SecretBox
from workbench.gui.tasks import Task
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, Well, column, row
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.records import backup, history, restore
from workbench.records.backup import Manifest
from workbench.records.failures import WrongPassphrase
from workbench.records.layout import BACKUPS
from workbench.records.record import table_name
from workbench.workflows.progress import Progress

BOX = 460  # logical pixels; as wide as what goes in it
WRONG = "That passphrase is not right"
_LABEL = "Passphrase of that time or of today, or the recovery key"


class RestorePage(Page):
    """The backups there are, newest first; each can be tried, and one brought back."""

    title, help_topic, kept = "Bring a backup back", "backup-restore", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._trial: Task | None = None
        down = column(self, PAGE, 12)
        head = PageHead("Bring a backup back", "Nothing is changed until you press the last button.", self)
        head.add(button("Cancel", self, self._back, kind="quiet"))
        down.addWidget(head)
        scroll = Scroll(self, gap=12)
        down.addWidget(scroll, 1)
        card = Card(scroll.inside, SHEET, 12)
        scroll.box.addWidget(card)
        scroll.box.addStretch(1)
        self._which = ChoiceBox(card)
        self._which.setMinimumContentsLength(30)
        self._which.activated.connect(self._describe)
        card.box.addWidget(Field("&Which backup", "", self._which, card))
        other = button("Choose a backup from another place…", card, self._ask_file, kind="link")
        card.box.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = Label("", card, wrap=True)
        card.box.addWidget(self._about)
        self._typed = SecretBox(card)
        self._passphrase = Field(f"&{_LABEL}", "", self._typed, card)
        card.box.addWidget(self._passphrase)
        for box in (self._which, self._typed):
            box.setMaximumWidth(round(BOX * Look.now.scale))
        self._told = Well(card, "accent", "shield-check", "")
        self._told.hide()
        card.box.addWidget(self._told)
        self._fill_foot(card)

    def arrive(self, about: object) -> None:
        """Show the backups there are now."""
        self._which.clear()
        for made in backup.newest_first(self.desk.store.folder / BACKUPS):
            self._offer(made.path, made.manifest)
        if isinstance(about, Path):
            self._choose_file(about)
        self._describe()
        self._which.setFocus()

    def leave(self) -> None:
        """A trial that is still on its way is of no interest any longer."""
        if self._trial:
            self._trial.forget()

    def _fill_foot(self, card: Card) -> None:
        acts = row(gap=8)
        self._try = button("Try it, change nothing", card, self._rehearse)
        self._go = button("Bring this backup back", card, self._restore, kind="primary", icon_name="history")
        acts.addWidget(self._try)
        acts.addWidget(self._go)
        acts.addStretch(1)
        card.box.addLayout(acts)
        hint = "The file as it is now is kept in the folder of backups. The program locks itself for a moment."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))

    def _offer(self, path: Path, about: Manifest) -> None:
        self._which.addItem(f"{display.moment(about.made)}, {about.reason}", (path, about))

    def _choose_file(self, path: Path) -> None:
        try:
            self._offer(path, restore.manifest_of(path))
            self._which.setCurrentIndex(self._which.count() - 1)
        except restore.NoBackup as why:
            self._tell("problem", str(why))
        self._describe()

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", f"Backups (*{backup.SUFFIX})")
        if name:
            self._choose_file(Path(name))

    def _describe(self) -> None:
        chosen = self._which.currentData()
        for part in (self._try, self._go, self._passphrase):
            part.setVisible(bool(chosen))
        if not chosen:
            self._about.setText("There is no backup in this folder yet. Ctrl+B makes one.")
            return
        about: Manifest = chosen[1]
        since = history.head().seq - about.head.seq
        later = f"{display.count(since, 'change')} made since then {'is' if since == 1 else 'are'} not in it."
        self._about.setText(later if since > 0 else "Nothing was changed since it was made.")

    def _chosen(self) -> Path | None:
        chosen = self._which.currentData()
        if chosen and not self._typed.text():
            self._passphrase.refuse("Enter the passphrase")
            self._typed.setFocus()
            return None
        self._passphrase.refuse("")
        return Path(chosen[0]) if chosen else None

    def _rehearse(self) -> None:
        self._check(for_good=False)

    def _restore(self) -> None:
        self._check(for_good=True)

    def _check(self, *, for_good: bool) -> None:
        if path := self._chosen():
            typed = self._typed.text()
            work = partial(_rehearsed, path, self.desk.store.folder, typed)
            done = self._good if not for_good else partial(self._go_on, path, typed)
            self._trial = self.desk.tasks.run(
                work, done, failed=self._refused, title="Trying the backup", can_cancel=False
            )

    def _good(self, about: Manifest) -> None:
        lines = sum(about.counts.get(table_name(r.record), 0) for r in self.desk.registers)
        text = f"It opens and is whole, with {display.count(lines, 'record')}. Nothing was changed."
        self._tell("accent", f"This backup is good. {text}")

    def _go_on(self, path: Path, typed: str, _: Manifest) -> None:
        """Bring back what was tried, whatever has been chosen or typed since."""
        self.desk.restore_wanted.emit(path, typed)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, WrongPassphrase):
            self._passphrase.refuse(WRONG, "Nothing was changed. Check that Caps Lock is off")
            self._typed.setFocus()
            self._typed.selectAll()
        else:
            self._tell("problem", str(error))

    def _tell(self, tone: str, text: str) -> None:
        title, _, rest = text.partition(". ")
        self._told.dress(tone, "shield-check" if tone == "accent" else "triangle-alert")
        self._told.say(title, rest)
        self._told.show()

    def _back(self) -> None:
        self.desk.go("back")


def _rehearsed(path: Path, folder: Path, typed: str, _: Progress) -> Manifest:
    return restore.rehearse(path, folder, typed, paths.anchors_dir())

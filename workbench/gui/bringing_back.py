"""Choosing a backup, trying it, bringing it back: the same on its page in the window and at the door."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from workbench import display, paths
from workbench.errors import Plain
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.starting.fields import Field, SecretBox
from workbench.gui.tasks import Task, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import Label, Well, column, row
from workbench.gui.widgets.buttons import button
from workbench.records import backup, recovery, restore
from workbench.records.backup import Manifest
from workbench.records.chain import CODE_LETTERS
from workbench.records.failures import WrongPassphrase
from workbench.records.record import table_name
from workbench.records.restore import Offer, Rehearsed
from workbench.registers import MODELS
from workbench.workflows.progress import Progress

BOX = 460  # logical pixels; as wide as what goes in it
WRONG = "That passphrase is not right"
_LABEL = "Passphrase of that time or of today, or the recovery key"
_CODE = "Last printed code, if there is one"
_AT_FOOT = (
    "At the foot of the last record of destruction, after “Code of the history”. It shows if a backup is new enough."
)
_SHAPE = "A code has twelve letters and figures in three groups; or leave it empty"
_HELD = "The entry with this code is in it: nothing that was printed up to then is missing."
_NOT_HELD = (
    "It does not hold the entry with this code, so something that was printed since is missing in it. Nothing was "
    "changed. Look for a newer backup. Where there is none, bring this one back: what is missing is asked for then."
)


class BringBack(QWidget):
    """The backups there are, newest first; each can be tried. `wanted` hands over one that was found good."""

    wanted = Signal(object, str)

    def __init__(self, tasks: Tasks, folder: Path, nothing: str, parent: QWidget, *, coded: bool = False) -> None:
        """`nothing` is said where there is no backup; `coded` asks for the last printed code as well."""
        super().__init__(parent)
        self._tasks, self._folder, self._nothing = tasks, folder, nothing
        self._trial: Task | None = None
        self._trying = False
        self._head: int | None = None
        down = column(self, gap=12)
        self.which = ChoiceBox(self)
        self.which.setMinimumContentsLength(30)
        self.which.activated.connect(self._describe)
        self._list = Field("&Which backup", "", self.which, self)
        down.addWidget(self._list)
        self.about, self.ways = Label("", self, wrap=True), Label("", self, "caption", "ink2", wrap=True)
        down.addWidget(self.about)
        self.other = button("Choose a backup from another place…", self, self._ask_file, kind="link")
        down.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self.typed = SecretBox(self)
        self.passphrase = Field(f"&{_LABEL}", "", self.typed, self)
        down.addWidget(self.passphrase)
        down.addWidget(self.ways)
        self.code = QLineEdit(self)
        self._printed = Field(f"&{_CODE}", _AT_FOOT, self.code, self) if coded else None
        self.code.setVisible(coded)
        if self._printed:
            down.addWidget(self._printed)
        self.code.returnPressed.connect(self._rehearse)
        for box in (self.which, self.typed, self.code):
            box.setMaximumWidth(round(BOX * Look.now.scale))
        self.told = Well(self, "accent", "shield-check", "")
        self.told.hide()
        down.addWidget(self.told)
        self.acts = QWidget(self)
        acts = row(self.acts, gap=8)
        self.trial = button("Try it, change nothing", self.acts, self._rehearse)
        self.go = button("Bring this backup back", self.acts, self._restore, kind="primary", icon_name="history")
        acts.addWidget(self.trial)
        acts.addWidget(self.go)
        acts.addStretch(1)
        down.addWidget(self.acts)

    def look(self, second: Path | None, head: int | None, chosen: object = None) -> None:
        """Look for backups, also in the second place. `head` is the last entry of the history that is known of."""
        self._head = head
        self._show_parts(there=False)
        self.about.setText("Looking for backups…")
        self._tasks.run(partial(_found, self._folder, second), partial(self._listed, chosen), failed=self._refused)

    def forget(self) -> None:
        """What is tried is of no interest any longer, and nothing secret stays."""
        self.typed.clear()
        if self._trial:
            self._trial.forget()

    def choose_file(self, path: Path) -> None:
        """Offer a backup from anywhere."""
        self._tasks.run(partial(_one, path, self._folder), self._chosen_file, failed=self._refused)

    def _listed(self, chosen: object, found: list[Offer]) -> None:
        self.which.clear()
        for offer in found:
            self._add(offer)
        self._describe()
        (self.which if found else self.other).setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(chosen, Path):
            self.choose_file(chosen)

    def _chosen_file(self, offer: Offer) -> None:
        self._add(offer)
        self.which.setCurrentIndex(self.which.count() - 1)
        self.told.hide()
        self._describe()
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, offer: Offer) -> None:
        place = ", in the second backup place" if offer.second else ""
        self.which.addItem(f"{display.moment(offer.manifest.made)}, {offer.manifest.reason}{place}", offer)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choose a backup", "", f"Backups (*{backup.SUFFIX})")
        if name:
            self.choose_file(Path(name))

    def _offer(self) -> Offer | None:
        offer = self.which.currentData()
        return offer if isinstance(offer, Offer) else None

    def _show_parts(self, *, there: bool) -> None:
        for part in filter(None, (self._list, self.acts, self.passphrase, self._printed)):
            part.setVisible(there)
        self.ways.setVisible(there and bool(self.ways.text()))

    def _describe(self) -> None:
        offer = self._offer()
        self.about.setText(
            f"{_words(offer.manifest)} {self._since(offer.manifest)}".strip() if offer else self._nothing
        )
        self.ways.setText(offer.ways if offer else "")
        self._show_parts(there=bool(offer))

    def _since(self, about: Manifest) -> str:
        if self._head is None:
            return ""
        since = self._head - about.head.seq
        if since < 0:
            return f"It holds {display.count(-since, 'change')} more than the file here."
        later = f"{display.count(since, 'change')} made since then {'is' if since == 1 else 'are'} not in it."
        return later if since else "Nothing was changed since it was made."

    def _rehearse(self) -> None:
        self._check(for_good=False)

    def _restore(self) -> None:
        self._check(for_good=True)

    def _check(self, *, for_good: bool) -> None:
        offer, typed = self._offer(), self.typed.text()
        self.passphrase.refuse("" if typed else "Enter the passphrase")
        if self._trying:
            return
        if not typed:
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._code_reads():
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
        elif offer:
            work = partial(_rehearsed, offer.path, self._folder, typed, self.code.text())
            done = self._good if not for_good else partial(self._go_on, offer.path, typed)
            self._trying = True
            self._tell("accent", "Trying the backup. This takes a moment.")
            self._trial = self._tasks.run(work, done, failed=self._refused, title="Trying the backup", can_cancel=False)

    def _code_reads(self) -> bool:
        """Whether what was typed as a code can be one; it may be left empty."""
        wrong = bool(self.code.text().strip()) and recovery.read_letters(self.code.text(), CODE_LETTERS) is None
        if self._printed:
            self._printed.refuse(*(("That is no printed code", _SHAPE) if wrong else ("",)))
        return not wrong

    def _good(self, tried: Rehearsed) -> None:
        self._trying = False
        whole = f"It opens and is whole, with {_count(tried.manifest)}."
        if tried.holds is False:
            self._tell("amber", f"This backup is good, but older than the paper. {whole} {_NOT_HELD}")
        else:
            proof = f" {_HELD}" if tried.holds else ""
            self._tell("accent", f"This backup is good. {whole}{proof} Nothing was changed.")

    def _go_on(self, path: Path, typed: str, _: Rehearsed) -> None:
        """Bring back what was tried, whatever has been chosen or typed since."""
        self._trying = False
        self.wanted.emit(path, typed)

    def _refused(self, error: BaseException) -> None:
        self._trying = False
        self.told.hide()
        if isinstance(error, WrongPassphrase):
            self.passphrase.refuse(WRONG, "Nothing was changed. Check that Caps Lock is off")
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
            self.typed.selectAll()
        elif isinstance(error, Plain):
            self._tell("problem", str(error))
            self._describe()
        else:
            self._describe()
            self._tasks.failed.emit(error)

    def _tell(self, tone: str, text: str) -> None:
        title, _, rest = text.partition(". ")
        self.told.dress(tone, "shield-check" if tone == "accent" else "triangle-alert")
        self.told.say(title, rest)
        self.told.show()


def _count(about: Manifest) -> str:
    return display.count(sum(about.counts.get(table_name(model), 0) for model in MODELS), "record")


def _words(about: Manifest) -> str:
    letters = f" and {display.count(len(about.letters), 'letter')} of its own" if about.letters else ""
    return f"{about.council}, {_count(about)}{letters}."


def _found(folder: Path, second: Path | None, _: Progress) -> list[Offer]:
    return restore.offers(folder, second)


def _one(path: Path, folder: Path, _: Progress) -> Offer:
    return restore.offer_of(path, folder)


def _rehearsed(path: Path, folder: Path, typed: str, code: str, _: Progress) -> Rehearsed:
    return restore.rehearse(path, folder, typed, paths.anchors_dir(), code)

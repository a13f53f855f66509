"""The ways into the records: another passphrase, and a new recovery key on a new sheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import clock
from workbench.gui.asking import ask_save
from workbench.gui.bringing_back import BOX, WRONG
from workbench.gui.desk import Desk
from workbench.gui.page import Page
from workbench.gui.printing import print_and_forget
from workbench.gui.safety import ENVELOPE
from workbench.gui.starting.beginning import ADVICE, Beginning
from workbench.gui.starting.fields import Field, SecretBox
from workbench.gui.starting.steps import KeyStep
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, Well, column
from workbench.gui.widgets.buttons import button
from workbench.gui.widgets.parts import PageHead
from workbench.records.failures import WrongPassphrase
from workbench.records.keys import SHORTEST
from workbench.records.store import Store
from workbench.reports.recovery_sheet import RecoverySheet, print_recovery_sheet
from workbench.workflows.progress import Progress

OLD_BACKUPS = (
    "The recovery sheet stays good. Backups made until now still open with the old passphrase: if somebody left, keep "
    "old USB sticks where only you can reach them. Here they open with the new passphrase as well."
)
UNCONFIRMED = "The new sheet is not confirmed. The old sheet and the new one both open the records."
CAPS = "Check that Caps Lock is off"
WRONG_KEY = "That recovery key is not right"


class WaysInPage(Page):
    """Both ask for the passphrase or the recovery key, so that nobody does it at a desk left open.

    A new recovery key opens beside the one in the envelope until two of its groups were typed back: whenever the page
    is left, every sheet on paper holds.
    """

    title, help_topic, kept = "Passphrase and recovery sheet", "backup-restore", False

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._key, self._begun = "", False
        self._recovery = desk.store.opened_with_recovery
        down = column(self, PAGE, 12)
        head = PageHead("Passphrase and recovery sheet", "The two ways into the records.", self)
        head.add(button("Back", self, self._back, kind="quiet", icon_name="arrow-left"))
        down.addWidget(head)
        self._scroll = Scroll(self, gap=12)
        down.addWidget(self._scroll, 1)
        self._other = self._passphrase()
        self._scroll.box.addWidget(self._other)
        self._scroll.box.addWidget(self._sheet())
        self._scroll.box.addStretch(1)

    def arrive(self, about: object) -> None:
        """'sheet' begins with the recovery sheet."""
        first = self._proof if about == "sheet" else self._old
        first.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(first)

    def leave(self) -> None:
        """Nothing secret stays in a box; what was begun is said to be unfinished."""
        if self._begun:
            # Once the next page is shown: showing it takes messages away.
            QTimer.singleShot(0, self.desk, partial(self.desk.say, UNCONFIRMED))
        self._forget()

    def _forget(self) -> None:
        for box in self.findChildren(QLineEdit):
            box.clear()

    def _passphrase(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        title = "Set a new passphrase" if self._recovery else "Change the passphrase"
        card.box.addWidget(Label(title, card, "section"))
        self._old = self._proof_box(card, "Passphrase &now", "Forgotten? The recovery key does as well.")
        self._new = _secret(card, "New &passphrase", ADVICE)
        self._again = _secret(card, "The new one &once more", "")
        for field in (self._old, self._new, self._again):
            card.box.addWidget(field)
        self._again.entered.connect(self._change)
        act = button(title, card, self._change)
        card.box.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(Label(OLD_BACKUPS, card, "caption", "ink2", wrap=True))
        return card

    def _sheet(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("Print a new recovery sheet", card, "section"))
        text = (
            "A new sheet carries a new key. Until you have typed two groups of it back, the sheet in the envelope goes "
            "on opening the records; after that it opens only backups made before."
        )
        card.box.addWidget(
            Well(card, "amber", "mail", "The old sheet stops working once the new one is confirmed", text)
        )
        if self.desk.store.unconfirmed_sheets():
            text = (
                "Every sheet printed so far opens the records. Make a new key and confirm it: then only that one does."
            )
            card.box.addWidget(Well(card, "amber", "triangle-alert", "A new sheet was begun and not confirmed", text))
        self._proof = self._proof_box(card, "&Your passphrase", "Or the recovery key from the old sheet.")
        self._proof.entered.connect(self._renew)
        card.box.addWidget(self._proof)
        self._make = button("Make a new recovery key", card, self._renew)
        card.box.addWidget(self._make, 0, Qt.AlignmentFlag.AlignLeft)
        self._step = KeyStep(Beginning(self.desk.store.folder), card)
        self._step.print_wanted.connect(self._print)
        self._step.save_wanted.connect(self._ask_where)
        self._done = button("The sheet is printed and right", card, self._confirm, icon_name="check")
        for part in (self._step, self._done):
            part.hide()
        card.box.addWidget(self._step)
        card.box.addWidget(self._done, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _proof_box(self, card: Card, label: str, hint: str) -> _Secret:
        """Asks for the passphrase; of somebody who has none but the recovery key, for that."""
        if not self._recovery:
            return _secret(card, label, hint)
        access = "&Recovery key, from the sheet" if "&now" in label else "Recover&y key, from the sheet"
        made = _secret(card, access, "You opened with it, so it takes the place of the passphrase.")
        made.show_typed()
        return made

    def _change(self) -> None:
        here = "Type the recovery key" if self._recovery else "Enter the passphrase you use now"
        wrong = {
            self._old: "" if self._old.text() else here,
            self._new: "" if len(self._new.text()) >= SHORTEST else f"Use at least {SHORTEST} letters",
            self._again: "" if self._new.text() == self._again.text() else "The two are not the same",
        }
        for field, text in wrong.items():
            field.refuse(text)
        if first := next((field for field, text in wrong.items() if text), None):
            first.box.setFocus()
            return
        work = partial(_changed, self.desk.store, self._old.text(), self._new.text())
        failed = partial(self._refused, self._old)
        self.desk.tasks.run(work, self._is_changed, failed=failed, title="Changing the passphrase", can_cancel=False)

    def _is_changed(self, _: object) -> None:
        self._forget()
        self.desk.written.emit()
        more = " Print a new recovery sheet next: the old one was used." if self._recovery else ""
        self.desk.say(f"The passphrase was changed. Use the new one from now on.{more}")
        if more:
            self._scroll.ensureWidgetVisible(self._make)
            self._proof.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _renew(self) -> None:
        empty = "Type the recovery key" if self._recovery else "Enter your passphrase"
        self._proof.refuse("" if self._proof.text() else empty)
        if self._proof.text():
            self._begun = True
            work, failed = partial(_renewed, self.desk.store, self._proof.text()), partial(self._refused, self._proof)
            self.desk.tasks.run(work, self._is_new, failed=failed, title="Making a new key", can_cancel=False)

    def _is_new(self, key: str) -> None:
        self._key = key
        self._step.show_key(key)
        for part in (self._step, self._done):
            part.show()
        for unwanted in (self._proof, self._make, self._other):  # one thing at a time, one meaning for each key
            unwanted.hide()
        self._proof.clear()
        self._step.first().setFocus()

    def _ask_where(self) -> None:
        if path := ask_save(self, "Save the recovery sheet", Path("Recovery sheet.pdf")):
            self.save_sheet(path)

    def save_sheet(self, path: Path) -> None:
        """Write the sheet with the new key."""
        self.desk.tasks.run(partial(_printed, self._recovery_sheet(), path), self._step.saved)

    def _print(self) -> None:
        if print_and_forget(self, partial(print_recovery_sheet, self._recovery_sheet())):
            self._step.printed()

    def _recovery_sheet(self) -> RecoverySheet:
        store = self.desk.store
        council = store.council
        return RecoverySheet(council.name, store.folder, store.user, self._key, clock.now(), council.sample)

    def _confirm(self) -> None:
        wrong = self._step.take()
        self._step.mark(wrong)
        if not wrong:
            self._done.setEnabled(False)
            work = partial(_confirmed, self.desk.store, self._key)
            self.desk.tasks.run(work, self._is_confirmed, failed=self._not_confirmed, title="Keeping the new key")

    def _is_confirmed(self, _: object) -> None:
        self._key, self._begun = "", False
        self._step.forget()
        self.desk.written.emit()
        self.desk.tasks.say_changed(())
        self.desk.go("settings", "ways in")
        self.desk.say("Seal the sheet and lock it away. Destroy the old one: only the new one opens the records.")

    def _not_confirmed(self, error: BaseException) -> None:
        self._done.setEnabled(True)
        self.desk.tasks.failed.emit(error)

    def _refused(self, field: Field, error: BaseException) -> None:
        self._begun = False
        if isinstance(error, WrongPassphrase):
            what, advice = (WRONG_KEY, "Compare each group with the sheet") if self._recovery else (WRONG, CAPS)
            field.refuse(what, f"Nothing was changed. {advice}")
            field.box.setFocus()
        else:
            self.desk.tasks.failed.emit(error)

    def _back(self) -> None:
        self.desk.go("back")


class _Secret(Field):
    """A question that is answered with a passphrase; `entered` says that Enter was pressed in it."""

    entered = Signal()

    def __init__(self, label: str, hint: str, parent: QWidget) -> None:
        box = SecretBox(parent)
        super().__init__(label, hint, box, parent)
        box.returnPressed.connect(self.entered)

    def text(self) -> str:
        """What was typed."""
        return self.box.text() if isinstance(self.box, QLineEdit) else ""

    def show_typed(self) -> None:
        """A key that is copied from paper is shown while it is typed."""
        if isinstance(self.box, SecretBox):
            self.box.show_typed(True)

    def clear(self) -> None:
        """Forget what was typed."""
        if isinstance(self.box, QLineEdit):
            self.box.clear()


def _secret(card: Card, label: str, hint: str) -> _Secret:
    made = _Secret(label, hint, card)
    made.box.setMaximumWidth(round(BOX * Look.now.scale))
    return made


def _changed(store: Store, old: str, new: str, _: Progress) -> None:
    store.change_passphrase(old, new)


def _renewed(store: Store, typed: str, _: Progress) -> str:
    store.prove(typed)
    return store.new_recovery_key()


def _confirmed(store: Store, key: str, _: Progress) -> None:
    store.confirm_recovery_key(key)
    store.set_setting(ENVELOPE, clock.today().isoformat())


def _printed(sheet: RecoverySheet, path: Path, _: Progress) -> Path:
    print_recovery_sheet(sheet, path)
    return path

"""Settings: how it looks, when it locks, where the records and their copies are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench import display
from workbench.gui.asking import ask_folder
from workbench.gui.cases.policy_card import PolicyCard
from workbench.gui.desk import Desk
from workbench.gui.editors.base import ChoiceBox
from workbench.gui.letter_settings import LetterSettings
from workbench.gui.page import Page
from workbench.gui.places import show_folder
from workbench.gui.safety import SAME_DISK, SECOND_PLACE, Said, make_backup
from workbench.gui.theme.look import SIZES, THEMES
from workbench.gui.widgets.basics import PAGE, SHEET, Card, Label, Scroll, Well, column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.gui.widgets.parts import PageHead
from workbench.records import places
from workbench.workflows import disposal
from workbench.workflows.cases import policy
from workbench.workflows.progress import Progress

MINUTES = (5, 10, 15, 20, 30, 60)


class SettingsPage(Page):
    """Every choice takes effect at once and is kept."""

    title, help_topic = "Settings", "settings"

    def __init__(self, desk: Desk, _: str, parent: QWidget) -> None:
        super().__init__(desk, parent)
        down = column(self, PAGE, 12)
        down.addWidget(PageHead("Settings", "Each change takes effect at once.", self))
        self._scroll = Scroll(self, gap=12)
        down.addWidget(self._scroll, 1)
        self._scroll.box.addWidget(self._looks())
        self._scroll.box.addWidget(self._locking())
        self._scroll.box.addWidget(self._authorising())
        self._letters = LetterSettings(desk, self._scroll.inside)
        self._scroll.box.addWidget(self._letters)
        self._policy = PolicyCard(desk, self._scroll.inside)
        self._scroll.box.addWidget(self._policy)
        self._cards = {"folder": self._folder_card(), "backup": self._backup_card(), "ways in": self._ways_in()}
        for card in self._cards.values():
            self._scroll.box.addWidget(card)
        self._scroll.box.addStretch(1)
        desk.settings_changed.connect(self._show_choices)

    def arrive(self, about: object) -> None:
        """Show the present state; 'folder', 'backup' or 'ways in' goes there."""
        self._show_choices()
        self._letters.show_kept()
        if self.desk.may_read():
            self._policy.follow(policy.own())
        self._show_folder()
        self._show_backup()
        card = self._cards.get(str(about))
        if card is None:
            self._size.setFocus()
            return
        acts = card.findChildren(Button)
        (self._folder_act if about == "folder" else acts[0] if acts else self._size).setFocus()
        QTimer.singleShot(0, card, partial(self._scroll.ensureWidgetVisible, card))  # the page is laid out by then

    def refresh(self, _changed: frozenset[str]) -> None:
        """A backup may have been made."""
        if self.isVisible():
            self._show_backup()

    def _looks(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("How it looks", card, "section"))
        across = row(gap=24)
        self._size = _choice(across, card, "&Text size", [(f"{size} %", size) for size in SIZES], self._set_size)
        self._theme = _choice(across, card, "&Colours", [(text, name) for name, text in THEMES], self._set_theme)
        across.addStretch(1)
        card.box.addLayout(across)
        hint = (
            "Ctrl and + or − change the text size from anywhere. The program also follows the computer’s own text size."
        )
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        return card

    def _locking(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("Locking", card, "section"))
        across = row(gap=24)
        times = [(f"After {display.count(n, 'minute')} without a key", n) for n in MINUTES]
        self._lock = _choice(across, card, "&Lock by itself", times, self._set_lock)
        across.addStretch(1)
        card.box.addLayout(across)
        hint = "What you were typing is kept. Ctrl+L locks at once."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        return card

    def _authorising(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("Destruction of records", card, "section"))
        across = row(gap=24)
        persons = [("One person", False), ("Two persons", True)]
        self._persons = _choice(across, card, "&A batch is authorised by", persons, self._set_persons)
        self._persons.setEnabled(not self.desk.store.read_only)
        across.addStretch(1)
        card.box.addLayout(across)
        hint = "The council’s own rule, for everybody who opens these records. A change of it stands in the history."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        return card

    def _ways_in(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("Passphrase and recovery sheet", card, "section"))
        acts = row(gap=8)
        if not self.desk.store.read_only:
            acts.addWidget(button("Change the passphrase…", card, partial(self.desk.go, "ways-in")))
            acts.addWidget(button("Print a new recovery sheet…", card, partial(self.desk.go, "ways-in", "sheet")))
        acts.addStretch(1)
        card.box.addLayout(acts)
        hint = "The recovery sheet opens the records when the passphrase is lost. Only what is on paper can be used."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        return card

    def _show_choices(self) -> None:
        seat = self.desk.settings
        for box, value in ((self._size, seat.text_size), (self._theme, seat.theme), (self._lock, seat.auto_lock)):
            box.setCurrentIndex(max(box.findData(value), 0))
        if self.desk.may_read():
            self._persons.setCurrentIndex(int(disposal.needs_second(self.desk.store)))

    def _folder_card(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("Where the records are", card, "section"))
        card.box.addWidget(Label(str(self.desk.store.folder), card, "medium", wrap=True))
        warning = " ".join(warned.sentence for warned in places.warnings(self.desk.store.folder))
        if warning:
            card.box.addWidget(Well(card, "amber", "triangle-alert", "A better place is on this computer", warning))
        acts = row(gap=8)
        self._folder_act = button("Show", card, partial(show_folder, self.desk.store.folder))
        acts.addWidget(self._folder_act)
        if not self.desk.store.read_only:
            self._folder_act = button("Move the folder…", card, self._ask_move)
            acts.addWidget(self._folder_act)
        acts.addStretch(1)
        card.box.addLayout(acts)
        self._moved = Well(card, "accent", "hard-drive", "The records were moved")
        self._moved.box.addWidget(
            button("Remove the old files", self._moved, self.desk.move_confirmed.emit, kind="link")
        )
        card.box.addWidget(self._moved)
        hint = "Moving copies everything, checks the copy, and only then uses it. The old folder stays until you say."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        return card

    def _show_folder(self) -> None:
        text = f"The files in {self.desk.moved_from} are kept until you say that all is well here."
        self._moved.say("The records were moved", text)
        self._moved.setVisible(self.desk.moved_from is not None)

    def _backup_card(self) -> Card:
        card = Card(self._scroll.inside, SHEET, 10)
        card.box.addWidget(Label("Backup", card, "section"))
        self._last = Label("", card, "medium", wrap=True)
        card.box.addWidget(self._last)
        self._place = Label("", card, "body", "ink2", wrap=True)
        card.box.addWidget(self._place)
        self._same_disk = Well(card, "amber", "triangle-alert", *SAME_DISK)
        card.box.addWidget(self._same_disk)
        acts = row(gap=8)
        if not self.desk.store.read_only:
            acts.addWidget(button("Back up now", card, self.desk.back_up))
            acts.addWidget(button("Choose a second backup place…", card, self._ask_place))
            acts.addWidget(button("Bring a backup back…", card, partial(self.desk.go, "restore")))
        acts.addWidget(button("Check a printed code…", card, partial(self.desk.go, "code")))
        acts.addStretch(1)
        card.box.addLayout(acts)
        hint = "A backup is made when you close the program and before each import. Each one is opened and checked."
        card.box.addWidget(Label(hint, card, "caption", "ink2", wrap=True))
        return card

    def _show_backup(self) -> None:
        safety = self.desk.safety()
        self._last.setText(f"{safety.backup_line()}.")
        none = "No second backup place chosen. A memory stick or disk that is kept in another room is good."
        self._place.setText(f"Second backup place: {safety.copy_place}" if safety.copy_place else none)
        self._same_disk.setVisible(safety.same_disk)

    def _set_size(self, place: int) -> None:
        self.desk.set(text_size=self._size.itemData(place))

    def _set_theme(self, place: int) -> None:
        self.desk.set(theme=self._theme.itemData(place))

    def _set_lock(self, place: int) -> None:
        self.desk.set(auto_lock=self._lock.itemData(place))

    def _set_persons(self, place: int) -> None:
        work = partial(_set_second, self.desk, bool(self._persons.itemData(place)))
        self.desk.tasks.run(work, self._persons_set)

    def _persons_set(self, two: bool) -> None:
        self.desk.say(f"A batch is authorised by {'two persons' if two else 'one person'} from now on.")
        self.desk.tasks.say_changed(())

    def _ask_move(self) -> None:
        chosen = ask_folder(self, "Choose the new folder")
        if chosen:
            self.desk.move_wanted.emit(chosen / self.desk.store.folder.name)

    def _ask_place(self) -> None:
        chosen = ask_folder(self, "Choose a second backup place")
        if chosen:
            work = partial(_set_place, self.desk, chosen)
            self.desk.tasks.run(work, self._placed, title="Copying the backup", can_cancel=False)

    def _placed(self, said: Said) -> None:
        same = self.desk.safety().same_disk
        text = f"Backups are copied there too{', but it is on the same disk' if same else ''}."
        self.desk.say(text if said.well else said.text, well=said.well and not same)
        self.desk.tasks.say_changed(())


def _choice(
    across: QHBoxLayout, card: Card, text: str, options: Sequence[tuple[str, object]], on: Callable[[int], None]
) -> ChoiceBox:
    box = ChoiceBox(card)
    box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
    for words, value in options:
        box.addItem(words, value)
    box.activated.connect(on)
    label = Label(text, card, "captionstrong")
    label.setBuddy(box)
    down = column(gap=4)
    down.addWidget(label)
    down.addWidget(box)
    across.addLayout(down)
    return box


def _set_second(desk: Desk, two: bool, _: Progress) -> bool:
    desk.store.set_setting(disposal.SECOND_PERSON, two)
    return two


def _set_place(desk: Desk, folder: Path, _: Progress) -> Said:
    desk.store.set_setting(SECOND_PLACE, str(folder))
    return make_backup(desk.store, "asked for")

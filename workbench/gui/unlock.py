"""The unlock card: whose records, where they are, and the passphrase."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from workbench.gui.door_cards import DoorCard
from workbench.gui.theme.icons import icon
from workbench.gui.theme.look import Look, restyle
from workbench.gui.widgets.basics import Card, IconLabel, Label, Scroll, Well, column, row
from workbench.gui.widgets.buttons import Button, button
from workbench.gui.widgets.chips import SampleMark

WIDTH = 420


@dataclass(frozen=True)
class Door:
    """What is known before it is opened."""

    folder: Path
    council: str
    sample: bool = False
    note: str = ""
    backup: str = ""


class UnlockPage(QWidget):
    """One card in the middle. `tried` carries what was typed; it stays in the box until it was right."""

    tried = Signal(str)
    other_wanted = Signal(object)
    new_wanted = Signal()
    read_only_wanted = Signal(str)
    backup_wanted = Signal()
    help_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._envelope, self._where, self._busy = False, "", False
        outer = column(self, gap=0)
        scroll = Scroll(self, (16, 16, 16, 16), 14)
        outer.addWidget(scroll)
        scroll.box.addStretch(1)
        self._card = Card(scroll.inside, (32, 28, 32, 24), 8)
        self._aside: DoorCard | None = None
        self._middle = middle = row(gap=0)
        middle.addStretch(1)
        middle.addWidget(self._card)
        middle.addStretch(1)
        scroll.box.addLayout(middle)
        self._fill(self._card)
        scroll.box.addLayout(self._under(scroll.inside))
        scroll.box.addStretch(1)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._ask_help)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close_aside)
        Look.now.changed.connect(self._measure)
        self._measure()

    def _under(self, parent: QWidget) -> QHBoxLayout:
        under = row(gap=6)
        under.addStretch(1)
        under.addWidget(IconLabel("hard-drive", parent, "ink2", 14))
        self._folder = Label("", parent, "caption", "ink2")
        under.addWidget(self._folder)
        under.addSpacing(10)
        self._shield = IconLabel("shield-check", parent, "green", 14)
        under.addWidget(self._shield)
        self._backup = Label("", parent, "caption", "ink2")
        under.addWidget(self._backup)
        under.addStretch(1)
        return under

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A long path is cut in its middle."""
        super().resizeEvent(event)
        self._show_folder()

    def _show_folder(self) -> None:
        metrics = self._folder.fontMetrics()
        room = self.width() - metrics.horizontalAdvance(self._backup.text()) - 120
        self._folder.setText(metrics.elidedText(self._where, Qt.TextElideMode.ElideMiddle, max(room, 160)))
        self._folder.setToolTip(self._where)
        self._folder.setAccessibleName(self._where)

    def _measure(self) -> None:
        self._card.setFixedWidth(round(WIDTH * (0.4 + 0.6 * Look.now.scale)))

    def show_door(self, door: Door, recent: list[tuple[Path, str]], *, shut: bool = False) -> None:
        """Show whose records are to be opened, and other councils opened lately; `shut` while the files are moved."""
        self.close_aside()
        self._working(shut, "Please wait…")
        self._title.setText(door.council)
        self._note.setText(door.note)
        self._note.setVisible(bool(door.note))
        self._sample.setVisible(door.sample)
        self._where = str(door.folder)
        self._shield.setVisible(bool(door.backup))
        self._backup.setText(door.backup)
        self._show_folder()
        self._recent(recent)
        self._use_envelope(False)
        self._offer_backup(False)
        self._problem.hide()
        restyle(self.box, error="")
        self.box.clear()
        self.box.setAccessibleDescription("")
        self.box.setFocus()

    def show_aside(self, card: DoorCard) -> None:
        """Show another card in the place of this one, until Escape."""
        self.close_aside()
        self._aside = card
        self._card.hide()
        self._middle.insertWidget(1, card)
        card.show()
        card.begin()

    def close_aside(self) -> None:
        """Back to the passphrase."""
        if self._aside:
            self._aside.forget()
            self._aside.hide()
            self._aside.deleteLater()
            self._aside = None
            self._card.show()
            (self._now if self._now.isVisible() else self.box).setFocus()

    def refuse(self, title: str, text: str, *, offer_reading: bool = False, offer_backup: bool = False) -> None:
        """Say why it did not open; what was typed stays, selected. The folder itself stands under the card."""
        self.close_aside()
        self._working(False)
        self._read.setVisible(offer_reading)
        self._offer_backup(offer_backup)
        said = title.replace(f"in {self._where}", "in this folder") if self._where else title
        self._problem.say(said, text)
        self._problem.show()
        self.box.setAccessibleDescription(f"{said}. {text}")
        restyle(self.box, error="" if offer_backup else "yes")
        self.box.selectAll()
        (self._now if offer_backup else self.box).setFocus()

    def refuse_secret(self) -> None:
        """What was typed opens nothing."""
        if self._envelope:
            self.refuse(
                "That recovery key is not right",
                "Your records are safe and nothing was changed. Compare each group with the sheet, then try again.",
            )
        else:
            self.refuse(
                "That passphrase is not right",
                "Your records are safe and nothing was changed. Check that Caps Lock is off, then try again.",
            )

    def opened(self) -> None:
        """It opened: forget what was typed."""
        self._working(False)
        self.box.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the person; not while the files are being opened, moved or replaced."""
        if self._busy:
            event.ignore()
            return
        super().closeEvent(event)
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A capital without Shift, or a small letter with it, shows how Caps Lock stands."""
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter, shift = event.text(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if letter.isalpha() and letter.lower() != letter.upper():
                self._caps.setVisible(letter.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self._caps.hide()  # how it stands now shows with the next letter
        return super().eventFilter(watched, event)

    def _fill(self, card: Card) -> None:
        head = row(gap=8)
        head.addWidget(IconLabel("landmark", card, "accent_ink", 28))
        head.addStretch(1)
        self._sample = SampleMark(card)
        head.addWidget(self._sample)
        card.box.addLayout(head)
        self._title = Label("", card, "title", wrap=True)
        self._note = Label("", card, "body", "ink2", wrap=True)
        card.box.addWidget(self._title)
        card.box.addWidget(self._note)
        card.box.addSpacing(4)
        self._problem = Well(card, "amber", "triangle-alert", "")
        self._problem.hide()
        self._read = button("Open it to &read only", self._problem, self._try_reading, kind="link")
        self._problem.box.addWidget(self._read, 0, Qt.AlignmentFlag.AlignLeft)
        self._now = button("&Bring a backup back…", self._problem, self._ask_backup, icon_name="history")
        self._problem.box.addWidget(self._now, 0, Qt.AlignmentFlag.AlignLeft)
        card.box.addWidget(self._problem)
        self._entry(card)
        links = row(gap=8)
        self._other_way = button("I have the &sealed envelope", card, self._switch, kind="link")
        self._others = Button("&Open another file", card, "link")
        self._menu = QMenu(self._others)
        self._menu.triggered.connect(self._chosen)
        self._others.clicked.connect(self._offer)
        links.addWidget(self._other_way)
        links.addStretch(1)
        links.addWidget(self._others)
        card.box.addSpacing(2)
        card.box.addLayout(links)
        more = row(gap=8)
        self._backups = button("&Bring a backup back…", card, self._ask_backup, kind="link")
        self._help = button("&Help (F1)", card, self._ask_help, kind="link")
        more.addWidget(self._backups)
        more.addStretch(1)
        more.addWidget(self._help)
        card.box.addLayout(more)

    def _entry(self, card: Card) -> None:
        line = row(gap=6)
        self._label = Label("&Passphrase", card, "captionstrong")
        line.addWidget(self._label, 1)
        self._caps = QWidget(card)
        caps = row(self._caps, gap=4)
        caps.addWidget(IconLabel("arrow-big-up", self._caps, "amber", 14))
        caps.addWidget(Label("Caps Lock is on", self._caps, "captionstrong", "amber"))
        self._caps.hide()
        line.addWidget(self._caps)
        card.box.addLayout(line)
        self.box = QLineEdit(card)
        self.box.setEchoMode(QLineEdit.EchoMode.Password)
        self.box.setAccessibleName("Passphrase")
        self._eye = QAction(icon("eye"), "Show what is typed", self.box)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._shown)
        self.box.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.box.returnPressed.connect(self._try)
        self.box.installEventFilter(self)
        self._label.setBuddy(self.box)
        card.box.addWidget(self.box)
        card.box.addSpacing(4)
        self._go = button("&Unlock", card, self._try, kind="primary")
        card.box.addWidget(self._go)

    def _recent(self, recent: list[tuple[Path, str]]) -> None:
        self._menu.clear()
        for folder, name in recent:
            self._menu.addAction(f"{name} – {folder}".replace("&", "&&")).setData(folder)
        self._menu.addSeparator()
        self._menu.addAction("Choose a folder…").setData("choose")
        self._menu.addAction("Begin with a new council…").setData("new")

    def _offer(self) -> None:
        self._menu.popup(self._others.mapToGlobal(self._others.rect().bottomLeft()))

    def _chosen(self, action: QAction) -> None:
        what = action.data()
        if what == "new":
            self.new_wanted.emit()
        else:
            self.other_wanted.emit(None if what == "choose" else Path(what))

    def _offer_backup(self, wanted: bool) -> None:
        """Where a backup is what is needed it is offered beside the trouble, else by a quiet link."""
        self._now.setVisible(wanted)
        self._backups.setVisible(not wanted)

    def _ask_backup(self) -> None:
        if not self._busy:
            self.backup_wanted.emit()

    def _ask_help(self) -> None:
        if not self._busy:
            self.help_wanted.emit()

    def _switch(self) -> None:
        self.box.clear()  # a passphrase must not come into view as a recovery key
        self._problem.hide()
        restyle(self.box, error="")
        self._use_envelope(not self._envelope)
        self.box.setFocus()

    def _use_envelope(self, envelope: bool) -> None:
        self._envelope = envelope
        self._caps.hide()
        self._label.setText("Recovery &key, from the sealed envelope" if envelope else "&Passphrase")
        self.box.setAccessibleName("Recovery key" if envelope else "Passphrase")
        self._other_way.setText("I have the &passphrase" if envelope else "I have the &sealed envelope")
        self._eye.setChecked(envelope)

    def _shown(self, shown: bool) -> None:
        self.box.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-off" if shown else "eye"))

    def _try(self) -> None:
        if self._busy:
            return
        if self.box.text():
            self._working(True)
            self.tried.emit(self.box.text())
        else:
            what = "recovery key" if self._envelope else "passphrase"
            self.refuse(f"Type the {what} first", "Nothing was changed.")

    def _try_reading(self) -> None:
        if self._busy:
            return
        self._working(True)
        self.read_only_wanted.emit(self.box.text())

    def _working(self, working: bool, words: str = "Opening…") -> None:
        self._busy = working
        for part in (self._go, self._other_way, self._others, self._backups, self._now):
            part.setEnabled(not working)
        self._go.setText(words if working else "&Unlock")
        self.box.setReadOnly(working)

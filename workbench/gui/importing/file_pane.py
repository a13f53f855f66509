"""Step 1: choose the file, drop it here, or paste a block from Excel or Word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from workbench import paths
from workbench.gui.desk import Desk
from workbench.gui.importing.pane import Pane, is_low
from workbench.gui.importing.steps import Trip
from workbench.gui.widgets.basics import Card, IconLabel, Label, column, row
from workbench.gui.widgets.buttons import button

KINDS = "Workbooks, text and Word files (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.docx);;All files (*)"


class FilePane(Pane):
    """Says by `picked` which file, by `pasted` which text."""

    picked = Signal(object)
    pasted = Signal(str)

    def __init__(self, desk: Desk, trip: Trip, parent: QWidget) -> None:
        super().__init__(desk, trip, parent)
        self.setAcceptDrops(True)
        box = column(self)
        box.addWidget(self._sheet(), 1)

    def _sheet(self) -> Card:
        card = Card(self, (24, 12, 24, 12), 10)
        card.box.addStretch(2)
        self._mark = IconLabel("file-input", card, "ink2", 40)
        card.box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        card.box.addSpacing(6)
        title = Label(f"Bring in the {self.trip.register.title.lower()} you already keep", card, "section", wrap=True)
        text = Label(
            "An Excel or OpenDocument workbook, a CSV file, or a Word document with tables.\n"
            "You can also drop the file here. It is only read, never altered.",
            card,
            "body",
            "ink2",
            wrap=True,
        )
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.box.addWidget(label)
        card.box.addSpacing(8)
        card.box.addLayout(self._buttons(card))
        hint = Label("To paste: select the cells with their headings, copy (Ctrl+C), then paste here (Ctrl+V).", card,
                     "caption", "ink2", wrap=True)  # fmt: skip
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.box.addSpacing(8)
        card.box.addWidget(hint)
        card.box.addStretch(3)
        return card

    def _buttons(self, card: Card) -> QHBoxLayout:
        across = row(gap=10)
        across.addStretch(1)
        self.choose = button("&Choose a file…", card, self._ask, kind="primary", icon_name="file-input")
        self.paste = button("&Paste from Excel or Word", card, self.paste_now)
        across.addWidget(self.choose)
        across.addWidget(self.paste)
        self.starter = button("&Start from the ready-made one", card, self._ready_made)
        self.starter.setVisible(self._starter_path() is not None)
        across.addWidget(self.starter)
        across.addStretch(1)
        return across

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the picture goes first."""
        super().resizeEvent(event)
        self._mark.setVisible(not is_low(self))

    def head(self) -> tuple[str, str]:
        """Title and sentence."""
        return ("Choose the file", "You look at everything before it is added. Nothing has been changed yet.")

    def first(self) -> QWidget:
        """The button that chooses."""
        return self.choose

    def paste_now(self) -> None:
        """Take what lies on the clipboard."""
        self.pasted.emit(QGuiApplication.clipboard().text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if dropped_file(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file dropped."""
        if path := dropped_file(event):
            event.acceptProposedAction()
            self.picked.emit(path)

    def _ask(self) -> None:
        start = self.desk.settings.last_import_folder
        name, _ = QFileDialog.getOpenFileName(self, "Choose the file to import", start, KINDS)
        if name:
            self.desk.set(last_import_folder=str(Path(name).parent))
            self.picked.emit(Path(name))

    def _ready_made(self) -> None:
        if path := self._starter_path():
            self.picked.emit(path)

    def _starter_path(self) -> Path | None:
        name = self.trip.register.starter
        path = paths.resource(name) if name else None
        return path if path and path.is_file() else None


def dropped_file(event: QDropEvent) -> Path | None:
    """The one local file that is being dropped, or None."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path and path.is_file() else None

"""Editors for words: one line, several lines, a whole number."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from workbench.gui.asking import ask_folder
from workbench.gui.editors.base import Editor, LineEditor
from workbench.gui.theme.look import Look
from workbench.gui.widgets.basics import row
from workbench.gui.widgets.buttons import button
from workbench.records.fields import Kind

_MOST = 999_999_999


def tidy(text: str) -> str:
    """Trimmed at the ends and hard spaces made plain; nothing inside is altered."""
    return text.replace("\u00a0", " ").strip()


class TextEditor(Editor):
    """A short text on one line."""

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.box = QLineEdit(self)
        row(self).addWidget(self.box)
        self.box.textEdited.connect(self.typed)
        self.box.editingFinished.connect(self.leave)

    def boxes(self) -> list[QWidget]:
        """The line."""
        return [self.box]

    def value(self) -> Any:
        """The text, tidied."""
        return tidy(self.box.text())

    def put(self, value: Any) -> None:
        """Show the text from its beginning."""
        self.box.setText(value or "")
        self.box.setCursorPosition(0)


class FolderEditor(TextEditor):
    """Where a folder is: typed, pasted, or chosen in the window that shows the folders."""

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.browse = button("Browse…", self, self._ask)
        self.browse.setAccessibleName(f"Browse: {field.label}")
        if box := self.layout():
            box.addWidget(self.browse)

    def boxes(self) -> list[QWidget]:
        """The line, and the button after it."""
        return [self.box, self.browse]

    def _ask(self) -> None:
        chosen = ask_folder(self, self.field.label, self.value())
        if chosen:
            self.box.setText(str(chosen))
            self.typed.emit()
            self.leave()
        self.box.setFocus()


class Lines(QPlainTextEdit):
    """Several lines as high as they need; Tab always leaves."""

    left = Signal()

    def __init__(self, parent: QWidget, least: int = 2, most: int = 8) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        Look.now.changed.connect(self._grow)
        self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the box was left."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def minimumSizeHint(self) -> QSize:
        """Its height is its size."""
        return QSize(80, self.minimumHeight())

    def _grow(self, *_: object) -> None:
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 18)


class LongTextEditor(Editor):
    """Several lines, or the council's own words."""

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.box = Lines(self, least=1 if field.kind == "words" else 2)
        row(self).addWidget(self.box)
        self.box.textChanged.connect(self.typed)
        self.box.left.connect(self.leave)

    def boxes(self) -> list[QWidget]:
        """The lines."""
        return [self.box]

    def value(self) -> Any:
        """The text; the council's own words stay as they are but for their ends."""
        return tidy(self.box.toPlainText())

    def put(self, value: Any) -> None:
        """Show the text."""
        self.box.blockSignals(True)
        self.box.setPlainText(value or "")
        self.box.blockSignals(False)


class NumberEditor(LineEditor):
    """A whole number in a box as wide as a number."""

    short = True

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.box = QLineEdit(self)
        self.box.setMaximumWidth(round(96 * Look.now.scale))
        inside = row(self)
        inside.addWidget(self.box)
        inside.addStretch(1)
        self.box.textEdited.connect(self.typed)
        self.box.editingFinished.connect(self.leave)

    def value(self) -> Any:
        """The number, or None."""
        text = self._text()
        return int(text) if text.isascii() and text.isdigit() and int(text) <= _MOST else None

    def put(self, value: Any) -> None:
        """Show the number."""
        self.box.setText("" if value is None else str(value))

    def problem(self) -> tuple[str, str]:
        """Anything but figures."""
        if self._text() and self.value() is None:
            return ("must be a whole number", "For example 14.")
        return ("", "")

    def _text(self) -> str:
        return tidy(self.box.text()).replace(",", "").replace(" ", "")

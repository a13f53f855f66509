"""A value that is only shown: it can be read, reached by Tab and copied, but nothing can be typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from workbench import display
from workbench.gui.editors.base import Editor
from workbench.gui.editors.texts import Lines
from workbench.gui.widgets.basics import row
from workbench.records.fields import Kind


class ShownEditor(Editor):
    """The words of a value of any kind."""

    def __init__(self, field: Kind, parent: QWidget) -> None:
        super().__init__(field, parent)
        self.short = field.kind in ("day", "number", "yesno")
        self.box: QLineEdit | Lines = Lines(self, least=1) if field.kind in ("long", "words") else QLineEdit(self)
        self.box.setReadOnly(True)
        row(self).addWidget(self.box)

    def boxes(self) -> list[QWidget]:
        """The words."""
        return [self.box]

    def value(self) -> Any:
        """The value shown."""
        return self._shown

    def put(self, value: Any) -> None:
        """Show a value in words."""
        text = display.show(self.field, value)
        if isinstance(self.box, QLineEdit):
            self.box.setText(text)
            self.box.setCursorPosition(0)
            self.box.setToolTip(text)
        else:
            self.box.setPlainText(text)

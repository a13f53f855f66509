"""Changing a value in its cell: the same editors as in the form, with the keys of a spreadsheet."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.gui.editors.base import Editor
from workbench.gui.editors.choice import ChoiceEditor, YesNoListEditor
from workbench.gui.editors.day import DayEditor
from workbench.gui.editors.texts import NumberEditor, TextEditor
from workbench.records.fields import Kind

_IN_CELL: dict[str, type[Editor]] = {
    "text": TextEditor,
    "long": TextEditor,
    "words": TextEditor,
    "choice": ChoiceEditor,
    "yesno": YesNoListEditor,
    "number": NumberEditor,
    "day": DayEditor,
}
STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


def fits_a_cell(field: Kind, value: Any) -> bool:
    """Whether a value can be changed in its cell: not what nobody types, nor what has several lines."""
    return field.typed and field.kind in _IN_CELL and not (isinstance(value, str) and "\n" in value)


def cell_editor(field: Kind, parent: QWidget) -> Editor:
    """The editor of a cell, without what stands beside its box in a form."""
    made = _IN_CELL[field.kind](field, parent)
    box = made.boxes()[0]
    made.name(field.label)
    made.setFocusProxy(box)
    made.setAutoFillBackground(True)
    box.setMaximumWidth(16_777_215)
    if isinstance(made, DayEditor):
        made.echo.hide()
    return made

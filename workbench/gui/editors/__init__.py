"""One editor for each kind of field, and the one table that says which."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.gui.editors.base import Editor
from workbench.gui.editors.choice import ChoiceEditor, LinkEditor, YesNoEditor
from workbench.gui.editors.day import DayEditor
from workbench.gui.editors.rule import RuleEditor
from workbench.gui.editors.texts import FolderEditor, LongTextEditor, NumberEditor, TextEditor
from workbench.records.fields import FolderPath, Kind

EDITORS: dict[str, type[Editor]] = {
    "text": TextEditor,
    "long": LongTextEditor,
    "words": LongTextEditor,
    "choice": ChoiceEditor,
    "link": LinkEditor,
    "day": DayEditor,
    "yesno": YesNoEditor,
    "number": NumberEditor,
    "rule": RuleEditor,
}


def editor_of(field: Kind, parent: QWidget) -> Editor:
    """The editor of a field's kind; a kind without one is a fault of ours and raises KeyError."""
    return FolderEditor(field, parent) if isinstance(field, FolderPath) else EDITORS[field.kind](field, parent)

"""What would change in a workbook, as a table: a cell with its words before and after, or a line that comes or goes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from workbench.gui.table.listed import Listed
from workbench.gui.table.looks import ColumnLook
from workbench.gui.table.model import LOOK, WHOLE
from workbench.gui.types import Index, Role
from workbench.workflows.givingback import Foreseen

HEADINGS = ("Where", "What", "In the workbook now", "Will be")
_LOOKS = (ColumnLook(tone="ink2"), ColumnLook(), ColumnLook(tone="ink2"), ColumnLook(role="medium"))
Row = tuple[str, str, str, str]


class ChangesModel(Listed):
    """Cells first, in the order of the sheet, then new lines, then removed ones."""

    headings = HEADINGS
    rows: list[Row]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows = []

    def show(self, foreseen: Foreseen | None) -> None:
        """Show what would change; None for nothing."""
        self.beginResetModel()
        self.rows = _rows(foreseen) if foreseen else []
        self.endResetModel()

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """The words, and how they look."""
        words = self.rows[index.row()][index.column()]
        if role == Role.DisplayRole:
            return " ".join(words.split())
        if role == Role.AccessibleTextRole:
            return f"{HEADINGS[index.column()]}: {words}" if words else f"{HEADINGS[index.column()]}: nothing"
        if role == WHOLE:
            return words
        return _LOOKS[index.column()] if role == LOOK else None


def _rows(foreseen: Foreseen) -> list[Row]:
    goes = "taken out" if foreseen.given.deleted and not foreseen.given.struck else "struck through"
    if foreseen.given.deleted and foreseen.given.struck:
        goes = "taken out or struck through"
    return [
        *((cell.where, cell.label, cell.before, cell.after) for cell in foreseen.cells),
        *(("", "New line", "", name) for name in foreseen.added),
        *(("", "Removed line", name, goes) for name in foreseen.removed),
    ]

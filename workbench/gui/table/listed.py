"""A short table of rows that are all there at once, under fixed headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from workbench.gui.theme.look import Look
from workbench.gui.types import Index, Role


class Listed(QAbstractTableModel):
    """Base of such tables: what stands in a cell is said by `data`."""

    headings: tuple[str, ...] = ()
    rows: Sequence[Any] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """One column a heading."""
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The headings."""
        if orientation == Qt.Orientation.Vertical:
            return None
        if role == Role.FontRole:
            return Look.now.font("captionstrong")
        return self.headings[section] if role == Role.DisplayRole else None

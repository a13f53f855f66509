"""From the table to a workbook or to paper: what is shown is what comes out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from workbench import clock, display
from workbench.exchange.outgoing import Written
from workbench.gui.desk import Desk
from workbench.gui.places import show_folder
from workbench.gui.printing import Wanted, counting
from workbench.records.query import Query
from workbench.register import Register
from workbench.workflows.progress import Progress


class Outlets(QObject):
    """Export and print of one register's page."""

    def __init__(self, desk: Desk, register: Register, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._register, self._window = desk, register, parent
        self._written: Path | None = None

    def export(self, query: Query, view: str) -> None:
        """Ask where, and write a workbook of what is shown."""
        name = f"{self._desk.store.council.name}, {self._register.title.lower()}, {clock.today():%Y-%m-%d}.xlsx"
        folder = self._desk.settings.last_export_folder or str(Path.home())
        path = ask_where(self._window, f"Export the {self._register.title.lower()}", Path(folder) / name)
        if path:
            self._desk.set(last_export_folder=str(path.parent))
            self._written = path
            work = partial(_export, self._desk, Wanted(self._register, query, view), path)
            self._desk.tasks.run(work, self._exported, title=f"Exporting the {self._register.title.lower()}")

    def print(self, query: Query, view: str) -> None:
        """Show what is shown as pages; the standing is for the screen only."""
        standing = self._register.standing
        fields = tuple(f for f in query.fields if standing is None or f.name != standing.name)
        self._desk.go("print", Wanted(self._register, replace(query, fields=fields), view))

    def _exported(self, written: Written) -> None:
        path = self._written
        if path:
            count = display.count(written.rows, self._register.singular, self._register.plural)
            said = " ".join((f"{count} written to “{path.name}”.", *written.remarks))
            self._desk.say(said, "Show folder", partial(show_folder, path.parent))


def ask_where(window: QWidget, title: str, proposed: Path) -> Path | None:
    """Ask for a workbook's name and place; None when the person changed their mind."""
    name, _ = QFileDialog.getSaveFileName(window, title, str(proposed), "Workbook (*.xlsx)")
    return Path(name) if name else None


def _export(desk: Desk, wanted: Wanted, path: Path, progress: Progress) -> Written:
    from workbench.exchange.register_out import table_of
    from workbench.exchange.writing import write_workbook
    from workbench.workflows.ownworkbooks import spare

    spare(desk.store, path)
    table = table_of(wanted.register, desk.store.council, wanted.query, wanted.view)
    return write_workbook(table, path, counting(progress, wanted.query, "Writing line"))

"""A file as a sheet with its history: shown as pages and saved as a workbook, both of the same words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbench.gui.printing import Ready
from workbench.records.store import Store
from workbench.workflows.cases.joining import Key

if TYPE_CHECKING:
    from workbench.reports.listing import Printed
    from workbench.tabled import Tables


class FileSheet:
    """It is made once, when it is first written: that a file for named people is printed is recorded once."""

    def __init__(self, store: Store, key: Key, reference: str) -> None:
        self._store, self._key, self._reference = store, key, reference
        self._made: Tables | None = None

    @property
    def title(self) -> str:
        """What stands at its head, fit for the name of a file."""
        return f"File sheet {self._reference.replace('/', '-')}"

    def pages(self) -> Ready:
        """The sheet for the page that prints and saves."""
        said = "It holds personal data: keep it as safe as the file itself."
        return Ready(self.title, said, self.print_to, workbook=self.write_to)

    def print_to(self, path: Path) -> Printed:
        """Write it as a PDF."""
        from workbench.reports.tables import print_tables

        return print_tables(self._tables(), path, None)

    def write_to(self, path: Path) -> None:
        """Write it as a workbook."""
        from workbench.workflows import publication

        publication.write_made(self._tables(), path)

    def _tables(self) -> Tables:
        from workbench.workflows.reporting import filesheet

        self._made = self._made or filesheet.made(self._store, *self._key)
        return self._made

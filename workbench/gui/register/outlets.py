"""From the table to a workbook or to paper: what is shown is what comes out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.exchange.outgoing import Written
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.places import show_folder
from workbench.gui.printing import Wanted, counting
from workbench.gui.register.listing import Listing
from workbench.paths import resource
from workbench.register import Register
from workbench.workflows.cases import access
from workbench.workflows.progress import Progress


class Outlets(QObject):
    """Import, export and print of one register's page."""

    def __init__(self, desk: Desk, register: Register, listing: Listing, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._register, self._listing, self._window = desk, register, listing, parent
        self._written: Path | None = None
        self._left_out: list[str] = []  # columns that the last export did without

    def versions(self) -> None:
        """Adopted versions: adopting, showing and publishing them."""
        self._desk.go(f"versions/{self._register.name}")

    def bring_in(self) -> None:
        """Import a spreadsheet."""
        self._desk.go(f"import/{self._register.name}")

    def give_back(self) -> None:
        """Give the register back into the council's own workbook."""
        self._desk.go(f"giveback/{self._register.name}")

    def ready_made(self) -> None:
        """Begin with the sheet that comes with the program."""
        self._desk.go(f"import/{self._register.name}", resource(self._register.starter))

    def export(self, *, personal: bool = True) -> None:
        """Ask where, and write a workbook of what is shown, with or without personal data."""
        wanted = Wanted(self._register, self._listing.selection.query(), self._listing.selection.title())
        title = f"{self._register.title.lower()}{'' if personal else ' without personal data'}"
        name = f"{self._desk.store.council.name}, {title}, {clock.today():%Y-%m-%d}.xlsx"
        folder = self._desk.settings.last_export_folder or str(Path.home())
        path = ask_save(self._window, f"Export the {self._register.title.lower()}", Path(folder) / name)
        if path:
            self._desk.set(last_export_folder=str(path.parent))
            self._written = path
            self._left_out = [] if personal else self._register.personal
            work = partial(_export, self._desk, wanted, path, personal)
            self._desk.tasks.run(work, self._exported, title=f"Exporting the {self._register.title.lower()}")

    def print(self) -> None:
        """Show what is shown as pages; the standing is for the screen only."""
        query, standing = self._listing.selection.query(), self._register.standing
        fields = tuple(f for f in query.fields if standing is None or f.name != standing.name)
        self._desk.go("print", Wanted(self._register, replace(query, fields=fields), self._listing.selection.title()))

    def _exported(self, written: Written) -> None:
        path = self._written
        if path:
            count = display.count(written.rows, self._register.singular, self._register.plural)
            left = (f"Left out, for it may name somebody: {', '.join(self._left_out)}.",) if self._left_out else ()
            said = " ".join((f"{count} written to “{path.name}”.", *left, *written.remarks))
            self._desk.say(said, "Show folder", partial(show_folder, path.parent))


def offers(desk: Desk, register: Register, verb: str) -> bool:
    """Whether a tool makes sense for a register."""
    takes_in = desk.knows("import") and register.takes_in
    gives_back = takes_in and desk.knows("giveback")
    offered = {
        "export nameless": holds_personal(register),
        "import": takes_in,
        "give back": gives_back,
        "versions": register.versions is not None,
    }
    return offered.get(verb, True)


def holds_personal(register: Register) -> bool:
    """Whether a register has columns that can be left out because they hold personal data."""
    return bool(register.personal)


def _export(desk: Desk, wanted: Wanted, path: Path, personal: bool, progress: Progress) -> Written:
    from workbench.exchange.register_out import table_of, written_fields
    from workbench.exchange.writing import write_workbook
    from workbench.workflows.ownworkbooks import spare

    spare(desk.store, path)
    register, fields = wanted.register, written_fields(wanted.register, personal=personal)
    left = access.leave(desk.store, register.name, access.EXPORTED, fields, wanted.query.ids())
    table = table_of(register, desk.store.council, wanted.query, wanted.view, personal=personal)
    written = write_workbook(table, path, counting(progress, wanted.query, "Writing line"))
    return replace(written, remarks=(*left, *written.remarks))

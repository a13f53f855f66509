"""From a version, or from what changed since one, to paper, a workbook or a web page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from workbench import clock, display
from workbench.editions import Edition, changes_title
from workbench.gui.asking import ask_save
from workbench.gui.desk import Desk
from workbench.gui.places import show_folder
from workbench.gui.printing import Wanted
from workbench.records.query import every
from workbench.records.versions import Adopted
from workbench.register import Register, within
from workbench.workflows import publication
from workbench.workflows.ownworkbooks import spare
from workbench.workflows.progress import Progress
from workbench.workflows.publication import Done


class VersionOutlets(QObject):
    """Shows, prints and writes one register's versions."""

    def __init__(self, desk: Desk, register: Register, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._register, self._window = desk, register, parent

    def show(self, edition: Edition | None) -> None:
        """Show a version, or what stands now, as the pages that would be printed."""
        self._go(edition, None)

    def show_changes(self, since: Adopted) -> None:
        """Show what changed since a version, as pages."""
        self._go(None, since)

    def write(self, edition: Edition | None, ending: str) -> None:
        """Ask where, and write a version, or what stands now, as a file of that kind."""
        named = f"{within(self._register.title)}{f', version {edition.adopted.number}' if edition else ''}"
        if path := self._ask(named, ending):
            work = partial(_written, self._desk, self._register, edition, path)
            self._desk.tasks.run(work, partial(self._done, path), title=f"Writing the {within(self._register.title)}")

    def write_changes(self, since: Adopted) -> None:
        """Ask where, and write what changed since a version as a workbook."""
        title = changes_title(self._register)
        if path := self._ask(within(title), ".xlsx"):
            work = partial(_changes_written, self._desk, self._register, since, path)
            self._desk.tasks.run(work, partial(self._done, path), title=f"Writing the {within(title)}")

    def _go(self, edition: Edition | None, since: Adopted | None) -> None:
        query = every(self._register.record, self._register.columns)
        if edition is None and since is None:
            from workbench.reports.register_list import printed_fields

            query = every(self._register.record, printed_fields(self._register))
        self._desk.go("print", Wanted(self._register, query, edition=edition, since=since))

    def _ask(self, named: str, ending: str) -> Path | None:
        """Ask for a name and a place; None when the person changed their mind."""
        folder = Path(self._desk.settings.last_export_folder or Path.home())
        proposed = folder / f"{self._desk.store.council.name}, {named}, {clock.today():%Y-%m-%d}{ending}"
        if path := ask_save(self._window, "Where to write it", proposed):
            self._desk.set(last_export_folder=str(path.parent))
        return path

    def _done(self, path: Path, done: Done) -> None:
        count = display.count(done.rows, "line")
        said = " ".join((f"{count} written to “{path.name}”.", *done.remarks))
        self._desk.say(said, "Show folder", partial(show_folder, path.parent))


def _written(desk: Desk, register: Register, edition: Edition | None, path: Path, progress: Progress) -> Done:
    spare(desk.store, path)
    of = len(edition.lines) if edition else every(register.record, ()).count()
    return publication.export(
        register, desk.store, path, edition, lambda done: progress.step(done, of, f"Writing line {done:,}")
    )


def _changes_written(desk: Desk, register: Register, since: Adopted, path: Path, _: Progress) -> Done:
    from workbench.reports import catalogue

    assert register.versions is not None
    spare(desk.store, path)
    wanted = publication.report(register.versions.changes_report)
    return publication.write_report(wanted, catalogue.Wanted(desk.store.council, since=since), path)

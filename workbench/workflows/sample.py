"""The sample council: real schedules through the real importer, plainly marked as a sample."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench import paths
from workbench.errors import Plain
from workbench.exchange.register_out import table_of
from workbench.exchange.worker import ReadingWorker
from workbench.exchange.writing import write_workbook
from workbench.records.failures import told
from workbench.records.layout import KEYS, STORE
from workbench.records.query import every
from workbench.records.store import Council, Store
from workbench.register import Register
from workbench.registers import MODELS, REGISTERS, retention_schedule
from workbench.reports.catalogue import Wanted, report
from workbench.reports.webpage import webpage_of, write_webpage
from workbench.workflows import importing, publication, samplecases, sampledisposal
from workbench.workflows.importing import Imported
from workbench.workflows.reporting.asked import Asked
from workbench.workflows.reporting.catalogue import PURPOSES
from workbench.workflows.samplehistory import adopt_twice

SAMPLE = Council("Sample Town Council", "england", sample=True)
PASSPHRASE = "sample council"  # noqa: S105 - of a sample that holds nothing anyone must not see
USER = "Sample clerk"
SCHEDULES = ("town-council-schedule.xlsx", "kirklees-customer-service.xlsx")
SOURCES = (
    "a town council's schedule in our own words",
    "Kirklees Council's customer service schedules, from a public privacy notice",
)


@dataclass(frozen=True)
class SampleReport:
    """What was made: the folder, what each workbook gave, the files written, in words how many lines wait.

    `made` is False if it was there.
    """

    folder: Path
    made: bool
    imported: tuple[tuple[str, Imported], ...] = ()
    files: tuple[Path, ...] = ()
    lines: int = 0
    waiting: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


def make_sample(folder: Path, passphrase: str = PASSPHRASE) -> SampleReport:
    """Make the sample council in a folder, or look at the one that is there.

    Raises Plain where the folder holds a real council's files; these are never touched.
    """
    if (folder / STORE).exists() or (folder / KEYS).exists():
        return _look(folder, passphrase)
    with told(folder / STORE):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as place:
            making = Path(place)
            made = _make(making, passphrase, folder)
            _put_in_place(making, folder)
    return replace(made, folder=folder, files=tuple(folder / file.relative_to(making) for file in made.files))


def _make(folder: Path, passphrase: str, home: Path) -> SampleReport:
    store, _ = Store.create(folder, SAMPLE, passphrase, USER, MODELS, profile=paths.anchors_dir())
    try:
        imported = _import_schedules(store)
        adopt_twice(store, retention_schedule.REGISTER)
        sampledisposal.fill(store, home)
        samplecases.fill(store)
        files = write_out(store, folder / "reports")
        counts = {register.name: every(register.record, ()).count() for register in REGISTERS}
        waiting = tuple(f"{r.title}: {words}" for r in REGISTERS if (words := r.waiting().words))
        return SampleReport(folder, True, imported, files, sum(counts.values()), waiting, counts)
    finally:
        store.close()


def _put_in_place(making: Path, folder: Path) -> None:
    """Move all that was made, the encrypted file last: a sample that was stopped half-way is none."""
    for file in sorted((f for f in making.rglob("*") if f.is_file()), key=lambda f: f.name == STORE):
        target = folder / file.relative_to(making)
        target.parent.mkdir(exist_ok=True)
        file.replace(target)


def write_out(store: Store, folder: Path) -> tuple[Path, ...]:
    """Every register that holds something as PDF and workbook; one adopted by minute as web page, with its changes."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for register in REGISTERS:
        if every(register.record, ()).count():
            files += _out(store, register, folder)
        if register.versions:
            files += _published(store, register, folder)
    return (*files, *_made(store, folder))


def _made(store: Store, folder: Path) -> Iterator[Path]:
    """Every report made for a purpose, as PDF and workbook."""
    for wanted in PURPOSES:
        made = wanted.made(Asked(store.council))
        for ending in publication.MADE:
            path = folder / f"{store.council.name} - {wanted.title}{ending}"
            publication.write_made(made, path)
            yield path


def _out(store: Store, register: Register, folder: Path) -> tuple[Path, Path]:
    name = f"{store.council.name} - {register.title}"
    printed, workbook = folder / f"{name}.pdf", folder / f"{name}.xlsx"
    report(register.name, REGISTERS).write(Wanted(store.council), printed, None)
    write_workbook(table_of(register, store.council), workbook)
    return printed, workbook


def _published(store: Store, register: Register, folder: Path) -> tuple[Path, Path]:
    page = folder / f"{store.council.name} - {register.title}.html"
    write_webpage(webpage_of(register, store.council), page)
    assert register.versions is not None
    changes = report(register.versions.changes_report, REGISTERS)
    printed = folder / f"{store.council.name} - {changes.title}.pdf"
    changes.write(Wanted(store.council), printed, None)
    return page, printed


def _import_schedules(store: Store) -> tuple[tuple[str, Imported], ...]:
    worker = ReadingWorker()
    try:
        return tuple((name, _import(store, paths.resource(f"schedules/{name}"), worker)) for name in SCHEDULES)
    finally:
        worker.close()


def _import(store: Store, path: Path, worker: ReadingWorker) -> Imported:
    draft = importing.propose(retention_schedule.REGISTER, importing.read(path, worker), store)
    return importing.apply(store, draft, importing.plan(draft, store))


def _look(folder: Path, passphrase: str) -> SampleReport:
    """What the council's files in a folder hold; Plain unless they are the sample's."""
    store = Store.open(folder, passphrase, MODELS, read_only=True)
    try:
        if not store.council.sample:
            raise Plain(
                f"{folder} holds the files of {store.council.name}, which is no sample. Nothing was changed. "
                "Choose another folder with --folder."
            )
        counts = {register.name: every(register.record, ()).count() for register in REGISTERS}
    finally:
        store.close()
    files = sorted(p for p in (folder / "reports").glob("*") if p.is_file())
    return SampleReport(folder, False, (), tuple(files), sum(counts.values()), counts=counts)

"""Starts a process for each job it reads from standard input, so that a test may kill it. Run by conftest.py."""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

from tests.records import disposing
from tests.records.rebuilding import rebuilt
from workbench.errors import Plain
from workbench.exchange.csvout import write_csv
from workbench.exchange.reading import read_workbook
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import agreement, backup, gone, history, keys, migrations, places, record, restore
from workbench.records.files import write_whole
from workbench.records.store import Council, Store
from workbench.registers import MODELS, REGISTERS
from workbench.registers.retention_schedule import REGISTER, ScheduleLine
from workbench.reports.catalogue import Wanted, report
from workbench.workflows import disposal, importing, numbering
from workbench.workflows.disposal import Doing
from workbench.workflows.folders import deleting, finding, journal, removing
from workbench.workflows.progress import Progress

PASSPHRASE = "a quiet afternoon"
MEGABYTE = 1 << 20


def say(*words: object) -> None:
    """One line to the test, at once and whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def line(number: int) -> dict[str, str]:
    """A line of the schedule."""
    return {"record_series": f"Files of year {number}", "period_text": "6 years after closure", "notes": "x" * 400}


def write(folder: str) -> None:
    """Add lines, each in a transaction of its own with its history and its words; say each id once it is kept."""
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    for number in range(100_000):
        with store.operation("Add", "edit") as operation:
            (added,) = record.add(ScheduleLine, [line(number)], operation.id)
        say(added)


def hold(folder: str) -> None:
    """Open for work and stay."""
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    say("open", store.path)
    signal.pause()


def passphrases(folder: str) -> None:
    """Change the passphrase over and over."""
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    for number in range(100_000):
        store.change_passphrase(PASSPHRASE if number == 0 else f"{number - 1}", f"{number}")
        say(number)


def backups(folder: str) -> None:
    """Back up over and over, with a change between."""
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    say("open")
    for number in range(1000):
        store.set_setting("round", number)
        say(backup.make(store, "test").path)


def restores(folder: str, path: str) -> None:
    """Restore over and over."""
    say("start")
    for _ in range(1000):
        restore.restore(Path(path), Path(folder), PASSPHRASE, MODELS)
        say("restored")


def create(folder: str) -> None:
    """Make a council's files."""
    say("start")
    Store.create(Path(folder), Council("New"), PASSPHRASE, "Jo", MODELS)
    say("made")


def migrate(folder: str) -> None:
    """Open with a version that rebuilds a table row by row."""
    migrations.MIGRATIONS = (*migrations.MIGRATIONS, rebuilt)
    say("start")
    Store.open(Path(folder), PASSPHRASE, MODELS)
    say("done")


def moves(old: str, new: str) -> None:
    """Move the files."""
    say("start")
    places.move_store(Path(old), Path(new))
    say("moved")


def batch_cut(folder: str, profile: str, step: str) -> None:
    """Carry a batch out and be killed at a step between its transaction and the list outside the store."""
    store = Store.open(Path(folder), PASSPHRASE, MODELS, profile=Path(profile))
    batch, written = disposing.authorised(store, 2, 2), list[Path]()

    def kill(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def one_then_kill(path: Path, content: bytes) -> None:
        if written:
            kill()
        written.append(path)
        write_whole(path, content)

    where: dict[str, tuple[object, str, Callable[..., None]]] = {
        "before the end of the transaction": (history, "end", kill),
        "before the list": (numbering, "note", kill),
        "between two copies of the list": (gone, "write_whole", one_then_kill),
    }
    say("open")
    with mock.patch.object(*where[step]):
        disposal.carry_out(store, batch, Doing("shredded", "Clerk"))


def batches(folder: str) -> None:
    """Carry out authorised batches over and over; say the numbers of each once it is done."""
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    say("open")
    while True:
        batch = disposing.authorised(store, time.time_ns())
        say(*disposal.carry_out(store, batch, Doing("shredded", "Clerk")))


def imports(folder: str, path: str, stay_at: str) -> None:
    """Take a workbook in; say when it is planned and done. Where the step named is reached, say so and stay there."""

    def tell(done: int, of: int, text: str) -> bool:
        if text == stay_at:
            say("staying")
            signal.pause()
        return True

    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    made = importing.propose(REGISTER, read_workbook(Path(path)), store)
    planned = importing.plan(made, store)
    say("planned")
    importing.apply(store, made, planned, Progress(tell))
    say("applied")


def limited(folder: str, kind: str) -> None:
    """Work on a disk that lets no file grow past three megabytes, then with room again; say what was told and kept."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    work = {
        "records": fill,
        "backup": filled_backup,
        "settings": big_setting,
        "import": big_import,
        "passphrase": no_room,
        "batch": big_batch,
    }[kind]
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (3 * MEGABYTE, hard))
    done, told = work(store)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    with store.operation("Add", "edit") as operation:
        record.add(ScheduleLine, [line(-1)], operation.id)
    report = agreement.report(store)
    count = store.sealed.connection().execute(f'SELECT count(*) FROM "{record.table_name(ScheduleLine)}"').fetchone()[0]
    leftovers = [p.name for p in store.folder.rglob("*") if p.name.endswith((".new", ".copy"))]
    store.close()
    say(json.dumps({"done": done, "told": told, "count": count, "intact": report.intact, "leftovers": leftovers}))


def fill(store: Store) -> tuple[int, str]:
    """Add lines until the disk is full."""
    for number in range(100_000):
        try:
            with store.operation("Add", "edit") as operation:
                record.add(ScheduleLine, [line(number) for _ in range(20)], operation.id)
        except Plain as told:
            return number * 20, f"{type(told).__name__}: {told}"
    return -1, ""


def filled_backup(store: Store) -> tuple[int, str]:
    """Fill the disk, then back up."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 * MEGABYTE, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    done, _ = fill(store)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEGABYTE, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    return done, failure(lambda: backup.make(store, "test"))


def big_setting(store: Store) -> tuple[int, str]:
    """Keep a setting that does not fit."""
    return 0, failure(lambda: store.set_setting("big", "x" * 4 * MEGABYTE))


def big_import(store: Store) -> tuple[int, str]:
    """Ten thousand lines in one transaction that do not fit."""

    def work() -> None:
        with store.operation("Import", "import") as operation:
            record.add(ScheduleLine, [line(n) for n in range(10_000)], operation.id)

    return 0, failure(work)


def big_batch(store: Store) -> tuple[int, str]:
    """Carry out a batch whose log does not fit."""
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    batch = disposing.authorised(store, 1, 300)
    room = store.path.stat().st_size + 16_384
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    told = failure(lambda: disposal.carry_out(store, batch, Doing("shredded", "Clerk")))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    return len(disposal.items(batch)), told


def no_room(store: Store) -> tuple[int, str]:
    """Change the passphrase where nothing more can be written."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    return 0, failure(lambda: store.change_passphrase(PASSPHRASE, "another one"))


def written_out(folder: str, out: str) -> None:
    """Write a register as workbook, text and PDF where no file may grow past a thousand octets."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = Store.open(Path(folder), PASSPHRASE, MODELS)
    with store.operation("Add", "edit") as operation:
        record.add(ScheduleLine, [line(number) for number in range(100)], operation.id)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    place, told = Path(out), {}
    printed = report(REGISTER.name, REGISTERS)
    writers: dict[str, Callable[[Path], object]] = {
        "xlsx": lambda path: write_workbook(table_of(REGISTER, store.council), path),
        "csv": lambda path: write_csv(table_of(REGISTER, store.council), path),
        "pdf": lambda path: printed.write(Wanted(store.council), path, None),
    }
    for kind, write_it in writers.items():
        (place / f"out.{kind}").write_bytes(b"old")
        told[kind] = failure(partial(write_it, place / f"out.{kind}"))
    say(json.dumps(told))


def failure(work: Callable[[], object]) -> str:
    """What was told when the work could not be done."""
    try:
        work()
    except Plain as told:
        return f"{type(told).__name__}: {told}"
    return ""


def as_nobody(folder: str) -> None:
    """Open as a user who may read but not write, to read and for work; say what each gave."""
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
    reading = Store.open(Path(folder), PASSPHRASE, MODELS, read_only=True)
    rows = reading.sealed.connection().execute("SELECT count(*) FROM history").fetchone()[0]
    writing = failure(lambda: reading.set_setting("a", 1))
    name = reading.council.name
    reading.close()
    for_work = failure(lambda: Store.open(Path(folder), PASSPHRASE, MODELS))
    say(json.dumps({"rows": rows, "council": name, "writing": writing, "for_work": for_work}))


def folder_deletes(folder: str, stay_at: str) -> None:
    """Delete what a linked folder holds, five files a part; stay at a file, at the entry, or meet a full disk there."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    store, taken, really = Store.open(Path(folder), PASSPHRASE, MODELS), [0], removing.remove
    full = [stay_at]
    journal.PART = 5

    def stay(here: str) -> None:
        if stay_at == here:
            say("staying")
            signal.pause()
        if full == [f"full {here}"]:
            full.clear()
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))

    def remove(root: Path, name: str, seen: Any, *, to_bin: bool) -> Any:
        stay(str(taken[0]))
        taken[0] += 1
        return really(root, name, seen, to_bin=to_bin)

    def numbers(*given: Any) -> Any:
        stay("entry")
        return next_numbers(*given)

    next_numbers = numbering.next_numbers
    mock.patch.object(removing, "remove", remove).start()
    mock.patch.object(numbering, "next_numbers", numbers).start()
    found = finding.look(store, 1)
    said = failure(lambda: deleting.delete(store, found, found.due))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    say(json.dumps({"said": said, "settled": deleting.settle(store) if said else 0}))
    store.close()


JOBS: dict[str, Callable[..., None]] = {
    job.__name__: job
    for job in (
        write,
        hold,
        passphrases,
        backups,
        restores,
        create,
        migrate,
        moves,
        imports,
        batches,
        batch_cut,
        written_out,
        limited,
        folder_deletes,
        as_nobody,
    )
}


def main() -> None:
    """Read jobs, one JSON list a line."""
    keys.cost.m, keys.cost.t = 64, 1
    for text in sys.stdin:
        job: list[Any] = json.loads(text)
        pid = os.fork()
        if pid == 0:
            say("pid", os.getpid())
            try:
                JOBS[job[0]](*job[1:])
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
        say("ended")


if __name__ == "__main__":
    main()

"""A cheap key derivation, a small council, and processes that may be killed."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, cast

import pytest

from workbench import clock
from workbench.records import keys, record
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.retention_schedule import ScheduleLine

PASSPHRASE = "a quiet afternoon"
TOP = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys.cost, "m", 64)
    monkeypatch.setattr(keys.cost, "t", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the council's files go."""
    return tmp_path / "council"


@pytest.fixture
def made(folder: Path) -> str:
    """A council's files, closed; the recovery key."""
    store, recovery_key = create(folder)
    store.close()
    return recovery_key


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """An open new store."""
    fresh, _ = create(folder)
    yield fresh
    fresh.close()


def create(folder: Path, profile: Path | None = None) -> tuple[Store, str]:
    """Make Test Town Council's files."""
    return Store.create(folder, Council("Test Town Council", "wales"), PASSPHRASE, "Jo Clerk", MODELS, profile=profile)


def reopen(
    folder: Path, passphrase: str = PASSPHRASE, *, read_only: bool = False, profile: Path | None = None
) -> Store:
    """Open them."""
    return Store.open(folder, passphrase, MODELS, read_only=read_only, profile=profile)


@contextlib.contextmanager
def opened(
    folder: Path, passphrase: str = PASSPHRASE, *, read_only: bool = False, profile: Path | None = None
) -> Iterator[Store]:
    """The store, closed again at the end."""
    store = reopen(folder, passphrase, read_only=read_only, profile=profile)
    try:
        yield store
    finally:
        store.close()


def add_lines(store: Store, names: Sequence[str]) -> list[int]:
    """Lines of the retention schedule, written as one operation."""
    with store.operation("Add lines", "edit") as operation:
        rows = [{"record_series": name, "period_text": "6 years after closure"} for name in names]
        return record.add(ScheduleLine, rows, operation.id)


def series(store: Store) -> list[str]:
    """The record series of all lines by id, read from the open store."""
    sql = f'SELECT record_series FROM "{record.table_name(ScheduleLine)}" ORDER BY id'
    return [row[0] for row in store.sealed.connection().execute(sql)]


class FakeClock:
    """A clock a test moves by hand."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Move it."""
        self.now += dt.timedelta(**by)


@pytest.fixture
def time() -> Iterator[FakeClock]:
    """A clock that stands at ten on Tuesday 24 November 2026."""
    fake = FakeClock(dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
    clock.set_source(fake)
    yield fake
    clock.set_source(None)


class Zygote:
    """A process with everything loaded that starts others from itself; each may be killed at any moment."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.records.zygote"],
            cwd=TOP,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid, self.running = 0, False

    def start(self, job: str, *arguments: str) -> None:
        """Start a job in a process of its own; one that a failed test left behind is ended first."""
        if self.running:
            self.kill()
        print(json.dumps([job, *arguments]), file=cast(IO[str], self.process.stdin), flush=True)
        self.pid, self.running = int(self.line().removeprefix("pid ")), True

    def line(self) -> str:
        """The next line it says."""
        return cast(IO[str], self.process.stdout).readline().strip()

    def kill(self) -> list[str]:
        """End the job at once; returns the lines it had still said."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        return self.rest()

    def rest(self) -> list[str]:
        """Wait for the job's end; the lines it said."""
        lines: list[str] = []
        while (said := self.line()) != "ended":
            lines.append(said)
        self.running = False
        return lines

    def result(self, job: str, *arguments: str) -> Any:
        """Run a job to its end; what it found, from its last line."""
        self.start(job, *arguments)
        return json.loads(self.rest()[-1])

    def close(self) -> None:
        """End it."""
        self.process.communicate(timeout=20)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Processes for tests that kill them."""
    if os.name == "nt":
        pytest.skip("needs fork")
    mother = Zygote()
    yield mother
    mother.close()

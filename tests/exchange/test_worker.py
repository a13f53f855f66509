"""The reading process: its answers, and what happens when a file hangs it, fills it or kills it."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.exchange.packages import pack, parts, sheet, workbook, write
from workbench.errors import Cancelled, Plain
from workbench.exchange import worker as module
from workbench.exchange.reading import read_workbook
from workbench.exchange.worker import ReadingWorker


@pytest.fixture
def worker() -> Iterator[ReadingWorker]:
    made = ReadingWorker()
    yield made
    made.close()


def _process(worker: ReadingWorker) -> int:
    process = worker._process
    assert process is not None
    assert process.pid is not None
    return process.pid


def test_same_book_as_here_and_one_process_for_all(worker: ReadingWorker, tmp_path: Path) -> None:
    path = write(tmp_path, "a.xlsx", workbook())
    assert worker.read(path) == read_workbook(path)
    first = _process(worker)
    with pytest.raises(Plain, match="is empty"):
        worker.read(write(tmp_path, "b.xlsx", b""))
    assert worker.read(path).name == "a.xlsx"
    assert _process(worker) == first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals of this kind")
def test_begins_again_after_a_death(worker: ReadingWorker, tmp_path: Path) -> None:
    path = write(tmp_path, "a.xlsx", workbook())
    worker.read(path)
    os.kill(_process(worker), signal.SIGKILL)
    try:
        worker.read(path)
    except Plain as failure:
        assert "Nothing was changed." in str(failure)  # noqa: PT017 - either outcome is right, as the death is seen
    assert worker.read(path).name == "a.xlsx"


@pytest.mark.skipif(sys.platform == "win32", reason="memory is held to a limit where the system can")
def test_memory_bomb_is_one_plain_line(tmp_path: Path) -> None:
    """Cells in opposite corners of what is allowed make the reader ask for 51 million places."""
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="199999"><c r="IV199999"><v>1</v></c></row>'
    path = write(tmp_path, "bomb.xlsx", workbook(sheet(corners)))
    small = ReadingWorker(memory=600 << 20)
    try:
        with pytest.raises(Plain, match="memory") as failure:
            small.read(path)
        assert "bomb.xlsx" in str(failure.value)
        assert small.read(write(tmp_path, "a.xlsx", workbook())).name == "a.xlsx"
    finally:
        small.close()


@pytest.mark.skipif(sys.platform == "win32", reason="memory is held to a limit where the system can")
def test_a_library_that_dies_writes_nothing_to_the_person(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="199999"><c r="IV199999"><v>1</v></c></row>'
    small = ReadingWorker(memory=600 << 20)
    try:
        with pytest.raises(Plain):
            small.read(write(tmp_path, "bomb.xlsx", workbook(sheet(corners))))
    finally:
        small.close()
    assert capfd.readouterr().err == ""


def _slow(folder: Path) -> Path:
    """A workbook that takes some seconds: a great many cells in few bytes."""
    row = "".join(f"<c><v>{n}</v></c>" for n in range(200))
    contents = parts(sheet("".join(f'<row r="{n}">{row}</row>' for n in range(1, 12_000))))
    return write(folder, "slow.xlsx", pack(contents))


def test_too_long_is_one_plain_line(tmp_path: Path) -> None:
    hasty = ReadingWorker(seconds=0.0)
    try:
        with pytest.raises(Plain, match="took longer than 0 seconds"):
            hasty.read(_slow(tmp_path))
    finally:
        hasty.close()


class _Stop:
    def step(self, done: int, of: int, text: str) -> None:
        assert (of, text) == (300, "Reading slow.xlsx")
        raise Cancelled


def test_cancel_ends_the_process(worker: ReadingWorker, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        worker.read(_slow(tmp_path), _Stop())
    assert worker._process is None
    assert worker.read(write(tmp_path, "a.xlsx", workbook())).name == "a.xlsx"


def test_nothing_but_a_book_is_taken_from_the_process() -> None:
    with pytest.raises(pickle.UnpicklingError, match="system"):
        module.unpickled(pickle.dumps(os.system))

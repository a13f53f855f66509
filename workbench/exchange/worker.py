"""One process beside the program reads files, so that none takes the window down, hangs it or fills the memory."""

from __future__ import annotations

import io
import multiprocessing
import pickle
import time
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Protocol

from workbench.bulk import uncollected
from workbench.errors import Plain
from workbench.exchange.book import Book, Merge, Sheet
from workbench.exchange.limits import refuse
from workbench.exchange.workerside import serve

SECONDS = 30.0
MEMORY = 1 << 30
TICK = 0.1
LARGE = 4 << 20  # bytes of an answer after which the process is ended, so that its memory goes back
CALM = 2.0  # seconds a process is given to end by itself
_KNOWN: dict[tuple[str, str], Any] = {
    (kind.__module__, kind.__qualname__): kind for kind in (Book, Sheet, Merge, frozenset)
}


class Steps(Protocol):
    """How far a long job is; `step` raises Cancelled when the person asked to stop."""

    def step(self, done: int, of: int, text: str) -> None:
        """`done` of `of`, with a word on what is being done."""


class _Unpickler(pickle.Unpickler):
    """Takes nothing from the other process but a Book and the dates in it."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        """The few kinds a Book is made of; anything else is refused."""
        if module_name == "datetime" and global_name in {"date", "datetime", "time"}:
            return super().find_class(module_name, global_name)
        if (module_name, global_name) in _KNOWN:
            return _KNOWN[module_name, global_name]
        raise pickle.UnpicklingError(f"{module_name}.{global_name}")


def unpickled(content: bytes | bytearray) -> Any:
    """What the process answered; UnpicklingError where it is more than values and the kinds of a Book."""
    with uncollected():
        return _Unpickler(io.BytesIO(content)).load()


class ReadingWorker:
    """Starts its process at the first file and keeps it for the next; one file at a time."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def start(self) -> None:
        """Begin the process now, so that the first file need not wait for it."""
        if self._process is not None and self._process.is_alive():
            return
        self.close()
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        process = context.Process(target=serve, args=(other, self._memory), daemon=True, name="reading")
        process.start()
        self._process = process
        other.close()

    def read(self, path: Path, progress: Steps | None = None) -> Book:
        """The file's Book. Plain where it cannot be read in the time and memory allowed; Cancelled by `progress`."""
        self.start()
        assert self._line is not None
        try:
            self._line.send(str(path))
            self._wait(path, progress)
            said, content = self._line.recv_bytes(1), self._line.recv_bytes()
        except (EOFError, OSError) as error:
            self._end()
            raise refuse(
                path.name, "could not be read: it needs far more memory than a schedule does, or it is damaged."
            ) from error
        except BaseException:
            self._end()
            raise
        if len(content) > LARGE:
            self._end()
        if said == b"e":
            raise Plain(content.decode())
        try:
            book = unpickled(content)
        except Exception as error:
            self._end()
            raise refuse(path.name, "could not be read.") from error
        assert isinstance(book, Book)
        return book

    def close(self) -> None:
        """End the process; the next file starts another."""
        self._end()

    def _wait(self, path: Path, progress: Steps | None) -> None:
        """Until the answer begins; raises Plain past the time allowed."""
        assert self._line is not None
        begun = time.monotonic()
        while not self._line.poll(TICK):
            passed = time.monotonic() - begun
            if progress is not None:
                progress.step(int(passed * 10), int(self._seconds * 10), f"Reading {path.name}")
            if passed > self._seconds:
                raise refuse(
                    path.name, f"took longer than {self._seconds:g} seconds to read.", "Split it and try again."
                )

    def _end(self) -> None:
        """Stop the process at once; nothing it does is worth waiting for."""
        line, process = self._line, self._process
        self._line = self._process = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()
            process.join(CALM)
            process.close()

"""What runs in the reading process: takes a path, answers with the Book or one plain line, until the line closes."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from workbench.bulk import uncollected
from workbench.errors import Plain
from workbench.exchange.book import Book
from workbench.exchange.limits import refuse


def serve(line: Connection, memory: int) -> None:
    """Answer each path sent: one byte for how it went, then the pickled Book or the words of the failure."""
    from workbench.exchange.reading import read_workbook

    _limit(memory)
    _quiet()
    gc.freeze()
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            path = Path(line.recv())
            try:
                with uncollected():
                    book: Book | None = read_workbook(path)
                content = pickle.dumps(book, pickle.HIGHEST_PROTOCOL)
                said = b"b"
            except Plain as failure:
                said, content = b"e", str(failure).encode()
            except MemoryError:
                said, content = b"e", str(refuse(path.name, "needs far more memory than a schedule does.")).encode()
            except Exception:  # whatever a strange file provokes is one plain line to the clerk
                said, content = b"e", str(refuse(path.name, "cannot be read.")).encode()
            book = None
            line.send_bytes(said)
            line.send_bytes(content)


def _quiet() -> None:
    """A library that dies of a strange file writes about it for programmers; the person is told in one line."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _limit(memory: int) -> None:
    """No more address space than allowed, where the system can hold a process to it; and no core left behind."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

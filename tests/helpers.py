"""A small council for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.records.store import Council, Store
from workbench.registers import MODELS

PASSPHRASE = "a quiet afternoon"


@contextmanager
def open_new(folder: Path) -> Iterator[Store]:
    """A new council's store, closed afterwards."""
    store, _ = Store.create(folder / "council", Council("Test Town Council", "england"), PASSPHRASE, "Clerk", MODELS)
    try:
        yield store
    finally:
        store.close()

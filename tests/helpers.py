"""A small council for tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from workbench.records import record
from workbench.records.record import Record
from workbench.records.store import Council, Store
from workbench.registers import MODELS

PASSPHRASE = "a quiet afternoon"


def restrict(store: Store, model: type[Record], case: int, to: str) -> None:
    """Leave a file to others, as one of those others would; who is at work could not shut out themselves."""
    with store.operation("Name", "edit") as op:
        record.change(model, {case: {"readers": "named", "named": to}}, op.id)


@contextmanager
def open_new(folder: Path, more: Sequence[type[Record]] = ()) -> Iterator[Store]:
    """A new council's store with its registers and some `more`, closed afterwards."""
    council, models = Council("Test Town Council", "england"), (*MODELS, *more)
    store, _ = Store.create(folder / "council", council, PASSPHRASE, "Clerk", models)
    try:
        yield store
    finally:
        store.close()

"""Taking back and making again, with what hangs on it: files that are open or closed by it, copies of what has gone."""

from __future__ import annotations

from functools import partial

from workbench.records import undo
from workbench.records.store import Store
from workbench.records.undo import Undone
from workbench.workflows import workingcopies
from workbench.workflows.cases import closing


def take_back(store: Store, operation: int) -> Undone:
    """Take back everything one operation did, or make it again where it was itself an undo."""
    done = undo.undo(store, operation, partial(closing.after, store))
    workingcopies.forget_destroyed(store)
    return done

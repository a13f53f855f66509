"""Taking back and making again, with what hangs on it: files that are open or closed by it, copies of what has gone."""

from __future__ import annotations

from functools import partial

from workbench import display
from workbench.records import history, record, undo
from workbench.records.store import Store
from workbench.records.undo import Undone
from workbench.registers.cases.files import CASE_FILES
from workbench.workflows import workingcopies
from workbench.workflows.cases import closing


def take_back(store: Store, operation: int) -> Undone:
    """Take back everything one operation did, or make it again where it was itself an undo."""
    done = undo.undo(store, operation, partial(closing.after, store))
    workingcopies.forget_destroyed(store)
    return done


def vanishing(operation: int) -> str:
    """The files that an operation opened and that would go with all that is in them, in words; empty without any."""
    models = {file.record.register_name: file.record for file in CASE_FILES}
    added = [e for e in history.of_operation(operation) if e.register in models and e.action == "add"]
    if not added:
        return ""
    if len(added) > 1:
        return display.count(len(added), "whole file")
    model, number = models[added[0].register], added[0].record
    return f"The whole file {record.values_of(model, [number])[number]['reference']}"

"""Taking back and making again, with what hangs on it: files that are open or closed by it, copies of what has gone."""

from __future__ import annotations

from collections.abc import Sequence
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


def within_reach(store: Store, operations: Sequence[int], *, all_of_them: bool = False) -> tuple[list[int], str]:
    """Those of some operations, oldest first, that Undo still reaches, and why it passes others by.

    It looks from the last back to one of which something can be taken back; where the destruction log tells of one, or
    if `all_of_them` are asked for, at every one.
    """
    left, why = list(operations), ""
    while left and (said := undo.stopped(store, left[-1])):
        left.pop()
        why, all_of_them = why or said, all_of_them or said == undo.FINAL
    if not all_of_them:
        return left, why
    kept = [number for number in left if undo.stopped(store, number) != undo.FINAL]
    return kept, undo.FINAL if len(kept) < len(operations) else why


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

"""What taking back an operation would do to whole files, for who is asked before."""

from __future__ import annotations

from workbench import display
from workbench.records import history, record
from workbench.registers.cases.files import CASE_FILES


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

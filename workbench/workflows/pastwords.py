"""An entry of the history in plain words: what was done, and what each field said before and after."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from workbench import display
from workbench.records.fields import Kind
from workbench.records.history import Entry, operation_of

ACTIONS = MappingProxyType(
    {
        "add": "Added",
        "change": "Changed",
        "remove": "Moved to Removed",
        "restore": "Brought back",
        "take back": "Taken back",
        "reckon": "Worked out again",
        "destroy": "Destroyed",
        "forget": "Words about what was destroyed let go",
    }
)


def done(entry: Entry) -> str:
    """What was done, and out of which file where it came by an import."""
    operation = operation_of(entry.operation) if entry.action == "add" else None
    if operation and operation.kind == "import":
        return f"Added by import: {operation.name.removeprefix('Import ')}"
    return ACTIONS.get(entry.action, entry.action.capitalize())


def changes(fields: Mapping[str, Kind], entry: Entry) -> list[str]:
    """'Stage: “Informal” → “Stage 1”' of each field that somebody changed; 'Stage: forgotten' where its words went."""
    before, after = entry.before or {}, entry.after or {}
    changed = [fields[name] for name in entry.fields if name in fields and not fields[name].derived]
    if entry.forgotten:
        return [f"{field.label}: forgotten" for field in changed]
    return [
        f"{field.label}: {_words(field, before.get(field.name))} → {_words(field, after.get(field.name))}"
        for field in changed
    ]


def _words(field: Kind, kept: Any) -> str:
    text = display.show(field, field.python_value(kept))
    return f"“{text}”" if text else "nothing"

"""The command "undo": what was done last is taken back, and said."""

from __future__ import annotations

from workbench.display import count
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.workflows import moved, undoing

_NOT_TAKEN_BACK = ("undo", "store", "setting")


def take_back(store: Store) -> tuple[str, ...]:
    """Take back the last operation there is; the lines to say about it."""
    last = next((o for o in history.recent() if o.kind not in _NOT_TAKEN_BACK and not o.undone_by), None)
    if last is None:
        raise Plain("There is nothing to take back.")
    named = _named(last.id)
    done = undoing.take_back(store, last.id)
    said = f"Taken back: {last.name}{named} ({count(done.changes, 'record')})."
    followed = tuple(filter(None, [moved.sentence(done.operation)]))
    if not done.kept:
        return (said, *followed)
    are = "is" if len(done.kept) == 1 else "are"
    return (said, f"{count(len(done.kept), 'record')} changed since then and {are} left as now.", *followed)


def _named(operation: int) -> str:
    """The name of the record an operation changed, where it is one alone."""
    registers = {register.name: register for register in REGISTERS}
    entries = [e for e in history.of_operation(operation) if e.register in registers]
    if len({(e.register, e.record) for e in entries}) != 1:
        return ""
    first, register = entries[0], registers[entries[0].register]
    values = record.values_of(register.record, [first.record]).get(first.record) or first.before or {}
    return f": “{values.get(register.naming.name) or 'no name'}”"

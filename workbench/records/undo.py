"""Undo: an operation's changes are written backwards, as an operation of their own, so that nothing vanishes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench.errors import Plain
from workbench.records import chain, history, record
from workbench.records.columns import Meaning, Stored
from workbench.records.history import Entry
from workbench.records.record import Record, Values

if TYPE_CHECKING:
    from workbench.records.store import Store


@dataclass(frozen=True)
class Undone:
    """What an undo did: its own operation, how many records it wrote back, those it left alone, what it was.

    A record that no longer stands as the operation left it is left as it is; `kept` names them as (register, id).
    `gone` counts what left for good when it was taken back, and so did not come back.
    """

    operation: int
    changes: int
    kept: tuple[tuple[str, int], ...]
    name: str = ""
    gone: int = 0


def undo(store: Store, operation: int, then: Callable[[int], object] | None = None) -> Undone:
    """Take back everything one operation did, or bring it back where the operation was itself an undo.

    One transaction, `then` with its operation at the end of it. Records changed since then are kept as they are and
    named in the result. What was brought back can be taken back again like any operation.
    """
    done = history.operation_of(operation)
    name = named(done)
    written = history.of_operation(operation)
    _refuse_final(store, written)
    entries, gone = _without_gone(store, written)
    redo = done is not None and done.kind == "undo"
    said, kind = (f"Redo: {name}", "redo") if redo else (f"Undo: {name}", "undo")
    with store.operation(said, kind) as op:
        mine = {model: [e for e in entries if e.register == model.register_name] for model in store.models}
        # Looked at before anything is written back: what links to a record follows it when that is.
        moved = {model: _moved_since(model, found) for model, found in mine.items()}
        wanted = {m: [e for e in reversed(found) if e.record not in moved[m]] for m, found in mine.items()}
        kept = [(model.register_name, number) for model in store.models for number in sorted(moved[model])]
        # What links to others stands in a later register: it goes first and comes back last.
        changes = sum(_take_back(model, wanted[model], op.id) for model in reversed(store.models))
        changes += sum(_write_back(model, wanted[model], op.id) for model in store.models)
        if then:
            then(op.id)
        history.mark_undone(operation, op.id)
    return Undone(op.id, changes, tuple(kept), name, gone)


def _refuse_final(store: Store, entries: Sequence[Entry]) -> None:
    """Raise Plain where an operation destroyed something or wrote into a log that only grows."""
    logs = {model.register_name for model in store.models if model.append_only}
    if any(entry.action == "destroy" or entry.register in logs for entry in entries):
        raise Plain("This cannot be undone: it is entered in the destruction log. Enter a correction there instead.")


def _without_gone(store: Store, entries: Sequence[Entry]) -> tuple[Sequence[Entry], int]:
    """The entries without those of records that left for good, and how many those are; Plain where nothing is left."""
    for_good = {model.register_name for model in store.models if not model.comes_back}
    left = [e for e in entries if not (e.action == "take back" and (e.register in for_good or e.forgotten))]
    if entries and not left:
        raise Plain(
            "It left the records when its adding was undone, and its words are forgotten since, so it cannot be made "
            "again from here. Nothing was changed. Add it once more."
        )
    return left, len(entries) - len(left)


def named(done: history.Operation | None) -> str:
    """What an operation did, without the words that say it was itself an undo."""
    return done.name.removeprefix("Undo: ").removeprefix("Redo: ") if done else ""


def _moved_since(model: type[Record], entries: Sequence[Entry]) -> set[int]:
    """The records that do not stand as the entries left them."""
    left: dict[int, Values | None] = {}
    for entry in entries:
        old = left.get(entry.record)
        left[entry.record] = entry.after if entry.before is None or not old else {**old, **(entry.after or {})}
    about = record.meaning(model)
    stored = record.stored_of(model, list(left))
    added = {entry.record for entry in entries if entry.before is None}
    return {n for n, values in left.items() if not _stands(about, stored.get(n), values, whole=n in added)}


def _stands(about: Meaning, now: Stored | None, left: Values | None, *, whole: bool) -> bool:
    """A record stands as it was left: gone where it was taken back, else with those very values.

    One that was added must be so as a whole, for what was filled in since would go with it.
    """
    if now is None or left is None:
        return now is None and left is None
    if whole:
        said = {name: value for name, value in left.items() if value or value == 0}
        return about.described(now) == chain.canonical(said)
    values = dict(zip(about.names, now, strict=True))
    return all(values.get(name) == value for name, value in left.items())


def _take_back(model: type[Record], entries: Sequence[Entry], operation: int) -> int:
    """Take back what entries added; returns how many records it touched."""
    added = sorted({e.record for e in entries if e.before is None})
    record.take_back(model, added, operation)
    return len(added)


def _write_back(model: type[Record], entries: Sequence[Entry], operation: int) -> int:
    """Write the opposite of entries that changed or removed, newest first; returns how many records it touched."""
    added = {e.record for e in entries if e.before is None}
    gone = {e.record: e.before for e in entries if e.after is None and e.before is not None}
    changed: dict[int, Values] = {}
    for entry in entries:
        if entry.before is not None and entry.after is not None and entry.record not in added:
            changed[entry.record] = {**changed.get(entry.record, {}), **_values(model, entry.before)}
    typed = {entry.record for entry in entries if entry.action != "reckon"}
    record.put_back(model, gone, operation)
    record.change(model, {n: values for n, values in changed.items() if n in typed}, operation)
    record.change(model, {n: values for n, values in changed.items() if n not in typed}, operation, "reckon")
    return len(gone.keys() | changed.keys())


def _values(model: type[Record], kept: Mapping[str, Any]) -> Values:
    fields = {f.name: f for f in record.meaning(model).fields}
    return {name: fields[name].python_value(value) for name, value in kept.items() if name in fields}

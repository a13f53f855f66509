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

FINAL = "What the destruction log tells of cannot be undone."
_FORGOTTEN = (
    "It left the records when its adding was undone, and its words are forgotten since, so it cannot be made again "
    "from here. Nothing was changed. Add it once more."
)
OVERTAKEN = "Everything that was done last was changed since, so nothing of it can be taken back."


@dataclass(frozen=True)
class Undone:
    """What an undo did: its own operation, how many records it wrote back, those it left alone, what it was.

    A record that no longer stands as the operation left it is left as it is; `kept` names them as (register, id).
    `gone` counts what left for good when it was taken back, and so did not come back; `destroyed` what the gate let go.
    """

    operation: int
    changes: int
    kept: tuple[tuple[str, int], ...]
    name: str = ""
    gone: int = 0
    destroyed: int = 0


def undo(store: Store, operation: int, then: Callable[[int], object] | None = None) -> Undone:
    """Take back everything one operation did, or bring it back where the operation was itself an undo.

    One transaction, `then` with its operation at the end of it. Records changed since then are kept as they are and
    named in the result. What was brought back can be taken back again like any operation.
    """
    done = history.operation_of(operation)
    name = named(done)
    if _final(store, operation):
        raise Plain(f"{FINAL} Nothing was changed. Enter a correction there instead.")
    entries, gone, destroyed = _without_gone(store, history.of_operation(operation))
    if gone and not entries:
        raise Plain(_FORGOTTEN)
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
    return Undone(op.id, changes, tuple(kept), name, gone, destroyed)


def stopped(store: Store, operation: int) -> str:
    """Why nothing of an operation can be taken back any more, as a sentence; empty where something can."""
    if _final(store, operation):
        return FINAL
    models = {model.register_name: model for model in store.models}
    for part in history.in_parts(operation):
        left = _without_gone(store, part)[0]
        for name in {entry.register for entry in left} & models.keys():
            mine = [entry for entry in left if entry.register == name]
            if {entry.record for entry in mine} - _moved_since(models[name], mine):
                return ""
    return OVERTAKEN


def _final(store: Store, operation: int) -> bool:
    """Whether an operation destroyed something, wrote into a log that only grows, or into what such a log tells of."""
    kinds, models = history.kinds_of(operation), {model.register_name: model for model in store.models}
    if any(action == "destroy" or (name in models and models[name].append_only) for name, action in kinds):
        return True
    telling = [models[name] for name in {name for name, _ in kinds} & models.keys() if _may_be_told(models[name])]
    written = history.of_operation(operation) if telling else []
    return any(_is_told(model, [e for e in written if e.register == model.register_name]) for model in telling)


def _may_be_told(model: type[Record]) -> bool:
    """Whether a kind of record says for itself what of it a log tells."""
    return any("logged" in vars(kind) for kind in model.__mro__ if issubclass(kind, Record) and kind is not Record)


def _is_told(model: type[Record], entries: Sequence[Entry]) -> bool:
    """Whether a log that only grows tells of what entries wrote: what the program filled in, or the record itself."""
    fields = record.meaning(model).fields
    filled = {field.name for field in fields if field.filled} or {field.name for field in fields}
    wrote = {e.record for e in entries if e.before is None or e.after is None or not filled.isdisjoint(e.fields)}
    return bool(model.logged(record.whole_of(model, list(wrote)).values()))


def _without_gone(store: Store, entries: Sequence[Entry]) -> tuple[Sequence[Entry], int, int]:
    """The entries without those of records that left for good, how many those are, and how many were destroyed."""
    for_good = {model.register_name for model in store.models if not model.comes_back}
    gone = {e.seq for e in entries if e.action == "take back" and (e.register in for_good or e.forgotten)}
    forgotten = {(e.register, e.record) for e in entries if e.forgotten and e.seq not in gone}
    destroyed = {key for key in forgotten if history.was_destroyed(*key)}
    left = [e for e in entries if e.seq not in gone and (e.register, e.record) not in destroyed]
    return left, len(gone), len(destroyed)


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

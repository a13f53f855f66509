"""Destroyed once, destroyed for good: what an older copy of the files brings back goes again, or is asked about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.display import count
from workbench.records import gone
from workbench.records.database import database
from workbench.records.failures import NeedsUpdate
from workbench.records.gone import Gone, Line, Records
from workbench.records.record import Record

if TYPE_CHECKING:
    from workbench.records.store import Store

LEFT = "left standing though another copy destroyed it"
_ADDED = """
    SELECT record FROM history WHERE register = ? AND action = 'add' AND record IN (SELECT value FROM json_each(?))
    GROUP BY record HAVING min(seq) <= ?
"""
Left = Mapping[type[Record], list[int]]


def on_opening(store: Store, *, restoring: bool) -> None:
    """What was destroyed must not come back with an older copy: it goes again before anybody can read it.

    An older copy is one whose history ends where that of the list once stood, in the same folder, or wherever a backup
    is brought back. What any other copy destroyed and stands here is kept in `store.elsewhere`, to be asked about.
    """
    known, here = store.lists.known(), gone.mark_of(store.folder)
    whole = gone.line_of(store.sealed.connection())
    again = gone.union(
        line.records for mark, line in known.lines.items() if _ours(mark, line, here, known, restoring, whole)
    )
    given = {} if store.read_only else _given(store)
    store.gone = known.with_more(Gone({here: whole}, given))
    standing = gone.left(again, store.models)
    _destroy(store, standing, gone.remembered(again, store.models))
    store.again = {model.register_name: len(ids) for model, ids in standing.items()}
    if not store.read_only and (again or whole.records or given):
        with store.transaction():
            gone.keep_ids_unused(gone.union((again, whole.records)), store.models)
        note(store, given)  # a crash may have come before it
    store.elsewhere = _elsewhere(store, known)


def _given(store: Store) -> dict[str, int]:
    found = gone.given(store.sealed.connection(), store.models)
    if (read := gone.read(store.sealed.connection(), found)) is not None:
        store.keep_draft(gone.READ, read)
    return found


def note(store: Store, counters: Mapping[str, int]) -> None:
    """Note outside the store what was destroyed until now, and the highest running numbers given, by counter."""
    line = gone.line_of(store.sealed.connection())
    store.gone = store.gone.with_more(Gone({gone.mark_of(store.folder): line}, counters))
    store.lists.note(store.gone)


def sentence(store: Store) -> str:
    """What another copy destroyed and stands here, for a person; empty where there is nothing of the kind."""
    number = sum(map(len, store.elsewhere.values()))
    if not number:
        return ""
    stand, these = ("stands", "it") if number == 1 else ("stand", "them")
    return (
        f"In another copy of these files {count(number, 'record')} that still {stand} here went for ever. Nothing was "
        f"changed here. If that copy was for practice, leave {these}. If it is the one that counts, destroy {these} "
        "here too."
    )


def leave(store: Store) -> None:
    """What another copy destroyed stays here and is not asked about again; recorded as a setting."""
    ours: Records = {model.register_name: frozenset(ids) for model, ids in store.elsewhere.items()}
    whole = gone.union((_left_before(store), ours))
    store.set_setting(LEFT, {name: sorted(ids) for name, ids in whole.items()})
    store.elsewhere = {}


def destroy_too(store: Store) -> None:
    """What another copy destroyed goes here as well, for ever."""
    _destroy(store, store.elsewhere, {})
    store.elsewhere = {}
    note(store, {})


def _ours(mark: str, line: Line, here: str, known: Gone, restoring: bool, whole: Line) -> bool:
    """Whether the store is an older copy of the files in which a line was written."""
    older = bool(whole.ends) and whole.ends[-1] in line.ends
    return older and (mark == here or (restoring and here not in known.lines))


def _destroy(store: Store, again: Left, words: Left) -> None:
    """Destroy records, and let go the `words` that others say of what went."""
    if (again or words) and store.read_only:
        raise NeedsUpdate(
            f"The council's files in {store.folder} are an older copy that still holds records destroyed since. "
            "Nothing was changed. Open them once for work, and those go again; then they can be read."
        )
    if again or words:
        with store.operation("Destroy again what an older copy brought back", "destruction") as operation:
            gone.destroy(again, operation.id)
            gone.forget(words, operation.id)


def _elsewhere(store: Store, known: Gone) -> dict[type[Record], list[int]]:
    """What stands here, stood here when the copies parted, was destroyed in another, and was not left on purpose."""
    before, found = _left_before(store), dict[str, frozenset[int]]()
    own = gone.ends(store.sealed.connection())
    for line in known.lines.values():
        parted = next((seq for seq, end in reversed(own) if end in set(line.ends)), None)
        for model, ids in gone.left(line.records, store.models).items():
            name = model.register_name
            common = ids if parted is None else _added_by(name, ids, parted)
            found = gone.union((found, {name: frozenset(common) - before.get(name, frozenset())}))
    return gone.left(found, store.models)


def _added_by(register: str, ids: list[int], seq: int) -> list[int]:
    return [number for (number,) in database.execute_sql(_ADDED, (register, json.dumps(ids), seq))]


def _left_before(store: Store) -> Records:
    return {name: frozenset(ids) for name, ids in (store.setting(LEFT) or {}).items()}

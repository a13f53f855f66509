"""The base of all records, and the one way in which records are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, ClassVar, TypeVar, cast

import peewee

from workbench import clock
from workbench.errors import Plain
from workbench.records import covering, history, search
from workbench.records.columns import CLOCKS, Meaning, Stored
from workbench.records.database import database
from workbench.records.fields import Choice, Moment, Number, links_to

Values = dict[str, Any]
Kinds = TypeVar("Kinds", bound="Record")
BATCH = 5_000


_STAYS = """
    CREATE TRIGGER IF NOT EXISTS "{1}_stays_{0}" BEFORE {0} ON "{1}"
    BEGIN SELECT RAISE(ABORT, 'an entry of this log stays as it was made'); END
"""


class Record(peewee.Model):
    """One line of a register. Values go in and out by field name; ids are never used twice."""

    register_name: ClassVar[str]
    append_only: ClassVar[bool] = False  # records are added and then stand for ever
    shown_to_all: ClassVar[frozenset[str]] = frozenset()  # the fields that show even of a record that is hidden
    leans_on: ClassVar[tuple[type[Record], ...]] = ()  # what is worked out here is worked out anew when those change
    numbered: ClassVar[str] = ""  # the field of its running numbers, such as 2026/014; none is ever given twice
    of_people: ClassVar[bool] = False  # True: one that was taken back is forgotten once the files are closed
    comes_back: ClassVar[bool] = True  # False: one that was taken back is forgotten at once, words and all
    forgets: ClassVar[tuple[str, ...]] = ()  # what of a record that stays goes with what it was about
    id = peewee.AutoField(constraints=[peewee.SQL("AUTOINCREMENT")])
    created = Moment("Added on", derived=True)
    changed = Moment("Changed on", derived=True)
    removed = Moment("Removed on", derived=True)

    class Meta:
        database = database
        legacy_table_names = False

    def __init_subclass__(cls, **options: Any) -> None:
        """Those it leans on learn of it."""
        super().__init_subclass__(**options)
        for model in cls.leans_on:
            _LEANING.setdefault(model, []).append(cls)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Fill in what is worked out from the other values; called once before each save."""

    @classmethod
    def leaning(cls) -> Any:
        """Which records follow a change of what they lean on, as a peewee expression; all of them unless said."""
        return cls.removed.is_null()

    @classmethod
    def hidden(cls) -> Any:
        """Which records who reads now may not read, as a peewee expression; None where everybody may read all."""

    @classmethod
    def stays(cls, values: Values) -> str | None:
        """Why a record with these values cannot be removed, in whole sentences; None where it can."""

    @classmethod
    def final(cls, values: Values) -> str | None:
        """Why the adding of a record with these values cannot be undone; asked of those that do not come back."""

    @classmethod
    def logged(cls, rows: Iterable[Values]) -> bool | None:
        """Whether the destruction log tells of one of some records with these values: no undo changes it, or its
        adding, then.
        """

    @classmethod
    def remains(cls, values: Values) -> tuple[type[Record], Values] | None:
        """What stays behind when a record with these values is destroyed: a row of another kind, nobody in it."""

    @classmethod
    def create_table(cls, safe: bool = True, **options: Any) -> None:
        """Make the table and its part of the search index."""
        super().create_table(safe=safe, **options)
        search.create(table_name(cls))
        if cls.append_only:
            for what in ("UPDATE", "DELETE"):
                database.execute_sql(_STAYS.format(what, table_name(cls)))


_LEANING: dict[type[Record], list[type[Record]]] = {}


class Belonging(Record):
    """Base of records that belong to one record of any register: whatever destroys that destroys them with it."""

    of_people = True
    owner_register = Choice("Register it belongs to", internal=True)
    owner = Number("Number it belongs to", internal=True, index=True)

    @classmethod
    def hidden(cls) -> Any:
        """What belongs to a hidden record is hidden with it."""
        return hidden_behind(cls.owner_register, cls.owner)


def hidden_behind(register: Any, number: Any) -> Any:
    """Where two fields, a register and a number, name a record that who reads now may not read; None where none is."""
    kinds: list[Any] = [k for k in _kinds_of(Record) if not issubclass(k, Belonging) and k.hidden() is not None]
    parts = [(register == k.register_name) & number.in_(k.select(k.id).where(k.hidden())) for k in kinds]
    return reduce(or_, parts) if parts else None


_meanings: dict[type[Record], Meaning] = {}


def meaning(model: type[Record]) -> Meaning:
    """The model's fields and statements."""
    if model not in _meanings:
        _meanings[model] = Meaning(model)
    return _meanings[model]


def table_name(model: type[Record]) -> str:
    """The name of the model's table."""
    return str(cast(Any, model)._meta.table_name)


def add(model: type[Record], rows: Iterable[Mapping[str, Any]], operation: int) -> list[int]:
    """Add records, given by field name, and say their new ids in the same order."""
    about, first, ids = meaning(model), _next_id(model), list[int]()
    for batch in _batches(rows):
        now = moment()
        fresh = [_fresh(about, values, now) for values in batch]
        numbers = list(range(first + len(ids), first + len(ids) + len(fresh)))
        _insert(about, numbers, fresh)
        made = [about.described(stored) for stored in fresh]
        changes = [history.Change(model.register_name, n, "add", None, m) for n, m in zip(numbers, made, strict=True)]
        history.append(changes, operation)
        ids += numbers
    _follow(model, (), operation)
    return ids


def change(model: type[Record], rows: Mapping[int, Mapping[str, Any]], operation: int, action: str = "change") -> int:
    """Change some values of records by id; unchanged records write nothing. Returns how many changed.

    Plain where one is hidden from who is at work, unless the program works it out anew ("reckon").
    """
    about, done = meaning(model), 0
    if action != "reckon":
        covering.refuse_hidden(model, rows)
    for batch in _batches(rows.items()):
        changes, updates, now = [], [], moment()
        for number, old in stored_of(model, [number for number, _ in batch]).items():
            before, after, new = _difference(about, old, rows[number], now)
            if after:
                changes.append(history.change_of(model.register_name, number, action, before, after))
                updates.append((number, old, new))
        _update(about, updates)
        history.append(changes, operation)
        _follow(model, [number for number, _, _ in updates], operation)
        done += len(changes)
    return done


def remove(model: type[Record], ids: Sequence[int], operation: int) -> int:
    """Move records to Removed, where they stay to be brought back; the day of those that are there already stays.

    Plain while standing records link to one, or one says that it `stays`.
    """
    covering.refuse_hidden(model, ids)
    refuse_linked(model, ids)
    live = {number: values for number, values in values_of(model, ids).items() if values["removed"] is None}
    if why := next(filter(None, map(model.stays, live.values())), ""):
        raise Plain(why)
    return change(model, {number: {"removed": moment()} for number in live}, operation, "remove")


def restore(model: type[Record], ids: Sequence[int], operation: int) -> int:
    """Bring removed records back."""
    return change(model, {number: {"removed": None} for number in ids}, operation, "restore")


def take_back(model: type[Record], ids: Sequence[int], operation: int) -> None:
    """Undo an addition: the records were never there. Nothing that retention governs goes this way.

    Plain while standing records link or belong to one; what belonged to it and was removed goes too.
    """
    covering.refuse_hidden(model, ids)
    refuse_linked(model, ids)
    about = meaning(model)
    for batch in _batches(ids):
        _refuse_owning(model, batch)
        if not model.comes_back and (why := next(filter(None, map(model.final, whole_of(model, batch).values())), "")):
            raise Plain(why)
        for kind in _kinds_of(Belonging):
            take_back(kind, _belonging(kind, model, batch), operation)
        old = stored_of(model, batch)
        database.connection().executemany(
            f'DELETE FROM "{about.table}" WHERE id = ?',  # noqa: S608 - the table's name is our own
            [(number,) for number in old],
        )
        search.drop(about.table, {number: about.words(stored) for number, stored in old.items()})
        changes = [
            history.Change(model.register_name, number, "take back", about.described(stored), None)
            for number, stored in old.items()
        ]
        history.append(changes, operation)
        if not model.comes_back:
            history.forget(model.register_name, old)
    _follow(model, (), operation)


def destroy(model: type[Record], ids: Sequence[int], operation: int) -> None:
    """Destroy records: row, words in the index, and the values the history kept of them. Only the gate calls this.

    What belongs to them goes with them. The history keeps that they were there and that they were destroyed, and the
    chain still verifies. What `remains` is written with it: whenever and by whatever a record goes, once for each.
    """
    about = meaning(model)
    for batch in _batches(ids):
        for kind in _kinds_of(Belonging):
            destroy(kind, _belonging(kind, model, batch), operation)
        old = stored_of(model, batch)
        behind = list(filter(None, (model.remains(_named(about, stored)) for stored in old.values())))
        database.connection().executemany(
            f'DELETE FROM "{about.table}" WHERE id = ?',  # noqa: S608 - the table's name is our own
            [(number,) for number in old],
        )
        search.drop(about.table, {number: about.words(stored) for number, stored in old.items()})
        history.append([history.Change(model.register_name, n, "destroy", None, None) for n in old], operation)
        history.forget(model.register_name, old)
        for other, values in behind:
            add(other, [values], operation)


def forget(model: type[Record], ids: Sequence[int], operation: int) -> int:
    """Let go what some records that stay say of something destroyed, and all that the history kept of them.

    Returns how many changed. Only the gate calls this, and an older copy that brought it back.
    """
    nothing = {name: meaning(model).empty[name] for name in model.forgets}
    done = change(model, dict.fromkeys(ids, nothing), operation, "forget")
    history.forget(model.register_name, ids)
    return done


def put_back(model: type[Record], rows: Mapping[int, Values], operation: int) -> None:
    """Undo a taking back: the records stand again under their old ids, values as history keeps them."""
    about = meaning(model)
    now = moment()
    fresh = [_fresh(about, from_history(about, values), now) for values in rows.values()]
    _insert(about, list(rows), fresh)
    changes = [
        history.Change(model.register_name, n, "add", None, about.described(s))
        for n, s in zip(rows, fresh, strict=True)
    ]
    history.append(changes, operation)
    _follow(model, (), operation)


def stored_of(model: type[Record], ids: Sequence[int]) -> dict[int, Stored]:
    """The columns of records as the database keeps them, by id; ids that are not there are left out."""
    about, found = meaning(model), {}
    for batch in _batches(ids, 500):
        marks = ",".join("?" * len(batch))
        sql = f"{about.read} WHERE id IN ({marks})"
        found.update({row[0]: tuple(row[1:]) for row in database.execute_sql(sql, batch)})
    return found


def values_of(model: type[Record], ids: Sequence[int]) -> dict[int, Values]:
    """The values of records by field name, by id: of those hidden from who reads now what shows to all, if anything."""
    return covering.covered(model, whole_of(model, ids))


def whole_of(model: type[Record], ids: Sequence[int]) -> dict[int, Values]:
    """All values of records, whoever reads: for what is worked out from them, never for what is shown."""
    about = meaning(model)
    return {n: _named(about, stored) for n, stored in stored_of(model, ids).items()}


def past_of(model: type[Record], number: int) -> list[history.Entry]:
    """What happened to a record; of one that is hidden from who reads now that something did, and not what."""
    entries = history.of_record(model.register_name, number)
    if not is_hidden(model, number):
        return entries
    return [replace(entry, fields=(), before=None, after=None) for entry in entries]


def is_hidden(model: type[Record], number: int) -> bool:
    """Whether who reads now may not read this record."""
    return bool(covering.hidden_among(model, [number]))


def refuse_linked(model: type[Record], ids: Sequence[int]) -> None:
    """Raise Plain while records that stand link to one of these, with how many."""
    for link in links_to(model):
        holder = cast(Any, link.model)
        found = sum(
            holder.select().where(link.in_(batch), holder.removed.is_null()).count() for batch in _batches(ids, 500)
        )
        if found:
            belong = "belongs" if found == 1 else "belong"
            raise Plain(
                f"{found:,} of the {holder.register_name} {belong} to what was to be removed. Nothing was changed. "
                f"Remove those first, or give them another {link.label.lower()}."
            )


def _kinds_of(base: type[Kinds]) -> list[type[Kinds]]:
    """Every kind of record of some sort that has a table, and so a name."""
    found, ahead = list[type[Kinds]](), list(base.__subclasses__())
    while ahead:
        kind = ahead.pop(0)
        found += [kind] if hasattr(kind, "register_name") else []
        ahead += kind.__subclasses__()
    return found


def _belonging(kind: type[Belonging], model: type[Record], ids: Sequence[int]) -> list[int]:
    """What belongs to records of a model, whether it stands or was removed."""
    of_these = (kind.owner_register == model.register_name) & kind.owner.in_(ids)
    return [number for (number,) in cast(Any, kind).select(kind.id).where(of_these).tuples()]


def _refuse_owning(model: type[Record], ids: Sequence[int]) -> None:
    for kind in _kinds_of(Belonging):
        mine = whole_of(kind, _belonging(kind, model, ids)).values()
        if standing := sum(values["removed"] is None for values in mine):
            raise Plain(
                f"{standing:,} of the {kind.register_name} belong to what was to be removed. Nothing was changed. "
                "Remove those first."
            )


def moment() -> str:
    """The moment in UTC as ISO text to the second."""
    return clock.now().astimezone(dt.UTC).isoformat(timespec="seconds")


def _batches(items: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _next_id(model: type[Record]) -> int:
    row = database.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table_name(model),)).fetchone()
    return int(row[0]) + 1 if row else 1


def _fresh(about: Meaning, values: Mapping[str, Any], now: str) -> Stored:
    whole = {**about.empty, **values}
    about.model.reckon(whole)
    whole["created"] = whole["changed"] = now
    return about.stored(whole)


def _named(about: Meaning, stored: Stored) -> Values:
    return {f.name: f.python_value(v) for f, v in zip(about.fields, stored, strict=True)}


def from_history(about: Meaning, kept: Mapping[str, Any]) -> Values:
    """Values as history keeps them, as values of the fields."""
    return {f.name: f.python_value(kept[f.name]) for f in about.fields if f.name in kept}


def _difference(about: Meaning, old: Stored, values: Mapping[str, Any], now: str) -> tuple[Values, Values, Stored]:
    whole = {**_named(about, old), **values}
    about.model.reckon(whole)
    whole["changed"] = now
    new = about.stored(whole)
    moved = [
        (name, was, becomes)
        for name, was, becomes in zip(about.names[CLOCKS:], old[CLOCKS:], new[CLOCKS:], strict=True)
        if was != becomes
    ]
    return {name: was for name, was, _ in moved}, {name: becomes for name, _, becomes in moved}, new


def _follow(model: type[Record], ids: Sequence[int], operation: int) -> None:
    """Work out anew what records of other registers take from these, or from this kind of record as a whole."""
    for leaning in _LEANING.get(model, ()):
        rows = cast(Any, leaning).select(cast(Any, leaning).id).where(leaning.leaning()).tuples()
        change(leaning, {number: {} for (number,) in list(rows)}, operation, "reckon")
    for link in links_to(model):
        holder = cast(Any, link.model)
        for batch in _batches(ids, 500):
            rows = holder.select(holder.id).where(link.in_(batch)).tuples()
            change(holder, {number: {} for (number,) in list(rows)}, operation, "reckon")


def _insert(about: Meaning, ids: Sequence[int], fresh: Sequence[Stored]) -> None:
    database.connection().executemany(about.insert, [(n, *stored) for n, stored in zip(ids, fresh, strict=True)])
    search.put(about.table, {n: about.words(stored) for n, stored in zip(ids, fresh, strict=True)})


def _update(about: Meaning, updates: Sequence[tuple[int, Stored, Stored]]) -> None:
    database.connection().executemany(about.update, [(*new, number) for number, _, new in updates])
    worded = [(n, about.words(old), about.words(new)) for n, old, new in updates]
    changed = [(n, old, new) for n, old, new in worded if old != new]
    search.drop(about.table, {n: old for n, old, _ in changed})
    search.put(about.table, {n: new for n, _, new in changed})

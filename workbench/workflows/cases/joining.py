"""Files that belong together, such as a request and the complaint about how it was handled: joined both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.cases.files import CASE_FILES, case_file
from workbench.registers.cases.parts import Entry, Linked
from workbench.workflows.cases import opening

Key = tuple[str, int]


def called(reference: str) -> Key:
    """The file with that reference, whatever its capitals and spaces. Plain where there is none."""
    wanted = "".join(reference.split()).casefold()
    for file in CASE_FILES:
        model: Any = file.record
        near = fn.LOWER(fn.REPLACE(model.reference, " ", "")) == wanted
        if found := list(every(file.record, (), view=lambda near=near: near).ids()):
            return file.register.name, found[0]
    raise Plain(f"There is no file with the reference “{reference.strip()}”. Nothing was changed.")


def join(store: Store, one: Key, other: Key, why: str = "") -> None:
    """Join two files; the timelines of both say so. Plain where they are one, or joined already."""
    if one == other:
        raise Plain("A file cannot be joined to itself. Nothing was changed.")
    if other in beside(one):
        raise Plain("These two files are joined already. Nothing was changed.")
    with store.operation("Join two files", "edit") as operation:
        record.add(Linked, [_end(one, other, why), _end(other, one, why)], operation.id)
        _note(store, "Joined with", one, other, operation.id)


def part(store: Store, one: Key, other: Key) -> None:
    """Take a join away, at both ends; the timelines of both say so."""
    with store.operation("Part two files", "edit") as operation:
        record.remove(Linked, [*_ends(one, other), *_ends(other, one)], operation.id)
        _note(store, "Parted from", one, other, operation.id)


def beside(key: Key) -> list[Key]:
    """The files joined to one."""
    numbers = every(Linked, (), view=lambda: (Linked.owner_register == key[0]) & (Linked.owner == key[1])).ids()
    return [(v["other_register"], v["other"]) for v in record.whole_of(Linked, numbers).values()]


def why(one: Key, other: Key) -> str:
    """How two files belong together, in the words of who joined them; nothing where who reads may not see it."""
    ends = record.values_of(Linked, list(_ends(one, other)))
    return next((str(end["why"] or "") for end in ends.values()), "")


def joined() -> set[Key]:
    """Every file that belongs with another."""
    asked: Any = Linked
    rows = asked.select(asked.owner_register, asked.owner).where(asked.removed.is_null()).tuples()
    return {(register, case) for register, case in rows}


def together(key: Key) -> set[Key]:
    """All files that belong with one, over any number of joins, itself among them."""
    found, ahead = {key}, [key]
    while ahead:
        fresh = set(beside(ahead.pop())) - found
        found |= fresh
        ahead += fresh
    return found


def _ends(one: Key, other: Key) -> Iterator[int]:
    mine = (Linked.owner_register == one[0]) & (Linked.owner == one[1])
    theirs = (Linked.other_register == other[0]) & (Linked.other == other[1])
    yield from every(Linked, (), view=lambda: mine & theirs).ids()


def _note(store: Store, what: str, one: Key, other: Key, operation: int) -> None:
    """A line of both timelines; it names the reference alone, for who reads may not open the other file."""
    empty = record.meaning(Entry).empty | {"kind": "note", "day": clock.today(), "by": store.user}
    ends = ((one, other), (other, one))
    lines = [
        {**empty, "owner_register": mine[0], "owner": mine[1], "what": f"{what} {_reference(theirs)}"}
        for mine, theirs in ends
    ]
    record.add(Entry, lines, operation)


def _reference(key: Key) -> str:
    return str(opening.of(case_file(key[0]), key[1])["reference"])


def _end(one: Key, other: Key, why: str) -> dict[str, object]:
    return {
        "owner_register": one[0],
        "owner": one[1],
        "other_register": other[0],
        "other": other[1],
        "reference": _reference(other),
        "why": why,
    }

"""Who may open a file, and the record that it was opened, or that what stands in it left the program.

One question, for accounts to answer later, and the one place that records it: whatever writes, prints or copies what
stands in files for named people says so here before it does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from workbench import display
from workbench.errors import Plain
from workbench.records import chain, covering, history, record
from workbench.records.attachments import Owner
from workbench.records.history import Change
from workbench.records.record import Record, Values
from workbench.records.store import Store
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.files import case_file, file_kept_in
from workbench.workflows.cases import opening

OPENED = "opened-files"  # what the history calls it; it is no register
SHOWN, PRINTED, LETTER, COPIED = "open", "print", "letter", "copy"
EXPORTED, LISTED, GIVEN_BACK, TAKEN, ANSWERED = "export", "list", "give back", "clipboard", "command"
# What is said of each, and the name of an operation that records it.
_KINDS = {
    SHOWN: ("Opened", "Open"),
    PRINTED: ("Printed as a file sheet", "Print"),
    LETTER: ("A letter was written from it", "Write a letter from"),
    COPIED: ("A copy of a document was made", "Copy a document of"),
    EXPORTED: ("Exported with its register", "Export"),
    LISTED: ("Printed in a list", "Print in a list"),
    ANSWERED: ("Shown by the command line", "Show"),
    GIVEN_BACK: ("Given back into a workbook", "Give back"),
    TAKEN: ("Copied from the list", "Copy from the list"),
}


def read(store: Store, register: str, case: int, how: str = SHOWN) -> Values:
    """The values of a file for who has the store open; that a restricted file is opened or printed is recorded.

    Plain where the file is for named people and the reader is none of them, or where it cannot be recorded.
    """
    values = look(register, case)
    if is_restricted(values):
        _record(store, register, {case: values["reference"]}, how)
    return values


def look(register: str, case: int) -> Values:
    """The values of a file for who reads, without a record of it: it is open already. Plain where it is not theirs."""
    file = case_file(register)
    if record.is_hidden(file.record, case):
        raise Plain(f"{covering.SAID} Nothing was opened.")
    return opening.of(file, case)


def copied(store: Store, owner: Owner) -> None:
    """Record that a document of a restricted file is given to another program or saved elsewhere.

    Plain where the file is for others, or where it cannot be recorded.
    """
    if file_kept_in(owner.register):
        read(store, owner.register, owner.number, COPIED)


def leaving(register: str, fields: Iterable[Any], numbers: Iterable[int] | None = None) -> dict[int, str]:
    """The files for named people of whose content something leaves with some fields of a register's records, with
    their references by number. Of all its records where no numbers are given; none where no field tells of people.
    """
    file = file_kept_in(register)
    if file is None or not any(field.personal for field in fields):
        return {}
    asked: Any = file.record
    rows = asked.select(asked.id, asked.reference).where(asked.readers == NAMED, asked.removed.is_null()).tuples()
    found = dict(rows)
    if found and numbers is not None:
        wanted = set(numbers)
        found = {number: reference for number, reference in found.items() if number in wanted}
    hidden = covering.hidden_among(file.record, found)
    return {number: reference for number, reference in found.items() if number not in hidden}


def leave(
    store: Store, register: str, how: str, fields: Iterable[Any], numbers: Iterable[int] | None = None
) -> tuple[str, ...]:
    """Record that files for named people leave in this way with some fields, and say so; nothing where none do.

    Plain where it cannot be recorded, so that nothing may leave.
    """
    found = leaving(register, fields, numbers)
    if found:
        _record(store, register, found, how)
    return said(found)


def said(found: Collection[int]) -> tuple[str, ...]:
    """That files for named people are among what left, and that it is recorded; nothing where none are."""
    if not found:
        return ()
    are = display.count(len(found), "file in it is", "files in it are")
    return (f"{are} for named people only: that {'it' if len(found) == 1 else 'they'} left is recorded.",)


def is_restricted(values: Values) -> bool:
    """Whether a record with these values is a file for named people."""
    return values.get("readers") == NAMED


def restricted_among(model: type[Record], ids: Sequence[int]) -> frozenset[int]:
    """Those of some records that are files for named people, among what who reads may see."""
    return frozenset(n for n, values in record.values_of(model, ids).items() if is_restricted(values))


def openings(register: str, case: int) -> list[tuple[str, str, str]]:
    """Who opened a restricted file or took of it what stands in it, when (UTC), and in which way, the last first."""
    return looked_at(register, case)[::-1]


def looked_at(register: str, case: int) -> list[tuple[str, str, str]]:
    """The same, the first first."""
    found = [e for e in history.of_record(OPENED, case) if e.after and e.after["register"] == register]
    return [(entry.user, entry.utc, _KINDS[entry.action][0]) for entry in found]


def _record(store: Store, register: str, files: Mapping[int, str], how: str) -> None:
    """An entry for each of some files, given with their references, in one operation."""
    if store.read_only:
        raise Plain(
            "A file for named people is in it: that it is opened or leaves is recorded, and nothing can be recorded "
            "while the files are open to read only. Nothing was opened or written."
        )
    what = f"{len(files)} restricted files" if len(files) > 1 else f"the restricted file {next(iter(files.values()))}"
    with store.operation(f"{_KINDS[how][1]} {what}", "reading") as operation:
        seen = chain.canonical({"register": register, "by": store.user})
        history.append([Change(OPENED, case, how, None, seen) for case in files], operation.id)

"""Who may open a file, and the record that it was opened. One question, for accounts to answer later."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.errors import Plain
from workbench.records import chain, covering, history, record
from workbench.records.history import Change
from workbench.records.record import Record, Values
from workbench.records.store import Store
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.files import case_file
from workbench.workflows.cases import opening

OPENED = "opened-files"  # what the history calls it; it is no register
SHOWN, PRINTED = "open", "print"
_WORDS = {SHOWN: "Opened", PRINTED: "Printed as a file sheet"}


def read(store: Store, register: str, case: int, how: str = SHOWN) -> Values:
    """The values of a file for who has the store open; that a restricted file is opened or printed is recorded.

    Plain where the file is for named people and the reader is none of them, or where it cannot be recorded.
    """
    values = look(register, case)
    if is_restricted(values):
        _record(store, register, case, values["reference"], how)
    return values


def look(register: str, case: int) -> Values:
    """The values of a file for who reads, without a record of it: it is open already. Plain where it is not theirs."""
    file = case_file(register)
    if record.is_hidden(file.record, case):
        raise Plain(f"{covering.SAID} Nothing was opened.")
    return opening.of(file, case)


def is_restricted(values: Values) -> bool:
    """Whether a record with these values is a file for named people."""
    return values.get("readers") == NAMED


def restricted_among(model: type[Record], ids: Sequence[int]) -> frozenset[int]:
    """Those of some records that are files for named people, among what who reads may see."""
    return frozenset(n for n, values in record.values_of(model, ids).items() if is_restricted(values))


def openings(register: str, case: int) -> list[tuple[str, str]]:
    """Who opened or printed a restricted file and when (UTC), the last first."""
    return [(user, utc) for user, utc, _ in reversed(looked_at(register, case))]


def looked_at(register: str, case: int) -> list[tuple[str, str, str]]:
    """Who opened or printed a restricted file, when (UTC), and which of both, the first first."""
    found = [e for e in history.of_record(OPENED, case) if e.after and e.after["register"] == register]
    return [(entry.user, entry.utc, _WORDS[entry.action]) for entry in found]


def _record(store: Store, register: str, case: int, reference: str, how: str) -> None:
    if store.read_only:
        raise Plain("Opening this file is recorded, and nothing can be recorded while the files are open to read only.")
    with store.operation(f"{how.capitalize()} the restricted file {reference}", "reading") as operation:
        opened = chain.canonical({"register": register, "by": store.user})
        history.append([Change(OPENED, case, how, None, opened)], operation.id)

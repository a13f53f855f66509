"""A register given back into the council's own workbook: a new file beside it, with only what changed different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench import clock, display
from workbench.bulk import uncollected
from workbench.errors import Plain
from workbench.exchange.drafting import Draft
from workbench.exchange.givingback.changes import Given
from workbench.exchange.givingback.compare import compare
from workbench.exchange.givingback.package import give_back
from workbench.exchange.limits import Kind, kind_of, refuse
from workbench.exchange.lines import fed_columns
from workbench.exchange.reading import Book
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import earlier, history, record
from workbench.records.store import Store
from workbench.register import Register
from workbench.workflows import importing

_ALIKE = (Kind.XLSX, Kind.XLSM)


@dataclass(frozen=True)
class Result:
    """What was written; `fresh` where the workbook cannot take it and a new one was written, of so many rows."""

    given: Given
    fresh: int | None = None


@uncollected()
def into(store: Store, register: Register, original: Path, out: Path, book: Book) -> Result:
    """Give a register back into a workbook it was imported from, as the new file `out`; the original stays as it is.

    `book` is the original as it was read. Raises Plain where the original is not as it was last exchanged, or `out`
    is it, is there, or cannot be written.
    """
    kind = check(original, out)
    draft = importing.propose(register, book, store)
    importing.check_taken(draft)
    if kind not in _ALIKE:
        return _fresh(store, register, draft, out)
    known, file = _exchanged(store, draft.book, register)
    now = earlier.standing(register.record, _needed(draft))
    then = earlier.as_after(register.record, known, now)
    named = {original.name, *file.get("was", ())}
    elsewhere = _elsewhere(register, named)
    changes = compare(draft, then, now, elsewhere.keys())
    if not changes.found:
        raise refuse(
            original.name, f"holds no line of the {register.title.lower()}.", "Check that it is the right one."
        )
    given = give_back(original, draft.book, changes, out, clock.today())
    importing.remember_given(store, draft, out, sorted(named))
    others = Counter(elsewhere[number] for number in changes.others)
    said = [*given.said, *_unwritten(draft, changes.added), *_counted(register, changes.strangers, others)]
    return Result(replace(given, said=tuple(said)))


def _needed(draft: Draft) -> set[str]:
    """The fields that the workbook feeds, by columns or by lines over the rows; no other is held against it."""
    fed = {name for part in draft.taken for name in fed_columns(part.table, part.as_mapped)}
    banners = {name for part in draft.taken for name in (part.mapping.section, part.mapping.service) if name}
    return fed | banners | {draft.register.naming.name}


def check(original: Path, out: Path) -> Kind:
    """Raise Plain unless the original can be read and `out` is a new file of its kind; says which kind that is."""
    kind = kind_of(original)
    if out.exists() and out.samefile(original):
        raise Plain("The original stays as it is. Nothing was written. Give the new workbook a name of its own.")
    if out.exists():
        raise Plain(f"“{out.name}” is there already. Nothing was written. Choose another name.")
    ending = f".{kind}" if kind in _ALIKE else ".xlsx"
    if out.suffix.lower() != ending:
        raise Plain(f"The new workbook's name must end in {ending}, as it is of that kind. Nothing was written.")
    return kind


def _exchanged(store: Store, book: Book, register: Register) -> tuple[int, dict[str, Any]]:
    """The operation in which this very file was last taken in or given back; Plain where it never was."""
    again = f"Import it into the {register.title.lower()} first, so that no change on either side is lost."
    named = None
    for file in reversed(importing.files(store)):
        done = history.operation_of(file["operation"])
        if done is None or done.undone_by:
            continue
        if file["sha256"] == book.sha256:
            return done.id, file
        named = named or (done if file["name"] == book.name else None)
    if named:
        when = display.moment(named.started)
        raise refuse(book.name, f"was changed since it was last imported or given back ({when}).", again)
    raise refuse(book.name, "was not imported here, or its import was taken back.", again)


def _elsewhere(register: Register, names: Collection[str]) -> dict[int, str]:
    """Records that an import of a workbook of another name brought, with that name."""
    brought = {
        number: operation.name.removeprefix("Redo: ").removeprefix("Import ")
        for number, operation in history.brought(register.record.register_name).items()
        if operation.kind in ("import", "redo")
    }
    return {number: name for number, name in brought.items() if name not in names}


def _unwritten(draft: Draft, added: list[int]) -> list[str]:
    """What tells new lines apart here and has no column in the workbook, so that they would not be known again."""
    needed, register = _needed(draft), draft.register
    without = dict.fromkeys(f for fields in register.identify for f in fields if f.name not in needed)
    values = record.values_of(register.record, added).values() if added and without else ()
    return [
        f"{display.count(number, 'new line has', 'new lines have')} a {field.label.lower()} that no column takes; "
        "imported again, it would count as another line."
        for field in without
        if (number := sum(bool(one[field.name]) for one in values))
    ]


def _counted(register: Register, strangers: int, others: Mapping[str, int]) -> list[str]:
    """How many lines and records have nothing to do with each other."""
    said = []
    if strangers:
        lines = display.count(strangers, "line")
        said.append(f"{lines} of the workbook never came into the {register.title.lower()}; left as they are.")
    for name, number in others.items():
        said.append(
            f"{display.count(number, register.singular, register.plural)} came from “{name}” and were not added here."
        )
    return said


def _fresh(store: Store, register: Register, draft: Draft, out: Path) -> Result:
    """A fresh workbook in the order of the original's columns, where that is of a kind that cannot be written."""
    first = draft.taken[0]
    order = list(fed_columns(first.table, first.as_mapped))
    written = write_workbook(table_of(register, store.council, first=order), out)
    said = (
        f"A file such as “{draft.book.name}” cannot be written back; this is a fresh workbook with its columns first."
    )
    return Result(Given(0, 0, 0, 0, (said, *written.remarks)), written.rows)

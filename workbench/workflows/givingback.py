"""A register given back into the council's own workbook: a new file beside it, with only what changed different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench import clock, display
from workbench.bulk import uncollected
from workbench.errors import Plain
from workbench.exchange.book import address, text_of
from workbench.exchange.drafting import Draft
from workbench.exchange.givingback.changes import Changes, Given
from workbench.exchange.givingback.compare import compare
from workbench.exchange.givingback.package import give_back, preview
from workbench.exchange.limits import Kind, kind_of, refuse
from workbench.exchange.lines import fed_columns
from workbench.exchange.reading import Book
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records import earlier, record
from workbench.records.covering import hidden_among
from workbench.records.store import Store
from workbench.register import Register
from workbench.workflows import exchanges, importing
from workbench.workflows.cases import access
from workbench.workflows.exchanges import Exchange, Remembered

_ALIKE = (Kind.XLSX, Kind.XLSM)


@dataclass(frozen=True)
class Result:
    """What was written; `fresh` where the workbook cannot take it and a new one was written, of so many rows."""

    given: Given
    fresh: int | None = None


@dataclass(frozen=True)
class CellChange:
    """One cell that would say something else: where it stands, the field's label, and its words before and after."""

    where: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Foreseen:
    """What giving back would do: the sums and remarks, each cell, and the names of lines added and removed."""

    book: Book
    given: Given
    cells: tuple[CellChange, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    fresh: bool = False

    @property
    def struck_before(self) -> bool:
        """Whether lines were struck through by an earlier giving back."""
        return any(sheet.struck_rows for sheet in self.book.sheets)


@dataclass(frozen=True)
class _Prepared:
    """A workbook held against the register: what is to change, and which records belong to other workbooks."""

    draft: Draft
    changes: Changes
    elsewhere: Mapping[int, str]
    names: set[str]


@uncollected()
def into(store: Store, register: Register, original: Path, out: Path, book: Book, *, delete: bool = False) -> Result:
    """Give a register back into a workbook it was imported from, as the new file `out`; the original stays as it is.

    `book` is the original as it was read. Removed lines are struck through, or taken out where `delete` asks for it.
    Raises Plain where the original is not as it was last exchanged, or `out` is it, is there, or cannot be written.
    """
    kind = check(original, out)
    if kind not in _ALIKE:
        return _fresh(store, register, _proposed(store, register, book), out)
    work = _prepare(store, register, book)
    left = _leave(store, work)
    given = give_back(original, work.draft.book, work.changes, out, clock.today(), delete=delete)
    importing.remember_given(store, work.draft, out, Remembered(sorted(work.names), given.left))
    return Result(replace(given, said=(*left, *given.said, *_beyond(work))))


def _leave(store: Store, work: _Prepared) -> tuple[str, ...]:
    """Record which files for named people leave with what is written of them, and say so."""
    register, sheets = work.draft.register, work.changes.sheets.values()
    cells = [held for sheet in sheets for held in sheet.held.values()]
    fed = {name: register.by_name[name] for name in (*importing.fed(work.draft), *(held.field for held in cells))}
    told = {held.record for held in cells if fed[held.field].personal} | set(work.changes.added)
    return access.leave(store, register.name, access.GIVEN_BACK, fed.values(), told)


@uncollected()
def foresee(store: Store, register: Register, original: Path, book: Book, *, delete: bool = False) -> Foreseen:
    """What giving back would do, without writing anything."""
    if kind_of(original) not in _ALIKE:
        said = (cannot(book.name),)
        return Foreseen(_proposed(store, register, book).book, Given(0, 0, 0, 0, said), fresh=True)
    work = _prepare(store, register, book)
    given = preview(original, work.draft.book, work.changes, clock.today(), delete=delete)
    names = record.values_of(register.record, [*work.changes.added, *work.changes.removed])
    named = {number: str(values[register.naming.name]) for number, values in names.items()}
    return Foreseen(
        work.draft.book,
        replace(given, said=(*given.said, *_beyond(work))),
        tuple(_cells(work)),
        tuple(named[number] for number in work.changes.added),
        tuple(named[number] for number in work.changes.removed),
    )


def _cells(work: _Prepared) -> Iterator[CellChange]:
    """The cells that change, in the order of the sheet."""
    rows = {sheet.name: sheet.rows for sheet in work.draft.book.sheets}
    for name, sheet in work.changes.sheets.items():
        for row, values in sorted(sheet.cells.items()):
            before = rows[name][row - 1]
            for column, cell in sorted(values.items()):
                label = work.draft.register.by_name[sheet.held[row, column].field].label
                was = text_of(before[column]) if column < len(before) else ""
                yield CellChange(f"{name}!{address(row, column)}", label, was, text_of(cell))


def _proposed(store: Store, register: Register, book: Book) -> Draft:
    draft = importing.propose(register, book, store)
    importing.check_taken(draft)
    return draft


def _prepare(store: Store, register: Register, book: Book) -> _Prepared:
    """Hold the workbook against the register; Plain where it is not as it was last exchanged, or has no line of it."""
    draft = _proposed(store, register, book)
    known = _exchanged(store, draft.book, register)
    names = {book.name, *known.file.get("was", ())}
    now = earlier.standing(register.record, importing.fed(draft))
    then = exchanges.base(register, known, now)
    elsewhere = exchanges.elsewhere(register, names)
    changes = compare(draft, then, now, elsewhere.keys(), hidden_among(register.record, now))
    if not changes.found:
        raise refuse(book.name, f"holds no line of the {register.title.lower()}.", "Check that it is the right one.")
    return _Prepared(draft, changes, elsewhere, names)


def _beyond(work: _Prepared) -> list[str]:
    """What is said beside what was written: fields without a column, strangers, records of other workbooks."""
    others = Counter(work.elsewhere[number] for number in work.changes.others)
    register, changes = work.draft.register, work.changes
    said = [*_unwritten(work.draft, changes.added), *_counted(register, changes.strangers, others)]
    return [*said, *_not_given(register, len(changes.hidden))]


def check(original: Path, out: Path) -> Kind:
    """Raise Plain unless the original can be read and `out` is a new file of its kind; says which kind that is."""
    kind = kind_of(original)
    if out.exists() and out.samefile(original):
        raise Plain("The original stays as it is. Nothing was written. Give the new workbook a name of its own.")
    if out.exists():
        raise Plain(f"“{out.name}” is there already. Nothing was written. Choose another name.")
    ending = f".{kind}" if kind in _ALIKE else ".xlsx"
    if out.suffix.lower() != ending and kind not in _ALIKE:
        raise Plain(f"“{original.name}” cannot be written back. Give the fresh workbook a name that ends in .xlsx.")
    if out.suffix.lower() != ending:
        raise Plain(f"The new workbook's name must end in {ending}, as it is of that kind. Nothing was written.")
    return kind


def _exchanged(store: Store, book: Book, register: Register) -> Exchange:
    """The exchange in which this very file was last taken in or given back; Plain where it never was."""
    if known := exchanges.of_file(store, book, register):
        return known
    again = f"Import it into the {register.title.lower()} first, so that no change on either side is lost."
    named = next((one for one in exchanges.standing(store, register) if one.file["name"] == book.name), None)
    if named:
        when = display.moment(named.done.started)
        raise refuse(book.name, f"was changed since it was last imported or given back ({when}).", again)
    raise refuse(book.name, "was not imported here, or its import was taken back.", again)


def _unwritten(draft: Draft, added: list[int]) -> list[str]:
    """What tells new lines apart here and has no column in the workbook, so that they would not be known again."""
    needed, register = importing.fed(draft), draft.register
    without = dict.fromkeys(f for fields in register.identify for f in fields if f.name not in needed)
    values = record.values_of(register.record, added).values() if added and without else ()
    return [
        f"{display.count(number, 'new line has', 'new lines have')} a {field.label.lower()} that no column takes; it "
        "is kept here only."
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


def _not_given(register: Register, hidden: int) -> list[str]:
    """That some records are not for who gives back."""
    if not hidden:
        return []
    are = display.count(hidden, f"{register.singular} is", f"{register.plural} are")
    return [f"{are} restricted to named people, and you are not one of them; the lines were left as they are."]


def _fresh(store: Store, register: Register, draft: Draft, out: Path) -> Result:
    """A fresh workbook in the order of the original's columns, where that is of a kind that cannot be written."""
    first = draft.taken[0]
    order = list(fed_columns(first.table, first.as_mapped))
    left = access.leave(store, register.name, access.GIVEN_BACK, register.fields)
    written = write_workbook(table_of(register, store.council, first=order), out)
    return Result(Given(0, 0, 0, 0, (*left, cannot(draft.book.name), *written.remarks)), written.rows)


def cannot(name: str) -> str:
    """What is said of a kind of file that cannot be written back."""
    return f"A file such as “{name}” cannot be written back; this is a fresh workbook with its columns first."

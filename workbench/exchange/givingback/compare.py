"""The register held against the lines of the workbook it came from: which cells say something else now.

Only what the register changed since the workbook was last taken in or given back is written, so that a register
nobody touched changes no byte; a cell that could not be read then and was put right here is written too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from workbench.exchange.book import Cell, Merge, address, text_of
from workbench.exchange.bothsides import Base, Held, same, words_mark
from workbench.exchange.drafting import Draft, TableDraft
from workbench.exchange.givingback.changes import Added, Changes, Place, SheetChanges, TableChanges
from workbench.exchange.givingback.values import Column, too_long
from workbench.exchange.lines import SheetLine, fed_columns
from workbench.exchange.matching import Existing, Matcher
from workbench.exchange.plan import values_of
from workbench.exchange.table import Column as SheetColumn
from workbench.records.fields import one_below_another
from workbench.records.record import Values
from workbench.register import Register, the

Records = Mapping[int, Values]


@dataclass
class _Part:
    """One table on its way: its columns by field, and the merged cells its lines lie in."""

    draft: TableDraft
    fed: dict[str, tuple[tuple[int, SheetColumn], ...]]
    columns: dict[str, Column]
    merged: dict[tuple[int, int], Merge]
    changes: TableChanges
    rows: dict[int, tuple[Cell, ...]]
    waiting: dict[Merge, dict[int, tuple[Cell, Held]]] = field(default_factory=lambda: defaultdict(dict))
    known: list[int] = field(default_factory=list)  # ids of the records its lines stand for

    def place(self, values: Mapping[str, Any]) -> Place:
        """What the lines over the rows say of a record, or its service and section."""
        mapping = self.draft.mapping
        return (_words(values.get(mapping.service or "service")), _words(values.get(mapping.section or "section")))


def compare(made: Draft, base: Base, now: Records, elsewhere: Collection[int], hidden: Collection[int] = ()) -> Changes:
    """What must change in the workbook. `base` is what it said when last exchanged, `now` all records there are.

    Records of `elsewhere` came from other workbooks and make no new lines here. Those `hidden` from who gives back are
    not written.
    """
    register, found, tables = made.register, Changes(hidden=hidden), list[_Part]()
    known = _same_words(register, base.values, made.lines(), elsewhere)
    for draft in made.taken:
        part = _part(register, made, draft, found)
        tables.append(part)
        for line in made.lines_of(draft):  # read again rather than kept: a long schedule has a hundred thousand
            _hold(register, found, part, line, known.get((line.sheet, line.row)), base, now)
        _settle_merged(found, part)
    met = {number for part in tables for number in part.known}
    found.found = len(met)
    homes = [(part, Counter(part.place(now[number]) for number in part.known)) for part in tables]
    for number, values in now.items():
        if number in met or number in hidden or values["removed"] is not None:
            continue
        if number in elsewhere:
            found.others.append(number)
        else:
            _add(register, found, _home(homes, values), number, values)
    return found


def _same_words(
    register: Register, then: Records, lines: Iterable[SheetLine], elsewhere: Collection[int]
) -> dict[tuple[str, int], int]:
    """The record each line stands for: those whose words tell them apart entirely, then as an import finds them."""
    telling = tuple(dict.fromkeys(f.name for fields in (*register.identify, register.words) for f in fields))
    index: dict[tuple[str, ...], int | None] = {}
    for number, values in then.items():
        key = _key(values, telling)
        index[key] = None if key in index else number
    found, rest = dict[tuple[str, int], int](), list[SheetLine]()
    for line in lines:
        only = index.pop(_key(line.line.texts, telling), None)
        if only is None:
            rest.append(line)
        else:
            found[line.sheet, line.row] = only
    taken = set(found.values())
    free = {n: v for n, v in then.items() if n not in taken}
    matcher = Matcher(register, Existing(free, lambda: free.keys() - set(elsewhere)), rest, len(found))
    late = {(line.sheet, line.row): matcher.record(line) for line in rest}
    return found | {place: number for place, number in late.items() if number is not None}


def _key(values: Mapping[str, Any], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(str(values.get(name) or "") for name in names)


def _part(register: Register, made: Draft, draft: TableDraft, found: Changes) -> _Part:
    table, mapping = draft.table, draft.as_mapped
    fed = fed_columns(table, mapping)
    rows = {row.row: row.values for row in table.rows}
    columns = {name: Column(register.by_name[name], partial(_under, rows, places)) for name, places in fed.items()}
    banners = any(name and name not in fed for name in (mapping.section, mapping.service))
    changes = TableChanges(table, {}, banners, frozenset(c.index for places in fed.values() for _, c in places))
    found.sheets.setdefault(table.sheet, SheetChanges()).tables.append(changes)
    sheet = next(sheet for sheet in made.book.sheets if sheet.name == table.sheet)
    merged = {(row, m.left): m for m in sheet.merged if m.bottom > m.top for row in range(m.top, m.bottom + 1)}
    return _Part(draft, fed, columns, merged, changes, rows)


def _under(rows: Mapping[int, tuple[Cell, ...]], places: Sequence[tuple[int, SheetColumn]]) -> Iterator[Cell]:
    """What stands in the first of some columns."""
    return (values[places[0][0]] for values in rows.values())


def _hold(
    register: Register, found: Changes, part: _Part, line: SheetLine, number: int | None, base: Base, now: Records
) -> None:
    """One line against its record."""
    part.changes.last[part.place(line.line.texts)] = line.row
    sheet = found.sheets[line.sheet]
    if number is None:
        found.strangers += 1
        return
    part.known.append(number)
    if now[number]["removed"] is not None:
        sheet.struck.append(line.row)
        found.removed.append(number)
        return
    values, _, refusals = values_of(register, line)
    refused = {refusal.field for refusal in refusals}
    for name, value in values.items():
        wanted = now[number].get(name)
        changed = name in base.left.get(number, ()) or not same(base.values[number].get(name), wanted)
        if not same(value, wanted) and (changed or (name in refused and wanted not in (None, ""))):
            held = Held(number, name, words_mark(line.line.texts[name]))
            if number in found.hidden or not _write(register, found, part, line, held, wanted):
                found.left.append(held)


def _write(register: Register, found: Changes, part: _Part, line: SheetLine, held: Held, wanted: Any) -> bool:
    """The cell of one line that must say something else; whether it can."""
    name, label = held.field, register.by_name[held.field].label.lower()
    if name not in part.fed:
        found.said.append(
            f"{line.sheet}, row {line.row}: the {label} is “{wanted}” now. It stands in a line over the rows, "
            "so it was not written; move the row in the workbook."
        )
        return False
    chosen = _joined(register, part, line.row, name, wanted)
    if chosen is None:
        columns = " and ".join(column.letter for _, column in part.fed[name])
        found.said.append(f"{line.sheet}, row {line.row}: columns {columns} make up the {label}; change them there.")
        return False
    column, cell = chosen
    if too_long(cell):
        found.said.append(f"{line.sheet}!{address(line.row, column)}: the {label} is longer than a cell can hold.")
        return False
    if merge := part.merged.get((line.row, column)):
        part.waiting[merge][line.row] = (cell, held)
    else:
        found.sheets[line.sheet].cells.setdefault(line.row, {})[column] = cell
        found.sheets[line.sheet].held[line.row, column] = held
    return True


def _joined(register: Register, part: _Part, row: int, name: str, wanted: Any) -> tuple[int, Cell] | None:
    """The one column to write, and its cell, so that the field reads as wanted; None where no single one does it."""
    places, values = part.fed[name], part.rows[row]
    if len(places) == 1:
        place, column = places[0]
        return column.index, part.columns[name].cell(wanted, values[place])
    join = register.by_name[name].joins or one_below_another
    texts = [(column.full_heading, text_of(values[place])) for place, column in places]
    for number, (_, column) in enumerate(places):
        for cell in _candidates(texts, number, str(wanted or "")):
            if join([*texts[:number], (texts[number][0], cell), *texts[number + 1 :]]) == wanted:
                return column.index, cell or None
    return None


def _candidates(texts: list[tuple[str, str]], number: int, wanted: str) -> list[str]:
    """What one cell of several might say: the wanted words without those that its neighbours give."""
    rest = wanted
    for place, (_, text) in enumerate(texts):
        if text and place < number and rest.startswith(text):
            rest = rest[len(text) :].lstrip()
    for place, (_, text) in reversed(list(enumerate(texts))):
        if text and place > number and rest.endswith(text):
            rest = rest[: -len(text)].rstrip()
    return [rest, wanted]


def _settle_merged(found: Changes, part: _Part) -> None:
    """A cell merged over several lines changes only where all of them want the same."""
    sheet = part.draft.table.sheet
    for merge, wanted in part.waiting.items():
        rows = {row for row in part.rows if merge.top <= row <= merge.bottom}
        one, held = next(iter(wanted.values()))
        if rows == wanted.keys() and len({cell for cell, _ in wanted.values()}) == 1:
            found.sheets[sheet].cells.setdefault(merge.top, {})[merge.left] = one
            found.sheets[sheet].held[merge.top, merge.left] = held
        else:
            found.left += [held for _, held in wanted.values()]
            where = f"{address(merge.top, merge.left)}:{address(merge.bottom, merge.right)}"
            found.said.append(f"{sheet}!{where} is one cell for several lines, which differ now; it was left as it is.")


def _home(homes: list[tuple[_Part, Counter[Place]]], values: Values) -> _Part:
    """The table a new line belongs to: the one that has its section, else the one with the most lines like it."""

    def suits(home: tuple[_Part, Counter[Place]]) -> tuple[bool, int, int]:
        part, places = home
        place = part.place(values)
        return place in part.changes.last, places[place], places.total()

    return max(homes, key=suits)[0]


def _add(register: Register, found: Changes, part: _Part, number: int, values: Values) -> None:
    named, sheet = str(values[register.naming.name]), part.draft.table.sheet
    cells: dict[int, Cell] = {}
    for name, places in part.fed.items():
        cell, place = part.columns[name].cell(values.get(name)), 0
        if len(places) > 1 and cell is not None:
            join = register.by_name[name].joins or one_below_another
            alone = [
                [(c.full_heading, str(cell) if n == m else "") for m, (_, c) in enumerate(places)]
                for n in range(len(places))
            ]
            place = next((n for n, texts in enumerate(alone) if join(texts) == values[name]), -1)
        if place < 0 or too_long(cell):
            found.said.append(f"{sheet}, new line “{named}”: {the(register.by_name[name].label)} does not fit.")
        elif cell is not None:
            cells[places[place][1].index] = cell
    part.changes.added.append(Added(number, cells, part.place(values)))


def _words(value: Any) -> str:
    return " ".join(str(value or "").split())

"""The plan of an import: what each row would do, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from workbench.display import count, show
from workbench.exchange import cells
from workbench.exchange.lines import SheetLine
from workbench.exchange.matching import Existing, Matcher
from workbench.records.record import Values, meaning
from workbench.register import Register, View, Waiting
from workbench.rules.questions import Answer, Question


class Standing(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row cannot be taken in: its cell, what stands there, what is wrong, how to put it right, which field."""

    cell: str
    value: str
    wrong: str
    cure: str
    field: str = ""

    def __str__(self) -> str:
        return f"{self.cell}: {self.wrong} {self.cure}"


class PlanRow(NamedTuple):
    """One row of the sheet and what it would do. `values` are those it would write, by field name.

    `line` is kept only while the row is refused, so that it can be read again with a correction.
    """

    sheet: str
    row: int
    hidden: bool
    standing: Standing
    values: Values
    record: int | None = None
    before: Mapping[str, Any] = MappingProxyType({})
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    line: SheetLine | None = None

    @property
    def unclear(self) -> bool:
        """The words can be read two ways or hold a condition, and nobody has decided yet."""
        return any(q.stops for q in self.questions)

    @property
    def writes(self) -> bool:
        """Applying the plan would write this row."""
        return self.standing in (Standing.NEW, Standing.CHANGED)


@dataclass
class Plan:
    """All rows of an import with what they would do; answers and corrections replace rows one by one.

    `stands` is the number of the last change to the records when they were held against the rows.
    """

    register: Register
    source: str
    rows: list[PlanRow]
    said: tuple[str, ...] = ()
    read_again: Callable[[PlanRow, SheetLine], PlanRow] | None = field(default=None, repr=False)
    stands: int | None = None
    _first: dict[int, PlanRow] = field(default_factory=dict, repr=False)

    def counts(self) -> dict[str, int]:
        """How many rows would do what; "unclear" counts across new and changed."""
        found = Counter(str(row.standing) for row in self.rows)
        unclear = sum(row.unclear and row.writes for row in self.rows)
        return {str(s): found[str(s)] for s in Standing} | {"unclear": unclear}

    def waiting(self) -> Waiting:
        """How many of the rows it would write would then wait for somebody; asked for once the rows are settled."""
        names, empty = [f.name for f in self.register.understood], meaning(self.register.record).empty
        known: dict[tuple[Any, ...], View | None] = {}
        found = Counter[View | None]()
        for row in self.rows:
            if row.writes:
                what = tuple([row.values[n] if n in row.values else row.before.get(n) for n in names])
                if what not in known:
                    known[what] = self.register.waits({**empty, **row.before, **row.values})
                found[known[what]] += 1
        return Waiting(tuple((view, found[view]) for view in self.register.waiting_views))

    def answer(self, index: int, question: Question, chosen: Answer) -> None:
        """Take a person's answer to a question of a row."""
        row = self.rows[index]
        left = tuple(q for q in row.questions if q != question)
        whole = {**meaning(self.register.record).empty, **row.before, **row.values}
        values = row.values | self.register.answered(whole, chosen, left)
        self._decide(index, row._replace(values=values, questions=left))

    def leave_out(self, index: int) -> None:
        """Leave a row in the sheet."""
        self._decide(index, self.rows[index]._replace(standing=Standing.LEFT_OUT, questions=()))

    def correct(self, index: int, name: str, text: str) -> None:
        """Take another text for a field of a refused row and read the row again."""
        row = self.rows[index]
        if row.line is None or self.read_again is None:
            return
        cells_ = {n: found for n, found in row.line.cells.items() if n != name}
        words = row.line.line._replace(texts={**row.line.line.texts, name: text})
        self._decide(index, self.read_again(row, row.line._replace(cells=cells_, line=words)))

    def put_back(self, index: int) -> None:
        """Forget what was decided about a row: it stands again as it was read."""
        if index in self._first:
            self.rows[index] = self._first.pop(index)

    def _decide(self, index: int, decided: PlanRow) -> None:
        self._first.setdefault(index, self.rows[index])
        self.rows[index] = decided


def build(register: Register, source: str, lines: Iterable[SheetLine], existing: Existing) -> Plan:
    """Hold the lines of a workbook against the records there are. Reads only; nothing is written."""
    if existing.values:
        lines = list(lines)
        matcher = Matcher(register, existing, lines)
    else:
        matcher = Matcher(register, existing, ())
    rows = [_row(register, line, matcher, existing) for line in lines]

    def again(_before: PlanRow, line: SheetLine) -> PlanRow:
        matcher.again(line)
        return _row(register, line, matcher, existing)

    plan = Plan(register, source, rows, read_again=again)
    if unseen := matcher.unseen:
        lines_ = count(unseen, register.singular, register.plural)
        plan.said = (f"{lines_} you keep here are not in this workbook. They stay as they are.",)
    plan.said += _twins(rows, register.naming.name)
    return plan


def _twins(rows: list[PlanRow], naming: str) -> tuple[str, ...]:
    """Mark new rows that say word for word what an earlier one says: all are taken in, but not without a word."""
    seen: dict[int, PlanRow] = {}
    twins = []
    named = Counter(row.values.get(naming) for row in rows)
    for index, row in enumerate(rows):
        if row.standing is Standing.NEW and named[row.values.get(naming)] > 1:
            first = seen.setdefault(hash(tuple(row.values.values())), row)
            if first is not row:
                said = f"Says the same as {first.sheet}, row {first.row}."
                rows[index] = row._replace(warnings=(*row.warnings, said))
                twins.append(f"{row.sheet}, row {row.row}")
    if len(twins) < 2:
        return tuple(f"{twin} says the same as a row above it. Both are taken in." for twin in twins)
    return (f"{len(twins):,} rows say the same as a row above them, the first {twins[0]}. All are taken in.",)


def _row(register: Register, line: SheetLine, matcher: Matcher, existing: Existing) -> PlanRow:
    values, asked, refusals = values_of(register, line)
    record = matcher.record(line)
    before = existing.values[record] if record is not None else {}
    understood: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()
    if register.understand and (record is None or _words_changed(register, values, before)):
        meaning = register.understand(line.line)
        given = {n: values[n] for n in values.keys() & meaning.values.keys() if values[n] not in (None, "")}
        values = {**values, **meaning.values, **given}
        understood, warnings = meaning.questions, meaning.warnings
        if asked and register.questioned:  # what a cell said and no answer fits must not vanish with the sheet
            values |= register.questioned((*understood, *asked))
    if asked:
        warnings += tuple(q.text for q in asked)
    refusals += _missing(register, line, values)
    place = (line.sheet, line.row, line.hidden)
    if refusals:
        return PlanRow(*place, Standing.REFUSED, values, record, before, (), warnings, tuple(refusals), line)
    if record is None:
        return PlanRow(*place, Standing.NEW, values, None, before, (*understood, *asked), warnings)
    changed = {n for n, v in values.items() if v != before.get(n) and (v not in (None, "") or n in line.line.texts)}
    if changed and register.record.append_only:
        return PlanRow(*place, Standing.REFUSED, values, record, before, (), warnings, (_stays(line),), line)
    standing = Standing.CHANGED if changed else Standing.SAME
    kept = {n: values[n] for n in changed}
    return PlanRow(*place, standing, kept, record, before, (*understood, *asked) if changed else (), warnings)


def values_of(register: Register, line: SheetLine) -> tuple[Values, tuple[Question, ...], list[Refusal]]:
    """The values the cells give, what must be asked about them, and what cannot be taken."""
    values: Values = dict(line.line.texts)
    asked: list[Question] = []
    refusals: list[Refusal] = []
    for name in () if register.typed.isdisjoint(values) else values.keys() & register.typed:
        field_, text, found = register.by_name[name], values[name], line.cells.get(name, ())
        try:
            values[name] = cells.read(field_, line.given(name))
        except cells.Unreadable as why:
            where = f"{found[0][0].letter}{line.row}" if found else f"row {line.row}"
            if field_.kind in ("choice", "yesno"):
                asked.append(Question(f"{field_.label}: {why.wrong} {why.cure}", stops=False))
                values[name] = field_.empty
            else:
                refusals.append(Refusal(f"{line.sheet}!{where}", text, why.wrong, why.cure, name))
    return values, tuple(asked), refusals


def _words_changed(register: Register, values: Values, before: Values) -> bool:
    names = [f.name for f in register.words if f.name in values]
    return any((values[n] or "") != (before.get(n) or "") for n in names)


def _missing(register: Register, line: SheetLine, values: Values) -> list[Refusal]:
    return [
        Refusal(f"{line.sheet}!row {line.row}", "", f"{p.text}.", "Type it here, or leave the row out.", p.field)
        for p in register.problems(values)
    ]


def _stays(line: SheetLine) -> Refusal:
    """Why a line that says something else of an entry of a log is not taken."""
    where, wrong = f"{line.sheet}!row {line.row}", "This entry is kept already and says something else."
    return Refusal(where, "", wrong, "An entry stays as it was made. Leave the row out.")


def shown_differences(plan: Plan, row: PlanRow) -> list[tuple[str, str, str]]:
    """What a changed row would change, for a person, in the order of the form: label, words before, words after."""
    return [
        (f.label, show(f, row.before.get(f.name)), show(f, row.values[f.name]))
        for f in plan.register.fields
        if f.name in row.values and row.record is not None
    ]

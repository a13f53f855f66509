"""The plan of an import: what each row would do, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from workbench.display import count
from workbench.exchange import cells
from workbench.exchange.bothsides import (
    LOOKED_AT,
    REMOVED,
    Base,
    Filling,
    Pair,
    Side,
    Weighed,
    nearest,
    stays,
    weigh,
)
from workbench.exchange.daysaid import years_said
from workbench.exchange.lines import SheetLine
from workbench.exchange.matching import Existing, Matcher
from workbench.records.record import Values, meaning
from workbench.register import Line, Register, View, Waiting
from workbench.rules.questions import Answer, Question

_UNDECIDED: Mapping[str, bool] = MappingProxyType({})
_NOTHING_LEFT: Mapping[str, str] = MappingProxyType({})
_NOT_WEIGHED = Weighed()
TYPE_IT = "Type it here, or leave the row out."
_REMOVED_HERE = "You removed this line here. It stays removed; bring it back under Edit if you want it."
_REMOVED_AND_CHANGED = "This line was removed here and was changed in the workbook since. It is taken in again."


class Standing(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row cannot be taken in: its cell, what stands there, what is wrong, how to put it right, which field.

    `meant` are the words of which one is meant, where only a few can be.
    """

    cell: str
    value: str
    wrong: str
    cure: str
    field: str = ""
    meant: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.cell}: {self.wrong} {self.cure}"


class PlanRow(NamedTuple):
    """One row of the sheet and what it would do. `values` are those it would write, by field name.

    `line` is kept only while the row is refused or changed on both sides, so that it can be read again with what a
    person says; `left` are the sheet's words that were not taken.
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
    left: Mapping[str, str] = _NOTHING_LEFT
    sides: Mapping[str, bool] = _UNDECIDED

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
    settle: Callable[[PlanRow, Side], PlanRow] | None = field(default=None, repr=False)
    _first: dict[int, PlanRow] = field(default_factory=dict, repr=False)

    def counts(self) -> dict[str, int]:
        """How many rows would do what; "unclear" counts across new and changed."""
        found = Counter(str(row.standing) for row in self.rows)
        unclear = sum(row.unclear and row.writes for row in self.rows)
        return {str(s): found[str(s)] for s in Standing} | {"unclear": unclear}

    def waiting(self) -> Waiting:
        """How many of the rows it would write would then wait for somebody; asked for once the rows are settled."""
        names, empty = [f.name for f in self.register.understood], meaning(self.register.record).empty
        names = names or [f.name for f in self.register.fields]
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
        if isinstance(chosen, Side) and self.settle:
            self._decide(index, self.settle(row, chosen))
            return
        left = tuple(q for q in row.questions if q != question)
        if isinstance(chosen, Filling):
            self._decide(index, row._replace(values=row.values | chosen.values(row.values), questions=left))
            return
        whole = {**meaning(self.register.record).empty, **row.before, **row.values}
        values = row.values | self.register.answered(whole, chosen, left)
        self._decide(index, row._replace(values=values, questions=left))

    def take_theirs(self) -> None:
        """Wherever a cell was changed on both sides, take the words of the workbook."""
        for index in range(len(self.rows)):
            while question := next(filter(_of_sides, self.rows[index].questions), None):
                self.answer(index, question, question.answers[-1])

    def leave_out(self, index: int, *why: str) -> None:
        """Leave a row in the sheet; one for which there is a reason is no longer refused for another."""
        row = self.rows[index]._replace(standing=Standing.LEFT_OUT, questions=())
        self._decide(index, row._replace(refusals=(), warnings=(*row.warnings, *why)) if why else row)

    def decided(self, index: int) -> bool:
        """Whether something was decided about a row that can be put back."""
        return index in self._first

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


def build(
    register: Register, source: str, lines: Iterable[SheetLine], existing: Existing, bases: Sequence[Base] = ()
) -> Plan:
    """Hold the lines of a workbook against the records there are. Reads only; nothing is written.

    `bases` are the earlier exchanges that the workbook may go back to, the latest first.
    """
    ready = partial(_prepared, register, existing)
    lines = ready(list(lines)) if register.prepared else lines
    found = list(lines) if existing.values or bases else []
    matcher = Matcher(register, existing, found)
    base = _base(register, found, matcher, bases) if found else None
    held = _Against(register, existing, matcher, base, found)
    rows = [held.row(line) for line in found or lines]

    def again(_before: PlanRow, line: SheetLine) -> PlanRow:
        [line] = ready([line])
        matcher.again(line)
        return held.row(line)

    def settle(row: PlanRow, side: Side) -> PlanRow:
        assert row.line is not None
        return held.row(row.line, {**row.sides, side.field: side.theirs})

    plan = Plan(register, source, rows, read_again=again, settle=settle)
    if unseen := matcher.unseen:
        lines_ = count(unseen, register.singular, register.plural)
        plan.said = (f"{lines_} you keep here are not in this workbook. They stay as they are.",)
    plan.said += held.said(rows)
    plan.said += _twins(rows, register.naming.name)
    return plan


def _prepared(register: Register, existing: Existing, lines: Sequence[SheetLine]) -> list[SheetLine]:
    """The lines in the register's own words, where it puts them so; a cell that was put otherwise is read by these."""
    if not register.prepared:
        return list(lines)
    said = register.prepared([line.line for line in lines], existing.values.values())
    return [_put(line, words) for line, words in zip(lines, said, strict=True)]


def _put(line: SheetLine, words: Line) -> SheetLine:
    same = {name: cell for name, cell in line.cells.items() if words.texts.get(name) == line.line.texts.get(name)}
    return line._replace(cells=same, line=words)


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


def _base(register: Register, lines: Sequence[SheetLine], matcher: Matcher, bases: Sequence[Base]) -> Base | None:
    """The earlier exchange that the workbook goes back to."""
    if len(bases) < 2:
        return bases[0] if bases else None
    found = ((line, matcher.record(line)) for line in lines[:LOOKED_AT])
    return nearest(bases, [(line, n, values_of(register, line)[0]) for line, n in found if n is not None])


class _Against:
    """The lines of one workbook held against the records, one by one.

    With `base`, what the workbook said when it was last exchanged, only what changed in it since is taken.
    """

    def __init__(
        self, register: Register, existing: Existing, matcher: Matcher, base: Base | None, lines: Sequence[SheetLine]
    ) -> None:
        self.register, self.existing, self.matcher, self.base = register, existing, matcher, base
        gone = {n: values for n, values in base.values.items() if n not in existing.values} if base else {}
        self._removed = Matcher(register, Existing(gone), [line for line in lines if matcher.record(line) is None])

    def row(self, line: SheetLine, sides: Mapping[str, bool] = _UNDECIDED) -> PlanRow:
        """What one line would do; `sides` are the fields of which a person said whose words stand."""
        register, place = self.register, (line.sheet, line.row, line.hidden)
        values, asked, refusals = values_of(register, line)
        record = self.matcher.record(line)
        if record is not None and record in self.existing.hidden:
            return self._for_others(PlanRow(*place, Standing.SAME, {}, record), line, values)
        before = self.existing.values[record] if record is not None else {}
        weighed, left = _NOT_WEIGHED, _NOTHING_LEFT
        if self.base is not None and record is not None and record in self.base.values:
            weighed = self._weigh(self.base, Pair(line, record, values, before, sides), {r.field for r in refusals})
            left = {name: line.line.texts[name] for name in (*weighed.kept, *weighed.both)}
            values |= {name: before.get(name) for name in left}
        understood, warnings = self._understand(line, values, before if record is not None else None, left, asked)
        warnings += line.line.said + years_said(register, line) + tuple(q.text for q in asked)
        if weighed.kept:
            warnings += stays(register, before, [name for name in weighed.kept if name not in sides])
        refusals += _missing(register, line, values)
        questions = (*weighed.asked, *understood, *asked) if not refusals else ()
        row = PlanRow(*place, Standing.NEW, values, record, before, questions, warnings, left=left, sides=sides)
        if refusals:
            return row._replace(standing=Standing.REFUSED, refusals=tuple(refusals), line=line)
        if record is None:
            return self._again(row, line, self.base) if self.base else row
        if weighed.asked and register.questioned:
            values |= register.questioned((*questions, *(() if understood else _asked_before(register, before))))
        changed = {n for n, v in values.items() if v != before.get(n) and (v not in (None, "") or n in line.line.texts)}
        if not changed and not weighed.asked:
            return row._replace(standing=Standing.SAME, values={}, questions=())
        if register.record.append_only:
            return row._replace(standing=Standing.REFUSED, questions=(), refusals=(_stays(line),), line=line)
        kept = {n: values[n] for n in changed}
        return row._replace(standing=Standing.CHANGED, values=kept, line=line if weighed.asked or sides else None)

    def _for_others(self, row: PlanRow, line: SheetLine, values: Values) -> PlanRow:
        """A line of a record that is not for who takes it in: it may say again what shows to all, and nothing else."""
        shown = self.existing.values[row.record or 0]
        if all(value in (None, "") or value == shown.get(name) for name, value in values.items()):
            return row
        named = str(shown[self.register.identify[0][0].name])
        return row._replace(standing=Standing.REFUSED, refusals=(_not_yours(line, named),), line=line, values=values)

    def said(self, rows: Iterable[PlanRow]) -> tuple[str, ...]:
        """What stays as it was changed here, and what was changed on both sides, a sentence for each."""
        both = sum(_of_sides(question) for row in rows for question in row.questions)
        kept = sum(len(row.left) for row in rows if REMOVED not in row.left) - both
        said: tuple[str, ...] = ()
        if both:
            are = "cell was changed here and in the workbook. What stands here stays"
            said = (f"{count(both, are, are.replace('cell was', 'cells were'))} until you decide.",)
        if not kept or self.base is None:
            return said
        stay = "stays as you changed it" if kept == 1 else "stay as you changed them"
        return (*said, f"{count(kept, 'cell')} changed here since {self.base.when} and not in the workbook {stay}.")

    def _weigh(self, base: Base, pair: Pair, refused: Collection[str]) -> Weighed:
        """Whose words are to stand; a cell that cannot be read has none."""
        return weigh(self.register, base, replace(pair, sides={**dict.fromkeys(refused, True), **pair.sides}))

    def _understand(
        self, line: SheetLine, values: Values, before: Values | None, left: Mapping[str, str], asked: Sequence[Question]
    ) -> tuple[tuple[Question, ...], tuple[str, ...]]:
        """Fill in what the words mean, where they are new or other ones."""
        register = self.register
        if not register.understand or (before is not None and not _words_changed(register, values, before)):
            return (), ()
        said = line.line
        if ours := {name: str((before or {}).get(name) or "") for name in left if name not in register.typed}:
            said = said._replace(texts={**said.texts, **ours})
        meaning = register.understand(said)
        given = {n: values[n] for n in values.keys() & meaning.values.keys() if values[n] not in (None, "")}
        values.update(meaning.values)
        values.update(given)
        if asked and register.questioned:  # what a cell said and no answer fits must not vanish with the sheet
            values |= register.questioned((*meaning.questions, *asked))
        return meaning.questions, meaning.warnings

    def _again(self, row: PlanRow, line: SheetLine, base: Base) -> PlanRow:
        """A line that stands for no record: it is new, unless it was removed here since."""
        number = self._removed.record(line)
        if number is None:
            return row
        unchanged = base.unchanged
        if all(unchanged(number, n, text, row.values[n]) for n, text in line.line.texts.items()):
            gone = row._replace(standing=Standing.LEFT_OUT, record=number, left={REMOVED: ""})
            return gone._replace(questions=(), warnings=(_REMOVED_HERE,))
        return row._replace(warnings=(*row.warnings, _REMOVED_AND_CHANGED))


def _asked_before(register: Register, before: Mapping[str, Any]) -> Iterator[Question]:
    """What is still to be asked about a record, so that another question does not take its place."""
    marks = [before.get(name) for name in (register.questioned(()) if register.questioned else ())]
    yield from (Question(mark, True in marks) for mark in marks if isinstance(mark, str) and mark)


def values_of(register: Register, line: SheetLine) -> tuple[Values, tuple[Question, ...], list[Refusal]]:
    """The values the cells give, what must be asked about them, and what cannot be taken."""
    values: Values = dict(line.line.texts)
    asked: list[Question] = []
    refusals: list[Refusal] = []
    for name in () if register.typed.isdisjoint(values) else values.keys() & register.typed:
        field_, text, found = register.by_name[name], values[name], line.cells.get(name, ())
        try:
            values[name] = line.value(field_)
        except cells.Unreadable as why:
            where = f"{found[0][0].letter}{line.row}" if found else f"row {line.row}"
            if field_.kind in ("choice", "yesno"):
                asked.append(Question(f"{field_.label}: {why.wrong} {why.cure}", stops=False))
                values[name] = field_.empty
            else:
                refusals.append(Refusal(f"{line.sheet}!{where}", text, why.wrong, why.cure, name, why.meant))
    values |= line.line.given
    return values, tuple(asked), refusals


def _words_changed(register: Register, values: Values, before: Values) -> bool:
    names = [f.name for f in register.words if f.name in values]
    return any((values[n] or "") != (before.get(n) or "") for n in names)


def _missing(register: Register, line: SheetLine, values: Values) -> list[Refusal]:
    where = f"{line.sheet}!row {line.row}"
    read = {name: value for name, value in values.items() if not _unread_day(register, name, value)}
    return [Refusal(where, "", f"{p.text}.", TYPE_IT, p.field) for p in register.problems(read)]


def _unread_day(register: Register, name: str, value: object) -> bool:
    """Whether a cell that should say a day could not be read yet: no check of days can be made of it."""
    return name in register.by_name and register.by_name[name].kind == "day" and isinstance(value, str)


def _of_sides(question: Question) -> bool:
    """Whether a question asks whose words are to stand."""
    return any(isinstance(answer, Side) for answer in question.answers)


def _stays(line: SheetLine) -> Refusal:
    """Why a line that says something else of an entry of a log is not taken."""
    where, wrong = f"{line.sheet}!row {line.row}", "This entry is kept already and says something else."
    return Refusal(where, "", wrong, "An entry stays as it was made. Leave the row out.")


def _not_yours(line: SheetLine, named: str) -> Refusal:
    """Why a line of a file that is restricted to others is not taken."""
    wrong = f"{named} is restricted to named people, and you are not one of them."
    return Refusal(f"{line.sheet}!row {line.row}", "", wrong, "Leave the row out, or ask one of them to take it in.")

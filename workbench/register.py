"""What a register is: a record, its columns, the parts of its form. Declared once, read by every outlet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import and_
from types import MappingProxyType
from typing import Any, NamedTuple

from workbench import clock
from workbench.records.columns import TEXTS
from workbench.records.fields import Kind
from workbench.records.query import Query, every
from workbench.records.record import Record, Values, meaning
from workbench.records.versions import Version
from workbench.rules.questions import Answer, Question

_NO_THING = re.compile(  # labels that ask or tell something, or end where a day or a person is to follow
    r"^(?:What|Where|When|Why|Which|Who|How|To|In|Into|On|By|From|Is|An|The|Their|Its|May|Could|Not|Keep|Go|Look|Looked"
    r"|Log|Says|Told|Then|Next|Added|Changed|Counted|Corrects|Wishes|Given|Details|Checked|Vexatious|Newer)\b"
    r"|\b(?:on|by|from|to|in|until|of|before|for|after|with)(?:,|$)|\b(?:was|is|are|can)\b"
    r"|\b(?:made|seen|sent|acknowledged|received|closed|destroyed|missed|shown|released)$"
)
_ASK = {"choice": "Choose", "yesno": "Choose"}


@dataclass(frozen=True)
class Section:
    """A part of a form: its title and its fields, in reading order."""

    title: str
    fields: tuple[Any, ...]


@dataclass(frozen=True, eq=False)
class View:
    """A ready-made selection: its title, and fields with the values that each may have (none for everything).

    `come` are fields whose day has come, `over` fields whose day has passed, `ahead` fields whose day has not come, or
    is not set; `only_if` is a condition besides that other registers decide, as a peewee expression.
    Where the records in it wait for somebody, `act` says what to do, "{}" standing for how many, `why` the reason, and
    `cure` what to do about one of them that has no ready answers. A record waits in one view at most. `page` is the
    place where they are answered, if not the register itself, and `each` says that it shows one of them. `soon` is the
    reason why those whose day comes next are told of, `told` what is said of records that are only to be known.
    `awaits` says that somebody else is waited for, so that nothing of it is late.
    """

    title: str
    only: tuple[tuple[Any, tuple[Any, ...]], ...] = ()
    act: str = ""
    why: str = ""
    cure: str = ""
    come: tuple[Any, ...] = ()
    over: tuple[Any, ...] = ()
    ahead: tuple[Any, ...] = ()
    page: str = ""
    each: bool = False
    soon: str = ""
    told: str = ""
    only_if: Callable[[], Any] | None = None
    awaits: bool = False

    @property
    def where(self) -> Callable[[], Any] | None:
        """The condition as a peewee expression, made when it is asked; None for everything."""
        return self._expression if self.only or self.come or self.over or self.ahead or self.only_if else None

    def holds(self, values: Values) -> bool:
        """Whether a record with these values, the columns that follow from them included, stands in it."""
        today = clock.today()
        return (
            all(values[field.name] in allowed for field, allowed in self.only)
            and all((day := values[field.name]) is not None and day <= today for field in self.come)
            and all((day := values[field.name]) is not None and day < today for field in self.over)
            and all((day := values[field.name]) is None or day > today for field in self.ahead)
        )

    def _expression(self) -> Any:
        today = clock.today()
        wanted = [_one_of(field, allowed) for field, allowed in self.only]
        wanted += [field <= today for field in self.come]
        wanted += [field < today for field in self.over]
        wanted += [field.is_null() | (field > today) for field in self.ahead]
        wanted += [self.only_if()] if self.only_if else []
        return reduce(and_, wanted)


def _one_of(field: Any, allowed: tuple[Any, ...]) -> Any:
    """That a field has one of some values; SQL finds no NULL in a list, and its index for no empty list beside one."""
    some = [value for value in allowed if value is not None]
    if None not in allowed:
        return field.in_(some)
    return field.in_(some) | field.is_null() if some else field.is_null()


class Act(NamedTuple):
    """What is done with records on a page of its own: its words, icon and place, what it does at more length, its key.

    `picked` says that it is done with the records selected, else with the register as a whole, from wherever one is.
    `fits` says of which records it can be done, `reads` that it changes nothing, so that who may only read may do it.
    """

    text: str
    icon: str
    place: str
    tip: str
    picked: bool = True
    key: str = ""
    fits: Callable[[Values], bool] | None = None
    reads: bool = False

    def open_to(self, *, read_only: bool) -> bool:
        """Whether it can be done in files that are open so."""
        return self.reads or not read_only

    @property
    def told(self) -> str:
        """What it does, with its key."""
        return f"{self.tip} ({self.key})" if self.key else self.tip


class Waiting(NamedTuple):
    """How many records wait for somebody, by the view they wait in; the one count and its words, for every outlet."""

    parts: tuple[tuple[View, int], ...] = ()

    @property
    def number(self) -> int:
        """How many wait; each is counted once."""
        return sum(number for _, number in self.parts)

    @property
    def short(self) -> str:
        """'5 wait for an answer'; empty where nothing waits."""
        return wait_for_answer(self.number)

    @property
    def why(self) -> str:
        """'2 to be checked, 3 no start day'."""
        return ", ".join(f"{number:,} {within(view.title)}" for view, number in self.parts if number)

    @property
    def words(self) -> str:
        """Both: '5 wait for an answer: 2 to be checked, 3 no start day'."""
        return f"{self.short}: {self.why}" if self.number else ""


@dataclass(frozen=True)
class Dated:
    """A day by which something is to be done with a record: the field that says it, what is to be done, why that day.

    `limit` is the field of the day after which it is late, where `field` is only aimed at. `among` narrows the records
    it is asked of, as a peewee expression. `page` is the place where it is done, if not the register itself.
    """

    field: Any
    act: str
    why: Callable[[Values], str]
    among: Callable[[], Any] | None = None
    page: str = ""
    limit: Any = None


class Line(NamedTuple):
    """A line of somebody's sheet before it is a record: texts by field name, headings by field name.

    `section` is the banner above it, `page` the titles and closing notes of its table, `sheet` the name of its sheet.
    `said` is what a person is to be told of it once it was put into the register's words, `given` are values that the
    register adds where the line says nothing.
    """

    texts: Mapping[str, str]
    headings: Mapping[str, str] = MappingProxyType({})
    section: str = ""
    page: str = ""
    sheet: str = ""
    said: tuple[str, ...] = ()
    given: Mapping[str, Any] = MappingProxyType({})


class Understood(NamedTuple):
    """What a line means: further values by field name, what must be asked, what should be said."""

    values: Mapping[str, Any]
    questions: tuple[Question, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Problem:
    """A check that a record does not pass: the field it stands at and the words for the person."""

    field: str
    text: str


@dataclass(frozen=True)
class Register:
    """One of the council's books.

    `columns` is the table and `form` the panel. `identify` lists, best first, the fields that tell a line of a sheet
    apart from the others when it is imported again (one whose first field is empty tells nothing), `renamed` those
    that still tell it when its name changed. `words` are the fields `understand` reads and `understood` those it
    fills; a line whose words did not change keeps the meaning it has. `starter` is a shipped workbook to start from.
    `plainly` says a record in one sentence and gives an example below it; `labelled` calls fields, by their names, by
    what is asked there of this very record; `asks` are the questions it waits for, with
    their ready answers, and `questioned` marks it with those that are left. `printed` is what stands on paper where
    nobody chose columns, if not the table's columns and the words. `dated` are its days on Home. `versions` keeps its
    versions that were adopted by minute. `made_at` is the page where a record is added, where that is an act of its
    own; no spreadsheet brings any then, unless `brought`. `prepared` puts the lines of a council's own sheet into the
    register's words, against what stands; `supplied` are fields it fills where the sheet has no column, each with one
    that will do instead (empty where none is needed). `acts` are what is done with records on pages of their own.
    `begun` is what stands in the boxes of a new record. `made` says how records come to be where nobody adds or removes
    them by hand. `held_at` is the column in which a record says that it must stay, in place of what would happen to it
    then; `read_with` are the registers whose changes
    show here.
    """

    name: str
    title: str
    singular: str
    plural: str
    icon: str
    group: str
    record: type[Record]
    naming: Any
    columns: tuple[Any, ...]
    form: tuple[Section, ...]
    identify: tuple[tuple[Any, ...], ...]
    renamed: tuple[Any, ...] = ()
    views: tuple[View, ...] = (View("All"),)  # the first is everything
    checks: tuple[Callable[[Values], Problem | None], ...] = ()
    words: tuple[Any, ...] = ()
    printed: tuple[Any, ...] = ()
    understood: tuple[Any, ...] = ()
    understand: Callable[[Line], Understood] | None = None
    prepared: Callable[[Sequence[Line], Iterable[Values]], list[Line]] | None = None
    supplied: Mapping[str, str] = field(default_factory=dict)
    plainly: Callable[[Values], tuple[str, str]] | None = None
    labelled: Callable[[Values], Mapping[str, str]] | None = None
    standing: Any = None
    questioned: Callable[[Sequence[Question]], Values] | None = None
    asks: Callable[[Values], tuple[Question, ...]] | None = None
    begun: Callable[[], Values] = dict
    empty: str = ""
    starter: str = ""
    dated: tuple[Dated, ...] = ()
    versions: type[Version] | None = None
    made_at: str = ""
    opened_at: str = ""
    brought: bool = False
    acts: tuple[Act, ...] = ()
    made: str = ""
    held_at: Any = None
    read_with: tuple[str, ...] = ()

    @cached_property
    def fields(self) -> tuple[Kind, ...]:
        """Every field of the form, in reading order."""
        return tuple(f for section in self.form for f in section.fields)

    @cached_property
    def by_name(self) -> Mapping[str, Kind]:
        """Every field of the record by its name, those that are worked out included."""
        return {f.name: f for f in meaning(self.record).fields}

    @cached_property
    def typed(self) -> frozenset[str]:
        """The names of the fields whose values are no texts."""
        return frozenset(name for name, field in self.by_name.items() if field.kind not in TEXTS)

    @property
    def takes_in(self) -> bool:
        """Whether lines of a sheet can become its records: those of a log can, which then stay as they are."""
        return self.record.append_only or self.brought or not (self.made or self.made_at)

    def changes(self, field: Kind) -> bool:
        """Whether a person may change the value of a field of a record that is kept."""
        return field.typed and not self.record.append_only

    def first_day(self, view: View) -> dt.date | None:
        """The earliest day of the records in a view of days that have come; None where it is no such view."""
        return self._earliest(view.come[0], view.where) if view.come and view.where else None

    def coming(self, view: View, after: dt.date, until: dt.date) -> tuple[int, dt.date | None]:
        """How many records will come into a view of days after one day and by another, and the first of their days."""
        field, rest = view.come[0], replace(view, come=()).where

        def soon() -> Any:
            come = (field > after) & (field <= until)
            return come & rest() if rest else come

        number = every(self.record, (), view=soon).count()
        return number, self._earliest(field, soon) if number else None

    def _earliest(self, field: Any, view: Callable[[], Any]) -> dt.date | None:
        found = every(self.record, (), view=view).least(field)
        return dt.date.fromisoformat(found) if isinstance(found, str) else found

    @cached_property
    def required(self) -> tuple[Kind, ...]:
        """The fields that must be filled."""
        return tuple(f for f in self.fields if not f.optional)

    @cached_property
    def public(self) -> tuple[Kind, ...]:
        """What is adopted and may be published: nothing of a living person, no working notes."""
        return tuple(f for f in self.fields if f.public)

    @property
    def personal(self) -> list[str]:
        """The labels of the fields that may name somebody."""
        return [f.label for f in self.fields if f.personal]

    def field(self, name: str) -> Kind:
        """The field of that name; KeyError where there is none."""
        return self.by_name[name]

    @cached_property
    def waiting_views(self) -> tuple[View, ...]:
        """The views whose records wait for somebody."""
        return tuple(view for view in self.views if view.act)

    def waiting(self, query: Query | None = None) -> Waiting:
        """How many of the records kept wait for somebody; of those of a query where one is given."""
        wanted = query or every(self.record, ())
        return Waiting(tuple((view, self._within(wanted, view).count()) for view in self.waiting_views))

    def _within(self, query: Query, view: View) -> Query:
        """The query's records that stand in a view besides."""
        before, here = query.view, view.where
        both = (lambda: before() & here()) if before and here else here
        return replace(query, view=both)

    def waits(self, values: Values) -> View | None:
        """The view in which a record with these values waits for somebody; None where nothing is left to do."""
        self.record.reckon(reckoned := dict(values))
        return next((view for view in self.waiting_views if view.holds(reckoned)), None)

    def waits_here(self, number: int, values: Values) -> View | None:
        """The same of a record that is kept, other registers asked too."""
        view = self.waits(values)
        if view is None or view.only_if is None:
            return view
        record: Any = self.record
        free = record.select().where(record.id == number, view.only_if()).exists()
        return view if free else None

    def marked(self, values: Values) -> bool:
        """Whether somebody must look at a record before it is used."""
        return any(values.get(name) is True for name in (self.questioned(()) if self.questioned else {}))

    def noted(self, values: Values) -> list[str]:
        """The questions that are kept with a record, each in its words."""
        names = self.questioned(()) if self.questioned else {}
        return [line for name in names if isinstance(words := values.get(name), str) for line in words.splitlines()]

    def answered(self, values: Values, answer: Answer, left: Sequence[Question]) -> Values:
        """What a record takes over from an answer: its rule, and the mark for the questions that are left.

        What was asked about the rule before, and stopped nothing, is asked anew of the rule there is now.
        """
        meant, still = self.answered_by(answer), tuple(q for q in left if q.stops or not q.answers)
        if not self.questioned:
            return meant
        if self.asks and not any(q.stops for q in still):
            still = (*self.asks({**values, **meant, **self.questioned(still)}), *still)
        return {**meant, **self.questioned(still)}

    def answered_by(self, answer: Answer) -> Values:
        """The rule of an answer, by the name of the field that holds it."""
        return {f.name: answer.rule for f in self.understood if f.kind == "rule"}

    def problems(self, values: Values) -> list[Problem]:
        """What stands in the way of keeping these values; empty when all is well."""
        missing = [
            Problem(f.name, f"{_ASK.get(f.kind, 'Enter')} {the(f.label)}")
            for f in self.required
            if values.get(f.name) in (None, "")
        ]
        return missing + [p for check in self.checks if (p := check(values))]


def within(label: str) -> str:
    """A label in the middle of a sentence; abbreviations keep their capitals."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def the(label: str) -> str:
    """A field in a sentence: 'the record series'; a label that is no name of a thing stands as it is, “Where it is”."""
    return f"“{label}”" if _NO_THING.search(label) else f"the {within(label)}"


def wait_for_answer(number: int) -> str:
    """'5 wait for an answer'; empty where nothing does."""
    return f"{number:,} {'waits' if number == 1 else 'wait'} for an answer" if number else ""

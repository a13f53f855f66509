"""What a register is: a record, its columns, the parts of its form. Declared once, read by every outlet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from workbench.records.fields import Kind
from workbench.records.record import TEXTS, Record, Values, meaning
from workbench.records.versions import Version
from workbench.rules.questions import Question

_ASK = {"choice": "Choose", "yesno": "Choose"}


@dataclass(frozen=True)
class Section:
    """A part of a form: its title and its fields, in reading order."""

    title: str
    fields: tuple[Any, ...]


@dataclass(frozen=True)
class View:
    """A ready-made selection: its title and the condition as a peewee expression (None for everything).

    Where the records in it wait for somebody, `act` says what to do, "{}" standing for how many, and `why` the reason.
    """

    title: str
    where: Callable[[], Any] | None = None
    act: str = ""
    why: str = ""


@dataclass(frozen=True)
class Dated:
    """A day by which something is to be done with a record: the field that says it, what is to be done, why that day.

    `among` narrows the records it is asked of, as a peewee expression.
    """

    field: Any
    act: str
    why: Callable[[Values], str]
    among: Callable[[], Any] | None = None


class Line(NamedTuple):
    """A line of somebody's sheet before it is a record: texts by field name, headings by field name.

    `section` is the banner above it, `page` the titles and closing notes of its table.
    """

    texts: Mapping[str, str]
    headings: Mapping[str, str] = MappingProxyType({})
    section: str = ""
    page: str = ""


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
    `plainly` says a record in one sentence and gives an example below it. `printed` is what stands on paper where
    nobody chose columns, if not the table's columns and the words. `dated` are its days on Home. `versions` keeps its
    versions that were adopted by minute. `made_at` is the page where a record is added, where that is an act of its
    own; no spreadsheet brings any then.
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
    views: tuple[View, ...] = (View("All"),)
    checks: tuple[Callable[[Values], Problem | None], ...] = ()
    words: tuple[Any, ...] = ()
    printed: tuple[Any, ...] = ()
    understood: tuple[Any, ...] = ()
    understand: Callable[[Line], Understood] | None = None
    plainly: Callable[[Values], tuple[str, str]] | None = None
    standing: Any = None
    questioned: Callable[[Sequence[Question]], Values] | None = None
    empty: str = ""
    starter: str = ""
    dated: tuple[Dated, ...] = ()
    versions: type[Version] | None = None
    made_at: str = ""

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

    @cached_property
    def required(self) -> tuple[Kind, ...]:
        """The fields that must be filled."""
        return tuple(f for f in self.fields if not f.optional)

    @cached_property
    def public(self) -> tuple[Kind, ...]:
        """What is adopted and may be published: nothing of a living person, no working notes."""
        return tuple(f for f in self.fields if f.public)

    def field(self, name: str) -> Kind:
        """The field of that name; KeyError where there is none."""
        return self.by_name[name]

    def problems(self, values: Values) -> list[Problem]:
        """What stands in the way of keeping these values; empty when all is well."""
        missing = [
            Problem(f.name, f"{_ASK.get(f.kind, 'Enter')} the {within(f.label)}")
            for f in self.required
            if values.get(f.name) in (None, "")
        ]
        return missing + [p for check in self.checks if (p := check(values))]


def within(label: str) -> str:
    """A label in the middle of a sentence; abbreviations keep their capitals."""
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"

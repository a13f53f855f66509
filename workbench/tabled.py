"""A report before it is paper or a workbook: tables and forms of plain values, made once and set by either outlet.

The PDF and the workbook of a report are made of one object, so that neither can say what the other does not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Cell = str | int | dt.date | None
Kind = Literal["text", "date", "number"]


@dataclass(frozen=True)
class Heading:
    """A column: its words, what stands in it, whether it names the row."""

    label: str
    kind: Kind = "text"
    naming: bool = False


@dataclass(frozen=True)
class Part:
    """One table of a report: its title, a sentence about it, its rows, and what to say where there are none."""

    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]
    said: str = ""
    empty: str = "None."


@dataclass(frozen=True)
class About:
    """What every report says of itself: whose, its title, in a sentence what stands in it, and when it was made.

    `covers` says which days or records it is about, `code` the code of the history it was made from.
    """

    council: str
    title: str
    subtitle: str
    made: dt.datetime
    covers: str = ""
    code: str = ""
    sample: bool = False


@dataclass(frozen=True)
class Tables:
    """A report of one or several tables. `grouped` names what the parts are where they have the same columns: a
    workbook then holds them below each other in one sheet, the part's title in a first column of that name.
    """

    about: About
    parts: Sequence[Part]
    grouped: str = ""

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(len(part.rows) for part in self.parts)


class Fact(NamedTuple):
    """A value of a form with its label, and the part of the form it stands in."""

    section: str
    label: str
    value: Cell


@dataclass(frozen=True)
class Form:
    """One filled form: its heading, what must be known of it first, its facts, and the last sentence.

    `signed` are the lines to be signed, each with whose it is and the name that is known.
    """

    heading: str
    notes: Sequence[str]
    facts: Sequence[Fact]
    close: str = ""
    signed: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Forms:
    """Filled forms, to be signed and kept. All but the day of printing is the same whenever they are printed."""

    about: About
    forms: Sequence[Form]

    @property
    def rows(self) -> int:
        """How many forms there are."""
        return len(self.forms)

    def labels(self) -> dict[str, Kind]:
        """Every label of any of the forms, in order, each once, and what stands under it."""
        found: dict[str, Kind] = {}
        for form in self.forms:
            for fact in form.facts:
                found.setdefault(fact.label, _kind(fact.value))
        return found


Report = Tables | Forms
_NAMED = 6  # numbers said one by one


def numbered(numbers: Sequence[str]) -> str:
    """'2026/001, 2026/004', each of a few; of many the first and the last with how many they are."""
    if len(numbers) <= _NAMED:
        return ", ".join(numbers)
    return f"{numbers[0]} to {numbers[-1]}, {len(numbers):,} in all"


def _kind(value: Cell) -> Kind:
    return "date" if isinstance(value, dt.date) else "number" if isinstance(value, int) else "text"

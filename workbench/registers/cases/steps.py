"""The steps of a case file: what is done, what it asks for, and how one sees that it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from workbench import display
from workbench.records.record import Values
from workbench.register import Register
from workbench.registers.cases.base import Case
from workbench.registers.cases.figures import left_behind

Asked = Callable[[Values], bool]
Lists = Callable[[Register], Sequence[Values]]  # what stands in one of the lists of a file


class Lack(NamedTuple):
    """What a step still lacks: the field beside which it is said, and whether the person may go on without it."""

    field: str
    text: str
    waits: bool = True


def unanswered(field: Any) -> Lack:
    """A field without which a step is not done."""
    return Lack(field.name, f"“{field.label}” is not answered yet", waits=False)


def nothing(_: Values, __: Lists) -> Iterable[Lack]:
    """A step that is done when its button says so."""
    return ()


def no_more(_: Values) -> Iterable[Lack]:
    """A step of which the law asks nothing besides the fields it needs."""
    return ()


def always(_: Values) -> bool:
    """A step that belongs to every file."""
    return True


@dataclass(frozen=True)
class Step:
    """One step: its title, the fields it asks for, the help with the name of the law, and the list beside it.

    `said` says in words what was done, and nothing while it is not; `belongs` whether a file has this step at all;
    `marks` is the day set by "Step done" where no field of its own says so; `closes` is the step that closes the file.
    `letters` are those that are usual here, `only` says of some fields which files are asked for them, `offers`
    of some choices the answers that fit here. `act` says what
    is done next here, where the title alone does not, and `warns` what is said of this very file above its help.
    `needs` are fields without which it cannot be done, where they are asked for; `demands` says what else the law asks
    for before it is done, and `wants` what it lacks besides, which may wait. `law` may differ from file to file.
    """

    title: str
    said: Callable[[Values], str]
    fields: tuple[Any, ...] = ()
    law: str | Callable[[Values], str] = ""
    belongs: Asked = always
    part: Register | None = None
    marks: str = ""
    letters: tuple[str, ...] = ()
    only: Mapping[str, Asked] | None = None
    offers: Mapping[str, tuple[str, ...]] | None = None
    closes: bool = False
    act: Callable[[Values], str] | None = None
    needs: tuple[str, ...] = ()
    demands: Callable[[Values], Iterable[Lack]] = no_more
    wants: Callable[[Values, Lists], Iterable[Lack]] = nothing
    warns: Callable[[Values], str] | None = None

    def law_for(self, values: Values) -> str:
        """The help with the name of the law that this file goes by."""
        return self.law if isinstance(self.law, str) else self.law(values)

    def warning_for(self, values: Values) -> str:
        """What is said of this very file before anything else; nothing where nothing presses."""
        return self.warns(values) if self.warns else ""

    def done(self, values: Values) -> str:
        """What was done, in words; nothing while it is not, or while something is missing that cannot wait."""
        return "" if self.stands_open(values) else self.said(values)

    def stands_open(self, values: Values) -> tuple[Lack, ...]:
        """What is missing that cannot wait: the fields it needs, and what the law asks for."""
        asked = {f.name: f for f in self.fields_for(values)}
        needed = [asked[name] for name in self.needs if name in asked and values[name] in (None, "")]
        found = [unanswered(field) for field in needed]
        return (*found, *(lack for lack in self.demands(values) if lack.field not in {f.name for f in needed}))

    def lacks(self, values: Values, lists: Lists) -> tuple[Lack, ...]:
        """What is missing before it is done: what cannot wait first."""
        first = self.stands_open(values)
        return (*first, *(lack for lack in self.wants(values, lists) if lack.field not in {one.field for one in first}))

    def fields_for(self, values: Values) -> tuple[Any, ...]:
        """The fields this file is asked for, such as building and time where pictures are wanted."""
        only = self.only or {}
        return tuple(f for f in self.fields if only.get(f.name, always)(values))


@dataclass(frozen=True)
class CaseFile:
    """How a register's files go their way: the prefix of their references, the kind of hold they place, their steps."""

    register: Register
    record: type[Case]
    prefix: str
    hold_kind: str
    steps: tuple[Step, ...]
    title_of: Callable[[Values], str]
    sentence_of: Callable[[Values], str]

    def __post_init__(self) -> None:
        """The record says what comes next when it is saved, and what counts of it when it goes."""
        self.record.what_next = self.next_words
        self.record.counts = partial(left_behind, self.record)

    def steps_for(self, values: Values) -> tuple[Step, ...]:
        """The steps of this very file."""
        return tuple(step for step in self.steps if step.belongs(values))

    def next_step(self, values: Values) -> Step | None:
        """The first step that is not done; None where nothing is left."""
        return next((step for step in self.steps_for(values) if not step.done(values)), None)

    def next_words(self, values: Values) -> str:
        """The title of the next step; nothing for a file that is closed."""
        step = None if values["closed_on"] else self.next_step(values)
        return step.title if step else ""


def on(field: str, words: str) -> Callable[[Values], str]:
    """Done on the day that a field says: 'Passport seen Mon 2 Nov 2026'."""

    def said(values: Values) -> str:
        day = values.get(field)
        return f"{words} {display.day(day)}" if day else ""

    return said


def without_outcome(day: str, outcome: str) -> Callable[[Values], str]:
    """The act of a step whose reply has gone, and whose outcome nobody noted yet."""
    return lambda values: "Note the outcome" if values[day] and not values[outcome] else ""

"""A register as it stands, as a version adopted it, or as it applied on a day, with the words that say which.

Every outlet asks here what it shows, so that no print or file leaves out which version and minute it is. Wherever a
past decision is printed, `applied_on` gives the lines that were in force that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench import display
from workbench.errors import Plain
from workbench.records import earlier, history
from workbench.records.earlier import Past
from workbench.records.versions import Adopted, adopted, in_force
from workbench.register import Register, within

DRAFT = "Draft, not yet adopted."
COUNTED = 1_000  # records changed since a version that are told exactly where a page only says how many


@dataclass(frozen=True)
class Edition:
    """A register as it stood when a version was adopted; `words` say which, `asked` what it was asked for."""

    register: Register
    adopted: Adopted
    asked: str = ""

    @cached_property
    def lines(self) -> Mapping[int, Past]:
        """Its records by id."""
        return earlier.as_at(self.register.record, self.adopted.stands_at)

    @property
    def words(self) -> str:
        """'What applied on Mon 4 May 2026: Version 2, adopted Sun 3 May 2026, minute 26/045.'"""
        return f"{self.asked}{self.adopted.words}."

    def values(self, fields: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
        """The values of those fields, a record at a time."""
        for past in self.lines.values():
            yield tuple(past.value(field) for field in fields)


@dataclass(frozen=True)
class Changed:
    """A record that stands otherwise than it did: before, after, the fields that differ."""

    before: Past
    after: Past
    fields: tuple[Any, ...]

    def words(self) -> Iterator[tuple[str, str, str]]:
        """(label, old words, new words) of each field that is not as it was."""
        for field in self.fields:
            old, new = (display.show(field, past.value(field)) for past in (self.before, self.after))
            yield field.label, old, new


@dataclass(frozen=True)
class Changes:
    """What happened to a register since a version, None being no version at all; each record by the form's order."""

    register: Register
    since: Adopted | None
    added: tuple[Past, ...]
    removed: tuple[Past, ...]
    changed: tuple[Changed, ...]

    @property
    def title(self) -> str:
        """'Changes to the retention schedule'."""
        return changes_title(self.register)

    @property
    def number(self) -> int:
        """How many records are not as they were."""
        return len(self.added) + len(self.removed) + len(self.changed)

    @property
    def words(self) -> str:
        """'1 schedule line added, none removed, 2 changed'."""
        added = display.count(len(self.added), self.register.singular, self.register.plural)
        removed, changed = (f"{len(part):,}" if part else "none" for part in (self.removed, self.changed))
        return f"{added if self.added else f'No {self.register.singular}'} added, {removed} removed, {changed} changed"


def changes_title(register: Register) -> str:
    """What a list of the changes to a register is called."""
    return f"Changes to the {within(register.title)}"


def code_now() -> str:
    """The code of the history as it stands, to be printed: `verify` finds it again as long as nothing was altered."""
    head = history.head()
    day = display.day(history.day_of(head.seq))
    return f"Code of the history: {head.code}, entry {head.seq:,} of {day}." if head.seq else ""


def versions(register: Register) -> list[Adopted]:
    """The adopted versions of a register, the one in force first; none where it is not adopted by minute."""
    return adopted(register.versions) if register.versions else []


def words_now(register: Register) -> str:
    """Which version and minute a register is as it stands, and what was changed since; empty where it has none."""
    if register.versions is None:
        return ""
    latest = in_force(register.versions)
    if latest is None:
        return DRAFT
    number = changes_said(register, latest)
    return f"{latest.words}; {number} since, not yet adopted." if number else f"{latest.words}."


def changes_said(register: Register, since: Adopted) -> str:
    """'3 changes', 'more than 1,000 changes', or nothing where nothing was changed since."""
    touched = earlier.touched(register.record, since.stands_at, COUNTED + 1)
    if len(touched) > COUNTED:
        return f"more than {COUNTED:,} changes"
    number = _differences(register, since, touched).number if touched else 0
    return display.count(number, "change") if number else ""


def draft_said(register: Register) -> str:
    """'Draft after version 2: 3 changes'; the register as it stands, as one of its versions."""
    latest = next(iter(versions(register)), None)
    if latest is None:
        return "Draft, no version adopted yet"
    return f"Draft after version {latest.number}: {changes_said(register, latest) or 'no changes'}"


def of_version(register: Register, number: int) -> Edition:
    """A register as a version adopted it; Plain where there is no such version."""
    known = versions(register)
    found = next((v for v in known if v.number == number), None)
    if found is None:
        there = ", ".join(str(v.number) for v in reversed(known)) or "none"
        raise Plain(f"There is no version {number} of the {within(register.title)}. Adopted versions: {there}.")
    return Edition(register, found)


def applied_on(register: Register, day: dt.date) -> Edition:
    """What applied on a day: the version adopted last by then, with its records; Plain where there was none."""
    found = in_force(register.versions, day) if register.versions else None
    if found is None:
        known = versions(register)
        first = f"The first is {within(known[-1].words)}." if known else "None has been adopted yet."
        raise Plain(f"No version of the {within(register.title)} applied on {display.day(day)}. {first}")
    return Edition(register, found, f"What applied on {display.day(day)}: ")


def changes_since(register: Register, since: Adopted | None) -> Changes:
    """The records added, removed and changed since a version, by what a council adopts: words, not working notes.

    Without a version every record counts as added.
    """
    if since is None:
        return Changes(register, None, tuple(_live(register, None).values()), (), ())
    return _differences(register, since, earlier.touched(register.record, since.stands_at, -1))


def _differences(register: Register, since: Adopted, touched: Sequence[int]) -> Changes:
    then = earlier.as_at(register.record, since.stands_at, touched)
    now = _live(register, touched)
    added, removed, changed = [], [], []
    for number in sorted({*then, *now}):
        before, after = then.get(number), now.get(number)
        if before and after:
            fields = tuple(f for f in register.public if _differs(f, before, after))
            changed += [Changed(before, after, fields)] if fields else []
        elif after:
            added.append(after)
        elif before:
            removed.append(before)
    return Changes(register, since, *_unmatched(register, added, removed), tuple(changed))


def _unmatched(
    register: Register, added: Sequence[Past], removed: Sequence[Past]
) -> tuple[tuple[Past, ...], tuple[Past, ...]]:
    """Without the pairs that say the same: a record taken out and brought in again is no change."""
    waiting: dict[tuple[Any, ...], list[Past]] = {}
    for past in removed:
        waiting.setdefault(_said(register, past), []).append(past)
    new = [past for past in added if not _taken(waiting, _said(register, past))]
    left = {id(past) for pasts in waiting.values() for past in pasts}
    return tuple(new), tuple(past for past in removed if id(past) in left)


def _taken(waiting: dict[tuple[Any, ...], list[Past]], said: tuple[Any, ...]) -> bool:
    """Take one that says the same, where one is waiting."""
    same = waiting.get(said)
    return bool(same and same.pop())


def _said(register: Register, past: Past) -> tuple[Any, ...]:
    return tuple(past.values[f.name] for f in register.public)


def _live(register: Register, only: Sequence[int] | None) -> dict[int, Past]:
    """The records as they stand, those that were moved to Removed left out."""
    found = earlier.standing(register.record, register.by_name, only)
    return {number: Past(values) for number, values in found.items() if values["removed"] is None}


def _differs(field: Any, before: Past, after: Past) -> bool:
    return field.name in before.erased or before.values[field.name] != after.values[field.name]

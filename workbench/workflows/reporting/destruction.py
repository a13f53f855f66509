"""The record of destruction: entries of the log as they were made, to be signed, and printed again years later.

It is made of the log and its history alone: the words sealed there, the council's name then, the code of the entry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench import clock, display
from workbench.display import count
from workbench.errors import Plain
from workbench.records import chain, history, record
from workbench.records.history import Entry
from workbench.records.query import Order, every
from workbench.records.record import Values, from_history, meaning
from workbench.records.store import council_at
from workbench.register import Section, within
from workbench.registers.destruction_log import REGISTER, LogEntry, became, leans
from workbench.tabled import About, Cell, Fact, Form, Forms, numbered
from workbench.workflows.reporting.asked import Asked
from workbench.workflows.reporting.log import corrections

TITLE = "Record of destruction"
_SIGNED = (
    ("Authorised by", ("authorised_by", "authorised_role")),
    ("Second person", ("second_person",)),
    ("Carried out by", ("done_by",)),
    ("Witness", ("witness",)),
)
_CHECKED = "This code can be checked against the records at any time."
_OPTIONAL = {"Second person"}  # signs only where there was one


@dataclass(frozen=True)
class Sealed:
    """An entry of the log with the entry of the history that made it."""

    values: Values
    made: Entry

    @property
    def code(self) -> str:
        """The code of that entry of the history."""
        return chain.code_of(bytes.fromhex(history.hash_at(self.made.seq) or ""))

    @property
    def made_at(self) -> dt.datetime:
        """When it was made, by the clock of the office then."""
        there = dt.timezone(dt.timedelta(minutes=self.made.offset))
        return dt.datetime.fromisoformat(self.made.utc).astimezone(there)


def made(asked: Asked) -> Forms:
    """The record of the entries asked for, by number or by period. Plain where one is not there, or not as it was."""
    whole = record.values_of(LogEntry, every(LogEntry, (), order=(Order("number"),)).ids())
    chosen = _numbered(whole, asked.numbers) if asked.numbers else _of_period(whole, asked)
    sealed = [_sealed(number, whole[number]) for number in chosen]
    corrected = corrections(whole.values())
    last = max(sealed, key=lambda one: one.made.seq)
    council = council_at(last.made.seq) or asked.council
    code = f"Code of the history: {last.code}, entry {last.made.seq:,} of {display.day(last.made_at.date())}."
    about = About(council.name, TITLE, _said(sealed), clock.now(), _CHECKED, code, council.sample)
    return Forms(about, [_form(one, corrected) for one in sealed])


def numbers_of(records: Sequence[int]) -> list[str]:
    """The numbers of entries given by their records, in the order of the log."""
    found = record.values_of(LogEntry, records)
    return [found[number]["number"] for number in _in_order(found)]


def _numbered(whole: Mapping[int, Values], numbers: Sequence[str]) -> list[int]:
    """The entries of these numbers, in the order of the log; Plain where there is none of one of them."""
    asked = {_key(number): number for number in numbers}
    missing = [number for key, number in asked.items() if key not in {v["number_order"] for v in whole.values()}]
    if missing:
        raise Plain(
            f"The destruction log has no entry {', '.join(missing)}. Nothing was written. "
            "A number is given as it stands in the log, such as 2026/014."
        )
    return _in_order({n: v for n, v in whole.items() if v["number_order"] in asked})


def _of_period(whole: Mapping[int, Values], asked: Asked) -> list[int]:
    found = {n: v for n, v in whole.items() if v["carried_out"] and asked.span.holds(v["carried_out"])}
    if not found:
        raise Plain("The destruction log has no entry of that time. Nothing was written. Choose other days or numbers.")
    return _in_order(found)


def _in_order(found: Mapping[int, Values]) -> list[int]:
    return sorted(found, key=lambda number: (found[number]["number_order"], number))


def _key(number: str) -> str:
    values = record.meaning(LogEntry).empty | {"number": number.strip()}
    LogEntry.reckon(values)
    return str(values["number_order"])


def _sealed(number: int, stands: Values) -> Sealed:
    """The words of an entry as the history sealed them; Plain where the log says something else."""
    about = meaning(LogEntry)
    made = next((e for e in history.of_record(REGISTER.name, number) if e.action == "add" and e.after), None)
    values = about.empty | from_history(about, made.after or {}) if made else {}
    if made is None or any(values[f.name] != stands[f.name] for f in REGISTER.fields):
        raise Plain(
            f"Entry {stands['number']} of the destruction log does not read as its history says it was made. Nothing "
            "was written. Check the records (workbench verify) and compare them with a backup."
        )
    return Sealed(values, made)


def _form(one: Sealed, corrected: Mapping[str, Sequence[Values]]) -> Form:
    values = one.values
    facts = [fact for section in REGISTER.form for fact in _facts(section, values)]
    asked = [field for field in REGISTER.fields if field is not LogEntry.waited]  # most wait for nothing
    missing = [within(field.label) for field in asked if values[field.name] in (None, "")]
    close = f"Nothing was entered for: {', '.join(missing)}." if missing else ""
    heading = f"{values['number']}: {within(LogEntry.outcome.label_of(values['outcome']))}"
    return Form(heading, list(_notes(values, corrected)), [*facts, *_entered(one)], close, list(_signed(values)))


def _facts(section: Section, values: Values) -> Iterator[Fact]:
    for field in section.fields:
        value: Cell = values[field.name]
        if value not in (None, ""):
            yield Fact(section.title, field.label, field.label_of(value) if field.kind == "choice" else value)


def _entered(one: Sealed) -> Iterator[Fact]:
    """When and by whom it was entered, and the code by which it is found again."""
    when = one.made_at
    yield Fact("Entered in the log", "Entered on", f"{display.day(when.date())}, {when:%H:%M}")
    yield Fact("Entered in the log", "Entered by", one.made.user)
    yield Fact("Entered in the log", "Entry of the history", one.made.seq)
    yield Fact("Entered in the log", "Its code", one.code)


def _notes(values: Values, corrected: Mapping[str, Sequence[Values]]) -> Iterator[str]:
    if values["corrects"]:
        yield f"{leans(values)} Both stand in the log."
    for later in corrected.get(values["number"], ()):
        day = f" of {display.day(later['carried_out'])}" if later["carried_out"] else ""
        yield f"{became(values)} entry {later['number']}{day}. Read this entry together with it."


def _signed(values: Values) -> Iterator[tuple[str, str]]:
    for role, names in _SIGNED:
        said = ", ".join(values[name] for name in names if values[name])
        if said or role not in _OPTIONAL:
            yield role, said


def _said(sealed: Sequence[Sealed]) -> str:
    """'2 entries of the destruction log: 2026/001, 2026/007.'"""
    numbers = numbered([one.values["number"] for one in sealed])
    return f"{count(len(sealed), 'entry', 'entries')} of the destruction log: {numbers}."

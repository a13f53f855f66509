"""What each responsible officer has to do by a day: the checks that are due and the holdings that are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from workbench import display
from workbench.display import count
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import Order, every
from workbench.registers.checks import Check
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.tabled import Cell, Heading, Part, Tables
from workbench.workflows import checks, deciding, holds
from workbench.workflows.reporting.asked import Asked, named, series_of

TITLE = "What each officer has to do"
NOBODY = "Nobody is named"
_HEADINGS = (
    Heading("What"),
    Heading("Name", naming=True),
    Heading("About it"),
    Heading("Due on", "date"),
    Heading("Days late", "number"),
    Heading("What stands in the way"),
)
Task = tuple[str, tuple[Cell, ...]]


def made(asked: Asked) -> Tables:
    """A table for each officer, or for the one asked for; Plain where there is no officer of that name."""
    found: defaultdict[str, list[tuple[Cell, ...]]] = defaultdict(list)
    for officer, row in (*_checks(asked.day), *_holdings(asked.day)):
        found[officer].append(row)
    wanted = _wanted(asked.officer) if asked.officer else sorted(found, key=lambda name: (not name, name.casefold()))
    parts = [
        Part(name or NOBODY, _HEADINGS, sorted(found[name], key=_soonest), "", "Nothing is due.") for name in wanted
    ]
    due = sum(len(part.rows) for part in parts)
    parts = parts or [Part("All officers", _HEADINGS, [], "", "Nothing is due.")]
    said = f"{count(due, 'thing')} to do by {display.day(asked.day)}."
    return Tables(asked.about(TITLE, said, f"By {display.day(asked.day)}."), parts, "Officer")


def officers() -> list[str]:
    """Everybody whom the schedule or a check names as responsible, by name."""
    asked = (every(ScheduleLine, (ScheduleLine.responsible,)), every(Check, (Check.officer,)))
    names = {row.values[0] for query in asked for row in query.rows()}
    return sorted((name for name in names if name), key=str.casefold)


def _wanted(asked: str) -> list[str]:
    known = officers()
    found = [name for name in known if name.casefold() == asked.strip().casefold()]
    if not found:
        there = f"There are: {'; '.join(known)}." if known else "The schedule names nobody."
        raise Plain(f"No officer is called “{asked}”. Nothing was written. {there}")
    return found


def _checks(day: dt.date) -> Iterator[Task]:
    for due in checks.due(day):
        late = (day - due.due_on).days or None
        yield due.officer, ("Check", due.what, due.rhythm, due.due_on, late, _on_hold(due.held))


def _holdings(day: dt.date) -> Iterator[Task]:
    ids = every(Holding, (), view=lambda: Holding.eligible_from <= day, order=(Order("dispose_by"),)).ids()
    values, held = record.values_of(Holding, ids), holds.touching(ids, day)
    lines, standing = series_of(values.values()), deciding.standings(ids, day)
    for number in ids:
        holding = values[number]
        line, by = lines[holding["series"]], holding["dispose_by"] or holding["eligible_from"]
        late = (day - by).days
        held_for = "; ".join(dict.fromkeys(hold.reason for hold in held.get(number, ())))
        about = ", ".join(part for part in (named(line), deciding.quantity(holding), holding["place"]) if part)
        stops = _on_hold(held_for) or standing.get(number, "")
        row = ("Holding", holding["description"], about, by, late if late > 0 else None, stops)
        yield line["responsible"], row


def _on_hold(reasons: str) -> str:
    return f"On hold: {reasons}" if reasons else ""


def _soonest(row: Sequence[Cell]) -> tuple[dt.date, str]:
    assert isinstance(row[3], dt.date)
    return row[3], str(row[1]).casefold()

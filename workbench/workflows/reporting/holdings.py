"""Holdings and what is due: what may go by a day, what must stay and why, and what has no date and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from workbench import display
from workbench.display import count
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.tabled import Cell, Heading, Part, Tables
from workbench.workflows import deciding, holds
from workbench.workflows.cases import governed
from workbench.workflows.holds import Touching
from workbench.workflows.reporting.asked import Asked, named, series_of

TITLE = "Holdings and what is due"
_WHAT = (Heading("Holding", naming=True), Heading("Record series"), Heading("Place"), Heading("Quantity"))
_DUE = (*_WHAT, Heading("Period ran from", "date"), Heading("May go from", "date"), Heading("Dispose by", "date"),
        Heading("Days late", "number"), Heading("How it stands"))  # fmt: skip
_HELD = (*_WHAT, Heading("May go from", "date"), Heading("Why it must stay"), Heading("Kind of hold"),
         Heading("Authority"), Heading("Placed on", "date"))  # fmt: skip
_NONE = (*_WHAT, Heading("Why there is no date"))
Held = Mapping[int, Sequence[Touching]]


def made(asked: Asked) -> Tables:
    """The report as it stands by the day asked for."""
    day = asked.day
    held = holds.touching(every(Holding, ()).ids(), day)
    ripe = _values(Holding.eligible_from <= day, Order("dispose_by"))
    waits = {number: why for number, why in governed.waiting(ripe, day).items() if number not in held}
    free = {number: values for number, values in ripe.items() if number not in held and number not in waits}
    undated = _values(Holding.eligible_from.is_null(), Order("description"))
    said = (
        f"{count(every(Holding, ()).count(), 'holding')}: {len(free):,} may go, {len(held) + len(waits):,} on hold, "
        f"{len(undated):,} without a date."
    )
    parts = (
        Part(
            f"May go by {display.day(day)}",
            _DUE,
            list(_due(free, day)),
            "Their period is over and no hold lies on them. The longest overdue stands first.",
            "Nothing is due.",
        ),
        Part(
            "On hold",
            _HELD,
            [*_held(held), *_waiting(waits, ripe)],
            "They must stay, whatever the schedule says. A holding stands here once for each hold on it.",
            "Nothing is on hold.",
        ),
        Part(
            "No date",
            _NONE,
            list(_undated(undated)),
            "Kept for good, or the day from which the period runs is not entered or has not come.",
            "Every holding has a date.",
        ),
    )
    return Tables(asked.about(TITLE, said, f"As it stands on {display.day(day)}."), parts)


def _values(wanted: object, order: Order) -> dict[int, Values]:
    ids = every(Holding, (), view=lambda: wanted, order=(order,)).ids()
    found = record.values_of(Holding, ids)
    return {number: found[number] for number in ids}


def _what(values: Values, lines: Mapping[int, Values]) -> tuple[Cell, ...]:
    return values["description"], named(lines[values["series"]]), values["place"], deciding.quantity(values)


def _due(ripe: Mapping[int, Values], day: dt.date) -> Iterator[tuple[Cell, ...]]:
    lines, standing = series_of(ripe.values()), deciding.standings(list(ripe), day)
    for number, values in ripe.items():
        late = (day - values["dispose_by"]).days if values["dispose_by"] else 0
        days = values["trigger_date"], values["eligible_from"], values["dispose_by"]
        yield (*_what(values, lines), *days, late if late > 0 else None, standing.get(number, ""))


def _held(held: Held) -> Iterator[tuple[Cell, ...]]:
    found = record.values_of(Holding, list(held))
    lines = series_of(found.values())
    known = record.values_of(Hold, list({hold.hold for several in held.values() for hold in several}))
    for number, values in sorted(found.items(), key=lambda pair: pair[1]["description"].casefold()):
        for touching in held[number]:
            hold = known[touching.hold]
            kind = Hold.kind.label_of(hold["kind"])
            ends = f" Released; free from {display.day(hold['free_from'])}." if hold["free_from"] else ""
            why = f"{hold['reason']}{'.' if ends else ''}{ends}"
            yield (*_what(values, lines), values["eligible_from"], why, kind, hold["authority"], hold["placed_on"])


def _waiting(waits: Mapping[int, str], ripe: Mapping[int, Values]) -> Iterator[tuple[Cell, ...]]:
    """Files of this workbench that must wait for their own holds, or for those that belong with them."""
    lines = series_of(ripe[number] for number in waits)
    for number, why in waits.items():
        yield (*_what(ripe[number], lines), ripe[number]["eligible_from"], f"{why[0].upper()}{why[1:]}", "", "", None)


def _undated(undated: Mapping[int, Values]) -> Iterator[tuple[Cell, ...]]:
    lines = series_of(undated.values())
    for values in undated.values():
        yield (*_what(values, lines), values["working"])

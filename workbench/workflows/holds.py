"""Holds: placed and released here, by a person or by another register, and asked about before anything goes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.database import database
from workbench.records.store import Store
from workbench.register import Problem, Section
from workbench.registers.holdings import TOUCHES, Holding
from workbench.registers.holds import REGISTER, Hold

_PART = 400
PLACING = (
    Section("Why these records must stay", (Hold.reason, Hold.kind, Hold.authority, Hold.placed_by, Hold.placed_on)),
    Section("What else is known", (Hold.matter, Hold.cooling, Hold.notes)),
)
_TOUCHING = f"""
    SELECT holding.id, hold.id, hold.reason, hold.kind, hold.free_from FROM holding JOIN hold
    ON {TOUCHES.format("holding")} WHERE holding.id IN (SELECT value FROM json_each(?)) ORDER BY holding.id, hold.id
"""  # noqa: S608 - the condition is our own

_ON_SERIES = """
    SELECT id, reason, kind, free_from FROM hold WHERE removed IS NULL AND (free_from IS NULL OR free_from > ?)
    AND holding IS NULL AND (series = ? OR (series IS NULL AND coalesce(covers_from, covers_to) IS NOT NULL))
    ORDER BY id
"""


class Touching(NamedTuple):
    """A hold that lies on a holding: its id, reason and kind, and the day it ends (None: not released)."""

    hold: int
    reason: str
    kind: str
    free_from: dt.date | None


def place(store: Store, values: dict[str, Any]) -> int:
    """Place a hold; values by field name. The one way for other registers too. Plain where it says too little."""
    whole = {"placed_on": clock.today(), "placed_by": store.user, **values}
    if problems := REGISTER.problems(record.meaning(Hold).empty | whole):
        raise Plain(f"{problems[0].text}. No hold was placed.")
    with store.operation("Place a hold", "edit") as operation:
        return record.add(Hold, [whole], operation.id)[0]


def place_on(store: Store, holdings: Sequence[int], values: Mapping[str, Any]) -> int:
    """Place the same hold on each of some holdings, as one operation; says how many. Plain where it says too little."""
    with store.operation("Place a hold", "edit"):
        for holding in holdings:
            place(store, {**given(values), "holding": holding})
    return len(holdings)


def place_problems(holding: int, values: Mapping[str, Any]) -> list[Problem]:
    """What is missing before a hold can be placed on a holding."""
    return REGISTER.problems(
        record.meaning(Hold).empty | {"placed_on": clock.today()} | given(values) | {"holding": holding}
    )


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values somebody entered."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def named(holdings: Sequence[int]) -> list[str]:
    """The descriptions of holdings that are there."""
    found = record.values_of(Holding, holdings)
    return [found[number]["description"] for number in holdings if number in found and not found[number]["removed"]]


def release(store: Store, hold: int, why: str, *, by: str = "", on: dt.date | None = None) -> None:
    """Release a hold: a named act, on a day (today where none is given), with a reason."""
    values = {"released_by": by or store.user, "released_on": on or clock.today(), "release_reason": why}
    now = record.values_of(Hold, [hold]).get(hold)
    if now is None or now["removed"]:
        raise Plain("This hold is no longer there. Nothing was changed.")
    if problems := REGISTER.problems(now | values):
        raise Plain(f"{problems[0].text}. The hold stays.")
    with store.operation("Release a hold", "edit") as operation:
        record.change(Hold, {hold: values}, operation.id)


def touching(holdings: Sequence[int], on: dt.date | None = None) -> dict[int, list[Touching]]:
    """The holds that lie on some holdings on a day (today where none is given), by holding."""
    day = (on or clock.today()).isoformat()
    found: defaultdict[int, list[Touching]] = defaultdict(list)
    for start in range(0, len(holdings), _PART):
        part = list(holdings[start : start + _PART])
        for holding, hold, reason, kind, free in database.execute_sql(_TOUCHING, (day, str(part))):
            ends = dt.date.fromisoformat(free) if free else None
            found[holding].append(Touching(hold, reason, kind, ends))
    return dict(found)


def on_series(series: int, on: dt.date | None = None) -> list[Touching]:
    """The holds that lie on records of a series as such, whatever holding they are in, on a day (today if none)."""
    day = (on or clock.today()).isoformat()
    rows = database.execute_sql(_ON_SERIES, (day, series))
    return [Touching(n, reason, kind, dt.date.fromisoformat(free) if free else None) for n, reason, kind, free in rows]

"""How far the list of a step is, and a step as the next thing to do, in a clerk's words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from workbench import display
from workbench.records.record import Values
from workbench.registers.cases.parts import ACTION, PARTY, PLACE, TOLD
from workbench.registers.cases.steps import Step

CHASED_AFTER = dt.timedelta(days=7)
_LONGEST = 24  # letters of a name on a button
Records = Mapping[int, Values]


class _Counted(NamedTuple):
    """What says that one of a list is done, what is said of all, and the act: for some, for the rest, at the end."""

    over: tuple[str, ...]
    said: str
    some: tuple[str, str, str] | None = None
    end: str = ""


_LISTS: Mapping[str, _Counted] = MappingProxyType(
    {
        PLACE.name: _Counted(
            ("done_on", "left_out"), "places done", ("Search", "place", "places"), "Finish the search"
        ),
        PARTY.name: _Counted(("heard_on",), "people heard", ("Hear", "person", "people"), "Finish looking into it"),
        TOLD.name: _Counted(("told_on", "not_told"), "told", ("Tell", "body", "bodies"), "Note that all were told"),
        ACTION.name: _Counted(("done_on",), "actions done"),
    }
)


def how_far(step: Step, records: Records) -> str:
    """'4 of 7 places done'; nothing where the step has no list, or nothing in it."""
    counted = _LISTS.get(step.part.name) if step.part else None
    if counted is None or not records:
        return ""
    return f"{len(records) - len(_left(counted, records)):,} of {len(records):,} {counted.said}"


def is_done(part: str, values: Values) -> bool | None:
    """Whether one of a list is done; None where the list is not one of things to do."""
    counted = _LISTS.get(part)
    return not _left(counted, {0: values}) if counted else None


def act_of(step: Step, values: Values, records: Records, on: dt.date) -> str:
    """What is done next at a step: 'Chase Cllr Rees', 'Search 2 more places', 'Write the answer'."""
    own = step.act(values) if step.act else ""
    counted = _LISTS.get(step.part.name) if step.part else None
    if own or counted is None or counted.some is None or not records:
        return own or step.title
    left = _left(counted, records)
    if not left:
        return counted.end
    if late := next((one for one in left if _waits(one, on)), None):
        return _chase(late["asked"])
    verb, one, many = counted.some
    number = display.count(len(left), one, many)
    return f"{verb} {number}" if len(left) == len(records) else f"{verb} {number.replace(' ', ' more ', 1)}"


def _left(counted: _Counted, records: Records) -> list[Values]:
    """Those that are not done."""
    return [values for values in records.values() if not any(values[name] for name in counted.over)]


def _waits(place: Values, on: dt.date) -> bool:
    """Whether somebody was asked, and reminded, long enough ago."""
    last = place.get("chased_on") or place.get("asked_on")
    return bool(place.get("asked") and last and on - last >= CHASED_AFTER)


def _chase(whom: str) -> str:
    if len(whom) > _LONGEST:
        return "Chase who was asked"
    return f"Chase {whom[:1].lower()}{whom[1:]}" if whom.startswith("The ") else f"Chase {whom}"

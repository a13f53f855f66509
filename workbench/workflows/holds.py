"""Holds: placed and released here, by a person or by another register, and asked about before anything goes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from workbench import clock, display
from workbench.display import count
from workbench.errors import Plain
from workbench.records import record
from workbench.records.database import database
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Section
from workbench.registers.cases import calendar
from workbench.registers.cases.reach import MATTER_FILES, MATTER_SERIES
from workbench.registers.holdings import TOUCHES
from workbench.registers.holds import REGISTER, Hold, open_file, stands

_PART = 20_000
_SAID = 12  # holdings that are called by name
HOLDING, SERIES = "holding", "series"  # what a hold is placed on, by the name of its field
HOLDS_ON = _UNTIL, _MONTHS = "decide_on", "cooling"  # how long it holds on, by the name of its field
PLACING = (
    Section("Why these records must stay", (Hold.reason, Hold.kind, Hold.authority, Hold.placed_by, Hold.placed_on)),
    Section("What else is known", (Hold.matter, Hold.cooling, Hold.notes)),
)
RELEASING = (
    Section(
        "Why it holds no longer",
        (Hold.release_reason, Hold.released_by, Hold.released_on, Hold.decide_on, Hold.cooling),
    ),
)
_MEANT = "If it is meant, do it once more (Ctrl+Enter)."
_OFFENCE = (
    "What it touches must stay until it is answered: destroying it now to keep it from somebody is an offence (FOIA "
    "2000 s.77, DPA 2018 s.173)."
)
_COOLS = ("request", "complaint")  # the kinds after which the person may still go to the regulator
_TOUCHING = f"""
    SELECT holding.id, hold.id, hold.reason, hold.kind, hold.free_from FROM holding JOIN hold
    ON {TOUCHES.format("holding")} WHERE holding.id IN (SELECT value FROM json_each(?)) ORDER BY holding.id, hold.id
"""  # noqa: S608 - the condition is our own

_ON_SERIES = f"""
    SELECT line.value, hold.id, reason, kind, free_from FROM json_each(?) AS line JOIN hold
    ON hold.removed IS NULL AND (free_from IS NULL OR free_from > ?) AND hold.holding IS NULL
    AND (series = line.value OR (series IS NULL AND coalesce(covers_from, covers_to) IS NOT NULL)
    OR (hold.id, line.value) IN ({MATTER_SERIES})) ORDER BY line.value, hold.id
"""  # noqa: S608 - the condition is our own
_ALONE = f"""
    SELECT series, id FROM holding WHERE +series IN (SELECT value FROM json_each(?)) AND removed IS NULL AND id IN (
    SELECT holding FROM hold WHERE holding IS NOT NULL UNION SELECT filed.id FROM ({MATTER_FILES}) AS about
    CROSS JOIN holding AS filed ON filed."case" = about.number AND filed.case_register = about.register) ORDER BY id
"""  # noqa: S608 - the condition is our own


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


def place_on(store: Store, numbers: Sequence[int], values: Mapping[str, Any], scope: str = HOLDING) -> int:
    """Place the same hold on each of some holdings, or series, as one operation; says how many. Plain where it says too
    little.
    """
    rows = [{"placed_by": store.user, **_placing(values), scope: number} for number in numbers]
    if rows and (problems := place_problems(numbers[0], values, scope)):
        raise Plain(f"{problems[0].text}. No hold was placed.")
    with store.operation("Place a hold", "edit") as operation:
        record.add(Hold, rows, operation.id)
    return len(rows)


def place_problems(number: int, values: Mapping[str, Any], scope: str = HOLDING) -> list[Problem]:
    """What is missing before a hold can be placed on a holding, or a series."""
    return REGISTER.problems(record.meaning(Hold).empty | _placing(values) | {scope: number})


def _placing(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"placed_on": clock.today(), **given(values)}


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values somebody entered."""
    return {name: value for name, value in values.items() if value not in (None, "")}


def named(numbers: Sequence[int], scope: str = HOLDING) -> dict[int, str]:
    """The holdings, or series, that are there, with their names."""
    link: Any = REGISTER.by_name[scope]
    found = record.values_of(link.to.model, numbers)
    return {n: link.label_of(n) for n in numbers if n in found and not found[n]["removed"]}


def standing(numbers: Sequence[int]) -> dict[int, Values]:
    """Those of some holds that nobody has released, with their values."""
    found = record.values_of(Hold, numbers)
    return {n: found[n] for n in numbers if n in found and not found[n]["removed"] and stands(found[n])}


def release(store: Store, hold: int, why: str, *, by: str = "", on: dt.date | None = None) -> None:
    """Release a hold: a named act, on a day (today where none is given), with a reason."""
    release_all(store, [hold], {"released_by": by, "released_on": on, "release_reason": why})


def release_all(store: Store, numbers: Sequence[int], values: Mapping[str, Any]) -> int:
    """Release some holds for the same reason, as one operation; says how many. Plain where that says too little.

    Each holds on for its usual time, unless the values say another, or None for none.
    """
    found = standing(numbers)
    if len(found) < len(numbers) or not numbers:
        raise Plain("This hold is no longer there, or was released before. Nothing was changed.")
    if problems := release_problems(numbers, values):
        raise Plain(f"{problems[0].text}. The hold stays.")
    with store.operation("Release a hold", "edit") as operation:
        said = {number: _releasing(store.user, values) | _kept_on(found[number], values) for number in numbers}
        record.change(Hold, said, operation.id)
    return len(numbers)


def release_problems(numbers: Sequence[int], values: Mapping[str, Any]) -> list[Problem]:
    """What is missing before these holds can be released."""
    said = _releasing("", values)
    found = [Problem("release_reason", "Enter why it is released")] if not said["release_reason"].strip() else []
    if said["released_on"] > clock.today():
        found.append(Problem("released_on", "Released on must be today or in the past"))
    for now in standing(numbers).values():
        whole = now | said | _kept_on(now, values) | {"released_by": said["released_by"] or "the user"}
        found += [] if found else REGISTER.problems(whole | {"case": None})  # its file is asked about, see `asked`
    return found


def asked(numbers: Sequence[int], values: Mapping[str, Any]) -> list[Problem]:
    """What is to be asked once, by name, before holds are released; nothing where they go unasked."""
    needed = open_files(numbers)
    found = [Problem("release_reason", f"{needed} {_OFFENCE} {_MEANT}")] if needed else []
    return found + list(filter(None, [freed_sooner(numbers, values)]))


def open_files(numbers: Sequence[int]) -> str:
    """'The request RR-2026/001 is still open.' of the files that need some of these holds; empty where none does."""
    names = list(dict.fromkeys(filter(None, map(open_file, standing(numbers).values()))))
    if not names:
        return ""
    more = f" and {count(len(names) - 1, 'other file')}" if names[1:] else ""
    return f"{names[0]}{more} {'are' if more else 'is'} still open."


def _releasing(user: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a release writes of each alike: who, today where no day is given, and why."""
    alike = {name: value for name, value in given(values).items() if name not in HOLDS_ON}
    return {"release_reason": "", "released_by": user, "released_on": clock.today(), **alike}


def held_on(numbers: Sequence[int]) -> dict[str, Any]:
    """How long some holds usually hold on after their release, by the field that says it; None where they differ."""
    found = defaultdict[str, set[Any]](set)
    for name, value in map(_usual, standing(numbers).values()):
        found[name].add(value)
    return {name: values.pop() if len(values) == 1 else None for name, values in found.items()}


def _usual(hold: Values) -> tuple[str, Any]:
    """How long a hold usually holds on after its release: of a closed file until the council's months after closing
    are over, of another for the months that stand with it, or that the council has for its kind.
    """
    if hold[_UNTIL]:
        return (_UNTIL, hold[_UNTIL]) if hold[_UNTIL] > clock.today() else (_MONTHS, hold[_MONTHS])
    months = calendar.cooling() if hold["kind"] in _COOLS and hold[_MONTHS] is None else hold[_MONTHS]
    return _MONTHS, months or None


def _kept_on(hold: Values, values: Mapping[str, Any]) -> dict[str, Any]:
    name, usual = _usual(hold)
    return {name: values.get(name, usual)}


def freed_sooner(numbers: Sequence[int], values: Mapping[str, Any]) -> Problem | None:
    """What is to be asked once before holds are released for less than their usual time; None where nothing is."""
    for hold in standing(numbers).values():
        name, usual = _usual(hold)
        said = values.get(name, usual)
        if usual and (not said or said < usual):
            before = display.day(usual) if name == _UNTIL else f"the usual {count(usual, 'month')} are over"
            return Problem(name, f"It would end before {before}. The person may still go to the regulator. {_MEANT}")
    return None


def free_from(numbers: Sequence[int]) -> dt.date | None:
    """The day from which the last of some released holds holds no longer; None where that has come."""
    days = [values["free_from"] for values in record.values_of(Hold, numbers).values() if values["free_from"]]
    return max(days) if days and max(days) > clock.today() else None


def forget_matter(numbers: Sequence[int], operation: int) -> None:
    """Take out of some holds what or whom they were about, and out of what the history kept; the gate alone asks."""
    record.forget(Hold, numbers, operation)


def of_case(register: str, case: int) -> Sequence[int]:
    """The holds that a case file placed, released ones included."""
    return every(Hold, (), view=lambda: (Hold.case_register == register) & (Hold.case == case)).ids()


def touching(holdings: Sequence[int], on: dt.date | None = None) -> dict[int, list[Touching]]:
    """The holds that lie on some holdings on a day (today where none is given), by holding."""
    day, found = (on or clock.today()).isoformat(), list[Any]()
    for start in range(0, len(holdings), _PART):
        part = list(holdings[start : start + _PART])
        found += database.execute_sql(_TOUCHING, (day, str(part))).fetchall()
    return _by_first(found)


def on_each_series(series: Sequence[int], on: dt.date | None = None) -> dict[int, list[Touching]]:
    """The holds that lie on records of some series as such, whatever holding they are in, on a day (today if none)."""
    day = (on or clock.today()).isoformat()
    return _by_first(database.execute_sql(_ON_SERIES, (str(list(series)), day)))


def on_series(series: int, on: dt.date | None = None) -> list[Touching]:
    """The same of one series."""
    return on_each_series([series], on).get(series, [])


def on_single(series: int) -> dict[int, list[Touching]]:
    """The holds that lie today on single holdings of a series and not on the series as such, by holding."""
    return on_single_each([series]).get(series, {})


def on_single_each(series: Sequence[int]) -> dict[int, dict[int, list[Touching]]]:
    """The same of some series, those without such a hold left out."""
    rows = database.execute_sql(_ALONE, (str(list(series)),)).fetchall()
    held, found = touching([number for _, number in rows]), defaultdict[int, dict[int, list[Touching]]](dict)
    for line, number in rows:
        if number in held:
            found[line][number] = held[number]
    return dict(found)


def on_single_words(series: int) -> str:
    """The single holdings of a series that must stay, each with why: '12 Claims 2019 (A claim)'; empty without one."""
    held = on_single(series)
    names = named(list(held)[:_SAID])
    said = [f"{name} ({'; '.join(dict.fromkeys(hold.reason for hold in held[n]))})" for n, name in names.items()]
    return "; ".join(said) + (f"; and {len(held) - _SAID:,} more" if len(held) > _SAID else "")


def _by_first(rows: Iterable[Any]) -> dict[int, list[Touching]]:
    found: defaultdict[int, list[Touching]] = defaultdict(list)
    for number, hold, reason, kind, free in rows:
        found[number].append(Touching(hold, reason, kind, dt.date.fromisoformat(free) if free else None))
    return dict(found)

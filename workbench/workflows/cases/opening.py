"""A case file is opened: it gets its reference, says what it touches, and holds are placed on that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import covering, record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem
from workbench.registers.cases import calendar, pictures
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import Place
from workbench.registers.cases.readers import with_who_names
from workbench.registers.cases.steps import CaseFile
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import CCTV
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.workflows import holds, numbering

_CLOSED, _DECIDED = " closed on ", "to be decided on from "
_TRIES = 3  # days on either side on which the same person is likely to mean the same thing


class Opened(NamedTuple):
    """A file just opened: its id, its reference, and how many holds were placed."""

    case: int
    reference: str
    holds: int


class Touched(NamedTuple):
    """A line of the schedule that a file may touch: its id, its name, where its records are kept."""

    series: int
    name: str
    where: str


def touchable() -> list[Touched]:
    """The lines of the schedule, in its order, with the systems they are stored in: the places to search."""
    order = (Order("reference"), Order("record_series"))
    lines = record.values_of(ScheduleLine, ids := every(ScheduleLine, (), order=order).ids())
    return [Touched(n, _named(lines[n]), lines[n]["stored_system"]) for n in ids]


def _named(line: Values) -> str:
    return " ".join(part for part in (line["reference"], line["record_series"]) if part)


def problems(file: CaseFile, values: Mapping[str, Any]) -> list[Problem]:
    """What stands in the way of opening a file with these values."""
    return file.register.problems(_whole(file, values))


def _whole(file: CaseFile, values: Mapping[str, Any]) -> Values:
    """Every field of a file to be opened; who opens it for named people is one of them."""
    empty = record.meaning(file.record).empty
    return empty | with_who_names(empty, values)


def open_case(store: Store, register: str, values: Mapping[str, Any], touches: Sequence[int] = ()) -> Opened:
    """Open a file, with a place to search and a hold for each series it touches. Plain where it says too little.

    `touches` are ids of schedule lines; pictures of cameras are always touched where they are asked for. One operation:
    undoing it takes file, places and holds back together.
    """
    file = case_file(register)
    touches = tuple(dict.fromkeys((*touches, *asked_for(values))))
    if found := problems(file, values):
        raise Plain(f"{found[0].text}. No file was opened.")
    with store.operation(f"Open a {file.register.singular} file", "edit") as operation:
        whole = _whole(file, values) | {"series": values.get("series") or series_of(file)}
        if not whole.get("reference"):
            [whole["reference"]] = numbering.references(store, file.record, file.prefix, _year(values))
        [case] = record.add(file.record, [whole], operation.id)
        placed = sum(touch(store, file, case, series) for series in touches)
    numbering.note_reference(store, whole["reference"])
    return Opened(case, whole["reference"], placed)


def asked_for(values: Mapping[str, Any]) -> tuple[int, ...]:
    """The lines of the schedule that a file touches by what is asked: those of pictures, where pictures are."""
    return tuple(pictures.lines()) if values.get("right") == CCTV else ()


def touch(store: Store, file: CaseFile, case: int, series: int, place: Mapping[str, Any] | None = None) -> bool:
    """Note a place where records of a series are, and place the hold of this file on the series; whether it did.

    A second place of the same series rests on the hold of the first.
    """
    before = len(held(file, case))
    with store.operation("Note a place to search", "edit") as operation:
        line = record.values_of(ScheduleLine, [series])[series]
        part = {
            "where": line["stored_system"] or line["record_series"],
            **(place or {}),
            "series": series,
            "hold": hold_on(store, file, case, series),
        }
        record.add(Place, [{**part, "owner_register": file.register.name, "owner": case}], operation.id)
    return len(held(file, case)) > before


def hold_on(store: Store, file: CaseFile, case: int, series: int) -> int:
    """The hold of a file on a series, placed now if there is none that still holds."""
    known = held(file, case).items()
    found = next((n for n, hold in known if hold["series"] == series and hold["released_on"] is None), None)
    return found or holds.place(store, _hold(file, case, series))


def held(file: CaseFile, case: int) -> dict[int, Values]:
    """The holds that a file placed and that were not taken away, by id."""
    from_it = holds.of_case(file.register.name, case)
    return record.values_of(Hold, from_it)


def series_of(file: CaseFile) -> int | None:
    """The line of the schedule that files of this register are kept by, as the last file was; the council's choice."""
    model: Any = file.record
    last = model.select(model.series).where(model.series.is_null(False), model.removed.is_null())
    row = last.order_by(model.id.desc()).tuples().first()
    return row[0] if row else None


def only_series(file: CaseFile) -> int | None:
    """The line of the schedule that every file of this register is kept by; None where none or several are chosen."""
    model: Any = file.record
    chosen = model.select(model.series).where(model.series.is_null(False), model.removed.is_null()).distinct().tuples()
    found = [row[0] for row in chosen.limit(2)]
    return found[0] if len(found) == 1 else None


def same_again(file: CaseFile, values: Mapping[str, Any]) -> list[int]:
    """Files of the same person, day and kind: nobody opens another without having been asked."""
    what = "right" if "right" in values else "kind"
    alike = likely_twice(file, {**values, "channel": ""})
    found = record.values_of(file.record, alike)
    return [n for n in alike if all(found[n][name] == values.get(name) for name in ("received", what))]


def likely_twice(file: CaseFile, values: Mapping[str, Any]) -> list[int]:
    """Files that may be the same thing logged before: the same name within three days, by the same way."""
    name = values.get("requester") or values.get("complainant")
    day: dt.date | None = values.get("received")
    if not name or day is None:
        return []
    around = dt.timedelta(days=_TRIES)
    model: Any = file.record
    who = model.requester if hasattr(model, "requester") else model.complainant
    near = (model.received >= (day - around).isoformat()) & (model.received <= (day + around).isoformat())
    same = record.values_of(file.record, every(file.record, (), view=lambda: near & who.is_null(False)).ids())
    wanted = " ".join(str(name).casefold().split())
    return [
        number
        for number, other in same.items()
        if " ".join(other[who.name].casefold().split()) == wanted
        and (not values.get("channel") or other["channel"] in ("", values["channel"]))
    ]


def _hold(file: CaseFile, case: int, series: int) -> dict[str, Any]:
    values = record.values_of(file.record, [case])[case]  # the reference shows, whoever may open the file
    return {
        **said(file, values),
        "kind": file.hold_kind,
        "series": series,
        "matter": values["reference"],
        "case_register": file.register.name,
        "case": case,
    }


def said(file: CaseFile, values: Values) -> Values:
    """What a hold says by how its file stands: why the records stay, and from which day it is to be decided on."""
    name, closed = _called(file, values["reference"]), values["closed_on"]
    if closed is None:
        return {"reason": f"{name} is open", "decide_on": None}
    later = add(closed, Length(calendar.cooling(), Unit.MONTHS))
    told = f"{name}{_CLOSED}{display.day(closed)}; hold {_DECIDED}{display.day(later)}"
    return {"reason": told, "decide_on": later}


def said_again(file: CaseFile, values: Values, hold: Values) -> Values:
    """The same of a hold that was placed before; a reason that somebody wrote in other words stays as it is."""
    anew = said(file, values)
    return anew if in_our_words(file, values["reference"], hold) else {**anew, "reason": hold["reason"]}


def in_our_words(file: CaseFile, reference: str, hold: Values) -> bool:
    """Whether the reason of a hold is still the one that its file gave it, open or closed; nobody wrote another."""
    name, before = _called(file, reference), hold["reason"]
    ending = f"{_DECIDED}{display.day(hold['decide_on'])}" if hold["decide_on"] else ""
    return bool(before == f"{name} is open" or (before.startswith(f"{name}{_CLOSED}") and before.endswith(ending)))


def _called(file: CaseFile, reference: str) -> str:
    return f"{file.register.singular.capitalize()} {reference}"


def _year(values: Mapping[str, Any]) -> int:
    day: dt.date = values.get("received") or clock.today()
    return day.year


def of(file: CaseFile, case: int) -> Values:
    """The values of a file; Plain where it is no longer there, or is not for who reads."""
    if record.is_hidden(file.record, case):
        raise Plain(f"{covering.SAID} Nothing was changed.")
    found = record.values_of(file.record, [case]).get(case)
    if found is None or found["removed"]:
        raise Plain("This file is no longer there. Nothing was changed.")
    return found

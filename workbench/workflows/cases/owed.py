"""What waits about case files besides their own day: whoever was asked and is silent, and the actions agreed in them.

Nothing here says anybody's name, and of a file for named people only that it waits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from workbench import display
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.registers import rights_requests
from workbench.registers.cases import pictures
from workbench.registers.cases.base import RUNNING, STOPPED, WAITING
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.cases.parts import Action, Entry
from workbench.registers.rights_requests import CCTV, RightsRequest

CHASED = dt.timedelta(days=14)  # after the last word to the person: policy
_TO_THEM = ("out", "call", "meeting")
_FOR = {
    "identity": "proof of who they are",
    "acting_for": "proof that they may act for another",
    "clear": "an answer to what is wanted",
    "go_ahead": "the fee",
}
_LATER = "Their days come after those that stand here."


class Owed(NamedTuple):
    """One thing: what, why, the day, the register and number of its file; `awaits` says that somebody else is to act.
    `limit` is the day after which it is too late for what is to be done at once.

    `more` are so many that have no entry of their own, and no file then. `part` is the list of the file in which it
    stands, and its number there.
    """

    act: str
    reason: str
    day: dt.date
    register: str
    case: int
    awaits: bool = False
    more: int = 0
    limit: dt.date | None = None
    part: tuple[str, int] | None = None


def waiting(on: dt.date, most: int) -> list[Owed]:
    """The requests whose clock has not started or stands still, until they are offered for closing; chased soonest."""
    soon = RightsRequest.clock.in_((WAITING, STOPPED)) & (RightsRequest.silent_from > on.isoformat())
    asked = every(RightsRequest, (), order=(Order("silent_from"),), view=lambda: soon)
    files = record.values_of(RightsRequest, wanted := asked.ids(most + 1))
    words = _last_words(files)
    found = [owed for n in wanted if (owed := _waits(n, files[n], words.get(n)))]
    return _listed(
        "Waiting for somebody", sorted(found[:most], key=lambda owed: owed.day), found[most:], asked.count() - most
    )


def _waits(case: int, values: Values, word: dt.date | None) -> Owed | None:
    found = rights_requests.waits_for(values)
    if found is None:
        return None
    asked, since = found
    last = max(since, word or since)
    still = "the clock is stopped" if values["clock"] == STOPPED else "the clock has not started"
    spoken = f", last spoken to {display.day(last)}" if last > since else ""
    reason = (
        f"{values['reference']}: the person was asked on {display.day(since)}{spoken}; {still}. "
        f"May be closed unanswered from {display.day(values['silent_from'])}."
    )
    day = min(last + CHASED, values["silent_from"])
    return Owed(f"Waiting for {_FOR[asked]}", reason, day, RightsRequest.register_name, case, awaits=True)


def _last_words(files: Iterable[int]) -> dict[int, dt.date]:
    """The day of the last letter, call or meeting on the timeline of some requests."""
    asked: Any = Entry
    mine = (asked.owner_register == RightsRequest.register_name) & asked.owner.in_(list(files))
    spoken = every(Entry, (), view=lambda: mine & asked.kind.in_(_TO_THEM)).ids()
    found: dict[int, dt.date] = {}
    for entry in record.values_of(Entry, spoken).values():
        found[entry["owner"]] = max(entry["day"], found.get(entry["owner"], entry["day"]))
    return found


def unsaved(on: dt.date, most: int) -> list[Owed]:
    """The open requests for pictures that are not saved yet: to be done now, and late once they are overwritten."""
    opened = (RightsRequest.right == CCTV) & RightsRequest.clock.in_((WAITING, RUNNING, STOPPED))
    left = opened & RightsRequest.pictures_saved.is_null() & (RightsRequest.pictures_lost == "")
    asked = every(RightsRequest, (), order=(Order("pictures_on"),), view=lambda: left)
    files = record.values_of(RightsRequest, wanted := asked.ids(most + 1))
    length = pictures.kept() if wanted else None
    found = [
        Owed(
            f"Save {pictures.of_day(files[n])}",
            f"{files[n]['reference']}: {pictures.overwritten(files[n], on, length)}",
            on,
            RightsRequest.register_name,
            n,
            limit=pictures.gone_on(files[n]["pictures_on"], length),
        )
        for n in wanted
    ]
    return _listed("Save pictures", found[:most], found[most:], asked.count() - most)


def _listed(what: str, found: list[Owed], others: Sequence[Owed], number: int) -> list[Owed]:
    """Those that have an entry, and one for the others, with the day of their first."""
    said = f": {number:,} more"
    more = [one._replace(act=what + said, reason=_LATER, case=0, more=number) for one in others]
    return [*found, *more]


def actions(until: dt.date, most: int) -> list[Owed]:
    """The actions agreed in files, open or closed, that are not done and have a day by then; the soonest first."""
    near = Action.done_on.is_null() & (Action.due_on <= until.isoformat())
    agreed = every(Action, (), order=(Order("due_on"),), view=lambda: near)
    found = record.values_of(Action, agreed.ids(most + 1))
    listed = sorted(_agreed(found), key=lambda owed: owed.day)
    return _listed("Do what was agreed in a file", listed[:most], listed[most:], agreed.count() - most)


def _agreed(found: Mapping[int, Values]) -> Iterator[Owed]:
    """An entry for each of some actions whose file is there."""
    for file in CASE_FILES:
        mine = {n: v for n, v in found.items() if v["owner_register"] == file.register.name}
        files = record.values_of(file.record, list({v["owner"] for v in mine.values()}))
        for number, values in mine.items():
            case = files.get(values["owner"])
            if case is not None and not case["removed"]:
                act, reason = _said(values, case)
                part = (Action.register_name, number)
                yield Owed(act, reason, values["due_on"], file.register.name, values["owner"], part=part)


def _said(values: Values, case: Mapping[str, Any]) -> tuple[str, str]:
    doer = f"{values['doer']}. " if values["doer"] else ""
    closed = ", which is closed" if case["closed_on"] else ""
    return values["what"], f"{doer}Agreed in {case['reference']}{closed}."

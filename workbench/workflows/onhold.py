"""What lies on a holding or on a line of the schedule, in words: for the table and for the panel beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from workbench import clock, display
from workbench.records import record
from workbench.records.record import Record, Values
from workbench.register import within
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold, days_of
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import deciding, holds
from workbench.workflows.cases import governed
from workbench.workflows.holds import Touching

WHOLE, PART, STAYS = "On hold", "Partly on hold", "Must stay"
_RELEASE = "A hold is released in the register of holds: choose it there and press Ctrl+R."


class Told(NamedTuple):
    """What stands in the way of a record, and whether nothing of it may go."""

    title: str
    text: str
    whole: bool


def marked(model: type[Record], ids: Sequence[int]) -> dict[int, str]:
    """The word that stands in the table at those of some records that must stay."""
    if model is Holding:
        waits = governed.waiting(record.values_of(Holding, ids))
        return dict.fromkeys(waits, STAYS) | dict.fromkeys(holds.touching(ids), WHOLE)
    if model is ScheduleLine:
        lying = holds.on_each_series(ids)
        whole = {number for number, found in lying.items() if _whole(_values(found))}
        part = (lying.keys() - whole) | holds.on_single_each(ids).keys()
        return dict.fromkeys(part, PART) | dict.fromkeys(whole, WHOLE)
    return {}


def told(model: type[Record], number: int) -> Told | None:
    """What is on hold, by which hold, and who releases it; None where nothing is."""
    if model is Holding:
        return _of_holding(number)
    return _of_line(number) if model is ScheduleLine else None


def _of_holding(number: int) -> Told | None:
    if found := holds.touching([number]).get(number):
        lines = [_line(values) for values in _values(found)]
        return Told(f"{WHOLE}: it is not destroyed", "\n".join((*lines, _RELEASE)), True)
    if why := governed.waiting(record.values_of(Holding, [number])).get(number):
        return Told(STAYS, f"{why[:1].upper()}{why[1:]}.", True)
    if said := deciding.in_batches([number]).get(number):
        return Told("In a batch", f"{said}.", False)
    return None


def _of_line(number: int) -> Told | None:
    found, single = _values(holds.on_series(number)), holds.on_single_words(number)
    if not found and not single:
        return None
    whole = _whole(found)
    title = f"{WHOLE}: nothing of it is destroyed" if whole else f"{PART}: not all of it may be destroyed"
    lines = [_line(values, of_series=True) for values in found]
    lines += [f"Single holdings on hold: {single}."] if single else []
    return Told(title, "\n".join((*lines, _RELEASE)), whole)


def _values(found: Iterable[Touching]) -> list[Values]:
    return list(record.values_of(Hold, [hold.hold for hold in found]).values())


def _whole(found: Iterable[Values]) -> bool:
    """Whether one of these holds lies on all records of a series, whatever their days."""
    return any(not (values["covers_from"] or values["covers_to"]) for values in found)


def _line(hold: Values, *, of_series: bool = False) -> str:
    """'A claim (legal or insurance claim), placed by Clerk on Mon 2 Mar 2026. Not released yet.'"""
    kind = within(Hold.kind.label_of(hold["kind"])) if hold["kind"] else ""
    by = f" by {hold['placed_by']}" if hold["placed_by"] else ""
    days = f" It lies on records of {said}." if of_series and (said := days_of(hold)) else ""
    placed = f"{hold['reason']}{f' ({kind})' if kind else ''}, placed{by} on {display.day(hold['placed_on'])}."
    return f"{placed}{days} {_until(hold)}"


def _until(hold: Values) -> str:
    """Who ends it, or when it ends."""
    if hold["released_on"]:
        by = f" by {hold['released_by']}" if hold["released_by"] else ""
        return (
            f"Released{by} on {display.day(hold['released_on'])}; it holds on until {display.day(hold['free_from'])}."
        )
    if hold["decide_on"]:
        coming = hold["decide_on"] > clock.today()
        when = f"from {display.day(hold['decide_on'])}" if coming else "now"
        return f"It stays until somebody releases it; that is to be decided {when}."
    if hold["case"] is not None:
        return "Its file is open: it stays until that is closed and somebody decides on it."
    authority = f" Authority: {hold['authority'].rstrip('.')}." if hold["authority"] else ""
    return f"It stays until {hold['placed_by'] or 'whoever answers for it'} or a successor releases it.{authority}"

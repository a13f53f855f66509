"""Looking at what is due by a day: part of it in an order asked for, or all of it in lines for a script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.records.query import Filter, Order, every
from workbench.records.record import values_of
from workbench.registers.disposal_batches import AUTHORISED, FROZEN, Batch
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import checks, deciding, disposal
from workbench.workflows.deciding import MOST, Offer

USUAL = "dispose_by"
ORDERS = (
    (USUAL, "Longest overdue"),
    ("series_name", "Record series"),
    ("place", "Place"),
    ("number", "Box number"),
    ("description", "Description"),
    ("eligible_from", "May go from"),
)


@dataclass(frozen=True)
class Look:
    """What is wanted of what is due by a day: only a series, a place, an officer, by some words of each; the order."""

    until: dt.date
    series: str = ""
    place: str = ""
    officer: str = ""
    order: str = USUAL

    @property
    def narrowed(self) -> bool:
        """Whether it asks for a part only."""
        return any(text.strip() for text in (self.series, self.place, self.officer))


@dataclass(frozen=True)
class Seen:
    """The first of what was wanted, and how much there is of it."""

    offers: tuple[Offer, ...]
    total: int


def seen(look: Look) -> Seen:
    """What is due by a day and in no open batch, as it was asked for; what cannot go now says why."""
    ids = disposal.due(look.until)
    if look.narrowed or look.order != USUAL:
        free = set(ids)
        ids = [number for number in _wanted(look) if number in free]
    return Seen(tuple(deciding.offered(list(ids[:MOST]))), len(ids))


def holdings(on: dt.date) -> Iterator[Offer]:
    """Every holding that is due by a day and in no open batch, the longest overdue first."""
    ids = disposal.due(on)
    for start in range(0, len(ids), MOST):
        yield from deciding.offered(list(ids[start : start + MOST]), on)


def items(on: dt.date) -> Iterator[dict[str, Any]]:
    """Every holding and check that is due by a day, and every batch that waits, as a script gets them."""
    for offer in holdings(on):
        yield {
            "kind": "holding",
            "number": offer.holding,
            "description": offer.description,
            "series": offer.series,
            "place": offer.place,
            "quantity": offer.quantity,
            "eligible_from": offer.eligible_from,
            "dispose_by": offer.dispose_by,
            "stops": offer.stops,
        }
    for found in checks.due(on):
        yield {
            "kind": "check",
            "number": found.check,
            "description": found.what,
            "officer": found.officer,
            "due_on": found.due_on,
            "stops": found.held,
        }
    for number, batch in _batches().items():
        yield {
            "kind": "batch",
            "number": number,
            "description": batch["name"],
            "standing": batch["standing"],
            "waits_for": Batch.standing.label_of(batch["standing"]),
            "items": len(disposal.items(number)),
        }


def _batches() -> dict[int, dict[str, Any]]:
    waiting = every(Batch, (), view=lambda: Batch.standing.in_((FROZEN, AUTHORISED)))
    return values_of(Batch, waiting.ids())


def _wanted(look: Look) -> Sequence[int]:
    """The holdings whose period is over by a day, narrowed and in order."""
    asked = (("series", look.series), ("place", look.place))
    filters = tuple(Filter(name, text) for name, text in asked if text.strip())
    lines = list(_lines_of(look.officer)) if look.officer.strip() else None

    def ripe() -> Any:
        come = Holding.eligible_from <= look.until
        return come if lines is None else come & Holding.series.in_(lines)

    order = tuple(dict.fromkeys((Order(look.order), Order(USUAL))))
    return every(Holding, (), filters=filters, view=ripe, order=order).ids()


def _lines_of(officer: str) -> Sequence[int]:
    """The schedule lines that name an officer."""
    return every(ScheduleLine, (), filters=(Filter("responsible", officer),)).ids()

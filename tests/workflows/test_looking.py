"""What is due by a day: narrowed, in an order asked for, only the first of very many, and in lines for a script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import open_new
from workbench import clock
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, deciding, disposal, holds, looking
from workbench.workflows.looking import Look

TODAY = dt.date(2026, 11, 25)
TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Two series with an officer each, and six boxes of which five are due."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with open_new(tmp_path / "council") as made:
        with made.operation("Fill", "import") as op:
            lines = [
                {"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS, "responsible": "Town Clerk"},
                {"record_series": "Bookings", "reference": "7.2", "rule": TWO_YEARS, "responsible": "Bookings Officer"},
            ]
            complaints, bookings = record.add(ScheduleLine, lines, op.id)
            rows = [
                ("Zebra", complaints, "Loft", dt.date(2020, 5, 1)),
                ("Apple", complaints, "Cellar", dt.date(2021, 5, 1)),
                ("Mango", bookings, "Loft", dt.date(2019, 5, 1)),
                ("Peach", bookings, "Loft cupboard", dt.date(2022, 5, 1)),
                ("Grape", bookings, "", dt.date(2023, 5, 1)),
                ("Later", bookings, "Loft", dt.date(2024, 12, 24)),
            ]
            record.add(Holding, [_box(*given) for given in rows], op.id)
        yield made


def _box(name: str, series: int, place: str, closed: dt.date) -> dict[str, Any]:
    return {"description": name, "series": series, "place": place, "trigger_date": closed}


def names(look: Look) -> list[str]:
    """What is seen, in order."""
    return [offer.description for offer in looking.seen(look).offers]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Mango", "Zebra", "Apple", "Peach", "Grape"]),
        ({"until": dt.date(2026, 12, 25)}, ["Mango", "Zebra", "Apple", "Peach", "Grape", "Later"]),
        ({"order": "description"}, ["Apple", "Grape", "Mango", "Peach", "Zebra"]),
        ({"order": "place"}, ["Apple", "Mango", "Zebra", "Peach", "Grape"]),
        ({"order": "series_name"}, ["Mango", "Peach", "Grape", "Zebra", "Apple"]),
        ({"place": "loft"}, ["Mango", "Zebra", "Peach"]),
        ({"series": "6.1"}, ["Zebra", "Apple"]),
        ({"series": "booking", "place": "loft", "order": "eligible_from"}, ["Mango", "Peach"]),
        ({"officer": "clerk"}, ["Zebra", "Apple"]),
        ({"officer": "nobody"}, []),
        ({"place": "%"}, []),
    ],
)
def test_it_is_narrowed_and_put_in_order(store: Store, wanted: dict[str, Any], found: list[str]) -> None:
    assert names(Look(**{"until": TODAY, **wanted})) == found


@pytest.mark.usefixtures("store")
def test_only_the_first_of_very_many_are_given_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MOST", 3)
    seen = looking.seen(Look(TODAY))
    assert ([offer.description for offer in seen.offers], seen.total) == (["Mango", "Zebra", "Apple"], 5)
    assert looking.seen(Look(TODAY, place="loft")).total == 3
    assert [offer.description for offer in looking.holdings(TODAY)] == ["Mango", "Zebra", "Apple", "Peach", "Grape"]


def test_what_is_in_a_batch_is_not_looked_at_again(store: Store) -> None:
    disposal.freeze(store, "November", [offer.holding for offer in looking.seen(Look(TODAY, place="loft")).offers])
    assert names(Look(TODAY)) == ["Apple", "Grape"]
    assert names(Look(TODAY, place="loft")) == []


def test_on_a_later_day_a_hold_that_has_ended_stops_nothing(store: Store) -> None:
    """Released today with six months of cooling: it holds on 24 May 2027, and not on the day after."""
    [mango, *_] = [offer.holding for offer in looking.seen(Look(TODAY)).offers]
    hold = holds.place(store, {"reason": "Claim", "kind": "claim", "holding": mango, "cooling": 6})
    holds.release(store, hold, "Settled", by="Clerk")
    on = {day: {o.description: o.stops for o in deciding.offered([mango], day)} for day in (TODAY, _may(24), _may(25))}
    assert on == {
        TODAY: {"Mango": "On hold: Claim"},
        _may(24): {"Mango": "On hold: Claim"},
        _may(25): {"Mango": ""},
    }


def _may(day: int) -> dt.date:
    return dt.date(2027, 5, day)


def test_a_script_gets_every_holding_check_and_batch(store: Store) -> None:
    with store.operation("Rhythm", "edit") as op:
        record.change(ScheduleLine, {1: {"rhythm": "monthly"}}, op.id)
    checks.make(store)
    ids = {offer.description: offer.holding for offer in looking.holdings(TODAY)}
    holds.place(store, {"reason": "Claim", "kind": "claim", "holding": ids["Mango"]})
    batch = disposal.freeze(store, "November", [ids["Apple"]])
    found = list(looking.items(TODAY))
    assert [(item["kind"], item["description"], item.get("stops")) for item in found] == [
        ("holding", "Mango", "On hold: Claim"),
        ("holding", "Zebra", ""),
        ("holding", "Peach", ""),
        ("holding", "Grape", ""),
        ("check", "Complaints", ""),
        ("batch", "November", None),
    ]
    assert found[1] == {
        "kind": "holding",
        "number": ids["Zebra"],
        "description": "Zebra",
        "series": "6.1 Complaints",
        "place": "Loft",
        "quantity": "",
        "eligible_from": dt.date(2022, 5, 2),
        "dispose_by": dt.date(2022, 6, 2),
        "stops": "",
    }
    assert found[-1] == {
        "kind": "batch",
        "number": batch,
        "description": "November",
        "standing": "frozen",
        "waits_for": "To be authorised",
        "items": 1,
    }
    assert [item["description"] for item in looking.items(dt.date(2026, 12, 25)) if item["kind"] == "holding"][-1] == (
        "Later"
    )

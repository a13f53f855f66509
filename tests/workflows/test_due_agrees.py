"""Everything that says what is due says the same, over councils made up at random."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.registers.disposal_batches import Batch
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.rules.spans import Span
from workbench.workflows import deciding, diary, disposal, holds, looking
from workbench.workflows.cases import closing, joining, keeping, opening
from workbench.workflows.disposal import Authority, Doing
from workbench.workflows.reporting import holdings as report
from workbench.workflows.reporting.asked import Asked

TODAY = dt.date(2026, 4, 21)
FILES = {
    "rights-requests": ({"right": "access", "requester": "Applicant B", "channel": "email"}, "full"),
    "complaints": ({"kind": "complaint", "subject": "A plot"}, "upheld"),
}


def rule(years: int, bound: str = "min") -> RetentionRule:
    """So many years from closure."""
    return RetentionRule(Kind.FIXED, Length(years, Unit.YEARS), "closure", bound=bound)


def some_days(dice: random.Random, most: int) -> dt.timedelta:
    """From one day up to so many."""
    return dt.timedelta(days=dice.randint(1, most))


def boxes(store: Store, dice: random.Random) -> list[int]:
    """Forty boxes of four series, one of which has no rule."""
    rules = (rule(1), rule(2), rule(2, "max"), None)
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": f"Series {n}", "rule": r} for n, r in enumerate(rules)], op.id)
        rows = [
            {
                "description": f"Box {number}",
                "series": dice.randint(1, 4),
                "trigger_date": dice.choice([None, TODAY - dt.timedelta(days=200) - some_days(dice, 700)]),
                "covers_from": dice.choice([None, dt.date(2020, 1, 1)]),
                "covers_to": dice.choice([None, dt.date(2021, 1, 1)]),
            }
            for number in range(12)
        ]
        return record.add(Holding, rows, op.id)


def files(store: Store, dice: random.Random) -> None:
    """Six files, most of them closed, some joined, some with holds that nobody released."""
    made = []
    for number in range(6):
        register = dice.choice(list(FILES))
        about, outcome = FILES[register]
        values = {**about, "received": dt.date(2024, 1, 2 + number), "series": dice.randint(1, 3)}
        case = opening.open_case(store, register, values, dice.choice([[], [dice.randint(1, 4)]])).case
        if dice.random() < 0.8:
            keeping.change(store, register, case, {"answered": dt.date(2024, 2, 1), "outcome": outcome})
            closing.close(store, register, case, dt.date(2024, 2, 1) + some_days(dice, 20))
        made.append((register, case))
    one, other = dice.sample(made, 2)
    with store.operation("Join", "edit") as op:
        joining.join(store, one, other)
        closing.after(store, op.id)
    for register, case in dice.sample(made, 3):
        for hold in holds.of_case(register, case):
            holds.release(store, hold, "Decided")


def held(store: Store, dice: random.Random, numbers: Sequence[int]) -> None:
    """Three holds of any scope, some released, some of those in their cooling period."""
    days = {"covers_from": dt.date(2020, 6, 1), "covers_to": dt.date(2020, 7, 1)}
    for _ in range(3):
        scope: dict[str, Any] = dice.choice(
            [
                {"holding": dice.choice(numbers)},
                {"holding": dice.choice(numbers), **days},
                {"series": dice.randint(1, 4)},
                {**days, "series": 2},
                days,
                {"covers_to": dt.date(2020, 2, 1)},
                {"matter": "X"},
                {"matter": "rr-2024/00 1"},
                {"matter": "applicantb"},
            ]
        )
        placed = {"placed_on": dt.date(2026, 1, 1), "cooling": dice.choice([None, 1])}
        hold = holds.place(store, {"reason": "A claim", "kind": "claim", **placed, **scope})
        if dice.random() < 0.5:
            holds.release(store, hold, "Settled", on=TODAY - some_days(dice, 60))


def batch(store: Store, dice: random.Random) -> None:
    """A batch of what can go, brought as far as chance will."""
    free = [offer.holding for offer in deciding.offered(list(disposal.due(TODAY))) if not offer.stops]
    if not free:
        return
    number = disposal.freeze(store, "Batch", dice.sample(free, min(4, len(free))))
    first, *rest = disposal.items(number)
    dice.choice([take_off, keep, leave])(store, first)
    steps: list[Callable[[], object]] = [
        lambda: disposal.authorise(store, number, Authority("Chair")),
        lambda: disposal.carry_out(store, number, Doing("shredded", "Clerk", computer_method="deleted")),
        lambda: disposal.put_back(store, number),
    ]
    for step in steps[: dice.randint(0, 2 if rest else 1)] or steps[2:]:
        step()


def take_off(store: Store, item: int) -> None:
    """It stays for a hundred days."""
    disposal.take_off(store, item, "Asked about", TODAY + dt.timedelta(days=100))


def keep(store: Store, item: int) -> None:
    """It is reviewed and kept."""
    until = {"kept_until": TODAY + dt.timedelta(days=99), "kept_reason": "Asked about"}
    deciding.consider(store, [item], {"fate": "kept", **until})


def leave(store: Store, item: int) -> None:
    """It goes as it was frozen."""


def gate_takes(store: Store, holding: int) -> bool:
    """Whether the gate would make a batch of a holding."""
    with suppress(Plain):
        disposal.put_back(store, disposal.freeze(store, "Tried", [holding]))
        return True
    return False


@pytest.mark.parametrize("seed", range(60))
def test_the_page_the_script_home_the_report_and_the_gate_agree(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with helpers.open_new(tmp_path) as store:
        numbers = boxes(store, dice)
        files(store, dice)
        held(store, dice, numbers)
        batch(store, dice)
        with store.operation("Change", "edit") as op:
            record.change(ScheduleLine, {2: {"rule": rule(dice.randint(1, 3))}}, op.id)
        for day in (TODAY, TODAY + dt.timedelta(days=400)):
            monkeypatch.setattr(clock, "today", lambda day=day: day)
            agree(store, day)


def agree(store: Store, day: dt.date) -> None:
    """Ask each of them on a day."""
    page = looking.seen(looking.Look(day)).offers
    listed = [item for item in looking.items(day) if item["kind"] == "holding"]
    assert [(o.holding, o.stops) for o in page] == [(item["number"], item["stops"]) for item in listed]
    free = {offer.holding: offer for offer in page if not offer.stops}
    assert {offer.holding for offer in page if gate_takes(store, offer.holding)} == free.keys()
    late = sum(offer.dispose_by is not None and offer.dispose_by <= day for offer in free.values())
    assert (
        sum(due.number for due in diary.due(REGISTERS, day) if (due.register, due.view) == ("holdings", "Due")) == late
    )
    rows = report.made(Asked(store.council, Span(), day)).parts[0].rows
    assert sorted(str(row[0]) for row in rows if not row[-1]) == sorted(offer.description for offer in free.values())
    waiting = {b.name for b in Batch.select() if b.standing in ("frozen", "authorised")}
    assert bool(waiting) >= any(row[-1] for row in rows), "a remark names an open batch only"
    assert every(Holding, ()).count() > len(page)

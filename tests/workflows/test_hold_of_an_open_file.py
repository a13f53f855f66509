"""A hold that an open file placed is not released: by one rule for the act, the register's own boxes and an import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.cases.parts import Place
from workbench.registers.holds import REGISTER, Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows import holds
from workbench.workflows.cases import closing, keeping, opening

R, BOXES, PAPERS = "rights-requests", 2, 3
DAY = dt.date(2026, 4, 21)
OPEN = "The request RR-2026/001 is still open."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """21 April 2026, a council with its schedule."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    with helpers.open_new(tmp_path) as store:
        names = ("Requests", "Allotment papers", "Burial papers")
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": name} for name in names], op.id)
        yield store


def request(store: Store, *touches: int, **more: Any) -> int:
    """An open request that touches some series."""
    values = {"right": "access", "requester": "Applicant B", "received": DAY, "channel": "email", "series": 1}
    return opening.open_case(store, R, values | more, touches).case


def stands(hold: int) -> bool:
    """Whether a hold still holds."""
    return bool(holds.standing([hold]))


def asked(*numbers: int) -> list[str]:
    """What would be asked before these are released."""
    return [problem.text for problem in holds.asked(numbers, {"release_reason": "Over", **holds.held_on(numbers)})]


def typed(hold: int, **more: object) -> list[str]:
    """What the register says of a release typed into its boxes, as into a cell, a paste or an import."""
    said = {"released_on": clock.today(), "released_by": "Clerk", "release_reason": "By mistake", **more}
    return [problem.text for problem in REGISTER.problems(record.values_of(Hold, [hold])[hold] | said)]


def finish(store: Store, case: int) -> None:
    """Answer the request and close its file."""
    keeping.change(store, R, case, {"outcome": "given", "responded": DAY})
    closing.close(store, R, case)


def test_while_the_file_is_open_it_is_asked_by_name_and_not_once_it_is_closed(store: Store) -> None:
    case = request(store, BOXES)
    [hold] = holds.of_case(R, case)
    [said] = asked(hold)
    assert said.startswith(OPEN)
    assert "FOIA 2000 s.77, DPA 2018 s.173" in said
    assert typed(hold) == [f"{OPEN} Release it by Ctrl+R, which asks first"]
    finish(store, case)
    assert asked(hold) == typed(hold) == []


def test_one_among_many_is_named_and_one_placed_by_hand_is_as_before(store: Store) -> None:
    first, second = request(store, BOXES), request(store, BOXES, requester="Applicant C")
    mine = holds.place(store, {"reason": "A claim", "kind": "claim", "series": PAPERS})
    assert asked(mine) == typed(mine) == []
    both = (*holds.of_case(R, first), *holds.of_case(R, second))
    assert asked(mine, *both)[0].startswith("The request RR-2026/001 and 1 other file are still open.")


def test_records_that_the_file_does_not_touch_go_unasked_once_their_place_is_off_its_list(store: Store) -> None:
    """Ticked by a slip of the hand when the request was opened."""
    case = request(store, BOXES, PAPERS)
    slip = next(n for n in holds.of_case(R, case) if record.values_of(Hold, [n])[n]["series"] == PAPERS)
    assert asked(slip)
    [place] = every(Place, (), view=lambda: Place.series == PAPERS).ids()
    with store.operation("Take off", "edit") as op:
        record.remove(Place, [place], op.id)
    assert asked(slip) == typed(slip) == []


def test_pictures_that_were_saved_leave_the_recorder_free(store: Store) -> None:
    with store.operation("Add", "edit") as op:
        [series] = record.add(ScheduleLine, [{"record_series": "CCTV recordings"}], op.id)
    case = request(store, right="cctv", pictures_on=dt.date(2026, 4, 20))
    [hold] = holds.of_case(R, case)
    assert record.values_of(Hold, [hold])[hold]["series"] == series
    assert asked(hold)
    with store.operation("Saved", "edit") as op:
        record.change(RightsRequest, {case: {"pictures_saved": DAY}}, op.id)
    assert asked(hold) == typed(hold) == []


def test_one_that_was_released_may_still_be_noted_on_in_the_register(store: Store) -> None:
    """Meant and released while its file was open: its other boxes go on being kept."""
    case = request(store, BOXES)
    [hold] = holds.of_case(R, case)
    holds.release(store, hold, "Asked by the solicitor, minute 26/045")
    assert typed(hold, notes="Letter filed") == []
    assert asked(hold) == []

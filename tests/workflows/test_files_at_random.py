"""Files closed, opened again, joined, parted and released in any order, held against a plain model after every step.

The model knows the rules as the law reference and the issue say them, and nothing of how the program keeps them: a
closed file goes so many months after its closing, those joined over any number of joins follow the longest and wait for
one that is open, and a hold ends by its release, though not before six months after the closing (law reference 6.4).
"""

from __future__ import annotations

import calendar
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests import helpers
from workbench import clock
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.cases.files import case_file
from workbench.registers.holdings import Holding, free
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import deciding, disposal, holds
from workbench.workflows.cases import about, closing, joining, opening
from workbench.workflows.cases.joining import Key

MONTHS = {1: 3, 2: 12, 3: 36}  # by the line of the schedule that a file is kept by; the first less than a hold stays
PAPERS = 4  # the line that some files touch
BOX = 1
FIRST = dt.date(2026, 1, 31)


@dataclass
class File:
    """A file as the model knows it; the holds that stand are by the number of the hold."""

    months: int
    touches: bool
    closed: dt.date | None = None
    standing: set[int] = field(default_factory=set)


@dataclass
class Model:
    """What should be so: the files, which are joined, until when a released hold holds, and today."""

    today: dt.date
    files: dict[Key, File] = field(default_factory=dict)
    joins: set[frozenset[Key]] = field(default_factory=set)
    ends: dict[int, tuple[Key, dt.date]] = field(default_factory=dict)

    def group(self, key: Key) -> set[Key]:
        """The file and all that belong with it."""
        found = {key}
        while more := {k for pair in self.joins if pair & found for k in pair} - found:
            found |= more
        return found

    def goes_from(self, key: Key) -> dt.date | None:
        """The day from which a file may go; None while one of those that belong together is open."""
        days = []
        for one in self.group(key):
            if (closed := self.files[one].closed) is None:
                return None
            days.append(months_after(closed, self.files[one].months) + dt.timedelta(days=1))
        return max(days)

    def holding_on(self, key: Key) -> set[int]:
        """The holds of a file that still hold."""
        late = {hold for hold, (whose, end) in self.ends.items() if whose == key and end > self.today}
        return self.files[key].standing | late

    def box_is_held(self) -> bool:
        """Whether a hold lies on the box that some files touch."""
        return any(self.holding_on(key) for key in self.files)

    def may_go(self) -> set[Key]:
        """The files that may be destroyed today."""
        days = {key: self.goes_from(key) for key in self.files if not self.holding_on(key)}
        return {key for key, day in days.items() if day is not None and day <= self.today}


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + year, month + 1)[1]
    return dt.date(day.year + year, month + 1, min(day.day, last))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with three lines for files, and a box of papers long past its period."""
    rules = [RetentionRule(Kind.FIXED, Length(n, Unit.MONTHS), "closure", bound="min") for n in (*MONTHS.values(), 24)]
    lines = [{"record_series": f"Line {n}", "rule": rule} for n, rule in enumerate(rules)]
    box = {"description": "Box", "series": PAPERS, "trigger_date": dt.date(2010, 1, 1)}
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
            record.add(Holding, [box], op.id)
        yield store


def open_file(store: Store, dice: random.Random, model: Model) -> None:
    """One more file, answered the day it came, which touches the papers or nothing."""
    register, touches, line = (
        dice.choice(["complaints", "rights-requests"]),
        dice.random() < 0.6,
        dice.choice([*MONTHS]),
    )
    own = (
        {"kind": "complaint", "subject": "Noise"} if register == "complaints" else {"right": "access", "requester": "B"}
    )
    values = {**own, "received": model.today, "series": line, "answered": model.today}
    values["outcome"] = "upheld" if register == "complaints" else "full"
    case = opening.open_case(store, register, values, [PAPERS] if touches else []).case
    model.files[register, case] = File(MONTHS[line], touches, None, set(holds.of_case(register, case)))


def turn(store: Store, dice: random.Random, model: Model) -> None:
    """Close a file that is open, or open one that is closed."""
    shut = [key for key, file in model.files.items() if file.closed is not None]
    key = dice.choice([*(key for key in model.files if key not in shut), *dice.sample(shut, min(1, len(shut)))])
    file = model.files[key]
    if file.closed is None:
        closing.close(store, *key)
        file.closed = model.today
        return
    closing.reopen(store, *key, "New evidence")
    file.closed = None
    fresh = set(holds.of_case(*key)) - file.standing - model.ends.keys()
    assert len(fresh) == (1 if file.touches and not file.standing else 0), "it holds what it touches as when it was new"
    file.standing |= fresh


def pair(store: Store, dice: random.Random, model: Model) -> None:
    """Join two files, or part those that are joined."""
    known = sorted(map(sorted, model.joins))
    one, other = dice.choice(known) if known and dice.random() < 0.6 else dice.sample([*model.files], 2)
    act = joining.part if {one, other} in model.joins else joining.join
    with store.operation("Pair", "edit") as op:
        act(store, one, other)
        closing.after(store, op.id)
    model.joins ^= {frozenset((one, other))}


def release(store: Store, dice: random.Random, model: Model) -> None:
    """Release a hold, for the usual time."""
    standing = sorted((hold, key) for key, file in model.files.items() for hold in file.standing)
    if not standing:
        return
    hold, key = dice.choice(standing)
    holds.release(store, hold, "Nobody complained")
    closed = model.files[key].closed
    usual = months_after(closed or model.today, 6)
    model.ends[hold] = (key, max(usual, model.today))
    model.files[key].standing -= {hold}


def agrees(model: Model) -> None:
    """The program says of every file, hold and box what the model says."""
    mine: dict[Key, int] = {}
    for key, file in model.files.items():
        if (number := closing.holding_of(*key)) is not None:
            mine[key] = number
        assert number is not None or file.closed is None
        day = record.values_of(Holding, [number])[number]["eligible_from"] if number else None
        assert day == model.goes_from(key), key
        register, case = key
        values = opening.of(case_file(register), case)
        known = about.about(register, case, values)
        assert (len(known.holds), set(known.standing)) == (len(model.holding_on(key)), file.standing), key
    ended = record.values_of(Hold, list(model.ends))
    assert {hold: values["free_from"] for hold, values in ended.items()} == {h: e for h, (_, e) in model.ends.items()}
    assert bool(holds.touching([BOX])) == model.box_is_held()
    can = {offer.holding for offer in deciding.offered(list(disposal.due(model.today))) if not offer.stops}
    wanted = {mine[key] for key in model.may_go()} | (set() if model.box_is_held() else {BOX})
    assert can == wanted, "the gate"
    ripe = Holding.eligible_from <= model.today
    assert set(every(Holding, (), view=lambda: ripe & free()).ids()) == wanted, "and Home counts as the gate does"


@pytest.mark.parametrize("seed", range(7))
def test_days_holds_and_what_is_due_agree_with_the_model_after_every_step(
    store: Store, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice, model = random.Random(seed), Model(FIRST)
    monkeypatch.setattr(clock, "today", lambda: model.today)
    for _ in range(5):
        open_file(store, dice, model)
    went = 0
    for _ in range(40):
        act = dice.choices((turn, pair, release), (3, 2, 4))[0]
        act(store, dice, model)
        agrees(model)
        model.today += dt.timedelta(days=dice.choice([0, 1, 20, 40, 60]))
        agrees(model)
        went += len(model.may_go())
    assert went, "the control: some came so far that they may go"
    assert model.ends, "and some holds were released"

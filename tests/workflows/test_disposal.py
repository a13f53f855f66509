"""From due to destroyed: one gate, holds looked at three times, a true log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests import helpers
from tests.records import raw
from workbench import clock
from workbench.errors import Plain
from workbench.records import backup, history, record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers import REGISTERS
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import Batch
from workbench.registers.disposal_batches import BatchItem as Item
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import deciding, disposal, holds, moved, remnants
from workbench.workflows.disposal import Authority, Doing

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
AUTHORITY = Authority("Chair of Finance", "Chair", dt.date(2026, 4, 20), "26/045")
SHREDDED = Doing("shredded", "Shredding Ltd", contractor="Shredding Ltd", certificate="S-77")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with one schedule line: complaints, two years from closure."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS}], op.id)
        yield store


def keep(store: Store, *closed: dt.date | None, **more: object) -> list[int]:
    """Boxes of complaints closed on these days."""
    rows = [{"description": f"Box {n}", "series": 1, "trigger_date": day, **more} for n, day in enumerate(closed, 1)]
    with store.operation("Add", "edit") as op:
        return record.add(Holding, rows, op.id)


def dates(number: int) -> tuple[dt.date | None, ...]:
    """The three dates of a holding."""
    values = record.values_of(Holding, [number])[number]
    return values["keep_until"], values["eligible_from"], values["dispose_by"]


def test_the_dates_are_those_of_the_law_reference(store: Store) -> None:
    """Issue and law reference 6.5: closed 12 Mar 2024 + 2 years = 12 Mar 2026; may go from 13 Mar 2026."""
    [box, leap, none] = keep(store, dt.date(2024, 3, 12), dt.date(2024, 2, 29), None)
    assert dates(box) == (dt.date(2026, 3, 12), dt.date(2026, 3, 13), dt.date(2026, 4, 13))
    assert "12 Mar 2026; may go from 13 Mar 2026" in record.values_of(Holding, [box])[box]["working"]
    assert dates(leap)[:2] == (dt.date(2026, 2, 28), dt.date(2026, 3, 1))
    assert dates(none) == (None, None, None)


def test_a_changed_rule_reckons_again_in_the_same_operation_and_is_undone_with_it(store: Store) -> None:
    [box] = keep(store, dt.date(2024, 3, 12))
    six = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "closure", bound="min")
    with store.operation("Change", "edit") as op:
        record.change(ScheduleLine, {1: {"rule": six}}, op.id)
    assert dates(box)[0] == dt.date(2030, 3, 12)
    assert {(e.register, e.record) for e in history.of_operation(op.id)} == {
        ("retention-schedule", 1),
        ("holdings", box),
    }
    assert undo(store, op.id).kept == ()
    assert dates(box)[0] == dt.date(2026, 3, 12)


def test_a_series_with_holdings_cannot_be_removed(store: Store) -> None:
    keep(store, dt.date(2024, 3, 12), None)
    with store.operation("Remove", "edit") as op, pytest.raises(Plain, match="2 of the holdings"):
        record.remove(ScheduleLine, [1], op.id)
    assert list(every(ScheduleLine, ()).ids()) == [1]


def test_from_due_to_destroyed(store: Store) -> None:
    [old, young] = keep(store, dt.date(2024, 3, 12), dt.date(2025, 3, 12))
    assert list(disposal.due(clock.today())) == [old]
    assert list(disposal.due(dt.date(2027, 4, 1))) == [old, young]
    batch = disposal.freeze(store, "Spring", [old])
    assert list(disposal.due(clock.today())) == []
    with pytest.raises(Plain, match="to be authorised"):
        disposal.carry_out(store, batch, SHREDDED)
    disposal.authorise(store, batch, AUTHORITY)
    assert disposal.carry_out(store, batch, SHREDDED) == ["2026/001"]
    assert list(every(Holding, ()).ids()) == [young]
    [entry] = record.values_of(LogEntry, [1]).values()
    assert (entry["description"], entry["series_reference"], entry["minute"]) == ("Box 1", "6.1", "26/045")
    assert (entry["decided"], entry["carried_out"]) == (dt.date(2026, 4, 20), dt.date(2026, 4, 21))
    assert (entry["trigger_date"], entry["eligible_from"]) == (dt.date(2024, 3, 12), dt.date(2026, 3, 13))
    assert history.verify().intact
    with pytest.raises(Plain, match="carried out"):
        disposal.carry_out(store, batch, SHREDDED)


def test_a_destroyed_holding_comes_back_by_no_undo(store: Store) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    added = history.recent(1)[0].id
    batch = disposal.freeze(store, "Spring", [old])
    disposal.authorise(store, batch, AUTHORITY)
    disposal.carry_out(store, batch, SHREDDED)
    for operation in (history.recent(1)[0].id, added):
        with suppress(Plain):
            undo(store, operation)
        assert list(every(Holding, ()).ids()) == []


@pytest.mark.parametrize(
    ("hold", "held"),
    [
        ({"series": 1}, True),
        ({"holding": 1}, True),
        ({"covers_from": dt.date(2023, 1, 1), "covers_to": dt.date(2023, 12, 31)}, True),
        ({"series": 1, "covers_from": dt.date(2023, 12, 31)}, True),
        ({"covers_from": dt.date(2024, 1, 1)}, False),
        ({"covers_to": dt.date(2022, 12, 31)}, False),
        ({"matter": "Somebody's case"}, False),
    ],
)
def test_what_a_hold_touches(store: Store, hold: dict[str, object], held: bool) -> None:
    """A box of 2023."""
    days = {"covers_from": dt.date(2023, 1, 1), "covers_to": dt.date(2023, 12, 31)}
    [box] = keep(store, dt.date(2024, 3, 12), **days)
    holds.place(store, {"reason": "A claim", "kind": "claim", **hold})
    assert bool(holds.touching([box])) is held


def test_a_box_of_unknown_days_counts_as_touched(store: Store) -> None:
    [box] = keep(store, dt.date(2024, 3, 12))
    holds.place(store, {"reason": "A claim", "kind": "claim", "covers_from": dt.date(2026, 1, 1)})
    assert holds.touching([box])


def test_a_hold_placed_after_the_approval_stops_the_destruction(store: Store) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [old])
    disposal.authorise(store, batch, AUTHORITY)
    hold = holds.place(store, {"reason": "A request came in", "kind": "request", "series": 1, "cooling": 6})
    with pytest.raises(Plain, match="A request came in"):
        disposal.carry_out(store, batch, SHREDDED)
    assert list(every(Holding, ()).ids()) == [old]
    assert not list(every(LogEntry, ()).ids())
    holds.release(store, hold, "Answered", on=dt.date(2026, 4, 21))
    with pytest.raises(Plain, match="A request came in"):  # six months' cooling
        disposal.carry_out(store, batch, SHREDDED)
    assert holds.touching([old], dt.date(2026, 10, 20))
    assert not holds.touching([old], dt.date(2026, 10, 21))


def test_what_is_taken_off_stays(store: Store) -> None:
    [one, two] = keep(store, dt.date(2024, 3, 12), dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [one, two])
    [first, _] = disposal.items(batch)
    with pytest.raises(Plain, match="why it stays"):
        disposal.take_off(store, first, " ", dt.date(2027, 1, 1))
    disposal.take_off(store, first, "The museum asked for it", dt.date(2027, 1, 1))
    disposal.authorise(store, batch, AUTHORITY)
    assert len(disposal.carry_out(store, batch, SHREDDED)) == 1
    assert list(every(Holding, ()).ids()) == [one]


def test_a_batch_put_back_is_due_again(store: Store) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [old])
    disposal.put_back(store, batch)
    assert list(disposal.due(clock.today())) == [old]
    assert record.values_of(Batch, [batch])[batch]["standing"] == "put-back"


def test_a_changed_rule_lists_what_moved(store: Store) -> None:
    """One entry of the history says it: closed 12 Mar 2024, two years and then three."""
    keep(store, dt.date(2024, 3, 12), None)
    longer = RetentionRule(Kind.FIXED, Length(3, Unit.YEARS), "closure", bound="min")
    with store.operation("Change a line", "edit") as op:
        record.change(ScheduleLine, {1: {"rule": longer}}, op.id)
    assert "Box 1: May go from Fri 13 Mar 2026 → Sat 13 Mar 2027" in moved.listed(op.id)
    assert moved.sentence(op.id).startswith("1 holding has other dates. Box 1: ")
    assert moved.follow("retention-schedule") == ["holdings"]


def test_of_many_that_moved_it_is_said_how_many(store: Store) -> None:
    keep(store, *[dt.date(2024, 3, 12)] * 60)
    longer = RetentionRule(Kind.FIXED, Length(3, Unit.YEARS), "closure", bound="min")
    with store.operation("Change a line", "edit") as op:
        record.change(ScheduleLine, {1: {"rule": longer}}, op.id)
    assert moved.listed(op.id)[-1] == "60 holdings were worked out anew."
    assert len(moved.listed(op.id)) == moved.MOST + 1


def test_a_frozen_batch_keeps_the_rule_it_was_frozen_with(store: Store) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [old])
    with store.operation("Change", "edit") as op:
        six = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "closure", bound="min")
        record.change(ScheduleLine, {1: {"rule": six}}, op.id)
    [item] = disposal.items(batch).values()
    assert "2 years" in item["rule"]


@pytest.mark.parametrize("days", [[dt.date(2025, 3, 12)], [None], []])
def test_only_what_is_due_makes_a_batch(store: Store, days: list[dt.date | None]) -> None:
    with pytest.raises(Plain, match="not due"):
        disposal.freeze(store, "Too early", keep(store, *days) if days else [])


def test_a_hold_is_not_put_out_of_sight_while_it_holds(store: Store) -> None:
    """To release it is a named act; a hold in Removed would stop nothing."""
    [old] = keep(store, dt.date(2024, 3, 12))
    hold = holds.place(store, {"reason": "A claim", "kind": "claim", "series": 1, "cooling": 6})
    for released in (None, dt.date(2026, 4, 21)):
        if released:
            holds.release(store, hold, "Settled", on=released)
        with store.operation("Remove", "edit") as op, pytest.raises(Plain, match="still holds"):
            record.remove(Hold, [hold], op.id)
        assert holds.touching([old])


def test_a_hold_that_is_over_can_be_removed(store: Store) -> None:
    hold = holds.place(store, {"reason": "A claim", "kind": "claim", "series": 1})
    holds.release(store, hold, "Settled", on=dt.date(2026, 4, 21))
    with store.operation("Remove", "edit") as op:
        assert record.remove(Hold, [hold], op.id) == 1


def test_a_batch_of_which_nothing_is_left_destroys_nothing(store: Store) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [old])
    disposal.authorise(store, batch, AUTHORITY)
    disposal.take_off(store, next(iter(disposal.items(batch))), "Wanted", dt.date(2027, 1, 1))
    with pytest.raises(Plain, match="Nothing is left"):
        disposal.carry_out(store, batch, SHREDDED)
    assert record.values_of(Batch, [batch])[batch]["standing"] == "authorised"


@pytest.mark.parametrize(
    ("doing", "said"), [(Doing("", "Clerk"), "Choose the method"), (Doing("shredded", " "), "Enter who does it")]
)
def test_nothing_goes_without_a_method_and_somebody_who_does_it(store: Store, doing: Doing, said: str) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [old])
    disposal.authorise(store, batch, AUTHORITY)
    with pytest.raises(Plain, match=f"{said}. Nothing was destroyed."):
        disposal.carry_out(store, batch, doing)
    assert list(every(Holding, ()).ids()) == [old]


WORD = "Xylophonist"


def plant(store: Store) -> list[int]:
    """Boxes whose notes hold a word that is nowhere else, changed once so that the history holds more of it."""
    boxes = keep(store, *[dt.date(2024, 3, 12)] * 60, notes=f"{WORD} {'x' * 300}")
    with store.operation("Change", "edit") as op:
        record.change(Holding, {n: {"notes": f"{WORD} again {'y' * 300}"} for n in boxes}, op.id)
    return boxes


def pages_with(folder: Path) -> int:
    """The pages of the closed store that hold the word or a piece of it; no other file may hold it plainly."""
    for path in folder.rglob("*"):
        if path.is_file():
            assert WORD.lower().encode() not in path.read_bytes().lower(), path
    key = raw.data_key(folder / "council.keys", helpers.PASSPHRASE)
    return max(raw.holds(folder / "council.gwb", key, piece) for piece in (WORD, WORD[:6], "phonist"))


@pytest.mark.parametrize("destroyed", [True, False])
def test_what_was_destroyed_has_left_every_page(tmp_path: Path, destroyed: bool) -> None:
    """T14; the control is the same without the destroying."""
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Complaints", "rule": TWO_YEARS}], op.id)
        batch = disposal.freeze(store, "Spring", plant(store))
        disposal.authorise(store, batch, AUTHORITY)
        if destroyed:
            assert disposal.carry_out(store, batch, SHREDDED)[-1] == "2026/060"
            assert history.verify().intact
    found = pages_with(tmp_path / "council")
    assert found == 0 if destroyed else found > 10


def batch_of(store: Store, *boxes: int, authority: Authority = AUTHORITY) -> int:
    """An authorised batch."""
    batch = disposal.freeze(store, "Spring", boxes)
    disposal.authorise(store, batch, authority)
    return batch


@pytest.mark.parametrize(
    ("authority", "said"),
    [
        (Authority(" "), "Enter who authorises"),
        (Authority("Chair"), "Enter the second person"),
        (Authority("Chair", second_person=" chair "), "must be somebody else"),
        (Authority("Chair", on=dt.date(2026, 4, 22), second_person="Vice"), "must be today or in the past"),
        (Authority("Chair", second_person="Vice"), ""),
    ],
)
def test_two_persons_where_the_council_asks_for_two(store: Store, authority: Authority, said: str) -> None:
    store.set_setting(disposal.SECOND_PERSON, True)
    batch = disposal.freeze(store, "Spring", keep(store, dt.date(2024, 3, 12)))
    if said:
        with pytest.raises(Plain, match=said):
            disposal.authorise(store, batch, authority)
    else:
        disposal.authorise(store, batch, authority)
    standing = record.values_of(Batch, [batch])[batch]["standing"]
    assert standing == ("frozen" if said else "authorised")


def test_one_person_where_it_asks_for_none(store: Store) -> None:
    """The control; the same name twice is no second person even then."""
    batch = disposal.freeze(store, "Spring", keep(store, dt.date(2024, 3, 12)))
    with pytest.raises(Plain, match="somebody else"):
        disposal.authorise(store, batch, Authority("Chair", second_person="Chair"))
    disposal.authorise(store, batch, Authority("Chair"))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (dt.date(2026, 4, 22), "today or in the past"),
        (dt.date(2026, 4, 20), "before the day it was frozen, Tue 21 Apr 2026"),
        (dt.date(2026, 4, 19), "before the day it was authorised, Mon 20 Apr 2026"),
        (dt.date(2026, 4, 21), ""),
    ],
)
def test_the_day_of_carrying_out_lies_after_authority_and_freezing(store: Store, day: dt.date, said: str) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = batch_of(store, old)
    doing = Doing("shredded", "Clerk", on=day)
    if said:
        with pytest.raises(Plain, match=said):
            disposal.carry_out(store, batch, doing)
    else:
        assert disposal.carry_out(store, batch, doing) == ["2026/001"]
    assert list(every(Holding, ()).ids()) == ([old] if said else [])


@pytest.mark.parametrize(
    ("day", "minute", "said"),
    [
        (dt.date(2026, 4, 20), "", "before the day it was frozen, Tue 21 Apr 2026. Enter the minute"),
        (dt.date(2026, 4, 20), " ", "Enter the minute"),
        (dt.date(2026, 4, 20), "26/045", ""),
        (dt.date(2026, 4, 22), "26/045", "must be today or in the past"),
        (dt.date(2026, 4, 21), "", ""),
        (None, "", ""),
    ],
)
def test_a_decision_from_before_the_freezing_stands_in_a_minute(
    store: Store, day: dt.date | None, minute: str, said: str
) -> None:
    """A council meets before its clerk comes to the list here; without a minute the days cannot both be right."""
    batch = disposal.freeze(store, "Spring", keep(store, dt.date(2024, 3, 12)))
    authority = Authority("Chair", on=day, minute=minute)
    found = deciding.folder(batch)
    assert found is not None
    problems = disposal.authority_problems(authority, found.values, second=False)
    assert [p.field for p in problems] == (["authorised_on"] if said else []), "it stands beside its box"
    if said:
        with pytest.raises(Plain, match=said):
            disposal.authorise(store, batch, authority)
    else:
        disposal.authorise(store, batch, authority)
    assert record.values_of(Batch, [batch])[batch]["standing"] == ("frozen" if said else "authorised")


def test_a_clock_set_back_destroys_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    [one, two] = keep(store, dt.date(2024, 3, 12), dt.date(2024, 3, 12))
    frozen, authorised = disposal.freeze(store, "Frozen", [one]), batch_of(store, two)
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 19))
    with pytest.raises(Plain, match="clock says Sun 19 Apr 2026"):
        disposal.authorise(store, frozen, Authority("Chair"))
    with pytest.raises(Plain, match="clock says Sun 19 Apr 2026"):
        disposal.carry_out(store, authorised, SHREDDED)
    assert list(every(Holding, ()).ids()) == [one, two]
    disposal.put_back(store, authorised)
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    disposal.authorise(store, frozen, Authority("Chair"))
    assert disposal.carry_out(store, frozen, SHREDDED) == ["2026/001"]


def test_what_was_taken_off_is_due_again_on_its_day_and_not_before(store: Store) -> None:
    [one] = keep(store, dt.date(2024, 3, 12))
    batch = disposal.freeze(store, "Spring", [one])
    again = dt.date(2027, 1, 1)
    disposal.take_off(store, next(iter(disposal.items(batch))), "The museum asked for it", again)
    assert list(disposal.due(clock.today())) == list(disposal.due(dt.date(2026, 12, 31))) == []
    assert list(disposal.due(again)) == [one]
    assert dates(one) == (dt.date(2026, 3, 12), again, again)
    with pytest.raises(Plain, match="not due"):
        disposal.freeze(store, "Again", [one])
    with store.operation("Change", "edit") as op:  # a changed rule does not bring it up at once
        record.change(ScheduleLine, {1: {"rule": RetentionRule(Kind.FIXED, Length(1, Unit.YEARS), "closure")}}, op.id)
    assert dates(one) == (dt.date(2025, 3, 12), again, again)
    assert "The museum asked for it" in record.values_of(Holding, [one])[one]["working"]


def waiting() -> int:
    """How many holdings Home says are to be decided on."""
    register = next(r for r in REGISTERS if r.name == "holdings")
    return register.waiting().number


def test_home_counts_what_can_be_decided_now(store: Store) -> None:
    boxes = keep(store, *[dt.date(2024, 3, 12)] * 5, dt.date(2025, 3, 12))
    assert waiting() == 5
    disposal.freeze(store, "Spring", boxes[:1])
    assert waiting() == 4
    hold = holds.place(store, {"reason": "A claim", "kind": "claim", "holding": boxes[1]})
    assert waiting() == 3
    batch = disposal.freeze(store, "More", boxes[2:3])
    disposal.take_off(store, next(iter(disposal.items(batch))), "Wanted", dt.date(2027, 1, 1))
    assert waiting() == 2
    holds.release(store, hold, "Settled", on=clock.today())
    assert waiting() == 3


def decided(store: Store, batch: int, *fates: dict[str, object]) -> None:
    """What happens to each item of a batch."""
    with store.operation("Consider", "edit") as op:
        record.change(Item, dict(zip(disposal.items(batch), fates, strict=True)), op.id)


ARCHIVED: dict[str, object] = {"fate": "transferred", "archive": "County record office", "accession": "D/PC 77"}
KEPT: dict[str, object] = {"fate": "kept", "kept_until": dt.date(2029, 4, 1), "kept_reason": "The museum looks at it"}


def test_each_holding_has_its_outcome(store: Store) -> None:
    [one, two, three] = keep(store, *[dt.date(2024, 3, 12)] * 3)
    batch = batch_of(store, one, two, three)
    decided(store, batch, {}, ARCHIVED, KEPT)
    hold = {"reason": "A claim", "kind": "claim", "holding": three}
    holds.place(store, hold)  # what is kept stays whatever lies on it
    assert disposal.carry_out(store, batch, SHREDDED) == ["2026/001", "2026/002", "2026/003"]
    assert list(every(Holding, ()).ids()) == [three]
    assert dates(three) == (dt.date(2026, 3, 12), KEPT["kept_until"], KEPT["kept_until"])
    log = list(record.values_of(LogEntry, [1, 2, 3]).values())
    assert [(e["outcome"], e["method"], e["certificate"]) for e in log] == [
        ("destroyed", "shredded", "S-77"),
        ("transferred", "transferred", ""),
        ("kept", "", ""),
    ]
    assert (log[1]["archive"], log[1]["accession"]) == ("County record office", "D/PC 77")
    assert (log[2]["kept_until"], log[2]["remarks"]) == (KEPT["kept_until"], "The museum looks at it")
    folder = deciding.folder(batch)
    assert folder is not None
    assert [line.standing for line in folder.lines] == [
        "Destroyed",
        "Transfer to an archive: County record office, accession D/PC 77",
        "Review and keep until Sun 1 Apr 2029: The museum looks at it",
    ]


@pytest.mark.parametrize(
    ("fate", "said"),
    [
        (ARCHIVED | {"archive": ""}, "Enter the archive"),
        (KEPT | {"kept_reason": " "}, "Enter why it is kept"),
        (KEPT | {"kept_until": dt.date(2026, 4, 21)}, "must be after today"),
        (KEPT | {"kept_until": None}, "must be after today"),
    ],
)
def test_half_an_outcome_carries_nothing_out(store: Store, fate: dict[str, object], said: str) -> None:
    [one] = keep(store, dt.date(2024, 3, 12))
    batch = batch_of(store, one)
    decided(store, batch, fate)
    with pytest.raises(Plain, match=said):
        disposal.carry_out(store, batch, SHREDDED)
    assert list(every(Holding, ()).ids()) == [one]


def test_a_batch_that_is_only_kept_needs_no_method(store: Store) -> None:
    batch = batch_of(store, *keep(store, dt.date(2024, 3, 12)))
    decided(store, batch, KEPT)
    assert disposal.carry_out(store, batch, Doing("", "Clerk")) == ["2026/001"]


def test_a_batch_says_that_the_rule_moved(store: Store) -> None:
    [old] = keep(store, dt.date(2024, 3, 12))
    batch = batch_of(store, old)
    before = deciding.folder(batch)
    with store.operation("Change", "edit") as op:
        six = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "closure", bound="min")
        record.change(ScheduleLine, {1: {"rule": six}}, op.id)
    after = deciding.folder(batch)
    assert before is not None
    assert after is not None
    assert before.lines[0].moved == ""
    assert "6 years" in after.lines[0].moved
    disposal.carry_out(store, batch, SHREDDED)
    assert "2 years" in record.values_of(LogEntry, [1])[1]["rule"]


def test_a_financial_year_that_ends_today_may_go_tomorrow(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law reference 6.5: the 31st is the last day of the period, from the day after it may go."""
    with store.operation("Add", "edit") as op:
        none = RetentionRule(Kind.UNTIL_EVENT, None, "end_of_financial_year", bound="min")
        [series] = record.add(ScheduleLine, [{"record_series": "Working papers", "rule": none}], op.id)
        values = {"description": "Papers", "series": series, "trigger_date": dt.date(2025, 7, 1)}
        [box] = record.add(Holding, [values], op.id)
    assert dates(box)[:2] == (dt.date(2026, 3, 31), dt.date(2026, 4, 1))
    for day, there in ((dt.date(2026, 3, 31), []), (dt.date(2026, 4, 1), [box])):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        assert list(disposal.due(clock.today())) == there


def test_backups_still_hold_it_for_so_long(store: Store, tmp_path: Path) -> None:
    """One backup before it was added, one between, one after; nine months of 31 days are 279."""
    backup.make(store, "before")
    [box] = keep(store, dt.date(2024, 3, 12))
    assert remnants.of_all(store).sentence == ""
    made = backup.make(store, "between")
    backup.copy_to(store.folder, made, tmp_path / "stick")
    batch = batch_of(store, box)
    disposal.carry_out(store, batch, SHREDDED)
    backup.make(store, "after")
    found = remnants.of_batch(store, batch)
    day = dt.datetime.fromisoformat(made.manifest.made).date()
    assert (found.here, found.second, found.last) == (1, 1, day + dt.timedelta(days=279))
    assert found.sentence.startswith("1 backup still holds it; the last is let go by ")
    made.path.unlink()
    assert remnants.of_batch(store, batch).sentence == (
        "1 copy in the second backup place holds it until somebody deletes it."
    )


def test_a_holding_brought_into_two_batches_by_undo_is_logged_once(store: Store) -> None:
    [box] = keep(store, dt.date(2024, 3, 12))
    first = disposal.freeze(store, "First", [box])
    disposal.authorise(store, first, AUTHORITY)
    disposal.put_back(store, first)
    back = max(o.id for o in history.recent(10))
    second = disposal.freeze(store, "Second", [box])
    undo(store, back)
    disposal.authorise(store, second, AUTHORITY)
    disposal.carry_out(store, second, SHREDDED)
    with pytest.raises(Plain, match="no longer among the holdings"):
        disposal.carry_out(store, first, SHREDDED)
    assert LogEntry.select().count() == 1
    [item] = disposal.items(first)
    disposal.take_off(store, item, "Went with the second batch", dt.date(2026, 5, 1))  # the way out that is named


def test_what_was_authorised_to_stay_cannot_be_made_to_go_afterwards(store: Store) -> None:
    boxes = keep(store, *[dt.date(2024, 3, 12)] * 3)
    batch = disposal.freeze(store, "Boxes", boxes)
    kept, given, gone = disposal.items(batch)
    until = {"kept_until": dt.date(2027, 1, 1), "kept_reason": "Asked about"}
    deciding.consider(store, [kept], {"fate": "kept", **until})
    deciding.consider(store, [given], {"fate": "transferred", "archive": "Record office"})
    disposal.authorise(store, batch, AUTHORITY)
    for item, fate in ((kept, "destroyed"), (kept, "transferred"), (given, "destroyed")):
        with pytest.raises(Plain, match="authorised with some of these to be kept or transferred"):
            deciding.consider(store, [item], {"fate": fate})
    deciding.consider(store, [given], {"accession": "A 12"})
    deciding.consider(store, [given], {"fate": "transferred"})
    deciding.consider(store, [gone], {"fate": "kept", **until})
    assert [item["fate"] for item in disposal.items(batch).values()] == ["kept", "transferred", "kept"]


def test_a_holding_corrected_or_put_off_since_the_batch_was_frozen_stays(store: Store) -> None:
    """The batch keeps the rule it was frozen with, but not a day that was wrong, nor against who put the box off."""
    permanent = {"record_series": "Minutes", "rule": RetentionRule(Kind.PERMANENT)}
    with store.operation("Add", "edit") as op:
        [minutes] = record.add(ScheduleLine, [permanent], op.id)
    boxes = keep(store, *[dt.date(2024, 3, 12)] * 4)
    wrong: tuple[dict[str, object], ...] = (
        {"trigger_date": dt.date(2026, 3, 12)},
        {"series": minutes},
        {"look_again": dt.date(2027, 1, 1), "why_kept": "Asked about"},
    )
    for box, values in zip(boxes, wrong, strict=False):
        batch = disposal.freeze(store, f"Box {box}", [box])
        disposal.authorise(store, batch, AUTHORITY)
        with store.operation("Change", "edit") as op:
            record.change(Holding, {box: values}, op.id)
        folder = deciding.folder(batch)
        assert folder is not None
        assert folder.lines[0].stops.startswith("Must stay: it was changed since the batch was frozen")
        with pytest.raises(Plain, match="was changed since the batch was frozen"):
            disposal.carry_out(store, batch, SHREDDED)
    batch = disposal.freeze(store, "The last", boxes[3:])
    with store.operation("Change", "edit") as op:
        record.change(Holding, {boxes[3]: {"trigger_date": dt.date(2024, 3, 13), "place": "Shelf 2"}}, op.id)
    disposal.authorise(store, batch, AUTHORITY)
    assert disposal.carry_out(store, batch, SHREDDED) == ["2026/001"], "corrected, and over all the same"

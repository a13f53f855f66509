"""Routine checks: a nil return is an entry, what is missed stays, a hold stops it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.checks import Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, holds
from workbench.workflows.checks import Reply


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    """It is that day."""
    monkeypatch.setattr(clock, "today", lambda: dt.date.fromisoformat(day))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Blue Badge photos, every month; minutes, with no rhythm. It is 31 January 2026."""
    on(monkeypatch, "2026-01-31")
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            photos = {"record_series": "Blue Badge photos", "responsible": "Support Officer", "rhythm": "monthly"}
            record.add(ScheduleLine, [photos, {"record_series": "Minutes"}], op.id)
        assert (checks.make(store), checks.make(store)) == (1, 0)
        yield store


def open_check() -> tuple[int, dt.date]:
    """The one check that waits: its id and the day it is due."""
    [(number, values)] = record.values_of(Check, every(Check, (), view=lambda: Check.answer == "open").ids()).items()
    return number, values["due_on"]


def test_a_nil_return_is_an_entry_of_its_own_and_the_next_round_begins(store: Store) -> None:
    number, due = open_check()
    assert due == dt.date(2026, 1, 31)
    assert checks.answer(store, number, Reply("nothing")) == "2026/001"
    [entry] = record.values_of(LogEntry, [1]).values()
    assert (entry["outcome"], entry["series_name"], entry["quantity"]) == ("nothing", "Blue Badge photos", None)
    assert open_check()[1] == dt.date(2026, 2, 28)
    with pytest.raises(Plain, match="answered before"):
        checks.answer(store, number, Reply("nothing"))


def test_missed_rounds_are_counted_and_the_rhythm_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Due 31 January, answered 15 April: February and March were missed; next on 30 April."""
    on(monkeypatch, "2026-04-15")
    number, _ = open_check()
    checks.answer(store, number, Reply("destroyed", 12, "folder", "deleted"))
    assert record.values_of(Check, [number])[number]["missed"] == 2
    assert open_check()[1] == dt.date(2026, 4, 30)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("destroyed"), "how many"),
        (Reply("destroyed", 3), "how they were destroyed"),
        (Reply("kept"), "day on which to look again"),
        (Reply("kept", keep_until=dt.date(2026, 1, 31)), "after today"),
        (Reply("open"), "Choose an answer"),
    ],
)
def test_half_an_answer_changes_nothing(store: Store, reply: Reply, said: str) -> None:
    number, due = open_check()
    with pytest.raises(Plain, match=said):
        checks.answer(store, number, reply)
    assert open_check() == (number, due)
    assert not list(every(LogEntry, ()).ids())


@pytest.mark.parametrize(
    ("hold", "stops"),
    [
        ({"series": 1}, True),
        ({"covers_from": dt.date(2020, 1, 1)}, True),
        ({"series": 2}, False),
        ({"matter": "X"}, False),
    ],
)
def test_a_hold_on_the_series_stops_the_destroying_but_no_nil_return(
    store: Store, hold: dict[str, object], stops: bool
) -> None:
    holds.place(store, {"reason": "A request came in", "kind": "request", **hold})
    number, _ = open_check()
    if stops:
        with pytest.raises(Plain, match="A request came in"):
            checks.answer(store, number, Reply("destroyed", 1, "paper", "shredded"))
        assert checks.answer(store, number, Reply("nothing")) == "2026/001"
    else:
        assert checks.answer(store, number, Reply("destroyed", 1, "paper", "shredded")) == "2026/001"


def ruled(store: Store, kind: Kind, length: Length | None, **more: object) -> int:
    """The check that a line with such a rule gets."""
    with store.operation("Add", "edit") as op:
        rule = RetentionRule(kind, length)
        [line] = record.add(ScheduleLine, [{"record_series": "CCTV", "rule": rule, **more}], op.id)
    checks.make(store)
    return list(every(Check, (), view=lambda: Check.series == line).ids())[-1]


@pytest.mark.parametrize(
    ("kind", "length", "rhythm", "due", "what"),
    [
        (Kind.REVIEW, Length(6, Unit.MONTHS), "six_monthly", "2026-07-31", "CCTV: review"),
        (Kind.REVIEW, Length(12, Unit.MONTHS), "yearly", "2027-01-31", "CCTV: review"),
        (Kind.REVIEW, Length(18, Unit.MONTHS), "yearly", "2027-01-31", "CCTV: review"),
        (Kind.REVIEW, Length(5, Unit.YEARS), "five_yearly", "2031-01-31", "CCTV: review"),
        (Kind.REVIEW, None, "yearly", "2027-01-31", "CCTV: review"),
        (Kind.ROLLING, Length(31, Unit.DAYS), "monthly", "2026-01-31", "CCTV: confirm that it was overwritten"),
        (Kind.ROLLING, Length(28, Unit.DAYS), "monthly", "2026-01-31", "CCTV: confirm that it was overwritten"),
        (Kind.ROLLING, Length(7, Unit.DAYS), "weekly", "2026-01-31", "CCTV: confirm that it was overwritten"),
    ],
)
def test_a_rule_makes_its_own_checks(
    store: Store, kind: Kind, length: Length | None, rhythm: str, due: str, what: str
) -> None:
    values = record.values_of(Check, [number := ruled(store, kind, length)])[number]
    assert (values["rhythm"], values["due_on"], values["what"]) == (rhythm, dt.date.fromisoformat(due), what)


@pytest.mark.parametrize("kind", [Kind.FIXED, Kind.PERMANENT, Kind.UNTIL_EVENT, Kind.UNKNOWN])
def test_no_other_rule_does(store: Store, kind: Kind) -> None:
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "X", "rule": RetentionRule(kind, Length(1, Unit.YEARS))}], op.id)
    assert checks.make(store) == 0


def test_what_is_overwritten_is_confirmed_without_a_number(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    number = ruled(store, Kind.ROLLING, Length(31, Unit.DAYS))
    assert checks.answer(store, number, Reply("destroyed")) == "2026/001"
    [entry] = record.values_of(LogEntry, [1]).values()
    assert (entry["outcome"], entry["method"], entry["quantity"]) == ("destroyed", "overwritten", None)
    assert entry["description"] == "Confirmation of the overwriting of CCTV, due 31/01/2026"
    on(monkeypatch, "2026-02-28")
    [found] = [r for r in checks.due(dt.date(2026, 2, 28)) if r.task == "overwrite"]
    assert found.last == "Confirmed as overwritten, Sat 31 Jan 2026"


def test_what_was_reviewed_and_kept_is_reviewed_again_when_that_was_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = ruled(store, Kind.REVIEW, Length(6, Unit.MONTHS))
    on(monkeypatch, "2026-07-31")
    checks.answer(store, number, Reply("kept", keep_until=dt.date(2026, 9, 1)))
    [entry] = record.values_of(LogEntry, [1]).values()
    assert entry["kept_until"] == dt.date(2026, 9, 1)
    [following] = record.values_of(Check, [number + 1]).values()
    assert (following["due_on"], following["rhythm"]) == (dt.date(2026, 9, 1), "six_monthly")


def test_the_rhythm_of_the_arrangement_goes_before_that_of_the_rule(store: Store) -> None:
    number = ruled(store, Kind.REVIEW, Length(6, Unit.MONTHS), rhythm="weekly")
    values = record.values_of(Check, [number])[number]
    assert (values["rhythm"], values["due_on"], values["task"]) == ("weekly", dt.date(2026, 1, 31), "review")


@pytest.mark.parametrize("number", [None, 0, -3])
def test_fewer_than_one_cannot_be_destroyed(number: int | None) -> None:
    [problem] = checks.reply_problems(Reply("destroyed", number, method="shredded"))
    assert problem.text == "Enter how many were destroyed"


def box(store: Store, *names: str, series: int = 1) -> list[int]:
    """Boxes of a series."""
    with store.operation("Add", "edit") as op:
        return record.add(Holding, [{"description": name, "number": "12", "series": series} for name in names], op.id)


def test_single_boxes_on_hold_are_named_and_the_log_says_that_they_were_left_out(store: Store) -> None:
    [held, _] = box(store, "Photos 2019", "Photos 2020")
    [other] = box(store, "Minutes 2019", series=2)
    claim = {"reason": "A claim", "kind": "claim"}
    for number in (held, other):
        holds.place(store, {**claim, "holding": number})
    number, _ = open_check()
    [found] = checks.due(clock.today())
    assert (found.held, found.single) == ("", "12 Photos 2019 (A claim)")
    reply = Reply("destroyed", 4, "paper", "shredded")
    with pytest.raises(Plain, match=r"must still be there: 12 Photos 2019 \(A claim\)\. Say yes"):
        checks.answer(store, number, reply)
    assert not list(every(LogEntry, ()).ids())
    checks.answer(store, number, replace(reply, left_out=True))
    [entry] = record.values_of(LogEntry, [1]).values()
    assert entry["holds_checked"] == (
        "No hold lay on the series as a whole. On hold and left out, by the word of Clerk: 12 Photos 2019 (A claim)."
    )


def test_without_a_hold_on_a_box_nothing_is_asked(store: Store) -> None:
    """The control: a box on hold of another series, and one whose hold is over."""
    [mine, other] = [*box(store, "Photos 2019"), *box(store, "Minutes 2019", series=2)]
    over, _ = (holds.place(store, {"reason": "A claim", "kind": "claim", "holding": n}) for n in (mine, other))
    holds.release(store, over, "Settled")
    number, _ = open_check()
    checks.answer(store, number, Reply("destroyed", 4, "paper", "shredded"))
    assert record.values_of(LogEntry, [1])[1]["holds_checked"] == "No hold lay on the series."


def test_where_the_series_is_held_the_word_that_boxes_were_left_out_does_not_help(store: Store) -> None:
    [held] = box(store, "Photos 2019")
    for scope in ({"holding": held}, {"series": 1}):
        holds.place(store, {"reason": "A claim", "kind": "claim", **scope})
    number, _ = open_check()
    with pytest.raises(Plain, match="These records must stay: A claim"):
        checks.answer(store, number, Reply("destroyed", 4, "paper", "shredded", left_out=True))


def test_what_is_overwritten_is_asked_the_same(store: Store) -> None:
    number = ruled(store, Kind.ROLLING, Length(31, Unit.DAYS))
    series = record.values_of(Check, [number])[number]["series"]
    [held] = box(store, "Recorder in the hall", series=series)
    holds.place(store, {"reason": "Police", "kind": "police", "holding": held})
    with pytest.raises(Plain, match="Recorder in the hall"):
        checks.answer(store, number, Reply("destroyed"))
    checks.answer(store, number, Reply("destroyed", left_out=True))
    assert "Recorder in the hall" in record.values_of(LogEntry, [1])[1]["holds_checked"]


ALIKE = [
    # two lines of one name, and what their checks are called
    ({"reference": "6.1"}, {"reference": "6.2"}, ["Post (6.1)", "Post (6.2)"]),
    ({"section": "Office"}, {"section": "Hall"}, ["Post (Office)", "Post (Hall)"]),
    ({}, {"section": "Hall"}, ["Post (no section)", "Post (Hall)"]),
    ({"responsible": "Clerk"}, {"responsible": "Caretaker"}, ["Post (Clerk)", "Post (Caretaker)"]),
    ({"rhythm": "daily"}, {}, ["Post (Every day)", "Post (Every month)"]),
    ({"reference": "1"}, {"section": "Hall"}, ["Post (1)", "Post (Hall)"]),
    ({}, {}, ["Post (1 of 2)", "Post (2 of 2)"]),
]


@pytest.mark.parametrize(("one", "two", "names"), ALIKE)
def test_checks_of_two_lines_of_one_name_are_told_apart(
    store: Store, one: dict[str, str], two: dict[str, str], names: list[str]
) -> None:
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Post", "rhythm": "monthly", **more} for more in (one, two)], op.id)
    checks.make(store)
    found = record.values_of(Check, every(Check, ()).ids())
    assert [values["what"] for values in found.values()] == ["Blue Badge photos", *names]
    for number in found:
        checks.answer(store, number, Reply("nothing"))
    entries = record.values_of(LogEntry, every(LogEntry, ()).ids()).values()
    assert {f"Routine check of {name}, due 31/01/2026" for name in names} <= {e["description"] for e in entries}

"""Files opened again, joined, parted, removed, taken back and made again: what hangs on them follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from tests.records import raw
from workbench import clock
from workbench.errors import Plain
from workbench.records import agreement, history, record, takenback
from workbench.records.attachments import Owner, keep
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.registers.cases.parts import ENTRY, PLACE
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import disposal, holds, private, undoing, workingcopies
from workbench.workflows.cases import closing, joining, keeping, opening
from workbench.workflows.disposal import Authority, Doing

R = "rights-requests"
SHORT, LONG, BOXES = 1, 2, 3


def years(number: int) -> RetentionRule:
    """So many years after closing."""
    return RetentionRule(Kind.FIXED, Length(number, Unit.YEARS), "closure", bound="min")


@pytest.fixture(autouse=True)
def first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    later(monkeypatch, dt.date(2026, 4, 21))


def later(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """The calendar goes on."""
    monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council that keeps requests two years or five, and has a box that went out of use long ago."""
    lines = [
        {"record_series": "Requests", "reference": "6.1", "rule": years(2)},
        {"record_series": "Difficult requests", "reference": "6.2", "rule": years(5)},
        {"record_series": "Allotment papers", "reference": "3.1", "stored_system": "Cabinet 4", "rule": years(2)},
    ]
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
            row = {"description": "Box", "series": BOXES, "trigger_date": dt.date(2019, 1, 1)}
            record.add(Holding, [row], op.id)
        yield store


BOX = 1


def request(store: Store, *touches: int, closed: dt.date | None = None, **more: Any) -> int:
    """An access request of Applicant B, closed on a day where one is given."""
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2026, 4, 1), "channel": "email"}
    case = opening.open_case(store, R, {**values, "series": SHORT, **more}, touches).case
    if closed:
        keeping.change(store, R, case, {"answered": closed, "outcome": "full"})
        closing.close(store, R, case, closed)
    return case


def join(store: Store, one: int, other: int, act: Any = joining.join) -> int:
    """Join two requests, or part them, as their page does; the operation."""
    with store.operation("Join", "edit") as op:
        act(store, (R, one), (R, other))
        closing.after(store, op.id)
    return op.id


def holding(case: int) -> dict[str, Any]:
    """What stands for a file."""
    number = closing.holding_of(R, case)
    assert number is not None
    return record.values_of(Holding, [number])[number]


def free_on(case: int) -> dt.date | None:
    """The day from which a file may go."""
    day: dt.date | None = holding(case)["eligible_from"]
    return day


def standing(case: int) -> list[dict[str, Any]]:
    """The holds of a file that nobody released."""
    held = record.values_of(Hold, holds.of_case(R, case)).values()
    return [hold for hold in held if hold["released_on"] is None]


def closed(case: int) -> dt.date | None:
    """The day on which a file was closed."""
    day: dt.date | None = record.values_of(RightsRequest, [case])[case]["closed_on"]
    return day


def last(store: Store, name: str) -> int:
    """The last operation of that name."""
    return max(operation.id for operation in history.recent(50) if operation.name.startswith(name))


def release(store: Store, case: int) -> None:
    """Release what a file holds."""
    for hold in holds.of_case(R, case):
        holds.release(store, hold, "The time for the regulator is over")


def test_a_file_opened_again_holds_what_it_touches_as_when_it_was_new(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = request(store, BOXES, closed=dt.date(2026, 4, 20))
    later(monkeypatch, dt.date(2026, 11, 1))
    release(store, case)
    assert disposal.freeze(store, "The control: closed and released, the box is free", [BOX])
    disposal.put_back(store, 1)
    assert closing.reopen(store, R, case, "The regulator asks for a wider search") == 1
    with pytest.raises(Plain, match="Request RR-2026/001 is open"):
        disposal.freeze(store, "April", [BOX])
    [hold], [place] = standing(case), keeping.parts(PLACE, R, case).values()
    assert (hold["placed_on"], hold["decide_on"]) == (dt.date(2026, 11, 1), None)
    assert standing(case) == [record.values_of(Hold, [place["hold"]])[place["hold"]]], "the place names its hold"
    said = [entry["what"] for entry in keeping.parts(ENTRY, R, case).values()]
    assert said[-1] == (
        "File opened again: The regulator asks for a wider search (1 hold placed). It had been answered "
        "Mon 20 Apr 2026, Granted in full, and closed Mon 20 Apr 2026."
    )
    closing.close(store, R, case)
    assert standing(case)[0]["decide_on"] == dt.date(2027, 5, 1), "six months after it closed once more"
    assert standing(case)[0]["reason"] == said_of(case, "closed on Sun 1 Nov 2026", "Sat 1 May 2027")


def said_of(case: int, stands: str, decided: str = "") -> str:
    """What a hold of a request says of it."""
    reference = record.values_of(RightsRequest, [case])[case]["reference"]
    more = f"; hold to be decided on from {decided}" if decided else ""
    return f"Request {reference} {stands}{more}"


def test_a_hold_that_still_stands_is_not_placed_twice(store: Store) -> None:
    case = request(store, BOXES, closed=dt.date(2026, 4, 20))
    assert closing.reopen(store, R, case, "New evidence") == 0
    assert [hold["decide_on"] for hold in standing(case)] == [None]
    assert [hold["reason"] for hold in standing(case)] == [said_of(case, "is open")]


def test_a_hold_says_how_its_file_stands_whoever_closed_it(store: Store) -> None:
    case = request(store, BOXES)
    with store.operation("A sheet that says it is closed", "import") as op:
        record.change(RightsRequest, {case: {"closed_on": dt.date(2026, 4, 20)}}, op.id)
        closing.after(store, op.id)
    closed_said = said_of(case, "closed on Mon 20 Apr 2026", "Tue 20 Oct 2026")
    assert [hold["reason"] for hold in standing(case)] == [closed_said]
    undone = undoing.take_back(store, op.id)
    assert [hold["reason"] for hold in standing(case)] == [said_of(case, "is open")]
    undoing.take_back(store, undone.operation)
    assert [hold["reason"] for hold in standing(case)] == [closed_said]


def test_a_reason_in_somebody_s_own_words_stays(store: Store) -> None:
    case = request(store, BOXES)
    with store.operation("Edit", "edit") as op:
        record.change(Hold, {n: {"reason": "Asked for by the regulator"} for n in holds.of_case(R, case)}, op.id)
    keeping.change(store, R, case, {"answered": dt.date(2026, 4, 20), "outcome": "full"})
    closing.close(store, R, case, dt.date(2026, 4, 20))
    [hold] = standing(case)
    assert (hold["reason"], hold["decide_on"]) == ("Asked for by the regulator", dt.date(2026, 10, 20))


def test_a_closing_taken_back_after_the_holds_were_released_holds_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = request(store, BOXES, closed=dt.date(2026, 4, 20))
    done = last(store, "Close ")
    later(monkeypatch, dt.date(2026, 11, 1))
    release(store, case)
    undone = undoing.take_back(store, done)
    assert closed(case) is None
    assert len(standing(case)) == 1
    with pytest.raises(Plain, match="Request RR-2026/001 is open"):
        disposal.freeze(store, "April", [BOX])
    undoing.take_back(store, undone.operation)
    assert closed(case) == dt.date(2026, 4, 20)
    assert free_on(case) == dt.date(2028, 4, 21)
    assert not standing(case), "what the undo placed went with it"
    assert agreement.report(store).intact


def test_opening_again_taken_back_and_made_again(store: Store) -> None:
    case = request(store, BOXES, closed=dt.date(2026, 4, 20))
    release(store, case)
    closing.reopen(store, R, case, "New evidence")
    undone = undoing.take_back(store, last(store, "Open "))
    assert (free_on(case), len(standing(case))) == (dt.date(2028, 4, 21), 0)
    undoing.take_back(store, undone.operation)
    assert (free_on(case), len(standing(case)), closed(case)) == (None, 1, None)


def test_releasing_by_hand_what_an_open_file_holds_is_not_overruled(store: Store) -> None:
    case = request(store, BOXES)
    release(store, case)
    keeping.change(store, R, case, {"identity": "known"})
    assert not standing(case)


def test_a_file_is_opened_again_though_a_hold_lay_on_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store, closed=dt.date(2026, 4, 20))
    number = closing.holding_of(R, case)
    claim = holds.place(store, {"reason": "A claim", "kind": "claim", "holding": number})
    later(monkeypatch, dt.date(2028, 5, 1))
    holds.release(store, claim, "Settled")
    assert number is not None
    batch = disposal.freeze(store, "Requests", [number])
    disposal.authorise(store, batch, Authority("Chair"))
    closing.reopen(store, R, case, "New evidence")
    assert closing.holding_of(R, case) == number
    assert free_on(case) is None
    with pytest.raises(Plain, match="must stay"):
        disposal.carry_out(store, batch, Doing("deleted", "Clerk"))
    closing.close(store, R, case)
    assert closing.holding_of(R, case) == number, "one file has one place among the holdings"
    assert free_on(case) == dt.date(2030, 5, 2)
    with pytest.raises(Plain, match="must stay"):
        disposal.carry_out(store, batch, Doing("deleted", "Clerk"))
    assert agreement.report(store).intact


def set_rule(store: Store, line: int, number: int) -> int:
    """Keep a line's records so many years from now on, as its page does; the operation."""
    with store.operation("Change the line", "edit") as op:
        record.change(ScheduleLine, {line: {"rule": years(number)}}, op.id)
        closing.after(store, op.id)
    return op.id


def test_files_that_belong_together_follow_a_changed_rule(store: Store) -> None:
    one = request(store, closed=dt.date(2026, 4, 10))
    other = request(store, closed=dt.date(2026, 4, 20), series=LONG)
    alone = request(store, closed=dt.date(2026, 4, 20), series=LONG)
    join(store, one, other)
    assert [free_on(one), free_on(other)] == [dt.date(2031, 4, 21)] * 2
    longer = set_rule(store, LONG, 9)
    assert [free_on(case) for case in (one, other, alone)] == [dt.date(2035, 4, 21)] * 3
    undoing.take_back(store, longer)
    assert [free_on(case) for case in (one, other, alone)] == [dt.date(2031, 4, 21)] * 3
    set_rule(store, LONG, 1)
    assert free_on(alone) == dt.date(2027, 4, 21)
    assert [free_on(one), free_on(other)] == [dt.date(2028, 4, 11)] * 2, "two years from 10 April are the longer"


def test_joining_and_parting_are_followed_and_taken_back(store: Store) -> None:
    one = request(store, closed=dt.date(2026, 4, 10))
    other = request(store, closed=dt.date(2026, 4, 20), series=LONG)
    alone, both = [dt.date(2028, 4, 11), dt.date(2031, 4, 21)], [dt.date(2031, 4, 21)] * 2

    def days() -> list[dt.date | None]:
        return [free_on(one), free_on(other)]

    joined = join(store, one, other)
    undone = undoing.take_back(store, joined)
    assert days() == alone
    undoing.take_back(store, undone.operation)
    assert days() == both
    parted = join(store, one, other, joining.part)
    assert days() == alone
    assert not joining.beside((R, one))
    assert not joining.beside((R, other))
    again = undoing.take_back(store, parted)
    assert days() == both
    undoing.take_back(store, again.operation)
    assert days() == alone
    join(store, other, one)
    assert days() == both, "they can be joined again"
    assert agreement.report(store).intact


def test_what_stands_in_line_already_is_not_written_again(store: Store) -> None:
    one = request(store, closed=dt.date(2026, 4, 10))
    other = request(store, closed=dt.date(2026, 4, 20), series=LONG)
    join(store, one, other)
    head = history.head().seq
    keeping.change(store, R, one, {"notes": "None"})
    assert history.head().seq == head + 1


def remove(store: Store, case: int) -> None:
    """Remove a file in the list of its register."""
    with store.operation("Remove", "edit") as op:
        record.remove(RightsRequest, [case], op.id)
        closing.after(store, op.id)


def test_only_a_file_that_is_sure_to_go_one_day_can_be_removed(store: Store) -> None:
    case = request(store, BOXES)
    with pytest.raises(Plain, match=r"RR-2026/001 is open.* Nothing was changed. Close it"):
        remove(store, case)
    [brought] = _brought(store, {"closed_on": dt.date(2026, 4, 20), "outcome": "full"})
    with pytest.raises(Plain, match="Choose the line of the schedule"):
        remove(store, brought)
    keeping.change(store, R, case, {"answered": dt.date(2026, 4, 20), "outcome": "withdrawn"})
    closing.close(store, R, case)
    remove(store, case)
    assert free_on(case) == dt.date(2028, 4, 22), "out of sight, it goes on its day all the same"


def _brought(store: Store, values: dict[str, Any]) -> list[int]:
    """A file of a sheet, of which nobody has said which line it is kept by."""
    row = {"right": "access", "requester": "Applicant C", "received": dt.date(2026, 4, 1), "reference": "12", **values}
    with store.operation("Import", "import") as op:
        return record.add(RightsRequest, [row], op.id)


def test_a_removed_file_keeps_none_that_belongs_with_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one = request(store, closed=dt.date(2026, 4, 10))
    other = request(store, closed=dt.date(2026, 4, 20), series=LONG)
    join(store, one, other)
    remove(store, other)
    assert free_on(one) == dt.date(2028, 4, 11)
    later(monkeypatch, dt.date(2028, 4, 11))
    number = closing.holding_of(R, one)
    assert number is not None
    assert disposal.freeze(store, "Requests", [number])


def test_a_closing_taken_back_brings_a_removed_file_back_into_sight(store: Store) -> None:
    case = request(store, BOXES, closed=dt.date(2026, 4, 20))
    done = last(store, "Close ")
    remove(store, case)
    undoing.take_back(store, done)
    values = record.values_of(RightsRequest, [case])[case]
    assert (values["closed_on"], values["removed"]) == (None, None)


@pytest.fixture
def papers(store: Store) -> Iterator[tuple[int, int]]:
    """A request with a letter; the numbers of both."""
    case = request(store, answered=dt.date(2026, 4, 20), outcome="full")
    with store.operation("Add a letter", "edit") as op:
        letter = keep(store, Owner(R, case), "Reply.docx", b"draft", op.id)
    yield case, letter
    private.sweep()


def test_a_file_is_not_closed_over_a_letter_that_is_still_being_written(store: Store, papers: tuple[int, int]) -> None:
    case, letter = papers
    copy = workingcopies.open_copy(store, letter, editable=True)
    lock = copy.path.parent / ".~lock.Working copy 1.docx#"
    lock.touch()
    with pytest.raises(Plain, match=r"“Reply.docx” .* The file stays open"):
        closing.close(store, R, case)
    lock.unlink()
    copy.path.write_bytes(b"what was typed")
    with pytest.raises(Plain, match=r"“Reply.docx” .* The file stays open"):
        closing.close(store, R, case)
    other = request(store, answered=dt.date(2026, 4, 20), outcome="full")
    closing.close(store, R, other)
    assert (closed(case), closed(other)) == (None, dt.date(2026, 4, 21))
    workingcopies.forget(copy)
    closing.close(store, R, case)


def test_a_copy_that_was_only_looked_at_keeps_no_file_open(store: Store, papers: tuple[int, int]) -> None:
    case, letter = papers
    workingcopies.open_copy(store, letter, editable=True)
    closing.close(store, R, case)
    assert closed(case) is not None


def test_the_copies_go_with_a_file_whose_adding_is_taken_back(store: Store, papers: tuple[int, int]) -> None:
    copy = workingcopies.open_copy(store, papers[1], editable=True)
    copy.path.write_bytes(b"what was typed")
    undoing.take_back(store, last(store, "Add a letter"))
    assert not copy.path.exists()


@pytest.mark.parametrize("crashed", [False, True])
def test_an_opening_that_was_taken_back_is_forgotten_when_the_files_are_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crashed: bool
) -> None:
    with helpers.open_new(tmp_path) as store:
        folder = store.folder
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, [{"record_series": "Requests", "rule": years(2)}], op.id)
        opening.open_case(store, R, {"right": "access", "requester": "Zyxwvon", "received": clock.today()}, [1])
        undone = undoing.take_back(store, last(store, "Open "))
        again = undoing.take_back(store, undone.operation)
        assert record.values_of(RightsRequest, [1])[1]["requester"] == "Zyxwvon", "in one session it comes back"
        undone = undoing.take_back(store, again.operation)
        if crashed:
            monkeypatch.setattr(takenback, "forget", lambda _: None)
    key = raw.data_key(folder / "council.keys", helpers.PASSPHRASE)
    assert bool(raw.holds(folder / "council.gwb", key, "Zyxwvon")) is crashed
    monkeypatch.undo()
    later(monkeypatch, dt.date(2026, 4, 22))
    store = Store.open(folder, helpers.PASSPHRASE, MODELS)
    try:
        assert not raw.holds(folder / "council.gwb", key, "Zyxwvon")
        assert agreement.report(store).intact
        with pytest.raises(Plain, match=r"forgotten since, .* Nothing was changed"):
            undoing.take_back(store, undone.operation)
    finally:
        store.close()

"""A closed file takes what comes late and stays closed; only a line that counts from the last contact moves its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import attachments, history, record
from workbench.records.attachments import Owner
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.cases.parts import ENTRY
from workbench.registers.complaints import Complaint
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import undoing
from workbench.workflows.cases import closing, joining, keeping, mailing, opening, sinceclosing
from workbench.workflows.reporting import filesheet

C = "complaints"
CLOSURE, CONTACT = 1, 2
CLOSED, LATER = dt.date(2026, 4, 21), dt.date(2026, 6, 10)


def two_years(trigger: str) -> RetentionRule:
    """Two years from something."""
    return RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), trigger, bound="min")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A council that keeps some complaints from their closing and others from the last contact."""
    monkeypatch.setattr(clock, "today", lambda: CLOSED)
    lines = [
        {"record_series": "Complaints", "rule": two_years("closure")},
        {"record_series": "Complaints, by contact", "rule": two_years("last_contact")},
    ]
    with helpers.open_new(tmp_path) as opened:
        with opened.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
        yield opened


@pytest.fixture
def later(store: Store, monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """The files are closed, and seven weeks have gone."""
    for series in (CLOSURE, CONTACT):
        values = {"kind": "complaint", "subject": "Hedges", "received": dt.date(2026, 4, 1), "series": series}
        case = opening.open_case(store, C, {**values, "complainant": f"Complainant {series}"}, [series]).case
        keeping.note(store, C, case, {"kind": "call", "what": "Rang before it was closed"})
        keeping.change(store, C, case, {"stage1_on": CLOSED, "outcome": "upheld"})
        closing.close(store, C, case)
    monkeypatch.setattr(clock, "today", lambda: LATER)
    return LATER


def values_of(case: int) -> Any:
    """The file."""
    return record.values_of(Complaint, [case])[case]


def may_go(case: int) -> dt.date | None:
    """From which day a file may go."""
    number = closing.holding_of(C, case)
    assert number is not None
    day: dt.date | None = record.values_of(Holding, [number])[number]["eligible_from"]
    return day


def note(store: Store, case: int, **said: Any) -> int:
    """Note something as the window does; the number of the operation."""
    with store.operation("Note something", "edit") as operation:
        keeping.note(store, C, case, {"kind": "call", "what": "Rang once more", **said})
        closing.after(store, operation.id)
    return operation.id


def since(case: int) -> dict[str, str]:
    """What the timeline says came since the closing."""
    return {one.what: one.since for one in keeping.timeline(C, values_of(case), case) if one.since}


@pytest.mark.usefixtures("later")
def test_a_closed_file_takes_a_note_and_nothing_else_moves(store: Store) -> None:
    before, placed = values_of(CLOSURE), every(Hold, ()).ids()
    holds = record.whole_of(Hold, placed)
    note(store, CLOSURE)
    note(store, CLOSURE, what="Came before", day=dt.date(2026, 4, 10), kind="in")
    assert since(CLOSURE) == {"Rang once more": "after the closing", "Came before": "noted after the closing"}
    assert values_of(CLOSURE) == before
    assert (every(Hold, ()).ids(), record.whole_of(Hold, placed)) == (placed, holds)
    assert may_go(CLOSURE) == dt.date(2028, 4, 22)


@pytest.mark.usefixtures("later")
def test_what_is_still_to_come_did_not_happen(store: Store) -> None:
    with pytest.raises(Plain, match=r"past\. Thu 11 Jun 2026 is still to come"):
        note(store, CLOSURE, day=LATER + dt.timedelta(days=1))
    assert since(CLOSURE) == {}


def test_what_is_noted_on_the_day_of_the_closing_came_before_or_after_it(store: Store, later: dt.date) -> None:
    case = opening.open_case(store, C, {"kind": "complaint", "subject": "Gates", "received": later, "series": 1}).case
    keeping.note(store, C, case, {"kind": "call", "what": "In the morning"})
    keeping.change(store, C, case, {"stage1_on": later, "outcome": "upheld"})
    closing.close(store, C, case)
    assert since(case) == {}
    note(store, case, what="In the afternoon")
    assert since(case) == {"In the afternoon": "after the closing"}
    closing.reopen(store, C, case, "They rang")
    assert since(case) == {}, "it is open"
    closing.close(store, C, case)
    assert since(case) == {}, "all of it came before the second closing"


@pytest.mark.usefixtures("later")
def test_documents_and_emails_say_that_they_came_later(store: Store) -> None:
    owner = Owner(C, CLOSURE)
    words = "From: Complainant A <a@example.org>\nDate: Tue, 9 Jun 2026 10:00:00 +0100\nSubject: Once more\n\nIt grew."
    with store.operation("Take in", "edit") as operation:
        late = attachments.keep(store, owner, "late.pdf", b"%PDF", operation.id)
        mailing.take_words(store, owner, words, operation.id)
    assert sinceclosing.papers(owner, [late]) == {late}
    assert since(CLOSURE) == {"Once more": "after the closing"}
    made = {part.title: part for part in filesheet.made(store, C, CLOSURE).parts}
    assert [row[-1] for row in made["What happened"].rows][:2] == ["After the closing", ""]
    assert [tuple(row[n] for n in (0, 3)) for row in made["Files kept with it"].rows] == [
        ("late.pdf", "After the closing")
    ]
    closing.reopen(store, C, CLOSURE, "They wrote")
    assert sinceclosing.papers(owner, [late]) == set()


def test_a_file_that_a_sheet_brought_closed_takes_notes_too(store: Store, later: dt.date) -> None:
    with store.operation("Bring", "import") as operation:
        given = {"subject": "Old", "received": CLOSED, "closed_on": CLOSED, "series": CLOSURE, "reference": "C-1"}
        [case] = record.add(Complaint, [given], operation.id)
        closing.after(store, operation.id)
    note(store, case, day=CLOSED)
    assert since(case) == {"Rang once more": "after the closing"}


@pytest.mark.usefixtures("later")
def test_the_last_dealing_with_the_person_moves_the_day_where_the_line_counts_from_it(store: Store) -> None:
    assert may_go(CONTACT) == dt.date(2028, 4, 22)
    note(store, CONTACT, kind="note", what="Filed the plan")
    assert may_go(CONTACT) == dt.date(2028, 4, 22), "nobody was spoken to"
    rang = note(store, CONTACT)
    assert may_go(CONTACT) == dt.date(2028, 6, 11), "two years from 10 June 2026"
    note(store, CONTACT, kind="in", what="An older letter", day=dt.date(2026, 4, 5))
    assert may_go(CONTACT) == dt.date(2028, 6, 11)
    undoing.take_back(store, rang)
    assert may_go(CONTACT) == dt.date(2028, 4, 22)
    assert may_go(CLOSURE) == dt.date(2028, 4, 22)


@pytest.mark.usefixtures("later")
def test_the_day_follows_when_the_line_begins_to_count_otherwise(store: Store) -> None:
    note(store, CLOSURE)
    for trigger, expected in (("last_contact", dt.date(2028, 6, 11)), ("closure", dt.date(2028, 4, 22))):
        with store.operation("Change a line", "edit") as operation:
            record.change(ScheduleLine, {CLOSURE: {"rule": two_years(trigger)}}, operation.id)
            closing.after(store, operation.id)
        assert may_go(CLOSURE) == expected


@pytest.mark.usefixtures("later")
def test_a_joined_file_waits_for_the_last_dealing_of_the_other(store: Store) -> None:
    with store.operation("Join", "edit") as operation:
        joining.join(store, (C, CLOSURE), (C, CONTACT), "The same hedge")
        closing.after(store, operation.id)
    note(store, CONTACT)
    assert [may_go(CLOSURE), may_go(CONTACT)] == [dt.date(2028, 6, 11)] * 2


@pytest.mark.usefixtures("later")
def test_a_destroyed_or_hidden_file_takes_nothing(store: Store) -> None:
    helpers.restrict(store, Complaint, CONTACT, "Somebody Else")
    with pytest.raises(Plain, match="restricted to named people"):
        note(store, CONTACT)
    with store.operation("Destroy", "destruction") as operation:
        record.destroy(Complaint, [CLOSURE], operation.id)
    head = history.head()
    with pytest.raises(Plain, match="no longer there"):
        note(store, CLOSURE)
    assert history.head() == head
    assert keeping.parts(ENTRY, C, CLOSURE) == {}

"""Case files from receipt to destruction: numbers, holds, steps, closing, joining, the gate, and who may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from tests.records import raw
from workbench import clock
from workbench.errors import Plain
from workbench.records import agreement, history, record
from workbench.records.database import database
from workbench.records.query import Filter, every
from workbench.records.store import Council, Store
from workbench.records.undo import undo
from workbench.registers import REGISTERS
from workbench.registers import holds as holding_register
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import ENTRY, PARTY, PLACE, Entry, Place
from workbench.registers.complaints import Complaint
from workbench.registers.destruction_log import LogEntry
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.rules import periods
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.rules.spans import Span
from workbench.workflows import deciding, diary, disposal, holds, looking
from workbench.workflows.cases import about, access, closing, ending, joining, keeping, opening
from workbench.workflows.disposal import Authority, Doing
from workbench.workflows.reporting import destruction
from workbench.workflows.reporting import holdings as reporting
from workbench.workflows.reporting.asked import Asked

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
THREE_YEARS = RetentionRule(Kind.FIXED, Length(3, Unit.YEARS), "closure", bound="min")
COMPLAINTS, REQUESTS, BOXES = 1, 2, 3
DAY = dt.date(2026, 4, 21)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


def later(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """The calendar goes on."""
    monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council that keeps complaints two years and requests three, and has boxes of allotment papers."""
    lines = [
        {"record_series": "Complaints", "reference": "6.1", "rule": TWO_YEARS},
        {"record_series": "Requests", "reference": "6.2", "rule": THREE_YEARS},
        {"record_series": "Allotment papers", "reference": "3.1", "stored_system": "Cabinet 4", "rule": TWO_YEARS},
    ]
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, lines, op.id)
        yield store


def request(store: Store, *touches: int, **more: Any) -> int:
    """An access request of Applicant B."""
    values = {"right": "access", "requester": "Applicant B", "received": dt.date(2026, 4, 1), "channel": "email"}
    return opening.open_case(store, "rights-requests", {**values, "series": REQUESTS, **more}, touches).case


def complaint(store: Store, **more: Any) -> int:
    """A complaint of Complainant A."""
    values = {"kind": "complaint", "subject": "Plot let too early", "received": dt.date(2026, 4, 2)}
    return opening.open_case(store, "complaints", {**values, "series": COMPLAINTS, **more}).case


def values_of(model: Any, number: int) -> dict[str, Any]:
    """A record as it stands."""
    return record.values_of(model, [number])[number]


def close(store: Store, register: str, case: int, on: dt.date = DAY) -> None:
    """Answer a file and close it."""
    outcome = {"rights-requests": "full", "complaints": "upheld"}[register]
    keeping.change(store, register, case, {"answered": on, "outcome": outcome})
    closing.close(store, register, case, on)


def test_a_file_gets_the_next_number_of_its_year_and_none_twice(store: Store) -> None:
    first, second = request(store), request(store, received=dt.date(2026, 4, 3))
    assert values_of(RightsRequest, first)["reference"] == "RR-2026/001"
    assert values_of(RightsRequest, second)["reference"] == "RR-2026/002"
    assert values_of(RightsRequest, request(store, received=dt.date(2025, 12, 30)))["reference"] == "RR-2025/001"
    close(store, "rights-requests", second)
    with store.operation("Remove", "edit") as op:
        record.remove(RightsRequest, [second], op.id)
    assert values_of(RightsRequest, request(store, requester="C"))["reference"] == "RR-2026/003"


def test_opening_places_a_hold_on_what_it_touches_and_closing_asks_when_to_decide(store: Store) -> None:
    with store.operation("Add", "edit") as op:
        [box] = record.add(
            Holding, [{"description": "Box", "series": BOXES, "trigger_date": dt.date(2020, 1, 1)}], op.id
        )
    case = request(store, BOXES)
    assert [hold.reason for hold in holds.touching([box])[box]] == ["Request RR-2026/001 is open"]
    with pytest.raises(Plain, match="Request RR-2026/001 is open"):
        disposal.freeze(store, "April", [box])
    [place] = keeping.parts(PLACE, "rights-requests", case).values()
    assert place["where"] == "Cabinet 4"
    close(store, "rights-requests", case)
    [hold] = [values_of(Hold, n) for n in holds.of_case("rights-requests", case)]
    assert hold["decide_on"] == dt.date(2026, 10, 21), "six months after closing, law reference 6.4"
    assert hold["released_on"] is None, "a release is a named act"
    said = "Request RR-2026/001 closed on Tue 21 Apr 2026; hold to be decided on from Wed 21 Oct 2026"
    assert [held.reason for held in holds.touching([box])[box]] == [said], "it is open no longer"
    with pytest.raises(Plain, match=said):
        disposal.freeze(store, "April", [box])


def test_undoing_the_opening_takes_the_file_its_places_and_holds_back(store: Store) -> None:
    request(store, BOXES)
    undo(store, history.recent(1)[0].id)
    for model in (RightsRequest, Place, Hold):
        assert not every(model, ()).count()


def test_a_file_that_says_too_little_is_not_opened(store: Store) -> None:
    with pytest.raises(Plain, match="No file was opened"):
        opening.open_case(store, "rights-requests", {"right": "access", "received": DAY})
    with pytest.raises(Plain, match="still to come"):
        request(store, received=DAY + dt.timedelta(days=1))
    with pytest.raises(Plain, match="cannot be before it was received"):
        keeping.change(store, "rights-requests", request(store), {"answered": dt.date(2026, 3, 1)})
    given = {"identity_asked": dt.date(2026, 4, 3), "identity_seen": dt.date(2026, 4, 2)}
    with pytest.raises(Plain, match="cannot be before"):
        keeping.change(store, "rights-requests", 1, given)


def test_the_same_thing_logged_twice_is_noticed(store: Store) -> None:
    case, file = request(store), case_file("rights-requests")
    again = {"requester": " applicant  b", "received": dt.date(2026, 4, 3), "channel": "email"}
    assert opening.likely_twice(file, again) == [case]
    assert not opening.likely_twice(file, again | {"received": dt.date(2026, 4, 20)})
    assert not opening.likely_twice(file, again | {"requester": "Applicant C"})


def test_the_next_step_follows_what_was_done(store: Store) -> None:
    case = request(store)
    first = values_of(RightsRequest, case)["next_step"]
    days: tuple[dict[str, Any], ...] = (
        {"identity": "asked", "identity_asked": dt.date(2026, 4, 2)},
        {"identity_seen": dt.date(2026, 4, 7)},
        {"clear": "clear"},
        {"go_ahead": "yes"},
        {"searched_on": dt.date(2026, 4, 15)},
        {"others": "none", "checked_on": dt.date(2026, 4, 16)},
        {"answered": dt.date(2026, 4, 20), "outcome": "full"},
        {"rights_told": True},
    )
    assert [first, *(keeping.change(store, "rights-requests", case, given)["next_step"] for given in days)] == [
        "Make sure who is asking",
        "Make sure who is asking",
        "Agree what is wanted",
        "Decide whether to go ahead",
        "Search the places",
        "Check other people’s details",
        "Answer",
        "Answer",
        "Close the file",
    ]


@pytest.mark.parametrize(
    ("outcome", "told", "waits"),
    [("full", None, True), ("full", True, False), ("refused", False, True), ("refused", True, False),
     ("informal", None, False)],
)  # fmt: skip
def test_what_the_law_asks_for_is_not_got_round_by_typing_the_day(
    store: Store, outcome: str, told: bool | None, waits: bool
) -> None:
    """UK GDPR Articles 12(4) and 15(1)(f): the answer says that they may complain. Until then the step is not done."""
    case = request(store)
    given = {"answered": dt.date(2026, 4, 20), "outcome": outcome, "rights_told": told}
    values = keeping.change(store, "rights-requests", case, given)
    assert ("Answer" in ending.undone("rights-requests", case, values)) == waits
    assert values["clock"] == "answered", "the clock goes by the day all the same"


def test_each_right_has_its_own_steps() -> None:
    file = case_file("rights-requests")
    empty = record.meaning(RightsRequest).empty

    def titles(**values: Any) -> list[str]:
        return [step.title for step in file.steps_for({**empty, **values})]

    assert "Agree what is wanted" not in titles(right="erasure"), "the clock stops for access alone"
    assert "Check other people’s details" in titles(right="cctv")
    assert "Tell those who had the data" in titles(right="rectification", outcome="full")
    assert "Tell those who had the data" not in titles(right="rectification", outcome="refused")
    assert "Search the places" not in titles(right="marketing")
    asked = {f.name for f in file.steps[0].fields_for({**empty, "right": "cctv"})}
    assert {"building", "pictures_on", "pictures_at", "others_seen"} <= asked
    assert not {"building", "wrong"} & {f.name for f in file.steps[0].fields_for({**empty, "right": "access"})}


def test_a_question_asked_again_keeps_the_one_before(store: Store) -> None:
    case = request(store)
    day = [dt.date(2026, 4, n) for n in (2, 6, 9, 14)]
    keeping.change(
        store, "rights-requests", case, {"clear": "asked", "clarify_asked": day[0], "clarify_answered": day[1]}
    )
    values = keeping.change(store, "rights-requests", case, {"clarify_asked": day[2]})
    assert (values["clarified"], values["clarify_answered"]) == ("2026-04-02/2026-04-06", None)
    values = keeping.change(store, "rights-requests", case, {"clarify_answered": day[3]})
    assert values["clarified"] == "2026-04-02/2026-04-06"


def test_closing_sets_the_day_of_destruction_and_opening_again_clears_it(store: Store) -> None:
    case = complaint(store)
    with pytest.raises(Plain, match="outcome"):
        closing.close(store, "complaints", case)
    close(store, "complaints", case)
    [holding] = record.values_of(Holding, every(Holding, ()).ids()).values()
    assert (holding["description"], holding["eligible_from"]) == ("Complaint file C-2026/001", dt.date(2028, 4, 22))
    assert "May go from" in about.about("complaints", case, values_of(Complaint, case)).kept
    assert closing.reopen(store, "complaints", case, "New evidence") == 0, "it touched nothing"
    [holding] = record.values_of(Holding, every(Holding, ()).ids()).values()
    assert (holding["trigger_date"], holding["eligible_from"]) == (None, None)
    assert "when the file" in holding["working"]
    assert about.about("complaints", case, values_of(Complaint, case)).why == "The day is set when the file is closed."
    assert values_of(Complaint, case)["closed_on"] is None
    close(store, "complaints", case)
    assert every(Holding, ()).count() == 1


def test_files_that_belong_together_follow_the_longest(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = complaint(store), request(store)
    joining.join(store, ("complaints", one), ("rights-requests", other), "About the request")
    assert joining.beside(("rights-requests", other)) == [("complaints", one)]
    with pytest.raises(Plain, match="joined already"):
        joining.join(store, ("rights-requests", other), ("complaints", one))
    close(store, "complaints", one)
    [holding] = record.values_of(Holding, every(Holding, ()).ids()).values()
    assert holding["eligible_from"] is None, "while one of them is open none has a day"
    close(store, "rights-requests", other)
    days = [v["eligible_from"] for v in record.values_of(Holding, every(Holding, ()).ids()).values()]
    assert days == [dt.date(2029, 4, 22)] * 2, "three years from closing, the longer of the two"


def test_a_file_that_waits_for_another_says_for_which_and_has_the_grace_from_there(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = complaint(store), request(store)
    joining.join(store, ("complaints", one), ("rights-requests", other), "About the request")
    close(store, "complaints", one)
    close(store, "rights-requests", other)
    short = closing.holding_of("complaints", one)
    long = closing.holding_of("rights-requests", other)
    assert short is not None
    assert long is not None
    found = record.values_of(Holding, [short, long])
    assert found[short]["working"].splitlines()[-2:] == [
        "It waits for the request file RR-2026/001, joined to it, which is kept longer; may go from 22 Apr 2029",
        "Council's grace of 1 month from then: gone by 22 May 2029",
    ]
    assert [found[n]["dispose_by"] for n in (short, long)] == [dt.date(2029, 5, 22)] * 2, "a month from the later day"
    assert "waits" not in found[long]["working"], "the longest goes by itself"
    assert about.about("complaints", one, values_of(Complaint, one))[:3:2] == (
        "May go from Sun 22 Apr 2029, with the request file RR-2026/001",
        "request file RR-2026/001",
    )
    later(monkeypatch, dt.date(2029, 4, 22))
    batch = disposal.freeze(store, deciding.usual_name(), [short, long])
    assert deciding.usual_name() == "Batch of Sun 22 Apr 2029, no. 2"
    disposal.authorise(store, batch, Authority("Chair"))
    numbers = disposal.carry_out(store, batch, Doing("deleted", "Clerk"))
    entries = record.values_of(LogEntry, every(LogEntry, ()).ids()).values()
    said = {entry["description"]: entry["waited"] for entry in entries}
    waited = "Request file RR-2026/001, joined to it and kept longer"
    assert said == {"Complaint file C-2026/001": waited, "Request file RR-2026/001": ""}
    asked = Asked(Council("Llanrŵst", "wales"), numbers=tuple(numbers))
    facts = [{fact.label: fact.value for fact in form.facts} for form in destruction.made(asked).forms]
    assert [fact.get("Waited for") for fact in facts] == [waited, None]


def test_a_rule_that_lets_nothing_stay_longer_gives_no_grace_to_a_file_that_waits() -> None:
    rule = replace(TWO_YEARS, bound="max")
    own = periods.reckon(rule, dt.date(2026, 4, 21))
    held = periods.held_back(rule, own, dt.date(2029, 4, 22), "It waits")
    assert (held.eligible_from, held.dispose_by) == (dt.date(2029, 4, 22), dt.date(2029, 4, 22))


def test_a_closed_file_goes_through_the_gate_with_everything_in_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = complaint(store, complainant="Zebedee Quillfeather", details="Marmalade trampoline")
    keeping.add_part(store, PARTY, "complaints", case, {"name": "Wilhelmina Thistlewood", "role": "witness"})
    keeping.note(store, "complaints", case, {"kind": "call", "what": "Rang about the xylophone"})
    kept = complaint(store, subject="Another", received=dt.date(2026, 4, 9))
    close(store, "complaints", case)
    [holding] = every(Holding, ()).ids()
    later(monkeypatch, dt.date(2028, 4, 22))
    batch = disposal.freeze(store, "Files", [holding])
    disposal.authorise(store, batch, Authority("Chair"))
    [number] = disposal.carry_out(store, batch, Doing("deleted", "Clerk"))
    assert list(every(Complaint, ()).ids()) == [kept]
    assert not every(Entry, ()).count()
    [entry] = record.values_of(LogEntry, every(LogEntry, ()).ids()).values()
    assert (entry["number"], entry["description"]) == (number, "Complaint file C-2026/001")
    assert agreement.report(store).intact
    store.close()
    key = raw.data_key(store.folder / "council.keys", helpers.PASSPHRASE)
    for word in ("quillfeather", "marmalade", "trampoline", "thistlewood", "xylophone", "uillfeat"):
        assert not raw.holds(store.path, key, word), word
    assert raw.holds(store.path, key, "another"), "the control: what stays is found"


def test_a_file_whose_own_hold_is_not_released_stays(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store, BOXES)
    close(store, "rights-requests", case)
    [holding] = every(Holding, ()).ids()
    later(monkeypatch, dt.date(2030, 1, 1))
    with pytest.raises(Plain, match="holds are not released"):
        disposal.freeze(store, "Files", [holding])
    [hold] = holds.of_case("rights-requests", case)
    holds.release(store, hold, "Nobody complained", by="Chair", on=dt.date(2029, 12, 1))
    assert disposal.freeze(store, "Files", [holding])


def test_a_restricted_file_shows_others_nothing_and_opening_it_is_recorded(store: Store) -> None:
    case = complaint(store, complainant="Zebedee Quillfeather")
    helpers.restrict(store, Complaint, case, "Chair, Town Clerk")
    fields = (Complaint.reference, Complaint.subject, Complaint.complainant, Complaint.service, Complaint.due)
    row = every(Complaint, fields).page([case])[case]
    assert row.values[0] == "C-2026/001"
    assert "Quillfeather" not in str(row.values)
    assert "Plot" not in str(row.values)
    assert not every(Complaint, fields, words="Quillfeather").count()
    assert not every(Complaint, fields, filters=(Filter("subject", "plot"),)).count()
    with pytest.raises(Plain, match="restricted to named people"):
        access.read(store, "complaints", case)
    assert not access.openings("complaints", case)
    database.obj.reader = "chair"
    helpers.restrict(store, Complaint, case, "Chair, clerk")
    database.obj.reader = "Clerk"
    assert access.read(store, "complaints", case)["complainant"] == "Zebedee Quillfeather"
    assert [user for user, *_ in access.openings("complaints", case)] == ["Clerk"]
    assert every(Complaint, fields, words="Quillfeather").count() == 1
    assert agreement.report(store).intact


def test_what_happened_stands_in_one_line_of_time(store: Store) -> None:
    case = request(store)
    keeping.change(store, "rights-requests", case, {"acknowledged": dt.date(2026, 4, 2)})
    keeping.note(store, "rights-requests", case, {"kind": "call", "what": "Rang", "day": dt.date(2026, 4, 5)})
    happened = keeping.timeline("rights-requests", values_of(RightsRequest, case), case)
    assert [(h.day.day, h.what) for h in happened] == [(5, "Rang"), (2, "Acknowledged on"), (1, "Received on")]
    with pytest.raises(Plain, match="Nothing was added"):
        keeping.add_part(store, ENTRY, "rights-requests", case, {"kind": "call"})


def test_a_file_whose_own_holds_stand_is_nowhere_called_free(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate refuses it, so the due list, the script's list, Home and the report may not say that it can go."""
    case = request(store, BOXES)
    close(store, "rights-requests", case)
    day = dt.date(2029, 8, 1)
    later(monkeypatch, day)
    [item] = looking.items(day)
    assert item["stops"] == "Must stay: its own holds are not released yet"
    report = reporting.made(Asked(store.council, Span(), day))
    assert report.about.subtitle.startswith("1 holding: 0 may go, 1 on hold, 0 without a date.")
    assert report.parts[1].rows[0][5] == "Its own holds are not released yet"
    assert "holdings" not in {due.register for due in diary.due(REGISTERS, day)}
    [hold] = holds.of_case("rights-requests", case)
    holds.release(store, hold, "Decided")
    assert [item["stops"] for item in looking.items(day)] == [""]
    assert "holdings" in {due.register for due in diary.due(REGISTERS, day)}


def test_a_closed_file_kept_by_another_line_has_the_day_of_that_line(store: Store) -> None:
    case = complaint(store)
    close(store, "complaints", case)
    keeping.change(store, "complaints", case, {"series": REQUESTS})
    holding = closing.holding_of("complaints", case)
    assert holding is not None
    assert values_of(Holding, holding)["eligible_from"] == dt.date(2029, 4, 22)


def test_a_batch_never_logs_a_file_that_was_opened_again_by_undo(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store)
    close(store, "rights-requests", case)
    closed = max(o.id for o in history.recent(10) if o.name.startswith("Close "))
    later(monkeypatch, dt.date(2029, 8, 1))
    holding = closing.holding_of("rights-requests", case)
    assert holding is not None
    batch = disposal.freeze(store, "Requests", [holding])
    undo(store, closed)
    disposal.authorise(store, batch, Authority("Chair"))
    with pytest.raises(Plain, match="no longer among the holdings"):
        disposal.carry_out(store, batch, Doing("unlinked", "Clerk"))
    assert LogEntry.select().count() == 0
    assert values_of(RightsRequest, case)["closed_on"] is None


@pytest.mark.parametrize("matter", ["rr-2026 / 001", "applicant  B"])
def test_a_hold_on_a_matter_alone_holds_the_file_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch, matter: str
) -> None:
    case, other = request(store), complaint(store)
    for register, number in (("rights-requests", case), ("complaints", other)):
        close(store, register, number)
    hold = holds.place(store, {"reason": "The police ask", "kind": "police", "matter": matter})
    later(monkeypatch, dt.date(2029, 8, 1))
    holding, free = closing.holding_of("rights-requests", case), closing.holding_of("complaints", other)
    assert holding is not None
    assert free is not None
    with pytest.raises(Plain, match="a hold lies on its matter: The police ask"):
        disposal.freeze(store, "Requests", [holding])
    disposal.freeze(store, "Complaints", [free])
    holds.release(store, hold, "They have seen it")
    disposal.freeze(store, "Requests", [holding])


def test_whom_a_hold_was_about_goes_with_what_it_held(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """T14: the holds stay in the records with their reasons; the name of the person in them does not."""
    case = request(store, requester="Zyxwvon")
    with store.operation("Add", "edit") as op:
        row = {"description": "Box", "series": BOXES, "trigger_date": dt.date(2020, 1, 1)}
        [box] = record.add(Holding, [row], op.id)
    close(store, "rights-requests", case)
    holding = closing.holding_of("rights-requests", case)
    assert holding is not None
    claim = {"reason": "A claim", "kind": "claim"}
    gone = [holds.place(store, {**claim, "holding": box, "matter": "Qwertzon"})]
    gone.append(holds.place(store, {**claim, "matter": "Zyxwvon"}))
    other = holds.place(store, {**claim, "series": BOXES, "matter": "Plokijon"})
    for hold in (*gone, other):
        holds.release(store, hold, "It is settled")
    released = max(operation.id for operation in history.recent(10))
    later(monkeypatch, dt.date(2029, 8, 1))
    batch = disposal.freeze(store, "Both", [box, holding])
    disposal.authorise(store, batch, Authority("Chair"))
    disposal.carry_out(store, batch, Doing("unlinked", "Clerk"))
    key = raw.data_key(store.folder / "council.keys", helpers.PASSPHRASE)
    for word in ("Zyxwvon", "Qwertzon", "zyxwvon", "qwertzon"):
        assert not raw.holds(store.path, key, word), word
    assert raw.holds(store.path, key, "Plokijon"), "the control: that of the whole series stays"
    assert [values_of(Hold, hold)["reason"] for hold in gone] == ["A claim"] * 2
    undo(store, released)
    assert history.verify().intact
    assert not store.finding.sentence


def test_two_more_months_count_once_the_person_was_told(store: Store) -> None:
    """Law reference 1.2: without a notice in the first month the extension is not applied."""
    case = request(store, identity="known")
    values = keeping.change(store, "rights-requests", case, {"extended": "complex"})
    assert values["due"] == dt.date(2026, 5, 1)
    assert "once the person has been told" in values["working"]
    values = keeping.change(store, "rights-requests", case, {"extension_told": dt.date(2026, 4, 20)})
    assert values["due"] == dt.date(2026, 7, 1)
    assert "once the person" not in values["working"]


def boxes_of(store: Store, *series: int) -> list[int]:
    """A box of each of these series, long past its period."""
    rows = [{"description": f"Box of {n}", "series": n, "trigger_date": dt.date(2015, 1, 1)} for n in series]
    with store.operation("Add", "edit") as op:
        return record.add(Holding, rows, op.id)


@pytest.mark.parametrize(
    ("matter", "held"),
    [("rr-2026 / 001", True), ("applicant  B", True), ("Applicant", False), ("RR-2026/0011", False)],
)
def test_a_hold_on_a_matter_reaches_the_series_its_file_lists_and_no_other(
    store: Store, matter: str, held: bool
) -> None:
    """The file's own hold is released; that on the matter still lies on what the file's list of places names."""
    case = request(store, BOXES)
    [listed, other] = boxes_of(store, BOXES, 1)
    for own in holds.of_case("rights-requests", case):
        holds.release_all(store, [own], {"release_reason": "Answered", "cooling": None})
    hold = holds.place(store, {"reason": "The police ask", "kind": "police", "matter": matter})
    assert set(holds.touching([listed, other])) == ({listed} if held else set())
    assert [t.reason for t in holds.on_series(BOXES)] == (["The police ask"] if held else [])
    assert not holds.on_series(1)
    register = next(r for r in REGISTERS if r.name == "holdings")
    assert register.waiting().number == (1 if held else 2), "Home counts as the gate does"
    if held:
        with pytest.raises(Plain, match="The police ask"):
            disposal.freeze(store, "Boxes", [listed])
        holds.release(store, hold, "They have seen it")
    disposal.freeze(store, "Boxes", [listed])


@pytest.mark.parametrize(
    ("scope", "said", "more"),
    [
        (
            {"matter": "RR-2026/001"},
            "Holds 1 case file, and every holding of: 3.1 Allotment papers.",
            "places to search",
        ),
        ({"matter": "C-2026/001"}, "Holds 1 case file and no box.", "names no record series. Which boxes"),
        ({"matter": "Nobody known"}, "Holds no file and no box.", "No case file here has this reference"),
        ({"series": BOXES}, "Holds every holding of 3.1 Allotment papers.", "Until somebody releases it (Ctrl+R)."),
        ({"covers_from": DAY, "series": BOXES}, "Allotment papers with records of these days.", "releases it"),
        ({"covers_to": DAY}, "and those whose days nobody entered.", "releases it"),
        ({"holding": 1}, "Holds “Box of 3” alone.", "releases it"),
        ({"holding": 1, "free_from": dt.date(2026, 10, 1)}, "alone.", "Released, and free from Thu 1 Oct 2026."),
        ({"holding": 1, "free_from": DAY}, "It holds nothing any longer.", "released"),
        ({}, "", ""),
    ],
)
def test_a_hold_says_what_it_holds_and_what_nobody_can_know(
    store: Store, scope: dict[str, Any], said: str, more: str
) -> None:
    request(store, BOXES)
    complaint(store)
    boxes_of(store, BOXES)
    told = holding_register.plainly(record.meaning(Hold).empty | scope)
    assert said in told[0]
    assert more in told[1]
    assert bool(said) is bool(told[0])


def test_a_file_goes_to_an_archive_only_once_the_archive_has_said_that_it_has_its_copy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row here is destroyed when the batch is carried out; a box of paper goes out of the door instead."""
    case = complaint(store)
    close(store, "complaints", case)
    [box] = boxes_of(store, BOXES)
    holding = closing.holding_of("complaints", case)
    assert holding is not None
    later(monkeypatch, dt.date(2029, 8, 1))
    batch = disposal.freeze(store, "To the record office", [box, holding])
    items = sorted(disposal.items(batch), key=lambda n: disposal.items(batch)[n]["holding"] == holding)
    given = {"fate": "transferred", "archive": "County record office"}
    deciding.consider(store, items, given)
    asked = given | {"accession": "", "kept_until": None, "kept_reason": ""}
    assert [p.field for p in deciding.outcome_problems(asked, [box, holding])] == ["accession"]
    assert deciding.outcome_problems(asked, [box]) == []
    disposal.authorise(store, batch, Authority("Chair"))
    with pytest.raises(Plain, match=r"“Complaint file C-2026/001”: .* accession number of the copy it was given"):
        disposal.carry_out(store, batch, Doing("", "Clerk"))
    assert values_of(Complaint, case)["closed_on"]
    deciding.consider(store, [items[1]], {"accession": "D/PC 77"})
    assert len(disposal.carry_out(store, batch, Doing("", "Clerk"))) == 2
    assert sorted(record.values_of(LogEntry, [n])[n]["accession"] for n in (1, 2)) == ["", "D/PC 77"]
    assert not record.values_of(Complaint, [case])


def test_the_holding_of_a_closed_file_is_not_removed_by_hand(store: Store) -> None:
    case = complaint(store)
    close(store, "complaints", case)
    holding = closing.holding_of("complaints", case)
    assert holding is not None
    [box] = boxes_of(store, BOXES)
    with store.operation("Remove", "edit") as op, pytest.raises(Plain, match="Open the file again instead"):
        record.remove(Holding, [box, holding], op.id)
    assert closing.holding_of("complaints", case) == holding
    closing.reopen(store, "complaints", case, "The chair asked")
    assert closing.holding_of("complaints", case) == holding
    assert record.values_of(Holding, [holding])[holding]["dispose_by"] is None
    with store.operation("Remove", "edit") as op:
        assert record.remove(Holding, [box], op.id) == 1


@pytest.mark.parametrize("joined", [False, True])
def test_a_closed_file_that_lost_its_holding_gets_it_again(store: Store, joined: bool) -> None:
    """Files of before it was refused; one removed holding, one never made, and the control that is open."""
    cases = [complaint(store), complaint(store, series=None), complaint(store)]
    for case in cases[:2]:
        close_without(store, case)
    if joined:
        joining.join(store, ("complaints", cases[0]), ("complaints", cases[1]))
    first = closing.holding_of("complaints", cases[0])
    assert first is not None
    with store.operation("Lose", "edit") as op:
        record.change(Holding, {first: {"removed": record.moment(), "notes": "Shelf 9"}}, op.id, "remove")
    assert closing.bring_back(store) == 1
    assert closing.holding_of("complaints", cases[0]) == first
    assert values_of(Holding, first)["notes"] == "Shelf 9"
    assert values_of(Holding, first)["eligible_from"] == dt.date(2028, 4, 22)
    assert closing.holding_of("complaints", cases[2]) is None
    assert closing.bring_back(store) == 0
    before = max(o.id for o in history.recent(1))
    closing.bring_back(store)
    assert max(o.id for o in history.recent(1)) == before, "nothing is written where nothing is lost"


def close_without(store: Store, case: int) -> None:
    """Close a complaint, or bring it closed where nothing says which line it is kept by."""
    if values_of(Complaint, case)["series"]:
        close(store, "complaints", case)
    else:
        with store.operation("Bring", "edit") as op:
            record.change(Complaint, {case: {"answered": DAY, "outcome": "upheld", "closed_on": DAY}}, op.id)

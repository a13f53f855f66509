"""Cases count for the committee while they stand and when they are gone: once each, and nobody by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import PASSPHRASE
from workbench import clock
from workbench.records import backup, history, record
from workbench.records.database import database
from workbench.records.query import every
from workbench.records.restore import restore
from workbench.records.store import Council, Store
from workbench.registers import MODELS
from workbench.registers.cases.figures import Counting
from workbench.registers.complaints import REGISTER, Complaint
from workbench.registers.holds import Hold
from workbench.registers.retention_schedule import ScheduleLine
from workbench.registers.rights_requests import RightsRequest
from workbench.registers.statistics import ANOTHER, CaseStatistic
from workbench.rules.casefigures import CaseFigure
from workbench.rules.fixedperiods import Period
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import committee, disposal, holds, statistics
from workbench.workflows.cases import closing, keeping, opening
from workbench.workflows.disposal import Authority, Doing

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
NAME = "Ottoline Quisenberry"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """1 June 2022; the clock goes on within the tests."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2022, 6, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A council with one schedule line."""
    with made(tmp_path) as store, store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Requests", "rule": TWO_YEARS}], op.id)
    return tmp_path / "council"


@contextmanager
def made(at: Path) -> Iterator[Store]:
    """The council's store, made anew or opened; closed afterwards."""
    where, profile = at / "council", at / "profile"
    if where.exists():
        store = Store.open(where, PASSPHRASE, MODELS, profile=profile)
    else:
        store, _ = Store.create(where, Council("T", "england"), PASSPHRASE, "Clerk", MODELS, profile=profile)
    try:
        yield store
    finally:
        store.close()


def request(store: Store, **more: Any) -> int:
    """A request answered on the day it was due, and closed."""
    values = {"right": "access", "requester": NAME, "received": dt.date(2022, 3, 3), "series": 1, **more}
    case = opening.open_case(store, "rights-requests", values).case
    keeping.change(store, "rights-requests", case, {"answered": dt.date(2022, 4, 4), "outcome": "part"})
    closing.close(store, "rights-requests", case, dt.date(2022, 4, 20))
    return case


def destroy(store: Store) -> None:
    """Everything that is due, through the gate."""
    for hold in every(Hold, ()).ids():
        holds.release(store, hold, "It is over")
    batch = disposal.freeze(store, "Batch", disposal.due(clock.today()))
    disposal.authorise(store, batch, Authority("Chair"))
    disposal.carry_out(store, batch, Doing("deleted", "Clerk"))


def figures(store: Store) -> list[CaseFigure]:
    return list(statistics.case_figures(store))


# A request of Thu 3 Mar 2022: a month is Sun 3 Apr, so Mon 4 Apr; answered that day after 32 days.
STANDING = CaseFigure(
    "rights-requests", "Access to personal data", "Access to personal data", "", "Granted in part",
    dt.date(2022, 3, 3), dt.date(2022, 4, 4), dt.date(2022, 4, 4), True, 32,
)  # fmt: skip
GONE = CaseFigure(
    "rights-requests", "Access to personal data", "Access to personal data", "", "Granted in part",
    dt.date(2022, 1, 1), dt.date(2022, 4, 1), None, True, 32,
)  # fmt: skip


def test_a_destroyed_file_counts_as_before_and_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(tmp_path) as store:
        request(store)
        assert figures(store) == [STANDING]
        before = backup.make(store, "by hand").path
        monkeypatch.setattr(clock, "today", lambda: dt.date(2024, 7, 1))
        destroy(store)
        assert figures(store) == [GONE]
        assert every(RightsRequest, ()).count() == 0
        after = backup.make(store, "by hand").path
        assert history.verify().intact
    for copy in (before, after, before):  # the file stands in the first, its row in the second: never both, never none
        restore(copy, folder, PASSPHRASE, MODELS, profile=tmp_path / "profile")
        for _ in range(2):
            with made(tmp_path) as store:
                assert figures(store) == [GONE]
                assert history.verify().intact
    with made(tmp_path):
        [kept] = record.values_of(CaseStatistic, every(CaseStatistic, ()).ids()).values()
        assert NAME not in str(kept)


def test_undoing_the_removal_and_removing_count_with_the_register(folder: Path, tmp_path: Path) -> None:
    """A file put out of sight does not count; nor does it when it goes."""
    with made(tmp_path) as store:
        case = request(store)
        assert figures(store) == [STANDING]
        with store.operation("Remove", "edit") as op:
            record.remove(RightsRequest, [case], op.id)
        assert figures(store) == []
        with store.operation("Destroy", "destruction") as op:
            record.destroy(RightsRequest, [case], op.id)
        assert figures(store) == []


def test_complaints_are_on_time_by_the_reply_that_ended_them(folder: Path, tmp_path: Path) -> None:
    """Council policy: 10 working days from the acknowledgement; data protection: 30 days to acknowledge.

    Received Mon 4 Apr 2022, acknowledged Wed 6 Apr: ten working days with Good Friday and Easter Monday left out end
    on Fri 22 Apr. Without an acknowledgement five working days (Mon 11 Apr) come before, and ten end on Wed 27 Apr.
    """
    day = dt.date(2022, 4, 4)
    rows: list[dict[str, Any]] = [
        {"acknowledged": dt.date(2022, 4, 6), "stage1_on": dt.date(2022, 4, 22), "closed_on": dt.date(2022, 5, 20)},
        {"acknowledged": dt.date(2022, 4, 6), "answered": dt.date(2022, 4, 25)},
        {"closed_on": dt.date(2022, 4, 27)},
        {"closed_on": dt.date(2022, 4, 28)},
        {"kind": "data", "received": dt.date(2026, 7, 1), "acknowledged": dt.date(2026, 7, 31),
         "closed_on": dt.date(2026, 9, 1)},
        {"kind": "data", "received": dt.date(2026, 7, 1), "acknowledged": dt.date(2026, 8, 3),
         "closed_on": dt.date(2026, 9, 1)},
        {"readers": "named", "named": "Nobody here", "service": "Hall"},
    ]  # fmt: skip
    with made(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            base = {"kind": "complaint", "subject": "S", "received": day, "reference": "R"}
            record.add(Complaint, [{**base, **row} for row in rows], op.id)
        found = figures(store)
    assert [f.on_time for f in found] == [True, False, True, False, True, False, None]
    assert [f.days for f in found] == [18, 21, 23, 24, 62, 62, None]
    assert found[-1].service == ANOTHER  # for named people, and counted


def april(number: int) -> dt.date:
    """A day of April 2022; after the 30th it goes on into May."""
    return dt.date(2022, 4, 1) + dt.timedelta(days=number - 1)


MAY_26, MAY_30, MAY_31, JUNE_1 = april(56), april(60), april(61), april(62)
SECOND = {"stage": "stage2", "acknowledged": april(6), "stage1_on": april(22), "escalated": april(27)}
LAW = {"received": dt.date(2026, 7, 1), "about_data": True, "stage1_on": dt.date(2026, 8, 10)}
REPLIES: tuple[tuple[dict[str, Any], bool], ...] = (
    ({"stage2_ack": april(28), "stage2_on": MAY_26}, True),
    ({"stage2_ack": april(28), "stage2_on": MAY_26, "stage1_on": april(25)}, False),
    ({"stage2_ack": april(28), "stage2_on": MAY_26, "stage1_on": april(25), "extended_to": april(29)}, True),
    ({"stage2_ack": april(28), "stage2_on": MAY_26, "stage1_on": april(25), "stage2_until": MAY_31}, False),
    ({"stage2_ack": april(28), "stage2_on": MAY_30}, False),
    ({"stage2_ack": april(28), "stage2_on": MAY_30, "extended_to": april(39)}, False),
    ({"stage2_ack": april(28), "stage2_on": MAY_30, "stage2_until": MAY_31}, True),
    ({"stage2_on": JUNE_1}, True),
    ({"answered": JUNE_1}, True),
    ({"stage1_on": None, "stage2_on": JUNE_1}, False),
    ({"stage1_on": None, "escalated": april(22), "stage2_ack": april(28), "stage2_on": MAY_26}, True),
)


@pytest.mark.parametrize(("more", "in_time"), REPLIES)
def test_a_complaint_is_in_time_only_if_each_reply_was(
    folder: Path, tmp_path: Path, more: dict[str, Any], *, in_time: bool
) -> None:
    """Stage 1 by Fri 22 Apr 2022 (see above), put off to Mon 9 May at the longest; stage 2 twenty working days on.

    From the acknowledgement on Thu 28 Apr, without Mon 2 May, that is Fri 27 May; without one from Thu 5 May, five
    working days after it was asked for on the 27th, and without the holidays of 2 and 3 June that is Mon 6 June.
    Where no day of the stage 1 reply is noted, it had gone when stage 2 was asked for.
    """
    with made(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            base = {"kind": "complaint", "subject": "S", "received": april(4), "reference": "R", "closed_on": JUNE_1}
            ids = record.add(Complaint, [{**base, **SECOND, **more}], op.id)
        assert [case.on_time for case in figures(store)] == [in_time]
        with store.operation("Destroy", "destruction") as op:
            record.destroy(Complaint, ids, op.id)
        assert [case.on_time for case in figures(store)] == [in_time], "its row says the same when it is gone"


def test_the_law_s_acknowledgement_counts_beside_the_stages(folder: Path, tmp_path: Path) -> None:
    """Thirty days from Wed 1 July 2026 are Fri 31 July; ten working days from Mon 3 Aug are the 17th."""
    in_time, late = dt.date(2026, 7, 31), dt.date(2026, 8, 3)
    away = {"stage": "referred", "passed_to": "data", "passed_on": dt.date(2026, 7, 2), "stage1_on": None}
    rows = [
        {**LAW, **more, "acknowledged": day, "answered": dt.date(2026, 8, 10)}
        for more in ({}, away, {"about_data": False})
        for day in (in_time, late)
    ]
    with made(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            ids = record.add(Complaint, [{"kind": "complaint", "subject": "S", **row} for row in rows], op.id)
        assert [case.on_time for case in figures(store)] == [True, False] * 2 + [True, True]
        kinds = ["Data protection complaint"] * 4 + ["Complaint"] * 2
        assert [case.kind for case in figures(store)] == kinds, "the law counts them, whatever they call themselves"
        [view] = [view for view in REGISTER.views if view.title == "Data protection"]
        shown = every(Complaint, (), view=view.where).ids()
        assert sorted(shown) == sorted(ids[:4])
        stand = record.values_of(Complaint, ids)
        assert [number for number in ids if view.holds(stand[number])] == ids[:4]


def test_only_cases_over_before_the_day_are_left_out_and_their_values_are_kept(folder: Path, tmp_path: Path) -> None:
    with made(tmp_path) as store:
        request(store)
        values = {"right": "erasure", "requester": NAME, "received": dt.date(2022, 3, 3)}
        opening.open_case(store, "rights-requests", values)
        both = ["Access to personal data", "Erasure"]
        for first, counted in ((dt.date(2022, 4, 20), both), (dt.date(2022, 4, 21), both[1:])):  # closed on the 20th
            found = statistics.cases_from(store, first)
            assert sorted(case.kind for case in found.figures) == counted
            assert found.frames["rights-requests"].domains == (tuple(both), ("Not entered",), ("Granted in part",))


def test_what_remains_says_a_service_only_where_enough_cases_share_its_words(folder: Path, tmp_path: Path) -> None:
    """A service is typed freely and may name somebody; the row stays for ever. Five is the smallest number shown.

    Four complaints of one service and five of another go one after the other, as their days come.
    """
    rare, common, day = f"Plot of {NAME}", "Cemetery", dt.date(2022, 4, 4)
    closed = {"kind": "complaint", "subject": "S", "reference": "R", "received": day, "closed_on": day}
    with made(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            ids = record.add(
                Complaint, [{**closed, "service": name} for name in [rare] * 4 + [common] * 5 + [""]], op.id
            )
        before = [case.service for case in figures(store)]
        assert before == [ANOTHER] * 4 + [common] * 5 + [""], "it is counted alike while the files stand"
        for going in (ids[:1], ids[1:6], ids[6:8], ids[8:]):
            with store.operation("Destroy", "destruction") as op:
                record.destroy(Complaint, going, op.id)
            assert sorted(case.service for case in figures(store)) == sorted(before)
        kept = record.values_of(CaseStatistic, every(CaseStatistic, ()).ids()).values()
        assert sorted(values["service"] for values in kept) == sorted(before)
        held = database.execute_sql("SELECT group_concat(coalesce(after, '')) FROM history_values").fetchone()
        assert NAME not in f"{held} {kept}"


def test_a_complaint_counts_by_what_was_decided_last(tmp_path: Path) -> None:
    with made(tmp_path) as store:
        values = {"kind": "complaint", "subject": "Noise", "received": dt.date(2022, 3, 3), "stage": "stage2"}
        case = opening.open_case(store, "complaints", {**values, "outcome": "not"}).case
        first = Counting(Complaint).figure(record.values_of(Complaint, [case])[case]).outcome
        keeping.change(store, "complaints", case, {"stage2_outcome": "upheld"})
        last = Counting(Complaint).figure(record.values_of(Complaint, [case])[case]).outcome
        assert (first, last) == ("Not upheld", "Upheld")
        assert "Upheld" not in str(list(Counting(Complaint).alike())), "it is open"
        keeping.change(store, "complaints", case, {"answered": dt.date(2022, 4, 4)})
        said = str(list(Counting(Complaint).alike()))
        assert "Upheld" in said
        assert "Not upheld" not in said


def test_an_enquiry_is_no_complaint(tmp_path: Path) -> None:
    """It counts nowhere: not in the totals, nor as a value of a breakdown, nor as one that shares a service's words."""
    day = april(4)
    rows = [{"kind": "complaint", "service": "Hall"}] * 4 + [{"kind": "enquiry", "service": "Hall", "category": "data"}]
    with made(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            base = {"subject": "S", "received": day, "closed_on": day, "outcome": "withdrawn"}
            ids = record.add(Complaint, [{**base, **row} for row in rows], op.id)
        found = statistics.cases_from(store, day)
        assert [(case.kind, case.service) for case in found.figures] == [("Complaint", ANOTHER)] * 4
        assert found.frames["complaints"].domains == (("Not entered",), (ANOTHER,), ("Withdrawn",))
        with store.operation("Destroy", "destruction") as op:
            record.destroy(Complaint, ids[-1:], op.id)
        assert every(CaseStatistic, ()).count() == 0
        with store.operation("Destroy", "destruction") as op:
            record.destroy(Complaint, ids[:-1], op.id)
        assert [case.kind for case in figures(store)] == ["Complaint"] * 4, "the control"


def test_a_file_opened_again_counts_where_it_was_closed_last(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answered on its last day in April, opened again in June, closed again in July: 119 days after 3 Mar 2022."""
    first, second = Period(2022, 4, 3), Period(2022, 7, 3)
    with made(tmp_path) as store:
        case = request(store)
        assert [(c.closed, c.on_time) for c in figures(store)] == [(dt.date(2022, 4, 4), True)], "the control"
        closing.reopen(store, "rights-requests", case, "A page was missing")
        [meanwhile] = figures(store)
        assert (meanwhile.closed, meanwhile.on_time, meanwhile.due) == (None, None, None)
        monkeypatch.setattr(clock, "today", lambda: dt.date(2022, 10, 1))
        closing.close(store, "rights-requests", case, dt.date(2022, 6, 30))
        assert [(c.closed, c.on_time, c.days) for c in figures(store)] == [(dt.date(2022, 6, 30), True, 119)]
        closing.reopen(store, "rights-requests", case, "A letter came")
        closing.close(store, "rights-requests", case, dt.date(2022, 7, 1))
        for period, counted in ((first, (0, 0, 1, 0)), (second, (1, 1, 0, 0))):
            [now] = [one.now for one in committee.make(store, period).figures.registers]
            assert (now.closed, now.on_time, now.open, now.overdue) == counted
        assert committee.make(store, second).figures.registers[0].before.open == 1


@pytest.mark.parametrize(
    ("ended", "answer"),
    [
        (dt.date(2022, 4, 4), "No closed case went past a limit and none is overdue."),
        (dt.date(2022, 4, 5), "1 closed case went past a limit."),
    ],
)
def test_a_request_withdrawn_after_its_limit_was_late_but_not_answered(
    folder: Path, tmp_path: Path, ended: dt.date, answer: str
) -> None:
    """Its limit was Mon 4 Apr 2022. A request withdrawn needs no answer: nothing says that it was answered late."""
    with made(tmp_path) as store:
        values = {"right": "access", "requester": NAME, "received": dt.date(2022, 3, 3), "series": 1}
        case = opening.open_case(store, "rights-requests", values).case
        keeping.change(store, "rights-requests", case, {"outcome": "withdrawn"})
        closing.close(store, "rights-requests", case, ended)
        page = committee.make(store, Period(2022, 4, 3)).page
        assert page.answer == answer
        assert "withdrawn or closed by its limit" in page.note

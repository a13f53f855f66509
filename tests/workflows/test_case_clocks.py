"""The clock of a file follows its answers: no day that is out of sight counts, and no owed day goes without a word.

Every day is worked out by hand from the law reference, sections 1, 2 and 4.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest

from tests import helpers
from tests.workflows.casefiles import COMPLAINTS, NOV_2, REQUESTS, THE_1ST, TODAY, Given, complaint, day, request
from workbench import cli, clock
from workbench.errors import Plain
from workbench.gui.cases.clock_card import left
from workbench.records import record
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.registers.cases import asked, clocks
from workbench.registers.cases.files import case_file
from workbench.registers.cases.steps import CaseFile
from workbench.registers.complaints import Complaint
from workbench.registers.rights_requests import RightsRequest
from workbench.rules.fixedperiods import Period
from workbench.workflows import committee, diary
from workbench.workflows.cases import closing, keeping, policy


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wed 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def due(values: Given) -> tuple[str, dt.date | None, dt.date | None]:
    """How the clock stands, its target and its limit."""
    return values["clock"], values["target"], values["due"]


def home(register: str) -> list[dt.date | None]:
    """The days of a register's files in Home's list."""
    return [item.day for item in diary.due(REGISTERS, clock.today()) if item.page == f"case/{register}"]


WITHDRAWN: tuple[tuple[Given, ...], ...] = (
    ({"identity": "asked", "identity_asked": day("10-02")}, {"identity": "known"}),
    ({"identity": "asked", "identity_asked": day("10-02"), "identity_seen": day("10-20")}, {"identity": "known"}),
    ({"clear": "asked", "clarify_asked": day("10-05")}, {"clear": "clear"}),
    ({"clear": "asked", "clarify_asked": day("10-05"), "clarify_answered": day("10-12")}, {"clear": "clear"}),
    ({"go_ahead": "fee", "why_not": "Many", "fee_asked": day("10-05")}, {"go_ahead": "yes"}),
    ({"acting_for": "Somebody C", "authority_asked": day("10-05")}, {"acting_for": ""}),
    ({"extended": "complex", "extension_told": day("10-05")}, {"extended": ""}),
)


@pytest.mark.parametrize("changes", WITHDRAWN, ids=lambda changes: " ".join(changes[1]))
def test_an_answer_that_is_taken_back_takes_its_days_with_it(store: Store, changes: tuple[Given, ...]) -> None:
    before = request(store, changes[0])
    assert (before["clock"], before["due"]) != ("running", NOV_2), "the day counts while its answer stands"
    values = request(store, *changes)
    assert (values["clock"], values["due"], values["silent_from"]) == ("running", NOV_2, None)
    assert "does not count" in values["working"]
    assert home(REQUESTS)


def test_an_answer_that_is_taken_back_does_not_block_its_step(store: Store) -> None:
    values = request(store, {"identity": "known"}, *WITHDRAWN[2])
    assert values["next_step"] == "Decide whether to go ahead"


def test_a_question_after_the_limit_is_not_drawn_as_stopped_time(store: Store) -> None:
    values = request(store, {"clear": "asked", "clarify_asked": day("11-05")})
    assert due(values) == ("running", day("10-29"), NOV_2)
    assert clocks.stopped(values) == ()
    assert left(values).late
    in_time = request(store, {"clear": "asked", "clarify_asked": NOV_2})
    assert clocks.stopped(in_time) == ((NOV_2, None),)


def test_proof_that_was_not_asked_for_moves_nothing(store: Store) -> None:
    """A month after 2 Nov is Wed 2 Dec; and authority that nobody asked for."""
    values = request(store, {"identity": "known", "identity_seen": day("11-20")}, received=NOV_2)
    assert values["due"] == day("12-02")
    values = request(store, {"authority_seen": day("11-20")}, received=NOV_2, acting_for="Somebody C")
    assert values["due"] == day("12-02")
    assert "Authority was seen Fri 20 Nov 2026" in values["working"]


@pytest.mark.usefixtures("store")
def test_no_day_counts_that_the_steps_do_not_show() -> None:
    """Every answer with every day of the steps, set one by one."""
    file, empty = case_file(REQUESTS), record.meaning(RightsRequest).empty | {"right": "access", "received": THE_1ST}
    tried = 0
    for answer, _, names in asked.OF_REQUESTS:
        codes = [code for code, _ in getattr(RightsRequest, answer).options] if answer != "acting_for" else ["C"]
        for code in ("", *codes):
            for name in names:
                values = empty | {answer: code}
                more = values | {name: day("10-09")}
                for one in (values, more):
                    RightsRequest.reckon(one)
                if name not in shown(file, more):
                    tried += 1
                    assert due(more) == due(values), (answer, code, name)
                    assert more["next_step"] == values["next_step"], (answer, code, name)
    assert tried > 10


def shown(file: CaseFile, values: Given) -> set[str]:
    """The names of the fields that the steps of a file ask for."""
    return {field.name for step in file.steps_for(values) for field in step.fields_for(values)}


@pytest.mark.usefixtures("store")
def test_a_day_out_of_order_leaves_that_of_the_receipt() -> None:
    wrong = record.meaning(RightsRequest).empty | {
        "right": "access", "received": THE_1ST, "clear": "asked", "clarified": "2026-10-09/2026-10-02",
    }  # fmt: skip
    RightsRequest.reckon(wrong)
    assert due(wrong) == ("running", day("10-29"), NOV_2)
    assert "cannot be before the day it was asked" in wrong["working"]
    wrong = record.meaning(Complaint).empty | {"kind": "complaint", "received": THE_1ST, "acknowledged": day("09-20")}
    Complaint.reckon(wrong)
    assert due(wrong) == ("running", day("10-07"), day("10-08"))
    assert "cannot be before the day it was received" in wrong["working"]


def test_a_year_out_of_reach_is_named(store: Store) -> None:
    with pytest.raises(Plain, match="1900 or later"):
        request(store, received=dt.date(226, 10, 1))


PASSED: tuple[Given, ...] = (
    {"about_data": True, "stage": "referred", "passed_to": "monitoring", "passed_on": day("10-05")},
    {"stage": "referred", "passed_to": "data", "passed_on": day("10-05")},
)


@pytest.mark.parametrize("given", PASSED)
def test_a_complaint_about_data_that_is_passed_on_keeps_the_law_s_days(store: Store, given: Given) -> None:
    """Thirty days after 1 Oct are Sat 31 Oct, so Mon 2 Nov; the strictest reading says 30 Oct."""
    values = complaint(store, given)
    assert due(values) == ("running", day("10-30"), NOV_2)
    assert "s.164A(3)" in values["basis"]
    titles = [step.title for step in case_file(COMPLAINTS).steps_for(values)]
    assert {"Look into it", "Tell the outcome"} <= set(titles)
    assert "Send the stage 1 reply" not in titles
    values = complaint(store, given, {"acknowledged": day("10-06")})
    assert due(values) == ("running", day("11-05"), None)
    assert due(complaint(store, given, {"acknowledged": day("10-06"), "answered": day("10-20")}))[0] == "answered"


def test_what_is_passed_on_has_its_own_days_until_it_is(store: Store) -> None:
    values = complaint(store, {"stage": "referred", "passed_to": "police"})
    assert (values["due"], values["next_step"]) == (day("10-08"), "Acknowledge it")
    assert "enter the day" in values["working"]
    police = {"stage": "referred", "passed_to": "police", "passed_on": day("10-05")}
    values = complaint(store, police)
    assert (values["due"], values["next_step"]) == (day("10-08"), "Acknowledge it"), "that is still owed"
    assert "only its acknowledgement is still owed" in values["working"]


def test_what_was_passed_on_is_looked_at_again_and_can_be_closed(store: Store) -> None:
    """Thirty days after Mon 5 Oct are Wed 4 Nov; told of the progress on 20 Oct, Thu 19 Nov. Policy: no limit."""
    police = {"acknowledged": day("10-02"), "stage": "referred", "passed_to": "police", "passed_on": day("10-05")}
    values = complaint(store, police)
    assert due(values) == ("running", day("11-04"), None)
    assert "the council has no day of its own left" in values["working"]
    assert values["outcome"] == "passed"
    assert due(complaint(store, police, {"progress_on": day("10-20")})) == ("running", day("11-19"), None)
    last = case_file(COMPLAINTS).steps[-1]
    assert "outcome" in {field.name for field in last.fields_for(values)}
    closing.close(store, COMPLAINTS, values["number"], day("11-20"))
    assert "outcome" not in {field.name for field in last.fields_for(complaint(store, REPLIED))}
    data = complaint(store, {**police, "passed_to": "data"})
    assert data["outcome"] == "", "the law asks for that outcome"


def test_passed_on_to_a_review_it_has_the_days_of_a_review(store: Store) -> None:
    """Twenty working days after 1 Oct: Thu 29 Oct."""
    values = complaint(store, {"stage": "referred", "passed_to": "foi", "passed_on": day("10-05")})
    assert values["due"] == day("10-29")


def test_a_way_that_was_taken_back_is_forgotten(store: Store) -> None:
    """Passed on by mistake and back at stage 1: its steps and its days are there again."""
    given = {"stage": "referred", "passed_to": "police", "passed_on": day("10-05")}
    values = complaint(store, {"acknowledged": day("10-05")}, given, {"stage": "stage1"})
    assert values["due"] == day("10-19")
    assert "Send the stage 1 reply" in [step.title for step in case_file(COMPLAINTS).steps_for(values)]
    values = complaint(store, given, {"kind": "data"})
    assert "Look into it" in [step.title for step in case_file(COMPLAINTS).steps_for(values)]


REPLIED: Given = {"acknowledged": day("10-05"), "stage": "stage1", "stage1_on": day("10-09"), "outcome": "upheld"}


def test_a_reply_in_time_is_neither_late_nor_overdue(store: Store) -> None:
    """Ten working days after Mon 5 Oct are Mon 19 Oct."""
    values = complaint(store, REPLIED)
    assert (values["clock"], values["due"]) == ("answered", day("10-19"))
    assert not home(COMPLAINTS)
    assert left(values).below == "Answered Fri 9 Oct 2026. Close the file when all is done."
    assert "overdue" not in quarter(store).replace("none is overdue", "")
    with pytest.raises(Plain, match="stays open"):
        closing.close(store, COMPLAINTS, values["number"], day("10-08"))


def test_without_its_reply_it_is_overdue(store: Store) -> None:
    complaint(store, {name: value for name, value in REPLIED.items() if name != "stage1_on"})
    assert "1 case is overdue" in quarter(store)
    assert home(COMPLAINTS) == [day("10-16")]


def quarter(store: Store) -> str:
    """What the committee is told of October to December."""
    page = committee.make(store, Period(2026, 10, 3)).page
    return f"{page.answer} {page.how}"


@pytest.mark.parametrize("first", ["stage1_on", "answered"])
def test_stage_2_starts_the_clock_again_until_its_own_reply(store: Store, first: str) -> None:
    """Five working days after Mon 12 Oct: Mon 19 Oct. Twenty after the 13th: Tue 10 Nov."""
    given = {"acknowledged": day("10-05"), first: day("10-09")}
    again = {"stage": "stage2", "escalated": day("10-12")}
    values = complaint(store, given, again)
    assert due(values) == ("running", day("10-16"), day("10-19"))
    values = complaint(store, given, again, {"stage2_ack": day("10-13")})
    assert due(values) == ("running", day("11-09"), day("11-10"))
    values = complaint(store, given, again, {"stage2_ack": day("10-13"), "stage2_on": day("11-09")})
    assert (values["clock"], values["due"]) == ("answered", day("11-10"))


def test_stage_2_without_its_day_counts_from_the_reply_before(store: Store) -> None:
    """Five working days after Fri 9 Oct: Fri 16 Oct."""
    values = complaint(store, REPLIED, {"stage": "stage2"})
    assert (values["clock"], values["due"]) == ("running", day("10-16"))
    assert "No day says when stage 2 was asked for" in values["working"]


def test_stage_2_is_owed_beside_the_outcome_that_the_law_asks_for(store: Store) -> None:
    """The outcome was told on 12 Oct; five working days after Mon 19 Oct: Mon 26 Oct. Neither stands for the other."""
    told = {"answered": day("10-12"), "regulator_told": True}
    values = complaint(store, REPLIED, told, {"stage": "stage2"}, about_data=True)
    assert (values["clock"], values["next_step"]) == ("running", "Ask about confidentiality"), "no day says when"
    values = complaint(store, REPLIED, told, {"stage": "stage2", "escalated": day("10-19")}, about_data=True)
    assert (values["clock"], values["due"]) == ("running", day("10-26"))
    keeping.change(store, COMPLAINTS, values["number"], {"stage2_on": day("11-02"), "stage2_outcome": "upheld"})
    values = record.values_of(Complaint, [values["number"]])[values["number"]]
    assert values["clock"] == "answered"
    assert left(values).below == "Answered Mon 2 Nov 2026. Close the file when all is done."
    later = complaint(
        store, REPLIED, {"stage": "stage2", "escalated": day("10-19"), "answered": day("10-20")}, about_data=True
    )
    assert (later["clock"], later["due"]) == ("running", day("10-26")), "the law's outcome is no reply at stage 2"
    again = {"stage": "stage2", "escalated": day("10-19"), "stage2_on": day("11-02")}
    values = complaint(store, REPLIED, again, about_data=True)
    assert values["clock"] == "running", "the law's outcome is still to be told"


def test_the_day_stage_2_was_asked_for_makes_it_stage_2(store: Store) -> None:
    values = complaint(store, REPLIED)
    assert asked.may_go_on(values)
    changed = keeping.change(store, COMPLAINTS, values["number"], {"escalated": day("10-12")})
    assert (changed["stage"], changed["clock"]) == ("stage2", "running")
    assert not asked.may_go_on(changed)
    assert "Send the stage 2 reply" in [step.title for step in case_file(COMPLAINTS).steps_for(changed)]
    back = keeping.change(store, COMPLAINTS, values["number"], {"escalated": None})
    assert (back["stage"], back["clock"]) == ("stage1", "answered"), "it was a slip"
    assert not asked.may_go_on(complaint(store)), "no reply at stage 1 went"


def test_the_outcome_about_data_is_owed_beside_the_stage_1_reply(store: Store) -> None:
    """Thirty days after the reply of 9 Oct: Sun 8 Nov, so Fri 6 Nov."""
    values = complaint(store, REPLIED, about_data=True)
    assert due(values) == ("running", day("11-06"), None)
    assert values["next_step"] != ""
    values = complaint(store, REPLIED, {"answered": day("10-12")}, about_data=True)
    assert (values["clock"], values["due"]) == ("answered", day("10-19"))


def test_a_long_policy_does_not_hide_the_law_s_day(store: Store) -> None:
    own = policy.own()
    policy.set_policy(store, own._replace(complaints=dataclasses.replace(own.complaints, acknowledge=40)))
    values = complaint(store, about_data=True)
    assert due(values) == ("running", day("10-30"), NOV_2)
    assert values["acknowledge_by"] == NOV_2
    assert complaint(store)["due"] == day("11-26"), "forty working days after 1 Oct"


NOVEMBER: Given = {"received": NOV_2, "acknowledged": day("11-03")}


def test_putting_off_moves_the_target_too(store: Store) -> None:
    """Ten working days after 3 Nov are Tue 17 Nov, ten more Tue 1 Dec."""
    assert due(complaint(store, NOVEMBER)) == ("running", day("11-16"), day("11-17"))
    values = complaint(store, NOVEMBER, {"extended_to": day("12-01"), "extended_why": "Ill"})
    assert due(values) == ("running", day("11-30"), day("12-01"))


def test_stage_2_is_put_off_too(store: Store) -> None:
    second = {"stage": "stage2", "stage1_on": day("10-09"), "escalated": day("10-12"), "stage2_ack": day("10-13")}
    values = complaint(store, {"acknowledged": day("10-05")}, second, {"stage2_until": day("11-20")})
    assert due(values) == ("running", day("11-19"), day("11-20"))


def test_stage_1_put_off_does_not_move_stage_2(store: Store) -> None:
    """Five working days after Mon 26 Oct: Mon 2 Nov; twenty after the 28th: Wed 25 Nov; put off until 8 Dec."""
    late = {"acknowledged": day("10-05"), "extended_to": day("10-23"), "extended_why": "Ill", "stage1_on": day("10-23")}
    values = complaint(store, late, {"stage": "stage2", "escalated": day("10-26")})
    assert (values["clock"], values["due"]) == ("running", day("11-02"))
    for given, limit in (({"stage2_ack": day("10-28")}, "11-25"), ({"stage2_until": day("12-08")}, "12-08")):
        changed = keeping.change(store, COMPLAINTS, values["number"], given)
        assert changed["due"] == day(limit)
    assert changed["extended_to"] == day("10-23"), "what was so at stage 1 stays"
    with pytest.raises(Plain, match="Stage 2 put off until cannot be after"):
        keeping.change(store, COMPLAINTS, values["number"], {"stage2_until": dt.date(2027, 3, 1)})


def test_a_day_it_was_put_off_until_is_after_it_came(store: Store) -> None:
    values = complaint(store, NOVEMBER)
    for name in ("extended_to", "stage2_until", "vexatious_review"):
        with pytest.raises(Plain, match="cannot be before it was received"):
            keeping.change(store, COMPLAINTS, values["number"], {name: day("10-30")})


def test_before_the_law_only_policy_asks_for_an_outcome_about_data(store: Store) -> None:
    """s.164A is in force from 19 June 2026: one that came the day before is answered with its stage 1 reply."""
    replied = {"acknowledged": day("06-18"), "stage": "stage1", "stage1_on": day("06-25"), "outcome": "upheld"}
    assert complaint(store, replied, received=day("06-18"), about_data=True)["clock"] == "answered"
    later = {**replied, "acknowledged": day("06-19")}
    assert complaint(store, later, received=day("06-19"), about_data=True)["clock"] == "running"


def test_an_acknowledgement_is_not_put_off(store: Store) -> None:
    """Five working days after Fri 20 Nov: Fri 27 Nov."""
    assert complaint(store, {"extended_to": day("12-04")}, received=day("11-20"))["due"] == day("11-27")


def test_putting_off_goes_no_further_than_the_policy(store: Store) -> None:
    with pytest.raises(Plain, match="cannot be after Tue 1 Dec 2026"):
        complaint(store, NOVEMBER, {"extended_to": day("12-02")})
    values = record.meaning(Complaint).empty | {"kind": "complaint"} | NOVEMBER | {"extended_to": dt.date(2030, 1, 1)}
    Complaint.reckon(values)
    assert values["due"] == day("12-01")
    assert "policy goes no further than Tue 1 Dec 2026" in values["working"]


def test_the_look_every_thirty_days_is_no_limit(store: Store) -> None:
    """Acknowledged 2 Aug; thirty days on is Tue 1 Sep. Policy: on Home, not overdue, not late."""
    values = complaint(store, {"acknowledged": day("08-02")}, kind="data", received=day("08-01"))
    assert due(values) == ("running", day("09-01"), None)
    assert values["basis"].startswith("Council policy, not law")
    assert home(COMPLAINTS) == [day("09-01")]
    assert not left(values).late
    assert left(values).title == "Target passed 85 days ago"
    assert left(values).below == "Target Tue 1 Sep 2026. No limit: the law fixes no day."
    assert "1 case is overdue" not in committee.make(store, Period(2026, 7, 3)).page.answer


@pytest.mark.parametrize(
    ("known", "look", "why"),
    [
        ("10-20", "11-19", ""),  # a Thursday: the control
        ("07-30", "08-28", "Weekend"),  # Sat 29 Aug
        (
            "08-01",
            "08-28",
            "Weekend and bank holiday (Late Summer Bank Holiday)",
        ),  # Mon 31 Aug
        ("11-25", "12-24", "Bank holiday (Christmas Day)"),  # Fri 25 Dec
    ],
)
def test_a_look_on_a_day_off_is_taken_on_the_working_day_before(store: Store, known: str, look: str, why: str) -> None:
    """A target may be met sooner, never later: the law fixes no day, so nothing rolls on."""
    values = complaint(store, {"acknowledged": day(known)}, kind="data", received=day(known))
    assert due(values) == ("running", day(look), None)
    assert [line for line in values["working"].splitlines() if "the working day before" in line] == (
        [f"{why}, so the working day before: {day(look):%a %-d %b %Y}."] if why else []
    )


def test_a_data_complaint_before_the_law_has_the_council_s_own_days(store: Store) -> None:
    """Five working days after Wed 10 Jun are Wed 17 Jun, ten after the 12th Fri 26 Jun."""
    values = complaint(store, kind="data", received=day("06-10"))
    assert due(values) == ("running", day("06-16"), day("06-17"))
    assert "19 Jun 2026" in values["working"]
    values = complaint(store, {"acknowledged": day("06-12")}, kind="data", received=day("06-10"))
    assert (values["clock"], values["due"]) == ("running", day("06-26"))
    assert complaint(store, kind="data", received=day("06-19"))["due"] == day("07-20")


def test_the_command_aims_as_the_council_s_files_do(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fourteen days after Mon 2 Nov: Mon 16 Nov."""
    policy.set_policy(store, policy.own()._replace(target=14))
    assert request(store, received=NOV_2)["target"] == day("11-16")
    folder = store.folder
    store.close()
    monkeypatch.setenv("WORKBENCH_PASSPHRASE", helpers.PASSPHRASE)
    with pytest.raises(SystemExit):
        cli.run(["--store", str(folder), "deadline", "sar", "--received", "2026-11-02", "--json"], lambda _: 0)
    assert json.loads(capsys.readouterr().out)["target"] == "2026-11-16"


def test_stage_2_is_acknowledged_by_its_day_and_then_answered_by_its_own(store: Store) -> None:
    """Five working days from Mon 12 Oct 2026 are Mon 19 Oct; twenty from the acknowledgement of 14 Oct, Wed 11 Nov."""
    before = {"acknowledged": day("10-01"), "unnamed": "no", "looked_on": day("10-08"), "stage1_on": day("10-09")}
    asked_for = {**before, "outcome": "not", "stage": "stage2", "escalated": day("10-12")}
    values = complaint(store, asked_for, received=day("09-28"))
    assert (values["next_step"], values["due"]) == ("Acknowledge stage 2", day("10-19"))
    keeping.change(store, "complaints", values["number"], {"stage2_ack": day("10-14")})
    later = record.values_of(Complaint, [values["number"]])[values["number"]]
    assert (later["next_step"], later["due"]) == ("Send the stage 2 reply", day("11-11"))


def test_who_removed_other_people_s_details_does_not_check_it(store: Store) -> None:
    step = next(s for s in case_file("rights-requests").steps if s.title == "Check other people’s details")
    values = request(store, {"others": "removed", "redacted_by": "Jo Clerk", "redaction_checked_by": "jo  clerk"})
    said = [lack.text for lack in keeping.missing(step, "rights-requests", values["number"], values)]
    assert said == ["Somebody else than who removed them is to check"]
    values = request(store, {"others": "removed", "redacted_by": "Jo Clerk", "redaction_checked_by": "Al Deputy"})
    assert not keeping.missing(step, "rights-requests", values["number"], values)

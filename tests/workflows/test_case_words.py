"""What a file says of its days, its lists and its end: in its working, on its timeline, beside its steps.

Every day is worked out by hand from the law reference, sections 1, 2 and 4.
"""

from __future__ import annotations

import datetime as dt

import pytest

from tests.workflows.casefiles import COMPLAINTS, TODAY, Given, complaint, day, request
from workbench import clock
from workbench.errors import Plain
from workbench.gui.cases.clock_card import left
from workbench.records import record
from workbench.records.attachments import Owner
from workbench.records.store import Store
from workbench.register import Register
from workbench.registers.cases import following
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import ACTION, PARTY, PLACE, TOLD
from workbench.registers.complaints import Complaint
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows.cases import closing, ending, keeping, letters


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wed 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def test_of_several_proofs_only_the_last_is_said_to_start_the_month(store: Store) -> None:
    """Identity on 6 Oct, authority on 8 Oct: one month from Thu 8 Oct is Sun 8 Nov, so Mon 9 Nov."""
    proofs = {"identity": "asked", "identity_asked": day("10-02"), "identity_seen": day("10-06"), "acting_for": "Bo"}
    proofs |= {"authority_asked": day("10-02"), "authority_seen": day("10-08")}
    values = request(store, proofs)
    assert values["due"] == day("11-09")
    assert "Proof of identity came Tue 6 Oct 2026 (identity)." in values["working"]
    assert "Proof of authority came Thu 8 Oct 2026, so the month starts then (authority)." in values["working"]
    assert values["working"].count("so the month starts then") == 1


def test_two_more_months_are_told_by_a_day_that_the_step_names(store: Store) -> None:
    """Received Mon 2 Nov: one month on is Wed 2 Dec. Received Thu 1 Oct: Sun 1 Nov, not rolled (law reference 1)."""
    step = next(s for s in case_file("rights-requests").steps if s.title == "Decide whether to go ahead")
    values = request(store, {"go_ahead": "yes", "extended": "complex"}, received=day("11-02"))
    assert "by Wed 2 Dec 2026" in step.warning_for(values)
    assert not step.done(values)
    told = request(store, {"go_ahead": "yes", "extended": "complex", "extension_told": day("10-20")})
    assert not step.warning_for(told)
    late = request(store, {"go_ahead": "yes", "extended": "complex", "extension_told": day("11-02")})
    assert "after Sun 1 Nov 2026: too late to count" in step.warning_for(late)
    assert "a week before the limit" in told["working"]
    assert "a week before the limit" not in late["working"]


def test_an_earlier_question_stays_on_the_timeline(store: Store) -> None:
    values = request(store, {"clear": "ask", "clarify_asked": day("10-05"), "clarify_answered": day("10-08")})
    changed = keeping.change(store, "rights-requests", values["number"], {"clarify_asked": day("10-12")})
    said = [(one.day, one.what) for one in keeping.timeline("rights-requests", changed, values["number"])]
    assert (day("10-05"), "Asked what is wanted on") in said
    assert (day("10-08"), "They answered on") in said
    assert (day("10-12"), "Asked what is wanted on") in said


def test_a_note_that_they_were_told_of_the_progress_is_its_day(store: Store) -> None:
    values = complaint(store, {"acknowledged": day("10-05")})
    for noted, kept in (("10-20", "10-20"), ("10-12", "10-20")):
        keeping.note(
            store, COMPLAINTS, values["number"], {"kind": "progress", "day": day(noted), "what": "Told by phone"}
        )
        assert record.values_of(Complaint, [values["number"]])[values["number"]]["progress_on"] == day(kept)


@pytest.mark.parametrize(
    ("part", "field", "may_come", "may_precede"),
    [(PARTY, "heard_on", False, False), (PARTY, "authority_seen", False, True), (ACTION, "due_on", True, False),
     (ACTION, "done_on", False, False), (PLACE, "done_on", False, False), (TOLD, "told_on", False, False)],
)  # fmt: skip
def test_the_days_in_lists_are_neither_to_come_nor_before_the_file(
    store: Store, part: Register, field: str, may_come: bool, may_precede: bool
) -> None:
    values = complaint(store)
    named: Given = (
        {part.naming.name: "Something", "role": "witness"} if part is PARTY else {part.naming.name: "Something"}
    )
    number = keeping.add_part(store, part, COMPLAINTS, values["number"], named)
    for wrong, may, words in (
        ("2030-01-01", may_come, "still to come"),
        ("2026-09-30", may_precede, "before the file"),
    ):
        given = {field: dt.date.fromisoformat(wrong)}
        if may:
            keeping.change_part(store, part, number, given)
            continue
        with pytest.raises(Plain, match=words):
            keeping.change_part(store, part, number, given)
        with pytest.raises(Plain, match=words):
            keeping.add_part(store, part, COMPLAINTS, values["number"], named | given)


def test_closing_names_what_was_left_out_and_letters_that_never_went(store: Store) -> None:
    values = request(store, {"searched_on": day("10-12"), "outcome": "full", "answered": day("10-20")})
    keeping.add_part(store, PLACE, "rights-requests", values["number"], {"where": "The attic"})
    owner = Owner("rights-requests", values["number"])
    letters.keep(store, *owner, letters.write(store, *owner, "response"))
    said = ending.undone(*owner, record.values_of(RightsRequest, [owner.number])[owner.number])
    assert "Search the places: Not searched yet, and nothing says why not: The attic" in said
    assert any(line.startswith("Not noted as sent: ") for line in said)


def test_an_answer_after_the_limit_says_so(store: Store) -> None:
    """One month from Thu 1 Oct 2026 is Sun 1 Nov, so Mon 2 Nov."""
    assert left(request(store, {"answered": day("11-04")})).below.startswith(
        "Answered Wed 4 Nov 2026, 2 days after its"
    )
    assert left(request(store, {"answered": day("11-02")})).below.startswith("Answered Mon 2 Nov 2026. Close")


def test_of_one_day_the_timeline_says_the_last_first(store: Store) -> None:
    values = complaint(store, {"acknowledged": day("10-01")})
    said = [one.what for one in keeping.timeline(COMPLAINTS, values, values["number"])]
    assert said.index("Acknowledged on") < said.index("Received on")


def test_a_file_whose_person_is_silent_says_what_may_be_done(store: Store) -> None:
    """Asked on 5 Oct 2026; ninety days on is 3 Jan 2027, after today; asked on 20 Aug, it is 18 Nov."""
    step = next(s for s in case_file("rights-requests").steps if s.title == "Make sure who is asking")
    asked_on = {"identity": "asked", "identity_asked": day("10-05")}
    assert not step.warning_for(request(store, asked_on))
    early = dt.date(2026, 8, 19)
    values = request(store, {"identity": "asked", "identity_asked": dt.date(2026, 8, 20)}, received=early)
    assert "They were asked on Thu 20 Aug 2026 and have not answered" in step.warning_for(values)


def test_the_register_s_panel_goes_by_the_rules_of_the_page(store: Store) -> None:
    """The question before is kept with its answer wherever a second one is entered; policy bounds a putting-off."""
    values = request(store, {"clear": "asked", "clarify_asked": day("10-05"), "clarify_answered": day("10-08")})
    new = following.with_what_follows(values, {"clarify_asked": day("10-12")})
    assert (new["clarified"], new["clarify_answered"]) == ("2026-10-05/2026-10-08", None)
    register = case_file(COMPLAINTS).register
    [wrong] = following.problems(register, complaint(store), {"extended_to": dt.date(2027, 6, 1)})
    assert wrong.field == "extended_to"


def test_past_the_last_day_nobody_is_asked_to_tell_of_more_time(store: Store) -> None:
    step = next(s for s in case_file("rights-requests").steps if s.title == "Decide whether to go ahead")
    late = request(store, {"go_ahead": "yes", "extended": "complex"}, received=day("10-01"))
    assert (
        step.warning_for(late)
        == "The last day to tell them of two more months was Sun 1 Nov 2026: the limit stays as it is."
    )


def test_an_answered_file_that_was_opened_again_waits_on_home(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opened again on Wed 25 Nov 2026; thirty days on is Christmas Day, so Thu 24 Dec. No limit: policy."""
    values = request(store, {"answered": day("10-20"), "outcome": "full"})
    closing.close(store, "rights-requests", values["number"], day("10-21"))
    closing.reopen(store, "rights-requests", values["number"], "The regulator asks")
    again = record.values_of(RightsRequest, [values["number"]])[values["number"]]
    assert (again["clock"], again["target"], again["due"]) == ("running", dt.date(2026, 12, 24), None)
    assert "Answered Tue 20 Oct 2026, opened again Wed 25 Nov 2026." in again["working"]
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 11, 26))
    answered = keeping.change(store, "rights-requests", values["number"], {"answered": dt.date(2026, 11, 26)})
    assert answered["clock"] == "answered"
    closing.close(store, "rights-requests", values["number"], dt.date(2026, 11, 26))
    shut = record.values_of(RightsRequest, [values["number"]])[values["number"]]
    assert (shut["clock"], shut["due"]) == ("closed", day("11-02"))


def test_an_outcome_that_followed_is_taken_back_with_what_it_followed_from(store: Store) -> None:
    police = {"stage": "referred", "passed_to": "police", "passed_on": day("10-05")}
    values = complaint(store, police)
    assert values["outcome"] == "passed"
    assert keeping.change(store, COMPLAINTS, values["number"], {"stage": "stage1"})["outcome"] == ""
    assert keeping.change(store, COMPLAINTS, values["number"], {"stage": "referred"})["outcome"] == "passed"
    assert keeping.change(store, COMPLAINTS, values["number"], {"passed_on": None})["outcome"] == ""

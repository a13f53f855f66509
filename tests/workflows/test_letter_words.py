"""What letters promise and claim, read back from the Word file: the days they name, the law, and about whom they speak.

The days are reckoned by hand from the council's policy (5, 10, 20 working days) and the bank holidays of the year.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from tests import helpers
from tests.workflows.test_letters import opened
from workbench import clock, paths
from workbench.errors import Plain
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases import calendar
from workbench.registers.cases.complaint_steps import FILE as COMPLAINTS
from workbench.registers.cases.parts import PARTY
from workbench.registers.cases.request_steps import FILE as REQUESTS
from workbench.registers.rights_requests import RIGHTS
from workbench.workflows import private
from workbench.workflows.cases import access, keeping, letters

MONDAY = dt.date(2024, 1, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council without files."""
    with helpers.open_new(tmp_path) as store:
        yield store
    private.sweep()


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Monday 8 January 2024, unless a test says another day."""
    on(monkeypatch, MONDAY)


def on(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    """From here on it is another day."""
    monkeypatch.setattr(clock, "today", lambda: day)


def complaint(store: Store, **values: Any) -> int:
    """A complaint of Carol Cooper, received on Friday 5 January 2024."""
    said = {"kind": "complaint", "subject": "Noise", "complainant": "Carol Cooper", "received": dt.date(2024, 1, 5)}
    return opened(store, "complaints", **{**said, **values})


def request(store: Store, right: str = "access", **values: Any) -> int:
    """A request of Ann Archer, received on Friday 5 January 2024."""
    said = {"right": right, "requester": "Ann Archer", "received": dt.date(2024, 1, 5)}
    return opened(store, "rights-requests", **{**said, **values})


def read(store: Store, register: str, case: int, name: str, **how: Any) -> str:
    """What Word shows of a letter."""
    content = letters.write(store, register, case, name, **how).content
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def sent(store: Store, register: str, case: int, name: str) -> Values:
    """A letter is written and goes out as it is; the file then."""
    copy = letters.keep(store, register, case, letters.write(store, register, case, name))
    with store.operation("A letter went out", "edit"):
        letters.went_out(store, copy.attachment)
    return access.look(register, case)


# ---- the days that a letter names ------------------------------------------------------------------------------------


def test_an_acknowledgement_promises_the_reply_and_never_its_own_limit(store: Store) -> None:
    case = complaint(store)
    # Five working days from Friday 5 January end on Friday 12 January; ten from Monday 8 January on Monday 22 January.
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert "We aim to send you our reply, with reasons, by Monday 22 January 2024." in said
    assert "12 January" not in said
    assert sent(store, "complaints", complaint(store), "complaint-acknowledgement")["due"] == dt.date(2024, 1, 22)
    keeping.change(store, "complaints", case, {"acknowledged": dt.date(2024, 1, 5)})
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert "by Friday 19 January 2024." in said, "ten working days from the day on which it was acknowledged"


def test_an_acknowledgement_follows_the_policy_and_never_promises_a_day_that_is_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.set_setting(calendar.POLICY, {"counted_from": "receipt", "stage1": 10})
    case = complaint(store)
    assert "by Friday 19 January 2024." in read(store, "complaints", case, "complaint-acknowledgement")
    on(monkeypatch, dt.date(2024, 1, 22))
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert "19 January" not in said
    assert "We will send you our reply, with reasons, as soon as we can." in said


def test_an_acknowledgement_names_the_day_that_the_reply_was_put_off_to(store: Store) -> None:
    case = complaint(store, extended_to=dt.date(2024, 1, 29), extended_why="The officer is away")
    assert "by Monday 29 January 2024." in read(store, "complaints", case, "complaint-acknowledgement")


def test_an_acknowledgement_of_a_request_after_its_month_names_no_day(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = request(store)
    assert "by Monday 5 February 2024 at the latest" in read(store, "rights-requests", case, "acknowledgement")
    on(monkeypatch, dt.date(2024, 2, 6))
    said = read(store, "rights-requests", case, "acknowledgement")
    assert "5 February" not in said
    assert "does not run" not in said
    assert "We are sorry that this time has passed." in said


# ---- the law that a letter claims, from 1 January 2024, 5 February and 19 June 2026 (law reference 1.7) --------------

OLD, NEW = dt.date(2026, 6, 18), dt.date(2026, 6, 19)


@pytest.mark.parametrize(("received", "holds"), [(OLD, False), (NEW, True)])
def test_no_letter_claims_the_law_on_data_complaints_before_its_day(
    store: Store, monkeypatch: pytest.MonkeyPatch, received: dt.date, holds: bool
) -> None:
    on(monkeypatch, NEW)
    kinds = {"complaint": "complaint-acknowledgement", "data": "data-acknowledgement"}
    said = {"received": received, "about_data": True, "outcome": "upheld", "reasons": "The list was on the desk."}
    for kind, name in kinds.items():
        case = complaint(store, kind=kind, **said)
        own = holds or kind == "data"  # of a general complaint the law speaks from its day on
        told = read(store, "complaints", case, name) + (read(store, "complaints", case, "data-outcome") if own else "")
        assert ("section 164A(3)" in told) == ("164A(4)" in told) == holds, name
        assert ("164A" in told) == holds, name
        assert "(Data Protection Act 2018, section 165)" in told, "they go to the regulator today"
        steps = [step.law_for(access.look("complaints", case)) for step in COMPLAINTS.steps]
        assert any("164A" in law for law in steps) == holds


@pytest.mark.parametrize(("today", "section"), [(OLD, False), (NEW, True)])
def test_an_answer_claims_for_a_complaint_what_holds_on_its_own_day(
    store: Store, monkeypatch: pytest.MonkeyPatch, today: dt.date, section: bool
) -> None:
    case = request(store)
    on(monkeypatch, today)
    said = read(store, "rights-requests", case, "response")
    assert ("164A" in said) == section
    assert ("section 165" in said) == section
    assert ("Article 77" in said) != section
    assert "section 167" in said


@pytest.mark.parametrize(
    ("received", "month", "search"),
    [
        (dt.date(2023, 12, 31), "guidance of the regulator", "guidance of the regulator"),
        (dt.date(2024, 1, 1), "guidance of the regulator", "UK GDPR Article 15(1A)"),
        (dt.date(2026, 2, 4), "guidance of the regulator", "UK GDPR Article 15(1A)"),
        (dt.date(2026, 2, 5), "UK GDPR Article 12A", "UK GDPR Article 15(1A)"),
    ],
)
def test_a_request_is_told_the_law_of_its_own_day(
    store: Store, monkeypatch: pytest.MonkeyPatch, received: dt.date, month: str, search: str
) -> None:
    on(monkeypatch, dt.date(2026, 2, 5))
    case = request(store, received=received)
    said = read(store, "rights-requests", case, "clarification")
    assert f"the month in which we must reply ({month})." in said
    assert f"a reasonable and proportionate search ({search})." in said
    for name in ("acknowledgement", "identity"):
        assert f"({month})." in read(store, "rights-requests", case, name)
    values = access.look("rights-requests", case)
    assert ("12A" in values["basis"]) == (month == "UK GDPR Article 12A")
    laws = {step.title: step.law_for(values) for step in REQUESTS.steps}
    assert month in laws["Make sure who is asking"]
    assert month in laws["Agree what is wanted"]
    assert search in laws["Search the places"]


# ---- what a letter asks, and whom it speaks of -----------------------------------------------------------------------

ASKED, NOTED = "Tell us if you wish your name to be kept", "You wish your name to be kept"


@pytest.mark.parametrize(("answer", "asked", "noted"), [("", True, False), ("no", False, False), ("yes", False, True)])
def test_the_wish_for_confidentiality_is_asked_only_where_nobody_noted_it(
    store: Store, answer: str, asked: bool, noted: bool
) -> None:
    case = complaint(store, unnamed=answer)
    said = read(store, "complaints", case, "complaint-acknowledgement")
    assert (ASKED in said, NOTED in said) == (asked, noted)


@pytest.mark.parametrize("name", ["stage1", "stage2"])
def test_a_reply_on_misused_data_points_to_the_other_outcome_and_to_the_regulator(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    on(monkeypatch, dt.date(2026, 11, 9))
    said = {"received": dt.date(2026, 11, 2), "stage": "stage2", "escalated": dt.date(2026, 11, 5), "outcome": "not"}
    case = complaint(store, **said, about_data=True)
    told = read(store, "complaints", case, name)
    assert "We tell you the outcome of that part in a letter of its own, without undue delay." in told
    ways = "You may complain to the regulator, the Information Commissioner’s Office (ICO) (Data Protection Act 2018,"
    assert ways in told
    keeping.change(store, "complaints", case, {"answered": dt.date(2026, 11, 6)})
    told = read(store, "complaints", case, name)
    assert "We told you the outcome of that part on Friday 6 November 2026." in told
    assert ways in told
    assert "in a letter of its own" not in told
    other = read(store, "complaints", complaint(store, **said, subject="Bins"), name)
    assert ways not in other
    assert "misused" not in other


# ---- what a letter that was sent says in its file --------------------------------------------------------------------


def test_stage_two_is_acknowledged_by_a_letter_of_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked, today = dt.date(2024, 1, 29), dt.date(2024, 1, 31)
    on(monkeypatch, today)
    first = {"acknowledged": MONDAY, "stage1_on": dt.date(2024, 1, 22), "outcome": "not", "reasons": "None found"}
    case = complaint(store, stage="stage1", unnamed="no", looked_on=MONDAY, found="Nothing", **first)
    assert "stage2-acknowledgement" not in [one.name for one in letters.offered("complaints", look(case))]
    keeping.change(store, "complaints", case, {"escalated": asked})
    assert letters.offered("complaints", look(case))[0] == (
        "stage2-acknowledgement",
        "Acknowledgement of stage 2",
        True,
    )
    said = read(store, "complaints", case, "stage2-acknowledgement")
    assert "We wrote to you with our first decision on Monday 22 January 2024." in said
    assert "On Monday 29 January 2024 you asked us to look at it again." in said
    assert "looked at again by [which committee, or the council], without those who made the first decision" in said
    # Twenty working days from Wednesday 31 January are four weeks; five from Monday 29 would be Monday 5 February.
    assert "We aim to send you our final reply, with reasons, by Wednesday 28 February 2024." in said
    assert "5 February" not in said
    values = sent(store, "complaints", case, "stage2-acknowledgement")
    assert (values["stage2_ack"], values["acknowledged"], values["stage2_on"]) == (today, MONDAY, None)
    assert values["due"] == dt.date(2024, 2, 28), "the letter promised what the clock of the file then says"


def look(case: int) -> Values:
    """A complaint as it stands."""
    return access.look("complaints", case)


def test_who_asks_for_another_is_asked_for_both_and_for_authority_in_one_letter(store: Store) -> None:
    case = request(store, acting_for="Mary Archer")
    said = read(store, "rights-requests", case, "identity")
    assert "Dear Ann Archer," in said
    assert "Thank you for your request on behalf of Mary Archer, which we received on Friday 5 January 2024" in said
    assert "It is about the personal data of Mary Archer." in said
    assert "Please show us one of these for yourself, and one for Mary Archer" in said
    assert "a letter signed by Mary Archer that says you may make this request and receive the answer;" in said
    assert "on the day on which we have received all of this" in said
    assert "the request comes from the person the data is about" not in said
    values = sent(store, "rights-requests", case, "identity")
    days = ("identity", "identity_asked", "authority_asked")
    assert [values[day] for day in days] == ["asked", MONDAY, MONDAY]
    assert values["clock"] == "waiting"


def test_each_of_the_two_proofs_is_asked_for_only_while_it_is_not_there(store: Store) -> None:
    case = request(store, acting_for="Mary Archer", authority_asked=dt.date(2024, 1, 6), authority_seen=MONDAY)
    said = read(store, "rights-requests", case, "identity")
    assert "That you may act" not in said
    assert "on the day on which we receive this proof" in said
    assert sent(store, "rights-requests", case, "identity")["authority_asked"] == dt.date(2024, 1, 6)
    values = sent(store, "rights-requests", request(store), "identity")
    assert (values["identity_asked"], values["authority_asked"]) == (MONDAY, None)
    case = request(store, acting_for="Mary Archer", identity="asked", identity_asked=MONDAY)
    asked = "received this and the proof of who you are that we asked you for"
    assert asked in read(store, "rights-requests", case, "authority")
    keeping.change(store, "rights-requests", case, {"identity_seen": MONDAY})
    assert asked not in read(store, "rights-requests", case, "authority")


@pytest.mark.parametrize(
    ("ground", "words"), [("complex", "Your request is complex."), ("number", "A number of requests came from you.")]
)
def test_two_more_months_are_told_with_their_reasons(store: Store, ground: str, words: str) -> None:
    case = request(store, extended=ground)
    draft = letters.write(store, "rights-requests", case, "extension")
    assert "Why two more months" in letters.open_brackets(draft.content)
    keeping.change(store, "rights-requests", case, {"extended_why": "Four mailboxes are to be read by hand."})
    said = read(store, "rights-requests", case, "extension")
    assert f"Why we need it\n{words}\nFour mailboxes are to be read by hand.\nWhen you will" in said
    # Three months from Friday 5 January end on Friday 5 April 2024.
    assert "by Friday 5 April 2024 at the latest" in said


def test_two_more_months_are_not_decided_without_their_reasons(store: Store) -> None:
    step = next(step for step in REQUESTS.steps if step.title == "Decide whether to go ahead")
    case = request(store, go_ahead="yes")
    values = access.look("rights-requests", case)
    assert step.done(values)
    assert "extended_why" not in [field.name for field in step.fields_for(values)], "asked only where it is needed"
    keeping.change(store, "rights-requests", case, {"extended": "complex", "extension_told": MONDAY})
    values = access.look("rights-requests", case)
    assert [lack.field for lack in step.stands_open(values)] == ["extended_why"]
    assert not step.done(values)
    keeping.change(store, "rights-requests", case, {"extended_why": "Four mailboxes"})
    assert step.done(access.look("rights-requests", case))


YOURS = ("your personal data", "your data", "about you ", "your rights")


def of_a_request(store: Store, right: str, **values: Any) -> dict[str, str]:
    """Every letter that a request may have, by name."""
    words = dict.fromkeys(("scope", "wrong", "processing", "held", "disclosed", "why_not"), "The words")
    case = request(store, right, **words, identity="asked", identity_asked=MONDAY, extended="complex", **values)
    offered = [letter.name for letter in letters.offered("rights-requests", access.look("rights-requests", case))]
    return {name: read(store, "rights-requests", case, name) for name in offered}


@pytest.mark.parametrize("right", [code for code, _ in RIGHTS])
def test_whoever_asks_for_another_is_never_told_of_their_own_data(
    store: Store, monkeypatch: pytest.MonkeyPatch, right: str
) -> None:
    on(monkeypatch, dt.date(2026, 11, 2))
    theirs = of_a_request(store, right, acting_for="Mary Archer", go_ahead="fee")
    assert len(theirs) >= 8
    for name, said in theirs.items():
        assert "Dear Ann Archer," in said
        assert "Mary Archer" in said, name
        assert [words for words in YOURS if words in said.lower()] == [], name
        assert ("how we have used the personal data of Mary Archer" in said) == (name != "acknowledgement"), name
    own = of_a_request(store, right, go_ahead="fee")
    assert all("how we have used your personal data" in said for name, said in own.items() if name != "acknowledgement")
    assert not any("behalf" in said for said in own.values())


def test_a_representative_in_a_complaint_is_told_of_the_data_of_the_complainant(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, NEW)
    case = complaint(store, about_data=True, stage="stage1", received=NEW)
    lee = {"name": "Lee Law", "role": "representative", "authority_seen": MONDAY}
    keeping.add_part(store, PARTY, "complaints", case, lee)
    to = letters.addressee("complaints", case, "Lee Law")
    for name in ("complaint-acknowledgement", "data-acknowledgement", "stage1"):
        said = read(store, "complaints", case, name, to=to)
        assert "the personal data of Carol Cooper" in said, name
        assert "your personal data" not in said, name
        assert "your personal data" in read(store, "complaints", case, name), name
    said = read(store, "complaints", case, "complaint-acknowledgement", to=to)
    assert "Tell us if the name of Carol Cooper is to be kept" in said
    assert ASKED not in said


ANSWERS = {
    "response": "access",
    "cctv-response": "cctv",
    "rectification-done": "rectification",
    "rectification-refused": "rectification",
    "erasure": "erasure",
    "other-response": "objection",
    "refusal": "access",
}
SAYS = ("You may complain to the council about", "You may also complain to the regulator, {{ regulator }}")


def template(name: str) -> str:
    """What stands in the template that comes with the program."""
    return "\n".join(
        paragraph.text for paragraph in docx.Document(str(paths.resource(f"letters/{name}.docx"))).paragraphs
    )


def test_every_answer_to_a_request_is_among_them() -> None:
    [step] = [step for step in REQUESTS.steps if step.title == "Answer"]
    assert set(step.letters) == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_went_tells_that_they_may_complain_as_its_text_says(store: Store, name: str) -> None:
    assert all(words in template(name) for words in SAYS)
    case = request(store, ANSWERS[name])
    assert sent(store, "rights-requests", case, "acknowledgement")["rights_told"] is None
    assert not any(words in template("acknowledgement") for words in SAYS)
    values = sent(store, "rights-requests", case, name)
    assert (values["answered"], values["rights_told"]) == (MONDAY, True)


def test_an_answer_in_the_council_s_own_words_tells_it_only_where_it_says_so(store: Store) -> None:
    path = letters.own(store, "response")
    word = docx.Document()
    word.add_paragraph("Dear {{ addressee }}, here it is.")
    word.save(str(path))
    case = request(store)
    values = sent(store, "rights-requests", case, "response")
    assert (values["answered"], values["rights_told"]) == (MONDAY, None)
    word.add_paragraph("You may complain to us, or to {{ regulator }}.")
    word.save(str(path))
    values = sent(store, "rights-requests", case, "response")
    assert values["rights_told"] is True, "the day stands there already; what it says now is noted all the same"


def test_an_answer_that_was_edited_tells_what_it_says_by_then(store: Store) -> None:
    """Whoever strikes out the way to the regulator has not told of it, whatever the letter said before."""
    case = request(store)
    copy = letters.keep(store, "rights-requests", case, letters.write(store, "rights-requests", case, "response"))
    word = docx.Document()
    word.add_paragraph("Dear Ann Archer, here it is.")
    word.save(str(copy.path))
    os.utime(copy.path, (1, 1))  # it was closed long ago
    with store.operation("Take back", "edit") as op:
        newer = letters.take_back(store, copy, op.id)
    values = access.look("rights-requests", case)
    assert (values["answered"], values["rights_told"]) == (MONDAY, None)
    for number in (copy.attachment, newer):
        with pytest.raises(Plain, match="a letter that was sent, so it stays"), store.operation("Remove", "edit") as op:
            letters.remove(number, op.id)
    draft = letters.keep(store, "rights-requests", case, letters.write(store, "rights-requests", case, "response"))
    with store.operation("Remove", "edit") as op:
        letters.remove(draft.attachment, op.id)
    assert draft.attachment not in {kept.id for kept in attachments.of(Owner("rights-requests", case))}, (
        "a draft may go"
    )


def test_an_answer_that_stands_there_is_not_written_over(store: Store) -> None:
    case = request(store, rights_told=False)
    assert sent(store, "rights-requests", case, "response")["rights_told"] is False


def test_the_outcome_on_personal_data_tells_of_the_regulator(store: Store) -> None:
    assert "You may complain to the regulator, {{ regulator }}" in template("data-outcome")
    case = complaint(store, kind="data", outcome="not", reasons="None found")
    values = sent(store, "complaints", case, "data-outcome")
    assert (values["answered"], values["regulator_told"]) == (MONDAY, True)


# ---- read as the person who gets it ----------------------------------------------------------------------------------


def test_an_acknowledgement_says_what_is_waited_for_and_asks_for_nothing_else(store: Store) -> None:
    case = request(store)
    nothing = "You do not need to do anything now."
    assert nothing in read(store, "rights-requests", case, "acknowledgement")
    asked = {"acting_for": "Mary Archer", "identity": "asked", "identity_asked": MONDAY, "authority_asked": MONDAY}
    keeping.change(store, "rights-requests", case, asked)
    said = read(store, "rights-requests", case, "acknowledgement")
    assert "something we asked you for: proof of who you are and proof that you may act for somebody else." in said
    assert nothing not in said


def test_a_question_about_pictures_asks_what_finds_them(store: Store) -> None:
    day = dt.date(2024, 1, 4)
    case = request(store, "cctv", building="Town hall", pictures_on=day, pictures_at="14:00 to 14:30")
    said = read(store, "rights-requests", case, "clarification")
    assert "pictures taken on Thursday 4 January 2024, 14:00 to 14:30, by the camera at: Town hall." in said
    assert "Which camera is it" in said
    assert "please fill in" not in said.partition("Our reference")[2]
    other = read(store, "rights-requests", request(store, scope="My plot"), "clarification")
    assert "My plot" in other
    assert "camera" not in other


@pytest.mark.parametrize(
    ("to", "sentence", "write"),
    [
        ("auditor", "We have passed it to: the council’s external auditor.", True),
        ("police", "We have passed it to: the police.", True),
        ("disciplinary", "We have passed it to: the council’s disciplinary procedure.", False),
        ("data", "The council deals with it in another way: as a data protection complaint.", False),
        ("foi", "The council deals with it in another way: as an internal review of a request for information.", False),
    ],
)
def test_a_complaint_that_went_another_way_says_where_in_plain_words(
    store: Store, to: str, sentence: str, write: bool
) -> None:
    case = complaint(store, stage="referred", passed_to=to)
    said = read(store, "complaints", case, "referral")
    assert sentence in said
    assert ("You may also write to them yourself." in said) == write
    assert "misused" not in said
    assert "referral" not in [one.name for one in letters.offered("complaints", look(complaint(store)))]


def test_a_complaint_that_went_on_keeps_its_part_about_data(store: Store) -> None:
    case = complaint(store, stage="referred", passed_to="monitoring", about_data=True)
    said = read(store, "complaints", case, "referral")
    assert "Your complaint also says that your personal data was misused. We look into that part ourselves" in said
    assert "You may complain to the regulator" in said


def test_a_withdrawn_consent_is_acknowledged_without_a_month(store: Store) -> None:
    """UK GDPR Article 7(3): no number of days; it stops without undue delay."""
    said = read(store, "rights-requests", request(store, "consent"), "acknowledgement")
    assert "stops without undue delay (UK GDPR Article 7(3))" in said
    assert "one month" not in said
    assert "this time has passed" not in said
    assert "within one month" in read(store, "rights-requests", request(store), "acknowledgement"), "the control"

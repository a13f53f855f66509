"""Letters of cases: who they name, which are offered, what the law says in them, the council's own templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from tests import helpers
from workbench import clock
from workbench.errors import Plain
from workbench.records import attachments, history, record
from workbench.records.attachments import Owner
from workbench.records.places import confirm, move_store
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.cases.files import CASE_FILES, case_file
from workbench.registers.cases.parts import ENTRY, PARTY, TOLD, WITHHELD
from workbench.registers.complaints import Complaint
from workbench.registers.retention_schedule import ScheduleLine
from workbench.reports import letters as filling
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import private, samplecases, workingcopies
from workbench.workflows.cases import access, keeping, letters, opening
from workbench.workflows.cases.letterfields import FIELDS

DAY = dt.date(2026, 3, 2)  # a Monday


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """2 March 2026."""
    monkeypatch.setattr(clock, "today", lambda: DAY)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council without files."""
    with helpers.open_new(tmp_path) as store:
        yield store
    private.sweep()


def opened(store: Store, register: str, **values: Any) -> int:
    """A file, received on 2 February 2026."""
    return opening.open_case(store, register, {"received": dt.date(2026, 2, 2), **values}).case


def request(store: Store, right: str = "access", **values: Any) -> int:
    """A request of Ann Archer."""
    return opened(store, "rights-requests", right=right, requester="Ann Archer", **values)


def complaint(store: Store, **values: Any) -> int:
    """A complaint of Carol Cooper."""
    said = {"kind": "complaint", "subject": "Noise at the hall", "complainant": "Carol Cooper", **values}
    return opened(store, "complaints", **said)


def names(store: Store, register: str, case: int) -> list[str]:
    """The letters a file may have."""
    return [letter.name for letter in letters.offered(register, access.look(register, case))]


def text(store: Store, register: str, case: int, name: str) -> str:
    """What a letter says."""
    return filling.text_of(letters.write(store, register, case, name).content)


def test_every_letter_of_a_step_is_there_and_none_that_no_step_names() -> None:
    named = {name for file in CASE_FILES for step in file.steps for name in step.letters}
    shipped = {path.stem for path in (Path(__file__).parents[2] / "resources" / "letters").glob("*.docx")}
    assert named == shipped == set(letters.KINDS)


def test_the_help_lists_every_field_there_is() -> None:
    listed = (
        (Path(__file__).parents[2] / "resources" / "help" / "letters.md").read_text("utf-8").partition("The fields")
    )
    lines = [line for line in listed[2].splitlines() if line]
    assert lines == [f"- {name}: {field.label}" for name, field in FIELDS.items()]


def test_the_usual_letters_of_the_present_step_come_first(store: Store) -> None:
    case = request(store)
    assert names(store, "rights-requests", case)[:2] == ["acknowledgement", "identity"]
    keeping.change(
        store, "rights-requests", case, {"acknowledged": DAY, "identity": "known", "clear": "clear", "go_ahead": "yes"}
    )
    keeping.change(store, "rights-requests", case, {"searched_on": DAY, "others": "none", "checked_on": DAY})
    found = letters.offered("rights-requests", access.look("rights-requests", case))
    assert [(letter.name, letter.usual) for letter in found][:2] == [("response", True), ("refusal", True)]


LAW = dt.date(2026, 6, 19)  # from this day on the law speaks of complaints about personal data


def test_letters_fit_the_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "authority" not in names(store, "rights-requests", request(store))
    assert "authority" in names(store, "rights-requests", request(store, acting_for="Bob Baker"))
    assert "clarification" not in names(store, "rights-requests", request(store, "erasure"))  # the law: access alone
    assert "data-acknowledgement" not in names(store, "complaints", complaint(store, about_data=True)), "before the law"
    monkeypatch.setattr(clock, "today", lambda: LAW)
    assert "data-acknowledgement" in names(store, "complaints", complaint(store, about_data=True, received=LAW))
    assert "data-acknowledgement" not in names(store, "complaints", complaint(store))
    assert names(store, "complaints", complaint(store, kind="enquiry", subject="Bins")) == []
    with pytest.raises(Plain, match="has no letter “erasure”"):
        letters.write(store, "rights-requests", request(store), "erasure")


def test_the_letters_of_the_step_that_is_looked_at_come_first(store: Store) -> None:
    case = request(store, acknowledged=DAY, answered=DAY, outcome="full", extended="complex")
    values = access.look("rights-requests", case)
    for title, first in (
        ("Answer", "response"),
        ("Decide whether to go ahead", "extension"),
        ("Log the request", None),
    ):
        step = next(s for s in case_file("rights-requests").steps if s.title == title)
        found = letters.offered("rights-requests", values, step)
        assert first is None or found[0].name == first
        assert {one.name for one in found} == set(names(store, "rights-requests", case)), "none comes or goes"


def test_the_letter_about_silence_is_offered_after_ninety_days(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store, identity="asked", identity_asked=dt.date(2026, 2, 3))
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 5, 3))  # 89 days on
    assert "closing-unanswered" not in names(store, "rights-requests", case)
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 5, 4))
    assert "closing-unanswered" in names(store, "rights-requests", case)
    assert "We wrote to you on Tuesday 3 February 2026" in text(store, "rights-requests", case, "closing-unanswered")


def test_an_acknowledgement_in_words(store: Store) -> None:
    case = request(store, scope="Everything about my plot", contact="1 High Street\nTown")
    said = text(store, "rights-requests", case, "acknowledgement")
    assert "Dear Ann Archer," in said
    assert "received on Monday 2 February 2026" in said
    assert "Monday 2 March 2026 at the latest" in said  # one month from Monday 2 February
    assert "1 High Street\nTown" in said
    assert "the month starts on the day on which we receive it (guidance of the regulator)" in said  # before 5 February


def test_a_month_that_has_not_started_names_no_day(store: Store) -> None:
    case = request(store, identity="asked", identity_asked=dt.date(2026, 2, 3))
    said = text(store, "rights-requests", case, "acknowledgement")
    assert "at the latest" not in said
    assert "The month does not run while we wait for something we asked you for: proof of who you are." in said


def test_an_extension_names_the_limit_that_telling_today_gives(store: Store) -> None:
    case = request(store, identity="known", extended="complex")
    assert "by Tuesday 5 May 2026 at the latest" in text(store, "rights-requests", case, "extension")
    # three months from 2 February is Saturday 2 May, and Monday 4 May is a bank holiday in England


def test_an_extension_after_its_month_names_no_limit(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store, identity="known", extended="complex")
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 3, 9))
    draft = letters.write(store, "rights-requests", case, "extension")
    assert any("The new limit" in remark for remark in draft.remarks)


RIGHTS_BLOCK = ("section 164A", "section 165", "section 167", "Information Commissioner’s Office")


@pytest.mark.parametrize("name", ["refusal", "response", "identity", "clarification"])
def test_where_to_complain_stands_in_every_answer(store: Store, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 6, 19))
    said = text(store, "rights-requests", request(store), name)
    assert all(words in said for words in RIGHTS_BLOCK)


def test_the_answer_has_its_four_parts_and_only_grounds_that_may_be_told(store: Store) -> None:
    parts = {"held": "Your allotment file", "why_held": "Your tenancy", "disclosed": "Nobody", "copy_given": "12 pages"}
    case = request(store, identity="known", **parts)
    told = {"what": "A letter of Dora Dunn", "ground": "others", "told": True}
    keeping.add_part(store, WITHHELD, "rights-requests", case, told)
    keeping.add_part(store, WITHHELD, "rights-requests", case, {"what": "A police note", "ground": "crime"})
    draft = letters.write(store, "rights-requests", case, "response")
    said = filling.text_of(draft.content)
    order = [said.index(words) for words in parts.values()]
    assert order == sorted(order)
    assert "Other people's confidential details" in said
    assert "Dora Dunn" not in said
    assert "crime" not in said
    assert (
        "1 item is withheld that this letter says nothing of. If the person may be told, tick “The person may be told "
        "that it is withheld” there and write it again."
    ) in draft.remarks
    asked = letters.write(store, "rights-requests", case, "acknowledgement")
    assert not any("withheld" in remark for remark in asked.remarks), "only an answer has anything to say of it"


def test_another_answer_says_what_is_left_out_as_well(store: Store) -> None:
    case = request(store, "portability", identity="known", outcome="part")
    given = {"what": "A neighbour's letter", "ground": "others", "told": True}
    keeping.add_part(store, WITHHELD, "rights-requests", case, given)
    said = text(store, "rights-requests", case, "other-response")
    assert "Other people's confidential details" in said
    assert "neighbour" not in said


@pytest.mark.parametrize(
    ("nation", "body"),
    [
        ("england", "the monitoring officer of the principal council for the area (Localism Act 2011, section 28)"),
        ("wales", "the Public Services Ombudsman for Wales"),
        (
            "northern-ireland",
            "the Local Government Commissioner for Standards, at the Northern Ireland Public Services Ombudsman",
        ),
        ("scotland", "whoever the law names for it where the council is"),
    ],
)
def test_the_conduct_of_a_councillor_goes_where_the_nation_says(store: Store, nation: str, body: str) -> None:
    store.set_setting("council", {**store.setting("council"), "nation": nation})
    case = complaint(store, stage="referred", passed_to="monitoring")
    said = text(store, "complaints", case, "referral")
    assert f"The conduct of councillors is for {body}." in said
    assert f"We have passed it to: {body.partition(' (')[0]}." in said
    assert ("monitoring officer" in said) == (nation == "england")
    final = text(store, "complaints", complaint(store, stage="stage2", outcome="no", reasons="None"), "stage2")
    assert f"The conduct of a councillor: {body}." in final
    assert ("Localism Act" in final) == (nation == "england")


def test_who_was_told_and_the_statement_of_a_correction(store: Store) -> None:
    case = request(store, "rectification", identity="known", wrong="Old address", outcome="full")
    keeping.add_part(store, TOLD, "rights-requests", case, {"who": "The district council", "told_on": DAY})
    keeping.add_part(store, TOLD, "rights-requests", case, {"who": "Somebody not told yet"})
    said = text(store, "rights-requests", case, "rectification-done")
    assert "The district council" in said
    assert "Somebody not told yet" not in said


def test_the_outcomes_of_a_complaint(store: Store) -> None:
    given = {"outcome": "partly", "reasons": "The notice was late.", "stage": "stage1", "apology": True}
    case = complaint(store, **given)
    said = text(store, "complaints", case, "stage1")
    assert all(words in said for words in ("Partly upheld", "The notice was late.", "stage 2", "We are sorry"))
    assert "no ombudsman" in said  # England


def test_the_regulator_is_a_setting(store: Store) -> None:
    case = complaint(store, kind="data")
    assert "the Information Commissioner’s Office (ICO)" in text(store, "complaints", case, "data-acknowledgement")
    store.set_setting("regulator", "the Information Commission")
    said = text(store, "complaints", case, "data-acknowledgement")
    assert "the Information Commission (UK GDPR Article 77)" in said
    assert "Commissioner" not in said


def filled_sample(store: Store) -> None:
    """The files of the sample council, with the lines of the schedule they lean on."""
    rule = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
    lines = [{"record_series": name, "reference": name, "rule": rule} for name in ("G03", "G05", "E03", "C01")]
    with store.operation("Add", "edit") as operation:
        record.add(ScheduleLine, lines, operation.id)
    samplecases.fill(store)


def people(store: Store) -> dict[tuple[str, int], tuple[set[Any], set[Any]]]:
    """Of every file: the parties a letter may name, and the others who have a part in it."""
    found = {}
    for file in CASE_FILES:
        name = file.register.name
        for case in every(file.record, ()).ids():
            values = access.look(name, case)
            own = {values.get(field) for field in ("requester", "acting_for", "complainant")} - {None, ""}
            listed = {p["name"] for p in keeping.parts(PARTY, name, case).values()}
            found[name, case] = own, listed - own
    return found


def leaks(store: Store) -> tuple[int, list[str]]:
    """How many letters there are, and every name in one that is not of its own parties."""
    known = people(store)
    everybody = {name for own, others in known.values() for name in own | others}
    written, wrong = 0, []
    for (register, case), (own, _) in known.items():
        for name in names(store, register, case):
            said = text(store, register, case, name)
            written += 1
            wrong += [f"{register} {case} {name}: {one}" for one in sorted(everybody - own) if one in said]
    return written, wrong


def test_no_letter_of_the_sample_names_anybody_but_its_parties(store: Store) -> None:
    filled_sample(store)
    written, wrong = leaks(store)
    assert written > 20
    assert not wrong


def test_a_name_of_somebody_else_would_be_found_and_is_remarked_on(store: Store) -> None:
    filled_sample(store)
    known = people(store)
    (register, case), (_, others) = next(item for item in known.items() if item[1][1])
    other = next(iter(others))
    keeping.change(store, register, case, {"reasons": f"We spoke to {other}."})
    assert any(f": {other}" in found for found in leaks(store)[1])
    name = "stage1" if "stage1" in names(store, register, case) else "data-outcome"
    assert any(f"names “{other}”" in remark for remark in letters.write(store, register, case, name).remarks)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Mr Peter Jones", "About Officer Jones", True),
        ("Peter JONES", "Your neighbour peter said so", True),
        ("Officer Smith", "The officer will write", False),
        ("Ann Lee", "We lee it", False),
        ("Ann Lee", "We asked Ann Lee", True),
        ("Mary Tanner", "Dear Mrs Tanner", False),  # the person written to bears it too
    ],
)
def test_a_person_is_known_by_a_part_of_the_name(name: str, text: str, found: bool) -> None:
    assert letters.names_in(name, text, "Jo Tanner") is found


def test_a_restricted_file_gives_no_letter_to_others(store: Store) -> None:
    case = complaint(store)
    helpers.restrict(store, Complaint, case, "Somebody Else")
    with pytest.raises(Plain, match="restricted"):
        letters.write(store, "complaints", case, "complaint-acknowledgement")


def test_the_council_s_own_template_is_used_and_a_broken_one_is_named(store: Store) -> None:
    case = request(store)
    path = letters.own(store, "acknowledgement")
    assert path == store.folder / "letters" / "acknowledgement.docx"
    word = docx.Document(str(path))
    word.add_paragraph("Our office is open on {{ weekday }}.")
    word.save(str(path))
    with pytest.raises(letters.OwnBroken, match="asks for “weekday”") as refused:
        letters.write(store, "rights-requests", case, "acknowledgement")
    assert str(path) in str(refused.value)
    assert "weekday" not in filling.text_of(
        letters.write(store, "rights-requests", case, "acknowledgement", ours=True).content
    )
    word.paragraphs[-1].text = "Our office is open, {{ addressee }}."
    word.save(str(path))
    assert letters.own(store, "acknowledgement") == path  # asked for again, what was edited stays
    assert "Our office is open, Ann Archer." in text(store, "rights-requests", case, "acknowledgement")
    path.write_text("no Word file")
    with pytest.raises(letters.OwnBroken, match="is no Word file"):
        letters.write(store, "rights-requests", case, "acknowledgement")
    path.unlink()
    path.mkdir()
    with pytest.raises(letters.OwnBroken, match="cannot be read"):
        letters.write(store, "rights-requests", case, "acknowledgement")


def test_own_templates_move_with_the_council_s_folder(tmp_path: Path) -> None:
    with helpers.open_new(tmp_path) as store:
        letters.own(store, "fee").write_bytes(b"edited")
        old = store.folder
    confirm(move_store(old, tmp_path / "new"))
    assert (tmp_path / "new" / "letters" / "fee.docx").read_bytes() == b"edited"
    assert not (old / "letters").exists()


def sent(store: Store, monkeypatch: pytest.MonkeyPatch, register: str, case: int, name: str) -> dict[str, Any]:
    """A letter is written, touched, and taken back as sent; the file then."""
    copy = letters.keep(store, register, case, letters.write(store, register, case, name))
    word = docx.Document(str(copy.path))
    word.add_paragraph("By hand.")
    word.save(str(copy.path))
    later = clock.now() + dt.timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    with store.operation("Take a letter back", "edit") as operation:
        letters.take_back(store, copy, operation.id)
    workingcopies.forget(copy)
    return access.look(register, case)


def test_a_letter_that_was_sent_fills_in_its_step(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store)
    values = sent(store, monkeypatch, "rights-requests", case, "identity")
    assert (values["identity"], values["identity_asked"], values["clock"]) == ("asked", DAY, "waiting")
    earlier = dt.date(2026, 2, 5)
    known = request(store, acknowledged=earlier)
    values = sent(store, monkeypatch, "rights-requests", known, "acknowledgement")
    assert values["acknowledged"] == earlier  # what stands there stays
    assert sent(store, monkeypatch, "complaints", complaint(store), "stage1")["stage1_on"] == DAY


def entries(store: Store, case: int) -> list[tuple[str, str]]:
    """The timeline of a request, as kind and words."""
    return [(e["kind"], e["what"]) for e in keeping.parts(ENTRY, "rights-requests", case).values()]


def test_a_letter_is_kept_worked_on_and_taken_back(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store)
    draft = letters.write(store, "rights-requests", case, "acknowledgement")
    copy = letters.keep(store, "rights-requests", case, draft)
    [kept] = attachments.of(Owner("rights-requests", case))
    assert kept.name == "Acknowledgement RR-2026-001.docx"
    assert entries(store, case) == [("note", "Letter written: Acknowledgement")]
    assert copy.path.read_bytes() == draft.content
    assert not workingcopies.edited(store)

    word = docx.Document(str(copy.path))
    word.add_paragraph("By hand.")
    word.save(str(copy.path))
    later = clock.now() + dt.timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert workingcopies.edited(store) == [copy]  # as after a crash: the copy lies in the private folder
    assert letters.is_letter(copy)
    with store.operation("Take a letter back", "edit") as operation:
        number = letters.take_back(store, copy, operation.id)
        assert letters.take_back(store, copy, operation.id) == number, "a crash came before the copy was forgotten"
    workingcopies.forget(copy)
    assert entries(store, case)[1:] == [("out", "Letter sent: Acknowledgement")]
    [newest] = attachments.of(Owner("rights-requests", case))
    assert (newest.id, newest.follows) == (number, kept.id)
    assert b"".join(attachments.read(number)) != draft.content
    assert not copy.path.exists()
    said = [operation.name for operation in history.recent()]
    assert "Write a letter in RR-2026/001" in said
    assert not any("Ann" in name for name in said)


# ---- whom a letter goes to, and what stands open in it ---------------------------------------------------------------

LEE = {"name": "Lee Law", "role": "representative", "contact": "2 Court Street\nTown"}


def test_a_letter_goes_to_a_representative_only_once_authority_was_seen(store: Store) -> None:
    case = complaint(store, contact="1 High Street")
    keeping.add_part(store, PARTY, "complaints", case, {"name": "Officer 1", "role": "about", "contact": "Town hall"})
    number = keeping.add_part(store, PARTY, "complaints", case, LEE)
    assert [one.name for one in letters.addressees("complaints", case)] == ["Carol Cooper"]
    with pytest.raises(Plain, match="No letter of this file may go to “Lee Law”"):
        letters.addressee("complaints", case, "Lee Law")
    keeping.change_part(store, PARTY, number, {"authority_seen": DAY})
    lee = letters.addressee("complaints", case, " lee LAW ")
    said = filling.text_of(letters.write(store, "complaints", case, "complaint-acknowledgement", to=lee).content)
    assert "Dear Lee Law," in said
    assert "2 Court Street\nTown" in said
    assert "You wrote to us on behalf of Carol Cooper." in said
    assert "1 High Street" not in said
    mine = text(store, "complaints", case, "complaint-acknowledgement")
    assert "Dear Carol Cooper," in mine
    assert "1 High Street" in mine
    assert not any(words in mine for words in ("Lee Law", "Court Street", "on behalf of", "Officer 1"))
    keeping.change_part(store, PARTY, number, {"authority_seen": None})
    with pytest.raises(Plain, match="Lee Law has no letters of C-"):
        letters.write(store, "complaints", case, "complaint-acknowledgement", to=lee)


def test_a_representative_without_authority_who_is_named_is_remarked_on(store: Store) -> None:
    case = complaint(store, reasons="We spoke to Lee Law.")
    number = keeping.add_part(store, PARTY, "complaints", case, LEE)
    assert any("names “Lee Law”" in remark for remark in letters.write(store, "complaints", case, "stage1").remarks)
    keeping.change_part(store, PARTY, number, {"authority_seen": DAY})
    assert not any("Lee Law" in remark for remark in letters.write(store, "complaints", case, "stage1").remarks)


def test_the_fee_stands_in_its_letter_and_what_stands_open_is_listed(store: Store) -> None:
    case = request(store, go_ahead="fee", why_not="Asked for every week", fee="£25.00")
    draft = letters.write(store, "rights-requests", case, "fee")
    assert "The fee is £25.00. It covers [what the work is and what it costs]." in filling.text_of(draft.content)
    open_now = letters.open_brackets(draft.content)
    assert open_now[-2:] == ("what the work is and what it costs", "how to pay")
    assert "what the work is and what it costs, how to pay." in draft.remarks[0]
    keeping.change(store, "rights-requests", case, {"fee": ""})
    assert "The fee" in letters.open_brackets(letters.write(store, "rights-requests", case, "fee").content)


@pytest.mark.parametrize(
    ("passed_to", "why"),
    [("monitoring", "Localism Act 2011"), ("auditor", "external auditor;"), ("police", "Crime is for the police")],
)
def test_a_referral_says_only_why_it_was_passed_on(store: Store, passed_to: str, why: str) -> None:
    case = complaint(store, stage="referred", passed_to=passed_to)
    said = text(store, "complaints", case, "referral")
    assert why in said
    assert (
        sum(words in said for words in ("Localism", "external auditor;", "Crime is", "staff is", "of their own")) == 1
    )
    assert "Strike" not in said


def test_the_letter_about_silence_says_what_was_asked(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    case = request(store, identity="asked", identity_asked=dt.date(2026, 2, 3))
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 5, 4))
    said = text(store, "rights-requests", case, "closing-unanswered")
    assert "something we need to go on: proof of who you are." in said


def test_a_letter_that_was_not_edited_went_out_as_it_is(store: Store) -> None:
    case = request(store)
    owner = Owner("rights-requests", case)
    assert letters.waiting(owner) == []
    letters.keep(store, *owner, letters.write(store, "rights-requests", case, "identity"))
    [one] = letters.waiting(owner)
    assert one.brackets == ("The council’s address", "Address")
    with store.operation("A letter went out", "edit"):
        letters.went_out(store, one.kept.id)
    assert letters.waiting(owner) == []
    assert entries(store, case)[-1] == ("out", "Letter sent: Ask for proof of identity")
    values = access.look("rights-requests", case)
    assert (values["identity"], values["identity_asked"]) == ("asked", DAY)
    letters.keep(store, *owner, letters.write(store, "rights-requests", case, "identity"))
    assert len(letters.waiting(owner)) == 1, "written once more, it waits once more"


def test_who_was_told_where_a_complaint_went_was_told_that_it_came(store: Store) -> None:
    case = complaint(store, stage="referred", passed_to="police")
    owner = Owner("complaints", case)
    letters.keep(store, *owner, letters.write(store, "complaints", case, "referral"))
    [one] = letters.waiting(owner)
    with store.operation("A letter went out", "edit"):
        letters.went_out(store, one.kept.id)
    values = access.look("complaints", case)
    assert (values["passed_on"], values["acknowledged"], values["outcome"]) == (DAY, DAY, "passed")


def test_each_stage_tells_its_own_decision(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: LAW)
    said = {"outcome": "partly", "reasons": "First reasons.", "stage": "stage2"}
    more = {"stage2_outcome": "upheld", "stage2_reasons": "The panel found more."}
    case = complaint(store, **said, **more, about_data=True, received=LAW)
    for name, own, others in (
        ("stage1", ("Partly upheld.", "First reasons."), "The panel found more."),
        ("stage2", ("Upheld.", "The panel found more."), "First reasons."),
        ("data-outcome", ("Upheld.", "The panel found more."), "First reasons."),
    ):
        told = text(store, "complaints", case, name)
        assert all(words in told for words in own), name
        assert others not in told, name

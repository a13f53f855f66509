"""Complaint files: the council's own procedure (policy), data protection complaints (DPA 2018 s.164A), enquiries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.records.fields import (
    Choice,
    Day,
    Link,
    PersonalLongText,
    PersonalText,
    YesNo,
    one_below_another,
)
from workbench.records.record import Values
from workbench.register import Dated, Line, Problem, Register, Section, View
from workbench.registers.bank_holidays import BankHoliday
from workbench.registers.cases import clocks
from workbench.registers.cases.asked import (
    COMPLAINT,
    DATA,
    ENQUIRY,
    INFORMAL,
    REFERRED,
    REVIEW,
    STAGE1,
    STAGE2,
    TO_DATA,
    TO_REVIEW,
)
from workbench.registers.cases.base import Case
from workbench.registers.cases.ownfiles import OwnFiles
from workbench.registers.cases.readers import who_may_open
from workbench.registers.cases.shown import at_target, file_section, open_act, page_of, views
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import caselines

KINDS = (
    (COMPLAINT, "Complaint"),
    (DATA, "Data protection complaint"),
    (ENQUIRY, "Enquiry"),
)
STAGES = (
    (INFORMAL, "Informal"),
    (STAGE1, "Stage 1"),
    (STAGE2, "Stage 2"),
    (REVIEW, "Review"),
    (REFERRED, "Passed on"),
)
CATEGORIES = (
    ("service", "Service"),
    ("policy", "Policy or decision"),
    ("staff", "Conduct of staff"),
    ("councillor", "Conduct of a councillor"),
    ("delay", "Time taken"),
    ("contact", "Lack of contact"),
    ("discrimination", "Discrimination"),
    ("money", "Financial irregularity"),
    ("data", "Use of personal data"),
    ("foi", "Handling of a request for information"),
    ("other", "Something else"),
)
REFERRALS = (
    ("monitoring", "Monitoring officer or standards body"),
    ("auditor", "External auditor"),
    ("police", "Police"),
    ("disciplinary", "Disciplinary procedure"),
    (TO_DATA, "Data protection complaint"),
    (TO_REVIEW, "Internal review of a request for information"),
)
WISHES = (("no", "May be named"), ("yes", "Wishes to stay unnamed"))
OUTCOMES = (
    ("upheld", "Upheld"),
    ("partly", "Partly upheld"),
    ("not", "Not upheld"),
    ("withdrawn", "Withdrawn"),
    ("answered", "Answered (enquiry)"),
    ("passed", "Passed on"),
    ("notdata", "Not a data protection complaint"),
)
VEXATIOUS = (("no", "No"), ("yes", "Treated as vexatious"))


class Complaint(Case):
    """One complaint, data protection complaint or enquiry."""

    register_name = "complaints"
    leans_on = (BankHoliday,)

    kind = Choice("What it is", choices=KINDS, optional=False, headings="Kind, Type, Complaint or enquiry")
    subject = PersonalText(
        "Subject", optional=False, headings="Subject, Complaint, Nature of complaint, Summary, Title, Description"
    )
    complainant = PersonalText(
        "Complainant", headings="Complainant, Name of complainant, Name, Customer, Received from"
    )
    contact = PersonalLongText(
        "Address, email or telephone",
        headings="Contact, Address, Email, Email address, Phone number, Postal address, Telephone, Phone",
        joins=one_below_another,
    )
    details = PersonalLongText(
        "What is complained about", headings="Details, Details of complaint, Allegation", joins=one_below_another
    )
    wanted = PersonalLongText("What would put it right", headings="Desired outcome, Remedy sought")
    service = PersonalText("Service", headings="Service, Service area, Department, Area")
    category = Choice("Category", choices=CATEGORIES, headings="Category, Reason, Cause")
    about_data = YesNo(
        "Says their own data was misused",
        help="Then the law's 30 days to acknowledge run as well, whatever the complaint calls itself.",
    )
    unnamed = Choice("Confidentiality", choices=WISHES, headings="Confidential, Confidentiality")
    unnamed_decision = PersonalLongText("What was decided about it")
    stage = Choice("Stage", choices=STAGES, headings="Stage, Complaint stage")
    progress_on = Day("Last told of the progress")
    looked_on = Day("Looked into on")
    found = PersonalLongText("What was found", headings="Findings, Investigation")
    extended_to = Day("Put off until", help="With the reason told to the complainant; council policy says how far.")
    extended_why = PersonalText("Why it was put off")
    stage1_on = Day("Stage 1 reply sent", headings="Stage 1 response, Stage 1 reply, Stage one response")
    escalated = Day("Asked for stage 2 on", headings="Escalated, Stage 2 requested, Date escalated")
    stage2_ack = Day("Stage 2 acknowledged on")
    stage2_until = Day("Stage 2 put off until", help="With the reason told to the complainant, as at stage 1.")
    stage2_why = PersonalText("Why stage 2 was put off")
    stage2_on = Day("Stage 2 reply sent", headings="Stage 2 response, Stage 2 reply, Stage two response")
    passed_to = Choice("Passed on to", choices=REFERRALS, headings="Referred to, Passed to")
    passed_on = Day("Passed on on")
    passed_reference = PersonalText("Their reference")
    outcome = Choice("Outcome", choices=OUTCOMES, headings="Outcome, Decision, Result, Finding, Upheld")
    reasons = PersonalLongText("Reasons", headings="Reasons, Reason for decision")
    remedy = PersonalText("Remedy", headings="Remedy, Action taken, Redress")
    apology = YesNo("An apology was made", headings="Apology, Apology given")
    answer = PersonalLongText("What was answered", help="To an enquiry.")
    stage2_outcome = Choice(
        "Stage 2 outcome", choices=OUTCOMES, headings="Stage 2 outcome, Stage 2 decision, Stage two outcome"
    )
    stage2_reasons = PersonalLongText("Stage 2 reasons")
    stage2_remedy = PersonalText("Stage 2 remedy")
    stage2_apology = YesNo("An apology was made at stage 2")
    lessons = PersonalLongText("Lessons", help="Without anybody's name.", headings="Lessons, Learning, Lessons learned")
    regulator_told = YesNo("Told that they may go to the regulator")
    vexatious = Choice("Vexatious", choices=VEXATIOUS)
    vexatious_by = PersonalText("Decided by")
    vexatious_review = Day("Review that decision on", index=True)
    actions_on = Day("Actions agreed on")
    stage1_by = Day("Stage 1 reply by", derived=True)
    stage2_by = Day("Stage 2 reply by", derived=True)
    data_law = YesNo("Data protection law applies", derived=True)
    series = Link(
        "Kept by",
        to=ScheduleLine.record_series,
        beside=ScheduleLine.reference,
        help="The line of the schedule that says how long this file is kept.",
        internal=True,
    )

    class Meta:
        # Home counts those closed without a line after every change, without the pages of the files:
        indexes = ((("clock", "series", "removed", "readers"), False),)

    @classmethod
    def reckon_clock(cls, values: Values) -> None:
        """Work out the clock: the council's policy, and DPA 2018 s.164A where personal data is in question."""
        clocks.reckon_complaint(values)


def stage2(values: Values) -> Values:
    """The file with the decision of stage 2 in the place of the first one, as the reply at that stage says it."""
    return {**values, **{name: values[f"stage2_{name}"] for name in ("outcome", "reasons", "remedy", "apology")}}


_AFTER_RECEIPT = (
    "acknowledged",
    "progress_on",
    "looked_on",
    "stage1_on",
    "escalated",
    "stage2_ack",
    "stage2_on",
    "passed_on",
    "answered",
    "closed_on",
)
_AHEAD = ("extended_to", "stage2_until", "vexatious_review")  # days that may be still to come
_PAIRS = (
    ("stage1_on", "escalated"),
    ("escalated", "stage2_ack"),
    ("escalated", "stage2_until"),
    ("escalated", "stage2_on"),
)


def _days(values: Values) -> Problem | None:
    """The days follow one another, and of what happened none is still to come."""
    return clocks.days_problem(Complaint, values, _AFTER_RECEIPT, _PAIRS, _AHEAD)


def labelled(values: Values) -> dict[str, str]:
    """What an enquiry is asked for is called so."""
    if values["kind"] != ENQUIRY:
        return {}
    return {"complainant": "Who asks", "details": "What is asked"}


def prepared(lines: Sequence[Line], existing: Iterable[Values]) -> list[Line]:
    """The lines of a council's own register in our words."""
    own = OwnFiles(Complaint, caselines.COMPLAINTS, existing)
    return [own.line(line) for line in lines]


REGISTER = Register(
    name="complaints",
    title="Complaints",
    singular="complaint",
    plural="complaints",
    icon="message-square-warning",
    group="Cases",
    record=Complaint,
    naming=Complaint.subject,
    columns=(
        Complaint.reference,
        Complaint.subject,
        Complaint.clock,
        Complaint.target,
        Complaint.due,
        Complaint.next_step,
        Complaint.stage,
        Complaint.kind,
        Complaint.received,
    ),
    form=(
        Section(
            "The complaint",
            (
                Complaint.kind,
                Complaint.subject,
                Complaint.complainant,
                Complaint.received,
                Complaint.channel,
                Complaint.details,
                Complaint.wanted,
                Complaint.service,
                Complaint.category,
                Complaint.about_data,
                Complaint.contact,
                Complaint.received_by,
                Complaint.reference,
                Complaint.handler,
            ),
        ),
        Section("Confidentiality", (Complaint.unnamed, Complaint.unnamed_decision)),
        Section(
            "How it goes",
            (
                Complaint.stage,
                Complaint.acknowledged,
                Complaint.progress_on,
                Complaint.looked_on,
                Complaint.found,
                Complaint.extended_to,
                Complaint.extended_why,
                Complaint.stage1_on,
                Complaint.escalated,
                Complaint.stage2_ack,
                Complaint.stage2_until,
                Complaint.stage2_why,
                Complaint.stage2_on,
            ),
        ),
        Section("Passed on", (Complaint.passed_to, Complaint.passed_on, Complaint.passed_reference)),
        Section(
            "The outcome",
            (
                Complaint.outcome,
                Complaint.reasons,
                Complaint.remedy,
                Complaint.apology,
                Complaint.stage2_outcome,
                Complaint.stage2_reasons,
                Complaint.stage2_remedy,
                Complaint.stage2_apology,
                Complaint.regulator_told,
                Complaint.answer,
                Complaint.answered,
                Complaint.actions_on,
                Complaint.lessons,
                Complaint.vexatious,
                Complaint.vexatious_by,
                Complaint.vexatious_review,
            ),
        ),
        Section(
            "The clock",
            (
                Complaint.clock,
                Complaint.started,
                Complaint.acknowledge_by,
                Complaint.stage1_by,
                Complaint.stage2_by,
                Complaint.target,
                Complaint.due,
                Complaint.basis,
                Complaint.data_law,
                Complaint.working,
            ),
        ),
        file_section(Complaint),
    ),
    identify=((Complaint.reference,), (Complaint.subject, Complaint.received, Complaint.complainant)),
    checks=(_days, who_may_open),
    dated=(
        at_target(Complaint, "Go on with a complaint"),
        Dated(
            Complaint.vexatious_review,
            "Look again at a decision that somebody is vexatious",
            clocks.which,
            page=page_of("complaints"),
            among=lambda: Complaint.vexatious == "yes",
        ),
    ),
    acts=(open_act("complaints"),),
    made_at="case-new/complaints",
    opened_at=page_of("complaints"),
    brought=True,
    prepared=prepared,
    labelled=labelled,
    supplied={"kind": "", "subject": "details"},
    views=views(
        Complaint,
        View("Data protection", ((Complaint.data_law, (True,)),)),
    ),
    empty="No complaint yet. Log one (Ctrl+N) on the day it comes, or bring in the register you keep.",
)

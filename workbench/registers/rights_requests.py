"""The rights-request log: access, CCTV, correction, erasure and the other rights (UK GDPR Articles 7 and 12 to 22D)."""

from __future__ import annotations

import datetime as dt
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
from workbench.register import Line, Problem, Register, Section, View
from workbench.registers.bank_holidays import BankHoliday
from workbench.registers.cases import asked, clocks
from workbench.registers.cases.base import STOPPED, WAITING, Case
from workbench.registers.cases.ownfiles import OwnFiles
from workbench.registers.cases.readers import who_may_open
from workbench.registers.cases.shown import at_target, file_section, open_act, page_of, views
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import caselines

ACCESS, CCTV, RECTIFY, ERASE, RESTRICT = "access", "cctv", "rectification", "erasure", "restriction"
PORTABLE, OBJECT, MARKETING, AUTOMATED, CONSENT = "portability", "objection", "marketing", "automated", "consent"
RIGHTS = (
    (ACCESS, "Access to personal data"),
    (CCTV, "CCTV pictures"),
    (RECTIFY, "Correction (rectification)"),
    (ERASE, "Erasure"),
    (RESTRICT, "Restriction"),
    (PORTABLE, "Portability"),
    (OBJECT, "Objection"),
    (MARKETING, "Objection to direct marketing"),
    (AUTOMATED, "Automated decision"),
    (CONSENT, "Consent withdrawn"),
)
SILENT = dt.timedelta(days=90)
LOOKED_AT = (ACCESS, CCTV)  # the clock stops for clarification of these alone
SHOWN = (ACCESS, CCTV, PORTABLE)
TOLD = (RECTIFY, ERASE, RESTRICT)
IDENTITY = (("known", "Known to us, nothing to ask"), ("asked", "Proof asked for"))
CLEAR = (("clear", "Clear enough"), ("asked", "Asked what is wanted"))
GO_AHEAD = (
    ("yes", "Go ahead"),
    ("fee", "Go ahead for a fee: unfounded or excessive"),
    ("unfounded", "Refuse: manifestly unfounded"),
    ("excessive", "Refuse: manifestly excessive"),
)
EXTENDED = (("complex", "The request is complex"), ("number", "The person made a number of requests"))
OTHERS = (
    ("none", "Nobody else is in it"),
    ("consent", "They agreed"),
    ("reasonable", "Reasonable without their agreement"),
    ("removed", "Their details were removed"),
    ("withheld", "What cannot be separated was withheld"),
)
METHODS = (
    ("email", "Email"),
    ("post", "Post"),
    ("collected", "Collected at the office"),
    ("viewed", "Looked at in the office"),
    ("telephone", "Told by telephone"),
)
OUTCOMES = (
    ("full", "Granted in full"),
    ("part", "Granted in part"),
    ("refused", "Refused"),
    ("none", "Nothing was held"),
    ("informal", "Answered informally"),
    ("withdrawn", "Withdrawn"),
    ("silent", "Closed: nobody answered us"),
    ("other", "Passed to another body"),
)
ERASURE_GROUNDS = (
    ("expression", "Freedom of expression and information"),
    ("obligation", "A legal obligation"),
    ("task", "A task in the public interest or official authority"),
    ("health", "Public health"),
    ("archive", "Archiving, research or statistics"),
    ("claims", "Legal claims"),
)


class RightsRequest(Case):
    """One request by, or for, one person."""

    register_name = "rights-requests"
    leans_on = (BankHoliday,)

    right = Choice(
        "What is asked for", choices=RIGHTS, optional=False, headings="Type of request, Right, Request type, Type"
    )
    requester = PersonalText(
        "Asked by",
        optional=False,
        headings="Requester, Name of requester, Name, Applicant, Asked by, Data subject name",
    )
    contact = PersonalLongText(
        "Address, email or telephone",
        headings="Contact, Email address, Postal address, Address, Phone number, Email, Telephone, Phone",
        joins=one_below_another,
    )
    acting_for = PersonalText(
        "On behalf of",
        help="The person the data is about, where somebody else asks.",
        headings="On behalf of, Acting for",
    )
    scope = PersonalLongText(
        "What they want",
        headings="Request details, Details, What is requested, Personal data involved, Summary, Scope",
        joins=one_below_another,
    )
    building = PersonalText("Building", help="Where the camera is.")
    pictures_on = Day("Day of the pictures")
    pictures_at = PersonalText("Time of the pictures", help="From and to, such as 14:00 to 14:30.")
    others_seen = YesNo("Other people can be seen")
    pictures_saved = Day("Pictures saved on", help="The day on which they were copied out of the recorder.")
    pictures_lost = PersonalText("Why they could not be saved")
    wrong = PersonalLongText("What is wrong or out of date")
    right_words = PersonalLongText("What it should say")
    processing = PersonalLongText("Which use of their data it is about")
    given_reason = PersonalLongText("The reason they give")
    wanted_form = PersonalText("In which form, and to whom")

    identity = Choice("Who they are", choices=IDENTITY, headings="Identity")
    identity_asked = Day("Proof asked for on", headings="Verification sought, Identity requested, ID requested")
    identity_seen = Day(
        "Proof seen on", headings="Verification received, Identity confirmed, ID received, Identity verified"
    )
    identity_how = PersonalText("What was seen", help="Such as passport, or a bill; never a number or a copy.")
    authority_asked = Day("Authority asked for on")
    authority_seen = Day("Authority seen on")
    clear = Choice("Is it clear what they want", choices=CLEAR)
    clarify_asked = Day(
        "Asked what is wanted on",
        help="Asked once more? Enter the new day here: the question before is kept, with the day of its answer.",
        headings="Clarification requested, Clarification asked",
    )
    clarify_answered = Day("They answered on", headings="Clarification received, Clarification answered")
    clarified = PersonalLongText(
        "Earlier questions", help="Day asked and day answered, one pair a line.", filled=True, brought=True
    )
    go_ahead = Choice("Go ahead or not", choices=GO_AHEAD, headings="Validity assessment")
    why_not = PersonalLongText("Reasons", help="The council must be able to show them.")
    decided_by = PersonalText("Decided by")
    fee = PersonalText("The fee", help="With its sign, such as £25.00. It stands in the letter that asks for it.")
    fee_asked = Day("Fee asked for on")
    fee_paid = Day("Fee paid on")
    extended = Choice("Two more months", choices=EXTENDED, headings="Time extensions")
    extended_why = PersonalLongText(
        "Why two more months",
        help="In words for the person: they stand in the letter that tells of it.",
        headings="Reason for extension, Extension reason",
    )
    extension_told = Day("Told of it on", headings="Extension date advised")

    searched_on = Day("Search finished on")
    others = Choice("Other people in it", choices=OTHERS)
    redacted_by = PersonalText("Details removed by")
    redaction_checked_by = PersonalText("Checked by", help="Somebody else than who removed them.")
    checked_on = Day("Checked on")
    held = PersonalLongText("What is held", help="First part of the answer.")
    why_held = PersonalLongText("Why it is held", help="Second part: the purpose and the lawful basis.")
    disclosed = PersonalLongText("To whom it may be given", help="Third part.")
    copy_given = PersonalText("The copy", help="Fourth part: what is given, and in which form.")
    method = Choice("How the answer went", choices=METHODS)
    rights_told = YesNo("Told that they may complain to the council and the regulator")
    outcome = Choice("Outcome", choices=OUTCOMES, headings="Outcome, Decision, Result")
    erasure_ground = Choice("Ground for refusing", choices=ERASURE_GROUNDS)
    disagreement = PersonalLongText("Statement of disagreement", help="What the person wants noted beside the record.")
    told_on = Day("Others told by", help="When everybody who had been given the data had been told.")
    series = Link(
        "Kept by",
        to=ScheduleLine.record_series,
        beside=ScheduleLine.reference,
        help="The line of the schedule that says how long this file is kept.",
        internal=True,
    )

    silent_from = Day("May be closed unanswered from", derived=True, index=True)

    class Meta:
        # Home counts those closed without a line after every change, without the pages of the files:
        indexes = ((("clock", "series", "removed", "readers"), False),)

    @classmethod
    def reckon_clock(cls, values: Values) -> None:
        """Work out the clock (UK GDPR Articles 12 and 12A), and from when a silent file is offered for closing."""
        clocks.reckon_request(cls, values)
        since = waits_since(values)
        values["silent_from"] = since + SILENT if since else None


def waits_since(values: Values) -> dt.date | None:
    """Since when the person has been asked something and has not answered; None where nobody is waited for."""
    found = waits_for(values)
    return found[1] if found else None


def waits_for(values: Values) -> tuple[str, dt.date] | None:
    """The answer whose question is open, the last asked, and since when; None where nobody is waited for."""
    if values["answered"] or values["closed_on"]:
        return None
    waits = [
        (answer, values[days[0]])
        for answer, asks, days in asked.OF_REQUESTS
        if days[1:] and asks(values) and values[days[0]] and not values[days[1]]
    ]
    return max(waits, key=lambda wait: wait[1], default=None)


_AFTER_RECEIPT = (
    "identity_asked",
    "identity_seen",
    "authority_asked",
    "authority_seen",
    "clarify_asked",
    "clarify_answered",
    "fee_asked",
    "fee_paid",
    "extension_told",
    "acknowledged",
    "pictures_saved",
    "answered",
    "closed_on",
)
_PAIRS = (
    ("identity_asked", "identity_seen"),
    ("authority_asked", "authority_seen"),
    ("clarify_asked", "clarify_answered"),
    ("fee_asked", "fee_paid"),
    ("identity_seen", "answered"),
    ("clarify_answered", "answered"),
    ("pictures_on", "pictures_saved"),
)


def _days(values: Values) -> Problem | None:
    """The days follow one another, and none is still to come."""
    return clocks.days_problem(RightsRequest, values, _AFTER_RECEIPT, _PAIRS)


def prepared(lines: Sequence[Line], existing: Iterable[Values]) -> list[Line]:
    """The lines of a council's own log in our words."""
    own = OwnFiles(RightsRequest, caselines.REQUESTS, existing)
    return [own.line(line) for line in lines]


REGISTER = Register(
    name="rights-requests",
    title="Rights requests",
    singular="request",
    plural="requests",
    icon="user-round-search",
    group="Cases",
    record=RightsRequest,
    naming=RightsRequest.requester,
    columns=(
        RightsRequest.reference,
        RightsRequest.requester,
        RightsRequest.clock,
        RightsRequest.target,
        RightsRequest.due,
        RightsRequest.next_step,
        RightsRequest.right,
        RightsRequest.received,
    ),
    form=(
        Section(
            "The request",
            (
                RightsRequest.right,
                RightsRequest.requester,
                RightsRequest.received,
                RightsRequest.channel,
                RightsRequest.scope,
                RightsRequest.contact,
                RightsRequest.acting_for,
                RightsRequest.received_by,
                RightsRequest.reference,
                RightsRequest.handler,
            ),
        ),
        Section(
            "What is asked about this right",
            (
                RightsRequest.building,
                RightsRequest.pictures_on,
                RightsRequest.pictures_at,
                RightsRequest.others_seen,
                RightsRequest.pictures_saved,
                RightsRequest.pictures_lost,
                RightsRequest.wrong,
                RightsRequest.right_words,
                RightsRequest.processing,
                RightsRequest.given_reason,
                RightsRequest.wanted_form,
            ),
        ),
        Section(
            "Who is asking",
            (
                RightsRequest.identity,
                RightsRequest.identity_asked,
                RightsRequest.identity_seen,
                RightsRequest.identity_how,
                RightsRequest.authority_asked,
                RightsRequest.authority_seen,
            ),
        ),
        Section(
            "What is wanted",
            (
                RightsRequest.clear,
                RightsRequest.clarify_asked,
                RightsRequest.clarify_answered,
                RightsRequest.clarified,
                RightsRequest.go_ahead,
                RightsRequest.why_not,
                RightsRequest.decided_by,
                RightsRequest.fee,
                RightsRequest.fee_asked,
                RightsRequest.fee_paid,
                RightsRequest.extended,
                RightsRequest.extended_why,
                RightsRequest.extension_told,
            ),
        ),
        Section(
            "Search and check",
            (
                RightsRequest.searched_on,
                RightsRequest.others,
                RightsRequest.redacted_by,
                RightsRequest.redaction_checked_by,
                RightsRequest.checked_on,
            ),
        ),
        Section(
            "The answer",
            (
                RightsRequest.acknowledged,
                RightsRequest.held,
                RightsRequest.why_held,
                RightsRequest.disclosed,
                RightsRequest.copy_given,
                RightsRequest.method,
                RightsRequest.rights_told,
                RightsRequest.answered,
                RightsRequest.outcome,
                RightsRequest.erasure_ground,
                RightsRequest.disagreement,
                RightsRequest.told_on,
            ),
        ),
        Section(
            "The clock",
            (
                RightsRequest.clock,
                RightsRequest.started,
                RightsRequest.target,
                RightsRequest.due,
                RightsRequest.basis,
                RightsRequest.working,
            ),
        ),
        file_section(RightsRequest),
    ),
    identify=((RightsRequest.reference,), (RightsRequest.requester, RightsRequest.received, RightsRequest.right)),
    checks=(_days, who_may_open),
    dated=(at_target(RightsRequest, "Answer a rights request"),),
    acts=(open_act("rights-requests"),),
    made_at="case-new/rights-requests",
    opened_at=page_of("rights-requests"),
    brought=True,
    prepared=prepared,
    supplied={"right": "", "requester": "reference"},
    views=views(
        RightsRequest,
        View(
            "Nobody answers",
            ((RightsRequest.clock, (WAITING, STOPPED)),),
            act="Close {} that nobody answers, or ask again",
            why="They were asked ninety days ago and have not answered.",
            cure="Write to say that the file is closed unless they answer, then close it; or ask again.",
            come=(RightsRequest.silent_from,),
            awaits=True,
        ),
        View("Waiting for the person", ((RightsRequest.clock, (WAITING, STOPPED)),)),
    ),
    empty="No request yet. Log one (Ctrl+N) on the day it comes, or bring in the log you keep.",
)

"""The steps of a complaint, a data protection complaint and an enquiry."""

from __future__ import annotations

from workbench import display
from workbench.records.record import Values
from workbench.registers import complaints as co
from workbench.registers.cases import asked, inforce, lacking, parts
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.steps import Asked, CaseFile, Step, on, without_outcome
from workbench.registers.complaints import Complaint


def _is(*kinds: str) -> Asked:
    return lambda values: values["kind"] in kinds


def _file(values: Values) -> bool:
    return bool(values["kind"] != asked.ENQUIRY)


def _looks(values: Values) -> bool:
    """What the council looks into itself: all but what it passed on, and that too where the law asks for an outcome."""
    return _file(values) and (asked.about_data(values) or not asked.passed_on(values))


def _confidential(values: Values) -> str:
    if values["unnamed"] == "yes":
        return "Wishes to stay unnamed" if values["unnamed_decision"] else ""
    return Complaint.unnamed.label_of(values["unnamed"]) if values["unnamed"] else ""


def _route(values: Values) -> str:
    if asked.passed_on(values):
        if not (values["passed_to"] and values["passed_on"]):
            return ""
        where = Complaint.passed_to.label_of(values["passed_to"])
        return f"{where}, {display.day(values['passed_on'])}"
    return Complaint.stage.label_of(values["stage"]) if values["stage"] else ""


def _law_of_stage_1(values: Values) -> str:
    if values["stage"] == asked.INFORMAL:
        return "Settled by a word? Enter the outcome and the day. If not, choose stage 1. Council policy, not law."
    again = " Once they ask for it, enter here on which day." if values["stage1_on"] else ""
    return f"The decision with its reasons, and how to ask for stage 2.{again} Council policy, not law."


def _law_of_logging(values: Values) -> str:
    if _file(values):
        return inforce.law_of_complaint(values)
    return "An enquiry asks something. Where somebody is dissatisfied with the council it is a complaint: choose so."


def _acknowledged(values: Values) -> str:
    """On which day, and that it was after the day by which the law or the council's policy wanted it."""
    day, by = values["acknowledged"], values["acknowledge_by"]
    late = f", after {display.day(by)}" if day and by and day > by else ""
    return f"{on('acknowledged', 'Sent')(values)}{late}"


def _settle(values: Values) -> str:
    informal = values["stage"] == asked.INFORMAL and not values["stage1_on"]
    return "Note how it was settled" if informal else without_outcome("stage1_on", "outcome")(values)


def _gone_elsewhere(values: Values) -> bool:
    """Whether no step but the last asks for its outcome."""
    return asked.passed_on(values) and not asked.about_data(values)


STEPS = (
    Step(
        "Log it",
        on("received", "Received"),
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
            Complaint.handler,
            Complaint.readers,
            Complaint.named,
        ),
        _law_of_logging,
        only={
            "wanted": _file,
            "category": _file,
            "about_data": _is(asked.COMPLAINT),
            "named": lambda values: values["readers"] == NAMED,
        },
    ),
    Step(
        "Acknowledge it",
        _acknowledged,
        (Complaint.acknowledged,),
        inforce.law_of_acknowledging,
        belongs=_file,
        marks="acknowledged",
        letters=("complaint-acknowledgement", "data-acknowledgement"),
    ),
    Step(
        "Ask about confidentiality",
        _confidential,
        (Complaint.unnamed, Complaint.unnamed_decision),
        "Ask whether they wish to stay unnamed, and note what was decided. Who is complained about may have to be "
        "told.",
        belongs=_file,
        needs=("unnamed", "unnamed_decision"),
        only={"unnamed_decision": lambda values: values["unnamed"] == "yes"},
    ),
    Step(
        "Choose the way",
        _route,
        (Complaint.stage, Complaint.passed_to, Complaint.passed_on, Complaint.passed_reference),
        "Conduct of a councillor goes in England to the monitoring officer (Localism Act 2011 s.28), in Wales to the "
        "Public Services Ombudsman, in Northern Ireland to the Commissioner for Standards; money to the auditor, crime "
        "to the police. The council’s own procedure is policy, not law.",
        belongs=_is(asked.COMPLAINT),
        letters=("referral",),
        needs=("stage", "passed_to", "passed_on"),
        act=lambda _: "Choose how to deal with it",
        only=dict.fromkeys(("passed_to", "passed_on", "passed_reference"), asked.passed_on),
    ),
    Step(
        "Look into it",
        on("looked_on", "Finished"),
        (Complaint.found, Complaint.progress_on, Complaint.extended_to, Complaint.extended_why, Complaint.looked_on),
        inforce.law_of_looking,
        belongs=_looks,
        part=parts.PARTY,
        marks="looked_on",
        only=dict.fromkeys(("extended_to", "extended_why"), asked.procedure),
        demands=lacking.reason_for(Complaint.extended_to, Complaint.extended_why),
        wants=lacking.looked_into,
    ),
    Step(
        "Send the stage 1 reply",
        on("stage1_on", "Sent"),
        (
            Complaint.outcome,
            Complaint.reasons,
            Complaint.remedy,
            Complaint.apology,
            Complaint.stage1_on,
            Complaint.escalated,
        ),
        _law_of_stage_1,
        belongs=asked.procedure,
        marks="stage1_on",
        letters=("stage1",),
        act=_settle,
        needs=("outcome",),
        only={"escalated": lambda values: values["stage1_on"]},
        wants=lacking.empty(Complaint.reasons),
    ),
    Step(
        "Acknowledge stage 2",
        on("stage2_ack", "Sent"),
        (Complaint.escalated, Complaint.stage2_ack),
        "Say who looks at it again and by when they will hear. Council policy, not law.",
        belongs=asked.second_stage,
        marks="stage2_ack",
        letters=("stage2-acknowledgement",),
        needs=("escalated",),
    ),
    Step(
        "Send the stage 2 reply",
        on("stage2_on", "Sent"),
        (
            Complaint.stage2_outcome,
            Complaint.stage2_reasons,
            Complaint.stage2_remedy,
            Complaint.stage2_apology,
            Complaint.stage2_until,
            Complaint.stage2_why,
            Complaint.stage2_on,
        ),
        "A committee or the council looks at it again. Council policy, not law.",
        belongs=asked.second_stage,
        marks="stage2_on",
        letters=("stage2",),
        act=without_outcome("stage2_on", "stage2_outcome"),
        needs=("stage2_outcome",),
        demands=lacking.reason_for(Complaint.stage2_until, Complaint.stage2_why),
        wants=lacking.empty(Complaint.stage2_reasons),
    ),
    Step(
        "Tell the outcome",
        on("answered", "Told"),
        (
            Complaint.outcome,
            Complaint.reasons,
            Complaint.remedy,
            Complaint.apology,
            Complaint.regulator_told,
            Complaint.answered,
        ),
        inforce.law_of_outcome,
        belongs=asked.about_data,
        marks="answered",
        letters=("data-outcome",),
        act=without_outcome("answered", "outcome"),
        needs=("outcome",),
        wants=lacking.empty(Complaint.reasons, Complaint.regulator_told),
    ),
    Step(
        "Answer it",
        on("answered", "Answered"),
        (Complaint.answer, Complaint.outcome, Complaint.answered),
        belongs=_is(asked.ENQUIRY),
        offers={"outcome": ("answered", "withdrawn", "passed")},
        marks="answered",
        act=without_outcome("answered", "outcome"),
        needs=("outcome",),
        wants=lacking.empty(Complaint.answer),
    ),
    Step(
        "Actions and lessons",
        on("actions_on", "Agreed"),
        (
            Complaint.lessons,
            Complaint.vexatious,
            Complaint.vexatious_by,
            Complaint.vexatious_review,
            Complaint.actions_on,
        ),
        "What the council does differently, who does it and by when, without anybody’s name.",
        belongs=_file,
        part=parts.ACTION,
        marks="actions_on",
        needs=("vexatious_review",),
        wants=lacking.nothing_learned,
        act=lambda _: "Agree actions and lessons",
        only=dict.fromkeys(("vexatious_by", "vexatious_review"), lambda values: values["vexatious"] == "yes"),
    ),
    Step(
        "Close the file",
        on("closed_on", "Closed"),
        (Complaint.outcome, Complaint.series, Complaint.notes),
        "Closing sets the day on which this file itself is destroyed, by the council's schedule.",
        only={"outcome": _gone_elsewhere},
        closes=True,
    ),
)

FILE = CaseFile(
    register=co.REGISTER,
    record=Complaint,
    prefix="C",
    hold_kind="complaint",
    steps=STEPS,
    title_of=lambda values: f"{Complaint.kind.label_of(values['kind'])} {values['reference']}",
    sentence_of=lambda values: f"{values['subject']}.",
)

"""The steps of a rights request, each with the name of its law."""

from __future__ import annotations

from workbench import clock, display
from workbench.records.record import Values
from workbench.registers import rights_requests as rr
from workbench.registers.cases import asked, clocks, inforce, lacking, parts, pictures
from workbench.registers.cases.base import NAMED
from workbench.registers.cases.steps import Asked, CaseFile, Step, on
from workbench.registers.rights_requests import RightsRequest


def _is(*rights: str) -> Asked:
    return lambda values: values["right"] in rights


def _set(field: str, *codes: str) -> Asked:
    return lambda values: values[field] in codes


def _who(values: Values) -> str:
    if asked.proof(values):
        return on("identity_seen", f"{values['identity_how'] or 'Proof'} seen")(values)
    return "Known to us"


def _prove(values: Values) -> str:
    if values["identity_asked"] and not values["identity_seen"]:
        return "Note the proof seen"
    return "Note the authority seen" if values["authority_asked"] and not values["authority_seen"] else ""


def _agree(values: Values) -> str:
    return "Note their answer" if values["clarify_asked"] and not values["clarify_answered"] else ""


def _charge(values: Values) -> str:
    if values["go_ahead"] != "fee":
        return ""
    return "Note the fee paid" if values["fee_asked"] else "Ask for the fee"


def _clear(values: Values) -> str:
    return on("clarify_answered", "They answered")(values) if asked.question(values) else "Clear enough"


def _decided(values: Values) -> str:
    if asked.fee(values):
        return on("fee_paid", "Fee paid")(values)
    return RightsRequest.go_ahead.label_of(values["go_ahead"])


def _write(values: Values) -> str:
    if not values["answered"]:
        return "Write the answer"
    return "Tell them that they may complain" if values["outcome"] else "Note the outcome"


def _tell_by(values: Values) -> str:
    """Until when they are told of two more months; where that was too late, that the months do not count."""
    by, told = clocks.notice_by(RightsRequest, values) if values["extended"] else None, values["extension_told"]
    if clocks.told_too_late(values, by):
        return f"They were told of two more months on {display.day(told)}, after {display.day(by)}: too late to count."
    if not values["extended"] or told:
        return ""
    if by and by < clock.today():
        return f"The last day to tell them of two more months was {display.day(by)}: the limit stays as it is."
    until = f", by {display.day(by)}" if by else ""
    return f"Tell them of the two more months, with the reason{until}. Until they are told the limit stays as it is."


def _silent(values: Values) -> str:
    """What may be done where the person was asked and has been silent for long."""
    since, silent = rr.waits_since(values), values["silent_from"]
    if not (since and silent and silent <= clock.today()):
        return ""
    return (
        f"They were asked on {display.day(since)} and have not answered. You may write that the file is closed "
        "unanswered, choose that outcome, and close it. If they answer later, it is opened again."
    )


def _going(values: Values) -> bool:
    return values["go_ahead"] not in ("unfounded", "excessive")


def _searches(values: Values) -> bool:
    return _going(values) and values["right"] not in (rr.MARKETING, rr.CONSENT, rr.OBJECT, rr.AUTOMATED)


def _checks_others(values: Values) -> bool:
    return _going(values) and values["right"] in rr.SHOWN


def _others(values: Values) -> str:
    return on("checked_on", "Checked")(values) if values["others"] else ""


def _tells(values: Values) -> bool:
    return values["right"] in rr.TOLD and values["outcome"] in ("full", "part")


def _about_whom(values: Values) -> str:
    """'Applicant B, on behalf of Applicant A.'"""
    behalf = f", on behalf of {values['acting_for']}" if values["acting_for"] else ""
    return f"{values['requester']}{behalf}."


def _saved(values: Values) -> str:
    saved = on("pictures_saved", "Saved")(values)
    return saved or ("Could not be saved" if values["pictures_lost"] else "")


_SECTION_OF_RIGHT = {
    "named": _set("readers", NAMED),
    "building": _is(rr.CCTV),
    "pictures_on": _is(rr.CCTV),
    "pictures_at": _is(rr.CCTV),
    "others_seen": _is(rr.CCTV),
    "wrong": _is(rr.RECTIFY, rr.RESTRICT),
    "right_words": _is(rr.RECTIFY),
    "processing": _is(rr.ERASE, rr.RESTRICT, rr.OBJECT, rr.MARKETING, rr.AUTOMATED, rr.CONSENT),
    "given_reason": _is(rr.ERASE, rr.OBJECT, rr.AUTOMATED),
    "wanted_form": _is(rr.PORTABLE),
}
_COUNT = {name: asks for _, asks, days in asked.OF_REQUESTS for name in days}

STEPS = (
    Step(
        "Log the request",
        on("received", "Received"),
        (
            RightsRequest.right,
            RightsRequest.requester,
            RightsRequest.received,
            RightsRequest.channel,
            RightsRequest.scope,
            RightsRequest.building,
            RightsRequest.pictures_on,
            RightsRequest.pictures_at,
            RightsRequest.others_seen,
            RightsRequest.wrong,
            RightsRequest.right_words,
            RightsRequest.processing,
            RightsRequest.given_reason,
            RightsRequest.wanted_form,
            RightsRequest.contact,
            RightsRequest.acting_for,
            RightsRequest.received_by,
            RightsRequest.handler,
            RightsRequest.readers,
            RightsRequest.named,
            RightsRequest.acknowledged,
        ),
        "A request may come in any form and to anybody at the council, and need not name the law (UK GDPR Article 12).",
        letters=("acknowledgement",),
        only=_SECTION_OF_RIGHT,
    ),
    Step(
        "Save the pictures",
        _saved,
        (RightsRequest.pictures_saved, RightsRequest.pictures_lost),
        "A recorder writes over its pictures by itself: no hold stops it. Copy them out before anything else is asked, "
        "and keep them until the request is closed.",
        belongs=_is(rr.CCTV),
        marks="pictures_saved",
        act=lambda values: f"Save {pictures.of_day(values)}",
        warns=lambda values: pictures.warned(values, clock.today()),
    ),
    Step(
        "Make sure who is asking",
        _who,
        (
            RightsRequest.identity,
            RightsRequest.identity_asked,
            RightsRequest.identity_seen,
            RightsRequest.identity_how,
            RightsRequest.authority_asked,
            RightsRequest.authority_seen,
        ),
        inforce.law_of_proof,
        letters=("identity", "authority"),
        needs=("identity_seen", "authority_seen"),
        demands=lacking.answer_to(RightsRequest.identity, asked.proof),
        act=_prove,
        warns=_silent,
        only={
            **_COUNT,
            "identity_how": asked.proof,
        },
    ),
    Step(
        "Agree what is wanted",
        _clear,
        (RightsRequest.clear, RightsRequest.clarify_asked, RightsRequest.clarify_answered),
        inforce.law_of_question,
        belongs=_is(*rr.LOOKED_AT),
        letters=("clarification",),
        needs=("clarify_asked", "clarify_answered"),
        demands=lacking.answer_to(RightsRequest.clear, asked.question),
        act=_agree,
        warns=_silent,
        only=_COUNT,
    ),
    Step(
        "Decide whether to go ahead",
        _decided,
        (
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
        "Only a manifestly unfounded or excessive request may be refused or charged for, and the council must be able "
        "to show why (Article 12(5)). Two more months need a reason, told within the first month (Article 12(3)).",
        letters=("extension", "fee", "refusal"),
        needs=("why_not", "fee_paid", "extended_why", "extension_told"),
        demands=lacking.answer_to(RightsRequest.go_ahead, asked.fee),
        wants=lacking.who_decided,
        act=_charge,
        warns=lambda values: _tell_by(values) or _silent(values),
        only={
            **_COUNT,
            "why_not": _set("go_ahead", "fee", "unfounded", "excessive"),
            "extended_why": asked.extension,
            "decided_by": _set("go_ahead", "fee", "unfounded", "excessive"),
            "fee": _set("go_ahead", "fee"),
        },
    ),
    Step(
        "Search the places",
        on("searched_on", "Finished"),
        (RightsRequest.searched_on,),
        lacking.law_of_search,
        belongs=_searches,
        part=parts.PLACE,
        marks="searched_on",
        wants=lacking.undone(
            parts.PLACE,
            ("done_on", "left_out"),
            RightsRequest.searched_on,
            "Not searched yet, and nothing says why not",
            "No place to search is entered below",
        ),
    ),
    Step(
        "Check other people’s details",
        _others,
        (RightsRequest.others, RightsRequest.redacted_by, RightsRequest.redaction_checked_by, RightsRequest.checked_on),
        "Other people’s details are left out unless they agreed or it is reasonable without (DPA 2018 Schedule 2 "
        "paragraph 16). Somebody else checks what was removed.",
        belongs=_checks_others,
        part=parts.WITHHELD,
        marks="checked_on",
        needs=("others",),
        wants=lacking.others,
        only={
            "redacted_by": _set("others", "removed", "withheld"),
            "redaction_checked_by": _set("others", "removed", "withheld"),
        },
    ),
    Step(
        "Answer",
        on("answered", "Sent"),
        (
            RightsRequest.held,
            RightsRequest.why_held,
            RightsRequest.disclosed,
            RightsRequest.copy_given,
            RightsRequest.outcome,
            RightsRequest.erasure_ground,
            RightsRequest.disagreement,
            RightsRequest.method,
            RightsRequest.rights_told,
            RightsRequest.answered,
        ),
        lacking.law_of_answer,
        letters=(
            "response",
            "cctv-response",
            "rectification-done",
            "rectification-refused",
            "erasure",
            "other-response",
            "refusal",
        ),
        needs=("outcome", "answered"),
        demands=lacking.may_complain,
        wants=lacking.answer,
        act=_write,
        only={
            **dict.fromkeys(("held", "why_held", "disclosed", "copy_given"), _is(*rr.SHOWN)),
            "erasure_ground": lambda values: values["right"] == rr.ERASE and values["outcome"] in ("part", "refused"),
            "disagreement": lambda values: values["right"] == rr.RECTIFY and values["outcome"] in ("part", "refused"),
        },
    ),
    Step(
        "Tell those who had the data",
        on("told_on", "Told"),
        (RightsRequest.told_on,),
        "Everybody who was given the data is told, unless that is impossible or takes too much effort (Article 19).",
        belongs=_tells,
        part=parts.TOLD,
        marks="told_on",
        wants=lacking.undone(
            parts.TOLD,
            ("told_on", "not_told"),
            RightsRequest.told_on,
            "Not told yet, and nothing says why not",
            "Nobody who had been given the data is entered below; note who, or “Nobody” with the reason",
        ),
    ),
    Step(
        "Close the file",
        on("closed_on", "Closed"),
        (RightsRequest.series, RightsRequest.notes),
        "Closing sets the day on which this file itself is destroyed, by the council's schedule.",
        letters=("closing-unanswered",),
        closes=True,
    ),
)

FILE = CaseFile(
    register=rr.REGISTER,
    record=RightsRequest,
    prefix="RR",
    hold_kind="request",
    steps=STEPS,
    title_of=lambda values: f"{RightsRequest.right.label_of(values['right'])}, {values['reference']}",
    sentence_of=_about_whom,
)

"""Which days of a file count: those its answers ask for. The steps show them by the same rule: none counts unseen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from workbench.registers.cases import inforce

Answers = Mapping[str, Any]
COMPLAINT, DATA, ENQUIRY = "complaint", "data", "enquiry"
INFORMAL, STAGE1, STAGE2, REVIEW, REFERRED = "informal", "stage1", "stage2", "review", "referred"
ESCALATED = "escalated"  # the day on which stage 2 was asked for
TO_DATA, TO_REVIEW = "data", "foi"  # passed on within the council itself


_PROOF, _AUTHORITY = ("identity_asked", "identity_seen"), ("authority_asked", "authority_seen")
_QUESTION, _FEE = ("clarify_asked", "clarify_answered"), ("fee_asked", "fee_paid")


def _says(answer: str, code: str, days: tuple[str, str]) -> Callable[[Answers], bool]:
    """Whether an answer asks for its days; days that stand without any answer, as in a sheet, ask for themselves."""
    return lambda values: values[answer] == code or (not values[answer] and any(values[day] for day in days))


proof = _says("identity", "asked", _PROOF)
question = _says("clear", "asked", _QUESTION)
fee = _says("go_ahead", "fee", _FEE)


def authority(values: Answers) -> bool:
    """Whether somebody asks for another."""
    return bool(values["acting_for"])


def extension(values: Answers) -> bool:
    """Whether two more months are taken."""
    return bool(values["extended"])


# The answer, what it asks for, and the days it gives: those asked on and those answered on.
OF_REQUESTS: tuple[tuple[str, Callable[[Answers], bool], tuple[str, ...]], ...] = (
    ("identity", proof, _PROOF),
    ("acting_for", authority, _AUTHORITY),
    ("clear", question, _QUESTION),
    ("go_ahead", fee, _FEE),
    ("extended", extension, ("extension_told",)),
)


def passed_on(values: Answers) -> bool:
    """Whether a complaint goes another way than the council's own procedure."""
    stage = values["stage"]
    return bool(values["kind"] == COMPLAINT and (stage == REFERRED or (not stage and values["passed_to"])))


def about_data(values: Answers) -> bool:
    """Whether the law on complaints about personal data is in question; of others it is since 19 June 2026 (s.164A)."""
    if values["kind"] != COMPLAINT:
        return bool(values["kind"] == DATA)
    misused = values["about_data"] or (passed_on(values) and values["passed_to"] == TO_DATA)
    return bool(misused) and inforce.of_complaint(values)


def procedure(values: Answers) -> bool:
    """Whether the council's own procedure answers it, with its stages."""
    return values.get("kind") == COMPLAINT and not passed_on(values)


def second_stage(values: Answers) -> bool:
    """Whether stage 2 was asked for."""
    return procedure(values) and bool(values[ESCALATED] or values["stage"] in (STAGE2, REVIEW))


def may_go_on(values: Answers) -> bool:
    """Whether the reply at stage 1 has gone and stage 2 may be asked for."""
    return procedure(values) and bool(values["stage1_on"]) and not second_stage(values)


def heard(values: Answers) -> dt.date | None:
    """The day of the first word that the council sent: its acknowledgement, or a reply that stood for it."""
    day: dt.date | None = values["acknowledged"] or (values["stage1_on"] if procedure(values) else None)
    return day or values["answered"]


def staged(values: Answers) -> dt.date | None:
    """The day of the reply that ended the council's procedure; None while one is owed or where it does not apply."""
    if not procedure(values):
        return None
    day: dt.date | None = values["stage2_on" if second_stage(values) else "stage1_on"]
    return day


def replied(values: Answers) -> dt.date | None:
    """The day of the full answer; None while one is owed. The stages ask for no other day than that of their reply.

    The outcome that the law asks for and the reply at stage 2 are owed each for itself. Where nothing but the stage
    says that there was a second one, as in a sheet, the day of the answer is that of the last.
    """
    answered: dt.date | None = values["answered"]
    if values.get("kind") != COMPLAINT:
        return answered
    last, law = staged(values), about_data(values)
    if second_stage(values):
        begun = values[ESCALATED] or values["stage1_on"]
        later = answered and (begun is None or (values[ESCALATED] and answered > begun and not law))
        if last is None:
            return answered if later else None
        return max(last, answered or last) if answered or not law else None
    return answered or (None if law else last)

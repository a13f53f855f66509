"""How kinds, triggers, actions and rhythms are called where people read them."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.rules.rule import OTHER, Kind


@dataclass(frozen=True, slots=True)
class TriggerLabel:
    """short stands in a table ("File closed"), day in a sentence ("the day it was closed")."""

    short: str
    day: str


TRIGGER_LABELS = {
    "closure": TriggerLabel("File closed", "the day it was closed"),
    "creation": TriggerLabel("Record made", "the day it was made"),
    "receipt": TriggerLabel("Received", "the day it was received"),
    "last_contact": TriggerLabel("Last contact", "the day of last contact"),
    "end_of_financial_year": TriggerLabel("End of financial year", "the end of its financial year"),
    "end_of_calendar_year": TriggerLabel("End of calendar year", "the end of its calendar year"),
    "end_of_employment": TriggerLabel("Employment ended", "the day employment ended"),
    "expiry": TriggerLabel("Expired", "the day it expired"),
    "superseded": TriggerLabel("Replaced by a newer one", "the day it was replaced"),
    "end_of_contract": TriggerLabel("Contract, lease or tenancy ended", "the day the contract, lease or tenancy ended"),
    "date_of_birth": TriggerLabel("Date of birth", "the date of birth"),
    "unspecified": TriggerLabel("Start not clear", "a day that is not stated"),
}

_SAYS_A_DAY = ("day", "date", "end", "last", "start")

ACTION_LABELS = {
    "destroy": "Destroy",
    "shred": "Shred",
    "delete": "Delete",
    "archive": "Keep in the archive",
    "transfer": "Offer to the record office",
    "review": "Review",
    "overwrite": "Recorded over",
    "unspecified": "Not stated",
}

ACTION_SENTENCES = {
    "destroy": "Then destroy it.",
    "shred": "Then shred it.",
    "delete": "Then delete it.",
    "archive": "Then keep it in the council's archive.",
    "transfer": "Then offer it to the record office.",
    "review": "Then review it.",
    "overwrite": "Then it is recorded over.",
    "unspecified": "",
}

KIND_LABELS = {
    Kind.FIXED: "For a set time",
    Kind.PERMANENT: "Permanently",
    Kind.REVIEW: "Reviewed",
    Kind.ROLLING: "Rolling",
    Kind.UNTIL_EVENT: "Until something happens",
    Kind.UNKNOWN: "Not clear yet",
}

RHYTHM_LABELS = {
    "daily": "Every day",
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "monthly": "Every month",
    "quarterly": "Every three months",
    "six_monthly": "Every six months",
    "yearly": "Every year",
    "two_yearly": "Every two years",
    "three_yearly": "Every three years",
    "five_yearly": "Every five years",
}

BOUND_LABELS = {"min": "At least", "max": "No longer than", "exact": "Exactly", "none": ""}


def trigger_label(trigger: str) -> str:
    """The short name of a trigger; for "other:" the council's own words."""
    if trigger.startswith(OTHER):
        words = trigger.removeprefix(OTHER).strip()
        return words[:1].upper() + words[1:]
    known = TRIGGER_LABELS.get(trigger)
    return known.short if known else trigger


def trigger_day(trigger: str) -> str:
    """How a trigger stands in a sentence: "the day it was closed", “date of the election”."""
    if trigger.startswith(OTHER):
        return f"“{trigger.removeprefix(OTHER).strip()}”"
    known = TRIGGER_LABELS.get(trigger)
    return known.day if known else f"“{trigger}”"


def trigger_asked(trigger: str) -> str:
    """A trigger as the label of the box for its day: "Day it was closed", "Date of the election"."""
    words = trigger_day(trigger).strip("“”").removeprefix("the ")
    asked = words if words.startswith(_SAYS_A_DAY) else f"day of: {words}"
    return asked[:1].upper() + asked[1:]

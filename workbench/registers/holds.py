"""Holds: what must not be destroyed, whatever the schedule says, until every reason for keeping it has gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench import clock, display
from workbench.display import count
from workbench.records.fields import Choice, Day, Link, LongText, Number, PersonalText, Text
from workbench.records.record import Record, Values
from workbench.register import Act, Problem, Register, Section, View
from workbench.registers.cases.reach import asked_by_open, reached
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit

KINDS = (
    ("request", "Request for information or rights request"),
    ("complaint", "Complaint"),
    ("claim", "Legal or insurance claim"),
    ("audit", "Audit or elector's objection"),
    ("police", "Police request"),
    ("inquiry", "Public inquiry"),
    ("historical", "Historical interest"),
)
_LONGEST_COOLING = 1_200  # months


class Hold(Record):
    """One reason not to destroy. Several may lie on one holding; it is free when the last has gone."""

    register_name = "holds"
    forgets = ("matter",)
    of_people = True

    reason = Text(
        "Reason",
        optional=False,
        help="Why these records must stay, without anybody's name: it is printed on the record of destruction.",
        headings="Reason, Why, Hold",
    )
    kind = Choice("Kind", choices=KINDS, optional=False, headings="Kind, Type of hold")
    authority = Text("Authority", help="The law, order, letter or minute it rests on.", headings="Authority, Basis")
    series = Link(
        "Record series",
        to=ScheduleLine.record_series,
        beside=ScheduleLine.reference,
        help="Every holding of this series.",
        headings="Record series, Series",
    )
    holding = Link(
        "Holding", to=Holding.description, beside=Holding.number, help="This one holding.", headings="Holding, Box"
    )
    covers_from = Day("Records from", help="Only records of these days; empty for all.", headings="Records from")
    covers_to = Day("Records to", headings="Records to")
    matter = PersonalText(
        "Matter",
        help="The case or person it is about. By itself it holds the case files of that reference, or in which that "
        "person asks, is asked for or takes part, and the series their lists of places to search name; what lies "
        "elsewhere wants a series, a holding or days as well.",
        headings="Matter, Case, Person",
    )
    placed_by = Text("Placed by", headings="Placed by")
    placed_on = Day("Placed on", optional=False, headings="Placed on, Date placed")
    released_by = Text("Released by", headings="Released by")
    released_on = Day("Released on", headings="Released on, Date released")
    release_reason = Text("Why it was released", headings="Why it was released, Release reason")
    cooling = Number(
        "Months kept after release",
        help="The time from its release in which the person may still go to the regulator. Six months is usual after a "
        "request.",
        headings="Months kept after release, Cooling",
    )
    notes = LongText("Notes", headings="Notes, Remarks")
    case_register = Text("Register of the file", internal=True, filled=True)
    case = Number("File", internal=True, filled=True, index=True)
    decide_on = Day(
        "Holds at least until",
        help="Its file is closed. Until then the person may still go to the regulator.",
        filled=True,
    )

    free_from = Day("Free from", derived=True, index=True)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """From which day the hold no longer holds; None while it was not released.

        Whoever releases it before the months after the closing of its file are over, it holds until then.
        """
        released, months = values["released_on"], values["cooling"] or 0
        over = add(released, Length(min(months, _LONGEST_COOLING), Unit.MONTHS)) if released else None
        values["free_from"] = max(over, values["decide_on"] or over) if over else None

    @classmethod
    def stays(cls, values: Values) -> str | None:
        """A hold ends by being released, which is a named act, and not by being put out of sight."""
        if not still_holds(values):
            return None
        return (
            f"The hold “{values['reason']}” still holds, so it cannot be removed. Nothing was changed. Release it "
            "(Ctrl+R): who released it, on which day and why."
        )


def stands(values: Values) -> bool:
    """Whether nobody has released it."""
    return values["released_on"] is None


def still_holds(values: Values, on: dt.date | None = None) -> bool:
    """Whether it holds on a day (today if none): until it is released, and for as long after as it holds on."""
    return values["free_from"] is None or values["free_from"] > (on or clock.today())


def lies_on(values: Values) -> str:
    """What it lies on, in the few words of a table."""
    days = days_of(values)
    place = next((link.label_of(values[link.name]) for link in (Hold.holding, Hold.series) if values[link.name]), "")
    place = place or ("Every holding" if days else values["matter"])
    return f"{place}, records of {days}" if days else place


def days_of(values: Values) -> str:
    """The days of the records it lies on; empty where it lies on those of all days."""
    first, last = values["covers_from"], values["covers_to"]
    if first and last:
        return f"{display.day(first)} to {display.day(last)}"
    return f"{display.day(first)} and later" if first else f"{display.day(last)} and earlier" if last else ""


def plainly(values: Values) -> tuple[str, str]:
    """What it holds in one sentence, and until when; of a matter alone also what nobody can know."""
    if _has_a_scope(values):
        return ("", "")
    if not still_holds(values):
        return ("It holds nothing any longer.", "It was released.")
    said, more = _holds(values)
    free = values["free_from"]
    until = f"Released, and free from {display.day(free)}." if free else "Until somebody releases it (Ctrl+R)."
    if values["decide_on"] and not free:
        until = f"Its file is closed; to be decided on from {display.day(values['decide_on'])}. {until}"
    return (said, f"{more} {until}".strip())


def _holds(values: Values) -> tuple[str, str]:
    days = " with records of these days" if values["covers_from"] or values["covers_to"] else ""
    if values["holding"]:
        return (f"Holds “{Hold.holding.label_of(values['holding'])}” alone.", "")
    if values["series"]:
        return (f"Holds every holding of {Hold.series.label_of(values['series'])}{days}.", "")
    if days:
        return (f"Holds every holding{days}, and those whose days nobody entered.", "")
    return _on_matter(values["matter"])


def _on_matter(matter: str) -> tuple[str, str]:
    """What a matter alone reaches, or that it reaches no box and what to do about that."""
    found = reached(matter)
    files = count(found.files, "case file")
    shut = " What the list of a restricted file names stays too." if found.hidden else ""
    if found.series:
        names = "; ".join(label for _, label in Hold.series.labels_of(found.series))
        return (
            f"Holds {files}, and every holding of: {names}.",
            f"The file’s list of places to search names them.{shut}",
        )
    if shut:
        return (f"Holds {files}.", shut.strip())
    known = f"Holds {files} and no box." if found.files else "Holds no file and no box."
    why = (
        "Its list of places to search names no record series."
        if found.files
        else "No case file here has this reference, or names a person of this name."
    )
    return (known, f"{why} Which boxes is it about? Choose the series, the holding or the days as well.")


def _has_a_scope(values: Values) -> Problem | None:
    if any(values.get(name) for name in ("series", "holding", "covers_from", "covers_to", "matter")):
        return None
    return Problem("series", "Say what it holds: a series, a holding, days or a matter")


def _order_of_days(values: Values) -> Problem | None:
    pairs = (("covers_from", "covers_to", "Records to"), ("placed_on", "released_on", "Released on"))
    for first, last, label in pairs:
        if values.get(first) and values.get(last) and values[first] > values[last]:
            return Problem(last, f"“{label}” cannot be before the day it begins with")
    return None


def open_file(values: Values) -> str:
    """The open file that needs a hold which stands, in words: 'The request RR-2026/001'; empty where none does.

    What such a file asks for must stay, and destroying it then is an offence; so nobody releases its hold unasked.
    """
    asks = values.get("case_register") and values.get("case") is not None
    return asked_by_open(values["case_register"], values["case"], values.get("series")) if asks else ""


def _not_typed_while_its_file_is_open(values: Values) -> Problem | None:
    """Released by typing, pasting or an import there is nobody to ask: the act of releasing asks."""
    needs = open_file(values) if values.get("released_on") else ""
    if not needs or not _stands_now(values):
        return None
    return Problem("released_on", f"{needs} is still open. Release it by Ctrl+R, which asks first")


def _stands_now(values: Values) -> bool:
    """Whether this very hold, whose number nobody hands over here, is not released yet."""
    same = {Hold.case_register: values["case_register"], Hold.case: values["case"], Hold.created: values["created"]}
    chosen: Any = Hold.select(Hold.id).where(*(field == value for field, value in same.items()))
    return bool(chosen.where(Hold.series == values["series"], Hold.released_on.is_null()).exists())


def _released_by_somebody(values: Values) -> Problem | None:
    if values.get("released_on") and not (values.get("released_by") and values.get("release_reason")):
        return Problem("released_by", "Enter who released it and why")
    return None


REGISTER = Register(
    name="holds",
    title="Holds",
    singular="hold",
    plural="holds",
    icon="hand",
    group="Records",
    record=Hold,
    naming=Hold.reason,
    columns=(Hold.reason, Hold.kind, Hold.series, Hold.placed_on, Hold.released_on, Hold.free_from),
    form=(
        Section(
            "Why, and what",
            (
                Hold.reason,
                Hold.kind,
                Hold.authority,
                Hold.series,
                Hold.holding,
                Hold.covers_from,
                Hold.covers_to,
                Hold.matter,
            ),
        ),
        Section("Placed", (Hold.placed_by, Hold.placed_on)),
        Section("Released", (Hold.released_by, Hold.released_on, Hold.release_reason, Hold.cooling)),
        Section("Notes", (Hold.notes,)),
    ),
    identify=((Hold.reason, Hold.kind, Hold.placed_on),),
    checks=(_has_a_scope, _order_of_days, _released_by_somebody, _not_typed_while_its_file_is_open),
    plainly=plainly,
    begun=lambda: {"placed_on": clock.today()},
    acts=(
        Act("Release this hold…", "hand", "release", "Say who released it, when and why", key="Ctrl+R", fits=stands),
    ),
    views=(
        View("All"),
        View(
            "Holding now",
            ahead=(Hold.free_from,),
            why="What is on hold is not destroyed until the hold is released.",
            told="in force",
        ),
        View(
            "To be decided",
            ((Hold.released_on, (None,)),),
            act="Release {} or keep them",
            why="Their file is closed and the time for a complaint to the regulator is over.",
            cure="Release it: enter who, on which day and why. Until you do, it holds on.",
            come=(Hold.decide_on,),
        ),
        View("Over", come=(Hold.free_from,)),
    ),
    empty="Nothing is on hold. Place a hold (Ctrl+N) when a request, complaint or claim touches records.",
)

"""What a case file holds besides its own fields: people, places to search, what was withheld, letters and calls.

Each is a record of its own that belongs to one case of one register and goes when the case goes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from workbench import clock, display
from workbench.records.fields import (
    Choice,
    Day,
    Link,
    Number,
    PersonalLongText,
    PersonalText,
    Text,
    YesNo,
)
from workbench.records.record import Belonging, Values, hidden_behind, meaning
from workbench.register import Problem, Register, Section
from workbench.registers.retention_schedule import ScheduleLine

Check = Callable[[Values], Problem | None]
ENTRIES = (
    ("in", "Letter or email received"),
    ("out", "Letter or email sent"),
    ("call", "Telephone call"),
    ("meeting", "Meeting"),
    ("note", "Note"),
    ("progress", "Told of the progress"),
    ("step", "Step done"),
)
ROLES = (
    ("complainant", "Complainant"),
    ("representative", "Representative"),
    ("about", "Complained about"),
    ("witness", "Witness"),
    ("other", "Someone else involved"),
)
GROUNDS = (
    ("others", "Other people's confidential details"),
    ("harm", "Serious harm to somebody's health"),
    ("crime", "Prevention or detection of crime"),
    ("legal", "Legal advice and proceedings"),
    ("negotiation", "Negotiations with the person"),
    ("reference", "Confidential reference"),
    ("management", "Management forecasts"),
    ("other", "Another ground in law"),
)
SYSTEMS = (
    ("paper", "Paper"),
    ("folder", "Folder on a computer"),
    ("mailbox", "Mailbox"),
    ("application", "Application"),
    ("recorder", "Recorder"),
    ("other", "Something else"),
)


_MAY_COME = ("due_on",)
_MAY_PRECEDE = ("authority_seen", "day")  # an authority may be older, and so may what happened before


class Part(Belonging):
    """Something that belongs to one case, and goes with it."""


class Entry(Part):
    """One thing that happened: a letter, a call, a meeting, a note."""

    register_name = "case-entries"

    kind = Choice("Kind", choices=ENTRIES, optional=False)
    day = Day("Day", optional=False)
    what = PersonalText("What happened", optional=False)
    words = PersonalLongText("What was said or written")
    sender = PersonalText("From")
    to = PersonalText("To")
    by = Text("Noted by", filled=True)


class Party(Part):
    """Somebody who has a part in a complaint."""

    register_name = "case-parties"

    name = PersonalText("Name", optional=False)
    role = Choice("Part", choices=ROLES, optional=False)
    contact = PersonalLongText("Address, email or telephone")
    authority_seen = Day("Authority seen on", help="Of a representative: only then may a letter go to them.")
    unnamed = YesNo("Wishes to stay unnamed")
    heard_on = Day("Heard on")
    said = PersonalLongText("What they said")


class Place(Part):
    """One place to search or to keep: who was asked and when, what was found."""

    register_name = "case-places"

    where = Text("Where", optional=False, help="The mailbox, cabinet, drive or application.")
    system = Choice("Kind of place", choices=SYSTEMS)
    series = Link(
        "Record series",
        to=ScheduleLine.record_series,
        beside=ScheduleLine.reference,
        help="A hold is placed on it while the file is open.",
    )
    asked = Text("Asked whom")
    asked_on = Day("Asked on")
    terms = PersonalText("Words searched for")
    chased_on = Day("Chased on")
    done_on = Day("Done on")
    found = PersonalText("What was found")
    pages = Number("Pages")
    left_out = Text("Why it was not searched", help="A reasonable and proportionate search is enough; say why.")
    hold = Number("Hold", internal=True, filled=True)


class Withheld(Part):
    """Something that cannot be shown, and the ground."""

    register_name = "case-withheld"

    what = PersonalText("What is withheld", optional=False)
    ground = Choice("Ground", choices=GROUNDS, optional=False)
    why = PersonalLongText("Why it applies")
    told = YesNo("The person may be told that it is withheld")


class Told(Part):
    """A body that was told of a correction, an erasure or a restriction (UK GDPR Article 19)."""

    register_name = "case-told"

    who = Text("Who had been given the data", optional=False)
    told_on = Day("Told on")
    how = Text("How")
    not_told = Text("Why they were not told", help="Only where it is impossible or takes disproportionate effort.")


class Action(Part):
    """Something the council does because of a complaint."""

    register_name = "case-actions"

    what = Text("What is to be done", optional=False)
    doer = Text("Who does it")
    due_on = Day("By when")
    done_on = Day("Done on")

    class Meta:
        # Home asks after every change for those not done, by their day; by the day alone all that were done come too.
        indexes = ((("done_on", "due_on"), False),)


class Linked(Part):
    """The other end of a pair of files that belong together; there is one of these at each end."""

    register_name = "case-links"
    shown_to_all = frozenset({"owner_register", "owner", "other_register", "other", "reference"})

    other_register = Text("Other register", internal=True, filled=True)
    other = Number("Other file", internal=True, filled=True)
    reference = Text("Its reference", filled=True, optional=False, help="Such as RR-2026/014.")
    why = PersonalText("How they belong together", help="Such as: a complaint about how the request was handled.")

    @classmethod
    def hidden(cls) -> Any:
        """Either end may be a hidden file; that they are joined shows, the words may say what it is about."""
        mine, other = super().hidden(), hidden_behind(cls.other_register, cls.other)
        return mine if other is None else mine | other


def _order(values: Values) -> Problem | None:
    asked, done = values.get("asked_on"), values.get("done_on")
    if asked and done and done < asked:
        return Problem("done_on", "Done on cannot be before the day they were asked")
    return None


def problems(part: Register, whole: Values, given: Mapping[str, Any], received: dt.date | None) -> list[Problem]:
    """What is wrong with a record of a list of a file that was received on a day; `given` are its new values."""
    day = _day_problem(part, given, received)
    return [*part.problems(whole), *([day] if day else [])]


def _day_problem(part: Register, given: Mapping[str, Any], received: dt.date | None) -> Problem | None:
    """The first of some new days of a part that cannot be: one still to come, or one before the file was received."""
    for field in part.fields:
        day = given.get(field.name)
        if field.kind != "day" or not isinstance(day, dt.date):
            continue
        if day > clock.today() and field.name not in _MAY_COME:
            text = f"{field.label} must be today or in the past. {display.day(day)} is still to come"
            return Problem(field.name, text)
        if received and day < received and field.name not in _MAY_PRECEDE:
            text = f"{field.label} cannot be before the file was received, {display.day(received)}"
            return Problem(field.name, text)
    return None


def _part(record: type[Part], titles: tuple[str, str], icon: str, columns: tuple[Any, ...], *checks: Check) -> Register:
    """A list of parts, for form, table and print; it stands in no menu."""
    asked = tuple(f for f in meaning(record).fields if f.typed and not f.internal)
    return Register(
        name=record.register_name,
        title=titles[1][:1].upper() + titles[1][1:],
        singular=titles[0],
        plural=titles[1],
        icon=icon,
        group="",
        record=record,
        naming=columns[0],
        columns=columns,
        form=(Section("", asked),),
        identify=((columns[0],),),
        checks=checks,
    )


ENTRY = _part(Entry, ("entry", "entries"), "clock", (Entry.what, Entry.day, Entry.kind, Entry.by))
PARTY = _part(Party, ("person", "people"), "user-round", (Party.name, Party.role, Party.heard_on))
PLACE = _part(
    Place,
    ("place", "places"),
    "search",
    (Place.where, Place.asked, Place.asked_on, Place.found, Place.done_on),
    _order,
)
WITHHELD = _part(Withheld, ("item withheld", "items withheld"), "eye-off", (Withheld.what, Withheld.ground))
TOLD = _part(Told, ("body told", "bodies told"), "mail", (Told.who, Told.told_on, Told.how))
ACTION = _part(Action, ("action", "actions"), "list-checks", (Action.what, Action.doer, Action.due_on, Action.done_on))
LINKED = _part(Linked, ("file beside it", "files beside it"), "scroll-text", (Linked.reference, Linked.why))
PARTS: tuple[Register, ...] = (ENTRY, PARTY, PLACE, WITHHELD, TOLD, ACTION, LINKED)

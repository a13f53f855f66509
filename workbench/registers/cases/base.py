"""The base of complaint files and rights requests: what every file has, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from peewee import fn

from workbench.records.database import reader
from workbench.records.fields import Choice, Day, LongText, PersonalLongText, PersonalText, Text
from workbench.records.record import Record, Values
from workbench.registers.statistics import CaseStatistic, anonymous_row
from workbench.rules.casefigures import CaseFigure

PLAIN_NOTES = frozenset(("notes", "comments", "remarks", "comment", "note"))

CHANNELS = (
    ("email", "Email"),
    ("letter", "Letter"),
    ("form", "Form on the website"),
    ("telephone", "Telephone"),
    ("person", "In person"),
    ("social", "Social media"),
    ("meeting", "At a meeting"),
    ("other", "Another way"),
)
EVERYONE, NAMED = "everyone", "named"
READERS = ((EVERYONE, "Everyone who works with this register"), (NAMED, "Only the people named"))
WAITING, RUNNING, STOPPED, ANSWERED, CLOSED = "waiting", "running", "stopped", "answered", "closed"
CLOCKS = (
    (WAITING, "Not started yet"),
    (RUNNING, "Running"),
    (STOPPED, "Stopped"),
    (ANSWERED, "Answered"),
    (CLOSED, "Closed"),
)
OPEN = (WAITING, RUNNING, STOPPED, ANSWERED)


def under_their_headings(cells: Sequence[tuple[str, str]]) -> str:
    """The words of several columns below one another, each after its heading unless that says only Notes."""
    told = [(" ".join(heading.split()), text) for heading, text in cells if text]
    return "\n".join(text if heading.casefold() in PLAIN_NOTES else f"{heading}: {text}" for heading, text in told)


def final_outcome(values: Mapping[str, Any]) -> str:
    """The outcome as it stands in the end: that of stage 2 where a complaint has one."""
    return str(values.get("stage2_outcome") or values["outcome"])


class Case(Record):
    """What every file has. `series` is added by each register: the line of the schedule it is kept by."""

    numbered = "reference"
    of_people = True

    reference = Text(
        "Reference",
        help="Left empty, it is given when the file is opened.",
        headings="Reference, Ref, Ref No, Case, Case number, Our reference, No",
    )
    received = Day(
        "Received on",
        optional=False,
        help="The day it reached the council, whoever it reached and on whatever day of the week.",
        headings="Received, Date received, Received on, Date of request, Request date, Date, Date made",
    )
    channel = Choice("How it came", choices=CHANNELS, headings="How received, Channel, Route, Method, Source")
    received_by = PersonalText("Received by", headings="Received by, Taken by")
    handler = PersonalText(
        "Dealt with by", headings="Dealt with by, Handler, Officer, Assigned to, Owner, Case officer"
    )
    readers = Choice("Who may open it", choices=READERS, internal=True)
    named = PersonalText(
        "People named",
        help="Their names as they sign in, with commas between. Who restricts a file is among them.",
        headings="People named",
    )
    acknowledged = Day("Acknowledged on", headings="Acknowledged, Date acknowledged, Acknowledgement sent")
    answered = Day(
        "Answered on",
        help="The day the full answer was sent.",
        headings="Answered, Answered on, Date of response, Response sent, Date closed out, Date replied, Reply sent, "
        "Date of reply, Reply date, Replied, Replied on, Date of answer, Answer date, Date answered, Date responded, "
        "Response date, Date of our reply",
    )
    closed_on = Day("Closed on", filled=True, brought=True, headings="Closed, Closed on, Date closed, Closure date")
    reopened_on = Day("Opened again on", filled=True)
    notes = PersonalLongText(
        "Notes",
        internal=True,
        headings="Notes, Comments, Remarks, Status, Request status, Action taken, Due date, Date due, Deadline, "
        "Target date, Response due, Reply due, To be completed by, Due by, Charge applied, Account number, "
        "Request reason",
        joins=under_their_headings,
    )

    started = Day("Clock started", derived=True)
    target = Day(
        "Target",
        help="The day the council aims at, before the limit. Only what is past its limit is late.",
        derived=True,
        index=True,
    )
    due = Day("Limit", derived=True, index=True)
    acknowledge_by = Day("Acknowledge by", derived=True)
    close_from = Day("To be closed from", derived=True, index=True)
    clock = Choice("Clock", choices=CLOCKS, derived=True, index=True)
    basis = Text("By", derived=True)
    working = LongText("How it was worked out", derived=True)
    next_step = Text("Next", derived=True)

    shown_to_all = frozenset({"reference", "target", "due", "clock"})
    what_next: ClassVar[Callable[[Values], str]]  # said by the steps of the register's files
    counts: ClassVar[Callable[[Values], CaseFigure | None]]  # what counts of a file when it goes, said beside them

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Work out the clock, and then what comes next. A file for named people names somebody: who makes it so."""
        if values["readers"] == NAMED and not values["named"].strip():
            values["named"] = reader() or ""
        cls.reckon_clock(values)
        values["next_step"] = cls.what_next(values)

    @classmethod
    def reckon_clock(cls, values: Values) -> None:
        """Fill in what follows from the days of the file, by its law or the council's policy."""

    @classmethod
    def hidden(cls) -> Any:
        """A file for named people shows others nothing but that it is there."""
        name = reader()
        return None if name is None else (cls.readers == NAMED) & (fn.names_one(cls.named, name) == 0)

    @classmethod
    def stays(cls, values: Values) -> str | None:
        """Out of sight, only a file goes of which the day is sure on which it is destroyed."""
        if values["closed_on"] is None:
            return (
                f"The file {values['reference']} is open, so it cannot be removed: nothing would ever destroy it. "
                "Nothing was changed. Close it instead, as withdrawn where it was opened by mistake."
            )
        if values["series"] is None:
            return (
                f"The file {values['reference']} has no day on which it is destroyed, so it cannot be removed. Nothing "
                "was changed. Choose the line of the schedule that it is kept by first."
            )
        return None

    @classmethod
    def remains(cls, values: Values) -> tuple[type[Record], Values] | None:
        """A row for the figures, with the quarters and how it ended; nothing of a file of which no end is known."""
        figure = cls.counts(values)
        return (CaseStatistic, anonymous_row(figure)) if figure else None

    @classmethod
    def leaning(cls) -> Any:
        """Files that still owe their answer follow a change of the council's calendar."""
        return cls.removed.is_null() & cls.clock.in_((WAITING, RUNNING, STOPPED))

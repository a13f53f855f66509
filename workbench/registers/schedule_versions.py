"""The versions of the retention schedule that the council adopted, each by its minute."""

from __future__ import annotations

from typing import Any

from workbench import clock, display
from workbench.records.record import Values
from workbench.records.versions import Version, adopted, in_force
from workbench.register import Dated, Problem, Register, Section


class ScheduleVersion(Version):
    """One adopted version of the retention schedule."""

    register_name = "schedule-versions"
    changes_report = "schedule-changes"


def _day(values: Values) -> Problem | None:
    """An adoption is over, and the review comes after it."""
    day, review = values["adopted_on"], values["next_review"]
    if day and day > clock.today():
        return Problem(
            "adopted_on", f"Day of adoption must be today or in the past. {display.day(day)} is still to come"
        )
    if day and review and review < day:
        return Problem("next_review", f"Next review must be on or after {display.day(day)}, when it was adopted")
    return None


def _order(values: Values) -> Problem | None:
    """Numbers and days follow one another, so that there is one answer to what applied on a day."""
    day, number, stands = values["adopted_on"], values["version"], values["stands_at"]
    for other in adopted(ScheduleVersion):
        if other.stands_at == stands:
            continue
        later = stands is None or other.stands_at < stands
        if day and (day < other.day if later else day > other.day):
            when = "on or after" if later else "on or before"
            of = f"when version {other.number} was adopted, minute {other.minute}"
            return Problem("adopted_on", f"Day of adoption must be {when} {display.day(other.day)}, {of}")
        if number is not None and (number <= other.number if later else number >= other.number):
            size = "higher" if later else "lower"
            of = f"the version adopted on {display.day(other.day)}"
            return Problem("version", f"The version’s number must be {size} than {other.number}, {of}")
    return None


def _named(values: Values) -> Problem | None:
    """A version keeps a number once it has one."""
    number, adopted_before = values["version"], values["stands_at"] is not None
    if number is None:
        return Problem("version", "Enter the version’s number") if adopted_before else None
    return Problem("version", "The version’s number must be 1 or more") if number < 1 else None


def plainly(values: Values) -> tuple[str, str]:
    """Which version this is and whether it is in force."""
    here = next((v for v in adopted(ScheduleVersion) if v.stands_at == values["stands_at"]), None)
    if here is None:
        return ("", "")
    review = f"Next review: {display.day(here.review)}." if here.review else "No day is set for its next review."
    latest = in_force(ScheduleVersion)
    return (f"{here.words}.", review if here == latest else "A later version has taken its place.")


def _in_force() -> Any:
    latest = in_force(ScheduleVersion)
    return ScheduleVersion.id == (latest.record if latest else 0)


REGISTER = Register(
    name="schedule-versions",
    title="Schedule versions",
    singular="schedule version",
    plural="schedule versions",
    icon="scroll-text",
    group="Records",
    record=ScheduleVersion,
    naming=ScheduleVersion.minute,
    columns=(
        ScheduleVersion.adopted_on,
        ScheduleVersion.version,
        ScheduleVersion.minute,
        ScheduleVersion.adopted_by,
        ScheduleVersion.next_review,
    ),
    form=(
        Section(
            "The decision",
            (
                ScheduleVersion.adopted_on,
                ScheduleVersion.minute,
                ScheduleVersion.adopted_by,
                ScheduleVersion.version,
            ),
        ),
        Section("What comes next", (ScheduleVersion.next_review, ScheduleVersion.notes)),
    ),
    identify=((ScheduleVersion.minute, ScheduleVersion.adopted_on),),
    checks=(_named, _day, _order),
    dated=(
        Dated(
            ScheduleVersion.next_review,
            "Review the retention schedule",
            lambda values: f"{plainly(values)[0]} This is its day of review.",
            _in_force,
        ),
    ),
    plainly=plainly,
    made_at="adopt/retention-schedule",
    empty="No schedule version yet. When the council has adopted the retention schedule, say so here: "
    "the version is kept with its minute and can be shown again at any time.",
)

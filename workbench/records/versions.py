"""The versions of a register that were adopted by minute: one record each, pinned to an entry of the history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

import peewee

from workbench import display
from workbench.records import history
from workbench.records.fields import Day, LongText, Number, Text
from workbench.records.record import Record, Values


class Version(Record):
    """An adopted version: who adopted it when, by which minute, and the entry of the history it stands at.

    Both the number and that entry are set once, when it is adopted; whatever was changed later belongs to the draft
    of the next version. `changes_report` is the name of the report on these changes.
    """

    changes_report: ClassVar[str]

    adopted_on = Day("Day of adoption", optional=False, help="The day of the meeting.")
    minute = Text("Minute reference", optional=False, help="As the minutes number it, for example 26/045.")
    adopted_by = Text("Adopted by", help="The council or the committee.")
    version = Number("Version", help="Left empty, it takes the next number.")
    next_review = Day("Next review", help="It is on Home when the day comes near.")
    notes = LongText("Notes", internal=True)
    stands_at = Number("Entry of the history", derived=True)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Give a new version the next number, and pin it to the history as it is now."""
        if values["version"] is None:
            values["version"] = next_number(cls)
        if values["stands_at"] is None:
            values["stands_at"] = history.head().seq


@dataclass(frozen=True)
class Adopted:
    """An adopted version as it is named wherever it is printed; `record` is its id."""

    record: int
    number: int
    day: dt.date
    minute: str
    by: str
    review: dt.date | None
    stands_at: int

    @property
    def words(self) -> str:
        """'Version 2, adopted Sun 3 May 2026, minute 26/045'."""
        return f"Version {self.number}, adopted {display.day(self.day)}, minute {self.minute}"


def adopted(versions: type[Version]) -> list[Adopted]:
    """All adopted versions, the one in force first."""
    newest: Any = versions.adopted_on
    chosen = versions.select().where(versions.removed.is_null()).order_by(newest.desc(), versions.version.desc())
    return [
        Adopted(v.id, v.version, v.adopted_on, v.minute, v.adopted_by, v.next_review, v.stands_at)
        for v in chosen
        if v.adopted_on is not None
    ]


def in_force(versions: type[Version], on: dt.date | None = None) -> Adopted | None:
    """The version in force now, or the one that applied on a day; None where none had been adopted."""
    return next((v for v in adopted(versions) if on is None or v.day <= on), None)


def next_number(versions: type[Version]) -> int:
    """The number after the highest ever given; one that was removed is not given again."""
    highest: Any = versions.select(peewee.fn.MAX(versions.version)).scalar()
    return int(highest or 0) + 1

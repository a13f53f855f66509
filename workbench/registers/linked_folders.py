"""Linked folders: where the files of a record series lie, on this computer or a drive, and when they are looked at."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench import clock
from workbench.records.fields import (
    Choice,
    Day,
    FolderPath,
    Link,
    LongText,
    Number,
    PersonalLongText,
    PersonalText,
    Text,
    YesNo,
)
from workbench.records.record import Record, Values
from workbench.register import Act, Register, Section, View
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import rhythms
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit

MODIFIED, CREATED, NAMED = "modified", "created", "named"
COUNTS = (
    (MODIFIED, "The day it was last changed"),
    (CREATED, "The day it was made"),
    (NAMED, "The day in its name"),
)
NEW, LOOKED, DUE, BIN = "new", "looked", "due", "bin"
STANDINGS = (
    (NEW, "Not looked at yet"),
    (LOOKED, "Nothing past its period"),
    (DUE, "Files past their period"),
    (BIN, "Recycle bin to be emptied"),
)
_USUAL = Length(1, Unit.MONTHS)  # until the next look where the schedule line names no rhythm


class LinkedFolder(Record):
    """A folder whose files are of one record series."""

    register_name = "linked-folders"

    name = Text(
        "Linked folder",
        optional=False,
        help="What lies in it, without anybody's name: it is written in the destruction log.",
        headings="Linked folder, Folder name",
    )
    series = Link(
        "Record series",
        to=ScheduleLine.record_series,
        beside=ScheduleLine.reference,
        optional=False,
        help="The line of the schedule that says how long its files are kept.",
        headings="Record series, Series",
    )
    path = FolderPath(
        "Where it is",
        optional=False,
        internal=True,
        help="The whole path, as the file window shows it: C:\\Office\\Old letters. It is never published.",
        headings="Where it is, Path",
    )
    counts = Choice(
        "Date that counts",
        choices=COUNTS,
        optional=False,
        help="From which of its dates a file's period runs. Not every computer keeps the day a file was made.",
        headings="Date that counts",
    )
    why_date = LongText(
        "Why that date may count",
        internal=True,
        help="Needed where the period runs from something no file says, such as the end of employment: how you know "
        "that it has happened for every file here. It is written in the destruction log, so without names.",
        headings="Why that date may count",
    )
    to_bin = YesNo(
        "Into the recycle bin",
        help="Yes moves files to the recycle bin, and asks until you have emptied it. Else they are deleted at once.",
        headings="Into the recycle bin, Recycle bin",
    )
    notes = LongText("Notes", internal=True, headings="Notes, Comments")
    looked_on = Day("Looked at on", filled=True)
    looked_due = Number("Files past their period", filled=True)
    looked_size = Text("Their size", filled=True)
    looked_oldest = Day("The oldest of them", filled=True)
    moved_on = Day("Moved to the recycle bin on", filled=True)
    moved_number = Number("Files in the recycle bin", filled=True)
    moved_entries = Text("Entries in the destruction log", filled=True)

    standing = Choice("Standing", choices=STANDINGS, derived=True)
    look_on = Day("Look at it on", derived=True)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """What it waits for: an empty recycle bin, a decision on what was found, or the next look."""
        waits = (
            BIN if values["moved_number"] else DUE if values["looked_due"] else LOOKED if values["looked_on"] else NEW
        )
        before = values["look_on"]
        values["standing"], values["look_on"] = waits, None
        if waits in (NEW, LOOKED):
            values["look_on"] = _next_look(values["series"], values["looked_on"]) or before or clock.today()

    @classmethod
    def stays(cls, values: Values) -> str | None:
        """While its files are in the recycle bin it is asked for."""
        if not values["moved_number"]:
            return None
        return (
            f"The files of “{values['name']}” are still in the recycle bin, so it cannot be removed. Nothing was "
            "changed. Empty the recycle bin and say so first."
        )


class KeptFile(Record):
    """A file that stays though its period is over, until a new day. It names a file, so it goes when that goes."""

    register_name = "kept-files"

    folder = Number("Linked folder")  # no link: a folder may be removed, then these go
    name = PersonalText("File")
    reason = PersonalLongText("Why it stays")
    look_again = Day("Look again on")
    kept_on = Day("Kept on")


def _next_look(series: int | None, looked: dt.date | None) -> dt.date | None:
    """When it is looked at next, after the rhythm of its schedule line; None where it never was."""
    if looked is None:
        return None
    line: Any = ScheduleLine.select(ScheduleLine.rhythm).where(ScheduleLine.id == series).tuples().first()
    return add(looked, rhythms.every(line[0] if line else "") or _USUAL)


REGISTER = Register(
    name="linked-folders",
    title="Linked folders",
    singular="linked folder",
    plural="linked folders",
    icon="hard-drive",
    group="Records",
    record=LinkedFolder,
    naming=LinkedFolder.name,
    columns=(
        LinkedFolder.name,
        LinkedFolder.series,
        LinkedFolder.looked_on,
        LinkedFolder.looked_due,
        LinkedFolder.standing,
    ),
    form=(
        Section("The folder", (LinkedFolder.name, LinkedFolder.series, LinkedFolder.path)),
        Section("How its files go", (LinkedFolder.counts, LinkedFolder.why_date, LinkedFolder.to_bin)),
        Section(
            "The last look",
            (
                LinkedFolder.looked_on,
                LinkedFolder.looked_due,
                LinkedFolder.looked_size,
                LinkedFolder.looked_oldest,
            ),
        ),
        Section(
            "In the recycle bin",
            (LinkedFolder.moved_number, LinkedFolder.moved_on, LinkedFolder.moved_entries),
        ),
        Section("Notes", (LinkedFolder.notes,)),
    ),
    identify=((LinkedFolder.name, LinkedFolder.series), (LinkedFolder.path,)),
    acts=(Act("Look into it…", "search", "folder", "List the files whose period is over", key="Ctrl+T"),),
    views=(
        View("All"),
        View(
            "Recycle bin to empty",
            ((LinkedFolder.standing, (BIN,)),),
            act="Empty the recycle bin of {}",
            why="Files were moved to the recycle bin; they are gone only when it is emptied.",
            cure="Empty the recycle bin of this computer, then say so on the folder’s page.",
            page="folder",
        ),
        View(
            "Files past their period",
            ((LinkedFolder.standing, (DUE,)),),
            act="Decide on files of {}",
            why="The last look found files whose period is over.",
            cure="Look into it, untick what stays, and delete the rest.",
            page="folder",
        ),
        View(
            "To look at",
            ((LinkedFolder.standing, (NEW, LOOKED)),),
            act="Look into {}",
            why="It was never looked at, or it is time again.",
            cure="Look into it. Looking changes nothing.",
            come=(LinkedFolder.look_on,),
            page="folder",
        ),
    ),
    empty="No linked folders yet. Add one (Ctrl+N) to see which of its files are past their period.",
)

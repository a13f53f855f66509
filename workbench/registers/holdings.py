"""Holdings: the boxes, folders, drives and mailboxes in which the records of a series are really kept."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from peewee import SQL

from workbench import clock, display
from workbench.records.database import database
from workbench.records.fields import Choice, Day, Link, LongText, Number, Text
from workbench.records.record import Record, Values, table_name
from workbench.register import Act, Problem, Register, Section, View, within
from workbench.registers.cases.files import case_file
from workbench.registers.cases.reach import MATTER_FILES, MATTER_SERIES
from workbench.registers.cases.together import WAITING
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import labels, periods
from workbench.rules.reckoning import Reckoning
from workbench.rules.rule import UNSPECIFIED, RetentionRule

MEDIA = (
    ("paper", "Paper"),
    ("folder", "Folder on a computer"),
    ("mailbox", "Mailbox"),
    ("system", "Application or database"),
    ("recorder", "Recorder (CCTV, audio)"),
    ("removable", "USB stick, disc or tape"),
    ("other", "Something else"),
)
UNITS = (
    ("boxes", "Boxes"),
    ("folders", "Folders"),
    ("files", "Files"),
    ("volumes", "Volumes"),
    ("items", "Items"),
    ("gb", "GB"),
    ("metres", "Metres of shelf"),
)

ONE = {
    "boxes": "box", "folders": "folder", "files": "file", "volumes": "volume", "items": "item", "gb": "GB",
    "metres": "metre of shelf",
}  # fmt: skip

# What other registers say about a holding, which here is called {0}. The holdings in an open batch:
TAKEN = """
    SELECT batch_item.holding FROM batch_item JOIN batch ON batch.id = batch_item.batch AND batch.removed IS NULL
    WHERE batch.standing IN ('frozen', 'authorised') AND batch_item.standing = 'goes'
"""
# Whether a hold lies on one on a day. One whose days nobody knows may hold what the hold is about, so it is touched.
_IN_FORCE = "hold.removed IS NULL AND (hold.free_from IS NULL OR hold.free_from > ?)"
_SCOPE = """
    (hold.holding IS NULL OR hold.holding = {0}.id)
    AND (hold.series IS NULL OR hold.series = {0}.series)
    AND (hold.covers_to IS NULL OR {0}.covers_from IS NULL OR {0}.covers_from <= hold.covers_to)
    AND (hold.covers_from IS NULL OR {0}.covers_to IS NULL OR {0}.covers_to >= hold.covers_from)
    AND coalesce(hold.holding, hold.series, hold.covers_from, hold.covers_to) IS NOT NULL
"""
TOUCHES = f"""
    {_IN_FORCE} AND (({_SCOPE}) OR (hold.id, {{0}}.series) IN ({MATTER_SERIES})
    OR (hold.id, {{0}}.case_register, {{0}}."case") IN ({MATTER_FILES}))
"""
# Those that stand for a file whose own holds still hold, released or not:
_FILES_HELD = f"""
    SELECT filed.id FROM hold JOIN holding AS filed ON filed."case" = hold."case"
    AND filed.case_register = hold.case_register WHERE {_IN_FORCE}
"""  # noqa: S608 - the condition is our own
# Those that stand for a file that must wait for one that belongs with it:
_FILES_WAIT = f"""
    SELECT filed.id FROM ({WAITING}) AS late JOIN holding AS filed ON filed."case" = late.number
    AND filed.case_register = late.register
"""  # noqa: S608 - the condition is our own
# The same asked of all holdings at once, for Home counts them after every change: what lies on whole series, what on
# single holdings, and what on days, which alone is looked at for each.
_DATED = "hold.holding IS NULL AND coalesce(hold.covers_from, hold.covers_to) IS NOT NULL"
_HELD_SERIES = f"""
    SELECT series FROM hold WHERE {_IN_FORCE} AND series IS NOT NULL AND holding IS NULL AND NOT ({_DATED})
    UNION SELECT reached.series FROM ({MATTER_SERIES}) AS reached JOIN hold ON hold.id = reached.hold AND {_IN_FORCE}
"""  # noqa: S608 - the conditions are our own
_HELD_SINGLY = f"""
    SELECT held.id FROM hold JOIN holding AS held ON held.id = hold.holding AND {_SCOPE.format("held")}
    WHERE {_IN_FORCE}
    UNION SELECT held.id FROM ({MATTER_FILES}) AS about JOIN hold ON hold.id = about.hold AND {_IN_FORCE}
    JOIN holding AS held ON held."case" = about.number AND held.case_register = about.register
"""  # noqa: S608 - the conditions are our own
_FREE = f"""
    t1.id NOT IN ({TAKEN}) AND t1.id NOT IN ({_FILES_HELD}) AND t1.id NOT IN ({_FILES_WAIT})
    AND t1.series NOT IN ({_HELD_SERIES}) AND t1.id NOT IN ({_HELD_SINGLY})
    AND NOT EXISTS (WITH dated AS MATERIALIZED (SELECT * FROM hold WHERE {_IN_FORCE} AND {_DATED})
    SELECT 1 FROM dated AS hold WHERE {_SCOPE.format("t1")})
"""  # noqa: S608 - the conditions are our own

# Asked for each holding that is written, so without the making of a query.
_SERIES = f'SELECT record_series, rule FROM "{table_name(ScheduleLine)}" WHERE id = ?'  # noqa: S608 - our own name


_FILE_IS_OPEN = "The day is set when the file, and every file that belongs with it, is closed."


class Holding(Record):
    """One box, folder, mailbox, system or recorder holding records of one series."""

    register_name = "holdings"

    number = Text(
        "Box number",
        help="Of a box, file or disc, as it stands on its label.",
        headings="Box no, Box, Box or file number, File no, File number, Number on the box, Ref, Reference, Barcode",
    )
    description = Text(
        "Description",
        optional=False,
        help="What is in it, such as “Complaint files 2019”. It stays in the destruction log for ever, so leave "
        "names of people out of it.",
        headings="Description, Holding, Contents, Item, What, Title",
    )
    series = Link(
        "Record series",
        to=ScheduleLine.record_series,
        beside=ScheduleLine.reference,
        optional=False,
        help="The line of the retention schedule it belongs to. Its period sets the dates below.",
        headings="Record series, Series, Series ref, Series reference, Schedule ref, Schedule reference, Record type, "
        "Record class, Class, Schedule line, Retention category",
    )
    place = Text(
        "Place",
        help="Where it stands or lies.",
        headings="Place, Location, Where held, Where kept, Stored at, Shelf, Path",
    )
    medium = Choice("Medium", choices=MEDIA, headings="Medium, Media, Format")
    covers_from = Day(
        "Records from",
        of_year=(1, 1),
        help="The day of the oldest record in it.",
        headings="Records from, From, Date from, Start, Covers from, Earliest",
    )
    covers_to = Day(
        "Records to",
        of_year=(12, 31),
        help="The day of the newest record in it.",
        headings="Records to, To, Date to, End, Covers to, Latest",
    )
    quantity = Number("Quantity", headings="Quantity, Number, How many")
    unit = Choice("Counted in", choices=UNITS, headings="Counted in, Unit, Units")
    trigger_date = Day(
        "Period runs from",
        help="The day of what the period is counted from, as the schedule line says.",
        headings="Period runs from, Trigger date, Date closed, Closed on, Closed, Closing date, Start date",
    )
    look_again = Day(
        "Look again on",
        help="Where it was looked at and kept: it is not due before that day.",
        headings="Look again on, Review on, Review date, Next review",
    )
    why_kept = Text("Why it stays", help="Without anybody's name.", headings="Why it stays, Reason kept")
    notes = LongText("Notes", headings="Notes, Comments, Remarks")

    case_register = Text("Register of the file", internal=True, filled=True)
    case = Number("File", internal=True, filled=True, index=True)
    not_before = Day("Not before", internal=True, filled=True)
    waits_for = Text("Waits for", internal=True, filled=True)

    series_name = Text("Series", derived=True)
    keep_until = Day("Keep until", derived=True)
    eligible_from = Day("May go from", derived=True)
    dispose_by = Day("Dispose by", derived=True)
    working = LongText("How it was worked out", derived=True)

    class Meta:
        indexes = (
            (("eligible_from", "removed", "dispose_by"), False),  # what is due is listed without its pages
            # Home counts what is due and not on hold after every change, without the pages of the holdings:
            (("dispose_by", "removed", "series", "covers_from", "covers_to"), False),
        )

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Work out the dates from the series' rule and the day it runs from."""
        name, rule = _series(values["series"])
        day = values["trigger_date"]
        values["series_name"] = name
        if rule is None or day is None:
            values["keep_until"] = values["eligible_from"] = values["dispose_by"] = None
            values["working"] = _why_no_date(rule) if values["case"] is None or rule is None else _FILE_IS_OPEN
            return
        found, again = _with_others(rule, _reckoned(rule, day), values), values["look_again"]
        working = list(found.working)
        if again is not None and found.eligible_from is not None:
            why = f": {values['why_kept']}" if values["why_kept"] else ""
            working.append(f"Looked at and kept{why}. Looked at again on {display.day(again)}.")
        values["keep_until"] = found.keep_until
        values["eligible_from"], values["dispose_by"] = (
            _later(found.eligible_from, again),
            _later(found.dispose_by, again),
        )
        values["working"] = "\n".join(working)

    @classmethod
    def stays(cls, values: Values) -> str | None:
        """What stands for a closed file brings its day of destruction up; without it nothing would."""
        if values["case"] is None or not _is_closed(values["case_register"], values["case"]):
            return None
        return (
            f"“{values['description']}” stands for a closed file, which would never be due without it, so it cannot be "
            "removed. Nothing was changed. Open the file again instead, and say why."
        )


def _is_closed(register: str, case: int) -> bool:
    table = table_name(case_file(register).record)
    sql = f"SELECT 1 FROM {table} WHERE id = ? AND closed_on IS NOT NULL AND removed IS NULL"  # noqa: S608 - our own name
    return database.execute_sql(sql, (case,)).fetchone() is not None


def _with_others(rule: RetentionRule, own: Reckoning, values: Values) -> Reckoning:
    """A file follows the longest of those that belong with it, by name where that is another than itself."""
    day, alone = values["not_before"], _later(own.eligible_from, values["look_again"])
    if day is None or alone is None or alone >= day:
        return own
    return periods.held_back(rule, own, day, f"It waits for the {_inside(values['waits_for'])}, which is kept longer")


def _inside(file: str) -> str:
    """What another file is called inside a sentence."""
    return f"{within(file)}, joined to it" if file else "longest of those that belong with it"


def waited(values: Values) -> str:
    """For which file, joined to it, what stands for a file waited, as the log says it; empty where it did not."""
    if not values["waits_for"] or values["eligible_from"] != values["not_before"]:
        return ""
    return f"{values['waits_for']}, joined to it and kept longer"


def _later(day: dt.date | None, again: dt.date | None) -> dt.date | None:
    """The day, or the one on which it is looked at again where that is later."""
    return max(day, again) if day and again else day


def amount(number: int, unit: str) -> str:
    """'1 box', '3 boxes'; the number alone where nobody said what was counted."""
    if unit and number != 1:
        return f"{number:,} {within(Holding.unit.label_of(unit))}"
    return f"{number:,} {ONE[unit]}" if unit else f"{number:,}"


def free() -> Any:
    """That a holding is in no open batch and under no hold, as a condition of a query: only then it can be decided."""
    return SQL(_FREE, (clock.today().isoformat(),) * _FREE.count("?"))


def _series(number: int | None) -> tuple[str, RetentionRule | None]:
    """The name and the rule of a schedule line."""
    found = database.execute_sql(_SERIES, (number,)).fetchone()
    return (found[0], ScheduleLine.rule.python_value(found[1])) if found else ("", None)


@lru_cache(maxsize=20_000)
def _reckoned(rule: RetentionRule, day: dt.date) -> Reckoning:
    """Many boxes were closed on one day."""
    return periods.reckon(rule, day)


def _why_no_date(rule: RetentionRule | None) -> str:
    """Why a holding without a day has no dates, or whose series has no rule."""
    if rule is None:
        return "Its series has no agreed period yet, so no date is worked out."
    reckoned = periods.reckon(rule, clock.today())
    if reckoned.keep_until is None:
        return "\n".join(reckoned.working)
    return (
        f"Its period has not begun: it runs from {labels.trigger_day(rule.trigger)}. Enter that day once it is known. "
        "Until then there is no date, and it is kept."
    )


def labelled(values: Values) -> dict[str, str]:
    """The day asked for, in the words of the rule of the series that was chosen."""
    rule = _series(values["series"])[1]
    asked = rule is not None and rule.trigger != UNSPECIFIED
    return {"trigger_date": labels.trigger_asked(rule.trigger)} if rule and asked else {}


def plainly(values: Values) -> tuple[str, str]:
    """The dates in one sentence, and how they were worked out."""
    if values["series"] is None:
        return ("", "")
    whole = dict(values)
    Holding.reckon(whole)
    if whole["eligible_from"] is None:
        return ("No date yet.", whole["working"])
    return (f"Keep until {display.day(whole['keep_until'])}.", whole["working"])


def _why_it_stays(values: Values) -> Problem | None:
    if values.get("look_again") and not values.get("why_kept"):
        return Problem("why_kept", "Enter why it stays")
    return None


def _order_of_days(values: Values) -> Problem | None:
    first, last = values.get("covers_from"), values.get("covers_to")
    if first and last and first > last:
        return Problem("covers_to", "The newest record cannot be older than the oldest")
    return None


REGISTER = Register(
    name="holdings",
    title="Holdings",
    singular="holding",
    plural="holdings",
    icon="archive",
    group="Records",
    record=Holding,
    naming=Holding.description,
    columns=(
        Holding.number,
        Holding.description,
        Holding.series_name,
        Holding.eligible_from,
        Holding.dispose_by,
        Holding.place,
    ),
    form=(
        Section(
            "What it is",
            (
                Holding.number,
                Holding.description,
                Holding.series,
                Holding.place,
                Holding.medium,
                Holding.covers_from,
                Holding.covers_to,
                Holding.quantity,
                Holding.unit,
            ),
        ),
        Section(
            "How long it is kept",
            (
                Holding.trigger_date,
                Holding.keep_until,
                Holding.eligible_from,
                Holding.dispose_by,
                Holding.working,
                Holding.look_again,
                Holding.why_kept,
            ),
        ),
        Section("Notes", (Holding.notes,)),
    ),
    identify=(
        (Holding.number, Holding.series),
        (Holding.description, Holding.series, Holding.covers_from),
        (Holding.description, Holding.place),
    ),
    checks=(_order_of_days, _why_it_stays),
    held_at=Holding.dispose_by,
    read_with=("holds", "disposal-batches"),
    plainly=plainly,
    labelled=labelled,
    acts=(
        Act("Make a batch…", "list-checks", "due", "Make a batch of what is due", picked=False, key="Ctrl+M"),
        Act("Place a hold…", "hand", "hold", "Place a hold on the holdings selected", key="Ctrl+H"),
        Act(
            "Print box labels…",
            "printer",
            "labels",
            "Labels for the holdings selected; Ctrl+A takes all shown",
            key="Ctrl+Shift+B",
            reads=True,
        ),
    ),
    views=(
        View("All"),
        View(
            "Due",
            act="Decide on {}",
            why="Their period is over, and so is the council's grace.",
            cure="Make a batch of what is due, or enter why it stays.",
            come=(Holding.dispose_by,),
            page="due",
            soon="Their period and the council's grace will be over by then.",
            only_if=free,
        ),
        View("May go", come=(Holding.eligible_from,)),
        View("No day yet", ((Holding.keep_until, (None,)),)),
    ),
    empty="No holdings yet. Add a box, a folder or a mailbox (Ctrl+N), or bring in the list you keep.",
)

"""The destruction log: what went, under which rule, by whose authority and how. Entries are added and never changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench import display
from workbench.records.fields import Choice, Day, LongText, Number, Text
from workbench.records.query import every
from workbench.records.record import Record, Values, values_of
from workbench.register import Act, Line, Register, Section, View
from workbench.registers.holdings import MEDIA, UNITS
from workbench.registers.ownlog import OwnLog
from workbench.rules import loglines

CORRECTION, LOST = "correction", "lost"
OUTCOMES = (
    ("destroyed", "Destroyed"),
    ("transferred", "Transferred to an archive"),
    ("kept", "Reviewed and kept"),
    ("nothing", "Nothing was due"),
    ("moved", "Moved to the recycle bin"),
    (CORRECTION, "Correction of an earlier entry"),
    (LOST, "Number given, entry lost"),
)
METHODS = (
    ("shredded", "Cross-cut shredding"),
    ("confidential", "Confidential waste"),
    ("deleted", "Secure deletion"),
    ("unlinked", "Deleted from its folder"),
    ("overwritten", "Overwritten"),
    ("returned", "Returned to its owner"),
    ("transferred", "Handed over to an archive"),
)
BINNED = ("binned", "Recycle bin")  # of a linked folder alone: it is not the end
ARCHIVE = (
    ("none", "Considered: no archive value"),
    ("offered", "Offered to the record office and declined"),
    ("accepted", "Offered to the record office and accepted"),
)


class LogEntry(Record):
    """One entry of the log, without personal data (law reference 6.4)."""

    register_name = "destruction-log"
    append_only = True
    numbered = "number_order"

    number = Text(
        "Number",
        optional=False,
        headings="Number, Entry, No, Entry number, Log number, Certificate of destruction number, Serial number",
        order_by="number_order",
    )
    outcome = Choice("What was done", choices=OUTCOMES, optional=False, headings="Outcome, What was done")
    carried_out = Day(
        "Carried out on",
        headings="""
            Carried out on, Date destroyed, Destroyed on, Date of destruction, Date records destroyed, Date of
            disposal, Disposal date, Date disposed, Date
        """,
    )
    decided = Day("Decided on", headings="Decided on, Date authorised, Authorised on, Date approved, Approval date")
    series_reference = Text(
        "Schedule reference",
        headings="""
            Schedule reference, Ref, Reference, Schedule number, Records schedule / disposition item, Retention
            schedule reference, Disposal class
        """,
    )
    series_name = Text(
        "Record series",
        headings="""
            Record series, Record class, Class, Series, Record series title, Records series title, Record type,
            Category of record
        """,
    )
    description = Text(
        "Description",
        optional=False,
        headings="""
            Description, Records destroyed, Details, Records title / description / ID, Description of records,
            Documents destroyed, What was destroyed, Items destroyed, Document, Records
        """,
    )
    covers_from = Day(
        "Records from",
        headings="""
            Records from, From, Dates covered from, Date range start, Earliest date, Dates covered, Inclusive
            dates, Date range, Period covered
        """,
    )
    covers_to = Day("Records to", headings="Records to, To, Thru, Dates covered to, Date range end, End, Latest date")
    quantity = Number(
        "Quantity",
        headings="Quantity, How many, Volume, Estimated volume, Quantity of material, Amount, Number of boxes",
    )
    unit = Choice("Counted in", choices=UNITS, headings="Counted in, Unit")
    medium = Choice("Medium", choices=MEDIA, headings="Medium, Format")
    place = Text("Place", headings="Place, Location, System")
    rule = LongText(
        "Rule as it stood",
        headings="""
            Rule as it stood, Rule, Retention rule, Retention period, Minimum retention period, Period of
            retention
        """,
    )
    trigger_date = Day("Period ran from", headings="Period ran from, Trigger date")
    eligible_from = Day(
        "Could go from",
        headings="""
            Could go from, Date eligible, Date eligible for destruction, Date minimum retention met, Retention
            expired
        """,
    )
    waited = Text("Waited for", headings="Waited for")
    holds_checked = LongText("Holds checked", headings="Holds checked")
    archive_value = Choice("Archive value", choices=ARCHIVE, headings="Archive value")
    copies = LongText("Copies and backups", headings="Copies, Copies and backups")
    authorised_by = Text(
        "Authorised by", headings="Authorised by, Approved by, Authorizing official, Authorising officer, Authority"
    )
    authorised_role = Text("Their role", headings="Role, Their role")
    minute = Text("Minute", headings="Minute, Minute reference")
    second_person = Text("Second person", headings="Second person")
    method = Choice(
        "Method",
        choices=(*METHODS, BINNED),
        headings="""
            Method, How destroyed, Method of destruction, Destruction method, Method(s) of destruction, Disposal
            method, Method of disposal
        """,
    )
    done_by = Text("Done by", headings="Done by, Destroyed by, Destroyed by (name), Disposed of by, Carried out by")
    done_at = Text("Where it was done", headings="Done at, Where it was done")
    witness = Text("Witness", headings="Witness, Witnessed by")
    contractor = Text("Contractor", headings="Contractor, Company, Vendor business name, Shredding company")
    certificate = Text(
        "Contractor's certificate",
        headings="Contractor's certificate, Certificate, Certificate number, Certificate no, Destruction certificate",
    )
    archive = Text("Archive", headings="Archive, Transferred to, Record office")
    accession = Text("Accession number", headings="Accession number, Accession")
    kept_until = Day("Kept until", headings="Kept until, Next review")
    corrects = Text("Corrects entry", headings="Corrects entry, Corrects")
    wrong = LongText("What was wrong", help="Without anybody's name.", headings="What was wrong")
    right = LongText("What is right", help="Without anybody's name.", headings="What is right")
    remarks = LongText("Remarks", headings="Remarks, Notes, Comments")

    number_order = Text("Number for sorting", derived=True, index=True)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Numbers at one width after their year, so that 2026/14 stands after 2026/9."""
        day = values["carried_out"]
        values["number_order"] = loglines.order_key(values["number"], day.year if day else None)


def named(values: Values) -> str:
    """How an entry is named by another: its number, and the day where that does not say its year."""
    number, day = values["number"], values["carried_out"]
    return number if loglines.has_year(number) or day is None else f"{number} of {display.day(day)}"


def corrections_of(values: Values) -> list[Values]:
    """The entries that correct one, the earliest first."""
    names = [values["number"], named(values)] if loglines.has_year(values["number"]) else [named(values)]
    found = every(LogEntry, (), view=lambda: LogEntry.corrects.in_(names)).ids()
    return list(values_of(LogEntry, sorted(found)).values())


def plainly(values: Values) -> tuple[str, str]:
    """What an entry corrects or says again, and which entries do so to this one; nothing of any other."""
    later = corrections_of(values) if values["number"] else []
    said = [_briefly(entry) for entry in later]
    said += [f"{again['number']} corrects {entry['number']}." for entry in later for again in corrections_of(entry)]
    numbers = " and ".join(entry["number"] for entry in later)
    became_of = f"{became(values)} entry {numbers}." if later else ""
    if values["corrects"]:
        by = f" It was corrected itself by entry {numbers}." if later else ""
        return (f"{leans(values)}{by}", "\n".join(said))
    if values["outcome"] == LOST:
        return (became_of or "The entry of this number is lost.", "\n".join(said))
    return became_of, "\n".join(said)


def leans(values: Values) -> str:
    """What an entry that names an earlier one does to it: corrects it, or says again what is lost of it."""
    if values["outcome"] == CORRECTION:
        return f"This entry corrects entry {values['corrects']}."
    return f"This entry was entered again from the printed record {values['corrects']}."


def became(values: Values) -> str:
    """What later entries did to this one, before their numbers: corrected it, or said again what is lost of it."""
    return "Entered again from paper as" if values["outcome"] == LOST else "Corrected by"


def _briefly(entry: Values) -> str:
    if entry["outcome"] == CORRECTION:
        return f"{entry['number']}: {entry['wrong']} Right is: {entry['right']}"
    return f"{entry['number']}: {entry['description']}"


def is_lost(values: Values) -> bool:
    """Whether an entry only says that what this number was given for is lost, and nobody entered it again."""
    return values["outcome"] == LOST and not corrections_of(values)


def prepared(lines: Sequence[Line], existing: Iterable[Values]) -> list[Line]:
    """The lines of a council's own log in the words of this one, each with a number."""
    own = OwnLog(LogEntry, existing)
    return [own.line(line) for line in lines]


REGISTER = Register(
    name="destruction-log",
    title="Destruction log",
    singular="entry",
    plural="entries",
    icon="package-x",
    group="Records",
    record=LogEntry,
    naming=LogEntry.description,
    columns=(
        LogEntry.number,
        LogEntry.carried_out,
        LogEntry.outcome,
        LogEntry.description,
        LogEntry.series_name,
        LogEntry.quantity,
        LogEntry.authorised_by,
    ),
    form=(
        Section(
            "What",
            (
                LogEntry.number,
                LogEntry.outcome,
                LogEntry.description,
                LogEntry.series_reference,
                LogEntry.series_name,
                LogEntry.covers_from,
                LogEntry.covers_to,
                LogEntry.quantity,
                LogEntry.unit,
                LogEntry.medium,
                LogEntry.place,
            ),
        ),
        Section(
            "Why it could go",
            (
                LogEntry.rule,
                LogEntry.trigger_date,
                LogEntry.eligible_from,
                LogEntry.waited,
                LogEntry.holds_checked,
                LogEntry.archive_value,
            ),
        ),
        Section(
            "Authority",
            (
                LogEntry.decided,
                LogEntry.authorised_by,
                LogEntry.authorised_role,
                LogEntry.minute,
                LogEntry.second_person,
            ),
        ),
        Section(
            "How it went",
            (
                LogEntry.carried_out,
                LogEntry.method,
                LogEntry.done_by,
                LogEntry.done_at,
                LogEntry.witness,
                LogEntry.contractor,
                LogEntry.certificate,
                LogEntry.archive,
                LogEntry.accession,
                LogEntry.kept_until,
                LogEntry.copies,
            ),
        ),
        Section("Remarks", (LogEntry.corrects, LogEntry.wrong, LogEntry.right, LogEntry.remarks)),
    ),
    identify=((LogEntry.number_order,),),
    plainly=plainly,
    prepared=prepared,
    supplied={"number": "", "outcome": "", "description": "series_name"},
    acts=(
        Act(
            "Record of destruction…",
            "printer",
            "reports",
            "Print the entries selected, to be signed",
            key="Ctrl+T",
            reads=True,
        ),
        Act(
            "Correct this entry…",
            "file-pen-line",
            "correct",
            "Enter what is wrong and what is right instead",
            key="Ctrl+U",
        ),
        Act(
            "Enter again from paper…",
            "file-pen-line",
            "enter-again",
            "Enter what the printed record of a lost entry says",
            key="Ctrl+Shift+U",
            fits=is_lost,
        ),
    ),
    made="An entry is made when a batch is carried out, a check answered, an entry corrected or an earlier log brought "
    "in. It stays as it was made.",
    views=(View("All"), View("Corrections", ((LogEntry.outcome, (CORRECTION,)),))),
    empty="Nothing has been destroyed yet. Entries are made when a batch is carried out or a check is answered. "
    "The log you kept before can be imported (Ctrl+I).",
)

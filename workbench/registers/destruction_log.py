"""The destruction log: what went, under which rule, by whose authority and how. Entries are added and never changed."""

from __future__ import annotations

from workbench.records.fields import Choice, Day, LongText, Number, Text
from workbench.records.record import Record, Values
from workbench.register import Register, Section, View
from workbench.registers.holdings import MEDIA, UNITS

OUTCOMES = (
    ("destroyed", "Destroyed"),
    ("transferred", "Transferred to an archive"),
    ("kept", "Reviewed and kept"),
    ("nothing", "Nothing was due"),
    ("correction", "Correction of an earlier entry"),
)
METHODS = (
    ("shredded", "Cross-cut shredding"),
    ("confidential", "Confidential waste"),
    ("deleted", "Secure deletion"),
    ("overwritten", "Overwritten"),
    ("returned", "Returned to its owner"),
    ("transferred", "Handed over to an archive"),
)
ARCHIVE = (
    ("none", "Considered: no archive value"),
    ("offered", "Offered to the record office and declined"),
    ("accepted", "Offered to the record office and accepted"),
)


class LogEntry(Record):
    """One entry of the log, without personal data (law reference 6.4)."""

    register_name = "destruction-log"
    append_only = True

    number = Text("Number", optional=False, headings="Number, Entry, No, Entry number", order_by="number_order")
    outcome = Choice("What was done", choices=OUTCOMES, optional=False, headings="Outcome, What was done")
    carried_out = Day("Carried out on", headings="Carried out on, Date destroyed, Destroyed on, Date")
    decided = Day("Decided on", headings="Decided on, Date authorised, Authorised on")
    series_reference = Text("Schedule reference", headings="Schedule reference, Ref, Reference")
    series_name = Text("Record series", headings="Record series, Record class, Class, Series")
    description = Text("Description", optional=False, headings="Description, Records destroyed, Details")
    covers_from = Day("Records from", headings="Records from, From")
    covers_to = Day("Records to", headings="Records to, To")
    quantity = Number("Quantity", headings="Quantity, How many")
    unit = Choice("Counted in", choices=UNITS, headings="Counted in, Unit")
    medium = Choice("Medium", choices=MEDIA, headings="Medium, Format")
    place = Text("Place", headings="Place, Location, System")
    rule = LongText("Rule as it stood", headings="Rule, Retention rule, Retention period")
    trigger_date = Day("Period ran from", headings="Period ran from, Trigger date")
    eligible_from = Day("Could go from", headings="Could go from, Date eligible")
    holds_checked = LongText("Holds checked", headings="Holds checked")
    archive_value = Choice("Archive value", choices=ARCHIVE, headings="Archive value")
    copies = LongText("Copies and backups", headings="Copies, Copies and backups")
    authorised_by = Text("Authorised by", headings="Authorised by, Approved by")
    authorised_role = Text("Their role", headings="Role, Their role")
    minute = Text("Minute", headings="Minute, Minute reference")
    second_person = Text("Second person", headings="Second person")
    method = Choice("Method", choices=METHODS, headings="Method, How destroyed, Method of destruction")
    done_by = Text("Done by", headings="Done by, Destroyed by")
    done_at = Text("Done at", headings="Done at")
    witness = Text("Witness", headings="Witness, Witnessed by")
    contractor = Text("Contractor", headings="Contractor, Company")
    certificate = Text("Contractor's certificate", headings="Certificate, Certificate number")
    archive = Text("Archive", headings="Archive, Transferred to, Record office")
    accession = Text("Accession number", headings="Accession number, Accession")
    kept_until = Day("Kept until", headings="Kept until, Next review")
    corrects = Text("Corrects entry", headings="Corrects entry")
    remarks = LongText("Remarks", headings="Remarks, Notes, Comments")

    number_order = Text("Number for sorting", derived=True, index=True)

    @classmethod
    def reckon(cls, values: Values) -> None:
        """Numbers at one width, so that 2026/14 stands after 2026/9."""
        values["number_order"] = "/".join(part.zfill(6) for part in values["number"].split("/"))


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
        Section("Remarks", (LogEntry.corrects, LogEntry.remarks)),
    ),
    identify=((LogEntry.number,),),
    made="An entry is made when a batch is carried out or a check is answered, and stays as it was made.",
    views=(View("All"),),
    empty="Nothing has been destroyed yet. Entries are made when a batch is carried out or a check is answered.",
)

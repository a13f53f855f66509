"""Disposal batches: what was chosen to go together, frozen as it stood, from the list of what is due to the log."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.records.fields import Choice, Day, Link, LongText, Number, Text
from workbench.records.record import Record, Values, whole_of
from workbench.register import Act, Register, Section, View
from workbench.registers.destruction_log import ARCHIVE, METHODS
from workbench.registers.holdings import MEDIA, UNITS

FROZEN, AUTHORISED, CARRIED_OUT, PUT_BACK = "frozen", "authorised", "carried-out", "put-back"
STANDINGS = (
    (FROZEN, "To be authorised"),
    (AUTHORISED, "Authorised"),
    (CARRIED_OUT, "Carried out"),
    (PUT_BACK, "Put back"),
)
GOES, OFF, GONE = "goes", "off", "gone"
DESTROY, TRANSFER, KEEP = "destroyed", "transferred", "kept"
FATES = ((DESTROY, "Destroy"), (TRANSFER, "Transfer to an archive"), (KEEP, "Review and keep"))


class Batch(Record):
    """Holdings that go together, by one authority."""

    register_name = "disposal-batches"

    name = Text("Batch", optional=False, help="How the council will know it again.", headings="Batch")
    standing = Choice("Standing", choices=STANDINGS, filled=True)
    frozen_on = Day("Frozen on", filled=True)
    authorised_by = Text("Authorised by", filled=True)
    authorised_role = Text("Their role", filled=True)
    authorised_on = Day("Authorised on", filled=True)
    minute = Text("Minute", filled=True)
    second_person = Text("Second person", filled=True)
    carried_out = Day("Carried out on", filled=True)
    method = Choice("Method", choices=METHODS, filled=True)
    computer_method = Choice("Method for what is on a computer", choices=METHODS, filled=True)
    done_by = Text("Done by", filled=True)
    done_at = Text("Where it was done", filled=True)
    witness = Text("Witness", filled=True)
    contractor = Text("Contractor", filled=True)
    certificate = Text("Contractor's certificate", filled=True)
    remarks = LongText("Remarks")

    @classmethod
    def logged(cls, rows: Iterable[Values]) -> bool:
        """Once it was carried out."""
        return any(values["standing"] == CARRIED_OUT for values in rows)


class BatchItem(Record):
    """One holding in a batch, with everything that decides about it as it stood when the batch was frozen."""

    register_name = "disposal-items"

    batch = Link("Batch", to=Batch.name, optional=False)
    holding = Number("Holding")  # no link: the holding goes, the item stays
    standing = Choice("Standing", choices=((GOES, "Goes"), (OFF, "Taken off"), (GONE, "Gone")))
    fate = Choice("What happens", choices=FATES)
    box = Text("Box number")
    description = Text("Description")
    series_reference = Text("Schedule reference")
    series_name = Text("Record series")
    rule = LongText("Rule as it stood")
    trigger_date = Day("Period ran from")
    eligible_from = Day("Could go from")
    waited = Text("Waited for")
    covers_from = Day("Records from")
    covers_to = Day("Records to")
    quantity = Number("Quantity")
    unit = Choice("Counted in", choices=UNITS)
    medium = Choice("Medium", choices=MEDIA)
    place = Text("Place")
    archive_value = Choice("Archive value", choices=ARCHIVE)
    copies = LongText(
        "Copies and backups", help="What was done about copies: paper, email, USB stick, backup, website."
    )
    archive = Text("Archive, where it is transferred")
    accession = Text(
        "Accession number",
        help="Or the archive’s receipt. Needed of a case file kept here, which goes when it is given.",
    )
    kept_until = Day("Kept until, where it is kept")
    kept_reason = Text("Why it is kept, without anybody's name")
    off_reason = Text("Why it was taken off")
    off_until = Day("Look again on")

    @classmethod
    def logged(cls, rows: Iterable[Values]) -> bool:
        """Once its batch was carried out, of one that was taken off too."""
        return Batch.logged(whole_of(Batch, list({values["batch"] for values in rows})).values())


REGISTER = Register(
    name="disposal-batches",
    title="Disposal batches",
    singular="batch",
    plural="batches",
    icon="list-checks",
    group="Records",
    record=Batch,
    naming=Batch.name,
    columns=(Batch.name, Batch.standing, Batch.frozen_on, Batch.authorised_on, Batch.minute, Batch.carried_out),
    form=(
        Section("The batch", (Batch.name, Batch.standing, Batch.frozen_on, Batch.remarks)),
        Section(
            "Authority",
            (Batch.authorised_by, Batch.authorised_role, Batch.authorised_on, Batch.minute, Batch.second_person),
        ),
        Section(
            "Carried out",
            (
                Batch.carried_out,
                Batch.method,
                Batch.computer_method,
                Batch.done_by,
                Batch.done_at,
                Batch.witness,
                Batch.contractor,
                Batch.certificate,
            ),
        ),
    ),
    identify=((Batch.name,),),
    acts=(
        Act(
            "Open this batch",
            "list-checks",
            "batch",
            "Its holdings, who authorises it, and how it goes",
            key="Ctrl+Shift+O",
            reads=True,
        ),
    ),
    made="Batches are made from the holdings that are due, and filled in as they go their way.",
    views=(
        View("All"),
        View(
            "To be authorised",
            ((Batch.standing, (FROZEN,)),),
            act="Have {} authorised",
            why="Frozen as they stood. Nothing goes before somebody has authorised it.",
            cure="Open the batch and enter who authorised it.",
            page="batch",
            each=True,
        ),
        View(
            "Authorised",
            ((Batch.standing, (AUTHORISED,)),),
            act="Carry out {}",
            why="Authorised and not yet carried out.",
            cure="Open the batch and enter how it went.",
            page="batch",
            each=True,
        ),
    ),
    empty="No batch yet. Choose what is due among the holdings and make a batch of it.",
)

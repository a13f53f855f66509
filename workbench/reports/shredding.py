"""The list a shredding firm takes with the boxes: which they are, where they stand, and where the firm signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.reports.columns import Column
from workbench.reports.listing import Printed, Table, remarks
from workbench.reports.page import Facts, Paper
from workbench.reports.sheets import Part, draw_part
from workbench.saving import saved_as

TITLE = "List for the shredding firm"
COLUMNS = ("No", "Box", "Record series", "Place", "Quantity", "Counted in")
BY_HAND = "Taken"
SIGNED = (
    "Firm",
    "Taken over by (name, signature)",
    "Date and time",
    "Weight in kg",
    "Certificate number",
    "Handed over for the council by (name, signature)",
)
_NOTE = (
    "What is in the boxes is not said here: the firm needs to know which they are, not what they hold. When the "
    "certificate comes, enter its number where the batch is carried out."
)


@dataclass(frozen=True)
class ShreddingList:
    """What the list says. `rows` are texts in the order of `COLUMNS`; `subtitle` names the batch and its standing."""

    council: str
    subtitle: str
    rows: Sequence[tuple[str, ...]]
    total: str
    made: dt.datetime
    sample: bool = False


def print_shredding_list(wanted: ShreddingList, path: Path) -> Printed:
    """Write the list as a PDF. Raises errors.Plain where it cannot be written."""
    facts = Facts(wanted.council, TITLE, wanted.subtitle, "For the firm", wanted.made, sample=wanted.sample)
    columns = [Column(label, right=label in ("No", "Quantity"), naming=label == "Box") for label in COLUMNS]
    rows = [(*row, "☐") for row in wanted.rows]
    with saved_as(path, "PDF") as unfinished:
        paper = Paper(unfinished, facts)
        with paper.element("Table"):
            table = Table(paper, [*columns, Column(BY_HAND)], rows)
            for row in rows:
                table.row(row)
        paper.y -= 12
        draw_part(paper, Part("Altogether", (wanted.total,)))
        draw_part(paper, Part("Taken over", (_NOTE,), tuple((label, "") for label in SIGNED)))
        return Printed(len(rows), paper.close(), remarks(paper.boxed))

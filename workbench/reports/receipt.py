"""The receipt of an import: what came from which file, and what was done with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from workbench.reports.page import Facts
from workbench.reports.sheets import Part, print_sheet


@dataclass(frozen=True)
class Receipt:
    """What the receipt says: the file with its SHA-256, the counts as (label, words), and who did it."""

    council: str
    register: str
    file: str
    sha256: str
    counts: tuple[tuple[str, str], ...]
    user: str
    made: dt.datetime
    sample: bool = False


def print_receipt(receipt: Receipt, path: Path) -> int:
    """Write the receipt as a PDF; the number of its pages. Raises errors.Plain where it cannot be written."""
    title = f"Import into the {receipt.register.lower()}"
    facts = Facts(receipt.council, title, f"From “{receipt.file}”.", "Receipt", receipt.made, sample=receipt.sample)
    about = (("File", receipt.file), ("Code of the file (SHA-256)", receipt.sha256), ("Imported by", receipt.user))
    parts = (
        Part("What was done", facts=receipt.counts),
        Part("Where it came from", ("The file itself was only read and is as it was.",), about),
    )
    return print_sheet(facts, parts, path)

"""The recovery sheet: the one key that opens the records when the passphrase is lost, to be sealed and locked away."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from workbench.reports.page import Facts
from workbench.reports.sheets import Part, print_sheet

GROUPS_IN_A_LINE = 4
_FOR = (
    "This key opens the council’s records when the passphrase is lost or its owner is not there.",
    "It reads everything, restricted files included. Nobody can make another from outside.",
    "Without a passphrase and without this key the records cannot be read again.",
)
_KEEP = (
    "Put it in an envelope, seal it, sign across the flap. Keep it in the council’s safe, never beside the computer.",
    "Note in the minutes where it is and who may open it.",
    "Once used, make a new recovery key in the program and print a new sheet. The old one opens nothing then.",
)
_USE = (
    "Start the program, choose “I have the sealed envelope”, and type the eight groups.",
    "Capitals, spaces and hyphens make no difference. There is no letter I, L, O or U in it.",
)


@dataclass(frozen=True)
class RecoverySheet:
    """What the sheet says. `key` is the recovery key with its hyphens; it is printed and kept nowhere else."""

    council: str
    folder: Path
    user: str
    key: str
    made: dt.datetime
    sample: bool = False


def print_recovery_sheet(sheet: RecoverySheet, path: Path) -> int:
    """Write the sheet as a PDF; the number of its pages. Raises errors.Plain where it cannot be written."""
    facts = Facts(
        sheet.council, "Recovery sheet", "Seal this in an envelope and lock it away.", "Confidential", sheet.made,
        sample=sheet.sample,
    )  # fmt: skip
    return print_sheet(facts, _parts(sheet), path, private=True)  # it opens everything


def _parts(sheet: RecoverySheet) -> tuple[Part, ...]:
    about = (
        ("Council", sheet.council),
        ("Folder", str(sheet.folder)),
        ("Set up by", sheet.user),
        ("Sealed by, date", ""),
        ("Kept at", ""),
    )
    return (
        Part("Recovery key", large=_lines(sheet.key)),
        Part("What it is for", _FOR),
        Part("What to do with it", _KEEP),
        Part("How to use it", _USE),
        Part("About these records", facts=about),
    )


def _lines(key: str) -> tuple[str, ...]:
    groups = key.split("-")
    rows = [groups[n : n + GROUPS_IN_A_LINE] for n in range(0, len(groups), GROUPS_IN_A_LINE)]
    return tuple("   ".join(row) for row in rows)

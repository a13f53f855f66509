"""Files that a spreadsheet brought: they get the references they lack, and the line of the schedule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from workbench import clock
from workbench.records import record
from workbench.records.store import Store
from workbench.register import Register
from workbench.registers.cases.files import file_kept_in
from workbench.registers.cases.steps import CaseFile
from workbench.workflows import numbering
from workbench.workflows.cases import opening


def settle(store: Store, register: Register, brought: Sequence[int]) -> None:
    """Number the files that were brought, inside the caller's operation; other registers need nothing.

    They are kept by the line of the schedule that all files before them are kept by; where these differ nobody knows
    which fits, and they wait until somebody chooses.
    """
    file = file_kept_in(register.name)
    if file is None:
        return
    with store.operation("Bring files", "import") as operation:
        record.change(file.record, _references(store, file, brought), operation.id, "reckon")
        record.change(file.record, _lines(file, brought), operation.id, "reckon")


def _lines(file: CaseFile, brought: Sequence[int]) -> dict[int, dict[str, int]]:
    """The line of the schedule for those that have none, if it is beyond doubt."""
    series = opening.only_series(file)
    if series is None:
        return {}
    found = record.whole_of(file.record, brought)
    return {number: {"series": series} for number, values in found.items() if values["series"] is None}


def _references(store: Store, file: CaseFile, brought: Sequence[int]) -> dict[int, dict[str, str]]:
    """A reference for each file that has none, in the year in which it was received."""
    years: defaultdict[int, list[int]] = defaultdict(list)
    for number, values in record.whole_of(file.record, brought).items():
        if not values["reference"]:
            years[(values["received"] or clock.today()).year].append(number)
    given: dict[int, dict[str, str]] = {}
    for year, numbers in years.items():
        references = numbering.references(store, file.record, file.prefix, year, len(numbers))
        given |= {n: {"reference": reference} for n, reference in zip(numbers, references, strict=True)}
    return given

"""A table as CSV, guarded so that no spreadsheet runs what stands in it."""

from __future__ import annotations

import csv
from pathlib import Path

from workbench.display import day
from workbench.exchange.guard import WRITTEN_IN, guarded
from workbench.exchange.outgoing import YES_NO, OutTable, Progress, Value, Written
from workbench.exchange.writing_cells import whole_signs
from workbench.saving import saved_as

_TELL_EVERY = 1000


def write_csv(table: OutTable, path: Path, progress: Progress | None = None) -> Written:
    """Write `table` as UTF-8 with a mark that makes Excel read it as such; days as they are shown.

    Raises errors.Plain where the file cannot be written; a file that was there before is then as it was.
    """
    with saved_as(path, "CSV file") as unfinished, unfinished.open("w", encoding=WRITTEN_IN, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(column.label) for column in table.columns])
        number = 0
        for number, row in enumerate(table.rows, 1):
            writer.writerow([guarded(_as_text(value)) for value in row])
            if progress and number % _TELL_EVERY == 0:
                progress(number)
    return Written(number)


def _as_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[0] if value else YES_NO[1]
    if isinstance(value, str):
        return whole_signs(value)
    return str(value) if isinstance(value, int | float) else day(value)

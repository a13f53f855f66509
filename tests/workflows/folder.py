"""A linked folder with old and young files, for the tests of what may and may not be deleted."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.destruction_log import LogEntry
from workbench.registers.linked_folders import LinkedFolder
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows.folders import finding
from workbench.workflows.folders.finding import Look

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "creation", bound="max")
OLD, YOUNG = dt.date(2020, 5, 6), dt.date(2025, 12, 24)
NOON = dt.time(12)


def put(path: Path, day: dt.date, content: str = "words") -> Path:
    """A file last changed at noon of a day."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    moment = dt.datetime.combine(day, NOON, dt.UTC).timestamp()
    os.utime(path, (moment, moment))
    return path


def letters(place: Path) -> Path:
    """Three old files, one of them in a subfolder, and a young one."""
    root = place / "letters"
    put(root / "Xylophone.doc", OLD)
    put(root / "b.doc", OLD + dt.timedelta(days=1), "more words")
    put(root / "deep" / "c.doc", OLD + dt.timedelta(days=2))
    put(root / "young.doc", YOUNG)
    return root


def link(store: Store, root: Path, **more: Any) -> int:
    """Link a folder to a new line of the schedule, by the day its files were changed unless told else."""
    line = {"record_series": "Old letters", "reference": "7.2", "rule": TWO_YEARS, "rhythm": "monthly"}
    line |= {name: more.pop(name) for name in tuple(more) if name in record.meaning(ScheduleLine).empty}
    with store.operation("Add", "edit") as op:
        [series] = record.add(ScheduleLine, [line], op.id)
        values = {"name": "Letters", "series": series, "path": str(root), "counts": "modified", **more}
        return record.add(LinkedFolder, [values], op.id)[0]


def look(store: Store, number: int = 1) -> Look:
    """Look, and note it, as the page does."""
    found = finding.look(store, number)
    finding.note(store, found)
    return found


def entries() -> list[dict[str, Any]]:
    """The destruction log, oldest first."""
    return list(record.values_of(LogEntry, every(LogEntry, ()).ids()).values())


def linked(number: int = 1) -> dict[str, Any]:
    """The linked folder's values."""
    return record.values_of(LinkedFolder, [number])[number]


def there(root: Path) -> set[str]:
    """The names of the files in a folder."""
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() or path.is_symlink()}

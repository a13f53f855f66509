"""Files that stay though their period is over: kept with a reason and a new day, and forgotten when they go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from workbench import clock
from workbench.display import count
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Section
from workbench.registers.linked_folders import KeptFile, LinkedFolder

KEPT = (Section("What stays", (KeptFile.reason, KeptFile.look_again)),)


def shown(name: str) -> str:
    """A file's name as letters: what is none stands as its number."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def problems(reason: str, look_again: dt.date | None) -> list[Problem]:
    """What is missing before a file can be kept."""
    found = [] if reason.strip() else [Problem("reason", "Enter why they stay")]
    if look_again is None:
        found.append(Problem("look_again", "Enter the day on which to look again"))
    elif look_again <= clock.today():
        found.append(Problem("look_again", "Look again on must be after today"))
    return found


def keep(store: Store, folder: int, names: Sequence[str], reason: str, look_again: dt.date | None) -> int:
    """Keep files of a linked folder until a day; says how many. Plain without a reason and a day after today."""
    if not names or (wrong := problems(reason, look_again)):
        raise Plain(f"{wrong[0].text if names else 'Choose the files that stay'}. Nothing was changed.")
    before, files = ids(folder), [shown(name) for name in names]
    said = {"folder": folder, "reason": reason.strip(), "look_again": look_again, "kept_on": clock.today()}
    with store.operation(f"Keep {count(len(names), 'file')} of a linked folder", "edit") as operation:
        let_go([before[name] for name in files if name in before], operation.id)
        record.add(KeptFile, [{**said, "name": name} for name in files], operation.id)
    store.note_gone({})
    return len(files)


def let_go(numbers: Iterable[int], operation: int) -> None:
    """Forget files that were kept: row, words and what the history kept of them."""
    record.destroy(KeptFile, list(numbers), operation)


def standing(folder: int) -> dict[str, Values]:
    """What was kept of a linked folder, by the name of the file."""
    kept = every(KeptFile, (), view=lambda: KeptFile.folder == folder).ids()
    return {values["name"]: values for values in record.values_of(KeptFile, kept).values()}


def ids(folder: int) -> dict[str, int]:
    """The ids of what was kept of a linked folder, by the name of the file."""
    kept = every(KeptFile, (), view=lambda: KeptFile.folder == folder).ids()
    return {values["name"]: number for number, values in record.values_of(KeptFile, kept).items()}


def orphans() -> list[int]:
    """What was kept of linked folders that were removed since: nobody will look at it again."""
    there = set(every(LinkedFolder, ()).ids())
    found = record.values_of(KeptFile, every(KeptFile, ()).ids())
    return [number for number, values in found.items() if values["folder"] not in there]

"""The reports by the names they have on the command line: each register as a list, and those made for a purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench.editions import Changes, Edition, changes_since, changes_title, versions
from workbench.errors import Plain
from workbench.records.query import Query
from workbench.records.store import Council, Store
from workbench.records.versions import Adopted
from workbench.register import Register
from workbench.reports.changes import print_changes
from workbench.reports.listing import Printed, Progress, print_listing
from workbench.reports.register_list import listing_of


@dataclass(frozen=True)
class Wanted:
    """What a report is made of: whose it is, what was asked for (all of it where no query is given).

    `edition` is an adopted version in place of what stands now, `since` the version that changes are counted from,
    the one in force where none is given. `store` is given where a report is of more than one register.
    """

    council: Council
    query: Query | None = None
    view: str = ""
    edition: Edition | None = None
    since: Adopted | None = None
    store: Store | None = None


@dataclass(frozen=True)
class Report:
    """A report: its name, its title for the person, the function that writes it as a PDF, the register it is about.

    `compares` is True of one that says what changed since a version.
    """

    name: str
    title: str
    write: Callable[[Wanted, Path, Progress | None], Printed]
    register: Register | None = None
    compares: bool = False


def reports(registers: Iterable[Register]) -> dict[str, Report]:
    """Every report by name."""
    known = {}
    for r in registers:
        known[r.name] = Report(r.name, r.title, partial(_print_register, r), r)
        if r.versions:
            name = r.versions.changes_report
            known[name] = Report(name, changes_title(r), partial(_print_changes, r), r, compares=True)
    return known


def report(name: str, registers: Iterable[Register]) -> Report:
    """The report of that name; Plain where there is none."""
    known = reports(registers)
    if name not in known:
        raise Plain(f"There is no report called “{name}”. There are: {', '.join(known)}.")
    return known[name]


def _print_register(register: Register, wanted: Wanted, path: Path, progress: Progress | None) -> Printed:
    listing = listing_of(register, wanted.council, wanted.query, wanted.view, wanted.edition)
    return print_listing(listing, path, progress)


def changes(register: Register, wanted: Wanted) -> Changes:
    """What a report of changes is about: those since the version wanted, else since the one in force."""
    return changes_since(register, wanted.since or next(iter(versions(register)), None))


def _print_changes(register: Register, wanted: Wanted, path: Path, progress: Progress | None) -> Printed:
    return print_changes(changes(register, wanted), wanted.council, path, progress)

"""The reports by the names they have on the command line: each register as a list, and those made for a purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench.errors import Plain
from workbench.records.query import Query
from workbench.records.store import Council
from workbench.register import Register
from workbench.reports.listing import Printed, Progress, print_listing
from workbench.reports.register_list import listing_of


@dataclass(frozen=True)
class Wanted:
    """What a report is made of: whose it is, what was asked for (all of it where no query is given)."""

    council: Council
    query: Query | None = None
    view: str = ""


@dataclass(frozen=True)
class Report:
    """A report: its name, its title for the person, and the function that writes it as a PDF."""

    name: str
    title: str
    write: Callable[[Wanted, Path, Progress | None], Printed]


def reports(registers: Iterable[Register]) -> dict[str, Report]:
    """Every report by name."""
    return {r.name: Report(r.name, r.title, partial(_print_register, r)) for r in registers}


def report(name: str, registers: Iterable[Register]) -> Report:
    """The report of that name; Plain where there is none."""
    known = reports(registers)
    if name not in known:
        raise Plain(f"There is no report called “{name}”. There are: {', '.join(known)}.")
    return known[name]


def _print_register(register: Register, wanted: Wanted, path: Path, progress: Progress | None) -> Printed:
    return print_listing(listing_of(register, wanted.council, wanted.query, wanted.view), path, progress)

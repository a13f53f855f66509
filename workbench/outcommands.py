"""The commands "report" and "export": what goes out as a file, and what is said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import typer

from workbench import display, terminal
from workbench.records.store import Store
from workbench.register import within
from workbench.registers import register as named
from workbench.reports.catalogue import Report, Wanted
from workbench.terminal import say
from workbench.workflows import publication
from workbench.workflows.ownworkbooks import spare


def asked(version: int | None, on: str | None) -> dt.date | None:
    """The day asked for; wrong use where a version is asked for besides."""
    if version is not None and on is not None:
        raise typer.BadParameter("Give a version or a day, not both.", param_hint="--version")
    return terminal.day_of(on)


def report_of(name: str, out: Path, since: int | None, *, past: bool) -> Report:
    """The report of that name; wrong use where the file, or a version (`past` any but the present) does not fit it."""
    wanted = publication.report(name)
    terminal.ends_in(out, *publication.endings(wanted))
    if since is not None and not wanted.compares:
        raise typer.BadParameter("This report compares with no version.", param_hint="--since")
    if past and wanted.compares:
        raise typer.BadParameter("This report says what changed: use --since.", param_hint="--version")
    return wanted


def report(store: Store, wanted: Report, out: Path, since: int | None, version: int | None, on: dt.date | None) -> None:
    """Write a report, and say what it holds."""
    edition = publication.edition_of(wanted.register, version, on)
    base = publication.edition_of(wanted.register, since, None)
    about = Wanted(store.council, edition=edition, since=base.adopted if base else None, store=store)
    spare(store, out)
    done = publication.write_report(wanted, about, out)
    pages = f" on {display.count(done.pages, 'page')}" if done.pages else ""
    say(f"{wanted.title}: {display.count(done.rows, 'row')}{pages} in {out}.")
    if not done.rows:
        nothing = "Nothing was changed." if wanted.compares else "There is nothing to print in it."
        say(f"{nothing} The file holds its title only.")
    for remark in done.remarks:
        say(remark)


def export(store: Store, register: str, out: Path, version: int | None, on: dt.date | None) -> None:
    """Write a register, and say what it holds."""
    wanted = named(register)
    edition = publication.edition_of(wanted, version, on)
    spare(store, out)
    done = publication.export(wanted, store.council, out, edition)
    are = "is" if done.rows == 1 else "are"
    say(f"{display.count(done.rows, 'row')} of the {within(wanted.title)} {are} in {out}.")
    if edition:
        say(edition.words)
    if not done.rows:
        say("There is nothing in this register yet, so the file holds its headings only.")
    for remark in done.remarks:
        say(remark)


def adopt(store: Store, register: str, decision: Mapping[str, object], as_of: dt.date | None) -> None:
    """Keep what stands now, or stood at the end of a day, as the next version, and say which it is."""
    from workbench.workflows import adopting

    made = adopting.adopt(store, named(register), decision, as_of)
    stands = f"stood at the end of {display.day(as_of)}" if as_of else "stands"
    say(f"{made.words}. The {within(named(register).title)} as it {stands} is kept as that version.")
    say("Take it back with: workbench undo")

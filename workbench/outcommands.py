"""The commands "report" and "export": what goes out as a file, and what is said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from workbench import display, terminal
from workbench.records.store import Store
from workbench.register import within
from workbench.registers import register as named
from workbench.reports.catalogue import Report, Wanted
from workbench.rules import fixedperiods
from workbench.rules.spans import Span
from workbench.terminal import say
from workbench.workflows import publication
from workbench.workflows.ownworkbooks import spare
from workbench.workflows.publication import Done
from workbench.workflows.reporting.asked import Asked
from workbench.workflows.reporting.catalogue import Purpose, purpose


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


@dataclass(frozen=True)
class Given:
    """What was typed behind the name of a report, as it was typed; None where it was not."""

    since: int | None = None
    version: int | None = None
    on: str | None = None
    begins: str | None = None
    ends: str | None = None
    numbers: Sequence[str] | None = None
    officer: str | None = None
    period: str | None = None

    def check(self, asks: Sequence[str]) -> None:
        """Wrong use where an option means nothing to the report, or says nothing."""
        typed = [(option, choice) for option, name, choice in _OPTIONS if getattr(self, name) not in (None, [])]
        for option, choice in typed:
            if choice not in asks:
                takes = [other for other, _, may in _OPTIONS if may in asks]
                said = f"It takes {', '.join(takes)}." if takes else "It takes no options but --out."
                raise typer.BadParameter(f"This report cannot be asked for so. {said}", param_hint=option)
        for option, words in (("--number", self.numbers or ()), ("--officer", (self.officer,))):
            if any(word is not None and not word.strip() for word in words):
                raise typer.BadParameter("Nothing is given.", param_hint=option)


_OPTIONS = (
    ("--since", "since", "since"),
    ("--version", "version", "version"),
    ("--on", "on", "day"),
    ("--from", "begins", "period"),
    ("--to", "ends", "period"),
    ("--number", "numbers", "numbers"),
    ("--officer", "officer", "officer"),
    ("--period", "period", "fixed period"),
)


def make_report(chosen: Path | None, name: str, out: Path, given: Given) -> None:
    """Write the report of that name, and say what it holds; the council's files are read only."""
    if wanted := purpose(name):
        given.check(wanted.asks)
        terminal.ends_in(out, *publication.MADE)
        span = _span(given)
        if wanted.needs_some and span.whole and not given.numbers:
            raise typer.BadParameter("Say which entries: their numbers, or --from and --to.", param_hint="--number")
        if given.numbers and not span.whole:
            raise typer.BadParameter("Give numbers or a period, not both.", param_hint="--number")
        with terminal.opened(chosen, read_only=True) as store:
            numbers, officer = tuple(given.numbers or ()), given.officer or ""
            _made(store, wanted, out, Asked(store.council, span, terminal.day_of(given.on), officer, numbers))
        return
    if name == publication.COMMITTEE.name:
        given.check(("fixed period",))
        _committee(chosen, out, given.period)
        return
    given.check(("since", "version", "day"))
    day = asked(given.version, given.on)
    about = report_of(name, out, given.since, past=bool(given.version or day))
    with terminal.opened_to_take(
        chosen, lambda: about.register and publication.is_recorded(about.register.name, out)
    ) as store:
        report(store, about, out, given.since, given.version, day)


def _committee(chosen: Path | None, out: Path, words: str | None) -> None:
    """The committee's page or workbook of a period that is over, the last quarter where none is named."""
    terminal.ends_in(out, *publication.MADE)
    period = fixedperiods.named(words) if words is not None else None
    if words is not None and period is None:
        said = "Name a quarter as 2026-Q3 (July to September), a financial year as 2025-26, a calendar year as 2025."
        raise typer.BadParameter(said, param_hint="--period")
    with terminal.opened(chosen, read_only=True) as store:
        spare(store, out)
        done = publication.write_committee(store, period, out)
    say(f"{publication.COMMITTEE.title}, {done.about}: {_held(done)} in {out}.")
    for remark in done.remarks:
        say(remark)


def _span(given: Given) -> Span:
    first, last = terminal.day_of(given.begins), terminal.day_of(given.ends)
    if first and last and first > last:
        said = f"{display.day(last)} is before {display.day(first)}. Give the earlier day with --from."
        raise typer.BadParameter(said, param_hint="--to")
    return Span(first, last)


def _made(store: Store, wanted: Purpose, out: Path, asked: Asked) -> None:
    spare(store, out)
    made = wanted.made(asked)
    done = publication.write_made(made, out)
    say(f"{wanted.title}: {_held(done)} in {out}.")
    say(made.about.subtitle)
    if not done.rows:
        say("There is nothing to print in it, and the file says so.")
    for remark in done.remarks:
        say(remark)


def _held(done: Done) -> str:
    """'5 rows on 1 page'."""
    pages = f" on {display.count(done.pages, 'page')}" if done.pages else ""
    return f"{display.count(done.rows, 'row')}{pages}"


def report(store: Store, wanted: Report, out: Path, since: int | None, version: int | None, on: dt.date | None) -> None:
    """Write a report, and say what it holds."""
    edition = publication.edition_of(wanted.register, version, on)
    base = publication.edition_of(wanted.register, since, None)
    about = Wanted(store.council, edition=edition, since=base.adopted if base else None, store=store)
    spare(store, out)
    done = publication.write_report(wanted, about, out)
    say(f"{wanted.title}: {_held(done)} in {out}.")
    if not done.rows:
        nothing = "Nothing was changed." if wanted.compares else "There is nothing to print in it."
        say(f"{nothing} The file holds its title only.")
    for remark in done.remarks:
        say(remark)


def export(
    store: Store, register: str, out: Path, version: int | None, on: dt.date | None, *, personal: bool = True
) -> None:
    """Write a register, and say what it holds."""
    wanted = named(register)
    edition = publication.edition_of(wanted, version, on)
    spare(store, out)
    done = publication.export(wanted, store, out, edition, personal=personal)
    are = "is" if done.rows == 1 else "are"
    say(f"{display.count(done.rows, 'row')} of the {within(wanted.title)} {are} in {out}.")
    if edition:
        say(edition.words)
    if not personal:
        say(f"Left out, for it may name somebody: {', '.join(wanted.personal)}.")
        say("Do not take it for the register: it is not whole.")
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

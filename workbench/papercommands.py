"""Reports that are made of something named: the list of a batch for a shredding firm, an officer's calendar, labels."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import typer

from workbench import display, terminal
from workbench.terminal import say
from workbench.workflows.ownworkbooks import spare

TITLES = MappingProxyType(
    {
        "shredding-list": "What of a batch a shredding firm takes (--batch NAME)",
        "checks-calendar": "Routine checks for a calendar, .ics (--officer NAME)",
        "file-sheet": "One case with everything in it and its history (--case REFERENCE)",
        "box-labels": "Labels for all holdings (--labels 2x4, 3x8 or 1x1, --begin N)",
    }
)


class About(NamedTuple):
    """What such a report is made of; each report takes some of it."""

    batch: str | None = None
    officer: str | None = None
    labels: str | None = None
    begin: int | None = None
    case: str | None = None


def refuse_others(about: About) -> None:
    """Wrong use where a report that is made of nothing named is given something."""
    for name, value in about._asdict().items():
        if value is not None:
            raise typer.BadParameter("This report does not take it.", param_hint=f"--{name}")


def report(chosen: Path | None, name: str, out: Path, about: About) -> None:
    """Write the report of that name, and say what it holds."""
    refuse_others(about._replace(**dict.fromkeys(_TAKES[name])))
    _WRITERS[name](chosen, out, about)


def _shredding(chosen: Path | None, out: Path, about: About) -> None:
    from workbench.workflows import shredding

    if about.batch is None:
        raise typer.BadParameter("Name the batch.", param_hint="--batch")
    terminal.ends_in(out, *shredding.ENDINGS)
    with terminal.opened(chosen, read_only=True) as store:
        spare(store, out)
        done = shredding.write(store, shredding.batch_named(about.batch), out)
    say(f"{display.count(done.rows, 'holding')} for the shredding firm in {out}.")
    for remark in done.remarks:
        say(remark)


def _calendar(chosen: Path | None, out: Path, about: About) -> None:
    from workbench.workflows import checkscalendar

    terminal.ends_in(out, ".ics")
    with terminal.opened(chosen, read_only=True) as store:
        written = checkscalendar.write(store, out, about.officer or "")
    say(f"{display.count(written, 'check')} in {out}. Open it with your calendar.")


def _labels(chosen: Path | None, out: Path, about: About) -> None:
    from workbench.reports.labels import SHEETS
    from workbench.workflows import boxlabels

    sheets = SHEETS
    wanted = next((sheet for sheet in sheets if sheet.name == (about.labels or sheets[0].name)), None)
    if wanted is None:
        known = ", ".join(f"{sheet.name} ({sheet.title})" for sheet in sheets)
        raise typer.BadParameter(f"The sheets there are: {known}.", param_hint="--labels")
    terminal.ends_in(out, ".pdf")
    with terminal.opened(chosen, read_only=True) as store:
        done = boxlabels.print_them(store, boxlabels.every_holding(), wanted, about.begin or 1, out)
    say(f"{display.count(done.rows, 'label')} on {display.count(done.pages, 'page')} in {out}. Print them at 100 %.")
    for remark in done.remarks:
        say(remark)


def _file_sheet(chosen: Path | None, out: Path, about: About) -> None:
    """A file for named people is opened for work, so that its printing is recorded; every other is only read."""
    from workbench.workflows import publication
    from workbench.workflows.reporting import filesheet

    if about.case is None:
        raise typer.BadParameter("Name the file by its reference, such as RR-2026/014.", param_hint="--case")
    terminal.ends_in(out, *publication.MADE)
    case = about.case

    def is_recorded() -> bool:
        return filesheet.is_recorded(*filesheet.of_reference(case))

    with terminal.opened_to_take(chosen, is_recorded) as store:
        spare(store, out)
        recorded = is_recorded()
        done = publication.write_made(filesheet.made(store, *filesheet.of_reference(case)), out)
    say(f"The file {about.case} with {display.count(done.rows, 'row')} in {out}. It holds personal data.")
    if recorded:
        say("It is for named people only: that it was printed is recorded.")
    for remark in done.remarks:
        say(remark)


_WRITERS = {
    "file-sheet": _file_sheet,
    "shredding-list": _shredding,
    "checks-calendar": _calendar,
    "box-labels": _labels,
}
_TAKES = {
    "file-sheet": ("case",),
    "shredding-list": ("batch",),
    "checks-calendar": ("officer",),
    "box-labels": ("labels", "begin"),
}

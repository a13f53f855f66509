"""What goes out as a file: the reports there are by name, and a register as workbook, CSV or web page by its ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from workbench import clock
from workbench.editions import Edition, applied_on, of_version
from workbench.errors import Plain
from workbench.exchange.changes_out import changes_table
from workbench.exchange.csvout import write_csv
from workbench.exchange.register_out import table_of, written_fields
from workbench.exchange.tabled_out import tables_of
from workbench.exchange.writing import write_tables, write_workbook
from workbench.records.store import Store
from workbench.register import Register, within
from workbench.registers import REGISTERS
from workbench.registers import register as named
from workbench.reports import catalogue
from workbench.reports.catalogue import Report, Wanted
from workbench.reports.committee import print_committee
from workbench.reports.forms import print_forms
from workbench.reports.listing import Printed
from workbench.reports.tables import print_tables
from workbench.reports.webpage import webpage_of, write_webpage
from workbench.rules.fixedperiods import Period
from workbench.tabled import Forms
from workbench.tabled import Report as Made
from workbench.workflows import committee
from workbench.workflows.cases import access
from workbench.workflows.reporting import filesheet
from workbench.workflows.reporting.asked import Asked
from workbench.workflows.reporting.catalogue import PURPOSES, Choice, Purpose

Progress = Callable[[int], None]


def _print_committee(wanted: Wanted, path: Path, _: Progress | None) -> Printed:
    """The committee's page for the last quarter that is over."""
    assert wanted.store is not None
    return print_committee(committee.make(wanted.store).page, path)


COMMITTEE = Report("committee", "Figures for the committee", _print_committee)
EXPORTS = (".xlsx", ".csv", ".html")
_LIST = "The register as a list: everything that stands in it now."
_CHANGES = "What was added, removed and changed since the version in force, old and new words side by side."
MADE = (".pdf", ".xlsx")  # what a report made for a purpose can be


@dataclass(frozen=True)
class Done:
    """What was written: how many rows, on how many pages where it has any, and what does not look as it should.

    `about` says of which period, where it is of one.
    """

    rows: int
    pages: int = 0
    remarks: tuple[str, ...] = ()
    about: str = ""


def titles() -> dict[str, str]:
    """Every report by its name on the command line, with its title: those made for a purpose, then the registers."""
    made = {one.name: one.title for one in PURPOSES} | {COMMITTEE.name: COMMITTEE.title}
    return made | {r.name: r.title for r in catalogue.reports(REGISTERS).values() if r.name not in made}


def report(name: str) -> Report:
    """The report of a register, or of its changes, or the committee's, by its name; Plain where there is none."""
    if name not in titles():
        raise Plain(f"There is no report called “{name}”. There are: {', '.join(titles())}.")
    return COMMITTEE if name == COMMITTEE.name else catalogue.report(name, REGISTERS)


def endings(wanted: Report) -> tuple[str, ...]:
    """What the file of a report may end in."""
    return MADE if wanted.compares else MADE[:1]


@dataclass(frozen=True)
class Offered:
    """A report as a person chooses it: its title, in one line what it is for, what may be asked, how it is written.

    One that `needs_some` is of entries that somebody names, or of a period.
    """

    title: str
    what: str
    asks: tuple[Choice, ...]
    write: Callable[[Asked, Path, Progress | None], Done]
    needs_some: bool = False


def offered(registers: Sequence[Register], store: Store) -> list[Offered]:
    """Every report there is: those made for a purpose, one of a case, then each register and its changes."""
    made = [Offered(p.title, p.what, p.asks, partial(_write_purpose, p), p.needs_some) for p in PURPOSES]
    made.append(Offered(filesheet.TITLE, filesheet.WHAT, ("case",), partial(_write_sheet, store)))
    lists = catalogue.reports(registers).values()
    return made + [
        Offered(r.title, _CHANGES if r.compares else _LIST, (), partial(_write_list, store, r)) for r in lists
    ]


def _write_purpose(wanted: Purpose, asked: Asked, out: Path, progress: Progress | None) -> Done:
    return write_made(wanted.made(asked), out, progress)


def _write_sheet(store: Store, asked: Asked, out: Path, progress: Progress | None) -> Done:
    """Write the sheet of a file; that one for named people is printed is recorded."""
    return write_made(filesheet.made(store, *filesheet.of_reference(asked.case)), out, progress)


def _write_list(store: Store, wanted: Report, asked: Asked, out: Path, progress: Progress | None) -> Done:
    if out.suffix.lower() == ".xlsx" and not wanted.compares and wanted.register:
        return export(wanted.register, store, out, None, progress)
    return write_report(wanted, Wanted(asked.council, store=store), out, progress)


def edition_of(register: Register | None, version: int | None, on: dt.date | None) -> Edition | None:
    """The version of that number, or what applied on that day; None where neither is asked for.

    Plain where there is no such version, or the register is not adopted by minute.
    """
    if version is None and on is None:
        return None
    if register is None or register.versions is None:
        name = f"The {within(register.title)}" if register else "This report"
        raise Plain(f"{name} has no adopted versions. Nothing was written.")
    if version is not None:
        return of_version(register, version)
    assert on is not None
    return applied_on(register, on)


def write_report(wanted: Report, about: Wanted, out: Path, progress: Progress | None = None) -> Done:
    """Write a report as what its file's name says: a PDF, or a workbook where the report has that form."""
    if out.suffix.lower() == ".xlsx" and wanted.register:
        written = write_workbook(changes_table(catalogue.changes(wanted.register, about), about.council), out, progress)
        return Done(written.rows, 0, written.remarks)
    left: tuple[str, ...] = ()
    if wanted.register and not wanted.compares and not about.edition:
        assert about.store is not None
        left = access.leave(about.store, wanted.register.name, access.LISTED, wanted.register.fields)
    printed = wanted.write(about, out, progress)
    return Done(printed.rows, printed.pages, (*left, *printed.remarks))


def write_committee(store: Store, period: Period | None, out: Path) -> Done:
    """Write the committee's figures as what the file's name says. Plain where the period is not over."""
    if period and period.last >= clock.today():
        raise Plain(
            f"{period.title} is not over. Nothing was written. Figures are given for periods that are over, so that "
            "they stand."
        )
    made = committee.make(store, period)
    if out.suffix.lower() == ".xlsx":
        written = committee.write_committee(made, out)
        return Done(written.rows, 0, written.remarks, made.period.title)
    printed = print_committee(made.page, out)
    return Done(printed.rows, printed.pages, printed.remarks, made.period.title)


def write_made(made: Made, out: Path, progress: Progress | None = None) -> Done:
    """Write a report made for a purpose as what its file's name says: the same cells in a PDF or a workbook."""
    if out.suffix.lower() == ".xlsx":
        written = write_tables(tables_of(made), out, progress)
        return Done(written.rows, 0, written.remarks)
    printed = print_forms(made, out, progress) if isinstance(made, Forms) else print_tables(made, out, progress)
    return Done(printed.rows, printed.pages, printed.remarks)


def is_recorded(register: str, out: Path, personal: bool = True) -> bool:
    """Whether a register written so holds files for named people, which is recorded: that needs a store open for work.

    A web page holds nothing that tells of people.
    """
    fields = () if out.suffix.lower() == ".html" else written_fields(named(register), personal=personal)
    return bool(access.leaving(register, fields))


def export(
    register: Register,
    store: Store,
    out: Path,
    edition: Edition | None = None,
    progress: Progress | None = None,
    *,
    personal: bool = True,
) -> Done:
    """Write a register, or an adopted version of it, as what the file's name says, with or without personal data.

    That files for named people are in it is recorded.
    """
    ending, council = out.suffix.lower(), store.council
    if ending == ".html":
        page = write_webpage(webpage_of(register, council, edition), out, progress)
        return Done(page.rows, page.pages, page.remarks)
    left = access.leave(store, register.name, access.EXPORTED, written_fields(register, personal=personal))
    write = write_csv if ending == ".csv" else write_workbook
    written = write(table_of(register, council, edition=edition, personal=personal), out, progress)
    return Done(written.rows, 0, (*left, *written.remarks))

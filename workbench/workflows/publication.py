"""What goes out as a file: the reports there are by name, and a register as workbook, CSV or web page by its ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.editions import Edition, applied_on, of_version
from workbench.errors import Plain
from workbench.exchange.changes_out import changes_table
from workbench.exchange.csvout import write_csv
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.records.store import Council
from workbench.register import Register, within
from workbench.registers import REGISTERS
from workbench.reports import catalogue
from workbench.reports.catalogue import Report, Wanted
from workbench.reports.committee import print_committee
from workbench.reports.listing import Printed
from workbench.reports.webpage import webpage_of, write_webpage
from workbench.workflows import committee

Progress = Callable[[int], None]


def _print_committee(wanted: Wanted, path: Path, _: Progress | None) -> Printed:
    """The committee's page for the last quarter that is over."""
    assert wanted.store is not None
    return print_committee(committee.make(wanted.store).page, path)


COMMITTEE = Report("committee", "Figures for the committee", _print_committee)
EXPORTS = (".xlsx", ".csv", ".html")


@dataclass(frozen=True)
class Done:
    """What was written: how many rows, on how many pages where it has any, and what does not look as it should."""

    rows: int
    pages: int = 0
    remarks: tuple[str, ...] = ()


def reports() -> dict[str, Report]:
    """Every report by its name on the command line."""
    return {**catalogue.reports(REGISTERS), COMMITTEE.name: COMMITTEE}


def report(name: str) -> Report:
    """The report of that name; Plain where there is none."""
    return COMMITTEE if name == COMMITTEE.name else catalogue.report(name, REGISTERS)


def endings(wanted: Report) -> tuple[str, ...]:
    """What the file of a report may end in."""
    return (".pdf", ".xlsx") if wanted.compares else (".pdf",)


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
    printed = wanted.write(about, out, progress)
    return Done(printed.rows, printed.pages, printed.remarks)


def export(
    register: Register, council: Council, out: Path, edition: Edition | None = None, progress: Progress | None = None
) -> Done:
    """Write a register, or an adopted version of it, as what the file's name says."""
    ending = out.suffix.lower()
    if ending == ".html":
        page = write_webpage(webpage_of(register, council, edition), out, progress)
        return Done(page.rows, page.pages, page.remarks)
    write = write_csv if ending == ".csv" else write_workbook
    written = write(table_of(register, council, edition=edition), out, progress)
    return Done(written.rows, 0, written.remarks)

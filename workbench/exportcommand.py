"""The command "export": a register as a workbook of its own."""

from __future__ import annotations

from pathlib import Path

from workbench import display, terminal
from workbench.exchange.csvout import write_csv
from workbench.exchange.register_out import table_of
from workbench.exchange.writing import write_workbook
from workbench.registers import register as named
from workbench.workflows.ownworkbooks import spare


def write(chosen: Path | None, register: str, out: Path) -> None:
    """Write a register as a workbook and say what became of it; never over a workbook the council brought."""
    wanted = named(register)
    terminal.ends_in(out, ".xlsx", ".csv")
    with terminal.opened(chosen, read_only=True) as store:
        spare(store, out)
        to_file = write_csv if out.suffix.lower() == ".csv" else write_workbook
        written = to_file(table_of(wanted, store.council), out)
    are = "is" if written.rows == 1 else "are"
    terminal.say(f"{display.count(written.rows, 'row')} of the {wanted.title.lower()} {are} in {out}.")
    if not written.rows:
        terminal.say("There is nothing in this register yet, so the file holds its headings only.")
    for remark in written.remarks:
        terminal.say(remark)

"""The command "export --into": a register given back into the workbook it came from."""

from __future__ import annotations

from pathlib import Path

from workbench.display import count
from workbench.exchange.givingback.changes import Given
from workbench.records.store import Store
from workbench.registers import register as named
from workbench.terminal import say
from workbench.workflows import givingback, importing


def give_back(store: Store, register: str, original: Path, out: Path, *, delete: bool = False) -> None:
    """Give a register back and say what became of it."""
    wanted = named(register)
    givingback.check(original, out)
    result = givingback.into(store, wanted, original, out, importing.read(original), delete=delete)
    for line in in_words(result, wanted.title, out):
        say(line)


def in_words(result: givingback.Result, title: str, out: Path) -> list[str]:
    """What was written, and what could not be and why."""
    given = result.given
    if result.fresh is not None:
        first = f"{count(result.fresh, 'row')} of the {title.lower()} are in {out}."
    elif given.cells or given.added or given.struck or given.deleted:
        first = f"{in_numbers(given)} in {out}."
    else:
        first = f"Nothing had changed; {out} is the same as the original."
    return [first, *given.said]


def in_numbers(given: Given) -> str:
    """'3 cells changed, 2 lines added, 1 line struck through'."""
    parts = [
        f"{count(given.cells, 'cell')} changed",
        f"{count(given.added, 'line')} added",
        f"{count(given.struck, 'line')} struck through",
    ]
    return ", ".join([*parts, f"{count(given.deleted, 'line')} taken out"] if given.deleted else parts)

"""The command "export --into": a register given back into the workbook it came from."""

from __future__ import annotations

from pathlib import Path

from workbench.display import count
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
    elif given.any:
        first = f"{given.in_numbers} in {out}."
    else:
        first = f"Nothing had changed; {out} is the same as the original."
    return [first, *given.said]

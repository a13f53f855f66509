"""Lines of a sheet whose records were destroyed: they are not taken in again unless a person says so.

Nothing is kept for that. The log of destruction names each file that went by its reference and the day it was closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workbench import display
from workbench.exchange.book import Book
from workbench.exchange.plan import Plan, PlanRow, Standing
from workbench.records import record
from workbench.records.functions import alike
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases.files import file_kept_in
from workbench.registers.cases.steps import CaseFile
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import DESTROY
from workbench.workflows import exchanges
from workbench.workflows.cases.closing import called

_AGAIN = "It is not taken in again, unless you choose to take it in anyway."
_MOST_NAMED = 3


@dataclass
class _Gone:
    """The entries of files that went, by their references and, for those given here, by the day they were closed."""

    by_reference: dict[str, Values] = field(default_factory=dict)
    given_here: list[Values] = field(default_factory=list)


def leave_out(store: Store, plan: Plan, book: Book) -> None:
    """Leave out the lines of files that were destroyed, and say which entries of the log they are."""
    file = file_kept_in(plan.register.name)
    if file is None or not (gone := _gone(file)).by_reference:
        return
    known = any(
        book.name in one.names or book.sha256 == one.file["sha256"] for one in exchanges.standing(store, plan.register)
    )
    found = dict(_found(plan, gone, known=known))
    for index, entry in found.items():
        day = display.day(entry["carried_out"])
        plan.leave_out(index, f"Destroyed on {day}, entry {entry['number']} of the log. {_AGAIN}")
    if found:
        plan.said += (_sentence(found),)


def _gone(file: CaseFile) -> _Gone:
    """What the log says of the files of a register that were destroyed."""
    words, gone = called(file, ""), _Gone()
    wanted = (LogEntry.outcome == DESTROY) & LogEntry.description.contains(words)
    for entry in record.values_of(LogEntry, every(LogEntry, (), view=lambda: wanted).ids()).values():
        reference = entry["description"].partition(words)[2]
        gone.by_reference[alike(reference)] = entry
        if reference.startswith(f"{file.prefix}-"):
            gone.given_here.append(entry)
    return gone


def _found(plan: Plan, gone: _Gone, *, known: bool) -> Iterator[tuple[int, Values]]:
    """The rows that stand for no record now and did for one that went, each with its entry."""
    free = list(gone.given_here)
    for index, row in enumerate(plan.rows):
        if row.record is not None or row.standing not in (Standing.NEW, Standing.REFUSED):
            continue
        if reference := row.values.get("reference"):
            entry = gone.by_reference.get(alike(str(reference)))
        else:
            entry = next((one for one in free if known and one["trigger_date"] == row.values.get("closed_on")), None)
        if entry and _before(row, entry):
            free = [one for one in free if one is not entry]
            yield index, entry


def _before(row: PlanRow, entry: Values) -> bool:
    """Whether it came before the file that went was closed; references may begin anew."""
    came, closed = row.values.get("received"), entry["trigger_date"]
    return not (came and closed) or isinstance(came, str) or bool(came <= closed)


def _sentence(found: Mapping[int, Values]) -> str:
    numbers = [entry["number"] for entry in found.values()]
    more = len(numbers) - _MOST_NAMED
    named = ", ".join(numbers[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")
    one = len(numbers) == 1
    return (
        f"{display.count(len(numbers), 'line')} {'was' if one else 'were'} destroyed here ({named} in the log) and "
        f"{'is' if one else 'are'} not taken in again. To take one in anyway, choose it in the window among those left "
        "out."
    )

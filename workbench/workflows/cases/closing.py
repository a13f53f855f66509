"""A file is closed and its own day of destruction follows from the schedule; opening it again takes that back.

The closed file stands among the holdings, so that what is due, batches, holds, the gate and the log are the same for it
as for a box of paper. Files that belong together follow the longest of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem
from workbench.registers.cases import asked, calendar
from workbench.registers.cases.files import CASE_FILES, case_file
from workbench.registers.cases.parts import Entry
from workbench.registers.cases.steps import CaseFile
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.rules.reckoning import add
from workbench.rules.rule import Length, Unit
from workbench.workflows.cases import joining, opening

_AT_ONCE = 500
Key = tuple[str, int]


def close(store: Store, register: str, case: int, on: dt.date | None = None) -> None:
    """Close a file on a day (today where none is given): it gets its day of destruction, its holds a day to decide.

    Plain where it is closed, where nothing says how it ended, or where the day does not fit.
    """
    file, values, day = case_file(register), opening.of(case_file(register), case), on or clock.today()
    if values["closed_on"]:
        raise Plain(f"The file {values['reference']} is closed already. Nothing was changed.")
    if found := missing(values):
        raise Plain(f"{found.text}. The file stays open.")
    if day > clock.today() or day < max(values["received"], asked.replied(values) or values["received"]):
        raise Plain("A file is closed after it was received and answered, and not in the future. It stays open.")
    with store.operation(f"Close {values['reference']}", "edit") as operation:
        record.change(file.record, {case: {"closed_on": day}}, operation.id)
        later = add(day, Length(calendar.cooling(), Unit.MONTHS))
        record.change(Hold, {hold: {"decide_on": later} for hold in _holding(file, case)}, operation.id)
        _note(file, case, day, "File closed", store.user, operation.id)
        settle(store, [(register, case)])


def missing(values: Values) -> Problem | None:
    """What must be chosen before a file can be closed; None where nothing is missing."""
    if not values["outcome"]:
        return Problem("outcome", f"Choose the outcome of {values['reference']} first")
    if values["series"] is None:
        return Problem("series", f"Choose the line of the schedule that {values['reference']} is kept by")
    return None


def reopen(store: Store, register: str, case: int, why: str) -> None:
    """Open a closed file again: it has no day of destruction any more. Plain without a reason."""
    file, values = case_file(register), opening.of(case_file(register), case)
    if not values["closed_on"]:
        raise Plain(f"The file {values['reference']} is open. Nothing was changed.")
    if not why.strip():
        raise Plain("Enter why the file is opened again. It stays closed.")
    with store.operation(f"Open {values['reference']} again", "edit") as operation:
        record.change(file.record, {case: {"closed_on": None}}, operation.id)
        record.change(Hold, {hold: {"decide_on": None} for hold in _holding(file, case)}, operation.id)
        _note(file, case, clock.today(), f"File opened again: {why.strip()}", store.user, operation.id)
        settle(store, [(register, case)])


def settle(store: Store, cases: Iterable[Key]) -> None:
    """Bring the holdings in line with files that were closed, opened, joined or brought from a sheet."""
    with store.operation("Set the day of destruction of files", "edit") as operation:
        _settle_all(cases, operation.id)


def follow(register: str, changed: Mapping[int, Mapping[str, Any]], operation: int) -> None:
    """After records of a register were changed: closed files among them go by the schedule line they have now."""
    if any(file.register.name == register for file in CASE_FILES):
        _settle_all([(register, case) for case, given in changed.items() if "series" in given], operation)


def bring_back(store: Store) -> int:
    """See that every closed file stands among the holdings, for else it is never due; says how many did not."""
    lost = [(file.register.name, case) for file in CASE_FILES for case in _without_holding(file)]
    if lost:
        with store.operation("Put closed files among the holdings again", "edit") as operation:
            record.restore(Holding, [holding for key in lost for holding in _removed_of(key)], operation.id)
            _settle_all(lost, operation.id)
    return len(lost)


def _without_holding(file: CaseFile) -> list[int]:
    closed: Any = file.record
    held = Holding.select(Holding.case).where(Holding.case_register == file.register.name, Holding.removed.is_null())
    wanted = (closed.closed_on.is_null(False), closed.removed.is_null(), closed.series.is_null(False))
    return [n for (n,) in closed.select(closed.id).where(*wanted, closed.id.not_in(held)).tuples()]


def _removed_of(key: Key) -> list[int]:
    """The holding of a file that was removed last; to bring it back keeps what is noted with it."""
    asked: Any = Holding
    mine = (asked.case_register == key[0]) & (asked.case == key[1])
    return [n for (n,) in asked.select(asked.id).where(mine).order_by(asked.removed.desc()).limit(1).tuples()]


def _settle_all(cases: Iterable[Key], operation: int) -> None:
    keys, joined = list(dict.fromkeys(cases)), joining.joined()
    for register in dict.fromkeys(register for register, _ in keys):
        _settle_alone(
            register, [case for key in keys if key not in joined for r, case in [key] if r == register], operation
        )
    done: set[Key] = set()
    for key in keys:
        if key in joined and key not in done:
            together = joining.together(key)
            done |= together
            _settle(together, operation)


def holding_of(register: str, case: int) -> int | None:
    """The holding that stands for a closed file; None while it is open."""
    mine = (Holding.case_register == register) & (Holding.case == case)
    return next(iter(every(Holding, (), view=lambda: mine).ids()), None)


def _settle_alone(register: str, cases: Sequence[int], operation: int) -> None:
    """Files that belong with no other: all at once, for a sheet may bring thousands."""
    found = record.values_of(case_file(register).record, cases)
    stands = {case: values for case, values in found.items() if not values["removed"]}
    closed = {case: values for case, values in stands.items() if values["closed_on"]}
    kept = _holdings_of(register, list(stands))
    record.remove(Holding, [holding for case, holding in kept.items() if case not in closed], operation)
    said = {
        case: _said((register, case), values, values["closed_on"])
        for case, values in closed.items()
        if values["series"] is not None
    }
    record.add(Holding, [values for case, values in said.items() if case not in kept], operation)
    record.change(Holding, {kept[case]: values for case, values in said.items() if case in kept}, operation)


def _holdings_of(register: str, cases: Sequence[int]) -> dict[int, int]:
    """The holdings that stand for some closed files, by file."""
    asked: Any = Holding
    mine = (asked.case_register == register, asked.removed.is_null())
    found: dict[int, int] = {}
    for start in range(0, len(cases), _AT_ONCE):
        part = cases[start : start + _AT_ONCE]
        found |= dict(asked.select(asked.case, asked.id).where(*mine, asked.case.in_(part)).tuples())
    return found


def _settle(together: set[Key], operation: int) -> None:
    """Every closed file of those that belong together has a holding; while one of them is open none has a day."""
    found = {key: values for key in together if (values := _values(key)) is not None}
    closed = {key: values for key, values in found.items() if values["closed_on"]}
    waits = len(closed) < len(found)
    kept = {key: holding_of(*key) for key in found}
    gone = [holding for key, holding in kept.items() if holding is not None and key not in closed]
    record.remove(Holding, gone, operation)
    for key, values in closed.items():
        if values["series"] is not None:
            kept[key] = _keep(key, values, kept[key], None if waits else values["closed_on"], operation)
    _follow_the_longest([holding for key in closed if (holding := kept[key]) is not None], operation)


def _keep(key: Key, values: Values, known: int | None, day: dt.date | None, operation: int) -> int:
    said = _said(key, values, day)
    if known is None:
        return record.add(Holding, [said], operation)[0]
    record.change(Holding, {known: said}, operation)
    return known


def _said(key: Key, values: Values, day: dt.date | None) -> Values:
    """What the holding of a file says."""
    return {
        "description": called(case_file(key[0]), values["reference"]),
        "series": values["series"],
        "place": "In the workbench",
        "medium": "system",
        "quantity": 1,
        "unit": "files",
        "trigger_date": day,
        "not_before": None,
        "case_register": key[0],
        "case": key[1],
    }


def called(file: CaseFile, reference: str) -> str:
    """What the holding of a file is called, and the log's entry when it went."""
    return f"{file.register.singular.capitalize()} file {reference}"


def _follow_the_longest(holdings: list[int], operation: int) -> None:
    days = [v["eligible_from"] for v in record.values_of(Holding, holdings).values() if v["eligible_from"]]
    if len(days) > 1:
        record.change(Holding, {number: {"not_before": max(days)} for number in holdings}, operation)


def _values(key: Key) -> Values | None:
    found = record.values_of(case_file(key[0]).record, [key[1]]).get(key[1])
    return None if found is None or found["removed"] else found


def _holding(file: CaseFile, case: int) -> list[int]:
    return [hold for hold, values in opening.held(file, case).items() if values["released_on"] is None]


def _note(file: CaseFile, case: int, day: dt.date, what: str, by: str, operation: int) -> None:
    entry: Mapping[str, object] = {"kind": "step", "day": day, "what": what, "by": by}
    record.add(Entry, [{**entry, "owner_register": file.register.name, "owner": case}], operation)

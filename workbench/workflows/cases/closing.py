"""A file is closed and its own day of destruction follows from the schedule; opening it again takes that back.

The closed file stands among the holdings, so that what is due, batches, holds, the gate and the log are the same for it
as for a box of paper; opened again it keeps its place there, without a day. Files that belong together follow the
longest of them. Whatever opened, closed, joined or moved a file, `after` brings in line what hangs on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.attachments import Owner
from workbench.records.query import every
from workbench.records.record import Record, Values
from workbench.records.store import Store
from workbench.register import Problem
from workbench.registers.cases import asked
from workbench.registers.cases.base import final_outcome
from workbench.registers.cases.files import CASE_FILES, case_file
from workbench.registers.cases.parts import Entry, Linked, Place
from workbench.registers.cases.steps import CaseFile
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows import workingcopies
from workbench.workflows.cases import joining, opening, sinceclosing

_AT_ONCE = 500
Key = tuple[str, int]


def close(store: Store, register: str, case: int, on: dt.date | None = None) -> None:
    """Close a file on a day (today where none is given): it gets its day of destruction, its holds a day to decide.

    Plain where it is closed, where nothing says how it ended, where a document of it is still being worked on, or where
    the day does not fit.
    """
    file, values, day = case_file(register), opening.of(case_file(register), case), on or clock.today()
    _refuse_unfit(store, (register, case), values, day)
    with store.operation(f"Close {values['reference']}", "edit") as operation:
        record.change(file.record, {case: {"closed_on": day}}, operation.id)
        _note(file, case, day, "File closed", store.user, operation.id)
        after(store, operation.id)


def _refuse_unfit(store: Store, key: Key, values: Values, day: dt.date) -> None:
    """Raise Plain where a file cannot be closed on a day."""
    if values["closed_on"]:
        raise Plain(f"The file {values['reference']} is closed already. Nothing was changed.")
    if found := missing(values):
        raise Plain(f"{found.text}. The file stays open.")
    if name := workingcopies.unfinished(store, Owner(*key)):
        raise Plain(
            f"“{name}” was edited and is not in the records yet. The file stays open. Save and close it in the other "
            "program, then take it in under Documents, or let the changes go."
        )
    if day > clock.today() or day < max(values["received"], asked.replied(values) or values["received"]):
        raise Plain("A file is closed after it was received and answered, and not in the future. It stays open.")


def missing(values: Values) -> Problem | None:
    """What must be chosen before a file can be closed; None where nothing is missing."""
    if not final_outcome(values):
        return Problem("outcome", f"Choose the outcome of {values['reference']} first")
    if values["series"] is None:
        return Problem("series", f"Choose the line of the schedule that {values['reference']} is kept by")
    return None


def reopen(store: Store, register: str, case: int, why: str) -> int:
    """Open a closed file again: it has no day of destruction any more, and holds what it touches as when it was new.

    Says how many holds were placed. Plain without a reason.
    """
    file, values = case_file(register), opening.of(case_file(register), case)
    if not values["closed_on"]:
        raise Plain(f"The file {values['reference']} is open. Nothing was changed.")
    if not why.strip():
        raise Plain("Enter why the file is opened again. It stays closed.")
    with store.operation(f"Open {values['reference']} again", "edit") as operation:
        record.change(file.record, {case: {"closed_on": None, "reopened_on": clock.today()}}, operation.id)
        placed = after(store, operation.id)
        said = f" ({display.count(placed, 'hold')} placed)" if placed else ""
        what = f"File opened again: {why.strip()}{said}. {_stood(file, values)}"
        _note(file, case, clock.today(), what, store.user, operation.id)
    return placed


def _stood(file: CaseFile, values: Values) -> str:
    """How a closed file stood: what is entered from now on stands in the place of that."""
    answered, outcome = asked.replied(values), final_outcome(values)
    how = f", {file.register.by_name['outcome'].label_of(outcome)}" if outcome else ""
    told = f"answered {display.day(answered)}{how}, and " if answered else ""
    return f"It had been {told}closed {display.day(values['closed_on'])}."


def after(store: Store, operation: int) -> int:
    """Bring in line what hangs on the files that an operation touched, inside it; says how many holds were placed.

    Whoever wrote: a file that is open again is in sight, holds what it touches and has no day; one that is closed has
    the day of its line and its holds a day to be decided on; one that asks for pictures now holds them; and those that
    belong together, or no longer do, go by what is so now.
    """
    opened = [(file, case) for file in CASE_FILES for case in _opened_again(file, operation)]
    closed = [(file, case, values) for file in CASE_FILES for case, values in _closed_now(file, operation).items()]
    pictures = [(file, case) for file in CASE_FILES for case in _asks_for_pictures(file, operation)]
    touched = [(file.register.name, case) for file in CASE_FILES for case in _written(file.record, operation)]
    touched += [key for link in _as_they_were(Linked, _written(Linked, operation)) for key in _ends(link)]
    touched += sinceclosing.moved(_as_they_were(Entry, _written(Entry, operation)))
    touched += _redated(operation)
    if not touched:
        return 0
    with store.operation("Set the day of destruction of files", "edit") as done:
        placed = sum(_holds_again(store, file, case, done.id) for file, case in opened)
        placed += sum(_holds_pictures(store, file, case, done.id) for file, case in pictures)
        for file, case, values in closed:
            _say_of_holds(file, case, values, done.id)
        _settle_all(touched, done.id)
    return placed


def _opened_again(file: CaseFile, operation: int) -> list[int]:
    """The files that an operation left open and that were closed before it."""
    return [case for case, values in _moved(file, operation, "closed_on").items() if not values["closed_on"]]


def _closed_now(file: CaseFile, operation: int) -> dict[int, Values]:
    """The files that an operation closed."""
    moved = _moved(file, operation, "closed_on")
    return {case: values for case, values in moved.items() if values["closed_on"]}


def _asks_for_pictures(file: CaseFile, operation: int) -> list[int]:
    """The open files that an operation made to ask for what they did not ask for before, or that it brought."""
    moved = _moved(file, operation, RightsRequest.right.name)
    moved |= record.whole_of(file.record, history.added(operation, file.register.name))
    return [case for case, values in moved.items() if not values["closed_on"] and opening.asked_for(values)]


def _moved(file: CaseFile, operation: int, field: str) -> dict[int, Values]:
    """The files of which an operation changed a field, as they stand."""
    return record.whole_of(file.record, history.touched(operation, file.register.name, field=field))


def _written(model: type[Record], operation: int) -> list[int]:
    return history.touched(operation, model.register_name)


def _redated(operation: int) -> list[Key]:
    """The files that follow others or the last dealing with the person, and whose holdings an operation worked out
    anew, with their schedule line.
    """
    if not (anew := set(history.touched(operation, Holding.register_name, anew=True))):
        return []
    asked: Any = Holding
    said = (asked.id, asked.case_register, asked.case, asked.series, asked.trigger_date)
    rows = [row for row in asked.select(*said).where(asked.case.is_null(False)).tuples() if row[0] in anew]
    together = joining.joined()
    joined = [(register, case) for _, register, case, *_ in rows if (register, case) in together]
    return joined + sinceclosing.counted_otherwise([row[1:] for row in rows])


def _as_they_were(model: type[Record], numbers: Sequence[int]) -> list[Mapping[str, Any]]:
    """The values of records, also of those that were taken back, as long as anything says them."""
    stands: Mapping[int, Mapping[str, Any]] = record.whole_of(model, numbers)
    found = [stands.get(n) or history.of_record(model.register_name, n)[-1].before for n in numbers]
    return [values for values in found if values]


def _ends(link: Mapping[str, Any]) -> list[Key]:
    """The two files of a join."""
    return [(link["owner_register"], link["owner"]), (link["other_register"], link["other"])]


def _holds_again(store: Store, file: CaseFile, case: int, operation: int) -> int:
    """A file that is open again holds every series it touches, with no day to decide on it; says how many it placed."""
    record.restore(file.record, [case], operation)
    before, values = opening.held(file, case), record.whole_of(file.record, [case])[case]
    _say_of_holds(file, case, values, operation)
    places = _places(file, case)
    on = {number: {"hold": opening.hold_on(store, file, case, place["series"])} for number, place in places.items()}
    record.change(Place, on, operation)
    _touch_more(store, file, case, values)
    return len(opening.held(file, case)) - len(before)


def _holds_pictures(store: Store, file: CaseFile, case: int, operation: int) -> int:
    """A file that asks for pictures only later holds them as one that asked at once; says how many holds it placed."""
    values = record.whole_of(file.record, [case])[case]
    if placed := _touch_more(store, file, case, values):
        holds = display.count(placed, "hold")
        what = f"{RightsRequest.right.label_of(values['right'])} are asked for now ({holds} placed)"
        _note(file, case, clock.today(), what, store.user, operation)
    return placed


def _touch_more(store: Store, file: CaseFile, case: int, values: Values) -> int:
    """Touch what is asked for and is not among the places of a file yet; says how many holds were placed."""
    known = {place["series"] for place in _places(file, case).values()}
    return sum(opening.touch(store, file, case, series) for series in opening.asked_for(values) if series not in known)


def _places(file: CaseFile, case: int) -> dict[int, Values]:
    """The places of a file that are of a series."""
    mine = (Place.owner_register == file.register.name) & (Place.owner == case) & Place.series.is_null(False)
    return record.whole_of(Place, every(Place, (), view=lambda: mine).ids())


def _say_of_holds(file: CaseFile, case: int, values: Values, operation: int) -> None:
    """The holds of a file that stand say how it stands, and from which day they are to be decided on."""
    standing = {n: hold for n, hold in opening.held(file, case).items() if hold["released_on"] is None}
    record.change(Hold, {n: opening.said_again(file, values, hold) for n, hold in standing.items()}, operation)


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
    found = record.whole_of(case_file(register).record, cases)
    stands = {case: values for case, values in found.items() if not values["removed"]}
    kept = _holdings_of(register, list(stands))
    days = sinceclosing.runs_from(register, stands)
    said = {
        case: _said((register, case), values, days[case])
        for case, values in stands.items()
        if case in kept or _is_due(values)
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
    waits = any(not values["closed_on"] for values in found.values())
    kept = {key: number for key in found if (number := holding_of(*key)) is not None}
    said = {
        key: _said(key, values, None if waits else sinceclosing.runs_from(key[0], {key[1]: values})[key[1]])
        for key, values in found.items()
        if key in kept or _is_due(values)
    }
    stands = record.values_of(Holding, list(kept.values()))
    own = {key: stands[kept[key]] | values if key in kept else values for key, values in said.items()}
    _follow_longest(said, _alone(own))
    record.add(Holding, [values for key, values in said.items() if key not in kept], operation)
    record.change(Holding, {kept[key]: values for key, values in said.items() if key in kept}, operation)


def _follow_longest(said: Mapping[Key, Values], days: Mapping[Key, dt.date]) -> None:
    """None of some holdings goes before the last day among those that they have by themselves, where several have one;
    those that wait for it say for which.
    """
    if len(days) < 2:
        return
    longest = max(days, key=lambda key: days[key])
    for key, values in said.items():
        values["not_before"] = days[longest]
        values["waits_for"] = said[longest]["description"] if key in days and days[key] < days[longest] else ""


def _is_due(values: Values) -> bool:
    """Whether a file has a day of destruction."""
    return values["closed_on"] is not None and values["series"] is not None


def _alone(holdings: Mapping[Key, Values]) -> dict[Key, dt.date]:
    """The days on which some holdings may go by themselves, by file, in the order of their references; those without
    one are left out.
    """
    found: dict[Key, dt.date] = {}
    for key, values in sorted(holdings.items(), key=lambda item: str(item[1]["description"])):
        alone = record.meaning(Holding).empty | values
        Holding.reckon(alone)
        found |= {key: alone["eligible_from"]} if alone["eligible_from"] else {}
    return found


def _said(key: Key, values: Values, day: dt.date | None) -> Values:
    """What the holding of a file says; one that lost its line keeps the one it had."""
    line = {} if values["series"] is None else {"series": values["series"]}
    return {
        **line,
        "description": called(case_file(key[0]), values["reference"]),
        "place": "In the workbench",
        "medium": "system",
        "quantity": 1,
        "unit": "files",
        "trigger_date": day,
        "not_before": None,
        "waits_for": "",
        "case_register": key[0],
        "case": key[1],
    }


def called(file: CaseFile, reference: str) -> str:
    """What the holding of a file is called, and the log's entry when it went."""
    return f"{file.register.singular.capitalize()} file {reference}"


def _values(key: Key) -> Values | None:
    found = record.whole_of(case_file(key[0]).record, [key[1]]).get(key[1])
    return None if found is None or found["removed"] else found


def _note(file: CaseFile, case: int, day: dt.date, what: str, by: str, operation: int) -> None:
    entry: Mapping[str, object] = {"kind": "step", "day": day, "what": what, "by": by}
    record.add(Entry, [{**entry, "owner_register": file.register.name, "owner": case}], operation)

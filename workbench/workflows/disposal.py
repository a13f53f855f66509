"""From due to destroyed: batches, their authority, and the one gate through which everything goes.

Nothing else in the program deletes what retention governs (`tests/test_architecture.py`). Holds are looked at when a
batch is frozen, when it is authorised, and inside the transaction that destroys.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench import clock, display
from workbench.display import count
from workbench.errors import Plain
from workbench.records import record
from workbench.records.database import database
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import (
    AUTHORISED,
    CARRIED_OUT,
    DESTROY,
    FROZEN,
    GOES,
    GONE,
    KEEP,
    OFF,
    PUT_BACK,
    TRANSFER,
    Batch,
)
from workbench.registers.disposal_batches import BatchItem as Item
from workbench.registers.holdings import TAKEN, Holding, waited
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import periods
from workbench.workflows import holds, methods, numbering, rightclock, workingcopies
from workbench.workflows.cases import governed

_COPIED = ("description", "covers_from", "covers_to", "quantity", "unit", "medium", "place", "trigger_date")
_DUE = f"""
    SELECT id FROM holding WHERE eligible_from <= ? AND removed IS NULL AND id NOT IN ({TAKEN}) ORDER BY dispose_by, id
"""  # noqa: S608 - the condition is our own
SECOND_PERSON = "a batch needs a second person"
_LOGGED = (*_COPIED, "series_reference", "series_name", "rule", "eligible_from", "waited", "archive_value", "copies")


@dataclass(frozen=True)
class Authority:
    """Who said that a batch may go: name, role, the day, the minute, and a second person where the council asks."""

    by: str
    role: str = ""
    on: dt.date | None = None
    minute: str = ""
    second_person: str = ""


@dataclass(frozen=True)
class Doing:
    """How a batch went: the method (a code of the log), by whom, where, and the contractor's certificate.

    `computer_method` is that of what is on a computer, where other things go by another.
    """

    method: str
    done_by: str
    on: dt.date | None = None
    done_at: str = ""
    witness: str = ""
    contractor: str = ""
    certificate: str = ""
    computer_method: str = ""


def due(until: dt.date) -> Sequence[int]:
    """The holdings whose period is over by a day, the longest overdue first; those in an open batch are left out, and
    those that were looked at and kept until later.
    """
    return [number for (number,) in database.execute_sql(_DUE, (until.isoformat(),)).fetchall()]


def needs_second(store: Store) -> bool:
    """Whether the council asks for a second person to authorise a batch."""
    return bool(store.setting(SECOND_PERSON))


def authority_problems(authority: Authority, batch: Values, *, second: bool) -> list[Problem]:
    """What is missing before a batch can be authorised; `second` says that the council asks for a second person.

    A meeting may have decided before the batch was frozen here. Then its minute says what it decided on; without one
    nobody could show that these were meant.
    """
    by, other = authority.by.strip(), authority.second_person.strip()
    found = [] if by else [Problem("authorised_by", "Enter who authorises the batch")]
    found += _not_to_come("authorised_on", "Authorised on", authority.on)
    if authority.on and authority.on < batch["frozen_on"] and not authority.minute.strip():
        frozen = display.day(batch["frozen_on"])
        text = f"Authorised on is before the day it was frozen, {frozen}. Enter the minute that decided on these"
        found.append(Problem("authorised_on", text))
    if second and not other:
        found.append(Problem("second_person", "Enter the second person: the council asks for one"))
    elif by and _name(by) == _name(other):
        found.append(Problem("second_person", "The second person must be somebody else"))
    return found


def doing_problems(doing: Doing, batch: Values, *, destroys: bool) -> list[Problem]:
    """What is missing before a batch can be carried out; `destroys` says that something of it goes for ever."""
    found = [Problem("method", "Choose the method")] if destroys and not doing.method else []
    if not doing.done_by.strip():
        found.append(Problem("done_by", "Enter who does it"))
    found += _not_to_come("carried_out", "Carried out on", doing.on)
    for name, what in (("authorised_on", "authorised"), ("frozen_on", "frozen")):
        if doing.on and batch[name] and doing.on < batch[name]:
            text = f"Carried out on cannot be before the day it was {what}, {display.day(batch[name])}"
            found.append(Problem("carried_out", text))
    return found


def fate_problems(item: Values, *, file: bool = False) -> list[Problem]:
    """What is missing of what happens to a holding: the archive it goes to, until when and why it is kept.

    A `file` kept here is destroyed when it is transferred, so the archive must have said that it has its copy.
    """
    if item["fate"] == TRANSFER and not item["archive"].strip():
        return [Problem("archive", "Enter the archive it is transferred to")]
    if item["fate"] == TRANSFER and file and not item["accession"].strip():
        return [
            Problem(
                "accession",
                "Enter the archive’s receipt or accession number of the copy it was given, for the file here is "
                "destroyed",
            )
        ]
    if item["fate"] != KEEP:
        return []
    found = [] if item["kept_reason"].strip() else [Problem("kept_reason", "Enter why it is kept")]
    if item["kept_until"] is None or item["kept_until"] <= clock.today():
        found.append(Problem("kept_until", "Kept until must be after today"))
    return found


def freeze(store: Store, name: str, holdings: Sequence[int]) -> int:
    """Make a batch of holdings, each as it stands now. Plain where one is not due, on hold, or in a batch already."""
    rightclock.refuse_doubt(store, "No batch was made.")
    values = record.values_of(Holding, holdings)
    _refuse_unripe(values, holdings)
    _refuse_held(holdings)
    with store.operation(f"Make the batch “{name}”", "edit") as operation:
        batch = {"name": name, "standing": FROZEN, "frozen_on": clock.today()}
        [number] = record.add(Batch, [batch], operation.id)
        record.add(Item, _frozen(values, number), operation.id)
    return number


def take_off(store: Store, item: int, reason: str, look_again: dt.date) -> None:
    """Take a holding off an open batch; Plain without a reason and a new date after today."""
    if not reason.strip() or look_again <= clock.today():
        raise Plain("Enter why it stays and a later day on which to look again. It is still in the batch.")
    values = record.values_of(Item, [item])[item]
    _open(values["batch"], (FROZEN, AUTHORISED))
    with store.operation("Take off a batch", "edit") as operation:
        record.change(Item, {item: {"standing": OFF, "off_reason": reason, "off_until": look_again}}, operation.id)
        record.change(Holding, {values["holding"]: {"look_again": look_again, "why_kept": reason}}, operation.id)


def authorise(store: Store, batch: int, authority: Authority) -> None:
    """Note who said that a frozen batch may go. Plain without a name, without the second person whom the council asks
    for, on a day that has not come or that no minute explains, or where a hold lies on one of it.
    """
    stands = _open(batch, (FROZEN,))
    _refuse(authority_problems(authority, stands, second=needs_second(store)), "Nothing was changed.")
    _not_from_the_future(stands)
    rightclock.refuse_doubt(store, "Nothing was changed.")
    _refuse_held(_leaving(items(batch)))
    values = {
        "standing": AUTHORISED,
        "authorised_by": authority.by,
        "authorised_role": authority.role,
        "authorised_on": authority.on or clock.today(),
        "minute": authority.minute,
        "second_person": authority.second_person,
    }
    with store.operation("Authorise a batch", "edit") as operation:
        record.change(Batch, {batch: values}, operation.id)


def put_back(store: Store, batch: int) -> None:
    """Give up an open batch: its holdings are as they were, and due again."""
    _open(batch, (FROZEN, AUTHORISED))
    with store.operation("Put a batch back", "edit") as operation:
        record.change(Batch, {batch: {"standing": PUT_BACK}}, operation.id)


def carry_out(store: Store, batch: int, doing: Doing) -> list[str]:
    """The gate: destroy what an authorised batch holds, enter it in the log, and say the numbers of the entries.

    One transaction, in which the holds are looked at once more; Plain, and nothing is changed, where one lies on any of
    it, where nothing is left to go, where it is not said how and by whom, or on a day that cannot be. Where the rule
    changed since the batch was frozen it goes as the batch says; where the holding itself did, see `overtaken`.
    """
    rightclock.refuse_doubt(store, "Nothing was destroyed.")
    with store.operation("Carry out a batch", "destruction") as operation:
        stands = _open(batch, (AUTHORISED,))
        going = items(batch)
        if not going:
            raise Plain("Nothing is left in this batch. Put it back. Nothing was destroyed.")
        _not_from_the_future(stands)
        _refuse_missing(going)
        leaving, day = _leaving(going), doing.on or clock.today()
        destroys = any(item["fate"] == DESTROY for item in going.values())
        wrong = _unfinished(going, files_among(leaving)) + _unfit(going, doing)
        _refuse(wrong + doing_problems(replace(doing, on=day), stands, destroys=destroys), "Nothing was destroyed.")
        _refuse_held(leaving)
        numbers = numbering.next_numbers(store, day.year, len(going))
        rows = zip(numbers, going.values(), strict=True)
        record.add(LogEntry, [_entry(number, item, stands, doing, day) for number, item in rows], operation.id)
        kept = {i["holding"]: i for i in going.values() if i["fate"] == KEEP}
        again = {n: {"look_again": i["kept_until"], "why_kept": i["kept_reason"]} for n, i in kept.items()}
        record.change(Holding, again, operation.id)
        _destroy(leaving, operation.id)
        record.change(Item, {number: {"standing": GONE} for number in going}, operation.id)
        record.change(Batch, {batch: _done(doing, day)}, operation.id)
    numbering.note(store, numbers)
    workingcopies.forget_destroyed(store)
    return numbers


def _destroy(holdings: Sequence[int], operation: int) -> None:
    """Destroy holdings, and where one stands for a file kept here, the whole file with everything in it."""
    values = record.values_of(Holding, holdings)
    holds.forget_matter(governed.matters(values), operation)
    for model, ids in governed.belongings(values.values()).items():
        record.destroy(model, ids, operation)
    record.destroy(Holding, holdings, operation)


def items(batch: int) -> dict[int, Values]:
    """What still goes with a batch, by the id of the item."""
    wanted = every(Item, (), view=lambda: (Item.batch == batch) & (Item.standing == GOES))
    return record.values_of(Item, wanted.ids())


def _unfinished(going: Mapping[int, Values], files: set[int]) -> list[Problem]:
    """What is missing of what happens to each, with its name; some of them stand for files kept here."""
    found = (
        (item, problem) for item in going.values() for problem in fate_problems(item, file=item["holding"] in files)
    )
    return [replace(problem, text=f"“{item['description']}”: {problem.text}") for item, problem in found]


def _unfit(going: Mapping[int, Values], doing: Doing) -> list[Problem]:
    """Whether the method cannot end one of those that are destroyed."""
    media = [item["medium"] for item in going.values() if item["fate"] == DESTROY]
    return methods.problems(media, doing.method, doing.computer_method)


def files_among(holdings: Sequence[int]) -> set[int]:
    """Those of some holdings that stand for a case file kept here."""
    return {number for number, values in record.values_of(Holding, holdings).items() if values["case"] is not None}


def called(holding: Values) -> str:
    """What a holding is called where it stands alone: by the number on its label and what is in it."""
    return " ".join(part for part in (holding["number"], holding["description"]) if part)


def _leaving(going: Mapping[int, Values]) -> list[int]:
    """The holdings that are destroyed or transferred; a hold does not stop one from being kept."""
    return [item["holding"] for item in going.values() if item["fate"] != KEEP]


def _frozen(values: Mapping[int, Values], batch: int) -> Iterable[Values]:
    """An item for each holding, with the rule of its series as it stands."""
    lines = record.values_of(ScheduleLine, list({v["series"] for v in values.values()}))
    for number, holding in values.items():
        line = lines[holding["series"]]
        yield {
            **{name: holding[name] for name in _COPIED},
            "box": holding["number"],
            "description": called(holding),
            "batch": batch,
            "holding": number,
            "standing": GOES,
            "fate": DESTROY,
            "series_reference": line["reference"],
            "series_name": line["record_series"],
            "rule": periods.sentence(line["rule"]),
            "eligible_from": holding["eligible_from"],
            "waited": waited(holding),
        }


def _entry(number: str, item: Values, batch: Values, doing: Doing, day: dt.date) -> Values:
    """What the log says of one item."""
    return {
        **{name: item[name] for name in _LOGGED},
        "number": number,
        "outcome": item["fate"],
        "carried_out": day,
        "decided": batch["authorised_on"],
        **_went(item, doing),
        "authorised_by": batch["authorised_by"],
        "authorised_role": batch["authorised_role"],
        "minute": batch["minute"],
        "second_person": batch["second_person"],
        "done_by": doing.done_by,
        "witness": doing.witness,
    }


def _went(item: Values, doing: Doing) -> Values:
    """How it went: what was kept has no method, and what went to an archive no contractor."""
    if item["fate"] == KEEP:
        return {"kept_until": item["kept_until"], "remarks": item["kept_reason"]}
    held = {"holds_checked": f"No hold lay on it on {display.day(clock.today())}."}
    if item["fate"] == TRANSFER:
        return {**held, "method": "transferred", "archive": item["archive"], "accession": item["accession"]}
    went = {name: getattr(doing, name) for name in ("done_at", "contractor", "certificate")}
    return {**held, **went, "method": methods.method_for(item["medium"], doing.method, doing.computer_method)}


def _done(doing: Doing, day: dt.date) -> Values:
    names = ("method", "computer_method", "done_by", "done_at", "witness", "contractor", "certificate")
    return {**{name: getattr(doing, name) for name in names}, "standing": CARRIED_OUT, "carried_out": day}


def _open(batch: int, standings: Sequence[str]) -> Values:
    """The batch's values; Plain where it is not in one of these standings."""
    values = record.values_of(Batch, [batch]).get(batch)
    if values is None or values["removed"]:
        raise Plain("This batch is no longer there. Nothing was changed.")
    if values["standing"] not in standings:
        label = Batch.standing.label_of(values["standing"]).lower()
        raise Plain(f"The batch “{values['name']}” is {label}. Nothing was changed.")
    return values


def _refuse_unripe(values: Mapping[int, Values], holdings: Sequence[int]) -> None:
    today = clock.today()
    early = [v for v in values.values() if v["removed"] or v["eligible_from"] is None or v["eligible_from"] > today]
    if early or len(values) < len(holdings) or not holdings:
        name = f", such as “{early[0]['description']}”" if early else ""
        raise Plain(f"Some of these are not due{name}. No batch was made. Choose among those whose period is over.")
    taken = {number for (number,) in database.execute_sql(TAKEN).fetchall()}
    if also := [v for number, v in values.items() if number in taken]:
        raise Plain(f"“{also[0]['description']}” is in another batch already. No batch was made.")


def _refuse(problems: Sequence[Problem], so: str) -> None:
    if problems:
        raise Plain(f"{problems[0].text}. {so}")


def _not_from_the_future(batch: Values) -> None:
    """Raise Plain where this computer's clock stands before the batch was frozen or authorised."""
    latest = max(day for day in (batch["frozen_on"], batch["authorised_on"]) if day is not None)
    if latest > clock.today():
        raise Plain(
            f"The batch “{batch['name']}” is of {display.day(latest)}, and this computer’s clock says "
            f"{display.day(clock.today())}. Nothing was changed. Set the clock right; if it was wrong before, put the "
            "batch back and make it anew."
        )


def _not_to_come(name: str, label: str, day: dt.date | None) -> list[Problem]:
    later = day is not None and day > clock.today()
    return [Problem(name, f"{label} must be today or in the past")] if later else []


def _name(typed: str) -> str:
    return " ".join(typed.casefold().split())


def _refuse_missing(going: Mapping[int, Values]) -> None:
    """Raise Plain where a holding is there no longer, such as after an undo: the log must not say that it went now."""
    there = record.values_of(Holding, [item["holding"] for item in going.values()])
    if missing := [item for item in going.values() if item["holding"] not in there]:
        name = missing[0]["description"]
        raise Plain(
            f"“{name}” is no longer among the holdings: it went with another batch, or the adding of it was undone. "
            "Nothing was destroyed. Take it off the batch with a reason."
        )
    for item in going.values():
        if item["fate"] != KEEP and (why := overtaken(item, there[item["holding"]])):
            raise Plain(f"“{item['description']}” must stay: {why}. Nothing was destroyed. Take it off the batch.")


def overtaken(item: Values, holding: Values) -> str:
    """Why a holding may not go though its batch was frozen: somebody removed it since, put it off, or corrected the day
    or the series that its period comes from, so that it is not over; else empty.
    """
    if holding["removed"]:
        return "it was removed from the holdings since"
    day, today = holding["eligible_from"], clock.today()
    put_off = holding["look_again"] is not None and holding["look_again"] > today
    corrected = any(holding[name] != item[name] for name in ("trigger_date", "series_name"))
    if not (put_off or corrected) or (day is not None and day <= today):
        return ""
    goes = f"may go from {display.day(day)}" if day else "has no day now"
    return f"it was changed since the batch was frozen, and {goes}"


def _refuse_held(holdings: Sequence[int]) -> None:
    """Raise Plain where a hold lies on any of these, or one stands for a file that must wait, naming the first."""
    values = record.values_of(Holding, holdings)
    if waits := governed.waiting(values):
        number, why = next(iter(waits.items()))
        raise Plain(
            f"“{values[number]['description']}” must stay: {why}. Nothing was destroyed. Take it off the batch."
        )
    if held := holds.touching(holdings):
        number, found = next(iter(held.items()))
        name, more = values[number]["description"], len(held) - 1
        others = f" and {count(more, 'other')}" if more else ""
        raise Plain(
            f"“{name}”{others} must stay: {found[0].reason}. Nothing was destroyed. Take it off the batch with a "
            "reason, or release the hold first."
        )

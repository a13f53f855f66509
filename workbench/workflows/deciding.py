"""What a person looks at and enters on the way from due to destroyed. What then happens is for `disposal`."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import clock, display
from workbench.display import count
from workbench.errors import Plain
from workbench.records import history, record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import Problem, Section, within
from workbench.registers.destruction_log import LogEntry
from workbench.registers.disposal_batches import AUTHORISED, DESTROY, FROZEN, GOES, KEEP, OFF, TRANSFER, Batch
from workbench.registers.disposal_batches import BatchItem as Item
from workbench.registers.holdings import Holding, amount
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import periods
from workbench.workflows import disposal, holds, methods
from workbench.workflows.cases import governed
from workbench.workflows.disposal import Authority, Doing
from workbench.workflows.holds import Touching

_STAYS = (DESTROY, TRANSFER, KEEP)  # each lets more stay than the one before it
MOST = 2_000  # holdings offered at once; a batch is looked through by a person
CONSIDERED = (Section("Considered before it goes", (Item.archive_value, Item.copies)),)
OUTCOME = (Section("What happens", (Item.fate, Item.archive, Item.accession, Item.kept_until, Item.kept_reason)),)
TAKEN_OFF = (Section("Why it stays", (Item.off_reason, Item.off_until)),)
AUTHORITY = (
    Section(
        "Who said that it may go",
        (Batch.authorised_by, Batch.authorised_role, Batch.authorised_on, Batch.minute, Batch.second_person),
    ),
)
DOING = (
    Section(
        "How it goes",
        (
            Batch.method,
            Batch.computer_method,
            Batch.done_by,
            Batch.carried_out,
            Batch.done_at,
            Batch.witness,
            Batch.contractor,
            Batch.certificate,
        ),
    ),
)


@dataclass(frozen=True)
class Offer:
    """A holding whose period is or will be over; `stops` says why it cannot go into a batch, if it cannot."""

    holding: int
    description: str
    series: str
    rule: str
    eligible_from: dt.date
    dispose_by: dt.date | None
    quantity: str
    place: str
    working: str
    stops: str = ""


@dataclass(frozen=True)
class Line:
    """A holding in a batch as it was frozen; `stops` says why it cannot go now, if it cannot, `moved` that the
    rule is another now; the batch keeps the one it was frozen with.
    """

    item: int
    values: Values
    open: bool
    stops: str = ""
    moved: str = ""

    @property
    def goes(self) -> bool:
        """Whether it still goes with the batch."""
        return self.open and bool(self.values["standing"] == GOES)

    @property
    def standing(self) -> str:
        """What became of it, in words."""
        if self.values["standing"] == OFF:
            return f"Taken off: {self.values['off_reason']}. Look again {display.day(self.values['off_until'])}."
        if self.values["standing"] == GOES and not self.open:
            return "Put back"
        fate, said = self.values["fate"], Item.fate.label_of(self.values["fate"])
        if fate == TRANSFER and self.values["archive"]:
            number = f", accession {self.values['accession']}" if self.values["accession"] else ""
            return f"{said}: {self.values['archive']}{number}"
        if fate == KEEP and self.values["kept_until"]:
            return f"{said} until {display.day(self.values['kept_until'])}: {self.values['kept_reason']}"
        return said if self.goes else LogEntry.outcome.label_of(fate)


@dataclass(frozen=True)
class Folder:
    """A batch with all that ever was in it."""

    number: int
    values: Values
    lines: tuple[Line, ...]

    @property
    def open(self) -> bool:
        """Whether it may still be changed."""
        return self.values["standing"] in (FROZEN, AUTHORISED)

    @property
    def going(self) -> tuple[Line, ...]:
        """What still goes with it."""
        return tuple(line for line in self.lines if line.goes)

    @property
    def lost(self) -> int:
        """How many holdings go for ever when it is carried out."""
        return sum(line.values["fate"] == DESTROY for line in self.going)

    @property
    def media(self) -> tuple[str, ...]:
        """How what goes for ever is kept."""
        return tuple(line.values["medium"] for line in self.going if line.values["fate"] == DESTROY)

    @property
    def transferred(self) -> int:
        """How many leave for an archive when it is carried out."""
        return sum(line.values["fate"] == TRANSFER for line in self.going)

    @property
    def standing(self) -> str:
        """'Authorised by the Chair of Finance, Mon 20 Apr 2026, minute 26/045. 3 holdings, 1 taken off.'"""
        values, off = self.values, sum(line.values["standing"] == OFF for line in self.lines)
        said = Batch.standing.label_of(values["standing"])
        if values["standing"] == FROZEN:
            said = f"{said}, frozen {display.day(values['frozen_on'])}"
        elif values["authorised_by"]:
            minute = f", minute {values['minute']}" if values["minute"] else ""
            said = f"{said}. Authority: {values['authorised_by']}, {display.day(values['authorised_on'])}{minute}"
        return f"{said}. {count(len(self.lines) - off, 'holding')}{f', {off} taken off' if off else ''}."


def offered(ids: Sequence[int], on: dt.date | None = None) -> list[Offer]:
    """Some holdings in their order, each with what stands in its way on a day (today where none is given)."""
    day = on or clock.today()
    values = record.values_of(Holding, ids)
    lines = record.values_of(ScheduleLine, list({v["series"] for v in values.values()}))
    held, put_off = _stopped(ids, day), _put_off(ids, day)
    stops = {n: held.get(n) or put_off.get(n, "") for n in ids}
    return [_offer(n, values[n], lines[values[n]["series"]], stops[n], day) for n in ids]


def folder(number: int) -> Folder | None:
    """A batch as it stands; None where it is no longer there."""
    values = record.values_of(Batch, [number]).get(number)
    if values is None or values["removed"]:
        return None
    items = record.values_of(Item, every(Item, (), view=lambda: Item.batch == number).ids())
    is_open = values["standing"] in (FROZEN, AUTHORISED)
    going = [i["holding"] for i in items.values() if i["standing"] == GOES]
    held, present = (_overtaken(items) | _stopped(going, clock.today()), _rules(going)) if is_open else ({}, {})
    lines = [
        Line(
            n,
            item,
            is_open,
            held.get(item["holding"], "") if item["fate"] != KEEP else "",
            _moved(item, present.get(item["holding"])),
        )
        for n, item in items.items()
    ]
    return Folder(number, values, tuple(lines))


def usual_name() -> str:
    """'Batch of Wed 25 Nov 2026', and a number after it where that day has such a batch already."""
    asked: Any = Batch
    taken = {name for (name,) in asked.select(asked.name).where(asked.removed.is_null()).tuples()}
    usual = f"Batch of {display.day(clock.today())}"
    return next(name for n in itertools.count(1) if (name := f"{usual}, no. {n}" if n > 1 else usual) not in taken)


def entries(number: int) -> tuple[int, ...]:
    """The entries of the destruction log that a batch made when it was carried out: the one act made both."""
    for entry in reversed(history.of_record(Batch.register_name, number)):
        made = history.of_operation(entry.operation)
        if found := [e.record for e in made if e.register == LogEntry.register_name and e.action == "add"]:
            return tuple(found)
    return ()


def consider(store: Store, items: Sequence[int], values: Mapping[str, Any]) -> None:
    """Note what was considered of some items of an open batch; what is left empty stays as it was. Plain if it is not
    open any longer.
    """
    said, whole = {name: value for name, value in values.items() if value}, record.values_of(Item, items)
    for batch in record.values_of(Batch, list({item["batch"] for item in whole.values()})).values():
        if batch["standing"] not in (FROZEN, AUTHORISED):
            raise Plain("This batch is no longer open. Nothing was changed.")
        if batch["standing"] == AUTHORISED:
            _refuse_worse(said.get("fate"), whole.values())
    with store.operation("Note what was considered", "edit") as operation:
        record.change(Item, dict.fromkeys(items, said), operation.id)


def _refuse_worse(fate: str | None, items: Iterable[Values]) -> None:
    """Raise Plain where something shall go now that was to stay, or for ever that was to go to an archive, when
    somebody authorised the batch.
    """
    if fate and any(_STAYS.index(fate) < _STAYS.index(item["fate"]) for item in items):
        raise Plain(
            "The batch was authorised with some of these to be kept or transferred. Nothing was changed. Put the batch "
            "back and make it anew, so that what goes is authorised."
        )


def nothing_considered(values: Mapping[str, Any]) -> list[Problem]:
    """That nothing was entered."""
    return [] if any(values.values()) else [Problem("archive_value", "Choose or enter what was considered")]


def off_problems(values: Mapping[str, Any]) -> list[Problem]:
    """What is missing before a holding can be taken off."""
    found = [] if values["off_reason"] else [Problem("off_reason", "Enter why it stays")]
    if values["off_until"] is None:
        found.append(Problem("off_until", "Enter the day on which to look again"))
    elif values["off_until"] <= clock.today():
        found.append(Problem("off_until", "Look again on must be after today"))
    return found


def outcome_problems(values: Mapping[str, Any], holdings: Sequence[int]) -> list[Problem]:
    """What is missing of what shall happen to some holdings."""
    file = bool(disposal.files_among(holdings))
    return (
        disposal.fate_problems(dict(values), file=file) if values["fate"] else [Problem("fate", "Choose what happens")]
    )


def authority_problems(values: Mapping[str, Any], folder: Folder, *, second: bool) -> list[Problem]:
    """What is missing before a batch can be authorised; `second` says that the council asks for a second person."""
    return disposal.authority_problems(authority(values), folder.values, second=second)


def doing_problems(values: Mapping[str, Any], folder: Folder) -> list[Problem]:
    """What is missing before a batch can be carried out."""
    how = doing(values)
    found = disposal.doing_problems(how, folder.values, destroys=folder.lost > 0)
    return found or methods.problems(folder.media, how.method, how.computer_method)


def authority(values: Mapping[str, Any]) -> Authority:
    """Who said so, of what was entered under `AUTHORITY`."""
    by, role, minute = values["authorised_by"], values["authorised_role"], values["minute"]
    return Authority(by, role, values["authorised_on"], minute, values["second_person"])


def doing(values: Mapping[str, Any]) -> Doing:
    """How it goes, of what was entered under `DOING`."""
    names = ("method", "computer_method", "done_by", "done_at", "witness", "contractor", "certificate")
    return Doing(on=values["carried_out"], **{name: values[name] for name in names})


def quantity(values: Mapping[str, Any]) -> str:
    """'1 box', '3 boxes'; empty where nobody counted."""
    return "" if values["quantity"] is None else amount(values["quantity"], values["unit"])


def standings(holdings: Sequence[int], day: dt.date) -> dict[int, str]:
    """Which open batch some of these are in, or why they stay for now; those of which neither is so are left out."""
    return {**_put_off(holdings, day), **in_batches(holdings)}


def in_batches(holdings: Sequence[int]) -> dict[int, str]:
    """Which open batch some of these are in: 'In “Spring”: to be authorised'."""
    chosen: Any = Item.select(Item.holding, Batch.name, Batch.standing).join(Batch, on=(Item.batch == Batch.id))
    rows = chosen.where(Batch.standing.in_((FROZEN, AUTHORISED)), Item.standing == GOES).tuples()
    wanted = set(holdings)
    return {n: f"In “{name}”: {within(Batch.standing.label_of(at))}" for n, name, at in rows if n in wanted}


def _put_off(holdings: Sequence[int], on: dt.date) -> dict[int, str]:
    """Why some of these stay for now: they were looked at and kept, and the day to look again has not come."""
    found = record.values_of(Holding, holdings).items()
    again = {n: (v["look_again"], v["why_kept"]) for n, v in found if v["look_again"] and v["look_again"] > on}
    return {n: f"Look again {display.day(day)}: {why}" for n, (day, why) in again.items()}


def _rules(holdings: Sequence[int]) -> dict[int, str]:
    """The rule of the series of some holdings as it stands now, by holding."""
    found = record.values_of(Holding, holdings)
    lines = record.values_of(ScheduleLine, list({v["series"] for v in found.values()}))
    said = {n: periods.sentence(line["rule"]) if line["rule"] else "" for n, line in lines.items()}
    return {n: said.get(v["series"], "") for n, v in found.items()}


def _moved(item: Values, rule: str | None) -> str:
    if rule is None or rule == item["rule"]:
        return ""
    return f"The rule is another now: {rule or 'none is agreed'} This batch keeps the rule as it stood."


def _offer(number: int, values: Values, line: Values, stops: str, today: dt.date) -> Offer:
    early = values["eligible_from"] > today
    return Offer(
        number,
        disposal.called(values),
        " ".join(part for part in (line["reference"], line["record_series"]) if part),
        periods.sentence(line["rule"]) if line["rule"] else "",
        values["eligible_from"],
        values["dispose_by"],
        quantity(values),
        values["place"],
        values["working"],
        stops or (f"May go from {display.day(values['eligible_from'])}" if early else ""),
    )


def _overtaken(items: Mapping[int, Values]) -> dict[int, str]:
    """Which holdings of a batch were changed since so that they may not go, and why."""
    going = {item["holding"]: item for item in items.values() if item["standing"] == GOES}
    there = record.values_of(Holding, list(going))
    return {n: f"Must stay: {why}" for n, now in there.items() if (why := disposal.overtaken(going[n], now))}


def _stopped(holdings: Sequence[int], on: dt.date) -> dict[int, str]:
    """What the gate would say on a day against some holdings: the holds, or why the file one stands for must wait."""
    waits = governed.waiting(record.values_of(Holding, holdings), on)
    held = {n: _held(found) for n, found in holds.touching(holdings, on).items()}
    return {n: f"Must stay: {why}" for n, why in waits.items()} | held


def _held(held: Sequence[Touching]) -> str:
    return f"On hold: {'; '.join(dict.fromkeys(hold.reason for hold in held))}"

"""Looking into a linked folder: which files are past the period of their series, and what stands in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from workbench import clock, display
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.register import within
from workbench.registers.checks import OPEN, Check
from workbench.registers.holdings import Holding
from workbench.registers.linked_folders import CREATED, NAMED, LinkedFolder
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import labels, periods, triggers
from workbench.rules.namedday import day_in
from workbench.rules.periods import RetentionRule
from workbench.workflows import holds, rightclock
from workbench.workflows.folders import ground, keeping
from workbench.workflows.folders.looking import Mark, Seen, Walk, identity, walk
from workbench.workflows.progress import NO_PROGRESS, Progress

# What a file's own date can stand for; every other event is known to people only.
_OF_THE_FILE = {
    "creation",
    "receipt",
    "end_of_financial_year",
    "end_of_calendar_year",
    triggers.CURRENT_YEAR,
    triggers.TAX_YEAR,
    triggers.ACADEMIC_YEAR,
}
_TO_ARCHIVE = ("archive", "transfer")
_MAY_BE_IT = ("folder", "removable", "")  # media of a holding that may be the folder


@dataclass(frozen=True, slots=True)
class Due:
    """A file whose period is over: its day is the date that counts. `kept` says why it stayed before, if it did."""

    name: str
    size: int
    day: dt.date
    eligible_from: dt.date
    mark: Mark
    kept: str = ""

    @property
    def shown(self) -> str:
        """Its name for a person, with what is no letter of any language spelled out."""
        return keeping.shown(self.name)


@dataclass(frozen=True)
class Look:
    """What a look found. `stops` says why nothing may go now, if so; `warns` what to know before."""

    folder: int
    values: Values
    line: Values
    root: Path
    root_mark: Mark
    on: dt.date
    due: tuple[Due, ...]
    kept: int
    young: int
    undated: int
    walk: Walk
    stops: str
    warns: tuple[str, ...]
    check: int | None

    @property
    def size(self) -> int:
        """The size of what is due, in octets."""
        return sum(due.size for due in self.due)

    @property
    def oldest(self) -> dt.date | None:
        """The day of the oldest file that is due."""
        return min((due.day for due in self.due), default=None)

    @property
    def series(self) -> str:
        """The record series with its reference."""
        return " ".join(part for part in (self.line["reference"], self.line["record_series"]) if part)

    @property
    def rule(self) -> str:
        """The rule in words."""
        return rule_words(self.line)

    @property
    def counted(self) -> str:
        """Which date of a file counts, within a sentence."""
        return counted_words(self.values)


def look(store: Store, number: int, progress: Progress = NO_PROGRESS) -> Look:
    """Look into a linked folder; nothing is changed. Plain where it cannot be looked into, or there is no period."""
    values, line = of(number)
    rule = dated_rule(line)
    root = ground.expect(values["path"], store, _others(number))
    mark, found = _walked(root, progress)
    _refuse_undated(values, found)
    days = [(seen, day_of(seen, values["counts"])) for seen in found.files]
    ripe = [due for seen, day in days if day and (due := _due(rule, seen, day))]
    stay = keeping.standing(number)
    still = {name for name, kept in stay.items() if kept["look_again"] > clock.today()}
    listed = [_with_reason(one, stay) for one in ripe if one.shown not in still]
    return Look(
        number,
        values,
        line,
        root,
        mark,
        clock.today(),
        tuple(sorted(listed, key=lambda one: (one.day, one.name))),
        len(ripe) - len(listed),
        sum(day is not None for _, day in days) - len(ripe),
        sum(day is None for _, day in days),
        found,
        stops(store, values, line),
        _warns(values, line, found, root),
        open_check(values["series"]),
    )


def _walked(root: Path, progress: Progress) -> tuple[Mark, Walk]:
    try:
        return identity(root), walk(root, progress)
    except OSError as error:
        raise Plain(f"{root} cannot be read: {error.strerror}. Nothing was changed. Look again later.") from None


def note(store: Store, found: Look) -> None:
    """Note what a look found, and let go the names of kept files that are no longer there."""
    now = record.values_of(LinkedFolder, [found.folder])[found.folder]
    values = {
        "looked_on": found.on,
        "looked_due": len(found.due),
        "looked_size": display.size(found.size) if found.due else "",
        "looked_oldest": found.oldest,
    }
    names = {keeping.shown(seen.name) for seen in found.walk.files}
    whole = not found.walk.closed and not found.walk.elsewhere
    gone = [n for name, n in keeping.ids(found.folder).items() if name not in names] if whole else []
    if gone or any(now[name] != value for name, value in values.items()):
        with store.operation(f"Look into “{now['name']}”", "edit") as operation:
            record.change(LinkedFolder, {found.folder: values}, operation.id)
            keeping.let_go(gone, operation.id)
        if gone:
            store.note_gone({})


def of(number: int) -> tuple[Values, Values]:
    """The values of a linked folder and of its schedule line; Plain where either is no longer there."""
    values = record.values_of(LinkedFolder, [number]).get(number)
    if values is None or values["removed"]:
        raise Plain("This linked folder is no longer there. Nothing was changed. Choose another.")
    line = record.values_of(ScheduleLine, [values["series"]]).get(values["series"])
    if line is None or line["removed"]:
        raise Plain(f"The schedule line of “{values['name']}” is no longer there. Nothing was changed. Choose another.")
    return values, line


def dated_rule(line: Values) -> RetentionRule:
    """The rule by which its files are reckoned; Plain where it gives no day for any."""
    rule: RetentionRule | None = line["rule"]
    if rule is None:
        why = "It has no agreed period yet."
    else:
        reckoned = periods.reckon(rule, clock.today())
        if reckoned.eligible_from is not None:
            return rule
        why = reckoned.working[0]
    raise Plain(
        f"“{line['record_series']}” gives no day for its files. {why} Nothing was changed. Mend the line first."
    )


@lru_cache(maxsize=20_000)
def eligible_from(rule: RetentionRule, day: dt.date) -> dt.date | None:
    """The first day on which a file of a day may go, by the one function that reckons it."""
    return periods.reckon(rule, day).eligible_from


def day_of(seen: Seen, counts: str) -> dt.date | None:
    """The date of a file that counts, in this computer's calendar; None where it has none."""
    if counts == NAMED:
        return day_in(seen.name.rpartition("/")[2])
    moment = seen.made if counts == CREATED else seen.modified
    if moment is None:
        return None
    try:
        return dt.datetime.fromtimestamp(moment / 10**9, dt.UTC).astimezone().date()
    except (OverflowError, ValueError, OSError):
        return None


def stops(store: Store, values: Values, line: Values) -> str:
    """Why nothing of a linked folder may go now; empty where nothing stands in the way."""
    if held := held_by(values["series"]):
        return f"On hold: {held}. Nothing of it is deleted. Release the hold first."
    if doubt := rightclock.doubt(store):
        return doubt
    if line["to_be_checked"]:
        return "The schedule line waits for an answer. Nothing is deleted before it is answered."
    if line["disposal_action"] in _TO_ARCHIVE:
        then = labels.ACTION_SENTENCES[line["disposal_action"]].removeprefix("Then ").rstrip(".")
        return f"The schedule says: {then}. Nothing of it is deleted here."
    trigger = line["rule"].trigger
    if trigger not in _OF_THE_FILE and not values["why_date"].strip():
        return (
            f"The period runs from {labels.trigger_day(trigger)}, which no file says. Enter in the linked folder why "
            "its date may count. Nothing is deleted before that."
        )
    return ""


def held_by(series: int) -> str:
    """The reasons of the holds that touch a series, or a holding of it that may be the folder; empty without one."""
    chosen = (Holding.series == series) & Holding.medium.in_(_MAY_BE_IT)
    holdings = every(Holding, (), view=lambda: chosen).ids()
    found = [*holds.on_series(series), *(hold for held in holds.touching(holdings).values() for hold in held)]
    return "; ".join(dict.fromkeys(hold.reason for hold in found))


def open_check(series: int) -> int | None:
    """The check of a series that waits now, if one does."""
    waits = (Check.series == series) & (Check.answer == OPEN) & (Check.due_on <= clock.today())
    return next(iter(every(Check, (), view=lambda: waits, order=(Order("due_on"),)).ids()), None)


def waiting() -> dict[int, str]:
    """The names of the linked folders, those that wait for somebody first, then by name."""
    found: Any = record.values_of(LinkedFolder, every(LinkedFolder, ()).ids())
    today = clock.today()
    ordered = sorted(found, key=lambda n: (_rank(found[n], today), found[n]["name"].casefold()))
    return {number: found[number]["name"] for number in ordered}


def _rank(values: Values, today: dt.date) -> int:
    order = {"bin": 0, "due": 1}
    ready = values["look_on"] is not None and values["look_on"] <= today
    return order.get(values["standing"], 2 if ready else 3)


def _others(number: int) -> dict[str, str]:
    found = record.values_of(LinkedFolder, every(LinkedFolder, ()).ids())
    return {values["name"]: values["path"] for n, values in found.items() if n != number}


def _refuse_undated(values: Values, found: Walk) -> None:
    if values["counts"] == CREATED and found.files and all(seen.made is None for seen in found.files):
        raise Plain(
            "This computer does not keep the day on which a file was made. Nothing was changed. Choose another date "
            "that counts for this linked folder."
        )


def _due(rule: RetentionRule, seen: Seen, day: dt.date) -> Due | None:
    eligible = eligible_from(rule, day)
    if eligible is None or eligible > clock.today():
        return None
    return Due(seen.name, seen.size, day, eligible, seen.mark)


def _with_reason(due: Due, stay: dict[str, Values]) -> Due:
    before = stay.get(due.shown)
    if before is None:
        return due
    return Due(due.name, due.size, due.day, due.eligible_from, due.mark, before["reason"])


def _warns(values: Values, line: Values, found: Walk, root: Path) -> tuple[str, ...]:
    said = list(ground.about_place(root, to_bin=bool(values["to_bin"])))
    if line["rule"].kind == periods.Kind.REVIEW or line["disposal_action"] == "review":
        said.append("The schedule says that these are reviewed: look at each file before it goes.")
    if found.closed:
        said.append(f"{display.count(len(found.closed), 'place')} in it could not be read: {_some(found.closed)}.")
    if found.elsewhere:
        said.append(f"Not looked into, for it is another drive: {_some(found.elsewhere)}.")
    if found.links:
        said.append(f"{display.count(found.links, 'link')} to other places passed over.")
    return tuple(said)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return ", ".join(keeping.shown(name) for name in names[:3]) + more


def rule_words(line: Values) -> str:
    """The rule of a schedule line as one sentence."""
    said = periods.sentence(line["rule"])
    return said if said.endswith(".") else f"{said}."


def counted_words(values: Values) -> str:
    """Which date of a file counts, within a sentence."""
    return within(LinkedFolder.counts.label_of(values["counts"]))

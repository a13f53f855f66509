"""What stands on the labels of holdings: as many labels as boxes, and nothing that names a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.reports.labels import Label, LabelSheet, print_labels
from workbench.reports.listing import Printed
from workbench.rules.rule import Kind
from workbench.workflows import holds

_EACH = frozenset(("boxes", "folders", "volumes"))  # what a label is stuck on, one by one
MOST, HELD = 2_000, "ON HOLD"
_HEADLINES = {"review": "REVIEW AFTER", "transfer": "TRANSFER AFTER", "archive": "ARCHIVE AFTER"}


def every_holding() -> Sequence[int]:
    """All holdings there are, as the table has them."""
    return every(Holding, ()).ids()


def labels(holdings: Sequence[int]) -> list[Label]:
    """The labels of holdings in the order given: one each, or one for every box, folder or volume counted."""
    found = record.values_of(Holding, holdings)
    lines = record.values_of(ScheduleLine, list({values["series"] for values in found.values()}))
    held = holds.touching(list(holdings))
    return [
        label
        for number in holdings
        if number in found and not found[number]["removed"] and found[number]["case"] is None  # a file is in no box
        for label in _of_holding(number, found[number], lines[found[number]["series"]], on_hold=number in held)
    ]


def print_them(store: Store, holdings: Sequence[int], sheet: LabelSheet, begin: int, path: Path) -> Printed:
    """Print the labels of holdings, the first on label `begin` of a sheet partly used.

    Plain where they cannot be.
    """
    made = check(holdings, sheet, begin)
    council = store.council
    return print_labels(made, sheet, begin, council.name, clock.now(), path, sample=council.sample)


def check(holdings: Sequence[int], sheet: LabelSheet, begin: int) -> list[Label]:
    """The labels that would be printed; Plain where there are none, too many, or the sheet has no such label."""
    if not 1 <= begin <= sheet.number:
        raise Plain(f"This sheet has labels 1 to {sheet.number}. Nothing was printed. Enter where to begin.")
    made = labels(holdings)
    if not made:
        raise Plain("No holding is chosen. Nothing was printed. Choose some in the table of holdings.")
    if len(made) > MOST:
        raise Plain(f"These are {len(made):,} labels, and {MOST:,} go at once. Nothing was printed. Choose fewer.")
    return made


def _of_holding(number: int, values: Values, line: Values, *, on_hold: bool) -> Iterator[Label]:
    many = values["quantity"] if values["unit"] in _EACH and values["quantity"] else 1
    headline, day = (HELD, "Do not destroy") if on_hold else _when(values, line)
    series = " ".join(part for part in (line["reference"], line["record_series"]) if part)
    dates = f"On hold on {_short(clock.today())}: ask the clerk" if on_hold else _dates(values)
    for place in range(1, many + 1):
        which = _called(values["number"], number) + (f", {place} of {many}" if many > 1 else "")
        where = f"{which}. {values['place']}" if values["place"] else which
        said = (where, dates, _covers(values))
        yield Label(headline, day, series, values["description"], tuple(part for part in said if part))


def _called(box: str, number: int) -> str:
    """'Box 42'; a number that says it is one already stays as it is."""
    if not box:
        return f"Holding {number}"
    return box if box.casefold().startswith("box") else f"Box {box}"


def _when(values: Values, line: Values) -> tuple[str, str]:
    """The big words of a holding on which nothing lies, and the day in plain words."""
    rule: Any = line["rule"]
    if rule is not None and rule.kind is Kind.PERMANENT:
        return "KEEP ALWAYS", ""
    if values["keep_until"] is None:
        return "NO DATE YET", "Do not destroy"
    return _HEADLINES.get(line["disposal_action"], "DESTROY AFTER"), _plain(_last_day(values))


def _last_day(values: Values) -> dt.date:
    """The last day it stays: of one that was looked at and kept, the day before it is looked at again."""
    days: list[dt.date] = [values["eligible_from"] - dt.timedelta(days=1), values["keep_until"]]
    return max(days)


def _covers(values: Values) -> str:
    first, last = values["covers_from"], values["covers_to"]
    if first and last:
        return f"Records {_short(first)} to {_short(last)}"
    return f"Records from {_short(first)}" if first else f"Records to {_short(last)}" if last else ""


def _dates(values: Values) -> str:
    if values["keep_until"] is None:
        return ""
    return f"Keep until {_short(_last_day(values))}; may go from {_short(values['eligible_from'])}"


def _plain(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _short(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"

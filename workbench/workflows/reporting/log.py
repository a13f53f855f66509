"""The destruction log of a period: every entry, nil returns and corrections among them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from workbench.display import count
from workbench.records import record
from workbench.records.query import Order, every
from workbench.records.record import Values
from workbench.register import within
from workbench.registers.destruction_log import CORRECTION, OUTCOMES, LogEntry, became, leans
from workbench.tabled import Cell, Heading, Part, Tables
from workbench.workflows import deciding
from workbench.workflows.reporting.asked import Asked

TITLE = "Destruction log"
_HEADINGS = (
    Heading("Number", naming=True),
    Heading("Carried out on", "date"),
    Heading("What was done"),
    Heading("Description"),
    Heading("Record series"),
    Heading("Quantity"),
    Heading("Rule as it stood"),
    Heading("Authorised by"),
    Heading("Done by"),
    Heading("Remarks"),
)
_NAMED = 12  # numbers that are missing, named one by one


def made(asked: Asked) -> Tables:
    """The entries that were carried out in the period, everything where none is given.

    One without a day, as an earlier log may have, belongs to every period rather than to none.
    """
    ids = every(LogEntry, (), order=(Order("number"),)).ids()
    whole = record.values_of(LogEntry, ids)
    entries = [whole[number] for number in ids]
    dated = [v for v in entries if v["carried_out"] and asked.span.holds(v["carried_out"])]
    undated = [] if asked.span.whole else [v for v in entries if v["carried_out"] is None]
    shown = entries if asked.span.whole else dated
    corrected = corrections(entries)
    parts = [
        Part("Entries", _HEADINGS, [_row(v, corrected) for v in shown], _missing(entries, shown), "There is no entry.")
    ]
    if undated:
        said = "Their day was not entered, so they may belong to this period or to another."
        parts.append(Part("Entries without a day", _HEADINGS, [_row(v, corrected) for v in undated], said))
    return Tables(asked.about(TITLE, _said(shown), asked.span.words), parts)


def corrections(entries: Iterable[Values]) -> Mapping[str, Sequence[Values]]:
    """The entries that correct another or say it again, by the number of that other."""
    found: defaultdict[str, list[Values]] = defaultdict(list)
    for values in entries:
        if values["corrects"]:
            found[values["corrects"].strip()].append(values)
    return found


def _row(values: Values, corrected: Mapping[str, Sequence[Values]]) -> tuple[Cell, ...]:
    short = f"Corrects {values['corrects']}." if values["outcome"] == CORRECTION else leans(values)
    said = [short] if values["corrects"] else []
    if later := corrected.get(values["number"]):
        said.append(f"{became(values)} {', '.join(v['number'] for v in later)}.")
    method = f": {within(LogEntry.method.label_of(values['method']))}" if values["method"] else ""
    minute = f"minute {values['minute']}" if values["minute"] else ""
    return (
        values["number"],
        values["carried_out"],
        f"{LogEntry.outcome.label_of(values['outcome'])}{method}",
        values["description"],
        _joined(" ", values["series_reference"], values["series_name"]),
        deciding.quantity(values),
        values["rule"],
        _joined(", ", values["authorised_by"], minute),
        values["done_by"],
        _joined(" ", *said, values["remarks"]),
    )


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _said(entries: Sequence[Values]) -> str:
    """'14 entries: 6 destroyed, 7 nothing was due, 1 correction of an earlier entry.'"""
    by = Counter(values["outcome"] for values in entries)
    parts = [f"{by[code]:,} {label.lower()}" for code, label in OUTCOMES if by[code]]
    number = count(len(entries), "entry", "entries")
    return f"{number}: {', '.join(parts)}." if parts else f"{number}."


def _missing(entries: Sequence[Values], shown: Sequence[Values]) -> str:
    """Which running numbers of the years shown no entry has."""
    given: defaultdict[str, set[int]] = defaultdict(set)
    for values in entries:
        year, _, number = values["number"].partition("/")
        if number.isdecimal():
            given[year].add(int(number))
    years = sorted({values["number"].partition("/")[0] for values in shown} & set(given))
    gaps = [f"{year}/{n:03d}" for year in years for n in range(1, max(given[year])) if n not in given[year]]
    if not gaps:
        return ""
    more = f" and {len(gaps) - _NAMED:,} more" if len(gaps) > _NAMED else ""
    return (
        f"No entry has the number {', '.join(gaps[:_NAMED])}{more}. A number is never given twice, not even where an "
        "older copy of the records was brought back."
    )

"""Statistics from the store: the cases there are and were, and the tables that were given out of them."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.query import every
from workbench.records.record import Values
from workbench.records.store import Store
from workbench.registers.cases.figures import Counting
from workbench.registers.cases.files import CASE_FILES
from workbench.registers.statistics import SMALLEST, CaseStatistic, PublishedTable
from workbench.rules.casefigures import BREAKDOWNS, Alike, CaseFigure, alike, frame_of, groups_of
from workbench.rules.counted import THRESHOLD, Cell, Frame, Group, Protected, Publication, Shown
from workbench.rules.disclosure import protect
from workbench.rules.fixedperiods import Period, quarter, quarter_of

SMALLEST_SHOWN = range(3, 21)  # under three nobody is hidden; over twenty a small council shows nothing


@dataclass(frozen=True)
class Breakdowns:
    """The breakdowns of a register in a period, fit to be given out."""

    register: str
    period: Period
    publication: Publication


@dataclass(frozen=True)
class Cases:
    """The cases that figures are made of, and for each register the values that any of its cases ever had."""

    figures: tuple[CaseFigure, ...]
    frames: Mapping[str, Frame]

    @classmethod
    def of(cls, figures: Sequence[CaseFigure]) -> Cases:
        """These cases and no others."""
        return cls(tuple(figures), _frames((case.register, case.alike) for case in figures))


def cases_from(store: Store, first: dt.date) -> Cases:
    """The cases that were not over before a day, with the values of all."""
    return Cases(tuple(case_figures(store, first)), _frames(_ever()))


def _ever() -> Iterator[tuple[str, Alike]]:
    """What any case has or had, register by register."""
    for file in CASE_FILES:
        yield from ((file.register.name, found) for found in Counting(file.record).alike())
    fields = (CaseStatistic.of_register, CaseStatistic.category, CaseStatistic.service, CaseStatistic.outcome)
    for row in every(CaseStatistic, fields).rows():
        register, *said = row.values
        yield register, alike(*said, ended=True)


def _frames(found: Iterable[tuple[str, Alike]]) -> dict[str, Frame]:
    seen = defaultdict[str, set[Alike]](set)
    for register, values in found:
        seen[register].add(values)
    return {register: frame_of(values) for register, values in sorted(seen.items())}


def case_figures(_store: Store, first: dt.date = dt.date.min) -> Iterator[CaseFigure]:
    """Every case that was not over before a day, and the rows that remain of those destroyed."""
    for file in CASE_FILES:
        yield from Counting(file.record).over_from(first)
    fields = (
        CaseStatistic.of_register,
        CaseStatistic.type_of_case,
        CaseStatistic.category,
        CaseStatistic.service,
        CaseStatistic.outcome,
        CaseStatistic.received_quarter,
        CaseStatistic.closed_quarter,
        CaseStatistic.on_time,
        CaseStatistic.days,
    )
    late_enough = quarter_of(first)
    for row in every(CaseStatistic, fields, view=lambda: CaseStatistic.closed_quarter >= late_enough).rows():
        register, kind, category, service, outcome, received, closed, on_time, days = row.values
        begun, over = quarter(received).first, quarter(closed).first
        yield CaseFigure(register, kind, category, service, outcome, begun, over, None, on_time, days)


def smallest(store: Store) -> int:
    """The smallest number that a breakdown shows."""
    return int(store.setting(SMALLEST) or THRESHOLD)


def set_smallest(store: Store, number: int) -> None:
    """Decide the smallest number that a breakdown shows; Plain where that would show single cases or nothing."""
    if number not in SMALLEST_SHOWN:
        raise Plain(
            f"The smallest number shown must be between {SMALLEST_SHOWN[0]} and {SMALLEST_SHOWN[-1]}. "
            f"Nothing was changed. {THRESHOLD} is usual."
        )
    store.set_setting(SMALLEST, number)


def breakdowns(store: Store, cases: Cases, period: Period) -> tuple[Breakdowns, ...]:
    """The breakdowns of every register in a period, safe beside all that was given out before.

    What was given out of a period stays as it was, whatever was entered since, and a period that overlaps one of which
    breakdowns were given out gets none: two tables of the same cases could be subtracted from one another.
    """
    found, threshold = [], smallest(store)
    for name, frame in cases.frames.items():
        groups = tuple(groups_of((case for case in cases.figures if case.register == name), period))
        before = published(name)
        made = _given_before(before, period, groups, threshold) or protect(
            frozenset(period.quarters), groups, BREAKDOWNS, frame, [old for _, old in before], threshold
        )
        found.append(Breakdowns(name, period, made))
    return tuple(found)


def _given_before(
    published: Sequence[tuple[Period, Publication]], period: Period, groups: tuple[Group, ...], threshold: int
) -> Publication | None:
    """What was given out of this period; one without tables where it overlaps another that was given out."""
    quarters = frozenset(period.quarters)
    if same := [old for covered, old in published if covered == period]:
        return same[-1]
    overlaps = any(old.quarters & quarters and old.tables for _, old in published)
    return Publication(quarters, groups, (), threshold) if overlaps else None


def publish(store: Store, given: Iterable[Breakdowns]) -> int:
    """Keep what is given out, so that later tables are checked against it; how many tables that were not kept yet."""
    new = [one for one in given if not is_published(one)]
    rows = [row for one in new for row in _rows(one)]
    if not rows:
        return 0
    with store.operation("Give out figures for the committee", "publication") as operation:
        record.add(PublishedTable, rows, operation.id)
    return sum(bool(row["dimensions"]) for row in rows)


def published(register: str) -> list[tuple[Period, Publication]]:
    """What was given out of a register, oldest first."""
    held: dict[int, list[Values]] = {}
    numbers = every(PublishedTable, (), view=lambda: PublishedTable.of_register == register).ids()
    for _, values in sorted(record.values_of(PublishedTable, numbers).items()):
        held.setdefault(values["publication"], []).append(values)
    return [_publication(rows) for rows in held.values()]


def is_published(given: Breakdowns) -> bool:
    """Whether these very tables were given out and kept."""
    return (given.period, given.publication) in published(given.register)


def given_out(register: str) -> list[tuple[Period, dt.date]]:
    """The periods of which tables of a register were given out, and the days."""
    fields = (PublishedTable.period_from, PublishedTable.months, PublishedTable.made_on)
    rows = every(PublishedTable, fields, view=lambda: PublishedTable.of_register == register).rows()
    return [(Period(row.values[0].year, row.values[0].month, row.values[1]), row.values[2]) for row in rows]


def _rows(given: Breakdowns) -> Iterator[Values]:
    publication = given.publication
    number = len(published(given.register)) + 1
    common = {
        "of_register": given.register,
        "publication": number,
        "period_from": given.period.first,
        "months": given.period.months,
        "threshold": publication.threshold,
        "made_on": clock.today(),
    }
    counted = [[group.received, group.closed, group.values, group.count] for group in publication.groups]
    yield {**common, "dimensions": "", "cells": json.dumps(counted, ensure_ascii=False)}
    for table in publication.tables:
        said = {
            "total": table.total,
            "rows": table.rows,
            "merged": table.merged,
            "cells": [[cell, shown] for cell, shown in table.cells.items()],
        }
        yield {**common, "dimensions": ", ".join(table.dimensions), "cells": json.dumps(said, ensure_ascii=False)}


def _publication(rows: Sequence[Values]) -> tuple[Period, Publication]:
    [counted], tables = [r for r in rows if not r["dimensions"]], [r for r in rows if r["dimensions"]]
    first = counted["period_from"]
    period = Period(first.year, first.month, counted["months"])
    groups = tuple(Group(a, b, tuple(values), n) for a, b, values, n in json.loads(counted["cells"]))
    made = tuple(_table(tuple(row["dimensions"].split(", ")), json.loads(row["cells"])) for row in tables)
    return period, Publication(frozenset(period.quarters), groups, made, counted["threshold"])


def _table(dimensions: tuple[str, ...], said: Mapping[str, Any]) -> Protected:
    cells: dict[Cell, Shown] = {tuple(cell): shown for cell, shown in said["cells"]}
    rows, merged = (tuple(map(tuple, said[name])) for name in ("rows", "merged"))
    return Protected(dimensions, said["total"], rows, merged, cells)

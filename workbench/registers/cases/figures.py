"""What counts of a case for the committee, out of its file: kind, days, how it ended; nobody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

from workbench.records import record
from workbench.records.database import database, setting_of
from workbench.records.record import Values
from workbench.registers.cases import asked, calendar, clocks
from workbench.registers.cases.base import ANSWERED, CLOSED, Case, final_outcome
from workbench.registers.statistics import ANOTHER, SMALLEST
from workbench.rules.casefigures import Alike, CaseFigure, alike
from workbench.rules.counted import THRESHOLD
from workbench.rules.workingdays import Calendar

_DAYS = ("received", "closed_on", "reopened_on", "answered", "due", "acknowledged")
_STAGES = ("stage1_on", "escalated", "stage2_on")
_LIMITS = ("stage1_by", "stage2_by")
_ANSWERS = ("about_data", "passed_to", "stage")  # with the kind and the stages they say when a complaint was answered
# Those that stand and those that went count together, so that one that goes takes no service away from the others.
_SHARED = """
    SELECT service FROM (SELECT service {0}
        UNION ALL SELECT service FROM case_statistic WHERE of_register = ?)
    {1} GROUP BY service HAVING count(*) >= ?
"""


class Counting:
    """How the files of one register count: which of its fields say what. An enquiry is no complaint: none counts."""

    def __init__(self, model: type[Case]) -> None:
        fields: Any = model
        self._register = model.register_name
        self._complains = hasattr(model, "stage1_on")
        self._kind = fields.kind if self._complains else fields.right
        self._category = fields.category if self._complains else fields.right
        self._labels = {f.name: dict(f.options) for f in (self._kind, self._category, fields.outcome)}
        more = ("service", "stage2_outcome", *_ANSWERS, *_STAGES, *_LIMITS) if self._complains else ()
        self._ends = ("received", "answered", "closed_on", *(_STAGES if self._complains else ()))
        counted = f" AND kind <> '{asked.ENQUIRY}'" if self._complains else ""
        self._standing = f'FROM "{record.table_name(model)}" WHERE removed IS NULL{counted}'
        self.names = tuple(dict.fromkeys((*self._labels, *_DAYS, *more)))

    @cached_property
    def shared(self) -> frozenset[str]:
        """The services in the words of which as many cases agree as may be shown."""
        return self._agreed()

    def shares(self, service: str) -> frozenset[str]:
        """A service, if as many cases agree in its words."""
        return self._agreed("WHERE service = ?", service)

    def _agreed(self, only: str = "", *service: str) -> frozenset[str]:
        if not self._complains:
            return frozenset()
        sql = _SHARED.format(self._standing, only)
        least = int(setting_of(SMALLEST) or THRESHOLD)
        found = database.execute_sql(sql, (self._register, *service, least))
        return frozenset(service for (service,) in found)

    def over_from(self, first: dt.date) -> Iterator[CaseFigure]:
        """The files that were not over before a day, those for named people among them: a count names nobody."""
        columns = ", ".join(f'"{name}"' for name in self.names)
        later = " OR ".join(f'"{name}" >= ?' for name in self._ends)
        sql = f"SELECT {columns} {self._standing} AND (closed_on IS NULL OR {later})"
        days = [place for place, name in enumerate(self.names) if name in (*_DAYS, *_STAGES, *_LIMITS)]
        for row in database.execute_sql(sql, (first.isoformat(),) * len(self._ends)):
            values = list(row)
            for place in days:
                if values[place]:
                    values[place] = _day(values[place])
            yield self.figure(dict(zip(self.names, values, strict=True)))

    def alike(self) -> Iterator[Alike]:
        """What files have in common, each once: category, service and outcome; no outcome of those that are open."""
        service = "service" if self._complains else "''"
        over = f"clock = '{CLOSED}' OR (clock = '{ANSWERED}' AND reopened_on IS NULL)"
        outcome = "COALESCE(NULLIF(stage2_outcome, ''), outcome)" if self._complains else "outcome"
        sql = f'SELECT DISTINCT "{self._category.name}", {service}, {outcome}, {over} {self._standing}'
        for category, service, outcome, ended in database.execute_sql(sql):
            values = {self._category.name: category, "outcome": outcome}
            said = self._said(self._category.name, values), self._service(service), self._said("outcome", values)
            yield alike(*said, ended=bool(ended))

    def figure(self, values: Mapping[str, Any]) -> CaseFigure:
        """What counts of one file. It is over when the full answer was sent, or it was closed without one.

        One that was opened again is over when it was closed last; what was answered before is not overdue meanwhile.
        """
        ended, again = _ended(values), values["reopened_on"]
        over = values["closed_on"] if again else ended
        received: dt.date = values["received"]
        return CaseFigure(
            self._register,
            self._called(values),
            self._said(self._category.name, values),
            self._service(values["service"]) if self._complains else "",
            str(self._labels["outcome"].get(final_outcome(values), "")),
            received,
            over,
            None if again and asked.replied(values) else values["due"],
            None if over is None or ended is None else self._on_time(values, ended),
            None if over is None else (over - received).days,
        )

    def _called(self, values: Mapping[str, Any]) -> str:
        """What it is; whatever a complaint calls itself, the law counts it where it is about personal data."""
        code = asked.DATA if self._complains and asked.about_data(values) else values[self._kind.name]
        return str(self._labels[self._kind.name].get(code, ""))

    def _on_time(self, values: Mapping[str, Any], over: dt.date) -> bool | None:
        """Whether each reply that was owed went by its own limit; None where none had a limit."""
        kept = [day <= by for day, by in _owed(values, over, self._here)] if self._complains else []
        if not kept and values["due"]:
            return bool(over <= values["due"])
        return all(kept) if kept else None

    @cached_property
    def _here(self) -> Calendar:
        return calendar.own()

    def _service(self, words: str) -> str:
        return words if not words or words in self.shared else ANOTHER

    def _said(self, name: str, values: Mapping[str, Any]) -> str:
        return str(self._labels[name].get(values[name], ""))


def _owed(values: Mapping[str, Any], over: dt.date, here: Calendar) -> Iterator[tuple[dt.date, dt.date]]:
    """The replies that a complaint was owed, by the council's procedure and by law: when each went, and its limit.

    One that no day is noted of went, at the latest, when the matter went on or was over.
    """
    if by := values["stage1_by"]:
        yield values["stage1_on"] or (asked.second_stage(values) and values["escalated"]) or over, by
    if by := values["stage2_by"]:
        yield values["stage2_on"] or over, by
    if law := clocks.law_by(values, here):
        yield asked.heard(values) or over, law


def _ended(values: Mapping[str, Any]) -> dt.date | None:
    """The day that ended it: that of its full answer, of the last reply before it was closed, or of that."""
    closed: dt.date | None = values["closed_on"]
    return asked.replied(values) or (closed and asked.staged(values)) or closed


@lru_cache(maxsize=50_000)
def _day(text: str) -> dt.date:
    """A day as the store keeps it; many cases share one."""
    return dt.date.fromisoformat(text)


def left_behind(model: type[Case], values: Values) -> CaseFigure | None:
    """What counts of a file that is destroyed; None of an enquiry, or one out of sight or without a known end."""
    counting = Counting(model)
    if values["removed"] is not None or values["received"] is None or values.get("kind") == asked.ENQUIRY:
        return None
    counting.shared = counting.shares(values.get("service", ""))
    found = counting.figure(values)
    return found if found.closed is not None else None

"""What a report is asked for, and what every report says of itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from workbench import clock
from workbench.editions import code_now
from workbench.records import record
from workbench.records.record import Values
from workbench.records.store import Council
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.spans import Span
from workbench.tabled import About

_EVERYTHING = Span()


@dataclass(frozen=True)
class Asked:
    """Whose records, and what of them: a period, a day (else today), an officer, numbers of entries, a case."""

    council: Council
    span: Span = _EVERYTHING
    on: dt.date | None = None
    officer: str = ""
    numbers: tuple[str, ...] = ()
    case: str = ""

    @cached_property
    def day(self) -> dt.date:
        """The day on which it is looked at."""
        return self.on or clock.today()

    def about(self, title: str, subtitle: str, covers: str = "") -> About:
        """What the report says of itself."""
        council = self.council
        return About(council.name, title, subtitle, clock.now(), covers, code_now(), council.sample)


def series_of(rows: Iterable[Values]) -> dict[int, Values]:
    """The schedule lines that some records belong to, by id."""
    return record.values_of(ScheduleLine, list({values["series"] for values in rows}))


def named(line: Values) -> str:
    """A schedule line by its reference and its name."""
    return " ".join(part for part in (line["reference"], line["record_series"]) if part)

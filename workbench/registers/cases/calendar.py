"""The council's own calendar and policy, as they stand in its files: what the clocks of its cases run by."""

from __future__ import annotations

import dataclasses
import datetime as dt

from workbench.records.database import database, setting_of
from workbench.records.record import table_name
from workbench.registers.bank_holidays import BankHoliday
from workbench.rules import workingdays
from workbench.rules.deadlines import rights
from workbench.rules.deadlines.complaints import Policy
from workbench.rules.workingdays import Calendar, OneOff

POLICY = "complaint policy"
TARGET, COOLING = "target of requests in days", "cooling of files in months"
USUAL_COOLING = 6  # policy: the time in which the person may still go to the regulator (law reference 6.4)
# Asked for each file that is written, so without the making of a query.
_ONE_OFFS = f'SELECT day, "where", name FROM "{table_name(BankHoliday)}" WHERE removed IS NULL'  # noqa: S608 - our own name


def own() -> Calendar:
    """The calendar of the council's own part of the United Kingdom, with the one-off days it entered."""
    nation = (setting_of("council") or {}).get("nation", "england")
    return workingdays.own(workingdays.NATIONS.get(nation, workingdays.ENGLAND_AND_WALES), one_offs())


def union() -> Calendar:
    """The calendar of requests for information."""
    return workingdays.union(one_offs())


def one_offs() -> tuple[OneOff, ...]:
    """The one-off bank holidays that the council entered."""
    return tuple((dt.date.fromisoformat(day), where, name) for day, where, name in database.execute_sql(_ONE_OFFS))


def policy() -> Policy:
    """The council's days for complaints; the usual ones where it set none."""
    kept = setting_of(POLICY) or {}
    known = {f.name for f in dataclasses.fields(Policy)}
    return Policy(**{name: value for name, value in kept.items() if name in known})


def request_target() -> int:
    """The days within which the council aims to answer a request about somebody's own data."""
    return int(setting_of(TARGET) or rights.TARGET)


def cooling() -> int:
    """The months after the closing of a file before it is asked whether its holds may be released."""
    kept = setting_of(COOLING)
    return USUAL_COOLING if kept is None else int(kept)

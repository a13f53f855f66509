"""Files for tests: a request and a complaint of 1 October 2026, changed as the page changes them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench.records import record
from workbench.records.store import Store
from workbench.registers.cases.files import case_file
from workbench.workflows.cases import keeping, opening

REQUESTS, COMPLAINTS = "rights-requests", "complaints"
TODAY = dt.date(2026, 11, 25)
THE_1ST, NOV_2 = dt.date(2026, 10, 1), dt.date(2026, 11, 2)  # a month after Thu 1 Oct is Sunday, so Mon 2 Nov
Given = dict[str, Any]


def day(text: str) -> dt.date:
    """A day of 2026, as 10-05."""
    return dt.date.fromisoformat(f"2026-{text}")


def request(store: Store, *changes: Given, **more: Any) -> Given:
    """An access request of 1 October after some changes, each kept by itself as the page does."""
    values = {"right": "access", "requester": "Applicant B", "received": THE_1ST, "channel": "email", "series": 1}
    return after(store, REQUESTS, values | more, changes)


def complaint(store: Store, *changes: Given, **more: Any) -> Given:
    """A complaint of 1 October after some changes."""
    values = {"kind": "complaint", "subject": "Bins", "received": THE_1ST, "channel": "email", "series": 1}
    return after(store, COMPLAINTS, values | more, changes)


def after(store: Store, register: str, values: Given, changes: tuple[Given, ...]) -> Given:
    """A new file after some changes; its number beside its values."""
    case = opening.open_case(store, register, values).case
    for given in changes:
        keeping.change(store, register, case, given)
    return record.values_of(case_file(register).record, [case])[case] | {"number": case}

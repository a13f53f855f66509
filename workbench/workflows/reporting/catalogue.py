"""The reports made for a purpose, by name, with what each can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workbench.registers import checks, destruction_log
from workbench.tabled import Report
from workbench.workflows.reporting import destruction, holdings, log, officers, rounds
from workbench.workflows.reporting.asked import Asked

Choice = Literal["period", "day", "officer", "numbers", "case"]


@dataclass(frozen=True)
class Purpose:
    """A report: its name on the command line, its title, in one line what it is for, what may be asked, how it is made.

    One that `needs_some` is of entries that somebody names; every other is of everything where nothing is asked.
    """

    name: str
    title: str
    what: str
    asks: tuple[Choice, ...]
    made: Callable[[Asked], Report]
    needs_some: bool = False


PURPOSES = (
    Purpose(
        "due",
        holdings.TITLE,
        "What may go by a day, what must stay and why, and what has no date and why.",
        ("day",),
        holdings.made,
    ),
    Purpose(
        "officers",
        officers.TITLE,
        "The checks and holdings that are due, a table for each responsible officer.",
        ("day", "officer"),
        officers.made,
    ),
    Purpose(
        checks.REGISTER.name,
        rounds.TITLE,
        "How often each check was done, found nothing due, or was missed, and every answer.",
        ("period",),
        rounds.made,
    ),
    Purpose(
        destruction_log.REGISTER.name,
        f"{log.TITLE} of a period",
        "What went in a period, by whose authority and how, with nil returns and corrections.",
        ("period",),
        log.made,
    ),
    Purpose(
        "record-of-destruction",
        destruction.TITLE,
        "One or many entries of the log to be signed; it prints the same, word for word, years later.",
        ("numbers", "period"),
        destruction.made,
        needs_some=True,
    ),
)


def purpose(name: str) -> Purpose | None:
    """The report of that name; None where it is none of these."""
    return next((one for one in PURPOSES if one.name == name), None)

"""A committee's page that is as full as it gets."""

from __future__ import annotations

from tests.reports.pages import MADE
from workbench.reports.charts import Bars, Parts
from workbench.reports.committee import Committee, Figure

QUARTERS = ("Jul–Sep 25", "Oct–Dec 25", "Jan–Mar 26", "Apr–Jun 26", "Jul–Sep 26")


def page(**more: object) -> Committee:
    """July to September 2026, with two registers of cases."""
    given: dict[str, object] = {
        "council": "Cyngor Tref Llanrŵst",
        "title": "Information governance, July to September 2026",
        "subtitle": "For the committee. Made Mon 9 Nov 2026.",
        "answer": "2 cases were answered late. 1 routine check was late.",
        "besides": "Nothing was destroyed. No record of a change was altered or lost.",
        "figures": tuple(
            Figure(number, f"{what} received", "9 last quarter, 7 a year ago")
            for number, what in (("12", "complaints"), ("1,134", "rights requests"), ("35 of 36", "checks"), ("6", "x"))
        ),
        "received": Bars(
            "Received each quarter", QUARTERS, (("Complaints", (10, 9, 12, 8, 11)), ("Requests", (7, 8, 6, 9, 0)))
        ),
        "checks": Parts(
            "Routine checks this quarter",
            ("Destroyed", "Nothing was due", "Late"),
            (("July", (5, 7, 0)), ("August", (4, 8, 0)), ("September", (6, 5, 1))),
        ),
        "how": tuple(
            (name, ("12", "10", "9 of 10", "2", "0", "38 days", "17 days"))
            for name in ("Complaints", "Rights requests")
        ),
        "note": "Longest and average are given for 5 or more only. " * 3,
        "asked": ("Note the figures above.", "Authorise 2 disposal batches, list attached.", "Note more. " * 12),
        "coming": (("Tue 15 Dec 2026", "12 routine checks due"), ("Wed 30 Dec 2026", "Review of the schedule")),
        "made": MADE,
    }
    return Committee(**{**given, **more})  # type: ignore[arg-type]  # the values are those of the fields

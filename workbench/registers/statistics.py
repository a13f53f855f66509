"""What remains for statistics: of a destroyed case a row without anybody in it, of figures given out what they said."""

from __future__ import annotations

from workbench.errors import Plain
from workbench.records.fields import Day, LongText, Number, Text, YesNo
from workbench.records.record import Record, Values
from workbench.rules.casefigures import CaseFigure
from workbench.rules.fixedperiods import quarter_of

SMALLEST = "smallest number shown"  # the council's choice, of breakdowns
ANOTHER = "Another service"  # for words that few cases share: they might say whom a case was about


class CaseStatistic(Record):
    """A case that was destroyed: what it counted as, the quarters it came and went in, never the day, never a number.

    Nothing in it leads back to the file.
    """

    register_name = "case-statistics"
    append_only = True

    of_register = Text("Register", optional=False, derived=True)
    type_of_case = Text("Kind", derived=True)
    category = Text("Category", derived=True)
    service = Text("Service", derived=True)
    outcome = Text("Outcome", derived=True)
    received_quarter = Number("Quarter received", optional=False)
    closed_quarter = Number("Quarter closed", optional=False)
    on_time = YesNo("On time")
    days = Number("Days it took")


class PublishedTable(Record):
    """A table that was given out, kept as it was so that no later one can be subtracted from it.

    One record of each publication has no dimensions: its cells are the groups that were counted.
    """

    register_name = "published-tables"
    append_only = True

    of_register = Text("Register", optional=False, derived=True)
    publication = Number("Publication", optional=False)
    period_from = Day("Period from", optional=False)
    months = Number("Months", optional=False)
    dimensions = Text("Dimensions", derived=True)
    cells = LongText("Cells", optional=False, derived=True)
    threshold = Number("Smallest number shown", optional=False)
    made_on = Day("Given out on", optional=False)


def anonymous_row(case: CaseFigure) -> Values:
    """What remains of a closed case when it is destroyed, as the values of a CaseStatistic."""
    if case.closed is None:
        raise Plain("An open case cannot be destroyed. Nothing was changed. Close it first.")
    return {
        "of_register": case.register,
        "type_of_case": case.kind,
        "category": case.category,
        "service": case.service,
        "outcome": case.outcome,
        "received_quarter": quarter_of(case.received),
        "closed_quarter": quarter_of(case.closed),
        "on_time": case.on_time,
        "days": case.days,
    }

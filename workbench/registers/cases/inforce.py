"""Which law a file goes by: what came into force later than its day is not claimed of it (law reference 1.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from workbench import clock
from workbench.records.record import Values
from workbench.rules.deadlines import complaints, rights

_BEFORE = "guidance of the regulator"


def duty(day: dt.date) -> bool:
    """Whether the law's duties to whoever complains about personal data hold for a complaint received on a day."""
    return day >= complaints.DATA_FROM


def of_complaint(values: Mapping[str, Any]) -> bool:
    """Whether they hold for this complaint; for one that has no day yet, as if it came today."""
    return duty(values["received"] or clock.today())


def regulator(day: dt.date) -> str:
    """By which law somebody may complain to the regulator on a day."""
    return "Data Protection Act 2018, section 165" if duty(day) else "UK GDPR Article 77"


def month(values: Values) -> str:
    """What says when the month of a request starts, and when it stands still."""
    return "UK GDPR Article 12A" if _came(values) >= rights.NEW_LAW else _BEFORE


def search(values: Values) -> str:
    """What says how far the search for a request goes."""
    return "UK GDPR Article 15(1A)" if _came(values) >= rights.SEARCH_FROM else _BEFORE


def law_of_complaint(values: Values) -> str:
    """The help of the first step."""
    begins = "A complaint need not use a form or the word. One that says the person’s own data was misused"
    if of_complaint(values):
        return begins + " starts the law’s 30 days as well (DPA 2018 s.164A)."
    return f"{begins} is a data protection complaint as well."


def law_of_acknowledging(values: Values) -> str:
    """The help of the acknowledgement."""
    law = " A data protection complaint must be acknowledged within 30 days (DPA 2018 s.164A(3))."
    return f"Council policy says by when.{law if of_complaint(values) else ''}"


def law_of_looking(values: Values) -> str:
    """The help of looking into it."""
    law = " (DPA 2018 s.164A(5) asks for it in data protection complaints)"
    return f"Hear those involved. Tell the complainant of the progress{law if of_complaint(values) else ''}."


def law_of_outcome(values: Values) -> str:
    """The help of telling the outcome of a data protection complaint."""
    law = " (DPA 2018 s.164A(4))" if of_complaint(values) else ""
    return f"The outcome without undue delay{law}, and, as the regulator’s guidance asks, that they may go there."


def law_of_proof(values: Values) -> str:
    """The help of asking who somebody is."""
    return (
        "Ask for proof only where there is reasonable doubt, and at once: the month starts when it is seen "
        f"(UK GDPR Article 12(6), {month(values)})."
    )


def law_of_question(values: Values) -> str:
    """The help of asking what is wanted."""
    return (
        "The clock stops while the person answers, for access requests only and where the question is reasonable "
        f"({month(values)})."
    )


def _came(values: Values) -> dt.date:
    day: dt.date = values["received"] or clock.today()
    return day

"""Made-up cases for figures, always the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from workbench.rules.casefigures import CaseFigure

CATEGORIES = ("Delay", "Staff conduct", "Facilities", "Planning", "Data protection")
SERVICES = ("Cemetery", "Allotments", "Town hall", "Council and clerk")
OUTCOMES = ("Upheld", "Partly upheld", "Not upheld")
RIGHTS = ("Access", "CCTV footage", "Rectification", "Erasure")
ANSWERED = ("Answered in full", "Answered in part", "Refused")


def cases(seed: int, many: int, first: dt.date, days: int) -> Iterator[CaseFigure]:
    """So many cases received within some days of the first; two registers, a tenth still open, a few late."""
    dice = random.Random(seed)
    for number in range(many):
        rights = number % 2 == 0
        received = first + dt.timedelta(days=dice.randrange(days))
        due = received + dt.timedelta(days=30)
        taken = dice.choices((dice.randrange(3, 30), dice.randrange(31, 45)), [9, 1])[0]
        closed = None if dice.random() < 0.1 else received + dt.timedelta(days=taken)
        yield CaseFigure(
            register="requests-made-up" if rights else "complaints-made-up",
            kind="",
            category=dice.choices(RIGHTS if rights else CATEGORIES, [8, 3, 2, 1] if rights else [8, 5, 3, 2, 1])[0],
            service=dice.choice(SERVICES),
            outcome="" if closed is None else dice.choice(ANSWERED if rights else OUTCOMES),
            received=received,
            closed=closed,
            due=due,
            on_time=None if closed is None else closed <= due,
            days=None if closed is None else taken,
        )

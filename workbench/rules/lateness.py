"""How long is left: counted to the limit, and late only when that has passed. Everything that shows it asks here."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Left(NamedTuple):
    """What is said beside a file or a thing to do. `days` are those to the limit, or to the target where no limit is.

    `words` stand alone, `short` beside the day that the thing is listed by. `late` says that the limit has passed,
    `passed` that only the target has.
    """

    days: int
    words: str
    short: str
    late: bool = False
    passed: bool = False


def left(target: dt.date | None, limit: dt.date | None, on: dt.date) -> Left | None:
    """How a day stands on a day: one that is only aimed at, the limit, or both; None where there is neither."""
    if limit is None:
        return _aimed_at((target - on).days) if target else None
    days = (limit - on).days
    if days < 0:
        words = f"{_days(-days)} late"
        return Left(days, words, words, late=True)
    alone = target is None or target == limit
    far = f"limit {f'in {_days(days)}' if days else 'today'}"
    if not alone and target and target < on:
        return Left(days, f"Target passed, {far}", far.capitalize(), passed=True)
    words = f"{_days(days)} left" if days else "Today"
    return Left(days, words if alone or days else "Limit today", words if alone else far.capitalize())


def asked_again(day: dt.date | None, on: dt.date) -> Left | None:
    """How long somebody who was asked is left in peace; nothing of it is ever late."""
    if day is None:
        return None
    words = f"Chase in {_days((day - on).days)}" if day > on else "Chase now"
    return Left((day - on).days, words, words)


def _aimed_at(days: int) -> Left:
    if days < 0:
        return Left(days, f"Target passed {_days(-days)} ago", f"{_days(-days)} ago", passed=True)
    words = f"Target in {_days(days)}" if days else "Target today"
    return Left(days, words, words)


def _days(number: int) -> str:
    return f"{number:,} {'day' if number == 1 else 'days'}"

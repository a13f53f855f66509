"""The one place that asks what time it is, so that tests can say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable


def _computer() -> dt.datetime:
    return dt.datetime.now().astimezone()


class _Clock:
    source: Callable[[], dt.datetime] = staticmethod(_computer)


def now() -> dt.datetime:
    """The moment, with its offset from UTC."""
    return _Clock.source()


def today() -> dt.date:
    """The wall calendar's day."""
    return now().date()


def set_source(source: Callable[[], dt.datetime] | None) -> None:
    """Take the time from elsewhere (tests); None goes back to the computer's clock."""
    _Clock.source = staticmethod(source or _computer)

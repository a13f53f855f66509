"""How long is left is counted to the limit; past the target alone nothing is late."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.rules.lateness import left

TARGET, LIMIT = dt.date(2026, 10, 29), dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("on", "days", "words", "short", "state"),
    [
        ((10, 20), 13, "13 days left", "Limit in 13 days", ""),
        ((10, 29), 4, "4 days left", "Limit in 4 days", ""),
        ((10, 30), 3, "Target passed, limit in 3 days", "Limit in 3 days", "passed"),
        ((11, 1), 1, "Target passed, limit in 1 day", "Limit in 1 day", "passed"),
        ((11, 2), 0, "Target passed, limit today", "Limit today", "passed"),
        ((11, 3), -1, "1 day late", "1 day late", "late"),
        ((11, 12), -10, "10 days late", "10 days late", "late"),
    ],
)
def test_target_and_limit(on: tuple[int, int], days: int, words: str, short: str, state: str) -> None:
    found = left(TARGET, LIMIT, dt.date(2026, *on))
    assert found is not None
    assert (found.days, found.words, found.short) == (days, words, short)
    assert (found.late, found.passed) == (state == "late", state == "passed")


@pytest.mark.parametrize(
    ("on", "words", "late"),
    [((10, 31), "2 days left", False), ((11, 2), "Today", False), ((11, 3), "1 day late", True)],
)
def test_a_day_that_is_its_own_limit(on: tuple[int, int], words: str, *, late: bool) -> None:
    for target in (None, LIMIT):
        found = left(target, LIMIT, dt.date(2026, *on))
        assert found is not None
        assert (found.words, found.short, found.late, found.passed) == (words, words, late, False)


@pytest.mark.parametrize(
    ("on", "words", "passed"),
    [
        ((10, 28), "Target in 1 day", False),
        ((10, 29), "Target today", False),
        ((11, 3), "Target passed 5 days ago", True),
    ],
)
def test_a_target_without_a_limit_is_never_late(on: tuple[int, int], words: str, *, passed: bool) -> None:
    found = left(TARGET, None, dt.date(2026, *on))
    assert found is not None
    assert (found.words, found.late, found.passed) == (words, False, passed)


def test_nothing_is_left_of_no_day() -> None:
    assert left(None, None, LIMIT) is None

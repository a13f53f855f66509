"""A clock that jumped is said, not only noted (trust A5)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.records.conftest import FakeClock, add_lines, create, opened


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ({"minutes": 1}, False),
        ({"days": 39}, False),
        ({"days": 41}, True),
        ({"minutes": -4}, False),
        ({"hours": -1}, True),
    ],
)
def test_a_clock_that_jumped_is_said_on_opening(
    folder: Path, time: FakeClock, by: dict[str, float], said: bool
) -> None:
    store, _ = create(folder)
    add_lines(store, ["Minutes"])
    store.close()
    time.forward(**by)
    with opened(folder) as store:
        assert ("set it right" in store.clock_doubt) is said

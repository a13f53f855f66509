"""Wrong passphrases make a person wait, never for ever."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.records.conftest import FakeClock, opened, reopen
from workbench.records import tries
from workbench.records.failures import TooSoon, WrongPassphrase


def wait_of(profile: Path) -> int:
    """How long one has to wait now, in seconds."""
    try:
        tries.check(profile, "s")
    except TooSoon as told:
        return told.seconds
    return 0


def test_five_tries_are_free_then_the_wait_doubles_to_a_minute(tmp_path: Path, time: FakeClock) -> None:
    waits = []
    for _ in range(14):
        waits.append(wait_of(tmp_path))
        time.forward(seconds=waits[-1])
        tries.failed(tmp_path, "s")
    assert waits == [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


@pytest.mark.parametrize(("seconds", "words"), [(1, "Wait 1 second, then"), (2, "Wait 2 seconds, then")])
def test_the_wait_is_said_in_good_english(seconds: int, words: str) -> None:
    assert words in str(TooSoon(seconds))


def test_a_right_passphrase_ends_the_wait(tmp_path: Path, time: FakeClock) -> None:
    for _ in range(9):
        tries.failed(tmp_path, "s")
    assert wait_of(tmp_path) == 16
    tries.succeeded(tmp_path, "s")
    assert wait_of(tmp_path) == 0


@pytest.mark.parametrize("years", [-10, 50])
def test_a_clock_that_jumps_locks_nobody_out(tmp_path: Path, time: FakeClock, years: int) -> None:
    for _ in range(20):
        tries.failed(tmp_path, "s")
    time.forward(days=365 * years)
    assert wait_of(tmp_path) <= 60
    time.forward(seconds=60)
    assert wait_of(tmp_path) == 0


@pytest.mark.parametrize("content", [b"", b"[]", b'{"failures": "x"}', b'{"failures": 1e999, "last": 0}'])
def test_a_note_that_cannot_be_read_locks_nobody_out(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "s.tries.json").write_bytes(content)
    assert wait_of(tmp_path) == 0


def test_the_wait_outlasts_a_restart_and_the_right_passphrase_waits_too(
    folder: Path, made: str, tmp_path: Path, time: FakeClock
) -> None:
    profile = tmp_path / "profile"
    for _ in range(5):
        with pytest.raises(WrongPassphrase):
            reopen(folder, "wrong", profile=profile)
    with pytest.raises(TooSoon, match="Wait 1 second,"):
        reopen(folder, profile=profile)
    time.now += dt.timedelta(seconds=1)
    with opened(folder, profile=profile) as store:
        assert store.council.nation == "wales"

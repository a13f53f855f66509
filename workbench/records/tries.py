"""Waiting after wrong passphrases: five tries are free, then 1, 2, 4 … 60 seconds, also after a restart.

This slows a person at the keyboard; what slows a machine is the cost of each try (keys.py). Never a lasting lockout.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

from workbench import clock
from workbench.records.failures import TooSoon, WrongPassphrase
from workbench.records.files import write_whole

FREE, LONGEST = 5, 60


@contextlib.contextmanager
def counted(profile: Path | None, store_id: str) -> Iterator[None]:
    """One try: TooSoon before it may be made, and its outcome noted. Without a profile nothing is counted."""
    if profile is None:
        yield
        return
    check(profile, store_id)
    try:
        yield
    except WrongPassphrase:
        failed(profile, store_id)
        raise
    succeeded(profile, store_id)


def check(profile: Path, store_id: str) -> None:
    """Raise TooSoon while the wait after the last wrong passphrase is not over."""
    failures, last = _read(profile, store_id)
    if failures < FREE:
        return
    now, wait = clock.now().timestamp(), min(LONGEST, 2.0 ** min(failures - FREE, 10))
    if last > now:  # the clock went back: count from now, so that nobody waits for years
        _write(profile, store_id, failures, now)
        last = now
    left = last + wait - now
    if left > 0:
        raise TooSoon(int(left) + 1 if left % 1 else int(left))


def failed(profile: Path, store_id: str) -> None:
    """Note one more wrong passphrase."""
    _write(profile, store_id, _read(profile, store_id)[0] + 1, clock.now().timestamp())


def succeeded(profile: Path, store_id: str) -> None:
    """Forget the wrong ones."""
    with contextlib.suppress(OSError):
        _file(profile, store_id).unlink(missing_ok=True)


def _read(profile: Path, store_id: str) -> tuple[int, float]:
    try:
        about = json.loads(_file(profile, store_id).read_bytes())
        return int(about["failures"]), float(about["last"])
    except (OSError, ValueError, OverflowError, KeyError, TypeError):
        return 0, 0.0


def _write(profile: Path, store_id: str, failures: int, last: float) -> None:
    with contextlib.suppress(OSError):
        profile.mkdir(parents=True, exist_ok=True)
        write_whole(_file(profile, store_id), json.dumps({"failures": failures, "last": last}).encode())


def _file(profile: Path, store_id: str) -> Path:
    return profile / f"{store_id}.tries.json"

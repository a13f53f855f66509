"""Before a window opens: a missing library or an unreachable screen is one plain line, and Qt does not end us."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from workbench import screen
from workbench.errors import Plain

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows brings all that Qt needs")


def test_where_everything_is_there_nothing_is_said() -> None:
    screen.check({"QT_QPA_PLATFORM": "offscreen"})
    screen.check({"QT_QPA_PLATFORM": "offscreen:size=800x600"})
    screen.check({})


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_missing_library_is_named_with_all_packages(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    def cannot(_name: str) -> None:
        raise OSError("libxcb-cursor.so.0: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", cannot)
    with pytest.raises(Plain) as told:
        screen.check({variable: ":0"})
    words = str(told.value)
    assert "(libxcb-cursor.so.0)" in words
    assert all(
        name in words for name in ("libegl1", "libxcb-cursor0", "libxcb-icccm4", "libxkbcommon-x11-0", "libcups2")
    )
    assert "\n" not in words


def test_the_program_itself_says_so_and_is_not_ended_by_qt(tmp_path: Path) -> None:
    given = {name: value for name, value in os.environ.items() if name not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "workbench", "--store", str(tmp_path / "none")],
        env={**given, "DISPLAY": ":987", "WORKBENCH_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    [said] = done.stderr.splitlines()
    assert said.startswith("The window cannot be opened: ")

"""Documents that are only looked at lie in one private folder, and do not outlive the program."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil
from workbench import paths
from workbench.gui.printing import PrintPage
from workbench.workflows import private


def test_the_pages_lie_where_nobody_else_may_look_and_go_with_their_page(council: OpenCouncil) -> None:
    council.page("register/retention-schedule").verbs()["print"]()
    (path,) = paths.private_dir().rglob("*.pdf")
    assert path == council.here(PrintPage)._path
    council.page("home")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_only_its_owner_may_enter() -> None:
    made = private.room()
    for folder in (made, paths.private_dir()):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    private.forget(made)


@pytest.fixture
def other() -> Iterator[subprocess.Popen[str]]:
    """Another run of the program that looks at a document."""
    words = "from workbench.workflows import private; print(private.room(), flush=True); input()"
    run = subprocess.Popen(
        [sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    yield run
    run.kill()
    run.communicate()


def test_what_a_run_that_crashed_left_is_swept_and_not_what_another_looks_at(other: subprocess.Popen[str]) -> None:
    assert other.stdout
    left = Path(other.stdout.readline().strip())
    assert left.is_relative_to(paths.private_dir())
    private.sweep()
    assert left.is_dir(), "it goes on"
    other.kill()
    other.wait()
    private.sweep()
    assert not left.exists()


def test_the_end_leaves_nothing() -> None:
    private.room()
    private.sweep()
    assert list(paths.private_dir().iterdir()) == []

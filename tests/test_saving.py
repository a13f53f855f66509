"""Either the whole new file or the old one as it was, and plain words about it."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.errors import Plain
from workbench.saving import saved_as

FULL = """
import resource, signal, sys
from pathlib import Path
from workbench.errors import Plain
from workbench.saving import saved_as
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    with saved_as(Path(sys.argv[1]), "workbook") as unfinished:
        unfinished.write_bytes(b"x" * 5000)
except Plain as problem:
    sys.stdout.write(str(problem))
"""


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"old")
    with saved_as(path, "workbook") as unfinished:
        unfinished.write_bytes(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on a file's size is a thing of Unix")
def test_a_full_disk_is_said_and_nothing_changes(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"old")
    done = subprocess.run([sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True)
    assert "is full" in done.stdout
    assert "nothing was changed" in done.stdout
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_open_in_another_program_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Plain, match="open in another program"), saved_as(path, "workbook") as unfinished:
        unfinished.write_bytes(b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_read_only_file_is_left(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(Plain, match="read-only"), saved_as(path, "workbook"):
        raise AssertionError("not reached")
    assert path.read_bytes() == b"old"


def test_places_that_cannot_be_written_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Plain, match="is a folder"), saved_as(tmp_path, "PDF") as unfinished:
        unfinished.write_bytes(b"new")
    with pytest.raises(Plain, match="There is no folder"), saved_as(tmp_path / "a" / "b.pdf", "PDF") as unfinished:
        unfinished.write_bytes(b"new")
    with pytest.raises(Plain, match="too long"), saved_as(tmp_path / ("x" * 300), "PDF") as unfinished:
        unfinished.write_bytes(b"new")
    assert list(tmp_path.iterdir()) == []

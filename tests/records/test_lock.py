"""One window at a time may change the files, and the others are told who has them (T5)."""

from __future__ import annotations

import getpass
import os
import socket
from pathlib import Path

import pytest

from tests.records.conftest import Zygote, opened, reopen
from workbench.records import lock
from workbench.records.failures import InUse


def test_a_second_window_is_told_who_and_since_when(folder: Path, made: str, zygote: Zygote) -> None:
    zygote.start("hold", str(folder))
    assert zygote.line().startswith("open")
    with pytest.raises(InUse) as told:
        reopen(folder)
    who = told.value.holder
    assert isinstance(who, lock.Holder)
    assert (who.pid, who.host, who.user) == (zygote.pid, socket.gethostname(), getpass.getuser())
    assert f"in use by {who.user} on {who.host} since " in str(told.value)
    assert "read only" in str(told.value)
    zygote.kill()


def test_a_second_window_may_look(folder: Path, made: str, zygote: Zygote) -> None:
    zygote.start("write", str(folder))
    zygote.line()
    for _ in range(5):
        with opened(folder, read_only=True) as store:
            assert store.council.name == "Test Town Council"
    zygote.kill()


def test_the_lock_of_a_killed_window_clears_itself(folder: Path, made: str, zygote: Zygote) -> None:
    zygote.start("hold", str(folder))
    zygote.line()
    zygote.kill()
    named = lock.holder(folder / "council.lock")
    assert named is not None
    assert named.pid == zygote.pid
    with opened(folder):
        mine = lock.holder(folder / "council.lock")
        assert mine is not None
        assert mine.pid == os.getpid()
    assert lock.holder(folder / "council.lock") is None


def test_a_link_to_the_folder_is_the_same_folder(folder: Path, made: str, tmp_path: Path, zygote: Zygote) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    zygote.start("hold", str(folder))
    zygote.line()
    with pytest.raises(InUse, match=f"on {socket.gethostname()} since"):
        reopen(link)
    zygote.kill()


@pytest.mark.parametrize("way", ["hard", "soft"])
def test_a_second_name_for_the_file_is_noticed(
    folder: Path, made: str, tmp_path: Path, zygote: Zygote, way: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "council.keys").write_bytes((folder / "council.keys").read_bytes())
    if way == "hard":
        (other / "council.gwb").hardlink_to(folder / "council.gwb")
    else:
        (other / "council.gwb").symlink_to(folder / "council.gwb")
    zygote.start("hold", str(folder))
    zygote.line()
    with pytest.raises(InUse, match="another name"):
        reopen(other)
    zygote.kill()
    reopen(other).close()


def test_the_same_process_cannot_open_twice_for_work(folder: Path, made: str) -> None:
    with opened(folder), pytest.raises(InUse):
        reopen(folder)
    reopen(folder).close()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"pid": "x"}', b'{"pid": 1e999, "host": "", "user": ""}'])
def test_a_lock_file_with_anything_in_it_is_no_hindrance(folder: Path, made: str, content: bytes) -> None:
    (folder / "council.lock").write_bytes(content)
    assert lock.holder(folder / "council.lock") is None
    reopen(folder).close()

"""Working copies: nobody else reads them, nothing edited is lost or taken in silence, and nothing else stays."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import PASSPHRASE, open_new
from workbench import paths
from workbench.errors import Plain
from workbench.records import attachments, keys, record
from workbench.records.attachments import Attachment, Owner, keep
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.registers.retention_schedule import ScheduleLine
from workbench.workflows import private, workingcopies
from workbench.workflows.workingcopies import Copy, open_copy

OWNER = Owner(ScheduleLine.register_name, 1)


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys.cost, "m", 64)
    monkeypatch.setattr(keys.cost, "t", 1)
    yield
    private.sweep()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with a record that has one letter."""
    with open_new(tmp_path) as fresh:
        with fresh.operation("Add", "edit") as operation:
            record.add(ScheduleLine, [{"record_series": "Complaint files"}], operation.id)
            keep(fresh, OWNER, "Letter to Jane.docx", b"draft", operation.id, came_with=7)
        yield fresh


def edit(copy: Copy, content: bytes, *, ago: float = 60) -> None:
    """What Word does, some seconds ago."""
    copy.path.write_bytes(content)
    past = copy.path.stat().st_mtime - ago
    os.utime(copy.path, (past, past))


def take(store: Store, copy: Copy) -> int:
    """Take a copy back as an operation of its own."""
    with store.operation("Take a letter back", "edit") as operation:
        return workingcopies.take_back(store, copy, operation.id)


def contents() -> list[bytes]:
    """What the files shown hold."""
    return [b"".join(attachments.read(kept.id)) for kept in attachments.of(OWNER)]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
@pytest.mark.parametrize(("editable", "rights"), [(False, 0o400), (True, 0o600)])
def test_nobody_else_may_read_a_copy_and_its_name_says_nothing(store: Store, editable: bool, rights: int) -> None:
    copy = open_copy(store, 1, editable=editable)
    assert copy.path.read_bytes() == b"draft"
    assert stat.S_IMODE(copy.path.stat().st_mode) == rights
    assert copy.path.name == "Working copy 1.docx"
    for path in (copy.path.parent, *copy.path.parents):
        if path.is_relative_to(paths.private_dir()):
            assert stat.S_IMODE(path.stat().st_mode) == 0o700
    lying = b"".join(path.read_bytes() for path in paths.private_dir().rglob("*") if path.is_file())
    assert b"Jane" not in lying


@pytest.mark.parametrize(
    "name",
    ["a.exe", "a.lnk", "a.js", "a.hta", "a.docm", "a.pdf.exe", "a\u202efdp.exe", "a", "a.html", "a.zip", "a.EXE"],
)
def test_what_may_run_is_never_opened(store: Store, name: str, tmp_path: Path) -> None:
    with store.operation("Add", "edit") as operation:
        number = keep(store, OWNER, name, b"MZ", operation.id)
    with pytest.raises(Plain, match=r"may run as a program\. Nothing was changed\. Use “Save a copy”"):
        open_copy(store, number)
    assert not list(paths.private_dir().rglob("*Working*"))
    workingcopies.save_copy(number, tmp_path / "out.bin")
    assert (tmp_path / "out.bin").read_bytes() == b"MZ"


def test_an_edited_copy_comes_back_as_a_newer_version(store: Store) -> None:
    copy = open_copy(store, 1, editable=True)
    assert open_copy(store, 1, editable=True) == copy, "never two to edit"
    assert not copy.changed
    edit(copy, b"final")
    number = take(store, copy)
    assert take(store, copy) == number, "once, however often it is asked"
    workingcopies.forget(copy)
    assert not copy.path.exists()
    [kept] = attachments.of(OWNER)
    assert (kept.id, kept.name, kept.follows, kept.came_with) == (number, "Letter to Jane.docx", 1, 7)
    assert (contents(), workingcopies.edited(store)) == ([b"final"], [])


def test_two_rounds_of_one_letter_follow_each_other(store: Store) -> None:
    first, second = open_copy(store, 1, editable=True), b"second"
    edit(first, b"first")
    take(store, first)
    edit(first, second)
    number = take(store, first)
    assert [kept.follows for kept in attachments.of(OWNER, older=True)] == [None, 1, 2]
    assert attachments.one(number).digest == hashlib.sha256(second).hexdigest()


@pytest.mark.parametrize("mark", ["~$rking copy 1.docx", ".~lock.Working copy 1.docx#", ""])
def test_what_is_still_open_is_not_taken(store: Store, mark: str) -> None:
    copy = open_copy(store, 1, editable=True)
    edit(copy, b"half", ago=60 if mark else 0)
    if mark:
        (copy.path.parent / mark).touch()
    with pytest.raises(Plain, match=r"still open in another program\. Nothing was changed\."):
        take(store, copy)
    workingcopies.sweep()
    assert copy.path.read_bytes() == b"half"
    assert contents() == [b"draft"]


def test_a_sweep_takes_what_was_only_looked_at_and_leaves_what_was_edited(store: Store) -> None:
    looked, unchanged, changed = open_copy(store, 1), open_copy(store, 1, editable=True), None
    with store.operation("Add", "edit") as operation:
        changed = open_copy(store, keep(store, OWNER, "b.txt", b"b", operation.id), editable=True)
    edit(changed, b"edited")
    workingcopies.sweep()
    assert not looked.path.exists()
    assert not unchanged.path.exists()
    assert [copy.path for copy in workingcopies.edited(store)] == [changed.path]


CRASH = """
import os, sys
from pathlib import Path
from workbench.records import keys
keys.cost.m, keys.cost.t = 64, 1
from workbench.records.store import Store
from workbench.registers import MODELS
from workbench.workflows.workingcopies import open_copy
store = Store.open(Path(sys.argv[1]), sys.argv[2], MODELS)
copy = open_copy(store, 1, editable=True)
copy.path.write_bytes(b"typed before the crash")
os.utime(copy.path, (1e9, 1e9))
open_copy(store, 1)
os.kill(os.getpid(), 9)
"""


def test_after_a_crash_what_was_edited_is_offered_and_not_taken(tmp_path: Path) -> None:
    with open_new(tmp_path) as fresh, fresh.operation("Add", "edit") as operation:
        record.add(ScheduleLine, [{"record_series": "Complaint files"}], operation.id)
        keep(fresh, OWNER, "a.docx", b"draft", operation.id)
    words = [sys.executable, "-c", CRASH, str(tmp_path / "council"), PASSPHRASE]
    subprocess.run(words, check=False, timeout=60)
    workingcopies.sweep()  # the next start
    store = Store.open(tmp_path / "council", PASSPHRASE, MODELS)
    try:
        [copy] = workingcopies.edited(store)
        assert contents() == [b"draft"], "not taken in silence"
        take(store, copy)
        workingcopies.forget(copy)
        assert contents() == [b"typed before the crash"]
        workingcopies.sweep()
        assert list(paths.private_dir().iterdir()) == []
    finally:
        store.close()


def test_what_was_taken_before_a_crash_is_not_offered_again(store: Store) -> None:
    copy = open_copy(store, 1, editable=True)
    edit(copy, b"final")
    take(store, copy)
    workingcopies.sweep()  # before it could be forgotten
    assert copy.path.exists()
    assert workingcopies.edited(store) == []
    assert not copy.path.exists()


def test_copies_of_a_destroyed_file_go_though_they_were_edited(store: Store) -> None:
    looked, copy = open_copy(store, 1), open_copy(store, 1, editable=True)
    edit(copy, b"edited")
    with store.operation("Destroy", "destruction") as operation:
        record.destroy(ScheduleLine, [1], operation.id)
    assert record.stored_of(Attachment, [1]) == {}
    workingcopies.forget_destroyed(store)
    assert not looked.path.exists()
    assert not copy.path.exists()
    with pytest.raises(Plain, match="no longer in the records"):
        open_copy(store, 1)


def test_another_councils_copies_are_left_alone(store: Store, tmp_path: Path) -> None:
    copy = open_copy(store, 1, editable=True)
    edit(copy, b"edited")
    about = copy.path.parent / "about.json"
    about.write_text(about.read_text().replace(store.store_id, "another"))
    assert workingcopies.edited(store) == []
    workingcopies.forget_destroyed(store)
    workingcopies.sweep()
    assert copy.path.exists()


def test_a_copy_that_cannot_be_written_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workingcopies, "write_whole", full)
    with pytest.raises(Plain):
        open_copy(store, 1)
    assert not list(paths.private_dir().rglob("*Working*"))


def test_a_saved_copy_is_whole_or_not_there(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "saved.docx"
    target.write_bytes(b"before")
    mine = tmp_path / "saved.docx.new"
    mine.write_bytes(b"somebody's own")
    store.sealed.connection().execute("UPDATE attachment_bytes SET bytes = ?", (b"other",))
    with pytest.raises(Plain, match="no longer as it was added"):
        workingcopies.save_copy(1, target)
    assert target.read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["council", "saved.docx", "saved.docx.new"]
    assert mine.read_bytes() == b"somebody's own"

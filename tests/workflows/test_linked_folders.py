"""Linked folders: looking changes nothing; deleting takes only what was seen, and the log tells the truth."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import helpers
from tests.workflows.folder import OLD, YOUNG, entries, letters, link, linked, look, put, there
from workbench import clock, paths
from workbench.errors import Cancelled, Plain
from workbench.records import backup, history, record
from workbench.records.store import Store
from workbench.registers.checks import Check
from workbench.registers.holdings import Holding
from workbench.registers.linked_folders import KeptFile, LinkedFolder
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import checks, holds
from workbench.workflows.folders import deleting, finding, journal, keeping, removing
from workbench.workflows.folders.removing import Fate
from workbench.workflows.progress import Progress

TODAY = dt.date(2026, 11, 25)
ALL = {"Xylophone.doc", "b.doc", "deep/c.doc", "young.doc"}


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Wednesday 25 November 2026, ten o'clock."""
    clock.set_source(lambda: dt.datetime.combine(TODAY, dt.time(10), dt.UTC))
    yield
    clock.set_source(None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new council."""
    with helpers.open_new(tmp_path) as store:
        yield store


@pytest.fixture
def root(tmp_path: Path, store: Store) -> Path:
    """Letters, linked."""
    place = letters(tmp_path)
    link(store, place)
    return place


def names(found: finding.Look) -> list[str]:
    """What is due, the oldest first."""
    return [due.name for due in found.due]


def test_looking_lists_what_is_past_its_period_and_changes_no_file(store: Store, root: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in root.rglob("*.doc")}
    found = look(store)
    assert names(found) == ["Xylophone.doc", "b.doc", "deep/c.doc"]
    assert (found.size, found.oldest, found.young, found.undated, found.stops) == (20, OLD, 1, 0, "")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in root.rglob("*.doc")} == before
    assert (linked()["looked_due"], linked()["looked_oldest"], linked()["standing"]) == (3, OLD, "due")
    assert not entries()


def test_deleting_takes_what_was_ticked_and_the_log_says_how_much_but_no_name(store: Store, root: Path) -> None:
    found = look(store)
    stamps = {name: (root / name).stat() for name in ("Xylophone.doc", "b.doc")}
    outcome = deleting.delete(store, found, found.due[:2])
    assert (outcome.entry, outcome.gone, outcome.size, outcome.left) == ("2026/001", 2, 15, ())
    assert there(root) == {"deep/c.doc", "young.doc"}
    [entry] = entries()
    said = {
        "outcome": "destroyed", "quantity": 2, "unit": "files", "medium": "folder", "method": "unlinked",
        "covers_from": OLD, "covers_to": OLD + dt.timedelta(days=1), "carried_out": TODAY,
        "series_reference": "7.2", "series_name": "Old letters", "done_by": "Clerk",
    }  # fmt: skip
    assert {name: entry[name] for name in said} == said
    lines = "".join(f"{n}\t{s.st_size}\t{s.st_mtime_ns}\n" for n, s in sorted(stamps.items()))
    assert (
        entry["remarks"] == f"15 bytes (15 bytes). SHA-256 of the list: {hashlib.sha256(lines.encode()).hexdigest()}."
    )
    assert "doc" not in str(entry)
    assert str(root) not in str(entry)
    assert journal.unfinished() == []
    assert linked()["looked_due"] == 1


def test_a_check_that_is_due_is_answered_by_the_same_entry(store: Store, root: Path) -> None:
    checks.make(store)
    found = look(store)
    deleting.delete(store, found, found.due)
    answered, following = record.values_of(Check, [1, 2]).values()
    assert (answered["answer"], answered["number_destroyed"], answered["log_number"]) == ("destroyed", 3, "2026/001")
    assert (following["answer"], following["due_on"]) == ("open", dt.date(2026, 12, 25))
    assert len(entries()) == 1


def test_the_day_of_29_february_and_the_first_day_a_file_may_go(store: Store, tmp_path: Path) -> None:
    """29 Feb 2024 + 2 years ends on 28 Feb 2026; it may go from 1 March. 23 Nov 2024 may go on the 24th, 24th today."""
    root = tmp_path / "letters"
    put(root / "leap.doc", dt.date(2024, 2, 29))
    put(root / "today.doc", dt.date(2024, 11, 24))
    put(root / "tomorrow.doc", dt.date(2024, 11, 25))
    link(store, root)
    found = look(store)
    assert [(d.name, d.eligible_from) for d in found.due] == [
        ("leap.doc", dt.date(2026, 3, 1)),
        ("today.doc", TODAY),
    ]


def test_a_year_end_counts_from_the_end_of_the_year(store: Store, tmp_path: Path) -> None:
    """A paper of 31 March 2020 belongs to the year that ends then; it may go from 1 April 2026."""
    rule = RetentionRule(Kind.FIXED, Length(6, Unit.YEARS), "end_of_financial_year", bound="min")
    root = tmp_path / "letters"
    put(root / "gone.doc", dt.date(2020, 3, 31))
    put(root / "stays.doc", dt.date(2020, 4, 1))
    link(store, root, rule=rule)
    assert [(d.name, d.eligible_from) for d in look(store).due] == [("gone.doc", dt.date(2026, 4, 1))]


def test_the_day_in_the_name_counts_where_it_was_chosen(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "letters"
    put(root / "letter 2019-01-02.doc", YOUNG)
    put(root / "letter 2026-01-02.doc", OLD)
    put(root / "letter.doc", OLD)
    link(store, root, counts="named")
    found = look(store)
    assert (names(found), found.young, found.undated) == (["letter 2019-01-02.doc"], 1, 1)


def test_where_no_day_of_making_is_kept_it_is_said(store: Store, root: Path) -> None:
    with store.operation("Change", "edit") as op:
        record.change(LinkedFolder, {1: {"counts": "created"}}, op.id)
    with pytest.raises(Plain, match="does not keep the day on which a file was made"):
        look(store)


def test_nothing_outside_is_seen_or_goes_through_a_link(store: Store, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    put(outside / "theirs.doc", OLD)
    (root / "link.doc").symlink_to(outside / "theirs.doc")
    (root / "junction").symlink_to(outside, target_is_directory=True)
    (root / "loop").symlink_to(root, target_is_directory=True)
    put(root / "Thumbs.db", OLD)  # no record
    found = look(store)
    assert names(found) == ["Xylophone.doc", "b.doc", "deep/c.doc"]
    assert found.walk.links == 3
    deleting.delete(store, found, found.due)
    assert there(outside) == {"theirs.doc"}


def test_a_subfolder_replaced_by_a_link_after_the_look_is_not_followed(
    store: Store, root: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    found = look(store)
    (root / "deep").rename(outside)
    (root / "deep").symlink_to(outside, target_is_directory=True)
    outcome = deleting.delete(store, found, found.due)
    assert outcome.left == (("deep/c.doc", Fate.LINK),)
    assert there(outside) == {"c.doc"}
    assert entries()[0]["quantity"] == 2


def rewritten(path: Path) -> None:
    """Other words of the same length, and the same day: only the system's own mark tells."""
    before = path.stat()
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    """Another file of the same size and day under its name."""
    before = path.stat()
    other = path.with_name("other.tmp")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def made_a_link(path: Path) -> None:
    """A link stands where it stood."""
    path.rename(path.with_name("renamed.doc"))
    path.symlink_to(path.with_name("renamed.doc"))


@pytest.mark.parametrize(
    ("act", "fate"),
    [
        (rewritten, Fate.CHANGED),
        (replaced, Fate.CHANGED),
        (lambda path: put(path, YOUNG), Fate.CHANGED),
        (made_a_link, Fate.LINK),
        (lambda path: path.unlink(), Fate.MISSING),
        (lambda path: put(path.with_name(".~lock.b.doc#"), YOUNG), Fate.IN_USE),
        (lambda path: put(path.with_name("~$b.doc"), YOUNG), Fate.IN_USE),
    ],
)
def test_what_changed_since_the_look_is_left_and_said(
    store: Store, root: Path, act: Callable[[Path], Any], fate: Fate
) -> None:
    found = look(store)
    act(root / "b.doc")
    outcome = deleting.delete(store, found, found.due)
    assert outcome.left == (("b.doc", fate),)
    assert outcome.gone == 2
    [entry] = entries()
    assert entry["quantity"] == 2
    assert f"1 file left: {fate.value}." in entry["remarks"]


@pytest.mark.parametrize("lock", [fcntl.flock, fcntl.lockf])
def test_a_locked_file_is_left(store: Store, root: Path, lock: Callable[[Any, int], Any]) -> None:
    found = look(store)
    if lock is fcntl.lockf:  # a lock of one's own process is never in one's way: another holds it
        ready, go = os.pipe()
        child = os.fork()
        if child == 0:
            handle = os.open(root / "b.doc", os.O_RDWR)
            fcntl.lockf(handle, fcntl.LOCK_EX)
            os.write(go, b"1")
            os.read(os.pipe()[0], 1)
        os.read(ready, 1)
        outcome = deleting.delete(store, found, found.due)
        os.kill(child, 9)
        os.waitpid(child, 0)
    else:
        with (root / "b.doc").open() as held:
            lock(held, fcntl.LOCK_EX)
            outcome = deleting.delete(store, found, found.due)
    assert outcome.left == (("b.doc", Fate.IN_USE),)
    assert "b.doc" in there(root)


def test_read_only_odd_and_long_names_go(store: Store, tmp_path: Path) -> None:
    root = tmp_path / "letters"
    odd = ["new\nline.doc", "-rf *.doc", "Llŷn “quoted”.doc", " blank .doc", "x" * 200 + ".doc", "%s{0}.doc"]
    for name in odd:
        put(root / name, OLD)
    (root / odd[0]).chmod(0o400)
    deep = root
    for _ in range(6):
        deep /= "d" * 60
    put(deep / "long.doc", OLD)
    put(root / os.fsdecode(b"caf\xe9.doc"), OLD)
    link(store, root)
    found = look(store)
    assert len(found.due) == len(odd) + 2
    cafe = next(due for due in found.due if "caf" in due.name)
    assert cafe.shown == "caf\\xe9.doc"
    keeping.keep(store, 1, [cafe.name], "Asked for", TODAY + dt.timedelta(days=9))
    found = look(store)
    assert (len(found.due), found.kept) == (len(odd) + 1, 1)
    outcome = deleting.delete(store, found, found.due)
    assert (outcome.gone, outcome.left) == (len(odd) + 1, ())
    assert len(there(root)) == 1


def test_what_the_computer_does_not_allow_is_left_and_said(store: Store, root: Path, monkeypatch: Any) -> None:
    found = look(store)
    real = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.name == "b.doc":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    outcome = deleting.delete(store, found, found.due)
    assert outcome.left == (("b.doc", Fate.REFUSED),)
    assert "b.doc" in there(root)


HOLDS: list[dict[str, Any]] = [{"series": 1}, {"covers_from": dt.date(2020, 1, 1)}, {"holding": 1}]


@pytest.mark.parametrize("scope", HOLDS)
def test_a_hold_placed_after_the_look_stops_it(store: Store, root: Path, scope: dict[str, Any]) -> None:
    with store.operation("Add", "edit") as op:
        record.add(Holding, [{"description": "Drive", "series": 1, "medium": "folder"}], op.id)
    found = look(store)
    assert found.stops == ""
    holds.place(store, {"reason": "A request came in", "kind": "request", **scope})
    with pytest.raises(Plain, match="A request came in"):
        deleting.delete(store, found, found.due)
    assert there(root) == ALL
    assert look(store).stops.startswith("On hold: A request came in.")
    assert not entries()


@pytest.mark.parametrize("scope", [{"series": 2}, {"holding": 1}, {"matter": "A person"}])
def test_a_hold_on_something_else_does_not(store: Store, root: Path, scope: dict[str, Any]) -> None:
    with store.operation("Add", "edit") as op:
        record.add(ScheduleLine, [{"record_series": "Other"}], op.id)
        record.add(Holding, [{"description": "A box", "series": 1, "medium": "paper"}], op.id)
    holds.place(store, {"reason": "A request came in", "kind": "request", **scope})
    found = look(store)
    assert deleting.delete(store, found, found.due).gone == 3


def test_a_hold_placed_between_two_parts_stops_it_and_what_went_is_logged(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hold is looked at inside the transaction of each part."""
    monkeypatch.setattr(journal, "PART", 1)
    found = look(store)

    def tell(done: int, _of: int, _text: str) -> bool:
        if done == 1:
            holds.place(store, {"reason": "A request came in", "kind": "request", "series": 1})
        return True

    outcome = deleting.delete(store, found, found.due, Progress(tell))
    assert (outcome.gone, outcome.stopped) == (1, "A hold was placed meanwhile: A request came in.")
    assert there(root) == ALL - {"Xylophone.doc"}
    assert entries()[0]["quantity"] == 1


def test_stopping_logs_what_went(store: Store, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "PART", 1)
    found = look(store)
    outcome = deleting.delete(store, found, found.due, Progress(lambda done, _of, _text: done < 2))
    assert (outcome.gone, outcome.stopped) == (2, "It was stopped.")
    assert entries()[0]["quantity"] == 2
    found = look(store)
    with pytest.raises(Cancelled):
        deleting.delete(store, found, found.due, Progress(lambda *_: False))
    assert len(entries()) == 1
    assert journal.unfinished() == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"path": "/elsewhere"}, "changed since the look"),
        ({"counts": "named"}, "changed since the look"),
        ({"to_bin": True}, "changed since the look"),
    ],
)
def test_a_linked_folder_changed_since_the_look_must_be_looked_at_again(
    store: Store, root: Path, change: dict[str, Any], said: str
) -> None:
    found = look(store)
    with store.operation("Change", "edit") as op:
        record.change(LinkedFolder, {1: change}, op.id)
    with pytest.raises(Plain, match=said):
        deleting.delete(store, found, found.due)
    assert there(root) == ALL


def test_a_rule_made_longer_since_the_look_stops_it(store: Store, root: Path) -> None:
    found = look(store)
    longer = RetentionRule(Kind.FIXED, Length(7, Unit.YEARS), "creation", bound="min")
    with store.operation("Change", "edit") as op:
        record.change(ScheduleLine, {1: {"rule": longer}}, op.id)
    with pytest.raises(Plain, match="as it stands now"):
        deleting.delete(store, found, found.due)
    assert there(root) == ALL


def test_a_clock_set_back_or_far_forward_stops_it(store: Store, root: Path) -> None:
    found = look(store)
    for when in (dt.datetime(2026, 11, 22, tzinfo=dt.UTC), dt.datetime(2027, 1, 24, tzinfo=dt.UTC)):
        clock.set_source(partial(dt.datetime.astimezone, when))
        with pytest.raises(Plain, match="clock says"):
            deleting.delete(store, found, found.due)
        assert "clock says" in finding.look(store, 1).stops
    assert there(root) == ALL
    clock.set_source(lambda: dt.datetime(2026, 11, 25, 11, tzinfo=dt.UTC))
    assert deleting.delete(store, found, found.due).gone == 3, "the control"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"rule": None}, "no agreed period"),
        ({"rule": RetentionRule(Kind.PERMANENT)}, "Kept permanently"),
        ({"rule": RetentionRule(Kind.FIXED, Length(2, Unit.YEARS))}, "which day it runs from"),
    ],
)
def test_a_line_without_a_day_gives_nothing_to_delete(
    store: Store, tmp_path: Path, line: dict[str, Any], said: str
) -> None:
    link(store, letters(tmp_path), **line)
    with pytest.raises(Plain, match=said):
        look(store)


CLOSED = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "end_of_employment", bound="min")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"rule": CLOSED}, "which no file says"),
        ({"to_be_checked": True}, "waits for an answer"),
        ({"disposal_action": "transfer"}, "offer it to the record office"),
    ],
)
def test_what_only_people_know_stops_the_deleting_but_no_look(
    store: Store, tmp_path: Path, more: dict[str, Any], said: str
) -> None:
    root = letters(tmp_path)
    link(store, root, **more)
    found = look(store)
    assert said in found.stops
    with pytest.raises(Plain, match=said):
        deleting.delete(store, found, found.due)
    assert there(root) == ALL


def test_a_reason_for_the_date_lets_it_go_and_stands_in_the_log(store: Store, tmp_path: Path) -> None:
    link(store, letters(tmp_path), rule=CLOSED, why_date="Only leavers' files are moved here.")
    found = look(store)
    deleting.delete(store, found, found.due)
    assert "Only leavers' files are moved here." in entries()[0]["rule"]


def test_kept_files_stay_until_their_day_and_are_forgotten_when_they_go(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeping.keep(store, 1, ["Xylophone.doc"], "The archivist asked", TODAY + dt.timedelta(days=10))
    found = look(store)
    assert (names(found), found.kept) == (["b.doc", "deep/c.doc"], 1)
    clock.set_source(lambda: dt.datetime(2026, 12, 5, 10, tzinfo=dt.UTC))
    found = look(store)
    assert [(due.name, due.kept) for due in found.due[:1]] == [("Xylophone.doc", "The archivist asked")]
    deleting.delete(store, found, found.due)
    assert KeptFile.select().count() == 0
    rows = store.sealed.connection().execute("SELECT count(*) FROM history_values WHERE after LIKE '%archivist%'")
    assert rows.fetchone() == (0,)
    assert history.verify().intact


def test_a_kept_file_that_somebody_took_away_is_forgotten_at_the_next_look(store: Store, root: Path) -> None:
    keeping.keep(store, 1, ["b.doc", "deep/c.doc"], "Asked for", TODAY + dt.timedelta(days=10))
    (root / "b.doc").unlink()
    look(store)
    assert list(keeping.standing(1)) == ["deep/c.doc"]
    with store.operation("Remove", "edit") as op:
        record.remove(LinkedFolder, [1], op.id)
    deleting.settle(store)
    assert KeptFile.select().count() == 0


def test_a_file_kept_since_the_look_does_not_go(store: Store, root: Path) -> None:
    found = look(store)
    keeping.keep(store, 1, ["b.doc"], "Asked for", TODAY + dt.timedelta(days=10))
    with pytest.raises(Plain, match="kept since the look"):
        deleting.delete(store, found, found.due)
    assert there(root) == ALL


@pytest.mark.parametrize(
    ("reason", "day", "said"),
    [("", TODAY + dt.timedelta(days=1), "why they stay"), ("X", None, "look again"), ("X", TODAY, "after today")],
)
def test_nothing_is_kept_without_a_reason_and_a_new_day(
    store: Store, root: Path, reason: str, day: dt.date | None, said: str
) -> None:
    with pytest.raises(Plain, match=said):
        keeping.keep(store, 1, ["b.doc"], reason, day)
    assert KeptFile.select().count() == 0


def test_moved_to_the_recycle_bin_is_asked_for_until_it_is_emptied(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, bin_folder = letters(tmp_path), tmp_path / "bin"
    bin_folder.mkdir()
    monkeypatch.setattr(removing, "send2trash", lambda path: Path(path).rename(bin_folder / Path(path).name))
    link(store, root, to_bin=True)
    checks.make(store)
    found = look(store)
    outcome = deleting.delete(store, found, found.due)
    assert there(bin_folder) == {"Xylophone.doc", "b.doc", "c.doc"}
    assert (entries()[0]["outcome"], entries()[0]["method"]) == ("moved", "binned")
    assert (linked()["standing"], linked()["moved_number"], linked()["moved_entries"]) == ("bin", 3, "2026/001")
    assert record.values_of(Check, [1])[1]["answer"] == "open", "moved is not destroyed"
    with store.operation("Remove", "edit") as op, pytest.raises(Plain, match="still in the recycle bin"):
        record.remove(LinkedFolder, [1], op.id)
    put(root / "again.doc", OLD)
    found = look(store)
    deleting.delete(store, found, found.due)
    assert (linked()["moved_number"], linked()["moved_entries"]) == (4, "2026/001, 2026/002")
    assert deleting.emptied(store, 1) == "2026/003"
    assert (entries()[2]["outcome"], entries()[2]["quantity"]) == ("destroyed", 4)
    assert "2026/001, 2026/002" in entries()[2]["remarks"]
    assert linked()["standing"] == "looked"
    assert record.values_of(Check, [1])[1]["log_number"] == "2026/003"
    with pytest.raises(Plain, match="Nothing of “Letters” waits"):
        deleting.emptied(store, 1)
    assert outcome.gone == 3


def test_the_real_recycle_bin_holds_what_was_moved(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import send2trash.plat_other as other

    bin_folder = tmp_path / "share" / "Trash"
    monkeypatch.setattr(other, "HOMETRASH_B", os.fsencode(bin_folder))
    monkeypatch.setattr(other, "get_dev", lambda _path: 1)
    monkeypatch.setattr(removing, "send2trash", other.send2trash)
    root = letters(tmp_path)
    link(store, root, to_bin=True)
    found = look(store)
    assert deleting.delete(store, found, found.due).gone == 3
    assert there(bin_folder / "files") == {"Xylophone.doc", "b.doc", "c.doc"}


def test_a_hold_stops_the_word_that_the_bin_was_emptied(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "send2trash", lambda path: Path(path).unlink())
    link(store, letters(tmp_path), to_bin=True)
    found = look(store)
    deleting.delete(store, found, found.due)
    holds.place(store, {"reason": "A request came in", "kind": "request", "series": 1})
    with pytest.raises(Plain, match="Put the files back"):
        deleting.emptied(store, 1)


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("OneDrive - Town Council", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Town SharePoint", "SharePoint"),
    ],
)
def test_a_synced_folder_is_said(store: Store, tmp_path: Path, place: str, service: str) -> None:
    link(store, letters(tmp_path / place))
    found = look(store)
    [said] = found.warns
    assert service in said
    assert "for weeks" in said
    deleting.delete(store, found, found.due)
    assert entries()[0]["copies"] == f"{service} may keep them in its own bin for weeks."
    assert str(tmp_path) not in str(entries())


def test_no_word_of_it_elsewhere(store: Store, root: Path) -> None:
    """The control."""
    assert look(store).warns == ()


def test_unreadable_subfolders_are_said(store: Store, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def refuse(path: Any) -> Any:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = look(store)
    assert names(found) == ["Xylophone.doc", "b.doc"]
    assert found.warns == ("1 place in it could not be read: deep.",)


def test_another_drive_below_it_is_not_looked_into_and_said(
    store: Store, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.lstat

    def mounted(path: Any) -> os.stat_result:
        found = real(path)
        if Path(path).name != "deep":
            return found
        return os.stat_result((found.st_mode, found.st_ino, found.st_dev + 1, *tuple(found)[3:]))

    monkeypatch.setattr(os, "lstat", mounted)
    found = look(store)
    assert names(found) == ["Xylophone.doc", "b.doc"]
    assert found.warns == ("Not looked into, for it is another drive: deep.",)


def refusals(tmp_path: Path, store: Store) -> dict[str, tuple[str, str]]:
    """Paths that are refused, and what is said of each."""
    root = tmp_path / "letters"
    link_to = tmp_path / "linked"
    link_to.symlink_to(root, target_is_directory=True)
    return {
        "gone": (str(tmp_path / "gone"), "is not there"),
        "not whole": ("letters", "no whole path"),
        "empty": (" ", "no whole path"),
        "a file": (str(root / "b.doc"), "is a file"),
        "a link": (str(link_to), "is a link"),
        "the root": ("/", "everything of a person or a drive"),
        "home": (str(Path.home()), "everything of a person or a drive"),
        "above home": (str(Path.home().parent), "everything of a person or a drive"),
        "the system": ("/usr/share", "belongs to the computer"),
        "the temporary": ("/tmp", "everything of a person|belongs to the computer"),
        "ours": (str(store.folder), "workbench’s own files"),
        "above ours": (str(store.folder.parent), "workbench’s own files|lie in each other"),
        "the backups": (str(store.folder / "backups" / "deep"), "workbench’s own files"),
        "the profile": (str(paths.anchors_dir()), "workbench’s own files|everything of a person"),
        "odd": (str(tmp_path / "a\0b"), "is not there"),
    }


CASES = (
    "gone", "not whole", "empty", "a file", "a link", "the root", "home", "above home", "the system", "the temporary",
    "ours", "above ours", "the backups", "the profile", "odd",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_place_that_must_not_be_touched_is_refused(store: Store, root: Path, tmp_path: Path, case: str) -> None:
    (store.folder / "backups" / "deep").mkdir(parents=True)
    paths.anchors_dir().mkdir(parents=True)
    path, said = refusals(tmp_path, store)[case]
    with store.operation("Change", "edit") as op:
        record.change(LinkedFolder, {1: {"path": path}}, op.id)
    with pytest.raises(Plain, match=said) as told:
        look(store)
    assert "Nothing was changed." in str(told.value)


def test_the_second_place_of_the_backups_is_refused(store: Store, root: Path) -> None:
    assert look(store).due, "the control"
    backup.copy_to(store.folder, backup.make(store, "test"), root / "deep")
    with pytest.raises(Plain, match="its backups"):
        look(store)


def test_two_linked_folders_that_lie_in_each_other_are_refused(store: Store, root: Path) -> None:
    link(store, root / "deep", name="Inner")
    for number in (1, 2):
        with pytest.raises(Plain, match="lie in each other"):
            finding.look(store, number)


def test_a_folder_renamed_or_replaced_after_the_look_loses_nothing(store: Store, root: Path, tmp_path: Path) -> None:
    found = look(store)
    root.rename(tmp_path / "renamed")
    with pytest.raises(Plain, match="no longer there"):
        deleting.delete(store, found, found.due)
    letters(tmp_path)
    with pytest.raises(Plain, match="Another folder stands where it was"):
        deleting.delete(store, found, found.due)
    assert there(root) == there(tmp_path / "renamed") == ALL


def test_a_read_only_store_looks_and_notes_nothing(store: Store, root: Path) -> None:
    store.close()
    reading = Store.open(store.folder, helpers.PASSPHRASE, store.models, read_only=True)
    found = finding.look(reading, 1)
    assert len(found.due) == 3
    with pytest.raises(Plain, match="read only"):
        deleting.delete(reading, found, found.due)
    reading.close()
    assert there(root) == ALL


def test_what_waits_first_stands_first(store: Store, tmp_path: Path) -> None:
    link(store, letters(tmp_path / "a"), name="Z")
    link(store, letters(tmp_path / "b"), name="A")
    look(store, 1)
    assert list(finding.waiting().items()) == [(1, "Z"), (2, "A")]
    assert LinkedFolder.select().where(LinkedFolder.id == 2).get().look_on == TODAY

"""A council's sheet in, again, edited, undone: the whole way with a real workbook."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.helpers import open_new
from workbench import cli
from workbench.errors import Cancelled, Plain
from workbench.exchange.drafting import Draft
from workbench.exchange.plan import Plan, Standing
from workbench.exchange.reading import read_workbook
from workbench.paths import resource
from workbench.records import agreement, backup, history, record
from workbench.records.failures import CouldNotWrite
from workbench.records.query import every
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import importing
from workbench.workflows.progress import Progress

KIRKLEES = resource("schedules/kirklees-customer-service.xlsx")
PARISH = resource("schedules/town-council-schedule.xlsx")


def planned(path: Path, store: Store | None) -> tuple[Draft, Plan]:
    draft = importing.propose(REGISTER, read_workbook(path), store)
    return draft, importing.plan(draft, store)


def take_in(path: Path, store: Store) -> importing.Imported:
    draft, plan = planned(path, store)
    return importing.apply(store, draft, plan)


def contents() -> list[tuple[int, tuple[Any, ...]]]:
    ids = every(REGISTER.record, ()).ids()
    return sorted(record.stored_of(REGISTER.record, ids).items())


def test_every_line_of_the_notice_comes_in_once(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        done = take_in(KIRKLEES, store)
        assert (done.added, done.changed, done.same) == (25, 0, 0)
        values = record.values_of(REGISTER.record, range(1, 26))
        photos = next(v for v in values.values() if v["record_series"] == "Blue Badge Photos")
        assert photos["period_text"] == "no older than 6 months"
        assert photos["responsible"] == "Business Support Officer"
        assert photos["rhythm"] == "monthly"
        assert photos["log_number"] is True


@pytest.mark.parametrize("path", [KIRKLEES, PARISH], ids=["notice", "parish"])
def test_the_same_workbook_again_changes_nothing(path: Path, tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        first = take_in(path, store)
        before = contents()
        _, again = planned(path, store)
        assert {row.standing for row in again.rows} == {Standing.SAME}
        assert take_in(path, store).operation is None
        assert contents() == before
        assert first.added == len(again.rows)


def test_an_edited_copy_shows_just_the_difference(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(KIRKLEES)
    sheet = book.worksheets[0]
    [cell] = [c for row in sheet.iter_rows() for c in row if c.value == "no older than 6 months"]
    cell.value = "no older than 12 months"
    edited = tmp_path / "edited.xlsx"
    book.save(edited)
    with open_new(tmp_path) as store:
        take_in(KIRKLEES, store)
        _, plan = planned(edited, store)
        [row] = [r for r in plan.rows if r.standing is not Standing.SAME]
        assert row.standing is Standing.CHANGED
        assert row.values["period_text"] == "no older than 12 months"
        assert row.values["rule"].length.amount == 12
        assert set(row.values) <= {"period_text", "rule", "question", "to_be_checked"}


def test_undo_takes_an_import_back_whole(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        take_in(PARISH, store)
        before = contents()
        done = take_in(KIRKLEES, store)
        assert done.operation is not None
        undone = undo(store, done.operation)
        assert undone.kept == ()
        assert contents() == before


def sheet_of(path: Path, *lines: tuple[str, str, str]) -> Path:
    """A workbook with those lines: record series, period, disposal."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Record series", "Retention period", "Disposal"), *lines):
        book.active.append(row)
    book.save(path)
    return path


def hashed(store: Store) -> str:
    """The SHA-256 of all rows in order, by raw SQL; the moment of the last change apart."""
    cursor = store.sealed.connection().execute("SELECT * FROM schedule_line ORDER BY id")
    names = [column[0] for column in cursor.description]
    rows = [[v for n, v in zip(names, row, strict=True) if n not in ("created", "changed")] for row in cursor]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_undo_and_redo_of_an_import_that_adds_and_changes_give_equal_tables(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        minutes, plans = ("Minutes", "Permanent", "Archive"), ("Plans", "6 years", "Shred")
        take_in(sheet_of(tmp_path / "1.xlsx", minutes, plans), store)
        before = hashed(store)
        added = ("Leases", "12 years after the end of the lease", "Shred")
        done = take_in(sheet_of(tmp_path / "2.xlsx", minutes, ("Plans", "7 years", "Shred"), added), store)
        assert (done.added, done.changed) == (1, 1)
        after = hashed(store)
        assert after != before
        assert done.operation is not None
        undone = undo(store, done.operation)
        assert (undone.kept, hashed(store)) == ((), before)
        redone = undo(store, undone.operation)
        assert (redone.kept, hashed(store)) == ((), after)
        undo(store, redone.operation)
        assert hashed(store) == before
        assert agreement.report(store).intact


@pytest.mark.parametrize("values", [{"owner": "Clerk"}, {"notes": "seen"}, {"record_series": "Renamed"}])
def test_what_was_edited_after_an_import_is_kept_and_named(tmp_path: Path, values: dict[str, str]) -> None:
    """Also where the import had left the field empty: what a person typed there must not go with it."""
    with open_new(tmp_path) as store:
        done = take_in(KIRKLEES, store)
        with store.operation("Edit", "edit") as op:
            record.change(REGISTER.record, {3: values}, op.id)
        assert done.operation is not None
        undone = undo(store, done.operation)
        assert (undone.kept, undone.changes) == ((("retention-schedule", 3),), 24 + 9), (
            "with the nine checks it asks for"
        )
        [(number, _)] = contents()
        assert number == 3
        kept = record.values_of(REGISTER.record, [3])[3]
        assert {name: kept[name] for name in values} == values


def test_an_import_makes_a_backup_of_what_stood_before(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        take_in(PARISH, store)
        lines = len(contents())
        take_in(KIRKLEES, store)
        newest = next(iter(backup.newest_first(store.folder / "backups")))
        assert newest.manifest.reason == "before import"
        assert newest.manifest.counts["schedule_line"] == lines


def test_an_import_that_is_stopped_or_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_new(tmp_path) as store:
        take_in(KIRKLEES, store)
        before, head = contents(), history.head()
        draft, plan = planned(PARISH, store)
        steps: list[str] = []

        def stop(done: int, of: int, text: str) -> bool:
            steps.append(text)
            return text != "Adding"

        with pytest.raises(Cancelled):
            importing.apply(store, draft, plan, Progress(stop))
        assert steps == ["Making a backup", "Adding"]
        assert (contents(), history.head()) == (before, head)

        def fail(*_: object) -> None:
            raise ZeroDivisionError

        with monkeypatch.context() as patch:
            patch.setattr(importing, "_remember", fail)
            with pytest.raises(ZeroDivisionError):
                importing.apply(store, draft, plan)
        assert (contents(), history.head()) == (before, head)
        assert importing.apply(store, draft, plan).added == len(plan.rows)


def test_an_import_without_room_for_its_backup_does_not_begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_new(tmp_path) as store:
        draft, plan = planned(KIRKLEES, store)

        def full(*_: object) -> None:
            raise CouldNotWrite("full")

        monkeypatch.setattr(backup, "make", full)
        with pytest.raises(CouldNotWrite):
            importing.apply(store, draft, plan)
        assert contents() == []


def test_a_meaning_put_right_by_hand_survives_the_same_words_again(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        take_in(KIRKLEES, store)
        with store.operation("Correct", "edit") as op:
            record.change(REGISTER.record, {1: {"responsible": "Officer 1", "to_be_checked": False}}, op.id)
        take_in(KIRKLEES, store)
        assert record.values_of(REGISTER.record, [1])[1]["responsible"] == "Officer 1"
        _, plan = planned(KIRKLEES, store)
        assert {row.standing for row in plan.rows} == {Standing.SAME}


def test_a_row_without_a_record_series_is_refused_by_its_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Schedule"
    for row in (
        ["Record series", "Retention period", "Disposal"],
        ["Minutes", "Permanent", ""],
        ["", "6 years", "Shred"],
    ):
        sheet.append(row)
    path = tmp_path / "gap.xlsx"
    book.save(path)
    with open_new(tmp_path) as store:
        draft, plan = planned(path, store)
        [refused] = [r for r in plan.rows if r.standing is Standing.REFUSED]
        assert (refused.sheet, refused.row) == ("Schedule", 3)
        with pytest.raises(Plain, match="Nothing was changed"):
            importing.apply(store, draft, plan)
        assert contents() == []
        plan.correct(plan.rows.index(refused), "record_series", "Invoices")
        assert importing.apply(store, draft, plan).added == 2


WRONG = {
    "gone.xlsx": (None, "was not found"),
    "folder": ("", "is a folder"),
    "empty.xlsx": (b"", "is empty"),
    "letter.pdf": (b"%PDF-1.7", "is not a workbook"),
    "words.xlsx": (b"words", "is damaged"),
    "locked.xlsx": (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "has a password"),
    "note.txt": (b"Dear all", "No table for the retention schedule"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_one_line_and_status_one(name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    contents, wrong = WRONG[name]
    path = tmp_path / name
    if contents == "":
        path.mkdir()
    elif isinstance(contents, bytes):
        path.write_bytes(contents)
    with pytest.raises(SystemExit) as ended:
        cli.run(["import", str(path), "--dry-run"], lambda _: 0)
    out, err = capfd.readouterr()
    assert (ended.value.code, out, err.count("\n")) == (1, "", 1)
    assert wrong in err
    assert name in err
    assert "Nothing was changed." in err


def test_a_workbook_with_no_schedule_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Milk", "Bread"])
    book.save(tmp_path / "shopping.xlsx")
    with pytest.raises(Plain, match=r"shopping\.xlsx.*Nothing was changed"):
        planned(tmp_path / "shopping.xlsx", None)


@pytest.mark.parametrize("path", [KIRKLEES, PARISH], ids=["notice", "parish"])
def test_what_will_wait_is_foreseen_and_each_record_waits_in_one_view(path: Path, tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        draft, plan = planned(path, store)
        foreseen = plan.waiting().words
        importing.apply(store, draft, plan)
        assert REGISTER.waiting().words == foreseen
        records = record.values_of(REGISTER.record, every(REGISTER.record, ()).ids()).values()
        held = [view.title for values in records for view in REGISTER.waiting_views if view.holds(values)]
        assert REGISTER.waiting().number == len(held)
        assert len(held) == sum(REGISTER.waits(values) is not None for values in records)


def test_what_waits_is_counted_within_what_is_shown(tmp_path: Path) -> None:
    with open_new(tmp_path) as store:
        bare, two = ("Diaries", "6 years", "Shred"), ("Plans", "6 years or 7 years", "Bin")
        take_in(sheet_of(tmp_path / "1.xlsx", bare, two, ("Minutes", "Permanent", "Archive")), store)
        assert REGISTER.waiting().words == "2 wait for an answer: 1 to be checked, 1 no start day"
        whole = every(REGISTER.record, ())
        assert (
            REGISTER.waiting(whole.filtered("record_series", "Plans")).words == "1 waits for an answer: 1 to be checked"
        )
        start = next(view for view in REGISTER.views if view.title == "No start day")
        assert REGISTER.waiting(replace(whole, view=start.where)).why == "1 no start day"
        assert REGISTER.waiting(whole.filtered("record_series", "Minutes")).words == ""

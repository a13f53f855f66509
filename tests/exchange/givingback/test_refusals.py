"""What cannot be given back: one plain line, the original as it was, and nothing half written."""

from __future__ import annotations

import errno
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_givingback import edit, ids, into, take_in
from tests.helpers import open_new
from workbench.errors import Plain
from workbench.exchange.reading import read_workbook
from workbench.records import history, record
from workbench.records.undo import undo
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import givingback, importing


@pytest.fixture
def work(tmp_path: Path) -> Any:
    """A store with a workbook imported and the register edited, the workbook, and where the new one is to go."""
    path = workbooks.make("plain", tmp_path)
    with open_new(tmp_path) as store:
        take_in(store, path)
        edit(store)
        yield store, path, tmp_path / "new.xlsx"
    assert not list(tmp_path.glob("*.unfinished"))


def test_the_original_is_never_written_over(work: Any) -> None:
    store, path, _ = work
    before = path.read_bytes()
    with pytest.raises(Plain, match="original stays as it is"):
        into(store, path, path)
    assert path.read_bytes() == before


def test_a_file_that_is_there_is_left_alone(work: Any) -> None:
    store, path, out = work
    out.write_text("mine")
    with pytest.raises(Plain, match="is there already"):
        into(store, path, out)
    assert out.read_text() == "mine"


def test_another_ending_would_not_open_in_excel(work: Any) -> None:
    store, path, out = work
    with pytest.raises(Plain, match=r"must end in \.xlsx"):
        into(store, path, out.with_suffix(".xlsm"))


def test_the_original_has_gone(work: Any) -> None:
    store, path, out = work
    book = read_workbook(path)
    path.unlink()
    with pytest.raises(Plain, match="was not found"):
        givingback.into(store, REGISTER, path, out, book)
    assert not out.exists()


def test_the_original_is_locked(work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    store, path, out = work
    book = read_workbook(path)
    opened = Path.open

    def locked(self: Path, *given: Any, **more: Any) -> Any:
        if self == path:
            raise PermissionError(errno.EACCES, "The process cannot access the file", str(path))
        return opened(self, *given, **more)

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(Plain, match="Close it in other programs"):
        givingback.into(store, REGISTER, path, out, book)
    assert not out.exists()


def test_it_was_changed_since_the_import(work: Any) -> None:
    store, path, out = work
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["D2"] = "9 years"
    book.save(path)
    with pytest.raises(Plain, match="was changed since it was last imported") as failure:
        into(store, path, out)
    assert "Import it into the retention schedule first" in str(failure.value)
    assert not out.exists()


def test_it_was_changed_between_reading_and_writing(work: Any) -> None:
    store, path, out = work
    book = read_workbook(path)
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(Plain, match="changed while it was being read"):
        givingback.into(store, REGISTER, path, out, book)
    assert not out.exists()


def test_it_was_never_imported_or_the_import_was_taken_back(work: Any, tmp_path: Path) -> None:
    store, _, out = work
    (tmp_path / "other").mkdir()
    other = workbooks.make("rich", tmp_path / "other")
    with pytest.raises(Plain, match="was not imported here"):
        into(store, other, out)
    taken = take_in(store, other)
    assert taken.operation
    undo(store, taken.operation)
    with pytest.raises(Plain, match="taken back"):
        into(store, other, out)


def test_a_workbook_without_the_table(work: Any, tmp_path: Path) -> None:
    store, _, out = work
    other = tmp_path / "sums.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append([1, 2, 3])
    book.save(other)
    with pytest.raises(Plain, match="No table"):
        into(store, other, out)


def test_a_full_disk(work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    store, path, out = work
    head = history.head()

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    book = read_workbook(path)
    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    with pytest.raises(Plain, match="is full"):
        givingback.into(store, REGISTER, path, out, book)
    assert not out.exists()
    assert history.head() == head


def test_a_csv_becomes_a_fresh_workbook_with_its_columns_first(work: Any, tmp_path: Path) -> None:
    store, _, out = work
    table = tmp_path / "list.csv"
    table.write_text("Retention period,Record series\n6 years,Invoices received\n", encoding="utf-8")
    result = into(store, table, out)
    assert result.fresh == len(ids())
    assert "cannot be written back" in result.given.said[0]
    head = next(openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert head[:2] == ("Agreed period", "Record series")


def test_lines_of_another_workbook_are_not_added(work: Any, tmp_path: Path) -> None:
    store, path, out = work
    other = tmp_path / "other.csv"
    other.write_text("Record series,Retention period\nTree surveys,10 years\n", encoding="utf-8")
    take_in(store, other)
    result = into(store, path, out)
    assert result.given.added == 2
    assert any("1 schedule line came from “other.csv”" in said for said in result.given.said)
    assert not any("Tree surveys" in row for row in read_workbook(out).sheets[0].rows)


def test_a_formula_whose_value_changes_gives_way_and_is_named(tmp_path: Path) -> None:
    path, out = workbooks.make("formulas", tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        with store.operation("Edit", "edit") as operation:
            record.change(REGISTER.record, {ids()["Invoices received"]: {"disposal_text": "Burn"}}, operation.id)
        said = into(store, path, out).given.said
    assert any("E2 held a formula" in line for line in said)
    cell = openpyxl.load_workbook(out).worksheets[0]["E2"]
    assert (cell.value, cell.data_type) == ("Burn", "s")


def test_an_imported_copy_that_says_the_same_is_known(work: Any) -> None:
    """An edited copy that was imported again, with nothing new in it, can be given back into."""
    store, path, out = work
    first = into(store, path, out)
    assert first.given.cells == 3
    book = openpyxl.load_workbook(out)
    book.worksheets[0].column_dimensions["A"].width = 40
    book.save(out)
    with pytest.raises(Plain, match="was changed since"):
        into(store, out, out.with_name("third.xlsx"))
    assert take_in(store, out).operation is None
    assert into(store, out, out.with_name("third.xlsx")).given.cells == 0
    assert importing.files(store)[-1]["was"]

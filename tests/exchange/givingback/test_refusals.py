"""What cannot be given back: one plain line, the original as it was, and nothing half written."""

from __future__ import annotations

import errno
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_givingback import edit, ids, into, take_in
from tests.helpers import open_new
from workbench.errors import Plain
from workbench.exchange.limits import Kind
from workbench.exchange.reading import read_workbook
from workbench.records import history, record
from workbench.records.undo import undo
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import exchanges, givingback


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
    assert exchanges.files(store)[-1]["was"]


def test_the_folder_is_read_only(work: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows and a network drive say it; the one who runs tests may write everywhere."""
    store, path, out = work
    head, book, before = history.head(), read_workbook(path), path.read_bytes()
    made = zipfile.ZipFile.__init__

    def refused(self: zipfile.ZipFile, file: Any, mode: Any = "r", *more: Any, **named: Any) -> None:
        if mode == "w":
            raise OSError(errno.EROFS, "Read-only file system", str(file))
        made(self, file, mode, *more, **named)

    monkeypatch.setattr(zipfile.ZipFile, "__init__", refused)
    with pytest.raises(Plain, match="is read-only"):
        givingback.into(store, REGISTER, path, out, book)
    assert not out.exists()
    assert (history.head(), path.read_bytes()) == (head, before)


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb", "docx"])
def test_a_kind_that_cannot_be_written_gives_a_fresh_workbook(
    ending: str, work: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the file holds is read elsewhere; here it is a table with two columns in another order."""
    store, _, out = work
    table = tmp_path / "list.csv"
    table.write_text("Retention period,Record series\n6 years,Invoices received\n", encoding="utf-8")
    monkeypatch.setattr(givingback, "kind_of", lambda _: Kind(ending))
    other = tmp_path / f"list.{ending}"
    other.write_bytes(b"anything")
    book = replace(read_workbook(table), name=other.name)
    with pytest.raises(Plain, match=r"a name that ends in \.xlsx"):
        givingback.into(store, REGISTER, other, tmp_path / f"new.{ending}", book)
    result = givingback.into(store, REGISTER, other, out, book)
    assert f"“list.{ending}” cannot be written back" in result.given.said[0]
    head = next(openpyxl.load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert head[:2] == ("Agreed period", "Record series")
    assert other.read_bytes() == b"anything"


def test_macros_stay_byte_for_byte(tmp_path: Path) -> None:
    """A workbook with a project of macros, as XlsxWriter packs it: an OLE file of which nothing here reads more."""
    project = tmp_path / "vbaProject.bin"
    project.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(range(256)) * 20)
    path, out = tmp_path / "macros.xlsm", tmp_path / "new.xlsm"
    book = xlsxwriter.Workbook(str(path))
    workbooks.plain(book, book.add_worksheet("Schedule 2026"))
    book.add_vba_project(str(project))
    book.close()
    with open_new(tmp_path) as store:
        take_in(store, path)
        edit(store)
        with pytest.raises(Plain, match=r"must end in \.xlsm"):
            into(store, path, tmp_path / "new.xlsx")
        assert into(store, path, out).given.cells == 3
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out) as after:
        assert after.read("xl/vbaProject.bin") == before.read("xl/vbaProject.bin") == project.read_bytes()
        assert after.read("[Content_Types].xml") == before.read("[Content_Types].xml")


def test_another_shape_is_no_longer_the_same_file(work: Any) -> None:
    """Columns moved about since: it must be imported first, and then it is given back in its new shape."""
    store, path, out = work
    book = openpyxl.load_workbook(path)
    book.worksheets[0].move_range("D1:D9", cols=6)
    book.save(path)
    with pytest.raises(Plain, match="was changed since"):
        into(store, path, out)
    take_in(store, path)
    into(store, path, out)
    cells = openpyxl.load_workbook(out).worksheets[0]
    assert (cells["J3"].value, cells["D3"].value) == ("7 years after closure", None)

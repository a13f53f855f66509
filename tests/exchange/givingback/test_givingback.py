"""A register given back into the workbook it came from: what changed is there, everything else is as it was.

openpyxl and calamine read both files for the comparison; neither takes part in the writing.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.conftest import DATA
from tests.exchange.givingback import workbooks
from tests.helpers import open_new
from workbench.exchange.reading import read_workbook
from workbench.records import record
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import givingback, importing

# openpyxl, which only compares here, says of its own accord that it would lose extensions.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
FROM_LIBREOFFICE = DATA / "givingback"
NAMES = [*workbooks.MAKERS, *(f"libreoffice {name}" for name in workbooks.BY_LIBREOFFICE)]
# A formula of another sheet that names all lines: it names the new ones too.
LONGER = {f"=COUNTA({sheet}!C2:C9)": f"=COUNTA({sheet}!C2:C11)" for sheet in ("'Schedule 2026'", "$'Schedule 2026'")}
PERIOD = "7 years after closure"
PAYLOAD = '=HYPERLINK("http://x","y")'
MARKED = "Removed from the register on "
# Workbooks where something below the lines cannot move down.
STAYS = {"in_words"}


def original(name: str, folder: Path) -> Path:
    """One of the workbooks in a folder of its own."""
    if not name.startswith("libreoffice "):
        return workbooks.make(name, folder)
    path = folder / f"{name.split()[1]}.xlsx"
    path.write_bytes((FROM_LIBREOFFICE / path.name).read_bytes())
    return path


def take_in(store: Store, path: Path) -> importing.Imported:
    made = importing.propose(REGISTER, read_workbook(path), store)
    return importing.apply(store, made, importing.plan(made, store))


def into(store: Store, path: Path, out: Path) -> givingback.Result:
    return givingback.into(store, REGISTER, path, out, read_workbook(path))


def ids() -> dict[str, int]:
    """The records by name."""
    found = every(REGISTER.record, (REGISTER.naming,)).rows()
    return {row.values[0]: row.id for row in found}


def edit(store: Store) -> None:
    """Three cells changed, two lines added, one removed."""
    known, model = ids(), REGISTER.record
    with store.operation("Edit", "edit") as operation:
        changed = {
            known["Bank statements"]: {"period_text": PERIOD},
            known["Appeals"]: {"record_series": PAYLOAD},
            known["Grave deeds"]: {"disposal_text": "Archive & <shred> copies"},
        }
        assert record.change(model, changed, operation.id) == 3
        new = [
            {"reference": "F4", "section": "Finance", "record_series": "Grant letters", "period_text": "2 years"},
            {"reference": "C4", "section": "Cemetery", "record_series": "+44 lookups", "period_text": "@SUM(1) years"},
        ]
        record.add(model, new, operation.id)
        record.remove(model, [known["Planning comments"]], operation.id)


@dataclass
class Done:
    """A workbook before and after."""

    name: str
    before: Path
    after: Path
    result: givingback.Result


@pytest.fixture(params=NAMES)
def done(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Each workbook imported, the register edited, given back; the store is still open."""
    name = request.param
    path, out = original(name, tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        assert take_in(store, path).added == len(workbooks.LINES) + 2 * (name == "two_tables")
        edit(store)
        yield Done(name, path, out, into(store, path, out)), store


def by_name(path: Path) -> dict[str, tuple[str, ...]]:
    """Every row with a record series in column B or C, by that name, as calamine reads it."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    place = 1 if any("Document retention schedule" in map(str, row) for row in rows) else 2
    return {str(row[place]): tuple(map(str, row)) for row in rows if len(row) > place and row[place]}


def test_what_changed_is_there_and_nothing_is_a_formula(done: tuple[Done, Store]) -> None:
    given, after = done[0].result.given, by_name(done[0].after)
    assert (given.cells, given.added, given.struck) == (3, 2, 1), given.said
    assert PERIOD in after["Bank statements"]
    assert "P2" in after[PAYLOAD]
    assert "Appeals" not in after
    assert "Archive & <shred> copies" in after["Grave deeds"]
    assert "2 years" in after["Grant letters"]
    assert "@SUM(1) years" in after["+44 lookups"]
    assert any(cell.startswith(MARKED) for cell in after["Planning comments"])
    before_, after_ = (formulas(path) for path in (done[0].before, done[0].after))
    assert after_ == before_ + copied_down(done[0].name)


def copied_down(name: str) -> int:
    """How many formulas the two new lines take over from their neighbours: the column of words worked out."""
    return 2 * name.endswith("formulas")


def formulas(path: Path) -> int:
    """How many formulas all sheets hold, by openpyxl."""
    book = openpyxl.load_workbook(path)
    return sum(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_untouched_parts_are_the_same_bytes_in_the_same_order(done: tuple[Done, Store]) -> None:
    with zipfile.ZipFile(done[0].before) as before, zipfile.ZipFile(done[0].after) as after:
        assert after.namelist() == before.namelist()
        assert after.testzip() is None
        touched = {name for name in before.namelist() if before.read(name) != after.read(name)}
    sheet = {"xl/worksheets/sheet1.xml", "xl/styles.xml"}
    assert sheet <= touched
    may = {
        "table_object": {"xl/tables/table1.xml", "xl/workbook.xml"},
        "formulas": {"xl/workbook.xml", "xl/worksheets/sheet2.xml"},
        "in_words": {"xl/workbook.xml"},
        "comments": {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"},
        "filtered": {"xl/workbook.xml"},
        "rules": {"xl/workbook.xml"},
    }
    assert touched - sheet <= may.get(done[0].name.split()[-1], set())


def test_untouched_cells_keep_value_and_look(done: tuple[Done, Store]) -> None:
    """Every line but the edited ones: values, styles and height, whatever row it stands in now."""
    before, after = (openpyxl.load_workbook(path, rich_text=True) for path in (done[0].before, done[0].after))
    assert after.sheetnames == before.sheetnames
    old, new = lines(before.worksheets[0]), lines(after.worksheets[0])
    edited = {"F2", "P1", "P2", "C2"}
    assert old.keys() <= new.keys()
    assert len(old) >= len(workbooks.LINES)
    for ref in old.keys() - edited:
        assert new[ref] == old[ref], ref
    assert [look for _, look in new["F4"][0]] == [look for _, look in new["F3"][0]]  # as its neighbour looks
    for left, right in zip(before.worksheets[1:], after.worksheets[1:], strict=True):
        were = [tuple(LONGER.get(str(cell), cell) for cell in row) for row in left.iter_rows(values_only=True)]
        assert were == list(right.iter_rows(values_only=True))
    for sheet in (before.worksheets[0], after.worksheets[0]):
        assert {letter: d.width for letter, d in sheet.column_dimensions.items()} == {
            letter: d.width for letter, d in before.worksheets[0].column_dimensions.items()
        }


def lines(sheet: Any) -> dict[str, Any]:
    """By reference: each of the first six cells' value and look, and the row's height and whether it is hidden."""
    found = {}
    for row in sheet.iter_rows(max_col=6):
        if row[0].value:
            shape = sheet.row_dimensions[row[0].row]
            cells = [
                (str(c.value), (c.font.b, c.fill.fgColor.rgb, c.border.left.style, c.alignment.wrap_text)) for c in row
            ]
            found[str(row[0].value)] = (cells, shape.height, shape.hidden)
    return found


def test_a_removed_line_is_struck_through(done: tuple[Done, Store]) -> None:
    sheet = openpyxl.load_workbook(done[0].after).worksheets[0]
    struck = {str(row[0].value) for row in sheet.iter_rows() if row[0].value and row[0].font.strike}
    assert struck == {"P1"}


def test_it_comes_back_as_the_register_says_and_a_second_time_changes_nothing(
    done: tuple[Done, Store], tmp_path: Path
) -> None:
    work, store = done
    again = importing.plan(importing.propose(REGISTER, read_workbook(work.after), store), store)
    counts = again.counts()
    wrong = [(row.row, row.standing, row.values) for row in again.rows if row.writes]
    assert not wrong
    assert counts["same"] == len(ids()) == len(again.rows)
    third = tmp_path / "third.xlsx"
    second = into(store, work.after, third).given
    assert (second.cells, second.added, second.struck) == (0, 0, 0)
    assert third.read_bytes() == work.after.read_bytes()


def test_new_lines_stand_at_the_end_of_their_section(done: tuple[Done, Store]) -> None:
    """Where nothing below hinders it; else it is said, and they stand at the end."""
    order = [
        ref
        for ref in lines(openpyxl.load_workbook(done[0].after).worksheets[0])
        if ref[:1] in "FPC" and ref[1:].isdigit()
    ]
    if done[0].name.split()[-1] not in STAYS:
        assert order == ["F1", "F2", "F3", "F4", "P1", "P2", "C1", "C2", "C3", "C4"]
    else:
        assert order[:8] == ["F1", "F2", "F3", "P1", "P2", "C1", "C2", "C3"]
        assert any("could not go below" in said for said in done[0].result.given.said)


@pytest.mark.parametrize("name", NAMES)
def test_an_unchanged_register_changes_no_byte(name: str, tmp_path: Path) -> None:
    path, out = original(name, tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        into(store, path, out)
    assert out.read_bytes() == path.read_bytes()

"""Giving back in the window: the last workbook is offered, what would change is seen, a new one is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_both_sides import here, planned, there
from tests.exchange.givingback.test_givingback import edit, take_in
from tests.helpers import open_new
from workbench.gui.givingback import page as module
from workbench.gui.givingback.jobs import proposed
from workbench.gui.givingback.page import GiveBackPage
from workbench.gui.importing.checking import Card, Checking
from workbench.gui.importing.conductor import Reader
from workbench.gui.importing.wording import RowWords

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil

PLACE = "giveback/retention-schedule"


@pytest.fixture
def work(council: OpenCouncil, tmp_path: Path) -> Iterator[tuple[OpenCouncil, Path]]:
    """A workbook imported, and the register edited since."""
    path = workbooks.make("plain", tmp_path)
    take_in(council.store, path)
    edit(council.store)
    council.desk.set(last_import_folder=str(tmp_path))
    yield council, path
    Reader.of(council.desk).worker.close()


def opened(council: OpenCouncil, about: object = None) -> Any:
    found = council.page(PLACE, about)
    assert isinstance(found, GiveBackPage)
    return found


def saving(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Answer the question where to; what was proposed."""
    asked: list[str] = []

    def answer(*given: Any) -> tuple[str, str]:
        asked.append(given[2])
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def test_the_last_workbook_is_offered_and_what_would_change_is_seen(work: tuple[OpenCouncil, Path]) -> None:
    council, path = work
    shown = opened(council)
    assert "3 cells changed, 2 lines added, 1 line struck through." in shown._sums.text()
    assert ("Schedule 2026!D3", "Agreed period", "6 years", "7 years after closure") in shown.changes.rows
    assert ("", "New line", "", "Grant letters") in shown.changes.rows
    assert ("", "Removed line", "Planning comments", "struck through") in shown.changes.rows
    assert shown.write.hasFocus()
    assert [found.name for found in path.parent.glob("*.xlsx")] == [path.name]


def test_it_is_written_beside_the_original_by_keyboard(
    work: tuple[OpenCouncil, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council, path = work
    before, out, opening = path.read_bytes(), tmp_path / "new.xlsx", list[Path]()
    shown, asked = opened(council), saving(monkeypatch, tmp_path / "new.xlsx")
    monkeypatch.setattr(module, "show_folder", opening.append)
    QTest.keyClick(shown.write, Qt.Key.Key_Return)
    assert asked == [str(proposed(path, fresh=False))]
    assert Path(asked[0]).parent == path.parent
    assert Path(asked[0]) != path
    assert openpyxl.load_workbook(out).worksheets[0]["D3"].value == "7 years after closure"
    assert path.read_bytes() == before
    assert "“new.xlsx” is written" in shown.told.title.text()
    assert not shown.write.isEnabled()
    QTest.keyClick(shown._open, Qt.Key.Key_Return)
    QTest.keyClick(shown._folder, Qt.Key.Key_Return)
    assert opening == [out, tmp_path]


def test_removed_lines_are_taken_out_where_that_is_ticked(
    work: tuple[OpenCouncil, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council, _ = work
    shown, _ = opened(council), saving(monkeypatch, tmp_path / "new.xlsx")
    QTest.keyClick(shown.delete, Qt.Key.Key_Space)
    assert "1 line taken out" in shown._sums.text()
    assert shown.changes.rows[-1] == ("", "Removed line", "Planning comments", "taken out")
    shown.write.click()
    names = [row[2].value for row in openpyxl.load_workbook(tmp_path / "new.xlsx").worksheets[0].iter_rows()]
    assert "Planning comments" not in names


def test_what_cannot_be_done_is_said_and_nothing_is_written(
    work: tuple[OpenCouncil, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council, path = work
    shown = opened(council, tmp_path / "gone.xlsx")
    assert "gone.xlsx" in shown.told.title.text()
    assert not shown.write.isEnabled()
    shown = opened(council, path)
    saving(monkeypatch, path)
    shown.write.click()
    assert "original stays as it is" in shown.told.title.text()


def test_a_workbook_that_says_the_same_needs_no_writing(
    work: tuple[OpenCouncil, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    council, path = work
    saving(monkeypatch, tmp_path / "new.xlsx")
    opened(council, path).write.click()
    shown = opened(council, tmp_path / "new.xlsx")
    assert not shown.write.isEnabled()
    assert "There is nothing to write" in shown.told.title.text()


def test_the_register_leads_there(work: tuple[OpenCouncil, Path]) -> None:
    council, _ = work
    register = council.page("register/retention-schedule")
    register.verbs()["give back"]()
    assert council.window.pages.place == PLACE


def test_a_cell_changed_on_both_sides_shows_both_and_asks(tmp_path: Path) -> None:
    """The sheet's own words stand in the list; the first answer keeps what stands here."""
    path = workbooks.make("plain", tmp_path)
    with open_new(tmp_path) as store:
        take_in(store, path)
        here({"Bank statements": {"period_text": "9 years"}}, store)
        there(path, {"D3": "8 years"})
        _, plan = planned(store, path)
        checking = Checking(plan)
        [index] = checking.asked
        assert "“8 years”" in RowWords(checking).theirs(index).second
        assert [option.label for option in checking.options(index)] == [
            "Keep “9 years”",
            "Take “8 years”",
            "Decide later",
            "Leave this row out",
        ]
        checking.decide(index, checking.options(index)[1])
        assert (checking.open, checking.values(index)["period_text"]) == (0, "8 years")
        checking.put_back(index)
        assert checking.open == 1
        checking.decide(index, checking.options(index)[0])
        assert (checking.card(index), checking.writes) == (Card.SAME, 0)

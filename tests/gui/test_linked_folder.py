"""A linked folder in the window, by keyboard: looking, unticking with a reason, deleting as a second step."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.conftest import OpenCouncil
from tests.gui.test_disposal import go_to, kept
from tests.gui.wizard import onward, press, words
from tests.workflows.folder import OLD, letters, link, put, there
from workbench import clock
from workbench.gui.disposal.folder import FolderPage
from workbench.gui.disposal.rounds import RoundsPage
from workbench.gui.editors.texts import FolderEditor
from workbench.gui.helping import HelpPage
from workbench.gui.home.page import HomePage
from workbench.registers.checks import Check
from workbench.registers.destruction_log import LogEntry
from workbench.registers.linked_folders import KeptFile, LinkedFolder
from workbench.workflows import checks, holds
from workbench.workflows.folders import removing

WEDNESDAY = dt.date(2026, 11, 25)
ALL = {"Xylophone.doc", "b.doc", "deep/c.doc", "young.doc"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday 25 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: WEDNESDAY)


@pytest.fixture
def root(council: OpenCouncil, tmp_path: Path) -> Path:
    """Three old letters and a young one, linked; its check is due."""
    council.window.activateWindow()
    place = letters(tmp_path)
    link(council.store, place)
    checks.make(council.store)
    return place


def test_looking_shows_what_is_past_its_period(council: OpenCouncil, root: Path) -> None:
    page = council.page("folder", (1,))
    assert isinstance(page, FolderPage)
    assert page.head.title.text() == "Letters"
    assert page.head.sentence.text() == (
        "3 files past their period, 20 bytes; the oldest Wed 6 May 2020. Others: 1 not yet."
    )
    assert page.going.act.text() == "Delete 3 files"
    assert "7.2 Old letters" in page.going.why.text()
    assert "the day it was last changed" in page.going.why.text()
    assert page.about.text.text() == "Its date: Wed 6 May 2020. May go from Sat 7 May 2022. 5 bytes."
    assert QApplication.focusWidget() is page.table
    assert there(root) == ALL
    assert kept(LogEntry) == []


def test_unticked_files_are_kept_with_a_reason_and_the_rest_is_deleted(council: OpenCouncil, root: Path) -> None:
    page = council.page("folder", (1,))
    press(Qt.Key.Key_Space)  # the oldest stays
    assert page.going.act.text() == "Delete 2 files"
    assert page.keep.act.text() == "Keep 1 file"
    onward()
    assert page.going.question.isHidden()
    assert "Enter why they stay" in page.stop.text.text()
    assert there(root) == ALL
    words("Wanted by the museum")
    go_to("Look again on")
    words("1/6/27")
    press(Qt.Key.Key_Return)
    assert [(k["name"], k["look_again"]) for k in kept(KeptFile)] == [("Xylophone.doc", dt.date(2027, 6, 1))]
    assert page.head.sentence.text().endswith("Others: 1 not yet, 1 kept.")
    assert page.staying.isHidden()
    onward()
    press(Qt.Key.Key_Return)  # "Not now" has the focus
    assert there(root) == ALL
    assert QApplication.focusWidget() is page.table
    onward()
    press(Qt.Key.Key_Tab)
    assert page.going.yes.hasFocus()
    assert page.going.yes.text() == "Delete 2 files"
    press(Qt.Key.Key_Return)
    assert there(root) == {"Xylophone.doc", "young.doc"}
    [entry] = kept(LogEntry)
    assert (entry["number"], entry["quantity"]) == ("2026/001", 2)
    assert page.going.done.title.text() == "2 files deleted, 15 bytes."
    assert "2026/001" in page.going.done.text.text()
    assert [c["log_number"] for c in kept(Check) if c["answer"] == "destroyed"] == ["2026/001"]
    assert page.head.sentence.text() == "No file is past its period. Others: 1 not yet, 1 kept."


def test_what_is_left_is_named_on_the_page_alone(council: OpenCouncil, root: Path) -> None:
    page = council.page("folder", (1,))
    put(root / ".~lock.b.doc#", WEDNESDAY)
    onward()
    page.going.yes.click()
    assert "Left: b.doc: it is in use." in page.going.done.text.text()
    assert "b.doc" not in str(kept(LogEntry))


def test_a_hold_is_said_and_the_button_is_dead(council: OpenCouncil, root: Path) -> None:
    page = council.page("folder", (1,))
    holds.place(council.store, {"reason": "A request came in", "kind": "request", "series": kept(Check)[0]["series"]})
    onward()
    page.going.yes.click()
    assert "A request came in" in page.stop.title.text() + page.stop.text.text()
    assert there(root) == ALL
    page.look()
    assert page.stop.isVisible()
    assert not page.going.act.isEnabled()


def test_a_folder_that_is_away_says_so_and_can_be_looked_at_again(council: OpenCouncil, root: Path) -> None:
    away = root.rename(root.with_name("away"))
    page = council.page("folder", (1,))
    assert "is not there" in page.stop.title.text()
    assert page.empty.isVisible()
    away.rename(root)
    page.again.click()
    assert len(page.table.lines.rows) == 3
    assert page.stop.isHidden()


def test_nothing_due_is_written_with_one_press(council: OpenCouncil, root: Path) -> None:
    for path in root.rglob("*.doc"):
        put(path, WEDNESDAY)
    page = council.page("folder", (1,))
    assert page.going.nil.hasFocus()
    press(Qt.Key.Key_Return)
    assert [(e["outcome"], e["quantity"]) for e in kept(LogEntry)] == [("nothing", None)]
    assert page.going.done.title.text() == "Entered in the destruction log as 2026/001."
    assert page.going.nil.isHidden()


def test_the_recycle_bin_is_asked_for_on_home_until_it_is_empty(
    council: OpenCouncil, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(removing, "send2trash", lambda path: Path(path).unlink())
    LinkedFolder.update(to_bin=True).execute()
    page = council.page("folder", (1,))
    assert page.going.act.text() == "Move 3 files to the recycle bin"
    onward()
    assert "can be put back" in page.going.question.text.text()
    page.going.yes.click()
    assert page.going.bin.title.text() == "3 files in the recycle bin"
    home = council.page("home")
    assert isinstance(home, HomePage)
    [item] = [due for due in council.desk.due() if due.page == "folder"]
    assert item.act == "Empty the recycle bin of 1 linked folder"
    home._open(item)
    page = council.here(FolderPage)
    page.going.empty.click()
    assert [e["outcome"] for e in kept(LogEntry)] == ["moved", "destroyed"]
    assert page.going.bin.isHidden()
    assert not [due for due in council.desk.due() if due.page == "folder"]


def test_it_is_reached_from_its_record_and_from_its_check(council: OpenCouncil, root: Path) -> None:
    record_page = council.page("register/linked-folders", 1)
    record_page.listing.table.select([1])
    record_page.verbs()["Look into it…"]()
    assert council.here(FolderPage)
    council.page("rounds")
    words("f")
    assert council.here(FolderPage).head.title.text() == "Letters"
    council.window.go("help")
    assert council.here(HelpPage)._topics.currentText() == "Linked folders"


def test_a_check_without_a_folder_offers_none(council: OpenCouncil, root: Path) -> None:
    with council.store.operation("Remove", "edit"):
        LinkedFolder.delete().execute()
    page = council.page("rounds")
    assert isinstance(page, RoundsPage)
    assert page.folder.isHidden()
    words("f")
    assert council.here(RoundsPage)
    empty = council.page("folder")
    assert empty.empty.title.text() == "No folder is linked yet"


def test_one_of_several_folders_is_chosen(council: OpenCouncil, root: Path, tmp_path: Path) -> None:
    put(tmp_path / "other" / "x.doc", OLD)
    link(council.store, tmp_path / "other", name="Other")
    page = council.page("folder", 2)
    assert page.which.isVisible()
    assert page.head.title.text() == "Other"
    page.which.setCurrentIndex(page.which.findText("Letters"))
    page.which.activated.emit(0)
    assert page.head.title.text() == "Letters"


def test_the_folder_is_chosen_instead_of_typed(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By keyboard: Tab from the line, then Space; what was typed stays where nothing is chosen."""
    page = council.page("register/linked-folders")
    page.recording.begin()
    editor = page.recording.panel.form.fields["path"].editor
    assert isinstance(editor, FolderEditor)
    asked, answers = list[str](), ["", str(tmp_path)]

    def chosen(_window: object, _title: str, begin: str) -> str:
        asked.append(begin)
        return answers.pop(0)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", chosen)
    council.window.activateWindow()
    editor.box.setFocus()
    words("/srv")
    for _ in range(2):
        press(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is editor.browse
        press(Qt.Key.Key_Space)
        assert QApplication.focusWidget() is editor.box
    assert asked == ["/srv", "/srv"]
    assert editor.value() == str(tmp_path)
    assert page.recording.panel.form.values()["path"] == str(tmp_path)

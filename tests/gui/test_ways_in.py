"""Bringing a backup back, another passphrase, a new recovery sheet: all from the window, held against the files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from tests.gui.conftest import put_away
from tests.helpers import PASSPHRASE
from workbench.gui.banners import show_opening
from workbench.gui.bringing_back import WRONG
from workbench.gui.desk import Desk
from workbench.gui.makers import page_makers
from workbench.gui.restoring import RestorePage
from workbench.gui.safety import ENVELOPE
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.gui.ways_in import WaysInPage, _renewed
from workbench.gui.widgets.basics import Well
from workbench.gui.widgets.buttons import Button
from workbench.gui.window import MainWindow
from workbench.records import backup, history, keys, record
from workbench.records.failures import WrongPassphrase
from workbench.records.layout import KEYS
from workbench.records.store import Council, Store
from workbench.registers import MODELS, REGISTERS
from workbench.reports.preview import Preview
from workbench.settings import Settings
from workbench.workflows.progress import NO_PROGRESS

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil


@pytest.fixture
def made(council: OpenCouncil) -> backup.Backup:
    """A backup, and a change after it."""
    kept = backup.make(council.store, "asked for")
    with council.store.operation("Add", "edit") as operation:
        record.add(REGISTERS[0].record, [{"record_series": "Added later"}], operation.id)
    return kept


def restoring(council: OpenCouncil) -> RestorePage:
    """The page on which a backup is chosen."""
    page = council.page("restore")
    assert isinstance(page, RestorePage)
    return page


def ways(council: OpenCouncil) -> WaysInPage:
    """The page of passphrase and recovery sheet."""
    page = council.page("ways-in")
    assert isinstance(page, WaysInPage)
    return page


def opens(folder: Path, typed: str) -> bool:
    """Whether this opens the key file."""
    try:
        keys.read(folder / KEYS).unlock(typed)
    except WrongPassphrase:
        return False
    return True


def test_a_backup_is_tried_without_changing_anything(council: OpenCouncil, made: backup.Backup) -> None:
    page = restoring(council)
    assert page.form.about.text() == "Sample Town Council, 5 records. 1 change made since then is not in it."
    before = sorted(p.name for p in council.store.folder.iterdir())
    page.form.typed.setText(PASSPHRASE)
    page.form.trial.click()
    assert page.form.told.title.text() == "This backup is good"
    assert page.form.told.text.text() == "It opens and is whole, with 5 records. Nothing was changed."
    assert sorted(p.name for p in council.store.folder.iterdir()) == before
    assert council.values("Added later")


def test_the_last_printed_code_shows_whether_a_backup_is_new_enough(council: OpenCouncil) -> None:
    before = history.head().code
    backup.make(council.store, "asked for")
    with council.store.operation("Add", "edit") as operation:
        record.add(REGISTERS[0].record, [{"record_series": "Added later"}], operation.id)
    after = history.head().code
    form = restoring(council).form
    form.typed.setText(PASSPHRASE)
    form.code.setText("12")
    form.trial.click()
    assert "no printed code" in form.code.accessibleDescription()
    assert not form.told.isVisible()
    form.code.setText(before.lower().replace("-", " "))
    form.trial.click()
    assert form.told.title.text() == "This backup is good"
    assert "nothing that was printed up to then is missing" in form.told.text.text()
    form.code.setText(after)
    form.trial.click()
    assert form.told.title.text() == "This backup is good, but older than the paper"
    assert "Look for a newer backup" in form.told.text.text()


def test_a_damaged_backup_and_a_wrong_passphrase_say_so(
    council: OpenCouncil, made: backup.Backup, tmp_path: Path
) -> None:
    page = restoring(council)
    page.form.typed.setText("not the passphrase")
    page.form.trial.click()
    assert page.form.passphrase._wrong.text().startswith(WRONG)
    cut = tmp_path / "cut.gwbackup"
    cut.write_bytes(made.path.read_bytes()[:2000])
    page.form.choose_file(cut)
    assert "is not a backup" in page.form.told.title.text()
    broken = tmp_path / "broken.gwbackup"
    shutil.copy(made.path, broken)
    data = bytearray(broken.read_bytes())
    data[len(data) // 3] ^= 0xFF
    broken.write_bytes(bytes(data))
    page.form.choose_file(broken)
    page.form.typed.setText(PASSPHRASE)
    page.form.trial.click()
    assert "damaged" in page.form.told.title.text()
    assert "Nothing was changed" in page.form.told.text.text()


def test_only_a_good_backup_is_asked_for(council: OpenCouncil, made: backup.Backup) -> None:
    asked: list[tuple[object, str]] = []
    council.desk.restore_wanted.connect(lambda path, typed: asked.append((path, typed)))
    page = restoring(council)
    page.form.go.click()
    assert page.form.passphrase._wrong.text() == "Enter the passphrase"
    page.form.typed.setText("not the passphrase")
    page.form.go.click()
    assert asked == []
    page.form.typed.setText(PASSPHRASE)
    page.form.go.click()
    assert asked == [(made.path, PASSPHRASE)]


def test_the_passphrase_is_changed_from_the_window(council: OpenCouncil) -> None:
    page, folder = ways(council), council.store.folder
    page._change()
    assert page._old._wrong.text() == "Enter the passphrase you use now"
    for field, text in ((page._old, "wrong"), (page._new, "plum ferry lantern"), (page._again, "plum ferry lantern")):
        field.box.setText(text)  # type: ignore[attr-defined]  # a line
    page._change()
    assert page._old._wrong.text().startswith(WRONG)
    assert opens(folder, PASSPHRASE)
    page._old.box.setText(PASSPHRASE)  # type: ignore[attr-defined]  # a line
    page._change()
    assert (opens(folder, PASSPHRASE), opens(folder, "plum ferry lantern")) == (False, True)
    assert page._new.text() == "", "nothing secret stays in a box"


def begin_sheet(page: WaysInPage) -> str:
    """Ask for a new key; it is shown."""
    proof = page._proof.box
    assert isinstance(proof, QLineEdit)
    proof.setText(PASSPHRASE)
    page._renew()
    return page._key


def type_back(page: WaysInPage, key: str) -> None:
    """Type the two groups that are asked for, as from the paper."""
    check, groups = page._step._check, key.split("-")
    assert check is not None
    page._step.one.setText(groups[check.groups[0] - 1])
    page._step.two.setText(groups[check.groups[1] - 1].lower())
    page._confirm()


def test_a_new_recovery_sheet_replaces_the_old_one_when_it_is_confirmed(council: OpenCouncil, tmp_path: Path) -> None:
    page, folder = ways(council), council.store.folder
    page._proof.box.setText("wrong")  # type: ignore[attr-defined]  # a line
    page._renew()
    assert page._key == ""
    old = begin_sheet(page)
    type_back(page, old)
    assert council.store.setting(ENVELOPE)
    page = ways(council)
    key = begin_sheet(page)
    assert (opens(folder, key), opens(folder, old)) == (True, True), "both hold until the new one is on paper"
    page.save_sheet(tmp_path / "sheet.pdf")
    with Preview(tmp_path / "sheet.pdf") as pages:
        assert key.split("-")[0] in pages.text(0)
    page._confirm()
    assert opens(folder, old), "two groups are typed back from the paper first"
    type_back(page, key)
    assert (opens(folder, key), opens(folder, old)) == (True, False)
    assert council.window.pages.place == "settings"
    assert council.window.passing.isVisible()
    assert council.store.unconfirmed_sheets() == 0


def test_leaving_while_a_key_is_made_or_shown_leaves_no_sheet_that_does_not_hold(council: OpenCouncil) -> None:
    page, folder = ways(council), council.store.folder
    old = begin_sheet(page)
    type_back(page, old)
    new = begin_sheet(ways(council))
    council.window.go("home")
    assert (opens(folder, old), opens(folder, new)) == (True, True)
    QApplication.processEvents()
    assert council.window.passing.isVisible()
    assert "old sheet and the new one both open" in council.window.passing.text.text()
    again = ways(council)
    assert any("begun and not confirmed" in w.title.text() for w in again.findChildren(Well))
    last = begin_sheet(again)
    type_back(again, last)
    assert [opens(folder, key) for key in (old, new, last)] == [False, False, True]


def test_a_key_that_is_made_while_the_page_is_left_ends_nothing(council: OpenCouncil) -> None:
    """The page is gone before the key comes; nobody has seen it, so the sheet in the envelope must go on opening."""
    page, folder = ways(council), council.store.folder
    old = begin_sheet(page)
    type_back(page, old)
    unseen = _renewed(council.store, PASSPHRASE, NO_PROGRESS)
    assert (opens(folder, old), opens(folder, unseen)) == (True, True)
    assert council.store.setting(ENVELOPE), "the envelope holds what it held"


def test_after_the_recovery_key_a_new_passphrase_asks_for_that_key_and_says_so(tmp_path: Path, look: Look) -> None:
    store, key = Store.create(tmp_path / "council", Council("Test Town Council"), PASSPHRASE, "Clerk", MODELS)
    store.close()
    store = Store.open(tmp_path / "council", key, MODELS)
    desk = Desk(store, REGISTERS, Tasks(executor=Immediate()), Settings())
    window = MainWindow(desk, page_makers())
    window.show()
    try:
        show_opening(desk, window.trouble)
        assert window.trouble.title.text() == "You opened with the recovery key"
        (set_new, _) = [b for b in window.trouble.findChildren(Button) if b.text().endswith("…")]
        set_new.click()
        page = window.pages.page
        assert isinstance(page, WaysInPage)
        assert page._old.name == "Recovery key, from the sheet"
        page._change()
        assert page._old._wrong.text() == "Type the recovery key"
        new = "plum ferry lantern"
        for field, text in ((page._old, "ABCD"), (page._new, new), (page._again, new)):
            field.box.setText(text)  # type: ignore[attr-defined]  # a line
        page._change()
        assert page._old._wrong.text().startswith("That recovery key is not right")
        page._old.box.setText(key)  # type: ignore[attr-defined]  # a line
        page._change()
        assert (opens(store.folder, "plum ferry lantern"), opens(store.folder, PASSPHRASE)) == (True, False)
        assert "Print a new recovery sheet next" in window.passing.text.text()
    finally:
        put_away(window)


def test_a_new_sheet_is_printed_or_saved_by_its_own_button(
    council: OpenCouncil, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = ways(council)
    proof = page._proof.box
    assert isinstance(proof, QLineEdit)
    proof.setText(PASSPHRASE)
    page._make.click()
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    page._step.save_wanted.emit()
    assert target.is_file()
    paper = tmp_path / "paper.pdf"

    def accept(dialog: QPrintDialog) -> bool:
        dialog.printer().setOutputFileName(str(paper))
        return True

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    page._step.print_wanted.emit()
    with Preview(paper) as pages:
        assert len(pages) == 1

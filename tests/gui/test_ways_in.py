"""Bringing a backup back, another passphrase, a new recovery sheet: all from the window, held against the files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.helpers import PASSPHRASE
from workbench.gui.restoring import WRONG, RestorePage
from workbench.gui.safety import ENVELOPE
from workbench.gui.ways_in import WaysInPage
from workbench.records import backup, keys, record
from workbench.records.failures import WrongPassphrase
from workbench.records.layout import KEYS
from workbench.registers import REGISTERS
from workbench.reports.preview import Preview

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
    assert page._about.text() == "1 change made since then is not in it."
    before = sorted(p.name for p in council.store.folder.iterdir())
    page._typed.setText(PASSPHRASE)
    page._try.click()
    assert page._told.title.text() == "This backup is good"
    assert page._told.text.text() == "It opens and is whole, with 5 records. Nothing was changed."
    assert sorted(p.name for p in council.store.folder.iterdir()) == before
    assert council.values("Added later")


def test_a_damaged_backup_and_a_wrong_passphrase_say_so(
    council: OpenCouncil, made: backup.Backup, tmp_path: Path
) -> None:
    page = restoring(council)
    page._typed.setText("not the passphrase")
    page._try.click()
    assert page._passphrase._wrong.text().startswith(WRONG)
    cut = tmp_path / "cut.gwbackup"
    cut.write_bytes(made.path.read_bytes()[:2000])
    page._choose_file(cut)
    assert "is not a backup" in page._told.title.text()
    broken = tmp_path / "broken.gwbackup"
    shutil.copy(made.path, broken)
    data = bytearray(broken.read_bytes())
    data[len(data) // 3] ^= 0xFF
    broken.write_bytes(bytes(data))
    page._choose_file(broken)
    page._typed.setText(PASSPHRASE)
    page._try.click()
    assert "damaged" in page._told.title.text()
    assert "Nothing was changed" in page._told.text.text()


def test_only_a_good_backup_is_asked_for(council: OpenCouncil, made: backup.Backup) -> None:
    asked: list[tuple[object, str]] = []
    council.desk.restore_wanted.connect(lambda path, typed: asked.append((path, typed)))
    page = restoring(council)
    page._go.click()
    assert page._passphrase._wrong.text() == "Enter the passphrase"
    page._typed.setText("not the passphrase")
    page._go.click()
    assert asked == []
    page._typed.setText(PASSPHRASE)
    page._go.click()
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


def test_a_new_recovery_sheet_replaces_the_old_one(council: OpenCouncil, tmp_path: Path) -> None:
    page, folder = ways(council), council.store.folder
    page._proof.box.setText("wrong")  # type: ignore[attr-defined]  # a line
    page._renew()
    assert page._key == ""
    page._proof.box.setText(PASSPHRASE)  # type: ignore[attr-defined]  # a line
    page._renew()
    key = page._key
    assert opens(folder, key)
    assert council.store.setting(ENVELOPE) is None, "nothing is printed yet"
    page.save_sheet(tmp_path / "sheet.pdf")
    with Preview(tmp_path / "sheet.pdf") as pages:
        assert key.split("-")[0] in pages.text(0)
    page._confirm()
    assert council.store.setting(ENVELOPE) is None, "two groups are typed back from the paper first"
    check = page._step._check
    assert check is not None
    groups = key.split("-")
    page._step.one.setText(groups[check.groups[0] - 1])
    page._step.two.setText(groups[check.groups[1] - 1].lower())
    page._confirm()
    assert council.store.setting(ENVELOPE)
    assert council.window.pages.place == "settings"


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

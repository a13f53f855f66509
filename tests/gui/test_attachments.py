"""The list of a record's files: by keyboard, drop and paste; nothing is opened that could run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenCouncil
from workbench.gui.cases.attachments import Attachments
from workbench.gui.cases.dropping import FROM_OUTLOOK
from workbench.records import attachments, history
from workbench.records.attachments import Owner

OWNER = Owner("retention-schedule", 2)


@pytest.fixture
def told() -> list[list[int]]:
    """What the widget told its owner."""
    return []


@pytest.fixture
def files(council: OpenCouncil, told: list[list[int]], tmp_path: Path) -> Attachments:
    """The widget over a record without files."""
    made = Attachments(council.desk, council.window, lambda numbers: told.append(list(numbers)))
    made.resize(700, 400)
    made.show_owner(OWNER)
    made.show()
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    (tmp_path / "photo\u202egpj.exe").write_bytes(b"MZ")
    (tmp_path / "empty.txt").touch()
    return made


def names(files: Attachments) -> list[str]:
    """The names shown."""
    return [line.texts[0] for line in files.table.lines.rows]


def test_files_are_added_and_seen_at_once(files: Attachments, told: list[list[int]], tmp_path: Path) -> None:
    assert files.empty.isVisible()
    files.add([tmp_path / "letter.pdf"])
    assert (names(files), told) == (["letter.pdf"], [[1]])
    assert not files.empty.isVisible()
    assert history.recent(1)[0].name == "Add a file", "the name of a file never stands where nothing is forgotten"


def test_what_is_refused_is_named_and_the_others_stay(files: Attachments, tmp_path: Path) -> None:
    files.add([tmp_path / "letter.pdf", tmp_path / "empty.txt", tmp_path / "gone.txt"])
    assert names(files) == ["letter.pdf"]
    assert files.trouble.isVisible()
    assert "“empty.txt” is empty" in files.trouble.title.text()
    assert files.trouble.text.text().endswith("Also not added: “gone.txt” is no longer where it was.")
    files.add([tmp_path / "letter.pdf"])
    assert not files.trouble.isVisible(), "it goes with the next that is added"


def test_what_is_said_of_a_refused_file_takes_no_more_room_than_its_words(files: Attachments, tmp_path: Path) -> None:
    files.resize(500, 700)
    files.add([tmp_path / "empty.txt"])
    QApplication.processEvents()
    assert not files.table.isVisible()
    least = files.trouble.heightForWidth(files.trouble.width())
    assert files.trouble.height() <= max(least, files.trouble.sizeHint().height())


def test_enter_opens_a_copy_and_a_program_is_not_opened(files: Attachments, opened: list[Path], tmp_path: Path) -> None:
    files.add([tmp_path / "letter.pdf", tmp_path / "photo\u202egpj.exe"])
    files.table.stand(0)
    QTest.keyClick(files.table, Qt.Key.Key_Return)
    assert [path.read_bytes() for path in opened] == [b"%PDF"]
    files.table.stand(1)
    QTest.keyClick(files.table, Qt.Key.Key_Return)
    assert len(opened) == 1
    assert "“photogpj.exe” is not opened from here" in files.trouble.title.text()


def test_where_no_program_opens_it_that_is_said(
    files: Attachments, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    files.add([tmp_path / "letter.pdf"])
    files.open()
    assert "No program on this computer opens .pdf files" in files.trouble.title.text()
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    files.open()
    assert not files.trouble.isVisible(), "it is over once a program opens it"


def test_delete_removes_and_undo_brings_back(council: OpenCouncil, files: Attachments, tmp_path: Path) -> None:
    files.add([tmp_path / "letter.pdf"])
    files.table.setFocus()
    QTest.keyClick(files.table, Qt.Key.Key_Delete)
    assert (names(files), files.empty.isVisible()) == ([], True)
    council.desk.undo()
    files.look()
    assert names(files) == ["letter.pdf"]


def test_undoing_what_was_removed_since_leaves_it_alone(
    council: OpenCouncil, files: Attachments, tmp_path: Path
) -> None:
    files.add([tmp_path / "letter.pdf"])
    added = council.desk.session.done[-1]
    files.remove()
    said: list[str] = []
    council.desk.said.connect(lambda message: said.append(message.text))
    council.desk.undo_this(added)
    assert said[-1].endswith("One record was changed since and stays as it is.")
    assert len(attachments.of(OWNER, removed=True)) == 1


def test_a_saved_copy(files: Attachments, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    files.add([tmp_path / "letter.pdf"])
    files.save()
    assert target.read_bytes() == b"%PDF"


def test_files_are_chosen(files: Attachments, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(tmp_path / "letter.pdf")], ""))
    QTest.mouseClick(files.adding, Qt.MouseButton.LeftButton)
    assert names(files) == ["letter.pdf"]


def of_files(*paths: Path) -> QMimeData:
    """What the computer's file window drags."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(files: Attachments, data: QMimeData) -> bool:
    """Drag over the list and let go; whether it was taken."""
    keys, mouse = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, mouse, keys)
    entering.ignore()
    files.dragEnterEvent(entering)
    if entering.isAccepted():
        files.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, mouse, keys))
    return entering.isAccepted()


def test_dropped_files_are_added(files: Attachments, tmp_path: Path) -> None:
    assert drop(files, of_files(tmp_path / "letter.pdf"))
    assert names(files) == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").exists()
    words = QMimeData()
    words.setText("words")
    assert not drop(files, words)


def test_what_outlook_drags_without_a_file_is_explained(files: Attachments) -> None:
    data = QMimeData()
    data.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"\1")
    assert drop(files, data)
    assert f"{files.trouble.title.text()} {files.trouble.text.text()}" == FROM_OUTLOOK


def test_copied_files_are_pasted(files: Attachments, tmp_path: Path) -> None:
    files.add([tmp_path / "letter.pdf"])
    QGuiApplication.clipboard().setMimeData(of_files(tmp_path / "letter.pdf"))
    files.table.setFocus()
    QTest.keyClick(files.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(files) == ["letter.pdf", "letter.pdf"]


def edited(files: Attachments, opened: list[Path], tmp_path: Path) -> Path:
    """A copy that was edited a minute ago in another program."""
    files.add([tmp_path / "letter.pdf"])
    files.edit()
    opened[0].write_bytes(b"%PDF edited")
    past = opened[0].stat().st_mtime - 60
    os.utime(opened[0], (past, past))
    files.look()
    return opened[0]


def act(files: Attachments, words: str) -> None:
    """Press one of the acts offered."""
    found = [b for b in files.trouble.findChildren(QAbstractButton) if b.text() == words and b.isVisible()]
    QTest.mouseClick(found[-1], Qt.MouseButton.LeftButton)


def test_an_edited_copy_is_offered_and_taken_in(files: Attachments, opened: list[Path], tmp_path: Path) -> None:
    copy = edited(files, opened, tmp_path)
    assert files.trouble.title.text() == "“letter.pdf” was edited and is not in the records yet."
    assert [kept.size for kept in attachments.of(OWNER)] == [4], "not taken by itself"
    act(files, "Take it in")
    assert names(files) == ["letter.pdf (newer version)"]
    assert b"".join(attachments.read(2)) == b"%PDF edited"
    assert not copy.exists()
    assert not files.trouble.isVisible()


def test_a_look_that_finds_the_same_is_not_heard(files: Attachments, qtbot: QtBot, tmp_path: Path) -> None:
    files.add([tmp_path / "letter.pdf"])
    with qtbot.assertNotEmitted(files.table.lines.modelReset):
        files.look()


def test_changes_are_let_go_when_that_is_said(files: Attachments, opened: list[Path], tmp_path: Path) -> None:
    copy = edited(files, opened, tmp_path)
    act(files, "Let the changes go")
    assert names(files) == ["letter.pdf"]
    assert not copy.exists()


def test_every_control_has_a_name(files: Attachments, tmp_path: Path) -> None:
    files.add([tmp_path / "letter.pdf"])
    buttons = [b for b in files.findChildren(QAbstractButton) if b.isVisible() and b.focusPolicy()]
    assert len(buttons) >= 5
    assert all(b.accessibleName() or b.text() for b in buttons)
    assert files.table.accessibleName() == "Files"

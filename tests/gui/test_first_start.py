"""The first start by keyboard: four steps, and what stands in the way of each."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from tests.gui.wizard import access_keys, cut_words, press, tab_round, unnamed, words
from workbench import paths
from workbench.errors import Plain
from workbench.gui.starting.beginning import Beginning, With
from workbench.gui.starting.page import StartPage
from workbench.gui.starting.starter import Starter
from workbench.gui.tasks import Immediate, Tasks
from workbench.gui.theme.look import Look
from workbench.records.store import Council, Store
from workbench.registers import MODELS, REGISTERS

pytestmark = pytest.mark.usefixtures("look", "_cheap_keys")
PASSPHRASE = "plum ferry lantern Tuesday"


@pytest.fixture
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    from workbench.records import keys

    monkeypatch.setattr(keys, "cost", keys.Cost(64, 1, 1))


class Heard(QObject):
    """Keeps what the page hands over."""

    def __init__(self) -> None:
        super().__init__()
        self.store: Store | None = None
        self.begin_with: With | None = None

    def ready(self, store: Store, begin_with: With) -> None:
        """The records are there."""
        self.store, self.begin_with = store, begin_with


@contextmanager
def first_start(folder: Path) -> Iterator[tuple[StartPage, Heard]]:
    """The card, shown; whatever it made is closed afterwards."""
    page, heard = StartPage(Tasks(executor=Immediate()), folder), Heard()
    page.ready.connect(heard.ready)
    page.resize(1100, 700)
    page.show()
    QApplication.processEvents()
    page.step.first().setFocus()
    try:
        yield page, heard
    finally:
        if heard.store:
            heard.store.close()
        page.close()
        page.deleteLater()
        QApplication.processEvents()


def fill_first_two(page: StartPage) -> None:
    """The first two steps by keyboard."""
    words("Llandudno Town Council")
    press(Qt.Key.Key_Return)
    page.place.user.setFocus()
    words("Sam Morgan, clerk")
    press(Qt.Key.Key_Tab)
    words(PASSPHRASE)
    press(Qt.Key.Key_Tab)
    words(PASSPHRASE)
    press(Qt.Key.Key_Return)


def key_of(page: StartPage) -> str:
    """The recovery key as it is shown."""
    shown = page.key.findChildren(type(page.key._key))
    return next("-".join(label.text().split()) for label in shown if label.accessibleName() == "Recovery key")


def type_groups(page: StartPage, key: str) -> None:
    """The two groups that are asked for, in small letters."""
    for box in (page.key.one, page.key.two):
        number = int(box.accessibleName().split()[1])
        box.setFocus()
        words(key.split("-")[number - 1].lower())


def test_four_steps_by_keyboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet, folder = tmp_path / "Recovery sheet.pdf", tmp_path / "Council"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(sheet), ""))
    with first_start(folder) as (page, heard):
        fill_first_two(page)
        key = key_of(page)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Return)
        text = pypdfium2.PdfDocument(sheet)[0].get_textpage().get_text_range()
        assert all(group in text for group in key.split("-"))
        assert "Llandudno Town Council" in text
        type_groups(page, key)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        assert heard.begin_with is With.READY_MADE
        assert heard.store is not None
        assert heard.store.council.name == "Llandudno Town Council"
        assert heard.store.user == "Sam Morgan, clerk"
        heard.store.close()
        for secret in (PASSPHRASE, key):
            heard.store = Store.open(folder, secret, MODELS)
            heard.store.close()


def test_nothing_typed_is_said_at_the_box_and_nothing_is_made(tmp_path: Path) -> None:
    with first_start(tmp_path / "Council") as (page, _):
        press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is page.council.council
        words("Llandudno Town Council")
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is page.place.user
        assert not (tmp_path / "Council").exists()


@pytest.mark.parametrize(
    ("passphrase", "again", "box"),
    [("short", "short", "passphrase"), (PASSPHRASE, PASSPHRASE.lower(), "again"), (" " * 20, " " * 20, "passphrase")],
)
def test_a_poor_passphrase_is_refused(tmp_path: Path, passphrase: str, again: str, box: str) -> None:
    beginning = Beginning(tmp_path / "new", "Council", "wales", "Sam", passphrase, again)
    assert [wrong.box for wrong in beginning.wrong_place()] == [box]


def test_a_folder_that_holds_a_council_is_refused(tmp_path: Path) -> None:
    store, _ = Store.create(tmp_path / "Council", Council("First Town Council", "wales"), PASSPHRASE, "Sam", MODELS)
    store.close()
    beginning = Beginning(tmp_path / "Council", "Another", "wales", "Sam", PASSPHRASE, PASSPHRASE)
    assert [wrong.box for wrong in beginning.wrong_place()] == ["folder"]


def test_a_synced_folder_is_warned_of_with_the_reason(tmp_path: Path) -> None:
    with first_start(tmp_path / "OneDrive" / "Council") as (page, _):
        words("Llandudno Town Council")
        press(Qt.Key.Key_Return)
        said = [label.text() for label in page.place.findChildren(type(page.key._key)) if label.isVisible()]
        assert any("OneDrive copies to the internet" in text for text in said)


def test_wrong_groups_keep_the_key_in_view(tmp_path: Path) -> None:
    with first_start(tmp_path / "Council") as (page, heard):
        fill_first_two(page)
        page.key.one.setFocus()
        words("AAAA")
        press(Qt.Key.Key_Return)
        assert page.step is page.key
        assert key_of(page)
        assert heard.store is None


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise Plain("The disk is full. Nothing was changed. Free some space.")

    monkeypatch.setattr(Store, "create", refuse)
    with first_start(tmp_path / "Council") as (page, _):
        fill_first_two(page)
        assert page.step is page.place
        said = [label.text() for label in page.findChildren(type(page.key._key)) if label.isVisible()]
        assert any("The disk is full" in text for text in said)


def test_closing_half_way_leaves_records_that_open(tmp_path: Path) -> None:
    with first_start(tmp_path / "Council") as (page, _):
        fill_first_two(page)
        page.close()
        Store.open(tmp_path / "Council", PASSPHRASE, MODELS).close()


def test_each_group_typed_back_is_judged_by_itself(tmp_path: Path) -> None:
    with first_start(tmp_path / "Council") as (page, _):
        fill_first_two(page)
        type_groups(page, key_of(page))
        page.key.two.clear()
        press(Qt.Key.Key_Return)
        number = page.key.two.accessibleName().split()[1]
        assert [link.text() for link in page._problem.findChildren(QPushButton)] == [
            f"Type group {number} from the paper"
        ]
        assert QApplication.focusWidget() is page.key.two


def test_printing_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper, room = tmp_path / "paper.pdf", tmp_path / "room"
    room.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(room))

    def accept(dialog: QPrintDialog) -> bool:
        dialog.printer().setOutputFileName(str(paper))
        return True

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    with first_start(tmp_path / "Council") as (page, _):
        fill_first_two(page)
        assert QApplication.focusWidget() is page.key.print
        press(Qt.Key.Key_Return)
        assert page.key._done.text().startswith("Sent to the printer")
    assert len(pypdfium2.PdfDocument(paper)) == 1
    assert list(room.iterdir()) == []


def test_escape_goes_back_until_the_records_are_there(tmp_path: Path) -> None:
    with first_start(tmp_path / "Council") as (page, _):
        words("Llandudno Town Council")
        press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is page.place.user
        press(Qt.Key.Key_Escape)
        assert page.council.isVisible()
        assert page.council.council.text() == "Llandudno Town Council"
        press(Qt.Key.Key_Return)
        words("Sam Morgan, clerk")
        for box in (page.place.passphrase, page.place.again):
            box.setText(PASSPHRASE)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_Escape)
        assert page.key.isVisible()


def test_the_sample_instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "sample_folder", lambda: tmp_path / "Sample")
    with first_start(tmp_path / "Council") as (page, heard):
        page.council.sample.setFocus()
        press(Qt.Key.Key_Return)
        assert heard.begin_with is With.SAMPLE
        assert heard.store is not None
        assert heard.store.council.sample
        assert not (tmp_path / "Council").exists()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_no_step_cuts_a_word(tmp_path: Path, look: Look, size: int) -> None:
    look.choose("light", size)
    try:
        with first_start(tmp_path / "OneDrive" / "Council") as (page, _):
            page.resize(1366, 688)
            page.next()
            assert _cut(page) == []
            page.council.council.setText("Llandudno Town Council")
            page.next()
            page.next()
            assert _cut(page) == []
            page.place.user.setText("Sam")
            page.place.passphrase.setText(PASSPHRASE)
            page.place.again.setText(PASSPHRASE)
            page.next()
            page.next()
            assert _cut(page) == []
            type_groups(page, key_of(page))
            page.next()
            assert _cut(page) == []
    finally:
        look.choose("light", 100)


def _cut(page: StartPage) -> list[str]:
    for _ in range(4):
        QApplication.processEvents()
    assert (page.width(), page.height()) == (1366, 688)
    return cut_words(page)


def test_what_the_window_opens_with(tmp_path: Path) -> None:
    starter = Starter(Tasks(executor=Immediate()), REGISTERS, "Workbench", QApplication.instance() or QObject())
    assert starter.place(With.EMPTY) == ("register/retention-schedule", None)
    assert starter.place(With.SAMPLE) == ("home", None)
    assert starter.place(With.OWN) == ("import/retention-schedule", None)
    place, path = starter.place(With.READY_MADE)
    assert place == "import/retention-schedule"
    assert path is not None
    assert path.is_file()


def test_every_step_can_be_heard_and_left_by_tab(tmp_path: Path) -> None:
    with first_start(tmp_path / "Council") as (page, _):
        _walk(page)
        words("Llandudno Town Council")
        press(Qt.Key.Key_Return)
        _walk(page)
        page.place.user.setText("Sam")
        page.place.passphrase.setText(PASSPHRASE)
        page.place.again.setText(PASSPHRASE)
        page.next()
        _walk(page)
        type_groups(page, key_of(page))
        page.next()
        _walk(page)


def _walk(page: StartPage) -> None:
    QApplication.processEvents()
    page.step.first().setFocus()
    assert unnamed(page) == []
    keys = access_keys(page)
    assert sorted(keys) == sorted(set(keys)), keys
    around = tab_round(page)
    assert page.go in around
    page.step.first().setFocus()

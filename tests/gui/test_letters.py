"""A letter from the page of a file: chosen by keyboard, opened, taken back; a broken template of the council's own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu

from tests.gui.conftest import OpenCouncil
from workbench import clock
from workbench.gui.cases.attachments import Attachments
from workbench.gui.cases.page import CasePage
from workbench.gui.editors.texts import Lines
from workbench.gui.settings_page import SettingsPage
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.registers.cases.parts import ENTRY, PARTY
from workbench.reports.letters import text_of
from workbench.workflows import wordpdf
from workbench.workflows.cases import closing, keeping, letters, opening

REQUESTS = "rights-requests"
TODAY = dt.date(2026, 3, 2)
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """2 March 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def case(council: OpenCouncil) -> int:
    """A request for access."""
    values = {"right": "access", "requester": "Ann Archer", "received": TODAY}
    return opening.open_case(council.store, REQUESTS, values).case


@pytest.fixture
def page(council: OpenCouncil, case: int) -> CasePage:
    """Its page."""
    council.window.activateWindow()
    council.page(f"case/{REQUESTS}", case)
    return council.here(CasePage)


def choices(page: CasePage) -> list[str]:
    """The letters of the list that is shown."""
    return [action.text() for action in page.letters.menu.actions() if action.text() and not action.menu()]


def press(where: Attachments | CasePage, text: str) -> None:
    """Press a button by its words."""
    found = next(b for b in where.findChildren(QAbstractButton) if b.text() == text and b.isVisible())
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def said(case: int) -> list[str]:
    """What its timeline says."""
    return [entry["what"] for entry in keeping.parts(ENTRY, REQUESTS, case).values()]


def test_a_letter_by_keyboard(page: CasePage, case: int, opened: list[Path]) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(focus, Qt.Key.Key_L, control | shift)
    assert page.letters.menu.isVisible()
    assert choices(page)[:3] == ["Acknowledgement", "Ask for proof of identity", "Ask what is wanted"]
    QTest.keyClick(page.letters.menu, Qt.Key.Key_Down)
    QTest.keyClick(page.letters.menu, Qt.Key.Key_Return)
    [path] = opened
    assert "Dear Ann Archer," in [p.text for p in docx.Document(str(path)).paragraphs]
    assert said(case) == ["Letter written: Ask for proof of identity"]
    assert [kept.name for kept in attachments.of(Owner(REQUESTS, case))] == [
        "Ask for proof of identity RR-2026-001.docx"
    ]


def test_a_closed_file_and_an_enquiry_have_no_letter(council: OpenCouncil, page: CasePage, case: int) -> None:
    assert page.letters.act.isVisible()
    keeping.change(council.store, REQUESTS, case, {"outcome": "withdrawn", "series": 1})
    closing.close(council.store, REQUESTS, case)
    page.refresh(frozenset())
    assert not page.letters.act.isVisible()
    page.letters.ask()
    assert not page.letters.menu.isVisible()


def test_a_broken_template_is_named_and_ours_is_offered(
    council: OpenCouncil, page: CasePage, case: int, opened: list[Path]
) -> None:
    letters.own(council.store, "acknowledgement").write_text("no Word file")
    page.letters.write("acknowledgement")
    assert not opened
    trouble = page.letters.trouble
    assert trouble.isVisible()
    assert "acknowledgement" in trouble.title.text()
    assert "is no Word file" in trouble.title.text()
    press(page, "Use the letter of the program")
    assert len(opened) == 1
    assert not trouble.isVisible()
    assert said(case) == ["Letter written: Acknowledgement"]


def test_the_template_of_a_letter_is_copied_and_opened(
    council: OpenCouncil, page: CasePage, opened: list[Path]
) -> None:
    page.letters.edit("fee")
    assert opened == [council.store.folder / "letters" / "fee.docx"]


def test_without_a_word_processor_it_is_said(page: CasePage, case: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    page.letters.write("acknowledgement")
    assert "No program on this computer opens Word files" in page.letters.trouble.title.text()
    page.view.show_documents()
    page.papers.edit()
    assert page.papers.trouble.title.text() == "No program on this computer opens .docx files."
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    page.papers.edit()
    assert not page.letters.trouble.isVisible()
    assert page.papers.trouble.title.text() != "No program on this computer opens .docx files."
    assert said(case) == ["Letter written: Acknowledgement"]


@pytest.fixture
def files(council: OpenCouncil, case: int) -> Attachments:
    """The list of its documents."""
    made = Attachments(council.desk, council.window)
    made.resize(700, 400)
    made.show_owner(Owner(REQUESTS, case))
    made.show()
    return made


def test_a_letter_that_was_worked_on_is_taken_back_as_sent(
    council: OpenCouncil,
    page: CasePage,
    case: int,
    opened: list[Path],
    files: Attachments,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    council.store.set_setting("council address", "Town Hall")
    keeping.change(council.store, REQUESTS, case, {"contact": "1 High Street"})
    page.letters.write("acknowledgement")
    word = docx.Document(str(opened[0]))
    word.add_paragraph("By hand.")
    word.save(str(opened[0]))
    later = clock.now() + dt.timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    files.look()
    assert "was edited and is not in the records yet" in files.trouble.title.text()
    press(files, "It was sent today")
    assert said(case) == ["Letter written: Acknowledgement", "Letter sent: Acknowledgement"]
    assert len(attachments.of(Owner(REQUESTS, case), older=True)) == 2
    assert not opened[0].exists()
    assert not files.trouble.isVisible()


def test_a_letter_is_saved_as_a_pdf_where_there_is_libreoffice(
    page: CasePage, files: Attachments, opened: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.letters.write("acknowledgement")
    files.look()
    kinds: list[str] = []

    def choose(*asked: object) -> tuple[str, str]:
        kinds.append(str(asked[3]))
        return str(tmp_path / "letter.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    monkeypatch.setattr(wordpdf, "libreoffice", lambda: tmp_path / "soffice")
    monkeypatch.setattr(wordpdf, "_run", lambda _, room, __: (room / "letter.pdf").write_bytes(b"%PDF"))
    files.save()
    assert (tmp_path / "letter.pdf").read_bytes() == b"%PDF"
    monkeypatch.setattr(wordpdf, "libreoffice", lambda: None)
    files.save()
    assert kinds == ["Word (*.docx);;PDF (*.pdf)", ""]
    assert "is not on this computer" in files.trouble.title.text()


def test_the_council_s_address_and_the_regulator_are_set(council: OpenCouncil, page: CasePage, case: int) -> None:
    council.page("settings")
    settings = council.here(SettingsPage)
    boxes = settings.findChildren(Lines)
    assert [box.accessibleName() for box in boxes] == [
        "Address of the council",
        "Name of the regulator",
        "How the regulator is reached",
    ]
    assert boxes[1].toPlainText() == "the Information Commissioner’s Office (ICO)"
    for box, words in zip(
        boxes, ("Town Hall\nTown TN1 1AA", "the Information Commission", "info.example"), strict=True
    ):
        box.setFocus()
        box.selectAll()
        box.insertPlainText(words)
        box.clearFocus()
    said = text_of(letters.write(council.store, REQUESTS, case, "identity").content)
    assert "Town Hall\nTown TN1 1AA" in said
    assert "the Information Commission (UK GDPR Article 77)" in said
    assert "info.example" in said
    boxes[1].setFocus()
    boxes[1].selectAll()
    QTest.keyClick(boxes[1], Qt.Key.Key_Delete)
    boxes[1].clearFocus()
    assert boxes[1].toPlainText() == "the Information Commissioner’s Office (ICO)"  # empty is as usual


def test_a_letter_went_out_as_it_is_by_keyboard(
    council: OpenCouncil, page: CasePage, case: int, opened: list[Path]
) -> None:
    council.store.set_setting("council address", "Town Hall")
    keeping.change(council.store, REQUESTS, case, {"contact": "1 High Street"})
    page.letters.write("acknowledgement")
    page.view.show_documents()
    trouble = page.papers.trouble
    assert trouble.title.text() == "“Acknowledgement RR-2026-001.docx” is not noted as sent."
    assert [b.text() for b in trouble.findChildren(QAbstractButton) if b.text() and b.isVisible()] == [
        "It went out as it is", "Edit a copy",
    ]  # fmt: skip
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert said(case)[-1] == "Letter sent: Acknowledgement"
    assert page.present.values["acknowledged"] == TODAY
    assert not trouble.isVisible()
    council.desk.undo()
    assert page.present.values["acknowledged"] is None
    assert trouble.isVisible()


def test_open_brackets_stand_on_the_card_before_a_letter_is_said_to_be_gone(
    page: CasePage, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.letters.write("acknowledgement")
    page.view.show_documents()
    trouble = page.papers.trouble
    assert "Still to fill in or strike out: The council’s address; Address." in trouble.text.text()
    shown = [b.text() for b in trouble.findChildren(QAbstractButton) if b.text() and b.isVisible()]
    assert shown == ["Edit a copy", "It went out all the same"]
    before = said(1)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert said(1) == before, "the key sends nothing that has gaps"
    word = docx.Document(str(opened[0]))
    for paragraph in word.paragraphs:
        if "please fill in" in paragraph.text:
            paragraph.text = "Town Hall"
    word.paragraphs[-1].text = "[how to pay]"
    word.save(str(opened[0]))
    later = clock.now() + dt.timedelta(minutes=5)
    monkeypatch.setattr(clock, "now", lambda: later)
    page.papers.look()
    QApplication.processEvents()
    assert "Still to fill in or strike out: how to pay." in trouble.text.text()
    shown = [b.text() for b in trouble.findChildren(QAbstractButton) if b.text() and b.isVisible()]
    assert shown == ["Take it in", "Let the changes go", "It was sent all the same"]


def test_it_is_asked_to_whom_a_letter_goes_where_somebody_acts_for_them(
    council: OpenCouncil, opened: list[Path]
) -> None:
    values = {"kind": "complaint", "subject": "Noise", "complainant": "Carol Cooper", "received": TODAY}
    case = opening.open_case(council.store, "complaints", values).case
    lee = {"name": "Lee Law", "role": "representative", "authority_seen": TODAY}
    keeping.add_part(council.store, PARTY, "complaints", case, lee)
    council.window.activateWindow()
    council.page("case/complaints", case)
    page = council.here(CasePage)
    page.letters.ask()
    first = page.letters.menu.actions()[0].menu()
    assert isinstance(first, QMenu)
    assert [action.text() for action in first.actions()] == ["To Carol Cooper", "To Lee Law, who acts for them"]
    first.actions()[1].trigger()
    [path] = opened
    assert "Dear Lee Law," in [p.text for p in docx.Document(str(path)).paragraphs]


def test_what_went_wrong_stays_beside_a_letter_that_waits(page: CasePage, opened: list[Path], tmp_path: Path) -> None:
    page.letters.write("acknowledgement")
    (tmp_path / "empty.txt").touch()
    page.papers.add([tmp_path / "empty.txt"])
    assert "“empty.txt” is empty" in page.papers.trouble.title.text()
    page.papers.trouble.hide()
    page.papers.look()
    assert "is not noted as sent" in page.papers.trouble.title.text()

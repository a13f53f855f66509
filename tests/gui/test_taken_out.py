"""What stands in a file for named people leaves by the window: printed, exported, copied, saved; each is recorded."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import complaint
from workbench import clock
from workbench.gui.cases.page import CasePage
from workbench.gui.register import outlets
from workbench.gui.register.page import RegisterPage
from workbench.records import attachments, history
from workbench.records.attachments import Owner
from workbench.registers.cases.base import NAMED
from workbench.workflows.cases import access

COMPLAINTS = "complaints"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


@pytest.fixture
def case(council: OpenCouncil) -> int:
    """A complaint for the clerk alone, beside one for everyone."""
    complaint(council.store, subject="Noise")
    return complaint(council.store, readers=NAMED, named="Clerk")


@pytest.fixture
def listed(council: OpenCouncil, case: int) -> RegisterPage:
    """The register of complaints with the cursor on the restricted file."""
    page: RegisterPage = council.page(f"register/{COMPLAINTS}")
    page.listing.table.pick(case)
    return page


def ways(case: int) -> list[str]:
    """In which ways the file was opened or left, as its history has it."""
    return [how for *_, how in access.looked_at(COMPLAINTS, case)]


def test_an_export_with_personal_data_is_recorded_and_one_without_is_not(
    council: OpenCouncil, listed: RegisterPage, case: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "ask_save", lambda *_: tmp_path / "out.xlsx")
    listed.verbs()["export nameless"]()
    assert ways(case) == []
    said: list[str] = []
    council.desk.said.connect(lambda message: said.append(message.text))
    listed.verbs()["export"]()
    assert ways(case) == ["Exported with its register"]
    assert "1 file in it is for named people only: that it left is recorded." in said[-1]


def test_what_narrows_the_list_leaves_the_others_out(
    listed: RegisterPage, case: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlets, "ask_save", lambda *_: tmp_path / "out.xlsx")
    listed.listing.selection = listed.listing.selection.filtered("subject", "Noise")
    listed.verbs()["export"]()
    assert ways(case) == []


def test_printing_the_list_is_recorded(listed: RegisterPage, case: int) -> None:
    listed.verbs()["print"]()
    assert ways(case) == ["Printed in a list"]


def test_copying_lines_is_recorded_only_for_those_that_are_selected(listed: RegisterPage, case: int) -> None:
    table = listed.listing.table
    other = next(number for number in table.records.ids if number != case)
    table.pick(other)
    listed.verbs()["copy"]()
    assert ways(case) == []
    table.pick(case)
    listed.verbs()["copy"]()
    assert "Plot let too early" in QApplication.clipboard().text()
    assert ways(case) == ["Copied from the list"]
    listed.verbs()["copy with headings"]()
    assert ways(case) == ["Copied from the list"] * 2


def test_a_letter_and_copies_of_documents_are_recorded_and_who_opened_it_says_how(
    council: OpenCouncil, case: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with council.store.operation("Add a file", "edit") as op:
        attachments.keep(council.store, Owner(COMPLAINTS, case), "note.txt", b"words", op.id)
    page: CasePage = council.page(f"case/{COMPLAINTS}", case)
    page.view.show_documents()
    papers = page.view.middle.papers
    papers.open()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "note.txt"), ""))
    papers.save()
    assert (tmp_path / "note.txt").read_bytes() == b"words"
    page.letters.write("complaint-acknowledgement")
    council.page("home")
    page = council.page(f"case/{COMPLAINTS}", case)
    copied = "A copy of a document was made"
    assert ways(case) == ["Opened", copied, copied, "A letter was written from it", "Opened"]
    said = page.band.opened.text().splitlines()
    assert [line.partition(": ")[0] for line in said] == ways(case)[::-1], "the last stands first"
    assert "Clerk, " in said[0]
    assert not history.of_record(access.OPENED, case)[0].forgotten

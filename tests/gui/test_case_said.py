"""What the page of a file says and shows: the right words for what happened, and nothing painted before its time."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import request, said
from workbench import clock
from workbench.gui.cases.new import NewCasePage
from workbench.gui.cases.page import CasePage
from workbench.registers.cases.parts import PLACE
from workbench.workflows.cases import keeping

REQUESTS, COMPLAINTS = "rights-requests", "complaints"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def test_an_empty_attachment_is_not_counted_and_its_words_fit_beside_a_file_that_was_opened(
    council: OpenCouncil, tmp_path: Path
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Zebedee Quillfeather <zq@example.org>", "My records"
    mail["Date"] = "Mon, 20 Apr 2026 09:15:00 +0000"
    mail.set_content("Please send me what you hold.")
    for name, content in (("letter.pdf", b"%PDF-1.4 made up"), ("empty.txt", b"")):
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    path = tmp_path / "request.eml"
    path.write_bytes(mail.as_bytes())
    page: NewCasePage = council.page("case-new/rights-requests")
    page.taken.take(path)
    assert "kept with the file with 1 attachment" in said(page)
    page.form.fields["right"].editor.put("access")
    page.do()
    assert council.here(CasePage).present.is_shown
    words = council.window.passing.text.text()
    assert words.startswith("Opened as RR-2026/001.")
    assert "“empty.txt” is empty (0 bytes). It was not added; all else stays as it is." in words
    assert "nothing else was changed" not in words


def test_the_right_column_is_painted_as_it_stays_when_first_shown_and_after_a_note(council: OpenCouncil) -> None:
    case = request(council.store)
    for number in range(12):
        call = {"kind": "call", "what": f"Call {number} about the plot, the hedge and the water tap"}
        keeping.note(council.store, REQUESTS, case, call)

    def painted() -> QImage:
        return page.view.right.grab().toImage()

    page: CasePage = council.page("case/rights-requests", case)
    first = painted()
    QApplication.processEvents()
    assert first == painted()
    page.view.timeline.noted.emit(
        {"kind": "call", "what": "They rang once more and want the old map of the allotment as well"}
    )
    second = painted()
    QApplication.processEvents()
    assert second == painted()
    assert first != second


def test_a_list_of_a_step_shows_and_says_which_are_done(council: OpenCouncil) -> None:
    case = request(council.store)
    given: list[dict[str, Any]] = [
        {"where": "Cabinet", "done_on": clock.today()},
        {"where": "Office mailbox"},
        {"where": "Shed", "left_out": "Nothing of theirs was ever kept there"},
    ]
    for values in given:
        keeping.add_part(council.store, PLACE, REQUESTS, case, values)
    page: CasePage = council.page("case/rights-requests", case)
    page.walk.stand_where("searched_on")
    table = page.pane._lists[PLACE.name].table
    shown = {row.texts[0]: row.icon for row in table.lines.rows}
    assert shown == {"Cabinet": "check", "Office mailbox": "circle", "Shed": "check"}
    spoken = [table.lines.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert spoken == ["Where: Cabinet, done", "Where: Office mailbox, not done", "Where: Shed, done"]

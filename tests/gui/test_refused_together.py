"""What is refused for what stands in another box is tried once more when that box is kept, and its words go with it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import request, values_of
from workbench import clock
from workbench.gui.cases.page import CasePage
from workbench.gui.editors.base import Editor
from workbench.gui.register.page import RegisterPage
from workbench.registers.rights_requests import RightsRequest

REQUESTS, COMPLAINTS = "rights-requests", "complaints"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def give(editor: Editor, words: object) -> None:
    """Type into a box and leave it."""
    editor.put_words(words)
    editor.leave()


def test_in_the_panel_a_day_is_kept_once_the_day_before_it_is_right(council: OpenCouncil) -> None:
    asked, seen = dt.date(2026, 4, 15), dt.date(2026, 4, 10)
    case = request(council.store, identity="asked", identity_asked=asked)
    page: RegisterPage = council.page("register/rights-requests", case)
    panel, boxes = page.recording.panel, page.recording.panel.form.fields
    give(boxes["identity_seen"].editor, "10/4")
    assert boxes["identity_seen"].said
    assert values_of(RightsRequest, case)["identity_seen"] is None
    give(boxes["notes"].editor, "Rang twice")
    assert boxes["identity_seen"].said, "it still waits for the day before it"
    give(boxes["identity_asked"].editor, "8/4")
    assert boxes["identity_seen"].said == ""
    assert panel.summary.isHidden()
    assert values_of(RightsRequest, case)["identity_seen"] == seen
    assert not council.desk.session.is_wrong


def test_on_its_page_a_day_is_kept_once_the_day_before_it_is_right(council: OpenCouncil) -> None:
    asked, seen = dt.date(2026, 4, 15), dt.date(2026, 4, 10)
    case = request(council.store, identity="asked", identity_asked=asked)
    page: CasePage = council.page("case/rights-requests", case)
    page.walk.stand_where("identity_seen")
    boxes = page.pane.form.fields
    give(boxes["identity_seen"].editor, "10/4")
    assert boxes["identity_seen"].said
    assert page.stop.isVisible()
    give(boxes["identity_asked"].editor, "14/4")
    assert boxes["identity_seen"].said, "it is refused as before"
    assert page.stop.isVisible()
    give(boxes["identity_asked"].editor, "8/4")
    assert boxes["identity_seen"].said == ""
    assert not page.stop.isVisible()
    assert values_of(RightsRequest, case)["identity_seen"] == seen

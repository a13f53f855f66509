"""What was found says of each day what it is, and of a file for named people that it is restricted."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.conftest import OpenCouncil
from tests.gui.test_case_page import complaint, said
from workbench import clock
from workbench.gui.found import FoundPage
from workbench.gui.widgets.basics import IconLabel
from workbench.records.database import database
from workbench.registers.cases.base import NAMED


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """21 April 2026."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))


def row_of(page: FoundPage, title: str) -> QWidget:
    """The line of one thing found."""
    [link] = [link for link in page._links if link.text() == title]
    line = link.parentWidget()
    assert line is not None
    return line


def test_every_day_says_what_it_is_and_a_restricted_file_that_it_is(council: OpenCouncil) -> None:
    """Received Thu 2 Apr 2026; five working days on, past Good Friday and Easter Monday: Mon 13 Apr."""
    complaint(council.store, subject="Zeal at the gate", readers=NAMED, named="Clerk")
    complaint(council.store, subject="Zeal at the hall")
    page: FoundPage = council.page("found", "zeal")
    for title, restricted in (("Zeal at the gate", True), ("Zeal at the hall", False)):
        line = row_of(page, title)
        words = said(line)
        for named in ("Target Fri 10 Apr 2026", "Limit Mon 13 Apr 2026", "Received on Thu 2 Apr 2026"):
            assert named in words
        assert ("Restricted" in words.splitlines()) is restricted
        assert bool(line.findChildren(IconLabel)) is restricted, "a lock beside the word"
        [link] = [link for link in page._links if link.text() == title]
        assert link.accessibleName() == (f"Restricted. {title}" if restricted else title)
        assert "Limit Mon 13 Apr 2026" in link.accessibleDescription()


def test_others_do_not_find_it(council: OpenCouncil) -> None:
    complaint(council.store, subject="Zeal at the gate", readers=NAMED, named="Clerk")
    complaint(council.store, subject="Zeal at the hall")
    database.obj.reader = "Somebody Else"
    page: FoundPage = council.page("found", "zeal")
    assert [link.text() for link in page._links] == ["Zeal at the hall"]
    assert "Restricted" not in said(page)

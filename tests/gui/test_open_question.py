"""What a record waits for, answered beside the register by keyboard; asserted in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from tests.gui.conftest import PLACE, line
from tests.gui.wizard import press
from workbench.gui.register.page import RegisterPage
from workbench.gui.theme.look import Look
from workbench.gui.widgets.option_card import OptionCard
from workbench.records import record
from workbench.registers import REGISTERS

if TYPE_CHECKING:
    from tests.gui.conftest import OpenCouncil

TWO = ("9.1", "Diaries", "6 years or 7 years")


def shown(council: OpenCouncil, *added: dict[str, Any]) -> RegisterPage:
    """The page on the last of further lines."""
    with council.store.operation("Add", "edit") as operation:
        number = record.add(REGISTERS[0].record, added, operation.id)[-1]
    page = council.page(PLACE, number)
    assert isinstance(page, RegisterPage)
    return page


def cards(page: RegisterPage) -> list[tuple[str, str]]:
    """The answers that are offered, and the sentence each gives."""
    made = page.recording.panel.question.findChildren(OptionCard)
    return [(card.text(), card.accessibleName().partition(". ")[2]) for card in made if card.isVisible()]


def test_two_readings_are_offered_again_and_one_is_chosen_by_keyboard(council: OpenCouncil) -> None:
    page = shown(council, line(*TWO))
    assert council.desk.waiting(REGISTERS[0]).why == "1 to be checked"
    page.listing.table.setFocus()
    press(Qt.Key.Key_F6)
    assert cards(page) == [
        ("7 years", "The longest of them. Keep each file for 7 years"),
        ("6 years", "Keep each file for 6 years"),
    ]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    kept = council.values("Diaries")
    assert str(kept["rule"].length) == "6 years"
    assert kept["to_be_checked"] is False
    assert kept["period_text"] == TWO[2], "the council's own words stay"
    assert council.desk.waiting(REGISTERS[0]).why == "1 no start day"


def test_the_start_is_asked_of_the_answer_given_and_not_of_the_first_reading(council: OpenCouncil) -> None:
    page = shown(council, line(*TWO))
    page.open_field("")
    press(Qt.Key.Key_Return)
    assert page.recording.panel.question.title.text() == "No start day"
    assert cards(page)[0][0] == "7 years from the day it was closed"
    press(Qt.Key.Key_Return)
    kept = council.values("Diaries")
    assert (str(kept["rule"].length), kept["rule"].trigger, kept["question"]) == ("7 years", "closure", "")
    assert not page.recording.panel.question.isVisible()
    assert council.desk.waiting(REGISTERS[0]).number == 0


def test_what_a_cell_said_stays_with_the_record_when_its_question_is_answered(council: OpenCouncil) -> None:
    noted = line(*TWO)
    noted["question"] += "\nPersonal data: “maybe” is neither yes nor no."
    page = shown(council, noted)
    page.open_field("")
    press(Qt.Key.Key_Return)
    assert council.values("Diaries")["question"].splitlines()[1:] == ["Personal data: “maybe” is neither yes nor no."]


@pytest.mark.parametrize(
    ("period", "title", "says"),
    [("", "No period", "Write the agreed period below"), ("as the county does", "No period", "agreed period below")],
)
def test_where_no_answer_is_ready_it_says_what_to_do(council: OpenCouncil, period: str, title: str, says: str) -> None:
    question = shown(council, line("9.2", "Diaries", period)).recording.panel.question
    assert question.title.text() == title
    assert says in question.text.text()
    assert not question.answers


def test_a_mark_without_a_ready_answer_is_taken_away_by_its_link(council: OpenCouncil) -> None:
    marked = line("9.3", "Diaries", "Permanent") | {"to_be_checked": True, "question": "Who keeps these?"}
    question = shown(council, marked).recording.panel.question
    assert question.text.text().startswith("Who keeps these?\nNo ready answer fits.")
    question.right.emit()
    assert not question.isVisible()


def test_a_review_every_year_waits_for_nothing(council: OpenCouncil) -> None:
    """The next one is counted from the last: law reference 6.6."""
    page = shown(council, line("9.4", "Diaries", "Review every year"))
    assert not page.recording.panel.question.isVisible()
    assert council.desk.waiting(REGISTERS[0]).number == 0


def test_on_a_narrow_page_the_record_stays_open_for_what_is_asked_next(council: OpenCouncil, look: Look) -> None:
    look.choose("light", 150)
    page = shown(council, line(*TWO))
    page.open_field("")
    press(Qt.Key.Key_Return)
    assert page.recording.panel.question.title.text() == "No start day"
    assert page.recording.isVisible()
    press(Qt.Key.Key_Return)
    assert council.values("Diaries")["rule"].trigger == "closure"
    look.choose("light", 100)

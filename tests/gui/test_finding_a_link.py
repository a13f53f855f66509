"""A linked record among very many is looked for as its words are typed; the list is never read whole."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import BOXES, fill
from tests.gui.wizard import onward, words
from workbench import clock
from workbench.gui.disposal.due import DuePage
from workbench.gui.editors.choice import NOTHING, LinkEditor
from workbench.records import linked, record
from workbench.records.fields import Link
from workbench.records.query import Filter, every
from workbench.registers.holdings import Holding
from workbench.registers.holds import Hold
from workbench.workflows import deciding, looking

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def boxes(council: OpenCouncil, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Four boxes, which are already too many for a list."""
    monkeypatch.setattr(linked, "FEW", 3)
    council.window.activateWindow()
    return fill(council.store)


@pytest.fixture
def editor(council: OpenCouncil, boxes: list[int]) -> LinkEditor:
    """The box for the holding of a new hold, with the cursor in it."""
    page = council.page("register/holds", "new")
    made: LinkEditor = page.recording.panel.form.fields["holding"].editor
    made.focus_box()
    return made


def offered(editor: LinkEditor) -> list[str]:
    """What the list holds."""
    return [editor.box.itemText(place) for place in range(editor.box.count())]


def line_of(editor: LinkEditor) -> QLineEdit:
    """What can be typed into."""
    line = editor.box.lineEdit()
    assert line is not None
    return line


def popup_of(editor: LinkEditor) -> QWidget:
    """The answers offered while typing."""
    finder = editor.box.completer()
    assert finder is not None
    popup = finder.popup()
    assert popup is not None
    return popup


def leave(editor: LinkEditor) -> None:
    """To the next box; the list of answers has the keys while it is open."""
    popup = popup_of(editor)
    QTest.keyClick(popup if popup.isVisible() else line_of(editor), Qt.Key.Key_Tab)


def typed(editor: LinkEditor, text: str) -> None:
    """Type into the box as a person does."""
    line = line_of(editor)
    line.selectAll()
    QTest.keyClicks(line, text)


def test_nothing_is_offered_before_something_is_typed(
    editor: LinkEditor, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Link, "options", property(lambda _: pytest.fail("the whole list was read")))
    editor.focus_box()
    assert offered(editor) == [NOTHING]
    typed(editor, "2019")
    assert offered(editor) == [BOXES[0], BOXES[1], NOTHING]
    assert line_of(editor).text() == "2019", "what is typed stays as it is typed"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021", 3),
        ("n to z", 1),
        ("complaint 2020", 2),
        ("2020 compl", 2),
        ("COMPLAINT FILES 2021", 3),
    ],
)
def test_leaving_the_box_takes_the_one_that_was_meant(
    council: OpenCouncil, editor: LinkEditor, boxes: list[int], text: str, found: int
) -> None:
    typed(editor, text)
    leave(editor)
    assert editor.value() == boxes[found]
    assert editor.box.currentText() == BOXES[found]


@pytest.mark.parametrize("text", ["no such box", "complaint 2019", "%", "*"])
def test_what_stands_for_none_or_several_leaves_the_one_before(editor: LinkEditor, boxes: list[int], text: str) -> None:
    editor.put(boxes[2])
    typed(editor, text)
    leave(editor)
    assert (editor.value(), editor.box.currentText()) == (boxes[2], BOXES[2])


def test_one_of_those_found_is_chosen_with_the_arrow(editor: LinkEditor, boxes: list[int]) -> None:
    typed(editor, "complaint")
    popup = popup_of(editor)
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert editor.value() == boxes[1]


def test_the_answer_can_be_taken_away_again(editor: LinkEditor, boxes: list[int]) -> None:
    editor.put(boxes[2])
    editor.focus_box()
    assert sorted(offered(editor)) == sorted([BOXES[2], NOTHING])
    typed(editor, "not ans")
    leave(editor)
    assert editor.value() is None


def test_a_hold_is_placed_by_keyboard_on_one_of_very_many(council: OpenCouncil, boxes: list[int]) -> None:
    page = council.page("register/holds", "new")
    fields = page.recording.panel.form.fields
    words("Claim")
    fields["kind"].editor.focus_box()
    words("Legal")
    assert fields["placed_on"].editor.value() == clock.today(), "it begins so"
    fields["holding"].editor.focus_box()
    words("2020")
    leave(fields["holding"].editor)
    onward()
    held = record.values_of(Hold, every(Hold, ()).ids())
    assert [h["holding"] for h in held.values() if h["reason"] == "Claim"] == [boxes[2]]


def test_what_was_removed_is_not_found(council: OpenCouncil, boxes: list[int]) -> None:
    field: Any = Hold.holding
    assert [number for number, _ in linked.found(field, "2020")] == [boxes[2]]
    with council.store.operation("Remove", "edit") as operation:
        record.remove(Holding, [boxes[2]], operation.id)
    assert linked.found(field, "2020") == ()


def test_only_the_first_are_found(council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked, "MOST", 2)
    field: Any = Hold.holding
    assert [name for _, name in linked.found(field, "complaint")] == list(BOXES[:2])


def test_a_column_of_links_is_filtered_without_reading_the_list(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Link, "options", property(lambda _: pytest.fail("the whole list was read")))
    for text, number in (("6.1 complaints", 4), ("COMPLAINTS", 4), ("6.1", 4), ("cctv", 0), ("%", 0)):
        assert every(Holding, (), filters=(Filter("series", text),)).count() == number, text


def test_a_short_list_is_offered_whole(council: OpenCouncil) -> None:
    council.window.activateWindow()
    fill(council.store)
    page = council.page("register/holds", "new")
    editor = page.recording.panel.form.fields["holding"].editor
    editor.focus_box()
    assert offered(editor) == [NOTHING, *sorted(BOXES)]


def test_what_is_due_says_how_much_is_not_shown(
    council: OpenCouncil, boxes: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (deciding, looking):
        monkeypatch.setattr(module, "MOST", 2)
    page = council.page("due")
    assert isinstance(page, DuePage)
    assert page.head.sentence.text() == (
        "These are the first 2 of 4. 2 holdings may go. Narrow the list (Ctrl+F), or make a batch of these first."
    )
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    words("nobody has this")
    page.wanted.changed.emit()
    assert page.empty.title.text() == "Nothing of that is due"
    page.wanted.widen()
    assert len(page.table.lines.rows) == 2

"""Correcting how the words were read, by keyboard; what cannot be kept is not shown as if it were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.gui.conftest import OpenCouncil
from workbench.errors import Plain
from workbench.gui.editors.rule import RuleEditor
from workbench.gui.register.page import RegisterPage
from workbench.records import record
from workbench.records.fields import _rule_text
from workbench.rules.rule import Kind, Unit


def editor(page: RegisterPage) -> RuleEditor:
    """The editor of the first record's rule, with nothing remembered of any rule kept before."""
    _rule_text.cache_clear()
    page.listing.table.pick(page.listing.table.records.ids[0])
    found = page.recording.panel.form.fields["rule"].editor
    assert isinstance(found, RuleEditor)
    return found


def test_another_length_is_kept(page: RegisterPage, council: OpenCouncil) -> None:
    rule = editor(page)
    rule.amount.setFocus()
    rule.amount.selectAll()
    QTest.keyClicks(rule.amount, "37")
    QTest.keyClick(rule.amount, Qt.Key.Key_Return)
    kept = council.values("Agendas and reports")["rule"]
    assert (kept.kind, str(kept.length)) == (Kind.FIXED, "37 years")


def test_another_sort_and_unit_are_kept_and_are_what_they_seem(page: RegisterPage, council: OpenCouncil) -> None:
    rule = editor(page)
    rule.unit.setFocus()
    QTest.keyClick(rule.unit, Qt.Key.Key_Up)
    assert str(council.values("Agendas and reports")["rule"].length) == "5 months"
    rule.sort.setFocus()
    QTest.keyClick(rule.sort, Qt.Key.Key_Down)
    QTest.keyClick(rule.sort, Qt.Key.Key_Down)
    assert council.values("Agendas and reports")["rule"].kind is Kind.REVIEW
    assert type(rule.value().kind) is Kind
    assert type(rule.value().length.unit) is Unit


def test_what_could_not_be_kept_says_so_and_is_tried_again(
    page: RegisterPage, council: OpenCouncil, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Plain("The disk is full. Nothing was changed.")

    rule = editor(page)
    box = page.recording.panel.form.fields["rule"]
    with monkeypatch.context() as broken:
        broken.setattr(record, "change", full)
        rule.amount.setFocus()
        rule.amount.selectAll()
        QTest.keyClicks(rule.amount, "41")
        QTest.keyClick(rule.amount, Qt.Key.Key_Return)
    assert council.errors
    council.errors.clear()
    assert "was not kept" in box.said
    QApplication.processEvents()
    rule.leave()
    assert str(council.values("Agendas and reports")["rule"].length) == "41 years"
    assert box.said == ""


def test_the_start_is_read_from_its_first_word_and_its_list_shows_whole_words(
    page: RegisterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = editor(page)
    rule.start.setCurrentIndex(rule.start.findText("Contract, lease or tenancy ended"))
    QApplication.processEvents()
    line = rule.start.lineEdit()
    assert line is not None
    assert line.cursorPosition() == 0
    longest = max(rule.start.fontMetrics().horizontalAdvance(rule.start.itemText(n)) for n in range(12))
    assert line.width() >= longest * 0.9, "the box has a line of its own"
    assert rule.start.y() == 0
    assert rule.start.parentWidget() is not rule.amount.parentWidget()
    monkeypatch.setattr(QComboBox, "showPopup", lambda _: None)  # a window drawn nowhere has no popups
    rule.start.showPopup()
    assert rule.start.view().minimumWidth() >= longest


def test_the_example_says_that_it_is_one(page: RegisterPage) -> None:
    editor(page)
    assert page.recording.panel._plain.text.text().startswith("For example, ")


def test_undo_says_what_it_takes_back(page: RegisterPage, council: OpenCouncil) -> None:
    number = page.listing.table.records.ids[0]
    page.recording.keeper.save(number, "owner", "Deputy clerk")
    page.recording.keeper.put({number: {"notes": "Shelf 2"}}, "Fill & more")
    undo, redo = (council.window._menus.actions[verb] for verb in ("undo", "redo"))
    assert undo.text() == "&Undo: Fill && more"
    council.desk.undo()
    assert council.window.passing.text.text() == "Undone: Fill & more, 1 change taken back."
    assert (undo.text(), redo.text()) == ("&Undo: Change schedule line", "&Redo: Fill && more")
    council.desk.redo()
    assert council.window.passing.text.text() == "Done again: Fill & more, 1 change made again."
    council.desk.undo()
    council.desk.undo()
    assert undo.text() == "&Undo"

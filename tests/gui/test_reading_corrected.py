"""Correcting how the words were read, by keyboard; what cannot be kept is not shown as if it were."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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

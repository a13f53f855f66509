"""Colours can be read, fonts follow the size, high contrast takes what the system gives."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from workbench.gui.theme.look import Look, wear
from workbench.gui.theme.palette import palette
from workbench.gui.theme.sheet import style_sheet
from workbench.gui.theme.tokens import CREAM, DARK, LIGHT, Tokens, contrast, plain

GROUNDS = ("window", "nav", "surface", "raised", "selection", "accent_soft")
TEXTS = ("ink", "ink2")
PAIRS = [
    *product(TEXTS, GROUNDS),
    *product(("ink3", "accent_ink"), ("surface", "nav")),
    ("accent_ink", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_final", "final"),
    ("red", "surface"),
    ("red", "red_soft"),
    ("red", "selection"),
    ("amber", "surface"),
    ("amber", "amber_soft"),
    ("violet", "violet_soft"),
    ("grey", "grey_soft"),
    ("sand_ink", "sand"),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CREAM], ids=lambda t: t.name)
def test_every_text_can_be_read(tokens: Tokens) -> None:
    weak = {pair: contrast(getattr(tokens, pair[0]), getattr(tokens, pair[1])) for pair in PAIRS}
    assert {pair: round(value, 2) for pair, value in weak.items() if value < 4.5} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CREAM], ids=lambda t: t.name)
def test_controls_and_focus_stand_out(tokens: Tokens) -> None:
    for line in ("control", "accent_ink"):
        assert contrast(getattr(tokens, line), tokens.surface) >= 3.0


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)  # WebAIM's contrast checker


def test_high_contrast_keeps_the_systems_colours() -> None:
    tokens = plain(paper="#000000", ink="#FFFF00", button="#00FFFF", marked="#000000")
    assert (tokens.surface, tokens.ink, tokens.red_soft, tokens.line) == ("#000000", "#FFFF00", "#000000", "#FFFF00")
    assert tokens.dark
    assert tokens.on_accent == "#000000"


def test_style_sheet_holds_no_fonts_and_no_gaps() -> None:
    sheet = style_sheet(LIGHT)
    assert "font" not in sheet
    assert "$" not in sheet


def test_palette_follows(look: Look) -> None:
    assert palette(DARK).window().color().name() == DARK.window.lower()


def test_text_size_reaches_every_widget(look: Look, qapp: QApplication) -> None:
    label = QLabel("words")
    wear(label, "title")
    before = label.font().pointSizeF()
    look.choose("light", 150)
    assert label.font().pointSizeF() == pytest.approx(before * 1.5)
    look.choose("light", 100)
    assert label.font().pointSizeF() == pytest.approx(before)
    label.deleteLater()

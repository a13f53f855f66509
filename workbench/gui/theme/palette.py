"""The palette of a theme: what Qt itself draws, and what the system's high contrast says."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from workbench.gui.theme.tokens import Tokens, plain

_Role = QPalette.ColorRole
_TEXTS = (_Role.Text, _Role.WindowText, _Role.ButtonText)


def palette(tokens: Tokens) -> QPalette:
    """Qt's roles out of our tokens."""
    colours = {
        _Role.Window: tokens.window,
        _Role.Base: tokens.surface,
        _Role.AlternateBase: tokens.sunken,
        _Role.Button: tokens.raised,
        _Role.Text: tokens.ink,
        _Role.WindowText: tokens.ink,
        _Role.ButtonText: tokens.ink,
        _Role.BrightText: tokens.ink,
        _Role.Highlight: tokens.selection,
        _Role.HighlightedText: tokens.ink,
        _Role.PlaceholderText: tokens.ink3,
        _Role.Link: tokens.accent_ink,
        _Role.LinkVisited: tokens.accent_ink,
        _Role.Accent: tokens.accent,
        _Role.Mid: tokens.line,
        _Role.Midlight: tokens.line,
        _Role.Light: tokens.surface,
        _Role.Dark: tokens.edge,
        _Role.Shadow: tokens.control,
        _Role.ToolTipBase: tokens.raised,
        _Role.ToolTipText: tokens.ink,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in _TEXTS:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made


def contrast_tokens(system: QPalette) -> Tokens:
    """The tokens of high contrast from the colours the system asks for."""
    return plain(
        paper=system.color(_Role.Base).name(),
        ink=system.color(_Role.Text).name(),
        button=system.color(_Role.Highlight).name(),
        marked=system.color(_Role.Base).name(),
    )

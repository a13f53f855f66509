"""The look in force: which theme, which text size, and how a change reaches every window."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from workbench.gui.theme import fonts
from workbench.gui.theme.palette import contrast_tokens, palette
from workbench.gui.theme.sheet import style_sheet
from workbench.gui.theme.tokens import CREAM, DARK, LIGHT, Tokens

THEMES = (
    ("system", "As the computer"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("cream", "Cream"),
    ("contrast", "High contrast"),
)
SIZES = (100, 110, 125, 150, 175, 200)


class Look(QObject):
    """The one look of the program; `changed` is said after everything has been dressed anew."""

    changed = Signal()
    now: ClassVar[Look]

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        Look.now = self
        self._app, self._theme, self._size = app, "system", 100
        app.setStyle("Fusion")
        self._system_font, self._system_palette = QFont(app.font()), QPalette(app.palette())
        self.tokens, self._dressed = LIGHT, False
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def choose(self, theme: str, size: int) -> None:
        """Take a theme by name and a text size in per cent."""
        if (theme, size) != (self._theme, self._size) or not self._dressed:
            self._theme, self._size = theme, size
            self._dress()

    def use_font(self, font: QFont) -> None:
        """Take another font as the system's (pictures and tests, where the machine has none)."""
        self._system_font = QFont(font)
        self._dress()

    def font(self, role: str) -> QFont:
        """The font of a role at the present size."""
        return fonts.role_font(self._system_font, role, self.scale)

    def metrics(self, role: str) -> QFontMetrics:
        """The measures of a role's font."""
        return QFontMetrics(self.font(role))

    @property
    def scale(self) -> float:
        """How much larger than usual all text is."""
        return fonts.system_scale(self._system_font) * self._size / 100

    def _system_changed(self, *_: object) -> None:
        if self._theme in ("system", "contrast"):
            self._dress()

    def _chosen(self) -> Tokens:
        hints = self._app.styleHints()
        wants_contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        if self._theme == "contrast" or (self._theme == "system" and wants_contrast):
            return contrast_tokens(self._system_palette)
        named = {"light": LIGHT, "dark": DARK, "cream": CREAM}
        system = DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return named.get(self._theme, system)

    def _dress(self) -> None:
        self.tokens, self._dressed = self._chosen(), True
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(style_sheet(self.tokens))
        for widget in self._app.allWidgets():
            wear(widget)
        self.changed.emit()


def wear(widget: QWidget, role: str = "") -> None:
    """Give a widget the font of its role, and remember the role for when the size changes."""
    if role:
        widget.setProperty("role", role)
    known = widget.property("role")
    if isinstance(known, str) and known in fonts.ROLES:
        widget.setFont(Look.now.font(known))


def restyle(widget: QWidget, **properties: str) -> None:
    """Set properties the style sheet looks at, and have it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()

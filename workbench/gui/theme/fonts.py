"""Sizes and weights of writing, in points and from the application's own font."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

BODY = 10.0
_SYSTEM = 9.0  # the points of an ordinary system font; larger ones (Windows text size) scale everything
_Weight = QFont.Weight

ROLES: dict[str, tuple[float, QFont.Weight]] = {
    "title": (15.0, _Weight.DemiBold),
    "section": (10.5, _Weight.DemiBold),
    "body": (BODY, _Weight.Normal),
    "strong": (BODY, _Weight.DemiBold),
    "medium": (BODY, _Weight.Medium),
    "caption": (9.0, _Weight.Normal),
    "captionstrong": (9.0, _Weight.DemiBold),
    "chip": (9.0, _Weight.Medium),
    "figure": (15.0, _Weight.DemiBold),
}


def system_scale(font: QFont) -> float:
    """How much larger than usual the system's own font is; never smaller than usual."""
    return max(1.0, font.pointSizeF() / _SYSTEM)


def role_font(base: QFont, role: str, scale: float) -> QFont:
    """The font of a role, made from the application's font."""
    points, weight = ROLES[role]
    if weight == _Weight.Medium and not _has_medium(base.family()):
        weight = _Weight.DemiBold
    font = QFont(base)
    font.setPointSizeF(points * scale)
    font.setWeight(weight)
    return font


@cache
def _has_medium(family: str) -> bool:
    return any("Medium" in style for style in QFontDatabase.styles(family))

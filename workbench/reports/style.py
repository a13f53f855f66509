"""How printed pages look: inks, sizes and distances, in one table. All lengths are points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from workbench.reports.fonts import Face, regular, semibold

MM = 72 / 25.4
INK = "#1B2126"
INK2 = "#4F5960"
ACCENT = "#0E5F72"
HAIRLINE = "#C3C8C5"  # darker than on screen, so that an office printer still draws it

SIDE = 18 * MM
HEAD_TEXT = 17 * MM
HEAD_RULE = 20.2 * MM
TITLE = 30.5 * MM
FIRST_LINE = 28 * MM
FOOT_RULE = 19 * MM

GUTTER = 9.0
ROW_PADDING = 4.6


@dataclass(frozen=True)
class Style:
    """A way of setting text: which weight, its size, the step from line to line, its ink."""

    weight: Callable[[], Face]
    size: float
    leading: float
    ink: str = INK

    @property
    def face(self) -> Face:
        """The weight, loaded."""
        return self.weight()

    @property
    def colour(self) -> HexColor:
        """The ink as reportlab wants it."""
        return HexColor(self.ink)


COUNCIL = Style(semibold, 9.5, 13.5)
KIND = Style(regular, 8.5, 11.5, INK2)
TITLE_TEXT = Style(semibold, 19, 24)
SUBTITLE = Style(regular, 9.5, 13.5, INK2)
SECTION = Style(semibold, 11, 15)
HEADING = Style(semibold, 8.5, 11, INK2)
CELL = Style(regular, 8.7, 11.6)
NAME_CELL = Style(semibold, 8.7, 11.6)
NOTE = Style(regular, 8, 10.8, INK2)

"""Icons: line drawings recoloured to a token, drawn sharp at the screen's own ratio."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workbench.gui.theme.look import Look
from workbench.paths import resource

SMALL, MIDDLE, MARK, BIG = 16, 18, 20, 40
_STROKES = ((16, 2.1), (19, 2.0), (BIG, 1.8))  # on a grid of 24, so that lines stay about 1.4 to 1.5 px


class _Engine(QIconEngine):
    """Paints one drawing in the colour its state asks for, always of the theme in force."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name, self._tone = name, tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw into a painter."""
        draw(painter, self._name, QRectF(rect), self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The drawing of that many device pixels."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """The drawing for a screen of that ratio; what is wider than high leaves a gap before the word."""
        side = min(size.width(), size.height())
        drawing = _picture(self._name, self._colour(mode, state), side, scale)
        if size.width() == size.height():
            return drawing
        made = QPixmap(size)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.drawPixmap(0, 0, drawing)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Another of the same."""
        return _Engine(self._name, self._tone)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        tokens = Look.now.tokens
        if mode == QIcon.Mode.Disabled:
            return tokens.disabled
        if state == QIcon.State.On:
            return tokens.accent_ink
        return cast(str, getattr(tokens, self._tone))


def icon(name: str, tone: str = "ink2") -> QIcon:
    """The icon of that name in a token's colour; checked ones take the accent, disabled ones grey."""
    return QIcon(_Engine(name, tone))


def draw(painter: QPainter, name: str, rect: QRectF, colour: str) -> None:
    """Draw an icon into a rectangle of logical pixels, in '#RRGGBB'."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device else 1.0
    side = min(rect.width(), rect.height())
    picture = _picture(name, colour, round(side * ratio), ratio)
    left, top = rect.center().x() - side / 2, rect.center().y() - side / 2
    painter.drawPixmap(QRectF(left, top, side, side), picture, QRectF(picture.rect()))


def picture(name: str, tone: str, side: int, ratio: float) -> QPixmap:
    """A drawing as a pixmap for a label, `side` in logical pixels."""
    return _picture(name, getattr(Look.now.tokens, tone), round(side * ratio), ratio)


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(_drawing(name, colour, pixels / ratio)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _drawing(name: str, colour: str, side: float) -> QByteArray:
    stroke = next((s for limit, s in _STROKES if side <= limit), _STROKES[-1][1])
    text = _source(name).replace("currentColor", colour).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QByteArray(text.encode())


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resource(f"icons/{name}.svg").read_text(encoding="utf-8")

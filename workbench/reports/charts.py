"""Two simple charts, flat: bars side by side and bars in parts. Every bar has its number and needs no colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor, white

from workbench.reports import style as s
from workbench.reports.fonts import regular, semibold
from workbench.reports.style import Style

PALE = "#E3E7E5"
_LABEL = Style(regular, 7.6, 10, s.INK2)
_LATEST = Style(semibold, 7.6, 10)
_NUMBER = Style(semibold, 8, 10)
_KEY = Style(regular, 8, 10)
_ON_DARK = Style(semibold, 8, 10, "#FFFFFF")
_HATCH = 3.2
_KEY_HEIGHT, _UNDER, _ROW = 18.0, 14.0, 38.0
_FIRST_COLUMN = 58.0


@dataclass(frozen=True)
class Bars:
    """Numbers by period, a bar for each series: `labels` name the periods, the latest last."""

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def said(self) -> str:
        """The chart in words."""
        periods = (
            f"{label}: {', '.join(f'{name} {values[n]:,}' for name, values in self.series)}"
            for n, label in enumerate(self.labels)
        )
        return f"Bar chart. {self.title}. {'; '.join(periods)}."


@dataclass(frozen=True)
class Parts:
    """Numbers by row, each bar divided: `names` are its parts from left to right."""

    title: str
    names: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def said(self) -> str:
        """The chart in words."""
        rows = (
            f"{label}: {', '.join(f'{name} {n:,}' for name, n in zip(self.names, values, strict=True))}"
            for label, values in self.rows
        )
        return f"Divided bar chart. {self.title}. {'; '.join(rows)}."


def draw_bars(chart: Bars, width: float, height: float) -> Drawing:
    """The bars, on a baseline, with the key below."""
    drawing = Drawing(width, height)
    base = _KEY_HEIGHT + _UNDER
    most = max((n for _, values in chart.series for n in values), default=0) or 1
    step = width / len(chart.labels)
    bar = min(26.0, (step - 14) / len(chart.series) - 1)
    scale = (height - base - 14) / most
    for place, label in enumerate(chart.labels):
        middle = step * (place + 0.5)
        latest = place == len(chart.labels) - 1
        _write(drawing, label, middle, base - 10.5, _LATEST if latest else _LABEL, "middle")
        left = middle - (bar + 1) * len(chart.series) / 2
        for number, (_, values) in enumerate(chart.series):
            tall = values[place] * scale
            _fill(drawing, number, left, base, bar, tall)
            _write(drawing, f"{values[place]:,}", left + bar / 2, base + tall + 3.5, _NUMBER, "middle")
            left += bar + 2
    drawing.add(Line(0, base, width, base, strokeColor=HexColor(s.INK), strokeWidth=0.8))
    _key(drawing, [name for name, _ in chart.series], (0, 1, 2))
    return drawing


def draw_parts(chart: Parts, width: float, height: float) -> Drawing:
    """The divided bars, one below the other, with the key below."""
    drawing = Drawing(width, height)
    order = (0, 2, 1)  # solid, pale, hatched
    most = max((sum(values) for _, values in chart.rows), default=0) or 1
    step = min(_ROW, (height - _KEY_HEIGHT) / max(len(chart.rows), 1))
    tall = step * 0.6
    scale = (width - _FIRST_COLUMN - 14) / most
    for place, (label, values) in enumerate(chart.rows):
        bottom = height - step * place - tall - 4
        _write(drawing, label, 0, bottom + tall / 2 - 3, _KEY, "start")
        left = _FIRST_COLUMN
        for number, value in enumerate(values):
            wide = value * scale
            _fill(drawing, order[number], left, bottom, wide, tall)
            if value:
                _number_in(drawing, order[number], value, left, bottom + tall / 2 - 3, wide)
            left += wide
        if not any(values):
            _write(drawing, "none", left, bottom + tall / 2 - 3, _LABEL, "start")
    _key(drawing, chart.names, order)
    return drawing


def _number_in(drawing: Drawing, look: int, value: int, left: float, baseline: float, wide: float) -> None:
    """The number of a part in its middle, on a patch of white where the part is hatched."""
    words = f"{value:,}"
    needed = _NUMBER.face.widths[words] * _NUMBER.size + 3
    if look == 1 and wide >= needed:
        patch = Rect(left + (wide - needed) / 2, baseline - 2, needed, 10, fillColor=white, strokeColor=None)
        drawing.add(patch)
    style = _ON_DARK if look == 0 and wide >= needed else _NUMBER
    _write(drawing, words, left + wide / 2, baseline, style, "middle")


def _key(drawing: Drawing, names: Sequence[str], order: Sequence[int]) -> None:
    left = 0.0
    for number, name in enumerate(names):
        _fill(drawing, order[number], left, 2, 9, 8)
        _write(drawing, name, left + 13, 2.6, _KEY, "start")
        left += 13 + _KEY.face.widths[name] * _KEY.size + 16


def _fill(drawing: Drawing, look: int, x: float, y: float, width: float, height: float) -> None:
    """A bar: solid, hatched or pale, so that series differ on a grey printer too."""
    if height <= 0 or width <= 0:
        return
    fills: tuple[Callable[[], object], ...] = (lambda: HexColor(s.ACCENT), lambda: white, lambda: HexColor(PALE))
    drawing.add(Rect(x, y, width, height, fillColor=fills[look](), strokeColor=None))
    if look == 1:
        for start, end in _diagonals(width, height):
            line = Line(x + start[0], y + start[1], x + end[0], y + end[1])
            line.strokeColor, line.strokeWidth = HexColor(s.INK), 0.6
            drawing.add(line)
    drawing.add(Rect(x, y, width, height, fillColor=None, strokeColor=HexColor(s.INK), strokeWidth=0.6))


def _diagonals(width: float, height: float) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Lines at 45 degrees across a box, from edge to edge."""
    lines, at = [], _HATCH
    while at < width + height:
        start = (max(0.0, at - height), min(at, height))
        end = (min(at, width), max(0.0, at - width))
        lines.append((start, end))
        at += _HATCH
    return lines


def _write(drawing: Drawing, words: str, x: float, y: float, style: Style, anchor: str) -> None:
    text = String(x, y, words, fontName=style.face.name, fontSize=style.size)
    text.fillColor, text.textAnchor = style.colour, anchor
    drawing.add(text)

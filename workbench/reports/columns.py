"""How wide the columns of a printed table are: found from what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from workbench.reports import style as s
from workbench.reports.fonts import Face
from workbench.reports.style import Style
from workbench.reports.wrapping import printable

_SHORT = 82.0  # a column no wider than this when unwrapped (a date, a reference, a name) is not wrapped
_LONGEST_WORD = 100.0
_SLACK = 0.5
CONTINUED = "(continued)"


@dataclass(frozen=True)
class Column:
    """A column: its heading, whether its figures stand at the right, whether it names the row."""

    label: str
    right: bool = False
    naming: bool = False


@dataclass(frozen=True)
class Place:
    """Where a column stands, in points, and how it is set."""

    x: float
    width: float
    style: Style
    right: bool

    @property
    def face(self) -> Face:
        """The weight of its text."""
        return self.style.face

    @property
    def limit(self) -> float:
        """Its width for text of 1 pt."""
        return self.width / self.style.size


def places(columns: Sequence[Column], sample: Sequence[Sequence[str]], left: float, inside: float) -> list[Place]:
    """Places for columns side by side that fill `inside` points from `left`, judged by a sample of their rows."""
    styles = [s.NAME_CELL if column.naming else s.CELL for column in columns]
    cells = [[printable(row[n]) for row in sample] for n in range(len(columns))]
    measured = [_measure(*each) for each in zip(columns, cells, styles, strict=True)]
    widths = _shared([m[0] for m in measured], [m[1] for m in measured], inside)
    found, x = [], left
    for n, (column, style, width) in enumerate(zip(columns, styles, widths, strict=True)):
        gutter = s.GUTTER if n < len(columns) - 1 else 0.0
        found.append(Place(x, width - gutter, style, column.right))
        x += width
    return found


def _measure(column: Column, cells: Sequence[str], style: Style) -> tuple[float, float]:
    """(least width, appetite for more): no common word breaks, and long texts get more than short ones."""
    widths, size = style.face.widths, style.size
    heading = max((s.HEADING.face.widths[word] * s.HEADING.size for word in column.label.split()), default=0.0)
    if column.naming:
        heading = max(heading, widths[CONTINUED] * size)
    words = [widths[word] * size for cell in cells for word in cell.split()]
    lines = [max(widths[line] * size for line in cell.split("\n")) for cell in cells if cell]
    least = max(heading, min(_most(words, 0.995), _LONGEST_WORD))
    whole = _most(lines, 0.95)
    if whole <= _SHORT:
        return max(least, whole) + _SLACK + s.GUTTER, 0.0
    return least + _SLACK + s.GUTTER, sqrt(_most(lines, 0.85))


def _most(widths: Sequence[float], share: float) -> float:
    """The width that this share of them does not pass, so that one odd cell does not decide."""
    return sorted(widths)[int(len(widths) * share)] if widths else 0.0


def _shared(least: Sequence[float], appetite: Sequence[float], inside: float) -> list[float]:
    """Widths that add up to `inside`, each at its least while there is room for all of them."""
    spare = inside - sum(least)
    if spare <= 0:
        return [inside * width / sum(least) for width in least]
    wanted = appetite if any(appetite) else least
    return [low + spare * more / sum(wanted) for low, more in zip(least, wanted, strict=True)]

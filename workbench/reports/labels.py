"""Labels for boxes, on the sheets of labels that are sold for printers: what is in it, and when it may go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.reports import style as s
from workbench.reports.fonts import regular, semibold
from workbench.reports.listing import Printed, remarks
from workbench.reports.page import Facts, Paper
from workbench.reports.style import MM, Style
from workbench.reports.wrapping import wrap
from workbench.saving import saved_as

_CUT = "…"
_ROOMY = 8  # labels on a sheet; where there are more, each part has one line, so that every part has one


@dataclass(frozen=True)
class LabelSheet:
    """An A4 sheet of labels: how many across and down, their size, the margins and the step across, all in mm.

    `size` is that of the smallest text on it in points.
    """

    name: str
    title: str
    across: int
    down: int
    width: float
    height: float
    left: float
    top: float
    step: float
    size: float

    @property
    def number(self) -> int:
        """How many labels it has."""
        return self.across * self.down


SHEETS = (
    LabelSheet("2x4", "8 labels, 99.1 × 67.7 mm", 2, 4, 99.1, 67.7, 4.65, 13.1, 101.6, 9.5),
    LabelSheet("3x8", "24 labels, 63.5 × 33.9 mm", 3, 8, 63.5, 33.9, 7.25, 12.9, 66.0, 6.4),
    LabelSheet("1x1", "1 label, the whole page", 1, 1, 190.0, 277.0, 10.0, 10.0, 190.0, 26.0),
)


@dataclass(frozen=True)
class Label:
    """What stands on a label: the big words and the day below them, the series, what it is, and lines of small text."""

    headline: str
    day: str
    series: str
    description: str
    lines: tuple[str, ...]


def sheet_of(name: str) -> LabelSheet:
    """The sheet of that name; KeyError where there is none."""
    return {sheet.name: sheet for sheet in SHEETS}[name]


def print_labels(
    labels: Sequence[Label], sheet: LabelSheet, begin: int, council: str, made: dt.datetime, path: Path,
    *, sample: bool = False,
) -> Printed:  # fmt: skip
    """Write the labels as a PDF, the first on label `begin` (from 1) of the first sheet.

    Raises errors.Plain where the file cannot be written. Print it at 100 %, not fitted to the page.
    """
    said = f"{council}, sample" if sample else council
    facts = Facts(council, "Box labels", sheet.title, "Labels", made, sample=sample)
    with saved_as(path, "PDF") as unfinished:
        paper = Paper(unfinished, facts, bare=True)
        looks = _Looks(sheet)
        for place, label in enumerate(labels, begin - 1):
            on_page = place % sheet.number
            if place > begin - 1 and on_page == 0:
                paper.turn()
            with paper.element("Sect"):
                _draw(paper, sheet, looks, label, said, on_page)
        return Printed(len(labels), paper.close(), remarks(paper.boxed))


class _Looks:
    """How the parts of a label are set: the small text's size times what the part is worth."""

    def __init__(self, sheet: LabelSheet) -> None:
        size = sheet.size
        self.headline = Style(semibold, size * 1.75, size * 2.05)
        self.day = Style(semibold, size * 1.4, size * 1.7)
        self.series = Style(semibold, size * 1.05, size * 1.3)
        self.description = Style(semibold, size * 1.2, size * 1.5)
        self.small = Style(regular, size, size * 1.22)
        self.foot = Style(regular, size * 0.92, size * 1.2, s.INK2)


def _draw(paper: Paper, sheet: LabelSheet, looks: _Looks, label: Label, council: str, place: int) -> None:
    """One label: the big words on top, the council at its foot, and as much between as there is room for."""
    down, across = divmod(place, sheet.across)
    edge = max(3.0, sheet.width * 0.045) * MM
    left = (sheet.left + across * sheet.step) * MM + edge
    top = paper.height - (sheet.top + down * sheet.height) * MM - edge * 0.75
    width, floor = (
        sheet.width * MM - 2 * edge,
        paper.height - (sheet.top + (down + 1) * sheet.height) * MM + edge * 0.75,
    )
    foot = floor + looks.foot.leading
    parts = (
        (label.headline, looks.headline, 1),
        (label.day, looks.day, 1),
        (label.series, looks.series, 1 if sheet.number > _ROOMY else 2),
        (label.description, looks.description, 2),
        *((line, looks.small, 1 if sheet.number > _ROOMY else 2) for line in label.lines),
    )
    for words, style, most in parts:
        lines = _fitting(words, style, width, min(most, int((top - foot) / style.leading)))
        if lines:
            with paper.element("P"):
                paper.text(lines, style, left, top)
            top -= len(lines) * style.leading
    with paper.element("P"):
        paper.text(_fitting(council, looks.foot, width, 1), looks.foot, left, foot)


def _fitting(words: str, style: Style, width: float, most: int) -> tuple[str, ...]:
    """The lines there is room for; the last ends in dots where there are more."""
    limit = width / style.size
    lines = wrap(words, style.face, limit)
    if len(lines) <= most:
        return lines
    if most <= 0:
        return ()
    last = lines[most - 1].rstrip()
    while last and style.face.widths[last + _CUT] > limit:
        last = last[:-1].rstrip()
    return (*lines[: most - 1], last + _CUT)

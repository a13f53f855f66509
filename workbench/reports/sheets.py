"""Short documents of paragraphs and facts: the recovery sheet, the receipt of an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.reports import style as s
from workbench.reports.fonts import regular, semibold
from workbench.reports.page import Facts, Paper
from workbench.reports.style import Style
from workbench.reports.wrapping import wrap
from workbench.saving import saved_as

LABEL_WIDTH = 130.0
BY_HAND = 16.0  # room to write in, where nothing is printed
BODY = Style(regular, 9.5, 13.5)
KEY = Style(semibold, 20, 30)


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it: paragraphs, facts as (label, words), lines in large type to be read out."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    large: tuple[str, ...] = ()


def print_sheet(facts: Facts, parts: Sequence[Part], path: Path, *, private: bool = False) -> int:
    """Write a portrait A4 document; the number of its pages. Raises errors.Plain where it cannot be written.

    `private`: nobody else who uses the computer may read it.
    """
    with saved_as(path, "PDF", private=private) as unfinished:
        paper = Paper(unfinished, facts)
        for part in parts:
            draw_part(paper, part)
        return paper.close()


def draw_part(paper: Paper, part: Part) -> None:
    """Draw a part where the paper stands, on the next page where it does not fit."""
    if part.heading:
        _room(paper, s.SECTION.leading * 3)
        paper.heading(part.heading, s.SECTION, 2, after=4)
    for words in part.paragraphs:
        paper.paragraph(words, BODY, after=4)
    for line in part.large:
        _room(paper, KEY.leading)
        with paper.element("P"):
            paper.text([line], KEY, paper.left, paper.y)
        paper.y -= KEY.leading
    if part.facts:
        with paper.element("Table"):
            for label, words in part.facts:
                _fact(paper, label, words)
    paper.y -= 12


def _fact(paper: Paper, label: str, words: str) -> None:
    """A row of two columns with a hairline under it."""
    name = wrap(label, s.NAME_CELL.face, (LABEL_WIDTH - s.GUTTER) / s.NAME_CELL.size)
    lines = wrap(words, s.CELL.face, (paper.inside - LABEL_WIDTH) / s.CELL.size)
    height = max(1, len(lines), len(name)) * s.CELL.leading + (s.ROW_PADDING if lines else BY_HAND)
    _room(paper, height)
    with paper.element("TR"):
        with paper.element("TH", "Row"):
            paper.text(name, s.NAME_CELL, paper.left, paper.y)
        with paper.element("TD"):
            paper.text(lines, s.CELL, paper.left + LABEL_WIDTH, paper.y)
    paper.y -= height
    paper.rule(paper.y + 1, 0.5, s.HAIRLINE)
    paper.y -= s.ROW_PADDING


def _room(paper: Paper, height: float) -> None:
    if paper.room < height:
        paper.turn()

"""The committee's page: one sheet of paper that answers first, in figures without anybody's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.reports import style as s
from workbench.reports.charts import Bars, Parts, draw_bars, draw_parts
from workbench.reports.fonts import regular, semibold
from workbench.reports.listing import Printed, remarks
from workbench.reports.page import Facts, Paper
from workbench.reports.style import Style
from workbench.reports.wrapping import wrap
from workbench.saving import saved_as

BODY = Style(regular, 9.5, 13.5)
STRONG = Style(semibold, 9.5, 13.5)
ANSWER = Style(semibold, 11, 15)
NUMBER = Style(semibold, 19, 23)
LABEL = Style(semibold, 8.7, 12)
BOX = "#F0F2F0"
COLUMNS = ("Received", "Closed", "On time", "Still open", "Overdue", "Longest", "Average")
_CHART_HEIGHT, _BETWEEN, _DAY_COLUMN = 160.0, 30.0, 102.0


@dataclass(frozen=True)
class Figure:
    """One large number, what it counts, and what it was before."""

    number: str
    label: str
    compared: str


@dataclass(frozen=True)
class Committee:
    """What the page says, in words that are ready to print; `how` are rows of a name and a word for each of COLUMNS."""

    council: str
    title: str
    subtitle: str
    answer: str
    besides: str
    figures: tuple[Figure, ...]
    received: Bars | None
    checks: Parts | None
    how: tuple[tuple[str, tuple[str, ...]], ...]
    note: str
    asked: tuple[str, ...]
    coming: tuple[tuple[str, str], ...]
    made: dt.datetime
    sample: bool = False


def print_committee(page: Committee, path: Path) -> Printed:
    """Write the page as an A4 PDF. Raises errors.Plain where it cannot be written."""
    with saved_as(path, "PDF") as unfinished:
        kind = "No names on this page"
        below = "Totals are always shown. Breakdowns leave small numbers out."
        facts = Facts(page.council, page.title, page.subtitle, kind, page.made, below, page.sample)
        paper = Paper(unfinished, facts)
        _answer(paper, page)
        _figures(paper, page.figures)
        _charts(paper, page)
        _how(paper, page)
        _asked(paper, page.asked)
        _coming(paper, page.coming)
        return Printed(len(page.how), paper.close(), remarks(paper.boxed))


def _answer(paper: Paper, page: Committee) -> None:
    wide = paper.inside - 24
    first = wrap(page.answer, ANSWER.face, wide / ANSWER.size)
    second = wrap(page.besides, s.SUBTITLE.face, wide / s.SUBTITLE.size)
    tall = len(first) * ANSWER.leading + len(second) * s.SUBTITLE.leading + 16
    paper.tint(paper.left, paper.y + 2, paper.inside, tall, BOX)
    top = paper.y - 5
    for lines, style in ((first, ANSWER), (second, s.SUBTITLE)):
        if lines:
            with paper.element("P"):
                paper.text(lines, style, paper.left + 12, top)
            top -= len(lines) * style.leading
    paper.y -= tall + 12


def _figures(paper: Paper, figures: Sequence[Figure]) -> None:
    """The numbers side by side, each read as one paragraph."""
    step, lowest = paper.inside / max(len(figures), 1), paper.y
    for place, figure in enumerate(figures):
        x, limit = paper.left + step * place, step - 12
        with paper.element("P"):
            top = paper.y
            for words, style in ((figure.number, NUMBER), (figure.label, LABEL), (figure.compared, s.NOTE)):
                lines = [f"{line} " for line in wrap(words, style.face, limit / style.size)]
                paper.text(lines, style, x, top)
                top -= len(lines) * style.leading
        lowest = min(lowest, top)
    paper.y = lowest - 16


def _charts(paper: Paper, page: Committee) -> None:
    half = (paper.inside - _BETWEEN) / 2
    top, x = paper.y, paper.left
    for chart in (page.received, page.checks):
        if chart is None:
            continue
        paper.y = top
        with paper.element("H2"):
            paper.text([chart.title], s.SECTION, x, paper.y)
        draw = (
            draw_bars(chart, half, _CHART_HEIGHT) if isinstance(chart, Bars) else draw_parts(chart, half, _CHART_HEIGHT)
        )
        paper.drawing(draw, chart.said, x, top - s.SECTION.leading - 6)
        x += half + _BETWEEN
    if x > paper.left:
        paper.y = top - s.SECTION.leading - _CHART_HEIGHT - 24


def _how(paper: Paper, page: Committee) -> None:
    paper.heading("How we did", s.SECTION, 2, after=3)
    first = paper.inside * 0.2
    step = (paper.inside - first) / len(COLUMNS)
    edges = [paper.left + first + step * (n + 1) for n in range(len(COLUMNS))]
    with paper.element("Table"):
        with paper.element("TR"):
            with paper.element("TH", "Column"):
                paper.text(["Register"], s.HEADING, paper.left, paper.y)
            for words, edge in zip(COLUMNS, edges, strict=True):
                with paper.element("TH", "Column"):
                    paper.text_right([words], s.HEADING, edge, paper.y)
        paper.y -= s.HEADING.leading + 4
        paper.rule(paper.y, 0.9, s.INK)
        for name, cells in page.how:
            _how_row(paper, name, cells, edges)
    paper.y -= 3
    paper.paragraph(page.note, s.NOTE, after=14)


def _how_row(paper: Paper, name: str, cells: Sequence[str], edges: Sequence[float]) -> None:
    paper.y -= s.ROW_PADDING
    with paper.element("TR"):
        with paper.element("TH", "Row"):
            paper.text([name], s.NAME_CELL, paper.left, paper.y)
        for words, edge in zip(cells, edges, strict=True):
            with paper.element("TD"):
                paper.text_right([words], s.CELL, edge, paper.y)
    paper.y -= s.CELL.leading + s.ROW_PADDING
    paper.rule(paper.y, 0.5, s.HAIRLINE)


def _asked(paper: Paper, asked: Sequence[str]) -> None:
    paper.heading("The committee is asked to", s.SECTION, 2, after=2)
    with paper.element("L"):
        for number, words in enumerate(asked, 1):
            lines = wrap(words, BODY.face, (paper.inside - 20) / BODY.size)
            with paper.element("LI"):
                with paper.element("Lbl"):
                    paper.text([f"{number}."], STRONG, paper.left, paper.y)
                with paper.element("LBody"):
                    paper.text(lines, BODY, paper.left + 20, paper.y)
            paper.y -= len(lines) * BODY.leading + 1.5
    paper.y -= 14


def _coming(paper: Paper, coming: Sequence[tuple[str, str]]) -> None:
    if not coming:
        return
    paper.heading("Before the next meeting", s.SECTION, 2, after=2)
    with paper.element("Table"):
        for day, words in coming:
            lines = wrap(words, BODY.face, (paper.inside - _DAY_COLUMN) / BODY.size)
            with paper.element("TR"):
                with paper.element("TH", "Row"):
                    paper.text([day], STRONG, paper.left, paper.y)
                with paper.element("TD"):
                    paper.text(lines, BODY, paper.left + _DAY_COLUMN, paper.y)
            paper.y -= len(lines) * BODY.leading

"""Filled forms on paper, with lines to sign: each whole on its page where it fits, the same whenever it is printed.

The facts of a form stand in two columns; those of one that is taller than a page stand below each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from workbench.reports import style as s
from workbench.reports.listing import Printed, Progress, remarks
from workbench.reports.page import Paper
from workbench.reports.sheets import BODY
from workbench.reports.style import Style
from workbench.reports.tables import facts_of, shown
from workbench.reports.wrapping import wrap
from workbench.saving import saved_as
from workbench.tabled import Fact, Form, Forms, numbered

_LABEL = Style(s.CELL.weight, s.CELL.size, s.CELL.leading, s.INK2)
_PART = Style(s.NAME_CELL.weight, 9, 13)
_NOTE = Style(s.NAME_CELL.weight, BODY.size, BODY.leading)
_LABELS = 96.0
_BETWEEN = 18.0  # the two columns
_ROW, _AFTER_PART, _AFTER_FORM = 3.0, 7.0, 14.0
_SIGN = ("Signed as", "Name", "Signature", "Date")
_SHARES = (0.0, 0.2, 0.48, 0.82)  # where each of these begins
_LINE = 30.0  # room to sign in
_HEADS = s.SECTION.leading + 6


@dataclass(frozen=True)
class _Set:
    """A fact broken into lines."""

    label: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def height(self) -> float:
        """How much of a column it takes."""
        return max(len(self.label), len(self.words), 1) * s.CELL.leading + _ROW


@dataclass(frozen=True)
class _Section:
    """The facts under one title, broken to the width of a column."""

    title: str
    facts: Sequence[_Set]

    @property
    def height(self) -> float:
        """How much of a column it takes."""
        return _PART.leading + 2 + sum(fact.height for fact in self.facts) + _AFTER_PART


def print_forms(report: Forms, path: Path, progress: Progress | None = None) -> Printed:
    """Write the forms as a portrait A4 PDF; those that the same people sign are signed once, after the last.

    Raises errors.Plain where the file cannot be written; a file that was there before is then as it was.
    """
    with saved_as(path, "PDF") as unfinished:
        paper, done = Paper(unfinished, facts_of(report.about, report.about.title, again=True)), 0
        for signed, several in groupby(report.forms, key=lambda form: tuple(form.signed)):
            forms = list(several)
            for form in forms:
                _form(paper, form)
                done += 1
                if progress:
                    progress(done)
            if signed:
                _signatures(paper, forms, signed)
        return Printed(report.rows, paper.close(), remarks(paper.boxed))


def _form(paper: Paper, form: Form) -> None:
    width = (paper.inside - _BETWEEN) / 2
    sections = _sections(form.facts, width)
    first, second = _halves(sections)
    beside = max(_height(first), _height(second))
    around = _HEADS + _words_height(paper, form)
    page = paper.top - paper.floor
    if paper.room < min(around + beside, page):
        paper.turn()
    paper.heading(form.heading, s.SECTION, 2, after=4)
    for note in form.notes:
        paper.paragraph(note, _NOTE, after=4)
    if around + beside <= page:
        top = paper.y
        for column, x in ((first, paper.left), (second, paper.left + width + _BETWEEN)):
            paper.y = top
            _column(paper, column, x)
        paper.y = top - beside
    else:
        _column(paper, _sections(form.facts, paper.inside), paper.left)
    if form.close:
        paper.paragraph(form.close, s.SUBTITLE)
    paper.rule(paper.y - 4, 0.5, s.HAIRLINE)
    paper.y -= _AFTER_FORM


def _sections(facts: Sequence[Fact], width: float) -> list[_Section]:
    limit = (width - _LABELS) / s.CELL.size
    labels = (_LABELS - s.GUTTER) / s.CELL.size
    return [
        _Section(
            title, [_Set(wrap(f.label, _LABEL.face, labels), wrap(shown(f.value), s.CELL.face, limit)) for f in part]
        )
        for title, part in groupby(facts, key=lambda fact: fact.section)
    ]


def _halves(sections: Sequence[_Section]) -> tuple[Sequence[_Section], Sequence[_Section]]:
    """The sections for the first and the second column, so that neither is much longer."""
    cuts = range(1, len(sections) + 1)
    best = min(cuts, key=lambda cut: max(_height(sections[:cut]), _height(sections[cut:])), default=0)
    return sections[:best], sections[best:]


def _height(sections: Sequence[_Section]) -> float:
    return sum(section.height for section in sections)


def _words_height(paper: Paper, form: Form) -> float:
    """How much the notes and the last sentence take."""
    lines = [*form.notes, *([form.close] if form.close else [])]
    return sum(len(wrap(line, BODY.face, paper.inside / BODY.size)) * BODY.leading + 4 for line in lines) + _AFTER_FORM


def _column(paper: Paper, sections: Sequence[_Section], x: float) -> None:
    """Sections below each other from where the paper stands, on the next page where this one ends."""
    for section in sections:
        if paper.room < _PART.leading * 3:
            paper.turn()
        with paper.element("H3"):
            paper.text([section.title], _PART, x, paper.y)
        paper.y -= _PART.leading + 2
        with paper.element("Table"):
            for fact in section.facts:
                _fact(paper, fact, x)
        paper.y -= _AFTER_PART


def _fact(paper: Paper, fact: _Set, x: float) -> None:
    with paper.element("TR"):
        with paper.element("TH", "Row"):
            paper.text(fact.label, _LABEL, x, paper.y)
        with paper.element("TD"):
            words = fact.words
            while paper.room < len(words) * s.CELL.leading:
                fitting = int(paper.room / s.CELL.leading)
                paper.text(words[:fitting], s.CELL, x + _LABELS, paper.y)
                words = words[fitting:]
                paper.turn()
            paper.text(words, s.CELL, x + _LABELS, paper.y)
    paper.y -= max(len(words), len(fact.label) if words is fact.words else 0, 1) * s.CELL.leading + _ROW


def _signatures(paper: Paper, forms: Sequence[Form], signed: Sequence[tuple[str, str]]) -> None:
    """A line for each who signs, under the heading of what is signed."""
    what = numbered([form.heading.partition(":")[0] for form in forms])
    if paper.room < _HEADS + s.HEADING.leading + len(signed) * (_LINE + s.CELL.leading):
        paper.turn()
    paper.heading(f"Signed for {what}", s.SECTION, 2, after=6)
    with paper.element("Table"):
        _row(paper, _SIGN, s.HEADING, "Column", 0.0)
        for role, name in signed:
            _row(paper, (role, name, "", ""), s.CELL, "Row", _LINE)
    paper.y -= 16


def _row(paper: Paper, words: Sequence[str], style: Style, scope: str, above: float) -> None:
    """A row of four columns whose words stand on its line; the headings of the table where `scope` is Column."""
    ends = [*_SHARES[1:], 1.0]
    cells = [
        wrap(text, style.face, ((end - share) * paper.inside - s.GUTTER) / style.size)
        for text, share, end in zip(words, _SHARES, ends, strict=True)
    ]
    height = max(above, max(map(len, cells)) * style.leading + 4)
    with paper.element("TR"):
        for n, (cell, share) in enumerate(zip(cells, _SHARES, strict=True)):
            heads = scope == "Column" or n == 0
            with paper.element("TH" if heads else "TD", scope if heads else ""):
                paper.text(
                    cell, style, paper.left + share * paper.inside, paper.y - height + len(cell) * style.leading + 2
                )
    paper.y -= height + 2
    paper.rule(paper.y, 0.5, s.INK2 if above else s.HAIRLINE)
    paper.y -= 4

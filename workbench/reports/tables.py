"""A report of one or several tables on paper, each under its heading with a sentence about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from workbench import display
from workbench.reports import style as s
from workbench.reports.columns import Column
from workbench.reports.listing import Printed, Progress, draw_rows, remarks
from workbench.reports.page import Facts, Paper
from workbench.saving import saved_as
from workbench.tabled import About, Cell, Part, Tables

_ROOM = s.SECTION.leading * 6


def print_tables(report: Tables, path: Path, progress: Progress | None = None) -> Printed:
    """Write a report as a landscape A4 PDF.

    Raises errors.Plain where the file cannot be written; a file that was there before is then as it was.
    """
    with saved_as(path, "PDF") as unfinished:
        paper, done = Paper(unfinished, facts_of(report.about, "Report"), across=True), 0
        together = _texts([row for part in report.parts for row in part.rows]) if report.grouped else []
        for part in report.parts:
            _part(paper, part, together)
            done += len(part.rows)
            if progress:
                progress(done)
        return Printed(report.rows, paper.close(), remarks(paper.boxed))


def facts_of(about: About, kind: str, *, again: bool = False) -> Facts:
    """What head and foot say of a report."""
    return Facts(
        about.council, about.title, about.subtitle, kind, about.made, about.covers, about.sample, about.code, again
    )


def shown(cell: Cell) -> str:
    """A value as it reads on paper."""
    if isinstance(cell, dt.date):
        return display.day(cell)
    return "" if cell is None else f"{cell:,}" if isinstance(cell, int) else cell


def _part(paper: Paper, part: Part, like: Sequence[Sequence[str]]) -> None:
    if paper.room < _ROOM:
        paper.turn()
    paper.heading(f"{part.title} ({len(part.rows):,})", s.SECTION, 2, after=2 if part.said else 6)
    if part.said:
        paper.paragraph(part.said, s.SUBTITLE, after=6)
    if part.rows:
        columns = [Column(h.label, right=h.kind == "number", naming=h.naming) for h in part.headings]
        draw_rows(paper, columns, _texts(part.rows), like)
    else:
        paper.paragraph(part.empty, s.SUBTITLE)
    paper.y -= 16


def _texts(rows: Sequence[Sequence[Cell]]) -> list[tuple[str, ...]]:
    return [tuple(map(shown, row)) for row in rows]

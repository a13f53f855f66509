"""Any list as a printed table: headings on each page, rows kept whole, nothing cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from workbench.reports import style as s
from workbench.reports.columns import CONTINUED, Column, Place, places
from workbench.reports.page import Facts, Paper
from workbench.reports.tagging import Element
from workbench.reports.wrapping import wrap
from workbench.saving import saved_as

Progress = Callable[[int], None]
_TELL_EVERY = 200
_LOOKED_AT = 300
_NAMED = 10  # signs named in a remark
EVERYTHING = "Everything in the register, nothing filtered out."


@dataclass(frozen=True)
class Listing:
    """What a table report needs to know; `rows` are texts in the order of `columns` and are read once.

    `kind` stands at the right of the head; `filter` says in words what was left out; `edition` which version and
    minute it is, on every page; `code` is that of the history; `empty` what to print where there is no row.
    """

    council: str
    title: str
    subtitle: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[str]]
    made: dt.datetime
    kind: str = "Register"
    filter: str = ""
    empty: str = "Nothing is entered here yet."
    sample: bool = False
    edition: str = ""
    code: str = ""

    def facts(self) -> Facts:
        """What head and foot say of it."""
        below = f"Filter: {self.filter}" if self.filter else EVERYTHING
        said = f"{self.edition} {below}".lstrip()
        return Facts(self.council, self.title, self.subtitle, self.kind, self.made, said, self.sample, self.code)


@dataclass(frozen=True)
class Printed:
    """What was printed: how many rows on how many pages, and in plain words what does not look as it should."""

    rows: int
    pages: int
    remarks: tuple[str, ...] = ()


def print_listing(listing: Listing, path: Path, progress: Progress | None = None) -> Printed:
    """Write the listing as a landscape A4 PDF; `progress` hears how many rows stand and may raise to stop.

    Raises errors.Plain where the file cannot be written; a file that was there before is then as it was.
    """
    with saved_as(path, "PDF") as unfinished:
        paper = Paper(unfinished, listing.facts(), across=True)
        rows = iter(listing.rows)
        sample = list(islice(rows, _LOOKED_AT))
        count = 0
        with paper.element("Table"):
            table = Table(paper, listing.columns, sample)
            for count, row in enumerate(chain(sample, rows), 1):
                table.row(row)
                if progress and count % _TELL_EVERY == 0:
                    progress(count)
        if not count:
            paper.paragraph(listing.empty, s.SUBTITLE)
        return Printed(count, paper.close(), remarks(paper.boxed))


def table_part(paper: Paper, title: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """A table under a heading of its own, which never stands alone at the foot of a page."""
    if paper.room < s.SECTION.leading * 6:
        paper.turn()
    paper.heading(title, s.SECTION, 2, after=6)
    draw_rows(paper, columns, rows)
    paper.y -= 16


def draw_rows(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[str]], like: Sequence[Sequence[str]] = ()
) -> None:
    """A table of rows that are all known; as wide in its columns as `like` asks, where other tables are to match."""
    with paper.element("Table"):
        table = Table(paper, columns, (like or rows)[:_LOOKED_AT])
        for row in rows:
            table.row(row)


def remarks(boxed: set[str]) -> tuple[str, ...]:
    """That some signs stand as boxes, for our typeface has no picture of them."""
    if not boxed:
        return ()
    some = " ".join(sorted(boxed)[:_NAMED])
    more = f" and {len(boxed) - _NAMED:,} more" if len(boxed) > _NAMED else ""
    return (f"Signs that cannot be drawn stand as boxes in the PDF: {some}{more}. The records keep them as they are.",)


class Table:
    """A table being drawn on paper. `sample` are some of its rows, from which the widths are found."""

    def __init__(self, paper: Paper, columns: Sequence[Column], sample: Sequence[Sequence[str]]) -> None:
        self._paper = paper
        self._elements: list[Element | None] = []
        self._places = places(columns, sample, paper.left, paper.inside)
        self._naming = next((n for n, column in enumerate(columns) if column.naming), 0)
        self._headings = [
            wrap(column.label, s.HEADING.face, place.width / s.HEADING.size)
            for column, place in zip(columns, self._places, strict=True)
        ]
        with paper.element("TR"):
            self._head([paper.add("TH", "Column") for _ in columns])

    def row(self, cells: Sequence[str]) -> None:
        """Draw a row, on the next page where it does not fit here; one taller than a page runs on."""
        wrapped: list[Sequence[str]] = [
            wrap(cell, place.face, place.limit) for cell, place in zip(cells, self._places, strict=True)
        ]
        lines = max(map(len, wrapped)) or 1
        if self._paper.room < _height(lines) and not self._fresh:
            self._next_page()
        with self._paper.element("TR"):
            self._elements = [
                self._paper.add("TH", "Row") if n == self._naming else self._paper.add("TD") for n in range(len(cells))
            ]
            while self._paper.room < _height(lines):
                wrapped = self._part(wrapped, cells[self._naming])
                lines = max(map(len, wrapped))
            self._draw(wrapped, lines)
        self._paper.rule(self._paper.y, 0.5, s.HAIRLINE)

    def _part(self, wrapped: Sequence[Sequence[str]], name: str) -> list[Sequence[str]]:
        """Draw what fits of a row and turn the page; what is left of it, named again."""
        fitting = max(1, int((self._paper.room - 2 * s.ROW_PADDING) / s.CELL.leading))
        self._draw([cell[:fitting] for cell in wrapped], fitting)
        self._next_page()
        rest = [cell[fitting:] for cell in wrapped]
        if not rest[self._naming]:
            place = self._places[self._naming]
            rest[self._naming] = wrap(f"{name[:80]} {CONTINUED}", place.face, place.limit)[: fitting // 2]
            self._elements[self._naming] = None
        return rest

    def _draw(self, wrapped: Sequence[Sequence[str]], lines: int) -> None:
        top = self._paper.y - s.ROW_PADDING
        for cell, place, element in zip(wrapped, self._places, self._elements, strict=True):
            if cell:
                with self._paper.within(element):
                    self._set(cell, place.style, place, top)
        self._paper.y -= _height(lines)
        self._fresh = False

    def _set(self, cell: Sequence[str], style: s.Style, place: Place, top: float) -> None:
        if place.right:
            self._paper.text_right(cell, style, place.x + place.width, top)
        else:
            self._paper.text(cell, style, place.x, top)

    def _next_page(self) -> None:
        self._paper.turn()
        self._head([None] * len(self._places))

    def _head(self, elements: Sequence[Element | None]) -> None:
        """The headings; where they are repeated they belong to no element."""
        paper = self._paper
        lines = max(map(len, self._headings), default=1)
        for heading, place, element in zip(self._headings, self._places, elements, strict=True):
            with paper.within(element):
                self._set(heading, s.HEADING, place, paper.y - (lines - len(heading)) * s.HEADING.leading)
        paper.y -= lines * s.HEADING.leading + 4
        paper.rule(paper.y, 0.9, s.INK)
        self._fresh = True


def _height(lines: int) -> float:
    return lines * s.CELL.leading + 2 * s.ROW_PADDING

"""One sheet's XML, streamed: looked at once, then written again with its changed cells and new rows alone different."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from workbench.exchange.book import Cell, Merge, address
from workbench.exchange.givingback.refs import Move, Moves
from workbench.exchange.givingback.rowxml import FORMULA, CellWriter, cells, filled, like, renumbered, rows

_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*>")
_END = re.compile(rb"</(?:\w+:)?sheetData>")
_MERGES = re.compile(rb"""(<(?:\w+:)?mergeCells\b[^>]*?\bcount\s*=\s*["'])(\d+)""")
_MERGES_END = re.compile(rb"</((?:\w+:)?)mergeCells>")


@dataclass
class Looked:
    """What a sheet's XML says: the rows that hold something, some rows as they stand, what lies round the rows."""

    occupied: list[int] = field(default_factory=list)
    kept: dict[int, bytes] = field(default_factory=dict)
    prefix: bytes = b""
    head: bytes = b""
    tail: bytes = b""
    formulas: bool = False


@dataclass(frozen=True)
class NewRow:
    """A row to be put in: the row it looks like, its cells by column, and whether it says what that row says.

    `merged` are the first and last columns of cells joined in it.
    """

    like: int
    values: dict[int, Cell]
    copied: bool = False
    merged: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Insert:
    """Rows put in after a row, `gap` empty ones before them; what stands below moves down, or there is room."""

    after: int
    rows: tuple[NewRow, ...]
    shifts: bool = False
    gap: int = 0

    @property
    def move(self) -> Move:
        """What this does to the rows below and to ranges that end here."""
        return Move(self.after if not self.gap else 0, len(self.rows), self.shifts)


@dataclass
class SheetJob:
    """Everything that changes on one sheet; `marks` are the words beside a struck row, by row and column."""

    writer: CellWriter
    cells: dict[int, dict[int, Cell]]
    marks: dict[int, tuple[int, str]]
    inserts: list[Insert]
    struck: dict[int, int]  # style to its struck form
    looked: Looked
    merges: list[Merge] = field(default_factory=list)

    @property
    def moves(self) -> Moves:
        """Where everything stands once the rows are in."""
        return Moves(insert.move for insert in self.inserts if not insert.gap)


def look(pieces: Iterable[bytes], keep: Collection[int]) -> Looked:
    """Go through a sheet once; `keep` are the rows wanted as they stand. Pieces end where a row ends."""
    found, last = Looked(), 0
    for piece, start, end in _body(pieces, found):
        found.formulas = found.formulas or FORMULA.search(piece, start, end) is not None
        for row in rows(piece, start, end, last):
            last = row.number
            content = piece[row.start : row.end]
            if filled(content):
                found.occupied.append(last)
            if last in keep:
                found.kept[last] = content
    return found


def _body(pieces: Iterable[bytes], found: Looked) -> Iterator[tuple[bytes, int, int]]:
    """The pieces with where their rows begin and end; what lies before and after goes to `found`."""
    begun = done = False
    for piece in pieces:
        start, end = 0, len(piece)
        if done:
            found.tail += piece
            continue
        if not begun:
            opened = _DATA.search(piece)
            if opened is None:
                found.head += piece
                continue
            found.prefix, start, begun = opened[1], opened.end(), True
            found.head += piece[:start]
        if closed := _END.search(piece, start):
            end, done = closed.start(), True
            found.tail = piece[end:]
        yield piece, start, end


def rewritten(pieces: Iterable[bytes], job: SheetJob) -> Iterator[bytes]:
    """The sheet's XML again, piece by piece."""
    around, moves, last = Looked(), job.moves, 0
    waiting = sorted(job.inserts, key=lambda insert: (insert.after, insert.gap))
    shifting, begun = any(insert.shifts for insert in waiting), False
    for piece, start, end in _body(pieces, around):
        if not begun:
            begun = True
            yield moves.around(around.head)
        out, place = [], start
        for row in rows(piece, start, end, last):
            last = row.number
            if waiting and last > waiting[0].after:
                out += [piece[place : row.start], *_put_in(waiting, last, job, moves)]
                place = row.start
            content = _row(piece[row.start : row.end], last, job) if last in job.cells or last in job.marks else None
            to = moves.row(last) if shifting else last
            if _filled_over(last, job):
                content = b""
            elif to != last:
                content = renumbered(content or piece[row.start : row.end], to)
            if content is not None:
                out += [piece[place : row.start], content]
                place = row.end
        out.append(piece[place:end])
        yield b"".join(out)
    yield b"".join(_put_in(waiting, 1 << 30, job, moves))
    yield _with_merges(moves.around(around.tail), job.merges)


def _row(content: bytes, number: int, job: SheetJob) -> bytes:
    """A row with its changed cells, struck through where it is to be."""
    if number in job.cells:
        content = job.writer.written(content, number, job.cells[number])
    if number not in job.marks:
        return content
    for cell in reversed(cells(content)):
        style = job.struck.get(cell.style, cell.style)
        whole = content[cell.start : cell.end]
        tag = whole[: whole.index(b">") + 1]
        bare = re.sub(rb"""\ss\s*=\s*["']\d+["']""", b"", tag)
        ends = -2 if bare.endswith(b"/>") else -1
        tag = bare[:ends] + b' s="%d"' % style + bare[ends:]
        content = content[: cell.start] + tag + whole[whole.index(b">") + 1 :] + content[cell.end :]
    column, words = job.marks[number]
    return job.writer.written(content, number, {column: words})


def _filled_over(number: int, job: SheetJob) -> bool:
    """Whether an empty row gives its place to one put in where there was room."""
    return any(
        not insert.shifts and insert.after < number <= insert.after + insert.gap + len(insert.rows)
        for insert in job.inserts
    )


def _put_in(waiting: list[Insert], before: int, job: SheetJob, moves: Moves) -> Iterator[bytes]:
    """The new rows that come before this row."""
    while waiting and waiting[0].after < before:
        insert = waiting.pop(0)
        first = moves.row(insert.after) + insert.gap + 1
        for number, new in enumerate(insert.rows, first):
            job.merges += [Merge(number, left, number, right) for left, right in new.merged]
            yield _new(new, number, job)


def _new(new: NewRow, number: int, job: SheetJob) -> bytes:
    """A new row, each cell in the style of the one it looks like."""
    model = job.looked.kept[new.like]
    inside, missing = [], dict(new.values)
    for cell in cells(model):
        if cell.column in missing or not new.copied:
            inside.append(job.writer.cell(number, cell.column, cell.style, missing.pop(cell.column, None)))
        else:
            whole = FORMULA.sub(b"", model[cell.start : cell.end])
            inside.append(renumbered(whole, number))
    if missing:  # cells that the row it looks like has not
        whole = b"<row>" + b"".join(inside) + b"</row>"
        return like(model, number, job.writer.written(whole, number, missing)[5:-6])
    return like(model, number, b"".join(inside))


def _with_merges(tail: bytes, merges: list[Merge]) -> bytes:
    """The merged cells of copied banners beside those there are."""
    end = _MERGES_END.search(tail)
    if not merges or end is None:
        return tail
    made = b"".join(
        b'<%smergeCell ref="%s:%s"/>' % (end[1], address(m.top, m.left).encode(), address(m.bottom, m.right).encode())
        for m in merges
    )
    tail = tail[: end.start()] + made + tail[end.start() :]
    return _MERGES.sub(lambda found: found[1] + b"%d" % (int(found[2]) + len(merges)), tail, count=1)

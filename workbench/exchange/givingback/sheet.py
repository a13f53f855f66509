"""One sheet's XML, streamed: looked at once, then written again with its changed cells and new rows alone different."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from workbench.exchange.book import Cell, Merge, address
from workbench.exchange.givingback.beside import rules_moved
from workbench.exchange.givingback.cellformulas import Spelled, kind
from workbench.exchange.givingback.formulas import moved, translated
from workbench.exchange.givingback.refs import Move, Moves
from workbench.exchange.givingback.rowxml import FORMULA, CellWriter, Written, cells, filled, like, renumbered, rows

_DATA = re.compile(rb"<((?:\w+:)?)sheetData\b[^>]*>")
_END = re.compile(rb"</(?:\w+:)?sheetData>")
_MERGES = re.compile(rb"""(<(?:\w+:)?mergeCells\b[^>]*?\bcount\s*=\s*["'])(\d+)""")
_MERGES_END = re.compile(rb"</((?:\w+:)?)mergeCells>")
_WHOLE_FORMULAS = (b"", b"shared")


@dataclass
class Looked:
    """What a sheet's XML says: the rows that hold something, some rows as they stand, what lies round the rows.

    `spelled` are the formulas of the kept rows in full, by row and column; those of several cells are not among them.
    """

    occupied: list[int] = field(default_factory=list)
    kept: dict[int, bytes] = field(default_factory=dict)
    spelled: dict[int, dict[int, str]] = field(default_factory=dict)
    prefix: bytes = b""
    head: bytes = b""
    tail: bytes = b""
    formulas: bool = False


@dataclass(frozen=True)
class NewRow:
    """A row to be put in: the row it looks like, or 0 for an empty one, its cells, whether it says what that row says.

    `merged` are the first and last columns of cells joined in it; `fed` the columns that hold what the register says,
    so that no formula of the row it looks like belongs there.
    """

    like: int
    values: dict[int, Cell]
    copied: bool = False
    merged: tuple[tuple[int, int], ...] = ()
    fed: frozenset[int] = frozenset()


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
        return Move(self.after, len(self.rows), self.shifts)


@dataclass
class SheetJob:
    """Everything that changes on one sheet; `marks` are the words beside a struck row, by row and column.

    `everywhere` are the moves of all sheets of the workbook, for the formulas of this one.
    """

    name: str
    writer: CellWriter
    looked: Looked
    everywhere: Mapping[str, Moves]
    cells: dict[int, dict[int, Written]] = field(default_factory=dict)
    marks: dict[int, tuple[int, str]] = field(default_factory=dict)
    inserts: list[Insert] = field(default_factory=list)
    struck: dict[int, int] = field(default_factory=dict)  # style to its struck form
    gone: frozenset[int] = frozenset()
    merges: list[Merge] = field(default_factory=list)

    @property
    def moves(self) -> Moves:
        """Where everything stands once the rows are in."""
        return Moves((insert.move for insert in self.inserts if not insert.gap), self.gone)

    def new_rows(self) -> Iterator[tuple[Insert, int, NewRow]]:
        """Every row that is put in, with its number, from top to bottom."""
        moves = self.moves
        for insert in sorted(self.inserts, key=lambda insert: (insert.after, insert.gap)):
            for number, new in enumerate(insert.rows, moves.put_in(insert.after) + insert.gap):
                yield insert, number, new

    def formulas_of(self, new: NewRow) -> dict[int, str]:
        """The formulas that a new row takes over from the row it looks like, as they stand there."""
        taken = new.fed | new.values.keys()
        return {} if new.copied else {n: f for n, f in self.looked.spelled.get(new.like, {}).items() if n not in taken}


def look(pieces: Iterable[bytes], keep: Collection[int]) -> Looked:
    """Go through a sheet once; `keep` are the rows wanted as they stand. Pieces end where a row ends."""
    found, last, spelled = Looked(), 0, Spelled()
    for piece, start, end in _body(pieces, found):
        found.formulas = found.formulas or FORMULA.search(piece, start, end) is not None
        for row in rows(piece, start, end, last):
            last = row.number
            content = piece[row.start : row.end]
            if filled(content):
                found.occupied.append(last)
            texts = list(spelled.texts(last, content)) if found.formulas else ()
            if last in keep:
                found.kept[last] = content
                found.spelled[last] = {
                    cell.column: text for cell, text in texts if cell.formula and kind(cell.formula) in _WHOLE_FORMULAS
                }
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
    waiting, change, begun = _Waiting(job), _Rows(job, moves), False
    for piece, start, end in _body(pieces, around):
        if not begun:
            begun = True
            yield moves.around(around.head)
        out, place = [], start
        for row in rows(piece, start, end, last):
            last = row.number
            new = waiting.before(last)
            content = change.row(last, piece[row.start : row.end])
            if new or content is not None:
                out += [piece[place : row.start], *new, *(() if content is None else (content,))]
                place = row.start if content is None else row.end
        out.append(piece[place:end])
        yield b"".join(out)
    yield b"".join(waiting.before(1 << 30))
    yield _with_merges(rules_moved(moves.around(around.tail), job.name, job.everywhere), job.merges)


class _Rows:
    """The rows of one sheet as they read now."""

    def __init__(self, job: SheetJob, moves: Moves) -> None:
        self._job, self._moves, self._spelled = job, moves, Spelled()
        self._formulas = job.looked.formulas and any(job.everywhere.values())
        self._shifts = moves.shifts
        self._covered = frozenset(
            row
            for insert in job.inserts
            if not insert.shifts
            for row in range(insert.after + 1, insert.after + insert.gap + len(insert.rows) + 1)
        )

    def row(self, number: int, raw: bytes) -> bytes | None:
        """A row as it reads now; None where it stays as it is."""
        job, content = self._job, raw
        if self._formulas:
            content = self._spelled.moved(number, raw, job.name, job.everywhere)
        if number in job.gone or number in self._covered:  # an empty row gives its place to one put in
            return b""
        if number in job.cells or number in job.marks:
            content = _row(content, number, job)
        if self._shifts and (to := self._moves.row(number)) != number:
            content = renumbered(content, to)
        return None if content is raw else content


class _Waiting:
    """The new rows that have not been put in yet."""

    def __init__(self, job: SheetJob) -> None:
        self._job, self._rows = job, list(job.new_rows())[::-1]

    def before(self, row: int) -> list[bytes]:
        """The new rows that come before a row."""
        found = []
        while self._rows and self._rows[-1][0].after < row:
            _, number, new = self._rows.pop()
            self._job.merges += [Merge(number, left, number, right) for left, right in new.merged]
            found.append(_new(new, number, self._job))
        return found


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


def _new(new: NewRow, number: int, job: SheetJob) -> bytes:
    """A new row, each cell in the style of the one it looks like, with the formulas that stand there."""
    if not new.like:
        return b'<%srow r="%d"/>' % (job.looked.prefix, number)
    model, formulas, from_row = job.looked.kept[new.like], job.formulas_of(new), job.moves.row(new.like)
    inside, missing = [], dict(new.values)
    for cell in cells(model):
        if cell.column in formulas:
            text = translated(moved(formulas[cell.column], job.name, job.everywhere, new.like), number - from_row)
            inside.append(job.writer.formula(number, cell.column, cell.style, text))
        elif cell.column in missing or not new.copied:
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

"""What every part of the workbook becomes: the sheets' jobs, then all that names their cells."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from workbench.exchange.book import Book, Sheet, address
from workbench.exchange.bothsides import Held
from workbench.exchange.givingback.beside import Beside, look_beside, moved_part
from workbench.exchange.givingback.calculation import Links, chained, recalculated
from workbench.exchange.givingback.cellformulas import kind
from workbench.exchange.givingback.changes import Changes, Given, SheetChanges
from workbench.exchange.givingback.deleting import Leaving, settle
from workbench.exchange.givingback.formulas import moved_in
from workbench.exchange.givingback.placing import Placing, nearest
from workbench.exchange.givingback.refs import Moves
from workbench.exchange.givingback.richtext import Run, changed, in_runs, number_of, runs_of, shared_runs
from workbench.exchange.givingback.rowxml import CellWriter, Rich, Written, cells
from workbench.exchange.givingback.sheet import Looked, SheetJob, look
from workbench.exchange.givingback.struck import Struck
from workbench.exchange.givingback.through import (
    WORKBOOK,
    Through,
    formula_parts,
    look_through,
    names_moved,
    pivot_moved,
)
from workbench.exchange.limits import refuse
from workbench.exchange.removedlines import mark
from workbench.exchange.sheetxml import Package
from workbench.exchange.table import RowKind

_1904 = re.compile(rb"""<(?:\w+:)?workbookPr\b[^>]*?\sdate1904\s*=\s*["'](?:1|true)""")
_STYLES, _CHAIN, _TEXTS = "xl/styles.xml", "xl/calcChain.xml", "xl/sharedStrings.xml"
_ANEW = "The workbook has formulas. Excel works them out anew when it opens it, LibreOffice at Ctrl+Shift+F9."
_RUNS = re.compile(rb"<(?:\w+:)?r[ >]")
_SHEET_ID = re.compile(rb"""<(?:\w+:)?sheet\b[^>]*?\ssheetId\s*=\s*["'](\d+)""")


@dataclass
class _Sheet:
    """One sheet that changes, on its way."""

    name: str
    part: str
    sheet: Sheet
    wanted: SheetChanges
    looked: Looked
    beside: Beside
    leaving: Leaving
    replaced: set[str] = field(default_factory=set)  # cells whose formula gave way


@dataclass
class Work:
    """A package on its way: what was said, and the parts that are written anew."""

    package: Package
    book: Book
    day: dt.date
    delete: bool = False
    jobs: dict[str, SheetJob] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    left: list[Held] = field(default_factory=list)
    cells: int = 0
    added: int = 0
    struck: int = 0
    deleted: int = 0

    @property
    def struck_earlier(self) -> bool:
        """Whether any line was struck through by an earlier giving back."""
        return any(sheet.struck_rows for sheet in self.book.sheets)

    def given(self, changes: Changes) -> Given:
        """What becomes of the workbook."""
        return Given(
            self.cells, self.added, self.struck, self.deleted, (*changes.said, *self.said), (*changes.left, *self.left)
        )

    def prepare(self, changes: Changes) -> None:
        """Look through the sheets and decide what every part becomes."""
        file = self.package.file
        found = [
            self._look(name, part, changes.sheets.get(name) or SheetChanges())
            for name, part in self.package.sheet_parts().items()
            if self._concerned(name, changes)
        ]
        leaving = {one.name.casefold(): one.leaving for one in found}
        besides = {one.name.casefold(): one.beside for one in found}
        moving = any(one.leaving.rows or any(t.added for t in one.wanted.tables) for one in found)
        through = look_through(self.package, {name: one.rows for name, one in leaving.items()}, moving)
        settle(leaving, besides, through)
        moves: dict[str, Moves] = {}
        struck = Struck(file.read(_STYLES)) if _STYLES in file.namelist() else None
        for one in found:
            job = self._job(one, through, struck, moves)
            moves[one.name.casefold()] = job.moves
        if struck is not None and self.struck:
            self.parts[_STYLES] = struck.content()
        if any(moves.values()):
            self._move(found, moves, through)
        self._reckon(found, through)
        if any(name.startswith("_xmlsignatures/") for name in file.namelist()):
            self.said.append("The workbook was signed; the signature does not hold for what was changed.")

    def _concerned(self, name: str, changes: Changes) -> bool:
        wanted = changes.sheets.get(name)
        return bool(wanted and wanted.any) or bool(self.delete and self._sheet(name).struck_rows)

    def _sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.book.sheets if sheet.name == name)

    def _look(self, name: str, part: str, wanted: SheetChanges) -> _Sheet:
        """Look at one sheet that changes."""
        sheet = self._sheet(name)
        added = any(table.added for table in wanted.tables)
        lines = frozenset(line.row for table in wanted.tables for line in table.table.rows)
        skipped = [line for table in wanted.tables if table.banners for line in table.table.skipped]
        heads = tuple(sorted(line.row for line in skipped if line.kind is RowKind.SECTION))
        leaving = Leaving(sheet, {*wanted.struck, *sheet.struck_rows} if self.delete else set(), lines, heads)
        models = {row for t in wanted.tables for row in (*t.last.values(), *t.table.header_rows)}
        models |= {line.row for table in wanted.tables for line in table.table.skipped}
        models |= {nearest(lines - leaving.rows, row) for row in models & leaving.rows}
        keep = {*wanted.cells, *wanted.struck, *(models if added else ())}
        looked = look(self.package.rows(part), keep)
        if not looked.occupied or b"<!--" in looked.head + looked.tail:
            odd = f"is put together in an unusual way on sheet “{name}”."
            raise refuse(self.book.name, odd, "Save it in Excel first.")
        beside = look_beside(self.package, part, looked.tail)
        return _Sheet(name, part, sheet, wanted, looked, beside, leaving)

    def _job(self, one: _Sheet, through: Through, struck: Struck | None, moves: dict[str, Moves]) -> SheetJob:
        """Everything that happens to one sheet."""
        gone = frozenset(one.leaving.rows)
        marks = [row for row in one.wanted.struck if row not in gone]
        self.said += one.leaving.said()
        styles = {cell.style for row in marks for cell in cells(one.looked.kept[row])}
        job = SheetJob(one.name, CellWriter(one.looked.prefix, self._since_1904()), one.looked, moves, gone=gone)
        job.cells = self._allowed(one)
        job.marks = {row: (_free(one.looked.kept[row]), mark(self.day)) for row in marks}
        job.struck = {style: struck.style(style) for style in sorted(styles)} if struck else {}
        placed = Placing(one.sheet, one.wanted, one.looked.occupied, one.beside, through, gone)
        if any(table.added for table in one.wanted.tables):
            placed.place()
        job.inserts = placed.inserts
        self.jobs[one.part] = job
        self.said += placed.said
        self.cells += sum(map(len, job.cells.values()))
        self.added += placed.written
        self.struck += len(marks)
        self.deleted += len(gone)
        return job

    def _since_1904(self) -> bool:
        return _1904.search(self.package.file.read(WORKBOOK)) is not None

    def _allowed(self, one: _Sheet) -> dict[int, dict[int, Written]]:
        """The changes without those of formulas that other cells share, and with the looks that words had."""
        allowed: dict[int, dict[int, Written]] = {row: dict(values) for row, values in one.wanted.cells.items()}
        shared: dict[tuple[int, int], int] = {}
        for row, values in one.wanted.cells.items():
            content = one.looked.kept[row]
            for cell in cells(content):
                if cell.column not in values:
                    continue
                where = address(row, cell.column)
                if (formula := cell.formula) is None:
                    number = number_of(content[cell.start : cell.end])
                    if number is not None:
                        shared[row, cell.column] = number
                    elif runs := runs_of(cell.inside):
                        self._keep_looks(one, allowed[row], where, cell.column, runs)
                elif kind(formula) in (b"array", b"dataTable") or (kind(formula) and formula[2]):
                    del allowed[row][cell.column]
                    self.left.append(one.wanted.held[row, cell.column])
                    self.said.append(f"{one.name}!{where} begins a formula for several cells; it was left as it is.")
                else:
                    one.replaced.add(where)
                    self.said.append(f"{one.name}!{where} held a formula; the value stands there now.")
        found = self._shared(set(shared.values()))
        for (row, column), number in shared.items():
            if number in found:
                self._keep_looks(one, allowed[row], address(row, column), column, found[number])
        return allowed

    def _shared(self, wanted: set[int]) -> dict[int, list[Run]]:
        """Those of the workbook's shared texts that have several looks."""
        if not wanted or _TEXTS not in self.package.file.namelist():
            return {}
        if not any(_RUNS.search(piece) for piece in self.package.chunks(_TEXTS)):
            return {}
        return shared_runs(self.package.chunks(_TEXTS), wanted)

    def _keep_looks(self, one: _Sheet, values: dict[int, Written], where: str, column: int, runs: list[Run]) -> None:
        """Put the looks of the words that stand in a cell on those that are to stand there."""
        wanted = values[column]
        made, whole = changed(runs, wanted) if isinstance(wanted, str) else ([], False)
        if made:
            values[column] = Rich(in_runs(made, one.looked.prefix.decode()))
        if not whole:
            self.said.append(f"{one.name}!{where} had words in bold, italics or colour; not all of that could be kept.")

    def _move(self, found: list[_Sheet], moves: dict[str, Moves], through: Through) -> None:
        """Move everything that lies beside the cells, and everything that names them."""
        read = self.package.file.read
        for one in found:
            here = moves[one.name.casefold()]
            for part, what in one.beside.moving.items() if here else ():
                self.parts[part] = moved_part(what, read(part), here)
        own = {part: one.name for one in found for part in one.beside.tables}
        for part in formula_parts(self.package):
            content = self.parts.get(part) or read(part)
            self.parts[part] = pivot_moved(moved_in(content, own.get(part, ""), moves), moves)
        for name, part in self.package.sheet_parts().items():
            if part not in self.jobs and through.naming.get(part, set()) & moves.keys():
                looked = look(self.package.rows(part), ())
                self.jobs[part] = SheetJob(name, CellWriter(looked.prefix, False), looked, moves)
        self.parts[WORKBOOK] = names_moved(read(WORKBOOK), moves)

    def _reckon(self, found: list[_Sheet], through: Through) -> None:
        """Tell Excel to work out its formulas anew, and which of them are gone or stand elsewhere."""
        if not through.formulas:
            return
        workbook = self.parts.get(WORKBOOK) or self.package.file.read(WORKBOOK)
        self.parts[WORKBOOK] = recalculated(workbook)
        self.said.append(
            "The workbook has formulas. Excel works them out anew when it opens it, LibreOffice at Ctrl+Shift+F9."
        )
        if _CHAIN not in self.package.file.namelist():
            return
        places = {part: place for place, part in enumerate(self.package.sheet_parts().values())}
        ids = _SHEET_ID.findall(workbook)
        links = {int(ids[places[one.part]]): self._links(one) for one in found}
        self.parts[_CHAIN] = chained(self.package.file.read(_CHAIN), links)

    def _links(self, one: _Sheet) -> Links:
        """Where the formulas of one sheet stand now."""
        job = self.jobs[one.part]
        new = [address(n, column) for _, n, row in job.new_rows() for column in job.formulas_of(row)]
        return Links(job.moves, frozenset(one.replaced), new)


def _free(row: bytes) -> int:
    """The first column right of everything in a row."""
    return max((cell.column for cell in cells(row)), default=-1) + 1

"""A register as a fresh workbook. The rows are streamed, so that a long register does not fill the memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from workbench.exchange.outgoing import OutColumn, OutTable, Progress, Value, Written
from workbench.exchange.writing_cells import Cells
from workbench.exchange.writing_frame import PAGE, Frame, Listed
from workbench.saving import saved_as

MOST_ROWS = 1_048_576
_LOOKED_AT = 300
_BATCH = 1000
_NARROWEST, _WIDEST, _DAY_WIDTH = 9, 45, 17
_WIDE = 26  # running text in less than this is a ladder
_LEVEL = 4  # a third faster than the usual 6, the file a twentieth larger


def write_workbook(table: OutTable, path: Path, progress: Progress | None = None) -> Written:
    """Write `table` as .xlsx; `progress` hears how many rows stand and may raise to stop.

    More rows than a sheet holds go on in a second one. Raises errors.Plain where the file cannot be written; a file
    that was there before is then as it was.
    """
    return write_tables([table], path, progress)


def write_tables(tables: Sequence[OutTable], path: Path, progress: Progress | None = None) -> Written:
    """Write tables as one workbook, each on a sheet of its own, in the way `write_workbook` writes one."""
    rows = [iter(table.rows) for table in tables]
    samples = [list(islice(each, _LOOKED_AT)) for each in rows]
    listed = [Listed(t, _widths(t.columns, sample)) for t, sample in zip(tables, samples, strict=True)]
    with saved_as(path, "workbook") as unfinished:
        frame, cells, done = Frame(listed), list[Cells](), list[Listed]()
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as package:
            for number, each in enumerate(listed):
                cells.append(Cells(each.table.columns, frame.styles[number], each.widths, *cells[-1:]))
                all_rows = chain(samples[number], rows[number])
                done.append(_write_rows(package, listed, done, cells[-1], all_rows, progress))
            frame = Frame(done, cells[-1])
            for name, content in frame.other_parts().items():
                package.writestr(name, content)
    sheets = [
        f"More rows than a sheet of Excel holds; they fill {len(each.counts)} sheets."
        for each in done
        if len(each.counts) > 1
    ]
    return Written(sum(sum(each.counts) for each in done), (*sheets, *cells[-1].remarks()))


def _write_rows(
    package: zipfile.ZipFile,
    listed: Sequence[Listed],
    done: Sequence[Listed],
    cells: Cells,
    rows: Iterator[Sequence[Value]],
    progress: Progress | None,
) -> Listed:
    """Write the sheets of the next table after those that are done; the table with how many rows each has."""
    number, first = len(done), sum(len(each.counts) for each in done)
    before = sum(sum(each.counts) for each in done)
    frame, counts = Frame(listed), list[int]()
    waiting = next(rows, None)
    while waiting is not None or not counts:
        here = islice(chain([waiting], rows) if waiting is not None else rows, MOST_ROWS - 1)
        with package.open(frame.part_name(first + len(counts)), "w", force_zip64=True) as part:
            part.write(frame.around(number)[0])
            written = 0
            while batch := list(islice(here, _BATCH)):
                part.write("".join(cells.row(n, row) for n, row in enumerate(batch, written + 2)).encode())
                written += len(batch)
                if progress:
                    progress(before + sum(counts) + written)
            full = [replace(e, counts=(written,)) if n == number else e for n, e in enumerate(listed)]
            part.write(Frame(full).around(number)[1])
        counts.append(written)
        waiting = next(rows, None)
    return replace(listed[number], counts=counts)


def _widths(columns: Sequence[OutColumn], sample: Sequence[Sequence[Value]]) -> list[float]:
    """Widths in signs; wide columns give way where all of them together would print too small to read."""
    wanted = [_width(column, [row[n] for row in sample]) for n, column in enumerate(columns)]
    narrow = sum(width for width in wanted if width <= _WIDE)
    wide = sum(wanted) - narrow
    shrink = min(1.0, max(PAGE - narrow, 0) / wide) if wide else 1.0
    return [width if width <= _WIDE else max(_WIDE, round(width * shrink)) for width in wanted]


def _width(column: OutColumn, values: Sequence[Value]) -> float:
    """A column's width in signs: what most of its texts need, within bounds."""
    if column.kind == "date":
        return _DAY_WIDTH
    lengths = sorted(len(line) for value in values for line in str(value or "").splitlines()[:1])
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    longest_word = max(map(len, column.label.split()), default=0) + 4
    return float(min(_WIDEST, max(_NARROWEST, longest_word, usual + 2)))

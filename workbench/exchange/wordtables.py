"""Tables of a Word document, each as one sheet named "Table n"."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from workbench.exchange.book import Cell, Merge, Sheet
from workbench.exchange.limits import check_extent

LINES_BEFORE = 3  # a table's title stands in the last few lines over it


def read_tables(path: Path) -> tuple[Sheet, ...]:
    """Every table of the body in order; the lines over it come as its titles."""
    body = Document(str(path)).element.body
    sheets: list[Sheet] = []
    lines: list[str] = []
    for block in body.iterchildren(qn("w:p"), qn("w:tbl"), qn("w:sdt")):
        for part in _blocks(block):
            if part.tag == qn("w:p"):
                lines = [*lines, words][-LINES_BEFORE:] if (words := _words(part)).strip() else lines
            else:
                sheets.append(_sheet(part, f"Table {len(sheets) + 1}", tuple(lines), path.name))
                lines = []
    return tuple(sheets)


def _blocks(block: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside a content control."""
    if block.tag == qn("w:sdt"):
        for content in block.iterchildren(qn("w:sdtContent")):
            for inner in content.iterchildren(qn("w:p"), qn("w:tbl"), qn("w:sdt")):
                yield from _blocks(inner)
    else:
        yield block


def _sheet(table: Any, name: str, titles: tuple[str, ...], file: str) -> Sheet:
    """One table's rows; joined cells hold their words in the first and nothing in the others."""
    rows: list[list[Cell]] = []
    merged: list[Merge] = []
    above: dict[int, int] = {}  # column to the place in `merged` of the cell that reaches down to it
    for index, row in enumerate(table.iterchildren(qn("w:tr")), 1):
        cells: list[Cell] = [None] * _number(row, "w:trPr/w:gridBefore")
        for cell in _cells(row):
            span = max(1, _number(cell, "w:tcPr/w:gridSpan"))
            column = len(cells)
            cells.extend([None] * span)
            down = cell.find(qn("w:tcPr") + "/" + qn("w:vMerge"))
            if down is not None and down.get(qn("w:val")) != "restart" and column in above:
                place = above[column]
                merged[place] = merged[place]._replace(bottom=index)
                continue
            cells[column] = _cell_words(cell) or None
            above.pop(column, None)
            if down is not None or span > 1:
                above[column] = len(merged)
                merged.append(Merge(index, column, index, column + span - 1))
        rows.append(cells)
        check_extent(file, name, len(rows), len(cells))
    width = max((len(row) for row in rows), default=0)
    for cells in rows:
        cells.extend([None] * (width - len(cells)))
    joined = tuple(merge for merge in merged if merge.bottom > merge.top or merge.right > merge.left)
    return Sheet(name, rows, merged=joined, titles=titles)


def _cells(row: Any) -> Iterator[Any]:
    for child in row.iterchildren(qn("w:tc"), qn("w:sdt")):
        if child.tag == qn("w:tc"):
            yield child
        else:
            yield from child.iterfind(qn("w:sdtContent") + "/" + qn("w:tc"))


def _number(element: Any, where: str) -> int:
    found = element.find("/".join(qn(step) for step in where.split("/")))
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), 300) if value and value.isdigit() else 0


def _cell_words(cell: Any) -> str:
    """The cell's paragraphs, one a line; a table inside a cell gives its words in reading order."""
    return "\n".join(_words(paragraph) for paragraph in cell.iter(qn("w:p"))).strip("\n")


def _words(paragraph: Any) -> str:
    """A paragraph's words with its tabs and line breaks; what was struck out by track changes is left out."""
    parts: list[str] = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.tag == qn("w:tab"):
            parts.append("\t" if node.getparent().tag == qn("w:r") else "")
        else:
            parts.append("-" if node.tag == qn("w:noBreakHyphen") else "\n")
    return "".join(parts)

"""Text files of cells: which encoding, which sign stands between cells, and what each record holds."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from workbench.exchange.book import Cell, Sheet
from workbench.exchange.limits import check_extent, refuse

SIGNS = "\t,;|^~"
ONE_COLUMN = "\t"
LEAST_DIVIDED = 0.25  # of the records must hold a sign for it to stand between cells
SAMPLE = 1 << 16
MAX_CELL = 1 << 25
_LINE_END = re.compile(r"\r\n?")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The file's words and the encoding they were read in; raises Plain where it is no text."""
    encoding = next((found for bom, found in _BOMS if data.startswith(bom)), "") or _without_mark(data)
    try:
        words = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding.startswith(("utf-16", "utf-32")):
            raise refuse(name, "is damaged: its letters cannot be read.", "Ask for another copy.") from None
        encoding, words = "windows-1252", _windows(data)
    if _unprintable(words):
        raise refuse(name, "is not a text file of cells.", "Choose the schedule itself.")
    return words, encoding


def _without_mark(data: bytes) -> str:
    """UTF-16 shows itself by its zero bytes; everything else is tried as UTF-8 first."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 5 and odd > 4 * even:
        return "utf-16-le"
    if even > len(sample) // 5 and even > 4 * odd:
        return "utf-16-be"
    return "utf-8"


def _windows(data: bytes) -> str:
    """Windows-1252; the five bytes it leaves out stand for themselves, as in Windows."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)


def _unprintable(words: str) -> bool:
    """Whether control characters stand where a text would have letters."""
    sample = words[:SAMPLE]
    strange = sum(1 for char in sample if char < " " and char not in "\t\r\n\f\v\x1a\x1c\x1d\x1e\x1f\x0b")
    return strange > 2 + len(sample) // 100


def delimiter(words: str) -> str:
    """The sign between cells: the one that divides the records most evenly; a tab where the file is one column."""
    sample = words[:SAMPLE]
    cut = sample.rfind("\n") if len(words) > SAMPLE else -1
    sample = sample[:cut] if cut > 0 else sample
    best, most = ONE_COLUMN, LEAST_DIVIDED
    for sign in SIGNS:
        evenness = _evenness(sample, sign)
        if evenness > most:
            best, most = sign, evenness
    return best


def _evenness(sample: str, sign: str) -> float:
    """Share of records that have the commonest number of cells, times that number's worth."""
    if sign not in sample:
        return 0.0
    try:
        widths = Counter(
            len(record) for record in csv.reader(io.StringIO(sample, newline=""), delimiter=sign) if record
        )
    except csv.Error:
        return 0.0
    divided = {width: count for width, count in widths.items() if width > 1}
    if not divided:
        return 0.0
    width, count = max(divided.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()) * min(1.0 + width / 20, 1.5)


def read_text(words: str, sheet: str, name: str, sign: str = "") -> Sheet:
    """One sheet of the records, each cell as it stands; record n is row n."""
    csv.field_size_limit(MAX_CELL)
    words, said = _said_sign(words)
    sign = sign or said or delimiter(words)
    try:
        records = _records(words, sign)
    except csv.Error as error:
        raise refuse(name, "holds a cell that never ends.", "Look for a single quotation mark in it.") from error
    if said:
        records.insert(0, [f"sep={said}"])
    return sheet_of(records, sheet, name)


def sheet_of(records: Iterable[list[str]], sheet: str, name: str) -> Sheet:
    """One sheet of cells that were read; raises Plain where there are more than any schedule holds."""
    rows = _even(records)
    check_extent(name, sheet, len(rows), max(map(len, rows), default=0))
    return Sheet(sheet, rows)


def cells_of(text: str, sign: str = "\t") -> list[list[str]]:
    """The cells of each line as they stand. One is quoted only where its closing mark ends it, else marks are text."""
    cell, at = _cell_between(sign), 0
    rows: list[list[str]] = [[]]
    while found := cell.match(text, at):
        quoted, plain, after = found.groups()
        rows[-1].append(plain if quoted is None else _LINE_END.sub("\n", quoted.replace('""', '"')))
        if not after:
            break
        if after != sign:
            rows.append([])
        at = found.end()
    return rows


def _cell_between(sign: str) -> re.Pattern[str]:
    """A cell and what ends it: the sign, the end of its line, or nothing at the end of all."""
    mark = re.escape(sign)
    end = rf"({mark}|\r\n|\r|\n|\Z)"
    return re.compile(rf'(?:"([^"]*+(?:""[^"]*+)*+)"(?={end[1:-1]})|([^{mark}\r\n]*+)){end}')


def _records(words: str, sign: str) -> list[list[str]]:
    """The cells of each record; csv.Error where a cell is opened with a quotation mark and never closed."""
    try:
        return list(csv.reader(io.StringIO(words, newline=""), delimiter=sign, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise
        return cells_of(words, sign)


def _said_sign(words: str) -> tuple[str, str]:
    """Excel's own first line "sep=;" names the sign."""
    first, _, rest = words.partition("\n")
    first = first.strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return rest, first[4]
    return words, ""


def _even(records: Iterable[list[str]]) -> list[list[Cell]]:
    """All rows equally wide, nothing where a cell is empty, empty rows at the end left off."""
    kept: list[list[Cell]] = [[cell or None for cell in record] for record in records]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((len(row) for row in kept), default=0)
    for row in kept:
        row.extend([None] * (width - len(row)))
    while width and not any(row[width - 1] for row in kept):
        width -= 1
        for row in kept:
            row.pop()
    return kept

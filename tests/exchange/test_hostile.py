"""The fixed set of hostile files and a thousand damaged ones: a Book or one plain line, never anything else."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import struct
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.packages import OLE, ROWS, ods, pack, parts, sheet, workbook, write
from workbench.errors import Plain
from workbench.exchange.book import letter
from workbench.exchange.reading import read_workbook
from workbench.exchange.tables import find_book_tables

LAUGHS = f'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "{"&a;" * 10}"><!ENTITY c "{"&b;" * 10}">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
STRING_TABLE = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _one_cell(place: str, value: str = "<v>1</v>") -> str:
    return sheet(ROWS + f'<row r="3"><c r="{place}">{value}</c></row>')


def _lying_size(data: bytes) -> bytes:
    """The size of the unpacked sheet written smaller than it is, in the directory and before the part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    said, claimed = struct.pack("<I", info.file_size), struct.pack("<I", 40)
    return data.replace(said, claimed)


def _named(name: str) -> bytes:
    contents = parts()
    contents[name] = b"<x/>"
    return pack(contents)


def _without(name: str) -> bytes:
    contents = parts()
    del contents[name]
    return pack(contents)


def _prologue(part: str, prologue: str) -> bytes:
    contents = parts()
    contents[part] = prologue.encode() + contents[part]
    return pack(contents)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word(body: str, prologue: str = "") -> bytes:
    """A Word file without more than its body."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    contents = parts()
    types, main = contents["[Content_Types].xml"], f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    document = f'<?xml version="1.0"?>{prologue}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return pack(
        {
            "[Content_Types].xml": types.replace(b"</Types>", main.encode() + b"</Types>"),
            "_rels/.rels": contents["_rels/.rels"].replace(b"xl/workbook.xml", b"word/document.xml"),
            "word/document.xml": document.encode(),
        }
    )


def _ods(row: str, prologue: str = "", manifest: str = "") -> bytes:
    """An OpenDocument spreadsheet whose one row is as given."""
    with zipfile.ZipFile(io.BytesIO(ods([["x"]]))) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    text = contents["content.xml"].decode()
    start, end = text.index("<table:table-row>"), text.index("</table:table>")
    contents["content.xml"] = (text[:start] + row + text[end:]).replace("?>", f"?>{prologue}", 1).encode()
    contents["META-INF/manifest.xml"] += manifest.encode()
    return pack(contents)


def _times(rows: int, columns: int) -> str:
    cell = f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
    return (
        f'<table:table-row table:number-rows-repeated="{rows}">{cell}<text:p>x</text:p></table:table-cell>'
        "</table:table-row>"
    )


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "laughs in the sheet": ("a.xlsx", lambda: workbook(sheet(prologue=LAUGHS)), "XML declarations"),
    "laughs in the workbook": ("a.xlsx", lambda: _prologue("xl/workbook.xml", LAUGHS), "XML declarations"),
    "laughs in shared strings": (
        "a.xlsx",
        lambda: workbook(xl__sharedStrings_dot_xml=(LAUGHS + STRING_TABLE + "</sst>").encode()),
        "XML declarations",
    ),
    "an outside entity": ("a.xlsx", lambda: workbook(sheet(prologue=OUTSIDE)), "XML declarations"),
    "one cell of 300 MB": ("a.xlsx", lambda: workbook(_one_cell("A3", f"<v>{'9' * 300_000_000}</v>")), "200 MB"),
    "one cell of 100 MB": ("a.xlsx", lambda: workbook(_one_cell("A3", f"<v>{'9' * 100_000_000}</v>")), "far more"),
    "six million shared strings": (
        "a.xlsx",
        lambda: workbook(xl__sharedStrings_dot_xml=(STRING_TABLE + "<si><t/></si>" * 6_000_000 + "</sst>").encode()),
        "far more",
    ),
    "a cell in the last corner": ("a.xlsx", lambda: workbook(_one_cell("XFD1048576")), "rows"),
    "a cell far to the right": ("a.xlsx", lambda: workbook(_one_cell("XFD3")), "column 256"),
    "a column that is none": ("a.xlsx", lambda: workbook(_one_cell("ZZZZ3")), "column 256"),
    "too many rows": ("a.csv", lambda: b"a,b\n" * 200_200, "200,000"),
    "too many columns": ("a.csv", lambda: b"a," * 300 + b"b\n", "column 256"),
    "no list of sheets": ("a.xlsx", lambda: _without("xl/workbook.xml"), "lists its sheets"),
    "no relations": ("a.xlsx", lambda: _without("xl/_rels/workbook.xml.rels"), "lists its sheets"),
    "no sheet": ("a.xlsx", lambda: _without("xl/worksheets/sheet1.xml"), "damaged"),
    "a password": ("a.xlsx", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "has a password"),
    "an older Word document": ("a.doc", lambda: OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "Word"),
    "an empty OLE file": ("a.xls", lambda: OLE + bytes(600), "damaged"),
    "an empty file": ("a.xlsx", lambda: b"", "is empty"),
    "half a file": ("a.xlsx", lambda: workbook()[:700], "damaged"),
    "words under a workbook's name": ("a.xlsx", lambda: b"Record,Period\n", "damaged"),
    "a web page": ("a.xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "a PDF": ("a.pdf", lambda: b"%PDF-1.7\n", "is not a workbook"),
    "a picture under a table's name": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n", "is not a workbook"),
    "bytes that are no text": ("a.csv", lambda: bytes(range(1, 32)) * 40, "not a text file"),
    "a zip that is no workbook": ("a.xlsx", lambda: pack({"readme.txt": b"hello"}), "no workbook"),
    "a part outside": ("a.xlsx", lambda: _named("../../evil.xml"), "outside"),
    "too many parts": ("a.xlsx", lambda: pack({f"p{n}.xml": b"" for n in range(2_001)}), "2,001 parts"),
    "a size that lies": ("a.xlsx", lambda: _lying_size(workbook(sheet(ROWS * 200))), "damaged"),
    "a document that is no spreadsheet": (
        "a.ods",
        lambda: pack({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "no spreadsheet",
    ),
    "a spreadsheet with broken contents": ("a.ods", lambda: ods([["a"]])[:-200], "damaged"),
    "a Word file without a body": ("a.docx", lambda: pack({"word/document.xml": b"<x/>"}), "damaged"),
    "nothing in it": ("a.xlsx", lambda: workbook(sheet("")), "no rows"),
    "nothing but empty lines": ("a.csv", lambda: b"\n\n\n", "no rows"),
    "nested tags in a cell": (
        "a.xlsx",
        lambda: workbook(_one_cell("A3", "<x>" * 200_000 + "</x>" * 200_000)),
        "far more",
    ),
    "nested tags in the styles": ("a.xlsx", lambda: workbook(xl__styles_dot_xml=b"<x>" * 200_000), "damaged"),
    "nested tags in shared strings": (
        "a.xlsx",
        lambda: workbook(xl__sharedStrings_dot_xml=b"<x>" * 200_000),
        "damaged",
    ),
    "a table within a table without end": (
        "a.docx",
        lambda: _word("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
        "damaged",
    ),
    "laughs in a Word file": ("a.docx", lambda: _word("<w:p/>", LAUGHS), "XML declarations"),
    "an outside entity in a Word file": ("a.docx", lambda: _word("<w:p/>", OUTSIDE), "XML declarations"),
    "a Word table too wide": (
        "a.docx",
        lambda: _word('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
        "column 256",
    ),
    "a row said a thousand million times": ("a.ods", lambda: _ods(_times(1_000_000_000, 1)), "200,000"),
    "a cell said a thousand million times": ("a.ods", lambda: _ods(_times(1, 1_000_000_000)), "column 256"),
    "laughs in an OpenDocument file": (
        "a.ods",
        lambda: _ods(_times(1, 1).replace("<text:p>x", "<text:p>&c;"), LAUGHS),
        "damaged",
    ),
    "a password on an OpenDocument file": (
        "a.ods",
        lambda: _ods(_times(1, 1), manifest="<manifest:encryption-data/>"),
        "has a password",
    ),
    "a quotation mark never closed": (
        "a.csv",
        lambda: b'Record,Period\n"Minutes,Permanent\nAgendas,5 years\n',
        "never ends",
    ),
    "nested tags in the list of sheets": (
        "a.xlsx",
        lambda: workbook(xl__workbook_dot_xml=b"<x>" * 200_000),
        "damaged",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_hostile_file_is_one_plain_line(tmp_path: Path, case: str) -> None:
    name, make, reason = REFUSED[case]
    path = write(tmp_path, name, make())
    with pytest.raises(Plain) as failure:
        read_workbook(path)
    line = str(failure.value)
    assert reason in line
    assert name in line
    assert "Nothing was changed." in line
    assert "\n" not in line


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(Plain, match="was not found"):
        read_workbook(tmp_path / "gone.xlsx")
    with pytest.raises(Plain, match="is a folder"):
        read_workbook(tmp_path)


def test_a_folder_is_named_however_it_is_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "council").mkdir()
    monkeypatch.chdir(tmp_path / "council")
    with pytest.raises(Plain, match=r"council” is a folder"):
        read_workbook(Path())


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_file_that_only_passes_something_on_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(Plain, match="is no ordinary file"):
        read_workbook(tmp_path / "pipe.xlsx")


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(26 << 20)
    with pytest.raises(Plain, match="the most that is read is 25 MB"):
        read_workbook(path)


READ: dict[str, tuple[Callable[[], bytes], list[object]]] = {
    "extent said too large": (
        lambda: workbook(sheet(before='<dimension ref="A1:XFD1048576"/>')),
        ["Minutes", "Permanent"],
    ),
    "extent said too small": (lambda: workbook(sheet(before='<dimension ref="A1"/>')), ["Minutes", "Permanent"]),
    "formats far to the right": (
        lambda: workbook(sheet(ROWS + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')),
        ["Minutes", "Permanent"],
    ),
    "a style that is not there": (
        lambda: workbook(sheet(ROWS.replace('<c r="B2" t', '<c r="B2" s="999" t'))),
        ["Minutes", "Permanent"],
    ),
    "a link outside": (
        lambda: workbook(xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>"),
        ["Minutes", "Permanent"],
    ),
    "nested tags beside the cells": (
        lambda: workbook(sheet(after="<extLst>" + "<a>" * 50_000 + "</a>" * 50_000 + "</extLst>")),
        ["Minutes", "Permanent"],
    ),
    "a cell of 40,000 signs": (
        lambda: workbook(sheet(ROWS.replace("Permanent", "x" * 40_000))),
        ["Minutes", "x" * 40_000],
    ),
}


@pytest.mark.parametrize("case", READ)
def test_strange_but_readable(tmp_path: Path, case: str) -> None:
    make, second = READ[case]
    book = read_workbook(write(tmp_path, "a.xlsx", make()))
    assert book.sheets[0].rows == [["Record", "Retention period"], second]


# Serial numbers of days, by Excel's own reckoning and by that of 1904

DAYS: dict[str, tuple[object, object]] = {
    "0": (dt.time(), dt.time()),
    "0.5": (dt.time(12), dt.time(12)),
    "1": (dt.date(1900, 1, 1), dt.date(1904, 1, 2)),
    "60": (dt.date(1900, 2, 28), dt.date(1904, 3, 1)),
    "46348": (dt.date(2026, 11, 22), dt.date(2030, 11, 23)),
    "2958465": (dt.date(9999, 12, 31), 2958465),
    "99999999": (99999999, 99999999),
}


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_of_any_serial_number(tmp_path: Path, from_1904: bool) -> None:
    cells = "".join(f'<c r="{letter(place)}1" s="1"><v>{value}</v></c>' for place, value in enumerate(DAYS))
    contents = parts(sheet(f'<row r="1">{cells}</row>'), cells='<xf numFmtId="14"/>')
    if from_1904:
        own = contents["xl/workbook.xml"]
        contents["xl/workbook.xml"] = own.replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    [row] = read_workbook(write(tmp_path, "a.xlsx", pack(contents))).sheets[0].rows
    assert row == [days[from_1904] for days in DAYS.values()]


def test_days_before_1900_stand_as_they_are_written(tmp_path: Path) -> None:
    cells = '<c r="A3" t="inlineStr"><is><t>04/03/1894</t></is></c><c r="B3" t="d"><v>1894-03-04</v></c>'
    book = read_workbook(write(tmp_path, "a.xlsx", workbook(sheet(f'{ROWS}<row r="3">{cells}</row>'))))
    assert book.sheets[0].rows[2] == ["04/03/1894", dt.date(1894, 3, 4)]


def test_rows_behind_a_filter_are_read_and_said(tmp_path: Path) -> None:
    rows = ROWS.replace('<row r="2">', '<row r="2" hidden="1">')
    page = sheet(rows, after='<autoFilter ref="A1:B2"><filterColumn colId="0"/></autoFilter>')
    book = read_workbook(write(tmp_path, "a.xlsx", workbook(page)))
    assert book.sheets[0].rows[1] == ["Minutes", "Permanent"]
    assert book.warnings == ("Sheet “Schedule” has 1 hidden row; they were read too.",)


def test_text_in_a_number_cell_is_read_as_it_stands(tmp_path: Path) -> None:
    book = read_workbook(write(tmp_path, "a.xlsx", workbook(_one_cell("A3", "<v>six</v>"))))
    assert book.sheets[0].rows[2][0] == "six"


# Damage done at random: bytes flipped, cut, put in twice, marks put in, parts lost

MARKS = (b"NaN", b"1e999", b"A1048577", b"XFD1048576", b"-1", b"</row>", b'<c r="ZZZZ1"><v>1</v></c>', b"&x;", b"\x00")


def _sound() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Record", "Retention period", "Disposal"])
    for number in range(30):
        page.append([f"Record {number}", f"{number} years", "Destroy" if number % 2 else None])
    page.merge_cells("A5:A7")
    page.row_dimensions[9].hidden = True
    page["D3"] = "=A1+1"
    page["E4"] = 42
    page["E4"].number_format = "00000"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _damaged(sound: bytes, chance: random.Random) -> bytes:
    """One way of damage out of six, to the file as a whole or to one part of it."""
    way = chance.randrange(6)
    if way == 0:
        return sound[: chance.randrange(1, len(sound))]
    if way == 1:
        return _flipped(sound, chance)
    with zipfile.ZipFile(io.BytesIO(sound)) as package:
        contents = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(sorted(contents)) if chance.random() < 0.4 else "xl/worksheets/sheet1.xml"
    data = contents.pop(name)
    first, last = sorted((chance.randrange(len(data)), chance.randrange(len(data))))
    if way == 2:
        contents[name] = _flipped(data, chance)
    elif way == 3:
        contents[name] = data[:first] + chance.choice(MARKS) + data[first:]
    elif way == 4:
        contents[name] = data[:last] + data[first:last] + data[last:]
    elif chance.random() < 0.8:
        contents[name] = data[:first] + data[last:]
    return pack(contents)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 20)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _outcome(path: Path) -> str:
    """What reading a file comes to; every row of a file that is read has its place in a table."""
    try:
        book = read_workbook(path)
    except Plain as failure:
        line = str(failure)
        plain = path.name in line and "Nothing was changed." in line and "\n" not in line
        return "refused" if plain else line
    tables = find_book_tables(book)
    placed = sum(len(table.rows) + len(table.skipped) for table in tables)
    return "read" if placed == sum(len(page.rows) for page in book.sheets) else "rows lost"


def test_a_thousand_damaged_workbooks(tmp_path: Path) -> None:
    sound, chance = _sound(), random.Random(20240406)
    damaged = (_damaged(sound, chance) for _ in range(1_000))
    outcomes = Counter(_outcome(write(tmp_path, "damaged.xlsx", data)) for data in damaged)
    assert set(outcomes) == {"refused", "read"}
    assert outcomes.total() == 1_000
    assert min(outcomes.values()) > 100


def test_damaged_older_workbooks(tmp_path: Path) -> None:
    sample = Path(__file__).parents[1] / "data" / "schedules" / "kirklees-appendix.xls"
    chance = random.Random(7)
    outcomes: Counter[str] = Counter()
    for data in (sample.read_bytes(), ods([["Record", "Retention period"], ["Minutes", "Permanent"]])):
        for _ in range(100):
            damage = _flipped(data, chance) if chance.random() < 0.7 else data[: chance.randrange(9, len(data))]
            outcomes[_outcome(write(tmp_path, "damaged.xls", damage))] += 1
    assert set(outcomes) <= {"refused", "read"}

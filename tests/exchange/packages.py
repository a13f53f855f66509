"""Workbooks made by hand, part by part, so that they can be wrong in one way at a time."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Record</t></is></c><c r="B1" t="inlineStr"><is><t>Retention period</t>'
    '</is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Minutes</t></is></c><c r="B2" t="inlineStr"><is>'
    "<t>Permanent</t></is></c></row>"
)


def sheet(rows: str = ROWS, before: str = "", after: str = "", prologue: str = "") -> str:
    """A worksheet part."""
    cells = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'<?xml version="1.0"?>{prologue}<worksheet xmlns="{MAIN}">{cells}</worksheet>'


def parts(sheet_xml: str = "", *, cells: str = "", formats: str = "") -> dict[str, bytes]:
    """The parts of a one-sheet workbook; `cells` are further cellXfs, `formats` the number formats they name."""
    return {
        name: text.encode()
        for name, text in {
            "[Content_Types].xml": (
                f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
                'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
                f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
            ),
            "xl/workbook.xml": (
                f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>'
                '<sheet name="Schedule" sheetId="1" r:id="r1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships xmlns="{PACKAGE}/relationships">'
                f'<Relationship Id="r1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="r2" Type="{DOCUMENT}/styles" Target="styles.xml"/></Relationships>'
            ),
            "xl/styles.xml": (
                f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellXfs><xf numFmtId="0"/>{cells}</cellXfs>'
                "</styleSheet>"
            ),
            "xl/worksheets/sheet1.xml": sheet_xml or sheet(),
        }.items()
    }


def pack(contents: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", level) as package:
        for name, data in contents.items():
            package.writestr(name, data)
    return target.getvalue()


def workbook(sheet_xml: str = "", **extra: bytes) -> bytes:
    """A one-sheet workbook; `extra` replaces or adds parts, their names written with __ for / and _dot_ for a dot."""
    contents = parts(sheet_xml)
    contents.update({name.replace("__", "/").replace("_dot_", "."): data for name, data in extra.items()})
    return pack(contents)


def write(folder: Path, name: str, data: bytes) -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def xlsb(rows: Iterable[Iterable[str]]) -> bytes:
    """A binary workbook of text cells, by the records of [MS-XLSB] 2.4."""
    book = _record(131) + _record(143)  # BrtBeginBook, BrtBeginBundleShs
    book += _record(156, struct.pack("<II", 0, 1) + _wide("r1") + _wide("Schedule"))  # BrtBundleSh
    book += _record(144) + _record(157, bytes(26)) + _record(132)
    grid = [list(row) for row in rows]
    extent = struct.pack("<IIII", 0, len(grid) - 1, 0, max(map(len, grid)) - 1)
    data = _record(129) + _record(148, extent) + _record(145)  # BrtBeginSheet, BrtWsDim, BrtBeginSheetData
    for number, row in enumerate(grid):
        data += _record(0, struct.pack("<IIHBBI", number, 0, 300, 0, 0, 0))  # BrtRowHdr
        for column, words in enumerate(row):
            data += _record(6, struct.pack("<II", column, 0) + _wide(words))  # BrtCellSt
    data += _record(146) + _record(130)
    contents = parts()
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"):
        del contents[name]
    contents["_rels/.rels"] = contents["_rels/.rels"].replace(b"workbook.xml", b"workbook.bin")
    contents["xl/workbook.bin"], contents["xl/worksheets/sheet1.bin"] = book, data
    contents["xl/_rels/workbook.bin.rels"] = parts()["xl/_rels/workbook.xml.rels"].replace(b"sheet1.xml", b"sheet1.bin")
    contents["[Content_Types].xml"] = contents["[Content_Types].xml"].replace(b"</Types>", _BIN + b"</Types>")
    return pack(contents)


_BIN = b'<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _record(kind: int, body: bytes = b"") -> bytes:
    """Kind and length in groups of seven bits, then the body."""
    out = bytearray()
    for number in (kind, len(body)):
        while True:
            out.append(number & 0x7F | (0x80 if number > 0x7F else 0))
            number >>= 7
            if not number:
                break
    return bytes(out) + body


def ods(rows: Iterable[Iterable[str]]) -> bytes:
    """An OpenDocument spreadsheet of text cells."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Schedule">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind.decode()}"/></manifest:manifest>'
    )
    return pack({"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()})

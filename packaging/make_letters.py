"""Make the Word letters in resources/letters from packaging/letters.txt; the same bytes each time.

.venv/bin/python packaging/make_letters.py
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

HERE = Path(__file__).resolve().parent
LETTERS, TEXTS = HERE.parent / "resources" / "letters", HERE / "letters.txt"
MADE = (2026, 1, 1, 0, 0, 0)
HEAD = (
    "{{ council_address }}",
    "",
    "{{ addressee }}",
    "{{ addressee_address }}",
    "",
    "{{ today }}",
    "Our reference: {{ reference }}",
)
_BEGINS = re.compile(r"^=[=+]=? ([a-z0-9-]+)(?: \| (.+))?$")
_ASKS = re.compile(r"^\[(if (?:not )?[a-z0-9_]+|end)\]$")
_UNUSED = ("/thumbnail", "/stylesWithEffects", "/customXml")  # what the blank document of the library brings along


class Text(NamedTuple):
    """A letter as it stands in the source: its title and its lines, pieces taken in."""

    title: str
    lines: tuple[str, ...]


def texts(source: str) -> dict[str, Text]:
    """Every letter of the source by name."""
    pieces: dict[str, list[str]] = {}
    titles: dict[str, str] = {}
    here: list[str] = []
    for line in source.splitlines():
        if found := _BEGINS.match(line):
            here = pieces.setdefault(found[1], [])
            if found[2]:
                titles[found[1]] = found[2]
        elif line.strip():
            here.append(line)
    return {name: Text(title, tuple(_whole(name, pieces))) for name, title in titles.items()}


def _whole(name: str, pieces: dict[str, list[str]]) -> Iterator[str]:
    for line in pieces[name]:
        if line.startswith("@"):
            yield from _whole(line[1:], pieces)
        else:
            yield line


def made(text: Text) -> bytes:
    """The Word file of a letter."""
    word: Any = Document()
    _begin(word, text.title)
    word.add_paragraph("{{ council }}", style="Title")
    for line in HEAD:
        word.add_paragraph(line, style="No Spacing")
    word.add_heading(text.title, 1)
    word.add_paragraph("Dear {{ addressee }},")
    for line in text.lines:
        _line(word, line)
    for line in ("Yours sincerely,", "", "{{ signed_by }}", "for {{ council }}"):
        word.add_paragraph(line, style="No Spacing").paragraph_format.keep_with_next = not line.startswith("for")
    return packed(word)


def _line(word: Any, line: str) -> None:
    if asked := _ASKS.match(line):
        word.add_paragraph("{%p endif %}" if asked[1] == "end" else f"{{%p {asked[1]} %}}")
    elif line.startswith("## "):
        word.add_heading(line[3:], 2)
    elif line.startswith("* "):
        word.add_paragraph(line[2:], style="List Bullet")
    else:
        word.add_paragraph(line)


def _begin(word: Any, title: str) -> None:
    """Paper, looks and what a screen reader is told: the title and the language."""
    said, section = word.core_properties, word.sections[0]
    said.title, said.language, said.author, said.comments = title, "en-GB", "", ""
    said.created = said.modified = dt.datetime(*MADE)  # noqa: DTZ001 (Word's own field has no zone)
    said.last_modified_by, said.revision = "", 1
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    for name, size, before, after in (
        ("Normal", 11, 0, 8),
        ("No Spacing", 11, 0, 0),
        ("List Bullet", 11, 0, 4),
        ("Title", 16, 0, 2),
        ("Heading 1", 14, 16, 10),
        ("Heading 2", 12, 12, 4),
    ):
        _look(word.styles[name], size, before, after)
    for language in (*word.styles.element.iter(qn("w:lang")), *word.settings.element.iter(qn("w:themeFontLang"))):
        language.set(qn("w:val"), "en-GB")


def _look(style: Any, size: int, before: int, after: int) -> None:
    style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(size), RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "Theme" in name:
            del fonts.attrib[name]
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), "Arial")
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    lines = style.element.get_or_add_pPr()
    for border in lines.findall(qn("w:pBdr")):
        lines.remove(border)
    if lines.find(qn("w:suppressAutoHyphens")) is None:
        lines.append(OxmlElement("w:suppressAutoHyphens"))


def packed(word: Any) -> bytes:
    """The file with nothing in it that changes from one making to the next."""
    for relations in (word.part.package.rels, word.part.rels):
        for number in [n for n, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
            del relations[number]
    for style in word.styles.element.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:default")):
            word.styles.element.remove(style)
    raw, out = io.BytesIO(), io.BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = zipfile.ZipInfo(name, MADE)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(part, source.read(name))
    return out.getvalue()


def main() -> None:
    """Write every letter."""
    LETTERS.mkdir(exist_ok=True)
    for name, text in texts(TEXTS.read_text("utf-8")).items():
        (LETTERS / f"{name}.docx").write_bytes(made(text))
        print(f"{name}.docx  {text.title}")


if __name__ == "__main__":
    main()

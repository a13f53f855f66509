"""Letters filled in: plain texts only, whatever the template and the texts hold. Word's side is read by python-docx."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from workbench import paths
from workbench.errors import Plain
from workbench.reports.letters import MOST_OPEN, Filled, fill
from workbench.workflows.cases.letterfields import FIELDS

LABELS = {"name": "Name", "words": "The words", "empty": "Nothing here"}
SHIPPED = sorted(paths.resource("letters").glob("*.docx"))


def template(*lines: str) -> bytes:
    """A Word file of these paragraphs."""
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def filled(*lines: str, words: str = "", name: str = "Ann") -> Filled:
    """A letter of these paragraphs, filled in."""
    return fill(template(*lines), "test", {"name": name, "words": words, "empty": ""}, LABELS)


def paragraphs(letter: Filled) -> list[str]:
    """What Word shows of it."""
    return [p.text for p in docx.Document(io.BytesIO(letter.content)).paragraphs]


def test_fields_are_filled_and_conditions_asked() -> None:
    letter = filled(
        "Dear {{ name }},", "{%p if empty %}", "never", "{%p endif %}", "{%p if not empty %}", "always", "{%p endif %}"
    )
    assert paragraphs(letter) == ["Dear Ann,", "always"]
    assert letter.gaps == ()
    assert letter.text.split() == ["Dear", "Ann,", "always"]


def test_an_empty_field_is_a_gap_to_be_seen_and_said() -> None:
    letter = filled("It says {{ empty }}.")
    assert paragraphs(letter) == ["It says [Nothing here: please fill in]."]
    assert letter.gaps == ("Nothing here",)


@pytest.mark.parametrize(
    "words",
    [
        "R&D <b>bold</b> \"quoted\" 'single' >",
        "{{ name }} {% if name %} {# hidden #}",
        "{_{ name }_} {_% x %_}",
        "{%p if name %}",
        "100% {{ '{' }} &amp; &#123;",
        "</w:t></w:r></w:p><w:p><w:r><w:t>another",
        "]]> <![CDATA[ <?xml version='1.0'?>",
        "Ŵŷ שלום 漢字 🐌",
    ],
)
def test_words_stay_the_words_they_are(words: str) -> None:
    letter = filled("Before {{ words }} after", words=words)
    assert paragraphs(letter) == [f"Before {words} after"]
    assert words in letter.text


def test_lines_become_lines_and_what_cannot_be_seen_goes() -> None:
    letter = filled("{{ words }}", words="one\r\ntwo\rthree\nfour\tfive")
    assert paragraphs(letter) == ["one\ntwo\nthree\nfour five"]
    hidden = "gp\u202ej.\u2066exe\u2069\u200f \x00\x01\x0b\x0c\x1b\x7f\ud800\ufffe\uffff\a end"
    assert paragraphs(filled("{{ words }}", words=hidden)) == ["gpj.exe  end"]


def test_a_very_long_text_and_very_many_lines() -> None:
    begun = time.perf_counter()
    assert paragraphs(filled("{{ words }}", words="x" * 100_000)) == ["x" * 100_000]
    assert paragraphs(filled("{{ words }}", words="y\n" * 50_000)) == ["y\n" * 50_000]
    assert time.perf_counter() - begun < 20  # an order of magnitude away; what it takes is in the benchmark


def test_what_the_clerk_typed_in_word_may_be_cut_into_runs() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph()
    for part in ("Dear {", "{ na", "me }", "}."):
        paragraph.add_run(part)
    word.sections[0].footer.paragraphs[0].text = "For {{ name }}"
    out = io.BytesIO()
    word.save(out)
    letter = fill(out.getvalue(), "test", {"name": "A & B"}, LABELS)
    read = docx.Document(io.BytesIO(letter.content))
    assert read.paragraphs[0].text == "Dear A & B."
    assert read.sections[0].footer.paragraphs[0].text == "For A & B"


def test_an_unknown_field_is_refused_by_name() -> None:
    with pytest.raises(Plain, match="The letter “test” asks for “xyz”, which no file has"):
        filled("{{ name }} {{ xyz }}")
    with pytest.raises(Plain, match="“hidden”"):
        filled("{%p if hidden %}", "x", "{%p endif %}")


@pytest.mark.parametrize(
    "line",
    [
        "{{ name.__class__ }}",
        "{{ name.__class__.__mro__[1].__subclasses__() }}",
        "{{ name['x'] }}",
        "{{ name() }}",
        "{{ name|upper }}",
        "{{ name ~ name }}",
        "{{ 9**9**9 }}",
        "{{ 'x' * 1000000000 }}",
        "{% for x in name %}{{ x }}{% endfor %}",
        "{% set name = 1 %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% macro x() %}{% endmacro %}",
        "{{ self }}",
        "{{ range(10) }}",
        "{{ lipsum() }}",
        "{{ cycler }}",
        "{{r name.x }}",
        "{% raw %}{{ name }}{% endraw %}{{ name.x }}",
    ],
)
def test_a_template_can_only_ask_for_fields(line: str) -> None:
    with pytest.raises(Plain, match="No letter was written"):
        filled(line)


@pytest.mark.parametrize("line", ["{{ }}", "{% if name %}", "{% nonsense %}", "{{ name }} {% endif %}"])
def test_a_field_that_is_not_finished(line: str) -> None:
    with pytest.raises(Plain, match="has a field that is not written as it must be"):
        filled(line)


def test_the_properties_of_the_file_are_filled_by_the_same_rules() -> None:
    word = docx.Document()
    word.core_properties.title = "{{ name.__class__ }}"
    out = io.BytesIO()
    word.save(out)
    with pytest.raises(Plain, match="does more than ask for fields"):
        fill(out.getvalue(), "test", {"name": "Ann"}, LABELS)


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    """A Word file whose parts were tampered with."""
    with zipfile.ZipFile(io.BytesIO(template("{{ name }}"))) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def _entities(parts: dict[str, bytes]) -> None:
    head = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12)
    )
    body = parts["word/document.xml"]
    parts["word/document.xml"] = head + b"]>" + body[body.index(b"<w:document") :].replace(b"{{ name }}", b"&m;")


def _tied(kind: str) -> bytes:
    """A part that names something outside the file, as Word writes it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{office}/{kind}" Target="https://example.org/x" TargetMode="External"/>'
        "</Relationships>"
    ).encode()


BAD = {
    "empty": (b"", "is no Word file"),
    "text": (b"Dear Sir", "is no Word file"),
    "old Word": (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096, "is no Word file"),
    "half": (template("{{ name }}")[:2000], "is no Word file"),
    "zip of something else": (changed(lambda p: p.pop("word/document.xml")), "is no Word file"),
    "no types": (changed(lambda p: p.pop("[Content_Types].xml")), "is no Word file"),
    "no xml": (changed(lambda p: p.update({"word/document.xml": b"<w:document"})), "is damaged"),
    "other xml": (changed(lambda p: p.update({"word/document.xml": b"<html/>"})), "is damaged"),
    "entities": (changed(_entities), None),
    "bomb": (changed(lambda p: p.update({"word/media/x.png": b"\0" * (MOST_OPEN + 1)})), "unpacks to far more"),
    "text bomb": (changed(lambda p: p.update({"word/document.xml": b" " * 5_000_000})), "unpacks to far more"),
    "many parts": (changed(lambda p: p.update({f"word/{n}": b"" for n in range(3000)})), "unpacks to far more"),
    "macros": (changed(lambda p: p.update({"word/vbaProject.bin": b"x"})), "holds macros"),
    "a template elsewhere": (
        changed(lambda p: p.update({"word/_rels/settings.xml.rels": _tied("attachedTemplate")})),
        "would fetch something from elsewhere",
    ),
    "a picture elsewhere": (
        changed(lambda p: p.update({"word/_rels/header1.xml.rels": _tied("image").decode().encode("utf-16")})),
        "would fetch something from elsewhere",
    ),
    "macro type": (
        changed(lambda p: p.update({"[Content_Types].xml": p["[Content_Types].xml"] + b"<!-- macroEnabled -->"})),
        "holds macros",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_template_that_is_none_is_one_plain_line(name: str) -> None:
    content, why = BAD[name]
    try:
        letter = fill(content, "stage1", {"name": "Ann"}, LABELS)
    except Plain as error:
        said = str(error)
        assert said.startswith("The letter “stage1” ")
        assert why is None or why in said
        assert "\n" not in said
        assert "No letter was written." in said
    else:
        assert why is None
        assert len(letter.text) < 1000  # nothing grew


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_letter_is_filled_and_accessible(path: Path) -> None:
    full = {field: f"<{field}>" for field in FIELDS}
    letter = fill(path.read_bytes(), path.stem, full, {field: FIELDS[field].label for field in FIELDS})
    assert letter.gaps == ()
    assert "{{" not in letter.text
    read = docx.Document(io.BytesIO(letter.content))
    assert read.core_properties.title
    assert read.core_properties.language == "en-GB"
    languages = [*read.styles.element.iter(qn("w:lang")), *read.settings.element.iter(qn("w:themeFontLang"))]
    assert {language.get(qn("w:val")) for language in languages} == {"en-GB"}
    headings = [p.style.name for p in read.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert headings[0] == "Heading 1"
    assert set(headings[1:]) <= {"Heading 2"}
    assert all(
        "<council>" in letter.text and f"<{name}>" in letter.text for name in ("addressee", "reference", "today")
    )


def test_a_link_to_a_page_may_stay_in_a_template() -> None:
    linked = changed(lambda p: p.update({"word/_rels/footer9.xml.rels": _tied("hyperlink")}))
    assert fill(linked, "x", {"name": "Ann"}, {"name": "Name"}).text

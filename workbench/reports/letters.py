"""A Word template filled in: plain texts go into its fields and nothing else happens.

The template may be the council's own, so it is looked at before it is opened, and the language of its fields is cut
down to a name and "if a name": no loops, no attributes, no calls, whatever is typed between the brackets.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from workbench.errors import Plain

MOST_PACKED, MOST_OPEN, MOST_TEXT, MOST_PARTS = 10_000_000, 40_000_000, 4_000_000, 2_000  # bytes; parts of the file
_BODY, _TYPES = "word/document.xml", "[Content_Types].xml"
_TIES, _TIE = ".rels", re.compile(rb"<[^<>]*Target[^<>]*>")
_UNDERSTOOD = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
# What no letter prints: what Word refuses, and marks that turn the order of letters.
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_RUN = re.compile(r"<w:t(?: [^>]*)?>(.*?)</w:t>|<w:(br|tab)/>|</w:p>", re.DOTALL)


@dataclass(frozen=True)
class Filled:
    """A letter: the bytes of the Word file, what it says, and the labels of the fields it had nothing for."""

    content: bytes
    text: str
    gaps: tuple[str, ...]


class _Words:
    """A field's plain text, made harmless where it is printed."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __html__(self) -> str:
        return _literal(self._text)


class _Gap:
    """A field that is empty in this file: false in a condition, a note in square brackets where it is printed."""

    def __init__(self, label: str, printed: dict[str, None]) -> None:
        self._label, self._printed = label, printed

    def __bool__(self) -> bool:
        return False

    def __html__(self) -> str:
        self._printed[self._label] = None
        return _literal(f"[{self._label}: please fill in]")


class _Fields(SandboxedEnvironment):
    """Templates in which nothing stands but the names of fields, printed or asked for with "if"."""

    def __init__(self, name: str, known: Mapping[str, Any]) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self._name, self._known = name, known
        for table in (self.globals, self.filters, self.tests):
            table.clear()

    def from_string(self, source: Any, *args: Any, **options: Any) -> Any:
        """The template, once every word of it is known to be harmless."""
        try:
            parsed = self.parse(source)
        except TemplateSyntaxError as error:
            raise _refused(
                self._name,
                "has a field that is not written as it must be.",
                "Look at its curly brackets: {{ reference }} prints a field, {%p if limit %} and {%p endif %} stand "
                "in paragraphs of their own.",
            ) from error
        for node in _all(parsed):
            if not isinstance(node, _UNDERSTOOD):
                raise _refused(
                    self._name,
                    f"does more than ask for fields ({type(node).__name__}).",
                    "Only {{ field }} and {%p if field %} … {%p endif %} are understood.",
                )
            if isinstance(node, nodes.Name) and node.name not in self._known:
                raise Plain(
                    f"The letter “{self._name}” asks for “{node.name}”, which no file has. No letter was written. "
                    "Correct the name of the field in the template."
                )
        return super().from_string(source, *args, **options)


def fill(template: bytes, name: str, fields: Mapping[str, str], labels: Mapping[str, str]) -> Filled:
    """Fill a template in. Plain where it is no Word file, or asks for something that is no field.

    `fields` are the plain texts, `labels` what each is called where it is empty.
    """
    _look(template, name)
    printed: dict[str, None] = {}
    given: dict[str, object] = {
        field: _Words(text) if text.strip() else _Gap(labels[field], printed) for field, text in fields.items()
    }
    out = io.BytesIO()
    try:
        letter = DocxTemplate(io.BytesIO(template))
        letter.render(given, _Fields(name, given), autoescape=True)
        letter.save(out)
    except Plain:
        raise
    except Exception as error:  # whatever a damaged file makes the libraries say, it is one thing to the clerk
        raise _refused(
            name, "is damaged and cannot be opened.", "Open it in Word, repair it and save it again."
        ) from error
    content = out.getvalue()
    return Filled(content, text_of(content), tuple(printed))


def text_of(letter: bytes) -> str:
    """The words of a letter, a line for each paragraph."""
    with zipfile.ZipFile(io.BytesIO(letter)) as parts:
        body = parts.read(_BODY).decode()
    return "".join(html.unescape(found[1]) if found[1] is not None else "\n" for found in _RUN.finditer(body)).strip()


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    """A template's parts, itself first."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += here.iter_child_nodes()


def _literal(text: str) -> str:
    """A text as it is printed: nothing in it is markup, a field, or a mark that hides or turns letters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return html.escape(_HIDDEN.sub("", lines)).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;")


def _look(template: bytes, name: str) -> None:
    """Refuse what is no Word file, what would not end, and what carries programs, before anything opens it."""
    if len(template) > MOST_PACKED:
        raise _refused(name, "is too large for a letter.", "Take large pictures out of it and save it again.")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
            types = parts.read(_TYPES) if sizes.get(_TYPES, MOST_TEXT) < MOST_TEXT else b""
    except Exception as error:  # zipfile says a dozen things about a file that is none
        raise _no_word(name) from error
    if len(sizes) > MOST_PARTS or sum(sizes.values()) > MOST_OPEN or _longest_text(sizes) > MOST_TEXT:
        raise _refused(name, "unpacks to far more than a letter.", "Make the letter again from the one we ship.")
    if any(part.lower().endswith("vbaproject.bin") for part in sizes) or b"macroenabled" in types.lower():
        raise _refused(name, "holds macros.", "Save it in Word as “Word Document (*.docx)”, which has none.")
    if any(map(_loads, _ties(template, sizes))):
        raise _refused(
            name,
            "would fetch something from elsewhere.",
            "Make it again from the one we ship. Links to pages may stay.",
        )
    if _BODY not in sizes or not types:
        raise _no_word(name)


def _ties(template: bytes, sizes: Mapping[str, int]) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(template)) as parts:
        yield from (parts.read(part) for part in sizes if part.lower().endswith(_TIES))


def _loads(relations: bytes) -> bool:
    """Whether a part of the file names something outside it that Word opens by itself, such as a template."""
    outside = (tie for tie in _TIE.findall(relations.replace(b"\0", b"")) if b"external" in tie.lower())
    return any(b"/hyperlink" not in tie.lower() for tie in outside)


def _longest_text(sizes: Mapping[str, int]) -> int:
    return max((size for part, size in sizes.items() if part.lower().endswith((".xml", ".rels"))), default=0)


def _no_word(name: str) -> Plain:
    return _refused(name, "is no Word file (.docx).", "Open it in Word and save it as “Word Document (*.docx)”.")


def _refused(name: str, what: str, do: str) -> Plain:
    return Plain(f"The letter “{name}” {what} No letter was written. {do}")

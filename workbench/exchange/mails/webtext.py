"""The words of an e-mail that is written as a web page. Nothing it names is ever loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = {"head", "script", "style", "title", "template", "noscript", "object", "iframe"}
_PARAGRAPHS = {"p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}
_LINES = {"br", "div", "tr", "li", "section", "article"}
_LONGEST = 5_000_000
_TOO_LONG = "(The rest of this e-mail was too long to be read here.)"
_DECLARED = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?![A-Za-z/][^<>]*>)")


def words_of(page: str) -> str:
    """The words of a web page as plain lines."""
    reader = _Reader()
    reader.feed(_made_plain(page[:_LONGEST]))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).split("\n"))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return text if len(page) <= _LONGEST else f"{text}\n\n{_TOO_LONG}"


def _made_plain(page: str) -> str:
    """Only whole tags and words, as the parser reads what is never closed over and over again."""
    return _NO_TAG.sub("&lt;", _DECLARED.sub("", _without_comments(page)))


def _without_comments(page: str) -> str:
    kept, at = [], 0
    while (start := page.find("<!--", at)) >= 0:
        kept.append(page[at:start])
        end = page.find("-->", start + 4)
        if end < 0:
            return "".join((*kept, page[start:].replace("<!--", "")))
        at = end + 3
    return "".join((*kept, page[at:]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0
        self._link = ""
        self._link_from = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "a":
            self._link, self._link_from = dict(attrs).get("href") or "", len(self.said)
        elif tag == "li":
            self.said.append("\n- ")
        elif tag in ("td", "th"):
            self.said.append(" ")
        else:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "body":
            self._silent = 0
        elif tag == "a":
            self._end_link()
        elif tag not in ("li", "br", "td", "th"):
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(re.sub(r"\s+", " ", data.replace("\xa0", " ")))

    def _end_link(self) -> None:
        if self._link.startswith(("http://", "https://")) and self._link not in "".join(self.said[self._link_from :]):
            self.said.append(f" ({self._link})")
        self._link = ""

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.said.append("\n\n")
        elif tag in _LINES:
            self.said.append("\n")

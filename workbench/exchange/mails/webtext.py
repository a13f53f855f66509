"""The words of an e-mail that is written as a web page. Nothing it names is ever loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = {"head", "script", "style", "title", "template", "noscript", "object", "iframe"}
_PARAGRAPHS = {"p", "table", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr"}
_LINES = {"br", "div", "tr", "li", "section", "article"}


def words_of(page: str) -> str:
    """The words of a web page as plain lines."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(reader.said))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


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
            shown = "".join(self.said[self._link_from :])
            if self._link.startswith(("http://", "https://")) and self._link not in shown:
                self.said.append(f" ({self._link})")
            self._link = ""
        elif tag not in ("li", "br", "td", "th"):
            self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(re.sub(r"\s+", " ", data.replace("\xa0", " ")))

    def _break(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.said.append("\n\n")
        elif tag in _LINES:
            self.said.append("\n")

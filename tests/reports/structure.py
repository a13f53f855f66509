"""A tagged PDF as those hear it who do not see it: its tree, read by pypdf, with the words that pdfium finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from tests.reports.pages import marked_texts


def elements(node: Any) -> Iterator[Any]:
    """The elements of the tree in reading order."""
    yield node
    for kid in below(node):
        yield from elements(kid)


def below(element: Any) -> list[Any]:
    """The elements directly under one."""
    kids = (kid.get_object() for kid in element.get("/K", []))
    return [kid for kid in kids if isinstance(kid, dict) and kid.get("/Type") != "/MCR"]


def own_marks(element: Any, pages: list[Any]) -> list[tuple[int, int]]:
    """Page and number of the marks an element holds itself."""
    found = []
    for kid in (kid.get_object() for kid in element.get("/K", [])):
        if isinstance(kid, int):
            found.append((pages.index(element["/Pg"].get_object()), int(kid)))
        elif kid.get("/Type") == "/MCR":
            found.append((pages.index(kid["/Pg"].get_object()), int(kid["/MCID"])))
    return found


def root(reader: PdfReader) -> Any:
    """The element that holds all others."""
    catalog: Any = reader.trailer["/Root"]
    return catalog["/StructTreeRoot"]["/K"].get_object()


def tables(path: Path) -> list[list[list[str]]]:
    """The words of every cell of every table, in reading order."""
    reader, words = PdfReader(path), marked_texts(path)
    pages: list[Any] = [page.get_object() for page in reader.pages]

    def said(cell: Any) -> str:
        return " ".join("".join(words.get(mark, "") for mark in own_marks(cell, pages)).split())

    return [
        [[said(cell) for cell in below(row)] for row in below(element)]
        for element in elements(root(reader))
        if element["/S"] == "/Table"
    ]

"""The structure of a printed document, for people who hear it read: headings, paragraphs, tables and their cells.

What stands on a page is either the content of an element here or an artifact that a reader passes over (ISO 14289-1,
PDF/UA-1). `Structure` keeps the elements in reading order while pages are drawn, and writes them when they are done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObject, PDFStream, PDFString

ARTIFACT = "/Artifact BMC"
END = "EMC"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>en-GB</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{made}</xmp:CreateDate><xmp:CreatorTool>{program}</xmp:CreatorTool><pdf:Producer>{program}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


class Element(PDFObject):  # type: ignore[misc]  # reportlab is untyped
    """One element: its kind (H1, P, Table, TR, TH, TD …), what it holds in order, and what is said of it.

    `scope` is Column or Row for a TH; `alt` is read in place of a Figure, which stands in its `box`. Marks are (page
    from 0, number on it).
    """

    __RefOnly__ = 1

    def __init__(
        self,
        structure: Structure,
        kind: str,
        parent: Element | None,
        scope: str = "",
        alt: str = "",
        box: tuple[float, ...] = (),
    ) -> None:
        self.kind, self.parent, self.scope, self.alt, self.box = kind, parent, scope, alt, box
        self.kids: list[Element | tuple[int, int]] = []
        self._structure = structure

    def format(self, document: Any) -> bytes:
        """The element as the file has it."""
        above = document.Reference(self.parent or self._structure.root).format(document)
        said = [b"/Type/StructElem/S/", self.kind.encode(), b"/P ", above]
        if self.scope:
            said.append(b"/A<</O/Table/Scope/" + self.scope.encode() + b">>")
        if self.box:
            said.append(b"/A<</O/Layout/BBox[" + b" ".join(b"%.2f" % at for at in self.box) + b"]>>")
        if self.alt:
            said += [b"/Alt ", PDFString(self.alt).format(document)]
        pages = {kid[0] for kid in self.kids if isinstance(kid, tuple)}
        if alone := len(pages) == 1:
            said.append(b"/Pg " + self._page(pages.pop(), document))
        said += [b"/K[", b" ".join(self._kid(kid, document, alone=alone) for kid in self.kids), b"]"]
        return b"<<" + b"".join(said) + b">>"

    def _kid(self, kid: Element | tuple[int, int], document: Any, *, alone: bool) -> bytes:
        if isinstance(kid, Element):
            return bytes(document.Reference(kid).format(document))
        if alone:
            return b"%d" % kid[1]
        return b"<</Type/MCR/Pg " + self._page(kid[0], document) + b"/MCID %d>>" % kid[1]

    def _page(self, number: int, document: Any) -> bytes:
        return bytes(document.Reference(self._structure.pages[number]).format(document))


class _Marked(PDFObject):  # type: ignore[misc]
    """The elements of a page's marks in the order of their numbers."""

    __RefOnly__ = 1

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements

    def format(self, document: Any) -> bytes:
        """An array of references."""
        return b"[" + b" ".join(document.Reference(e).format(document) for e in self.elements) + b"]"


class _Root(PDFObject):  # type: ignore[misc]
    """The root of the tree, with the way back from each page's marks to their elements."""

    __RefOnly__ = 1

    def __init__(self, structure: Structure) -> None:
        self._structure = structure

    def format(self, document: Any) -> bytes:
        """The root as the file has it."""
        top: bytes = document.Reference(self._structure.document).format(document)
        marked = self._structure.marked
        pages = b" ".join(b"%d " % n + document.Reference(_Marked(e)).format(document) for n, e in enumerate(marked))
        return b"<</Type/StructTreeRoot/K " + top + b"/ParentTree<</Nums[" + pages + b"]>>>>"


class Structure:
    """The elements of a document in the making; `here` is the one that takes what is drawn, None for artifacts."""

    def __init__(self) -> None:
        self.root = _Root(self)
        self.document = Element(self, "Document", None)
        self.here: Element | None = self.document
        self.pages: list[Any] = []
        self.marked: list[list[Element]] = []

    def add(self, kind: str, scope: str = "", alt: str = "", box: tuple[float, ...] = ()) -> Element:
        """A new element at the end of the present one."""
        parent = self.here or self.document
        element = Element(self, kind, parent, scope, alt, box)
        parent.kids.append(element)
        return element

    @contextmanager
    def within(self, element: Element | None) -> Iterator[None]:
        """What is drawn meanwhile belongs to the element; to nothing at all where that is None."""
        before, self.here = self.here, element
        try:
            yield
        finally:
            self.here = before

    def turn(self) -> None:
        """A new page begins."""
        self.marked.append([])

    def mark(self) -> str:
        """The operator that begins what belongs to the present element. Nothing but elements holds words."""
        if self.here is None:
            return ARTIFACT
        if self.here is self.document:
            raise ValueError("words stand outside every element of the document")
        page = len(self.marked) - 1
        number = len(self.marked[page])
        self.marked[page].append(self.here)
        self.here.kids.append((page, number))
        return f"/{self.here.kind} <</MCID {number}>> BDC"

    def finish_page(self, page: Any) -> None:
        """Note the page's own object and where its marks are found."""
        page.StructParents, page.Tabs = len(self.pages), PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        self.pages.append(page)

    def write(self, document: Any, *, title: str, author: str, program: str, made: dt.datetime) -> None:
        """Hang the tree, the mark that there is one, and what the file says of itself into the document."""
        said = {"title": title, "author": author, "program": program, "made": made.isoformat(timespec="seconds")}
        words = _XMP.format(**{name: escape(value) for name, value in said.items()})
        about = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
        document.Catalog.StructTreeRoot = self.root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        document.Catalog.Metadata = PDFStream(about, words.encode("utf-8"), filters=[])

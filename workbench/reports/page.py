"""Pages that look alike: head, title, foot, page numbers. Every report draws through `Paper` and nothing else.

All text reaches the file in `Paper._put`, as part of an element of the document's structure or, in `_furnish`, of none.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream
from reportlab.pdfgen.canvas import Canvas

import workbench
from workbench import display
from workbench.reports import style as s
from workbench.reports.fonts import boxed
from workbench.reports.style import Style
from workbench.reports.tagging import ARTIFACT, END, Element, Structure
from workbench.reports.wrapping import printable, wrap

MOST_IN_FOOT = 8  # lines of each of its two parts
PRODUCER = f"Governance Workbench {workbench.__version__}"


@dataclass(frozen=True)
class Facts:
    """What head and foot of every page say.

    `kind` is the kind of page, `made` the moment, `below` the second line of the foot: the filter, or an entry's code.
    `code` is the code of the history. `again` is True of what is to read the same whenever it is printed: the moment
    then stands apart from its words.
    """

    council: str
    title: str
    subtitle: str
    kind: str
    made: dt.datetime
    below: str = ""
    sample: bool = False
    code: str = ""
    again: bool = False

    @property
    def foot(self) -> tuple[str, str]:
        """The two parts of the foot."""
        made, about = display.moment(self.made), f"{self.council}. {self.title}."
        if self.again:
            return f"{about} {self.code}", f"{self.below}\nPrinted {made}.".lstrip()
        return f"{about} Made {made}. {self.code}".rstrip(), self.below


class _Canvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """A canvas that packs each page when it is finished, so that a long register does not fill the memory."""

    def showPage(self) -> None:  # noqa: N802 - reportlab's own name
        """Finish the page."""
        super().showPage()
        page = self._doc.Pages[-1]
        packed = zlib.compress(page.stream.encode("latin-1"))
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), packed)
        page.stream = None


class Paper:
    """A document in the making. `y` is where the next thing may stand; it falls from `top` to `floor`.

    `boxed` are the signs set so far that stand as boxes. A `bare` one has neither title nor head and foot: labels.
    """

    def __init__(self, path: Path, facts: Facts, *, across: bool = False, bare: bool = False) -> None:
        self.facts, self._bare = facts, bare
        self.width, self.height = map(float, landscape(A4) if across else A4)
        self._canvas = _Canvas(
            str(path), (self.width, self.height), pageCompression=1, lang="en-GB", initialFontName=s.CELL.face.name
        )
        self._canvas.setTitle(printable(facts.title))
        self._canvas.setAuthor(printable(facts.council))
        self._canvas.setSubject(printable(facts.subtitle))
        self._canvas.setCreator(PRODUCER)
        self._canvas.setProducer(PRODUCER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self.left, self.right = s.SIDE, self.width - s.SIDE
        self._foot = self._foot_lines()
        self._bookmarks: list[str] = []
        self.floor = s.FOOT_RULE + (len(self._foot) - 2) * s.NOTE.leading + 12
        self.pages = 0
        self._structure = Structure()
        self.boxed: set[str] = set()
        self._begin()
        if not bare:
            self._title()

    @property
    def inside(self) -> float:
        """Width between the margins."""
        return float(self.right - self.left)

    @property
    def room(self) -> float:
        """Height left on this page."""
        return self.y - self.floor

    def text(self, lines: Sequence[str], style: Style, x: float, top: float) -> None:
        """Set lines below each other, left edges at `x`, the first one hanging from `top`."""
        baseline = top - style.size * 1.07
        for line in lines:
            self._put(line, style, x, baseline)
            baseline -= style.leading

    def text_right(self, lines: Sequence[str], style: Style, right: float, top: float) -> None:
        """Set lines below each other, right edges at `right`, the first one hanging from `top`."""
        baseline = top - style.size * 1.07
        for line in lines:
            self._put(line, style, right - style.face.widths[line.rstrip()] * style.size, baseline)
            baseline -= style.leading

    def paragraph(self, words: str, style: Style, after: float = 0.0, kind: str = "P") -> None:
        """Running text over the whole width, from page to page where it must, and the distance after it.

        `kind` is that of its element.
        """
        with self.element(kind):
            for line in wrap(words, style.face, self.inside / style.size):
                if self.room < style.leading:
                    self.turn()
                self.text([line], style, self.left, self.y)
                self.y -= style.leading
        self.y -= after

    def heading(self, words: str, style: Style, level: int, after: float = 0.0) -> None:
        """A heading, to be found among the bookmarks too; level 1 is the title of the document."""
        key = f"heading-{len(self._bookmarks)}"
        self._bookmarks.append(key)
        self._canvas.bookmarkHorizontal(key, 0, self.y + style.leading)
        self._canvas.addOutlineEntry(printable(words), key, level - 1)
        self.paragraph(words, style, after, f"H{level}")

    def add(self, kind: str, scope: str = "") -> Element:
        """A new element under the present one, to be drawn into with `within`."""
        return self._structure.add(kind, scope)

    @contextmanager
    def within(self, element: Element | None) -> Iterator[None]:
        """What is drawn meanwhile belongs to the element; None for what a reader passes over."""
        with self._structure.within(element):
            yield

    @contextmanager
    def element(self, kind: str, scope: str = "") -> Iterator[None]:
        """What is drawn meanwhile belongs to a new element."""
        with self._structure.within(self._structure.add(kind, scope)):
            yield

    def rule(self, y: float, thickness: float, ink: str) -> None:
        """A line from margin to margin, which means nothing by itself."""
        with self._passed_over():
            self._line(y, thickness, ink)

    def _line(self, y: float, thickness: float, ink: str) -> None:
        self._canvas.setStrokeColor(HexColor(ink))
        self._canvas.setLineWidth(thickness)
        self._canvas.line(self.left, y, self.right, y)

    def drawing(self, picture: Drawing, alt: str, x: float, top: float) -> None:
        """Draw a chart hanging from `top`; `alt` says in words what it shows, for those who hear the page."""
        bottom = top - picture.height
        figure = self._structure.add("Figure", alt=printable(alt), box=(x, bottom, x + picture.width, top))
        with self.within(figure):
            self._canvas._code.append(self._structure.mark())
            renderPDF.draw(picture, self._canvas, x, bottom)
            self._canvas._code.append(END)

    def tint(self, x: float, top: float, width: float, height: float, ink: str) -> None:
        """A pale box behind words, which means nothing by itself."""
        with self._passed_over():
            self._canvas.setFillColor(HexColor(ink))
            self._canvas.roundRect(x, top - height, width, height, 4, stroke=0, fill=1)

    def turn(self) -> None:
        """Finish this page and begin the next."""
        self._end()
        self._begin()

    def close(self) -> int:
        """Finish the document and write it; the number of pages."""
        self._end()
        for number in range(1, 0 if self._bare else self.pages + 1):
            self._number(number)
        facts = self.facts
        self._structure.write(
            self._canvas._doc, title=printable(facts.title), author=printable(facts.council), program=PRODUCER,
            made=facts.made,
        )  # fmt: skip
        self._canvas.save()
        return self.pages

    def _begin(self) -> None:
        self.pages += 1
        self._text = self._canvas.beginText()
        self._set: Style | None = None
        self._font = ""
        self._marked: Element | None = None
        self._open = False
        self._structure.turn()
        self.top = self.y = self.height - s.FIRST_LINE
        if not self._bare:
            with self.within(None):
                self._furnish()

    def _end(self) -> None:
        self._shut()
        self._canvas.drawText(self._text)
        if not self._bare:
            with self._passed_over():
                self._canvas.doForm(f"page-{self.pages}")
        self._canvas.showPage()
        self._structure.finish_page(self._canvas._doc.Pages[-1])

    @contextmanager
    def _passed_over(self) -> Iterator[None]:
        """What is drawn straight on the page meanwhile is an artifact."""
        self._canvas._code.append(ARTIFACT)
        yield
        self._canvas._code.append(END)

    def _mark(self) -> None:
        """What is set next belongs to the present element: end what belongs to another."""
        here = self._structure.here
        if self._open and self._marked is here:
            return
        self._shut()
        self._text._code.append(self._structure.mark())
        self._marked, self._open = here, True

    def _shut(self) -> None:
        if self._open:
            self._text._code.append(END)
            self._open = False

    def _title(self) -> None:
        self.y = self.height - s.TITLE + s.TITLE_TEXT.size * 1.07
        self.heading(self.facts.title, s.TITLE_TEXT, 1, after=2)
        self.paragraph(self.facts.subtitle, s.SUBTITLE)
        self.y -= 14

    def _furnish(self) -> None:
        """The head and foot that every page carries."""
        said = "Sample council, made-up names. " if self.facts.sample else ""
        kind = wrap(said + self.facts.kind, s.KIND.face, self.inside / 2 / s.KIND.size)[:1]
        name_width = self.inside - s.GUTTER - max((s.KIND.face.widths[k] for k in kind), default=0) * s.KIND.size
        name = wrap(self.facts.council, s.COUNCIL.face, name_width / s.COUNCIL.size)
        above = self.height - s.HEAD_TEXT + s.COUNCIL.size * 1.07 + (len(name) - 1) * s.COUNCIL.leading
        self.text(name, s.COUNCIL, self.left, above)
        self.text_right(kind, s.KIND, self.right, self.height - s.HEAD_TEXT + s.KIND.size * 1.07)
        self.rule(self.height - s.HEAD_RULE, 1.2, s.ACCENT)
        self.rule(self._foot_top, 0.5, s.HAIRLINE)
        self.text(self._foot, s.NOTE, self.left, self._foot_top - 2.6)

    @property
    def _foot_top(self) -> float:
        return s.FOOT_RULE + max(0, len(self._foot) - 2) * s.NOTE.leading

    def _foot_lines(self) -> tuple[str, ...]:
        limit = (self.inside - 90) / s.NOTE.size
        first, second = (_short(wrap(words, s.NOTE.face, limit)) for words in self.facts.foot)
        return first + second

    def _number(self, number: int) -> None:
        """'Page x of y', drawn last because only then is y known; each page already points at its own."""
        baseline = self._foot_top - 2.6 - s.NOTE.size * 1.07
        self._canvas.beginForm(f"page-{number}", 0, 0, self.width, self.height)
        self._canvas.setFont(s.NOTE.face.name, s.NOTE.size)
        self._canvas.setFillColor(s.NOTE.colour)
        self._canvas.drawRightString(self.right, baseline, f"Page {number} of {self.pages}")
        self._canvas.endForm()

    def _put(self, line: str, style: Style, x: float, baseline: float) -> None:
        """Every line of text of every report comes through here."""
        text = self._text
        self._mark()
        text.setTextOrigin(x, baseline)
        if style is not self._set:
            if self._set is None or style.ink != self._set.ink:
                text.setFillColor(style.colour)
            self._set, self._font = style, ""
        for font, run in style.face.runs(line):
            if font != style.face.name:
                self.boxed |= boxed(run)
            if font != self._font:
                text.setFont(font, style.size)
                self._font = font
            text.textOut(run)


def _short(lines: tuple[str, ...]) -> tuple[str, ...]:
    """As much as a foot has room for: a long filter must leave the page to the records."""
    return lines if len(lines) <= MOST_IN_FOOT else (*lines[: MOST_IN_FOOT - 1], f"{lines[MOST_IN_FOOT - 1][:-2]} …")

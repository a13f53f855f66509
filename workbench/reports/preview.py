"""Pages of a finished PDF as pictures, so that what is shown is what will be printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import Any

import pypdfium2

from workbench.errors import Plain

POINTS_PER_INCH = 72
_ONE_AT_A_TIME = RLock()  # PDFium keeps what it knows in one place for all threads


@dataclass(frozen=True)
class Picture:
    """One page as PNG bytes with its size in pixels."""

    png: bytes
    width: int
    height: int


class Preview:
    """An open PDF; close it, or use it in a with statement."""

    def __init__(self, source: Path | bytes) -> None:
        try:
            with _ONE_AT_A_TIME:
                self._document = pypdfium2.PdfDocument(source)
        except (pypdfium2.PdfiumError, OSError) as problem:
            name = source.name if isinstance(source, Path) else "The PDF"
            raise Plain(f"“{name}” cannot be shown: it is not there, or is no PDF. Make it again.") from problem

    def __len__(self) -> int:
        return len(self._document)

    def __enter__(self) -> Preview:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go; on Windows it cannot be replaced before."""
        with _ONE_AT_A_TIME:
            self._document.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points, counting pages from 0."""
        with self._page(page) as opened:
            width, height = opened.get_size()
        return float(width), float(height)

    def picture(self, page: int, dots_per_inch: float = 96) -> Picture:
        """A page as it will be printed, counting pages from 0."""
        with self._page(page) as opened:
            image = opened.render(scale=dots_per_inch / POINTS_PER_INCH).to_pil()
        held = io.BytesIO()
        image.save(held, "PNG", compress_level=1)
        return Picture(held.getvalue(), image.width, image.height)

    def text(self, page: int) -> str:
        """The words of a page as a reader of the file gets them."""
        with self._page(page) as opened:
            words = opened.get_textpage()
            try:
                return str(words.get_text_range())
            finally:
                words.close()

    @contextmanager
    def _page(self, page: int) -> Iterator[Any]:
        with _ONE_AT_A_TIME:
            opened = self._document[page]
            try:
                yield opened
            finally:
                opened.close()

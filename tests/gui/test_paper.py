"""Pages and printers: only what was printed is said to be, PDFium has one thread, no file is overwritten unasked."""

from __future__ import annotations

import io
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from workbench.errors import Plain
from workbench.gui.asking import ask_save
from workbench.gui.printing import print_pages
from workbench.reports.preview import Preview


def pages(count: int) -> bytes:
    """A PDF made by the library itself."""
    held = io.BytesIO()
    canvas = Canvas(held)
    for number in range(count):
        canvas.drawString(100, 100, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.mark.usefixtures("qapp")
@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_no_pages_is_not_said_to_have_printed(tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
    with pytest.raises(Plain, match="did not take the pages"):
        print_pages(pages(2), printer)


@pytest.mark.usefixtures("qapp")
def test_a_printer_that_takes_them_says_how_many(tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert print_pages(pages(2), printer) == 2
    assert (tmp_path / "out.pdf").stat().st_size > 0


class Crowded:
    """Counts how many threads are inside PDFium at once."""

    def __init__(self) -> None:
        self.inside, self.most, self._guard = 0, 0, threading.Lock()

    def __call__(self, work: Any) -> Any:
        def counted(*given: Any, **named: Any) -> Any:
            with self._guard:
                self.inside += 1
                self.most = max(self.most, self.inside)
            time.sleep(0.01)
            try:
                return work(*given, **named)
            finally:
                with self._guard:
                    self.inside -= 1

        return counted


def test_pdfium_is_asked_by_one_thread_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    crowded = Crowded()
    monkeypatch.setattr(pypdfium2.PdfPage, "render", crowded(pypdfium2.PdfPage.render))
    content = pages(3)

    def look(_: int) -> int:
        with Preview(content) as opened:
            return sum(opened.picture(number, 20).width for number in range(3))

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(look, range(8)))) == 1
    assert crowded.most == 1


def test_a_name_without_its_ending_is_asked_about_with_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    (tmp_path / "Key for St. Mary.pdf").write_bytes(b"the council's own")
    given = iter([str(tmp_path / "Key for St. Mary"), str(tmp_path / "Another.PDF")])
    asked: list[str] = []

    def answer(_window: object, _title: str, proposed: str, _kind: str) -> tuple[str, str]:
        asked.append(proposed)
        return next(given), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    assert ask_save(window, "Save", Path("Sheet.pdf")) == tmp_path / "Another.PDF"
    assert asked == ["Sheet.pdf", str(tmp_path / "Key for St. Mary.pdf")]

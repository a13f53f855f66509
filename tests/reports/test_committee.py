"""The committee's page, read by another program than the one that wrote it, and looked at without colour."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.reports.committee import page
from tests.reports.pages import texts
from tests.reports.structure import elements
from tests.reports.test_tagging import catalog
from workbench.reports import style as s
from workbench.reports.charts import PALE, Bars, Parts, draw_bars, draw_parts
from workbench.reports.committee import print_committee
from workbench.reports.preview import Preview


def printed(tmp_path: Path, **more: object) -> tuple[PdfReader, str]:
    """The page as a file and its words; it must be one."""
    path = tmp_path / "page.pdf"
    assert print_committee(page(**more), path).pages == 1
    [words] = texts(path)
    return PdfReader(path), words


def test_it_says_everything_on_one_page(tmp_path: Path) -> None:
    reader, words = printed(tmp_path)
    assert float(reader.pages[0].mediabox.width) == pytest.approx(595.3, abs=0.1)
    for said in ("Cyngor Tref Llanrŵst", "1,134", "35 of 36", "9 of 10", "Review of the schedule", "Page 1 of 1"):
        assert said in words
    order = [words.index(part) for part in ("answered late", "How we did", "is asked to", "Before the next meeting")]
    assert order == sorted(order)


def test_it_is_one_page_with_long_words_too(tmp_path: Path) -> None:
    name = "Cyngor Cymuned Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    printed(tmp_path, council=name, answer="7 cases were answered late and more besides. " * 4)


def test_a_chart_is_read_as_words(tmp_path: Path) -> None:
    reader, _ = printed(tmp_path)
    figures: list[Any] = [e for e in elements(catalog(reader)["/StructTreeRoot"]["/K"]) if e.get("/S") == "/Figure"]
    alts = [str(figure["/Alt"]) for figure in figures]
    assert len(alts) == 2
    assert "Jul–Sep 26: Complaints 11, Requests 0" in alts[0]
    assert "September: Destroyed 6, Nothing was due 5, Late 1" in alts[1]
    assert all(figure["/A"]["/O"] == "/Layout" and len(figure["/A"]["/BBox"]) == 4 for figure in figures)


def test_without_cases_or_checks_it_still_stands(tmp_path: Path) -> None:
    _, words = printed(tmp_path, received=None, checks=None, figures=(), how=(), coming=())
    assert "Before the next meeting" not in words
    assert "The committee is asked to" in words


@pytest.mark.parametrize("values", [(0, 0, 0), (1, 0, 0), (0, 0, 1), (900, 2, 1)])
def test_charts_stand_whatever_the_numbers(values: tuple[int, int, int]) -> None:
    bars = draw_bars(Bars("Title", ("a", "b", "c"), (("One", values),)), 240, 150)
    parts = draw_parts(Parts("Title", ("One", "Two", "Three"), (("a", values),)), 240, 150)
    for drawing in (bars, parts):
        left, bottom, right, top = drawing.getBounds()
        assert left >= -1
        assert bottom >= -1
        assert right <= 241
        assert top <= 151


def test_series_differ_in_grey(tmp_path: Path) -> None:
    """Solid, hatched and pale: the shares of ink in grey are far apart, as they are with the colour."""
    path = tmp_path / "page.pdf"
    chart = Parts("Title", ("One", "Two", "Three"), (("a", (10, 10, 10)),))
    print_committee(page(received=None, checks=chart), path)
    with Preview(path) as shown:
        grey = Image.open(io.BytesIO(shown.picture(0, 144).png)).convert("L")
    solid, pale = (_grey(ink) for ink in (s.ACCENT, PALE))
    seen = grey.histogram()
    for ink in (solid, pale):
        assert sum(seen[ink - 2 : ink + 3]) > 2000
    assert pale - solid > 100


def _grey(ink: str) -> int:
    """An ink as a grey printer has it (ITU-R 601)."""
    red, green, blue = (int(ink[at : at + 2], 16) for at in (1, 3, 5))
    return round(0.299 * red + 0.587 * green + 0.114 * blue)

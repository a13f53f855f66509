"""A printed list, read back as another program reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.pages import images, listing, printed, squeezed, texts
from workbench.errors import Cancelled, Plain
from workbench.reports.listing import print_listing
from workbench.reports.wrapping import printable

LABELS = ("Reference", "Record series", "Agreed retention period")
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"), max_codepoint=0x58F)
CELLS = st.tuples(*[st.text(LETTERS | st.sampled_from(" \nŵŷ"), max_size=120)] * 3)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    for n in range(count):
        yield f"R{n}", f"Series number {n} " * 4, "6 years after closure"


def test_every_page_says_whose_it_is_and_which_it_is(tmp_path: Path) -> None:
    done, pages = printed(tmp_path, listing(rows(120), LABELS, filter="Service: Planning"))
    assert done.rows == 120
    assert done.pages == len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert re.search(r"Cyngor Tref Llanrŵst\. Retention schedule\. Made Tue 24 Nov 2026, \d\d:\d5\.", page)
        assert "Filter: Service: Planning" in page
        assert all(label in page for label in LABELS)
        assert "Sample council" not in page


def test_a_sample_council_says_so_at_the_head_of_each_page(tmp_path: Path) -> None:
    _, pages = printed(tmp_path, listing(rows(60), LABELS, sample=True))
    assert all("Sample council, made-up names." in page for page in pages)


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    print_listing(listing(rows(3), LABELS), path)
    with pypdfium2.PdfDocument(path) as document:
        about = document.get_metadata_dict()
        assert document[0].get_size() == pytest.approx((841.89, 595.28), abs=0.1)
    assert (about["Title"], about["Author"]) == ("Retention schedule", "Cyngor Tref Llanrŵst")
    assert b"en-GB" in path.read_bytes()
    assert b"/Helvetica" not in path.read_bytes()
    assert len(re.findall(rb"/FontFile2 ", path.read_bytes())) == 2


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    done, [page] = printed(tmp_path, listing([], LABELS))
    assert done.rows == 0
    assert "Nothing is entered here yet." in page
    assert "Everything in the register, nothing filtered out." in page


def test_rows_stay_whole_and_keep_their_order(tmp_path: Path) -> None:
    given_rows = [(f"R{n}", f"begin{n} " + "word " * (n % 40) + f"end{n}", "") for n in range(80)]
    _, pages = printed(tmp_path, listing(given_rows, LABELS))
    for n in range(80):
        assert [f"begin{n} " in page for page in pages] == [
            re.search(rf"end{n}\b", page) is not None for page in pages
        ], f"row {n} is torn"
    order = [int(n) for page in pages for n in re.findall(r"begin(\d+)", page)]
    assert order == list(range(80))


def test_a_row_taller_than_a_page_runs_on_under_its_name(tmp_path: Path) -> None:
    words = [f"word{n}" for n in range(2000)]
    _, pages = printed(tmp_path, listing([("Tall row", " ".join(words)), ("Next", "x")], ("Name", "Words")))
    assert [w for page in pages for w in re.findall(r"word\d+", page)] == words
    assert "(continued)" not in pages[0]
    assert all("Tall row" in page and "(continued)" in page for page in pages[1:])
    assert "Next" in pages[-1]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS, min_size=1, max_size=12))
def test_no_cell_is_lost(tmp_path: Path, cells: list[tuple[str, str, str]]) -> None:
    path = tmp_path / "list.pdf"
    print_listing(listing(cells, LABELS), path)
    found, at = squeezed("".join(texts(path))), 0
    for cell in (cell for row in cells for cell in row):
        at = found.find(squeezed(printable(cell)), at)
        assert at >= 0, cell
        at += len(squeezed(printable(cell)))


def test_many_columns_and_long_headings_fit_the_page(tmp_path: Path) -> None:
    labels = [f"Heading{n} Incomprehensibilities" for n in range(25)]
    _, pages = printed(tmp_path, listing([[f"cell{n}" for n in range(25)]], labels))
    assert squeezed("cell24") in squeezed(pages[0])
    assert squeezed("Heading24") in squeezed(pages[0])


def test_a_long_name_and_filter_are_not_cut(tmp_path: Path) -> None:
    council = "Cyngor Cymuned " + "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch " * 4
    wanted = "Record series: " + "insurance policies " * 40
    _, [page] = printed(tmp_path, listing(rows(1), LABELS, council=council, filter=wanted))
    assert squeezed(page).count(squeezed(council)) == 2
    assert squeezed(wanted) in squeezed(page)
    assert images(tmp_path / "list.pdf") == 0


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"as it was")

    def stop(_: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        print_listing(listing(rows(500), LABELS), path, stop)
    assert path.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Plain, match="There is no folder"):
        print_listing(listing(rows(1), LABELS), tmp_path / "gone" / "list.pdf")

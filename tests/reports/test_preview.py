"""Pages of a PDF as pictures."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from tests.reports.pages import listing
from workbench.errors import Plain
from workbench.reports.listing import print_listing
from workbench.reports.preview import Preview


def test_a_page_becomes_a_picture_of_its_size(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    print_listing(listing([("Minutes",)]), path)
    with Preview(path) as pages:
        assert len(pages) == 1
        assert pages.size(0) == pytest.approx((841.89, 595.28), abs=0.1)
        picture = pages.picture(0, 72)
        assert "Minutes" in pages.text(0)
    image = Image.open(io.BytesIO(picture.png))
    assert image.size == (picture.width, picture.height) == (842, 596)
    used = image.convert("L").histogram()
    assert sum(used[:80]) > 100
    assert used[255] > 842 * 596 / 2
    path.unlink()


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    path = tmp_path / "list.pdf"
    path.write_bytes(b"not a PDF")
    with pytest.raises(Plain, match="cannot be shown"):
        Preview(path)

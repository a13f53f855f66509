"""The recovery sheet and the receipt, read back by another program than the one that wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reports.pages import MADE, images, squeezed, texts
from tests.reports.test_hostile_text import AS_THEY_ARE
from workbench.reports.receipt import Receipt, print_receipt
from workbench.reports.recovery_sheet import RecoverySheet, print_recovery_sheet

KEY = "7X82-92GA-Z7BG-GRDM-RNWK-5XFW-68SP-1W9V"
CODE = "0123456789abcdef" * 4


def sheet(path: Path, words: str = "Siân Ŵyn", *, sample: bool = False) -> list[str]:
    """The pages of a recovery sheet with these words wherever a person's go."""
    given = RecoverySheet(words, Path("/council") / words.replace("\0", ""), words, KEY, MADE, sample=sample)
    assert print_recovery_sheet(given, path) == len(texts(path))
    return texts(path)


def receipt(path: Path, words: str = "ours.xlsx", *, sample: bool = False) -> list[str]:
    """The pages of a receipt with these words wherever a person's go."""
    given = Receipt(words, words, words, CODE, (("New", "25"), ("To be checked", words)), words, MADE, sample=sample)
    assert print_receipt(given, path) == len(texts(path))
    return texts(path)


def test_the_recovery_sheet_is_one_page_with_the_key_in_its_groups(tmp_path: Path) -> None:
    (page,) = sheet(tmp_path / "a.pdf")
    assert [group for group in page.split() if group in KEY.split("-")] == KEY.split("-")
    assert "Siân Ŵyn" in page
    assert "Page 1 of 1" in page
    assert "Sample council" not in page


def test_the_receipt_names_file_code_counts_and_person(tmp_path: Path) -> None:
    (page,) = receipt(tmp_path / "a.pdf")
    assert all(words in page for words in ("ours.xlsx", CODE, "25", "Imported by", "Page 1 of 1"))


@pytest.mark.parametrize("make", [sheet, receipt])
def test_a_sample_is_marked(make: object, tmp_path: Path) -> None:
    assert callable(make)
    assert "Sample council" in make(tmp_path / "a.pdf", sample=True)[0]


@pytest.mark.parametrize("text", AS_THEY_ARE, ids=[text[:20] for text in AS_THEY_ARE])
@pytest.mark.parametrize("make", [sheet, receipt])
def test_text_appears_as_it_stands(make: object, text: str, tmp_path: Path) -> None:
    assert callable(make)
    whole = squeezed("".join(make(tmp_path / "a.pdf", text[:3000])))
    assert whole.count(squeezed(text)[:60]) >= 3
    assert images(tmp_path / "a.pdf") == 0

"""Disposal words: action, officer, rhythm, number to be logged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.rules.disposal import read_disposal, stated_by_page
from workbench.rules.labels import ACTION_LABELS, RHYTHM_LABELS


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("Secure disposal", "destroy"),
        ("Confidential waste", "destroy"),
        ("place in secure bins for shredding", "shred"),
        ("Electronic deletion/disposal", "delete"),
        ("Preserve", "archive"),
        ("Archive", "archive"),
        ("Permanent Preservation by the Council", "archive"),
        ("Offer to County Archives Service", "transfer"),
        ("Transfer to archives", "transfer"),
        ("Offer to Archivist to Sample", "transfer"),
        ("Determined on Review by PRONI", "review"),
        ("Check and delete", "delete"),
        ("Review then destroy", "destroy"),
        ("Review, destroy if no longer needed", "review"),
        ("Archive for 6 years then destroy", "destroy"),
        ("Offer to archivist, then destroy", "transfer"),
        ("Shred paper, delete electronic", "destroy"),
        ("Automatic overwrite", "overwrite"),
        ("Bin", "destroy"),
        ("Binned", "destroy"),
        ("Skip", "destroy"),
        ("Into the skip", "destroy"),
        ("Throw out", "destroy"),
        ("Thrown away", "destroy"),
        ("Skip hire permits: see the highways file", "unspecified"),
        ("Do not destroy", "unspecified"),
        ("Number recorded in destruction log", "unspecified"),
        ("Retain in authority", "unspecified"),
        ("", "unspecified"),
    ],
)
def test_action(words: str, action: str) -> None:
    assert read_disposal(words).action == action


@pytest.mark.parametrize(
    ("words", "responsible", "rhythm", "logged"),
    [
        # From the retention appendices of Kirklees Council's customer service privacy notice, a public notice.
        (
            "Business Support Officer to check and delete every month. Number of records recorded in destruction log.",
            "Business Support Officer",
            "monthly",
            True,
        ),
        ("Electronic file deleted by Customer Service Manager.", "Customer Service Manager", None, False),
        ("IT programmed a schedule rolling monthly deletion", "IT", "monthly", False),
        ("The Town Clerk to shred papers each year", "Town Clerk", "yearly", False),
        ("Cleared by facilities contractor weekly", "facilities contractor", "weekly", False),
        ("HR Manager responsible for secure destruction", "HR Manager", None, False),
        ("Responsible officer: Finance Officer", "Finance Officer", None, False),
        ("Records are destroyed every quarter", None, "quarterly", False),
        ("Consider for transfer to archive", None, None, False),
    ],
)
def test_arrangement(words: str, responsible: str | None, rhythm: str | None, logged: bool) -> None:
    reading = read_disposal(words)
    assert (reading.responsible, reading.rhythm, reading.log_number) == (responsible, rhythm, logged)


@pytest.mark.parametrize(
    ("page", "action"),
    [
        ("Retention schedule\nAll paper records will be shredded at the end of their period.", "shred"),
        ("Documents are securely destroyed after this period.", "destroy"),
        ("Most documents are securely destroyed after this period.", "unspecified"),
        ("Version 3, reviewed in May", "unspecified"),
    ],
)
def test_a_closing_line_speaks_for_the_page(page: str, action: str) -> None:
    assert stated_by_page(page) == action


def test_the_heading_speaks_where_the_cell_does_not() -> None:
    assert read_disposal("6 years", heading="Period after which document is destroyed").action == "destroy"
    assert read_disposal("6 years", heading="Disposal").action == "unspecified"


@given(st.text())
def test_no_words_are_too_strange(words: str) -> None:
    reading = read_disposal(words)
    assert reading.action in ACTION_LABELS
    assert reading.rhythm is None or reading.rhythm in RHYTHM_LABELS

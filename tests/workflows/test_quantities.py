"""How many of what: one box is a box."""

from __future__ import annotations

import pytest

from workbench.workflows import deciding


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (1, "boxes", "1 box"),
        (2, "boxes", "2 boxes"),
        (0, "boxes", "0 boxes"),
        (1, "files", "1 file"),
        (1, "metres", "1 metre of shelf"),
        (1_500, "metres", "1,500 metres of shelf"),
        (1, "gb", "1 GB"),
        (12, "gb", "12 GB"),
        (3, "", "3"),
        (None, "boxes", ""),
    ],
)
def test_one_is_said_in_the_singular(number: int | None, unit: str, said: str) -> None:
    assert deciding.quantity({"quantity": number, "unit": unit}) == said

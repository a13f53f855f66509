"""How much a cell looks like a period, a disposal or a trigger."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.rules.periods import recognise_disposal, recognise_period, recognise_trigger

PERIODS = [
    "6 years",
    "Indefinite",
    "Last completed audit year",
    "Until superseded",
    "C+6",
    "No records older than 3 months",
]
DISPOSALS = ["Destroy", "Secure disposal", "Offer to the record office", "Clerk to shred"]
TRIGGERS = ["Creation", "Date of birth", "Closure", "End of financial year", "Date of last contact"]
NEITHER = ["Minute books", "VAT", "Limitation Act 1980", "Network drive", "Housing mediation", "", "Yes"]


@pytest.mark.parametrize("cell", PERIODS)
def test_periods_are_recognised(cell: str) -> None:
    assert recognise_period(cell) >= 0.7
    assert recognise_disposal(cell) < 0.5


@pytest.mark.parametrize("cell", DISPOSALS)
def test_disposals_are_recognised(cell: str) -> None:
    assert recognise_disposal(cell) >= 0.7
    assert recognise_period(cell) == 0


@pytest.mark.parametrize("cell", TRIGGERS)
def test_triggers_are_recognised(cell: str) -> None:
    assert recognise_trigger(cell) >= 0.5


@pytest.mark.parametrize("cell", NEITHER)
def test_other_cells_are_left_alone(cell: str) -> None:
    assert recognise_period(cell) == recognise_disposal(cell) == recognise_trigger(cell) == 0


@given(st.text())
def test_scores_lie_between_nothing_and_one(cell: str) -> None:
    for score in (recognise_period(cell), recognise_disposal(cell), recognise_trigger(cell)):
        assert 0 <= score <= 1


def test_a_control_character_beside_a_number_is_passed_over() -> None:
    assert recognise_period("0\x1f") == recognise_period("0")

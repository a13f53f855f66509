"""Cells into values: day first, nothing changed inside, a plain reason when it cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange import cells
from workbench.records.fields import Choice, Day, Number, Text, YesNo

DAYS = [
    ("22/11/2026", dt.date(2026, 11, 22)),
    ("3/4/26", dt.date(2026, 4, 3)),
    ("03.04.1999", dt.date(1999, 4, 3)),
    ("2026-11-22", dt.date(2026, 11, 22)),
    ("22 Nov 2026", dt.date(2026, 11, 22)),
    ("Sun 22 Nov 2026", dt.date(2026, 11, 22)),
    ("1st January 2025", dt.date(2025, 1, 1)),
]


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_a_day_is_read_day_first(text: str, expected: dt.date) -> None:
    assert cells.read(Day("Closed"), text) == expected


@pytest.mark.parametrize(
    ("text", "says"), [("30/02/2025", "28 Feb"), ("12/13/2025", "day comes first"), ("soon", "such as")]
)
def test_a_day_that_is_none_says_how_to_put_it_right(text: str, says: str) -> None:
    with pytest.raises(cells.Unreadable) as why:
        cells.read(Day("Closed"), text)
    assert text in why.value.wrong
    assert says in why.value.cure


@given(st.dates(dt.date(1960, 1, 1), dt.date(2045, 12, 31)))  # two figures mean at most 20 years ahead
def test_any_day_comes_back(day: dt.date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day:%y}", f"{day.day} {day:%B %Y}", day.isoformat()):
        assert cells.read(Day("Day"), written) == day


@pytest.mark.parametrize("text", ["00042", "+44 1484", "1E5", "12345678901234567890", "a  b", "=1+1"])
def test_text_stays_as_it_is(text: str) -> None:
    assert cells.read(Text("Reference"), text) == text


def test_yes_no_choice_and_number() -> None:
    assert cells.read(YesNo("Personal"), "Y") is True
    assert cells.read(YesNo("Personal"), "no") is False
    assert cells.read(YesNo("Personal"), "") is None
    assert cells.read(Choice("Then", choices=(("d", "Destroy"),)), "destroy") == "d"
    assert cells.read(Number("Boxes"), 12.0) == 12
    for field, text in ((YesNo("Personal"), "perhaps"), (Choice("Then", choices=(("d", "Destroy"),)), "distroy")):
        with pytest.raises(cells.Unreadable):
            cells.read(field, text)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(7, 7), (7.0, 7), ("007", 7), ("1,200", 1200), ("12,345,678", 12_345_678)],
)
def test_a_whole_number_is_read_however_it_is_written(cell: str | float, number: int) -> None:
    assert cells.read(Number("Minutes"), cell) == number


@pytest.mark.parametrize("cell", [True, "1,2", "1.5", 1.5, "9" * 16, 10**20, "²", "٣", "-3", -3, "five"])
def test_what_is_no_whole_number_is_refused(cell: str | float) -> None:
    with pytest.raises(cells.Unreadable, match="is not a whole number"):
        cells.read(Number("Minutes"), cell)

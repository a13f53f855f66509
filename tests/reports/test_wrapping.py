"""Lines that fit, and nothing between them lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.reports.fonts import regular, semibold
from workbench.reports.wrapping import printable, wrap


def test_widths_are_those_of_the_typeface() -> None:
    # advance widths in OpenSans-Regular.ttf (2048 units): A 1296, space 532
    assert abs(regular().widths["A A"] - (1296 * 2 + 532) / 2048) < 0.002
    assert semibold().widths["Council"] > regular().widths["Council"]


def test_lines_break_at_spaces_and_at_line_ends() -> None:
    limit = regular().widths["six years after"] + 0.01
    assert wrap("six years after closure\nthen destroy", regular(), limit) == (
        "six years after ",
        "closure ",
        "then destroy",
    )


def test_a_long_word_breaks_after_a_hyphen_or_slash_if_it_can() -> None:
    limit = regular().widths["http://council.example/"] + 0.1
    assert wrap("http://council.example/retention", regular(), limit)[0] == "http://council.example/"


def test_an_empty_text_is_no_line() -> None:
    assert wrap("", regular(), 10) == ()
    assert wrap(" \n ", regular(), 10) == ()


@given(st.text(max_size=300), st.floats(0.5, 60))
def test_lines_fit_and_keep_every_sign(text: str, limit: float) -> None:
    lines = wrap(text, regular(), limit)
    assert "".join("".join(lines).split()) == "".join(printable(text).split())
    assert all(regular().widths[line.strip()] <= limit + 1e-6 or len(line.strip()) == 1 for line in lines)

"""The recovery key can be read out, typed badly and still read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records import recovery

KEY = "7F3K-9QWD-22MX-0V1A-BCDE-GHJK-MNPQ-RSTW"


def test_a_key_is_eight_groups_of_four_without_letters_that_look_alike() -> None:
    key = recovery.new()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}", key)
    assert len(key) == 39
    assert key != recovery.new()


@pytest.mark.parametrize(
    "typed",
    [
        KEY,
        KEY.lower(),
        KEY.replace("-", ""),
        KEY.replace("-", " "),
        "  " + KEY.replace("-", " - ") + "\n",
        KEY.replace("0", "O").replace("1", "I"),
        KEY.replace("0", "o").replace("1", "l"),
        KEY.replace("-", "–"),
    ],
)
def test_a_key_is_read_however_it_is_typed(typed: str) -> None:
    assert recovery.read(typed) == KEY


@pytest.mark.parametrize(
    "typed", ["", "a passphrase", KEY[:-1], KEY + "0", KEY.replace("7", "U"), KEY.replace("7", "é")]
)
def test_anything_else_is_no_key(typed: str) -> None:
    assert recovery.read(typed) is None


@given(st.text())
def test_no_text_is_too_strange_to_read(typed: str) -> None:
    assert recovery.read(typed) in (None, recovery.read(typed))


def test_two_groups_are_asked_back() -> None:
    first, second = recovery.two_groups()
    assert 1 <= first < second <= 8
    assert recovery.confirmed(KEY, {2: "9qwd", 4: "OVIA"})
    assert not recovery.confirmed(KEY, {2: "9qwd", 4: "0V1B"})
    assert not recovery.confirmed(KEY, {})


def test_letters_stand_for_five_bits_each_from_the_front() -> None:
    assert recovery.encode(bytes([0b00000_000, 0b01_00010_1, 0b1111_0000]), 4) == "012Z"

"""The recovery key: 160 random bits as eight groups of four that can be read out, typed and checked."""

from __future__ import annotations

import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O or U
GROUPS, SIZE = 8, 4
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new() -> str:
    """A fresh key such as '7F3K-9QWD-…', 39 characters long."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * SIZE)]
    return grouped("".join(letters))


def grouped(letters: str) -> str:
    """Letters in groups of four with hyphens between."""
    return "-".join(letters[i : i + SIZE] for i in range(0, len(letters), SIZE))


def read(typed: str) -> str | None:
    """The key as it was printed from what a person typed: case, spaces and hyphens are free; None if it is none."""
    return read_letters(typed, GROUPS * SIZE)


def read_letters(typed: str, number: int) -> str | None:
    """So many letters as they were printed, in groups, from what a person typed; None if they are none.

    Case, spaces and hyphens are free, and O, I and L stand for the figures they look like.
    """
    letters = "".join(c for c in typed.upper() if c.isalnum()).translate(_READ_AS)
    right = len(letters) == number and all(c in LETTERS for c in letters)
    return grouped(letters) if right else None


def two_groups() -> tuple[int, int]:
    """Two different groups to ask back, counted from 1, the smaller first."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, GROUPS + 1), 2))
    return first, second


def confirmed(key: str, answers: dict[int, str]) -> bool:
    """Whether the groups typed back (number from 1 → letters) are those of the key."""
    groups = key.split("-")
    return bool(answers) and all(
        "".join(typed.upper().split()).translate(_READ_AS) == groups[number - 1] for number, typed in answers.items()
    )


def encode(data: bytes, length: int) -> str:
    """The first `length` letters (five bits each) of some bytes."""
    bits = int.from_bytes(data, "big") >> (len(data) * 8 - length * 5)
    return "".join(LETTERS[(bits >> 5 * i) & 31] for i in range(length - 1, -1, -1))

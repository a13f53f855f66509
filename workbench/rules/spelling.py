"""Typing slips: a unit that is nearly a unit, a word of the trade that is nearly right."""

from __future__ import annotations

import re
from functools import lru_cache

UNITS = ("year", "years", "month", "months", "week", "weeks", "days", "calendar")
TRADE = [
    "permanent",
    "permanently",
    "indefinite",
    "indefinitely",
    "superseded",
    "completed",
    "financial",
    "employment",
    "termination",
    "minimum",
    "disposal",
    "annually",
    "retention",
    "confidential",
    "completion",
    "current",
    "currently",
    "closure",
    "destroyed",
    "review",
    "reviewed",
    "expiry",
    "overwritten",
    "creation",
    "receipt",
    "contract",
    "tenancy",
    "academic",
    "birthday",
    "maximum",
    "audit",
]
KNOWN = frozenset(
    [
        "reviews",
        "reviewer",
        "reviewing",
        "expire",
        "closures",
        "complete",
        "completes",
        "contact",
        "contacts",
        "contracts",
        "contrast",
        "currents",
        "currency",
        "destroy",
        "destroyer",
        "permanence",
        "terminations",
        "employments",
        "deployment",
        "creations",
        "cremation",
        "cremations",
        "relation",
        "reaction",
        "receipts",
        "tenancies",
        "tenant",
        "edit",
        "audits",
        "adult",
        "maximum",
        "minimums",
        "detention",
        "attention",
        "audio",
        "academia",
        "birthdays",
    ]
)
# Ordinary words that stand after a number and are one or two slips from a unit.
NOT_UNITS = frozenset(
    [
        "hour",
        "hours",
        "copy",
        "copies",
        "mouth",
        "part",
        "parts",
        "bays",
        "ways",
        "pays",
        "says",
        "seek",
        "peek",
        "meek",
        "worth",
        "tears",
        "yard",
        "yards",
        "ears",
        "bears",
        "hears",
        "lays",
        "rays",
        "weak",
        "weaks",
        "near",
        "data",
        "date",
        "dates",
        "does",
        "fears",
        "gears",
        "wears",
        "peers",
        "users",
        "year's",
        "month's",
        "weed",
        "weeds",
        "dams",
    ]
)


@lru_cache(maxsize=4096)
def slips(one: str, other: str) -> int:
    """Letters left out, added, changed or swapped between two words."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        here = [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j] + 1, here[j - 1] + 1, row[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, before[j - 2] + 1)
            here.append(cost)
        before, row = row, here
    return row[-1]


@lru_cache(maxsize=4096)
def nearly_unit(word: str) -> str | None:
    """The unit a misspelt word was meant to be, in the plural, or None."""
    if len(word) < 4 or word in NOT_UNITS or not word.isalpha():
        return None
    best = min(UNITS, key=lambda unit: (slips(word, unit), unit))
    allowed = 1 if len(word) <= 4 else 2
    if best == "calendar" or word[0] != best[0] or slips(word, best) > allowed:
        return None
    return best if best.endswith("s") else f"{best}s"


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    if len(word) < 6 or word in KNOWN or word in TRADE:
        return word
    for right in TRADE:
        if len(right) > 5 and abs(len(right) - len(word)) < 2 and right[0] == word[0] and slips(word, right) == 1:
            return word if word in (f"{right}s", f"{right}d") else right
    return word


def mend(text: str) -> str:
    """The text (lower case) with slips of one letter in words of the trade put right ("completd", "finacial")."""
    return re.sub(r"[a-z]{6,}", lambda found: _mended(found[0]), text)

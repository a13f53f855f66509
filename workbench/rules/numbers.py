"""Numbers as councils write them: "seventy five", "Six (6)", "2½", "a year and a half"."""

from __future__ import annotations

import re

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True
    )
} | {"fourty": 40, "fifteeen": 15}
FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_PART = re.compile(r"(?<![\d/.])(?<!\d )([13])/([24])(?: (?:of )?an?)?(?= (?:year|yr|month|mth|decade)\b)")

_SMALL = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_WRITTEN = re.compile(
    rf"\b(?:(?:a|{_SMALL})[ -]hundred(?:(?: and)? (?:{_SMALL})(?:[ -](?:{_SMALL}))?)?|"
    rf"(?:{_SMALL})(?:[ -]?(?:{_SMALL}))?)\b"
)
_TENS_DIGIT = re.compile(rf"\b({'|'.join(TENS)})[ -]([1-9])(?=\D|$)")
_TWICE = re.compile(r"\b(\d+(?:\.\d+)?) ?\( ?(\d+(?:\.\d+)?) ?\)")
_WORDS = re.compile(rf"hundred|{_SMALL}|\ba\b")


def _value(words: str) -> int:
    """The value of a run of number words."""
    total = 0
    for word in _WORDS.findall(words):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word != "a":
            total += ONES.get(word, 0) + TENS.get(word, 0)
    return total


def _single(match: re.Match[str]) -> str:
    """Digits for number words; two ones side by side ("five six") are two numbers."""
    words = re.split(r"[ -]", match[0])
    if len(words) == 2 and words[0] in ONES and words[1] in ONES:
        return f"{ONES[words[0]]} {ONES[words[1]]}"
    return str(_value(match[0]))


def with_digits(text: str) -> str:
    """The text (lower case, single spaces) with number words and fractions as digits; "6 (6)" once."""
    for sign, decimals in FRACTIONS.items():
        if sign in text:
            text = re.sub(rf"(\d) ?{sign}", rf"\g<1>{decimals}", text).replace(sign, f"0{decimals}")
    if "1/2" in text:
        text = re.sub(r"\b(\d+) 1/2\b", r"\1.5", text)
    if "/" in text:
        text = _PART.sub(lambda found: str(int(found[1]) / int(found[2])), text)
    text = _TENS_DIGIT.sub(lambda found: str(TENS[found[1]] + int(found[2])), text)
    text = _WRITTEN.sub(_single, text)
    return text if "(" not in text else _TWICE.sub(lambda found: found[1] if found[1] == found[2] else found[0], text)

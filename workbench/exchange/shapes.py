"""What a cell's words look like: a period, a date, a number, a note. Shapes only; meaning is the rules' work."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from workbench.exchange.book import Cell

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty|thirty|forty|fifty|sixty|"
    "seventy|eighty|ninety|hundred"
)
_LENGTH = re.compile(
    rf"(?:\d+|\b(?:{_NUMBER_WORDS}))(?:\s*\(\d+\))?\s*(?:calendar |full |complete |financial |working |clear )?"
    r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?|y|m|[bmf]lynedd|mis|wythnos|diwrnod)\b",
    re.IGNORECASE,
)
_PERIOD_START = re.compile(
    r"\s*(?:(?:retain(?:ed)?|keep|kept|hold|held|store[d]?|preserve[d]?|destroy(?:ed)?)\b.{0,25})?"
    r"(?:perm\b|permanent|parhaol|indefinite|for ?ever|until\b|while\b|whilst\b|"
    r"current\b(?!\s+(?:retention|period|practice|location))|life ?(?:time)? of\b|life\b|"
    r"last comp|duration\b|no (?:older|longer|more)\b|annually|review(?:ed)? (?:annual|every|after)|"
    r"(?:not|do not) destroy|never|(?:CY|FY|FYE|AY|CAY|C|S|E|T|DOB|EOY)\s*\+\s*\d|\+\s*\d|as long as|for as long)",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    r"\b(?:retain(?:ed)?|keep|kept|hold|held|preserved?|destroy(?:ed)?)\b.{0,40}"
    r"\b(?:permanent|indefinite|for ?ever|until\b|perm\b)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\s*(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|"
    r"\d{1,2}(?:st|nd|rd|th)?[- ](?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*"
    r"[-, ]+(?:\d{4}|\d{2}))\s*",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\s*[-+£$€(]*\s*\d[\d,. ]*\s*[%)]?\s*")
_SAID = frozenset({"yes", "no", "y", "n", "n/a", "none", "not applicable", "destroy", "shred", "archive", "tbc"})
_NOTE = re.compile(
    r"\s*(?:notes?\b|n\.?b\.?\b|please note|\*|†|source\b|further (?:guidance|information|advice)|"
    r"for (?:more|further)\b|see (?:also|the|our)\b|this (?:sheet|schedule|document|policy|table|list) |version\b|"
    r"(?:last )?(?:reviewed|updated)\b|(?:adopted|approved) (?:by|on|at)\b|page \d|end of |key:?\s*$|"
    r"\(?(?:\d{1,2}|[ivx]{1,4}|[a-h])[.)]\s+\S+\s+\S+|if you |please |anything |how to |all (?:periods|records) |"
    r"contact |(?:grand |sub-?)?totals?\b.*\d\s*$)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s*(?:(?i:section|part|appendix|annex|schedule|chapter|category|group|class)\s+\S{1,4}\b|[\dIVX]{1,4}[.):]?\s|"
    r"[A-Za-z][.):]\s)"
)
_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|sum|cyfanswm)"
    r"(?: (?:number )?(?:of )?(?:all )?(?:records?(?: series)?|lines|rows|years))?\s*:?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"page \d+(?: (?:of|/) ?\d+)?", re.IGNORECASE)
_SUMS = frozenset(("tot", "gra", "sub", "sum", "cyf"))
_BLANK_ENDS = (":", "_", ".", "…")
_BLANK = re.compile(r".{0,40}(?::|_{3,}|\.{4,}|…{2,})")
_DATED = re.compile(rf".*\b{_DATE.pattern}", re.IGNORECASE | re.DOTALL)
_NOTES_BEGIN = re.compile(
    r"\s*(?:foot)?(?:notes?|key|key to .*|abbreviations?.*|glossary|legend|definitions?|guidance( notes)?|codes? used)"
    r"\s*:?\s*",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def normal(words: str) -> str:
    """Words for comparing: one space between, no capitals, no closing stop or colon."""
    return " ".join(words.replace("\u00a0", " ").split()).casefold().strip(" .:*-–")


def like_length(words: str) -> bool:
    """Whether the words hold a length of time or one of the ways to say for ever or until."""
    words = words[:300]
    return bool(_LENGTH.search(words) or _PERIOD_START.match(words) or _KEEPING.search(words))


def like_date(cell: Cell) -> bool:
    """Whether the cell is a date, or text that is nothing but one."""
    return isinstance(cell, dt.date) or (isinstance(cell, str) and len(cell) < 40 and bool(_DATE.fullmatch(cell)))


def like_value(cell: Cell) -> bool:
    """Whether the cell can only be something filled in, never a heading."""
    if not isinstance(cell, str):
        return cell is not None
    if len(cell) < 40 and (_FIGURE.fullmatch(cell) or _DATE.fullmatch(cell)):
        return True
    return normal(cell) in _SAID or like_length(cell)


def like_note(words: str) -> bool:
    """Whether a line that stands alone explains rather than names: begins as a note or is a whole sentence."""
    long = words.count(" ") >= 9 and words.rstrip().endswith(".")
    return long or bool(_NOTE.match(words))


def ends_dated(words: str) -> bool:
    """Whether the line ends in a date, as the one under a signature does."""
    return bool(_DATED.fullmatch(words))


def like_furniture(first: str, rest: Iterable[Cell]) -> bool:
    """Whether cells hold a page number, blanks to sign in or a sum: "Page 1 | v3", "Signed: | Date:", "Sum | 7"."""
    if first[:3].casefold() in _SUMS and _TOTAL.fullmatch(first):
        return all(_FIGURE.fullmatch(str(cell)) for cell in rest)
    if first[-1:] in _BLANK_ENDS:
        return all(_BLANK.fullmatch(str(cell).strip()) for cell in (first, *rest))
    return first[:4].casefold() == "page" and bool(_PAGE.fullmatch(first))


def like_part(words: str) -> bool:
    """Whether the line is numbered or lettered as a part of the schedule: "Part 2", "4. Planning", "B) Finance"."""
    return bool(_PART.match(words))


def begins_notes(words: str) -> bool:
    """Whether the line is the heading over notes or a key."""
    return len(words) < 60 and bool(_NOTES_BEGIN.fullmatch(words))

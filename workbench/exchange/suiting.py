"""How well a column suits a target: by its heading, and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.exchange.book import text_of
from workbench.exchange.shapes import normal
from workbench.exchange.table import Column, Table

LOOKED_AT = 200
LEAST_HEADING = 0.45
LEAST_CONTENTS = 0.5
SURELY_HEADED = 0.9
CONTENTS_WEIGHT = 0.35
STRANGE, FAMILIAR = 0.2, 0.6  # contents that a heading's target hardly knows, and that another surely does
_TOKEN = re.compile(r"[^\W_]+(?:'s)?")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
LETTERS = re.compile(r"[^\W\d_]{3}")
_SMALL = frozenset(("a", "an", "and", "of", "or", "the", "to", "for", "in", "by", "is", "are", "any", "if"))
_UNITS = frozenset(("years", "year", "yrs", "months", "month", "mths", "weeks", "days", "yes", "no", "number"))
# Headings that mean something only when they stand alone
_ALONE = _UNITS | frozenset(
    ("then", "from", "checked", "row", "item", "data", "series", "title", "keep", "kept", "hold", "held", "retain")
)
_SHORT = {"doc": "document", "docs": "document", "dept": "department", "desc": "description", "info": "information"}


@dataclass(frozen=True)
class Target:
    """Something a column may hold: its known headings, best first, and how its contents are recognised (0 to 1)."""

    name: str
    label: str
    headings: tuple[str, ...] = ()
    recognise: Callable[[str], float] | None = None
    required: bool = False
    instead: str = ""  # the target that may be fed in its place
    joins: bool = False  # several columns may feed it
    day: bool = False  # its values are dates
    fits: Callable[[str], bool] | None = None  # whether words can be a value of it, where not all can


def score_of(column: Column, target: Target, contents: float, most: float, headed: bool) -> float:
    """How well a column suits a target: its heading first, its contents to decide between near ones.

    `contents` is how far the target recognises the cells, `most` how far the target does that recognises them best.
    """
    heading = heading_score(column, target)
    if heading >= LEAST_HEADING:
        strange = target.recognise is not None and contents <= STRANGE and most >= FAMILIAR
        weight = 1.0 if not strange else 0.4 if heading >= SURELY_HEADED else 0.0
        return (heading + CONTENTS_WEIGHT * contents) * weight
    if (not headed or not column.heading) and contents >= LEAST_CONTENTS:
        return contents * 0.8
    return 0.0


def may_join(column: Column, target: Target, contents: float, most: float, *, worded: bool) -> bool:
    """Whether the column may feed the target beside another: by its heading, its contents not being foreign words."""
    if target.recognise is not None and not contents and worded:
        return False
    telling = (word for word in _TOKEN.findall(normal(column.full_heading)) if word not in _UNITS)
    heading = max(heading_score(column, target), _match(" ".join(telling), target.headings))
    borne_out = target.recognise is None or STRANGE < contents == most
    return target.joins and heading >= (LEAST_HEADING if borne_out else SURELY_HEADED)


def heading_score(column: Column, target: Target) -> float:
    """The heading alone, or with the merged one over it where alone it is only a unit or says nothing."""
    own = _match(column.heading, target.headings)
    if not column.group:
        return own
    both = _match(column.full_heading, target.headings)
    if set(_TOKEN.findall(normal(column.heading))) <= _UNITS:
        return max(both, _match(column.group, target.headings) * 0.95)
    return own if own >= LEAST_HEADING else both * 0.9


def _match(words: str, headings: tuple[str, ...]) -> float:
    """1 for a known heading, less for one that contains it or shares words; earlier headings weigh a little more."""
    return _match_normal(normal(words), headings) if words else 0.0


@lru_cache(maxsize=16384)
def _match_normal(words: str, headings: tuple[str, ...]) -> float:
    best = 0.0
    short = normal(_BRACKETS.sub(" ", words)) or words
    tokens = _telling(short)
    for place, heading in enumerate(headings):
        known = normal(heading)
        score = 1.0 if known in (words, short) else _shared(tokens, _telling(known))
        best = max(best, score - 0.1 * place / len(headings))
    return best


def _shared(tokens: frozenset[str], known: frozenset[str]) -> float:
    """How far two headings say the same, by the words they share."""
    common = len(tokens & known)
    if not common:
        return 0.0
    if known <= tokens and not known <= _ALONE:  # "Years" says nothing of "Years covered"
        return 0.55 + 0.35 * common / len(tokens)
    return 0.85 * common / len(tokens | known)


@lru_cache(maxsize=16384)
def _telling(words: str) -> frozenset[str]:
    """The words that matter, plural and singular alike."""
    tokens = [_SHORT.get(token, token) for token in _TOKEN.findall(words) if token not in _SMALL]
    return frozenset(t[:-1] if len(t) > 3 and t.endswith("s") and not t.endswith("ss") else t for t in tokens)


def texts_of(table: Table, place: int) -> list[str]:
    """Some of a column's filled cells as words, spread over the table."""
    step = max(1, len(table.rows) // LOOKED_AT)
    cells = (text_of(row.values[place]) for row in table.rows[::step])
    return [text for text in cells if text and not text.isspace()]


def contents_score(target: Target, texts: Sequence[str]) -> float:
    """How far a target recognises texts, from 0 to 1."""
    if target.recognise is None or not texts:
        return 0.0
    return sum(target.recognise(text) for text in texts) / len(texts)


def misfit(target: Target, texts: Sequence[str]) -> bool:
    """Whether hardly any of the texts can be a value of the target."""
    return target.fits is not None and sum(map(target.fits, texts)) <= STRANGE * len(texts)


def naming_score(texts: Sequence[str], rows: int) -> float:
    """How much a column reads as the names of its rows: filled, distinct, words rather than codes or numbers."""
    looked = min(rows, LOOKED_AT) or 1
    worded = [text for text in texts if len(text) <= 400 and LETTERS.search(text)]
    distinct = len({normal(text) for text in worded})
    return (0.6 * distinct + 0.4 * len(worded)) / looked

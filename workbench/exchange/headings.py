"""Which row is a heading: by the words councils put over their columns, or else by what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workbench.exchange.book import Cell
from workbench.exchange.shapes import like_value, normal

MAX_LENGTH = 120
MAX_WORDS = 14
SURE = 0.7
LIKELY = 0.5

_WORDS = frozenset(
    re.split(
        r"\s+",
        """record records series document documents documentation type types class classes category description
        descriptions detail details information item items example examples function functions activity activities
        service services department directorate team section area title name subject retention retain retained
        retaining period periods keep kept hold held duration minimum maximum min max recommended agreed length time
        trigger triggers starts start event begins commencement point disposal dispose disposed disposition
        destruction destroyed deletion action actions method fate final arrangement arrangements outcome reason
        reasons rationale justification basis lawful legal legislation legislative law statutory statute act authority
        provisions provision requirement requirements citation source regulation regulations guidance business
        reference ref no number id code unique old new location locations stored storage store system systems media
        medium format where responsible responsibility officer owner owned custodian contact notes note comments
        comment remarks personal special sensitive data contains impact level security classification reviewed review
        last date dates updated version author change changes status years year months month days permanently vital
        original copy purpose use used recipients shared sharing asset assets volume quantity address email phone
        policy policies schedule scope process file files group kind common practice total opr pib life cycle end
        administrative schedules subject work sub administration operational value applicable access controller
        processor received closed due stage complaint request requester decision response lessons learned ward
        supplier serial basic keeping holder article gdpr processing privacy subjects categories individuals recipient
        safeguards master copies archival obligation need frequency sensitivity marking protective transaction task
        issues contents papers topic required current proposed suggested limit rule expiry instruction instructions
        math cofnod cofnodion dogfen dogfennau disgrifiad cyfnod cadw rheswm gwaredu gweithred cyfeirnod
        gwasanaeth adran lleoliad nodiadau sbardun deddfwriaeth""",
    )
)
_SMALL = frozenset(
    re.split(
        r"\s+",
        """a an and or of the to for at in is are by which this that we these it its on with after from when how why
        long be if any our your as must should related into per has been will what do does you us they who them""",
    )
)
# Headings that stand for themselves however short
_PHRASES = frozenset(
    re.split(
        r"\s*\|\s*",
        """document|documents|record|records|type of record|type of records|record type|class of record|record series
        |records series|retention|retention period|retained|keep for|keep from|period|minimum period|disposal|action
        |reason|authority|notes|service|description|detail|details|trigger|start event|format|location|reference|ref
        |ref. no|old ref|code|fate|scope|citation|disposition|date|status|owner|version|name|title|department
        |responsible officer|comments|last reviewed|number|how long|where held|why|what|item|information type
        |record related to|record description|legislation|retention and disposal""",
    )
)
_TOKEN = re.compile(r"[^\W\d_]+(?:'s)?")
_STAMP = re.compile(r"\s*(?:version|issue|revision|page|v)[ .:]*\d", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")


@lru_cache(maxsize=16384)
def heading_score(words: str, known: frozenset[str] = frozenset()) -> float:
    """How much a text reads as a column's heading, 0 to 1; `known` holds further headings, normalised."""
    plain = normal(words)
    if plain == "no":
        return 1.0 if words.strip().endswith(".") else 0.0  # the number, not the answer
    short = normal(_BRACKETS.sub(" ", plain))
    if plain in _PHRASES or short in _PHRASES:
        return 1.0
    if (plain in known or short in known) and not like_value(words):
        return 1.0
    tokens = _TOKEN.findall(short or plain)
    if not tokens or len(words) > MAX_LENGTH or len(tokens) > MAX_WORDS or like_value(words) or _STAMP.match(words):
        return 0.0
    telling = [token for token in tokens if token not in _SMALL]
    if not telling:
        return 0.3
    share = sum(1 for token in telling if token in _WORDS) / len(telling)
    score = 0.9 if share == 1.0 else 0.7 * share
    return score / 2 if words.rstrip().endswith(".") and len(tokens) > 4 else score


def row_score(cells: Sequence[Cell], known: frozenset[str] = frozenset()) -> float:
    """How much a row's filled cells read as headings, 0 to 1; 0 where none of them surely is one."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    if not filled or not all(isinstance(cell, str) for cell in filled) or _labelled(filled):
        return 0.0
    scores = [heading_score(str(cell), known) for cell in filled]
    if max(scores) < (1.0 if len(filled) == 1 else 0.9):
        return 0.0
    return sum(scores) / len(scores)


def _labelled(filled: Sequence[Cell]) -> bool:
    """Whether the cells come as a label with a colon and what it says: "Owner: | Town Clerk"."""
    colons = [str(cell).rstrip().endswith(":") for cell in filled]
    return len(filled) % 2 == 0 and all(colons[::2]) and not any(colons[1::2])


def stands_over(cells: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    """Whether an unknown row is a heading by what follows: short distinct words over columns of values."""
    filled = [place for place, cell in enumerate(cells) if cell is not None]
    words = [cells[place] for place in filled]
    if len(filled) < 2 or not all(isinstance(word, str) and len(word) <= 50 and not like_value(word) for word in words):
        return False
    if len({normal(str(word)) for word in words}) < len(words) or len(below) < 2:
        return False
    return any(_mostly_values([row[place] for row in below if place < len(row)]) for place in filled)


def _mostly_values(column: Sequence[Cell]) -> bool:
    filled = [cell for cell in column if cell is not None]
    return len(filled) >= 2 and sum(1 for cell in filled if like_value(cell)) >= 0.6 * len(filled)

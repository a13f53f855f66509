"""How much a cell looks like a period, a disposal or a trigger: 0 to 1, for guessing columns from their contents."""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.rules import disposal, triggers
from workbench.rules.rule import UNSPECIFIED, Kind
from workbench.rules.understanding import read_period
from workbench.rules.wording import regular, squash

_LEAD = re.compile(
    r"^(?:from|date|end|start|on|upon|after|creation|closure|completion|termination|expiry|"
    r"last|birth|receipt|case|cessation|point)\b"
)
LONG = 400


@lru_cache(maxsize=20_000)
def recognise_period(text: str) -> float:
    """1 for words that are wholly a period, less the more else they hold, 0 for none."""
    bare = text.strip()
    if not bare or len(text) > LONG:
        return 0.0
    if bare.isdecimal():
        return 0.2 if int(bare) <= 100 else 0.0
    kind = read_period(text).rule.kind
    if kind is Kind.UNKNOWN:
        return 0.0
    words = len(regular(text).text.split())
    sure = 1.0 if kind in (Kind.FIXED, Kind.PERMANENT, Kind.ROLLING) else 0.7
    return sure if words <= 8 else max(0.2, sure * 8 / words)


@lru_cache(maxsize=20_000)
def recognise_disposal(text: str) -> float:
    """1 for words that are wholly about disposal; half where a period stands in them too."""
    squashed = squash(text[:LONG])
    if not squashed or disposal.action(squashed) == UNSPECIFIED:
        return 0.0
    words = len(squashed.split())
    share = 1.0 if words <= 6 else max(0.3, 6 / words + 0.2)
    return share / 2 if recognise_period(text) else min(share, 1.0)


@lru_cache(maxsize=20_000)
def recognise_trigger(text: str) -> float:
    """1 for the name of a known event, 0.5 for words that begin like one, 0 for a period or anything else."""
    squashed = squash(text[:LONG])
    if not squashed or len(squashed.split()) > 12 or re.search(r"\d+ ?(?:y|m|d|w)", squashed):
        return 0.0
    name = triggers.known(triggers.event_words(squashed))
    if name:
        return 1.0 if len(squashed.split()) <= 7 else 0.6
    return 0.5 if _LEAD.match(squashed) else 0.0

"""What SQLite cannot say by itself: letters beyond ASCII without their case and accents, a rule in plain words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from workbench.records.fields import rule_of
from workbench.rules.sentences import sentence


def names_one(names: str | None, name: str | None) -> int:
    """Whether a name is one of some names with commas between, whatever their capitals and spaces."""
    wanted = " ".join((name or "").casefold().split())
    return int(wanted in {" ".join(one.casefold().split()) for one in (names or "").split(",")} - {""})


def alike(words: str | None) -> str:
    """A name or reference as it is held against another: whatever its capitals and spaces."""
    return "".join((words or "").split()).casefold()


def register(connection: Any) -> None:
    """Make the functions known to a raw connection."""
    named = (("folded", folded), ("sorting", sorting), ("rule_said", rule_said), ("alike", alike))
    for name, function in named:
        connection.create_function(name, 1, function, deterministic=True)
    connection.create_function("names_one", 2, names_one, deterministic=True)


def folded(text: str | None) -> str | None:
    """A text as it is compared: É is é, however it is written."""
    if not isinstance(text, str) or text.isascii():
        return text.casefold() if isinstance(text, str) else text
    return unicodedata.normalize("NFC", text).casefold()


def sorting(text: str | None) -> str | None:
    """A text as it is sorted: é stands with e, ŵ with w."""
    if not isinstance(text, str) or text.isascii():
        return text.casefold() if isinstance(text, str) else text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=4096)
def rule_said(kept: str | None) -> str:
    """A rule, as it is kept, in the words that are shown."""
    return sentence(rule_of(kept)) if kept else ""

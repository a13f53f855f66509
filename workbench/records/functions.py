"""What SQLite cannot say by itself: letters beyond ASCII without their case and accents, a rule in plain words."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from workbench.records.fields import rule_of
from workbench.rules.sentences import sentence


def named_in(names: str | None, known: Collection[str]) -> list[str]:
    """Those whom some words name, with commas between, whatever their capitals; a known name may hold commas itself."""
    whole = {tuple(_parts(name.casefold())): name for name in known}
    parts, found = _parts(names or ""), list[str]()
    while parts:
        runs = (parts[:size] for size in range(len(parts), 0, -1))
        run = next((run for run in runs if tuple(map(str.casefold, run)) in whole), parts[:1])
        found.append(whole.get(tuple(map(str.casefold, run)), run[0]))
        parts = parts[len(run) :]
    return found


def _parts(names: str) -> list[str]:
    spaced = (" ".join(part.split()) for part in names.replace(";", ",").split(","))
    return [part for part in spaced if part]


def names_one(known: Collection[str], names: str | None, name: str | None) -> int:
    """Whether a name is one of some names, held against the names that are known."""
    return int(bool(name) and name in named_in(names, [*known, name or ""]))


def alike(words: str | None) -> str:
    """A name or reference as it is held against another: whatever its capitals and spaces."""
    return "".join((words or "").split()).casefold()


def register(connection: Any) -> None:
    """Make the functions known to a raw connection."""
    named = (("folded", folded), ("sorting", sorting), ("rule_said", rule_said), ("alike", alike))
    for name, function in named:
        connection.create_function(name, 1, function, deterministic=True)


def know(connection: Any, people: Callable[[], Collection[str]]) -> None:
    """Make known to a raw connection who has a name in these files."""
    connection.create_function("names_one", 2, lambda names, name: names_one(people(), names, name))


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

"""What was added, removed and changed since a version as a table on its way out to a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from workbench import clock, display
from workbench.editions import Changed, Changes, code_now, words_now
from workbench.exchange.outgoing import OutColumn, OutTable, Value
from workbench.records.earlier import Past
from workbench.records.store import Council

_KINDS = ("Added", "Removed", "Changed")


def changes_table(changes: Changes, council: Council) -> OutTable:
    """A row for each record added or removed, a row for each field changed, with old and new words."""
    named = changes.register.identify[0]
    since = changes.since.words if changes.since else "no version, none was adopted yet"
    return OutTable(
        council=council.name,
        title=changes.title,
        columns=[
            OutColumn("Change", "choice", _KINDS),
            *(OutColumn(field.label) for field in named),
            OutColumn("What"),
            OutColumn("Old words"),
            OutColumn("New words"),
        ],
        rows=_rows(changes, named),
        made=clock.now(),
        filter=f"Changes since {since}",
        sample=council.sample,
        edition=words_now(changes.register),
        past=True,
        notes=(("Code", code_now()),),
    )


def _rows(changes: Changes, named: Sequence[Any]) -> Iterator[tuple[Value, ...]]:
    whole = f"The whole {changes.register.singular}"
    for past in changes.added:
        yield ("Added", *_names(past, named), whole, "", _in_words(changes, past))
    for past in changes.removed:
        yield ("Removed", *_names(past, named), whole, _in_words(changes, past), "")
    for changed in changes.changed:
        yield from _changed(changed, named)


def _changed(changed: Changed, named: Sequence[Any]) -> Iterator[tuple[Value, ...]]:
    for label, old, new in changed.words():
        yield ("Changed", *_names(changed.after, named), label, old, new)


def _names(past: Past, named: Sequence[Any]) -> list[str]:
    return [display.show(field, past.value(field)) for field in named]


def _in_words(changes: Changes, past: Past) -> str:
    """A record as lines of label and words; what names it stands beside."""
    names = {field.name for field in changes.register.identify[0]}
    said = ((f.label, display.show(f, past.value(f))) for f in changes.register.public if f.name not in names)
    return "\n".join(f"{label}: {words}" for label, words in said if words)

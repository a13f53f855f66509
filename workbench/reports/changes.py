"""What was added, removed and changed since a version, old and new words side by side, for those who adopt the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench import clock, display
from workbench.editions import Changed, Changes, code_now, words_now
from workbench.records.store import Council
from workbench.reports import style as s
from workbench.reports.columns import Column
from workbench.reports.listing import Printed, Progress, remarks, table_part
from workbench.reports.page import Facts, Paper
from workbench.reports.register_list import columns_of, filled_fields, shown
from workbench.saving import saved_as

Rows = Sequence[Sequence[str]]
_WAS, _NOW = Column("Old words"), Column("New words")
_EMPTY = "(nothing)"


def print_changes(changes: Changes, council: Council, path: Path, progress: Progress | None = None) -> Printed:
    """Write the changes as a landscape A4 PDF, a table each for what was added, removed and changed.

    Raises errors.Plain where the file cannot be written; a file that was there before is then as it was.
    """
    with saved_as(path, "PDF") as unfinished:
        paper = Paper(unfinished, _facts(changes, council), across=True)
        tell, done = progress or (lambda _: None), 0
        for words, number, columns, rows in _parts(changes):
            table_part(paper, f"{words} ({number:,})", columns, rows)
            done += number
            tell(done)
        if not changes.number:
            paper.paragraph(f"Nothing was changed since {_since(changes)}.", s.SUBTITLE)
        return Printed(changes.number, paper.close(), remarks(paper.boxed))


def _since(changes: Changes) -> str:
    if changes.since is None:
        return "the beginning: no version was adopted yet"
    words = changes.since.words
    return f"{words[:1].lower()}{words[1:]}"


def _facts(changes: Changes, council: Council) -> Facts:
    subtitle = f"{changes.words} since {_since(changes)}."
    below = words_now(changes.register)
    return Facts(council.name, changes.title, subtitle, "For adoption", clock.now(), below, council.sample, code_now())


def _parts(changes: Changes) -> Iterator[tuple[str, int, Sequence[Column], Rows]]:
    """Heading, how many records, columns and rows of each part that has any."""
    register = changes.register
    plural = f"{register.plural[:1].upper()}{register.plural[1:]}"
    for words, pasts in (("added", changes.added), ("removed", changes.removed)):
        if pasts:
            fields = filled_fields(register, [past.values for past in pasts])
            rows = list(shown(fields, ([past.value(f) for f in fields] for past in pasts)))
            yield f"{plural} {words}", len(pasts), columns_of(register, fields), rows
    if changes.changed:
        named = register.identify[0]
        columns = [*columns_of(register, named), Column("What"), _WAS, _NOW]
        yield f"{plural} changed", len(changes.changed), columns, list(_changed_rows(changes.changed, named))


def _changed_rows(changed: Sequence[Changed], named: Sequence[Any]) -> Iterator[Sequence[str]]:
    """A row for each field; what names the record stands in every one of them."""
    for one in changed:
        names = [display.show(f, one.after.value(f)) for f in named]
        for label, old, new in one.words():
            yield (*names, label, old or _EMPTY, new or _EMPTY)

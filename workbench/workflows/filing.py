"""Several files kept with one record: each that can be is, and each that cannot is named."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from workbench.errors import Plain
from workbench.records import attachments
from workbench.records.attachments import Owner
from workbench.records.store import Store

_NAMED = 5  # things that were not taken


class Taken(NamedTuple):
    """What came of taking files in: the numbers of those kept, the entries made, a line for each thing that was not."""

    files: tuple[int, ...] = ()
    entries: tuple[int, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Why the first was not taken, and each other with what is wrong with it."""
        others = [f"{line.partition('. ')[0].rstrip('.')}." for line in self.refused[1:_NAMED]]
        more = len(self.refused) - _NAMED
        also = (f"Also not added: {' '.join(others)}",) if others else ()
        return " ".join((*self.refused[:1], *also, *((f"So it was with {more} more.",) if more > 0 else ())))

    def and_also(self, other: Taken) -> Taken:
        """Both together."""
        return Taken(self.files + other.files, self.entries + other.entries, self.refused + other.refused)


def keep_all(
    store: Store,
    owner: Owner,
    files: Iterable[tuple[str, Path | bytes]],
    operation: int,
    *,
    came_with: int | None = None,
) -> Taken:
    """Keep these files, by their names, inside the caller's operation."""
    kept, refused = list[int](), list[str]()
    for name, source in files:
        try:
            kept.append(attachments.keep(store, owner, name, source, operation, came_with=came_with))
        except Plain as error:
            refused.append(str(error))
    return Taken(tuple(kept), refused=tuple(refused))

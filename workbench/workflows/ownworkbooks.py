"""The workbooks a council brought: never written over, whatever is asked."""

from __future__ import annotations

import hashlib
from pathlib import Path

from workbench.errors import Plain
from workbench.records.store import Store
from workbench.workflows import exchanges


def spare(store: Store, out: Path) -> None:
    """Raise Plain where a workbook stands at `out` that was taken in here, as it was then or edited since."""
    if not out.is_file():
        return
    taken = exchanges.files(store)
    known = {file["sha256"] for file in taken}
    if out.name in {file["name"] for file in taken} or hashlib.sha256(out.read_bytes()).hexdigest() in known:
        raise Plain(
            f"“{out.name}” is a workbook that was imported here, and it is never written over. Nothing was written. "
            "Choose another name."
        )

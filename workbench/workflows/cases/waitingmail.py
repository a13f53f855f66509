"""E-mails taken for files that are not opened yet: their bytes lie in the private folder, so that no crash loses them.

They stay there until the file is opened or the person lets the e-mail go.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbench.errors import Plain
from workbench.exchange.mails import pasted, reading
from workbench.records.failures import told
from workbench.records.files import private as private_file
from workbench.records.files import write_whole
from workbench.records.store import Store
from workbench.workflows import private
from workbench.workflows.cases.mailing import Letter
from workbench.workflows.workingcopies import WAITING

_CONTENT = "e-mail"


def keep(store: Store, register: str, letter: Letter) -> None:
    """Keep an e-mail for a new file of a register, in place of the one before."""
    room = private.room()
    try:
        with told(room / _CONTENT):
            with private_file(room / _CONTENT) as file:
                file.write(letter.content or letter.typed.encode())
            about = {"store": store.store_id, "register": register, "name": letter.name}
            write_whole(room / WAITING, json.dumps(about).encode())
    except BaseException:
        private.forget(room)
        raise
    forget(store, register, but=room)


def found(store: Store, register: str) -> Letter | None:
    """The e-mail that waits for a new file of a register; one that can no longer be read goes."""
    for room in private.rooms():
        about = _about(room)
        if about is None or (about["store"], about["register"]) != (store.store_id, register):
            continue
        try:
            content, name = (room / _CONTENT).read_bytes(), str(about["name"])
            if name:
                return Letter(reading.read(name, content), name, content)
            return Letter(pasted.read(content.decode()), typed=content.decode())
        except (OSError, ValueError, Plain):
            private.forget(room)
    return None


def forget(store: Store, register: str, *, but: Path | None = None) -> None:
    """Remove what waits for a new file of a register: it was opened, or the e-mail was let go."""
    for room in private.rooms():
        about = _about(room) if room != but else None
        if about and (about["store"], about["register"]) == (store.store_id, register):
            private.forget(room)


def _about(room: Path) -> dict[str, Any] | None:
    try:
        about = json.loads((room / WAITING).read_bytes())
    except (OSError, ValueError):
        return None
    return about if isinstance(about, dict) and {"store", "register", "name"} <= about.keys() else None

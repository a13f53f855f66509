"""What is asked of a council's folder before anything in it is opened, and of its file before it is used."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from workbench.records import keys, migrations, tries
from workbench.records.database import APPLICATION_ID
from workbench.records.failures import Missing, Moved, NewerVersion, damaged
from workbench.records.keys import KeyFile, Unlocked
from workbench.records.layout import KEYS, MOVED, STORE

STORE_ID = "store id"


def expect(folder: Path) -> None:
    """Raise Missing or Moved unless the folder holds a council's files. Never makes any."""
    if (folder / MOVED).exists():
        raise Moved(_moved_words(folder))
    if (folder / STORE).is_file():
        if not (folder / KEYS).is_file() and not keys.kept_before(folder / KEYS).is_file():
            raise Missing(
                f"{STORE} is in {folder}, but {KEYS} is not, and it cannot be opened without it. Nothing was changed. "
                "Look for it in the recycle bin, or restore the newest backup, which holds a copy."
            )
        return
    if (folder / KEYS).exists():
        raise Missing(
            f"{STORE} is not in {folder}, though it was. Nothing was changed and no new one was made. "
            "Look for it in the recycle bin or in the folder it was moved to, or restore the newest backup."
        )
    raise Missing(
        f"There are no council's files in {folder}. Nothing was changed. "
        "Choose the folder that holds council.gwb, or set up a new council."
    )


def unlock(key_file: KeyFile, typed: str, profile: Path | None) -> Unlocked:
    """Open the key file, keeping count of wrong passphrases in the profile."""
    with tries.counted(profile, key_file.store_id):
        return key_file.unlock(typed)


def check(connection: Any, path: Path, store_id: str) -> None:
    """Refuse a file that is not ours, belongs to other keys, or was changed by a later version."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise damaged(path)
    found = migrations.version(connection)
    if found > len(migrations.MIGRATIONS):
        raise NewerVersion(
            f"{path.name} in {path.parent} was last used by a newer version of the workbench (its form is {found}, "
            f"this one knows {len(migrations.MIGRATIONS)}). Nothing was changed. Install the newer version to open it."
        )
    row = connection.execute("SELECT value FROM council_setting WHERE name = ?", (STORE_ID,)).fetchone()
    if not row or json.loads(row[0]) != store_id:
        raise damaged(path)


def refuse_second(folder: Path) -> None:
    """Raise Missing or Moved where a folder holds a council's files already, or did."""
    if (folder / MOVED).exists():
        raise Moved(_moved_words(folder))
    # Key file and unfinished store without a store: a making that was cut short, and nobody has its recovery key.
    if (folder / STORE).exists() or ((folder / KEYS).exists() and not unfinished(folder).exists()):
        raise Missing(
            f"{folder} already holds a council's files. Nothing was changed. Open them, or choose another folder."
        )


def unfinished(folder: Path) -> Path:
    """Where a new store is written before it is whole."""
    return folder / (STORE + ".unfinished")


def _moved_words(folder: Path) -> str:
    with suppress(OSError, ValueError, KeyError, TypeError):
        to = json.loads((folder / MOVED).read_bytes())["to"]
        return f"The council's files in {folder} were moved to {to}. Nothing was changed. Open them there."
    return f"The council's files in {folder} were moved to another folder. Nothing was changed. Open them there."

"""The one private folder for documents that live only while they are looked at or printed."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from workbench import paths
from workbench.records.failures import InUse
from workbench.records.lock import Lock

_ONLY_OURS, _LOCK = 0o700, "in use"
_runs: dict[Path, Lock] = {}  # the folder of this run in each private folder, and the lock that says it goes on


def room() -> Path:
    """A new folder for one document, which nobody else on this computer may read; `forget` removes it."""
    whole = paths.private_dir()
    run = next((mine for mine in _runs if mine.parent == whole), None) or _begin(whole)
    return Path(tempfile.mkdtemp(dir=run))


def forget(folder: Path, *_: object) -> None:
    """Remove a document's folder."""
    shutil.rmtree(folder, ignore_errors=True)


def sweep() -> None:
    """Remove what this run holds and what earlier ones left behind, but nothing of another that goes on."""
    while _runs:
        _runs.popitem()[1].release()
    for run in paths.private_dir().glob("*"):
        try:
            Lock(run / _LOCK).release()
        except (InUse, OSError):
            continue
        forget(run)


def _begin(whole: Path) -> Path:
    whole.mkdir(mode=_ONLY_OURS, parents=True, exist_ok=True)
    whole.chmod(_ONLY_OURS)
    run = Path(tempfile.mkdtemp(dir=whole))
    _runs[run] = Lock(run / _LOCK)
    return run

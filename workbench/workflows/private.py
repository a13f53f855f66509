"""The one private folder for documents that live only while they are looked at or printed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
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
    """Remove a document's folder; what another program holds open stays until the next sweep."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                path.chmod(0o600)  # Windows removes nothing that may only be read
    shutil.rmtree(folder, ignore_errors=True)


def rooms() -> list[Path]:
    """The folders of documents, of this run and of earlier ones, but of no other that goes on."""
    runs = [run for run in paths.private_dir().glob("*") if run in _runs or _has_ended(run)]
    return [room for run in runs for room in run.glob("*") if room.is_dir()]


def sweep(keep: Callable[[Path], bool] = lambda _: False) -> None:
    """Remove what this run holds and what earlier ones left behind, but nothing of another that goes on.

    Documents stay whose folder is to be kept.
    """
    while _runs:
        _runs.popitem()[1].release()
    for run in paths.private_dir().glob("*"):
        if _has_ended(run):
            for room in (path for path in run.glob("*") if path.is_dir() and not keep(path)):
                forget(room)
            if not any(path.is_dir() for path in run.glob("*")):
                forget(run)


def _has_ended(run: Path) -> bool:
    try:
        Lock(run / _LOCK).release()
    except (InUse, OSError):
        return False
    return True


def _begin(whole: Path) -> Path:
    whole.mkdir(mode=_ONLY_OURS, parents=True, exist_ok=True)
    whole.chmod(_ONLY_OURS)
    run = Path(tempfile.mkdtemp(dir=whole))
    _runs[run] = Lock(run / _LOCK)
    return run

"""The error log: where it went wrong and in what program, never what a record says."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from types import TracebackType

from workbench import __version__, clock, paths

LONGEST = 400_000  # octets of log before it is begun anew


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it went wrong: program lines only. The message itself is left out, for it may quote a record."""
    lines = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    head = f"{clock.now():%Y-%m-%d %H:%M} Governance Workbench {__version__}, {system}"
    return "\n".join([head, kind.__name__, *lines])


def file() -> Path:
    """The log's own file."""
    return paths.log_dir() / "errors.log"


def log(text: str) -> None:
    """Write details to the error log; that it cannot be written is no further trouble."""
    try:
        target = file()
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and target.stat().st_size > LONGEST:
            target.replace(target.with_name("errors.old.log"))
        with target.open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n\n")
    except OSError:
        return

"""Tries every part of an installed program: modules, fonts, an encrypted sample council, a workbook, a PDF."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import workbench
from workbench import errorlog, paths
from workbench.errors import Plain

NEEDED = ("fonts", "icons", "schedules")


def run(say: Callable[[str], None]) -> bool:
    """Try each part and say how it went; True when all is well."""
    return not sum(not _tried(say, name, check) for name, check in CHECKS.items())


def _tried(say: Callable[[str], None], name: str, check: Callable[[], str]) -> bool:
    try:
        say(f"ok      {name}: {check()}")
    except Exception as error:  # whatever is wrong with this part, the others are tried too
        errorlog.log(errorlog.details(type(error), error.__traceback__))
        say(f"failed  {name}: {error if isinstance(error, Plain) else type(error).__name__}")
        return False
    return True


def _modules() -> str:
    names = [m.name for m in pkgutil.walk_packages(workbench.__path__, "workbench.") if "_resources" not in m.name]
    for name in names:
        importlib.import_module(name)
    return f"{len(names)} loaded"


def _resources() -> str:
    missing = [name for name in NEEDED if not any(paths.resource(name).glob("*"))]
    if missing:
        raise Plain(f"not found in {paths.resource()}: {', '.join(missing)}")
    return str(paths.resource())


def _fonts() -> str:
    from workbench.reports import fonts

    return f"{fonts.regular().name}, {fonts.semibold().name}"


def _sample() -> str:
    """An encrypted store, an import, a workbook and a PDF, each read back."""
    from workbench.exchange.reading import read_workbook
    from workbench.records.layout import STORE
    from workbench.reports.preview import Preview
    from workbench.workflows import sample

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "council"
        made = sample.make_sample(folder)
        again = sample.make_sample(folder)
        if not made.lines or again.counts != made.counts:
            raise Plain("the sample council did not read back as it was written")
        if (folder / STORE).read_bytes()[:15] == b"SQLite format 3":
            raise Plain("the council's file is not encrypted")
        workbook = next(f for f in made.files if f.suffix == ".xlsx")
        rows = max(len(sheet.rows) for sheet in read_workbook(workbook).sheets)
        with Preview(next(f for f in made.files if f.suffix == ".pdf")) as pages:
            return f"{made.lines} records sealed, {rows} rows of a workbook and {len(pages)} pages read back"


CHECKS: dict[str, Callable[[], str]] = {
    "modules": _modules,
    "resources": _resources,
    "fonts": _fonts,
    "sample council": _sample,
}

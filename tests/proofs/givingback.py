"""Proof by LibreOffice: it opens a workbook we gave back into and saves it again with the very same cells.

Each workbook is given back twice: with removed lines struck through, and with them taken out. Printed are the parts
that stayed byte for byte, the cells compared, and the formulas that LibreOffice works out to an error.
Run it by hand where LibreOffice is installed: python -m tests.proofs.givingback
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import openpyxl

from tests.exchange.givingback import test_givingback as tried
from tests.exchange.givingback import test_rows_moving as moving
from tests.exchange.givingback.workbooks import LINES
from tests.helpers import open_new
from workbench.exchange.reading import read_workbook
from workbench.registers.retention_schedule import REGISTER
from workbench.workflows import givingback, importing

Cells = dict[tuple[str, str], tuple[str, bool]]
ALL = "rows named by formulas"


def main() -> int:
    """Print what was compared of each workbook; 1 where anything differs."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("LibreOffice is not installed here.")
        return 1
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        folder, saved = Path(place), Path(place) / "saved"
        names = [(name, delete) for name in (*tried.NAMES, ALL) for delete in (False, True)]
        given = [given_back(name, folder / str(n), delete=delete) for n, (name, delete) in enumerate(names)]
        command = [program, "--headless", f"-env:UserInstallation=file://{place}/profile", "--convert-to", "xlsx"]
        after = [path for _, path in given]
        subprocess.run([*command, "--outdir", str(saved), *map(str, after)], check=True, capture_output=True)
        for (name, delete), (before, path) in zip(names, given, strict=True):
            wrong += compare(f"{name}{', lines taken out' * delete}", before, path, saved / path.name)
    return 1 if wrong else 0


def given_back(name: str, folder: Path, *, delete: bool) -> tuple[Path, Path]:
    """One of the workbooks imported, edited and given back; it must read back as the register, and change no more."""
    folder.mkdir()
    path = moving.workbook(folder) if name == ALL else tried.original(name, folder)
    out = folder / f"{name.replace(' ', '-')}-{'out' if delete else 'struck'}.xlsx"
    with open_new(folder) as store:
        assert tried.take_in(store, path).added >= len(LINES)
        tried.edit(store)
        givingback.into(store, REGISTER, path, out, read_workbook(path), delete=delete)
        plan = importing.plan(importing.propose(REGISTER, read_workbook(out), store), store)
        assert plan.counts()["same"] == len(plan.rows) == len(tried.ids())
        again = folder / "again.xlsx"
        givingback.into(store, REGISTER, out, again, read_workbook(out), delete=delete)
        assert again.read_bytes() == out.read_bytes()
    return path, out


def compare(name: str, before: Path, ours: Path, theirs: Path) -> int:
    """Print the comparison of one workbook; how many cells differ."""
    mine, saved = cells(ours), cells(theirs)
    differ = {place for place in mine.keys() | saved.keys() if mine.get(place) != saved.get(place)}
    broken = {place for place, (words, _) in cells(theirs, values=True).items() if words.startswith("#")}
    kept, parts = identical(before, ours)
    print(
        f"{name}: {kept} of {parts} parts byte for byte, {len(mine):,} cells compared, {len(differ)} differ "
        f"{sorted(differ)[:3] or ''}, {len(broken)} errors {sorted(broken)[:3] or ''}"
    )
    return len(differ) + len(broken)


def identical(before: Path, after: Path) -> tuple[int, int]:
    """How many parts of a workbook are the same bytes, of how many."""
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        assert new.namelist() == old.namelist()
        return sum(old.read(name) == new.read(name) for name in old.namelist()), len(old.namelist())


def cells(path: Path, *, values: bool = False) -> Cells:
    """Every cell with something in it: its words, formulas as such, and whether its row is struck through."""
    return {
        (sheet.title, cell.coordinate): (str(cell.value), any(bool(other.font.strike) for other in row))
        for sheet in openpyxl.load_workbook(path, data_only=values).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


if __name__ == "__main__":
    sys.exit(main())

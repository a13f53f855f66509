"""Proof by LibreOffice: it opens a workbook we gave back into and saves it again with the very same cells.

Run it by hand where LibreOffice is installed: python -m tests.proofs.givingback
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

from tests.exchange.givingback import test_givingback as tried
from tests.exchange.givingback.workbooks import LINES
from tests.helpers import open_new


def main() -> int:
    """Print how many cells of each workbook were compared; 1 where any differs."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("LibreOffice is not installed here.")
        return 1
    wrong = 0
    with tempfile.TemporaryDirectory() as place:
        given = [given_back(name, Path(place) / str(number)) for number, name in enumerate(tried.NAMES)]
        saved = Path(place) / "saved"
        command = [program, "--headless", f"-env:UserInstallation=file://{place}/profile", "--convert-to", "xlsx"]
        subprocess.run([*command, "--outdir", str(saved), *map(str, given)], check=True, capture_output=True)
        for name, path in zip(tried.NAMES, given, strict=True):
            ours, theirs = cells(path), cells(saved / path.name)
            differ = {place for place in ours.keys() | theirs.keys() if ours.get(place) != theirs.get(place)}
            wrong += len(differ)
            print(f"{name}: {len(ours):,} cells compared, {len(differ)} differ {sorted(differ)[:3] or ''}")
    return 1 if wrong else 0


def given_back(name: str, folder: Path) -> Path:
    """One of the workbooks imported, edited and given back."""
    folder.mkdir()
    path, out = tried.original(name, folder), folder / f"{name.replace(' ', '-')}-new.xlsx"
    with open_new(folder) as store:
        assert tried.take_in(store, path).added >= len(LINES)
        tried.edit(store)
        tried.into(store, path, out)
    return out


def cells(path: Path) -> dict[tuple[str, str], tuple[str, bool]]:
    """Every cell with something in it: its words, formulas as such, and whether its row is struck through."""
    return {
        (sheet.title, cell.coordinate): (str(cell.value), any(bool(other.font.strike) for other in row))
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


if __name__ == "__main__":
    sys.exit(main())

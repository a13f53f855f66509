"""Proof by LibreOffice: it opens our workbook, and every cell it writes out again is the one we gave.

Run it by hand where LibreOffice is installed: python tests/proofs/libreoffice.py
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from workbench.exchange.outgoing import OutColumn, OutTable, Value
from workbench.exchange.writing import write_workbook

COLUMNS = (
    OutColumn("Record series"),
    OutColumn("Notes"),
    OutColumn("Reviewed", "date"),
    OutColumn("Lines", "number"),
    OutColumn("Personal data", "yesno"),
    OutColumn("Then", "choice", ("Destroy", "Keep, in the archive")),
)
ODD = (
    "=cmd|' /C calc'!A0",
    "+44 1234",
    "-2",
    "@SUM(1)",
    "\t=1",
    "007",
    "1/2",
    "  ends  ",
    "two\nlines",
    '"quoted", and; more',
    "<b>&amp;",
    "_x0041_",
    "Llanrŵst ŷ 🙂 中",
    "'apostrophe",
    "TRUE",
    "1E5",
)
FILTER = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true"  # UTF-8, as shown, first sheet


def rows() -> list[tuple[Value, ...]]:
    """Odd texts, then many ordinary rows."""
    pick = random.Random(20261124)
    made: list[tuple[Value, ...]] = [(f"S{n}", text, None, None, None, "") for n, text in enumerate(ODD)]
    for n in range(2000):
        day = dt.date(1900, 3, 1) + dt.timedelta(days=pick.randrange(60_000))
        made.append(
            (f"Series {n}", pick.choice(ODD) * pick.randint(0, 5), day, pick.randrange(10**9), n % 2 == 0, "Destroy")
        )
    return made


def shown(value: Value) -> str:
    """A value as LibreOffice shows it in an English workbook."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return f"{value:%a} {value.day} {value:%b %Y}"
    return "" if value is None else str(value)


def main() -> int:
    """Print how many cells were compared; 1 where any differs."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        print("LibreOffice is not installed here.")
        return 1
    given = rows()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        made = dt.datetime(2026, 11, 24, 12, 5, tzinfo=dt.UTC)
        write_workbook(OutTable("Sample Town Council", "Retention schedule", COLUMNS, given, made), path)
        command = [program, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        subprocess.run([*command, f"csv:{FILTER}", "--outdir", folder, str(path)], check=True, capture_output=True)
        [plain] = Path(folder).glob("*.csv")
        with plain.open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
    wanted = [[column.label for column in COLUMNS], *([shown(value) for value in row] for row in given)]
    wrong = [
        (n, a, b)
        for n, (left, right) in enumerate(zip(wanted, found, strict=True), 1)
        for a, b in zip(left, right, strict=True)
        if a != b
    ]
    for n, a, b in wrong[:20]:
        print(f"row {n}: gave {a!r}, found {b!r}")
    print(f"{len(wanted) * len(COLUMNS):,} cells compared, {len(wrong)} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""What is shipped: workbooks made from the files beside them, words of the notice exactly."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest

from workbench import paths

SCHEDULES = paths.resource("schedules")
DATA = Path(__file__).parent / "data" / "schedules"
SHIPPED = ("kirklees-customer-service", "town-council-schedule")


def script(name: str) -> ModuleType:
    """A script that makes what is shipped."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent.parent / "packaging" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that makes the workbooks."""
    return script("make_schedules")


def parts(packed: bytes) -> dict[str, bytes]:
    """A workbook's parts by name; how tightly they are packed is of no interest."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_workbook_is_what_the_script_makes(maker: ModuleType, name: str) -> None:
    made = maker.packed(maker.WORKBOOKS[name]())
    assert parts(made) == parts((SCHEDULES / f"{name}.xlsx").read_bytes())


def test_the_letters_are_what_the_script_makes() -> None:
    made = script("make_letters")
    texts = made.texts(made.TEXTS.read_text("utf-8"))
    shipped = {path.stem: path.read_bytes() for path in paths.resource("letters").glob("*.docx")}
    assert {name: parts(made.made(text)) for name, text in texts.items()} == {n: parts(b) for n, b in shipped.items()}
    assert made.made(texts["fee"]) == made.made(texts["fee"])


def cells(name: str) -> dict[str, list[list[str]]]:
    """The filled lines of every sheet."""
    book = openpyxl.load_workbook(SCHEDULES / f"{name}.xlsx")
    found = {}
    for sheet in book.worksheets:
        lines = ([str(v) for v in row if v is not None] for row in sheet.iter_rows(values_only=True))
        found[sheet.title] = [line for line in lines if line]
    return found


def test_the_notice_word_for_word() -> None:
    """Against the text of the public notice itself (its two appendices, in tests/data)."""
    notice = (DATA / "kirklees-notice-appendices.txt").read_text("utf-8")
    said = [
        [cell.removeprefix("<i>").removesuffix("</i>") for cell in line.split("\t")]
        for line in notice.splitlines()
        if line.strip()
    ]
    sheets = cells("kirklees-customer-service")
    assert list(sheets) == ["Appendix 1", "Appendix 2"]
    assert all(lines[-1][0].startswith("Source: Kirklees Council, public privacy notice") for lines in sheets.values())
    assert [line for lines in sheets.values() for line in lines[:-1]] == said


def test_the_town_councils_schedule_has_every_class_once() -> None:
    with (SCHEDULES / "town-council-schedule.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len({r["Ref"] for r in rows}) == len({r["Record class"] for r in rows}) == 71
    assert all(r["Retention period"] and r["Reason"] and r["Owner"] for r in rows)
    flagged = {r["Ref"]: r["Notes"] for r in rows}
    assert "ended on 1 October 2008" in flagged["B19"]
    assert "regulation 13" in flagged["B02"]
    assert "not confirmed" in flagged["B08"]

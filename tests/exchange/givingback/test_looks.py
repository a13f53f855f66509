"""Words in bold or colour inside a cell: what does not change keeps its look, and what is lost is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from tests.exchange.givingback import workbooks
from tests.exchange.givingback.test_givingback import ids, into, take_in
from tests.helpers import open_new
from workbench.exchange.givingback.richtext import Run, changed
from workbench.exchange.reading import read_workbook
from workbench.records import record
from workbench.registers.retention_schedule import REGISTER

BOLD, ITALIC, PLAIN = b"<rPr><b/></rPr>", b"<rPr><i/></rPr>", b""


@pytest.mark.parametrize(
    ("runs", "wanted", "made", "whole"),
    [
        (
            [(BOLD, "Planning"), (PLAIN, " comments")],
            "Planning letters",
            [(BOLD, "Planning"), (PLAIN, " letters")],
            True,
        ),
        (
            [(BOLD, "Planning"), (PLAIN, " comments")],
            "Building comments",
            [(BOLD, "Building"), (PLAIN, " comments")],
            True,
        ),
        (
            [(BOLD, "Planning"), (PLAIN, " comments")],
            "Planning old comments",
            [(BOLD, "Planning"), (PLAIN, " old comments")],
            True,
        ),
        (
            [(PLAIN, "See "), (BOLD, "A"), (ITALIC, "B"), (PLAIN, " now")],
            "See C now",
            [(PLAIN, "See "), (BOLD, "C"), (PLAIN, " now")],
            False,
        ),
        ([(BOLD, "Yes"), (PLAIN, " or no")], "Yes", [(BOLD, "Yes")], False),
        ([(PLAIN, "a"), (BOLD, "bb"), (PLAIN, "c")], "abbbc", [(PLAIN, "a"), (BOLD, "bbb"), (PLAIN, "c")], True),
    ],
)
def test_runs(runs: list[Any], wanted: str, made: list[Any], whole: bool) -> None:
    found, kept = changed([Run(*run) for run in runs], wanted)
    assert [tuple(run) for run in found] == made
    assert kept is whole


@pytest.mark.parametrize("name", ["rich", "inline"])
def test_in_a_workbook(name: str, tmp_path: Path) -> None:
    """XlsxWriter keeps such words among the shared texts; written into the cell itself, they are read alike."""
    path, out = workbooks.make("rich", tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        change({"Planning comments": {"record_series": "Planning letters"}}, store)
        said = into(store, path, out).given.said
        if name == "inline":
            change({"Planning letters": {"record_series": "Planning emails"}}, store)
            path, out = out, tmp_path / "newer.xlsx"
            said = into(store, path, out).given.said
    assert not said
    cell = openpyxl.load_workbook(out, rich_text=True).worksheets[0]["C5"].value
    assert isinstance(cell, CellRichText)
    looks = [(str(part), isinstance(part, TextBlock) and bool(part.font.b)) for part in cell]
    assert looks == [("Planning", True), (" letters" if name == "rich" else " emails", False)]
    assert read_workbook(out).sheets[0].rows[4][2] == "".join(words for words, _ in looks)


def test_what_is_lost_is_said(tmp_path: Path) -> None:
    path, out = workbooks.make("rich", tmp_path), tmp_path / "new.xlsx"
    with open_new(tmp_path) as store:
        take_in(store, path)
        change({"Planning comments": {"record_series": "Objections"}}, store)
        said = into(store, path, out).given.said
    assert any("C5 had words in bold" in line for line in said)
    assert openpyxl.load_workbook(out, rich_text=True).worksheets[0]["C5"].value == "Objections"


def change(values: dict[str, dict[str, Any]], store: Any) -> None:
    known = ids()
    with store.operation("Edit", "edit") as operation:
        record.change(REGISTER.record, {known[name]: fields for name, fields in values.items()}, operation.id)

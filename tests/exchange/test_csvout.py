"""CSV that no spreadsheet runs, and that comes back as it was."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.test_writing import PAYLOADS, table
from workbench.exchange.csvout import write_csv
from workbench.exchange.guard import guarded, unguarded
from workbench.exchange.reading import read_workbook

# the list of OWASP ASVS 1.2.10 with carriage return and line feed
DANGEROUS = tuple("=+-@\t\r\n\x00")


@pytest.mark.parametrize("text", PAYLOADS)
def test_no_field_begins_like_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(table([(text, None, -5, True, "Destroy")]), path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        [_, row] = list(csv.reader(file))
    assert not any(field.startswith(DANGEROUS) for field in row)
    assert [unguarded(field) for field in row] == [text, "", "-5", "Yes", "Destroy"]


@given(st.text() | st.text("'=+-@ \t\r\n\x00＝1", max_size=6))
def test_the_guard_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(DANGEROUS)


def test_a_list_read_back_has_its_texts_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(table([("+44 1492 640 001", None, None, None, None), ("'=1", None, None, None, None)]), path)
    (sheet,) = read_workbook(path).sheets
    assert [row[0] for row in sheet.rows[1:]] == ["+44 1492 640 001", "'=1"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_somebody_elses_apostrophe_stays(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "theirs.csv"
    path.write_text(f"{mark}Ref,Words\n1,'-ve' results\n2,-ve results\n", "utf-8")
    (sheet,) = read_workbook(path).sheets
    assert [row[1] for row in sheet.rows[1:]] == ["'-ve' results", "-ve results"]


def test_days_read_as_on_screen_and_excel_sees_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write_csv(table([("Llŷn\ud83d", dt.date(2024, 2, 29), None, None, None)]), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Llŷn\ufffd,Thu 29 Feb 2024,,," in path.read_text(encoding="utf-8-sig")

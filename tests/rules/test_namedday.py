"""Days in names of files, as people write them; the expected days were read by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.rules.namedday import day_in


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Minutes 2019-03-04.pdf", "2019-03-04"),
        ("2019_03_04 letter.docx", "2019-03-04"),
        ("Scan20190304.tif", "2019-03-04"),
        ("IMG_20190304_120102.jpg", "2019-03-04"),
        ("04.03.2019 letter.docx", "2019-03-04"),
        ("letter 4-3-2019.docx", "2019-03-04"),
        ("letter 04032019.docx", "2019-03-04"),
        ("Notes of 4th March 2019.doc", "2019-03-04"),
        ("Notes 4 Mar 2019.doc", "2019-03-04"),
        ("Notes 30 SEPT 2019.doc", "2019-09-30"),
        ("Leap 29.02.2024.doc", "2024-02-29"),
        ("Accounts February 2024.xlsx", "2024-02-29"),
        ("Accounts 2023-02.xlsx", "2023-02-28"),
        ("From 01.02.2018 to 03.04.2019.pdf", "2019-04-03"),
    ],
)
def test_a_day_is_read(name: str, day: str) -> None:
    assert day_in(name) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "name",
    [
        "Minutes.pdf",
        "Minutes 2019.pdf",
        "Leap 29.02.2023.doc",
        "31-04-2019.doc",
        "2019-13-01.doc",
        "12.13.2019.doc",
        "Invoice 120190304.pdf",
        "Invoice 201903041.pdf",
        "0304.pdf",
        "1899-01-01.pdf",
        "Marching 2019.pdf",
        "",
    ],
)
def test_what_is_no_day_gives_none(name: str) -> None:
    assert day_in(name) is None

"""No line and no column of a sheet goes without a word: what is taken for no record is named by its row."""

from __future__ import annotations

import pytest

from workbench.exchange.book import Book, Cell, Merge, Sheet
from workbench.exchange.drafting import Draft, draft
from workbench.exchange.setaside import MOST_NAMED, LineAside, said_of_lines
from workbench.exchange.table import RowKind
from workbench.registers.retention_schedule import REGISTER

HEADINGS: list[Cell] = ["Record series", "Retention period", "Disposal"]


def _draft(*rows: list[Cell], merged: tuple[Merge, ...] = ()) -> Draft:
    width = max(map(len, rows))
    filled = [row + [None] * (width - len(row)) for row in rows]
    return draft(REGISTER, Book("ours.xlsx", (Sheet("Schedule", filled, merged=merged),)))


def _lines(made: Draft) -> list[tuple[int, str, str, str]]:
    """Row, name, period and section of every line."""
    texts = [(line.row, line.line.texts) for line in made.lines()]
    return [(row, t["record_series"], t.get("period_text", ""), t.get("section", "")) for row, t in texts]


def _aside(made: Draft) -> list[tuple[int, str]]:
    return [(line.row, str(line.kind)) for line in made.aside()]


def test_a_name_without_a_period_among_rules_is_a_record_and_no_section() -> None:
    made = _draft(
        [*HEADINGS],
        ["Invoices", "6 years", "Shred"],
        ["Minutes"],
        ["Agendas"],
        ["Plans", "2 years", "Shred"],
        ["Maps"],
    )
    names = ["Invoices", "Minutes", "Agendas", "Plans", "Maps"]
    periods = ["6 years", "", "", "2 years", ""]
    assert _lines(made) == [(n, *line, "") for n, line in enumerate(zip(names, periods, strict=True), 2)]
    assert made.aside() == []


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        ("FINANCE", "PLANNING", ()),
        ("Finance:", "Planning:", ()),
        ("1. Finance", "2. Planning", ()),
        ("Part A Finance", "Part B Planning", ()),
        ("Finance", "Planning", (Merge(2, 0, 2, 2), Merge(6, 0, 6, 2))),
    ],
)
def test_where_sections_are_marked_a_bare_name_is_a_record(first: str, second: str, merged: tuple[Merge, ...]) -> None:
    made = _draft(
        [*HEADINGS],
        [first],
        ["Invoices", "6 years", "Shred"],
        ["Minutes"],
        ["Plans", "2 years", "Shred"],
        [second],
        ["Maps", "3 years", "Shred"],
        merged=merged,
    )
    assert [(row, section) for row, _, _, section in _lines(made)] == [(3, first), (4, first), (5, first), (7, second)]
    assert _aside(made) == [(2, "section"), (6, "section")]


def test_where_sections_are_only_words_a_bare_name_goes_on_being_one() -> None:
    made = _draft(
        [*HEADINGS], ["Finance"], ["Invoices", "6 years", "Shred"], ["Planning"], ["Maps", "3 years", "Shred"]
    )
    assert [(row, section) for row, _, _, section in _lines(made)] == [(3, "Finance"), (5, "Planning")]
    said = list(said_of_lines(made.aside()))
    assert said == ["Taken for sections, not for records: sheet “Schedule” row 2 “Finance”, row 4 “Planning”."]


def test_a_sum_is_no_record_wherever_it_stands() -> None:
    wide = _draft(
        ["Ref", *HEADINGS, "Notes"],
        ["A1", "Invoices", "6 years", "Shred"],
        [None, None, None, None, "ask Jo"],
        ["A2", "Maps", "2 years", "Shred"],
        ["Total", 7],
        ["Grand total:", None, "7"],
    )
    assert [row for row, *_ in _lines(wide)] == [2, 4]
    assert _aside(wide) == [(3, "note"), (5, "note"), (6, "note")]
    narrow = _draft(["Record series", "Retention period"], ["Invoices", "6 years"], ["Maps", "2 years"], ["Sum", 8])
    assert [row for row, *_ in _lines(narrow)] == [2, 3]
    kept = _draft(["Record series", "Retention period"], ["Totals of cash books", 6], ["Sum books", "2 years"])
    assert [name for _, name, *_ in _lines(kept)] == ["Totals of cash books", "Sum books"]


def test_columns_that_feed_nothing_are_named() -> None:
    made = _draft(
        [*HEADINGS, "Cost", "Spare"],
        ["Invoices", "6 years", "Shred", 3, None, None, "stray"],
        ["Plans", "2 years", "Shred", 4],
    )
    assert made.said() == ("Not taken in from sheet “Schedule”: columns D “Cost”, G (no heading).",)
    assert _draft([*HEADINGS], ["Invoices", "6 years", "Shred"]).said() == ()


def test_the_same_columns_of_several_sheets_are_one_sentence() -> None:
    rows: list[list[Cell]] = [[*HEADINGS, "Cost"], ["Invoices", "6 years", "Shred", 3], ["Maps", "1 year", "Shred", 4]]
    made = draft(REGISTER, Book("ours.xlsx", tuple(Sheet(name, rows) for name in ("North", "South"))))
    assert made.said() == ("Not taken in from sheets “North”, “South”: column D “Cost”.",)


def test_very_many_lines_are_named_as_far_as_there_is_room() -> None:
    lines = [LineAside("S", n, RowKind.NOTE, f"Note {n} " + "long " * 30) for n in range(MOST_NAMED + 5)]
    for most in (40, MOST_NAMED):
        [said] = said_of_lines(lines, most)
        assert said.endswith(f"; and {len(lines) - most:,} more.")
        assert said.count("row ") == most
        assert len(said) < most * 75


@pytest.mark.parametrize("turned", [False, True])
def test_years_and_months_in_two_columns_are_one_period(turned: bool) -> None:
    parts: list[tuple[str, Cell, Cell, Cell]] = [("Years", 1, None, 6), ("Months", 6, 12, None)]
    (one, *first), (two, *second) = reversed(parts) if turned else parts
    made = _draft(["Record", one, two], *(["Line", *cells] for cells in zip(first, second, strict=True)))
    rules = [REGISTER.understand(line.line).values["rule"] for line in made.lines() if REGISTER.understand]
    assert [(rule.length.amount, str(rule.length.unit)) for rule in rules] == [
        (18, "months"),
        (12, "months"),
        (6, "years"),
    ]
    assert made.said() == ()


def test_a_month_of_the_calendar_is_no_period() -> None:
    made = _draft(
        ["Record", "Year", "Month", "Retention period"],
        ["Invoices", 2023, "January", "6 years"],
        ["Plans", 2024, "March", "2 years"],
    )
    assert [period for _, _, period, _ in _lines(made)] == ["6 years", "2 years"]

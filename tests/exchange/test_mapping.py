"""Columns find their targets by heading and contents; an earlier person's mapping wins."""

from __future__ import annotations

import re

from workbench.exchange.book import Cell, Sheet
from workbench.exchange.mapping import Mapping, choose, propose, shape_of
from workbench.exchange.suiting import Target
from workbench.exchange.tables import Table, find_tables


def _period(words: str) -> float:
    return float(bool(re.search(r"\d+ (years|months)|permanent|retain|keep", words, re.IGNORECASE)))


def _disposal(words: str) -> float:
    return float(bool(re.fullmatch(r"(destroy|shred|archive).*", words, re.IGNORECASE)))


TARGETS = (
    Target("service", "Service", ("Service", "Department", "Function")),
    Target("section", "Section", ("Section",)),
    Target("record_series", "Record series", ("Record series", "Record", "Document", "Type of record"), required=True),
    Target("activity", "Activity", ("Activity", "Description", "Examples of records"), joins=True),
    Target("period", "Retention period", ("Retention period", "Keep for", "Retention"), _period, True, joins=True),
    Target("disposal", "Disposal", ("Disposal", "Action"), _disposal),
    Target("authority", "Reason or law", ("Reason", "Authority", "Legislation")),
    Target("reviewed", "Last reviewed", ("Last reviewed", "Review date"), day=True),
)


def _table(*rows: list[Cell]) -> Table:
    [table] = find_tables(Sheet("Schedule", list(rows)))
    return table


def _columns(*rows: list[Cell]) -> dict[int, str | None]:
    return propose(_table(*rows), TARGETS).columns


def test_headings_in_other_words() -> None:
    assert _columns(
        [
            "Department",
            "Type of\nrecord ",
            "Minimum retention period (years)",
            "Disposal action",
            "Legislation or regulations",
        ],
        ["Finance", "Invoices", "6 years", "Destroy", "VAT Act 1994"],
        ["Finance", "Budgets", "3 years", "Destroy", None],
    ) == {0: "service", 1: "record_series", 2: "period", 3: "disposal", 4: "authority"}


def test_a_heading_that_goes_on_in_the_row_below_is_read_as_one() -> None:
    """As a clerk typed it: nothing merged, and headings of one line in the upper row alone."""
    table = _table(
        ["Ref", "Document", "Minimum Retention", "Reason for", "Where", "Method of"],
        [None, None, "Period", "Retention", "kept", "Disposal"],
        ["F1", "Receipt accounts", "Permanent", "Audit", "Office", "Archive"],
        ["F2", "Quotations", "6 years", "Limitation Act", "Cabinet", "Shred"],
        ["F3", "Paid invoices", "6 years", "VAT", "Cabinet", "Shred"],
    )
    headings = ["Ref", "Document", "Minimum Retention Period", "Reason for Retention", "Where kept"]
    assert [c.heading for c in table.columns][:5] == headings
    fed = propose(table, TARGETS).columns
    assert (fed[2], fed[3], fed[5]) == ("period", "authority", "disposal")


def test_a_column_without_any_period_is_never_a_second_period() -> None:
    fed = _columns(
        ["Document", "Retention period", "Retention", "Disposal"],
        ["Quotations", "6 years", "Audit", "Shred"],
        ["Minutes", "Permanent", "Archive", "Archive"],
        ["Invoices", "6 years", "VAT", "Shred"],
    )
    assert fed[1] == "period"
    assert fed[2] != "period"


def test_contents_where_there_are_no_headings() -> None:
    assert _columns(
        ["R/1", "Minutes of the council", "Permanent", "Archive"],
        ["R/2", "Agenda papers", "6 years", "Destroy"],
        ["R/3", "Accident reports", "20 years", "Shred"],
    ) == {0: None, 1: "record_series", 2: "period", 3: "disposal"}


def test_several_columns_feed_one_target() -> None:
    assert _columns(
        ["Record", "Retention Period Years", "Retention Period Months"], ["Plans", 6, 0], ["Maps", 0, 6]
    ) == {0: "record_series", 1: "period", 2: "period"}


def test_column_whose_contents_belong_elsewhere_stays_free() -> None:
    assert _columns(
        ["Record", "Retention", "Action", "Retention note"],
        ["Plans", "6 years", "Destroy", "Destroy"],
        ["Maps", "2 years", "Shred", "Archive"],
    ) == {0: "record_series", 1: "period", 2: "disposal", 3: None}


def test_required_target_takes_a_column_less_needed() -> None:
    assert (
        _columns(
            ["Function", "Examples of records", "Keep for"],
            ["Audit", "Audit reports", "6 years"],
            ["Arts", "Plans", "1 year"],
        )[1]
        == "record_series"
    )


def test_sections_that_read_as_periods_feed_the_period() -> None:
    mapping = propose(_table(["COUNCIL"], [], ["Items to keep for 6 years"], ["Invoices"], ["Receipts"]), TARGETS)
    assert (mapping.section, mapping.missing) == ("period", ())


def test_other_sections_feed_the_section() -> None:
    table = _table(["Document", "Keep for"], ["Payroll"], ["Wages book", "12 years"], ["Time sheets", "2 years"])
    assert propose(table, TARGETS).section == "section"


def test_remembered_mapping_wins_for_the_same_shape() -> None:
    table = _table(["Document", "Keep for", "Reason"], ["Minutes", "6 years", "Audit"], ["Maps", "2 years", "Law"])
    earlier = Mapping({0: "record_series", 1: "period", 2: None}, shape_of(table))
    mapping = propose(table, TARGETS, earlier)
    assert mapping.remembered
    assert mapping.columns == {0: "record_series", 1: "period", 2: None}
    other = Mapping({0: None, 1: None, 2: None}, "another shape")
    assert propose(table, TARGETS, other).columns[0] == "record_series"


def test_shape_minds_words_and_places_only() -> None:
    one = _table(["Document", "Keep for"], ["Minutes", "6 years"], ["Maps", "1 year"])
    two = _table(["  DOCUMENT:", "Keep\nfor"], ["Plans", "2 years"], ["Seals", "4 years"])
    three = _table(["Document", "Retention"], ["Plans", "2 years"], ["Seals", "4 years"])
    assert shape_of(one) == shape_of(two) != shape_of(three)


def test_sheets_that_hold_no_schedule_are_left_out_and_said() -> None:
    versions = _table(["Version", "Date", "Author", "Change"], ["1.0", "03/04/2023", "Clerk", "First issue"])
    key = _table(["Abbreviation", "Meaning"], ["CY", "Current year"], ["6 years", "Six years after closure"])
    counts = _table(["Service", "Number", "Late"], ["Benefits", 5, 0], ["Housing", 13, 2])
    schedule = _table(["Document", "Keep for"], ["Minutes", "6 years"], ["Maps", "1 year"])
    made = choose([versions, key, counts, schedule], TARGETS)
    assert [choice.included for choice in made] == [False, False, False, True]
    assert "about the document itself" in made[0].reason
    assert "no column reads as “Record series”" in made[2].reason or "Retention period" in made[2].reason
    assert made[3].reason == "Found 2 rows, 2 columns, on sheet “Schedule”."


def test_near_call_on_a_required_target_is_asked() -> None:
    mapping = propose(
        _table(["Record", "Record", "Keep for"], ["Plans", "Maps", "6 years"], ["Seals", "Keys", "1 year"]), TARGETS
    )
    assert mapping.questions == ("Is “Record series” in column A “Record” or in column B “Record”?",)


def test_dates_that_read_both_ways_are_asked() -> None:
    head: list[Cell] = ["Document", "Keep for", "Last reviewed"]
    both = propose(_table(head, ["Minutes", "6 years", "03/04/2026"], ["Maps", "1 year", "05/06/2026"]), TARGETS)
    [question] = both.day_questions.values()
    assert question.startswith("Column C “Last reviewed”: every date can be read")
    assert "3 April 2026" in question
    assert "4 March 2026" in question
    clear = propose(_table(head, ["Minutes", "6 years", "03/04/2026"], ["Maps", "1 year", "25/06/2026"]), TARGETS)
    assert (clear.day_questions, clear.questions) == ({}, ())


def test_a_second_table_beside_the_first_is_left_and_said() -> None:
    names: list[Cell] = ["Record", "Keep for", "Action"]
    rows: list[list[Cell]] = [[f"Left {n}", "6 years", "Destroy", None, f"Right {n}", "3 years", "Shred"] for n in "ab"]
    table = _table([*names, None, *names], *rows)
    mapping = propose(table, TARGETS)
    assert mapping.columns == {0: "record_series", 1: "period", 2: "disposal", 4: None, 5: None, 6: None}
    [question] = mapping.questions
    assert question.startswith("A second table stands beside the first, from column E “Record” on. It is not taken in.")
    assert propose(table, TARGETS, mapping).questions == (question,), "said again when the mapping is remembered"


def test_units_that_repeat_are_no_second_table() -> None:
    mapping = propose(_table(["Record", "Years", "Years", "Action"], ["Minutes", "6", "7", "Destroy"]), TARGETS)
    assert not any("second table" in question for question in mapping.questions)

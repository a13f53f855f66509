"""Tables are found as councils lay them out; every row of a sheet has its place.

The lines of Kirklees Council are from the appendices of its customer service privacy notice, those of the parish from
Gurnard Parish Council's document retention schedule, both as published; titles and notes are made up.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.exchange.book import Book, Cell, Merge, Sheet
from workbench.exchange.tables import RowKind, Table, find_book_tables, find_tables

KIRKLEES = ["Record related to...", "Activity/used for", "Stored System", "Agreed retention period"]
SMILE = ["SMILE", "Service requests from members of the public", "SMILE - IT CRM System", "2 years"]
DUTY = ["KD Duty Ops", "Agency Staff Info", "Outlook", "6 months"]
HOUSING = ["Housing Direct", "Email enquiries from residents", "Outlook", "12 months"]
PARISH = ["Document", "Minimum Retention Period", "Reason"]
MINUTES = ["Minutes", "Indefinite", "Archive"]
AGENDAS = ["Agendas", "5 years", "Management"]


def _sheet(*rows: list[Cell], merged: tuple[Merge, ...] = (), hidden: frozenset[int] = frozenset()) -> Sheet:
    width = max(map(len, rows))
    return Sheet("Schedule", [row + [None] * (width - len(row)) for row in rows], hidden, merged=merged)


def _kinds(table: Table) -> dict[int, str]:
    return {line.row: line.kind.name for line in table.skipped}


def _rows(table: Table) -> list[int]:
    return [row.row for row in table.rows]


def test_titles_heading_rows_and_notes() -> None:
    [table] = find_tables(
        _sheet(
            ["GURNARD PARISH COUNCIL"],
            ["Last reviewed 03/04/2023"],
            [],
            [*PARISH],
            [*MINUTES],
            [],
            [*AGENDAS],
            [],
            ["Notes:"],
            ["1. Periods run from the end of the year."],
        )
    )
    assert table.header_rows == (4,)
    assert _rows(table) == [5, 7]
    assert table.titles == ("GURNARD PARISH COUNCIL", "Last reviewed 03/04/2023")
    assert table.notes == ("Notes:", "1. Periods run from the end of the year.")
    assert table.counts == {RowKind.TITLE: 2, RowKind.BLANK: 3, RowKind.HEADER: 1, RowKind.NOTE: 2}
    assert table.page.splitlines()[0] == "GURNARD PARISH COUNCIL"
    assert table.said() == "Found 2 rows, 3 columns, on sheet “Schedule”."


def test_merged_group_headings_and_repeated_headings() -> None:
    group: list[Cell] = ["Records", None, None, "Retention"]
    sheet = _sheet(
        ["Internal emails"],
        [*group],
        [*KIRKLEES],
        [*SMILE],
        [*group],
        [*KIRKLEES],
        [*DUTY],
        [],
        ["External emails"],
        [*group],
        [*KIRKLEES],
        [*HOUSING],
        merged=tuple(Merge(row, 0, row, 2) for row in (2, 5, 10)),
    )
    [table] = find_tables(sheet)
    assert table.header_rows == (2, 3)
    assert [(column.group, column.heading) for column in table.columns][2:] == [
        ("Records", "Stored System"),
        ("Retention", "Agreed retention period"),
    ]
    assert _rows(table) == [4, 7, 12]
    assert [row.section for row in table.rows] == ["", "", "External emails"]
    assert _kinds(table)[5] == _kinds(table)[11] == "REPEATED"


def test_units_under_a_merged_heading() -> None:
    sheet = _sheet(
        ["Document", "Retention period", None, "Reason"],
        [None, "Years", "Months", None],
        ["Minutes", 6, 0, "Archive"],
        ["Agendas", 0, 6, "Management"],
        merged=(Merge(1, 1, 1, 2), Merge(1, 0, 2, 0), Merge(1, 3, 2, 3)),
    )
    [table] = find_tables(sheet)
    assert table.header_rows == (1, 2)
    assert [column.full_heading for column in table.columns] == [
        "Document",
        "Retention period Years",
        "Retention period Months",
        "Reason",
    ]
    assert _rows(table) == [3, 4]


def test_sections_within_a_banner() -> None:
    [table] = find_tables(
        _sheet(
            ["COUNCIL"],
            [],
            ["Resources"],
            [*PARISH],
            ["Payroll"],
            [*MINUTES],
            ["Audit"],
            [*AGENDAS],
        )
    )
    assert [(row.service, row.section) for row in table.rows] == [("Resources", "Payroll"), ("Resources", "Audit")]


def test_stacked_tables_with_headings_of_their_own() -> None:
    one, two = find_tables(
        _sheet(
            [*PARISH], [*MINUTES], [], ["Customer service"], [*KIRKLEES], [*SMILE], [*DUTY], [], ["Note: ask first."]
        )
    )
    assert (one.header_rows, _rows(one)) == ((1,), [2])
    assert (two.header_rows, _rows(two), two.rows[0].section) == ((5,), [6, 7], "Customer service")
    assert _kinds(two)[4] == "SECTION"
    assert two.notes == ("Note: ask first.",)


def test_without_headings_columns_come_from_contents() -> None:
    [table] = find_tables(_sheet(["COUNCIL"], [], ["Official records:"], [*MINUTES], [*AGENDAS]))
    assert table.header_rows == ()
    assert [column.letter for column in table.columns] == ["A", "B", "C"]
    assert [(row.row, row.section) for row in table.rows] == [(4, "Official records:"), (5, "Official records:")]


def test_unknown_heading_by_what_stands_below() -> None:
    [table] = find_tables(_sheet(["Math o gofnod", "Cyfnod cadw"], ["Cofnodion", "6 years"], ["Agenda", "2 years"]))
    assert (table.header_rows, _rows(table)) == ((1,), [2, 3])


def test_one_column_with_periods_between() -> None:
    [table] = find_tables(
        _sheet(
            ["RECORD OFFICE"],
            [],
            ["Items to keep indefinitely"],
            ["Minute books"],
            ["Annual financial statements"],
            ["Items to retain for at least six years"],
            ["Paid cheques"],
            [],
            ["Notes:"],
            ["Ask before destroying anything."],
        )
    )
    assert [(row.row, row.section) for row in table.rows] == [
        (4, "Items to keep indefinitely"),
        (5, "Items to keep indefinitely"),
        (7, "Items to retain for at least six years"),
    ]
    assert table.counts[RowKind.NOTE] == 2


def test_merged_cells_are_filled_down_and_spacers_left_out() -> None:
    [table] = find_tables(
        _sheet(
            ["Service", "Document", None, "Retention period"],
            ["Audit", "Reports", None, "6 years"],
            [None, "Plans", None, "3 years"],
            ["Arts", "Projects", None, "1 year"],
            merged=(Merge(2, 0, 3, 0),),
        )
    )
    assert [column.index for column in table.columns] == [0, 1, 3]
    assert table.rows[1].values == ("Audit", "Plans", "3 years")


def test_hidden_rows_are_read_and_said() -> None:
    [table] = find_tables(_sheet([*PARISH], [*MINUTES], [*AGENDAS], hidden=frozenset({3})))
    assert [row.hidden for row in table.rows] == [False, True]
    assert table.said().endswith("Hidden rows: 1, included.")


def test_key_beneath_is_no_rule() -> None:
    [table] = find_tables(_sheet([*PARISH], [*MINUTES], [], ["Key"], ["CY", "Current year"], ["Perm", "Permanent"]))
    assert _rows(table) == [2]
    assert _kinds(table) == {1: "HEADER", 3: "BLANK", 4: "NOTE", 5: "NOTE", 6: "NOTE"}


def test_heading_row_chosen_by_the_person() -> None:
    [table] = find_tables(_sheet(["What", "Till when"], ["Thing", "Period"], [*MINUTES[:2]]), header_row=2)
    assert (table.header_rows, _rows(table)) == ((2,), [3])
    assert _kinds(table) == {1: "TITLE", 2: "HEADER"}


def test_long_last_line_without_a_gap_is_a_note() -> None:
    [table] = find_tables(
        _sheet([*PARISH], [*MINUTES], [*AGENDAS], ["Further guidance on other records is available."])
    )
    assert _rows(table) == [2, 3]
    assert _kinds(table)[4] == "NOTE"


CELLS = st.none() | st.sampled_from(
    [
        "Document",
        "Retention period",
        "Minutes",
        "6 years",
        "Notes:",
        "Finance",
        "FINANCE",
        "a long line that ends. ",
        6,
        " ",
    ]
)


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=14))
def test_every_row_has_one_place(rows: list[list[Cell]]) -> None:
    tables = find_book_tables(Book("a", (Sheet("a", rows),)))
    placed = [row.row for table in tables for row in table.rows]
    placed += [line.row for table in tables for line in table.skipped]
    assert sorted(placed) == list(range(1, len(rows) + 1))

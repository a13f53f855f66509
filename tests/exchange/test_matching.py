"""The same sheet finds its own lines again, and another council's numbering does not overwrite ours."""

from __future__ import annotations

from typing import Any

from workbench.exchange.lines import SheetLine
from workbench.exchange.matching import Existing, Matcher
from workbench.register import Line
from workbench.registers.retention_schedule import REGISTER


def line(row: int, **texts: str) -> SheetLine:
    return SheetLine("Schedule", row, False, {}, Line(texts))


def kept(**values: Any) -> dict[str, Any]:
    return {"reference": "", "service": "", "section": "", "record_series": "", "activity": "", **values}


def found(existing: dict[int, dict[str, Any]], lines: list[SheetLine]) -> list[int | None]:
    matcher = Matcher(REGISTER, Existing(existing), lines)
    return [matcher.record(one) for one in lines]


def test_a_new_line_above_does_not_take_the_place_of_one_below() -> None:
    existing = {1: kept(record_series="Emails", activity="waste")}
    lines = [line(2, record_series="Emails", activity="housing"), line(3, record_series="Emails", activity="waste")]
    assert found(existing, lines) == [None, 1]


def test_lines_alike_in_all_words_find_their_records_in_order() -> None:
    existing = {1: kept(record_series="SMILE", section="Internal"), 2: kept(record_series="SMILE", section="Internal")}
    lines = [line(n, record_series="SMILE", section="Internal") for n in (2, 3, 4)]
    assert found(existing, lines) == [1, 2, None]


def test_lines_told_apart_by_their_period_alone_find_their_own_records_in_any_order() -> None:
    existing = {
        n: kept(record_series="Keys", reference=reference, period_text=period)
        for n, (reference, period) in enumerate((("3", "1 year"), ("3", "2 years"), ("", "1 year"), ("", "6 years")), 1)
    }
    lines = [
        line(2, record_series="Keys", reference="3", period_text="2 years"),
        line(3, record_series="Keys", reference="3", period_text="1 year"),
        line(4, record_series="Keys", period_text="6 years"),
        line(5, record_series="Keys", period_text="3 years"),
    ]
    assert found(existing, lines) == [2, 1, 4, 3]


def test_a_renamed_line_is_known_by_its_reference_where_the_sheet_is_known() -> None:
    existing = {
        n: kept(reference=f"1.{n}", record_series=name) for n, name in enumerate(("Minutes", "Agendas", "Maps"), 1)
    }
    lines = [
        line(2, reference="1.1", record_series="Minutes"),
        line(3, reference="1.2", record_series="Agendas and reports"),
        line(4, reference="1.3", record_series="Maps"),
    ]
    assert found(existing, lines) == [1, 2, 3]


def test_another_sheet_with_the_same_numbers_is_new() -> None:
    existing = {
        n: kept(reference=str(n), record_series=name) for n, name in enumerate(("Minutes", "Agendas", "Maps"), 1)
    }
    lines = [line(n, reference=str(n), record_series=name) for n, name in enumerate(("Payroll", "Invoices", "VAT"), 1)]
    assert found(existing, lines) == [None, None, None]


def test_lines_no_longer_in_the_sheet_are_counted_and_another_sheet_is_not() -> None:
    existing = {n: kept(record_series=f"Series {n}") for n in range(1, 11)}
    again = [line(n, record_series=f"Series {n}") for n in range(1, 9)]
    other = [line(n, record_series=f"Other {n}") for n in range(1, 9)]
    assert Matcher(REGISTER, Existing(existing), again).unseen == 2
    assert Matcher(REGISTER, Existing(existing), other).unseen == 0

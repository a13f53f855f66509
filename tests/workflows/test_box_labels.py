"""Labels for boxes: what stands on them, where on the sheet, and that nobody is named. Read with pdfium."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests import helpers
from tests.reports.pages import squeezed, texts
from workbench import clock
from workbench.errors import Plain
from workbench.records import record
from workbench.records.store import Store
from workbench.registers.holdings import Holding
from workbench.registers.retention_schedule import ScheduleLine
from workbench.reports.labels import SHEETS, LabelSheet, sheet_of
from workbench.rules.rule import Kind, Length, RetentionRule, Unit
from workbench.workflows import boxlabels, holds

TWO_YEARS = RetentionRule(Kind.FIXED, Length(2, Unit.YEARS), "closure", bound="min")
FOREVER = RetentionRule(Kind.PERMANENT)
CLOSED = dt.date(2024, 3, 12)
LONG = "A description that is far longer than any label has room for, said twice over. " * 3
each = pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """21 April 2026: a series that is destroyed, one that is reviewed, one kept for ever."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 4, 21))
    lines = (
        {"reference": "6.1", "record_series": "Complaints", "rule": TWO_YEARS, "disposal_action": "shred"},
        {"reference": "6.2", "record_series": "Plans", "rule": TWO_YEARS, "disposal_action": "review"},
        {"reference": "1.1", "record_series": "Minutes", "rule": FOREVER, "disposal_action": "archive"},
    )
    with helpers.open_new(tmp_path) as store:
        with store.operation("Add", "edit") as op:
            record.add(ScheduleLine, list(lines), op.id)
        yield store


def keep(store: Store, *rows: dict[str, Any]) -> list[int]:
    """Holdings with these values."""
    usual = {"description": "Closed files", "series": 1, "trigger_date": CLOSED, "place": "Loft, shelf 2"}
    with store.operation("Add", "edit") as op:
        return record.add(Holding, [{**usual, **row} for row in rows], op.id)


def test_what_stands_on_a_label(store: Store) -> None:
    span = {"covers_from": dt.date(2019, 4, 1), "covers_to": dt.date(2020, 3, 31)}
    [label] = boxlabels.labels(keep(store, {"notes": "Mrs Quartermaine rang", **span}))
    assert (label.headline, label.day) == ("DESTROY AFTER", "12 March 2026")
    assert (label.series, label.description) == ("6.1 Complaints", "Closed files")
    assert label.lines == (
        "Holding 1. Loft, shelf 2",
        "Keep until 12 Mar 2026; may go from 13 Mar 2026",
        "Records 1 Apr 2019 to 31 Mar 2020",
    )
    assert "Quartermaine" not in str(label)


def test_the_big_words_say_what_happens(store: Store) -> None:
    made = boxlabels.labels(keep(store, {"series": 2}, {"series": 3}, {"trigger_date": None}, {}))
    found = [(label.headline, label.day) for label in made]
    assert found == [
        ("REVIEW AFTER", "12 March 2026"),
        ("KEEP ALWAYS", ""),
        ("NO DATE YET", "Do not destroy"),
        ("DESTROY AFTER", "12 March 2026"),
    ]


def test_the_councils_own_number_stands_on_it_and_the_day_it_was_kept_to(store: Store) -> None:
    again = {"look_again": dt.date(2027, 6, 1), "why_kept": "The appeal is open"}
    [label] = boxlabels.labels(keep(store, {"number": "42", **again}))
    assert (label.headline, label.day) == ("DESTROY AFTER", "31 May 2027")
    assert label.lines[:2] == ("Box 42. Loft, shelf 2", "Keep until 31 May 2027; may go from 1 Jun 2027")


def test_a_number_that_says_box_is_not_called_so_twice(store: Store) -> None:
    made = boxlabels.labels(keep(store, {"number": "Box 05"}, {"number": "box C"}, {"number": "F 7"}))
    assert [label.lines[0].partition(".")[0] for label in made] == ["Box 05", "box C", "Box F 7"]


def test_a_held_box_says_so_and_not_why(store: Store) -> None:
    numbers = keep(store, {}, {})
    holds.place(store, {"reason": "Claim by Mrs Quartermaine", "kind": "claim", "holding": numbers[0]})
    held, free = boxlabels.labels(numbers)
    assert (held.headline, held.day) == ("ON HOLD", "Do not destroy")
    assert "On hold on 21 Apr 2026: ask the clerk" in held.lines
    assert "Quartermaine" not in str(held)
    assert "may go" not in str(held)
    assert free.headline == "DESTROY AFTER"


def test_each_box_counted_has_its_own(store: Store) -> None:
    numbers = keep(store, {"quantity": 3, "unit": "boxes"}, {"quantity": 40, "unit": "gb"})
    made = boxlabels.labels(numbers)
    assert [label.lines[0].partition(".")[0] for label in made] == [
        "Holding 1, 1 of 3", "Holding 1, 2 of 3", "Holding 1, 3 of 3", "Holding 2",
    ]  # fmt: skip


def printed(store: Store, numbers: list[int], sheet: LabelSheet, begin: int, folder: Path) -> Path:
    """The labels as a file."""
    done = boxlabels.print_them(store, numbers, sheet, begin, folder / "labels.pdf")
    assert done.rows >= len(numbers)
    return folder / "labels.pdf"


def outside(file: Path, sheet: LabelSheet, free: int) -> list[str]:
    """Letters that stand on no label, or on one of the first `free`, which are gone; measured in mm from the sheet's
    own figures.
    """
    mm, wrong = 72 / 25.4, []
    with pypdfium2.PdfDocument(file) as document:
        for number, page in enumerate(document):
            words = page.get_textpage()
            for place in range(words.count_chars()):
                letter = words.get_text_range(place, 1)
                if letter.isspace():
                    continue
                left, bottom, right, top = (side / mm for side in words.get_charbox(place))
                across = int((left - sheet.left) // sheet.step)
                down = int((297 - top - sheet.top) // sheet.height)
                edge, roof = sheet.left + across * sheet.step, 297 - sheet.top - down * sheet.height
                inside = left >= edge and right <= edge + sheet.width and top <= roof and bottom >= roof - sheet.height
                known = 0 <= across < sheet.across and 0 <= down < sheet.down
                if not (inside and known) or (number == 0 and down * sheet.across + across < free):
                    wrong.append(letter)
    return wrong


@each
def test_every_letter_stands_on_a_label_that_is_there(store: Store, sheet: LabelSheet, tmp_path: Path) -> None:
    span = {"covers_from": dt.date(2019, 4, 1), "covers_to": dt.date(2020, 3, 31)}
    long = {"description": LONG, "place": LONG, **span}
    numbers = keep(store, *([long, {}] * 7))
    begin = min(4, sheet.number)
    file = printed(store, numbers, sheet, begin, tmp_path)
    assert outside(file, sheet, begin - 1) == []
    if begin > 1:
        assert outside(file, sheet, begin), "the control: the first label is used"


@each
def test_nothing_that_matters_is_pushed_off_the_label(store: Store, sheet: LabelSheet, tmp_path: Path) -> None:
    span = {"covers_from": dt.date(2019, 4, 1), "covers_to": dt.date(2020, 3, 31)}
    [page] = texts(printed(store, keep(store, {"description": LONG, **span}), sheet, 1, tmp_path))
    for words in ("DESTROY AFTER", "12 March 2026", "6.1 Complaints", "Loft, shelf 2", "Holding 1", "31 Mar 2020"):
        assert squeezed(words) in squeezed(page), words
    assert squeezed("Keep until 12 Mar 2026; may go from 13 Mar 2026") in squeezed(page)
    assert "Test Town Council" in page


def test_a_sheet_that_is_full_is_followed_by_another(store: Store, tmp_path: Path) -> None:
    numbers = keep(store, *[{}] * 6)
    assert len(texts(printed(store, numbers, sheet_of("2x4"), 3, tmp_path))) == 1
    assert [text.count("DESTROY AFTER") for text in texts(printed(store, numbers, sheet_of("2x4"), 4, tmp_path))] == [
        5,
        1,
    ]


@pytest.mark.parametrize(("begin", "why"), [(0, "labels 1 to 24"), (25, "labels 1 to 24")])
def test_a_label_the_sheet_has_not_is_refused(store: Store, begin: int, why: str, tmp_path: Path) -> None:
    with pytest.raises(Plain, match=why):
        printed(store, keep(store, {}), sheet_of("3x8"), begin, tmp_path)
    assert not (tmp_path / "labels.pdf").exists()


def test_none_and_far_too_many_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Plain, match="No holding is chosen"):
        printed(store, [99], sheet_of("3x8"), 1, tmp_path)
    with pytest.raises(Plain, match="3,000 labels"):
        printed(store, keep(store, {"quantity": 3000, "unit": "boxes"}), sheet_of("3x8"), 1, tmp_path)

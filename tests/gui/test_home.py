"""Home says what is late, what comes this month and what is on hold, and leads to where it is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.gui.conftest import OpenCouncil
from tests.gui.disposal import ROUTINE, fill
from tests.gui.wizard import press
from workbench import clock
from workbench.gui.disposal.batch import BatchPage
from workbench.gui.disposal.rounds import RoundsPage
from workbench.gui.home.list import DueList, _Room
from workbench.gui.home.words import chip, days, groups, heading, spoken
from workbench.gui.register.page import RegisterPage
from workbench.gui.theme.look import Look
from workbench.gui.widgets.lines import broken
from workbench.records import record
from workbench.registers import REGISTERS
from workbench.registers.checks import Check
from workbench.registers.holdings import Holding
from workbench.registers.rights_requests import RightsRequest
from workbench.workflows import checks, diary, disposal
from workbench.workflows.disposal import Authority

TODAY = dt.date(2026, 11, 18)  # a Wednesday, with Sunday the 22nd before the end of the month
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wednesday 18 November 2026."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def closed(council: OpenCouncil, boxes: list[int], *days: dt.date) -> None:
    """Boxes closed on some days; two years and a month of grace later they should be gone."""
    series = record.values_of(Holding, boxes[:1])[boxes[0]]["series"]
    with council.store.operation("Add", "edit") as operation:
        rows = [{"description": f"Closed {day}", "series": series, "trigger_date": day} for day in days]
        record.add(Holding, rows, operation.id)


def said(council: OpenCouncil) -> dict[str, list[tuple[str, dt.date | None]]]:
    """The groups of Home with their lines and days."""
    found = groups(council.desk.due(), TODAY, council.desk.known())
    return {group.title: [(item.act, item.day) for item in group.items] for group in found}


def test_what_comes_is_grouped_by_week_month_and_later(council: OpenCouncil) -> None:
    """Closed 19 October 2024: kept until 19 October 2026, may go from the 20th, gone by 20 November 2026."""
    boxes = fill(council.store)
    october = dt.date(2024, 10, 1)
    closed(council, boxes, *(october.replace(day=day) for day in (19, 26, 27)), dt.date(2024, 11, 5))
    found = said(council)
    assert [(act, day) for act, day in found["Overdue"] if "holding" in act] == [
        ("Decide on 3 holdings", dt.date(2025, 12, 17))  # the fourth is on hold
    ]
    assert found["This week"] == [("Decide on 1 holding", dt.date(2026, 11, 20))]
    assert found["This month"] == [("Decide on 2 holdings", dt.date(2026, 11, 27))]
    assert found["Later"] == [("Decide on 1 holding", dt.date(2026, 12, 6))]
    assert found["On hold"] == [("1 hold in force", None)]
    assert list(found) == ["Overdue", "This week", "This month", "Later", "On hold"]


def test_a_month_that_ends_this_week_has_no_group_of_its_own() -> None:
    monday = dt.date(2026, 11, 30)
    item = diary.Due("Decide", "", dt.date(2026, 12, 6), "holdings", "archive")
    assert [group.title for group in groups([item], monday)] == ["This week"]
    later = diary.Due("Decide", "", dt.date(2026, 12, 7), "holdings", "archive")
    assert [group.title for group in groups([later], monday)] == ["Later"]


@pytest.mark.parametrize(("day", "last"), [((2026, 2, 3), 28), ((2028, 2, 29), 29), ((2026, 12, 31), 31)])
def test_the_end_of_a_month(day: tuple[int, int, int], last: int) -> None:
    assert diary.month_end(dt.date(*day)) == dt.date(day[0], day[1], last)


def test_what_is_only_to_be_known_waits_for_nobody(council: OpenCouncil) -> None:
    fill(council.store)
    assert council.desk.waiting(next(r for r in REGISTERS if r.name == "holds")).number == 0
    assert "in force" not in " ".join(item.act for item in council.desk.due())
    assert heading([], TODAY) == "Nothing is late, nothing waits"
    home = council.page("home")
    home._open(next(iter(council.desk.known())))
    page = council.here(RegisterPage)
    assert (page.register.name, page.listing.selection.title()) == ("holds", "Holding now")


def test_each_batch_that_waits_opens_itself(council: OpenCouncil) -> None:
    boxes = fill(council.store)
    first = disposal.freeze(council.store, "September", boxes[:1])
    disposal.authorise(council.store, first, Authority("Chair"))
    second = disposal.freeze(council.store, "November", boxes[1:2])
    waiting = {item.act: item for item in council.desk.due() if item.page == "batch"}
    assert {act: item.about for act, item in waiting.items()} == {
        "Have “November” authorised": (second,),
        "Carry out “September”": (first,),
    }
    council.page("home")._open(waiting["Carry out “September”"])
    assert council.here(BatchPage).head.title.text() == "September"


def test_very_many_batches_are_counted(council: OpenCouncil) -> None:
    model = next(r for r in REGISTERS if r.name == "disposal-batches").record
    with council.store.operation("Add", "edit") as operation:
        record.add(model, [{"name": f"Batch {n}", "standing": "frozen"} for n in range(7)], operation.id)
    assert [item.act for item in council.desk.due()] == ["Have 7 batches authorised"]
    council.page("home")._open(council.desk.due()[0])
    assert council.here(RegisterPage).listing.shown == 7


def test_checks_of_this_month_are_answered_from_home_before_they_are_late(council: OpenCouncil) -> None:
    fill(council.store)
    checks.make(council.store)
    for number, name in enumerate(ROUTINE, 1):
        assert record.values_of(Check, [number])[number]["what"] == name
    with council.store.operation("Later", "edit") as operation:
        record.change(Check, {n: {"due_on": TODAY + dt.timedelta(days=10)} for n in (1, 2)}, operation.id)
    found = said(council)
    assert found["This week"] == [("Answer 1 check", TODAY)]
    assert found["This month"] == [("Answer 2 checks", dt.date(2026, 11, 28))]
    coming = next(item for item in council.desk.due() if item.act == "Answer 2 checks")
    council.window.activateWindow()
    council.page("home")._open(coming)
    page = council.here(RoundsPage)
    assert len(page.table.lines.rows) == 3
    for _ in range(3):
        press(Qt.Key.Key_N)
        press(Qt.Key.Key_Return)
    assert page.empty.isVisible()
    due_on = sorted(v["due_on"] for v in record.values_of(Check, range(1, 7)).values() if v["answer"] == "open")
    assert due_on == [dt.date(2026, 12, 18), dt.date(2026, 12, 28), dt.date(2026, 12, 28)]


def test_what_has_no_line_of_its_own_is_counted_one_by_one(council: OpenCouncil) -> None:
    """53 late, one due this week and two later: 50 have a line, and none of the others is lost among the rest."""
    received = [dt.date(2026, 9, 1)] * 53 + [dt.date(2026, 10, 22)] + [dt.date(2026, 11, 16)] * 2
    rows = [{"right": "access", "requester": f"Person {n}", "received": day} for n, day in enumerate(received)]
    with council.store.operation("Add", "edit") as operation:
        record.add(RightsRequest, rows, operation.id)
    found = [item for item in council.desk.due() if item.register == "rights-requests" and item.day]
    targets = sorted(item.day for item in found if item.record and item.day)
    assert len(targets) == 50
    assert targets[-1] < TODAY
    more = [(item.act, item.number) for item in found if not item.record]
    assert more == [
        ("Answer a rights request: 3 more", 3),
        ("Answer a rights request: 1 more", 1),
        ("Answer a rights request: 2 more", 2),
    ]
    others = [item for item in council.desk.due() if item.register != "rights-requests" and item.day]
    assert not [item for item in others if item.day and item.day < TODAY]
    assert council.desk.late() == 53
    assert heading(council.desk.due(), TODAY) == "53 things are late, one is due this week"


def aimed(day: int, limit: int | None, **more: Any) -> diary.Due:
    """A file that is aimed at on a day of November 2026, with a limit or none."""
    until = dt.date(2026, 11, limit) if limit else None
    return diary.Due("Answer", "RR-2026/001: Answer.", dt.date(2026, 11, day), "r", "x", limit=until, aims=True, **more)


def test_the_days_of_a_row_are_named_where_it_is_listed_by_another_than_it_is_counted_to() -> None:
    counted = chip(aimed(26, 27), TODAY, this_week=False)
    assert counted
    assert (days(aimed(26, 27)), counted.text) == (
        ("Target Thu 26 Nov 2026", "Limit Fri 27 Nov 2026"), "Limit in 9 days",
    )  # fmt: skip
    assert days(aimed(26, None)) == ("Target Thu 26 Nov 2026",)
    assert days(aimed(26, 26)) == ("Thu 26 Nov 2026",), "the chip counts to the same day"
    plain = diary.Due("Decide", "", dt.date(2026, 11, 20), "holdings", "archive")
    assert days(plain) == ("Fri 20 Nov 2026",)
    assert spoken(aimed(16, 17), "Overdue", TODAY) == (
        "Overdue. Answer, target Mon 16 Nov 2026, limit Tue 17 Nov 2026, 1 day late. RR-2026/001: Answer."
    )
    assert "due Fri 20 Nov 2026" in spoken(plain, "This week", TODAY)


LONG = (
    "RR-2026/003: the person was asked on Thu 19 Nov 2026, last spoken to Tue 24 Nov 2026; the clock has not started. "
    "May be closed unanswered from Wed 17 Feb 2027."
)


@pytest.mark.parametrize(("width", "scale"), [(790, 100), (448, 100), (620, 150)])
def test_words_too_long_for_a_line_are_wrapped_and_the_row_is_as_high_as_they_want(
    council: OpenCouncil, width: int, scale: int
) -> None:
    Look.now.choose("light", scale)
    shown = DueList(council.window)
    shown.resize(width, 400)
    short = aimed(26, 27)
    shown.show_groups(groups([short, replace(short, reason=LONG)], TODAY), TODAY)
    shown.show()
    model, painter = shown.model(), shown.itemDelegate()
    heights = [painter.sizeHint(QStyleOptionViewItem(), model.index(row, 0)).height() for row in (1, 2)]
    room = _Room.of(model.data(model.index(2, 0), Qt.ItemDataRole.UserRole), shown.viewport().width()).width
    lines = broken(LONG, "caption", room)
    assert " ".join(lines) == LONG
    assert len(lines) > 1
    widest = max(Look.now.metrics("caption").horizontalAdvance(line) for line in lines)
    assert widest <= room < width
    more = (len(lines) - 1) * Look.now.metrics("caption").height()
    assert heights[1] >= heights[0] + more - 20, "the control has one line, and days beside it that are as high"
    assert heights[1] > heights[0]
    index = model.index(2, 0)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("<br>Target Thu 26 Nov 2026<br>Limit Fri 27 Nov 2026</qt>")
    for told in (tip.replace("<br>", " "), index.data(Qt.ItemDataRole.AccessibleTextRole)):
        assert LONG in told


def test_what_wants_more_lines_than_a_row_bears_is_cut_at_the_end_alone(council: OpenCouncil) -> None:
    assert council.window
    lines = broken("🙂 Write to every plot holder. " * 20, "caption", 300)
    assert [line.endswith("…") for line in lines] == [False, False, False, True]
    assert lines[0].startswith("🙂 Write")
    assert all("\ufffd" not in line for line in lines)

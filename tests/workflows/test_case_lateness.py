"""Home, the card of a file, the register and the list of what is due say the same of one file."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from tests.workflows.casefiles import REQUESTS, complaint, request
from workbench import clock, duecommand
from workbench.gui.cases.clock_card import left
from workbench.gui.home.words import chip, groups, heading
from workbench.records.query import every
from workbench.records.store import Store
from workbench.registers import REGISTERS
from workbench.registers.cases.files import case_file
from workbench.workflows import diary


def everywhere(store: Store, today: dt.date, capsys: pytest.CaptureFixture[str]) -> tuple[str, str, bool, int]:
    """The group on Home, the tone of its chip, whether the register calls it late, and the days of the command."""
    [item] = [due for due in diary.due(REGISTERS, today) if due.register == REQUESTS]
    [group] = groups([item], today)
    mark = chip(item, today, this_week=False)
    view = next(v for v in case_file(REQUESTS).register.views if v.title == "Late")
    late = every(case_file(REQUESTS).record, (), view=view.where).count()
    capsys.readouterr()
    duecommand.show(today, as_json=True)
    [said] = [d for d in json.loads(capsys.readouterr().out)["due"] if d["register"] == REQUESTS]
    assert said["late"] == bool(late) == group.late
    assert mark is not None
    return group.title, mark.tone, bool(late), said["days_left"]


@pytest.mark.parametrize(
    ("day", "title", "group", "tone", "left_over"),
    [
        ((10, 28), "5 days left", "This week", "", 5),  # target Thu 29 Oct, limit Mon 2 Nov for the 1st is a Sunday
        ((10, 30), "Target passed, limit in 3 days", "Target passed", "amber", 3),
        ((11, 2), "Target passed, limit today", "Target passed", "amber", 0),
        ((11, 3), "1 day late", "Overdue", "red", -1),
    ],
)
def test_one_file_reads_the_same_everywhere(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    day: tuple[int, int],
    title: str,
    group: str,
    tone: str,
    left_over: int,
) -> None:
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, *day))
    values = request(store)
    card = left(values)
    assert (card.title, card.late, card.passed) == (title, tone == "red", tone == "amber")
    assert everywhere(store, dt.date(2026, *day), capsys) == (group, tone, tone == "red", left_over)


def test_the_working_names_the_target_of_the_card_and_says_what_it_is(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Received Thu 1 Oct: 28 days on is Thu 29 Oct; acknowledged Thu 8 Oct, ten working days on is Thu 22 Oct."""
    monkeypatch.setattr(clock, "today", lambda: dt.date(2026, 10, 12))
    values = request(store)
    assert left(values).below == "Target Thu 29 Oct 2026, limit Mon 2 Nov 2026"
    [*_, last] = values["working"].splitlines()
    means = "That is aimed at; late is only what is past its limit."
    assert last == f"Target Thu 29 Oct 2026: 28 days from the start, on a working day. {means}"
    values = complaint(store, {"acknowledged": dt.date(2026, 10, 8)})
    assert left(values).below == "Target Wed 21 Oct 2026, limit Thu 22 Oct 2026"
    assert values["working"].splitlines()[-1] == f"Target Wed 21 Oct 2026: a working day before the limit. {means}"


def test_the_heading_tells_late_from_past_the_target(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    today = dt.date(2026, 10, 30)
    monkeypatch.setattr(clock, "today", lambda: today)
    request(store)
    waiting = [due for due in diary.due(REGISTERS, today) if due.register == REQUESTS]
    assert heading(waiting, today) == "Nothing is late, one is past its target"
    assert heading(waiting, dt.date(2026, 11, 3)) == "One thing is late"

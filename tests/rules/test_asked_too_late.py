"""What was asked, told or paid after its day moves no limit; worked out by hand from the law reference."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from workbench.rules.deadlines import complaints, information
from workbench.rules.deadlines.deadline import RUNNING, STOPPED, WAITING
from workbench.rules.deadlines.information import Question
from workbench.rules.deadlines.rights import Request, right
from workbench.rules.workingdays import own, union

ENGLAND, UK = own(), union()
day = dt.date.fromisoformat


def test_a_question_after_the_notice_day_does_not_make_a_late_notice_good() -> None:
    """1 Oct to 1 Nov, a Sunday, not rolled: told on the 5th is late. The question of Mon 2 Nov adds its ten days."""
    asked = ((day("2026-11-02"), day("2026-11-12")),)
    request = Request(day("2026-10-01"), clarified=asked, extended=True, extension_told=day("2026-11-05"))
    found = right("sar", request, ENGLAND)
    assert (found.notice_by, found.due) == (day("2026-11-01"), day("2026-11-11"))
    assert any("after Sun 1 Nov 2026: too late" in step for step in found.working)
    in_time = replace(request, extension_told=day("2026-10-30"))
    assert right("sar", in_time, ENGLAND).due == day("2027-01-11"), "three months are 1 Jan, ten days more the 11th"


def test_a_pause_in_the_second_month_leaves_the_day_for_telling() -> None:
    """Mon 2 Mar to Thu 2 Apr; the thirty days from 20 Apr move the limit alone: 2 Jun to 2 Jul."""
    asked = ((day("2026-04-20"), day("2026-05-20")),)
    request = Request(day("2026-03-02"), clarified=asked, extended=True, extension_told=day("2026-03-20"))
    found = right("sar", request, ENGLAND)
    assert (found.notice_by, found.due) == (day("2026-04-02"), day("2026-07-02"))
    assert any("must be told by Thu 2 Apr 2026" in step for step in found.working)


def test_a_second_pause_within_the_longer_first_month_moves_the_day_for_telling_too() -> None:
    """10 Oct and thirty days are 9 Nov; the five days from 1 Nov, before it, make the 14th."""
    asked = ((day("2026-09-14"), day("2026-10-14")), (day("2026-11-01"), day("2026-11-06")))
    request = Request(day("2026-09-10"), clarified=asked, extended=True)
    assert right("sar", request, ENGLAND).notice_by == day("2026-11-14")


@pytest.mark.parametrize("come", [None, day("2026-11-27")])
@pytest.mark.parametrize("name", ["id", "authority", "fee"])
def test_what_is_asked_for_after_the_limit_moves_nothing(name: str, come: dt.date | None) -> None:
    """2 Sep to Fri 2 Oct; asked on 20 Nov."""
    came = "fee_paid" if name == "fee" else f"{name}_received"
    given: dict[str, Any] = {f"{name}_asked": day("2026-11-20"), came: come}
    found = right("sar", Request(day("2026-09-02"), **given), ENGLAND)
    assert (found.stands, found.due) == (RUNNING, day("2026-10-02"))
    assert any("after the limit (Fri 2 Oct 2026): it moves nothing" in step for step in found.working)


def test_on_the_last_day_it_may_still_be_asked() -> None:
    """3 Sep to Sat 3 Oct, so Mon 5 Oct."""
    last = Request(day("2026-09-03"), id_asked=day("2026-10-05"))
    assert right("sar", last, ENGLAND).stands == WAITING
    assert right("sar", replace(last, id_asked=day("2026-10-06")), ENGLAND).due == day("2026-10-05")


def test_asked_in_a_longer_or_stopped_time_is_in_time() -> None:
    extended = Request(day("2026-09-02"), id_asked=day("2026-11-20"), extended=True, extension_told=day("2026-09-30"))
    assert right("sar", extended, ENGLAND).stands == WAITING, "three months are 2 Dec"
    stands = Request(day("2026-09-02"), id_asked=day("2026-10-20"), clarified=((day("2026-09-07"), None),))
    assert right("sar", stands, ENGLAND).stands == WAITING
    answered = replace(stands, clarified=((day("2026-09-07"), day("2026-10-19")),))
    assert right("sar", answered, ENGLAND).stands == WAITING, "42 days after 2 Oct are 13 Nov"
    once = replace(stands, clarified=((day("2026-09-07"), day("2026-09-10")),))
    assert right("sar", once, ENGLAND).due == day("2026-10-05"), "three days after 2 Oct"


def test_the_remark_on_a_late_question_stands_while_nothing_has_come() -> None:
    found = right("sar", Request(day("2026-09-02"), id_asked=day("2026-09-14")), ENGLAND)
    assert found.stands == WAITING
    assert "12 days after receipt: the later start may be challenged" in " ".join(found.working)
    soon = right("sar", Request(day("2026-09-02"), id_asked=day("2026-09-07")), ENGLAND)
    assert "challenged" not in " ".join(soon.working)


def test_a_fees_notice_after_the_twentieth_day_stops_nothing() -> None:
    """Tue 1 Sep and twenty working days: Tue 29 Sep."""
    late = Question(day("2026-09-01"), fees_notice=day("2026-10-15"))
    for question in (late, replace(late, fee_paid=day("2026-10-20"))):
        found = information.foi(question, UK)
        assert (found.stands, found.due) == (RUNNING, day("2026-09-29"))
        assert any("after the limit (Tue 29 Sep 2026)" in step for step in found.working)
    on_the_day = replace(late, fees_notice=day("2026-09-29"))
    assert information.foi(on_the_day, UK).stands == STOPPED


@pytest.mark.parametrize("answered", [None, day("2026-10-20")])
@pytest.mark.parametrize("ask", [information.foi, information.eir])
def test_a_question_asked_back_after_the_twentieth_day_begins_nothing_anew(ask: Any, answered: dt.date | None) -> None:
    found = ask(Question(day("2026-09-01"), ((day("2026-10-15"), answered),)), UK)
    assert (found.stands, found.due) == (RUNNING, day("2026-09-29"))
    assert any("after the limit (Tue 29 Sep 2026)" in step for step in found.working)


def test_a_second_question_counts_by_the_new_twenty_days() -> None:
    """Asked and answered 23 Sep, the new clock runs to Wed 21 Oct; asked on the 15th, answered Mon 19 Oct: 16 Nov."""
    pairs = ((day("2026-09-10"), day("2026-09-23")), (day("2026-10-15"), day("2026-10-19")))
    assert information.foi(Question(day("2026-09-01"), pairs), UK).due == day("2026-11-16")


def test_a_fee_paid_after_three_months_is_said_to_have_lapsed() -> None:
    """Mon 5 Jan; the 6th is one day. The notice of 7 Jan lapsed on 7 Apr; nineteen more after 10 Jun pass 15 Jun."""
    late = Question(day("2026-01-05"), fees_notice=day("2026-01-07"), fee_paid=day("2026-06-10"))
    found = information.foi(late, UK)
    assert any("lapsed on Tue 7 Apr 2026" in step for step in found.working)
    assert found.due == day("2026-07-08"), "an answer that was paid for is not forgotten"
    in_time = information.foi(replace(late, fee_paid=day("2026-04-07")), UK)
    assert not any("lapsed" in step for step in in_time.working)


def test_calendar_days_roll_and_say_so() -> None:
    """Tue 1 Sep and four days: Sat 5 Sep, so Mon 7 Sep."""
    policy = complaints.Policy(acknowledge=4, working_days=False)
    found = complaints.complaint(complaints.Steps(day("2026-09-01")), ENGLAND, policy)
    assert found.acknowledge == day("2026-09-07")
    assert "Weekend, so Mon 7 Sep 2026." in found.working

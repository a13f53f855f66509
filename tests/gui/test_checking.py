"""Checking a plan without a window: heaps that add up, decisions that can be taken back, the same answer for all."""

from __future__ import annotations

import pytest

from workbench.exchange.plan import Plan, PlanRow, Refusal, Standing
from workbench.gui.importing.checking import Act, Card, Checking
from workbench.gui.importing.wording import RowWords
from workbench.registers.retention_schedule import REGISTER, questioned
from workbench.rules.questions import Answer, Question
from workbench.rules.rule import Kind, Length, RetentionRule, Unit

TWO = RetentionRule(Kind.FIXED, Length(24, Unit.MONTHS))
ASKED = Question("Did you mean 24 months?", stops=True, answers=(Answer("24 months", TWO, "Most likely a slip"),))
NOTED = Question("The words ask for a number. Log it?", stops=False)


def planned(number: int, standing: Standing, name: str, words: str = "6 years", **more: object) -> PlanRow:
    """A row of a plan."""
    values = {"record_series": name, "period_text": words, "disposal_action": "destroy"}
    values |= questioned(more.get("questions", ()))  # type: ignore[arg-type]  # test data
    return PlanRow("Appendix 1", number, False, standing, values, **more)  # type: ignore[arg-type]  # test data


@pytest.fixture
def checking() -> Checking:
    """Two rows with the same question, one of them noted besides; a refused one; a plain one; one the same."""
    refusal = Refusal("Appendix 1!row 6", "", "must have a record series.", "Type it.", "record_series")
    rows = [
        planned(4, Standing.NEW, "Enquiries", "24 moths", questions=(ASKED, NOTED)),
        planned(5, Standing.NEW, "Post book", "24 moths", questions=(ASKED,)),
        planned(6, Standing.REFUSED, "", refusals=(refusal,)),
        planned(7, Standing.NEW, "Invoices", questions=(NOTED,)),
        planned(8, Standing.SAME, "Minutes"),
    ]
    return Checking(Plan(REGISTER, "test.xlsx", rows))


def test_heaps_add_up_to_the_rows_read(checking: Checking) -> None:
    assert checking.counts == {Card.NEED: 3, Card.NEW: 1, Card.CHANGED: 0, Card.SAME: 1, Card.LEFT: 0}
    for option in checking.options(0):
        checking.decide(0, option)
        assert sum(checking.counts.values()) == 5
        checking.put_back(0)
        assert checking.counts[Card.NEED] == 3


def test_an_answer_sets_the_rule_and_keeps_the_words(checking: Checking) -> None:
    checking.decide(0, checking.options(0)[0])
    values = checking.values(0)
    assert (values["rule"], values["period_text"], values["to_be_checked"]) == (TWO, "24 moths", False)
    assert checking.decided(0) == "You chose: 24 months"
    assert checking.card(0) is Card.NEW
    assert checking.listed(Card.NEED) == [0, 1, 2], "answered rows stay in view among those that needed one"


def test_the_same_answer_goes_to_rows_with_the_same_words(checking: Checking) -> None:
    assert checking.alike(0) == [1]
    assert checking.decide_alike(0, checking.options(0)[0]) == 2
    assert checking.decided(1) == "Same answer as row 4"
    assert checking.alike(2) == []
    assert checking.open == 1


def test_deciding_later_lets_the_row_in_with_its_question(checking: Checking) -> None:
    later = next(o for o in checking.options(0) if o.act is Act.LATER)
    checking.decide(0, later)
    assert checking.card(0) is Card.NEW
    assert checking.plan.waiting().why == "2 to be checked, 1 no period"
    assert RowWords(checking).standing(0).text == "To be checked"


def test_a_refused_row_can_be_left_out_but_not_decided_later(checking: Checking) -> None:
    assert [o.act for o in checking.options(2)] == [Act.TYPE, Act.LEAVE]
    assert checking.refused == [2]
    checking.leave_out(checking.refused)
    assert checking.refused == []
    assert checking.counts[Card.LEFT] == 1


def test_a_question_that_does_not_stop_asks_nothing(checking: Checking) -> None:
    assert checking.card(3) is Card.NEW
    assert checking.options(3) == ()


def test_the_answer_with_a_reason_is_recommended(checking: Checking) -> None:
    assert checking.recommended(0) == 0
    assert checking.options(0)[0].hint == "Most likely a slip"
    assert checking.recommended(2) == -1


def test_the_next_open_row_comes_round_to_the_first(checking: Checking) -> None:
    assert [checking.next_open(n) for n in (-1, 0, 1, 2)] == [0, 1, 2, 0]
    checking.leave_out(checking.asked)
    assert checking.next_open(-1) is None


def test_a_row_reads_as_a_person_would_say_it(checking: Checking) -> None:
    words = RowWords(checking)
    assert words.spoken(0).startswith("Question. Row 4. Enquiries. “24 moths”.")
    assert words.ours(2).first == "Row 6 leaves the record series empty"
    assert words.theirs(2).first == "Nothing in this cell"
    assert words.standing(4).text == "", "empty where all is well"


@pytest.mark.parametrize(("name", "said"), [("VAT records", "VAT records"), ("Paid invoices", "paid invoices")])
def test_abbreviations_keep_their_capitals_behind_the_row(name: str, said: str) -> None:
    made = Checking(Plan(REGISTER, "test.xlsx", [planned(1, Standing.NEW, name)]))
    assert RowWords(made).heading(0) == f"Row 1, {said}"


def test_a_row_left_out_for_a_reason_can_be_taken_in_anyway(checking: Checking) -> None:
    plan = checking.plan
    plan.leave_out(3, "Destroyed on Mon 1 Jun 2026.")
    plan.leave_out(2, "Destroyed on Mon 1 Jun 2026.")
    checking = Checking(plan)
    assert [checking.card(n) for n in (2, 3)] == [Card.LEFT, Card.LEFT]
    assert checking.refused == []
    assert checking.decided(3) == "Left out for a reason"
    assert "Destroyed on Mon 1 Jun 2026." in RowWords(checking).ours(3).spoken() + str(plan.rows[3].warnings)
    checking.put_back(3)
    assert (checking.card(3), checking.decided(3)) == (Card.NEW, "")
    assert checking.decided(0) == "", "a question is not a decision"

"""Old files of a sheet that were answered, where it says no day of closing: whether they are closed is asked once.

The window asks; on the command line an option answers, for nobody is there to be asked.
"""

from __future__ import annotations

import datetime as dt

from workbench import clock, display
from workbench.exchange.bothsides import NO_RULE, Filling
from workbench.exchange.plan import Plan, PlanRow, Standing
from workbench.records.record import meaning
from workbench.register import Register
from workbench.registers.cases.asked import replied
from workbench.registers.cases.files import file_kept_in
from workbench.rules.questions import Question

_ANSWERS = ("answered", "stage1_on", "stage2_on")
_CLOSED = "closed_on"
_OLD = dt.timedelta(days=90)  # nobody asks for a second stage so long after the answer
_ANSWERED = (
    Filling("Yes, closed on the day of the answer", NO_RULE, "", _CLOSED, _ANSWERS),
    Filling("No, they are still open", NO_RULE),
)


def closes(register: Register) -> bool:
    """Whether the records of a register are files, which are closed."""
    return file_kept_in(register.name) is not None


def ask(plan: Plan) -> None:
    """Ask of every such row in the same words, so that one answer does for all."""
    if not closes(plan.register):
        return
    found = [
        index for index, row in enumerate(plan.rows) if row.standing is Standing.NEW and _open_still(plan.register, row)
    ]
    if not found:
        return
    one = len(found) == 1
    text = (
        f"{display.count(len(found), 'line')} {'has' if one else 'have'} an answer of more than three months ago and "
        f"no day of closing. {'Is it' if one else 'Are they'} closed?"
    )
    for index in found:
        row = plan.rows[index]
        plan.rows[index] = row._replace(questions=(*row.questions, Question(text, True, _ANSWERED)))


def asked(plan: Plan) -> list[int]:
    """The rows of which it is asked, by their place."""
    return [place for place, row in enumerate(plan.rows) if row.writes and any(map(is_asked, row.questions))]


def is_asked(question: Question) -> bool:
    """Whether a question is this one."""
    return question.answers is _ANSWERED


def close(plan: Plan) -> None:
    """Answer for all of them at once that they are closed, each on the day of its answer."""
    for place in asked(plan):
        [question] = filter(is_asked, plan.rows[place].questions)
        plan.answer(place, question, _ANSWERED[0])


def _open_still(register: Register, row: PlanRow) -> bool:
    """Whether a row says its full answer, long ago, and no closing; while a reply is owed it is open without asking."""
    day = replied({**meaning(register.record).empty, **row.values})
    return day is not None and not row.values.get(_CLOSED) and day < clock.today() - _OLD

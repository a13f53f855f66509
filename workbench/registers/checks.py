"""Routine checks: what somebody looks at every day, month or year. Nothing due is an answer too."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.records.fields import Choice, Day, Link, LongText, Number, Text, YesNo
from workbench.records.record import Record, Values
from workbench.register import Act, Register, Section, View
from workbench.registers.destruction_log import METHODS
from workbench.registers.holdings import MEDIA
from workbench.registers.retention_schedule import ScheduleLine
from workbench.rules import labels

OPEN, DESTROYED, NOTHING, KEPT = "open", "destroyed", "nothing", "kept"
ANSWERS = (
    (OPEN, "Not answered yet"),
    (DESTROYED, "Destroyed"),
    (NOTHING, "Nothing was due"),
    (KEPT, "Reviewed and kept"),
)


DISPOSE, REVIEW, OVERWRITE = "dispose", "review", "overwrite"
TASKS = ((DISPOSE, "Look for what is due"), (REVIEW, "Review"), (OVERWRITE, "Confirm that it was overwritten"))


class Check(Record):
    """One round of a check. The next begins when it is answered, so that what was missed stays in sight."""

    register_name = "checks"

    what = Text("What is checked", optional=False, headings="What is checked, Check", filled=True)
    series = Link(
        "Record series", to=ScheduleLine.record_series, beside=ScheduleLine.reference, optional=False, filled=True
    )
    task = Choice("What is to be done", choices=TASKS, filled=True)
    officer = Text("Officer", headings="Officer, Responsible officer")
    rhythm = Choice("How often", choices=tuple(labels.RHYTHM_LABELS.items()), optional=False, filled=True)
    due_on = Day("Due on", optional=False, filled=True)
    answer = Choice("Answer", choices=ANSWERS, filled=True)
    answered_on = Day("Answered on", filled=True)
    answered_by = Text("Answered by", filled=True)
    number_destroyed = Number("Number destroyed", filled=True)
    medium = Choice("Medium", choices=MEDIA, filled=True)
    method = Choice("Method", choices=METHODS, filled=True)
    keep_until = Day("Kept until", help="Where it was reviewed and kept: when to look again.", filled=True)
    missed = Number("Rounds missed", help="How many rounds fell due between this one and its answer.", filled=True)
    log_number = Text("Entry in the destruction log", filled=True)
    left_out = YesNo(
        "Boxes on hold left out",
        help="Yes, where what is on hold was left out and is still there.",
        filled=True,
    )
    remarks = LongText("Remarks", help="Without anybody's name.", filled=True)

    @classmethod
    def logged(cls, rows: Iterable[Values]) -> bool:
        """Once it was answered."""
        return any(values["answer"] != OPEN for values in rows)


REGISTER = Register(
    name="checks",
    title="Routine checks",
    singular="check",
    plural="checks",
    icon="circle-dot",
    group="Records",
    record=Check,
    naming=Check.what,
    columns=(Check.what, Check.officer, Check.rhythm, Check.due_on, Check.answer, Check.answered_on),
    form=(
        Section("The check", (Check.what, Check.series, Check.task, Check.officer, Check.rhythm, Check.due_on)),
        Section(
            "The answer",
            (
                Check.answer,
                Check.answered_on,
                Check.answered_by,
                Check.number_destroyed,
                Check.medium,
                Check.method,
                Check.left_out,
                Check.keep_until,
                Check.missed,
                Check.log_number,
                Check.remarks,
            ),
        ),
    ),
    identify=((Check.what, Check.series, Check.due_on),),
    acts=(
        Act(
            "Answer the checks",
            "list-checks",
            "rounds",
            "All checks that are due on one page",
            picked=False,
            key="Ctrl+J",
        ),
        Act(
            "Calendar for an officer…",
            "calendar",
            "calendar",
            "The checks of an officer for a calendar",
            picked=False,
            key="Ctrl+Shift+J",
            reads=True,
        ),
        Act(
            "Correct this answer…",
            "file-pen-line",
            "correct-answer",
            "A further entry in the log says what is right",
            key="Ctrl+U",
        ),
    ),
    made="Checks are made from the schedule lines that somebody looks at, reviews or confirms, and filled in by their "
    "answer.",
    views=(
        View("All"),
        View(
            "Due",
            ((Check.answer, (OPEN,)),),
            act="Answer {}",
            why="The schedule says they are looked at now. Nothing due is an answer too.",
            cure="Answer it: how many were destroyed, or that nothing was due.",
            come=(Check.due_on,),
            page="rounds",
            soon="The schedule says they are looked at then. They may be answered early.",
        ),
        View("Answered", ((Check.answer, (DESTROYED, NOTHING, KEPT)),)),
    ),
    empty="No checks yet. They are made from the schedule lines that say how often somebody looks.",
)

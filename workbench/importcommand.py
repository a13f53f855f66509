"""The command "import": what a workbook would do, or doing it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from workbench import terminal
from workbench.display import count
from workbench.errors import Plain
from workbench.exchange.drafting import Draft
from workbench.exchange.plan import TYPE_IT, Plan, Refusal, Standing
from workbench.exchange.plan_json import plan_json
from workbench.exchange.setaside import said_of_lines
from workbench.records.store import Store
from workbench.register import within
from workbench.registers import register as named
from workbench.registers.cases.files import CASE_FILES
from workbench.workflows import importing
from workbench.workflows.cases import closedalready

CLOSE = "--closed-when-answered"
_IN_SHEET = "Put it right in the workbook, or leave the row out with --leave-out."


def planned(store: Store | None, file: Path, register: str, *, theirs: bool) -> tuple[Draft, Plan]:
    """The workbook read and held against the register.

    A cell changed on both sides stays as it is here, unless `theirs` asks for the words of the workbook.
    """
    wanted = named(register)
    draft = importing.propose(wanted, importing.read(file), store)
    plan = importing.plan(draft, store)
    if theirs:
        plan.take_theirs()
    return draft, plan


class Wanted(NamedTuple):
    """What is asked of an import: leave out what is refused, take the words of the workbook, close what was answered.

    `as_json` asks for one JSON object.
    """

    as_json: bool = False
    leave_out: bool = False
    theirs: bool = False
    closed: bool = False


def not_closed(register: str) -> str:
    """Why nothing of a register can be closed; empty where its records are files."""
    files = " and ".join(within(file.register.title) for file in CASE_FILES)
    return "" if closedalready.closes(named(register)) else f"Only {files} are closed."


def foresee(chosen: Path | None, file: Path, register: str, wanted: Wanted) -> None:
    """Say what importing the file would do; nothing is written."""
    with _records(chosen) as (store, advice):
        if store is None and any(field.kind == "link" for field in named(register).fields):
            raise Plain(f"{named(register).title} belong to other records, so this cannot be foreseen alone. {advice}")
        draft, plan = planned(store, file, register, theirs=wanted.theirs)
        left = _leave_out(plan) if wanted.leave_out else []
        number = _answered_of_old(plan, close=wanted.closed)
        if wanted.as_json:
            aside = [line._asdict() for line in draft.aside()]
            terminal.show_json({**plan_json(plan), "set_aside": aside, "old_answered": number})
        else:
            _tell(draft, plan, [*left, *_old(number, closed=wanted.closed, foreseen=True)], advice)


def _tell(draft: Draft, plan: Plan, left: list[str], advice: str) -> None:
    for part in draft.taken:
        terminal.say(f"{part.table.said()} {part.table.said_beside()}".rstrip())
    for said in (*plan.said, *said_of_lines(draft.aside()), *left):
        terminal.say(said)
    for row in plan.rows:
        for refusal in row.refusals:
            terminal.say(_without_window(refusal))
    tell_unclear(plan)
    _tell_put(plan)
    terminal.say(f"{count(len(plan.rows), 'row')} read: {in_words(plan)}. Nothing was written.")
    if advice:
        terminal.say(f"This was not held against any records. {advice}")


@contextmanager
def _records(chosen: Path | None) -> Iterator[tuple[Store | None, str]]:
    """The records that the import would go to, or none with what to do about it; a dry run needs no council."""
    with ExitStack() as stack:
        if chosen and not terminal.has_passphrase():
            yield None, "Set WORKBENCH_PASSPHRASE, or run in a terminal, to do so."
        elif chosen:
            yield stack.enter_context(terminal.opened(chosen, read_only=True)), ""
        else:
            found = None
            if "WORKBENCH_PASSPHRASE" in os.environ:
                with suppress(Plain):
                    found = stack.enter_context(terminal.opened(None, read_only=True))
            yield found, "" if found else "Name the council's folder with --store to do so."


def _without_window(refusal: Refusal) -> str:
    """Why a row is refused, for who has no box to type in: the workbook is put right instead."""
    return str(replace(refusal, cure=_IN_SHEET) if refusal.cure == TYPE_IT else refusal)


def tell_unclear(plan: Plan) -> None:
    """A line for each row somebody must look at, with what is asked."""
    for row in plan.rows:
        if row.unclear:
            asked = [q.text for q in row.questions if q.stops and not closedalready.is_asked(q)]
            if asked:  # what is asked of all old files in the same words is said once
                terminal.say(f"{row.sheet}, row {row.row}: {' '.join(asked)}")


def _tell_put(plan: Plan) -> None:
    """What is to be told of lines that were put into the register's words."""
    for row in plan.rows if plan.register.prepared else ():
        for said in row.warnings if row.writes else ():
            terminal.say(f"{row.sheet}, row {row.row}: {said}")


def take_in(store: Store, file: Path, register: str, wanted: Wanted) -> None:
    """Import the file unless a row is refused and not to be left out; unclear rows are marked as to be checked."""
    draft, plan = planned(store, file, register, theirs=wanted.theirs)
    left = _leave_out(plan) if wanted.leave_out else []
    number = _answered_of_old(plan, close=wanted.closed)
    if refused := [r for row in plan.rows for r in row.refusals]:
        raise Plain(
            f"{count(len(refused), 'cell')} of “{plan.source}” cannot be taken in. Nothing was changed. "
            f"The first is {_without_window(refused[0])} See them all with --dry-run, or take in the others with "
            "--leave-out."
        )
    with terminal.progress() as progress:
        done = importing.apply(store, draft, plan, progress)
    if wanted.as_json:
        made = {"source": plan.source, "counts": plan.counts(), "operation": done.operation, "old_answered": number}
        terminal.show_json({"register": register, **made})
        return
    for said in (*plan.said, *said_of_lines(draft.aside()), *left, *_old(number, closed=wanted.closed)):
        terminal.say(said)
    tell_unclear(plan)
    terminal.say(f"{count(len(plan.rows), 'row')} read from “{plan.source}”: {in_words(plan)}.")
    if done.operation:
        terminal.say("Take it back with: workbench undo")


def _leave_out(plan: Plan) -> list[str]:
    """Leave the refused rows in the sheet; a line for each."""
    refused = [(index, row) for index, row in enumerate(plan.rows) if row.refusals]
    for index, _ in refused:
        plan.leave_out(index)
        plan.rows[index] = plan.rows[index]._replace(refusals=())
    return [f"{row.sheet}, row {row.row} is left out: {row.refusals[0].wrong}" for _, row in refused]


def _answered_of_old(plan: Plan, *, close: bool) -> int:
    """How many files were answered long ago and are not called closed; they are closed where that is asked for."""
    number = len(closedalready.asked(plan))
    if close:
        closedalready.close(plan)
    return number


def _old(number: int, *, closed: bool, foreseen: bool = False) -> list[str]:
    """A line about the files that were answered long ago and that the sheet does not call closed, if there are any."""
    if not number:
        return []
    files = count(number, "file")
    were = f"{files} {'was' if number == 1 else 'were'} answered more than three months ago"
    if closed:
        return [f"{were} and {'is' if number == 1 else 'are'} closed on the day of the answer."]
    stay = "It stays" if number == 1 else "They stay"
    how = f"pass {CLOSE}" if foreseen else f"take this back with “workbench undo” and import with {CLOSE}"
    return [f"{were}, and the sheet names no day of closing. {stay} open. To close on the day of the answer, {how}."]


def in_words(plan: Plan) -> str:
    """'71 new. 5 wait for an answer: 3 to be checked, 2 no start day'."""
    counts = plan.counts()
    parts = [f"{counts[str(s)]:,} {s}" for s in Standing if counts[str(s)]]
    return ". ".join(part for part in (", ".join(parts) or "none", plan.waiting().words) if part)

"""Reads and keeps the records of one register for its page. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench import display
from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.records import record
from workbench.records.history import Entry
from workbench.records.record import Values, meaning
from workbench.register import Line, Problem, Register, Understood
from workbench.registers.cases import closed, following
from workbench.rules.questions import Answer, Question
from workbench.workflows import moved
from workbench.workflows.cases import access
from workbench.workflows.progress import Progress

_TEXTS = ("text", "long", "words")
_RESTRICTED = "For named people only: press Enter to open the file, which is recorded."


class NotKept(Plain):
    """What was to be kept is not right; `problems` say why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{problems[0].text}. Nothing was changed.")
        self.problems = list(problems)


class Stays(NotKept):
    """What was to be changed stays as it is, so that nothing of it is to be tried again."""


class Keeper(QObject):
    """Every act on records is one named operation that can be undone."""

    refused = Signal(object)  # what stands in the way of a new record
    saved = Signal(object, object)  # the record and the field of it that was kept, or stays as it is
    lost = Signal(object, object, object, object)  # the record, the field, the value that was not kept, and why
    kept = Signal()
    added = Signal(object)

    def __init__(self, desk: Desk, register: Register, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._register, self._model = desk, register, register.record
        self._adding = False
        self.stays = 0  # the record that was restricted while it was worked on, and is shown still
        self._told = 0  # the restricted record that was asked for last, of which it was said

    def read(self, number: int, *, worked_on: bool = False) -> tuple[Values, list[Entry]] | None:
        """A record's values and what happened to it; None when it has gone, or is to be opened as the file it is.

        That a restricted file is opened is recorded, so it is not shown in passing, from row to row. One that was
        restricted while it is `worked_on` stays, so that its people can be named, and is recorded as open.
        """
        found = record.values_of(self._model, [number])
        restricted = access.is_restricted(found.get(number, {}))
        if restricted and worked_on and number != self.stays:
            self._desk.tasks.run(partial(_opened, self._desk, self._register.name, number))
        self.stays = number if restricted and worked_on else 0
        shut = restricted and not worked_on
        if shut and number != self._told:
            self._desk.say(_RESTRICTED)
        self._told = number if shut else 0
        if shut or record.is_hidden(self._model, number):
            return None
        return (found[number], record.past_of(self._model, number)) if number in found else None

    def save(self, number: int, name: str, value: Any) -> None:
        """Keep one field of a record; words are read anew, and what they mean is kept with them."""
        work = partial(self._change, {number: {name: value}})
        self._write(
            f"Change {self._register.singular}",
            work,
            partial(self._saved, number, name),
            partial(self._not_saved, number, name, value),
        )

    def fill(self, numbers: Sequence[int], name: str, value: Any) -> None:
        """Give one field of several records the same value."""
        text = display.count(len(numbers), self._register.singular, self._register.plural)
        self.put({number: {name: value} for number in numbers}, f"Fill {text}", "filled")

    def put(self, rows: Mapping[int, Mapping[str, Any]], name: str, done: str = "") -> None:
        """Keep values of several records in one operation; `done` is the word for saying so in passing."""
        count = display.count(sum(map(len, rows.values())), "value")
        self._write(name, partial(self._change, rows), self._telling(f"{count} {done}." if done else ""))

    def checked(self, number: int) -> None:
        """Somebody has looked: the record waits for nothing more."""
        if self._register.questioned:
            cleared = {number: self._register.questioned(())}
            self._write("Mark as checked", partial(record.change, self._model, cleared), self._telling(""))

    def answered(self, number: int, answer: Answer, left: Sequence[Question]) -> None:
        """Take an answer to what a record waited for."""
        work = partial(self._answer, number, answer, left)
        self._write("Answer a question", work, self._telling(f"Answered: {answer.label}."))

    def add(self, values: Values) -> None:
        """Add a record, or say what stands in the way; once, however often it is asked while it is being kept."""
        if self._adding:
            return
        whole = meaning(self._model).empty | values
        problems = self._register.problems(whole)
        self.refused.emit(problems)
        if not problems:
            self._adding = True
            work = partial(record.add, self._model, [values])
            self._write(f"Add {self._register.singular}", work, self._added, self._not_added)

    def remove(self, numbers: Sequence[int]) -> None:
        """Move records to Removed."""
        text = display.count(len(numbers), self._register.singular, self._register.plural)
        work = partial(record.remove, self._model, list(numbers))
        self._write(f"Remove {text}", work, self._telling(f"{text} moved to Removed."))

    def restore(self, numbers: Sequence[int]) -> None:
        """Bring removed records back."""
        text = display.count(len(numbers), self._register.singular, self._register.plural)
        work = partial(record.restore, self._model, list(numbers))
        self._write(f"Bring back {text}", work, self._telling(f"{text} brought back."))

    def meant(self, values: Values, changed: str) -> Values:
        """What the council's words mean, when it was they that changed."""
        if changed not in {f.name for f in self._register.words}:
            return {}
        understood = self._understood(values)
        return dict(understood.values) if understood else {}

    def _asked(self, values: Values) -> tuple[Question, ...]:
        """Everything the council's words ask."""
        understood = self._understood(values)
        return understood.questions if understood else ()

    def _understood(self, values: Values) -> Understood | None:
        texts = {f.name: values.get(f.name) or "" for f in self._register.fields if f.kind in _TEXTS}
        return self._register.understand(Line(texts)) if self._register.understand else None

    def _with_meaning(self, kept: Values, values: Mapping[str, Any]) -> Values:
        """Values together with what the council's words among them mean; what is given itself stands.

        What follows in a file from its answers is the same here as on its page.
        """
        meant: Values = {}
        for name in values:
            meant |= self.meant(kept | dict(values), name)
        return following.with_what_follows(kept, meant | dict(values))

    def draft(self) -> Values | None:
        """What was typed of a new record and not yet added."""
        return self._desk.drafts.values(self._register)

    def keep_draft(self, values: Mapping[str, Any]) -> None:
        """Keep what was typed so far; nothing typed keeps nothing."""
        self._desk.drafts.keep_values(self._register, values)

    def _change(self, rows: Mapping[int, Mapping[str, Any]], operation: int) -> int:
        """On the worker, so that what is kept is read after all that was written before."""
        found = record.values_of(self._model, list(rows))
        hidden = {n for n in found if record.is_hidden(self._model, n)}
        whole = {n: self._with_meaning(found[n], values) for n, values in rows.items() if n in found.keys() - hidden}
        if not whole:
            raise Plain(f"This {self._register.singular} is not there any longer. Nothing was changed.")
        if stays := [p for n, changes in whole.items() for p in closed.refused(self._register, found[n], changes)]:
            raise Stays(stays)
        if wrong := [p for n, changes in whole.items() for p in following.problems(self._register, found[n], changes)]:
            raise NotKept(wrong)
        return record.change(self._model, whole, operation)

    def _answer(self, number: int, answer: Answer, left: Sequence[Question], operation: int) -> int:
        """On the worker; what the record notes besides what its words ask stays with it."""
        register, values = self._register, record.values_of(self._model, [number])[number]
        asked = {q.text for q in (*self._asked(values), *(register.asks(values) if register.asks else ()))}
        noted = (Question(line, stops=False) for line in register.noted(values) if line not in asked)
        return record.change(self._model, {number: register.answered(values, answer, (*left, *noted))}, operation)

    def _added(self, numbers: list[int]) -> None:
        self._adding = False
        self._desk.drafts.keep(self._register.name, None)
        self.added.emit(numbers[0])

    def _not_added(self, error: BaseException) -> None:
        self._adding = False
        self._failed(error)

    def _saved(self, number: int, name: str, _: object) -> None:
        self.saved.emit(number, name)
        self.kept.emit()

    def _not_saved(self, number: int, name: str, value: Any, error: BaseException) -> None:
        if isinstance(error, Stays):
            self.saved.emit(number, name)
            self._failed(error)
        elif isinstance(error, NotKept):
            self.lost.emit(number, name, value, error.problems)
        else:
            self.lost.emit(number, name, value, [])
            self._failed(error)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, NotKept):
            self._desk.say(str(error), well=False)
        else:
            self._desk.tasks.failed.emit(error)

    def _write(
        self,
        name: str,
        work: Callable[[int], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        following = moved.follow(self._register.name)
        if not following:
            self._desk.write(name, work, {self._register.name}, done, failed or self._failed)
            return

        def watched(operation: int) -> tuple[Any, str]:
            result = work(operation)
            return result, moved.sentence(operation)

        then = partial(self._followed, done)
        self._desk.write(name, watched, {self._register.name, *following}, then, failed or self._failed)

    def _followed(self, done: Callable[[Any], None], outcome: tuple[Any, str]) -> None:
        """Say which records of other registers got other dates by what was kept."""
        result, said = outcome
        done(result)
        if said:
            self._desk.say(said, "Undo", self._desk.undo)

    def _telling(self, text: str) -> Callable[[int], None]:
        """Say it when it is kept and not before, for until then its Undo would take back something else."""
        return partial(self._written, text)

    def _written(self, text: str, changed: int) -> None:
        self.kept.emit()
        if text and changed:
            self._desk.say(text, "Undo", self._desk.undo)
        elif text:
            self._desk.say("All the same already.")


def _opened(desk: Desk, register: str, number: int, _: Progress) -> None:
    """Record that a restricted file is open, by the one thread that writes."""
    access.read(desk.store, register, number)

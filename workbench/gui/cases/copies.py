"""Copies of a record's files in other programs: opened to look at or to work on, offered again once they are done."""

from __future__ import annotations

from collections.abc import Sequence, Set
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.widgets.parts import Trouble
from workbench.records import attachments
from workbench.records.attachments import Kept, Owner
from workbench.records.store import Store
from workbench.workflows import workingcopies
from workbench.workflows.cases import access, letters, sinceclosing
from workbench.workflows.cases.letters import Waiting
from workbench.workflows.progress import Progress
from workbench.workflows.workingcopies import Copy

_MOST = 6  # open brackets that are named
_LOOK_AGAIN = 3_000  # milliseconds between two looks at a copy that is being edited


class Edited(NamedTuple):
    """A copy that was edited: whether it is of a letter, and what stands in open brackets in that."""

    copy: Copy
    is_letter: bool
    brackets: tuple[str, ...]


class Held(NamedTuple):
    """What belongs to a record now: files, copies edited and not taken back, letters not sent, any being worked on.

    `since` are the numbers of the files that came after the closing.
    """

    files: Sequence[Kept]
    edited: Sequence[Edited]
    waiting: Sequence[Waiting]
    worked_on: bool
    since: Set[int] = frozenset()


class Copies(QObject):
    """`taken` says the number of a newer version, `let_go` that changes were, `refused` why something was not done.

    `wondered` asks to look once more at what belongs to the record; `opened` says that a copy was opened.
    """

    taken = Signal(int)
    let_go = Signal()
    refused = Signal(object)
    wondered = Signal()
    opened = Signal()

    def __init__(self, desk: Desk, trouble: Trouble) -> None:
        super().__init__(trouble)
        self._desk, self._trouble = desk, trouble
        self._owner: Owner | None = None
        self._waits: Waiting | None = None
        self._said = ""
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_AGAIN)
        self._look.timeout.connect(self.wondered)

    def open(self, kept: Kept, *, editable: bool) -> None:
        """Open a copy of a file; one to be worked on is taken back when the person says so."""
        work = partial(_copy, self._desk.store, kept.id, editable)
        self._desk.tasks.run(work, self._opened, failed=self._refuse)

    def offer(self, owner: Owner, held: Held, *, writes: bool) -> None:
        """Offer to take back what was edited, once its program is done with it; then letters not noted as sent."""
        self._owner, self._waits = owner, None
        if held.worked_on:
            self._look.start()
        ready = [edited for edited in held.edited if edited.copy.settled]
        if not writes:
            return
        if ready:
            self._look.stop()
            self._offer_edited(ready[0])
            return
        busy = {edited.copy.attachment for edited in held.edited}
        self._waits = next((one for one in held.waiting if one.kept.id not in busy), None)
        mine = self._trouble.title.text() == self._said
        if self._waits and (mine or self._trouble.isHidden()):  # what went wrong stays until it is put away
            self._offer_waiting(self._waits)
        elif mine and not self._waits:
            self._trouble.hide()

    @property
    def waits(self) -> bool:
        """Whether a letter is there that was not edited, is not noted as sent, and has nothing left to fill in."""
        return self._waits is not None and not self._waits.brackets

    def went_out(self) -> None:
        """The letter that waits went out as it is: the timeline and its step say so."""
        if self._waits and self._owner:
            work = partial(_went_out, self._desk.store, self._waits.kept.id)
            self._write("A letter went out", work, partial(self._said_gone, self._waits.kept.id))

    def _offer_edited(self, edited: Edited) -> None:
        copy, name = edited.copy, attachments.one(edited.copy.attachment).name
        acts = [("Take it in", partial(self._take_in, copy)), ("Let the changes go", partial(self._drop, copy))]
        if edited.is_letter and not edited.brackets:
            acts.insert(0, ("It was sent today", partial(self._sent, copy)))
        elif edited.is_letter:
            acts.append(("It was sent all the same", partial(self._sent, copy)))
        self._trouble.say(
            f"“{name}” was edited and is not in the records yet.",
            f"{_still(edited.brackets)}Take it in as a newer version, or let the changes go.",
            acts=acts,
            well=not edited.brackets,
        )

    def _offer_waiting(self, letter: Waiting) -> None:
        """What stands open comes before the word that it is gone."""
        gone = ("It went out all the same" if letter.brackets else "It went out as it is", self.went_out)
        edit = ("Edit a copy", partial(self.open, letter.kept, editable=True))
        self._said = f"“{letter.kept.name}” is not noted as sent."
        self._trouble.say(
            self._said,
            f"{_still(letter.brackets)}Edit a copy before it goes, or remove it."
            if letter.brackets
            else "Say so once it has gone (Ctrl+Shift+U), or remove it.",
            acts=[edit, gone] if letter.brackets else [gone, edit],
            well=not letter.brackets,
        )

    def _opened(self, copy: Copy) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy.path))):
            self._refuse(
                Plain(
                    f"No program on this computer opens {copy.path.suffix} files. Nothing was changed. "
                    "Save a copy and open it where there is one."
                )
            )
            return
        self.opened.emit()
        if copy.editable:
            self._desk.say("Save and close it there when you are done; then it is offered here.")
            self._look.start()

    def _take_in(self, copy: Copy) -> None:
        work = partial(workingcopies.take_back, self._desk.store, copy)
        self._write("Take in an edited file", work, partial(self._kept, copy))

    def _sent(self, copy: Copy) -> None:
        """A letter was finished and has gone: its newer version is kept and the timeline says so."""
        work = partial(letters.take_back, self._desk.store, copy)
        self._write("Take a letter back", work, partial(self._gone, copy))

    def _write(self, name: str, work: Any, done: Any) -> None:
        self._trouble.hide()
        if self._owner:
            self._desk.write(name, work, (self._owner.register,), done, self._refuse)

    def _gone(self, copy: Copy, number: int) -> None:
        workingcopies.forget(copy)
        self._desk.say("Taken in. The timeline and the step say that it was sent today.")
        self.taken.emit(number)

    def _said_gone(self, number: int, _: object) -> None:
        self._desk.say("The timeline and the step say that it was sent today.", "Undo", self._desk.undo)
        self.taken.emit(number)

    def _kept(self, copy: Copy, number: int) -> None:
        workingcopies.forget(copy)
        self._desk.say("Taken in as a newer version. The earlier one stays behind it.")
        self.taken.emit(number)

    def _drop(self, copy: Copy) -> None:
        self._trouble.hide()
        workingcopies.forget(copy)
        self._desk.say("The changes were let go. The file in the records is as it was.")
        self.let_go.emit()

    def _refuse(self, error: BaseException) -> None:
        self.refused.emit(error)


def held(store: Store, owner: Owner, _: Progress) -> Held:
    """Ask what belongs to a record."""
    edited = [] if store.read_only else workingcopies.edited(store)
    mine = [_edited(copy) for copy in edited if attachments.one(copy.attachment).owner == owner]
    files = attachments.of(owner)
    since = sinceclosing.papers(owner, [kept.id for kept in files])
    return Held(files, mine, letters.waiting(owner), workingcopies.worked_on(store, owner), since)


def _edited(copy: Copy) -> Edited:
    is_letter = letters.is_letter(copy)
    brackets: tuple[str, ...] = ()
    if is_letter:
        with suppress(OSError):  # its program keeps it from being read, and so is not done with it
            brackets = letters.open_brackets(copy.path.read_bytes())
    return Edited(copy, is_letter, brackets)


def _still(brackets: Sequence[str]) -> str:
    """'Still to fill in: the amount; how to pay. '"""
    more = f"; and {len(brackets) - _MOST:,} more" if len(brackets) > _MOST else ""
    words = "; ".join(bracket.rstrip(".") for bracket in brackets[:_MOST])
    return f"Still to fill in or strike out: {words}{more}. " if brackets else ""


def _went_out(store: Store, number: int, _: int) -> None:
    letters.went_out(store, number)


def _copy(store: Store, number: int, editable: bool, _: Progress) -> Copy:
    kept = attachments.one(number)
    workingcopies.refuse_running(kept)
    access.copied(store, kept.owner)
    return workingcopies.open_copy(store, number, editable=editable)

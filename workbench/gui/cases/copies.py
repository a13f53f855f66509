"""Copies of a record's files in other programs: opened to look at or to work on, offered again once they are done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from workbench.errors import Plain
from workbench.gui.desk import Desk
from workbench.gui.widgets.parts import Trouble
from workbench.records import attachments
from workbench.records.attachments import Kept, Owner
from workbench.records.store import Store
from workbench.workflows import workingcopies
from workbench.workflows.cases import letters
from workbench.workflows.progress import Progress
from workbench.workflows.workingcopies import Copy

_LOOK_AGAIN = 3_000  # milliseconds between two looks at a copy that is being edited


class Copies(QObject):
    """`taken` says the number of a newer version, `let_go` that changes were, `refused` why something was not done.

    `wondered` asks to look once more at what belongs to the record.
    """

    taken = Signal(int)
    let_go = Signal()
    refused = Signal(object)
    wondered = Signal()

    def __init__(self, desk: Desk, trouble: Trouble) -> None:
        super().__init__(trouble)
        self._desk, self._trouble = desk, trouble
        self._owner: Owner | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_AGAIN)
        self._look.timeout.connect(self.wondered)

    def open(self, kept: Kept, *, editable: bool) -> None:
        """Open a copy of a file; one to be worked on is taken back when the person says so."""
        work = partial(_copy, self._desk.store, kept.id, editable)
        self._desk.tasks.run(work, self._opened, failed=self._refuse)

    def offer(self, owner: Owner, edited: Sequence[Copy], *, worked_on: bool, writes: bool) -> None:
        """Offer to take back what was edited, once its program is done with it."""
        self._owner = owner
        if worked_on:
            self._look.start()
        ready = [copy for copy in edited if copy.settled]
        if not ready or not writes:
            return
        self._look.stop()
        name = attachments.one(ready[0].attachment).name
        take, drop = partial(self._take_in, ready[0]), partial(self._drop, ready[0])
        sent = [("It was sent today", partial(self._sent, ready[0]))] if letters.is_letter(ready[0]) else []
        self._trouble.say(
            f"“{name}” was edited and is not in the records yet.",
            "Take it in as a newer version, or let the changes go.",
            acts=[*sent, ("Take it in", take), ("Let the changes go", drop)],
            well=True,
        )

    def _opened(self, copy: Copy) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy.path))):
            self._refuse(
                Plain(
                    f"No program on this computer opens {copy.path.suffix} files. Nothing was changed. "
                    "Save a copy and open it where there is one."
                )
            )
        elif copy.editable:
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


def _copy(store: Store, number: int, editable: bool, _: Progress) -> Copy:
    return workingcopies.open_copy(store, number, editable=editable)

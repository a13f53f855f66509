"""Records that were begun and not added: known at once, in the file as soon as the worker comes to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from workbench.gui.session import Session
from workbench.gui.tasks import Tasks
from workbench.records.record import Values
from workbench.records.store import DRAFT, Store
from workbench.register import Register
from workbench.workflows.progress import Progress

Draft = dict[str, Any] | None
_TICKED = "(ticked)"  # no name of a field


class Drafts(QObject):
    """One a register, as the file keeps it. Long work may hold the store; what is typed meanwhile waits for it here."""

    def __init__(self, store: Store, tasks: Tasks, session: Session, registers: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._store, self._tasks, self._waiting = store, tasks, session.drafts
        self._kept: dict[str, Draft] = {name: store.setting(DRAFT + name) for name in registers}
        self._failed: set[str] = set()
        if not store.read_only:
            for name in tuple(self._waiting):
                self._write(name)  # it could not be written before the lock

    def of(self, register: str) -> Draft:
        """What was typed of a new record of that register and not yet added."""
        return self._waiting[register] if register in self._waiting else self._kept[register]

    def keep(self, register: str, draft: Draft) -> None:
        """Keep what was typed so far; None lets it go."""
        if draft != self.of(register) or register in self._failed:
            self._waiting[register] = draft
            self._write(register)

    def values(self, register: Register) -> Values | None:
        """What was typed of a new record and not yet added, as values."""
        kept = self.of(register.name)
        if kept is None:
            return None
        fields = register.by_name
        return {name: fields[name].python_value(value) for name, value in kept.items() if name in fields}

    def ticked(self, register: Register) -> list[int]:
        """What was ticked for a new record besides its fields, by number."""
        return list((self.of(register.name) or {}).get(_TICKED, ()))

    def keep_values(self, register: Register, values: Mapping[str, Any], ticked: Sequence[int] = ()) -> None:
        """Keep what was typed, and ticked, so far; nothing of it keeps nothing."""
        fields = register.by_name
        kept = {name: fields[name].db_value(value) for name, value in values.items() if value not in (None, "")}
        self.keep(register.name, kept | ({_TICKED: list(ticked)} if ticked else {}) or None)

    def _write(self, register: str) -> None:
        draft = self._waiting[register]
        self._failed.discard(register)
        work, kept = partial(self._written, register, draft), partial(self._is_kept, register, draft)
        self._tasks.run(work, kept, failed=partial(self._not_kept, register))

    def _written(self, register: str, draft: Draft, _: Progress) -> None:
        self._store.keep_draft(DRAFT + register, draft)

    def _is_kept(self, register: str, draft: Draft, _: object) -> None:
        self._kept[register] = draft
        if self._waiting.get(register) == draft:
            self._waiting.pop(register, None)

    def _not_kept(self, register: str, error: BaseException) -> None:
        self._failed.add(register)
        self._tasks.failed.emit(error)

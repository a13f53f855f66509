"""What a person did and typed since the program was started; a lock does not end it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.register import Problem

NEW = 0  # the number of a record that was not added yet
Box = tuple[str, int, str]  # register, record, field


@dataclass(frozen=True)
class Typed:
    """What stands in a box and is not in the file, and what is wrong with it where that is known.

    `ruled` says that a rule refused it, which may have looked at other boxes too.
    """

    words: Any
    wrong: tuple[Problem, ...] = ()
    ruled: bool = False


@dataclass
class Session:
    """The operations done and taken back, oldest first, and what was typed and is not in the file yet.

    `letters` are e-mails that were taken for records not added yet, by register; they have words in the drafts.
    """

    done: list[int] = field(default_factory=list)
    undone: list[int] = field(default_factory=list)
    typed: dict[Box, Typed] = field(default_factory=dict)
    drafts: dict[str, dict[str, Any] | None] = field(default_factory=dict)  # by register; None takes the one kept away
    letters: dict[str, Any] = field(default_factory=dict)

    def typed_in(self, register: str, number: int) -> dict[str, Typed]:
        """What was typed into a record and is not in the file, by field."""
        return {name: typed for (r, n, name), typed in self.typed.items() if (r, n) == (register, number)}

    @property
    def all_kept(self) -> bool:
        """Whether everything typed is in the file."""
        return not self.typed and not self.drafts

    @property
    def is_wrong(self) -> bool:
        """Whether something typed could not be kept; what is on its way to the file is not wrong."""
        return any(typed.wrong for typed in self.typed.values())

    def first_unkept(self) -> tuple[str, int]:
        """The register and the record where something waits to be kept; there must be something."""
        return next(iter([box[:2] for box in self.typed] or [(register, NEW) for register in self.drafts]))


class Sessions:
    """The sessions of all councils opened since the program was started, by their folders."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, Session] = {}
        self._told: list[tuple[dict[Box, Typed], dict[str, Any]]] = []

    def of(self, folder: Path) -> Session:
        """The session of the council in that folder."""
        return self._by_folder.setdefault(folder.resolve(), Session())

    def moved(self, old: Path, new: Path) -> None:
        """The files are in another folder now."""
        self._by_folder[new.resolve()] = self._by_folder.pop(old.resolve(), Session())

    def drop(self, folder: Path) -> None:
        """Other files stand in the folder now."""
        self._by_folder.pop(folder.resolve(), None)

    def may_leave(self) -> bool:
        """Whether all that was typed is in the files, or what is not was the answer to the same question before."""
        unkept = [(dict(s.typed), dict(s.drafts)) for s in self._by_folder.values() if not s.all_kept]
        told, self._told = self._told, unkept
        return not unkept or unkept == told

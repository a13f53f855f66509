"""What a workbook to be written is made of; it knows no register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Value = str | int | float | bool | dt.date | None
Kind = Literal["text", "date", "number", "choice", "yesno"]
Progress = Callable[[int], None]
YES_NO = ("Yes", "No")


@dataclass(frozen=True)
class OutColumn:
    """A column: its heading, what stands in it, and the answers it may take where these are few."""

    label: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be chosen in the column; empty where anything may be typed."""
        return YES_NO if self.kind == "yesno" else self.choices


@dataclass(frozen=True)
class OutTable:
    """A register on its way out. `rows` are read once, each with a value a column; None or "" is an empty cell.

    `filter` says in words what was left out, `waiting` how many rows wait for an answer; both are empty where none do.
    `edition` says which version and minute it is; `past` that it is not the register as it stands, so that nobody
    brings it back by mistake. `kind` is what it is called, `sheet` the name of its sheet, if not its title, and `notes`
    what else the sheet about the workbook says, each with its label.
    """

    council: str
    title: str
    columns: Sequence[OutColumn]
    rows: Iterable[Sequence[Value]]
    made: dt.datetime
    filter: str = ""
    waiting: str = ""
    sample: bool = False
    edition: str = ""
    past: bool = False
    kind: str = "Register"
    sheet: str = ""
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Written:
    """How many rows were written, and in plain words what could not go in just as it stood."""

    rows: int
    remarks: tuple[str, ...] = ()

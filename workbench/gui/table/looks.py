"""How the cells of a table look: which weight, which tone, which chip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench import display
from workbench.gui.widgets.chips import Chip
from workbench.records.fields import Kind
from workbench.register import Register

CHIPS = {
    "question": ("circle-question-mark", "amber"),
    "problem": ("triangle-alert", "amber"),
    "overdue": ("circle-alert", "red"),
    "late": ("circle-alert", "red"),
    "due": ("clock", "amber"),
    "hold": ("hand", "violet"),
    "stopped": ("circle-pause", "violet"),
    "waiting": ("hourglass", "grey"),
    "done": ("check", ""),
}


@dataclass(frozen=True)
class ColumnLook:
    """How the cells of a column look."""

    role: str = "body"
    tone: str = "ink"
    right: bool = False
    chips: bool = False


def column_look(register: Register, field: Kind) -> ColumnLook:
    """The naming column stands out, a column before it steps back, figures go to the right."""
    if field.name == register.naming.name:
        return ColumnLook(role="medium")
    if register.standing is not None and field.name == register.standing.name:
        return ColumnLook(chips=True)
    if register.held_at is not None and field.name == register.held_at.name:
        return ColumnLook(chips=True)
    if field is register.columns[0]:
        return ColumnLook(tone="ink2")
    return ColumnLook(right=field.kind == "number")


def chip_of(register: Register, field: Kind, value: Any) -> Chip | None:
    """The chip of a standing; None where all is well."""
    if register.standing is None or field.name != register.standing.name or not value:
        return None
    icon, tone = CHIPS.get(str(value), ("circle-dot", "grey"))
    return Chip(display.show(field, value), icon, tone)


def held_chip(words: str) -> Chip:
    """The chip of what must stay."""
    return Chip(words, *CHIPS["hold"])


def one_line(field: Kind, value: Any) -> str:
    """A value on one line."""
    return " ".join(display.show(field, value).split())

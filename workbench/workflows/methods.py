"""Which method can end which medium: shredding destroys no database, and nobody deletes paper."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.register import Problem
from workbench.registers.destruction_log import LogEntry

_COMPUTER = ("folder", "mailbox", "system", "recorder")
_CANNOT = {
    "shredded": _COMPUTER,
    "confidential": ("folder", "mailbox", "system"),
    "deleted": ("paper",),
    "overwritten": ("paper",),
    "unlinked": ("paper",),
}


def on_computer(medium: str) -> bool:
    """Whether records of this medium are on a computer or a recorder."""
    return medium in _COMPUTER


def both(media: Iterable[str]) -> bool:
    """Whether some are on a computer and some are not, so that one method will hardly do."""
    return len({on_computer(medium) for medium in media}) > 1


def method_for(medium: str, method: str, computer_method: str) -> str:
    """The method by which records of a medium go, where there may be one of its own for what is on a computer."""
    return computer_method if computer_method and on_computer(medium) else method


def problems(media: Iterable[str], method: str, computer_method: str) -> list[Problem]:
    """The first medium that its method cannot end; nothing where no method is chosen."""
    known = tuple(dict.fromkeys(media))
    for medium in known:
        chosen = method_for(medium, method, computer_method)
        if medium in _CANNOT.get(chosen, ()):
            own = on_computer(medium) and both(known)
            how, what = LogEntry.method.label_of(chosen), LogEntry.medium.label_of(medium)
            field = "computer_method" if own else "method"
            return [Problem(field, f"“{how}” cannot destroy what is kept as “{what}”. Choose a method that can")]
    return []

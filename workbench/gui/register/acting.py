"""The acts of a register that have a page of their own: asked for from its list, its record and the menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from workbench.gui.desk import Desk
from workbench.gui.page import Verbs
from workbench.register import Act, Register


def acts_of(desk: Desk, register: Register) -> tuple[Act, ...]:
    """What can be done with records of a register now."""
    read_only = desk.store.read_only
    return tuple(act for act in register.acts if act.open_to(read_only=read_only) and desk.knows(act.place))


def verbs_of(desk: Desk, register: Register, picked: Callable[[], Sequence[int]]) -> Verbs:
    """The same as verbs of a page; `picked` says which records are meant."""
    return {act.text: partial(do, desk, register, act, picked) for act in acts_of(desk, register)}


def do(desk: Desk, register: Register, act: Act, picked: Callable[[], Sequence[int]]) -> None:
    """Go to the page of an act with the records meant, or ask for some."""
    numbers = tuple(picked()) if act.picked else ()
    if numbers or not act.picked:
        desk.go(act.place, numbers)
    else:
        desk.say(f"Choose a {register.singular} first.", well=False)

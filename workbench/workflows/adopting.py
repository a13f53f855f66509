"""Adopting a register by minute: what stands now becomes a numbered version, and later changes the next draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from workbench import display, registers
from workbench.editions import versions
from workbench.errors import Plain
from workbench.records import earlier, record
from workbench.records.record import meaning
from workbench.records.store import Store
from workbench.records.versions import Adopted, adopted
from workbench.register import Problem, Register, within


class NotAdopted(Plain):
    """The decision cannot be kept as it was given; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{problems[0].text}. Nothing was changed.")
        self.problems = problems


def versions_register(register: Register) -> Register:
    """The register of a register's adopted versions; Plain where it is not adopted by minute."""
    if register.versions is None:
        raise Plain(f"“{register.title}” is not adopted by minute. Nothing was changed.")
    return registers.register(register.versions.register_name)


def earlier_ends(register: Register) -> list[tuple[dt.date, int]]:
    """The days since the last version at whose end a register stood otherwise than now, latest first.

    A committee may have adopted what was printed for it some days before it is entered here. With each day the last
    entry of the history.
    """
    last = next(iter(versions(register)), None)
    return earlier.day_ends(register.record, last.stands_at if last else 0)[1:]


def adopt(store: Store, register: Register, decision: Mapping[str, Any], as_of: dt.date | None = None) -> Adopted:
    """Keep what stands now as the next version, with the decision's values by field name; one undo takes it back.

    `as_of` takes the records as they stood at the end of that day instead; what was changed later is the next draft's.
    Raises NotAdopted where something is missing or an earlier day is given than the last version's.
    """
    about = versions_register(register)
    whole = {**meaning(about.record).empty, **decision}
    if problems := about.problems(whole):
        raise NotAdopted(problems)
    if as_of:
        whole["stands_at"] = _end_of(register, as_of)
    with store.operation(f"Adopt the {within(register.title)}", "edit") as operation:
        [number] = record.add(about.record, [whole], operation.id)
    assert register.versions is not None
    return next(v for v in adopted(register.versions) if v.record == number)


def _end_of(register: Register, day: dt.date) -> int | None:
    """The last entry by the end of a day; None where nothing was changed later, Plain where nothing was by then."""
    last, ends = next(iter(versions(register)), None), earlier.day_ends(register.record)
    if not ends or ends[0][0] <= day:
        return None
    found = next((seq for changed, seq in ends if changed <= day), 0)
    if found <= (last.stands_at if last else 0):
        done = f"changed after version {last.number}" if last else "entered"
        raise Plain(f"Nothing was {done} by {display.day(day)}. Nothing was adopted. Choose a later day.")
    return found

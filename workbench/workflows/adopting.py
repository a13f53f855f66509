"""Adopting a register by minute: what stands now becomes a numbered version, and later changes the next draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import registers
from workbench.errors import Plain
from workbench.records import record
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


def adopt(store: Store, register: Register, decision: Mapping[str, Any]) -> Adopted:
    """Keep what stands now as the next version, with the decision's values by field name; one undo takes it back.

    Raises NotAdopted where something is missing or an earlier day is given than the last version's.
    """
    about = versions_register(register)
    whole = {**meaning(about.record).empty, **decision}
    if problems := about.problems(whole):
        raise NotAdopted(problems)
    with store.operation(f"Adopt the {within(register.title)}", "edit") as operation:
        [number] = record.add(about.record, [whole], operation.id)
    assert register.versions is not None
    return next(v for v in adopted(register.versions) if v.record == number)

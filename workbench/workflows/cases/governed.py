"""What goes with a case file when the gate destroys it, and why it may not go yet. The gate alone asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from workbench import clock
from workbench.records import record
from workbench.records.record import Record, Values
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import Linked
from workbench.registers.holdings import Holding
from workbench.workflows.cases import joining, opening
from workbench.workflows.cases.joining import Key


def belongings(holdings: Iterable[Values]) -> dict[type[Record], list[int]]:
    """The files that some holdings stand for, and the other ends of their joins; what belongs to them goes with them.

    Their holds stay: they were released by name, hold nothing personal, and say why others were kept.
    """
    found: defaultdict[type[Record], list[int]] = defaultdict(list)
    for values in holdings:
        if values["case"] is not None:
            key: Key = (values["case_register"], values["case"])
            found[Linked] += _where(Linked, (Linked.other_register == key[0]) & (Linked.other == key[1]))
            found[case_file(key[0]).record].append(key[1])
    return {model: list(dict.fromkeys(ids)) for model, ids in found.items()}


def waiting(holdings: Mapping[int, Values]) -> dict[int, str]:
    """Which of some holdings stand for a file that may not go yet, and why, by holding."""
    asked = {number: (v["case_register"], v["case"]) for number, v in holdings.items() if v["case"] is not None}
    return {number: why for number, key in asked.items() if (why := _waits(key))}


def _waits(key: Key) -> str:
    file = case_file(key[0])
    if any(hold["released_on"] is None for hold in opening.held(file, key[1]).values()):
        return "its own holds are not released yet"
    for register, case in joining.together(key):
        values = record.values_of(case_file(register).record, [case]).get(case)
        if values is None:
            continue
        if not values["closed_on"]:
            return f"{values['reference']} is open"
        kept = _where(Holding, (Holding.case_register == register) & (Holding.case == case))
        days = [v["eligible_from"] for v in record.values_of(Holding, kept).values()]
        if any(day is None or day > clock.today() for day in days):
            return f"{values['reference']} belongs with it and is kept longer"
    return ""


def _where(model: type[Record], wanted: Any) -> list[int]:
    """The ids of all records, removed ones included: what was put out of sight goes as well."""
    asked: Any = model
    return [number for (number,) in asked.select(asked.id).where(wanted).tuples()]

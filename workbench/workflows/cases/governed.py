"""What goes with a case file when the gate destroys it, and why it may not go yet. The gate alone asks."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from typing import Any

from peewee import SQL

from workbench import clock, display
from workbench.records import record
from workbench.records.record import Record, Values
from workbench.registers.cases import together
from workbench.registers.cases.files import case_file
from workbench.registers.cases.parts import Linked
from workbench.registers.cases.reach import on_matter_of
from workbench.registers.holds import Hold, still_holds
from workbench.workflows.cases import joining, opening
from workbench.workflows.cases.joining import Key


def belongings(holdings: Iterable[Values]) -> dict[type[Record], list[int]]:
    """The files that some holdings stand for, and the other ends of their joins; what belongs to them goes with them.

    Their holds stay, without their matter: they were released by name, and say why others were kept.
    """
    found: defaultdict[type[Record], list[int]] = defaultdict(list)
    for values in holdings:
        if values["case"] is not None:
            key: Key = (values["case_register"], values["case"])
            found[Linked] += _where(Linked, (Linked.other_register == key[0]) & (Linked.other == key[1]))
            found[case_file(key[0]).record].append(key[1])
    return {model: list(dict.fromkeys(ids)) for model, ids in found.items()}


def waiting(holdings: Mapping[int, Values], on: dt.date | None = None) -> dict[int, str]:
    """Which of some holdings stand for a file that may not go on a day (today if none), and why, by holding."""
    day = on or clock.today()
    asked = {number: (v["case_register"], v["case"]) for number, v in holdings.items() if v["case"] is not None}
    late = together.waiting(day) if asked else set()
    return {number: why for number, key in asked.items() if (why := _waits(key, day, late))}


def _waits(key: Key, on: dt.date, late: Container[Key]) -> str:
    file = case_file(key[0])
    own = [hold for hold in opening.held(file, key[1]).values() if still_holds(hold, on)]
    if own:
        free = [hold["free_from"] for hold in own]
        return "its own holds are not released yet" if None in free else f"its own holds end {display.day(max(free))}"
    if held := _on_matter(key, on):
        return f"a hold lies on its matter: {held}"
    if key in late:
        reference, is_open = together.keeper(joining.together(key), on)
        return f"{reference} is open" if is_open else f"{reference} belongs with it and is kept longer"
    return ""


def matters(holdings: Mapping[int, Values]) -> list[int]:
    """The holds whose matter says what or whom some holdings were about: placed on one, by its file, or about that."""
    ids = json.dumps(list(holdings))
    found = _where(Hold, (Hold.matter != "") & Hold.holding.in_(SQL("(SELECT value FROM json_each(?))", (ids,))))
    for values in holdings.values():
        if values["case"] is not None:
            file, case = case_file(values["case_register"]), values["case"]
            found += [n for n, hold in opening.held(file, case).items() if hold["matter"]]
            found += on_matter_of(values["case_register"], case)
    return list(dict.fromkeys(found))


def _on_matter(key: Key, on: dt.date) -> str:
    """The reason of a hold that lies on the matter of a file on a day; empty without one."""
    found = record.values_of(Hold, on_matter_of(*key)).values()
    return next((hold["reason"] for hold in found if still_holds(hold, on)), "")


def _where(model: type[Record], wanted: Any) -> list[int]:
    """The ids of all records, removed ones included: what was put out of sight goes as well."""
    asked: Any = model
    return [number for (number,) in asked.select(asked.id).where(wanted).tuples()]

"""Who may open a file that is for named people: those who sign in to these files, never without who names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.records.database import people, reader
from workbench.records.functions import named_in
from workbench.records.record import Values
from workbench.register import Problem
from workbench.registers.cases.base import NAMED, Case


def who_may_open(values: Values) -> Problem | None:
    """A file for named people names nobody who could not open it, and it names who names them."""
    if values.get("readers") != NAMED:
        return None
    known, me = people(), reader()
    named = named_in(values.get("named"), known)
    strange = [name for name in named if name not in known and name != me]
    if strange:
        text = f"“{strange[0]}” does not sign in to these files. Name one of those who do: {'; '.join(known)}"
        return Problem(Case.named.name, text)
    if me is not None and me not in named:
        return Problem(Case.named.name, f"Name yourself too ({me}), or you could not open this file any more")
    return None if named else Problem(Case.named.name, f"Name somebody who may open it: {'; '.join(known)}")


def with_who_names(values: Values, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, with who gives it added to the people named where the file is for these only."""
    me, whole = reader(), {**values, **given}
    asked = not given.keys().isdisjoint((Case.readers.name, Case.named.name))
    if not asked or me is None or whole["readers"] != NAMED or me in (named := named_in(whole["named"], people())):
        return dict(given)
    return {**given, Case.named.name: ", ".join((*named, me))}

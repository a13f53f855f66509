"""A plan as JSON for scripts: the form of the command line, fixed in the product's papers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from workbench.exchange.plan import Plan, PlanRow
from workbench.register import Register
from workbench.rules.rule import RetentionRule


def plan_json(plan: Plan) -> dict[str, Any]:
    """The whole plan: its rows, counts and what should be known about the reading."""
    return {
        "register": plan.register.name,
        "source": plan.source,
        "compared": plan.stands is not None,
        "counts": plan.counts(),
        "said": list(plan.said),
        "rows": [row_json(plan.register, row) for row in plan.rows],
    }


def row_json(register: Register, row: PlanRow) -> dict[str, Any]:
    """One row: where it stands, what it would do, its values by field name."""
    return {
        "sheet": row.sheet,
        "row": row.row,
        "standing": str(row.standing),
        **values_json(register, {**row.before, **row.values}),
        "needs_review": row.unclear,
        "questions": [q.text for q in row.questions],
        "warnings": list(row.warnings),
        "refused": [str(r) for r in row.refusals],
    }


def values_json(register: Register, values: dict[str, Any]) -> dict[str, Any]:
    """Values by field name as JSON holds them; a rule is spread into kind, amount, unit, trigger and so on."""
    out: dict[str, Any] = {}
    for field in register.fields:
        value = values.get(field.name, field.empty)
        if isinstance(value, RetentionRule):
            out |= value.to_json()
        elif field.kind == "choice":
            out[field.name] = value or None
        else:
            out[field.name] = value.isoformat() if isinstance(value, dt.date) else value
    return out

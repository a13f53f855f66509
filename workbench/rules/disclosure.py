"""Small-number suppression: tables of counts in which nobody can be found, not even by subtracting one from another.

Totals of a period are always shown. In a breakdown a number under the threshold is never printed, nor is nought, which
would say something of everybody counted: rows that small are merged into "other" where there are several, and a cell
stands as "under". Then further cells are hidden until no small number can be worked out, from this table, from the
others, from the totals and from everything published before. That is proven number by number: `rules.worlds` finds
another set of cases that would print the very same tables and in which the number is another. Where a total is nought,
all below it are nought and shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from workbench.rules.audit import Audit
from workbench.rules.counted import (
    OTHER,
    THRESHOLD,
    TOTAL,
    UNDER,
    Cell,
    Frame,
    Group,
    Protected,
    Publication,
    Shown,
    tally,
)
from workbench.rules.worlds import Target

Dimensions = tuple[str, ...]
_PATIENCE = 100  # searches in vain before whole tables go: first those of two dimensions, then the rest


def protect(
    quarters: frozenset[int],
    groups: Sequence[Group],
    wanted: Sequence[Dimensions],
    frame: Frame,
    published: Sequence[Publication] = (),
    threshold: int = THRESHOLD,
) -> Publication:
    """The tables wanted of the cases of some quarters, safe beside each other and beside what was published."""
    new = first_step(quarters, groups, wanted, frame, threshold)
    audit = Audit(frame, (*published, new))
    targets, stages = audit.targets(), [1, 0]
    while target := audit.exposed(targets):
        if stages and audit.in_vain > _PATIENCE:
            most = stages.pop(0)  # dimensions of the tables that stay
            audit.withdraw(at for at, table in enumerate(new.tables) if len(table.dimensions) > most)
            audit.in_vain = 0
        else:
            _hide_for(audit, target)
    tables = tuple(
        replace(table, cells=audit.cells(at)) for at, table in enumerate(new.tables) if at not in audit.withdrawn
    )
    return replace(new, tables=tables)


def first_step(
    quarters: frozenset[int],
    groups: Sequence[Group],
    wanted: Sequence[Dimensions],
    frame: Frame,
    threshold: int = THRESHOLD,
) -> Publication:
    """The tables with small numbers taken out and nothing else: a start, not fit to be published.

    A dimension with one value says no more than the total, so it makes no table.
    """
    bare = Publication(quarters, tuple(groups), (), threshold)
    sized = [names for names in wanted if all(len(frame.domain(name)) > 1 for name in names)]
    tables = tuple(_table(bare.counted(frame.basis(names)), names, frame, threshold) for names in sized)
    return replace(bare, tables=tables)


def _table(groups: tuple[Group, ...], names: Dimensions, frame: Frame, threshold: int) -> Protected:
    whole = sum(group.count for group in groups)
    sides = [_side(groups, name, frame, threshold) for name in names]
    bare = Protected(names, whole, tuple(rows for rows, _ in sides), tuple(merged for _, merged in sides), {})
    counts: dict[Cell, int] = dict.fromkeys(product(*((*rows, TOTAL) for rows in bare.rows)), 0)
    counts.pop((TOTAL,) * len(names))
    for has, count in tally(groups, frame, names).items():
        for cell in product(*((bare.place(at, value), TOTAL) for at, value in enumerate(has))):
            if cell in counts:
                counts[cell] += count
    if not whole:
        return replace(bare, cells=counts)
    shown: dict[Cell, Shown] = {cell: n if n >= threshold else UNDER for cell, n in counts.items()}
    return replace(bare, cells=shown)


def _side(
    groups: tuple[Group, ...], name: str, frame: Frame, threshold: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values of a dimension that stand by themselves, OTHER behind them, and those that were merged into it."""
    counts, domain = tally(groups, frame, (name,)), frame.domain(name)
    small = [value for value in domain if counts[value,] < threshold]
    if len(small) < 2 or sum(counts[value,] for value in small) < threshold:
        return domain, ()
    return (*(value for value in domain if value not in small), OTHER), tuple(small)


def _hide_for(audit: Audit, target: Target) -> None:
    """Hide a little more because a number can be worked out: what helps, else a whole table, the nearest first.

    Where its table has nothing left, "under" becomes "hidden" there, which says less; at last tables are given up.
    """
    if audit.hopeless(target) or any(audit.helps(keys, target) for keys in audit.ways(target)):
        return
    for number in audit.nearest(target):
        if keys := audit.shown(number):
            audit.hide(keys)
            return
        if audit.say_less(number):
            return
    audit.withdraw(audit.nearest(target)[:1])

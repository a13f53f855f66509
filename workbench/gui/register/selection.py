"""What part of a register its page shows, kept beside the widgets: view, filters, order, columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.records.fields import Kind
from workbench.records.query import Filter, Order, Query
from workbench.records.record import meaning
from workbench.register import Register


@dataclass(frozen=True)
class Selection:
    """A view by its place, filters by field name, sorts in order of weight, columns by name."""

    register: Register
    view: int = 0
    filters: dict[str, str] = field(default_factory=dict)
    order: tuple[Order, ...] = ()
    columns: tuple[str, ...] = ()
    removed: bool = False

    def fields(self) -> tuple[Kind, ...]:
        """The fields shown as columns; the declaration's own where the person has not chosen."""
        known = {f.name: f for f in meaning(self.register.record).fields}
        chosen = tuple(known[name] for name in self.columns if name in known)
        return chosen or tuple(self.register.columns)

    def query(self) -> Query:
        """The question to the store."""
        filters = tuple(Filter(name, text) for name, text in self.filters.items() if text.strip())
        order = self.order or (Order(self.register.columns[0].name),)
        view = self.register.views[self.view].where
        return Query(self.register.record, self.fields(), filters=filters, order=order, view=view, removed=self.removed)

    def title(self) -> str:
        """The title of the view, empty for everything."""
        return self.register.views[self.view].title if self.view else ""

    def counts(self) -> list[int]:
        """How many records each view holds."""
        return [
            Query(self.register.record, (), view=v.where, removed=self.removed).count() for v in self.register.views
        ]

    def filtered(self, name: str, text: str) -> Selection:
        """The same with another filter; an empty text takes it away."""
        rest = {known: words for known, words in self.filters.items() if known != name}
        return replace(self, filters=rest | {name: text} if text.strip() else rest)

    def sorted_by(self, name: str, *, also: bool) -> Selection:
        """Sort by a field, the other way round the second time; `also` adds it to the sorts there are."""
        now = {o.field: o for o in self.query().order}
        order = Order(name, not now[name].descending if name in now else False)
        if not also:
            return replace(self, order=(order,))
        kept = tuple(o for o in self.query().order if o.field != name)
        return replace(self, order=(*kept[:2], order) if name not in now else _exchanged(self.query().order, order))

    def described(self) -> list[tuple[str, str, str]]:
        """Filters as (field, label, text)."""
        known = {f.name: f.label for f in meaning(self.register.record).fields}
        return [(name, known[name], text) for name, text in self.filters.items() if text.strip()]


@dataclass(frozen=True)
class Standing:
    """Where a person stands on the page: the record, what is shown, whether a new record is being written."""

    record: int | None
    selection: Selection
    new: bool = False


def _exchanged(orders: Sequence[Order], order: Order) -> tuple[Order, ...]:
    return tuple(order if o.field == order.field else o for o in orders)


def choosable(register: Register) -> list[Kind]:
    """Every field that makes sense as a column."""
    hidden = {f.order_by for f in meaning(register.record).fields if f.order_by}
    kinds: list[Any] = [f for f in meaning(register.record).fields if f.name not in hidden]
    return kinds

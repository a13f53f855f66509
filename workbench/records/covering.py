"""What who reads now may not see of a record that is hidden from them. The one rule; it is applied where records are
read (`query`, `record.values_of`) and changed, so that no outlet has to think of it.

Of a hidden record stands what its kind shows to all, and of a kind that shows nothing to all it is as if it were not
there. The way round is named: `record.whole_of`, for what is worked out and never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import peewee

from workbench.errors import Plain

if TYPE_CHECKING:
    from workbench.records.record import Record, Values

RESTRICTED = "Restricted"
SAID = "This file is restricted to named people, and you are not one of them."
_IDS = 500  # in one statement
_ALWAYS = frozenset({"id", "removed"})  # that it is there, and whether it was put away


def hidden_among(model: type[Record], ids: Iterable[int]) -> set[int]:
    """Those of some records that who reads now may not read."""
    asked: Any = model
    secret, numbers = asked.hidden(), list(ids)
    if secret is None or not numbers:
        return set()
    found: set[int] = set()
    for start in range(0, len(numbers), _IDS):
        among = asked.id.in_(numbers[start : start + _IDS])
        found |= {number for (number,) in asked.select(asked.id).where(among, secret).tuples()}
    return found


def refuse_hidden(model: type[Record], ids: Iterable[int]) -> None:
    """Raise Plain where one of these records is not for who is at work now."""
    if hidden_among(model, ids):
        raise Plain(f"{SAID} Nothing was changed.")


def covered(model: type[Record], whole: dict[int, Values]) -> dict[int, Values]:
    """The values of records as who reads now may see them."""
    hidden = hidden_among(model, whole)
    if not hidden:
        return whole
    seen = {number: _cover(model, values) if number in hidden else values for number, values in whole.items()}
    return seen if model.shown_to_all else {number: seen[number] for number in whole if number not in hidden}


def _cover(model: type[Record], values: Values) -> Values:
    return {name: cover(model, getattr(model, name), value) for name, value in values.items()}


def cover(model: type[Record], field: Any, value: Any) -> Any:
    """What stands for a value of a hidden record."""
    if shows(model, field):
        return value
    return RESTRICTED if field.personal and field.kind == "text" else field.empty


def shows(model: type[Record], field: Any) -> bool:
    """Whether a field shows even of a record that is hidden."""
    return bool(model.shown_to_all) and field.model is model and field.name in model.shown_to_all | _ALWAYS


def asks_only_what_shows(model: type[Record], conditions: Sequence[Any]) -> bool:
    """Whether conditions look at nothing but what shows to all; what they find would tell what stands there."""
    return all(isinstance(part, peewee.Field) and shows(model, part) for part in _leaves(conditions))


def _leaves(part: Any) -> Iterator[Any]:
    """The fields that an expression looks at, and whatever else in it is not known to be harmless."""
    if isinstance(part, (list, tuple)):
        for one in part:
            yield from _leaves(one)
    elif isinstance(part, peewee.Node):
        inside = next((inside for kind, inside in _INSIDE if isinstance(part, kind)), None)
        if inside is None:
            yield part  # a field; or words of SQL, another table: nobody knows what these look at
        else:
            yield from _leaves(inside(part))


_INSIDE: tuple[tuple[type[Any], Callable[[Any], Sequence[Any]]], ...] = (
    (peewee.Expression, lambda part: (part.lhs, part.rhs)),
    (peewee.Function, lambda part: tuple(part.arguments)),
    (peewee.Negated, lambda part: (part.node,)),
    (peewee.Value, lambda part: part.values or ()),
)

"""Records of another register that a link may point to, found by what a person types: never all of very many."""

from __future__ import annotations

from workbench.records import search
from workbench.records.database import database
from workbench.records.fields import Choices, Link
from workbench.records.record import table_name

FEW = 500  # so many are offered as a whole list
MOST = 40  # found for what was typed
_COMPARED = 400  # of which one may be called exactly so


def few(link: Link) -> bool:
    """Whether the other register is so short that all of it can be offered."""
    other = link.to.model
    return other.select(other.id).offset(FEW).limit(1).scalar() is None


def offered(link: Link, typed: str) -> Choices:
    """All of a short register, of a long one those that hold the words typed."""
    return link.options if few(link) else found(link, typed, most=_COMPARED)


def found(link: Link, typed: str, most: int = 0) -> Choices:
    """The first records, at most so many, with every word typed, each of which may be unfinished; ids and names."""
    if not (wanted := search.expression(typed)):
        return ()
    table = table_name(link.to.model)
    words = search.index_of(table)
    # The index leads, so that it stops with the last one shown however many there are.
    sql = (
        f'SELECT t.id FROM "{words}" AS w CROSS JOIN "{table}" AS t ON t.id = w.rowid '  # noqa: S608 - our own names
        f'WHERE w."{words}" MATCH ? AND t.removed IS NULL LIMIT {most or MOST}'
    )
    return link.labels_of([number for (number,) in database.execute_sql(sql, (wanted,))])

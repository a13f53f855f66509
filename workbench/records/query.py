"""A question to a register: words, filters and order as one value, for table, workbook and print alike."""

from __future__ import annotations

import datetime as dt
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from typing import Any

import peewee

from workbench.records import covering, search
from workbench.records.columns import TEXTS
from workbench.records.database import database
from workbench.records.fields import Kind
from workbench.records.functions import folded, sorting
from workbench.records.record import Record, meaning, table_name

PAGE = 500
MOST_PARTS = 12  # of a day as a filter asks for it
LONGEST = 10_000  # letters of a filter; SQLite refuses a pattern of more than 50,000 bytes
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Filter:
    """Words that a field must show."""

    field: str
    text: str


@dataclass(frozen=True)
class Order:
    """A field to sort by."""

    field: str
    descending: bool = False


@dataclass(frozen=True)
class Row:
    """A record as an outlet shows it: its id and its values in the order of the fields asked for."""

    id: int
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Query:
    """What is wanted of a kind of record.

    `fields` are the values wanted; `view` a ready-made condition; `removed` asks for what was moved to Removed.
    """

    record: type[Record]
    fields: tuple[Any, ...]
    words: str = ""
    filters: tuple[Filter, ...] = ()
    order: tuple[Order, ...] = ()
    view: Callable[[], Any] | None = None
    removed: bool = False

    def ids(self, most: int | None = None) -> array[int]:
        """The ids of all records wanted, in order; of the first so many where a number is given."""
        found = array("q")
        found.extend(row[0] for row in database.execute(self._select(self.record.id).limit(most)))
        return found

    def count(self) -> int:
        """How many are wanted."""
        return int(self._select(peewee.fn.COUNT(self.record.id)).order_by().scalar())

    def total(self) -> int:
        """How many there would be without words and filters."""
        return replace(self, words="", filters=()).count()

    def least(self, field: Any) -> Any:
        """The smallest value that a field has in the records wanted; None where there is none."""
        return self._select(peewee.fn.MIN(field), asked=(field,)).order_by().scalar()

    def spread(self, field: Any, ends: Sequence[dt.date], over: Any = None) -> Counter[tuple[int, bool]]:
        """How many there are up to each of some days, and after the one before; apart where a condition holds.

        Counted under the place of the day among `ends`, which ascend, and whether `over` holds; none is later than all.
        """
        place = peewee.Case(None, [(field <= day.isoformat(), n) for n, day in enumerate(ends)])
        holds = peewee.Value(0) if over is None else over
        rows = self._select(place, holds, peewee.fn.COUNT(self.record.id), asked=(field, holds)).order_by()
        return Counter({(at, bool(held)): number for at, held, number in rows.group_by(place, holds).tuples()})

    def page(self, ids: Sequence[int]) -> dict[int, Row]:
        """The rows of some ids; one that is gone is left out."""
        hidden = self.record.hidden()
        secret = peewee.Value(0) if hidden is None else hidden
        columns = (self.record.id, secret, *self.fields)
        chosen: Any = self.record.select(*columns).where(self.record.id.in_(list(ids))).tuples()
        if hidden is not None and not self.record.shown_to_all:
            chosen = chosen.where(~hidden)
        return {row[0]: Row(row[0], self._covered(row[2:]) if row[1] else tuple(row[2:])) for row in chosen}

    def _covered(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The values of a record that who reads now may not read."""
        return tuple(covering.cover(self.record, f, v) for f, v in zip(self.fields, values, strict=True))

    def rows(self) -> Iterator[Row]:
        """All rows wanted, in order, a page at a time so that memory stays small."""
        ids = self.ids()
        for start in range(0, len(ids), PAGE):
            part = ids[start : start + PAGE]
            page = self.page(part)
            yield from (page[number] for number in part if number in page)

    def filtered(self, field: str, text: str) -> Query:
        """The same with one filter set, or taken away by an empty text."""
        rest = tuple(f for f in self.filters if f.field != field)
        return replace(self, filters=(*rest, Filter(field, text)) if text.strip() else rest)

    def describe(self) -> str:
        """The words and filters in one line for the foot of a print; empty when everything is wanted."""
        parts = [f"{self._field(f.field).label}: {f.text}" for f in self.filters]
        return "; ".join([f"Words: {self.words.strip()}"] * bool(self.words.strip()) + parts)

    def _select(self, *columns: Any, asked: tuple[Any, ...] = ()) -> Any:
        removed = self.record.removed.is_null(not self.removed)
        wanted: list[Any] = [removed, *(self._condition(f) for f in self.filters)]
        if self.view and (condition := self.view()) is not None:
            wanted.append(condition)
        if (secret := self.record.hidden()) is not None and self._would_tell([*wanted, *asked]):
            wanted.append(~secret)
        if typed := search.expression(self.words):
            wanted.append(
                peewee.SQL(f'"t1"."id" IN ({_INDEXED.format(search.index_of(table_name(self.record)))})', (typed,))
            )
        elif signs := self.words.strip():  # the index holds words alone
            wanted.append(reduce(or_, [_text(f, signs) for f in meaning(self.record).fields if f.kind in TEXTS]))
        return self.record.select(*columns).where(reduce(and_, wanted)).order_by(*self._ordering(secret))

    def _would_tell(self, asked: Sequence[Any]) -> bool:
        """Whether what is found would tell what stands in a record that is hidden."""
        if self.words or not self.record.shown_to_all:
            return True
        return not covering.asks_only_what_shows(self.record, asked)

    def _ordering(self, secret: Any) -> list[Any]:
        sorts = []
        for order in self.order:
            field = self._field(order.field)
            by = self._field(field.order_by) if field.order_by else field
            plain = by if field.order_by else _SORTED.get(by.kind, _as_kept)(by)  # such a column is made for sorting
            nothing = field.is_null() if field.empty is None else field == ""
            if secret is not None and not covering.shows(self.record, field):  # its place would tell what it says
                plain, nothing = peewee.Case(None, [(secret, None)], plain), secret | nothing
            sorts += [nothing, plain.desc() if order.descending else plain.asc()]
        return [*sorts, self.record.id]

    def _field(self, name: str) -> Kind:
        return next(f for f in meaning(self.record).fields if f.name == name)

    def _condition(self, wanted: Filter) -> Any:
        field = self._field(wanted.field)
        return _CONDITIONS.get(field.kind, _text)(field, wanted.text.strip())


def _as_kept(field: Any) -> Any:
    return field


def _by_label(field: Any) -> Any:
    return peewee.Case(field, [(code, sorting(label)) for code, label in field.options], field)


_SORTED: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(TEXTS, peewee.fn.sorting),
    "choice": _by_label,
    "rule": lambda field: peewee.fn.sorting(peewee.fn.rule_said(field)),
}
_INDEXED = 'SELECT rowid FROM "{0}" WHERE "{0}" MATCH ?'


def _text(field: Any, text: str) -> Any:
    if len(text) > LONGEST or not _writable(text):
        return peewee.SQL("0")
    pattern = re.sub(r"([\\%_])", r"\\\1", text)
    if not text.isascii():  # LIKE knows the case of A to Z only
        field, pattern = peewee.fn.folded(field), str(folded(pattern))
    return peewee.NodeList((field, peewee.SQL("LIKE"), peewee.Value(f"%{pattern}%"), peewee.SQL("ESCAPE '\\'")))


def _choice(field: Any, text: str) -> Any:
    return field.in_([code for code, label in field.options if text.casefold() in label.casefold()])


def _link(field: Any, text: str) -> Any:
    """By the name of the record it points to, the one beside it included; the other register is never read whole."""
    return field.in_(field.to.model.select(field.to.model.id).where(_text(field.said, text)))


def _yes_no(field: Any, text: str) -> Any:
    start = text.casefold()
    if start and "not answered".startswith(start) and start != "no":
        return field.is_null()
    answers = [kept for kept, word in ((True, "yes"), (False, "no")) if word.startswith(start)]
    return field.in_(answers)


def _rule(field: Any, text: str) -> Any:
    return _text(peewee.fn.rule_said(field), text)


def _writable(text: str) -> bool:
    """Whether a text can be written at all: half of a pair of signs, as some programs paste it, cannot."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _number(field: Any, text: str) -> Any:
    figures = text.replace(",", "")
    return field == int(figures) if re.fullmatch(r"-?[0-9]{1,18}", figures) else peewee.SQL("0")


def _day(field: Any, text: str) -> Any:
    """Parts of a day as shown: '2026', 'nov', '22 nov 2026', 'sun', in any order."""
    parts = dict.fromkeys(re.findall(r"\w+", text.casefold()))
    if not parts or len(parts) > MOST_PARTS:
        return field.is_null(False) if not parts else peewee.SQL("0")
    return reduce(and_, [_day_part(field, part) for part in parts])


def _day_part(field: Any, part: str) -> Any:
    if part.isdigit():
        year, day = peewee.fn.SUBSTR(field, 1, 4), peewee.fn.SUBSTR(field, 9, 2)
        return year == part if len(part) == 4 else day == part.zfill(2)
    months = [f"{n:02d}" for n, name in enumerate(_MONTHS, 1) if part[:3].startswith(name[: len(part)])]
    days = [str(n % 7) for n in range(1, 8) if f"{dt.date(2024, 1, n):%a}".casefold().startswith(part[:3])]
    by_month, by_day = peewee.fn.SUBSTR(field, 6, 2).in_(months), peewee.fn.STRFTIME("%w", field).in_(days)
    return reduce(or_, (by_month, by_day))


_CONDITIONS: dict[str, Callable[[Any, str], Any]] = {
    "choice": _choice,
    "link": _link,
    "rule": _rule,
    "yesno": _yes_no,
    "number": _number,
    "day": _day,
    "moment": _day,
}


def every(record: type[Record], fields: Sequence[Any], **more: Any) -> Query:
    """All live records with those fields."""
    return Query(record, tuple(fields), **more)

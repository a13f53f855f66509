"""The kinds of field. A kind says how a value is kept, and whether it holds personal data."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, ClassVar

import peewee

from workbench.rules.rule import RetentionRule

Recognise = Callable[[str], float]
Choices = Sequence[tuple[Any, str]]
Joins = Callable[[Sequence[tuple[str, str]]], str]


def one_below_another(cells: Sequence[tuple[str, str]]) -> str:
    """The texts of several columns, given with their headings, as lines of one text; each said once."""
    return "\n".join(dict.fromkeys(text for _, text in cells if text))


class Kind(peewee.Field):
    """Base of all kinds: the label first, then what table, form and workbook need to know.

    `headings` are header words seen on councils' sheets, with commas between; `recognise` scores a cell's text
    from 0 to 1; `joins` lets several columns feed the field and makes one text of them;
    `derived` fields are worked out on saving, `filled` ones are filled in by the program as something is done; neither
    is ever typed, though a sheet may bring what is `brought`. `internal` ones are the council's own working notes.
    """

    kind: str = "text"
    personal: ClassVar[bool] = False
    empty: ClassVar[Any] = ""

    def __init__(
        self,
        label: str,
        *,
        help: str = "",  # noqa: A002 - the word the person knows
        optional: bool = True,
        headings: str = "",
        recognise: Recognise | None = None,
        joins: Joins | None = None,
        derived: bool = False,
        internal: bool = False,
        filled: bool = False,
        brought: bool = False,
        order_by: str = "",
        choices: Choices = (),
        index: bool = False,
    ) -> None:
        self.label, self.help, self.optional = label, help, optional
        self.headings = tuple(" ".join(heading.split()) for heading in headings.split(",") if heading.strip())
        self.recognise, self.joins = recognise, joins
        self.derived, self.filled, self.brought = derived, filled, brought
        self.internal, self.order_by = internal, order_by
        self._choices = tuple(choices)
        super().__init__(null=self.empty is None, default=self.empty, index=index)

    @property
    def typed(self) -> bool:
        """Whether a person gives its value, in whatever way."""
        return not (self.derived or self.filled)

    @property
    def taken_in(self) -> bool:
        """Whether a sheet may bring its value."""
        return self.typed or self.brought

    @property
    def options(self) -> Choices:
        """The answers there are, as codes and labels; empty where any value will do."""
        return self._choices

    def label_of(self, value: Any) -> str:
        """The label of an answer; one no longer offered reads as itself."""
        return str(dict(self.options).get(value, value))

    @property
    def public(self) -> bool:
        """Whether it is part of what a council adopts and may publish: neither of a living person nor internal."""
        return not (self.personal or self.internal or self.derived)

    def db_value(self, value: Any) -> Any:
        """The value as the database keeps it."""
        return value

    def python_value(self, value: Any) -> Any:
        """The value of what the database keeps."""
        return value


class Text(Kind, peewee.TextField):
    """A short text on one line."""


class LongText(Text):
    """A text of several lines."""

    kind = "long"


class Words(Text):
    """The council's own words, kept exactly as they were written."""

    kind = "words"


class Choice(Kind, peewee.TextField):
    """One of a few answers, kept by its code and shown by its label; empty means not answered."""

    kind = "choice"


class Day(Kind, peewee.TextField):
    """A day of the calendar, kept as ISO text so that it sorts; None means not answered."""

    kind = "day"
    empty = None

    def __init__(self, label: str, *, of_year: tuple[int, int] | None = None, **more: Any) -> None:
        """`of_year` is the month and day that a year alone stands for on a sheet, where something begins or ends."""
        self.of_year = of_year
        super().__init__(label, **more)

    def db_value(self, value: dt.date | str | None) -> str | None:
        """ISO text of a date."""
        return value.isoformat() if isinstance(value, dt.date) else value or None

    def python_value(self, value: str | None) -> dt.date | None:
        """The date of ISO text."""
        return dt.date.fromisoformat(value) if value else None


class YesNo(Kind, peewee.IntegerField):
    """Yes, no, or not answered (None)."""

    kind = "yesno"
    empty = None

    def db_value(self, value: bool | int | None) -> int | None:
        """1, 0 or None."""
        return None if value is None else int(bool(value))

    def python_value(self, value: int | None) -> bool | None:
        """True, False or None."""
        return None if value is None else bool(value)


class Number(Kind, peewee.IntegerField):
    """A whole number; None means not answered."""

    kind = "number"
    empty = None


class Link(Kind, peewee.IntegerField):
    """A record of another register, kept by its id; None means not answered.

    `to` is the field that names the other record, `beside` one that stands before the name where it is filled. What is
    worked out of the other record is worked out again when that changes (`record.change`), and the other record cannot
    be removed while one that stands links to it (`record.remove`).
    """

    kind = "link"
    empty = None

    def __init__(self, label: str, *, to: Any, beside: Any = None, **more: Any) -> None:
        self.to, self.beside = to, beside
        super().__init__(label, index=True, **more)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        """Peewee tells the field whose it is: the other record learns who links to it."""
        super().bind(model, name, set_attribute)
        _LINKS.setdefault(self.to.model, []).append(self)

    @property
    def options(self) -> Choices:
        """Every standing record of the other register by its name, in that order."""
        other = self.to.model
        rows = self._named().where(other.removed.is_null()).order_by(peewee.fn.LOWER(self.to)).tuples()
        return tuple((row[0], _joined(row[1:])) for row in rows)

    def label_of(self, value: Any) -> str:
        """The name of the record with that id; of one that is gone, its number."""
        row = self._named().where(self.to.model.id == value).tuples().first()
        return _joined(row[1:]) if row else f"no longer there ({value})"

    @property
    def said(self) -> Any:
        """The name of the other record as an expression, with what stands before it."""
        return self.to if self.beside is None else peewee.fn.TRIM(self.beside.concat(" ").concat(self.to))

    def labels_of(self, numbers: Sequence[int]) -> Choices:
        """The names of some records, by their ids and in the order of the names."""
        rows = self._named().where(self.to.model.id.in_(numbers)).order_by(peewee.fn.LOWER(self.to)).tuples()
        return tuple((row[0], _joined(row[1:])) for row in rows)

    def called(self, numbers: Sequence[int]) -> dict[int, str]:
        """The names of some records without what stands before them, by their ids."""
        other = self.to.model
        return dict(other.select(other.id, self.to).where(other.id.in_(numbers)).tuples())

    def _named(self) -> Any:
        columns = (self.to,) if self.beside is None else (self.beside, self.to)
        return self.to.model.select(self.to.model.id, *columns)


_LINKS: dict[type[peewee.Model], list[Link]] = {}


def links_to(model: type[peewee.Model]) -> Sequence[Link]:
    """The links by which records of other registers point to this kind of record."""
    return _LINKS.get(model, ())


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


_SAYS_NOTHING: tuple[Any, ...] = (None, False, "", [])


@lru_cache(maxsize=4096)
def _rule_text(rule: RetentionRule) -> str:
    said = {name: value for name, value in rule.to_json().items() if value not in _SAYS_NOTHING}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(maxsize=4096)
def rule_of(text: str) -> RetentionRule:
    """The rule that was kept as this JSON."""
    return RetentionRule.from_json(json.loads(text))


class Rule(Kind, peewee.TextField):
    """A retention rule, kept as JSON; None means that nobody has said one yet."""

    kind = "rule"
    empty = None

    def db_value(self, value: RetentionRule | str | None) -> str | None:
        """Canonical JSON of the rule."""
        return _rule_text(value) if isinstance(value, RetentionRule) else value or None

    def python_value(self, value: str | None) -> RetentionRule | None:
        """The rule of its JSON."""
        return rule_of(value) if value else None


class PersonalText(Text):
    """A short text about a living person."""

    personal = True


class FolderPath(PersonalText):
    """Where a folder is, on this computer or a drive; it can be chosen instead of typed."""


class PersonalLongText(LongText):
    """Several lines about a living person."""

    personal = True


class PersonalDay(Day):
    """A day that tells something of a living person, such as a birth."""

    personal = True


class Moment(Kind, peewee.TextField):
    """A moment in UTC as ISO text to the second, written by the store itself."""

    kind = "moment"
    empty = None

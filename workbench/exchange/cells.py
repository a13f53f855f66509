"""Kind by kind: how a cell of a sheet becomes a value of a field. One row a kind."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from workbench.display import day as shown_day
from workbench.exchange.book import Cell
from workbench.exchange.book import text_of as as_written
from workbench.exchange.dates import read_day
from workbench.records import linked
from workbench.records.fields import Choices, Day, Kind, Link
from workbench.register import the, within
from workbench.rules import periods

SAYS_ITS_VALUES = frozenset(("choice", "link", "yesno", "number", "day"))  # kinds that not every text can be a value of
_WHOLE = re.compile(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})")  # as many figures as a sheet keeps exactly
_TWINS = "Nothing tells them apart: give each a reference of its own first."
_YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}")
_LIKE_A_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


class Unreadable(Exception):
    """A cell that cannot become a value: what is wrong, how to put it right, and what may be meant where it is few."""

    def __init__(self, wrong: str, cure: str, meant: Sequence[str] = ()) -> None:
        super().__init__(wrong)
        self.wrong, self.cure, self.meant = wrong, cure, tuple(meant)


def text_of(cell: Cell) -> str:
    """A cell as text: white space trimmed at the ends, inner text untouched; a day without its midnight."""
    if cell.__class__ is str:
        return cell.strip()
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    return as_written(cell).strip()


def read(field: Kind, cell: Cell, *, picked: bool = False) -> Any:
    """The value of a field from a cell; Unreadable when it is none. `picked` says that a person took these words."""
    text = text_of(cell)
    if not text:
        return field.empty
    if picked and isinstance(field, Link) and (only := _picked(field, text)) is not None:
        return only
    return _READERS.get(field.kind, _text)(field, cell, text)


def readable(field: Kind, cell: Cell) -> bool:
    """Whether the cell can become a value of the field."""
    try:
        read(field, cell)
    except Unreadable:
        return False
    return True


def _text(_field: Kind, _cell: Cell, text: str) -> str:
    return text


def _choice(field: Kind, _cell: Cell, text: str) -> str:
    by_label = {label.casefold(): code for code, label in field.options} | {c.casefold(): c for c, _ in field.options}
    if text.casefold() in by_label:
        return str(by_label[text.casefold()])
    near = get_close_matches(text.casefold(), by_label, 1)
    labels = dict(field.options)
    hint = f"Did you mean “{labels[by_label[near[0]]]}”?" if near else f"Use one of: {', '.join(labels.values())}."
    raise Unreadable(f"“{text}” is not one of the answers for {the(field.label)}.", hint)


def _link(field: Any, _cell: Cell, text: str) -> int:
    """The one record called so, by its whole name, its reference or an unmistakable part of it.

    A name that another record bears behind its reference may mean either, so neither is taken.
    """
    said = _plain(text)
    options = linked.offered(field, text)
    names = [(number, _plain(label)) for number, label in options]
    ends = [number for number, name in names if name.endswith(f" {said}")]
    behind = {number for number, name in field.called(ends).items() if _plain(name) == said} if ends else set()
    ways: Sequence[Callable[[int, str], bool]] = (
        lambda number, name: name == said or number in behind,
        lambda number, _: number in ends,
        lambda _, name: name.startswith(f"{said} "),
    )
    for fits in ways:
        if found := [number for number, name in names if fits(number, name)]:
            if len(found) == 1:
                return int(found[0])
            raise _several(text, [label for number, label in options if number in found])
    near = get_close_matches(said, [name for _, name in names], 1)
    same = [label for _, label in options if near and label.casefold().split() == near[0].split()]
    raise Unreadable(f"There is no {within(field.label)} called “{text}”.", _name_it(same, options))


def _several(text: str, labels: Sequence[str]) -> Unreadable:
    """That a name means several records, each of which can be taken where its own words tell it apart."""
    apart = [label for label in labels if labels.count(label) == 1]
    example = next((label for label in apart if _plain(label) != _plain(text)), "")
    cure = f"Say which, by its reference and its name, such as “{example}”." if example else _TWINS
    return Unreadable(f"“{text}” could be any of {len(labels)}.", cure, apart)


def _picked(field: Link, text: str) -> int | None:
    """The one record called exactly so where several might be meant; None where that tells nothing."""
    found = [number for number, label in linked.offered(field, text) if _plain(label) == _plain(text)]
    return int(found[0]) if len(found) == 1 else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _name_it(near: Sequence[str], options: Choices) -> str:
    """How to say which record is meant."""
    if near:
        return f"Did you mean “{near[0]}”?"
    example = f", such as “{options[0][1]}”" if options else ""
    return f"Write its reference or its name as it stands there{example}."


def _yes_no(field: Kind, _cell: Cell, text: str) -> bool:
    word = text.casefold().rstrip(".")
    if word in ("yes", "y", "true", "1", "x", "✓", "✔"):
        return True
    if word in ("no", "n", "false", "0", "none"):
        return False
    raise Unreadable(f"“{text}” is neither yes nor no.", f"Write Yes or No for {the(field.label)}, or leave it empty.")


def _number(_field: Kind, _cell: Cell, text: str) -> int:
    if _WHOLE.fullmatch(text):
        return int(text.replace(",", ""))
    raise Unreadable(f"“{text}” is not a whole number from 0 up.", "Write it in figures, or leave it empty.")


def _rule(_field: Kind, _cell: Cell, text: str) -> Any:
    return periods.read_period(text).rule


def _day(field: Kind, cell: Cell, text: str) -> dt.date:
    """A day written the British way, day first; a year alone where the field says which of its days that means."""
    if day := year_day(field, text):
        return day
    if day := read_day(cell if isinstance(cell, dt.date) else text):
        return day
    if match := _LIKE_A_DAY.fullmatch(text):
        raise Unreadable(
            f"{field.label} must be a real date, and “{text}” is not.", _real(int(match[3]), int(match[2]))
        )
    raise Unreadable(
        f"“{text}” is not a date.", f"Write {the(field.label)} as day, month and year, such as 22/11/2026."
    )


def year_day(field: Kind, text: str) -> dt.date | None:
    """The day a year alone stands for in a field where something begins or ends."""
    if not isinstance(field, Day) or field.of_year is None or not _YEAR.fullmatch(text):
        return None
    return dt.date(int(text), *field.of_year)


def _real(year: int, month: int) -> str:
    if not 1 <= month <= 12:
        return "The day comes first, then the month."
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    return f"{last:%B} {year} ends on {shown_day(last)}."


_READERS: dict[str, Callable[[Kind, Cell, str], Any]] = {
    "choice": _choice,
    "link": _link,
    "yesno": _yes_no,
    "number": _number,
    "rule": _rule,
    "day": _day,
}

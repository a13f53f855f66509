"""A council's own destruction log on its way into ours: what does not fit our fields is kept in the remarks."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from workbench import clock
from workbench.records.record import Record, Values, meaning
from workbench.register import Line
from workbench.rules import loglines
from workbench.rules.dayentry import read_day

_OWN = "own-"
_LOOSE_DAYS = ("covers_from", "covers_to", "trigger_date", "eligible_from")  # often a year or a span of years
_CODED = {
    "method": loglines.method_of,
    "medium": loglines.medium_of,
    "outcome": loglines.outcome_of,
    "archive_value": lambda _: "",
    "unit": lambda words: (loglines.quantity_of(f"1 {words}") or (1, ""))[1],
}


class OwnLog:
    """Puts the lines of one file into our fields, one by one; a line without a number gets one that says 'own'.

    A number is given by the year and the lines before it, and the entry that stands for the same words and day has the
    same one, so that the same file again says the same.
    """

    def __init__(self, record: type[Record], existing: Iterable[Values]) -> None:
        self._labels = {f.name: f.label for f in meaning(record).fields}
        self._choices = {f.name: dict(f.options) for f in meaning(record).fields if f.kind == "choice"}
        self._highest = Counter[str]()
        self._known: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for values in existing:
            if (number := values["number"]).rpartition("/")[2].startswith(_OWN):
                day = values["carried_out"]
                self._known[_mark(values["description"], day)].append(number)
                self._count(number)

    def line(self, line: Line) -> Line:
        """The line in our words. Everything it says stands in it still."""
        texts, beside = dict(line.texts), list[str]()
        self._days(texts, line.headings, beside)
        self._quantity(texts, line.headings, beside)
        for name, read in _CODED.items():
            self._coded(name, read, texts, line.headings, beside)
        if not texts.get("outcome") and "outcome" not in line.texts:
            texts["outcome"] = self._choices["outcome"]["transferred" if self._went(texts) else "destroyed"]
        texts["description"] = texts.get("description") or texts.get("series_name", "")
        day = read_day(texts.get("carried_out", ""), clock.today()).day
        if not texts.get("number") and texts["description"]:
            texts["number"] = self._number(texts["description"], day)
        texts["number_order"] = loglines.order_key(texts.get("number", ""), day.year if day else None)
        if beside:
            texts["remarks"] = "\n".join(part for part in (texts.get("remarks", ""), *beside) if part)
        return line._replace(texts=texts)

    def _days(self, texts: dict[str, str], headings: Mapping[str, str], beside: list[str]) -> None:
        """A range in one cell is its two ends; what is no whole day is kept as it was written."""
        if texts.get("covers_from") and not texts.get("covers_to"):
            ends = loglines.range_of(texts["covers_from"])
            if ends and all(read_day(end, clock.today()).day for end in ends):
                texts["covers_from"], texts["covers_to"] = ends
        loose = [n for n in _LOOSE_DAYS if texts.get(n) and read_day(texts[n], clock.today()).day is None]
        beside.extend(self._aside(name, texts, headings) for name in loose)

    def _quantity(self, texts: dict[str, str], headings: Mapping[str, str], beside: list[str]) -> None:
        if not (said := texts.get("quantity", "")):
            return
        found = loglines.quantity_of(said)
        if found is None:
            beside.append(self._aside("quantity", texts, headings))
            return
        texts["quantity"] = str(found[0])
        if found[1] and not texts.get("unit"):
            texts["unit"] = self._choices["unit"][found[1]]

    def _coded(
        self, name: str, read: Any, texts: dict[str, str], headings: Mapping[str, str], beside: list[str]
    ) -> None:
        """One of our answers for what somebody wrote; other words than ours are kept beside it."""
        said, choices = texts.get(name, ""), self._choices[name]
        known = {words.casefold() for pair in choices.items() for words in pair}
        if not said or said.casefold() in known:
            return
        code = read(said)
        if name == "outcome" and not code:
            return  # nobody knows what was done: it is asked
        beside.append(self._aside(name, texts, headings))
        texts[name] = choices.get(code, "")

    def _aside(self, name: str, texts: dict[str, str], headings: Mapping[str, str]) -> str:
        """A cell's words for the remarks, after its heading; the field itself is left empty."""
        heading = " ".join((headings.get(name) or self._labels[name]).split())
        said, texts[name] = texts[name], ""
        return f"{heading}: {said}"

    def _went(self, texts: Mapping[str, str]) -> bool:
        """Whether the method says that it went to an archive."""
        said = texts.get("method", "").casefold()
        return said in ("transferred", self._choices["method"]["transferred"].casefold())

    def _number(self, description: str, day: dt.date | None) -> str:
        if found := self._known[_mark(description, day)]:
            return found.pop(0)
        year = str(day.year) if day else ""
        number = f"{year}/{_OWN}{self._highest[year] + 1:03d}".lstrip("/")
        self._count(number)
        return number

    def _count(self, number: str) -> None:
        year, _, own = number.rpartition("/")
        if (figures := own.removeprefix(_OWN)).isdigit():
            self._highest[year] = max(self._highest[year], int(figures))


def _mark(description: str, day: dt.date | None) -> tuple[str, str]:
    return " ".join(description.split()).casefold(), day.isoformat() if day else ""

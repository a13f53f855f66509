"""A workbook edited since it was last exchanged: on whose side each cell changed since, and what must be asked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from workbench.display import show
from workbench.exchange.lines import SheetLine
from workbench.records.record import Values
from workbench.register import Register, the
from workbench.rules.questions import Answer, Question
from workbench.rules.rule import Kind, RetentionRule

LOOKED_AT = 5_000  # lines by which it is told which exchange a workbook goes back to

REMOVED = "removed"  # in place of a field: the line stands for a record that was removed here
NO_RULE = RetentionRule(Kind.UNKNOWN)
Left = Mapping[int, Mapping[str, str]]


class Held(NamedTuple):
    """A cell that does not say what the register says: its record, its field, and a mark of its words."""

    record: int
    field: str
    words: str


@dataclass(frozen=True)
class Base:
    """The records when the workbook was last exchanged, at a time in words.

    `left` marks the words of cells that said something else even then.
    """

    when: str
    values: Mapping[int, Values]
    left: Left = field(default_factory=dict)

    def unchanged(self, number: int, name: str, text: str, value: Any) -> bool:
        """Whether a cell still says what it said then."""
        left = self.left.get(number, {}).get(name)
        return words_mark(text) == left if left else same(value, self.values[number].get(name))


@dataclass(frozen=True, slots=True)
class Side(Answer):
    """One of two answers: the words that stand here, or those of the workbook. It leads to no rule."""

    field: str = ""
    theirs: bool = False


@dataclass(frozen=True, slots=True)
class Filling(Answer):
    """An answer for all rows that are asked the same: it fills a day with the latest of others. It leads to no rule."""

    field: str = ""
    latest_of: tuple[str, ...] = ()

    def values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """What it fills in of one row."""
        days = [day for name in self.latest_of if (day := row.get(name))]
        return {self.field: max(days)} if days else {}


class Weighed(NamedTuple):
    """Fields whose words here stay, those changed on both sides and undecided, and what is asked about them."""

    kept: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    asked: tuple[Question, ...] = ()


def words_mark(text: str) -> str:
    """A mark by which words are known again without being kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def same(left: Any, right: Any) -> bool:
    """Whether two values say the same; nothing and an empty text do."""
    return left == right or (left in (None, "") and right in (None, ""))


@dataclass(frozen=True, slots=True)
class Pair:
    """A line and the record it stands for; `sides` are the fields a person decided, true for the workbook's."""

    line: SheetLine
    record: int
    values: Values
    before: Mapping[str, Any]
    sides: Mapping[str, bool]


def weigh(register: Register, base: Base, pair: Pair) -> Weighed:
    """Each cell that differs from its record: whose words are to stand."""
    line, values, before, sides = pair.line, pair.values, pair.before, pair.sides
    kept, both, asked = list[str](), list[str](), list[Question]()
    then = base.values[pair.record]
    for name in line.line.texts:
        theirs, ours = values[name], before.get(name)
        if same(theirs, ours) or sides.get(name):
            continue
        if name in sides or base.unchanged(pair.record, name, line.line.texts[name], theirs):
            kept.append(name)
        elif not same(ours, then.get(name)):
            both.append(name)
            asked.append(_question(register, base, name, theirs, ours))
    return Weighed(tuple(kept), tuple(both), tuple(asked))


def _question(register: Register, base: Base, name: str, theirs: Any, ours: Any) -> Question:
    about = register.by_name[name]
    mine, other = show(about, ours), show(about, theirs)
    text = (
        f"{_begun(about.label)} was changed here and in the workbook since {base.when}: "
        f"“{mine}” here, “{other}” in the workbook."
    )
    sides = (
        Side(f"Keep “{mine}”", NO_RULE, "As it stands here", name, False),
        Side(f"Take “{other}”", NO_RULE, "As the workbook says", name, True),
    )
    return Question(text, True, sides)


def stays(register: Register, before: Mapping[str, Any], kept: Collection[str]) -> tuple[str, ...]:
    """A sentence for each field that stays as it was changed here."""
    shown = [(_begun(f.label), show(f, before.get(f.name))) for f in map(register.field, kept)]
    return tuple(f"{label} stays “{words}”, as you changed it here." for label, words in shown)


def _begun(label: str) -> str:
    """A field at the beginning of a sentence."""
    said = the(label)
    return f"{said[0].upper()}{said[1:]}"


def nearest(bases: Iterable[Base], pairs: Collection[tuple[SheetLine, int, Values]]) -> Base | None:
    """The exchange that a workbook goes back to: the one it differs from least, the latest of several."""

    def differences(base: Base) -> int:
        return sum(
            number not in base.values
            or sum(not base.unchanged(number, n, line.line.texts[n], values[n]) for n in line.line.texts)
            for line, number, values in pairs
        )

    found = list(bases)
    return min(found, key=differences) if found and pairs else None

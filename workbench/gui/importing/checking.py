"""Checking the rows of a plan: which need a person, what may be answered, what was decided. Knows no window."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice

from workbench.exchange.bothsides import Filling, Side
from workbench.exchange.plan import Plan, PlanRow, Refusal, Standing
from workbench.records.record import Values, meaning
from workbench.rules.questions import Answer, Question

MOST_OPTIONS = 9


class Card(StrEnum):
    """The five heaps that rows fall into; they add up to the rows read."""

    NEED = "need you"
    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    LEFT = "left out"


_CARDS = {
    Standing.NEW: Card.NEW,
    Standing.CHANGED: Card.CHANGED,
    Standing.SAME: Card.SAME,
    Standing.LEFT_OUT: Card.LEFT,
    Standing.REFUSED: Card.NEED,
}


class Act(StrEnum):
    """What choosing an option does."""

    ANSWER = "answer"
    PICK = "pick"
    TYPE = "type"
    LATER = "later"
    LEAVE = "leave"


@dataclass(frozen=True)
class Option:
    """One way to deal with a row, as an option card shows it."""

    act: Act
    label: str
    hint: str = ""
    answer: Answer | None = None
    field: str = ""


@dataclass
class Decided:
    """What a person decided about one row: what was asked, each answer with what was typed, and the words for it."""

    asked: object
    steps: list[tuple[Option, str]]
    said: str = ""


Decisions = Mapping[tuple[str, int], Decided]
_LATER = Option(Act.LATER, "Decide later", "It is marked to be checked. Nothing is worked out until then.")
_STAYS = Option(Act.LATER, "Decide later", "What stands here stays, and the line is marked to be checked.")
_LEAVE = Option(Act.LEAVE, "Leave this row out", "It stays in your spreadsheet.")


class Checking:
    """A plan under a person's eyes. Rows are named by their place in the plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._said: dict[int, str] = {}
        self._steps: dict[int, list[tuple[Option, str]]] = {}
        self._later: set[int] = set()
        self._cards = [Card.NEED if _needs(row) else _CARDS[row.standing] for row in plan.rows]
        self.asked = [n for n, card in enumerate(self._cards) if card is Card.NEED]
        self.counts = dict.fromkeys(Card, 0) | Counter(self._cards)
        self._alike: dict[object, list[int]] = defaultdict(list)
        for index in self.asked:
            self._alike[self._likeness(index)].append(index)
        self._likenesses = {n: key for key, places in self._alike.items() for n in places}

    @property
    def open(self) -> int:
        """How many rows still need a person."""
        return self.counts[Card.NEED]

    @property
    def refused(self) -> list[int]:
        """The rows that can still not be taken in as they stand."""
        return [n for n in self.asked if self.plan.rows[n].standing is Standing.REFUSED]

    @property
    def added(self) -> int:
        """How many rows would become new records."""
        return sum(row.standing is Standing.NEW for row in self.plan.rows)

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        return sum(row.writes for row in self.plan.rows)

    def card(self, index: int) -> Card:
        """The heap a row lies on."""
        return self._cards[index]

    def listed(self, card: Card) -> list[int]:
        """The rows of a heap in the order of the sheet; rows that were answered stay among those that needed it."""
        if card is Card.NEED:
            return self.asked
        return [n for n, lies in enumerate(self._cards) if lies is card]

    def values(self, index: int) -> Values:
        """The record as it would stand after the import."""
        row = self.plan.rows[index]
        return {**meaning(self.plan.register.record).empty, **row.before, **row.values}

    def waits(self, index: int) -> str:
        """What a row that goes in would still wait for, in the words of the view it would stand in; or nothing."""
        found = self.plan.register.waits(self.values(index)) if self.plan.rows[index].writes else None
        return found.title if found else ""

    def question(self, index: int) -> Question | None:
        """The next question of a row that stops it."""
        return next((q for q in self.plan.rows[index].questions if q.stops), None)

    def for_all(self, index: int) -> bool:
        """Whether a row is asked what is asked of several, so that one answer is meant for all."""
        question = self.question(index)
        return question is not None and any(isinstance(answer, Filling) for answer in question.answers)

    def refusal(self, index: int) -> Refusal | None:
        """The first thing that keeps a row from being taken in."""
        refusals = self.plan.rows[index].refusals
        return refusals[0] if refusals and self.plan.rows[index].standing is Standing.REFUSED else None

    def options(self, index: int) -> tuple[Option, ...]:
        """What a person may decide about a row, in the order of the number keys; nothing where nothing is asked."""
        if refusal := self.refusal(index):
            typed = (Option(Act.TYPE, "Use what I type", field=refusal.field),) if refusal.field else ()
            meant = [Option(Act.PICK, label, field=refusal.field) for label in refusal.meant[: MOST_OPTIONS - 2]]
            return (*meant, *typed, _LEAVE)
        if question := self.question(index):
            given = [Option(Act.ANSWER, a.label, a.reason, a) for a in question.answers[: MOST_OPTIONS - 2]]
            if self.for_all(index):
                return (*given, _LEAVE)
            sides = any(isinstance(answer, Side) for answer in question.answers)
            return (*given, _STAYS if sides else _LATER, _LEAVE)
        return ()

    def recommended(self, index: int) -> int:
        """The place of the option that comes with a reason, or -1."""
        reasoned = [n for n, option in enumerate(self.options(index)) if option.act is Act.ANSWER and option.hint]
        return reasoned[0] if reasoned else -1

    def preview(self, index: int, option: Option) -> tuple[str, str]:
        """The rule in one sentence and an example with dates, as they would read with that option; may be empty."""
        register = self.plan.register
        if option.answer is None or isinstance(option.answer, Side) or register.plainly is None:
            return ("", "")
        return register.plainly(self.values(index) | register.answered_by(option.answer))

    def decide(self, index: int, option: Option, typed: str = "") -> None:
        """Take a person's decision about one row."""
        self._steps.setdefault(index, []).append((option, typed))
        self._take(index, option, typed)
        self._settle(index)

    def alike(self, index: int) -> list[int]:
        """The other rows with the same words and the same question that still need a person."""
        cards, mine = self._cards, self._stopping(index)
        same = self._alike.get(self._likenesses.get(index), [])
        return [n for n in same if n != index and cards[n] is Card.NEED and self._stopping(n) == mine]

    def decide_alike(self, index: int, option: Option, typed: str = "") -> int:
        """The same decision for a row and all rows alike; how many."""
        others = self.alike(index)
        self.decide(index, option, typed)
        for other in others:
            self.decide(other, option, typed)
            self._said[other] = f"Same answer as row {self.plan.rows[index].row}"
        return 1 + len(others)

    def leave_out(self, indexes: Sequence[int]) -> None:
        """Leave rows in the sheet."""
        for index in indexes:
            self.decide(index, _LEAVE)

    def put_back(self, index: int) -> None:
        """Forget what was decided about a row."""
        self._later.discard(index)
        self._said.pop(index, None)
        self._steps.pop(index, None)
        self.plan.put_back(index)
        self._settle(index)

    @property
    def decisions(self) -> Decisions:
        """What was decided so far, by sheet and row, so that it outlives this plan."""
        rows = self.plan.rows
        return {
            (rows[n].sheet, rows[n].row): Decided(self._likenesses[n], steps, self._said.get(n, ""))
            for n, steps in self._steps.items()
        }

    def repeat(self, decisions: Decisions) -> None:
        """Decide again what was decided before, wherever the very same is asked about the very same words."""
        for index in self.asked:
            row = self.plan.rows[index]
            known = decisions.get((row.sheet, row.row))
            if known is None or known.asked != self._likenesses[index]:
                continue
            for option, typed in known.steps:
                if option not in self.options(index):
                    break
                self.decide(index, option, typed)
            if index in self._said:
                self._said[index] = known.said or self._said[index]

    def decided(self, index: int) -> str:
        """What was decided about a row, in words, also for a reason in the records; nothing where nobody did."""
        left = self.plan.rows[index].standing is Standing.LEFT_OUT and self.plan.decided(index)
        return self._said.get(index, "Left out for a reason" if left else "")

    def later(self, index: int) -> bool:
        """Whether a row goes in marked to be checked because a person said so."""
        return index in self._later

    def next_open(self, after: int) -> int | None:
        """The next row that needs a person, from the top again at the end."""
        start = bisect_right(self.asked, after)
        around = chain(islice(self.asked, start, None), islice(self.asked, start))
        return next((n for n in around if self._cards[n] is Card.NEED), None)

    def _take(self, index: int, option: Option, typed: str) -> None:
        if option.act is Act.LEAVE:
            self.plan.leave_out(index)
        elif option.act in (Act.TYPE, Act.PICK):
            self.plan.correct(index, option.field, typed or option.label)
        elif option.act is Act.LATER:
            self._later.add(index)
        elif option.answer and (question := self.question(index)):
            self.plan.answer(index, question, option.answer)
        if not _needs(self.plan.rows[index]) or index in self._later:
            self._said[index] = _SAID[option.act].format(typed or option.label)

    def _settle(self, index: int) -> None:
        row = self.plan.rows[index]
        now = Card.NEED if _needs(row) and index not in self._later else _CARDS[row.standing]
        self.counts[self._cards[index]] -= 1
        self.counts[now] += 1
        self._cards[index] = now

    def _stopping(self, index: int) -> int:
        """How many questions of a row still stop it; rows that were alike stay so while this is equal."""
        return sum(q.stops for q in self.plan.rows[index].questions)

    def _likeness(self, index: int) -> object:
        row, values = self.plan.rows[index], self.values(index)
        words = tuple(values[f.name] for f in self.plan.register.words)
        refusals = tuple((r.field, r.value, r.wrong) for r in row.refusals)
        return refusals or (words, tuple(q.text for q in row.questions if q.stops))


_SAID = {
    Act.ANSWER: "You chose: {}",
    Act.PICK: "You chose: {}",
    Act.TYPE: "You typed: {}",
    Act.LATER: "You decide later",
    Act.LEAVE: "You left it out",
}


def _needs(row: PlanRow) -> bool:
    return row.standing is Standing.REFUSED or (row.unclear and row.writes)

"""How a row of a plan reads in the list: their words, our reading, how it stands. Knows no window."""

from __future__ import annotations

from dataclasses import dataclass

from workbench import display
from workbench.exchange.plan import PlanRow, Refusal, Standing
from workbench.gui.importing.checking import Card, Checking
from workbench.records.record import Values
from workbench.register import the, within
from workbench.rules.questions import says
from workbench.rules.rule import RetentionRule


@dataclass(frozen=True)
class Lines:
    """Two lines of a cell; `faint` where the first stands for something that is missing."""

    first: str
    second: str = ""
    faint: bool = False

    def spoken(self) -> str:
        """Both lines as one."""
        return ". ".join(part for part in (self.first, self.second) if part)


@dataclass(frozen=True)
class StandingWords:
    """A standing in one word with its icon and tone; no word where all is well."""

    text: str = ""
    icon: str = ""
    tone: str = ""


_WELL = StandingWords()


class RowWords:
    """The words of the rows of one import."""

    def __init__(self, checking: Checking) -> None:
        self.of = self._checking = checking
        self._register = checking.plan.register
        sheets = {row.sheet for row in checking.plan.rows[:1]} | {row.sheet for row in checking.plan.rows[-1:]}
        self._many = len(sheets) > 1

    def place(self, index: int) -> Lines:
        """The row's number as Excel shows it, and its sheet where there are several."""
        row = self._checking.plan.rows[index]
        return Lines(str(row.row), row.sheet.strip() if self._many else "")

    def name(self, index: int) -> str:
        """What the row is called; empty where it has no name."""
        return _one_line(self._said(index)[self._register.naming.name])

    def quoted(self, index: int) -> str:
        """Their words about the matter, or nothing."""
        values = self._said(index)
        return next((_one_line(values[f.name]) for f in self._register.words if values[f.name]), "")

    def _said(self, index: int) -> Values:
        """The values with the sheet's own words where these are not taken."""
        return {**self._checking.values(index), **self._checking.plan.rows[index].left}

    def theirs(self, index: int) -> Lines:
        """What stands in the sheet."""
        row, name, quoted = self._checking.plan.rows[index], self.name(index), self.quoted(index)
        second = ", ".join(
            part for part in (f"“{quoted}”" if quoted else "", "hidden row" if row.hidden else "") if part
        )
        return Lines(name or "Nothing in this cell", second, faint=not name)

    def ours(self, index: int) -> Lines:
        """What it means, and below it what was decided or is asked."""
        checking, row = self._checking, self._checking.plan.rows[index]
        if refusal := checking.refusal(index):
            return self.refusal(row, refusal)
        question = checking.question(index)
        second = checking.decided(index) or (question.text if question else self._aside(index))
        return Lines(self.meaning(checking.values(index)) or self.name(index), _one_line(second))

    def refusal(self, row: PlanRow, refusal: Refusal) -> Lines:
        """What is wrong with a row, and below it how to put it right."""
        if refusal.value or not refusal.field:
            return Lines(refusal.wrong, refusal.cure)
        label = the(self._register.field(refusal.field).label)
        return Lines(f"Row {row.row} leaves {label} empty", "Type what it is, or leave the row out.")

    def standing(self, index: int) -> StandingWords:
        """The word at the end of the row."""
        checking, row = self._checking, self._checking.plan.rows[index]
        if checking.card(index) is Card.NEED:
            if row.standing is Standing.REFUSED:
                return StandingWords("Problem", "triangle-alert", "amber")
            return StandingWords("Question", "circle-question-mark", "amber")
        if row.standing is Standing.LEFT_OUT:
            return StandingWords("Left out", "circle-minus")
        if checking.later(index):
            return StandingWords("To be checked", "hourglass", "grey")
        if checking.decided(index):
            return StandingWords("Answered", "check")
        if row.standing is Standing.CHANGED:
            return StandingWords(display.count(len(row.values), "change"), "pencil")
        return _WELL

    def spoken(self, index: int) -> str:
        """The whole row as a sentence for a screen reader."""
        row = self._checking.plan.rows[index]
        parts = (self.standing(index).text, f"Row {row.row}", self.theirs(index).spoken(), self.ours(index).spoken())
        return ". ".join(part for part in parts if part)

    def heading(self, index: int) -> str:
        """'Row 23, unsuccessful applicants' for the head of the panel."""
        row, name = self._checking.plan.rows[index], self.name(index)
        where = f"Row {row.row}" + (f" of “{row.sheet.strip()}”" if self._many else "")
        return f"{where}, {within(name)}" if name else where

    def meaning(self, values: Values) -> str:
        """The rule in a few words, for a register whose rows have one."""
        for field in self._register.understood:
            rule = values[field.name] if field.kind == "rule" else None
            if isinstance(rule, RetentionRule):
                said = says(rule)
                return said[:1].upper() + said[1:]
        return ""

    def _aside(self, index: int) -> str:
        row = self._checking.plan.rows[index]
        if row.standing is Standing.CHANGED:
            fields = [f.label for f in self._register.fields if f.name in row.values]
            return f"Changes: {', '.join(map(within, fields))}"
        return ". ".join(part for part in (self._checking.waits(index), *row.warnings[:1]) if part)


def _one_line(text: object) -> str:
    return " ".join(str(text or "").split())

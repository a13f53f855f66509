"""Sentences made of a label or a number read as English: every field of every register, every count in the program."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.helpers import open_new
from workbench.exchange import cells
from workbench.exchange.bothsides import stays
from workbench.register import Register, the
from workbench.registers import REGISTERS
from workbench.registers.holdings import ONE, UNITS, amount
from workbench.workflows.shredding import _total

PROGRAM = Path(__file__).parent.parent / "workbench"
QUOTED = re.compile("“[^”]*”")
# After "the" or "a" no sentence goes on like this, nor does what is the "the" of end like that
WRONG = re.compile(
    r"\b(?:the|a|an|this) (?:what|where|when|why|which|who|how|to|in|into|on|by|from|is|may|could|keep|dispose|look|log"
    r"|the|their|its|counted|then)\b|\bthe \w+(?: \w+){0,3} (?:on|by|from|to|in|until|whom) (?:was|stays|as|does|$)",
    re.IGNORECASE,
)
# As a person reads them: things that have "the" before them, and words that must stand as they are
THINGS = (
    "Record series", "Minute reference", "Agreed period", "Description", "Linked folder", "Number", "Reason", "Batch",
    "Disposal arrangements", "Copies and backups", "Files past their period", "Contractor's certificate", "Box number",
    "SHA-256", "Entry in the destruction log", "Rule as it stood", "Condition for special-category data", "Subject",
    "Activity or use", "Lawful basis", "Second person", "Day of adoption", "Officer", "Method", "Medium",
)  # fmt: skip
WORDS = (
    "Where it is", "What is checked", "How often", "Due on", "What was done", "Why it stays", "Records from",
    "Records to", "Counted in", "Period runs from", "Keep until", "May go from", "Dispose by", "Look again on",
    "Their role", "Into the recycle bin", "Log the number", "Carried out on", "Authorised by", "To be checked", "Then",
    "Is it clear what they want", "Who may open it", "Why it is kept, without anybody's name", "Placed on", "To",
    "Kept until, where it is kept", "The oldest of them", "Its reference", "To whom it may be given", "From", "Where",
)  # fmt: skip


def test_a_label_stands_in_a_sentence_as_what_it_is() -> None:
    assert [label for label in THINGS if the(label).startswith("“")] == []
    assert [label for label in WORDS if not the(label).startswith("“")] == []
    assert the("Record series") == "the record series"
    assert the("SHA-256") == "the SHA-256"


def sentences(register: Register) -> Iterator[str]:
    """What the program says of each field: where it is missing, where it cannot be read, where two sides changed it."""
    for field in register.fields:
        yield SimpleRequired(register, field).said
        if field.kind in ("choice", "yesno", "link", "day"):
            with pytest.raises(cells.Unreadable) as why:
                cells.read(field, "no such words")
            yield f"{why.value.wrong} {why.value.cure}"
        yield from stays(register, {}, [field.name])


class SimpleRequired:
    """The sentence that asks for a field, were it needed."""

    def __init__(self, register: Register, field: Any) -> None:
        asking: Any = SimpleNamespace(required=(field,), checks=())
        [problem] = Register.problems(asking, {})
        self.said = problem.text


@pytest.mark.parametrize("register", REGISTERS, ids=lambda r: r.name)
def test_no_sentence_about_a_field_stumbles(register: Register, tmp_path: Path) -> None:
    with open_new(tmp_path):
        found = [said for said in sentences(register) if WRONG.search(QUOTED.sub("“…”", said))]
    assert found == []


@pytest.mark.parametrize("said", ["Enter the where it is", "Choose the how often", "The due on was changed here"])
def test_the_walk_would_find_one(said: str) -> None:
    """The control."""
    assert WRONG.search(said)


def test_one_of_anything_counted_is_one() -> None:
    assert [amount(1, unit) for unit, _ in UNITS] == [
        "1 box", "1 folder", "1 file", "1 volume", "1 item", "1 GB", "1 metre of shelf",
    ]  # fmt: skip
    assert (amount(2, "boxes"), amount(1_200, "gb"), amount(3, "")) == ("2 boxes", "1,200 GB", "3")
    assert set(ONE) == {unit for unit, _ in UNITS}


def test_what_a_firm_takes_is_counted_in_words_that_fit() -> None:
    """The list for the firm said “1 boxes”."""
    taken: list[dict[str, Any]] = [
        {"quantity": 1, "unit": "boxes"},
        {"quantity": 1, "unit": ""},
        {"quantity": None, "unit": ""},
    ]
    assert _total(taken) == "3 holdings: 1 box, 1 piece; 1 holding not counted."


# Numbers that are written before a word in the plural without being counted: each is never one, for the reason given
NEVER_ONE = {
    "auto_lock} minutes": "five at least",
    "COUNTED} changes": "a limit of many",
    "len(parts)} parts": "more than two thousand",
    "rows} rows": "more than a sheet may have",
    "len(twins)} rows": "two at least, above it stands what is said of one",
    "self._seconds} seconds": "a limit of many",
    "len(each.counts)} sheets": "two at least",
    "len(paths)} files": "two at least, one is asked before",
    "len(self.present.steps)} steps": "every kind of file has several",
    "len(kept)} records": "two at least, one is asked before",
    "AHEAD.days} days": "sixty",
    "-left} days": "two at least, one is asked before",
    "left} days": "two at least, one is asked before",
    "len(refused)} rows": "two at least, one is asked before",
    "count} rows": "two at least: this one and others",
    "len(tables)} tables": "two at least, one is asked before",
    "SHORTEST} letters": "a limit of many",
    "last} days": "the days of a month",
    "number} days": "the days a law or a council gives",
    "number} months": "two at least, one is asked before",
    "days} days": "the days of a policy",
    "len(dated)} periods": "two at least",
    "MOST_DAYS} days": "a limit of many",
    "MOST} characters": "a limit of many",
    "len(made)} labels": "more than go at once",
    "LATEST_TARGET} days": "a limit of many",
    "CODE_LETTERS} letters": "twelve",
    "seconds} seconds": "a limit of many",
    "octets} bytes": "as sizes are said",
    "size} bytes": "as sizes are said",
    "made.lines} records": "the sample has many",
    "imported.added} lines": "the sample has many",
    "rows} rows of": "a workbook made for the purpose",
    "len(pages)} pages": "a document made for the purpose",
    "len(broken)} rows": "in the log of errors, no person reads it",
    "moved)} dates": "two at least, one is asked before",
    "match[1]} years": "the words of a schedule",
    "check_pane.py: number} rows": "two at least, one is asked before",
    "amount} years": "the words of a schedule, which asks what they mean",
}
VERBS = frozenset(
    [
        "is",
        "was",
        "has",
        "does",
        "as",
        "stands",
        "stays",
        "leaves",
        "goes",
        "waits",
        "its",
        "belongs",
        "holds",
        "begins",
        "ends",
        "points",
        "looks",
        "says",
        "corrects",
        "counts",
        "copies",
        "moves",
    ]
)
NAMES = ("name", "where", "twin", "year", "path", "folder", "service", "suffix", "reference", "table", "whichever")


def uncounted(source: str) -> Iterator[str]:
    """A number and the plural after it that `display.count` did not put there."""
    for node in ast.walk(ast.parse(source)):
        for value, after in zip(node.values, node.values[1:], strict=False) if isinstance(node, ast.JoinedStr) else ():
            if not isinstance(value, ast.FormattedValue) or not isinstance(after, ast.Constant):
                continue
            word = re.match(r" (?:more |other |further )?([a-z]+s)\b", str(after.value))
            said = ast.unparse(value.value)
            named = said.rpartition(".")[2].strip("')]").split("['")[-1] in NAMES
            if word and not named and word[1] not in VERBS and not word[1].endswith("ss"):
                yield f"{said}}} {word[1]}"


def test_no_number_stands_before_a_plural_uncounted() -> None:
    found = {
        f"{path.relative_to(PROGRAM)}: {said}"
        for path in sorted(PROGRAM.rglob("*.py"))
        for said in uncounted(path.read_text(encoding="utf-8"))
    }
    assert {said for said in found if not any(said.endswith(known) for known in NEVER_ONE)} == set()


def test_an_uncounted_plural_would_be_found() -> None:
    """The control."""
    assert list(uncounted("f'Save these {len(rows):,} rows'")) == ["len(rows)} rows"]
    assert list(uncounted("f'{count(n, 'row')} are left'".replace("'row'", '"row"'))) == []

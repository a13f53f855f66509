"""After a backup was brought back: what went again, which numbers of the log are lost, what a printed code proves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import display
from workbench.records import history, restore
from workbench.records.restore import Restored
from workbench.records.store import Store
from workbench.registers import MODELS, REGISTERS
from workbench.tabled import numbered
from workbench.workflows import numbering, printedcode

_PAPER = (
    "Look for a newer backup. If there is none, enter the numbers as lost, and from the log what the printed records "
    "say. What they name may stand here again: it is destroyed once more through a batch."
)


def bring(path: Path, folder: Path, typed: str, profile: Path | None) -> tuple[Store, Restored]:
    """Put a backup in place and open the files; numbers that are known to be lost are explained in the log."""
    done = restore.restore(path, folder, typed, MODELS, profile=profile)
    store = Store.open(folder, typed, MODELS, profile=profile)
    try:
        numbering.explain(store)
    except BaseException:
        store.close()
        raise
    return store, done


@dataclass(frozen=True)
class Back:
    """The last restore, as the history has it: the moment of the backup (ISO, UTC), what went again, by register."""

    made: str
    newer: bool
    again: Mapping[str, int]

    @property
    def words(self) -> str:
        """What was destroyed since the backup was made and went again, for a person."""
        if self.again:
            return went(self.again)
        if self.newer:
            return "Nothing that stands in this backup was destroyed after it was made, as far as is known here."
        return "Nothing found here tells what was destroyed after this backup was made, so it may stand here again."


def went(again: Mapping[str, int]) -> str:
    """'3 holdings and 1 file were destroyed after this backup was made …', by register."""
    said = [display.count(again[r.name], r.singular, r.plural) for r in REGISTERS if r.name in again]
    if others := sum(again.values()) - sum(again.get(r.name, 0) for r in REGISTERS):
        said.append(display.count(others, "record that belonged to them", "records that belonged to them"))
    listed = said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
    was, they = ("was", "It") if sum(again.values()) == 1 else ("were", "They")
    return (
        f"{listed} {was} destroyed after this backup was made, and stood in it. {they} went again before anybody could "
        "read."
    )


def lost() -> str:
    """Which numbers of the log are lost and were not entered again, for a person; empty where none is."""
    numbers = numbering.still_lost()
    if not numbers:
        return ""
    if len(numbers) == 1:
        begin = f"Number {numbers[0]} of the destruction log was given, and its entry is lost. It has an entry"
    else:
        they = f"Numbers {numbered(numbers)} of the destruction log were given, and their entries are lost."
        begin = f"{they} Each has an entry"
    return f"{begin} that says so, and no number is given twice."


def last() -> Back | None:
    """The last restore of the open store; None where there was none."""
    found = [entry for entry in history.of_record("store", 0) if entry.action == "restored" and entry.after]
    if not found or not (about := found[-1].after):
        return None
    return Back(about["made"], about.get("newer", True), about.get("again", {}))


@dataclass(frozen=True)
class Answer:
    """What a printed code and the number beside it prove; `missing` are the numbers that stand nowhere here."""

    well: bool
    title: str
    text: str
    missing: Sequence[str] = ()

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.title} {self.text}"


def check(code: str, number: str = "") -> Answer:
    """Hold the last printed record of destruction against the open store: its code, and its last number if given.

    Plain where the number is none of a log.
    """
    looked = printedcode.look(code)
    missing = numbering.after(number) if number.strip() else []
    if looked.known and missing:
        return Answer(
            False,
            "The code is known, but the number is not.",
            f"{looked.text} No entry here has the number {missing[-1]}. Compare both with the paper: they must be of "
            "the same record.",
        )
    if looked.known:
        title = "Nothing that was printed up to this code is missing." if looked.well else looked.title
        return Answer(looked.well, title, f"{looked.text} {lost()}".strip())
    if not looked.code:
        return Answer(False, looked.title, looked.text)
    return _unknown(looked.code, number, missing)


def _unknown(code: str, number: str, missing: Sequence[str]) -> Answer:
    stands = numbering.last()
    end = f"The last entry here is {stands}." if stands else "The destruction log here is empty."
    first = f"The code {code} is not known here. {end}"
    if missing:
        many = display.count(len(missing), "entry is", "entries are")
        return Answer(False, f"{many} missing: {numbered(missing)}.", f"{first} {_PAPER}", missing)
    if number.strip() and numbering.is_explained(number):
        return Answer(
            True,
            "Nothing is missing but what is named as lost.",
            f"The code {code} is not known here, and its number stands in the log as lost, so it is not given again. "
            "What the paper says can be entered from it, in the destruction log.",
        )
    if number.strip():
        return Answer(
            False,
            "The code is not known, though the number is.",
            f"{first} Compare the code with the paper. If it is typed right, the paper was printed from other records, "
            "or their history was rewritten since.",
        )
    return Answer(
        False,
        "Entries since are missing.",
        f"{first} How many are missing is not known: enter the last number on the paper as well. {_PAPER} If the code "
        "is not typed as it is printed, it is not known either.",
    )


def enter_lost(store: Store, number: str) -> list[str]:
    """Note that numbers up to one on paper were given, and enter each that stands nowhere here as lost."""
    if not numbering.after(number):
        return []
    year, count = numbering.printed(number)
    store.note_gone({str(year): count})
    return numbering.explain(store)

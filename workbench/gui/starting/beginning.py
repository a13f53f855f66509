"""What is asked at the first start, and what is wrong with the answers. Knows no window."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbench.records import places, recovery
from workbench.records.keys import SHORTEST
from workbench.records.layout import KEYS, STORE

NATIONS = (
    ("england", "England"),
    ("wales", "Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
)
EXAMPLE = "Four words that do not belong together are best, such as “plum ferry lantern Tuesday”."
ADVICE = f"At least {SHORTEST} letters. {EXAMPLE}"


class With(StrEnum):
    """What the register begins with."""

    OWN = "own"
    READY_MADE = "ready-made"
    EMPTY = "empty"
    SAMPLE = "sample"


@dataclass(frozen=True)
class Wrong:
    """What is wrong with an answer: the box it stands at, the words for it, and advice."""

    box: str
    text: str
    advice: str = ""


@dataclass
class Beginning:
    """The answers so far. `passphrase` and `again` are emptied once the files are made."""

    folder: Path
    council: str = ""
    nation: str = "england"
    user: str = ""
    passphrase: str = ""
    again: str = ""

    def wrong_council(self) -> list[Wrong]:
        """What is wrong with the first step."""
        return [] if self.council.strip() else [Wrong("council", "Type the council’s name")]

    def wrong_place(self) -> list[Wrong]:
        """What is wrong with the second step, in the order of its boxes."""
        found = [*self._wrong_folder()]
        if not self.user.strip():
            found.append(Wrong("user", "Type your name", "It stands beside everything you do."))
        if len(self.passphrase.strip()) < SHORTEST:
            found.append(
                Wrong("passphrase", f"The passphrase must have at least {SHORTEST} letters", "Use four words.")
            )
        elif self.passphrase != self.again:
            found.append(Wrong("again", "The two passphrases are not the same", "Type both again, or show them."))
        return found

    def warnings(self) -> tuple[str, ...]:
        """What speaks against the folder without forbidding it."""
        return tuple(w.sentence for w in places.warnings(self.folder)) if self.folder.name else ()

    def forget_passphrase(self) -> None:
        """The files are made; nothing here needs it any longer."""
        self.passphrase = self.again = ""

    def _wrong_folder(self) -> list[Wrong]:
        if not self.folder.is_absolute():
            return [Wrong("folder", "Choose a folder", "Press Choose… to pick one.")]
        if holds_council(self.folder):
            advice = "Open it instead, or choose another folder."
            return [Wrong("folder", "This folder already holds a council’s records", advice)]
        if self.folder.exists() and not self.folder.is_dir():
            return [Wrong("folder", "There is a file of that name", "Choose another name.")]
        return []


def holds_council(folder: Path) -> bool:
    """Whether a council's files, or a part of them, are in a folder."""
    return (folder / STORE).exists() or (folder / KEYS).exists()


class KeyCheck:
    """Two groups of the recovery key, to be typed back from the paper."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.groups = recovery.two_groups()

    def wrong(self, number: int, typed: str) -> tuple[str, str]:
        """What is wrong with a group that was typed back, and advice; nothing where it is as printed."""
        if not typed.strip():
            return (f"Type group {number} from the paper", "")
        if recovery.confirmed(self.key, {number: typed}):
            return ("", "")
        return (f"Group {number} is not what the sheet says", "Look again; there is no letter I, L, O or U in it.")

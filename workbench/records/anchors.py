"""The head of each council's history as last seen, noted outside its folder.

A chain shows what was altered but not what was cut off its end. The note in the user's profile shows that too.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from workbench import clock, display
from workbench.records.chain import Head
from workbench.records.files import write_whole


class Standing(StrEnum):
    """How a store stands to what was last seen of it."""

    FIRST = "first"  # never seen on this computer
    CONTINUES = "continues"
    OLDER = "older"  # entries seen before are not there
    REWRITTEN = "rewritten"  # an entry seen before now reads otherwise


@dataclass(frozen=True)
class Anchor:
    """The head last seen, and when (ISO, UTC)."""

    seq: int
    hash: str
    seen: str


@dataclass(frozen=True)
class Finding:
    """What the note says of a store on opening; `seen` and `choices` are for the person, empty when all is well."""

    standing: Standing
    anchor: Anchor | None = None
    seen: str = ""
    choices: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What was seen, for who is asked before anything else is done."""
        return f"{self.seen} Nothing was changed." if self.seen else ""

    @property
    def well(self) -> bool:
        """Whether nothing needs to be asked."""
        return self.standing in (Standing.FIRST, Standing.CONTINUES)


CONTINUE = "Continue with it as a restore (this is recorded)"
ANOTHER = "Open another file"


def read(profile: Path, store_id: str) -> Anchor | None:
    """The note on a store, or None where there is none that can be read."""
    try:
        about = json.loads(_file(profile, store_id).read_bytes())
        seen = dt.datetime.fromisoformat(about["seen"]).isoformat(timespec="seconds")
        return Anchor(int(about["seq"]), str(about["hash"]), seen)
    except (OSError, ValueError, OverflowError, KeyError, TypeError, RecursionError):
        return None


def note(profile: Path, store_id: str, head: Head) -> None:
    """Note the head of a store; a profile that cannot be written is passed over, for the store itself is well."""
    seen = clock.now().astimezone(dt.UTC).isoformat(timespec="seconds")
    with contextlib.suppress(OSError):
        profile.mkdir(parents=True, exist_ok=True)
        write_whole(_file(profile, store_id), json.dumps(asdict(Anchor(head.seq, head.hash, seen))).encode())


def compare(anchor: Anchor | None, head: Head, hash_at: Callable[[int], str | None]) -> Finding:
    """Hold a store against its note; `hash_at(seq)` gives the hex hash of an entry the store holds."""
    if anchor is None:
        return Finding(Standing.FIRST)
    when = display.moment(anchor.seen)
    if head.seq < anchor.seq:
        said = (
            f"This looks like an older copy: it ends at entry {head.seq:,} of the history, but entry {anchor.seq:,} "
            f"was seen on this computer on {when}."
        )
        return Finding(Standing.OLDER, anchor, said, (CONTINUE, ANOTHER))
    if anchor.seq and hash_at(anchor.seq) != anchor.hash:
        said = (
            f"This is not the file that was open on this computer on {when}: entry {anchor.seq:,} of its history "
            "reads otherwise than it did then. It is another copy, or its history was rewritten."
        )
        return Finding(Standing.REWRITTEN, anchor, said, (CONTINUE, ANOTHER))
    return Finding(Standing.CONTINUES, anchor)


def _file(profile: Path, store_id: str) -> Path:
    return profile / f"{store_id}.seen.json"

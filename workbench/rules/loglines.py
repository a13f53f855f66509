"""Words of councils' own destruction logs: how many of what, how it went, which days, which number of which year."""

from __future__ import annotations

import re

# The first that is found counts: what went to an archive was not destroyed, whatever else is said.
_METHODS = (
    ("transferred", ("record office", "archive", "deposit", "handed over", "transferred")),
    ("returned", ("returned",)),
    ("shredded", ("shred",)),
    ("confidential", ("confidential", "secure waste")),
    ("overwritten", ("overwrit",)),
    ("deleted", ("delet", "wiped", "erased")),
)
_OUTCOMES = (
    ("correction", ("correction",)),
    ("nothing", ("nothing", "nil return", "none due")),
    ("transferred", ("transferred", "record office", "archive", "deposited")),
    ("kept", ("kept", "retained", "reviewed")),
    ("destroyed", ("destroy", "dispos", "shred", "delet", "overwrit", "burn", "recycl", "confidential")),
)
_UNITS = (
    ("boxes", ("box", "boxes", "archive box", "archive boxes")),
    ("folders", ("folder", "folders", "ring binder", "ring binders", "binder", "binders")),
    ("files", ("file", "files", "paper file", "paper files")),
    ("volumes", ("volume", "volumes", "vol", "vols", "book", "books")),
    ("items", ("item", "items", "record", "records", "document", "documents")),
    ("gb", ("gb",)),
    ("metres", ("metre", "metres", "m of shelf", "metres of shelf")),
)
_MEDIA = (("paper", ("paper", "hard copy")), ("recorder", ("cctv",)), ("mailbox", ("email", "e-mail", "mailbox")))
_COUNTED = re.compile(r"(\d[\d,]*)\s*(?:x\s+)?(?:no\.?\s+)?([a-z][a-z -]*?)?\.?", re.IGNORECASE)
_RANGE = re.compile(r"(\S.*?\d{4})\s*(?:-|–|—|\bto\b|\buntil\b)\s*(\S.*\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIGURES = re.compile(r"\d+")


def method_of(words: str) -> str:
    """The code of the method that words mean; empty where they name none."""
    return _of(words, _METHODS)


def outcome_of(words: str) -> str:
    """The code of what was done; empty where the words do not say."""
    return _of(words, _OUTCOMES)


def medium_of(words: str) -> str:
    """The code of a medium; empty where the words name none, or more than one."""
    found = {code for code, known in _MEDIA if any(word in words.casefold() for word in known)}
    return found.pop() if len(found) == 1 else ""


def quantity_of(words: str) -> tuple[int, str] | None:
    """How many of which unit ('3 boxes' → 3, boxes; '12' → 12 and no unit); None where it is no plain count."""
    match = _COUNTED.fullmatch(" ".join(words.split()))
    if match is None:
        return None
    said = (match[2] or "").strip().casefold()
    unit = next((code for code, known in _UNITS if said in known), "")
    return (int(match[1].replace(",", "")), unit) if unit or not said else None


def range_of(words: str) -> tuple[str, str] | None:
    """The two ends of a range of days, as written; None where it is none."""
    match = _RANGE.fullmatch(" ".join(words.split()))
    return (match[1], match[2]) if match else None


def order_key(number: str, year: int | None) -> str:
    """A number of a log at one width, after its year: 14/2023, 2023/014 and 14 of the year 2023 are one and the same.

    The year is that in the number, else the one given: many logs begin anew at 1 each year.
    """
    inside = _YEAR.search(number)
    bare = number[: inside.start()] + number[inside.end() :] if inside else number
    of = inside[0] if inside else str(year) if year else ""
    rest = _FIGURES.sub(
        lambda figures: figures[0].lstrip("0").zfill(6), " ".join(bare.casefold().strip(" /-.").split())
    )
    return f"{of.zfill(6)}/{rest}" if of else rest


def has_year(number: str) -> bool:
    """Whether a number says its year itself."""
    return _YEAR.search(number) is not None


def _of(words: str, known: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    said = words.casefold()
    return next((code for code, some in known if any(word in said for word in some)), "")

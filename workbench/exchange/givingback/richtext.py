"""Words in several looks inside one cell: changed words keep the looks round them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from workbench.exchange.writing_cells import in_xml

_ITEM = re.compile(rb"<((?:\w+:)?)si\b(?:[^>]*/>|[^>]*>(.*?)</\1si>)", re.DOTALL)
_RUN = re.compile(rb"<((?:\w+:)?)r\b[^>]*>(.*?)</\1r>", re.DOTALL)
_LOOK = re.compile(rb"<((?:\w+:)?)rPr\b(?:[^>]*/>|.*?</\1rPr>)", re.DOTALL)
_TEXT = re.compile(rb"<((?:\w+:)?)t\b[^>]*>(.*?)</\1t>", re.DOTALL)
_COUNTED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SHARED = re.compile(rb"""\st\s*=\s*["']s["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>\s*(\d+)\s*</")


class Run(NamedTuple):
    """Some words in one look."""

    look: bytes
    text: str


def runs_of(item: bytes) -> list[Run]:
    """The runs of a text of several looks; none where it has one look."""
    found = []
    for match in _RUN.finditer(item):
        look, text = _LOOK.search(match[2]), _TEXT.search(match[2])
        said = html.unescape(text[2].decode("utf-8", "replace")) if text else ""
        found.append(Run(look[0] if look else b"", _COUNTED.sub(lambda m: chr(int(m[1], 16)), said)))
    return found if len({run.look for run in found}) > 1 else []


def number_of(cell: bytes) -> int | None:
    """Which of the workbook's shared texts a cell shows, if it does."""
    tag = cell[: cell.index(b">")]
    value = _VALUE.search(cell) if _SHARED.search(tag) else None
    return int(value[1]) if value else None


def shared_runs(pieces: Iterable[bytes], wanted: set[int]) -> dict[int, list[Run]]:
    """The shared texts of several looks among those wanted, by number."""
    found, place, rest = {}, 0, b""
    for piece in pieces:
        rest += piece
        done = 0
        for match in _ITEM.finditer(rest):
            done = match.end()
            if place in wanted and (runs := runs_of(match[2] or b"")):
                found[place] = runs
            place += 1
        rest = rest[done:]
    return found


def changed(runs: list[Run], wanted: str) -> tuple[list[Run], bool]:
    """The runs with other words, and whether every look is still there; no runs where nothing is left of the old words.

    What the old and the new words share at both ends keeps its look, to the letter where the change lies in one run,
    else by whole words; what stands between takes the look of the run it begins in.
    """
    old = "".join(run.text for run in runs)
    bounds = list(accumulate((len(run.text) for run in runs), initial=0))
    start = _alike(old, wanted)
    end = _alike(old[start:][::-1], wanted[start:][::-1])
    into = _home(bounds, start, len(old) - end)
    if not bounds[into] <= start <= len(old) - end <= bounds[into + 1]:
        start = _whole_words(old, wanted, start)
        end = _whole_words(old[start:][::-1], wanted[start:][::-1], end)
        into = _home(bounds, start, len(old) - end)
    if not start and not end:
        return [], False
    put, stop = wanted[start : len(wanted) - end], len(old) - end
    found = []
    for number, (run, place) in enumerate(zip(runs, bounds, strict=False)):
        left, right = run.text[: max(start - place, 0)], run.text[max(stop - place, 0) :]
        found.append(Run(run.look, left + put + right if number == into else left + right))
    kept = [run for run in found if run.text]
    return kept, {run.look for run in kept} == {run.look for run in runs if run.text}


def _alike(left: str, right: str) -> int:
    """How many signs two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _whole_words(left: str, right: str, alike: int) -> int:
    """The same, but no part of a word."""
    while alike and any(text[alike - 1 : alike + 1].isalnum() and len(text) > alike for text in (left, right)):
        alike -= 1
    return alike


def _home(bounds: list[int], start: int, stop: int) -> int:
    """The run that other words belong to: where they replace some, the one they begin in, else the one before."""
    at = start if stop > start else max(start - 1, 0)
    return next((n for n, (first, last) in enumerate(pairwise(bounds)) if first <= at < last), len(bounds) - 2)


def in_runs(runs: Iterable[Run], prefix: str) -> bytes:
    """The runs as XML."""
    p = prefix

    def pieces() -> Iterator[bytes]:
        for run in runs:
            words = f'<{p}t xml:space="preserve">{in_xml(run.text)}</{p}t></{p}r>'
            yield f"<{p}r>".encode() + run.look + words.encode()

    return b"".join(pieces())

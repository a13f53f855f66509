"""Words in several looks inside one cell: changed words keep the looks round them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
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
    """The runs with other words, and whether every look is still there.

    What the old and the new words share at both ends keeps its look; what stands between takes that of the run it
    begins in.
    """
    old = "".join(run.text for run in runs)
    start = _alike(old, wanted)
    end = _alike(old[start:][::-1], wanted[start:][::-1])
    stop = len(old) - end
    put, found, place = wanted[start : len(wanted) - end], list[Run](), 0
    into = _home(runs, start, stop)
    for number, run in enumerate(runs):
        left, right = run.text[: max(start - place, 0)], run.text[max(stop - place, 0) :]
        place += len(run.text)
        found.append(Run(run.look, left + put + right if number == into else left + right))
    kept = [run for run in found if run.text]
    return kept, {run.look for run in kept} == {run.look for run in runs if run.text}


def _alike(left: str, right: str) -> int:
    """How many signs two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _home(runs: list[Run], start: int, stop: int) -> int:
    """The run that other words belong to: where they replace some, the one they begin in, else the one before."""
    bounds = [0]
    for run in runs:
        bounds.append(bounds[-1] + len(run.text))
    at = start if stop > start else max(start - 1, 0)
    return next((n for n, (first, last) in enumerate(pairwise(bounds)) if first <= at < last), len(runs) - 1)


def in_runs(runs: Iterable[Run], prefix: str) -> bytes:
    """The runs as XML."""
    p = prefix

    def pieces() -> Iterator[bytes]:
        for run in runs:
            words = f'<{p}t xml:space="preserve">{in_xml(run.text)}</{p}t></{p}r>'
            yield f"<{p}r>".encode() + run.look + words.encode()

    return b"".join(pieces())

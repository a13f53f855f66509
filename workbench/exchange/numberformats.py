"""Number formats that show more than the number: leading zeros of references and codes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|(0+)|([-/ .])')
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_COLOUR = re.compile(r"\[[^\]]*\]")


def parser() -> etree.XMLParser:
    """A parser that follows nothing outside the part it reads."""
    return etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)


def zero_styles(styles: bytes) -> dict[int, Callable[[int], str]]:
    """Cell style number to the way it shows a whole number, for formats such as 00000 or "R/"000."""
    root = etree.fromstring(styles, parser())
    codes = {
        int(item.get("numFmtId", "0")): item.get("formatCode", "") for item in root.iterfind("{*}numFmts/{*}numFmt")
    }
    shown = {number: show for number, code in codes.items() if (show := padding(code))}
    cells = root.find("{*}cellXfs")
    if cells is None:
        return {}
    found = enumerate(int(item.get("numFmtId", "0")) for item in cells.iterfind("{*}xf"))
    return {style: shown[number] for style, number in found if number in shown}


def padding(code: str) -> Callable[[int], str] | None:
    """How a format of zeros shows a whole number; None where the format shows nothing extra."""
    section = _SECTION.match(code)
    tokens = _tokens(_COLOUR.sub("", section.group() if section else ""))
    if tokens is None or sum(len(word) for zero, word in tokens if zero) < 2:
        return None
    steady = tokens

    def show(value: int) -> str:
        return _fill(steady, value)

    return show


def _tokens(section: str) -> list[tuple[bool, str]] | None:
    """The format in pieces: runs of zeros and words between; None where it holds anything else."""
    pieces: list[tuple[bool, str]] = []
    place = 0
    while place < len(section):
        match = _TOKEN.match(section, place)
        if match is None or (match.group(4) == "." and "0" in section[:place]):
            return None
        zeros = match.group(3)
        pieces.append((bool(zeros), zeros or match.group(1) or match.group(2) or match.group(4) or ""))
        place = match.end()
    return pieces


def _fill(pieces: list[tuple[bool, str]], value: int) -> str:
    """Spread the digits over the zeros from the right, what is left over to the first."""
    width = sum(len(word) for zero, word in pieces if zero)
    digits = str(abs(value)).zfill(width)
    over = len(digits) - width
    shown, place, first = "", 0, True
    for zero, word in pieces:
        if not zero:
            shown += word
            continue
        take = len(word) + (over if first else 0)
        shown += digits[place : place + take]
        place, first = place + take, False
    return ("-" if value < 0 else "") + shown

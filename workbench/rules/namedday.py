"""The day in the name of a file: 'Minutes 2019-03-04.pdf', '04.03.2019 letter.docx', 'Scan 20190304'."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from workbench.rules.dayentry import MONTHS

_FIRST, _LAST = 1950, 2099
_YEAR = r"(19[5-9]\d|20\d\d)"
_GAP = r"[-_. ]"
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}({_GAP}?)(\d\d)\2(\d\d)(?!\d)")
_DAY_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})({_GAP}?)(\d\d?)\2{_YEAR}(?!\d)")
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept"
_WORDED = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})(?:st|nd|rd|th)?{_GAP}*)?(?<![a-z])({_NAMES})(?![a-z]){_GAP}*{_YEAR}(?!\d)"
)
_MONTH = re.compile(rf"(?<!\d){_YEAR}[-_.](\d\d)(?![-_. ]?\d)")


def day_in(name: str) -> dt.date | None:
    """The day that a name says, the latest where it says several; a month counts as its last day. None without one.

    The day comes before the month, as everywhere here. A year alone says too little.
    """
    return max(_days(name.casefold()), default=None)


def _days(name: str) -> Iterator[dt.date]:
    read = (
        *(((int(y), int(m), int(d)) for y, _, m, d in _YEAR_FIRST.findall(name))),
        *(((int(y), int(m), int(d)) for d, _, m, y in _DAY_FIRST.findall(name))),
        *(((int(y), _month(m), int(d or 0)) for d, m, y in _WORDED.findall(name))),
        *(((int(y), int(m), 0) for y, m in _MONTH.findall(name))),
    )
    for year, month, day in read:
        if _FIRST <= year <= _LAST and 1 <= month <= 12:
            last = calendar.monthrange(year, month)[1]
            if day <= last:
                yield dt.date(year, month, day or last)


def _month(word: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))

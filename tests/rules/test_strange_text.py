"""Whatever a sheet or a person may put into a field: it is read, quickly, and nothing breaks."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from workbench.rules.disposal import read_disposal
from workbench.rules.explain import explain
from workbench.rules.periods import read_period, recognise_disposal, recognise_period, recognise_trigger
from workbench.rules.schedule_line import LineWords, read_line
from workbench.rules.sentences import read_sentence

LONG = 10_000
ALLOWED_SECONDS = 0.1  # a desk computer needs under 0.05; a busy test machine is given twice that
PIECES = [
    "6 years ",
    "until ",
    "((",
    "[{(",
    "1",
    "\n",
    " ",
    "– ",
    "or ",
    "12/",
    "by the clerk ",
    "the period of ",
    "review every ",
    "after the end of the ",
    "date of ",
    "whichever is the later ",
    "at least ",
    "seventy ",
    "unless ",
    "records ",
    "😀",
    "\u202eyears 6\u202c ",
    "سنة ",
    "\u0301",
    "\x00",
    "a" * 100,
    "Keep each file for ",
    "(6 years (or ",
    "+ 6 ",
    "½ year ",
]
READERS: dict[str, Callable[[str], object]] = {
    "explain": explain,
    "period": read_period,
    "heading": lambda text: read_period("6 years", heading=text),
    "disposal": read_disposal,
    "line": lambda text: read_line(LineWords(period="6 years", trigger=text, disposal=text, record_series=text)),
    "recognise": lambda text: (recognise_period(text), recognise_trigger(text), recognise_disposal(text)),
    "sentence": read_sentence,
}


def _seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_ten_thousand_characters(reader: str, piece: str) -> None:
    text = piece * (LONG // len(piece))
    assert min(_seconds(READERS[reader], text) for _ in range(2)) < ALLOWED_SECONDS

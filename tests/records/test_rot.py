"""Bits that flip, pages that change places, pages and files put back from an older copy (T7).

A wrong value is never shown as a right one: the file refuses to be read, or verify names what is wrong.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.records import raw
from tests.records.conftest import PASSPHRASE, add_lines, create, opened, series
from workbench.records import agreement, record
from workbench.records.anchors import Standing
from workbench.records.failures import Damaged
from workbench.records.query import every
from workbench.registers.retention_schedule import ScheduleLine

NAMES = [f"Series {n} {'y' * 200}" for n in range(150)]


@pytest.fixture
def filled(folder: Path) -> Path:
    """The closed store's file with 150 lines in it."""
    store, _ = create(folder)
    add_lines(store, NAMES)
    store.close()
    return folder / "council.gwb"


def well(folder: Path) -> tuple[bool, list[str]]:
    """Whether the store reads as whole, and the lines it shows; Damaged where it cannot be read."""
    with opened(folder) as store:
        report = agreement.report(store)
        return report.intact, series(store) if report.intact else []


def test_any_flipped_bit_is_noticed_or_harmless(folder: Path, filled: Path) -> None:
    content, chance, noticed = filled.read_bytes(), random.Random(7), 0
    for _ in range(200):
        at = chance.randrange(len(content))
        filled.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        try:
            intact, shown = well(folder)
        except Damaged:
            noticed += 1
        else:
            assert not intact or shown == NAMES
            noticed += not intact
    assert noticed >= 195


@pytest.mark.parametrize("part", [0, 10, 1024, 4096, 4097, 0.5, 0.99])
def test_a_file_cut_short_is_noticed(folder: Path, filled: Path, part: float) -> None:
    content = filled.read_bytes()
    length = int(len(content) * part) if isinstance(part, float) else part
    filled.write_bytes(content[:length])
    with pytest.raises(Damaged, match=r"is damaged.*restore the newest backup"):
        well(folder)
    assert filled.stat().st_size == length, "nothing is written into a file that cannot be read"


def test_two_pages_that_changed_places_are_noticed(folder: Path, filled: Path) -> None:
    content = filled.read_bytes()
    numbers = range(1, len(content) // raw.PAGE)
    for first, second in random.Random(8).sample([(a, b) for a in numbers for b in numbers if a < b], 12):
        mixed = bytearray(content)
        one, two = (slice(n * raw.PAGE, (n + 1) * raw.PAGE) for n in (first, second))
        mixed[one], mixed[two] = content[two], content[one]
        filled.write_bytes(mixed)
        try:
            assert not well(folder)[0]
        except Damaged:
            continue


def test_an_old_page_in_the_newer_file_is_noticed(folder: Path, filled: Path) -> None:
    """No check of the file itself sees it: each page is sealed on its own. The history does."""
    old = filled.read_bytes()
    with opened(folder) as store, store.operation("Change", "edit") as operation:
        changes = {n: {"record_series": NAMES[n - 1].replace("yyy", "zzz")} for n in (20, 60, 100)}
        record.change(ScheduleLine, changes, operation.id)
    with opened(folder) as store:
        changed = series(store)
    new = filled.read_bytes()
    key = raw.data_key(folder / "council.keys", PASSPHRASE)
    differ = [p for p in range(len(old) // raw.PAGE) if page(old, p) != page(new, p)]
    unseen, noticed = 0, 0
    for number in differ:
        filled.write_bytes(new[: number * raw.PAGE] + page(old, number) + new[(number + 1) * raw.PAGE :])
        unseen += raw.rows(filled, key, "PRAGMA cipher_integrity_check") == []
        try:
            intact, shown = well(folder)
        except Damaged:
            noticed += 1
        else:
            assert not intact or shown == changed
            assert not intact or found(folder, "zzz") == [20, 60, 100]
            noticed += not intact
    assert unseen > 5, "the control: the file's own seals cannot tell these pages from right ones"
    assert noticed > len(differ) / 2, "the rest hold counters and room the index no longer uses"


def found(folder: Path, words: str) -> list[int]:
    """The lines that a search finds."""
    with opened(folder):
        return list(every(ScheduleLine, (), words=words).ids())


def page(content: bytes, number: int) -> bytes:
    """One page as it lies in the file."""
    return content[number * raw.PAGE : (number + 1) * raw.PAGE]


def test_an_old_whole_file_is_said_to_be_older(folder: Path, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    store, _ = create(folder, profile)
    add_lines(store, ["a"])
    store.close()
    shutil.copy(folder / "council.gwb", tmp_path / "old")
    with opened(folder, profile=profile) as store:
        add_lines(store, ["b"])
    shutil.copy(tmp_path / "old", folder / "council.gwb")
    with opened(folder, profile=profile) as store:
        assert store.finding.standing is Standing.OLDER
        report = agreement.report(store)
    assert not report.intact
    assert report.sentences[-1].startswith("This looks like an older copy")


def test_another_councils_file_under_these_keys_is_refused(folder: Path, filled: Path, tmp_path: Path) -> None:
    create(tmp_path / "other")[0].close()
    shutil.copy(tmp_path / "other" / "council.gwb", filled)
    with pytest.raises(Damaged):
        well(folder)

"""A code from the foot of a printed page, typed as people type, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import helpers
from workbench.records import history, record
from workbench.records.store import Store
from workbench.registers.destruction_log import LogEntry
from workbench.workflows import printedcode


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A council with two entries in its destruction log, each an operation of its own."""
    with helpers.open_new(tmp_path) as store:
        for number in ("2026/001", "2026/002"):
            enter(store, number)
        yield store


def enter(store: Store, number: str) -> str:
    """Enter something in the log; the code that would be printed then."""
    with store.operation("Add", "edit") as op:
        row = {"number": number, "outcome": "destroyed", "description": f"Box of {number}"}
        record.add(LogEntry, [row], op.id)
    return history.head().code


def as_typed(code: str) -> list[str]:
    """The ways in which a person types a code: spaces, small letters, a letter for the figure it looks like."""
    bare = code.replace("-", "")
    return [
        code,
        bare,
        f"  {code.lower()} ",
        " ".join(bare),
        code.replace("0", "O").replace("1", "I"),
        code.lower().replace("0", "o").replace("1", "l"),
    ]


def with_look_alikes(store: Store) -> str:
    """A code that has both a 0 and a 1 in it."""
    for number in range(3, 400):
        code = enter(store, f"2026/{number:03d}")
        if "0" in code and "1" in code:
            return code
    raise AssertionError("no code with a 0 and a 1 was made")


def test_it_is_known_however_it_is_typed(store: Store) -> None:
    code = with_look_alikes(store)
    enter(store, "2026/900")
    before = history.head().seq - 1
    number = history.entry(before).record
    for typed in as_typed(code):
        said = printedcode.look(typed)
        assert (said.known, said.well) == (True, True), typed
        assert "Nothing before it has been altered" in said.title
        assert f"entry {before} of the history" in said.text
        assert f"entry 2026/{number:03d} of the destruction log, “Box of 2026/{number:03d}”" in said.text


@pytest.mark.parametrize("typed", ["", "ABC", "U000-0000-0000", "0000-0000-00000", "not a code at all"])
def test_what_is_no_code_is_said_to_be_none(store: Store, typed: str) -> None:
    said = printedcode.look(typed)
    assert (said.known, said.well) == (False, False)
    assert "is no printed code" in said.title
    assert "12 letters and figures, in three groups of four" in said.text


def test_a_code_of_another_history_is_not_known(store: Store) -> None:
    said = printedcode.look("0000-0000-0000")
    assert not said.known
    assert "is not known" in said.title
    assert "older copy" in said.text


def altered(store: Store, seq: int) -> None:
    """Somebody with the key changes who made an entry."""
    connection = store.sealed.connection()
    connection.execute("DROP TRIGGER history_as_written")
    connection.execute("UPDATE history SET user = 'Nobody' WHERE seq = ?", (seq,))


@pytest.mark.parametrize(("late", "well"), [(-1, False), (0, False), (1, True)])
def test_it_says_whether_what_was_altered_came_before(store: Store, late: int, well: bool) -> None:
    code, seq = history.head().code, history.head().seq + late
    enter(store, "2026/003")
    altered(store, seq)
    said = printedcode.look(code)
    assert (said.known, said.well) == (True, well)
    assert f"entry {seq} was altered" in said.text

"""The fold of the history, held against what the table held at that moment; destroyed words stay destroyed."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.records.conftest import add_lines
from workbench.records import earlier, history, record
from workbench.records.store import Store
from workbench.records.undo import undo
from workbench.registers.retention_schedule import ScheduleLine

SHOWN = ("reference", "record_series", "period_text", "personal_data", "notes")
TABLE = f"SELECT id, {', '.join(SHOWN)} FROM schedule_line WHERE removed IS NULL ORDER BY id"


def table(store: Store) -> list[tuple[Any, ...]]:
    """The live lines, read from the table by SQL alone."""
    return [tuple(row) for row in store.sealed.connection().execute(TABLE)]


def folded(seq: int, only: list[int] | None = None) -> list[tuple[Any, ...]]:
    """The same, told by the history."""
    found = earlier.as_at(ScheduleLine, seq, only)
    return [(n, *(past.values[name] for name in SHOWN)) for n, past in found.items()]


def act(store: Store, chance: random.Random, ids: list[int]) -> None:
    """One thing a clerk does, chosen at random."""
    what = chance.choice(("add", "change", "change", "change", "remove", "restore", "undo"))
    some = chance.sample(ids, min(len(ids), chance.randint(1, 3)))
    if what == "undo" or not some:
        done = chance.choice([o for o in history.recent(6) if o.kind in ("edit", "undo") and not o.undone_by] or [None])
        if done:
            undo(store, done.id)
        return
    with store.operation(what.capitalize(), "edit") as operation:
        if what == "add":
            words = str(chance.random())
            ids += record.add(ScheduleLine, [{"record_series": words, "notes": "n"}] * 2, operation.id)
        elif what == "change":
            name, value = chance.choice((("period_text", str(chance.random())), ("personal_data", True), ("notes", "")))
            record.change(ScheduleLine, {n: {name: value} for n in some}, operation.id)
        else:
            {"remove": record.remove, "restore": record.restore}[what](ScheduleLine, some, operation.id)


@pytest.mark.parametrize("seed", range(8))
def test_tells_every_moment_as_the_table_was_then(store: Store, seed: int) -> None:
    chance, ids = random.Random(seed), add_lines(store, ["Minutes", "Agendas", "Maps", "Letters"])
    then = {history.head().seq: table(store)}
    for _ in range(40):
        act(store, chance, ids)
        then[history.head().seq] = table(store)
    assert len({str(rows) for rows in then.values()}) > 10
    for seq, rows in then.items():
        assert folded(seq) == rows
        assert folded(seq, [2, 5]) == [row for row in rows if row[0] in (2, 5)]
    assert folded(0) == []


def test_what_was_added_taken_back_and_made_again_was_there_in_between(store: Store) -> None:
    add_lines(store, ["Minutes"])
    first = history.head().seq
    done = undo(store, history.recent(1)[0].id)
    gone = history.head().seq
    undo(store, done.operation)
    again = history.head().seq
    assert [len(folded(seq)) for seq in (first - 1, first, gone, again)] == [0, 1, 0, 1]


def change(store: Store, number: int, **values: Any) -> None:
    """Change a line."""
    with store.operation("Change", "edit") as operation:
        record.change(ScheduleLine, {number: values}, operation.id)


def test_destroyed_words_are_not_brought_back(store: Store) -> None:
    [number] = add_lines(store, ["Case file of Complainant A"])
    seq = history.head().seq
    change(store, number, record_series="Case file", notes="Closed")
    assert earlier.as_at(ScheduleLine, seq)[number].values["record_series"] == "Case file of Complainant A"
    with store.transaction():
        history.forget(ScheduleLine.register_name, [number])
    past = earlier.as_at(ScheduleLine, seq)[number]
    assert past.erased == {"record_series", "notes"}
    assert past.value(ScheduleLine.record_series) == "(destroyed since)"
    assert past.values["record_series"] == ""
    assert past.value(ScheduleLine.period_text) == "6 years after closure"


def test_a_line_that_went_with_all_its_words_is_known_to_have_been_there(store: Store) -> None:
    [number] = add_lines(store, ["Case file of Complainant A"])
    seq = history.head().seq
    undo(store, history.recent(1)[0].id)
    with store.transaction():
        history.forget(ScheduleLine.register_name, [number])
    past = earlier.as_at(ScheduleLine, seq)[number]
    assert not any(past.values.values())
    assert past.value(ScheduleLine.record_series) == past.value(ScheduleLine.period_text) == "(destroyed since)"
    assert earlier.as_at(ScheduleLine, seq - 1) == {}


@pytest.mark.parametrize("forgotten", [False, True])
def test_whether_a_line_was_removed_is_known_without_its_words(store: Store, forgotten: bool) -> None:
    [number] = add_lines(store, ["Minutes"])
    moments = [history.head().seq]
    for move in (record.remove, record.restore):
        with store.operation("Move", "edit") as operation:
            move(ScheduleLine, [number], operation.id)
        moments.append(history.head().seq)
    if forgotten:
        with store.transaction():
            history.forget(ScheduleLine.register_name, [number])
    assert [number in earlier.as_at(ScheduleLine, seq) for seq in moments] == [True, False, True]

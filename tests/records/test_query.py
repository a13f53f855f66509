"""Words, filters and order: literal, never an error, and what another reading of the rows finds (T13)."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records.conftest import PASSPHRASE
from workbench.records import record
from workbench.records.fields import Choice, Day, LongText, Number, Text, YesNo
from workbench.records.query import Filter, Order, Query, every
from workbench.records.record import Record
from workbench.records.store import Council, Store


class Odd(Record):
    """A record with a field of every kind a filter knows."""

    register_name = "odd"

    name = Text("Name", optional=False)
    story = LongText("Story")
    kind = Choice("Kind", choices=(("p", "Paper"), ("e", "Electronic"), ("b", "Both: 50% each")))
    day = Day("Day")
    done = YesNo("Done")
    number = Number("Number")


STORY = "first line\nsecond line"
ROWS: list[dict[str, Any]] = [
    {
        "name": "Minutes 100%",
        "story": "first line\nsecond line",
        "kind": "p",
        "day": dt.date(2026, 11, 22),
        "number": 7,
    },
    {"name": "minutes_of 2024", "kind": "e", "day": dt.date(2024, 2, 29), "done": True, "number": 1200},
    {"name": "Llŷn C++ file", "kind": "b", "day": dt.date(2026, 3, 1), "done": False, "number": -3},
    {"name": "back\\slash 'quoted' \"twice\"", "number": 0},
    {"name": "Zebra"},
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with those records."""
    from workbench.records import keys

    keys.cost.m, keys.cost.t, before = 64, 1, (keys.cost.m, keys.cost.t)
    place = tmp_path_factory.mktemp("query") / "council"
    store, _ = Store.create(place, Council("Odd"), PASSPHRASE, "Jo", (Odd,))
    with store.operation("Add", "edit") as operation:
        record.add(Odd, ROWS, operation.id)
    yield store
    store.close()
    keys.cost.m, keys.cost.t = before


def ids(**asked: object) -> list[int]:
    """The ids that a query finds."""
    return list(every(Odd, (), **asked).ids())


def shown_by(field: str, text: str) -> list[int]:
    """The ids left by a filter."""
    return list(every(Odd, ()).filtered(field, text).ids())


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("name", "minutes", [1, 2]),
        ("name", "%", [1]),
        ("name", "_", [2]),
        ("name", "\\", [4]),
        ("name", "'", [4]),
        ("name", '"', [4]),
        ("name", "m%s", []),
        ("name", "  zebra ", [5]),
        ("name", "C++", [3]),
        ("story", "line\nsecond", [1]),
        ("kind", "electronic", [2]),
        ("kind", "e", [1, 2, 3]),
        ("kind", "50%", [3]),
        ("kind", "nothing like it", []),
        ("day", "2026", [1, 3]),
        ("day", "nov", [1]),
        ("day", "22 nov 2026", [1]),
        ("day", "Sun 22 Nov 2026", [1]),
        ("day", "1 march", [3]),
        ("day", "29", [2]),
        ("day", "thu", [2]),
        ("day", "99 zzz", []),
        ("done", "yes", [2]),
        ("done", "no", [3]),
        ("done", "not answered", [1, 4, 5]),
        ("number", "7", [1]),
        ("number", "1200", [2]),
        ("number", "1,200", [2]),
        ("number", "-3", [3]),
        ("number", "0", [4]),
        ("number", "²", []),
        ("number", "seven", []),
        ("number", "9" * 40, []),
    ],
)
def test_a_filter_finds_what_is_shown(odd: Store, field: str, text: str, found: list[int]) -> None:
    assert shown_by(field, text) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("minutes", [1, 2]),
        ("MINU", [1, 2]),
        ("llyn", [3]),
        ("llŷn", [3]),
        (unicodedata.normalize("NFD", "Llŷn"), [3]),
        ("second first", [1]),
        ("min 2024", [2]),
        ("minutes zebra", []),
        ("utes", []),
        ('"quoted"', [4]),
        ("c++", [3]),
        ("", [1, 2, 3, 4, 5]),
        ("  ", [1, 2, 3, 4, 5]),
    ],
)
def test_words_find_the_beginnings_of_words(odd: Store, words: str, found: list[int]) -> None:
    assert ids(words=words) == found


@pytest.mark.parametrize(
    ("orders", "found"),
    [
        ((Order("name"),), [4, 3, 1, 2, 5]),
        ((Order("name", descending=True),), [5, 2, 1, 3, 4]),
        ((Order("day"),), [2, 3, 1, 4, 5]),
        ((Order("day", descending=True),), [1, 3, 2, 4, 5]),
        ((Order("number"),), [3, 4, 1, 2, 5]),
        ((Order("done"), Order("name", descending=True)), [3, 2, 5, 1, 4]),
        ((), [1, 2, 3, 4, 5]),
    ],
)
def test_order_puts_nothing_last_and_knows_no_capitals(odd: Store, orders: tuple[Order, ...], found: list[int]) -> None:
    assert ids(order=orders) == found


def test_pages_rows_and_counts_say_the_same(odd: Store) -> None:
    query = Query(Odd, (Odd.name, Odd.day), words="minutes", order=(Order("day"),))
    assert [(row.id, row.values) for row in query.rows()] == [
        (2, ("minutes_of 2024", dt.date(2024, 2, 29))),
        (1, ("Minutes 100%", dt.date(2026, 11, 22))),
    ]
    assert (query.count(), query.total()) == (2, 5)
    assert set(query.page([1, 5, 999])) == {1, 5}


def test_what_was_asked_for_is_said_in_words(odd: Store) -> None:
    query = every(Odd, (), words=" minutes ").filtered("done", "yes").filtered("name", "x").filtered("name", "of")
    assert query.describe() == "Words: minutes; Done: yes; Name: of"
    assert query.filtered("name", "").filtered("done", " ").describe() == "Words: minutes"
    assert every(Odd, ()).describe() == ""


def test_removed_records_are_apart(odd: Store) -> None:
    with odd.operation("Remove", "edit") as operation:
        record.remove(Odd, [5], operation.id)
    assert (ids(), ids(removed=True)) == ([1, 2, 3, 4], [5])
    assert ids(words="zebra") == []
    with odd.operation("Back", "edit") as operation:
        record.restore(Odd, [5], operation.id)
    assert ids(words="zebra") == [5]


HOSTILE = [
    *('"', "AND", "OR", "NOT", "c++", "NEAR(", "NEAR(a b, 2)", "*", "a OR", "^a", "{name}: a", "name:a", "-a", "a-b"),
    *("'; DROP TABLE odd; --", "') OR 1=1 --", "%", "_", "\\", "\\%", "[a-z]", "\x00", "a\x00b", "\ufffe", "\ud800"),
    *(
        "x" * 5000,
        "x" * 60_000,
        "%" * 60_000,
        "\\" * 26_000,
        "a b " * 5000,
        "🗎🗎",
        "ﷺ",
        "İ",
        "ß",
        "½",
        "²",
        "٣",
        "1e999",
    ),
]


@pytest.mark.parametrize(
    ("signs", "found"),
    [("%", [1]), ("_", [2]), ('"', [4]), ("\\", [4]), ("++", [3]), ("*", []), (" ", [1, 2, 3, 4, 5])],
)
def test_a_search_of_signs_alone_finds_what_holds_them(odd: Store, signs: str, found: list[int]) -> None:
    assert ids(words=signs) == found


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_too_strange(odd: Store, text: str) -> None:
    never_fails(text)
    assert record.values_of(Odd, [1])[1]["name"] == "Minutes 100%"


def never_fails(text: str) -> None:
    """Type it into the search and every filter box."""
    assert every(Odd, (), words=text).count() == len(ids(words=text))
    for field in ("name", "story", "kind", "day", "done", "number", "created"):
        asked = Query(Odd, (), filters=(Filter(field, text),))
        assert asked.count() == len(asked.ids())
        assert asked.describe()


@settings(max_examples=250, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_any_text_can_be_searched_for(odd: Store, text: str) -> None:
    never_fails(text)


@settings(max_examples=150, deadline=None)
@given(st.text("m%_\\'\" sMZé", max_size=4))
def test_a_filter_finds_just_the_texts_that_hold_it(odd: Store, text: str) -> None:
    wanted = text.strip().lower()
    expected = [n for n, row in enumerate(ROWS, 1) if wanted in str(row["name"]).lower()]
    assert shown_by("name", text) == expected


def test_a_query_joins_no_text_into_its_sql(odd: Store, tmp_path: Path) -> None:
    query = every(Odd, (), words="secretword").filtered("name", "secretword").filtered("kind", "secretword")
    sql, parameters = query._select(Odd.id).sql()
    assert "secretword" not in sql
    assert any("secretword" in str(value) for value in parameters)

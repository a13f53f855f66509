"""The chain by its published recipe, worked out here with hashlib and json alone."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.records.conftest import add_lines, create
from workbench.records import chain, history
from workbench.records.history import Change
from workbench.records.store import Store

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def plain_json(value: Any) -> str:
    """Canonical JSON by the standard library."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def reckoned(store: Store) -> list[bytes]:
    """The chain of a store, worked out from its columns."""
    rows = store.sealed.connection().execute(
        "SELECT h.seq, h.utc, h.offset, h.user, h.operation, h.register, h.record, h.action, h.fields, "
        "h.clock_suspect, v.salt, v.before, v.after FROM history h JOIN history_values v ON v.seq = h.seq ORDER BY 1"
    )
    previous, hashes = "0" * 64, []
    for seq, utc, offset, user, operation, register, number, action, fields, suspect, salt, before, after in rows:
        values = {"before": json.loads(before or "null"), "after": json.loads(after or "null")}
        entry = {
            "utc": utc, "offset": offset, "user": user, "operation": operation, "register": register,
            "record": number, "action": action, "fields": json.loads(fields), "clock_suspect": bool(suspect),
            "digest": hashlib.sha256(salt + plain_json(values).encode()).hexdigest(),
        }  # fmt: skip
        sealed = hashlib.sha256(f"v1|{seq}|{previous}|{plain_json(entry)}".encode())
        previous = sealed.hexdigest()
        hashes.append(sealed.digest())
    return hashes


def test_every_hash_is_what_the_recipe_says(store: Store) -> None:
    add_lines(store, ["Minutes", "Llŷn “quoted” \\ \n\t \x00 \U0001f5ce", ""])
    store.set_setting("a", {"b": [1, 2.5, None, True]})
    assert [value for _, value in chain.hashes(store.sealed.connection())] == reckoned(store)
    assert store.sealed.connection().execute("SELECT min(prev) FROM history").fetchone()[0] == bytes(32)
    assert history.verify().intact


def test_a_known_answer() -> None:
    what = ("2026-11-24T10:00:00+00:00", 0, "Jo", 3, "retention-schedule", 7, "add", '["notes"]', 0, bytes(32))
    sealed = (
        '{"action":"add","clock_suspect":false,"digest":"' + "0" * 64 + '","fields":["notes"],"offset":0,'
        '"operation":3,"record":7,"register":"retention-schedule","user":"Jo","utc":"2026-11-24T10:00:00+00:00"}'
    )
    assert chain.payload(what) == sealed
    assert chain.link(1, bytes(32), sealed) == hashlib.sha256(("v1|1|" + "0" * 64 + "|" + sealed).encode()).digest()


def test_the_short_code_is_the_first_sixty_bits() -> None:
    value = hashlib.sha256(b"anything").digest()
    bits = "".join(f"{byte:08b}" for byte in value)
    letters = "".join(ALPHABET[int(bits[i : i + 5], 2)] for i in range(0, 60, 5))
    assert chain.code_of(value) == f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"
    assert chain.Head(1, value.hex()).code == chain.code_of(value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_canonical_json_is_that_of_the_standard_library(value: Any) -> None:
    assert chain.canonical(value) == plain_json(value)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_number_json_has_no_word_for_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        chain.canonical([value])


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
changes = st.builds(
    history.change_of,
    texts,
    st.integers(-(2**60), 2**60),
    texts,
    st.none() | st.dictionaries(texts, texts, max_size=3),
    st.none() | st.dictionaries(texts, texts, max_size=3),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(changes, max_size=6))
def test_any_changes_make_a_chain_that_verifies(tmp_path_factory: pytest.TempPathFactory, some: list[Change]) -> None:
    folder = Path(tmp_path_factory.mktemp("chain"))
    store, _ = create(folder)
    try:
        with store.operation("Some", "edit") as operation:
            history.append(some, operation.id)
        assert history.verify().intact
        assert history.verify().entries == len(some) + 1
        assert [value for _, value in chain.hashes(store.sealed.connection())] == reckoned(store)
    finally:
        store.close()


TAMPERED = [
    ("UPDATE history SET user = 'Al' WHERE seq = 3", 3, "was altered"),
    ("UPDATE history SET utc = '2020-01-01T00:00:00+00:00' WHERE seq = 2", 2, "was altered"),
    ("UPDATE history SET fields = '[1]' WHERE seq = 4", 4, "was altered"),
    ("UPDATE history SET clock_suspect = 1 WHERE seq = 4", 4, "was altered"),
    ("UPDATE history SET record = record + 1 WHERE seq = 5", 5, "was altered"),
    ("UPDATE history SET hash = randomblob(32) WHERE seq = 3", 3, "was altered"),
    ("UPDATE history SET prev = randomblob(32) WHERE seq = 3", 3, "does not follow"),
    ("DELETE FROM history WHERE seq = 3", 3, "is missing"),
    ("DELETE FROM history WHERE seq = 1", 1, "is missing"),
    ("UPDATE history SET seq = seq + 10 WHERE seq = 6", 6, "is missing"),
    ('UPDATE history_values SET after = \'{"record_series":"x"}\' WHERE seq = 4', 4, "other values"),
    ("UPDATE history_values SET before = '{}' WHERE seq = 4", 4, "other values"),
    ("UPDATE history_values SET salt = randomblob(16) WHERE seq = 4", 4, "other values"),
]


@pytest.mark.parametrize(("sql", "entry", "how"), TAMPERED)
def test_what_was_tampered_with_is_named(store: Store, sql: str, entry: int, how: str) -> None:
    add_lines(store, ["a", "b", "c", "d", "e"])
    connection = store.sealed.connection()
    connection.execute("PRAGMA foreign_keys = OFF")
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    assert history.verify().intact
    connection.execute(sql)
    verdict = history.verify()
    assert not verdict.intact
    assert verdict.broken_at == entry
    assert how in verdict.sentence

"""The key file: opened with what it was made for and with nothing else (T8)."""

from __future__ import annotations

import json
import random
import time
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workbench.records import keys
from workbench.records.failures import WrongPassphrase
from workbench.records.keys import KeyFile, KeyFileDamaged

DATA_KEY = bytes(range(32))
TYPED = "a quiet afternoon"


@pytest.fixture
def both() -> tuple[KeyFile, str]:
    """A key file and its recovery key."""
    return keys.new_key_file(DATA_KEY, TYPED, "Jo Clerk")


def as_json(key_file: KeyFile) -> dict[str, Any]:
    """The file's content as JSON."""
    about: dict[str, Any] = json.loads(key_file.to_bytes())
    return about


def parsed(about: dict[str, Any]) -> KeyFile:
    """The key file of JSON."""
    return keys.parse(json.dumps(about).encode())


def test_both_ways_in_give_the_same_data_key(both: tuple[KeyFile, str]) -> None:
    key_file, recovery_key = both
    again = keys.parse(key_file.to_bytes())
    assert again.unlock(TYPED).data_key == DATA_KEY
    assert again.unlock(recovery_key.lower().replace("-", " ")).data_key == DATA_KEY
    assert [(s.user, s.role) for s in again.slots] == [("Jo Clerk", "administrator"), ("", "recovery")]


def test_a_slot_opens_by_the_published_recipe(both: tuple[KeyFile, str]) -> None:
    slot = as_json(both[0])["slots"][0]
    wrapping = hash_secret_raw(
        TYPED.encode(), bytes.fromhex(slot["salt"]), slot["t"], slot["m"], slot["p"], 32, Type.ID
    )
    others = {name: value for name, value in slot.items() if name != "ct"}
    sealed_with = json.dumps(others, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    opened = AESGCM(wrapping).decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["ct"]), sealed_with)
    assert opened == DATA_KEY
    assert set(slot) == {
        *("version", "store_id", "slot", "user", "role", "kdf", "m", "t", "p", "salt", "nonce", "ct"),
    }  # fmt: skip


def test_what_a_try_costs_is_what_was_decided() -> None:
    assert keys.Cost() == keys.Cost(m=64 * 1024, t=3, p=4)


def test_the_same_letters_open_however_the_keyboard_makes_them() -> None:
    key_file, _ = keys.new_key_file(DATA_KEY, "Llŷn caf\u00e9", "Jo")
    assert key_file.unlock("Lly\u0302n cafe\u0301").data_key == DATA_KEY


@pytest.mark.parametrize("typed", ["", TYPED.upper(), TYPED + " ", "x" * 10_000, "\ud800", "7F3K" * 8])
def test_anything_else_is_refused(both: tuple[KeyFile, str], typed: str) -> None:
    with pytest.raises(WrongPassphrase, match="Nothing was changed"):
        both[0].unlock(typed)


def changed(value: Any, way: int, chance: random.Random) -> Any:
    """Another value of the same type."""
    if isinstance(value, int):
        return [value + 1, value // 2 if value > 1 else value + 7, value * 2 + 3][way]
    if value and all(c in "0123456789abcdef" for c in value):
        at = chance.randrange(len(value))
        return [
            value[:at] + format(int(value[at], 16) ^ 1, "x") + value[at + 1 :],
            value[2:] + value[:2],
            format(int(value, 16) ^ (1 << chance.randrange(len(value) * 4)), f"0{len(value)}x"),
        ][way]
    return [value + "x", "recovery" if value != "recovery" else "reader", value.upper() + "Y"][way]


FIELDS = ("version", "store_id", "slot", "user", "role", "kdf", "m", "t", "p", "salt", "nonce", "ct")


@pytest.mark.parametrize(("name", "slot", "way"), list(product(FIELDS, (0, 1), range(3))))
def test_a_slot_with_any_field_changed_opens_no_more(both: tuple[KeyFile, str], name: str, slot: int, way: int) -> None:
    key_file, recovery_key = both
    secrets = (TYPED, recovery_key)
    about = as_json(key_file)
    about["slots"][slot][name] = changed(about["slots"][slot][name], way, random.Random(way))
    tampered = parsed(about)
    with pytest.raises(WrongPassphrase):
        tampered.unlock(secrets[slot])
    assert tampered.unlock(secrets[1 - slot]).data_key == DATA_KEY


def test_ways_in_cannot_be_exchanged_between_slots(both: tuple[KeyFile, str]) -> None:
    key_file, recovery_key = both
    about = as_json(key_file)
    first, second = about["slots"]
    first["ct"], second["ct"] = second["ct"], first["ct"]
    for typed in (TYPED, recovery_key):
        with pytest.raises(WrongPassphrase):
            parsed(about).unlock(typed)


def test_order_and_copies_of_slots_do_no_harm(both: tuple[KeyFile, str]) -> None:
    about = as_json(both[0])
    about["slots"] = [about["slots"][1], about["slots"][1], about["slots"][0]]
    assert parsed(about).unlock(TYPED).data_key == DATA_KEY


def test_a_slot_of_another_council_opens_nothing(both: tuple[KeyFile, str]) -> None:
    about, other = as_json(both[0]), as_json(keys.new_key_file(bytes(32), "theirs", "Al")[0])
    about["slots"].append(other["slots"][0])
    with pytest.raises(WrongPassphrase):
        parsed(about).unlock("theirs")


@pytest.mark.parametrize(
    ("name", "value"), [("m", 1 << 31), ("m", 262_145), ("t", 7), ("t", 10**9), ("p", 9), ("m", 8)]
)
def test_a_cost_that_would_hang_the_pc_is_passed_over(both: tuple[KeyFile, str], name: str, value: int) -> None:
    about = as_json(both[0])
    about["slots"][0][name] = value
    assert [s.role for s in parsed(about).slots] == ["recovery"]


def test_many_dear_slots_together_do_not_hang_the_pc_nor_crowd_the_real_ones_out(both: tuple[KeyFile, str]) -> None:
    key_file, recovery_key = both
    about = as_json(key_file)
    dear = [about["slots"][0] | {"slot": n, "m": 262_144, "t": 6, "p": 1} for n in range(3, 60)]
    about["slots"] = [*dear, *about["slots"]]
    started = time.monotonic()
    tampered = parsed(about)
    assert tampered.unlock(TYPED).data_key == tampered.unlock(recovery_key).data_key == DATA_KEY
    assert sum(s.m * s.t for s in tampered.slots) <= 2 * 262_144 * 6, "two of the dearest take under three seconds"
    assert time.monotonic() - started < 15


@pytest.mark.parametrize("name", ["../../elsewhere", "/etc/x", "a\0b", "", "G" * 32, "ab" * 17])
def test_a_name_that_could_lead_out_of_the_profile_is_refused(both: tuple[KeyFile, str], name: str) -> None:
    """It stands in the names of files before any passphrase was tried."""
    about = as_json(both[0])
    about["store_id"] = name
    for slot in about["slots"]:
        slot["store_id"] = name
    with pytest.raises(KeyFileDamaged):
        parsed(about)


@pytest.mark.parametrize("name", ["user", "role"])
def test_half_a_sign_in_a_slot_makes_it_useless_and_no_more(both: tuple[KeyFile, str], name: str) -> None:
    about = as_json(both[0])
    about["slots"][0][name] = "Jo \ud83d"
    assert parsed(about).unlock(both[1]).data_key == DATA_KEY
    with pytest.raises(WrongPassphrase):
        parsed(about).unlock(TYPED)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"store_id": "a", "slots": []}',
        b'{"store_id": "a", "slots": 7}',
        b'{"store_id": "a", "slots": [null, 1, "x", [], {}]}',
        b'{"store_id": "a", "slots": [{"version": 1, "store_id": "a", "slot": true}]}',
    ],
)
def test_a_file_that_is_none_is_said_to_be_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "council.keys"
    path.write_bytes(content)
    with pytest.raises(KeyFileDamaged, match="Every backup holds a copy"):
        keys.read(path)


def test_a_file_cut_short_at_any_place_gives_nothing_false(both: tuple[KeyFile, str]) -> None:
    content = both[0].to_bytes()
    for length in range(0, len(content) - 3, 17):
        with pytest.raises(KeyFileDamaged):
            keys.parse(content[:length])


def test_an_empty_file_gives_way_to_the_one_before(tmp_path: Path, both: tuple[KeyFile, str]) -> None:
    path = tmp_path / "council.keys"
    keys.write(path, both[0])
    keys.write(path, both[0].with_passphrase(DATA_KEY, "another one", 1))
    assert keys.read(path).unlock("another one").data_key == DATA_KEY
    path.write_bytes(b"")
    assert keys.read(path).unlock(TYPED).data_key == DATA_KEY


def test_a_new_passphrase_ends_the_old_one_and_leaves_the_recovery_key(both: tuple[KeyFile, str]) -> None:
    key_file, recovery_key = both
    fresh = key_file.with_passphrase(DATA_KEY, "another one", 1)
    assert fresh.unlock("another one").slot.user == "Jo Clerk"
    assert fresh.unlock(recovery_key).data_key == DATA_KEY
    with pytest.raises(WrongPassphrase):
        fresh.unlock(TYPED)


def test_a_new_recovery_key_ends_the_old_one_once_it_is_confirmed(both: tuple[KeyFile, str]) -> None:
    key_file, old = both
    begun, new = key_file.with_recovery(DATA_KEY)
    for key in (old, new):
        assert begun.unlock(key).data_key == DATA_KEY, "whichever sheet is in the envelope must open"
    fresh = begun.with_one_recovery(new.lower())
    assert fresh.unlock(new).slot.role == "recovery"
    assert len(fresh.slots) == 2
    with pytest.raises(WrongPassphrase):
        fresh.unlock(old)
    assert begun.with_one_recovery(old).slots == key_file.slots


def test_sheets_begun_again_and_again_never_crowd_out_the_confirmed_one_or_the_newest(
    both: tuple[KeyFile, str],
) -> None:
    key_file, confirmed = both
    for _ in range(20):
        key_file, newest = key_file.with_recovery(DATA_KEY)
    again = keys.parse(key_file.to_bytes())
    for way in (TYPED, confirmed, newest):
        assert again.unlock(way).data_key == DATA_KEY


def test_the_copy_beside_a_proven_key_file_holds_no_old_way_in(tmp_path: Path, both: tuple[KeyFile, str]) -> None:
    path, fresh = tmp_path / "council.keys", both[0].with_passphrase(DATA_KEY, "another one", 1)
    keys.write(path, both[0])
    keys.write(path, fresh)
    keys.settle(path, both[0])
    assert keys.parse(keys.kept_before(path).read_bytes()) == both[0], "another file than was proven stays"
    keys.settle(path, fresh)
    assert keys.kept_before(path).read_bytes() == path.read_bytes()
    path.write_bytes(b"")
    assert keys.read(path).unlock("another one").data_key == DATA_KEY
    with pytest.raises(WrongPassphrase):
        keys.read(path).unlock(TYPED)


def test_a_damaged_key_file_never_takes_the_place_of_its_whole_copy(tmp_path: Path, both: tuple[KeyFile, str]) -> None:
    path = tmp_path / "council.keys"
    keys.write(path, both[0])
    keys.settle(path, both[0])
    path.write_bytes(b"damaged")
    keys.write(path, both[0].with_passphrase(DATA_KEY, "another one", 1))
    assert keys.parse(keys.kept_before(path).read_bytes()) == both[0]

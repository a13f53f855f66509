"""The key file beside the store: who may open it, and with what.

One random 32-byte data key opens the store. Each slot holds that key wrapped with AES-256-GCM by a key that Argon2id
makes from a passphrase, or from the recovery key. Every other field of a slot is sealed with it, so a changed role,
cost or name makes the slot useless instead of stronger.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workbench.errors import Plain
from workbench.records import recovery
from workbench.records.failures import WrongPassphrase
from workbench.records.files import copy_whole, write_whole

VERSION = 1
KEY_BYTES, SALT_BYTES, NONCE_BYTES, SEALED_BYTES = 32, 16, 12, 48
MOST_BYTES, MOST_SLOTS = 1 << 16, 16
RECOVERY = "recovery"
ADMINISTRATOR = "administrator"
SHORTEST = 12  # signs of a passphrase that cannot be guessed soon


@dataclass
class Cost:
    """What one try of a passphrase costs: memory in KiB, passes, lanes. Tests lower it."""

    m: int = 64 * 1024
    t: int = 3
    p: int = 4


cost = Cost()
# A tampered file must not be able to hang the PC: neither one slot nor all of them together.
_MOST = Cost(m=256 * 1024, t=6, p=8)
_MOST_WORK = MOST_SLOTS * 64 * 1024 * 3
_STORE_ID = re.compile(r"[0-9a-f]{32}")


class KeyFileDamaged(Plain):
    """The key file is there but holds no slot that can be read."""


@dataclass(frozen=True)
class Slot:
    """One way in: all fields but `ct` are authenticated by it."""

    version: int
    store_id: str
    slot: int
    user: str
    role: str
    kdf: str
    m: int
    t: int
    p: int
    salt: bytes
    nonce: bytes
    ct: bytes = b""

    def to_json(self) -> dict[str, Any]:
        """The slot as the key file holds it, bytes in hex."""
        return {name: value.hex() if isinstance(value, bytes) else value for name, value in asdict(self).items()}

    @property
    def sealed_with(self) -> bytes:
        """Canonical JSON of every field but the wrapped key."""
        about = self.to_json()
        del about["ct"]
        return json.dumps(about, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


@dataclass(frozen=True)
class Unlocked:
    """What a right passphrase gives: the data key and the slot it came from."""

    data_key: bytes
    slot: Slot


@dataclass(frozen=True)
class KeyFile:
    """The slots of one store."""

    store_id: str
    slots: tuple[Slot, ...]

    def unlock(self, typed: str) -> Unlocked:
        """Open with a passphrase, or with the recovery key however it was typed; raises WrongPassphrase."""
        printed = recovery.read(typed)
        tries = [(s, printed) for s in self.slots if s.role == RECOVERY and printed]
        tries += [(s, typed) for s in self.slots if s.role != RECOVERY]
        for slot, secret in tries:
            if data_key := _opened(slot, secret or ""):
                return Unlocked(data_key, slot)
        raise WrongPassphrase(
            "That passphrase does not open these files. Nothing was changed. Type it again (look at Caps Lock), "
            "or use the recovery key from the sealed envelope."
        )

    def with_passphrase(self, data_key: bytes, passphrase: str, slot: int, user: str = "") -> KeyFile:
        """The slots with one passphrase changed, or added where the number is new."""
        old = next((s for s in self.slots if s.slot == slot), None)
        name, role = (user or (old.user if old else "")), (old.role if old else ADMINISTRATOR)
        return self._with(_sealed(data_key, passphrase, self.store_id, slot, name, role))

    def with_recovery(self, data_key: bytes) -> tuple[KeyFile, str]:
        """The slots with one more recovery key, and that key for printing once; those before it go on opening."""
        key, before = recovery.new(), self.slots
        if len(before) >= MOST_SLOTS:  # begun again and again and never confirmed: the first of those gives way
            gone = self.recovery_slots()[1]
            before = tuple(s for s in before if s.slot != gone.slot)
        fresh = _sealed(data_key, key, self.store_id, self.next_number(), "", RECOVERY)
        return replace(self, slots=(*before, fresh)), key

    def with_one_recovery(self, key: str) -> KeyFile:
        """The slots with this recovery key and no other; raises WrongPassphrase where it is none of them."""
        kept = self.unlock(key).slot
        return replace(self, slots=tuple(s for s in self.slots if s.role != RECOVERY or s == kept))

    def recovery_slots(self) -> list[Slot]:
        """The recovery keys that open, oldest first: one, and those of sheets that were begun and not confirmed."""
        return [s for s in self.slots if s.role == RECOVERY]

    def people(self) -> tuple[str, ...]:
        """Who signs in, by name."""
        return tuple(s.user for s in self.slots if s.role != RECOVERY and s.user)

    def next_number(self) -> int:
        """A slot number that is free."""
        return max((s.slot for s in self.slots), default=0) + 1

    def _with(self, fresh: Slot) -> KeyFile:
        rest = [s for s in self.slots if s.slot != fresh.slot]
        return replace(self, slots=tuple(sorted([*rest, fresh], key=lambda s: s.slot)))

    def to_bytes(self) -> bytes:
        """The key file's content."""
        about = {"version": VERSION, "store_id": self.store_id, "slots": [s.to_json() for s in self.slots]}
        return json.dumps(about, indent=1, ensure_ascii=False).encode()


def new_key_file(data_key: bytes, passphrase: str, user: str) -> tuple[KeyFile, str]:
    """A key file for a new store with a passphrase slot and a recovery slot, and the recovery key."""
    empty = KeyFile(secrets.token_hex(16), ())
    return empty.with_passphrase(data_key, passphrase, 1, user).with_recovery(data_key)


def new_data_key() -> bytes:
    """32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def read(path: Path) -> KeyFile:
    """The key file at `path`; one that cannot be read gives way to the one kept before it."""
    previous = kept_before(path)
    for place in (path, previous):
        try:
            if place.stat().st_size <= MOST_BYTES:
                return parse(place.read_bytes())
        except (OSError, KeyFileDamaged):
            continue
    raise KeyFileDamaged(
        f"The key file {path.name} in {path.parent} cannot be read. Nothing was changed. "
        "Every backup holds a copy of it: restore the newest backup."
    )


def parse(content: bytes) -> KeyFile:
    """The key file in some bytes; slots that are not as they must be are passed over."""
    try:
        about = json.loads(content)
        store_id, rows = str(about["store_id"]), list(about["slots"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeyFileDamaged("The key file cannot be read.") from error
    # The name goes into the names of files before any passphrase was tried.
    slots = [s for s in map(_slot, rows) if s and s.store_id == store_id and _STORE_ID.fullmatch(store_id)]
    if not slots:
        raise KeyFileDamaged("The key file holds no way in.")
    return KeyFile(store_id, _affordable(slots))


def _affordable(slots: list[Slot]) -> tuple[Slot, ...]:
    """The slots in their order without the dearest, so that trying all of them takes seconds."""
    kept, work = [], 0
    for slot in sorted(slots, key=lambda s: s.m * s.t)[:MOST_SLOTS]:
        work += slot.m * slot.t
        if work <= _MOST_WORK:
            kept.append(slot)
    return tuple(s for s in slots if s in kept)


def write(path: Path, key_file: KeyFile) -> None:
    """Put a key file in place; the one before it is kept beside it, unless it is damaged and its copy is not."""
    whole = False
    with contextlib.suppress(OSError, KeyFileDamaged):
        whole = bool(parse(path.read_bytes()))
    write_whole(path, key_file.to_bytes(), keep=kept_before(path) if whole else None)


def settle(path: Path, key_file: KeyFile) -> None:
    """Once a key file is proven in its place, the one kept beside it is a copy of it: old ways in open nothing."""
    if parse(path.read_bytes()) == key_file:
        copy_whole(path, kept_before(path))


def kept_before(path: Path) -> Path:
    """Where the key file before the present one is kept while it changes, and a copy of the present one after."""
    return path.with_name(path.name + ".previous")


def _slot(row: Any) -> Slot | None:
    try:
        texts = {name: row[name] for name in ("store_id", "user", "role", "kdf")}
        numbers = {name: row[name] for name in ("version", "slot", "m", "t", "p")}
        slot = Slot(**texts, **numbers, salt=_bytes(row, "salt"), nonce=_bytes(row, "nonce"), ct=_bytes(row, "ct"))
    except (KeyError, TypeError, ValueError):
        return None
    right_types = all(type(v) is str for v in texts.values()) and all(type(v) is int for v in numbers.values())
    return slot if right_types and _bearable(slot) and _sealable(slot) else None


def _sealable(slot: Slot) -> bool:
    """Whether its texts can be written as UTF-8: half of a pair of signs cannot."""
    with contextlib.suppress(UnicodeEncodeError):
        return bool(slot.sealed_with)
    return False


def _bytes(row: Any, name: str) -> bytes:
    return bytes.fromhex(row[name])


def _bearable(slot: Slot) -> bool:
    sizes = (len(slot.salt), len(slot.nonce), len(slot.ct)) == (SALT_BYTES, NONCE_BYTES, SEALED_BYTES)
    kind = slot.version == VERSION and slot.kdf == "argon2id" and 0 < slot.slot < 10_000
    # Argon2 itself asks for eight blocks of memory a lane.
    costs = 1 <= slot.t <= _MOST.t and 1 <= slot.p <= _MOST.p and 8 * slot.p <= slot.m <= _MOST.m
    return sizes and kind and costs


def _wrapping_key(slot: Slot, secret: str) -> bytes:
    text = unicodedata.normalize("NFC", secret).encode("utf-8", "surrogatepass")
    return hash_secret_raw(text, slot.salt, slot.t, slot.m, slot.p, KEY_BYTES, Type.ID)


def _opened(slot: Slot, secret: str) -> bytes | None:
    try:
        return AESGCM(_wrapping_key(slot, secret)).decrypt(slot.nonce, slot.ct, slot.sealed_with)
    except InvalidTag:
        return None


def _sealed(data_key: bytes, secret: str, store_id: str, number: int, user: str, role: str) -> Slot:
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    slot = Slot(VERSION, store_id, number, user, role, "argon2id", cost.m, cost.t, cost.p, salt, nonce)
    return replace(slot, ct=AESGCM(_wrapping_key(slot, secret)).encrypt(nonce, data_key, slot.sealed_with))

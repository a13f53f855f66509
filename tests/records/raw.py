"""The council's files seen without the program: the published recipes, sqlcipher3 and cryptography alone."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlcipher3 import dbapi2 as sqlcipher

PAGE, RESERVED, SALT = 4096, 80, 16
Rows = list[tuple[Any, ...]]


def data_key(keys: Path, passphrase: str) -> bytes:
    """The key of the store by the first slot of a key file."""
    slot = json.loads(keys.read_text(encoding="utf-8"))["slots"][0]
    salt, nonce, sealed = (bytes.fromhex(slot.pop(name)) for name in ("salt", "nonce", "ct"))
    wrapping = hash_secret_raw(passphrase.encode(), salt, slot["t"], slot["m"], slot["p"], 32, Type.ID)
    about = json.dumps(
        slot | {"salt": salt.hex(), "nonce": nonce.hex()}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return AESGCM(wrapping).decrypt(nonce, sealed, about.encode())


def connect(path: Path, key: bytes) -> Any:
    """A connection that knows nothing of the program."""
    connection = sqlcipher.connect(path, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
    return connection


def rows(path: Path, key: bytes, sql: str) -> Rows:
    """What a statement finds in a sealed file."""
    with closing(connect(path, key)) as connection:
        return [tuple(row) for row in connection.execute(sql)]


def tables(path: Path, key: bytes) -> dict[str, tuple[int, str]]:
    """Every table of a sealed file: how many rows, and the SHA-256 of their ordered text."""
    found = {}
    names = [n for (n,) in rows(path, key, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for name in names:
        if not name.startswith("sqlite_") and "_words" not in name:
            content = sorted(repr(row) for row in rows(path, key, f'SELECT rowid, * FROM "{name}"'))
            found[name] = (len(content), hashlib.sha256("\n".join(content).encode()).hexdigest())
    return found


def pages(path: Path, key: bytes) -> Iterator[bytes]:
    """The plain content of every page; ValueError where the seal of one is broken."""
    content = path.read_bytes()
    salt = content[:SALT]
    seal_key = hashlib.pbkdf2_hmac("sha512", key, bytes(b ^ 0x3A for b in salt), 2, 32)
    for number, start in enumerate(range(0, len(content), PAGE), 1):
        page = content[start + (SALT if number == 1 else 0) : start + PAGE]
        hidden, vector, seal = page[:-RESERVED], page[-RESERVED : -RESERVED + 16], page[-RESERVED + 16 :]
        right = hmac.digest(seal_key, hidden + vector + number.to_bytes(4, "little"), "sha512")
        if seal != right:
            raise ValueError(number)
        reader = Cipher(algorithms.AES256(key), modes.CBC(vector)).decryptor()
        yield reader.update(hidden) + reader.finalize()


def holds(path: Path, key: bytes, word: str) -> int:
    """How many pages of a sealed file hold a word, in any case."""
    return sum(word.casefold().encode() in page.lower() for page in pages(path, key))


def pages_holding(folder: Path, passphrase: str, word: str, pieces: Sequence[str]) -> int:
    """The pages of a closed store that hold a piece of a word; nothing else in its folder may hold it in plain."""
    for path in folder.rglob("*"):
        if path.is_file():
            assert word.lower().encode() not in path.read_bytes().lower(), path
    assert not (folder / "council.gwb-journal").exists()
    key = data_key(folder / "council.keys", passphrase)
    return max(holds(folder / "council.gwb", key, piece) for piece in pieces)

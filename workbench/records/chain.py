"""The chain of the history: each entry carries a hash of itself and of the entry before.

h = SHA-256("v1|" seq "|" previous h in hex "|" payload), payload being canonical JSON (sorted keys, no spaces, UTF-8)
of the entry. There is no key in it: codes printed on paper must stay checkable after keys change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json import encoder
from typing import Any, cast

from workbench.display import count
from workbench.records import recovery

BEGINNING = bytes(32)
CODE_LETTERS = 12  # 60 bits
# The encoder json itself uses, made once: JSONEncoder.encode makes it anew for every value.
_pieces = cast(Any, encoder).c_make_encoder(None, None, encoder.encode_basestring, None, ":", ",", True, False, False)

_LINKS = """
    SELECT h.seq, h.utc, h.offset, h.user, h.operation, h.register, h.record, h.action, h.fields, h.clock_suspect,
           h.digest, h.prev, h.hash, v.salt, v.before, v.after
    FROM history h LEFT JOIN history_values v ON v.seq = h.seq ORDER BY h.seq
"""


quoted = cast(Any, encoder).encode_basestring  # a text as canonical JSON


def canonical(value: Any) -> str:
    """Canonical JSON: sorted keys, no spaces, letters as they are."""
    return "".join(_pieces(value, 0))


@dataclass(frozen=True)
class Head:
    """The last entry of a chain: its number and its hash in hex."""

    seq: int
    hash: str

    @property
    def code(self) -> str:
        """Twelve characters in groups of four, for printing."""
        return code_of(bytes.fromhex(self.hash))


@dataclass(frozen=True)
class Verdict:
    """Whether a history is whole: `entries` were read, `broken_at` is the first that is wrong."""

    intact: bool
    entries: int
    head: Head
    broken_at: int | None = None
    reason: str = ""

    @property
    def sentence(self) -> str:
        """The verdict as a clerk reads it."""
        if self.intact:
            return f"The history is intact: {count(self.entries, 'entry', 'entries')}, code {self.head.code}."
        return f"The history is not intact: entry {self.broken_at:,} {self.reason}."


@lru_cache(maxsize=4096)
def names(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """Canonical JSON of the names of the fields that changed."""
    return canonical(sorted({*before, *after}))


def digest_of(salt: bytes, before: str | None, after: str | None) -> bytes:
    """The salted hash of the values of an entry, given as canonical JSON."""
    return sha256(salt + f'{{"after":{after or "null"},"before":{before or "null"}}}'.encode()).digest()


def payload(entry: tuple[Any, ...]) -> str:
    """Canonical JSON of an entry: (utc, offset, user, operation, register, record, action, fields, suspect, digest)."""
    utc, offset, user, operation, register, record, action, fields, suspect, digest = entry
    before, between, after = _around(action, suspect, offset, operation, register, user, utc)
    return f'{before}{digest.hex()}","fields":{fields}{between}{record}{after}'


@lru_cache(maxsize=256)
def _around(
    action: str, suspect: int, offset: int, operation: int, register: str, user: str, utc: str
) -> tuple[str, str, str]:
    """What is alike in the entries of an operation: an import seals a hundred thousand of them."""
    return (
        f'{{"action":{canonical(action)},"clock_suspect":{"true" if suspect else "false"},"digest":"',
        f',"offset":{offset},"operation":{operation},"record":',
        f',"register":{canonical(register)},"user":{canonical(user)},"utc":{canonical(utc)}}}',
    )


def link(seq: int, previous: bytes, sealed: str) -> bytes:
    """The hash of entry `seq` after `previous`, its payload being `sealed`."""
    return sha256(f"v1|{seq}|{previous.hex()}|{sealed}".encode()).digest()


def code_of(value: bytes) -> str:
    """The short code of a hash."""
    return recovery.grouped(recovery.encode(value, CODE_LETTERS))


def with_code(connection: Any, code: str) -> int | None:
    """The number of the entry whose printed short code this is, however it is typed; None where there is none."""
    wanted = recovery.read_letters(code, CODE_LETTERS)
    if wanted is None:
        return None
    return next((seq for seq, value in hashes(connection) if code_of(value) == wanted), None)


def verify(connection: Any) -> Verdict:
    """Read the whole chain from a raw connection: intact, or which entry broke first and how."""
    seq, previous = 0, BEGINNING
    for row in connection.execute(_LINKS):
        wrong = _wrong(row, seq, previous)
        if wrong:
            return Verdict(False, seq, Head(seq, previous.hex()), min(row[0], seq + 1), wrong)
        seq, previous = row[0], row[12]
    return Verdict(True, seq, Head(seq, previous.hex()))


def _wrong(row: tuple[Any, ...], seq: int, previous: bytes) -> str:
    if row[0] != seq + 1:
        return "is missing"
    if row[11] != previous:
        return "does not follow the one before"
    if link(row[0], previous, payload(row[1:11])) != row[12]:
        return "was altered"
    if row[13] is not None and digest_of(row[13], row[14], row[15]) != row[10]:
        return "has other values than were recorded"
    return ""


def hashes(connection: Any) -> Iterator[tuple[int, bytes]]:
    """Number and hash of every entry, in order."""
    yield from connection.execute("SELECT seq, hash FROM history ORDER BY seq")

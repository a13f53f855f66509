"""How the encrypted file is reached: the one proxy every model uses, and how a connection is made."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import quote

import peewee
from sqlcipher3 import dbapi2 as sqlcipher

from workbench.records import functions
from workbench.records.files import private

Found = TypeVar("Found")
APPLICATION_ID = 0x47574231  # "GWB1"
WAIT = 10.0  # seconds to wait for another reader or writer of the same file
FAILURES = (peewee.DatabaseError, peewee.InterfaceError, sqlcipher.DatabaseError, sqlcipher.InterfaceError)

# DELETE and EXTRA lost no row in simulated power cuts and leave one whole file at rest.
PRAGMAS: tuple[str, ...] = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "cache_size = -65536",
)

# Without these two, each such value goes through a search for an adapter that costs more than storing it.
sqlcipher.register_adapter(bytes, bytes)
sqlcipher.register_adapter(type(None), lambda nothing: nothing)

database = peewee.DatabaseProxy()


class SealedDatabase(peewee.SqliteDatabase):
    """A SQLCipher file opened with a raw key; each thread has a connection of its own."""

    server_version = sqlcipher.sqlite_version_info

    def __init__(self, path: Path, key: bytes, *, read_only: bool = False) -> None:
        self.path, self._key, self.read_only = path, key, read_only
        self._made: list[tuple[threading.Thread, Any]] = []
        self._guard = threading.Lock()
        self._shut = False
        self.reader: str | None = None  # who reads; None reads everything, as with the recovery key
        self.people: tuple[str, ...] = ()  # who signs in to the open files
        super().__init__(str(path))

    def _connect(self) -> Any:
        with self._guard:
            if self._shut:
                raise peewee.InterfaceError("the store is closed")
            connection = self.fresh()
            cast(Any, self)._add_conn_hooks(connection)
            for _, old in [pair for pair in self._made if not pair[0].is_alive()]:
                old.close()
            self._made = [pair for pair in self._made if pair[0].is_alive()]
            self._made.append((threading.current_thread(), connection))
            return connection

    def connection(self) -> Any:
        """The raw connection of this thread, made when first asked for."""
        return cast(Any, super()).connection()

    def fresh(self) -> Any:
        """A connection of its own beside the thread's; the caller closes it."""
        connection = connect(self.path, self._key, read_only=self.read_only)
        functions.know(connection, lambda: self.people)
        return connection

    def beside(self, path: Path) -> Any:
        """A connection to a new file sealed with the same key; the caller closes it."""
        return connect(path, self._key, create=True)

    def with_key(self, path: Path, look: Callable[[Path, bytes], Found]) -> Found:
        """What `look(path, key)` finds in another file sealed with the same key."""
        return look(path, self._key)

    def rollback(self) -> None:
        """Undo the open transaction; a full disk has made SQLite do so already."""
        if self.connection().in_transaction:
            super().rollback()

    def shut(self) -> None:
        """Close the connections of all threads; no new one is made after this."""
        with self._guard:
            self._shut = True
            for _, connection in self._made:
                connection.close()
            self._made.clear()
            self._key = b""
        cast(Any, self)._state.reset()


def setting_of(name: str) -> Any:
    """A setting that the council keeps in its files, as it was given, or None."""
    row = database.execute_sql("SELECT value FROM council_setting WHERE name = ?", (name,)).fetchone()
    return json.loads(row[0]) if row else None


def reader() -> str | None:
    """Who reads the open store, by the name they opened it with; None where everything may be read."""
    return getattr(database.obj, "reader", None)


def people() -> tuple[str, ...]:
    """Who signs in to the open store, by their names."""
    return getattr(database.obj, "people", ())


def connect(path: Path, key: bytes, *, read_only: bool = False, create: bool = False) -> Any:
    """A raw connection to a sealed file: `key` is the 32-byte data key. Without `create` the file must be there."""
    mode = "rwc" if create else "rw"
    if create and not path.exists():
        private(path).close()  # SQLite makes its journal like its file: nobody else on the computer may read either
    connection = sqlcipher.connect(
        f"{address(path)}?mode={mode}", uri=True, isolation_level=None, timeout=WAIT, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"""PRAGMA key = "x'{key.hex()}'" """)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        functions.register(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory() -> Any:
    """A raw connection to a database of its own that never touches a disk; the caller closes it."""
    return sqlcipher.connect(":memory:", isolation_level=None)


def address(path: Path) -> str:
    """The file: address of a path, network paths of Windows included."""
    text = path.absolute().as_posix()
    return "file:" + ("//" if text.startswith("//") else "" if text.startswith("/") else "/") + quote(text, safe="/:")

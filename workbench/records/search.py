"""The full-text index: one table of words beside each register, in the same encrypted file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import closing
from itertools import zip_longest
from typing import Any

from workbench.records.database import database, in_memory

_WORD = re.compile(r"\w+", re.UNICODE)
# No copy of the words beside the index, so that there is less to forget.
_FORM = "words, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'"
# Words taken out really go; and new ones are gathered in memory (bytes) before they are sorted into the file.
_OPTIONS = (("secure-delete", 1), ("hashsize", 8_000_000))

# A sum for each word over all its places, neither of which a shift from one record to another leaves alike.
_SUMS = """
    SELECT term, count(*), sum(place * place % 2147483647)
    FROM (SELECT term, (doc * 1000003 + offset) % 2147483647 AS place FROM temp.places) GROUP BY term ORDER BY term
"""


def create(table: str) -> None:
    """Make the index of a register's table."""
    name = index_of(table)
    if database.execute_sql("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
        return
    database.execute_sql(f'CREATE VIRTUAL TABLE "{name}" USING fts5({_FORM})')
    sql = f'INSERT INTO "{name}"("{name}", rank) VALUES (?, ?)'  # noqa: S608 - the name is our own
    database.connection().executemany(sql, _OPTIONS)


def index_of(table: str) -> str:
    """The name of the index that goes with a table."""
    return f"{table}_words"


def put(table: str, words: Mapping[int, str]) -> None:
    """Index the words of records that are not in the index."""
    name = index_of(table)
    sql = f'INSERT INTO "{name}"(rowid, words) VALUES (?, ?)'  # noqa: S608 - the name is our own
    database.connection().executemany(sql, list(words.items()))


def drop(table: str, words: Mapping[int, str]) -> None:
    """Take records out of the index, given the very words that were put in."""
    name = index_of(table)
    sql = f"""INSERT INTO "{name}"("{name}", rowid, words) VALUES ('delete', ?, ?)"""  # noqa: S608 - the name is our own
    database.connection().executemany(sql, list(words.items()))


def agrees(connection: Any, table: str, words: Iterable[tuple[int, str]]) -> bool:
    """Whether the index of a table holds these words of its records and no others.

    `connection` is one nobody else uses: the look into the index is left in its own memory.
    """
    with closing(in_memory()) as beside:
        beside.execute(f'CREATE VIRTUAL TABLE "{index_of(table)}" USING fts5({_FORM})')
        beside.execute("BEGIN")
        sql = f'INSERT INTO "{index_of(table)}"(rowid, words) VALUES (?, ?)'  # noqa: S608 - the name is our own
        beside.executemany(sql, words)
        return all(ours == kept for ours, kept in zip_longest(_sums(beside, table), _sums(connection, table)))


def _sums(connection: Any, table: str) -> Any:
    connection.execute("DROP TABLE IF EXISTS temp.places")
    connection.execute(f'CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, "{index_of(table)}", instance)')
    return connection.execute(_SUMS)


def expression(typed: str) -> str:
    """What a person typed as a query of the index: every word must be there, and each may be unfinished.

    Anything that is no letter or figure separates words, so no typed text can be wrong; no words give ''.
    """
    words = filter(lambda word: word.strip("_"), _WORD.findall(unicodedata.normalize("NFC", typed)))
    return " ".join(f'"{word}"*' for word in words)

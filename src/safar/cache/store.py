"""What was made of single files, kept in an SQLite file: one row a file, the last one made.

A row counts only if its key is the one asked for and its value has the digest it was stored with.
A store that cannot be read is thrown away: it can always be made again.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
NAME = "pages.sqlite"
COLUMNS = "(path TEXT PRIMARY KEY, key TEXT, digest BLOB, value BLOB)"
TABLES = ("entries", "rendered", "terms", "groups")
SCHEMA = tuple(f"CREATE TABLE IF NOT EXISTS {table} {COLUMNS}" for table in TABLES)
SELECT = {table: f"SELECT key, digest, value FROM {table} WHERE path = ?" for table in TABLES}
INSERT = {table: f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?)" for table in TABLES}
FORGET = {table: f"DELETE FROM {table} WHERE path = ?" for table in TABLES}
LIST = {table: f"SELECT path FROM {table}" for table in TABLES}


class Row(Struct, frozen=True):
    """A value to keep: of which file, under which key."""

    path: str
    key: str
    value: bytes


class Store:
    """The kept values of one portal; `damage` is one line if any of them could not be used."""

    def __init__(self, path: Path | None) -> None:
        self.path = path  # None keeps nothing
        self.damage = ""

    def load(
        self, table: str, wanted: Iterable[tuple[str, str]], decode: Callable[[bytes], T]
    ) -> dict[str, T]:
        """The values of the wanted (path, key) pairs that are there, by path."""
        if self.path is None or not self.path.is_file():
            return {}
        try:
            with closing(sqlite3.connect(self.path)) as database:
                return dict(self._select(database, table, wanted, decode))
        except sqlite3.Error as error:
            self._give_up(error)
            return {}

    def _select(
        self,
        database: sqlite3.Connection,
        table: str,
        wanted: Iterable[tuple[str, str]],
        decode: Callable[[bytes], T],
    ) -> Iterator[tuple[str, T]]:
        for path, key in wanted:
            row = database.execute(SELECT[table], (path,)).fetchone()
            if row is None or row[0] != key:
                continue
            try:
                if checksum(row[2]) != row[1]:
                    raise ValueError
                yield path, decode(row[2])
            except (ValueError, TypeError):
                self.damage = "the cache is damaged: what it lost is made again"

    def save(self, table: str, rows: Iterable[Row], keep: Iterable[str] | None = None) -> None:
        """Keep rows; with `keep`, forget all others than those files. Failing is no error."""
        if self.path is None:
            return
        try:
            self._save(self.path, table, rows, None if keep is None else set(keep))
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _save(self, file: Path, table: str, rows: Iterable[Row], keep: set[str] | None) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as database:
            for statement in SCHEMA:
                database.execute(statement)
            database.executemany(
                INSERT[table], ((row.path, row.key, checksum(row.value), row.value) for row in rows)
            )
            if keep is not None:
                gone = [path for (path,) in database.execute(LIST[table]) if path not in keep]
                database.executemany(FORGET[table], ((path,) for path in gone))
            database.commit()

    def _give_up(self, error: Exception) -> None:
        """Throw a damaged store away; one that another build is writing to is left alone."""
        if getattr(error, "sqlite_errorcode", 0) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return
        self.damage = "the cache is damaged and is not used"
        if self.path:
            with suppress(OSError):
                self.path.unlink(missing_ok=True)


def checksum(value: bytes) -> bytes:
    """What tells a damaged value."""
    return hashlib.blake2b(value, digest_size=16).digest()

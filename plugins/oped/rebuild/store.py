"""The rebuild's memory: one SQLite file that may be deleted at any time.

It belongs to one version of code and libraries; of another one, or damaged, it counts as empty. Everything of one build
is written in one transaction, so that a killed build leaves the memory of the last.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

TABLE = 'CREATE TABLE IF NOT EXISTS "{}" (key TEXT PRIMARY KEY, value BLOB NOT NULL)'
PAGES_AT, PAGES_UP_TO = 28, 32
"""Where SQLite's header says of how many pages of 1 << 12 bytes the file is made."""
PAGE = 4096
AT_ONCE = frozenset({"stamps", "words", "related"})
"""Kinds of small values, of which a build asks for nearly all: read together, in a tenth of the time."""


class Store:
    """Values by kind and key. A kind is a table; what a build does not touch of a swept kind is forgotten."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version
        self._touched: dict[str, set[str]] = {}
        self._kinds: set[str] = set()
        self._read: dict[str, dict[str, bytes]] = {}
        try:
            self._open()
        except (sqlite3.Error, OSError):
            self._begin_anew()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return a value, or None."""
        self._touched.setdefault(kind, set()).add(key)
        if kind in AT_ONCE and kind not in self._read:
            self._read[kind] = dict(self.all(kind))
        if (known := self._read.get(kind, {}).get(key)) is not None:
            return known
        try:
            row = self._on(kind).execute(f'SELECT value FROM "{kind}" WHERE key = ?', (key,)).fetchone()  # noqa: S608 - kinds are our own words
        except sqlite3.Error:
            self._begin_anew()
            return None
        return None if row is None else bytes(row[0])

    def put(self, kind: str, key: str, value: bytes) -> None:
        """Keep a value."""
        self._touched.setdefault(kind, set()).add(key)
        self._read.get(kind, {}).pop(key, None)
        try:
            self._on(kind).execute(f'INSERT OR REPLACE INTO "{kind}" VALUES (?, ?)', (key, value))  # noqa: S608 - the same
        except sqlite3.Error:
            self._begin_anew()

    def drop(self, kind: str, key: str) -> None:
        """Forget a value."""
        self._read.get(kind, {}).pop(key, None)
        self._on(kind).execute(f'DELETE FROM "{kind}" WHERE key = ?', (key,))  # noqa: S608 - the same

    def all(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Return every key and value of a kind; nothing when the file turns out damaged on the way."""
        try:
            return iter(self._on(kind).execute(f'SELECT key, value FROM "{kind}"').fetchall())  # noqa: S608 - the same
        except sqlite3.Error:
            self._begin_anew()
            return iter(())

    def become(self, kind: str, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> None:
        """Make a kind, which held `before`, hold `after`; only differences are written."""
        for key, value in after.items():
            if before.get(key) != value:
                self.put(kind, key, value)
        for key in before.keys() - after.keys():
            self.drop(kind, key)

    def sweep(self, kind: str, wanted: Container[str] = ()) -> None:
        """Forget what nobody has asked for or put since the store was opened, except what is `wanted`."""
        touched = self._touched.get(kind, set())
        keys = [key for (key,) in self._on(kind).execute(f'SELECT key FROM "{kind}"')]  # noqa: S608 - the same
        for key in keys:
            if key not in touched and key not in wanted:
                self.drop(kind, key)

    def close(self, keep: bool) -> None:
        """End the transaction: all of it is kept, or none."""
        if keep:
            self._file.commit()
        else:
            self._file.rollback()
        self._file.close()

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _check_whole(self.path)
        self._file = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        weakref.finalize(self, self._file.close)
        self._file.execute(f"PRAGMA page_size = {PAGE}")
        self._file.execute("PRAGMA cache_size = -16384")
        self._file.execute("BEGIN IMMEDIATE")
        if self.get("meta", "version") != self.version.encode():
            for (table,) in self._file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                self._file.execute(f'DROP TABLE "{table}"')
            self._kinds.clear()
            self.put("meta", "version", self.version.encode())

    def _begin_anew(self) -> None:
        """Start with an empty file: what was in it can all be made again."""
        file = getattr(self, "_file", None)
        if file is not None:
            file.close()
        for leftover in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            leftover.unlink(missing_ok=True)
        self._kinds.clear()
        self._read.clear()
        self._open()

    def _on(self, kind: str) -> sqlite3.Connection:
        if kind not in self._kinds:
            self._file.execute(TABLE.format(kind))
            self._kinds.add(kind)
        return self._file


def _check_whole(path: Path) -> None:
    """Raise DatabaseError where the file is shorter than its own header says: SQLite would find out page by page."""
    if not path.exists() or not path.stat().st_size:
        return
    with path.open("rb") as file:
        header = file.read(100)
    if path.stat().st_size < int.from_bytes(header[PAGES_AT:PAGES_UP_TO], "big") * PAGE:
        raise sqlite3.DatabaseError("the file is cut short")

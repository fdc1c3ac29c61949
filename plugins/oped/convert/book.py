"""The ledger while a run goes on: its entries lie on disk, in its order, those that are new behind them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from oped.convert.ledger import REMEDY, Entry, numbered
from oped.convert.opening import Opening, kin
from oped.convert.register import Register
from oped.convert.spool import Rows, Spool
from oped.errors import PostError


class Book:
    """Entries by id. `kin` has a number for each that tells which texts may be one piece.

    `changed` says whether any of them is another than when the ledger was read.
    """

    def __init__(self, spool: Spool) -> None:
        self._rows = Rows(spool, _packed, _unpacked)
        self._places = Register()
        self.kin = array("Q")
        self.changed = False

    @classmethod
    def load(cls, path: Path, spool: Spool) -> Book:
        """Return the ledger at a path, empty where there is no file. Raises PostError, naming the line."""
        book = cls(spool)
        for number, entry in numbered(path):
            if entry.id in book and book.get(entry.id) != entry:
                raise PostError("a post has two lines", file=path, line=number, value=entry.id, remedy=REMEDY)
            book.put(entry)
        book.changed = False
        return book

    def put(self, entry: Entry) -> None:
        """Keep an entry, in the place of the one with its id."""
        place = self._places.get(entry.id)
        if place is None:
            self._places.add(entry.id, len(self._rows))
            self._rows.append(entry)
            self.kin.append(kin(entry.opening))
        elif self._rows[place] == entry:
            return
        else:
            self._rows[place] = entry
            self.kin[place] = kin(entry.opening)
        self.changed = True

    def get(self, known: str) -> Entry | None:
        """Return the entry of an id, None where there is none."""
        place = self._places.get(known)
        return None if place is None else self._rows[place]

    def revise(self, change: Callable[[Entry], Entry]) -> None:
        """Put what `change` makes of each entry in its place."""
        for entry in self:
            if (new := change(entry)) is not entry:
                self.put(new)

    def by_id(self) -> Iterator[Entry]:
        """Yield the entries sorted by id."""
        ids = [entry.id for entry in self]
        return (self._rows[place] for place in sorted(range(len(ids)), key=ids.__getitem__))

    def at(self, place: int) -> Entry:
        """Return the entry at a place."""
        return self._rows[place]

    def __contains__(self, known: object) -> bool:
        """Return whether an id has an entry."""
        return known in self._places

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in order, but for those that come meanwhile."""
        return (self._rows[place] for place in range(len(self._rows)))

    def __len__(self) -> int:
        """Return how many posts are known."""
        return len(self._rows)


def _packed(one: Entry) -> tuple[object, ...]:
    return (one.id, one.path, one.own_slug, one.sources, tuple(one.opening), one.excerpt, one.text, one.wording,
            one.written, one.apart, one.state, one.heir)  # fmt: skip


def _unpacked(given: tuple[Any, ...]) -> Entry:
    one, path, own_slug, sources, opening, *others = given
    return Entry(one, path, own_slug, sources, Opening(*opening), *others)

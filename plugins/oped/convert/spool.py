"""What a run knows of very many things, on disk: memory holds eight bytes for each of them."""

from __future__ import annotations

import marshal
import os
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Generic, Protocol, TypeVar

LIKELY = 2048
"""Bytes that are read at once: as many as nearly every row has."""
SIZE = 4
"""Bytes in front of each row that say how long it is."""
Row = TypeVar("Row")
Item_co = TypeVar("Item_co", covariant=True)


class Many(Protocol[Item_co]):
    """What can be counted, passed through, and asked for one by its place: a list, or rows on disk."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __iter__(self) -> Iterator[Item_co]:
        """Yield them in order."""
        ...

    def __getitem__(self, index: int, /) -> Item_co:
        """Return one."""
        ...


@dataclass(slots=True)
class Spool:
    """Rows of bytes in a file without a name, gone when the run ends. Raises OSError when the disk is full."""

    stream: IO[bytes]
    end: int = 0
    _there: int = 0

    def add(self, data: bytes) -> int:
        """Keep a row and return its place."""
        place = self.end
        self.stream.write(len(data).to_bytes(SIZE, "big") + data)
        self.end += SIZE + len(data)
        return place

    def get(self, place: int) -> bytes:
        """Return the row at a place."""
        if place >= self._there:
            self.stream.flush()
            self._there = self.end
        file = self.stream.fileno()
        block = os.pread(file, LIKELY, place)
        size = SIZE + int.from_bytes(block[:SIZE], "big")
        while len(block) < size:
            block += os.pread(file, size - len(block), place + len(block))
        return block[SIZE:size]


class Rows(Generic[Row]):
    """A list whose items lie in a spool. `pack` turns one into plain values, `unpack` makes it of them again."""

    __slots__ = ("_pack", "_places", "_spool", "_unpack")

    def __init__(self, spool: Spool, pack: Callable[[Row], Any], unpack: Callable[[Any], Row]) -> None:
        self._spool, self._pack, self._unpack = spool, pack, unpack
        self._places = array("Q")

    def append(self, item: Row) -> None:
        """Add an item at the end."""
        self._places.append(self._spool.add(marshal.dumps(self._pack(item))))

    def __setitem__(self, index: int, item: Row) -> None:
        """Put another item in the place of one."""
        self._places[index] = self._spool.add(marshal.dumps(self._pack(item)))

    def __getitem__(self, index: int, /) -> Row:
        """Return an item, made anew each time."""
        return self._read(self._places[index])

    def sort(self, keys: Sequence[int]) -> None:
        """Bring the items into the order of their keys."""
        self._places = array("Q", (self._places[index] for index in sorted(range(len(keys)), key=keys.__getitem__)))

    def __len__(self) -> int:
        """Return how many items there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[Row]:
        """Yield the items in order, but for those that come meanwhile."""
        return (self._read(self._places[index]) for index in range(len(self._places)))

    def _read(self, place: int) -> Row:
        return self._unpack(marshal.loads(self._spool.get(place)))  # noqa: S302 - what this very run has written

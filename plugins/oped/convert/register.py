"""A set of very many names, or a number for each, in 16 to 64 bytes a name: they are known by 64 bits of their hash."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

FREE, TAKEN_OUT = 0, 1
ALL_BITS = (1 << 64) - 1
SMALLEST = 64
"""Places to begin with; there are always at least twice as many as names."""


class Register:
    """A set of names and a mapping of them to whole numbers. It cannot list its names: it only knows them again."""

    __slots__ = ("_hashes", "_numbers", "_used", "count")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._clear(SMALLEST)
        for name in names:
            self.add(name)

    def add(self, name: str, number: int = 0) -> None:
        """Put a name down, with a number of at most 64 bits; an earlier number is replaced."""
        self._put(_hash(name), number)
        if 2 * self._used > len(self._hashes):
            self._grow()

    def discard(self, name: str) -> None:
        """Forget a name."""
        place = self._find(_hash(name))
        if self._hashes[place] != FREE:
            self._hashes[place] = TAKEN_OUT
            self.count -= 1

    def get(self, name: str) -> int | None:
        """Return the number of a name, None where it is not known."""
        place = self._find(_hash(name))
        if self._hashes[place] == FREE:
            return None
        return self._numbers[place] if self._numbers else 0

    def __contains__(self, name: object) -> bool:
        """Return whether a name is known."""
        return isinstance(name, str) and self._hashes[self._find(_hash(name))] != FREE

    def __len__(self) -> int:
        """Return how many names are known."""
        return self.count

    def _clear(self, places: int) -> None:
        self._hashes, self._numbers = array("Q", bytes(8 * places)), array("Q")
        self._used = self.count = 0

    def _find(self, known: int) -> int:
        """Return the place of a hash, or the free one where the search for it ends."""
        hashes = self._hashes
        last = len(hashes) - 1
        place = known & last
        while hashes[place] not in (known, FREE):
            place = (place + 1) & last
        return place

    def _put(self, known: int, number: int) -> None:
        place = self._find(known)
        if self._hashes[place] == FREE:
            self._hashes[place] = known
            self._used += 1
            self.count += 1
        if number and not self._numbers:
            self._numbers = array("Q", bytes(8 * len(self._hashes)))
        if self._numbers:
            self._numbers[place] = number

    def _grow(self) -> None:
        hashes, numbers = self._hashes, self._numbers
        self._clear(max(SMALLEST, 1 << (3 * self.count).bit_length()))
        for place, known in enumerate(hashes):
            if known not in (FREE, TAKEN_OUT):
                self._put(known, numbers[place] if numbers else 0)


def _hash(name: str) -> int:
    return max(hash(name) & ALL_BITS, TAKEN_OUT + 1)

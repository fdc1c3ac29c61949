"""Which post a piece belongs to: the one that has its text, the one that stood in its place, or a new one."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from oped.convert.book import Book
from oped.convert.grow import Group, Known
from oped.convert.ledger import Entry
from oped.convert.opening import kin
from oped.convert.register import Register
from oped.convert.spool import Many
from oped.convert.write import Met
from oped.post import Source, read_source

BEGINNING = 96
"""Bytes of plain text from which an id is made."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts as the grouping sees them: those of the book, then `strangers` that it does not know.

    `texts` has the hash of each page's text that was read now.
    """

    book: Book
    texts: Register
    strangers: list[Known]

    def __len__(self) -> int:
        """Return how many posts there are."""
        return len(self.book) + len(self.strangers)

    def __iter__(self) -> Iterator[Known]:
        """Yield them in order."""
        yield from map(self._seen, self.book)
        yield from self.strangers

    def __getitem__(self, index: int, /) -> Known:
        """Return the post at a place."""
        known = len(self.book)
        return self._seen(self.book.at(index)) if index < known else self.strangers[index - known]

    def kin(self) -> array[int]:
        """Return the numbers that tell which texts may be one piece."""
        return self.book.kin + array("Q", (kin(one.opening) for one in self.strangers))

    def _seen(self, one: Entry) -> Known:
        return Known(one.id, one.opening, one.excerpt, is_gone(one, self.texts), one.apart)


def is_gone(entry: Entry, texts: Register) -> bool:
    """Return whether the page that gave a post its text is no longer there, or has another text now."""
    if not entry.sources:
        return True
    source = entry.sources[0]
    page = read_source(source).page if "%" in source else source.rpartition("#")[0]
    return texts.get(page) != int.from_bytes(entry.text, "big")


def continued(groups: Iterable[Group], met: Many[Met], entries: Iterable[Entry]) -> Iterator[Group]:
    """Give a piece without a post the post that its lines had when the page was read differently.

    `entries` are posts that nothing was met of though their page is as it was: the reading has changed, not the page.
    """
    free: dict[str, list[tuple[Source, Entry]]] = {}
    for entry in entries:
        source = read_source(entry.sources[0])
        free.setdefault(source.page, []).append((source, entry))
    for one in groups:
        here = met[one.members[0]].source
        places = [] if one.known else free.get(here.page, [])
        best = max(places, key=lambda place: _shared(place[0], here), default=None)
        if best is None or not _shared(best[0], here):
            yield one
            continue
        places.remove(best)
        entry = best[1]
        yield replace(one, known=Known(entry.id, entry.opening, entry.excerpt))


def new_id(text: bytes, taken: Container[str]) -> str:
    """Return 12 hex digits made from how a text begins, and that no other post has."""
    for number in range(1 << 48):
        made = blake2b(text[:BEGINNING] + (b"%d" % number if number else b""), digest_size=6).hexdigest()
        if made not in taken:
            return made
    raise AssertionError("48 bits of ids are used up")


def _shared(one: Source, other: Source) -> int:
    return max(0, min(one.last, other.last) - max(one.first, other.first) + 1)

"""A segment's postings cut into shards of consecutive terms, with the places beside them in a shard of their own.

Where one shard ends is decided by the terms themselves (a check sum of the next term), not by counting from the start:
a new term moves no border but its own, and all other shards keep their bytes and names.

The fresh segment, of which a new piece changes everything anyway, has few shards of one size and all places together.

Layout, all numbers as varints: name of the places' shard (8 ASCII characters) · how many terms of other shards have
their places there before these · bytes of the word list · the terms (`wordlist.py`) · for each term a mask of the
fields that have it; for each such field the number of documents, the bytes of the postings, the postings (`rice.py`).
A mask of 0 stands for the commonest case, one single occurrence in the text: only the document's number follows. The
places' shard has, for each term, the bytes of its places; in them, field by field, the bytes of the field's places and
those, document by document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from oped.search.collect import Collected, Postings
from oped.search.documents import FIELDS
from oped.search.parcels import Add, directory
from oped.search.rice import rice
from oped.search.varint import varint, varints
from oped.search.wordlist import fronted

SMALLEST, LARGEST = 1_600, 6_000
"""Bytes before compression. About 3 kB on average; a term heavier than the largest has a shard to itself."""

FEW = 10
"""Shards of the fresh segment at most, which a new piece changes all: under 2 kB each when the segment is full."""

MEAN_TERMS = 48
"""Past the smallest size a shard ends before one term in so many."""

IN_DIRECTORY = 32
"""Shards whose first terms and names stand together in one file, so that the manifest stays small."""


class Entry(NamedTuple):
    """One term as written: its postings and its places in all fields, and in how many documents these are."""

    term: str
    postings: bytes
    places: bytes
    documents: int


class Shard(NamedTuple):
    """A shard that was written: its name, its terms, and of each how many documents its fields count."""

    name: str
    terms: Sequence[str]
    documents: Sequence[int]


def write_shards(collected: Collected, add: Add) -> list[Shard]:
    """Write a segment's shards and return them, in order."""
    return [_written(shard, add("places", _places(shard)), 0, add) for shard in cut(entries(collected))]


def write_few_shards(collected: Collected, add: Add) -> list[Shard]:
    """Write the shards of a small segment, few of them, and their places in one file; return the shards, in order."""
    every = list(entries(collected))
    if not every:
        return []
    places, before, written = add("places", _places(every)), 0, []
    for shard in evenly(every):
        written.append(_written(shard, places, before, add))
        before += len(shard)
    return written


def _places(some: Iterable[Entry]) -> bytes:
    return b"".join(varint(len(entry.places)) + entry.places for entry in some)


def _written(shard: Sequence[Entry], places: str, before: int, add: Add) -> Shard:
    terms = [entry.term for entry in shard]
    words = fronted(terms)
    head = places.encode() + varint(before) + varint(len(words)) + words
    name = add("postings", head + b"".join(entry.postings for entry in shard))
    return Shard(name, terms, [entry.documents for entry in shard])


def write_directories(shards: Sequence[Shard], add: Add) -> list[tuple[str, str]]:
    """Write directories of a segment's shards; return `(first term, name)` of each, in order.

    A directory has the bytes of its shards' first terms, those terms, and six bytes a name.
    """
    directories = []
    for start in range(0, len(shards), IN_DIRECTORY):
        some = shards[start : start + IN_DIRECTORY]
        firsts = fronted(shard.terms[0] for shard in some)
        content = varint(len(firsts)) + firsts + _names(some)
        directories.append((some[0].terms[0], add("directories", content)))
    return directories


def write_words(shards: Sequence[Shard], add: Add) -> str:
    """Write all terms of a segment, for wildcards, with the shard that each stands in; return the file's name.

    The number of shards; for each the number of its terms; six bytes a name; the terms.
    """
    counts = varint(len(shards)) + varints(len(shard.terms) for shard in shards)
    return add("words", counts + _names(shards) + fronted(term for shard in shards for term in shard.terms))


def _names(shards: Iterable[Shard]) -> bytes:
    return directory(shard.name for shard in shards)


def entries(collected: Collected) -> Iterator[Entry]:
    """Yield every term in order. Its postings are taken from `collected`, so that memory shrinks."""
    text_only = 1 << list(FIELDS).index("text")
    fields = list(collected.fields.values())
    for term in collected.terms():
        mask = 0
        parts: list[Postings] = []
        places: list[bytes] = []
        for number, one in enumerate(fields):
            found = one.take(term)
            if found is not None:
                mask |= 1 << number
                parts.append(found)
                coded = rice(found.places)
                places.append(varint(len(coded)) + coded)
        if mask == text_only and len(parts[0].gaps) == 1 and not parts[0].times[0]:
            head = b"\0" + varint(parts[0].gaps[0])
        else:
            head = varint(mask) + b"".join(map(_coded, parts))
        yield Entry(term, head, b"".join(places), sum(len(part.gaps) for part in parts))


def _coded(postings: Postings) -> bytes:
    bits = rice(postings.gaps, postings.times)
    return varint(len(postings.gaps)) + varint(len(bits)) + bits


def cut(every: Iterable[Entry]) -> Iterator[Sequence[Entry]]:
    """Group consecutive terms into shards that end where the next term says."""
    shard: list[Entry] = []
    size = 0
    for entry in every:
        full = size + _weight(entry) > LARGEST
        if shard and (full or (size > SMALLEST and crc32(entry.term.encode("utf-8", "replace")) % MEAN_TERMS < 1)):
            yield shard
            shard, size = [], 0
        shard.append(entry)
        size += _weight(entry)
    if shard:
        yield shard


def evenly(every: Sequence[Entry]) -> Iterator[Sequence[Entry]]:
    """Group consecutive terms into a few shards of about one size, none of them smaller than others may be."""
    enough = max(SMALLEST, -(-sum(map(_weight, every)) // FEW))
    start = size = 0
    for end, entry in enumerate(every, 1):
        size += _weight(entry)
        if size >= enough or end == len(every):
            yield every[start:end]
            start, size = end, 0


def _weight(entry: Entry) -> int:
    return len(entry.postings) + len(entry.term)

"""A segment's postings cut into shards of consecutive terms, with the places beside them in a shard of their own.

Where one shard ends is decided by the terms themselves (a check sum of the next term), not by counting from the start:
a new term moves no border but its own, and all other shards keep their bytes and names.

Layout, all numbers as varints: name of the places' shard (8 ASCII characters) · bytes of the word list · the terms
(`wordlist.py`) · for each term a mask of the fields that have it; for each such field the number of documents,
the bytes of the postings, the postings (`rice.py`). A mask of 0 stands for the commonest case, one single occurrence in
the text: only the document's number follows. The places' shard has, for each term, the bytes of its places; in them,
field by field, the bytes of the field's places and those, document by document.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from oped.search.collect import Postings, merged_terms
from oped.search.documents import FIELDS
from oped.search.parcels import Parcels
from oped.search.rice import rice
from oped.search.varint import varint, varints
from oped.search.wordlist import fronted

SMALLEST, LARGEST = 1_600, 6_000
"""Bytes before compression. About 3 kB on average; a term heavier than the largest has a shard to itself."""

MEAN_TERMS = 48
"""Past the smallest size a shard ends before one term in so many."""

IN_DIRECTORY = 32
"""Shards whose first terms and names stand together in one file, so that the manifest stays small."""


class Entry(NamedTuple):
    """One term as written: its postings and its places in all fields."""

    term: str
    postings: bytes
    places: bytes


class Shard(NamedTuple):
    """A shard that was written: its name, its first term, and how many it has."""

    name: str
    first: str
    terms: int


def write_shards(postings: dict[str, dict[str, Postings]], parcels: Parcels) -> list[Shard]:
    """Write a segment's shards and return them, in order."""
    written = []
    for shard in cut(entries(postings)):
        places = b"".join(varint(len(entry.places)) + entry.places for entry in shard)
        places_name = parcels.add("places", places)
        words = fronted(entry.term for entry in shard)
        body = places_name.encode() + varint(len(words)) + words + b"".join(entry.postings for entry in shard)
        written.append(Shard(parcels.add("postings", body), shard[0].term, len(shard)))
    return written


def write_directories(shards: Sequence[Shard], parcels: Parcels) -> list[tuple[str, str]]:
    """Write directories of a segment's shards; return `(first term, name)` of each, in order.

    A directory has the bytes of its shards' first terms, those terms, and six bytes a name.
    """
    directories = []
    for start in range(0, len(shards), IN_DIRECTORY):
        some = shards[start : start + IN_DIRECTORY]
        firsts = fronted(shard.first for shard in some)
        content = varint(len(firsts)) + firsts + _names(some)
        directories.append((some[0].first, parcels.add("directories", content)))
    return directories


def write_words(terms: Iterable[str], shards: Sequence[Shard], parcels: Parcels) -> str:
    """Write all terms of a segment, for wildcards, with the shard that each stands in; return the file's name.

    The number of shards; for each the number of its terms; six bytes a name; the terms.
    """
    counts = varint(len(shards)) + varints(shard.terms for shard in shards)
    return parcels.add("words", counts + _names(shards) + fronted(terms))


def _names(shards: Iterable[Shard]) -> bytes:
    return b"".join(urlsafe_b64decode(shard.name) for shard in shards)


def entries(postings: dict[str, dict[str, Postings]]) -> Iterator[Entry]:
    """Yield every term in order. Lists are handed over and dropped from `postings`, so that memory shrinks."""
    text_only = 1 << list(FIELDS).index("text")
    for term in merged_terms(postings):
        mask = 0
        parts: list[Postings] = []
        places: list[bytes] = []
        for number, by_term in enumerate(postings.values()):
            found = by_term.pop(term, None)
            if found is not None:
                mask |= 1 << number
                parts.append(found)
                coded = rice(found.places)
                places.append(varint(len(coded)) + coded)
        if mask == text_only and parts[0].documents == 1 and not parts[0].times[0]:
            head = b"\0" + varint(parts[0].gaps[0])
        else:
            head = varint(mask) + b"".join(map(_coded, parts))
        yield Entry(term, head, b"".join(places))


def _coded(postings: Postings) -> bytes:
    bits = rice(postings.gaps, postings.times)
    return varint(postings.documents) + varint(len(bits)) + bits


def cut(every: Iterator[Entry]) -> Iterator[Sequence[Entry]]:
    """Group consecutive terms into shards."""
    shard: list[Entry] = []
    size = 0
    for entry in every:
        weight = len(entry.postings) + len(entry.term)
        full = size + weight > LARGEST
        if shard and (full or (size > SMALLEST and crc32(entry.term.encode("utf-8", "replace")) % MEAN_TERMS < 1)):
            yield shard
            shard, size = [], 0
        shard.append(entry)
        size += weight
    if shard:
        yield shard

"""Documents → the files of the index. Nothing here knows of Pelican or of folders."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from oped.search import analyser, memo
from oped.search.cards import Names, write_cards, write_rows
from oped.search.collect import Collected, Words
from oped.search.columns import core_column, facet_column, length_column, write_facets
from oped.search.documents import FIELDS, PARAGRAPH_GAP, Facet, Piece, names_with_parents
from oped.search.memo import Part, Said
from oped.search.parcels import Parcels, Put, Stands, as_json, directory, nothing_stands, packed, within
from oped.search.segments import Segment, in_segments
from oped.search.shards import write_directories, write_few_shards, write_shards, write_words
from oped.search.spelling import write_spelling
from oped.standing import Standing

FORMAT = 4
"""Raised whenever a browser script of before could not read the files of after."""

B, K1 = 0.75, 1.2
"""lunr's defaults: how much a field's length counts, how soon repetition stops to count."""

MANIFEST = "manifest.bin"


class Built(NamedTuple):
    """What a build made: its name, and how many documents."""

    name: str
    documents: int


class Given(NamedTuple):
    """What the segments share: the facets, the names of their terms as shown and as searched, the words met so far."""

    facets: Sequence[Facet]
    names: Names
    searched: Names
    words: Words

    def shown(self) -> tuple[object, ...]:
        """Return what a segment is made of besides its pieces, which name their authors themselves."""
        named = ({**names, "author": {}} for names in (self.names, self.searched))
        return [facet.name for facet in self.facets], *named


def build(
    pieces: Iterable[Piece],
    facets: Sequence[Facet],
    put: Put,
    standing: Standing | None = None,
    stands: Stands = nothing_stands,
) -> Built:
    """Write the whole index of `pieces` through `put` and return what it came to.

    What `standing` remembers, and files that stand, are not made again.
    """
    standing = standing or Standing(Path())  # nothing stands
    parcels = Parcels(put, stands)
    names = {facet.name: {choice.code: choice.name for choice in facet.choices} for facet in facets}
    given = Given(facets, names, names_with_parents(facets), Words())
    segments = in_segments(pieces)
    settled = {memo.key(segment, given.shown()): segment for segment in segments if segment.name != "fresh"}
    parts = [_settled_part(key, segment, given, parcels, standing) for key, segment in settled.items()]
    spelling = _spelling(list(settled), parts, given.words, parcels, standing)
    parts += [_part(segment, given, parcels) for segment in segments if segment.name == "fresh"]
    totals = {name: sum(part.totals[name] for part in parts) for name in FIELDS}
    count = sum(segment.count for segment in segments)
    manifest = {
        "format": FORMAT,
        "documents": count,
        "fields": [[name, boost, totals[name] / count if count else 0] for name, boost in FIELDS.items()],
        "b": B,
        "k1": K1,
        "gap": PARAGRAPH_GAP,
        "analyser": analyser.settings(),
        "segments": [part.described for part in parts],
        "facets": write_facets(facets, parcels),
        "spelling": parcels.add("spelling", as_json(spelling)),
    }
    return Built(_put_manifest(manifest, put), count)


def _settled_part(key: str, segment: Segment, given: Given, parcels: Parcels, standing: Standing) -> Part:
    """Return what a segment adds that seldom changes, as it is remembered if possible."""
    if part := memo.recall(key, parcels, standing):
        return part
    own = parcels.apart()  # a file that two segments share is remembered with both: one of them may change
    part = _part(segment, given, own)
    memo.remember(key, part, own.files, standing)
    parcels.include(own)
    return part


def _spelling(
    keys: Sequence[str], parts: Sequence[Part], words: Words, parcels: Parcels, standing: Standing
) -> dict[str, str]:
    """Return the names of the lists of spellings, made of `parts` unless they are remembered."""
    lists = memo.recall_spelling(keys, parcels, standing)
    if lists is None:
        printed, documents = Counter[str](), Counter[str]()
        for part in parts:
            said = part.said()
            printed.update(said.printed)
            documents.update(said.documents)
        own = parcels.apart()
        lists = write_spelling(words, printed, documents, own)
        parcels.include(own)
        memo.remember_spelling(keys, lists, own.files, standing)
    return lists


def _part(segment: Segment, given: Given, parcels: Parcels) -> Part:
    """Make a segment. Of the fresh one, which changes with every piece, as much as can be stands in the manifest."""
    fresh = segment.name == "fresh"
    small = within if fresh else parcels.add
    documents = segment.documents
    collected = Collected(given.words)
    for document in documents:
        collected.add(document.searched(given.searched))
    printed = collected.counts()
    shards = (write_few_shards if fresh else write_shards)(collected, parcels.add)
    frequency = {term: count for shard in shards for term, count in zip(shard.terms, shard.documents, strict=True)}
    lengths = {name: one.lengths for name, one in collected.fields.items()}
    directories = write_directories(shards, small)
    described = {
        "base": segment.base,
        "count": len(documents),
        "firsts": [term for term, _ in directories],
        "shards": "".join(name for _, name in directories),
        "words": write_words(shards, parcels.add),
        "core": small("columns", core_column(documents)),
        "lengths": {name: small("columns", length_column(values)) for name, values in lengths.items()},
        "facets": {facet.name: small("columns", facet_column(documents, facet.name)) for facet in given.facets},
        "cards": "".join(write_cards(documents, given.names, parcels, small)),
        "rows": small("directories", directory(write_rows(documents, parcels))),
    }
    totals = {name: sum(values) for name, values in lengths.items()}
    return Part(described, totals, partial(Said, printed, Counter(frequency)))


def _put_manifest(manifest: dict[str, Any], put: Put) -> str:
    """Write the manifest under its fixed name and return the build's, which is that of its content."""
    build_name = hashlib.sha256(as_json(manifest)).hexdigest()[:16]
    put(MANIFEST, packed(as_json({"build": build_name, **manifest})))
    return build_name

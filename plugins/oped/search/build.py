"""Documents → the files of the index. Nothing here knows of Pelican or of folders."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from oped.search import analyser, memo
from oped.search.cards import write_cards, write_rows
from oped.search.collect import Collected, Words, merged_terms
from oped.search.columns import core_column, facet_column, length_column, write_facets
from oped.search.documents import FIELDS, PARAGRAPH_GAP, Document, Facet, names_with_parents
from oped.search.memo import Part
from oped.search.parcels import Parcels, Put, SizeOf, as_json, nothing_stands, packed
from oped.search.segments import Segment, in_segments
from oped.search.shards import write_directories, write_shards, write_words
from oped.search.spelling import write_spelling
from oped.standing import Standing

FORMAT = 3
"""Raised whenever a browser script of before could not read the files of after."""

B, K1 = 0.75, 1.2
"""lunr's defaults: how much a field's length counts, how soon repetition stops to count."""

MANIFEST = "manifest.bin"


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: its name, how many documents, and the bytes written by kind of file."""

    name: str
    documents: int
    bytes_by_kind: dict[str, int]


def build(
    documents: Iterable[Document],
    facets: Sequence[Facet],
    put: Put,
    standing: Standing | None = None,
    size_of: SizeOf = nothing_stands,
) -> Built:
    """Write the whole index of `documents` through `put` and return what it came to.

    What `standing` remembers, and files of which `size_of` tells the size, are not made again.
    """
    standing = standing or Standing(Path())  # nothing stands
    parcels = Parcels(put, size_of)
    words = memo.known_words(standing)
    before = len(words.known)
    segments = in_segments(documents)
    names = {facet.name: {choice.code: choice.name for choice in facet.choices} for facet in facets}
    searched = names_with_parents(facets)
    parts = [_part(segment, facets, searched, names, words, parcels, standing) for segment in segments]
    memo.remember_words(words, before, standing)
    frequency = sum((part.frequency for part in parts), Counter())
    totals = {name: sum(part.totals[name] for part in parts) for name in FIELDS}
    described = [part.described for part in parts]
    count = sum(len(segment.documents) for segment in segments)
    manifest = {
        "format": FORMAT,
        "documents": count,
        "fields": [[name, boost, totals[name] / count if count else 0] for name, boost in FIELDS.items()],
        "b": B,
        "k1": K1,
        "gap": PARAGRAPH_GAP,
        "analyser": analyser.settings(),
        "segments": described,
        "facets": write_facets(facets, parcels),
        "spelling": write_spelling(words, frequency, parcels),
    }
    return Built(_put_manifest(manifest, parcels, put), count, parcels.bytes_by_kind)


def _part(
    segment: Segment,
    facets: Sequence[Facet],
    searched: dict[str, dict[str, str]],
    names: dict[str, dict[str, str]],
    words: Words,
    parcels: Parcels,
    standing: Standing,
) -> Part:
    """Return what a segment adds; the frozen one's, which hardly ever changes, is remembered."""
    frozen = segment.name == "frozen"
    shown = [{name: values for name, values in one.items() if name != "author"} for one in (searched, names)]
    key = memo.key(segment, [facet.name for facet in facets], shown) if frozen else ""
    if frozen and (part := memo.recall(key, parcels, standing)):
        words.count(part.counts)
        return part
    part, files, counts = Part(), set(parcels.files), words.counts.copy()
    collected = Collected()
    for document in segment.documents:
        collected.add(document.searched(searched), words)
    for field, lengths in collected.lengths.items():
        part.totals[field] += sum(lengths)
    for by_term in collected.postings.values():
        for term, found in by_term.items():
            part.frequency[term] += found.documents
    part.described = _segment(segment, collected, facets, names, parcels)
    if frozen:
        part.counts = words.counts - counts
        new = {path: digest for path, digest in parcels.files.items() if path not in files}
        memo.remember(key, part, new, standing)
    return part


def _segment(
    segment: Segment,
    collected: Collected,
    facets: Sequence[Facet],
    names: dict[str, dict[str, str]],
    parcels: Parcels,
) -> dict[str, Any]:
    documents = segment.documents
    lengths = {name: parcels.add("columns", length_column(values)) for name, values in collected.lengths.items()}
    terms = merged_terms(collected.postings)
    shards = write_shards(collected.postings, parcels)
    directories = write_directories(shards, parcels)
    return {
        "base": segment.base,
        "count": len(documents),
        "firsts": [term for term, _ in directories],
        "shards": "".join(name for _, name in directories),
        "words": write_words(terms, shards, parcels),
        "core": parcels.add("columns", core_column(documents)),
        "lengths": lengths,
        "facets": {f.name: parcels.add("columns", facet_column(documents, f.name)) for f in facets},
        "cards": "".join(write_cards(documents, names, parcels)),
        "rows": "".join(write_rows(documents, parcels)),
    }


def _put_manifest(manifest: dict[str, Any], parcels: Parcels, put: Put) -> str:
    """Write the manifest under its fixed name and return the build's, which is that of its content."""
    build_name = hashlib.sha256(as_json(manifest)).hexdigest()[:16]
    data = packed(as_json({"build": build_name, **manifest}))
    parcels.bytes_by_kind["manifest"] = len(data)
    put(MANIFEST, data)
    return build_name

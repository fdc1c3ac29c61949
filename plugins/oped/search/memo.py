"""What a build of the index remembers for the next: the words' terms, and what the frozen segment came to."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from oped.search.analyser import Chunk
from oped.search.collect import Words
from oped.search.documents import FIELDS
from oped.search.parcels import Parcels
from oped.search.segments import Segment
from oped.standing import Standing

KIND = "search"
WORTH_WRITING = 50
"""The list of known words is written again when one in so many is new."""


@dataclass(slots=True)
class Part:
    """What one segment adds to the index: its entry in the manifest, and its share in what all segments sum up."""

    described: dict[str, Any] = field(default_factory=dict)
    totals: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    frequency: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)


def known_words(standing: Standing) -> Words:
    """Return the words whose terms an earlier build has found; none of them counted yet."""
    words = Words()
    if value := standing.recall(KIND, "terms"):
        for chunk, terms, width in json.loads(value):
            words.known[chunk] = Chunk(tuple((term, place) for term, place in terms), width)
    return words


def remember_words(words: Words, before: int, standing: Standing) -> None:
    """Keep the words of this build, `before` of which were known."""
    if (len(words.known) - before) * WORTH_WRITING > len(words.known):
        listed = [(chunk, *words.known[chunk]) for chunk in words.counts]
        standing.remember(KIND, "terms", json.dumps(listed).encode())


def key(segment: Segment, *others: Any) -> str:  # noqa: ANN401 - plain values
    """Return what a segment's part is remembered by: all that it is made of."""
    digest = hashlib.sha256(repr((segment.base, *others)).encode("utf-8", "surrogatepass"))
    for document in segment.documents:
        digest.update(repr(document).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def recall(key: str, parcels: Parcels, standing: Standing) -> Part | None:
    """Return a part of which every file still stands; None else."""
    value = standing.recall(KIND, key)
    if value is None:
        return None
    told = json.loads(value)
    if not all(parcels.stands(path, bytes.fromhex(digest)) for path, digest in told["files"].items()):
        return None
    return Part(told["described"], told["totals"], Counter(told["frequency"]), Counter(told["counts"]))


def remember(key: str, part: Part, files: Mapping[str, bytes], standing: Standing) -> None:
    """Keep a part, with the hashes of its files by their paths."""
    told = {
        "described": part.described,
        "totals": part.totals,
        "frequency": part.frequency,
        "counts": part.counts,
        "files": {path: digest.hex() for path, digest in files.items()},
    }
    standing.remember(KIND, key, json.dumps(told).encode())

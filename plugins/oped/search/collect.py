"""Documents → postings, in one pass and in little memory: numbers in arrays, no object for a single occurrence.

A posting is the gap to the last document that has the term in that field, and how often it occurs there beyond once.
Places are the first one's number in each document and the gaps between them.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import sub

from oped.search.analyser import CHUNK, Chunk, terms_of
from oped.search.documents import FIELDS, PARAGRAPH_GAP


class Words:
    """Remembers what every distinct chunk gives, so that each is analysed once, and counts how often it came."""

    def __init__(self) -> None:
        """Start with no word."""
        self.known: dict[str, Chunk] = {}
        self.counts: Counter[str] = Counter()

    def count(self, more: Mapping[str, int]) -> None:
        """Count words that an earlier build has met in pieces that are not read again."""
        self.counts.update(more)
        for chunk in more:
            if chunk not in self.known:
                self.known[chunk] = terms_of(chunk)

    def of(self, text: str) -> list[Chunk]:
        """Return what each chunk of `text` gives."""
        found = CHUNK.findall(text)
        self.counts.update(found)
        known = self.known
        for chunk in found:
            if chunk not in known:
                known[chunk] = terms_of(chunk)
        return [known[chunk] for chunk in found]


WIDER = {"B": "H", "H": "I"}
"""Of each size of numbers the next one: most numbers are small, and an index has millions."""


def _numbers() -> array[int]:
    return array("B")


def _widened(numbers: array[int], more: list[int]) -> array[int]:
    """Return `numbers` and `more`, which they were too narrow for, in the first size that is wide enough."""
    numbers = array(WIDER[numbers.typecode], numbers)
    try:
        numbers.fromlist(more)
    except OverflowError:
        return _widened(numbers, more)
    return numbers


@dataclass(slots=True)
class Postings:
    """One term in one field: the last document that has it, and gaps, occurrences beyond the first, and places."""

    last: int = -1
    gaps: array[int] = field(default_factory=_numbers)
    times: array[int] = field(default_factory=_numbers)
    places: array[int] = field(default_factory=_numbers)

    @property
    def documents(self) -> int:
        """How many documents have the term."""
        return len(self.gaps)

    def add(self, document: int, places: list[int]) -> None:
        """Append one document, which must come after the last one; `places` become the gaps between them."""
        gap, more = document - self.last - 1, len(places) - 1
        self.last = document
        if more:
            places.sort()
            places[1:] = map(sub, places[1:], places)
        try:
            self.gaps.append(gap)
        except OverflowError:
            self.gaps = _widened(self.gaps, [gap])
        try:
            self.times.append(more)
        except OverflowError:
            self.times = _widened(self.times, [more])
        try:
            self.places.fromlist(places)
        except OverflowError:
            self.places = _widened(self.places, places)


@dataclass(slots=True)
class Collected:
    """A segment's postings `{field: {term: Postings}}` and the length of each field in each document, in terms."""

    postings: dict[str, dict[str, Postings]] = field(default_factory=lambda: {name: {} for name in FIELDS})
    lengths: dict[str, list[int]] = field(default_factory=lambda: {name: [] for name in FIELDS})

    def add(self, texts: dict[str, list[str]], words: Words) -> None:
        """Append one document, given as the texts of each field."""
        for name, lengths in self.lengths.items():
            places = _places(texts[name], words)
            _add(self.postings[name], len(lengths), places)
            lengths.append(sum(map(len, places.values())))


def _places(texts: Iterable[str], words: Words) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    place = 0
    for text in texts:
        for terms, width in words.of(text):
            for term, offset in terms:
                if term in found:
                    found[term].append(place + offset)
                else:
                    found[term] = [place + offset]
            place += width
        place += PARAGRAPH_GAP
    return found


def _add(postings: dict[str, Postings], document: int, places: dict[str, list[int]]) -> None:
    for term, where in places.items():
        entry = postings.get(term)
        if entry is None:
            entry = postings[term] = Postings()
        entry.add(document, where)


def merged_terms(postings: dict[str, dict[str, Postings]]) -> Sequence[str]:
    """Return all terms of all fields, in the order in which JavaScript compares strings."""
    terms: set[str] = set()
    for by_term in postings.values():
        terms.update(by_term)
    return sorted(terms, key=lambda term: term.encode("utf-16-be", "surrogatepass"))

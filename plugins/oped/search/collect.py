"""Documents → postings, in one pass and in little memory: a number for each place of a term, no object of its own.

While a segment is collected its documents lie one behind the other on one long line for each field, and a term is an
array of the places where it stands on that line: to note one takes no more than to append a number. Which document
that is, how often it has the term and where, is told when the term is written.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from oped.search.analyser import CHUNK, Chunk, is_plain, terms_of
from oped.search.documents import FIELDS, PARAGRAPH_GAP

BLOCK = 64
"""Places; a document begins with a block of its own, so that a division tells the document of a place."""

AT_HAND = 200_000
"""Printed words of which a field keeps what they give; when there are more, it begins anew."""
LONG = 40
"""Characters; what is longer, as a paragraph of Chinese is, hardly comes again and is not kept."""

DIVIDERS = (*'"“”()—…:;!?', ", ", ". ")
"""What stands behind a word or before it, in no chunk, and is left off: fewer words are told apart."""

Slots = tuple[Callable[[int], object] | None, ...]
"""For each place that a printed word takes up what notes it: nothing for a stop word."""


def printed_words(text: str) -> list[str]:
    """Return a text cut into pieces that no chunk reaches over: mostly its words as printed.

    >>> printed_words("“They’re 3.5 m,” she wrote.")
    ['They’re', '3.5', 'm', 'she', 'wrote']
    """
    text += " "
    for divider in DIVIDERS:
        text = text.replace(divider, " ")
    return text.split()


class Words:
    """Remembers what every distinct chunk gives, so that each is analysed once."""

    def __init__(self) -> None:
        """Start with no word."""
        self._known: dict[str, Chunk] = {}

    def of(self, chunk: str) -> Chunk:
        """Return the terms of one chunk."""
        known = self._known.get(chunk)
        if known is None:
            known = self._known[chunk] = terms_of(chunk)
        return known

    def places(self, printed: str) -> list[list[str]]:
        """Return the terms at each place of a text.

        >>> Words().places("(the e-mail,")
        [[], ['e', 'email'], ['mail']]
        """
        places: list[list[str]] = []
        for chunk in CHUNK.findall(printed):
            terms, width = self.of(chunk)
            start = len(places)
            places += ([] for _ in range(width))
            for term, offset in terms:
                places[start + offset].append(term)
        return places


@dataclass(frozen=True, slots=True)
class Postings:
    """One term in one field: gaps between documents, occurrences beyond the first in each, and places.

    A document's places are the first one's number, and the gaps between them.
    """

    gaps: Sequence[int]
    times: Sequence[int]
    places: Sequence[int]


class Field(dict[str, Slots]):
    """One field of a segment: the places of its terms. As a mapping, what notes the terms of a printed word.

    A printed word is what stands between white space, which no term reaches over; nearly all are met again.
    """

    def __init__(self, words: Words) -> None:
        """Start with no document."""
        super().__init__()
        self._words = words
        self._places: dict[str, array[int]] = {}
        self._alone: dict[str, Slots] = {}
        self._starts: list[int] = []
        self._document_of: list[int] = []
        self.lengths: list[int] = []
        """The length of each document in terms, as far as their postings have been taken."""

    def __missing__(self, printed: str) -> Slots:
        """Find out what a printed word gives, and keep it for the next time."""
        if is_plain(printed):  # as nearly all are
            terms, _ = self._words.of(printed)
            slots = self._slot(terms[0][0]) if terms else (None,)
        else:
            slots = tuple(chain.from_iterable(map(self._slots, self._words.places(printed))))
        if len(self) == AT_HAND:
            self.clear()
        if len(printed) <= LONG:
            self[printed] = slots
        return slots

    def _slots(self, terms: Sequence[str]) -> Slots:
        """Return the slot of one place."""
        if len(terms) == 1:
            return self._slot(terms[0])
        return (_each([add for term in terms for add in self._slot(term) if add]) if terms else None,)

    def _slot(self, term: str) -> Slots:
        slot = self._alone.get(term)
        if slot is None:
            places = self._places[term] = array("I")
            slot = self._alone[term] = (places.append,)
        return slot

    def add(self, texts: Iterable[Sequence[str]]) -> None:
        """Append one document, given as the printed words of each of its texts."""
        start = place = len(self._document_of) * BLOCK
        for printed in texts:
            last = place - 1
            for last, note in enumerate(chain.from_iterable(map(self.__getitem__, printed)), place):
                if note:
                    note(last)
            place = last + 1 + PARAGRAPH_GAP
        self._document_of += [len(self._starts)] * ((place - start) // BLOCK + 1)
        self._starts.append(start)
        self.lengths.append(0)

    def end(self) -> None:
        """Say that no document will follow: what was kept for these is given free."""
        self.clear()
        self._alone.clear()

    def terms(self) -> Iterable[str]:
        """Return the terms that are still here, in no order."""
        return self._places.keys()

    def take(self, term: str) -> Postings | None:
        """Hand over a term's postings, None when no document has it, and count it to its documents' lengths."""
        where = self._places.pop(term, None)
        if where is None:
            return None
        document_of, starts, lengths = self._document_of, self._starts, self.lengths
        gaps: list[int] = []
        times: list[int] = []
        places: list[int] = []
        last, before = -1, 0
        for place in where:
            document = document_of[place // BLOCK]
            if document == last:
                times[-1] += 1
                places.append(place - before)
            else:
                gaps.append(document - last - 1)
                times.append(0)
                places.append(place - starts[document])
                last = document
            lengths[document] += 1
            before = place
        return Postings(gaps, times, places)


def _each(adds: Sequence[Callable[[int], object]]) -> Callable[[int], None]:
    def note(place: int) -> None:
        for add in adds:
            add(place)

    return note


@dataclass(slots=True)
class Collected:
    """A segment's fields, and how often each chunk was printed in them."""

    words: Words
    fields: dict[str, Field] = field(init=False)
    printed: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Start with no document."""
        self.fields = {name: Field(self.words) for name in FIELDS}

    def add(self, texts: dict[str, list[str]]) -> None:
        """Append one document, given as the texts of each field."""
        for name, one in self.fields.items():
            printed = list(map(printed_words, texts[name]))
            one.add(printed)
            self.printed.update(chain.from_iterable(printed))

    def counts(self) -> Counter[str]:
        """Return how often each chunk was printed; no document will follow."""
        counts: Counter[str] = Counter()
        for printed, often in self.printed.items():
            for chunk in (printed,) if is_plain(printed) else CHUNK.findall(printed):
                counts[chunk] += often
        self.printed.clear()
        for one in self.fields.values():
            one.end()
        return counts

    def terms(self) -> Sequence[str]:
        """Return all terms of all fields, in the order in which JavaScript compares strings."""
        terms: set[str] = set()
        for one in self.fields.values():
            terms.update(one.terms())
        return sorted(terms, key=lambda term: term.encode("utf-16-be", "surrogatepass"))

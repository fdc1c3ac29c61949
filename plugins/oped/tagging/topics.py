"""From seeds to topics: which of the seventeen roots a piece is about, and which narrower concept under each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple

from oped.model import Evidence, Tag
from oped.tagging.phrases import Phrases
from oped.tagging.regions import EVIDENCE, strongest
from oped.tagging.words import Words
from oped.vocabulary import Vocabulary


class Meaning(NamedTuple):
    """Words, the concepts they speak for and how strongly, and the same for the concepts' roots."""

    words: str
    concepts: tuple[tuple[str, float], ...]
    roots: tuple[tuple[str, float], ...]


TITLE, OPENING = 3.0, 1.5
"""How much more a seed counts in the title and in the first sentence."""

MOST = 3
"""Roots given to one piece."""

LEAST, SHARE = 5.0, 0.55
"""A root is kept with at least this score, and at least this share of the best one's."""

ALONE = 0.8
"""What a root's score is worth when one seed is all that speaks for it, however often it is repeated."""

NARROW = 0.4
"""Share of its root's score that a concept needs to be named in the root's place."""

UNKNOWN = 40
"""Pieces in 10,000 that a seed is taken to occur in when nobody has counted."""


class Lexicon:
    """Finds the topics of a vocabulary in English text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the phrases, regular plurals included; takes some tens of milliseconds."""
        self._roots = {code: vocabulary.root(code) for code in vocabulary.topics}
        meanings: dict[str, dict[str, float]] = {}
        bases: dict[str, str] = {}
        for seed in vocabulary.seeds:
            rarity = log(10_000 / max(1, vocabulary.frequency.get(seed.words, UNKNOWN)))
            for form in forms(seed.words):
                bases.setdefault(form, seed.words)
                concepts = meanings.setdefault(form, {})
                concepts[seed.code] = max(concepts.get(seed.code, 0.0), seed.weight * rarity)
        self._phrases = Phrases(
            ((words, self._meaning(bases[words], concepts)) for words, concepts in meanings.items()),
            vocabulary.rules["shouted"],
        )
        self.beginnings = self._phrases.beginnings

    def _meaning(self, words: str, concepts: Mapping[str, float]) -> Meaning:
        roots: dict[str, float] = {}
        for code, weight in concepts.items():
            roots[self._roots[code]] = max(roots.get(self._roots[code], 0.0), weight)
        return Meaning(words, tuple(sorted(concepts.items())), tuple(sorted(roots.items())))

    def seeds_in(self, text: Words) -> set[str]:
        """Return the seeds that occur in a text, in their base form."""
        return {meaning.words for _, _, meaning in self._phrases.find(text)}

    def topics(self, paragraphs: Sequence[Words], opening: int, *, every: bool = False) -> tuple[Tag, ...]:
        """Return at most `MOST` topics of different roots, strongest first; none where nothing is clear.

        `every` gives all roots that a word speaks for.
        """
        found: dict[str, _Found] = {}
        for text in paragraphs:
            for at, end, meaning in self._phrases.find(text):
                known = found.get(meaning.words)
                if known is None:
                    known = found[meaning.words] = _Found(meaning)
                if len(known.places) < EVIDENCE:  # no more are shown, and a book-length page has a million
                    known.places.append((text, at, end))
                known.times += 1.0 if text.number > 1 else _factor(text, at, opening)
        heard = _Heard(tuple(found.values()))
        return tuple(self._tags(heard, opening, every=every))

    def _tags(self, heard: _Heard, opening: int, *, every: bool) -> Iterator[Tag]:
        roots, concepts = heard.roots, heard.concepts
        under: defaultdict[str, list[str]] = defaultdict(list)
        for code in concepts:
            under[self._roots[code]].append(code)
        floor = 0.0 if every else max(LEAST, SHARE * max(roots.values(), default=0.0))
        kept = sorted((root for root in roots if roots[root] >= floor), key=lambda root: (-roots[root], root))
        for root in kept if every else kept[:MOST]:
            best = max(under[root], key=lambda code: (concepts[code], code))
            narrow = concepts[best] >= NARROW * roots[root]
            shown = [best] if narrow else under[root]
            yield Tag(best if narrow else root, round(roots[root], 2), heard.evidence(shown, opening), root)


@dataclass(slots=True)
class _Found:
    """A seed that occurs: what it means, how often it counts, and where it first stands."""

    meaning: Meaning
    times: float = 0.0
    places: list[tuple[Words, int, int]] = field(default_factory=list)


def _factor(text: Words, at: int, opening: int) -> float:
    if not text.number:
        return TITLE
    return OPENING if text.number == 1 and text.starts[at] < opening else 1.0


class _Heard:
    """All seeds of a piece: the scores that they give to concepts and roots, and which of them speak for a concept."""

    __slots__ = ("concepts", "found", "roots", "speaking")

    def __init__(self, found: Sequence[_Found]) -> None:
        """Add up; what one seed alone speaks for is worth less."""
        self.found = found
        self.concepts = concepts = defaultdict[str, float](float)
        self.speaking = speaking = defaultdict[str, list[tuple[int, float]]](list)
        roots: defaultdict[str, float] = defaultdict(float)
        spoken: defaultdict[str, int] = defaultdict(int)
        for number, each in enumerate(found):
            strength = 1 + log(each.times)
            for code, weight in each.meaning.concepts:
                concepts[code] += weight * strength
                speaking[code].append((number, weight))
            for root, weight in each.meaning.roots:
                spoken[root] += 1
                roots[root] += weight * strength
        self.roots = {root: score * (ALONE if spoken[root] == 1 else 1.0) for root, score in roots.items()}

    def evidence(self, codes: Iterable[str], opening: int) -> tuple[Evidence, ...]:
        """Return the strongest places that speak for any of these concepts."""
        weights: dict[int, float] = {}
        for code in codes:
            for number, weight in self.speaking[code]:
                weights[number] = max(weight, weights.get(number, weight))
        best = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:EVIDENCE]
        weighed = [
            (weight * _factor(text, at, opening), Evidence(text.printed(at, end), text.number, text.starts[at]))
            for number, weight in best
            for text, at, end in self.found[number].places
        ]
        return strongest(weighed)


def forms(words: str) -> Iterable[str]:
    """Return a seed and its regular plural.

    >>> list(forms("city council")), list(forms("policy")), list(forms("NATO"))
    (['city council', 'city councils'], ['policy', 'policies'], ['NATO'])
    """
    yield words
    if words != words.lower() or not words[-1:].isalpha() or not words.isascii() or words.endswith("s"):
        return
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        yield f"{words[:-1]}ies"
    elif words.endswith(("x", "z", "ch", "sh")):
        yield f"{words}es"
    else:
        yield f"{words}s"

"""From seeds to topics: which of the seventeen roots a piece is about, and which narrower concept under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

from oped.model import Evidence, Tag
from oped.tagging.phrases import Phrases
from oped.tagging.regions import strongest
from oped.tagging.words import Words
from oped.vocabulary import Vocabulary

Meaning = tuple[tuple[str, float], ...]
"""Concepts that words speak for, and how strongly."""

TITLE, OPENING = 3.0, 1.5
"""How much more a seed counts in the title and in the first sentence."""

MOST = 3
"""Roots given to one piece."""

LEAST, SHARE = 8.0, 0.55
"""A root is kept with at least this score, and at least this share of the best one's."""

NARROW = 0.4
"""Share of its root's score that a concept needs to be named in the root's place."""

UNKNOWN = 40
"""Pieces in 10,000 that a seed is taken to occur in when nobody has counted."""


class Lexicon:
    """Finds the topics of a vocabulary in English text."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Prepare the phrases, regular plurals included; takes some tens of milliseconds."""
        self._roots = {code: vocabulary.root(code) for code in vocabulary.topics}
        self._parents = {code: term.parent for code, term in vocabulary.topics.items()}
        meanings: dict[str, dict[str, float]] = {}
        for seed in vocabulary.seeds:
            rarity = log(10_000 / max(1, vocabulary.frequency.get(seed.words, UNKNOWN)))
            for form in forms(seed.words):
                concepts = meanings.setdefault(form, {})
                concepts[seed.code] = max(concepts.get(seed.code, 0.0), seed.weight * rarity)
        self._phrases: Phrases[tuple[str, Meaning]] = Phrases(
            ((words, (words, tuple(sorted(concepts.items())))) for words, concepts in meanings.items()),
            vocabulary.rules["shouted"],
        )

    def topics(self, paragraphs: Sequence[Words], opening: int) -> tuple[Tag, ...]:
        """Return at most `MOST` topics of different roots, strongest first; none where nothing is clear."""
        found: dict[str, list[tuple[float, Evidence, Meaning]]] = {}
        for text in paragraphs:
            for at, length, (words, meaning) in self._phrases.find(text):
                start = text.starts[at]
                factor = TITLE if not text.number else OPENING if text.number == 1 and start < opening else 1.0
                found.setdefault(words, []).append(
                    (factor, Evidence(text.printed(at, length), text.number, start), meaning)
                )
        concepts: dict[str, float] = {}
        roots: dict[str, float] = {}
        evidence: dict[str, list[tuple[float, Evidence]]] = {}
        for places in found.values():
            times = sum(factor for factor, _, _ in places)
            strength = 1 + log(times) if times > 1 else times
            seen: dict[str, float] = {}
            for code, weight in places[0][2]:
                concepts[code] = concepts.get(code, 0.0) + weight * strength
                root = self._roots[code]
                seen[root] = max(seen.get(root, 0.0), weight)
                evidence.setdefault(code, []).extend((weight * factor, place) for factor, place, _ in places)
            for root, weight in seen.items():
                roots[root] = roots.get(root, 0.0) + weight * strength
        return tuple(self._tags(roots, concepts, evidence))

    def _tags(
        self,
        roots: Mapping[str, float],
        concepts: Mapping[str, float],
        evidence: Mapping[str, Sequence[tuple[float, Evidence]]],
    ) -> Iterator[Tag]:
        if not roots:
            return
        floor = max(LEAST, SHARE * max(roots.values()))
        for root in sorted((root for root in roots if roots[root] >= floor), key=lambda root: (-roots[root], root))[
            :MOST
        ]:
            under = [code for code in concepts if self._roots[code] == root]
            best = max(under, key=lambda code: (concepts[code], code))
            code = best if concepts[best] >= NARROW * roots[root] else root
            shown = [best] if code != root else under
            places = [place for each in shown for place in evidence[each]]
            yield Tag(code, round(roots[root], 2), strongest(places), root)


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

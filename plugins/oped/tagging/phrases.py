"""Finding many phrases at once: a word that begins none of them costs one look into a dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from oped.tagging.words import Words

T = TypeVar("T")

_WORD = re.compile(r"(\w+)")
_GAPS = str.maketrans({"'": "’", "‘": "’", "\u00a0": " ", "\n": " ", "\u2010": "-", "\u2011": "-"})


class Phrase(NamedTuple, Generic[T]):
    """The words of a phrase after its first, what stands between them, and what it means."""

    rest: tuple[str, ...]
    gaps: tuple[str, ...]
    cased: bool
    value: T


class Match(NamedTuple, Generic[T]):
    """Words `at` to `end` (one past the last) stand for `value`."""

    at: int
    end: int
    value: T


_new = tuple.__new__
"""Faster than naming the three fields; one is made for every match."""


Longer: TypeAlias = dict[str, list[Phrase[T]]]
"""Phrases of several words by the second, longest first."""


class Phrases(Generic[T]):
    """A set of phrases. Lower-case ones match in any case, those with a capital only as printed.

    `beginnings` are the words that one may begin with.
    """

    def __init__(self, entries: Iterable[tuple[str, T]], unshouted: frozenset[str] = frozenset()) -> None:
        """Take pairs of words and meaning; `unshouted` words are not looked for in text that is all capitals."""
        self._plain: dict[str, tuple[Phrase[T] | None, Longer[T]]] = {}
        self._shouted: dict[str, tuple[Phrase[T] | None, Longer[T]]] = {}
        for words, value in entries:
            self._add(words, value, shouted=words not in unshouted)
        self.beginnings = self._plain.keys() | self._shouted.keys()

    def _add(self, words: str, value: T, *, shouted: bool) -> None:
        parts = _WORD.split(words)
        first, *rest = parts[1::2]
        gaps = tuple(gap.translate(_GAPS) for gap in parts[2:-1:2])
        cased = words != words.lower()
        for form in {first} if cased else {first, first.capitalize(), first.upper()}:
            _put(self._plain, form, Phrase(tuple(rest), gaps, cased, value))
        if shouted:
            upper = tuple(word.upper() for word in rest)
            _put(self._shouted, first.upper(), Phrase(upper, gaps, True, value))

    def find(self, text: Words) -> Iterator[Match[T]]:
        """Yield the matches from left to right, the longest at each place, none inside another."""
        starts = self._shouted if text.shouted else self._plain
        words = text.words
        last = len(words) - 1
        after = 0
        for at in text.known:
            if at < after or not (begun := starts.get(words[at])):
                continue
            phrase, longer = begun
            if longer and at < last and (several := longer.get(words[at + 1])):
                for each in several:
                    if _continues(each, text, at + 1):
                        phrase = each
                        break
            if phrase is not None:
                after = at + 1 + len(phrase.rest)
                yield _new(Match, (at, after, phrase.value))


def _put(starts: dict[str, tuple[Phrase[T] | None, Longer[T]]], first: str, phrase: Phrase[T]) -> None:
    """Add a phrase to what its first word can begin: itself alone, and longer ones."""
    alone, longer = starts.get(first) or (None, {})
    if not phrase.rest:
        alone = alone or phrase
    else:
        for second in {phrase.rest[0], phrase.rest[0] if phrase.cased else phrase.rest[0].capitalize()}:
            phrases = longer.setdefault(second, [])
            phrases.append(phrase)
            phrases.sort(key=lambda each: -len(each.rest))
    starts[first] = alone, longer


def _continues(phrase: Phrase[T], text: Words, at: int) -> bool:
    end = at + len(phrase.rest)
    words = tuple(text.words[at:end])
    if words != phrase.rest and (phrase.cased or tuple(word.lower() for word in words) != phrase.rest):
        return False
    gaps = text.gaps[at:end]
    return tuple(gaps) == phrase.gaps or all(map(_same_gap, gaps, phrase.gaps))


def _same_gap(gap: str, wanted: str) -> bool:
    """Return whether two gaps join words alike: white space, hyphens and apostrophes have several shapes."""
    return gap == wanted or _plain(gap) == _plain(wanted)


def _plain(gap: str) -> str:
    return " ".join(gap.translate(_GAPS).replace("-", " ").split())
